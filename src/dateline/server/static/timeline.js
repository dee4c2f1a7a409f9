// Bars of events over time, stacked by type; a brush that filters and a window that plays.

import { el, locale, reducedMotion, say, svg } from './dom.js';

const DAY = 86400000;
const HEIGHT = 92;
const AXIS = 18;
const PAD = 8;
const KEYS = { 'step.back': ',', play: 'p', 'step.on': '.' };
const DRAW_EVERY = 60; // ms between two drawings of the map while the window glides on
const SPEEDS = { slow: 0.6, normal: 1.4, fast: 3.5 };

export const toDay = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const toIso = (day) => new Date(Math.round(day) * DAY).toISOString().slice(0, 10);

export class Timeline {
  /** `on` has brush(from, to) with ISO days or nulls, preview(from, to) in days, window(from, to). */
  constructor(node, on) {
    this.on = on;
    this.node = node;
    this.data = null;
    this.playing = null;
    this.speed = 'normal';
    this.width = 600;
    this.readout = el('output', { class: 'dl-readout' });
    this.controls = el('div', { class: 'dl-play' });
    this.chart = svg('svg', { class: 'dl-bars', height: HEIGHT + AXIS, role: 'group' });
    node.append(this.controls, this.chart);
    this.chart.addEventListener('pointerdown', (event) => this.drag(event));
    new ResizeObserver(() => {
      if (this.chart.clientWidth && this.chart.clientWidth !== this.width) this.draw();
    }).observe(this.chart);
  }

  configure({ words, lang, symbols }) {
    Object.assign(this, { words, lang, colors: symbols.map((symbol) => symbol.color) });
    this.days = new Intl.DateTimeFormat(locale(lang), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    this.chart.setAttribute('aria-label', words['timeline.label']);
    this.buildControls();
  }

  buildControls() {
    const focused = this.controls.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    const button = (name, sign, act) => el('button', { type: 'button', class: 'dl-button', 'aria-label': this.words[name], title: KEYS[name] ? `${this.words[name]} (${KEYS[name]})` : this.words[name], 'aria-keyshortcuts': KEYS[name], 'data-name': name, onclick: act }, sign);
    this.playButton = button('play', this.playing ? '❚❚' : '▶', () => this.toggle());
    const speed = this.choice('speed', Object.keys(SPEEDS), this.speed, (value) => {
      this.speed = value;
    });
    const lengths = ['auto', '1', '7', '30', '90', 'all'];
    this.length ??= 'auto';
    const window = this.choice('window', lengths, this.length, (value) => {
      this.length = value;
      if (this.at !== undefined) this.step(0);
    });
    this.controls.replaceChildren(
      button('step.back', '❘◀', () => this.step(-1)), this.playButton, button('step.on', '▶❘', () => this.step(1)), window, speed, this.readout, el('span', { class: 'dl-gap' }),
      button('timeline.clear', '✕', () => {
        this.stop();
        this.on.brush(null, null);
      }),
    );
    if (focused) this.controls.querySelector(`[data-name="${focused}"]`)?.focus();
  }

  /** Playback by key from anywhere in the map: , and . step, p plays or pauses. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    const act = { ',': () => this.step(-1), '.': () => this.step(1), p: () => this.toggle() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  choice(name, values, value, act) {
    const select = el('select', { class: 'dl-select', 'aria-label': this.words[name], title: this.words[name], onchange: (event) => act(event.target.value) });
    for (const option of values) select.append(el('option', { value: option, selected: option === value }, this.words[`${name}.${option}`]));
    return select;
  }

  setData(data) {
    this.data = data;
    this.from = data.from ? toDay(data.from) : null;
    this.to = data.to ? toDay(data.to) : null;
    if (this.at === undefined || !this.playing) this.leaveWindow();
    this.draw();
  }

  get span() {
    const { bins } = this.data;
    if (!bins.length) return [0, 1];
    const [first, last] = [toDay(bins[0].start), toDay(bins.at(-1).end)];
    return [Math.min(first, this.from ?? first), Math.max(last, this.to === null ? last : this.to + 1)];
  }

  x(day) {
    const [first, last] = this.span;
    return PAD + ((day - first) / Math.max(1, last - first)) * (this.width - 2 * PAD);
  }

  dayAt(x) {
    const [first, last] = this.span;
    const share = (x - PAD) / Math.max(1, this.width - 2 * PAD);
    return Math.max(first, Math.min(last, first + share * (last - first)));
  }

  draw() {
    if (!this.data) return;
    this.width = Math.max(200, this.chart.clientWidth || this.node.clientWidth || 600);
    this.chart.setAttribute('viewBox', `0 0 ${this.width} ${HEIGHT + AXIS}`);
    this.chart.replaceChildren();
    if (!this.data.bins.length) {
      const text = svg('text', { x: this.width / 2, y: HEIGHT / 2, 'text-anchor': 'middle', class: 'dl-axis' });
      text.textContent = this.words['timeline.empty'];
      this.chart.append(text);
      return;
    }
    this.drawBars();
    this.drawAxis();
    this.overlay = svg('g');
    this.chart.append(this.overlay, ...this.notes);
    this.drawBrush();
  }

  drawBars() {
    const { bins } = this.data;
    this.notes = [];
    const top = Math.max(1, ...bins.map((bin) => bin.n));
    const bars = svg('g', { 'aria-hidden': 'true' });
    for (const bin of bins) {
      if (!bin.n) continue;
      const x = this.x(toDay(bin.start));
      const wide = Math.max(1.5, this.x(toDay(bin.end)) - x - (bins.length > 200 ? 0 : 1));
      let y = HEIGHT;
      bin.types.forEach((n, i) => {
        if (!n) return;
        const tall = (n / top) * (HEIGHT - 14);
        y -= tall;
        bars.append(svg('rect', { x, y, width: wide, height: tall, fill: this.colors[i] }));
      });
      const title = svg('title');
      title.textContent = `${this.period(bin.start, bin.end)}: ${bin.n.toLocaleString(this.lang)}`;
      bars.append(svg('rect', { x, y: 0, width: wide, height: HEIGHT, fill: 'transparent' }, title));
    }
    this.notes.push(...[['before', PAD, 'start'], ['after', this.width - PAD, 'end']].filter(([side]) => this.data[side]).map((side) => this.beyond(...side)));
    const label = svg('text', { x: PAD, y: 10, class: 'dl-axis' });
    label.textContent = `${say(this.words, `unit.${this.data.unit}`)} · ${say(this.words, 'timeline.most', { n: top.toLocaleString(this.lang) })}`;
    this.chart.append(bars, svg('line', { x1: 0, x2: this.width, y1: HEIGHT, y2: HEIGHT, class: 'dl-axis-line' }));
    this.notes.push(label);
  }

  /** What lies outside the bars, such as a year of long ago: one click chooses it. */
  beyond(side, x, anchor) {
    const { bins } = this.data;
    const choose = () => (side === 'before' ? this.on.brush(null, toIso(toDay(bins[0].start) - 1)) : this.on.brush(bins.at(-1).end, null));
    const note = svg('text', {
      x, y: 27, class: 'dl-axis dl-beyond', 'text-anchor': anchor, role: 'button', tabindex: 0, onclick: choose,
      onkeydown: (event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), choose()),
    });
    note.textContent = say(this.words, `timeline.${side}`, { n: this.data[side].toLocaleString(this.lang) });
    return note;
  }

  drawAxis() {
    const [first, last] = this.span;
    const days = last - first;
    const room = Math.max(2, Math.floor(this.width / 90));
    const stamps = ticks(first, last, room);
    const form = days > 1500 ? { year: 'numeric' } : days > 90 ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
    const format = new Intl.DateTimeFormat(locale(this.lang), { ...form, timeZone: 'UTC' });
    for (const day of stamps) {
      const x = this.x(day);
      const text = svg('text', { x, y: HEIGHT + 14, class: 'dl-axis', 'text-anchor': x < 40 ? 'start' : x > this.width - 40 ? 'end' : 'middle' });
      text.textContent = format.format(new Date(day * DAY));
      this.chart.append(svg('line', { x1: x, x2: x, y1: HEIGHT, y2: HEIGHT + 4, class: 'dl-axis-line' }), text);
    }
  }

  period(from, to) {
    const format = this.days;
    const start = new Date(`${from}T00:00:00Z`);
    const end = new Date(Date.parse(`${to}T00:00:00Z`) - DAY);
    return end <= start ? format.format(start) : format.formatRange(start, end);
  }

  get range() {
    if (this.window) return this.window;
    const [first, last] = this.span;
    return [this.from ?? first, this.to === null ? last : this.to + 1];
  }

  drawBrush() {
    this.overlay.replaceChildren();
    const [from, to] = this.range;
    const [x0, x1] = [this.x(from), this.x(to)];
    const active = this.window || this.from !== null || this.to !== null;
    if (active) {
      for (const [x, wide] of [[0, x0], [x1, this.width - x1]]) {
        this.overlay.append(svg('rect', { x, y: 0, width: Math.max(0, wide), height: HEIGHT, class: 'dl-shade' }));
      }
      this.overlay.append(svg('rect', { x: x0, y: 0.5, width: Math.max(1, x1 - x0), height: HEIGHT - 1, class: this.window ? 'dl-window' : 'dl-brush' }));
    }
    if (!this.window) {
      this.overlay.append(this.handle('from', x0, from), this.handle('to', x1, to));
    }
    if (this.window) this.readout.textContent = this.period(toIso(from), toIso(Math.max(to, from + 1)));
    else this.readout.textContent = active ? this.period(toIso(from), toIso(to)) : '';
  }

  handle(name, x, day) {
    const [first, last] = this.span;
    return svg('rect', {
      x: Math.max(0, Math.min(this.width - 7, x - 3.5)), y: HEIGHT / 2 - 15, width: 7, height: 30, rx: 3, class: 'dl-handle', tabindex: 0, role: 'slider', 'data-end': name,
      'aria-label': this.words[`timeline.${name}`], 'aria-valuemin': first, 'aria-valuemax': last, 'aria-valuenow': Math.round(day),
      'aria-valuetext': this.period(toIso(name === 'to' ? day - 1 : day), toIso(name === 'to' ? day : day + 1)),
      onkeydown: (event) => this.nudge(event, name),
    });
  }

  nudge(event, name) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -30, PageUp: 30 }[event.key];
    if (!step) return;
    event.preventDefault();
    const [first, last] = this.span;
    let [from, to] = this.range;
    if (name === 'from') from = Math.max(first, Math.min(to - 1, from + step));
    else to = Math.min(last, Math.max(from + 1, to + step));
    this.commit(from, to);
    this.overlay.querySelector(`[data-end="${name}"]`)?.focus();
  }

  drag(event) {
    if (event.button !== 0 || !this.data?.bins.length || event.target.classList?.contains('dl-beyond')) return;
    this.stop();
    const box = this.chart.getBoundingClientRect();
    const end = event.target.dataset?.end;
    const [from, to] = this.range;
    const anchor = end === 'from' ? to : end === 'to' ? from : this.dayAt(event.clientX - box.left);
    const start = event.clientX;
    let moved = Boolean(end);
    this.chart.setPointerCapture(event.pointerId);
    const move = (next) => {
      moved ||= Math.abs(next.clientX - start) > 4;
      if (!moved) return;
      const day = this.dayAt(next.clientX - box.left);
      [this.from, this.to] = [Math.floor(Math.min(anchor, day)), Math.ceil(Math.max(anchor, day)) - 1];
      this.to = Math.max(this.from, this.to);
      this.drawBrush();
      this.on.preview(this.from, this.to + 1);
    };
    const up = () => {
      this.chart.removeEventListener('pointermove', move);
      this.chart.removeEventListener('pointerup', up);
      this.chart.removeEventListener('pointercancel', up);
      if (moved) this.commit(this.from, this.to + 1);
      else this.pickBin(anchor);
    };
    this.chart.addEventListener('pointermove', move);
    this.chart.addEventListener('pointerup', up);
    this.chart.addEventListener('pointercancel', up);
  }

  /** A click on a bar chooses that day, week, month or year. */
  pickBin(day) {
    const bin = this.data.bins.find((b) => toDay(b.start) <= day && day < toDay(b.end));
    if (bin?.n) this.commit(toDay(bin.start), toDay(bin.end));
  }

  commit(from, to) {
    [this.from, this.to] = [from, to - 1];
    this.drawBrush();
    this.on.brush(toIso(from), toIso(to - 1));
  }

  get windowDays() {
    const [first, last] = this.span;
    if (this.length === 'auto') return Math.max(1, Math.round((last - first) / 24));
    return this.length === 'all' ? Infinity : Number(this.length);
  }

  async toggle() {
    if (this.playing) {
      this.pause();
      return;
    }
    if (!this.data?.bins.length) return;
    await this.on.ready();
    const [first, last] = this.playRange();
    if (this.at === undefined || this.at >= last) this.at = first;
    this.playButton.textContent = '❚❚';
    this.playButton.setAttribute('aria-label', this.words.pause);
    let before = performance.now();
    const frame = (now) => {
      const days = ((now - before) / 1000) * SPEEDS[this.speed] * Math.max(1, (last - first) / 40);
      if (!reducedMotion() || days >= Math.max(1, (last - first) / 40)) {
        before = now;
        this.at = Math.min(last, this.at + days);
        this.showWindow(first);
      }
      if (this.at >= last) this.pause();
      else this.playing = requestAnimationFrame(frame);
    };
    this.playing = requestAnimationFrame(frame);
  }

  playRange() {
    const [first, last] = this.span;
    return [this.from ?? first, this.to === null ? last : this.to + 1];
  }

  showWindow(first) {
    const from = Math.max(first, this.at - this.windowDays);
    this.window = [from, this.at];
    this.drawBrush();
    const now = performance.now();
    if (this.playing && this.at < this.playRange()[1] && now - (this.drawn ?? 0) < DRAW_EVERY) return;
    this.drawn = now;
    this.on.window(from, this.at);
  }

  async step(direction) {
    if (!this.data?.bins.length) return;
    this.pause();
    await this.on.ready();
    const [first, last] = this.playRange();
    const length = Math.min(this.windowDays, last - first);
    const now = this.at ?? (direction > 0 ? first : last + length);
    this.at = Math.max(first + 1, Math.min(last, now + direction * (Number.isFinite(this.windowDays) ? length : Math.max(1, (last - first) / 24))));
    this.showWindow(first);
  }

  pause() {
    cancelAnimationFrame(this.playing);
    this.playing = null;
    if (this.playButton) {
      this.playButton.textContent = '▶';
      this.playButton.setAttribute('aria-label', this.words.play);
    }
  }

  stop() {
    this.pause();
    this.leaveWindow();
    this.on.window(null, null);
  }

  leaveWindow() {
    this.at = undefined;
    this.window = null;
  }
}

/** At most `room` round days between two: days, Mondays, months, quarters or years. */
function ticks(first, last, room) {
  const days = last - first;
  const found = [];
  const start = new Date(first * DAY);
  if (days <= 60) {
    const step = Math.max(1, Math.ceil(days / room));
    for (let day = first; day < last; day += step) found.push(day);
    return found;
  }
  const months = Math.max(1, Math.ceil(days / 30.4 / room));
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => n >= months) ?? 240;
  const cursor = new Date(Date.UTC(start.getUTCFullYear(), Math.ceil(start.getUTCMonth() / Math.min(step, 12)) * Math.min(step, 12), 1));
  while (cursor.getTime() / DAY < last) {
    if (cursor.getTime() / DAY >= first) found.push(Math.round(cursor.getTime() / DAY));
    cursor.setUTCMonth(cursor.getUTCMonth() + step);
  }
  return found.length ? found : [first];
}

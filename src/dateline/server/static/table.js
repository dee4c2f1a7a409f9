// The table of the events: pages of rows from the server, sorted there; a row selects what the map selects.

import { el, fetchJson, say } from './dom.js';

const PAGE = 25;
const tables = new WeakMap();

export function mount({ data, parentElement, setTriggerValue }) {
  let view = tables.get(parentElement);
  if (!view || !parentElement.contains(view.root)) {
    view = new EventTable(parentElement);
    tables.set(parentElement, view);
  }
  view.send = setTriggerValue;
  view.update(data);
}

class EventTable {
  constructor(parent) {
    this.body = el('tbody', {});
    this.head = el('thead', {});
    this.table = el('table', {}, this.head, this.body);
    this.bar = el('div', { class: 'dl-bar' });
    this.picker = el('details', { class: 'dl-columns' });
    this.root = el('div', { class: 'dl-table' }, this.picker, el('div', { class: 'dl-scroll', tabindex: 0 }, this.table), this.bar);
    parent.append(this.root);
    this.sort = 'day';
    this.order = 'down';
    this.offset = 0;
    this.hidden = null;
    this.table.addEventListener('keydown', (event) => this.key(event));
  }

  async update(data) {
    const before = this.data;
    this.data = data;
    this.hidden ??= new Set(data.columns.filter((column) => column.hidden).map((column) => column.id));
    const asked = `${data.query}|${data.version}|${data.lang}|${data.columns.length}`;
    const changed = asked !== this.asked;
    this.asked = asked;
    this.root.querySelector('.dl-scroll').setAttribute('aria-label', data.words['table.label']);
    if (changed) {
      this.offset = 0;
      await this.load(data.selected);
    } else if (data.selected !== before?.selected) {
      if (this.rows?.some((row) => row.id === data.selected) || !data.selected) this.mark();
      else await this.load(data.selected);
    }
  }

  async load(around = '') {
    const { data } = this;
    const query = `${data.query}&ui=${data.lang}&sort=${this.sort}&order=${this.order}&offset=${this.offset}&limit=${PAGE}&around=${encodeURIComponent(around ?? '')}`;
    try {
      const found = await fetchJson(`${data.api}/rows?${query}`);
      if (data !== this.data && this.data.query !== data.query) return;
      this.rows = found.rows;
      this.total = found.total;
      this.offset = found.offset;
      this.draw();
    } catch (error) {
      this.bar.replaceChildren(el('span', { role: 'alert' }, error.message));
    }
  }

  get columns() {
    return this.data.columns.filter((column) => !this.hidden.has(column.id));
  }

  draw() {
    this.drawPicker();
    this.head.replaceChildren(el('tr', {}, ...this.columns.map((column) => this.header(column))));
    this.body.replaceChildren(...this.rows.map((row, i) => this.line(row, i)));
    if (!this.rows.length) this.body.append(el('tr', {}, el('td', { colspan: this.columns.length }, this.data.words['table.empty'])));
    this.drawBar();
    this.mark();
  }

  drawPicker() {
    const boxes = this.data.columns.map((column) => {
      const box = el('input', { type: 'checkbox', checked: !this.hidden.has(column.id), onchange: () => {
        if (box.checked) this.hidden.delete(column.id);
        else this.hidden.add(column.id);
        this.draw();
      } });
      return el('label', {}, box, column.label);
    });
    this.picker.replaceChildren(el('summary', {}, this.data.words['table.columns']), el('div', {}, ...boxes));
  }

  header(column) {
    if (!column.sort) return el('th', { scope: 'col' }, column.label);
    const active = this.sort === column.sort;
    const sign = active ? (this.order === 'down' ? ' ▼' : ' ▲') : '';
    const button = el('button', { type: 'button', title: say(this.data.words, 'table.sort', { name: column.label }), onclick: () => {
      this.order = active && this.order === 'up' ? 'down' : 'up';
      this.sort = column.sort;
      this.offset = 0;
      this.load().then(() => this.head.querySelectorAll('th')[this.columns.indexOf(column)]?.querySelector('button')?.focus());
    } }, column.label + sign);
    return el('th', { scope: 'col', 'aria-sort': active ? (this.order === 'down' ? 'descending' : 'ascending') : 'none' }, button);
  }

  line(row, i) {
    const cells = this.columns.map((column) => el('td', { class: `dl-c-${column.id}`, lang: column.id === 'place' && this.data.lang === 'uk' && row.native ? 'uk' : null }, this.cell(row, column.id)));
    return el('tr', { 'data-id': row.id, tabindex: i === 0 ? 0 : -1, 'aria-selected': 'false', onclick: () => this.choose(row) }, ...cells);
  }

  cell(row, id) {
    const { words, lang } = this.data;
    if (id === 'day') return this.date(row);
    if (id === 'type') return words[`type.${row.type}`];
    if (id === 'status') return words[`status.${row.status}`];
    if (id === 'place') return (lang === 'uk' && row.native) || row.place || words['precision.none'];
    if (id === 'country') return row.country ? new Intl.DisplayNames([lang], { type: 'region' }).of(row.country) : '';
    if (id === 'who') return row.who.join('; ');
    if (id === 'figures') return row.figures.map(([value, what]) => `${value.toLocaleString(lang)} ${what}`).join('; ');
    if (id === 'precision') return words[`precision.${row.where_prec ?? 'none'}`];
    if (id === 'score') return `${Math.round(row.score * 100)} %`;
    return String(row[id] ?? '');
  }

  date(row) {
    const { lang } = this.data;
    if (!row.date) return '–';
    const form = { 4: { year: 'numeric' }, 7: { month: 'short', year: 'numeric' } }[row.date.length] ?? { day: 'numeric', month: 'short', year: 'numeric' };
    const say1 = (iso) => new Intl.DateTimeFormat(lang, { ...form, timeZone: 'UTC' }).format(new Date(`${`${iso}-01-01`.slice(0, 10)}T00:00:00Z`));
    return row.date_end && row.date_end !== row.date ? `${say1(row.date)} – ${say1(row.date_end)}` : say1(row.date);
  }

  drawBar() {
    const { words, lang } = this.data;
    const last = Math.min(this.total, this.offset + PAGE);
    const text = say(words, 'table.pages', { from: (this.total ? this.offset + 1 : 0).toLocaleString(lang), to: last.toLocaleString(lang), n: this.total.toLocaleString(lang) });
    const turn = (name, sign, to, off) => el('button', { type: 'button', class: 'dl-turn', 'aria-label': words[name], title: words[name], disabled: off, onclick: () => {
      this.offset = to;
      this.load();
    } }, sign);
    this.bar.replaceChildren(
      turn('table.previous', '◀', Math.max(0, this.offset - PAGE), this.offset === 0), el('span', { role: 'status' }, text), turn('table.next', '▶', this.offset + PAGE, last >= this.total),
    );
  }

  choose(row) {
    this.data.selected = row.id;
    this.mark();
    this.send('select', { event: row.id, place: row.place_id ?? '' });
  }

  mark() {
    for (const line of this.body.querySelectorAll('tr[data-id]')) {
      line.setAttribute('aria-selected', String(line.dataset.id === this.data.selected));
    }
  }

  key(event) {
    const line = event.target.closest('tr[data-id]');
    if (!line) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      line.click();
    }
    const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
    if (next?.dataset?.id) {
      event.preventDefault();
      line.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  }
}

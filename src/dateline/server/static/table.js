// The table of the events, the map's twin. Rows are fetched in blocks and only those in sight are drawn,
// so that a hundred thousand scroll as easily as a hundred; sorting and searching happen on the server.

import { readState, writeState } from './address.js';
import { el, fetchJson, say } from './dom.js';

const BLOCK = 100;
const ROW = 46; // pixels; the height of a row in table.css
const BEYOND = 6; // rows drawn above and below those in sight
const PAUSE = 250; // milliseconds

const tables = new WeakMap();
const FIRST = { sort: 'day', order: 'down' }; // where the address does not say

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
    this.head = el('thead', {});
    this.body = el('tbody', {});
    this.widths = el('colgroup', {});
    this.table = el('table', { role: 'grid' }, this.widths, this.head, this.body);
    this.room = el('div', { class: 'dl-room' }, this.table);
    this.scroll = el('div', { class: 'dl-scroll' }, this.room);
    const { sort, order, columns, words } = readState();
    this.kept = { sort: sort ?? FIRST.sort, order: order ?? FIRST.order, hidden: null, asked: columns, words };
    this.find = el('input', { type: 'search', class: 'dl-find dl-find-row', value: words });
    this.picker = el('details', { class: 'dl-columns' });
    this.status = el('span', { role: 'status' });
    this.bar = el('div', { class: 'dl-bar' }, this.find, this.picker, this.status);
    this.root = el('div', { class: 'dl-table' }, this.bar, this.scroll);
    parent.append(this.root);
    this.blocks = new Map();
    this.total = 0;
    this.cursor = 0; // the row that the Tab key reaches
    this.scroll.addEventListener('scroll', () => this.draw(), { passive: true });
    this.find.addEventListener('input', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => {
        this.kept.words = this.find.value;
        this.remember();
        this.load();
      }, PAUSE);
    });
    this.table.addEventListener('keydown', (event) => this.key(event));
    this.body.addEventListener('click', (event) => {
      const line = event.target.closest('tr[data-id]');
      if (line) this.choose(Number(line.dataset.index));
    });
    new ResizeObserver(() => this.total && this.draw()).observe(this.scroll);
  }

  async update(data) {
    const before = this.data;
    this.data = data;
    this.kept.hidden ??= hiddenOf(data.columns, this.kept.asked);
    if (!data.columns.some((column) => column.sort === this.kept.sort)) Object.assign(this.kept, FIRST);
    const asked = `${data.query}|${data.version}|${data.lang}|${data.columns.length}`;
    const changed = asked !== this.asked;
    this.asked = asked;
    if (changed) {
      this.label();
      await this.load(data.selected);
    } else if (data.selected !== before?.selected) {
      await this.reveal(data.selected);
    }
  }

  /** Puts into the address what differs from a table as it first stands. */
  remember() {
    const { sort, order, words } = this.kept;
    const usual = sort === FIRST.sort && order === FIRST.order;
    const asShown = this.columns.map((column) => column.id);
    const first = this.data.columns.filter((column) => !column.hidden).map((column) => column.id);
    writeState({
      sort: usual ? null : sort,
      order: usual ? null : order,
      columns: asShown.join() === first.join() ? null : asShown,
      words: words.trim(),
    });
  }

  label() {
    const { words } = this.data;
    this.table.setAttribute('aria-label', words['table.label']);
    this.find.setAttribute('aria-label', words['table.find']);
    this.find.setAttribute('placeholder', words['table.find']);
    this.drawPicker();
    this.drawHead();
  }

  /** Forget all rows and fetch anew; around an event where one is selected. */
  async load(around = '') {
    this.turn = (this.turn ?? 0) + 1;
    this.blocks.clear();
    try {
      const found = await this.fetch(0, around);
      if (!found) return;
      this.total = found.total;
      this.room.style.height = `${this.head.offsetHeight + this.total * ROW}px`;
      this.table.setAttribute('aria-rowcount', this.total + 1);
      this.cursor = found.at ?? 0;
      if (found.at === null) this.scroll.scrollTop = 0;
      else this.bring(found.at);
      this.draw(true);
    } catch (error) {
      this.fail(error);
    }
  }

  /** A block of rows by its number, or the one that holds an event. */
  async fetch(number, around = '') {
    const { data, turn } = this;
    const query = `${data.query}&ui=${data.lang}&sort=${this.kept.sort}&order=${this.kept.order}&offset=${number * BLOCK}&limit=${BLOCK}&words=${encodeURIComponent(this.kept.words)}&around=${encodeURIComponent(around ?? '')}`;
    const found = await fetchJson(`${data.api}/rows?${query}`);
    if (turn !== this.turn) return null;
    this.blocks.set(Math.floor(found.offset / BLOCK), found.rows);
    return found;
  }

  row(index) {
    return this.blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  }

  /** Show the selected event, wherever in the table it is. */
  async reveal(id) {
    this.mark();
    if (!id || this.body.querySelector(`tr[data-id="${CSS.escape(id)}"]`)) return;
    try {
      const found = await this.fetch(0, id);
      if (!found || found.at === null) return;
      this.cursor = found.at;
      this.bring(found.at);
      this.draw(true);
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error) {
    this.status.textContent = error.message;
  }

  /** Scroll so that a row can be seen. */
  bring(index) {
    const top = index * ROW;
    const high = this.scroll.clientHeight - this.head.offsetHeight;
    if (top < this.scroll.scrollTop) this.scroll.scrollTop = top;
    else if (top + ROW > this.scroll.scrollTop + high) this.scroll.scrollTop = top + ROW - high;
  }

  /** The numbers of the first row in sight and the one after the last. */
  get sight() {
    const first = Math.floor(this.scroll.scrollTop / ROW);
    const many = Math.ceil((this.scroll.clientHeight - this.head.offsetHeight) / ROW);
    return [Math.min(first, Math.max(0, this.total - 1)), Math.min(this.total, first + Math.max(1, many))];
  }

  draw(anew = false) {
    const [from, to] = this.sight;
    const first = Math.max(0, from - BEYOND);
    const last = Math.min(this.total, to + BEYOND);
    const span = `${first}-${last}`;
    if (anew || span !== this.span) {
      this.span = span;
      const focused = document.activeElement?.closest?.('tr[data-index]')?.dataset.index;
      const lines = [];
      for (let i = first; i < last; i += 1) lines.push(this.line(i));
      if (!this.total) lines.push(el('tr', {}, el('td', { colspan: this.columns.length }, this.data.words[this.kept.words ? 'table.none_found' : 'table.empty'])));
      this.body.replaceChildren(...lines);
      this.table.style.marginTop = `${first * ROW}px`;
      if (focused !== undefined) this.body.querySelector(`tr[data-index="${focused}"]`)?.focus({ preventScroll: true });
      this.mark();
      this.want(first, last);
    }
    this.tell(from, to);
  }

  /** Fetch the blocks that are in sight and not yet here. */
  want(first, last) {
    for (let number = Math.floor(first / BLOCK); number <= Math.floor(Math.max(first, last - 1) / BLOCK); number += 1) {
      if (this.blocks.has(number) || !this.total) continue;
      this.blocks.set(number, undefined);
      setTimeout(() => {
        const [from, to] = this.sight;
        const passed = (number + 1) * BLOCK < from - BEYOND || number * BLOCK > to + BEYOND;
        if (passed) this.blocks.delete(number); // scrolled past meanwhile
        else this.fetch(number).then((found) => found && this.draw(true), (error) => this.fail(error));
      }, 60);
    }
  }

  /** Which rows are in sight, told when scrolling rests. */
  tell(from, to) {
    clearTimeout(this.telling);
    const { words, lang } = this.data;
    const text = say(words, 'table.pages', { from: (this.total ? from + 1 : 0).toLocaleString(lang), to: to.toLocaleString(lang), n: this.total.toLocaleString(lang) });
    this.telling = setTimeout(() => {
      if (this.status.textContent !== text) this.status.textContent = text;
    }, PAUSE);
  }

  get columns() {
    return this.data.columns.filter((column) => !this.kept.hidden.has(column.id));
  }

  drawPicker() {
    const boxes = this.data.columns.map((column) => {
      const box = el('input', { type: 'checkbox', checked: !this.kept.hidden.has(column.id), onchange: () => {
        if (box.checked) this.kept.hidden.delete(column.id);
        else if (this.columns.length > 1) this.kept.hidden.add(column.id);
        else box.checked = true;
        this.remember();
        this.drawHead();
        this.draw(true);
      } });
      return el('label', {}, box, column.label);
    });
    this.picker.replaceChildren(el('summary', {}, this.data.words['table.columns']), el('div', {}, ...boxes));
  }

  drawHead() {
    this.widths.replaceChildren(...this.columns.map((column) => el('col', { class: `dl-w-${column.id}` })));
    this.head.replaceChildren(el('tr', { 'aria-rowindex': 1 }, ...this.columns.map((column) => this.header(column))));
  }

  header(column) {
    const { kept } = this;
    if (!column.sort) return el('th', { scope: 'col' }, column.label);
    const active = kept.sort === column.sort;
    const sign = active ? (kept.order === 'down' ? ' ▼' : ' ▲') : '';
    const button = el('button', { type: 'button', title: say(this.data.words, 'table.sort', { name: column.label }), onclick: () => {
      kept.order = active && kept.order === 'up' ? 'down' : 'up';
      kept.sort = column.sort;
      this.remember();
      this.drawHead();
      this.head.querySelectorAll('th')[this.columns.indexOf(column)]?.querySelector('button')?.focus();
      this.load(this.data.selected);
    } }, column.label + sign);
    return el('th', { scope: 'col', 'aria-sort': active ? (kept.order === 'down' ? 'descending' : 'ascending') : 'none' }, button);
  }

  line(index) {
    const row = this.row(index);
    const place = { 'aria-rowindex': index + 2, 'data-index': index };
    if (!row) return el('tr', { ...place, class: 'dl-wait' }, el('td', { colspan: this.columns.length }, '…'));
    const cells = this.columns.map((column) => {
      const text = this.cell(row, column.id);
      const foreign = this.data.lang === 'uk' && (column.id === 'place' ? row.native : column.id === 'admin1') ? 'uk' : null;
      return el('td', { class: `dl-c-${column.id}`, lang: foreign, title: text.length > 40 ? text : null }, el('div', { dir: 'auto' }, text));
    });
    return el('tr', { ...place, 'data-id': row.id, tabindex: index === this.cursor ? 0 : -1, 'aria-selected': 'false' }, ...cells);
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
    if (id === 'reviewed') return words[`reviewed.${row.reviewed}`] ?? '';
    if (id === 'score') return `${Math.round(row.score * 100)} %`;
    return String(row[id] ?? '');
  }

  date(row) {
    const { lang } = this.data;
    if (!row.date) return '–';
    const form = { 4: { year: 'numeric' }, 7: { month: 'short', year: 'numeric' } }[row.date.length] ?? { day: 'numeric', month: 'short', year: 'numeric' };
    const say1 = (iso) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...form, timeZone: 'UTC' }).format(new Date(`${`${iso}-01-01`.slice(0, 10)}T00:00:00Z`));
    return row.date_end && row.date_end !== row.date ? `${say1(row.date)} – ${say1(row.date_end)}` : say1(row.date);
  }

  choose(index) {
    const row = this.row(index);
    if (!row) return;
    this.data.selected = row.id;
    this.rove(index);
    this.mark();
    this.send('select', { event: row.id, place: row.place_id ?? '' });
  }

  mark() {
    for (const line of this.body.querySelectorAll('tr[data-id]')) {
      line.setAttribute('aria-selected', String(line.dataset.id === this.data.selected));
    }
  }

  rove(index) {
    this.cursor = index;
    for (const line of this.body.querySelectorAll('tr[data-id]')) line.tabIndex = Number(line.dataset.index) === index ? 0 : -1;
  }

  key(event) {
    const line = event.target.closest('tr[data-index]');
    if (!line || !this.body.contains(line)) return;
    const index = Number(line.dataset.index);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.choose(index);
      return;
    }
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW) - 2);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: this.total - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.go(Math.min(this.total - 1, Math.max(0, next)));
  }

  /** Move the focus to a row, fetching it first where it is not here. */
  async go(index) {
    this.cursor = index;
    this.bring(index);
    if (!this.row(index)) {
      const number = Math.floor(index / BLOCK);
      try {
        await this.fetch(number);
      } catch (error) {
        this.fail(error);
        return;
      }
    }
    this.draw(true);
    this.body.querySelector(`tr[data-index="${index}"]`)?.focus({ preventScroll: true });
  }
}

/** The columns not shown: all but those that the address asks for, where it asks for any that there is. */
function hiddenOf(columns, asked) {
  const wanted = new Set(asked?.filter((id) => columns.some((column) => column.id === id)));
  return new Set(columns.filter((column) => (wanted.size ? !wanted.has(column.id) : column.hidden)).map((column) => column.id));
}

// First and last day of what is shown. A day counts as soon as it stands: at once with Enter or when the field is
// left, else after a pause, so that no half-typed date is asked for.

import { el } from './dom.js';
import { tell } from './query.js';

const PAUSE = 700; // milliseconds
const FIRST_YEAR = 1000; // a year below it is still being typed
const views = new WeakMap();

export function mount({ data, parentElement, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view || !parentElement.contains(view.root)) {
    view = new Dates(parentElement, data.fields);
    views.set(parentElement, view);
  }
  view.send = setTriggerValue;
  view.update(data);
}

class Dates {
  constructor(parent, fields) {
    this.inputs = new Map(fields.map(({ id }) => [id, this.input(id)]));
    this.names = new Map(fields.map(({ id }) => [id, el('span', {})]));
    this.note = el('p', { class: 'dl-dates-note' });
    const labels = fields.map(({ id }) => el('label', {}, this.names.get(id), this.inputs.get(id)));
    this.root = el('div', { class: 'dl-choices dl-dates', role: 'group' }, ...labels, this.note);
    parent.append(this.root);
  }

  input(id) {
    const field = el('input', { type: 'date', class: 'dl-find', 'data-field': id, max: '9999-12-31' });
    field.addEventListener('input', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.apply(), PAUSE);
    });
    field.addEventListener('blur', () => this.apply());
    field.addEventListener('keydown', (event) => event.key === 'Enter' && this.apply());
    return field;
  }

  update({ label, fields, outside, only }) {
    this.root.setAttribute('aria-label', label);
    this.fields = fields;
    for (const { id, label: name, value } of fields) {
      this.names.get(id).textContent = name;
      const field = this.inputs.get(id);
      if (field.value !== value && !this.pending(id)) field.value = value;
    }
    const button = el('button', { type: 'button', class: 'dl-link', onclick: () => this.choose(Object.fromEntries(this.fields.map((each) => [each.id, each.value]))) }, only);
    this.note.replaceChildren(...(outside ? [el('span', {}, outside), button] : []));
  }

  /** Whether the reader is still typing in a field. */
  pending(id) {
    return this.typing && document.activeElement === this.inputs.get(id);
  }

  apply() {
    clearTimeout(this.typing);
    this.typing = null;
    const changed = {};
    for (const { id, value } of this.fields) {
      const field = this.inputs.get(id);
      const whole = field.value ? Number(field.value.slice(0, 4)) >= FIRST_YEAR : !field.validity.badInput;
      if (whole && field.value !== value) changed[id] = field.value;
    }
    if (Object.keys(changed).length) this.choose(changed);
  }

  choose(changed) {
    for (const field of this.fields) field.value = changed[field.id] ?? field.value;
    tell(this.send, changed, changed);
  }
}

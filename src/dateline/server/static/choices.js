// Lists of choices with a count beside each, as in faceted search.

import { el, say, trusted } from './dom.js';
import { tell } from './query.js';

const FEW = 7;
const lists = new WeakMap();

export function mount({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector('.dl-choices');
  if (!root) {
    root = el('div', { class: 'dl-choices' });
    parentElement.append(root);
    lists.set(root, new Map());
  }
  const memory = lists.get(root);
  const focused = document.activeElement?.dataset?.choice;
  root.replaceChildren(...data.groups.map((group) => build(group, data, memory, setTriggerValue)));
  if (focused) root.querySelector(`[data-choice="${CSS.escape(focused)}"]`)?.focus();
}

function build(group, data, memory, send) {
  if (!memory.has(group.id)) memory.set(group.id, { open: group.open, all: false, find: '' });
  const state = memory.get(group.id);
  const chosen = new Set(group.options.filter((option) => option.chosen).map((option) => option.value));
  const list = el('div', { class: 'dl-options', role: 'group', 'aria-label': group.title });
  const fill = () => list.replaceChildren(...rows(group, state, data, chosen, send, fill));
  fill();
  const summary = el('summary', {}, el('span', {}, group.title), chosen.size ? el('b', {}, String(chosen.size)) : null);
  const box = el('details', { open: state.open || chosen.size > 0, ontoggle: () => {
    state.open = box.open;
  } }, summary);
  if (group.options.length > FEW + 4) {
    const find = el('input', { type: 'search', class: 'dl-find', placeholder: data.words['filter.find'], 'aria-label': `${group.title}: ${data.words['filter.find']}`, value: state.find, 'data-choice': `${group.id}/find` });
    find.addEventListener('input', () => {
      state.find = find.value;
      fill();
    });
    box.append(find);
  }
  box.append(list);
  if (chosen.size) {
    box.append(el('button', { type: 'button', class: 'dl-link', onclick: () => tell(send, { group: group.id, values: [] }, { [group.id]: [] }) }, data.words['filter.clear']));
  }
  return box;
}

function rows(group, state, data, chosen, send, fill) {
  const find = state.find.trim().toLocaleLowerCase(data.lang);
  const fits = group.options.filter((option) => option.chosen || !find || option.label.toLocaleLowerCase(data.lang).includes(find));
  const shown = state.all || find ? fits.slice(0, 300) : fits.filter((option, i) => i < FEW || option.chosen);
  const found = shown.map((option) => row(group, option, data, chosen, send));
  if (!find && fits.length > FEW) {
    const label = state.all ? data.words['filter.fewer'] : say(data.words, 'filter.all', { n: fits.length });
    found.push(el('button', { type: 'button', class: 'dl-link', 'aria-expanded': String(state.all), onclick: () => {
      state.all = !state.all;
      fill();
    } }, label));
  }
  return found;
}

function row(group, option, data, chosen, send) {
  const box = el('input', {
    type: 'checkbox', checked: option.chosen, 'data-choice': `${group.id}/${option.value}`,
    onchange: () => {
      if (box.checked) chosen.add(option.value);
      else chosen.delete(option.value);
      tell(send, { group: group.id, values: [...chosen] }, { [group.id]: [...chosen] });
    },
  });
  return el('label', { class: `dl-option${option.count ? '' : ' dl-none'}` }, box, option.symbol ? trusted(option.symbol) : null, el('span', {}, option.label), el('i', {}, option.count.toLocaleString(data.lang)));
}

// Small helpers to build the page; text always goes in as text, never as markup.

/** An element with attributes, listeners (`onclick`) and children (strings become text). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  set(node, attributes);
  node.append(...children);
  return node;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

/** A drawing made by the server from constants (never from a release). */
export function trusted(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content.firstElementChild;
}

/** JSON from our own server; an error is a sentence for a person. */
export async function fetchJson(url, { signal } = {}) {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body;
}

/** Fills "{n} events" from the words that the page was given. */
export function say(words, key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** Plural by the reader's language: words["events.one"], ".few", ".many", ".other". */
export function count(words, key, n, lang) {
  const form = new Intl.PluralRules(lang).select(n);
  const text = words[`${key}.${form}`] ?? words[`${key}.other`];
  return text.replace('{n}', n.toLocaleString(lang));
}

/** Day before month in English too, as everywhere else in Dateline. */
export const locale = (lang) => (lang === 'en' ? 'en-GB' : lang);

export const reducedMotion = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

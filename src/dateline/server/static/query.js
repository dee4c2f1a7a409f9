// The query of a filter in the browser: what a click changes is asked of the API at once, while
// the server's own answer is still on its way. The server writes the same in `Filter.to_query`.

/** The fields at the left, and what they are called in a query (see `Filter.to_params`). */
export const KEYS = {
  types: 'type', statuses: 'status', countries: 'country', regions: 'region', districts: 'district', publishers: 'publisher', languages: 'lang',
  actors: 'actor', site_kinds: 'site', where_prec: 'precision', reviewed: 'reviewed', since: 'from', until: 'to',
};

/** Tells the map of a choice, which asks for its data and then tells the server; the server at once where there is no
 * map. `changes` are values by field of the filter. */
export function tell(send, choice, changes) {
  const detail = { changes, tell: () => send('choose', choice), taken: false };
  window.dispatchEvent(new CustomEvent('dateline:choose', { detail }));
  if (!detail.taken) detail.tell();
}

/** One spelling for each filter, whatever the order of names and values. */
export function canonical(query) {
  const parts = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value.split(',').map(decoded).sort().join(',')}`);
  return parts.sort().join('&');
}

/** The query with some names given other values: a text, a list, or null to take the name out. */
export function changed(query, changes) {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.map(encodeURIComponent).join(',') : value;
    if (text === null || text === '') params.delete(name);
    else params.set(name, text);
  }
  return params.toString();
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Remembers what was asked ahead of the server, so that its late answers do not undo it. */
export class Ahead {
  constructor() {
    this.asked = [];
  }

  ask(query) {
    this.asked.push(canonical(query));
  }

  /** Whether a query that the server now has is news: neither what was asked nor overtaken by it. */
  isNew(query, before) {
    const [now, was] = [canonical(query), canonical(before)];
    const at = this.asked.lastIndexOf(now);
    if (at >= 0) this.asked.splice(0, at + 1);
    else if (now !== was) this.asked = [];
    return at < 0 && now !== was;
  }
}

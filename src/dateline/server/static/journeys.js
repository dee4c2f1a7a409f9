// Journeys: a line from stop to stop with arrows along it; the stops are numbered in order. A stop that nothing
// confirms is hollow, and the ways to and from it are broken.

import * as L from './leaflet/leaflet-src.esm.js';
import { el, locale, say } from './dom.js';

const COLORS = ['#6a3d9a', '#0072b2', '#a6402a', '#00694d'];
const NUMBERED_AT_MOST = 8;

export class Journeys {
  /** `words()` gives {words, lang} of now; `on` has journey(id). */
  constructor(map, group, { words, on }) {
    Object.assign(this, { map, group, words, on });
    this.found = [];
    this.chosen = null;
  }

  setData(journeys) {
    this.found = journeys.map((journey, i) => ({ ...journey, color: COLORS[i % COLORS.length] }));
    if (!this.found.some((journey) => journey.id === this.chosen)) this.chosen = null;
    this.draw();
  }

  choose(id) {
    this.chosen = id;
    const journey = this.found.find((each) => each.id === id);
    if (journey) this.map.fitBounds(journey.stops.map((stop) => [stop.lat, stop.lon]), { paddingTopLeft: [70, 70], paddingBottomRight: [this.map.getSize().x > 700 ? 280 : 40, 70], maxZoom: 9, animate: false });
    this.draw();
  }

  draw() {
    this.group.clearLayers();
    const numbered = this.found.length <= NUMBERED_AT_MOST;
    const stops = new Map();
    for (const journey of this.found) {
      const faded = this.chosen && this.chosen !== journey.id;
      this.line(journey, faded);
      if (faded || !(numbered || this.chosen === journey.id)) continue;
      for (const stop of journey.stops) {
        const at = `${stop.lat},${stop.lon}`;
        if (!stops.has(at)) stops.set(at, []);
        stops.get(at).push({ stop, journey });
      }
    }
    for (const here of stops.values()) this.stop(here);
  }

  line(journey, faded) {
    const line = journey.stops.map((stop) => [stop.lat, stop.lon]);
    const opacity = faded ? 0.25 : 1;
    L.polyline(line, { pane: 'journeys', color: '#fff', weight: 6, opacity: faded ? 0.2 : 0.9, interactive: false }).addTo(this.group);
    for (const leg of legs(journey.stops)) {
      const path = L.polyline(leg.line, { pane: 'journeys', color: journey.color, weight: 2.8, opacity, dashArray: leg.planned ? '3 7' : null });
      path.bindTooltip(() => this.tip(journey), { sticky: true, className: 'dl-tip' });
      path.on('click', () => this.on.journey(journey.id));
      path.addTo(this.group);
    }
    if (faded) return;
    for (let i = 1; i < journey.stops.length; i += 1) this.arrow(line[i - 1], line[i], journey.color);
  }

  /** In the middle of a leg, turned the way it goes; Mercator keeps the angle at every zoom. */
  arrow(from, to, color) {
    const [a, b] = [from, to].map((at) => this.map.project(at, 12));
    if (a.distanceTo(b) < 1) return;
    const turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
    const html = el('span', { class: 'dl-arrow', style: `transform:translate(-50%,-50%) rotate(${turn.toFixed(1)}deg);color:${color}` });
    const middle = this.map.unproject(a.add(b).divideBy(2), 12);
    L.marker(middle, { icon: L.divIcon({ html, className: 'dl-name-box', iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(this.group);
  }

  stop(here) {
    const [{ stop, journey }] = here;
    const planned = here.every((each) => each.stop.planned);
    const style = planned ? `color:${journey.color};border-color:${journey.color}` : `background:${journey.color}`;
    const numbers = here.slice(0, 3).map((each) => each.stop.number).join('·');
    const html = el('span', { class: `dl-stop${planned ? ' dl-stop-planned' : ''}`, style }, numbers);
    const marker = L.marker([stop.lat, stop.lon], { icon: L.divIcon({ html, className: 'dl-mark-box', iconSize: [18, 18], iconAnchor: [-8, 24] }), keyboard: false, zIndexOffset: 500 });
    marker.bindTooltip(() => this.tip(journey), { direction: 'top', className: 'dl-tip' });
    marker.on('click', () => this.on.journey(journey.id));
    marker.addTo(this.group);
  }

  tip(journey) {
    const { words, lang } = this.words();
    return el('div', {}, el('b', {}, title(journey, words, lang)), ...journey.stops.map((stop) => {
      const mark = stop.planned && !journey.planned ? ` (${words['journey.unconfirmed']})` : '';
      return el('div', {}, `${stop.number}. ${stop.name}${mark}`);
    }));
  }
}

/** The path cut where it changes from confirmed to planned: [{planned, line}]. */
function legs(stops) {
  const found = [];
  for (let i = 1; i < stops.length; i += 1) {
    const planned = stops[i - 1].planned || stops[i].planned;
    const [from, to] = [stops[i - 1], stops[i]].map((stop) => [stop.lat, stop.lon]);
    if (found.at(-1)?.planned === planned) found.at(-1).line.push(to);
    else found.push({ planned, line: [from, to] });
  }
  return found;
}

/** "Who, 17–18 June 2022 (planned)". */
export function title(journey, words, lang) {
  const days = [journey.stops[0].day, journey.stops.at(-1).day].map((day) => Date.parse(`${day}T00:00:00Z`)).filter(Number.isFinite);
  const format = new Intl.DateTimeFormat(locale(lang), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const who = days.length === 2 ? `${journey.who}, ${format.formatRange(...days)}` : journey.who;
  return journey.planned ? say(words, 'journey.planned', { who }) : who;
}

// Groups nearby points so that symbols do not cover each other.
//
// A point is {key, lat, lon, name, n, types, planned, exact, places}: `types` counts events by index of
// type, `places` says how many places it stands for (the server may already have joined some).
// A group sits on its largest member, a real place, never on a mean between places.

const RADIUS = 54;

/** World coordinates at zoom 0, in pixels 0..256 (spherical Mercator). */
export function project(lat, lon) {
  const clipped = Math.max(-85.0511, Math.min(85.0511, lat));
  const sin = Math.sin((clipped * Math.PI) / 180);
  return [((lon + 180) / 360) * 256, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 256];
}

/** Sums events into points by place; `keep(i)` says whether event i counts. */
export function pointsOf(explore, keep = null) {
  const { places, events, types } = explore;
  const found = new Map();
  for (let i = 0; i < events.place.length; i += 1) {
    const place = events.place[i];
    if (place < 0 || (keep && !keep(i))) continue;
    let point = found.get(place);
    if (!point) {
      point = {
        key: places.key[place],
        lat: places.lat[place],
        lon: places.lon[place],
        name: places.name[place],
        exact: places.exact[place] === 1,
        n: 0,
        planned: 0,
        places: 1,
        types: new Array(types.length).fill(0),
      };
      found.set(place, point);
    }
    point.n += 1;
    point.types[events.type[i]] += 1;
    if (events.planned[i]) point.planned += 1;
  }
  return [...found.values()];
}

/** Groups at a zoom: [{...largest member, n, types, places, members}], largest first. */
export function cluster(points, zoom, radius = RADIUS) {
  const scale = 2 ** zoom;
  const grid = new Map();
  const ordered = points
    .map((point) => {
      const [x, y] = project(point.lat, point.lon);
      return { point, x: x * scale, y: y * scale, taken: false };
    })
    .sort((a, b) => b.point.n - a.point.n || (a.point.key < b.point.key ? -1 : 1));
  for (const item of ordered) {
    const cell = `${Math.floor(item.x / radius)}:${Math.floor(item.y / radius)}`;
    if (!grid.has(cell)) grid.set(cell, []);
    grid.get(cell).push(item);
  }
  const groups = [];
  for (const seed of ordered) {
    if (seed.taken) continue;
    groups.push(join(near(seed, grid, radius)));
  }
  return groups;
}

function near(seed, grid, radius) {
  const found = [seed];
  seed.taken = true;
  const cx = Math.floor(seed.x / radius);
  const cy = Math.floor(seed.y / radius);
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      for (const item of grid.get(`${cx + dx}:${cy + dy}`) ?? []) {
        if (item.taken || Math.hypot(item.x - seed.x, item.y - seed.y) > radius) continue;
        item.taken = true;
        found.push(item);
      }
    }
  }
  return found.map((item) => item.point);
}

function join(members) {
  const [first] = members;
  if (members.length === 1) return { ...first, members };
  const types = first.types.slice();
  let { n, places, planned } = first;
  for (const other of members.slice(1)) {
    other.types.forEach((count, i) => {
      types[i] += count;
    });
    n += other.n;
    places += other.places;
    planned += other.planned;
  }
  return { ...first, n, types, places, planned, members };
}

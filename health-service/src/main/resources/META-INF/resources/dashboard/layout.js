// Where the nodes of a graph without circles go: layers from left to right, few crossings. Pure.

const SWEEPS = 6;

/**
 * An edge over more than one layer holds a place in each that it passes, so that it runs between the nodes.
 *
 * @param nodes names
 * @param edges [from, to] pairs: from is left of to; those of unknown names are left out
 * @returns layers: by layer what stands in it, names and bends of edges ({edge: "from>to"}); alone: names without any edge
 */
export function layered(nodes, edges) {
  const known = edges.filter(([from, to]) => nodes.includes(from) && nodes.includes(to) && from !== to);
  const tied = new Set(known.flat());
  const depth = depths(nodes, known);
  const layers = [];
  const placed = new Map();
  const put = (place, layer) => {
    (layers[layer] ??= []).push(place);
    return place;
  };
  for (const name of nodes.filter((each) => tied.has(each))) {
    placed.set(name, put({ name, before: [], after: [] }, depth.get(name)));
  }
  for (const [from, to] of known) {
    let last = placed.get(from);
    for (let layer = depth.get(from) + 1; layer < depth.get(to); layer += 1) {
      last = join(last, put({ edge: `${from}>${to}`, before: [], after: [] }, layer));
    }
    join(last, placed.get(to));
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    layers.slice(1).forEach((layer) => sort(layer, 'before', layers));
    layers.slice(0, -1).reverse().forEach((layer) => sort(layer, 'after', layers));
  }
  return { layers, alone: nodes.filter((each) => !tied.has(each)) };
}

function join(from, to) {
  from.after.push(to);
  to.before.push(from);
  return to;
}

/** The longest way to each from the left; a circle is cut where it closes. */
function depths(nodes, edges) {
  const depth = new Map();
  const measure = (name, above) => {
    if (!depth.has(name)) {
      const before = edges.filter(([from, to]) => to === name && !above.has(from)).map(([from]) => from);
      depth.set(name, Math.max(-1, ...before.map((each) => measure(each, new Set([...above, name])))) + 1);
    }
    return depth.get(name);
  };
  nodes.forEach((name) => measure(name, new Set([name])));
  return depth;
}

/** Each to the mean height of those it is joined with. */
function sort(layer, side, layers) {
  const height = new Map(layers.flatMap((each) => each.map((place, at) => [place, (at + 0.5) / each.length])));
  const mean = new Map(layer.map((place) => {
    const near = place[side];
    return [place, near.length ? near.reduce((sum, each) => sum + height.get(each), 0) / near.length : height.get(place)];
  }));
  layer.sort((a, b) => mean.get(a) - mean.get(b));
}

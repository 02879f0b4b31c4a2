// Where the nodes of a graph without circles go: layers from left to right, few crossings. Pure.

/**
 * @param nodes names
 * @param edges [from, to] pairs: from is left of to; those of unknown names are left out
 * @returns {layers: names by layer, alone: names without any edge}
 */
export function layered(nodes, edges) {
  const known = edges.filter(([from, to]) => nodes.includes(from) && nodes.includes(to) && from !== to);
  const inward = new Map(nodes.map((name) => [name, []]));
  const outward = new Map(nodes.map((name) => [name, []]));
  for (const [from, to] of known) {
    inward.get(to).push(from);
    outward.get(from).push(to);
  }
  const depth = new Map();
  const deep = (name, above) => {
    if (!depth.has(name)) {
      // A circle is cut where it closes.
      const before = inward.get(name).filter((each) => !above.has(each));
      depth.set(name, Math.max(-1, ...before.map((each) => deep(each, new Set([...above, name])))) + 1);
    }
    return depth.get(name);
  };
  nodes.forEach((name) => deep(name, new Set([name])));
  const alone = nodes.filter((name) => inward.get(name).length + outward.get(name).length === 0);
  const placed = nodes.filter((name) => !alone.includes(name));
  const layers = [];
  placed.forEach((name) => (layers[depth.get(name)] ??= []).push(name));
  for (let sweep = 0; sweep < 4; sweep += 1) {
    sort(layers.slice(1), (name) => inward.get(name), layers);
    sort(layers.slice(0, -1).reverse(), (name) => outward.get(name), layers);
  }
  return { layers, alone };
}

/** Each node to the mean place of its neighbours. */
function sort(some, neighbours, all) {
  const place = () => new Map(all.flatMap((layer) => layer.map((name, at) => [name, (at + 0.5) / layer.length])));
  for (const layer of some) {
    const at = place();
    const mean = new Map(layer.map((name) => {
      const near = neighbours(name);
      return [name, near.length ? near.reduce((sum, each) => sum + at.get(each), 0) / near.length : at.get(name)];
    }));
    layer.sort((a, b) => mean.get(a) - mean.get(b));
  }
}

// Who needs whom, with the way that trouble takes.
import { attribute, byId, el, roving, svg, text } from './dom.js';
import { list } from './format.js';
import { layered } from './layout.js';
import * as words from './words.js';

const MOST = 60;
const NODE_HEIGHT = 38;
const ROW = 50;
const WIDEST = 210;
const NARROWEST = 60;

let shape = '';
let width = 0;
let settle;
let latest;

export function graph(model) {
  const root = byId('graph');
  if (!latest) {
    new ResizeObserver(() => latest && graph(latest)).observe(root);
  }
  latest = model;
  const components = chosen(model);
  const now = `${root.clientWidth} ${components.map((each) => `${each.name}<${(each.dependsOn ?? []).join()}`).join(' ')}`;
  if (now !== shape && root.clientWidth > 0) {
    shape = now;
    width = root.clientWidth;
    root.replaceChildren(build(components));
    settle = roving(root.firstChild, '.node');
  }
  colour(model);
  settle?.();
}

/** Not more than can be drawn: what fails and what it endangers first, then the suite's own in the order of the answer. */
function chosen(model) {
  const all = model.picture.components;
  const onPath = new Set(model.risk.paths.flatMap((path) => path.components));
  const first = (each) => (onPath.has(each.name) || words.status(each.status).rank < 3 ? 0 : 1);
  text(byId('graph-rest'), all.length > MOST ? `${all.length - MOST} more are not drawn.` : '');
  return all.length > MOST ? all.toSorted((a, b) => first(a) - first(b)).slice(0, MOST) : all;
}

function build(components) {
  const names = components.map((each) => each.name);
  const edges = components.flatMap((each) => (each.dependsOn ?? []).filter((needed) => names.includes(needed)).map((needed) => [needed, each.name]));
  const { layers, alone } = layered(names, edges);
  const columns = Math.max(1, layers.length);
  const node = Math.max(NARROWEST, Math.min(WIDEST, Math.floor((width - 12) / (columns + (columns - 1) * (width < 480 ? 0.22 : 0.45)))));
  const gap = columns > 1 ? (width - 12 - node * columns) / (columns - 1) : 0;
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  const places = new Map();
  const bends = new Map(edges.map((each) => [each.join('>'), []]));
  layers.forEach((layer, column) => layer.forEach((place, row) => {
    const at = { x: 2 + column * (node + gap), y: 8 + ((row + 0.5) * tallest * ROW) / layer.length - NODE_HEIGHT / 2 };
    if (place.name) {
      places.set(place.name, at);
    } else {
      bends.get(place.edge).push(at);
    }
  }));
  const perRow = Math.max(1, Math.floor((width - 4 + 12) / (node + 12)));
  alone.forEach((name, at) => {
    places.set(name, { x: 2 + (at % perRow) * (node + 12), y: 16 + tallest * ROW + Math.floor(at / perRow) * ROW });
  });
  const height = 10 + tallest * ROW + (alone.length ? 16 + Math.ceil(alone.length / perRow) * ROW : 0);
  const drawing = svg('svg', { class: 'drawing', viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': 'Dependency graph' },
    svg('defs', {}, marker('tip', 'tip'), marker('tip-lit', 'tip lit')));
  for (const [from, to] of edges) {
    if (places.has(from) && places.has(to)) {
      drawing.append(edge(from, to, [places.get(from), ...bends.get(`${from}>${to}`), places.get(to)], node));
    }
  }
  names.forEach((name) => drawing.append(box(name, places.get(name), node)));
  drawing.addEventListener('focusin', (event) => point(drawing, event.target.closest('.node')));
  drawing.addEventListener('focusout', () => point(drawing, null));
  drawing.addEventListener('pointerover', (event) => point(drawing, event.target.closest('.node')));
  drawing.addEventListener('pointerleave', () => point(drawing, null));
  return drawing;
}

const marker = (id, name) => svg('marker', { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' },
  svg('path', { class: name, d: 'M0 0 8 4 0 8z' }));

/** From the right side of the first, straight through where it passes a layer, to the left side of the last. */
function edge(from, to, stops, node) {
  const middle = (stop) => stop.y + NODE_HEIGHT / 2;
  const d = stops.slice(1).map((stop, at) => {
    const last = at === stops.length - 2;
    const x1 = stops[at].x + node;
    const x2 = stop.x - (last ? 1 : 0);
    const bend = Math.max(8, (x2 - x1) / 2);
    const [y1, y2] = [middle(stops[at]), middle(stop)];
    return `${at === 0 ? `M${x1} ${y1}` : ''}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}${last ? '' : `H${stop.x + node}`}`;
  });
  return svg('path', { class: 'edge', 'data-from': from, 'data-to': to, d: d.join('') });
}

function box(name, at, node) {
  const label = svg('text', { class: 'node-name', y: NODE_HEIGHT / 2 });
  const wide = node > 110;
  const left = wide ? 30 : 6;
  const room = Math.floor((node - left - (wide ? 6 : 2)) / (wide ? 7.6 : 6.7));
  lines(name, room).forEach((line, row, all) => label.append(
    svg('tspan', { x: left, dy: row === 0 ? (all.length === 1 ? 4.5 : -3) : 14 }, line)));
  // Where there is no room for it before the name it sits on the corner.
  const sign = svg('svg', { class: 'icon', x: wide ? 9 : node - 8, y: wide ? NODE_HEIGHT / 2 - 7 : -3, width: wide ? 14 : 11, height: wide ? 14 : 11, viewBox: '0 0 24 24' },
    svg('path', { d: '' }));
  const corner = wide ? null : svg('circle', { class: 'corner', cx: node - 2.5, cy: 2.5, r: 8 });
  return svg('g', { class: wide ? 'node' : 'node narrow', role: 'img', tabindex: '-1', 'data-name': name, transform: `translate(${at.x} ${at.y})` },
    svg('rect', { width: node, height: NODE_HEIGHT, rx: 8 }), corner, sign, label);
}

/** One line, or two that break at a hyphen. */
function lines(name, room) {
  const short = (part) => (part.length > room ? `${part.slice(0, Math.max(1, room - 1))}…` : part);
  if (name.length <= room) {
    return [name];
  }
  const longest = (at) => Math.max(at, name.length - at);
  const hyphens = [...name.matchAll(/[-_./ ]/g)].map((match) => match.index + 1).filter((at) => at <= room);
  const at = hyphens.toSorted((a, b) => longest(a) - longest(b))[0] ?? room;
  return [short(name.slice(0, at)), short(name.slice(at))];
}

function point(drawing, node) {
  attribute(drawing, 'data-pointed', node ? 'yes' : null);
  const name = node?.dataset.name;
  const near = new Set([name]);
  for (const each of drawing.querySelectorAll('.edge')) {
    const touches = node && (each.dataset.from === name || each.dataset.to === name);
    each.classList.toggle('near', Boolean(touches));
    if (touches) {
      near.add(each.dataset.from).add(each.dataset.to);
    }
  }
  drawing.querySelectorAll('.node').forEach((each) => each.classList.toggle('near', Boolean(node) && near.has(each.dataset.name)));
}

const SIGNS = { ok: 'M4 12.5 9.5 18 20 6.5', warn: 'M12 3 2 20h20zM12 10v4M12 17v.5', bad: 'M6 6l12 12M18 6 6 18', unknown: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.5', off: 'M6 12h12' };

function colour(model) {
  const drawing = byId('graph').firstChild;
  if (!drawing) {
    return;
  }
  const lit = model.lit;
  const next = new Map(model.risk.next.map((each) => [each.component, each.likelihood]));
  const onPath = new Set(model.risk.paths.flatMap((path) => path.components));
  for (const each of model.picture.components) {
    const node = drawing.querySelector(`.node[data-name="${CSS.escape(each.name)}"]`);
    if (node) {
      const state = words.status(each.status);
      attribute(node, 'data-tone', state.tone);
      node.classList.toggle('next', next.has(each.name));
      node.classList.toggle('on-path', onPath.has(each.name));
      attribute(node.querySelector('.icon path'), 'd', SIGNS[state.icon]);
      const needs = each.dependsOn?.length ? `, needs ${list(each.dependsOn)}` : '';
      const falls = next.has(each.name) ? `, may fall next: ${Math.round(next.get(each.name) * 100)} %` : '';
      attribute(node, 'aria-label', `${each.name}: ${state.word}${needs}${falls}`);
    }
  }
  for (const each of drawing.querySelectorAll('.edge')) {
    const alight = lit.has(`${each.dataset.from}>${each.dataset.to}`);
    each.classList.toggle('lit', alight);
    attribute(each, 'marker-end', alight ? 'url(#tip-lit)' : 'url(#tip)');
  }
}

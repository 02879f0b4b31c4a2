// How each component was, as bars over time.
import { attribute, byId, el, keyed, svg, text } from './dom.js';
import { plural, uptime, whole } from './format.js';
import { icon, turn } from './icons.js';
import { request } from './http.js';
import * as words from './words.js';

const PARTS = 60;
const MOST = 30;
const EVERY = { '1h': 15_000, '24h': 60_000, '7d': 300_000, '30d': 600_000 };
// Higher where it was worse: readable without colours.
const HEIGHTS = { unhealthy: 24, degraded: 19, unknown: 8, healthy: 13, 'not-configured': 3 };

let chosen = '1h';
let timer;
let model;

/** Reads the history and goes on doing so; call it again to read it now. */
export async function strips(of) {
  model = of ?? model;
  clearTimeout(timer);
  timer = setTimeout(strips, EVERY[chosen]);
  const asked = chosen;
  try {
    const history = await read(asked);
    if (asked === chosen) {
      show(history);
    }
  } catch {
    // The banner tells of a lost connection; what is drawn stays.
  }
}

/** All at once; where there are very many, those in trouble first, one after the other. */
async function read(window) {
  const shown = model.components.filter((each) => each.status !== 'not-configured');
  text(byId('strips-rest'), shown.length > MOST ? `${shown.length - MOST} more are not shown.` : '');
  if (shown.length <= MOST) {
    return request(`/api/health/history?window=${window}`);
  }
  const histories = [];
  for (const each of shown.slice(0, MOST)) {
    histories.push(await request(`/api/health/history?window=${window}&component=${encodeURIComponent(each.name)}`));
  }
  return { ...histories[0], components: histories.flatMap((history) => history.components) };
}

export function choose() {
  byId('windows').addEventListener('change', (event) => {
    chosen = event.target.value;
    strips();
  });
  byId('legend').append(...['healthy', 'degraded', 'unhealthy', 'unknown'].map((name) => {
    const state = words.status(name);
    return el('span', { 'data-tone': state.tone }, icon(state.icon), state.word);
  }));
}

function show(history) {
  const order = new Map(model.components.map((each, at) => [each.name, at]));
  const rows = history.components
    .filter((row) => model.components.find((each) => each.name === row.component)?.status !== 'not-configured')
    .toSorted((a, b) => (order.get(a.component) ?? 99) - (order.get(b.component) ?? 99));
  const from = Date.parse(history.from);
  const to = Date.parse(history.to);
  keyed(byId('strips'), rows, (row) => row.component, makeRow, (node, row) => update(node, row, from, to));
}

function makeRow() {
  return el('li', { class: 'strip' },
    el('span', { class: 'strip-name' }),
    el('span', { class: 'strip-trend' }, icon('off')),
    el('span', { class: 'strip-uptime' }),
    svg('svg', { class: 'strip-bars', viewBox: `0 0 ${PARTS * 10} 24`, preserveAspectRatio: 'none', role: 'img' }));
}

function update(node, row, from, to) {
  text(node.querySelector('.strip-name'), row.component);
  text(node.querySelector('.strip-uptime'), uptime(row.uptimePercent));
  const way = { improving: 'up', worsening: 'down' }[row.trend] ?? 'off';
  const trend = node.querySelector('.strip-trend');
  turn(trend.firstChild, way);
  attribute(trend, 'data-tone', { up: 'ok', down: 'bad', off: 'off' }[way]);
  attribute(trend, 'title', row.trend);
  const bars = node.querySelector('.strip-bars');
  const width = (to - from) / PARTS;
  const parts = Array(PARTS).fill(undefined);
  for (const point of row.points) {
    parts[Math.max(0, Math.min(PARTS - 1, Math.floor((Date.parse(point.at) - from) / width)))] = point;
  }
  bars.replaceChildren(...parts.map((point, at) => bar(point, at, from + at * width)));
  const bad = row.points.filter((point) => point.status === 'unhealthy').length;
  const worse = row.points.filter((point) => point.status === 'degraded').length;
  attribute(bars, 'aria-label', `${row.component}, ${chosen}: ${row.uptimePercent === undefined ? 'nothing known' : `up ${uptime(row.uptimePercent)}`}, `
    + `${row.trend}; unhealthy in ${plural(bad, 'part')} of ${PARTS}, degraded in ${worse}; ${plural(row.changes.length, 'change')}`);
}

function bar(point, at, start) {
  const height = point ? (HEIGHTS[point.status] ?? 8) : 2;
  const state = point ? words.status(point.status) : null;
  return svg('rect', { x: at * 10 + 1, y: 24 - height, width: 8, height, class: 'part', 'data-tone': state?.tone ?? 'none' },
    svg('title', {}, `${whole(start)}: ${state ? state.word.toLowerCase() : 'not known'}${point?.latencyMs ? `, ${Math.round(point.latencyMs)} ms` : ''}`));
}

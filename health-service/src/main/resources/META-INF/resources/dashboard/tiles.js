// Every breaker of every instance, as a tile.
import { attribute, byId, el, keyed, roving, svg, text } from './dom.js';
import { count, length, millis, percent } from './format.js';
import { icon, turn } from './icons.js';
import { since } from './since.js';
import * as words from './words.js';

const BINS = 36;
let settle;

/** @param open is told of the instance and the breaker whose tile was chosen */
export function tiles(model, open) {
  const root = byId('instances');
  settle ??= roving(root, '.tile');
  const instances = model.instances;
  keyed(root, instances, (one) => one.key, (one) => makeInstance(one), (node, one) => updateInstance(node, one, model, open));
  settle();
  const all = instances.flatMap((one) => one.breakers);
  const of = (state) => all.filter((each) => each.state === state).length;
  const parts = [[of('OPEN'), 'open'], [of('HALF_OPEN'), 'half-open'], [of('UNKNOWN'), 'unknown'], [of('CLOSED'), 'closed']];
  text(byId('breakers-sum'), parts.filter(([number]) => number).map((part) => part.join(' ')).join(', '));
}

function makeInstance(one) {
  const title = `instance-${one.key.replace(/[^A-Za-z0-9_-]/g, '_')}`;
  return el('section', { class: 'instance', 'aria-labelledby': title },
    el('div', { class: 'instance-head' },
      el('h3', { id: title }, icon('ok'), el('span', { class: 'instance-service' }), el('span', { class: 'instance-name' })),
      el('span', { class: 'badge', hidden: true }),
      el('p', { class: 'instance-facts quiet' })),
    el('div', { class: 'tiles' }),
    el('p', { class: 'hosts quiet', hidden: true }));
}

function updateInstance(node, one, model, open) {
  const level = one.degradation?.level?.toLowerCase() ?? 'none';
  const tone = !one.reachable ? 'bad' : level === 'none' ? 'ok' : level === 'unavailable' ? 'bad' : 'warn';
  attribute(node, 'data-tone', tone);
  turn(node.querySelector('h3 .icon'), { ok: 'ok', warn: 'warn', bad: 'bad' }[tone]);
  text(node.querySelector('.instance-service'), one.service);
  text(node.querySelector('.instance-name'), one.instance && one.instance !== one.service ? one.instance : '');
  const badge = node.querySelector('.badge');
  badge.hidden = tone === 'ok';
  const reasons = Object.entries(one.degradation?.reasons ?? {}).map(([name, code]) => `${name} ${code}`);
  text(badge, one.reachable ? `${level}${reasons.length ? `: ${reasons.join(', ')}` : ''}` : `away${one.reason ? `: ${one.reason}` : ''}`);
  text(node.querySelector('.instance-facts'), [
    one.requests ? `${count(one.requests.total)} requests` : null,
    one.requests ? `${percent(one.requests.errorRate)} errors` : null,
    one.duration ? `P95 ${millis(one.duration.p95)}` : null,
    one.machine?.heap === undefined ? null : `heap ${percent(one.machine.heap)}`,
    one.machine ? `memory ${percent(one.machine.memory)}` : null,
    one.machine?.cpu === undefined ? null : `CPU ${percent(one.machine.cpu)}`,
    one.uptime === undefined ? null : `up ${length(one.uptime * 1000)}`,
    one.version ? `version ${one.version}` : null,
  ].filter(Boolean).join(' · '));
  keyed(node.querySelector('.tiles'), one.breakers, (each) => each.name, (each) => makeTile(one, each, open),
    (tile, each) => updateTile(tile, one, each, model.trend(one, each)));
  const hosts = Object.entries(one.hostBreakers ?? {});
  const line = node.querySelector('.hosts');
  line.hidden = hosts.length === 0 && one.breakers.length > 0;
  text(line, hosts.length ? `Breakers of single hosts: ${hosts.map(([state, number]) => `${number} ${words.said(state)}`).join(', ')}.`
    : one.seenAt || one.reachable ? 'It has no breakers.' : 'It was never heard of.');
}

function makeTile(one, breaker, open) {
  const tile = el('button', { type: 'button', class: 'tile', tabindex: '-1', 'data-breaker': breaker.name, 'data-service': one.service },
    el('span', { class: 'tile-top' }, icon('ok'), el('span', { class: 'tile-state' }), since()),
    el('span', { class: 'tile-name' }),
    spark(),
    el('span', { class: 'tile-numbers' },
      el('span', {}, el('b'), ' calls'), el('span', {}, el('b'), ' failed'), el('span', {}, el('b'), ' P95')),
    el('span', { class: 'tile-note' }));
  tile.addEventListener('click', () => open(one.key, breaker.name));
  return tile;
}

function updateTile(tile, one, breaker, trend) {
  const state = words.breaker(breaker);
  attribute(tile, 'data-tone', state.tone);
  attribute(tile, 'data-state', breaker.state);
  turn(tile.querySelector('.tile-top .icon'), state.icon);
  text(tile.querySelector('.tile-state'), state.word);
  since.set(tile.querySelector('time'), breaker.since, 'for');
  text(tile.querySelector('.tile-name'), breaker.name);
  const failed = breaker.failurePercent ?? (breaker.calls ? (100 * breaker.failures) / breaker.calls : 0);
  const p95 = breaker.p95Ms ?? breaker.p95;
  const [calls, failures, slow] = tile.querySelectorAll('.tile-numbers b');
  text(calls, count(breaker.calls));
  text(failures, percent(failed));
  text(slow, millis(p95));
  slow.parentElement.hidden = p95 === undefined || p95 === null;
  const note = breaker.hold ? words.held(breaker.hold)
    : breaker.stuck ? 'stuck half-open' : breaker.notPermitted ? `${count(breaker.notPermitted)} turned away` : '';
  text(tile.querySelector('.tile-note'), note);
  attribute(tile, 'aria-label', `${breaker.name} breaker of ${one.service}: ${state.word}. ${count(breaker.calls)} calls, ${percent(failed)} failed`
    + `${slow.parentElement.hidden ? '' : `, P95 ${millis(p95)}`}${note ? `, ${note}` : ''}`);
  draw(tile.querySelector('.spark'), trend);
}

const spark = () => svg('svg', { class: 'spark', viewBox: `0 0 ${BINS * 4} 20`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
  svg('path', { class: 'spark-calls' }), svg('path', { class: 'spark-failures' }));

/** Bars of calls, and on them those that failed or were turned away; one each 5 s. */
function draw(node, trend) {
  const most = Math.max(4, ...trend.map((bin) => bin.calls));
  const bars = (of) => trend.map((bin, at) => {
    const height = Math.min(20, (20 * of(bin)) / most);
    return height > 0 ? `M${(BINS - trend.length + at) * 4} 20v-${Math.max(1, height).toFixed(1)}h3V20z` : '';
  }).join('');
  attribute(node.firstChild, 'd', bars((bin) => bin.calls) || 'M0 20');
  attribute(node.lastChild, 'd', bars((bin) => bin.failures) || 'M0 20');
}

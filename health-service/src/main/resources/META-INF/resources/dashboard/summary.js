// The first five seconds: is it well, what is not, since when, what is next.
import { attribute, byId, el, keyed, svg, text } from './dom.js';
import { count, length, list, millis, percent, plural } from './format.js';
import { icon, turn } from './icons.js';
import { since } from './since.js';
import * as words from './words.js';

const ROUND = 2 * Math.PI * 42;
const MOST = 10;
const NAMED = 2;
const THREATS = 5;
const COSTS = 20;
const TITLES = { healthy: 'All is well', degraded: 'Degraded', unhealthy: 'Unhealthy' };

const ring = svg('circle', { class: 'ring', cx: 50, cy: 50, r: 42, 'stroke-dasharray': ROUND, transform: 'rotate(-90 50 50)' });
const number = svg('text', { class: 'score-number', x: 50, y: 56 });
const face = svg('svg', { viewBox: '0 0 100 100', role: 'img' },
  svg('circle', { class: 'ring-ground', cx: 50, cy: 50, r: 42 }), ring, number, svg('text', { class: 'score-of', x: 50, y: 71 }, 'of 100'));

export function summary(model) {
  const { picture } = model;
  const problems = model.problems;
  verdict(model, problems);
  const shown = problems.slice(0, MOST);
  const rest = problems.length - shown.length;
  keyed(byId('problems'), problems.length ? shown : [{ key: 'none' }], (each) => each.key, makeProblem, updateProblem);
  text(byId('problems-rest'), rest > 0 ? `And ${rest} more, below.` : '');
  facts(model);
  next(model);
  text(byId('version'), picture.version);
}

function verdict(model, problems) {
  const { picture } = model;
  const state = words.status(picture.status);
  if (!face.isConnected) {
    byId('score').append(face);
  }
  attribute(byId('verdict'), 'data-tone', state.tone);
  attribute(ring, 'stroke-dashoffset', ROUND * (1 - picture.score / 100));
  attribute(face, 'aria-label', `Score ${picture.score} of 100`);
  text(number, picture.score);
  text(byId('verdict-title'), TITLES[picture.status] ?? picture.status);
  text(byId('verdict-text'), sentence(model, problems));
  const failing = problems.filter((each) => each.key.startsWith('component ') && each.since).map((each) => each.since);
  since.set(byId('verdict-since'), failing.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0], 'since');
  const costs = (picture.scoring?.costs ?? []).slice(0, COSTS);
  keyed(byId('costs'), costs.length ? costs : [{ component: 'nothing', points: 0 }], (cost) => cost.component,
    () => el('li', {}, el('span'), el('strong')),
    (node, cost) => {
      text(node.firstChild, cost.status ? `${cost.component} is ${words.said(cost.status)}` : 'Nothing costs any points');
      text(node.lastChild, cost.points ? `−${cost.points}` : '');
    });
  text(byId('formula'), picture.scoring?.formula);
}

function sentence(model, problems) {
  const failing = problems.filter((each) => each.key.startsWith('component '));
  const watched = model.components.filter((each) => each.status !== 'not-configured').length;
  if (failing.length === 0) {
    const others = problems.length ? ` ${plural(problems.length, 'thing')} below ${problems.length === 1 ? 'wants' : 'want'} a look.` : '';
    return `All ${watched} watched components are as they should be.${others}`;
  }
  // The worst and what is behind it come first.
  const told = failing.slice(0, NAMED).map((each) => `${each.name} is ${each.state.word.toLowerCase()}`);
  const rest = failing.length - told.length;
  return `${list(told)}${rest > 0 ? `; ${rest} more of ${watched} not as they should be` : `; the other ${watched - failing.length} are fine`}.`;
}

function makeProblem(problem) {
  if (problem.key === 'none') {
    return el('li', { class: 'nothing', 'data-tone': 'ok' }, icon('ok'), 'Nothing. Every component, instance and breaker is as it should be.');
  }
  return el('li', { class: 'problem-row' }, icon('bad'),
    el('div', {},
      el('p', { class: 'problem-head' }, el('strong'), el('span', { class: 'state' }), el('span', { class: 'tag' })),
      el('p', { class: 'problem-why' })),
    el('p', { class: 'problem-side' }, since(), el('span', { class: 'cost' })));
}

function updateProblem(node, problem) {
  if (problem.key === 'none') {
    return;
  }
  attribute(node, 'data-tone', problem.state.tone);
  turn(node.firstChild, problem.state.icon);
  text(node.querySelector('strong'), problem.name);
  text(node.querySelector('.state'), problem.state.word);
  const tag = problem.root ? 'root cause' : problem.because.length ? `because of ${list(problem.because)}` : problem.critical ? 'critical' : '';
  text(node.querySelector('.tag'), tag);
  node.querySelector('.tag').hidden = tag === '';
  text(node.querySelector('.problem-why'), problem.reason);
  since.set(node.querySelector('time'), problem.since, problem.sinceWord ?? 'since');
  text(node.querySelector('.cost'), problem.cost ? `−${problem.cost} points` : '');
}

function facts(model) {
  const instances = model.instances;
  const breakers = instances.flatMap((one) => one.breakers);
  const total = instances.reduce((sum, one) => sum + (one.requests?.total ?? 0), 0);
  const errors = instances.reduce((sum, one) => sum + (one.requests?.errors ?? 0), 0);
  const slowest = Math.max(...instances.map((one) => one.duration?.p95 ?? 0), 0);
  const open = breakers.filter((each) => each.state === 'OPEN').length;
  const away = instances.filter((one) => !one.reachable).length;
  const shown = [
    { name: 'Instances up', value: `${instances.length - away} of ${instances.length}`, tone: away ? 'bad' : 'ok' },
    { name: 'Breakers open', value: `${open} of ${breakers.length}`, tone: open ? 'bad' : 'ok' },
    { name: 'Requests', value: count(total) },
    { name: 'Errors', value: percent(total ? (100 * errors) / total : 0), tone: total && errors / total > 0.05 ? 'bad' : undefined },
    { name: 'Slowest P95', value: millis(slowest), tone: slowest > 2000 ? 'warn' : undefined },
    { name: 'Watching for', value: length(model.picture.uptime * 1000) },
  ];
  keyed(byId('facts'), shown, (fact) => fact.name, (fact) => el('div', {}, el('dt', {}, fact.name), el('dd')),
    (node, fact) => {
      attribute(node, 'data-tone', fact.tone);
      text(node.lastChild, fact.value);
    });
}

function next(model) {
  const { risk } = model;
  const level = { none: 'ok', low: 'ok', medium: 'warn', high: 'bad', critical: 'bad' }[risk.level] ?? 'unknown';
  const parts = [{ key: `head ${risk.level}`, kind: 'head' }];
  risk.next.slice(0, THREATS).forEach((each) => parts.push({ key: `next ${each.component}`, kind: 'next', each }));
  risk.paths.slice(0, THREATS).forEach((each) => parts.push({ key: `path ${each.components.join('>')}`, kind: 'path', each }));
  keyed(byId('next'), parts, (part) => part.key, (part) => {
    if (part.kind === 'head') {
      return el('p', { class: 'risk', 'data-tone': level }, el('span', { class: 'badge' }, risk.level === 'none' ? 'no risk' : `${risk.level} risk`), el('span'));
    }
    if (part.kind === 'next') {
      return el('div', { class: 'threat' }, el('strong', {}, part.each.component), el('span', { class: 'chance' }),
        svg('svg', { class: 'chance-bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          svg('rect', { class: 'ground', width: 100, height: 4 }), svg('rect', { class: 'filled', height: 4 })),
        el('span', { class: 'quiet' }));
    }
    return el('p', { class: 'path quiet' });
  }, (node, part) => {
    if (part.kind === 'head') {
      text(node.lastChild, risk.level === 'none' ? 'Nothing that fails is needed by anything that still stands.'
        : `${risk.points} points of the score are at stake.`);
    } else if (part.kind === 'next') {
      const likely = Math.round(part.each.likelihood * 100);
      text(node.querySelector('.chance'), `${likely} %`);
      attribute(node.querySelector('.filled'), 'width', likely);
      text(node.lastChild, `needs ${list(part.each.because)}`);
    } else {
      text(node, `${part.each.components.join(' → ')} (${Math.round(part.each.likelihood * 100)} %)`);
    }
  });
}

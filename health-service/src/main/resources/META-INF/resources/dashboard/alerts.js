// What somebody should look at, and who does.
import { attribute, byId, el, keyed, text } from './dom.js';
import { icon } from './icons.js';
import { request } from './http.js';
import { Mutes } from './mutes.js';
import { since } from './since.js';

const EVERY = 30_000;

let timer;
let operator;
let mutes;

/** Reads the alerts and goes on doing so; call it again to read them now. */
export async function alerts(of) {
  operator = of ?? operator;
  mutes ??= new Mutes(operator, () => alerts());
  clearTimeout(timer);
  timer = setTimeout(alerts, EVERY);
  try {
    const { active, silences } = await request('/api/health/alerts');
    show(active ?? []);
    mutes.show(silences ?? []);
  } catch (failure) {
    if (failure.status === 404) {
      byId('alerts-panel').hidden = true;
    }
    // Else what is shown stays; the banner tells of a lost connection.
  }
}

function show(active) {
  byId('alerts-panel').hidden = false;
  keyed(byId('alerts'), active.length ? active : [{ id: 'none' }], (alert) => alert.id, make, update);
}

function make(alert) {
  if (alert.id === 'none') {
    return el('li', { class: 'nothing', 'data-tone': 'ok' }, icon('ok'), 'No alert is raised.');
  }
  const button = el('button', { type: 'button', class: 'button small' }, 'Acknowledge');
  button.addEventListener('click', () => acknowledge(alert.id, button));
  const mute = el('button', { type: 'button', class: 'button small' }, 'Mute');
  mute.addEventListener('click', () => mutes.ask(alert));
  return el('li', { class: 'alert-row' }, icon('bell'),
    el('div', {},
      el('p', { class: 'problem-head' }, el('strong'), el('span', { class: 'state' })),
      el('p', { class: 'alert-summary' }), el('p', { class: 'quiet alert-more' }), el('p', { class: 'problem', role: 'alert' })),
    el('p', { class: 'problem-side' }, since(), button, mute));
}

function update(node, alert) {
  if (alert.id === 'none') {
    return;
  }
  attribute(node, 'data-tone', alert.severity === 'critical' ? 'bad' : 'warn');
  text(node.querySelector('strong'), alert.subject);
  text(node.querySelector('.state'), alert.severity);
  const summary = node.querySelector('.alert-summary');
  text(summary, alert.summary);
  attribute(summary, 'title', alert.meaning);
  text(node.querySelector('.alert-more'), [
    alert.heldBack?.length ? `explains ${alert.heldBack.length} more` : null,
    alert.silenced ? 'silenced' : null,
    alert.acknowledged ? `taken on by ${alert.acknowledged.by}${alert.acknowledged.note ? `: ${alert.acknowledged.note}` : ''}` : null,
  ].filter(Boolean).join(' · '));
  since.set(node.querySelector('time'), alert.since, 'for');
  const [button, mute] = node.querySelectorAll('button');
  button.hidden = Boolean(alert.acknowledged) || !operator.signedIn;
  attribute(button, 'aria-label', `Acknowledge ${alert.subject}`);
  mute.hidden = Boolean(alert.silenced) || !operator.signedIn;
  attribute(mute, 'aria-label', `Mute ${alert.subject}`);
}

async function acknowledge(id, button) {
  const told = button.closest('.alert-row').querySelector('.problem');
  button.disabled = true;
  text(told, '');
  try {
    await request(`/api/health/alerts/${encodeURIComponent(id)}/acknowledge`, { method: 'POST', body: {} });
  } catch (failure) {
    operator.failed(failure);
    text(told, failure.message);
  } finally {
    button.disabled = false;
    alerts();
  }
}

// What happened, the latest first.
import { attribute, byId, el, keyed, text } from './dom.js';
import { icon, turn } from './icons.js';
import { request } from './http.js';
import { since } from './since.js';
import * as words from './words.js';

const SHOWN = 60;

/** What happened before the page was there. */
export async function past(model) {
  try {
    const { changes } = await request('/api/v1/resilience/changes');
    changes.forEach((change) => model.happened(change));
    feed(model);
  } catch {
    // What happens from now on comes over the stream.
  }
}

export function feed(model) {
  const events = model.events.slice(0, SHOWN);
  keyed(byId('events'), events.length ? events : [{ key: 'none' }], (event) => event.key, make, update);
}

function make(event) {
  return event.key === 'none'
    ? el('li', { class: 'quiet' }, 'Nothing yet.')
    : el('li', { class: 'event' }, icon('off'), el('p', {}, el('span', { class: 'event-text' }), el('span', { class: 'quiet event-why' }), since()));
}

function update(node, event) {
  if (event.key === 'none') {
    return;
  }
  const tone = words.tone(event.to);
  attribute(node, 'data-tone', tone);
  turn(node.firstChild, { alert: 'bell', control: 'hand' }[event.kind] ?? { ok: 'ok', warn: 'warn', bad: 'bad', unknown: 'unknown' }[tone] ?? 'off');
  text(node.querySelector('.event-text'), sentence(event));
  text(node.querySelector('.event-why'), event.reason);
  since.set(node.querySelector('time'), event.at, 'at');
}

/** One change in a sentence; also what is read out. */
export function sentence(event) {
  const where = event.service ? ` of ${event.service}` : '';
  switch (event.kind) {
    case 'breaker':
      return `${event.name} breaker${where}: ${words.said(event.to)}`;
    case 'component':
      return `${event.name} is ${words.said(event.to)}`;
    case 'instance':
      return `${event.instance ?? event.name} ${event.service && event.instance !== event.service ? `(${event.service}) ` : ''}is ${event.to}`;
    case 'alert':
      return `Alert ${event.name}: ${words.said(event.to)}`;
    default:
      return `${event.name}${where}: ${words.said(event.to)}`;
  }
}

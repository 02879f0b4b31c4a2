// One breaker close up, and the operator's hand on it.
import { attribute, byId, el, keyed, text } from './dom.js';
import { count, length, millis, percent, plural } from './format.js';
import { icon } from './icons.js';
import { request } from './http.js';
import { since } from './since.js';
import * as words from './words.js';

const VERBS = { open: 'hold open', close: 'close', reset: 'reset' };

export class Control {
  #shown = null;

  constructor(model, operator) {
    this.model = model;
    this.operator = operator;
    this.form = byId('breaker-form');
    byId('breaker-sign-in').addEventListener('click', () => operator.ask(() => this.update()));
    byId('breaker-dialog').addEventListener('close', () => {
      this.#shown = null;
    });
    this.form.addEventListener('change', (event) => {
      if (event.target.id !== 'action-sure') {
        this.#doubt();
      }
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#act();
    });
  }

  open(instance, breaker) {
    this.#shown = { instance, breaker };
    byId('action-why').value = '';
    byId('action-who').value = this.operator.name;
    this.form.elements.scope.value = 'instance';
    this.form.elements.until.value = '';
    text(byId('action-problem'), '');
    byId('action-results').replaceChildren();
    const found = this.#find();
    this.form.elements.action.value = found.breaker.state === 'CLOSED' ? 'open' : 'reset';
    this.update();
    this.#doubt();
    byId('breaker-dialog').showModal();
  }

  /** Shows what is known now; nothing where the dialog is closed. */
  update() {
    if (!this.#shown) {
      return;
    }
    const { instance, breaker } = this.#find();
    byId('breaker-sign').hidden = this.operator.signedIn;
    byId('breaker-control').hidden = !this.operator.signedIn;
    byId('action-send').hidden = !this.operator.signedIn;
    if (!breaker) {
      text(byId('breaker-state'), 'This instance or its breaker is gone.');
      return;
    }
    const state = words.breaker(breaker);
    text(byId('breaker-title'), `${breaker.name} breaker`);
    const line = byId('breaker-state');
    attribute(line, 'data-tone', state.tone);
    line.replaceChildren(icon(state.icon), el('strong', {}, state.word), this.#since(breaker.since));
    this.#details(instance, breaker);
    this.#scopes(instance, breaker);
  }

  #find() {
    const instance = this.model.instances.find((one) => one.key === this.#shown.instance);
    return { instance, breaker: instance?.breakers.find((each) => each.name === this.#shown.breaker) };
  }

  #since(at) {
    const node = since();
    since.set(node, at, 'since');
    return node;
  }

  #details(instance, breaker) {
    const { config, hold } = breaker;
    const rows = [
      ['Instance', `${instance.service}, ${instance.instance ?? instance.key}`],
      hold ? ['Held open by', words.held(hold)] : null,
      breaker.stuck ? ['Stuck', 'half-open for too long: nobody calls, or a trial call hangs'] : null,
      ['Calls', `${count(breaker.calls)}, ${percent(breaker.failurePercent)} failed`],
      ['Turned away', count(breaker.notPermitted)],
      breaker.p95Ms === undefined ? null : ['P95', millis(breaker.p95Ms)],
      config ? ['Opens', `after ${Math.ceil(config.requestVolumeThreshold * config.failureRatio)} failures of ${config.requestVolumeThreshold} calls`] : null,
      config ? ['Tries again', `after ${length(config.delayMs)}; closes after ${plural(config.successThreshold, 'success', 'successes')}`] : null,
    ].filter(Boolean);
    keyed(byId('breaker-details'), rows, (row) => row[0], (row) => el('div', {}, el('dt', {}, row[0]), el('dd')),
      (node, row) => text(node.lastChild, row[1]));
  }

  #scopes(instance, breaker) {
    const having = this.model.instances.filter((one) => one.breakers.some((each) => each.name === breaker.name));
    const alike = having.filter((one) => one.service === instance.service);
    text(byId('scope-instance'), `This instance of ${instance.service}`);
    text(byId('scope-service'), `${instance.service}: ${alike.length === 1 ? 'its one instance' : `all ${alike.length} instances`}`);
    text(byId('scope-all'), `Every service: ${plural(having.length, 'instance')}`);
  }

  /** Another choice has to be confirmed anew. */
  #doubt() {
    const { action, scope } = this.form.elements;
    const { instance, breaker } = this.#find();
    byId('until-field').hidden = action.value !== 'open';
    byId('action-sure').checked = false;
    const where = scope.value === 'all' ? 'on every instance of every service'
      : scope.value === 'service' ? `on every instance of ${instance?.service}` : `on this instance of ${instance?.service}`;
    text(byId('action-sentence'), `Yes, ${VERBS[action.value]} the ${breaker?.name} breaker ${where}`);
  }

  async #act() {
    if (!this.operator.signedIn) {
      return;
    }
    const { instance, breaker } = this.#find();
    if (!breaker) {
      return;
    }
    const { action, scope, who, why, until } = this.form.elements;
    const send = byId('action-send');
    this.operator.name = who.value.trim();
    this.operator.active();
    send.disabled = true;
    text(byId('action-problem'), '');
    byId('action-results').replaceChildren();
    try {
      const done = await request(`/api/v1/resilience/circuit-breakers/${encodeURIComponent(breaker.name)}/action`, {
        method: 'POST',
        body: {
          action: action.value,
          why: `${who.value.trim()}: ${why.value.trim()}`,
          ...(scope.value === 'all' ? {} : { service: instance.service }),
          ...(scope.value === 'instance' ? { instance: instance.instance } : {}),
          ...(action.value === 'open' && until.value ? { until: `${until.value}m` } : {}),
        },
      });
      this.#results(done.results ?? []);
    } catch (failure) {
      this.operator.failed(failure);
      text(byId('action-problem'), failure.status === 401 ? 'The password is not accepted: sign in again.' : `That did not work: ${failure.message}`);
    } finally {
      send.disabled = false;
      byId('action-sure').checked = false;
      this.update();
    }
  }

  #results(results) {
    byId('action-results').replaceChildren(...results.map((each) =>
      el('li', { 'data-tone': each.done ? 'ok' : 'bad' }, icon(each.done ? 'ok' : 'bad'),
        `${each.service}, ${each.instance}: ${each.done ? `done${each.state ? `, ${words.said(each.state)}` : ''}` : `not done (${each.reason ?? 'unknown'})`}`)));
    if (results.length === 0) {
      text(byId('action-problem'), 'No instance was reached.');
    }
  }
}

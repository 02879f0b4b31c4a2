// Of what nobody is told for a while: mutes and maintenance windows, and the operator's hand on them.
import { attribute, byId, el, keyed, text } from './dom.js';
import { moment } from './format.js';
import { request } from './http.js';
import { icon } from './icons.js';

const PATHS = { mute: 'mutes', maintenance: 'maintenance' };

export class Mutes {
  #alert = null;

  /** @param changed is run when something was muted, or is no more */
  constructor(operator, changed) {
    this.operator = operator;
    this.changed = changed;
    this.form = byId('mute-form');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#mute();
    });
  }

  /** Asks what of this alert is to be muted, how long, and why. */
  ask(alert) {
    this.#alert = alert;
    text(byId('mute-both'), `${alert.rule} of ${alert.component}`);
    text(byId('mute-component'), `everything of ${alert.component}`);
    text(byId('mute-rule'), `${alert.rule} of anything`);
    this.form.elements.what.value = 'both';
    byId('mute-who').value = this.operator.name;
    byId('mute-why').value = '';
    text(byId('mute-problem'), '');
    byId('mute-dialog').showModal();
  }

  show(silences) {
    byId('silences-part').hidden = silences.length === 0;
    keyed(byId('silences'), silences, (one) => one.id, (one) => this.#make(one), (node, one) => this.#update(node, one));
  }

  #make(silence) {
    const button = el('button', { type: 'button', class: 'button small' }, 'End');
    button.addEventListener('click', () => this.#end(silence, button));
    return el('li', { class: 'alert-row', 'data-tone': 'off' }, icon('mute'),
      el('div', {},
        el('p', { class: 'problem-head' }, el('strong'), el('span', { class: 'state' })),
        el('p', { class: 'alert-summary' }), el('p', { class: 'problem', role: 'alert' })),
      el('p', { class: 'problem-side' }, el('time'), button));
  }

  #update(node, silence) {
    const what = [silence.rule, silence.component].filter(Boolean).join(' of ') || 'every alert';
    text(node.querySelector('strong'), what);
    text(node.querySelector('.state'), silence.active ? silence.kind : 'planned');
    text(node.querySelector('.alert-summary'), silence.why.startsWith(`${silence.by}: `) ? silence.why : `${silence.by}: ${silence.why}`);
    const time = node.querySelector('time');
    const at = silence.active ? silence.until : silence.from;
    attribute(time, 'datetime', at);
    text(time, `${silence.active ? 'until' : 'from'} ${moment(Date.parse(at), Date.now())}`);
    const button = node.querySelector('button');
    button.hidden = !this.operator.signedIn;
    attribute(button, 'aria-label', `End the ${silence.kind} of ${what}`);
  }

  async #mute() {
    if (!this.operator.signedIn || !this.#alert) {
      return;
    }
    const { what, span, who, why } = this.form.elements;
    const send = byId('mute-send');
    this.operator.name = who.value.trim();
    this.operator.active();
    send.disabled = true;
    text(byId('mute-problem'), '');
    try {
      await request('/api/health/alerts/mutes', {
        method: 'POST',
        body: {
          ...(what.value === 'component' ? {} : { rule: this.#alert.rule }),
          ...(what.value === 'rule' ? {} : { component: this.#alert.component }),
          for: span.value,
          why: `${who.value.trim()}: ${why.value.trim()}`,
        },
      });
      byId('mute-dialog').close();
      this.changed();
    } catch (failure) {
      this.operator.failed(failure);
      text(byId('mute-problem'), failure.status === 401 ? 'The password is not accepted: sign in again.' : `That did not work: ${failure.message}`);
    } finally {
      send.disabled = false;
    }
  }

  async #end(silence, button) {
    const told = button.closest('.alert-row').querySelector('.problem');
    this.operator.active();
    button.disabled = true;
    text(told, '');
    try {
      await request(`/api/health/alerts/${PATHS[silence.kind]}/${encodeURIComponent(silence.id)}`, { method: 'DELETE' });
    } catch (failure) {
      this.operator.failed(failure);
      text(told, failure.message);
    } finally {
      button.disabled = false;
      this.changed();
    }
  }
}

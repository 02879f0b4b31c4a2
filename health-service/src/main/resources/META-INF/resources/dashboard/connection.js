// What the page says about its own connection: a picture that is not live must never look live.
import { attribute, byId, text } from './dom.js';
import { length, moment } from './format.js';
import { say } from './say.js';

const OLD = 15_000;

export class Connection {
  #state = { state: 'connecting' };
  #lostAt = null;

  constructor(model, stream) {
    this.model = model;
    byId('banner-try').addEventListener('click', () => stream().retry());
  }

  get denied() {
    return this.#state.state === 'denied';
  }

  take(state) {
    const lost = state.state === 'lost' || state.state === 'denied';
    if (lost && this.#lostAt === null) {
      this.#lostAt = Date.now();
      say(state.state === 'denied' ? 'Sign in to see the dashboard' : 'Connection lost. What is shown is not live');
    }
    if (state.state === 'live') {
      if (this.#lostAt !== null) {
        say('Connected again');
      }
      this.#lostAt = null;
    }
    this.#state = state;
    this.show();
  }

  /** Also each second: it counts. */
  show() {
    const { state, retryAt, why } = this.#state;
    const age = this.model.picture ? Date.now() - this.model.arrivedAt : 0;
    const frozen = state === 'live' && age > OLD;
    const bad = this.#lostAt !== null || frozen;
    byId('banner').hidden = !bad;
    document.documentElement.toggleAttribute('data-stale', bad && this.model.picture !== null);
    const live = byId('live');
    attribute(live, 'data-state', bad ? 'lost' : state);
    text(byId('live-text'), bad ? (state === 'denied' ? 'closed' : frozen ? 'frozen' : 'not live') : state);
    if (!bad) {
      return;
    }
    byId('banner-try').hidden = frozen || state === 'denied';
    text(byId('banner-title'), frozen ? 'No new picture comes.' : state === 'denied' ? 'This dashboard is closed to strangers.' : 'Connection lost.');
    const shown = this.model.picture ? `What you see is from ${moment(this.model.arrivedAt, Date.now())}, ${length(age)} old.` : '';
    const next = frozen ? '' : state === 'connecting' ? 'Trying now.' : state === 'denied' ? 'Sign in to see it.'
      : `Trying again in ${length(Math.max(0, retryAt - Date.now()))} (${why}).`;
    text(byId('banner-text'), [shown, next].filter(Boolean).join(' '));
  }
}

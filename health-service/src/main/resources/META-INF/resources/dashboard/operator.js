// Who is signed in, and what they may do. The password is never stored: a closed or idle page has forgotten it.
import { byId, text } from './dom.js';
import { authorize, basic, request } from './http.js';
import { say } from './say.js';

const IDLE_LIMIT = 15 * 60_000;
const CHECK = '/api/v1/resilience/circuit-breakers/audit?limit=1';
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

export class Operator {
  user = null;
  /** What they call themselves, as they typed it last. */
  name = '';
  #idle;
  #then;

  /** @param changed is told of every sign-in and sign-out */
  constructor(changed) {
    this.changed = changed;
    byId('sign').addEventListener('click', () => (this.signedIn ? this.signOut('Signed out') : this.ask()));
    byId('sign-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#signIn(byId('sign-user').value, byId('sign-password').value);
    });
    byId('sign-dialog').addEventListener('close', () => {
      byId('sign-password').value = '';
      text(byId('sign-problem'), '');
    });
    byId('sign-plain').hidden = location.protocol === 'https:' || LOCAL.includes(location.hostname);
  }

  get signedIn() {
    return this.user !== null;
  }

  /** Asks who is there; then is run once they are signed in. */
  ask(then) {
    this.#then = then;
    byId('sign-dialog').showModal();
    byId('sign-password').focus();
  }

  /** Something was done: the time until they are signed out starts anew. */
  active() {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.signOut('Signed out: nothing was done for 15 minutes'), IDLE_LIMIT);
  }

  /** A request with their credentials failed; these may be no good any more. */
  failed(failure) {
    if (failure.status === 401) {
      this.signOut('Signed out: the password is not accepted any more');
    }
  }

  signOut(why) {
    clearTimeout(this.#idle);
    this.user = null;
    authorize(null);
    this.#shown(why);
  }

  async #signIn(user, password) {
    const send = byId('sign-send');
    send.disabled = true;
    text(byId('sign-problem'), '');
    try {
      await request(CHECK, { as: { Authorization: basic(user, password) } });
      authorize(user, password);
      this.user = user;
      this.active();
      byId('sign-dialog').close();
      this.#shown(`Signed in as ${user}`);
      this.#then?.();
    } catch (failure) {
      text(byId('sign-problem'), failure.status === 401 ? 'Wrong user or password.'
        : failure.status === 403 ? 'This user is no operator.' : `That did not work: ${failure.message}.`);
      byId('sign-password').select();
    } finally {
      send.disabled = false;
    }
  }

  #shown(words) {
    text(byId('sign'), this.signedIn ? 'Sign out' : 'Sign in');
    text(byId('who'), this.signedIn ? this.user : '');
    byId('who').hidden = !this.signedIn;
    say(words);
    this.changed();
  }
}

export function closable() {
  document.querySelectorAll('dialog [data-close]').forEach((button) =>
    button.addEventListener('click', () => button.closest('dialog').close()));
}

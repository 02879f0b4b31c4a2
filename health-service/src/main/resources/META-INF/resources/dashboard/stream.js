// The live connection. fetch and no EventSource: it sees heartbeats (a watchdog needs them), can sign in, and tells why it was refused.
const CONNECT_LIMIT = 10_000;
const SILENCE_LIMIT = 15_000; // the server sends something every 10 s
const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
const LARGEST_EVENT = 8_000_000;

/** Cuts what arrives into events. */
export class Events {
  #rest = '';

  constructor(onEvent) {
    this.onEvent = onEvent;
  }

  add(chunk) {
    this.#rest += chunk;
    if (this.#rest.length > LARGEST_EVENT) {
      throw new Error('an event has no end');
    }
    const blocks = this.#rest.split(/\r?\n\r?\n/);
    this.#rest = blocks.pop();
    blocks.forEach((block) => this.#read(block));
  }

  #read(block) {
    const event = { name: 'message', data: [], id: undefined };
    for (const line of block.split(/\r?\n/)) {
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'event') {
        event.name = value;
      } else if (field === 'data') {
        event.data.push(value);
      } else if (field === 'id') {
        event.id = value;
      }
    }
    if (event.data.length > 0) {
      this.onEvent({ name: event.name, id: event.id, data: event.data.join('\n') });
    }
  }
}

/**
 * Stays connected. Tells onState of {state: "connecting" | "live" | "lost" | "denied", retryAt, why}, and onEvent of each event.
 */
export class Stream {
  #abort = null;
  #wake = null;
  #lastId = undefined;
  #failures = 0;

  constructor({ url, headers, onEvent, onState }) {
    Object.assign(this, { url, headers, onEvent, onState });
    addEventListener('online', () => this.retry());
    addEventListener('offline', () => this.#abort?.abort(new Error('this device is offline')));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#wake?.());
  }

  /** At once, whatever it waits for. */
  retry() {
    this.#failures = 0;
    this.#wake?.();
  }

  /** Whether it was opened with somebody's credentials. */
  signed = false;

  /** From the start, with other credentials. */
  restart() {
    this.#abort?.abort(Object.assign(new Error('signed in or out'), { wanted: true }));
    this.retry();
  }

  async run() {
    for (;;) {
      let denied = false;
      let wanted = false;
      let why;
      try {
        await this.#follow();
        why = 'the server ended it';
      } catch (failure) {
        denied = failure.denied === true;
        wanted = failure.wanted === true;
        why = failure instanceof TypeError ? 'the server is not reached' : failure.message;
      }
      if (wanted) {
        continue;
      }
      this.#failures += 1;
      const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (this.#failures - 1));
      const delay = denied ? undefined : longest / 2 + (Math.random() * longest) / 2;
      this.onState({ state: denied ? 'denied' : 'lost', why, retryAt: delay === undefined ? undefined : Date.now() + delay });
      await this.#pause(delay);
    }
  }

  #pause(delay) {
    return new Promise((resolve) => {
      const timer = delay === undefined ? undefined : setTimeout(resolve, delay);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    }).finally(() => {
      this.#wake = null;
    });
  }

  async #follow() {
    const abort = new AbortController();
    this.#abort = abort;
    this.onState({ state: 'connecting' });
    let watchdog = setTimeout(() => abort.abort(new Error('the server does not answer')), CONNECT_LIMIT);
    try {
      const resume = this.#lastId === undefined ? {} : { 'Last-Event-ID': this.#lastId };
      const credentials = this.headers();
      this.signed = Object.keys(credentials).length > 0;
      const response = await fetch(this.url, {
        headers: { Accept: 'text/event-stream', ...resume, ...credentials },
        // No prompt of the browser's own: credentials are asked for in the page.
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if (response.status === 401 || response.status === 403) {
        throw Object.assign(new Error('sign in to see it'), { denied: true });
      }
      if (!response.ok || !response.body) {
        throw new Error(response.status === 503 ? 'as many as may follow do already' : `the server answered ${response.status}`);
      }
      const events = new Events((event) => {
        this.#lastId = event.id ?? this.#lastId;
        this.onEvent(event);
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => abort.abort(new Error('nothing came for 15 s')), SILENCE_LIMIT);
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        if (this.#failures > 0 || !this.live) {
          this.live = true;
          this.#failures = 0;
          this.onState({ state: 'live' });
        }
        events.add(value);
      }
    } catch (failure) {
      throw abort.signal.aborted && abort.signal.reason instanceof Error ? abort.signal.reason : failure;
    } finally {
      this.live = false;
      clearTimeout(watchdog);
      abort.abort();
    }
  }
}

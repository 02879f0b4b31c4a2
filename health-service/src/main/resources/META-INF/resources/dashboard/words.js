// What each state is called, looks like, and how bad it is. The one place for it.
const STATUS = {
  unhealthy: { word: 'Unhealthy', tone: 'bad', icon: 'bad', rank: 0 },
  degraded: { word: 'Degraded', tone: 'warn', icon: 'warn', rank: 1 },
  unknown: { word: 'Unknown', tone: 'unknown', icon: 'unknown', rank: 2 },
  healthy: { word: 'Healthy', tone: 'ok', icon: 'ok', rank: 3 },
  'not-configured': { word: 'Not configured', tone: 'off', icon: 'off', rank: 4 },
};

const BREAKER = {
  OPEN: { word: 'Open', tone: 'bad', icon: 'bad', rank: 0 },
  HALF_OPEN: { word: 'Half-open', tone: 'warn', icon: 'half', rank: 2 },
  UNKNOWN: { word: 'Unknown', tone: 'unknown', icon: 'unknown', rank: 3 },
  CLOSED: { word: 'Closed', tone: 'ok', icon: 'ok', rank: 4 },
};

const HELD = { word: 'Held open', tone: 'bad', icon: 'held', rank: 1 };

/** Who holds it and why; health-service puts the operator's name before what they wrote. */
export const held = ({ by, why }) => (why.startsWith(`${by}: `) ? why : `${by}: ${why}`);

export const status = (name) => STATUS[name] ?? STATUS.unknown;

export const breaker = (one) => (one.hold && one.state === 'OPEN' ? HELD : (BREAKER[one.state] ?? BREAKER.UNKNOWN));

/** Of a state in an event, whatever it is of. */
export function tone(state) {
  return (STATUS[state] ?? BREAKER[state] ?? { up: STATUS.healthy, down: STATUS.unhealthy, gone: STATUS.unknown,
    firing: STATUS.unhealthy, raised: STATUS.unhealthy, critical: STATUS.unhealthy, warning: STATUS.degraded,
    cleared: STATUS.healthy, resolved: STATUS.healthy }[state] ?? STATUS['not-configured']).tone;
}

export const said = (state) => (STATUS[state] ?? BREAKER[state])?.word.toLowerCase() ?? String(state).replaceAll('_', ' ').toLowerCase();

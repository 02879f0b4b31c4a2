// Numbers and times for people.
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A length of time in ms: "12 s", "3 min", "2 h 5 min", "4 d 3 h". */
export function length(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  }
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`;
}

/** A moment in ms: the time of today, else with its day. */
export const moment = (at, now) => (Math.abs(now - at) < 43_200_000 ? CLOCK : DAY).format(at);

export const whole = (at) => FULL.format(at);

export const count = (number) => (number === undefined || number === null ? '–' : COMPACT.format(number));

export const percent = (number) =>
  number === undefined || number === null ? '–' : number > 0 && number < 0.1 ? '<0.1 %' : `${number >= 10 || Number.isInteger(number) ? Math.round(number) : number.toFixed(1)} %`;

/** Rounded down: what was away for a moment is not 100 %. */
export const uptime = (number) =>
  number === undefined || number === null ? '–' : number === 100 ? '100 %' : `${(Math.floor(number * 100) / 100).toFixed(2)} %`;

export const millis = (number) =>
  number === undefined || number === null ? '–' : number >= 1000 ? `${(number / 1000).toFixed(1)} s` : `${Math.round(number)} ms`;

/** "one", "one and two", "one, two and three". */
export const list = (words) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

export const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

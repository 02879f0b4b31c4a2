// The one place that speaks to those who listen: what comes together is said together.
import { byId } from './dom.js';

const TOGETHER = 1_000;
const AT_ONCE = 3;

let waiting = [];
let timer;

export function say(words) {
  waiting.push(words);
  timer ??= setTimeout(() => {
    const rest = waiting.length - AT_ONCE;
    byId('said').textContent = waiting.slice(0, AT_ONCE).join('. ') + (rest > 0 ? `. And ${rest} more changes` : '') + '.';
    waiting = [];
    timer = undefined;
  }, TOGETHER);
}

// Times that grow: "since 14:02, 3 min". One clock for all of them.
import { attribute, el, text } from './dom.js';
import { length, moment, whole } from './format.js';

let skew = 0;

export const since = () => el('time', { class: 'since' });

/** @param word "for" tells the length alone, roughly; "at" the moment and how long ago; anything else is written before moment and length */
since.set = (node, iso, word = 'since') => {
  node.hidden = !iso;
  if (iso) {
    node.dataset.word = word;
    attribute(node, 'datetime', iso);
    attribute(node, 'title', whole(Date.parse(iso)));
    tick(node);
  }
};

/** The server's clock less this one, in ms. */
export function synchronise(by) {
  skew = by;
}

function tick(node) {
  const at = Date.parse(node.getAttribute('datetime'));
  const now = Date.now() + skew;
  const { word } = node.dataset;
  const age = length(now - at);
  text(node, word === 'at' ? `${moment(at - skew, Date.now())}, ${age} ago` : word === 'for' ? `for ${age.split(' ').slice(0, 2).join(' ')}` : `${word} ${moment(at - skew, Date.now())}, ${age}`);
}

export function everySecond() {
  document.querySelectorAll('time.since[datetime]:not([hidden])').forEach(tick);
}

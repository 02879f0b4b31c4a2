// A sign for each state, so that none is told by colour alone.
import { svg } from './dom.js';

const PATHS = {
  ok: 'M4 12.5 9.5 18 20 6.5',
  warn: 'M12 3 2 20h20zM12 10v4M12 17v.5',
  bad: 'M6 6l12 12M18 6 6 18',
  unknown: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.300M12 18v.5',
  off: 'M6 12h12',
  half: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 3v18M12 7h5M12 12h8M12 17h5',
  held: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 1.5H4zM10 21h4',
  mute: 'M6 17V11a6 6 0 0 1 9-5.200M18 11v6l2 1.5H7M10 21h4M4 4l16 16',
  hand: 'M4 20l4-1L19 8l-3-3L5 16zM14 7l3 3',
};

export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: PATHS[name] ?? PATHS.unknown }));
}

/** Turns an icon that is there into another. */
export function turn(node, name) {
  const path = node.firstElementChild;
  if (path.getAttribute('d') !== PATHS[name]) {
    path.setAttribute('d', PATHS[name] ?? PATHS.unknown);
  }
}

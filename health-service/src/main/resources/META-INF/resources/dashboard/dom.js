// The few things that the page does to its elements. What comes from outside goes in as text, never as markup.
const SVG = 'http://www.w3.org/2000/svg';

export const byId = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** An element; children are elements or texts. */
export const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Sets a text where it is another: what has not changed is not touched, so that selections and readers stay undisturbed. */
export function text(node, value) {
  const wanted = String(value ?? '');
  if (node.textContent !== wanted) {
    node.textContent = wanted;
  }
  return node;
}

export function attribute(node, name, value) {
  if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, String(value));
  }
}

/** Makes the children of parent those of items, in that order, reusing the element of each key. */
export function keyed(parent, items, key, make, update) {
  const old = new Map();
  for (const child of [...parent.children]) {
    old.set(child.dataset.key, child);
  }
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  let at = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let node = old.get(name);
    if (node) {
      old.delete(name);
    } else {
      node = make(item);
      node.dataset.key = name;
    }
    update?.(node, item);
    if (node === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(node, at);
    }
  }
  old.forEach((node) => node.remove());
  if (focused && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true }); // moving an element takes the focus from it
  }
}

/** Arrow keys move the focus among the elements of a container that match; it has one tab stop. */
export function roving(container, selector) {
  const stops = () => [...container.querySelectorAll(selector)];
  const choose = (node) => stops().forEach((each) => each.setAttribute('tabindex', each === node ? '0' : '-1'));
  container.addEventListener('focusin', (event) => {
    const stop = event.target.closest(selector);
    if (stop) {
      choose(stop);
    }
  });
  container.addEventListener('keydown', (event) => {
    const all = stops();
    const at = all.indexOf(event.target.closest(selector));
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) {
      return;
    }
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, to))].focus();
  });
  return () => {
    const all = stops();
    if (all.length > 0 && all.filter((each) => each.getAttribute('tabindex') === '0').length !== 1) {
      choose(all.includes(document.activeElement) ? document.activeElement : all[0]);
    }
  };
}

// Runs in the page. Returns what is wrong with what is shown now, one line each: texts that cannot be read (WCAG 2.2, 1.4.3),
// ids that stand twice, references to nothing, a wrong order of headings.
const open = document.querySelector('dialog[open]');
const root = open ?? document.body;
const wrong = [];

const channels = (colour) => {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  const scale = colour.startsWith('color(') ? 255 : 1;
  return { rgb: numbers.slice(0, 3).map((each) => each * scale), alpha: numbers[3] ?? 1 };
};
const over = (top, bottom) => top.rgb.map((each, at) => each * top.alpha + bottom[at] * (1 - top.alpha));
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (node) => {
  const layers = [];
  for (let at = node; at instanceof Element; at = at.parentElement) {
    // A text in a drawing stands on the shape before it.
    const shape = at instanceof SVGGElement ? at.querySelector('rect') : null;
    layers.push(channels(shape ? getComputedStyle(shape).fill : getComputedStyle(at).backgroundColor));
    if (layers.at(-1).alpha === 1) {
      break;
    }
  }
  return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
};
let looked = 0;
for (const node of root.querySelectorAll('*')) {
  const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== '');
  const style = getComputedStyle(node);
  if (!own || node.closest('title, .hidden, noscript, option, script') || !node.checkVisibility({ visibilityProperty: true })) {
    continue;
  }
  looked += 1;
  const behind = ground(node);
  const colour = over(channels(node instanceof SVGElement ? style.fill : style.color), behind);
  const [dark, light] = [luminance(colour), luminance(behind)].sort((a, b) => a - b);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  if (ratio < needed) {
    wrong.push(`contrast ${ratio.toFixed(2)} of ${node.tagName} .${node.getAttribute('class')} "${node.textContent.trim().slice(0, 40)}"`);
  }
}
if (looked < 5) {
  wrong.push(`only ${looked} texts were found`);
}
const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => wrong.push(`id ${id} stands twice`));
for (const node of document.querySelectorAll('[aria-labelledby]')) {
  if (!document.getElementById(node.getAttribute('aria-labelledby'))) {
    wrong.push(`nothing is called ${node.getAttribute('aria-labelledby')}`);
  }
}
let level = 0;
for (const heading of document.querySelectorAll('main h1, main h2, main h3')) {
  const now = Number(heading.tagName[1]);
  if (now > level + 1) {
    wrong.push(`h${now} after h${level}`);
  }
  level = now;
}
return wrong.join('\n');

// Puts the parts together: the stream feeds the model, the model is shown.
import { alerts } from './alerts.js';
import { attribute, byId } from './dom.js';
import { Connection } from './connection.js';
import { Control } from './control.js';
import { feed, past, sentence } from './feed.js';
import { graph } from './graph.js';
import { headers } from './http.js';
import { Model } from './model.js';
import { Operator, closable } from './operator.js';
import { say } from './say.js';
import { everySecond, synchronise } from './since.js';
import { Stream } from './stream.js';
import { choose, strips } from './strips.js';
import { summary } from './summary.js';
import { tiles } from './tiles.js';

const COLOURS = { healthy: '%232f9e6b', degraded: '%23d08700', unhealthy: '%23d43c3c' };
const SPOKEN = ['breaker', 'component', 'instance', 'alert'];

const model = new Model();
const connection = new Connection(model, () => stream);
const operator = new Operator(() => {
  control.update();
  alerts();
  if (connection.denied || (!operator.signedIn && stream.signed)) {
    stream.restart();
  }
});
const control = new Control(model, operator);
const stream = new Stream({
  url: '/api/health/stream?differences=true',
  headers,
  onState: (state) => {
    connection.take(state);
    if (state.state === 'live') {
      past(model);
      alerts(operator);
    }
  },
  onEvent: (event) => {
    const data = JSON.parse(event.data);
    if (event.name === 'overview') {
      overview(data);
    } else if (event.name === 'overview-difference') {
      const picture = model.after(data);
      if (picture !== null) {
        overview(picture);
      }
    } else if (event.name === 'change') {
      change({ id: event.id, ...data });
    }
  },
});

let redraw = false;

/** At most once a frame, however much comes. */
function draw() {
  if (redraw) {
    return;
  }
  redraw = true;
  // A page that nobody looks at gets no frames, and its title is looked at all the same.
  setTimeout(() => {
    redraw = false;
    summary(model);
    tiles(model, (instance, breaker) => control.open(instance, breaker));
    graph(model);
    feed(model);
    control.update();
    connection.show();
  }, 16);
}

function overview(picture) {
  const first = model.picture === null;
  const before = model.picture?.status;
  model.take(picture);
  synchronise(model.skew);
  byId('main').hidden = false;
  if (before !== undefined && before !== picture.status) {
    say(`The suite is ${picture.status}, score ${picture.score}`);
  }
  document.title = `${picture.status === 'healthy' ? '✓' : picture.status === 'degraded' ? '⚠' : '✕'} ${picture.score} ${picture.status} · Breakwater`;
  attribute(byId('favicon'), 'href', `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='${COLOURS[picture.status] ?? '%2371808f'}'/%3E%3C/svg%3E`);
  draw();
  if (first) {
    strips(model);
  }
}

function change(event) {
  if (!model.happened(event)) {
    return;
  }
  if (SPOKEN.includes(event.kind)) {
    say(sentence(event));
  }
  if (event.kind === 'alert') {
    alerts();
  }
  if (event.kind === 'component') {
    strips();
  }
  if (model.picture) {
    draw();
  }
}

closable();
choose();
setInterval(() => {
  everySecond();
  connection.show();
}, 1_000);
stream.run();

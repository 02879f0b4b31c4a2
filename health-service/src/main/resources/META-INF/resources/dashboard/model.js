// What is known: the last picture, and what the page makes of it. Pure; touches no element.
import * as words from './words.js';

const TREND_EVERY = 5_000;
const TREND_LENGTH = 36;
const EVENTS_KEPT = 200;

export class Model {
  picture = null;
  arrivedAt = 0;
  skew = 0;
  events = [];
  #trends = new Map();
  #costs = new Map();

  /** The whole picture as it came. */
  take(picture) {
    this.picture = picture;
    this.arrivedAt = Date.now();
    this.skew = Date.parse(picture.timestamp) - this.arrivedAt;
    this.#costs = new Map((picture.scoring?.costs ?? []).map((cost) => [cost.component, cost.points]));
    this.#follow();
  }

  /** The picture that this makes of the last one; null where there is none to start from. */
  after({ costs, spared, components, services, ...rest }) {
    if (this.picture === null) {
      return null;
    }
    const put = (all, others, key) => {
      const found = new Map(others.map((each) => [each[key], each]));
      return all.map((each) => found.get(each[key]) ?? each);
    };
    const known = this.picture.scoring.costs.filter((cost) => !spared.includes(cost.component));
    const added = new Map([...known, ...costs].map((cost) => [cost.component, cost]));
    return {
      ...this.picture,
      ...rest,
      scoring: { ...this.picture.scoring, value: rest.score, costs: [...added.values()].toSorted((a, b) => b.points - a.points) },
      components: put(this.picture.components, components, 'name'),
      services: put(this.picture.services, services, 'id'),
    };
  }

  /** One change; those that are known already are left out. */
  happened(change) {
    const key = change.id ?? `${change.at} ${change.kind} ${change.service} ${change.instance} ${change.name} ${change.to}`;
    if (this.events.some((event) => event.key === key)) {
      return false;
    }
    this.events.push({ ...change, key });
    this.events.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    this.events.length = Math.min(this.events.length, EVENTS_KEPT);
    return true;
  }

  /** By the server's clock. */
  now() {
    return Date.now() + this.skew;
  }

  get components() {
    return (this.picture?.components ?? []).toSorted(
      (a, b) => words.status(a.status).rank - words.status(b.status).rank || this.cost(b.name) - this.cost(a.name));
  }

  cost(component) {
    return this.#costs.get(component) ?? 0;
  }

  get risk() {
    return this.picture?.cascadeRisk ?? { level: 'none', points: 0, rootCauses: [], paths: [], next: [] };
  }

  /** Instances, those in trouble first; each with its breakers alike. */
  get instances() {
    const rank = (one) => (one.reachable ? Math.min(4, ...one.breakers.map((each) => words.breaker(each).rank)) : -1);
    return (this.picture?.services ?? [])
      .map((one) => ({
        ...one,
        key: one.id ?? `${one.service} ${one.instance}`,
        breakers: [...(one.breakers ?? []), ...(one.troubledHosts ?? [])].toSorted(
          (a, b) => words.breaker(a).rank - words.breaker(b).rank || a.name.localeCompare(b.name)),
      }))
      .toSorted((a, b) => rank(a) - rank(b) || a.service.localeCompare(b.service) || a.key.localeCompare(b.key));
  }

  /** What is not well, the worst first: components, instances that do not answer, breakers that are not closed. */
  get problems() {
    const roots = new Set(this.risk.rootCauses.map((cause) => cause.component));
    const failing = new Set(this.components.filter((each) => words.status(each.status).rank < 2).map((each) => each.name));
    const problems = [];
    for (const each of this.components) {
      const state = words.status(each.status);
      if (state.rank < 3) {
        const because = (each.dependsOn ?? []).filter((name) => failing.has(name));
        problems.push({
          key: `component ${each.name}`, rank: state.rank * 2 + (roots.has(each.name) ? 0 : 0.5), cost: this.cost(each.name),
          name: each.name, state, since: each.since, reason: each.reason ?? each.detail,
          root: roots.has(each.name) && this.risk.rootCauses.some((cause) => cause.component === each.name && cause.endangers > 0),
          because, critical: each.critical,
        });
      }
    }
    for (const one of this.instances) {
      if (!one.reachable) {
        problems.push({
          key: `instance ${one.key}`, rank: 1, cost: 0, name: one.instance ?? one.key, state: { ...words.status('unhealthy'), word: 'Away' },
          since: one.seenAt, sinceWord: 'last seen', reason: `an instance of ${one.service} does not answer${one.reason ? ` (${one.reason})` : ''}`, because: [],
        });
      }
    }
    problems.push(...this.#breakerProblems());
    return problems.toSorted((a, b) => a.rank - b.rank || b.cost - a.cost || Date.parse(a.since ?? 0) - Date.parse(b.since ?? 0));
  }

  /** One for each breaker's name and state, wherever it is: twelve replicas that lost one database are one trouble. */
  #breakerProblems() {
    const found = new Map();
    for (const one of this.instances.filter((each) => each.reachable)) {
      for (const each of one.breakers) {
        const state = words.breaker(each);
        if (state.rank < 3) {
          const key = `breaker ${each.name} ${state.word}`;
          const problem = found.get(key) ?? {
            key, rank: 5 + state.rank, cost: 0, name: `${each.name} breaker`, state, since: each.since, where: new Map(), because: [],
            hint: each.hold ? `held by ${words.held(each.hold)}` : each.stuck ? 'for too long: nobody calls, or a trial hangs' : '',
          };
          problem.where.set(one.service, (problem.where.get(one.service) ?? 0) + 1);
          problem.since = Date.parse(each.since) < Date.parse(problem.since) ? each.since : problem.since;
          found.set(key, problem);
        }
      }
    }
    return [...found.values()].map((problem) => ({
      ...problem,
      reason: `in ${[...problem.where].map(([service, number]) => (number > 1 ? `${number} instances of ${service}` : service)).join(', ')}`
        + `${problem.hint ? `; ${problem.hint}` : ''}`,
    }));
  }

  /** The edges of the graph along which trouble may run. */
  get lit() {
    const lit = new Set();
    for (const path of this.risk.paths) {
      path.components.slice(1).forEach((name, at) => lit.add(`${path.components[at]}>${name}`));
    }
    return lit;
  }

  /** Calls and failures of a breaker, each 5 s, the earliest first: [{calls, failures}]. */
  trend(instance, breaker) {
    return this.#trends.get(`${instance.key}|${breaker.name}`)?.bins ?? [];
  }

  #follow() {
    const seen = new Set();
    for (const one of this.instances) {
      for (const each of one.breakers) {
        const key = `${one.key}|${each.name}`;
        seen.add(key);
        this.#count(key, each);
      }
    }
    for (const key of this.#trends.keys()) {
      if (!seen.has(key)) {
        this.#trends.delete(key);
      }
    }
  }

  #count(key, breaker) {
    const slot = Math.floor(this.arrivedAt / TREND_EVERY);
    const all = { calls: breaker.calls + breaker.notPermitted, failures: breaker.failures + breaker.notPermitted };
    const trend = this.#trends.get(key) ?? { slot, last: all, bins: [{ calls: 0, failures: 0 }] };
    for (let missing = Math.min(slot - trend.slot, TREND_LENGTH); missing > 0; missing -= 1) {
      trend.bins.push({ calls: 0, failures: 0 });
    }
    trend.slot = slot;
    trend.bins = trend.bins.slice(-TREND_LENGTH);
    const bin = trend.bins.at(-1);
    // A restart or a reset begins to count anew.
    bin.calls += all.calls >= trend.last.calls ? all.calls - trend.last.calls : all.calls;
    bin.failures += all.failures >= trend.last.failures ? all.failures - trend.last.failures : all.failures;
    trend.last = all;
    this.#trends.set(key, trend);
  }
}

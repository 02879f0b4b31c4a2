// Requests to the service, with the operator's credentials where somebody is signed in.
const LIMIT = 15_000;

let authorization = null;

export const headers = () => (authorization ? { Authorization: authorization } : {});

/** Basic credentials, kept here and nowhere else; null forgets them. */
export function authorize(user, password) {
  authorization = user === null ? null : basic(user, password);
}

export function basic(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** A failure as the server tells it. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `the server answered ${status}`);
    this.status = status;
    this.code = body?.code;
  }
}

/** The JSON of an answer; throws a Problem for any but a good one. */
export async function request(path, { method = 'GET', body, as = headers() } = {}) {
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...as },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(LIMIT),
  });
  const type = response.headers.get('Content-Type') ?? '';
  const answer = type.includes('json') ? await response.json() : null;
  if (!response.ok) {
    throw new Problem(response.status, answer);
  }
  return answer;
}

// Calls of the API. Paths are relative to the folder above the page's own, so a proxy may add to them.
const BASE = new URL("..", document.baseURI);
const PATIENCE_MS = 20000;

/** What the API refused, or that it could not be reached: then status is 0. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The path of a service or a host, whose name may have any character. */
export const path = (...parts) => parts.map(encodeURIComponent).join("/");

/**
 * Calls the API.
 *
 * @param options body: sent as JSON; headers; signal: ends the call; isText: the answer is text
 * @returns status, headers and body; the body of 204 and 304 is null
 * @throws Problem
 */
export async function call(method, to, options = {}) {
  const headers = { "X-Genisys-Page": "1", ...options.headers };
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const signal = options.signal ?? AbortSignal.timeout(PATIENCE_MS);
  let response;
  try {
    response = await fetch(new URL(to, BASE), { method, headers, body, signal, cache: "no-store", redirect: "error" });
  } catch (error) {
    throw new Problem(0, error.name === "TimeoutError" ? "the connector does not answer" : "the connector cannot be reached");
  }
  if (!response.ok && response.status !== 304) {
    throw new Problem(response.status, await reason(response));
  }
  const isEmpty = response.status === 204 || response.status === 304;
  return { response, body: isEmpty || options.isStream ? null : await (options.isText ? response.text() : response.json()) };
}

async function reason(response) {
  try {
    const problem = await response.json();
    return problem.detail || problem.title;
  } catch {
    return response.statusText || `status ${response.status}`;
  }
}

export const get = async (to, options) => (await call("GET", to, options)).body;

export const post = async (to, body, headers) => (await call("POST", to, { body: body ?? {}, headers })).body;

/** Logs in, for this browser: with a user's name and password, or with a token. */
export function logIn({ user, password, token }) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  const pair = btoa(String.fromCharCode(...bytes));
  const proof = token ? `Bearer ${token}` : `Basic ${pair}`;
  return call("POST", "session", { headers: { Authorization: proof } });
}

export const logOut = () => call("DELETE", "session");

/**
 * Reads the event stream until it ends. A browser's own EventSource can't send the header that tells whose request it is.
 *
 * @param last id of the last event that is known; "": none
 * @param onBeat is told that there is life
 * @param onEvent is told id, name and data of each
 * @throws Problem
 */
export async function follow(last, signal, onBeat, onEvent) {
  const headers = last ? { "Last-Event-ID": last } : {};
  const { response } = await call("GET", "events", { headers, signal, isStream: true });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    onBeat();
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    blocks.map(parse).filter((event) => event.data).forEach((event) => onEvent(event.id, event.event, JSON.parse(event.data)));
  }
}

function parse(block) {
  const fields = {};
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    if (at > 0) {
      fields[line.slice(0, at)] = line.slice(at + 1).replace(/^ /, "");
    }
  }
  return fields;
}

// What the page shows, kept up to date: by the event stream, and by looking again each few seconds.
import { call, follow, get, Problem } from "./api.js";

const LOOK_MS = 5000;
const SOON_MS = 300;
const AGAIN_MS = 3000;
const SILENT_MS = 25000;
const MOST_EVENTS = 200;

/** One for the page. */
export class Live {
  constructor(onChange) {
    this.onChange = onChange;
    this.state = {
      session: null, mustLogIn: false, services: null, hosts: null, suspended: false, quorum: true, cluster: null, freezes: { all: null, services: {} },
      events: [], seenAt: 0, lost: null,
    };
    this.tag = "";
    this.texts = new Map();
    this.lastId = "";
    this.timer = 0;
    this.isLooking = false;
    this.isAskedAgain = false;
    this.isSoon = false;
    this.run = new AbortController();
  }

  set(change) {
    this.state = { ...this.state, ...change };
    this.onChange(this.state);
  }

  /** Begins, or begins again after a log-in. */
  async start() {
    this.run.abort();
    this.run = new AbortController();
    const { signal } = this.run;
    try {
      const session = await get("session");
      this.set({ session, mustLogIn: false, lost: null });
    } catch (problem) {
      this.failed(problem);
      if (problem.status !== 401) {
        this.later(() => this.start(), AGAIN_MS, signal);
      }
      return;
    }
    this.loadHistory();
    this.look();
    this.listen(signal);
  }

  failed(problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    if (problem.status === 401) {
      this.run.abort();
      clearTimeout(this.timer);
      this.tag = "";
      this.texts.clear();
      this.set({ mustLogIn: true, session: null, services: null, hosts: null, events: [], lost: null });
    } else {
      this.set({ lost: problem.message });
    }
  }

  later(step, ms, signal) {
    const timer = setTimeout(step, ms);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  async loadHistory() {
    try {
      const { history } = await get(`history?limit=${MOST_EVENTS}`);
      const newest = history.reverse();
      const known = new Set(this.state.events.map((event) => event.sequence));
      const older = newest.filter((event) => !known.has(event.sequence));
      this.set({ events: [...this.state.events, ...older].slice(0, MOST_EVENTS) });
    } catch (problem) {
      this.failed(problem);
    }
  }

  /** Looks soon; many wishes within a moment are one look, and none puts it off. */
  lookSoon() {
    if (this.isLooking) {
      this.isAskedAgain = true;
    } else if (!this.isSoon) {
      clearTimeout(this.timer);
      this.isSoon = true;
      this.timer = setTimeout(() => this.look(), SOON_MS);
    }
  }

  async look() {
    const { signal } = this.run;
    clearTimeout(this.timer);
    this.isLooking = true;
    this.isAskedAgain = false;
    this.isSoon = false;
    try {
      const [overview, hosts, cluster, freezes] = await Promise.all([this.overview(), this.hosts(), this.cluster(), get("freeze")]);
      if (!signal.aborted) {
        this.set({ ...overview, ...hosts, ...cluster, freezes, seenAt: Date.now(), lost: null });
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.failed(problem);
      }
    } finally {
      this.isLooking = false;
    }
    if (!this.run.signal.aborted) {
      this.timer = setTimeout(() => this.look(), this.isAskedAgain ? SOON_MS : LOOK_MS);
    }
  }

  async overview() {
    const { response, body } = await call("GET", "overview", { headers: this.tag ? { "If-None-Match": this.tag } : {} });
    if (!body) {
      return {};
    }
    this.tag = response.headers.get("ETag");
    return { services: this.same("service ", this.state.services, body.services) };
  }

  /** Those of a caller who may use some services only are not shown. */
  async hosts() {
    if (this.state.session?.services) {
      return { hosts: null };
    }
    const { hosts, suspended, quorum } = await get("hosts");
    return { hosts, suspended, quorum: quorum !== false };
  }

  async cluster() {
    if (this.isAlone || this.state.session?.services) {
      return {};
    }
    try {
      return { cluster: await get("cluster") };
    } catch (problem) {
      if (problem.status !== 404) {
        throw problem;
      }
      this.isAlone = true;
      return {};
    }
  }

  /** What has not changed stays the same object: so its row need not be drawn again. */
  same(kind, before, now) {
    const all = {};
    for (const [name, value] of Object.entries(now)) {
      const text = JSON.stringify(value);
      all[name] = before?.[name] && this.texts.get(kind + name) === text ? before[name] : value;
      this.texts.set(kind + name, text);
    }
    Object.keys(before ?? {}).filter((name) => !(name in all)).forEach((name) => this.texts.delete(kind + name));
    return all;
  }

  /** For as long as the page is there. */
  async listen(signal) {
    while (!signal.aborted) {
      const silence = new AbortController();
      const stop = () => silence.abort();
      signal.addEventListener("abort", stop, { once: true });
      let timer = setTimeout(stop, SILENT_MS);
      try {
        const beat = () => {
          clearTimeout(timer);
          timer = setTimeout(stop, SILENT_MS);
        };
        await follow(this.lastId, silence.signal, beat, (id, what, data) => this.heard(id, what, data));
      } catch (error) {
        // what cannot be reached is told by the look that comes anyway
        if (error instanceof Problem && error.status === 401) {
          this.failed(error);
        }
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  heard(id, what, data) {
    this.lastId = id ?? this.lastId;
    if (what !== "missed" && what !== "end") {
      this.set({ events: [data, ...this.state.events].slice(0, MOST_EVENTS) });
    }
    this.lookSoon();
  }
}

// What several parts of the page have in common.
import { h } from "./preact.js";
import { useEffect, useRef, useState } from "./hooks.js";
import htm from "./htm.js";
import { get, post, Problem } from "./api.js";

/** htm keeps elements that never change and hands them out again: all that was ever drawn would hang on them. 3: not here. */
export const html = htm.bind(function (...parts) {
  this[0] = 3;
  return h(...parts);
});

const ROLES = ["read", "scale", "write", "admin"];

export const may = (session, role) => ROLES.indexOf(session?.role) >= ROLES.indexOf(role);

/** Seconds as people say them. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min`;
  }
  return whole < 86400 ? `${Math.floor(whole / 3600)} h` : `${Math.floor(whole / 86400)} d`;
}

/** With the day, if that is not today. */
export function clock(time) {
  const date = new Date(time);
  const day = date.toDateString() === new Date().toDateString() ? "" : `${date.toLocaleDateString()} `;
  return day + date.toLocaleTimeString([], { hour12: false });
}

export const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** A word of the API for people: `host_lost` is "host lost". */
export const words = (word) => String(word).replaceAll("_", " ");

/** Asks the API again and again while the part is shown. */
export function useLook(to, ms, options) {
  const [state, set] = useState({ body: null, problem: null });
  useEffect(() => {
    const run = new AbortController();
    let timer;
    async function look() {
      try {
        const body = await get(to, options);
        set({ body, problem: null });
      } catch (problem) {
        if (!(problem instanceof Problem)) {
          throw problem;
        }
        set((before) => ({ ...before, problem }));
      }
      if (!run.signal.aborted) {
        timer = setTimeout(look, ms);
      }
    }
    look();
    return () => {
      run.abort();
      clearTimeout(timer);
    };
  }, [to]);
  return state;
}

/** A panel above the page: the keyboard stays in it, and Escape closes it. */
export function Panel({ title, onClose, children }) {
  const ref = useRef();
  useEffect(() => {
    ref.current.showModal();
  }, []);
  return html`<dialog ref=${ref} class="panel" aria-labelledby="panel-title" onClose=${onClose}
      onClick=${(event) => event.target === ref.current && ref.current.close()}>
    <div class="inside">
      <header><h2 id="panel-title">${title}</h2>
        <button type="button" class="close" onClick=${() => ref.current.close()} aria-label="Close">✕</button></header>
      ${children}
    </div>
  </dialog>`;
}

/**
 * A button that does something over the network: it says what became of it, and can't be pressed twice.
 *
 * @param name for those who don't see where it is
 * @param ask what run is told the answer to; preset: an answer to begin with
 */
export function Act({ label, name, run, tone, confirm, ask, preset }) {
  const [state, set] = useState({});
  async function press() {
    const said = ask ? window.prompt(ask, preset ?? "") : !confirm || window.confirm(confirm) || null;
    if (said === null) {
      return;
    }
    set({ isBusy: true });
    try {
      await run(said);
      set({ said: "done" });
    } catch (problem) {
      set({ fault: problem.message });
    }
  }
  return html`<span class="act">
    <button type="button" class=${tone} aria-label=${name} disabled=${state.isBusy} onClick=${press}>${label}</button>
    <span role="status" class=${state.fault ? "bad" : "said"}>${state.isBusy ? "…" : state.fault ?? state.said}</span>
  </span>`;
}

/** Since when, by whom, until when and why. */
export const frozen = ({ since, user, until, reason }) =>
  `frozen since ${clock(since)}${user ? ` by ${user}` : ""}${until ? `, until ${clock(until)}` : ""}${reason ? `: ${reason}` : ""}`;

/** Holds the number and the updates of a service still, or of all, or no longer. */
export function Freeze({ of, to, isFrozen, onChanged }) {
  const act = (what) => async (reason) => {
    await post(to + what, what === "freeze" && reason ? { reason } : {});
    await onChanged();
  };
  return isFrozen
    ? html`<${Act} key="un" label=${`Unfreeze ${of}`} run=${act("unfreeze")} />`
    : html`<${Act} key="on" label=${`Freeze ${of}`} ask=${`The number and the updates of ${of} stand still until it is unfrozen. Why?`} run=${act("freeze")} />`;
}

export const Fault = ({ problem }) => problem && html`<p class="bad" role="alert">${problem.message}</p>`;

/** What happened: when, what, to whom, who asked for it and why. */
export function Events({ events, isShort }) {
  return html`<ol class="events" tabindex="0">${events.map((event) => html`<li key=${event.sequence}>
    <time datetime=${event.time} title=${event.time}>${clock(event.time)}</time>
    <b>${words(event.what)}</b>
    ${!isShort && event.service && html` <span class="name">${event.service}</span>`}
    ${event.to !== null && event.to !== undefined && html` ${event.from ?? "–"} → ${event.to}`}
    ${event.host && html` on ${event.host}`}
    ${event.user && html` by ${event.user}`}${event.why && html`: ${event.why}`}
  </li>`)}</ol>`;
}

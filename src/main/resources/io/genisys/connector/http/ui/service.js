// One service: why it is not further, its containers, its log, its history.
import { useEffect, useState } from "./hooks.js";
import { get, path, post } from "./api.js";
import { Act, clock, count, duration, Events, Fault, Freeze, frozen, html, may, Panel, useLook, words } from "./parts.js";

const LOOK_MS = 3000;
const LINES = 200;

/** Why it is not further, in the words of the connector. */
function Why({ name, session, freezes, onChanged }) {
  const { body, problem } = useLook(path("service", name, "scale"), LOOK_MS);
  if (!body) {
    return html`<${Fault} problem=${problem} />`;
  }
  const own = freezes.services[name];
  const isMore = body.number !== null && body.running_resources < body.number;
  return html`<section><h3>Number</h3>
    <${Fault} problem=${problem} />
    <p class=${body.converged ? "on" : "off"}>${body.running_resources} of ${body.number ?? "–"} run${body.converged ? "" : "; not there yet"}
      ${body.starting > 0 && `, ${body.starting} starting`}${body.stopping > 0 && `, ${body.stopping} stopping`}
      ${body.failed > 0 && `, ${body.failed} failed`}${body.unknown > 0 && `, ${body.unknown} on hosts that do not answer`}</p>
    ${body.limited_by && html`<p class="off">${body.asked} were asked for; held back: ${words(body.limited_by)}${body.limited_until ? `, until ${clock(body.limited_until)}` : ""}</p>`}
    ${freezes.all && html`<p class="off">All services are ${frozen(freezes.all)}</p>`}
    ${own && html`<p class="off">${name} is ${frozen(own)}</p>`}
    ${may(session, "write") && html`<p><${Freeze} of=${name} to=${path("service", name, "")} isFrozen=${own} onChanged=${onChanged} /></p>`}
    ${body.scaled && html`<p>Set ${body.scaled.user ? `by ${body.scaled.user} ` : ""}at ${clock(body.scaled.time)}${body.scaled.why ? `: ${body.scaled.why}` : ""}</p>`}
    ${(isMore || body.missing > 0) && body.unplaced.length > 0 && html`<ul class="why">${body.unplaced.map((why) => html`<li>${why.host}: ${why.reason}</li>`)}</ul>`}
    ${body.last_error && html`<p class="bad">${body.last_error.message}</p>`}
    ${body.back_off.map((wait) => html`<div><p>${wait.host}: failed ${count(wait.failures, "time")} in a row; the next attempt is at ${clock(wait.next_attempt)}</p>
      ${wait.log.length > 0 && html`<pre>${wait.log.join("\n")}</pre>`}</div>`)}
    ${may(session, "scale") && body.back_off.length > 0 && html`<${Act} label="Try again now" run=${() => post(path("service", name, "retry"))} />`}
    ${body.update && html`<${Update} name=${name} update=${body.update} session=${session} />`}
  </section>`;
}

function Update({ name, update, session }) {
  const act = (action) => () => post(path("service", name, "update"), { action });
  const isUnderWay = update.state === "updating";
  return html`<h3>Update</h3>
    <p>${words(update.state)}: ${update.from || "–"} → ${update.to ?? "–"}, ${update.replaced} of ${update.total} replaced${update.failed > 0 ? `, ${update.failed} failed` : ""}${update.reason ? `: ${update.reason}` : ""}</p>
    ${update.total > 0 && html`<progress max=${update.total} value=${update.replaced} aria-label="replaced"></progress>`}
    ${may(session, "write") && (isUnderWay || update.state === "paused") && html`<p>
      ${isUnderWay && html`<${Act} label="Pause" run=${act("pause")} />`}
      ${!isUnderWay && html`<${Act} label="Resume" run=${act("resume")} />`}
      <${Act} label="Roll back" tone="danger" confirm=${`Take ${name} back to the version before?`} run=${() => post(path("service", name, "rollback"))} /></p>`}`;
}

function Ports({ container }) {
  const ports = container.ports.map((port) => `${port.address}:${port.port} → ${port.container}`);
  const networks = Object.entries(container.networks ?? {}).map(([network, address]) => `${address} in ${network}`);
  return html`${[...ports, ...networks].map((text) => html`<div class="code">${text}</div>`)}`;
}

/** The last that its first container wrote that failed. */
function Lines({ name, version }) {
  const [log, set] = useState([]);
  useEffect(() => {
    get(path("service", name, "versions", version)).then((body) => set(body.log), () => {});
  }, []);
  return log.length > 0 && html`<pre>${log.join("\n")}</pre>`;
}

/** The newest first; each one before can be made the current one again. */
function Versions({ name, session }) {
  const { body, problem } = useLook(path("service", name, "versions"), LOOK_MS);
  const all = [...(body?.versions ?? [])].reverse();
  const back = (version) => () => post(path("service", name, "rollback"), { version });
  return html`<section><h3>Versions</h3><${Fault} problem=${problem} /><ul>${all.map(({ version, image, at, by, fate, why }) => html`<li key=${version}>
    <b>${version}</b>: ${image}, ${words(fate)}${at ? `, ${clock(at)}` : ""}${by ? ` by ${by}` : ""}
    ${version === body.current ? ", current" : may(session, "write") && html` <${Act} label="Back to it" name=${`back to version ${version}`}
      confirm=${`Make version ${version} of ${name} the current one again?`} run=${back(version)} />`}
    ${why && html`<div class="bad">${why}</div><${Lines} name=${name} version=${version} />`}</li>`)}</ul></section>`;
}

/** A container that goes last when the service shrinks. */
function Protection({ name, of }) {
  const act = (label, more) => html`<${Act} key=${label} label=${label} name=${`${label} ${of.name}`} ...${more}
    run=${(time) => post(path("service", name, "containers", of.id, "protect"), { for: more.ask ? time : "0s" })} />`;
  return of.protected_until ? act("Unprotect", {}) : act("Protect", { ask: `${of.name} goes last when ${name} shrinks. For how long?`, preset: "10m" });
}

function Containers({ name, session, onLog }) {
  const { body, problem } = useLook(path("service", name, "containers"), LOOK_MS);
  return html`<section><h3>Containers</h3><${Fault} problem=${problem} />
    <div class="scroll" tabindex="0" role="region" aria-label="containers"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Host</th><th scope="col">State</th><th scope="col">Reached at</th><th scope="col">Log${may(session, "scale") && ", protection"}</th></tr></thead>
      <tbody>${(body?.containers ?? []).map((one) => html`<tr key=${one.id}>
        <th scope="row" class="name">${one.name}</th><td>${one.host}</td>
        <td class=${one.ready ? "on" : "off"}>${words(one.state)}${one.health ? `, ${words(one.health)}` : ""}${one.draining ? ", going" : ""}
          ${one.started_at && html`<span class="hint"> for ${duration((Date.now() - Date.parse(one.started_at)) / 1000)}</span>`}
          ${one.protected_until && html`<div>protected until ${clock(one.protected_until)}</div>`}</td>
        <td><${Ports} container=${one} /></td>
        <td><button type="button" aria-label=${`log of ${one.name}`} onClick=${() => onLog(one)}>Log</button>
          ${may(session, "scale") && html` <${Protection} name=${name} of=${one} />`}</td></tr>`)}</tbody>
    </table></div>
    ${body && body.containers.length === 0 && html`<p class="wait">There is none.</p>`}</section>`;
}

function Log({ name, of }) {
  const [state, set] = useState({});
  useEffect(() => {
    const query = of ? `&host=${encodeURIComponent(of.host)}&container=${encodeURIComponent(of.name)}` : "";
    let isOver = false;
    get(`${path("service", name, "logs")}?tail=${LINES}${query}`, { isText: true })
      .then((text) => !isOver && set({ text }), (problem) => !isOver && set({ problem }));
    return () => { isOver = true; };
  }, [of]);
  return html`<section><h3>Log${of ? ` of ${of.name} on ${of.host}` : ""}</h3><${Fault} problem=${state.problem} />
    ${state.text === "" ? html`<p class="wait">It has written nothing.</p>` : html`<pre tabindex="0">${state.text ?? "…"}</pre>`}</section>`;
}

function History({ name }) {
  const { body, problem } = useLook(path("service", name, "history"), LOOK_MS);
  const events = (body?.history ?? []).slice(-50).reverse();
  return html`<section><h3>History</h3><${Fault} problem=${problem} /><${Events} events=${events} isShort=${true} /></section>`;
}

export function ServicePanel({ name, session, freezes, onChanged, onClose }) {
  const [log, setLog] = useState(null);
  return html`<${Panel} title=${name} onClose=${onClose}>
    <${Why} name=${name} session=${session} freezes=${freezes} onChanged=${onChanged} />
    <${Containers} name=${name} session=${session} onLog=${setLog} />
    ${log && html`<${Log} key=${log.id} name=${name} of=${log} />`}
    <${Versions} name=${name} session=${session} />
    <${History} name=${name} />
  </${Panel}>`;
}

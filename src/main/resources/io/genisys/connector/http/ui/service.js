// One service: why it is not further, its containers, its log, its history.
import { useEffect, useState } from "./hooks.js";
import { get, path, post } from "./api.js";
import { Act, clock, count, duration, Events, Fault, html, may, Panel, useLook, words } from "./parts.js";

const LOOK_MS = 3000;
const LINES = 200;

/** Why it is not further, in the words of the connector. */
function Why({ name, session }) {
  const { body, problem } = useLook(path("service", name, "scale"), LOOK_MS);
  if (!body) {
    return html`<${Fault} problem=${problem} />`;
  }
  const isMore = body.number !== null && body.running_resources < body.number;
  return html`<section><h3>Number</h3>
    <${Fault} problem=${problem} />
    <p class=${body.converged ? "on" : "off"}>${body.running_resources} of ${body.number ?? "–"} run${body.converged ? "" : "; not there yet"}
      ${body.starting > 0 && `, ${body.starting} starting`}${body.stopping > 0 && `, ${body.stopping} stopping`}
      ${body.failed > 0 && `, ${body.failed} failed`}${body.unknown > 0 && `, ${body.unknown} on hosts that do not answer`}</p>
    ${body.frozen && html`<p class="off">frozen${body.frozen.reason ? `: ${body.frozen.reason}` : ""}</p>`}
    ${body.limited_by && html`<p class="off">${body.asked} were asked for, limited by ${words(body.limited_by)}</p>`}
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
    <p>${words(update.state)}: ${update.from ?? "–"} → ${update.to ?? "–"}, ${update.replaced} of ${update.total} replaced${update.reason ? `: ${update.reason}` : ""}</p>
    ${update.total > 0 && html`<progress max=${update.total} value=${update.replaced} aria-label="replaced"></progress>`}
    ${may(session, "write") && html`<p>
      ${isUnderWay && html`<${Act} label="Pause" run=${act("pause")} />`}
      ${update.state === "paused" && html`<${Act} label="Resume" run=${act("resume")} />`}
      <${Act} label="Roll back" tone="danger" confirm=${`Take ${name} back to the version before?`} run=${() => post(path("service", name, "rollback"))} /></p>`}`;
}

function Ports({ container }) {
  const ports = container.ports.map((port) => `${port.address}:${port.port} → ${port.container}`);
  const networks = Object.entries(container.networks ?? {}).map(([network, address]) => `${address} in ${network}`);
  return html`${[...ports, ...networks].map((text) => html`<div class="code">${text}</div>`)}`;
}

function Containers({ name, onLog }) {
  const { body, problem } = useLook(path("service", name, "containers"), LOOK_MS);
  return html`<section><h3>Containers</h3><${Fault} problem=${problem} />
    <div class="scroll" tabindex="0" role="region" aria-label="containers"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Host</th><th scope="col">State</th><th scope="col">Reached at</th><th scope="col">Log</th></tr></thead>
      <tbody>${(body?.containers ?? []).map((one) => html`<tr key=${one.id}>
        <th scope="row" class="name">${one.name}</th><td>${one.host}</td>
        <td class=${one.ready ? "on" : "off"}>${words(one.state)}${one.health ? `, ${words(one.health)}` : ""}${one.draining ? ", going" : ""}
          ${one.started_at && html`<span class="hint"> for ${duration((Date.now() - Date.parse(one.started_at)) / 1000)}</span>`}</td>
        <td><${Ports} container=${one} /></td>
        <td><button type="button" aria-label=${`log of ${one.name}`} onClick=${() => onLog(one)}>Log</button></td></tr>`)}</tbody>
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

export function ServicePanel({ name, session, onClose }) {
  const [log, setLog] = useState(null);
  return html`<${Panel} title=${name} onClose=${onClose}>
    <${Why} name=${name} session=${session} />
    <${Containers} name=${name} onLog=${setLog} />
    ${log && html`<${Log} key=${log.id} name=${name} of=${log} />`}
    <${History} name=${name} />
  </${Panel}>`;
}

// One host: what it has, and what may be done with it.
import { useState } from "./hooks.js";
import { path, post } from "./api.js";
import { Act, clock, count, duration, html, may, Panel, words } from "./parts.js";

const fact = (name, value) => value !== null && value !== undefined && value !== "" && html`<dt>${name}</dt><dd>${value}</dd>`;

function Maintenance({ name, host, onChanged }) {
  const [deadline, setDeadline] = useState("10m");
  const act = (what, body) => async () => {
    await post(path("hosts", name, what), body);
    await onChanged();
  };
  const isActive = host.scheduling === "active";
  return html`<section><h3>Maintenance</h3>
    ${isActive && html`<p><${Act} label="Cordon" run=${act("cordon")} /> takes no new container</p>`}
    <p><label>Deadline <input size="5" value=${deadline} onInput=${(event) => setDeadline(event.target.value)} /></label>
      <${Act} label="Drain" tone="danger" confirm=${`Move all containers away from ${name}?`} run=${act("drain", { deadline })} /> moves its containers to other hosts</p>
    ${!isActive && html`<p><${Act} label="Uncordon" run=${act("uncordon")} /> takes containers again</p>`}
  </section>`;
}

export function HostPanel({ name, host, session, onChanged, onClose }) {
  return html`<${Panel} title=${`Host ${name}`} onClose=${onClose}>
    ${!host ? html`<p class="off">This host is not known any more.</p>` : html`
    <dl>
      ${fact("State", words(host.state))}
      ${fact("Scheduling", words(host.scheduling) + (host.scheduling === "draining" && host.drain_deadline ? `, until ${clock(host.drain_deadline)}` : ""))}
      ${fact("Containers", `${count(host.containers, "container")} run, ${host.own_containers} of the connector${host.max_containers ? `, ${host.max_containers} at most` : ""}`)}
      ${fact("Starting", host.starting > 0 ? host.starting : null)}
      ${fact("Last report", host.report_age_seconds === null ? "none yet" : `${duration(host.report_age_seconds)} ago`)}
      ${fact("Address", host.address)}
      ${fact("Node", host.node)}
      ${fact("Engine", host.engine_version)}
      ${fact("Labels", Object.entries(host.labels).map(([key, value]) => `${key}=${value}`).join(", "))}
      ${fact("To stop when it is back", host.to_stop.join(", "))}
    </dl>
    ${host.last_error && html`<p class="bad">${host.last_error.message}</p>`}
    ${may(session, "admin") && html`<${Maintenance} name=${name} host=${host} onChanged=${onChanged} />`}`}
  </${Panel}>`;
}

// Services down, hosts across, and the number of each service.
import { Component } from "./preact.js";
import { useCallback, useEffect, useRef, useState } from "./hooks.js";
import { path, post } from "./api.js";
import { count, duration, html, Panel, words } from "./parts.js";

/** Changes of more than this are shown before they are made. */
const A_FEW = 3;
/** Several presses within this time are one change. */
const PRESSES_MS = 500;
const NONE = { ready: 0, not_ready: 0, failed: 0 };

const KINDS = [["ready", "ready", "✓"], ["not_ready", "not ready", "…"], ["failed", "failed", "✕"]];

function Cell({ counts }) {
  const shown = KINDS.filter(([key]) => counts[key] > 0);
  return html`<td class="cell">${shown.length === 0
    ? html`<span class="none" aria-hidden="true">·</span>`
    : shown.map(([key, word, sign]) => html`<span class=${`n ${key}`} title=${word}>${counts[key]}<span aria-hidden="true">${sign}</span>
        <span class="hidden"> ${word} </span></span>`)}</td>`;
}

/** The wanted number. It is what the connector has recorded, or what is being asked for: then it says so. */
function Wanted({ name, number, isFixed, onAsk }) {
  const [asked, setAsked] = useState(null);
  const [fault, setFault] = useState(null);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const shown = asked ?? number ?? 0;

  function change(to, ms) {
    clearTimeout(timer.current);
    setFault(null);
    setAsked(to);
    timer.current = setTimeout(() => send(to), ms);
  }
  async function send(to) {
    try {
      if (to !== number) {
        await onAsk(name, number ?? 0, to);
      }
    } catch (problem) {
      setFault(problem.message);
    }
    setAsked(null);
  }
  function typed(event) {
    const text = event.target.value.trim();
    if (!/^[0-9]{1,6}$/.test(text)) {
      setFault("a whole number, please");
      event.target.value = shown;
    } else if (Number(text) !== number) {
      change(Number(text), 0);
    }
  }
  if (isFixed) {
    return html`<span class="wanted">${number ?? "–"}</span>`;
  }
  return html`<span class="wanted">
    <button type="button" aria-label=${`one ${name} less`} disabled=${shown === 0} onClick=${() => change(shown - 1, PRESSES_MS)}>−</button>
    <input type="text" inputmode="numeric" size="3" aria-label=${`wanted number of ${name}`} value=${asked ?? number ?? ""}
      placeholder="–" onChange=${typed} />
    <button type="button" aria-label=${`one ${name} more`} onClick=${() => change(shown + 1, PRESSES_MS)}>+</button>
    <span role="status" class=${fault ? "bad" : "said"}>${fault ?? (asked === null ? "" : "asking …")}</span>
  </span>`;
}

/** Why the number is not reached, in a word or two; its panel says more. */
function hint(service) {
  if (service.being_removed) {
    return "being removed";
  }
  if (service.running_resources > service.number) {
    return "too many yet";
  }
  return Object.values(service.hosts).some((counts) => counts.failed > 0) ? "failing" : "not there yet";
}

/** What keeps its number where it is. */
function limit(service) {
  return [service.frozen && "frozen", service.asked !== undefined && `${service.asked} asked for`].filter(Boolean).join(", ");
}

/** Drawn again only if its service, the hosts or the rights are others. */
class Row extends Component {
  shouldComponentUpdate(next) {
    return ["service", "hosts", "isFixed"].some((key) => next[key] !== this.props[key]);
  }

  render({ name, service, hosts, isFixed, onOpen, onAsk }) {
    const isShort = service.number !== null && service.running_resources !== service.number;
    return html`<tr class=${isShort ? "short" : ""}>
      <th scope="row"><button type="button" class="link name" onClick=${() => onOpen(name)}>${name}</button>
        <span class="image">${service.image}</span></th>
      <td class="numbers"><${Wanted} name=${name} number=${service.number} isFixed=${isFixed || service.being_removed} onAsk=${onAsk} />
        <span class="hint">${limit(service)}</span></td>
      <td class=${`numbers running ${isShort ? "off" : "on"}`}>${service.running_resources ?? "?"}
        <span class="hint">${isShort || service.being_removed ? hint(service) : ""}</span></td>
      ${hosts.map((host) => html`<${Cell} key=${host} counts=${service.hosts[host] ?? NONE} />`)}
    </tr>`;
  }
}

function HostHead({ name, host, onOpen }) {
  if (!host) {
    return html`<th scope="col" class="host">${name}</th>`;
  }
  const isGood = host.state === "ready" && host.scheduling === "active";
  const most = host.max_containers;
  return html`<th scope="col" class="host">
    <button type="button" class="link name" onClick=${() => onOpen(name)}>${name}</button>
    <span class=${`state ${isGood ? "on" : "off"}`}>${host.state === "ready" ? words(host.scheduling) : words(host.state)}</span>
    ${most
      ? html`<meter min="0" max=${most} high=${most * 0.9} value=${host.containers} aria-label=${`containers on ${name}`}></meter>
          <span class="hint">${host.containers} of ${most}</span>`
      : html`<span class="hint">${count(host.containers, "container")}</span>`}
    <span class="hint">${host.report_age_seconds === null ? "never heard of" : `seen ${duration(host.report_age_seconds)} ago`}</span>
  </th>`;
}

/** What a change would do, before it is made. */
function Preview({ change, onClose }) {
  const [fault, setFault] = useState(null);
  const { name, to, plan, done } = change;
  async function go() {
    try {
      await post(path("service", name, "scale"), { number: to }, { Prefer: "respond-async" });
      onClose();
    } catch (problem) {
      setFault(problem.message);
    }
  }
  useEffect(() => done, []);
  const hosts = {};
  plan.start.forEach((start) => { hosts[start.host] = (hosts[start.host] ?? 0) + 1; });
  return html`<${Panel} title=${`${name}: ${change.from} → ${to}`} onClose=${onClose}>
    <ul>
      ${Object.entries(hosts).map(([host, number]) => html`<li>starts ${count(number, "container")} on ${host}</li>`)}
      ${plan.stop.map((stop) => html`<li>stops ${stop.name ?? stop.container ?? stop.id} on ${stop.host}</li>`)}
      ${plan.limited_by && html`<li class="bad">${plan.number} hold now, held back: ${words(plan.limited_by)}</li>`}
      ${plan.stop_first && html`<li>stops first: ${plan.stop_first}</li>`}
      ${plan.missing > 0 && html`<li class="bad">no host takes ${plan.missing} of them</li>`}
      ${plan.unplaced.map((why) => html`<li class="bad">${why.host}: ${why.reason}</li>`)}
      ${plan.start.length + plan.stop.length === 0 && html`<li>nothing at once</li>`}
    </ul>
    ${fault && html`<p class="bad" role="alert">${fault}</p>`}
    <p><button type="button" class="main" onClick=${go}>Do it</button></p>
  </${Panel}>`;
}

/** @param onService, onHost are told the name that was chosen */
export function Matrix({ services, hosts, isFixed, isOld, onService, onHost, onChanged, children }) {
  const [filter, setFilter] = useState("");
  const [change, setChange] = useState(null);
  const columns = useRef([]);
  const names = hostNames(services, hosts);
  if (names.join("\n") !== columns.current.join("\n")) {
    columns.current = names;
  }

  // always the same: a row keeps that of the time when it was drawn, and with it all that was shown then
  const ask = useCallback(async (name, from, to) => {
    if (Math.abs(to - from) <= A_FEW && to > 0) {
      await post(path("service", name, "scale"), { number: to }, { Prefer: "respond-async" });
      await onChanged();
      return;
    }
    const plan = await post(`${path("service", name, "scale")}?dryRun=true`, { number: to });
    await new Promise((done) => setChange({ name, from, to, plan, done }));
    await onChanged();
  }, []);
  const shown = Object.entries(services).filter(([name]) => name.includes(filter));
  return html`<section aria-labelledby="services">
    <header class="bar"><h2 id="services">${count(shown.length, "service")} on ${count(names.length, "host")}</h2>
      ${children}
      <label>Filter <input type="search" value=${filter} onInput=${(event) => setFilter(event.target.value)} /></label></header>
    <div class=${`scroll ${isOld ? "old" : ""}`} tabindex="0" role="region" aria-label="services by host">
    <table class="matrix">
      <thead><tr><th scope="col">Service</th><th scope="col">Wanted</th><th scope="col">Running</th>
        ${names.map((name) => html`<${HostHead} key=${name} name=${name} host=${hosts?.[name]} onOpen=${onHost} />`)}</tr></thead>
      <tbody>${shown.map(([name, service]) => html`<${Row} key=${name} name=${name} service=${service} hosts=${columns.current}
        isFixed=${isFixed(name)} onOpen=${onService} onAsk=${ask} />`)}</tbody>
    </table></div>
    ${shown.length === 0 && html`<p class="wait">${filter ? "No service has that in its name." : "No service is defined yet: POST /service defines one."}</p>`}
    ${change && html`<${Preview} change=${change} onClose=${() => { change.done(); setChange(null); }} />`}
  </section>`;
}

/** Those that are configured, and those that have containers though they are gone. */
function hostNames(services, hosts) {
  const names = new Set(Object.keys(hosts ?? {}));
  Object.values(services).forEach((service) => Object.keys(service.hosts).forEach((host) => names.add(host)));
  return [...names].sort();
}

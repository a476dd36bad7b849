// The page: who is logged in, all services over all hosts, and what happens.
import { render } from "./preact.js";
import { useEffect, useMemo, useState } from "./hooks.js";
import { logIn, logOut, post } from "./api.js";
import { HostPanel } from "./host.js";
import { Live } from "./live.js";
import { Matrix } from "./matrix.js";
import { Act, clock, Events, Freeze, frozen, html, may } from "./parts.js";
import { ServicePanel } from "./service.js";

const SHOWN_EVENTS = 60;

function LogIn({ onDone }) {
  const [fault, setFault] = useState(null);
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    try {
      await logIn(Object.fromEntries(form));
      onDone();
    } catch (problem) {
      setFault(problem.status === 401 ? "This name, password or token is not right." : problem.message);
    }
  }
  return html`<main class="log-in"><h1>Genisys connector</h1><form onSubmit=${submit}>
    <label>User <input name="user" autocomplete="username" /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <p>or</p>
    <label>Token <input name="token" type="password" autocomplete="off" /></label>
    ${fault && html`<p class="bad" role="alert">${fault}</p>`}
    <button class="main">Log in</button></form></main>`;
}

const isCutOff = ({ cluster, quorum }) => cluster && !(cluster.quorum && quorum);

/** Which node this is, and whether the cluster can change anything. */
function Node({ cluster, quorum }) {
  if (!cluster) {
    return null;
  }
  const hasQuorum = !isCutOff({ cluster, quorum });
  return html`<span class=${hasQuorum ? "on" : "bad"}>node ${cluster.node}, ${hasQuorum ? "quorum" : "no quorum"}${cluster.leader ? `, ${cluster.leader === cluster.node ? "leads" : `led by ${cluster.leader}`}` : ""}</span>`;
}

function Banner({ state, isAdmin, onResume }) {
  if (state.lost) {
    return html`<p class="banner" role="alert">No connection: ${state.lost}. ${state.seenAt ? `What is shown is as of ${clock(state.seenAt)}.` : ""}</p>`;
  }
  if (isCutOff(state)) {
    return html`<p class="banner" role="alert">This node has no quorum: nothing can be changed here, and what is shown may be old.</p>`;
  }
  return state.suspended && html`<div class="banner" role="alert">More than half of the hosts are silent, so nothing is replaced.
    ${isAdmin && html` <${Act} label="They are gone: go on" tone="danger" confirm="Replace what ran on the silent hosts?" run=${onResume} />`}</div>`;
}

function Page() {
  const [state, setState] = useState(null);
  const live = useMemo(() => new Live(setState), []);
  const [service, setService] = useState(null);
  const [host, setHost] = useState(null);
  useEffect(() => {
    live.start();
  }, []);
  if (!state) {
    return html`<p class="wait">Loading …</p>`;
  }
  if (state.mustLogIn) {
    return html`<${LogIn} onDone=${() => live.start()} />`;
  }
  const { session } = state;
  const changed = () => live.look();
  const isFixed = (name) => state.lost !== null || isCutOff(state) || !may(session, "scale");
  async function leave() {
    await logOut();
    live.start();
  }
  return html`<header class="top"><h1>Genisys connector</h1>
      <${Node} cluster=${state.cluster} quorum=${state.quorum} />
      <span class="space"></span>
      <a href="../docs">API</a>
      ${session?.user && html`<span>${session.user} (${session.role})</span>`}
      ${session?.log_in && html`<button type="button" onClick=${leave}>Log out</button>`}</header>
    <main>
      ${state.freezes.all && html`<p class="banner" role="status">All services are ${frozen(state.freezes.all)}.</p>`}
      <${Banner} state=${state} isAdmin=${may(session, "admin")} onResume=${async () => { await post("hosts/resume"); await changed(); }} />
      ${state.services
        ? html`<${Matrix} services=${state.services} hosts=${state.hosts} isFixed=${isFixed} isOld=${state.lost !== null}
            onService=${setService} onHost=${setHost} onChanged=${changed}>
            ${may(session, "admin") && !state.lost && !isCutOff(state) && html`<${Freeze} of="all services" to="" isFrozen=${state.freezes.all} onChanged=${changed} />`}<//>`
        : html`<p class="wait">Loading …</p>`}
      <section aria-labelledby="events"><h2 id="events">What happens</h2><${Events} events=${state.events.slice(0, SHOWN_EVENTS)} /></section>
    </main>
    ${service && html`<${ServicePanel} key=${service} name=${service} session=${session} freezes=${state.freezes} onChanged=${changed} onClose=${() => setService(null)} />`}
    ${host && html`<${HostPanel} key=${host} name=${host} host=${state.hosts?.[host]} session=${session} onChanged=${changed} onClose=${() => setHost(null)} />`}`;
}

const place = document.getElementById("page");
place.textContent = "";
render(html`<${Page} />`, place);

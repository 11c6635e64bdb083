// Finds the view of the address, shows it, and keeps it as fresh as the database.
import { follow } from "/assets/api.js";
import { h, notice } from "/assets/elements.js";
import * as webhooks from "/assets/webhooks.js";
import * as views from "/assets/views.js";

const main = document.getElementById("main");
const pulse = document.getElementById("pulse");
const REFRESH_MILLIS = 500;

const routes = [
  [/^\/$/, views.speakers], [/^\/actors\/(.+)$/, views.actor], [/^\/claims\/(.+)$/, views.claim], [/^\/stories\/(.+)$/, views.story],
  [/^\/statements\/(.+)$/, views.statement], [/^\/explain$/, views.explain], [/^\/live$/, views.live], [/^\/search$/, views.search],
  [/^\/trends$/, views.trends], [/^\/entities$/, views.entities], [/^\/outlets$/, views.outlets], [/^\/changes$/, views.changes],
  [/^\/subscriptions$/, webhooks.subscriptions], [/^\/subscriptions\/(.+)$/, webhooks.subscription],
  [/^\/health$/, views.health], [/^\/about$/, views.about],
];

let turn = 0;
let close = () => {};
let current = null;
let due = 0;

function go(address) {
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  show();
}

async function read() {
  const found = routes.map(([pattern, view]) => [location.pathname.match(pattern), view]).find(([match]) => match);
  if (!found) throw new Error("There is no such page.");
  const [match, view] = found;
  return view({ id: match[1] && decodeURIComponent(match[1]), values: Object.fromEntries(new URLSearchParams(location.search)), go, again });
}

async function show() {
  const mine = ++turn;
  close();
  close = () => {};
  current = null;
  mark();
  const slow = setTimeout(() => main.replaceChildren(h("p", { class: "loading", role: "status" }, "Reading…")), 150);
  try {
    const view = await read();
    if (mine !== turn) return;
    put(view);
    const found = view.at && document.getElementById(view.at);
    if (found) found.scrollIntoView();
    else scrollTo(0, 0);
    listen(view);
  } catch (failure) {
    if (mine === turn) main.replaceChildren(failed(failure));
  } finally {
    clearTimeout(slow);
  }
}

// The title too: it may hold words that a kill has just taken back.
function put(view) {
  current = view;
  main.replaceChildren(...view.body.filter(Boolean));
  document.title = view.title + " · Hearsay";
}

function failed(failure) {
  document.title = "Hearsay";
  return notice(failure.status === 404 ? "Not there." : "This cannot be shown.", failure.message, " ",
    h("button", { type: "button", onclick: show }, "Try again"));
}

// A view that lists no claims follows a story that there is not: it hears only that counts changed.
function listen(view) {
  const filters = view.live?.claim ? view.live.filters ?? {} : { story: "-" };
  close = follow(filters, {
    claim: view.live?.claim,
    counts: () => { if (view.live && !view.live.still && !due) due = setTimeout(refresh, REFRESH_MILLIS); },
    state,
  });
  if (view.every) {
    const [stream, timer] = [close, setInterval(refresh, view.every)];
    close = () => { stream(); clearInterval(timer); };
  }
}

function state(now) {
  pulse.dataset.state = now;
  document.getElementById("pulse-text").textContent = now === "live" ? "live" : "no connection";
}

// In place: whoever reads, selects, types or has opened more keeps what they see.
async function refresh() {
  due = 0;
  const busy = document.hidden || String(getSelection()) || main.querySelector(":scope input:focus, :scope select:focus, :popover-open") || main.querySelector("[data-grown]");
  if (!busy) await again();
}

// The same view as it is now, without jumping.
async function again() {
  const mine = turn, before = current;
  if (!before) return;
  try {
    const view = await read();
    if (mine !== turn || view === current) return;
    const kept = document.activeElement?.closest?.("#main") ? place(document.activeElement) : null;
    const top = scrollY;
    const feed = before.live.claim && main.querySelector(".claims")?.parentElement;
    put(view);
    if (feed) {
      // the feed runs on as it is
      main.querySelector(".claims").parentElement.replaceWith(feed);
      view.live.claim = before.live.claim;
    }
    scrollTo(0, top);
    if (kept) restore(kept);
  } catch {
    // the page stays as it is; the stream says when the connection is lost
  }
}

const links = () => [...main.querySelectorAll("a, button, select, input")];
function place(element) {
  return { at: links().indexOf(element), href: element.getAttribute("href"), kind: element.tagName };
}
// To the same link, or to what took the place of a button; never into a field that nobody chose.
function restore({ at, href, kind }) {
  const all = links();
  const same = all.find((element, i) => href && element.getAttribute("href") === href && Math.abs(i - at) < 40)
    ?? (all[at]?.tagName === kind ? all[at] : main);
  same.focus({ preventScroll: true });
}

function mark() {
  const home = location.pathname === "/" ? "/" : "/" + location.pathname.split("/")[1];
  for (const anchor of document.querySelectorAll(".bar nav a")) {
    if (anchor.getAttribute("href") === home) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
}

document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a");
  if (!anchor || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (anchor.origin !== location.origin || anchor.target || anchor.dataset.plain || anchor.hash || /^\/(api|metrics|assets)\b/.test(anchor.pathname)) return;
  event.preventDefault();
  go(anchor.pathname + anchor.search);
  main.focus({ preventScroll: true });
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".more")) event.target.dataset.grown = "";
});
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form.fields");
  if (form) form.dataset.grown = "";
});
addEventListener("popstate", show);

// A browser opens six connections to a server at most, for all of its tabs: one that nobody looks at gives its stream back.
let away = false;
function leave() {
  close();
  away = true;
}
function comeBack() {
  if (!away || document.hidden) return;
  away = false;
  if (!current) return;
  if (current.live?.still) show();
  else {
    listen(current);
    refresh();
  }
}
addEventListener("pagehide", leave);
addEventListener("pageshow", comeBack);
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : comeBack()));

const find = document.getElementById("find");
document.querySelector(".find").addEventListener("submit", (event) => {
  event.preventDefault();
  go("/search?" + new URLSearchParams({ q: find.value }));
});

function theme() {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark"
    || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  return dark ? "dark" : "light";
}
const themeButton = document.getElementById("theme");
const nameTheme = () => { themeButton.textContent = theme() === "dark" ? "Light" : "Dark"; };
function turnTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
  nameTheme();
  if (main.querySelector(".chart")) show();
}
themeButton.addEventListener("click", turnTheme);
nameTheme();

const keys = document.getElementById("keys");
document.getElementById("keys-button").addEventListener("click", () => keys.showModal());

function move(by) {
  const rows = [...main.querySelectorAll(".row")].filter((row) => row.querySelector("a"));
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement?.closest(".row"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || keys.open) return;
  const act = {
    "/": () => find.focus(), j: () => move(1), k: () => move(-1), s: () => go("/"), l: () => go("/live"), t: () => go("/trends"),
    c: () => go("/changes"), w: () => go("/subscriptions"), d: turnTheme, "?": () => keys.showModal(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

show();

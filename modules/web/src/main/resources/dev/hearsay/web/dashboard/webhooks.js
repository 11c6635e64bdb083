// Standing queries, which post what they match to an address. Only those who may write see them: these views ask for the
// writing token and keep it in this tab, until it is closed.
import { ask, get } from "/assets/api.js";
import { count, facts, flush, h, link, notice, path, plural, query, sheet, table, time, words } from "/assets/elements.js";
import { ACTS, CLAIM_TYPES, more, outletNames } from "/assets/views.js";

const TOKEN = "hearsay-write-token";
const REFRESH_MILLIS = 5_000;
const WANTED = [["actor", "said by"], ["entity", "about"], ["outlet", "in"], ["story", "of the story"], ["act", ""], ["type", ""], ["q", ""]];

// Told once by the server, and kept here until the reader has them.
const secrets = new Map();

// What an operation answers; the token that is refused is forgotten.
async function write(method, place, more) {
  try {
    return await ask(method, "/subscriptions" + place, { ...more, token: sessionStorage.getItem(TOKEN) });
  } catch (failure) {
    if (failure.status === 401) sessionStorage.removeItem(TOKEN);
    throw failure;
  }
}

// A view for whoever has the token, and for others the question for it.
const guarded = (view) => async (asked) => {
  if (!sessionStorage.getItem(TOKEN)) return question(asked);
  try {
    return await view(asked);
  } catch (failure) {
    if (failure.status === 401) return question(asked, "This token may not write.");
    if (failure.status === 403 || failure.status === 429) return question(asked, failure.message);
    throw failure;
  }
};

function question({ go }, refusal) {
  const field = h("input", { name: "token", type: "password", required: true, autocomplete: "off", pattern: "[ -~]+", "aria-describedby": "token-use" });
  const enter = (event) => {
    event.preventDefault();
    sessionStorage.setItem(TOKEN, field.value.trim());
    go(location.pathname + location.search);
    document.getElementById("main").focus({ preventScroll: true });
  };
  return {
    title: "Webhooks",
    live: { still: true },
    body: [
      h("div", { class: "head" }, h("h1", {}, "Webhooks"), h("p", {}, "Claims that pass a filter are posted to an address, and so is their end")),
      h("section", { class: "sheet" },
        h("h2", {}, "Enter the writing token"),
        refusal && h("p", { class: "gone", role: "alert" }, refusal),
        h("p", { class: "faint", id: "token-use" }, "Only those who may write see the webhooks, because an address can be a secret. The token is the one that this server was started with (",
          h("code", {}, "HEARSAY_WRITE_TOKEN"), "). This tab keeps it until it is closed, and sends it to this server only."),
        h("form", { class: "fields", onsubmit: enter }, h("label", {}, "Writing token", field), h("div", { class: "actions" }, h("button", {}, "Show the webhooks")))),
    ],
  };
}

function forget(go) {
  return h("button", { type: "button", class: "quiet", onclick: () => { sessionStorage.removeItem(TOKEN); secrets.clear(); go("/subscriptions"); } }, "Forget the token");
}

// A button that does something, and says beside it what came of it if that is a failure.
function button(text, action, failed) {
  const element = h("button", { type: "button" }, text);
  element.addEventListener("click", () => attempt(element, action, failed));
  return element;
}

async function attempt(element, action, failed) {
  failed.textContent = "";
  element.disabled = true;
  try {
    await action();
  } catch (failure) {
    failed.textContent = failure.message;
  }
  element.disabled = false;
}

const alarm = () => h("p", { class: "gone whole", role: "alert" });

function wanted(filter) {
  const parts = WANTED.filter(([name]) => filter[name]).map(([name, before]) =>
    name === "q" ? `with “${filter.q}”` : [before, words[filter[name].toUpperCase()] ?? filter[name]].join(" ").trim());
  return parts.length ? parts.join(", ") : "every claim";
}

function state(row) {
  if (row.state === "paused") return [h("span", { class: "tag" }, "paused"), row.reason && h("small", {}, row.reason)];
  if (!row.failing) return h("span", { class: "tag" }, "active");
  return [h("span", { class: "tag red" }, "failing"), h("small", {}, `${row.failing.error} Tried ${plural(row.failing.attempts, "time")}; again `, time(row.failing.next, "clock"))];
}

const last = (row) => row.lastDelivered ? time(row.lastDelivered, "clock") : h("span", { class: "faint" }, "never");

export const subscriptions = guarded(async ({ values, go }) => {
  const [{ items }, outlets] = await Promise.all([write("GET", ""), outletNames()]);
  return {
    title: "Webhooks",
    live: {},
    every: REFRESH_MILLIS,
    body: [
      h("div", { class: "head" }, h("h1", {}, "Webhooks"), h("p", {}, "Claims that pass a filter are posted to an address, and so is their end"), h("span", { class: "grow" }), forget(go)),
      flush(null, items.length ? table([
        ["Address", (row) => [link(path("subscriptions", row.id), row.url, { class: "address" }), row.note && h("small", {}, row.note)], "who"],
        ["What it gets", (row) => wanted(row.filter), "wide"],
        ["State", state, "state"],
        ["Last delivery", last, "wide"],
        ["Delivered", (row) => count(row.delivered), "n wide"],
        ["Dead", (row) => row.dead ? link(path("subscriptions", row.id), count(row.dead), { class: "down", "aria-label": plural(row.dead, "dead delivery", "dead deliveries") }) : "0", "n"],
      ], items, "Subscriptions, oldest first") : notice("Nobody subscribes yet.", "The form below makes the first one; ", h("code", {}, "hearsay subscriptions add"), " does the same.")),
      sheet("New webhook", form(values, outlets, go)),
    ],
  };
});

// Filled from the address, so that another view can lead here with its filter.
function form(values, outlets, go) {
  const names = h("datalist", { id: "speakers" });
  let asked = 0;
  const suggest = async (event) => {
    const mine = ++asked, typed = event.target.value.trim();
    const found = typed.length > 1 ? await get("/actors", { q: typed, limit: 8 }).catch(() => ({ items: [] })) : { items: [] };
    if (mine === asked) names.replaceChildren(...found.items.map((row) => h("option", { value: row.actor.id }, row.actor.name)));
  };
  const input = (label, name, more) => h("label", {}, label, h("input", { name, value: values[name] ?? "", maxlength: 200, autocomplete: "off", ...more }));
  const choose = (label, name, options) => h("label", {}, label,
    h("select", { name }, options.map(([value, text]) => h("option", { value, selected: value === (values[name] ?? "") }, text))));
  const failed = alarm();
  const make = async (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, value.trim()]));
    const filter = Object.fromEntries(WANTED.map(([name]) => [name, given[name]]).filter(([, value]) => value));
    for (const name of ["actor", "entity"]) if (filter[name]) filter[name] = filter[name].toLowerCase();
    await attempt(event.submitter, async () => {
      const made = await write("POST", "", { body: { url: given.url, note: given.note, filter, ...(given.after && { after: given.after }) } });
      if (made.secret) secrets.set(made.id, made.secret);
      go(path("subscriptions", made.id));
    }, failed);
  };
  return h("form", { class: "fields", onsubmit: make },
    h("label", { class: "whole" }, "Address that is posted to", h("input", { name: "url", type: "url", required: true, maxlength: 2000, placeholder: "https://hooks.example/claims", autocomplete: "off" })),
    input("Said by", "actor", { list: "speakers", oninput: suggest, placeholder: "anybody" }), names,
    input("About", "entity", { list: "speakers", oninput: suggest, placeholder: "anything" }),
    choose("In", "outlet", outlets), choose("Act", "act", ACTS), choose("Quoted", "type", CLAIM_TYPES),
    input("With the words", "q", { placeholder: "any" }), input("Of the story (its id)", "story", { placeholder: "any" }),
    h("label", {}, "Begin", h("select", { name: "after" }, h("option", { value: "" }, "from now on"), h("option", { value: "none" }, "with all there is"))),
    input("Note", "note", { placeholder: "what it is for" }),
    h("div", { class: "actions" }, h("button", {}, "Subscribe")), failed);
}

export const subscription = guarded(async ({ id, go, again }) => {
  const place = path(id);
  const [row, dead] = await Promise.all([write("GET", place), write("GET", place + "/dead-deliveries", { values: { limit: 50 } })]);
  const failed = alarm();
  const act = (text, method, more, body, then = again) => button(text, async () => { await write(method, place + more, { body }); await then(); }, failed);
  return {
    title: "Webhook",
    live: {},
    every: REFRESH_MILLIS,
    body: [
      h("div", { class: "head" }, h("h1", {}, row.note || "Webhook"), h("p", { class: "address" }, row.url), h("span", { class: "grow" }), link("/subscriptions", "All webhooks"), forget(go)),
      secrets.has(id) && secretSheet(id, again),
      h("dl", { class: "figures" },
        [["state", row.failing && row.state === "active" ? "failing" : row.state], ["delivered changes", count(row.delivered)], ["last delivery", last(row)],
          ["failed attempts in a row", count(row.failing?.attempts ?? 0)], ["dead deliveries", count(row.dead)]]
          .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
      h("div", { class: "columns" },
        h("div", {},
          row.failing && sheet("What waits", facts([["It failed", row.failing.error], ["First tried", time(row.failing.since)], ["Tried again", row.state === "paused" ? "when it is resumed" : time(row.failing.next)]]),
            h("p", { class: "faint" }, "What follows waits behind it, so that order is kept. Given up, it becomes a dead delivery.")),
          deadList(row, dead, act)),
        h("div", {},
          sheet("What it gets", facts([["Claims", wanted(row.filter)], ["Since", time(row.created)], ["Paused", row.reason], ["Read up to", row.position]]),
            h("p", {}, link("/live" + query({ ...row.filter, story: "" }), "The same in the live view"))),
          h("section", { class: "sheet" }, h("h2", {}, "Change it"),
            details(row, place, again, failed),
            h("p", { class: "actions" },
              row.state === "paused" ? act("Resume", "PATCH", "", { paused: false }) : act("Pause", "PATCH", "", { paused: true }),
              button("New secret", async () => { const made = await write("POST", place + "/secret", { body: {} }); secrets.set(id, made.secret); await again(); }, failed),
              remove(row, act, go)),
            failed))),
    ],
  };
});

function secretSheet(id, again) {
  const secret = h("code", { class: "secret" }, secrets.get(id));
  const said = h("span", { class: "faint", role: "status" });
  const copy = async () => { await navigator.clipboard.writeText(secret.textContent); said.textContent = "Copied."; };
  return h("section", { class: "sheet" }, h("h2", {}, "Its secret, shown once"),
    h("p", { class: "faint" }, "Deliveries are signed with it (Standard Webhooks); an old one goes on signing beside it for a day. Give it to the receiver: nobody is told it again."),
    secret,
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => copy().catch(() => { said.textContent = "This browser does not let pages copy: select it."; }) }, "Copy"),
      h("button", { type: "button", onclick: () => { secrets.delete(id); again(); } }, "The receiver has it"), said));
}

function details(row, place, again, failed) {
  const save = async (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    await attempt(event.submitter, async () => { await write("PATCH", place, { body: { url: given.url.trim(), note: given.note.trim() } }); await again(); }, failed);
  };
  return h("form", { class: "fields", onsubmit: save },
    h("label", { class: "whole" }, "Address", h("input", { name: "url", type: "url", required: true, maxlength: 2000, value: row.url })),
    h("label", { class: "whole" }, "Note", h("input", { name: "note", maxlength: 200, value: row.note })),
    h("div", { class: "actions" }, h("button", {}, "Save")));
}

// Asks once more: its position and its dead deliveries go with it.
function remove(row, act, go) {
  const first = h("button", { type: "button" }, "Delete");
  first.addEventListener("click", () => {
    const sure = act(row.dead ? `Delete it and ${plural(row.dead, "dead delivery", "dead deliveries")}` : "Delete it for good", "DELETE", "", undefined, () => go("/subscriptions"));
    sure.classList.add("gone");
    first.replaceWith(sure, h("button", { type: "button", onclick: (event) => { sure.remove(); event.target.replaceWith(first); first.focus(); } }, "Keep it"));
    sure.focus();
  });
  return first;
}

function deadList(row, dead, act) {
  const columns = [
    ["Given up", (one) => time(one.givenUp), ""],
    ["Changes", (one) => count(one.changes), "n wide"],
    ["Attempts", (one) => count(one.attempts), "n wide"],
    ["Why", (one) => one.error, ""],
    [h("span", { class: "hidden" }, "What to do"), (one) => h("div", { class: "actions" },
      one.resend ? h("span", { class: "tag" }, "on its way again") : act("Send again", "POST", `/dead-deliveries/${one.id}/resend`),
      act("Discard", "DELETE", `/dead-deliveries/${one.id}`)), ""],
  ];
  const list = dead.items.length ? table(columns, dead.items, "Dead deliveries, oldest first") : notice("None.", "What is tried 20 times, or for a day, in vain is kept here to be sent again.");
  return h("section", { class: "sheet flush" },
    h("div", { class: "sheet-head" }, h("h2", {}, "Dead deliveries"), h("span", { class: "grow" }), dead.items.some((one) => !one.resend) && act("Send all again", "POST", "/dead-deliveries/resend")),
    list,
    more(dead.next, (cursor) => write("GET", path(row.id) + "/dead-deliveries", { values: { limit: 50, cursor } }), (rows) =>
      list.querySelector("tbody").append(...rows.map((one) => h("tr", { class: "row" }, columns.map(([, cell, kind]) => h("td", { class: kind }, cell(one))))))));
}

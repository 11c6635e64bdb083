// The views. Each is a function of its address that reads what it needs and gives back what to show.
import { get } from "/assets/api.js";
import { spark, timeline } from "/assets/charts.js";
import {
  choice, count, facts, flush, h, hourTime, link, notice, path, picker, plural, query, sheet, signed, storyName, table, time, words,
} from "/assets/elements.js";
import { capital, dictionary, key, measureName, MEASURES, mix, mixLegend, term } from "/assets/measures.js";
import { item, legend, marked, movements, speaker, step } from "/assets/quotes.js";

const PERIODS = [["hour", "Hour"], ["day", "Day"], ["week", "Week"], ["month", "Month"], ["all", "All time"]];
const TYPES = [["", "everybody"], ["person", "persons"], ["organization", "organizations"], ["place", "places"]];
export const ACTS = [["", "any act"], ["statement", "statements"], ["non_response", "no comment"], ["attitude", "attitudes"], ["anticipated", "anticipated"], ["other", "other"]];
export const CLAIM_TYPES = [["", "any quotation"], ["direct", "direct"], ["mixed", "partly quoted"], ["indirect", "indirect"]];
const EMPTY = () => notice("No stories yet.", "Feed some: ", h("code", {}, "hearsay feed --sample"), " or your own files.");
const SPANS = { hour: "last hour", day: "last 24 hours", week: "last 7 days", month: "last 30 days", all: "all time" };
// A table of few columns: a bar stands near its name.
const narrow = (...children) => h("div", { class: "narrow" }, flush(null, ...children));
const unit = (text) => h("small", {}, text);
const BEFORE = { hour: "vs. hour before", day: "vs. day before", week: "vs. week before", month: "vs. month before" };
// As it stands at a number.
function lasting(period) {
  if (!period) return SPANS.all;
  const hours = (hourTime(period.to) - hourTime(period.from)) / 3_600_000;
  return hours <= 48 ? plural(hours, "hour") : plural(Math.ceil(hours / 24), "day");
}
const range = (period) => period ? [time(hourTime(period.from)), " to ", hourTime(period.to) > Date.now() ? "now" : time(hourTime(period.to))] : ["all time"];

// Asked for once in a while: outlets come and go slowly.
const OUTLETS_KEPT_MILLIS = 60_000;
let outletsKept = { at: -Infinity, names: [] };
export async function outletNames() {
  if (performance.now() - outletsKept.at > OUTLETS_KEPT_MILLIS) {
    const { items } = await get("/outlets");
    outletsKept = { at: performance.now(), names: [["", "all outlets"], ...items.map((row) => [row.outlet, row.outlet])] };
  }
  return outletsKept.names;
}

function explainLink(number, values, label) {
  return link("/explain" + query(values), count(number), { title: "What this number is made of", "aria-label": label });
}

// Adds the next page below, on demand.
export function more(next, load, add) {
  if (!next) return null;
  const button = h("button", { class: "more", type: "button" }, "Show more");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const page = await load(next);
    add(page.items);
    next = page.next;
    button.disabled = false;
    if (!next) button.remove();
  });
  return button;
}

export async function speakers({ values, go }) {
  const by = values.by ?? "statements", period = values.period ?? "day";
  const ask = { by, period: values.from ? undefined : period, from: values.from, to: values.to, outlet: values.outlet, type: values.type, limit: 25 };
  const [page, outlets, { totals, end }, recent, definitions] = await Promise.all([
    get("/actors", ask), outletNames(), get("/totals"), get("/changes", { limit: 24 }), dictionary()]);
  const address = (change) => "/" + query({ by: by === "statements" ? "" : by, period: period === "day" ? "" : period, outlet: values.outlet, type: values.type, ...change });
  const scope = { period: period === "all" || values.from ? undefined : period, from: values.from, to: values.to, outlet: values.outlet };
  const most = Math.max(1, ...page.items.map((row) => row.measures[by]));
  const other = by === "reports" ? "statements" : "reports";
  const counted = (measure) => [term(definitions, measure, capital(measureName(measure))), unit(lasting(page.period))];
  const columns = [
    [h("span", { class: "hidden" }, "Rank"), (row, i) => i + 1, "rank wide"],
    ["Speaker", (row) => [link(path("actors", row.actor.id) + query({ period: period === "all" || values.from ? "" : period }), row.actor.name),
      h("small", {}, [row.role, row.affiliation].filter(Boolean).join(", ") || words[row.actor.type])], "who"],
    [counted(by), (row) => [h("span", { class: "fill", style: { width: `${(72 * row.measures[by]) / most}%` }, "aria-hidden": "true" }),
      explainLink(row.measures[by], { actor: row.actor.id, measure: by, ...scope }, `${row.measures[by]} ${measureName(by)}: explain`)], "measure n"],
    ...(page.items.some((row) => row.previous) ? [[["Change", unit(BEFORE[period] ?? "vs. before")], (row) => row.previous ? link(path("actors", row.actor.id) + query({ period }), signed(row.measures[by] - row.previous[by]),
      { title: `${count(row.measures[by])} now, ${count(row.previous[by])} in the ${lasting(page.period)} before` }) : "", "n"]] : []),
    [["By " + page.seriesStep, unit(lasting(page.seriesPeriod))], (row) => spark(row.series, page.seriesPeriod, page.seriesStep, `${measureName(by)} by ${page.seriesStep}`), ""],
    [counted(other), (row) => explainLink(row.measures[other], { actor: row.actor.id, measure: other, ...scope }), "n wide"],
    [counted("outlets"), (row) => explainLink(row.measures.outlets, { actor: row.actor.id, measure: "outlets", ...scope }), "n wide"],
    [["Quoted", unit(lasting(page.period))], (row) => mix(row.measures), "wide"],
  ];
  const list = page.items.length ? table(columns, page.items, "Speakers by " + measureName(by)) : Object.keys(totals.stories).length === 0 ? EMPTY() : notice("Nobody was quoted in this period.", "Take a longer one.");
  const feed = wire(recent.items.map((moved) => moved.change), { most: 30, taken: 3 });
  return {
    title: "Who speaks",
    live: { claim: feed.claim },
    body: [
      h("div", { class: "head" }, h("h1", {}, "Who speaks most"), h("p", {}, !values.from && page.period && `${SPANS[period]}: `, ...range(page.period),
        period !== "all" && end && hourTime(end) < Date.now() - 3_600_000 ? ". No story is newer." : "")),
      h("div", { class: "controls" },
        choice("Period", PERIODS, values.from ? "" : period, (value) => address({ period: value === "day" ? "" : value })),
        picker("Count", MEASURES, by, (value) => go(address({ by: value === "statements" ? "" : value }))),
        picker("In", outlets, values.outlet ?? "", (value) => go(address({ outlet: value }))),
        picker("Of", TYPES, values.type ?? "", (value) => go(address({ type: value })))),
      h("div", { class: "columns" },
        h("div", {},
          flush(null, page.items.length > 0 && h("div", { class: "above" }, key(definitions, [by, other]), h("div", { class: "wide" }, mixLegend(definitions))), list, more(page.next, (cursor) => get("/actors", { ...ask, cursor }), (rows) => {
            const from = list.querySelectorAll("tbody tr").length;
            list.querySelector("tbody").append(...rows.map((row, i) => h("tr", { class: "row" }, columns.map(([, cell, kind]) => h("td", { class: kind }, cell(row, from + i))))));
          })),
          h("p", { class: "faint" }, `All time: ${plural(totals.statements, "statement")} in ${plural(totals.reports, "report")} by ${plural(totals.actors, "speaker")}; `,
            `${plural(totals.stories.USABLE ?? 0, "story", "stories")} that count; `,
            link("/changes?retractions=true", plural(Object.values(totals.retractions).reduce((a, b) => a + b, 0), "claim") + " taken back"), ". ",
            link("/api/v1/actors" + query({ ...ask, limit: undefined, format: "csv" }), "This list as CSV", { download: true, "data-plain": true }))),
        h("section", { class: "sheet flush" }, h("div", { class: "sheet-head" }, h("h2", {}, "As it comes in"), h("span", { class: "grow" }), link("/changes?retractions=true", "Taken back"), link("/live", "Live view")), feed.element)),
    ],
  };
}

// A list that grows at its top without moving what is being read.
function wire(changes, { filter = () => true, most, taken }) {
  const list = h("ol", { class: "claims", reversed: true });
  const seen = new Set();
  // claims as they are said; what one version of a story took back as one entry
  const made = (changes, how) => {
    const entries = [], gone = [];
    const flushed = () => entries.push(...movements(gone.splice(0).map((change) => [change]), taken));
    for (const change of changes) {
      seen.add(change.id);
      if (!change.after || !change.claim) gone.push(change);
      else { flushed(); entries.push(item(change.claim)); }
    }
    flushed();
    if (how) entries.forEach((entry) => entry.classList.add(how));
    return entries;
  };
  list.append(...made(changes.filter(filter)));
  const empty = notice("Nothing has come in yet.");
  const waiting = [];
  const newer = h("button", { class: "newer", type: "button", hidden: true });
  const admit = () => {
    const arrived = waiting.splice(0).filter((change) => !seen.has(change.id));
    list.prepend(...made(arrived.reverse(), "fresh"));
    while (list.children.length > most) list.lastChild.remove();
    newer.hidden = true;
    empty.hidden = list.children.length > 0;
  };
  newer.addEventListener("click", () => { admit(); scrollTo({ top: 0 }); });
  empty.hidden = list.children.length > 0;
  let due = 0;
  return {
    element: h("div", {}, newer, empty, list),
    claim(change) {
      if (!filter(change)) return;
      waiting.push(change);
      if (waiting.length > 500) waiting.shift();
      if (due) return;
      due = setTimeout(() => {
        due = 0;
        // whoever has scrolled down, points at the list or reads in it keeps their place
        if (scrollY < 120 && !list.matches(":hover, :focus-within")) return admit();
        newer.textContent = `${waiting.length} newer`;
        newer.hidden = false;
      }, 300);
    },
  };
}

export async function live({ values, go }) {
  const [recent, outlets] = await Promise.all([get("/changes", { limit: 100, actor: values.actor }), outletNames()]);
  const address = (change) => "/live" + query({ ...values, ...change });
  const filter = (change) => {
    const side = change.after ?? change.before;
    return (!values.outlet || side?.outlet === values.outlet) && (!values.act || !side?.act || side.act === values.act.toUpperCase())
      && (!values.type || !side?.type || side.type === values.type.toUpperCase())
      && (!values.q || (change.content ?? "").toLowerCase().includes(values.q.toLowerCase()));
  };
  const feed = wire(recent.items.map((moved) => moved.change), { filter, most: 300 });
  return {
    title: "Live",
    live: { claim: feed.claim, filters: { actor: values.actor, outlet: values.outlet, act: values.act, type: values.type, q: values.q }, still: true },
    body: [
      h("div", { class: "head" }, h("h1", {}, "As it comes in"), h("p", {}, "Claims and what takes them back, when they are counted")),
      h("form", { class: "controls", onsubmit: (event) => { event.preventDefault(); go(address({ q: new FormData(event.target).get("q") })); } },
        picker("In", outlets, values.outlet ?? "", (value) => go(address({ outlet: value }))),
        picker("Act", ACTS, values.act ?? "", (value) => go(address({ act: value }))),
        picker("Quoted", CLAIM_TYPES, values.type ?? "", (value) => go(address({ type: value }))),
        h("label", {}, "Words", h("input", { name: "q", type: "search", value: values.q ?? "", maxlength: 200 })),
        link("/subscriptions" + query(values), "Have these posted to an address")),
      h("section", { class: "sheet flush" }, feed.element),
    ],
  };
}

export async function actor({ id, values, go }) {
  const period = values.period ?? "all";
  const said = { actor: id, limit: 15, act: values.act, q: values.q, period: period === "all" ? undefined : period };
  const [page, claims, moved, taken, definitions] = await Promise.all([
    get(path("actors", id), { period }), get("/claims", said),
    get("/changes", { actor: id, limit: 12 }), get("/changes", { actor: id, retractions: true, limit: 30 }), dictionary()]);
  const who = page.actor, own = page.inPeriod ?? page.measures, span = SPANS[period];
  const scope = { actor: who.id, period: period === "all" ? undefined : period };
  const address = (change) => path("actors", id) + query({ ...values, ...change });
  const figure = (name, lead) => h("div", { class: lead ? "lead" : "" }, h("dt", {}, term(definitions, name)),
    h("dd", {}, explainLink(own[name], { ...scope, measure: name }, `${own[name]} ${measureName(name)}, ${span}: explain`)), h("dd", { class: "unit" }, span));
  const hourly = (values.step ?? (page.days.length > 3 ? "day" : "hour")) === "hour";
  const rows = hourly ? page.hours : page.days;
  const most = Math.max(1, ...page.outlets.map((row) => row.measures.reports));
  const list = h("ul", { class: "claims" }, claims.items.map((claim) => item(claim)));
  const latest = page.roles[0];
  const search = (event) => {
    event.preventDefault();
    go(address({ q: new FormData(event.target).get("q").trim() }));
  };
  const part = (at, name, n) => explainLink(n, { actor: who.id, measure: name, ...between(at, hourly) });
  return {
    title: who.name,
    at: values.q && "said",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, who.name),
        h("p", {}, [words[who.type], latest && [latest.role, latest.affiliation].filter(Boolean).join(", ")].filter(Boolean).join(" · "))),
      h("div", { class: "controls" }, choice("Period", PERIODS, period, (value) => address({ period: value === "all" ? "" : value })),
        page.period && h("span", { class: "faint" }, span, ": ", ...range(page.period))),
      key(definitions, ["statements", "reports"]),
      h("dl", { class: "figures" }, figure("statements", true), ["reports", "outlets", "articles", "direct", "mixed", "indirect", "nonResponses"].map((name) => figure(name)),
        page.mentions && h("div", {}, h("dt", {}, term(definitions, "mentions")), h("dd", {}, explainLink(page.mentions.mentions, { entity: who.id, measure: "mentions" })), h("dd", { class: "unit" }, SPANS.all))),
      taken.items.length > 0 && h("section", { class: "sheet" },
        h("div", { class: "sheet-head" }, h("h2", {}, "Why the numbers dropped: what was taken back, latest first"), h("span", { class: "grow" }),
          link("/changes" + query({ actor: who.id, retractions: "true" }), "All that was taken back")),
        h("ol", { class: "steps" }, movements(taken.items.map((one) => [one.change, one.delta])).slice(0, 3))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "sheet" },
            h("div", { class: "sheet-head" }, h("h2", {}, `By ${hourly ? "hour" : "day"}, `, page.period ? span : hourly ? "the last three days of theirs" : SPANS.all), h("span", { class: "grow" }),
              choice("Step", [["hour", "Hours"], ["day", "Days"]], hourly ? "hour" : "day", (value) => address({ step: value }))),
            rows.length ? [timeline(rows, page.period ?? ownTime(page.days, hourly), hourly ? "hour" : "day", ["reports", "statements"], (at) => go("/explain" + query({ actor: who.id, measure: "statements", ...between(at, hourly) }))),
            h("p", { class: "faint" }, `A click on ${hourly ? "an hour" : "a day"} shows what was said in it, and what of it was taken back.`),
            h("details", {}, h("summary", {}, "As a table"), table([
              [hourly ? "Hour" : "Day", (row) => hourly ? time(hourTime(row.at)) : row.at, ""],
              ["Statements", (row) => part(row.at, "statements", row.measures.statements), "n"], ["Reports", (row) => part(row.at, "reports", row.measures.reports), "n"],
              ["No comment", (row) => part(row.at, "nonResponses", row.measures.nonResponses), "n"],
            ], rows, "The same as numbers"))] : notice("Not quoted in this time.")),
          h("section", { class: "sheet flush", id: "said" },
            h("div", { class: "sheet-head" }, h("h2", {}, "What they say, ", span), h("form", { onsubmit: search }, h("input", { name: "q", type: "search", value: values.q ?? "", maxlength: 200, size: 24,
                placeholder: "about …", "aria-label": "What they say with these words" })), h("span", { class: "grow" }),
              choice("Act", [["", "Everything"], ["statement", "Statements"], ["non_response", "No comment"]], values.act ?? "", (value) => address({ act: value }))),
            claims.items.length ? list : notice("Nothing of this kind.", values.q && `They did not say “${values.q}”, as far as is known${period === "all" ? "" : ", in this period"}. Plurals and verb forms are found too, other words for the same are not: try another.`,
              period !== "all" && h("p", {}, link(address({ period: "" }), "Look in all time"))),
            more(claims.next, (cursor) => get("/claims", { ...said, cursor }), (found) => list.append(...found.map((claim) => item(claim)))))),
        h("div", {},
          flush("Which outlets report them, all time", page.outlets.length ? table([
            ["Outlet", (row) => link("/search" + query({ actor: who.id, outlet: row.at }), row.at), "who"],
            ["Reports", (row) => [h("span", { class: "fill", style: { width: `${(72 * row.measures.reports) / most}%` } }), explainLink(row.measures.reports, { actor: who.id, outlet: row.at, measure: "reports" })], "measure n"],
            ["Statements", (row) => explainLink(row.measures.statements, { actor: who.id, outlet: row.at, measure: "statements" }), "n"],
          ], [...page.outlets].sort((a, b) => b.measures.reports - a.measures.reports), "Outlets, those with most reports first") : notice("No outlet does.")),
          page.about.length > 0 && flush("Whom and what they speak about, all time", table([
            ["Name", (row) => link("/search" + query({ actor: who.id, entity: row.entity.id }), row.entity.name), ""],
            ["Claims", (row) => count(row.claims), "n"],
          ], page.about.slice(0, 12), "Entities in the claims")),
          sheet("Why the numbers moved, latest first", moved.items.length ? h("ol", { class: "steps" }, movements(moved.items.map((one) => [one.change, one.delta]))) : notice("Nothing happened."),
            h("p", {}, link("/changes" + query({ actor: who.id }), "The whole log"), " · ", link("/changes" + query({ actor: who.id, retractions: "true" }), "only what was taken back"))),
          sheet("Known as", facts([
            ["Names", page.names.map((name) => (name === who.id ? who.name : name)).join("; ")],
            ...page.roles.slice(0, 8).map((role) => [[role.role, role.affiliation].filter(Boolean).join(", "), [time(role.first, "day"), " to ", time(role.last, "day"), ` · ${plural(role.stories, "story", "stories")}`]]),
            ["Taken back", Object.entries(page.retractions).map(([cause, n]) => `${words[cause]} ${count(n)}`).join(", ")],
          ]))),
      ),
    ],
  };
}

// What a timeline without a period shows: up to the last day of theirs, three days by hour, a week at least by day.
function ownTime(days, hourly) {
  const last = Date.parse(days.at(-1).at), before = (n) => new Date(last - n * 86_400_000).toISOString().slice(0, 10);
  const from = hourly ? before(2) : [before(6), days[0].at].sort()[0];
  return { from: from + "T00Z", to: before(-1) + "T00Z" };
}

// The hours of a bar.
function between(at, hourly) {
  const from = hourly ? at : at + "T00Z";
  const to = new Date(hourTime(from).getTime() + (hourly ? 1 : 24) * 3_600_000).toISOString().slice(0, 13) + "Z";
  return { from, to };
}

export async function claim({ id }) {
  const page = await get(path("claims", id));
  const now = page.claim;
  const history = sheet("What happened to it", h("ol", { class: "steps" }, page.changes.map((change) => step(change))));
  if (!now) {
    const why = page.retracted;
    return {
      title: "Claim, taken back",
      live: {},
      body: [
        h("div", { class: "head" }, h("h1", {}, "This claim was taken back"), why && h("p", {}, h("span", { class: "tag red" }, words[why.cause]), " ", time(why.at))),
        h("div", { class: "columns" },
          h("section", { class: "sheet" },
            why?.content ? h("p", { class: "paragraph" }, h("s", { class: "gone" }, why.content))
              : notice("Its words are not kept.", page.story && page.story.status !== "USABLE" ? `The story is ${words[page.story.status]}: nothing of it may be shown.` : ""),
            page.story && facts([["Story", link(path("stories", page.story.storyId), page.story.headline ?? storyName(page.story.storyId))], ["Outlet", page.story.outlet]])),
          history),
      ],
    };
  }
  return {
    title: (now.actor?.name ?? "Claim") + ": " + now.contentText.slice(0, 60),
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, speaker(now)), h("p", {}, [now.role, now.affiliation].filter(Boolean).join(", "))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "sheet" }, h("p", { class: "paragraph" }, marked(now)), legend()),
          history),
        h("section", { class: "sheet" }, h("h2", {}, "How it was read"), facts([
          ["Counted as", now.act === "STATEMENT" ? (now.actor ? "a statement" : "a claim of an unnamed speaker: no statement of anybody") : `no statement: ${words[now.act]}`],
          ["Quotation", words[now.type]],
          ["Speaker", now.sourceText || "none given"],
          ["Cue", now.cueText || "none"],
          ["About", now.about.length ? now.about.map((entity, i) => [i ? ", " : "", link("/search" + query({ entity: entity.id }), entity.name)]) : ""],
          ["Decided by", now.decidedBy],
          ["Confidence", `${Math.round(now.confidence * 100)} %`],
          ["Outlet", now.outlet],
          ["Story", link(path("stories", now.storyId), now.headline || storyName(now.storyId))],
          ["Original", safeUrl(now.url)],
          ["Time", time(now.time)],
          ["Version", now.version],
          ["Language", now.language],
          ["Extractor", now.extractor],
          ["Same words", now.actor && link(path("statements", encodeKey(now.actor.id) + "|" + now.fingerprint), "every report of this statement")],
        ]))),
    ],
  };
}

// The parts of a statement's key encode %, | and : (see the keys of the topics).
const encodeKey = (part) => part.replace(/%/g, "%25").replace(/\|/g, "%7C").replace(/:/g, "%3A");

// A story's URL is as untrusted as its words.
function safeUrl(url) {
  if (!url) return "";
  return /^https?:\/\//i.test(url) ? h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, url) : url;
}

export async function statement({ id }) {
  const page = await get(path("statements", id));
  return {
    title: "Statement",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, "One statement, ", plural(page.reports, "report")), h("p", {}, "by ", link(path("actors", page.actor.id), page.actor.name), ", counted ", time(hourTime(page.hour)))),
      flush("Its reports", page.claims.length ? h("ul", { class: "claims" }, page.claims.map((one) => item(one))) : notice("No story that reports it may be read now.")),
    ],
  };
}

export async function story({ id }) {
  const page = await get(path("stories", id));
  const s = page.story;
  return {
    title: s.headline ?? "Story",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, s.headline ?? `This story is ${words[s.status]}`),
        h("p", {}, s.status !== "USABLE" && h("span", { class: "tag red" }, words[s.status]), " ", s.outlet, ", ", time(s.time))),
      h("div", { class: "columns" },
        h("div", {},
          flush("Claims as they stand", page.claims.length ? h("ul", { class: "claims" }, page.claims.map((one) => item(one)))
            : notice("It has none.", s.status !== "USABLE" ? `Nothing of a story that is ${words[s.status]} is shown or counted.` : ""))),
        h("div", {},
          sheet("Versions", h("ol", { class: "steps" }, page.versions.map((version) =>
            h("li", { class: version.removed > version.added ? "minus" : "plus" },
              h("strong", {}, version.version ? `Version ${version.version}` : "A version without a number"), " ",
              h("span", { class: version.removed ? "tag red" : "tag" }, words[version.cause]), " ", time(version.at),
              h("div", { class: "faint" }, [version.added && `${version.added} added`, version.changed && `${version.changed} changed`, version.removed && `${version.removed} taken back`].filter(Boolean).join(", ")),
              version.changes.filter((change) => change.removed).map((change) => h("p", { class: "quote small" }, h("s", { class: "gone" }, change.removed))))))),
          sheet("The story", facts([
            ["Id", storyName(s.storyId)], ["Status", words[s.status]], ["Because", words[s.cause]], ["Version", s.version], ["Original", safeUrl(s.url)],
            ["Accepted", time(s.accepted)], ["Embargo", s.embargo && time(s.embargo)], ["Language", s.language],
            ["Time", s.timeReplaced ? "the time of acceptance: the story gives none that can be believed" : ""],
            ["Extraction", !s.supported ? "not read: its language is not supported" : s.truncated ? "only its beginning was read" : ""],
          ])))),
    ],
  };
}

export async function explain({ values }) {
  const page = await get("/explain", { ...values, limit: 50 });
  const whose = page.actor ?? page.entity;
  const head = page.entity ? null : await get(path("actors", whose)).then((found) => found.actor.name, () => whose);
  const part = (one) => page.measure === "mentions"
    ? h("li", { class: "row" }, h("div", { class: "line" }, h("strong", {}, "+" + count(one.value)), link(path("stories", one.key), storyName(one.key)), h("span", { class: "grow" }), time(hourTime(one.hour))))
    : one.example ? item(one.example) : h("li", {}, one.key);
  const list = h("ul", { class: "claims" }, page.parts.map((one) => {
    const entry = part(one);
    if (one.claims > 1) entry.firstChild.append(h("span", { class: "tag" }, plural(one.claims, "claim") + " in all"));
    return entry;
  }));
  return {
    title: `${count(page.number)} ${measureName(page.measure)}`,
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, `${count(page.number)} ${measureName(page.measure)}`),
        h("p", {}, "of ", link(path("actors", whose), head ?? whose), page.outlet && `, in ${page.outlet}`, ", ", ...range(page.period))),
      h("section", { class: "sheet" },
        h("p", { class: "sums" }, h("span", {}, h("b", {}, count(page.number)), "kept by the pipeline"), h("b", { class: page.settled ? "up" : "down" }, page.settled ? "=" : "≠"), h("span", {}, h("b", {}, count(page.sum)), "counted from the claims")),
        h("p", { class: "faint" }, page.settled
          ? "The number is what the claims below add up to, and nothing else."
          : "They differ because one stage of the pipeline has not followed the one before it yet. Look again in a second.")),
      h("div", { class: "columns" },
        flush("What it is made of", page.parts.length ? list : notice("Nothing: the number is zero."),
          more(page.next, async (cursor) => { const next = await get("/explain", { ...values, limit: 50, cursor }); return { items: next.parts, next: next.next }; }, (found) => list.append(...found.map(part)))),
        h("section", { class: "sheet" }, h("h2", {}, `Taken back since: ${count(page.retractions)}`),
          page.retracted.length ? h("ol", { class: "steps" }, movements(page.retracted.slice(0, 50).map((change) => [change]))) : h("p", { class: "faint" }, "Nothing that was part of it was taken back."))),
    ],
  };
}

export async function search({ values, go }) {
  const filters = { q: values.q, actor: values.actor, entity: values.entity, outlet: values.outlet, act: values.act, type: values.type, period: values.period };
  const [page, outlets, people] = await Promise.all([
    get("/claims", { ...filters, limit: 30 }), outletNames(),
    values.q ? get("/actors", { q: values.q.split(/\s+/)[0], limit: 8 }) : { items: [] }]);
  const address = (change) => "/search" + query({ ...values, ...change });
  const list = h("ul", { class: "claims" }, page.items.map((one) => item(one)));
  const known = { actor: page.items[0]?.actor, entity: page.items[0]?.about.find((one) => one.id === values.entity) };
  const drop = (name) => values[name] && h("span", { class: "tag" }, `${name === "entity" ? "about" : "by"} ${known[name]?.name ?? values[name]} `, link(address({ [name]: "" }), "×", { title: "Remove this filter" }));
  return {
    title: values.q ? `“${values.q}”` : "Search",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, "What was said"), drop("actor"), drop("entity")),
      h("form", { class: "controls", onsubmit: (event) => { event.preventDefault(); go(address({ q: new FormData(event.target).get("q") })); } },
        h("label", {}, "Words", h("input", { name: "q", type: "search", value: values.q ?? "", maxlength: 200, size: 28 })),
        h("button", {}, "Search"),
        picker("In", outlets, values.outlet ?? "", (value) => go(address({ outlet: value }))),
        picker("Act", ACTS, values.act ?? "", (value) => go(address({ act: value }))),
        picker("Quoted", CLAIM_TYPES, values.type ?? "", (value) => go(address({ type: value }))),
        picker("Period", PERIODS, values.period ?? "all", (value) => go(address({ period: value === "all" ? "" : value })))),
      people.items.length > 0 && h("p", {}, "Speakers: ", people.items.map((row, i) => [i ? ", " : "", link(path("actors", row.actor.id), row.actor.name), ` (${plural(row.measures.statements, "statement")}, all time)`])),
      flush(null, page.items.length ? list : notice("Nothing was found.", "All words must occur in what was said or in how its speaker is named. Plurals and verb forms are found too, unless in “quotation marks”: try fewer words, or others."),
        more(page.next, (cursor) => get("/claims", { ...filters, limit: 30, cursor }), (found) => list.append(...found.map((one) => item(one))))),
      page.items.length > 0 && h("p", {}, link("/api/v1/claims" + query({ ...filters, format: "csv" }), "All of them as CSV", { download: true, "data-plain": true })),
    ],
  };
}

export async function trends({ values }) {
  const window = values.window ?? "day";
  const [said, named] = await Promise.all([get("/trends", { window, of: "statements" }), get("/trends", { window, of: "mentions" })]);
  const address = (value) => "/trends" + query({ window: value === "day" ? "" : value });
  const list = (page, measure, open) => page.items.length ? table([
    ["Name", (row) => link(open(row.actor.id), row.actor.name), "who"],
    [["Now", unit(`last ${window}`)], (row) => explainLink(row.observed, { [measure === "mentions" ? "entity" : "actor"]: row.actor.id, measure, from: page.window.from, to: page.window.to }), "n"],
    [["Usual", unit(`a ${window}`.replace("a hour", "an hour"))], (row) => row.expected < 0.1 ? "<0.1" : row.expected.toFixed(1), "n"],
    ["Surprise", (row) => [h("span", { class: "fill", style: { width: `${Math.min(72, row.surprise * 6)}%` } }), h("span", { class: "v" }, row.surprise.toFixed(1))], "measure n"],
  ], page.items, "What stands out") : notice(page.windows === 0 ? "There is no history to compare with yet." : "Nothing stands out.");
  return {
    title: "Trends",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, "More than usual"), h("p", {}, ...range(said.window), said.windows > 0 && `, against ${plural(said.windows, window)} before`)),
      h("div", { class: "controls" }, choice("Window", [["hour", "Last hour"], ["day", "Last day"]], window, address)),
      h("div", { class: "halves" }, flush("Speakers, by statements", list(said, "statements", (id) => path("actors", id))), flush("Names, by mentions", list(named, "mentions", (id) => "/search" + query({ entity: id })))),
      h("p", { class: "faint" }, "Surprise is how unlikely so much or more is, given what this name did before: 2 is one chance in a hundred, 3 one in a thousand. A short history makes it harder to stand out."),
    ],
  };
}

export async function entities({ values, go }) {
  const ask = { period: values.period, type: values.type, q: values.q, limit: 50 };
  const page = await get("/entities", ask);
  const address = (change) => "/entities" + query({ ...values, ...change });
  const most = Math.max(1, ...page.items.map((row) => row.mentions)), span = SPANS[values.period ?? "all"];
  const columns = [
    ["Name", (row) => [link(path("actors", row.entity.id), row.entity.name), h("small", {}, words[row.entity.type])], "who"],
    [["Mentions", unit(span)], (row) => [h("span", { class: "fill", style: { width: `${(72 * row.mentions) / most}%` } }), explainLink(row.mentions, { entity: row.entity.id, measure: "mentions", period: values.period })], "measure n"],
    [["Stories", unit(span)], (row) => count(row.stories), "n"],
    ["Claims", (row) => link("/search" + query({ entity: row.entity.id }), "about it"), ""],
  ];
  return {
    title: "Names",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, "Who and what is named"), h("p", {}, "Being named is not speaking: these counts are never mixed")),
      h("div", { class: "controls" }, choice("Period", PERIODS, values.period ?? "all", (value) => address({ period: value === "all" ? "" : value })),
        picker("Of", TYPES, values.type ?? "", (value) => go(address({ type: value })))),
      narrow(page.items.length ? table(columns, page.items, "Names by mentions") : values.period || values.type ? notice("Nothing was named in this period.", "Take a longer one.") : EMPTY()),
    ],
  };
}

export async function outlets() {
  const page = await get("/outlets");
  const most = Math.max(1, ...page.items.map((row) => row.reports));
  return {
    title: "Outlets",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, "Which outlets report most"), h("p", {}, "all time; a statement counts once in every outlet that prints it")),
      narrow(page.items.length ? table([
        ["Outlet", (row) => link("/" + query({ outlet: row.outlet, period: "all" }), row.outlet), "who"],
        [["Reports", unit(SPANS.all)], (row) => [h("span", { class: "fill", style: { width: `${(72 * row.reports) / most}%` } }), h("span", { class: "v" }, count(row.reports))], "measure n"],
        [["Statements", unit(SPANS.all)], (row) => count(row.statements), "n"], [["Speakers", unit(SPANS.all)], (row) => count(row.actors), "n"], [["Stories", unit(SPANS.all)], (row) => count(row.stories), "n"],
        ["Claims", (row) => link("/search" + query({ outlet: row.outlet }), "read"), ""],
      ], [...page.items].sort((a, b) => b.reports - a.reports), "Outlets") : EMPTY()),
    ],
  };
}

export async function changes({ values, go }) {
  const ask = { actor: values.actor, retractions: values.retractions, until: values.until, limit: 100 };
  const [page, who] = await Promise.all([
    get("/changes", ask),
    values.actor ? get(path("actors", values.actor)).then((found) => found.actor, () => ({ id: values.actor, name: values.actor })) : undefined]);
  const address = (change) => "/changes" + query({ ...values, ...change });
  const entries = (items) => movements(items.map((one) => [one.change, one.delta]));
  const list = h("ol", { class: "steps" }, entries(page.items));
  const until = h("input", { type: "datetime-local", name: "until", value: values.until ? localMinute(new Date(values.until)) : "" });
  const jump = (event) => {
    event.preventDefault();
    // up to the end of that minute
    go(address({ until: until.value && new Date(new Date(until.value).getTime() + 59_999).toISOString() }));
  };
  return {
    title: "Changes",
    live: { still: Boolean(values.until) },
    body: [
      h("div", { class: "head" }, h("h1", {}, "Why the numbers moved"),
        h("p", {}, who ? ["for ", link(path("actors", who.id), who.name)] : "every change of every claim", ", latest first. + and − are reports: what one story says that one actor said")),
      h("form", { class: "controls", onsubmit: jump },
        choice("Show", [["", "Everything"], ["true", "Only what was taken back"]], values.retractions ?? "", (value) => address({ retractions: value })),
        h("label", {}, "Up to", until), h("button", {}, "Go there"), values.until && link(address({ until: "" }), "Back to now")),
      sheet(null, page.items.length ? list : notice(values.until ? "Nothing happened before." : "Nothing happened yet."),
        more(page.next, (cursor) => get("/changes", { ...ask, cursor }), (found) => list.append(...entries(found)))),
    ],
  };
}

// As a field for dates takes it, in the reader's zone.
function localMinute(at) {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export async function health() {
  const [{ totals, span }, ready, metrics] = await Promise.all([get("/totals"), text("/health/ready"), text("/metrics")]);
  const samples = metrics.split("\n").filter((line) => line.startsWith("hearsay_") && !line.includes("_bucket"))
    .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]);
  const value = (name) => samples.find(([key]) => key.startsWith(name))?.[1];
  const sum = (name) => samples.filter(([key]) => key.startsWith(name)).reduce((all, [, n]) => (all ?? 0) + n, undefined);
  const parts = ready.trim().split("\n").filter(Boolean).map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  const mean = value("hearsay_story_to_count_seconds_count") > 0 ? value("hearsay_story_to_count_seconds_sum") / value("hearsay_story_to_count_seconds_count") : undefined;
  return {
    title: "Health",
    live: {},
    body: [
      h("div", { class: "head" }, h("h1", {}, "Health"), h("p", {}, span ? ["Counts from ", time(hourTime(span.from)), " to ", time(hourTime(span.to))] : "No counts yet")),
      h("dl", { class: "figures" },
        [["stories that count", totals.stories.USABLE ?? 0], ["killed", totals.stories.KILLED ?? 0], ["withheld", totals.stories.WITHHELD ?? 0], ["under embargo", totals.stories.EMBARGOED ?? 0],
          ["claims", totals.claims], ["of unnamed speakers", totals.claims ? `${Math.round((100 * totals.unnamedClaims) / totals.claims)} %` : "–"],
          ["lag, records", sum("hearsay_lag_records{") ?? "–"], ["dead letters", sum("hearsay_dead_letters_total{") ?? "–"],
          ["story to count, mean", mean === undefined ? "–" : `${mean.toFixed(2)} s`]]
          .map(([name, n]) => h("div", {}, h("dt", {}, name), h("dd", {}, typeof n === "number" ? count(n) : n)))),
      h("div", { class: "halves" },
        sheet("Parts", parts.length ? facts(parts.map(([name, state]) => [name, h("span", { class: state === "ready" ? "up" : "down" }, state)])) : notice("This process runs no parts of the pipeline.", "Ask the others at their /health/ready.")),
        flush("Taken back, by cause", Object.keys(totals.retractions).length ? table([["Cause", ([cause]) => words[cause] ?? cause, ""], ["Claims", ([, n]) => count(n), "n"]], Object.entries(totals.retractions), "Retractions") : notice("Nothing was taken back."))),
      h("div", {}, flush("Measured here", table([["Metric", ([name]) => h("code", {}, name), ""], ["Value", ([, n]) => Number.isInteger(n) ? count(n) : n.toPrecision(4), "n"]], samples, "Metrics"))),
    ],
  };
}

async function text(address) {
  const response = await fetch(address);
  return response.text();
}

export async function about() {
  const { items } = await get("/measures");
  return {
    title: "What is counted",
    body: [
      h("div", { class: "head" }, h("h1", {}, "What is counted")),
      sheet(null, facts(items.map((row) => [measureName(row.name) === row.name ? row.name : [measureName(row.name), " ", h("code", {}, row.name)], row.definition]))),
      sheet("How a claim is marked", legend(), h("p", {}, "Red, struck through: what a correction took out. What a kill took out is said to be gone, without its words.")),
    ],
  };
}

// A claim in its paragraph. Spans are code points of the article; the paragraph begins at contextStart.
import { count, h, link, path, plural, storyName, time, words } from "/assets/elements.js";

// Names of actors as claims write them: what took a claim back knows an id only.
const names = new Map();
const learn = (claim) => claim?.actor && names.set(claim.actor.id, claim.actor.name);

export function marked(claim) {
  const letters = Array.from(claim.context);
  const kinds = new Array(letters.length).fill("");
  for (const kind of ["content", "cue", "source"]) {
    for (const span of claim[kind]) {
      const from = Math.max(0, span.start - claim.contextStart);
      const to = Math.min(letters.length, span.end - claim.contextStart);
      for (let i = from; i < to; i++) kinds[i] = kind;
    }
  }
  const parts = [];
  for (let i = 0; i < letters.length;) {
    let j = i;
    while (j < letters.length && kinds[j] === kinds[i]) j++;
    const text = letters.slice(i, j).join("");
    parts.push(kinds[i] ? h("mark", { class: kinds[i] }, text) : text);
    i = j;
  }
  return parts;
}

export function speaker(claim) {
  if (claim.actor) return link(path("actors", claim.actor.id), claim.actor.name, { class: "by" });
  return h("span", { class: "by" }, claim.sourceText || "unnamed speaker", " ", h("span", { class: "tag" }, "unnamed"));
}

export function item(claim, how = "") {
  learn(claim);
  return h("li", { class: "row " + how },
    h("div", { class: "line top" },
      speaker(claim),
      h("span", { class: "faint give" }, [claim.role, claim.affiliation].filter((text) => text && text !== claim.sourceText).join(", ")),
      claim.act !== "STATEMENT" && h("span", { class: "tag" }, words[claim.act]),
      h("a", { href: path("claims", claim.claimId) }, h("span", { class: "hidden" }, "Open the claim of "), time(claim.time, "clock"))),
    h("p", { class: "quote small" }, marked(claim)),
    h("div", { class: "line faint" }, h("span", {}, claim.outlet), link(path("stories", claim.storyId), claim.headline || storyName(claim.storyId), { class: "give" })));
}

// What happened to a claim, as one entry of a log, with the name of an actor if it is known; a kill says that something went, never what.
export function step(change, known) {
  learn(change.claim);
  const gone = !change.after;
  const said = change.removed ?? change.content ?? change.claim?.contentText;
  return h("li", { class: (gone ? "minus" : change.before ? "" : "plus") + " row" },
    h("div", { class: "line" },
      h("strong", {}, sentence(change, known)), " ",
      h("span", { class: gone || change.retraction ? "tag red" : "tag" }, words[change.cause]), " ",
      change.version && h("span", { class: "faint" }, "version ", change.version), " ",
      h("span", { class: "faint" }, time(change.changed)), " ",
      link(path("claims", change.claimId), "claim"), " ",
      change.storyId && link(path("stories", change.storyId), "story")),
    said && h("p", { class: "quote small" }, gone ? h("s", { class: "gone" }, said) : said));
}

// The same of many claims, those of one version of one story as one entry: when, by how much, why, by which version of which
// story, and what was said. They are given as [change, how many reports more or fewer], latest first.
export function movements(moved, known, brief) {
  moved.forEach(([change]) => learn(change.claim));
  const groups = [];
  for (const one of moved) {
    const last = groups.at(-1);
    if (last && together(last[0][0], one[0])) last.push(one);
    else groups.push([one]);
  }
  return groups.map((group) => movement(group, known, brief));
}

const together = (a, b) => a.storyId && a.storyId === b.storyId && a.version === b.version && a.cause === b.cause && a.changed.slice(0, 16) === b.changed.slice(0, 16);

function movement(group, known, brief) {
  const [first] = group[0];
  const all = group.map(([change]) => change);
  const delta = group.reduce((sum, [, n]) => sum + (n ?? NaN), 0);
  const sign = delta > 0 ? "+" : delta < 0 ? "−" : "±";
  const moved = Number.isNaN(delta) ? plural(group.length, "claim") : `${sign}${count(Math.abs(delta))} ${Math.abs(delta) === 1 ? "report" : "reports"}`;
  const retraction = all.some((change) => !change.after || change.retraction);
  const headline = all.map((change) => change.claim?.headline).find(Boolean);
  return h("li", { class: (delta < 0 || all.every((change) => !change.after) ? "minus" : delta > 0 ? "plus" : "") + " row" },
    h("div", { class: "line" },
      h("strong", { class: delta > 0 ? "up" : delta < 0 ? "down" : "faint" }, moved), h("strong", {}, time(first.changed)),
      h("span", { class: retraction ? "tag red" : "tag" }, because(first, retraction)),
      first.storyId && link(path("stories", first.storyId), headline ?? storyName(first.storyId), { class: "story" }),
      h("span", { class: "faint" }, [(first.after ?? first.before)?.outlet, first.version && `version ${first.version}`].filter(Boolean).join(", "))),
    !brief && h("ul", { class: "said" }, all.map((change) => {
      const said = change.removed ?? change.content ?? change.claim?.contentText;
      return h("li", {}, h("span", { class: "faint" }, sentence(change, known), said ? ": " : ""),
        said && h("span", { class: "quote small" }, change.after ? said : h("s", { class: "gone" }, said)), " ", link(path("claims", change.claimId), "claim"));
    })));
}

const because = (change, retraction) => ({ KILLED: "story killed", WITHHELD: "story withheld", EMBARGOED: "story under embargo", NEW: "new story", REVISED: retraction ? "story corrected" : "new version" })[change.cause] ?? words[change.cause];

function sentence(change, known) {
  const named = change.claim?.actor ?? known;
  const by = (side) => (named && named.id === side.actorId ? named.name : names.get(side.actorId) ?? side.actorId) ?? "an unnamed speaker";
  if (!change.before) return `${by(change.after)} says`;
  if (!change.after) return `taken back: said by ${by(change.before)}`;
  if (change.before.actorId !== change.after.actorId) return `now said by ${by(change.after)}, not ${by(change.before)}`;
  return `${by(change.after)}: changed`;
}

export const legend = () => h("div", { class: "legend" },
  h("span", {}, h("mark", { class: "source" }, "who speaks")),
  h("span", {}, h("mark", { class: "cue" }, "that they say it")),
  h("span", {}, h("mark", { class: "content" }, "what they say")));

// A claim in its paragraph. Spans are code points of the article; the paragraph begins at contextStart.
import { count, h, link, path, plural, storyName, time, words } from "/assets/elements.js";

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
  return h("li", { class: "row " + how },
    h("div", { class: "line top" },
      speaker(claim),
      h("span", { class: "faint give" }, [claim.role, claim.affiliation].filter((text) => text && text !== claim.sourceText).join(", ")),
      claim.act !== "STATEMENT" && h("span", { class: "tag" }, words[claim.act]),
      h("a", { href: path("claims", claim.claimId) }, h("span", { class: "hidden" }, "Open the claim of "), time(claim.time, "clock"))),
    h("p", { class: "quote small" }, marked(claim)),
    h("div", { class: "line faint" }, h("span", {}, claim.outlet), link(path("stories", claim.storyId), claim.headline || storyName(claim.storyId), { class: "give" })));
}

// What happened to one claim, as an entry of a log on its own page.
export const step = (change) => entry([[change]], false, 1);

// The same of many claims, with links to them, those of one version of one story as one entry of so many claims at most. They are
// given as [change, how many reports more or fewer], latest first.
export function movements(moved, most = Infinity) {
  const groups = [];
  for (const one of moved) {
    const last = groups.at(-1);
    if (last && together(last[0][0], one[0])) last.push(one);
    else groups.push([one]);
  }
  return groups.map((group) => entry(group, true, most));
}

const together = (a, b) => a.storyId && a.storyId === b.storyId && a.version === b.version && a.cause === b.cause && a.changed.slice(0, 16) === b.changed.slice(0, 16);

// When, by how much, why, by which version of which story, and of each claim who said what, struck through where it is gone.
function entry(group, linked, most) {
  const [first] = group[0];
  const all = group.map(([change]) => change);
  const delta = group.reduce((sum, [, n]) => sum + (n ?? NaN), 0);
  const gone = all.every((change) => !change.after);
  const retraction = all.some((change) => !change.after || change.retraction);
  const sign = delta > 0 ? "+" : delta < 0 ? "−" : "±";
  return h("li", { class: (delta < 0 || gone ? "minus" : delta > 0 || all.every((change) => !change.before) ? "plus" : "") + " row" },
    h("div", { class: "line" },
      !Number.isNaN(delta) && h("strong", { class: delta > 0 ? "up" : delta < 0 ? "down" : "faint" }, `${sign}${count(Math.abs(delta))} ${Math.abs(delta) === 1 ? "report" : "reports"}`),
      h("strong", {}, time(first.changed)),
      h("span", { class: retraction ? "tag red" : "tag" }, because(first, retraction)),
      first.storyId && link(path("stories", first.storyId), first.headline ?? storyName(first.storyId), { class: "story" }),
      h("span", { class: "faint" }, [(first.after ?? first.before)?.outlet, first.version && `version ${first.version}`].filter(Boolean).join(", "))),
    h("ul", { class: "said" }, all.slice(0, most).map((change) => told(change, linked)),
      all.length > most && h("li", { class: "faint" }, `and ${plural(all.length - most, "other claim")} of this story`)));
}

// Of a story that is killed, withheld or under embargo there are no words, here or anywhere.
function told(change, linked) {
  const said = change.removed ?? change.content ?? change.claim?.contentText;
  return h("li", {}, h("span", { class: "faint" }, sentence(change)), ": ",
    said ? h("span", { class: "quote small" }, change.after ? said : h("s", { class: "gone" }, said))
      : h("span", { class: "faint" }, silent(change.after ?? change.before) ? "no comment" : "words not kept"), " ",
    linked && link(path("claims", change.claimId), "claim"));
}

const silent = (side) => side.act === "NON_RESPONSE";

const because = (change, retraction) => ({ KILLED: "story killed", WITHHELD: "story withheld", EMBARGOED: "story under embargo", NEW: "new story", REVISED: retraction ? "story corrected" : "new version" })[change.cause] ?? words[change.cause];

// In the story's own words for it: who "ruled out" something does not say it.
function sentence({ before, after, claim }) {
  if (!before) return silent(after) || !claim?.cueText ? named(after) : `${named(after)} ${claim.cueText}`;
  if (!after) return `taken back from ${named(before)}`;
  if (before.actorId !== after.actorId) return `now attributed to ${named(after)}, not ${named(before)}`;
  return `changed, by ${named(after)}`;
}

// Nobody counts an actor any more whose last claim was taken back: what is left is an id, which is a name in small letters.
const named = (side) => side.actorName ?? side.actorId?.replace(/(?<![\p{L}\p{M}’'])\p{L}/gu, (letter) => letter.toUpperCase()) ?? "an unnamed speaker";

export const legend = () => h("div", { class: "legend" },
  h("span", {}, h("mark", { class: "source" }, "who speaks")),
  h("span", {}, h("mark", { class: "cue" }, "that they say it")),
  h("span", {}, h("mark", { class: "content" }, "what they say")));

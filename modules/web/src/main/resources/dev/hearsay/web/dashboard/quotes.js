// A claim in its paragraph. Spans are code points of the article; the paragraph begins at contextStart.
import { h, link, path, time, words } from "/assets/elements.js";

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
    h("div", { class: "line faint" }, h("span", {}, claim.outlet), link(path("stories", claim.storyId), claim.headline || claim.storyId, { class: "give" })));
}

// What happened to a claim, as one entry of a log, with the name of an actor if it is known; a kill says that something went, never what.
export function step(change, known) {
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

function sentence(change, known) {
  const named = change.claim?.actor ?? known;
  const by = (side) => (named && named.id === side.actorId ? named.name : side.actorId) ?? "an unnamed speaker";
  if (!change.before) return `${by(change.after)} says`;
  if (!change.after) return `taken back: said by ${by(change.before)}`;
  if (change.before.actorId !== change.after.actorId) return `now said by ${by(change.after)}, not ${by(change.before)}`;
  return `${by(change.after)}: changed`;
}

export const legend = () => h("div", { class: "legend" },
  h("span", {}, h("mark", { class: "source" }, "who speaks")),
  h("span", {}, h("mark", { class: "cue" }, "that they say it")),
  h("span", {}, h("mark", { class: "content" }, "what they say")));

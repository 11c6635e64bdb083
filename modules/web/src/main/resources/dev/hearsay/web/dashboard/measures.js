// The measures by the names that pages give them, and what the dictionary of the API says of each.
import { get } from "/assets/api.js";
import { h, link } from "/assets/elements.js";

export const MEASURES = [
  ["statements", "statements"], ["reports", "reports"], ["articles", "articles"], ["direct", "direct"],
  ["mixed", "partly quoted"], ["indirect", "indirect"], ["nonResponses", "no comment"],
];
const NAMES = new Map([...MEASURES, ["outlets", "outlets"], ["mentions", "mentions"]]);
export const measureName = (measure) => NAMES.get(measure) ?? measure;
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

// It changes with the program only.
let kept;
export function dictionary() {
  kept ??= get("/measures").then(({ items }) => new Map(items.map((row) => [row.name, row.definition])));
  kept.catch(() => { kept = undefined; });
  return kept;
}

let terms = 0;
// The name of a measure, which tells what it means when it is pressed: with a pointer, a finger or a key.
export function term(definitions, measure, text = measureName(measure)) {
  const id = "term-" + ++terms;
  const button = h("button", { type: "button", class: "term", popovertarget: id, title: "What this counts" }, text);
  const place = (event) => {
    if (event.newState !== "open") return;
    const at = button.getBoundingClientRect(), room = document.documentElement.clientWidth - event.target.offsetWidth - 8;
    event.target.style.setProperty("left", `${Math.max(8, Math.min(at.left, room)) + scrollX}px`);
    event.target.style.setProperty("top", `${at.bottom + 4 + scrollY}px`);
  };
  return [button, h("div", { id, popover: "auto", class: "meaning", ontoggle: place },
    h("strong", {}, capital(measureName(measure))), " ", definitions.get(measure), " ", link("/about", "All that is counted"))];
}

// The first sentence of each, to be read without pressing anything.
export const key = (definitions, measures) => h("dl", { class: "key" }, measures.map((measure) =>
  h("div", {}, h("dt", {}, capital(measureName(measure))), h("dd", {}, definitions.get(measure).match(/^.*?\.(?= |$)/)[0]))));

// How much of what somebody said stands in quotation marks: the more, the darker.
const QUOTED = [["direct", "d"], ["mixed", "m"], ["indirect", "i"]];
export function mix(measures) {
  const all = QUOTED.reduce((sum, [name]) => sum + measures[name], 0);
  const told = QUOTED.map(([name]) => `${measureName(name)} ${measures[name]}`).join(", ");
  return h("span", { class: "mix", role: "img", title: told, "aria-label": told },
    QUOTED.map(([name, kind]) => measures[name] > 0 && h("i", { class: kind, style: { width: `${(100 * measures[name]) / all}%` } })));
}

export const mixLegend = (definitions) => h("div", { class: "legend" }, "Quoted:", QUOTED.map(([name, kind]) =>
  h("span", {}, h("span", { class: "mix key-box", "aria-hidden": "true" }, h("i", { class: kind })), " ", term(definitions, name))));

// Elements out of values. Text only ever becomes text: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";

export function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") Object.entries(value).forEach(([name, to]) => element.style.setProperty(name, to));
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const number = new Intl.NumberFormat("en");
export const count = (n) => number.format(n);
export const plural = (n, one, many = one + "s") => `${count(n)} ${n === 1 ? one : many}`;

export function signed(n) {
  if (n === 0) return h("span", { class: "faint" }, "±0");
  return h("span", { class: "nowrap" }, (n > 0 ? "▲ +" : "▼ −") + count(Math.abs(n)));
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const short = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export const hourTime = (hour) => new Date(hour.replace(/Z$/, ":00:00Z"));

// In the reader's zone; UTC when pointed at.
export function time(value, how = "both") {
  const at = value instanceof Date ? value : new Date(value);
  const today = new Date();
  const recent = at.getFullYear() === today.getFullYear();
  const day = recent ? short.format(at) : date.format(at);
  const shown = how === "clock" && at.toDateString() === today.toDateString()
    ? clock.format(at)
    : how === "day" || (how === "clock" && !recent) ? day : `${day}, ${clock.format(at)}`;
  const utc = at.toISOString().slice(0, 16).replace("T", " ") + " UTC";
  return h("time", { datetime: at.toISOString(), title: utc, class: "nowrap" }, shown);
}

export function link(path, text, attributes) {
  return h("a", { href: path, ...attributes }, text);
}

export const path = (...parts) => "/" + parts.map(encodeURIComponent).join("/");

// Feeds escape characters of a story's id; readers need not see that.
export function storyName(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

// Leaves out what is empty, so that the plain view has the plain address.
export function query(values) {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const text = new URLSearchParams(kept).toString();
  return text ? "?" + text : "";
}

export const words = {
  PERSON: "person", ORGANIZATION: "organization", PLACE: "place", UNKNOWN: "unknown",
  STATEMENT: "statement", NON_RESPONSE: "no comment", ATTITUDE: "attitude", ANTICIPATED: "anticipated", OTHER: "other act",
  DIRECT: "direct", INDIRECT: "indirect", MIXED: "partly quoted",
  NEW: "new", REVISED: "corrected", WITHHELD: "withheld", KILLED: "killed", EMBARGOED: "under embargo", REEXTRACTED: "read again",
  USABLE: "usable",
};

export function notice(strong, ...rest) {
  return h("div", { class: "notice" }, h("strong", {}, strong), ...rest);
}

export function sheet(title, ...children) {
  return h("section", { class: "sheet" }, title && h("h2", {}, title), ...children);
}

export function flush(title, ...children) {
  return h("section", { class: "sheet flush" }, title && h("h2", {}, title), ...children);
}

export function facts(entries) {
  return h("dl", { class: "facts" },
    entries.filter(([, value]) => value !== undefined && value !== null && value !== "")
      .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

// The columns are [title, cell of a row, class]; a row's first link is what j, k and Enter reach. A table without links takes the
// focus itself, so that the keyboard can scroll it where it is too wide.
export function table(columns, rows, caption) {
  const body = h("tbody", {}, rows.map((row, i) =>
    h("tr", { class: "row" }, columns.map(([, cell, kind]) => h("td", { class: kind }, cell(row, i))))));
  const alone = body.querySelector("a") ? {} : { tabindex: "0", role: "region", "aria-label": caption };
  return h("div", { class: "scroll", ...alone },
    h("table", {},
      h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, columns.map(([title, , kind]) => h("th", { class: kind, scope: "col" }, title)))),
      body));
}

export function choice(label, options, current, address) {
  return h("div", { class: "choice", role: "group", "aria-label": label },
    options.map(([value, text]) =>
      link(address(value), text, { "aria-current": value === current ? "true" : undefined, "data-keep": label + value })));
}

export function picker(label, options, current, chosen) {
  return h("label", {}, label,
    h("select", { onchange: (event) => chosen(event.target.value), "data-keep": label },
      options.map(([value, text]) => h("option", { value, selected: value === current }, text))));
}

// Small bars for rows of a table, and time series.
import uPlot from "/assets/uplot.js";
import { h, hourTime, svg } from "/assets/elements.js";

const HOUR = 3600;

const seconds = (at) => (at.length === 10 ? Date.parse(at + "T00:00:00Z") : hourTime(at).getTime()) / 1000;

// Weeks begin on Mondays, days and hours where Unix time does, which was on a Thursday.
const DAYS = [1, 2, 3, 5, 7, 10, 15, 30, 60, 90, 180, 365, 730].map((days) => days * 24 * HOUR);
const STEPS = { hour: [HOUR, 0], day: [24 * HOUR, 0], week: [7 * 24 * HOUR, 4 * 24 * HOUR] };

// Points are sparse: a missing hour, day or week is a zero.
export function spark(points, period, step, label) {
  const width = 112, height = 26;
  const [size, origin] = STEPS[step];
  const from = Math.floor((seconds(period.from) - origin) / size) * size + origin;
  const slots = Math.max(1, Math.ceil((seconds(period.to) - from) / size));
  const most = Math.max(1, ...points.map((point) => point.value));
  const wide = width / slots;
  return svg("svg", { class: "spark", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    svg("line", { x1: 0, x2: width, y1: height - 0.5, y2: height - 0.5 }),
    points.map((point) => {
      const tall = Math.max(2, (height - 3) * point.value / most);
      return svg("rect", { x: ((seconds(point.at) - from) / size) * wide, y: height - 1 - tall, width: Math.max(1, wide - (wide > 3 ? 1 : 0)), height: tall });
    }));
}

function colour(name) {
  const probe = h("i", { style: { color: `var(--${name})` } });
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

// rows: [{at, measures}], sparse; the chart goes over the whole period, whatever of it has rows. Of the two names the first is
// the larger number, before which the second stands. Hours are the viewer's, days those of UTC, as they are counted. A click on
// an hour or day opens it; the keyboard has the table below.
export function timeline(rows, period, step, names, open) {
  const size = STEPS[step][0];
  const from = Math.floor(seconds(period.from) / size) * size, to = Math.max(from + size, Math.ceil(seconds(period.to) / size) * size);
  const zone = step === "day" ? "UTC" : undefined;
  const format = (options) => { const written = new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone }); return (at) => written.format(1000 * at); };
  const day = format({ day: "numeric", month: "short" }), year = format({ year: "numeric" }), clock = format({ hour: "numeric", minute: "2-digit" });
  const moment = step === "hour" ? (at) => `${day(at)}, ${clock(at)}` : day;
  const last = step === "hour" ? to : to - size;
  const range = step === "day" && from === last ? day(from) : `${moment(from)} to ${moment(last)}`;
  const told = `${step === "hour" ? "Hours" : "Days"} from ${range}${year(last) === year(Date.now() / 1000) ? "" : " " + year(last)}${step === "day" ? " (UTC)" : ""}`;
  const holder = h("div", { class: "chart", role: "img", "aria-label": `${names.join(" and ")}: ${told}; the numbers are in the table below` });
  const byTime = new Map(rows.map((row) => [seconds(row.at), row.measures]));
  const cells = Array.from({ length: Math.round((to - from) / size) }, (_, i) => from + i * size);
  // a bar stands in the middle of its hour or day
  const data = [cells.map((at) => at + size / 2), ...names.map((name) => cells.map((at) => byTime.get(at)?.[name] || null))];
  const ink = colour("faint"), line = colour("soft");
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui" };
  const ticks = (plot, splits, index, space, every) => splits.map((at, i) =>
    every >= 24 * HOUR ? day(at) : i === 0 || day(at) !== day(splits[i - 1]) ? `${clock(at)}\n${day(at)}` : clock(at));
  const bars = (share, most) => uPlot.paths.bars({ size: [share, most] });
  const shown = (plot, value, series, index) => (index === null || index === undefined ? "" : value ?? 0);
  const options = {
    width: 600, height: 226, padding: [null, 28, null, null], cursor: { y: false, points: { show: false } }, tzDate: (at) => (zone ? uPlot.tzDate(new Date(1000 * at), zone) : new Date(1000 * at)),
    scales: { x: { range: [from, to] }, y: { range: (self, min, max) => [0, Math.max(4, max * 1.1)] } },
    axes: [{ ...axis, values: ticks, size: step === "hour" ? 46 : 30, incrs: step === "day" ? DAYS : undefined },
      { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
    series: [
      { label: "", value: (plot, at) => (at === null || at === undefined ? "" : moment(at - size / 2)) },
      ...[["reports", 0.86, 40], ["blue", 0.5, 24]].map(([fill, share, most], i) => ({ label: names[i], value: shown, stroke: colour(fill), width: 0, fill: colour(fill), paths: bars(share, most), points: { show: false } })),
    ],
  };
  new ResizeObserver(([entry], observer) => {
    const width = Math.floor(entry.contentRect.width);
    if (!holder.isConnected) return observer.disconnect();
    if (width === 0) return;
    if (!holder.plot) {
      holder.plot = new uPlot({ ...options, width }, data, holder);
      // text that wraps, which a canvas has not
      holder.plot.root.querySelector(".u-legend").before(h("p", { class: "axis" }, told));
      holder.plot.over.addEventListener("click", () => {
        const pointed = cells[holder.plot.cursor.idx];
        if (pointed === undefined) return;
        const at = new Date(1000 * pointed).toISOString();
        open(step === "hour" ? at.slice(0, 13) + "Z" : at.slice(0, 10));
      });
    }
    if (holder.plot.width !== width) holder.plot.setSize({ width, height: options.height });
  }).observe(holder);
  return holder;
}

// Small bars for rows of a table, and time series.
import uPlot from "/assets/uplot.js";
import { h, hourTime, svg } from "/assets/elements.js";

const HOUR = 3600;

const seconds = (at) => (at.length === 10 ? Date.parse(at + "T00:00:00Z") : hourTime(at).getTime()) / 1000;

// Weeks begin on Mondays, days and hours where Unix time does, which was on a Thursday.
const STEPS = { hour: [HOUR, 0], day: [24 * HOUR, 0], week: [7 * 24 * HOUR, 4 * 24 * HOUR] };

// Points are sparse: a missing hour, day or week is a zero.
export function spark(points, period, step, label) {
  const width = 132, height = 26;
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

// rows: [{at, measures}], dense from the first to the last. A click on an hour or day opens it; the keyboard has the table below.
export function timeline(rows, step, names, open) {
  const holder = h("div", { class: "chart", role: "img", "aria-label": `${names.join(" and ")} by ${step}; the numbers are in the table below` });
  if (rows.length === 0) return holder;
  const size = step === "hour" ? HOUR : 24 * HOUR;
  const byTime = new Map(rows.map((row) => [seconds(row.at), row.measures]));
  const first = seconds(rows[0].at), last = seconds(rows[rows.length - 1].at);
  const times = [];
  for (let t = first; t <= last; t += size) times.push(t);
  const data = [times, ...names.map((name) => times.map((t) => byTime.get(t)?.[name] ?? 0))];
  const ink = colour("faint"), line = colour("soft"), blue = colour("blue"), amber = colour("says");
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui" };
  const options = {
    width: 600, height: 220, legend: { live: true }, cursor: { y: false },
    scales: { x: { range: (self, min, max) => [min - size, max + size] }, y: { range: (self, min, max) => [0, Math.max(4, max * 1.1)] } },
    axes: [axis, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
    series: [{}, ...names.map((name, i) => ({
      label: name,
      stroke: i === 0 ? blue : amber,
      width: i === 0 ? 1 : 1.5,
      fill: i === 0 ? colour("bar") : undefined,
      paths: i === 0 ? uPlot.paths.bars({ size: [0.8, 40] }) : undefined,
      points: { show: i > 0 && times.length < 60, size: 4 },
    }))],
  };
  new ResizeObserver(([entry], observer) => {
    const width = Math.floor(entry.contentRect.width);
    if (!holder.isConnected || width === 0) return;
    if (!holder.plot) {
      holder.plot = new uPlot({ ...options, width }, data, holder);
      holder.plot.over.addEventListener("click", () => {
        const pointed = times[holder.plot.cursor.idx];
        if (pointed === undefined) return;
        const at = new Date(1000 * pointed).toISOString();
        open(step === "hour" ? at.slice(0, 13) + "Z" : at.slice(0, 10));
      });
    }
    if (holder.plot.width !== width) holder.plot.setSize({ width, height: options.height });
    if (holder.gone) observer.disconnect();
  }).observe(holder);
  return holder;
}

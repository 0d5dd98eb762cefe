/* Charts: each takes a place in the page, data and words, and draws one SVG as wide as the place. */

const SVG = "http://www.w3.org/2000/svg";
const FEW = 5; // replies of a week whose mean says little

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const label = (x, y, text, anchor = "middle", kind = "") =>
  svg("text", { x, y, "text-anchor": anchor, class: kind }, text);
const titled = (element, text) => (element.append(svg("title", {}, text)), element);

function plot(place, height, alt, draw) {
  const width = Math.max(240, Math.floor(place.clientWidth));
  const root = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": alt,
  });
  draw(root, width);
  place.replaceChildren(root);
}

/* Round steps for an axis from low to high, about `count` of them. */
function steps(low, high, count) {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) found.push(at);
  return found;
}

/* bars: [{n, title, top, few}], ticks: [{at, text}] and marks: [{at, text}] counted in bars. */
function columns(place, { bars, ticks, marks = [], alt, format }) {
  const room = { top: 8 + 17 * marks.length, right: 4, bottom: 22, left: 4 };
  const height = 190 + room.top;
  plot(place, height, alt, (root, width) => {
    const most = Math.max(1, ...bars.map((bar) => bar.n));
    const grid = steps(0, most, 3).filter((n) => n > 0 && n === Math.round(n));
    room.left = 8 + 7 * Math.max(1, ...grid.map((n) => format(n).length));
    const step = (width - room.left - room.right) / bars.length;
    const x = (at) => room.left + at * step;
    const y = (n) => height - room.bottom - (n / most) * (height - room.top - room.bottom - 14);
    for (const n of grid) {
      root.append(svg("line", { class: "grid", x1: room.left, x2: width, y1: y(n), y2: y(n) }));
      root.append(label(room.left - 6, y(n) + 4, format(n), "end"));
    }
    bars.forEach((bar, at) => {
      const drawn = bar.n ? Math.max(1.5, y(0) - y(bar.n)) : 0;
      const rect = svg("rect", {
        class: bar.few ? "bar few" : "bar", rx: 2,
        x: x(at) + Math.min(2, step / 8), width: step - Math.min(4, step / 4),
        y: y(0) - drawn, height: drawn,
      });
      root.append(titled(rect, bar.title));
      if (bar.top && step >= 8 * bar.top.length) {
        root.append(label(x(at + 0.5), y(0) - drawn - 5, bar.top));
      }
    });
    root.append(svg("line", { class: "grid", x1: room.left, x2: width, y1: y(0), y2: y(0) }));
    let free = -Infinity;
    for (const tick of ticks) {
      const half = 3.6 * tick.text.length;
      const middle = Math.min(Math.max(x(tick.at), half), width - half);
      if (middle - half < free) continue;
      free = middle + half + 6;
      root.append(label(middle, height - 5, tick.text));
    }
    marks.forEach((mark, row) => {
      const at = x(mark.at);
      const high = 14 + 17 * row;
      root.append(svg("line", { class: "mark", x1: at, x2: at, y1: high - 9, y2: y(0) }));
      const after = at + 8 + 7 * mark.text.length < width;
      root.append(label(after ? at + 6 : at - 6, high, mark.text, after ? "start" : "end", "strong"));
    });
  });
}

/* weeks: [{text, n, value, follows}], value null where there is nothing; a line above bars of
   replies, broken where a week does not follow the one before it. */
function trend(place, { weeks, alt, format, axis, ceiling }) {
  const height = 250;
  const low = { top: 195, bottom: 228 };
  plot(place, height, alt, (root, width) => {
    const known = weeks.filter((week) => week.value !== null);
    const values = known.map((week) => week.value);
    const most = Math.max(1, ...weeks.map((week) => week.n));
    const spread = Math.max(...values) - Math.min(...values);
    const pad = Math.max(spread * 0.25, ceiling * 0.03);
    const from = Math.max(0, Math.min(...values) - pad);
    const to = Math.min(ceiling, Math.max(...values) + pad);
    const grid = steps(from, to, 4);
    const left = 10 + 7 * Math.max(...grid.map((n) => axis(n).length));
    const step = (width - left - 8) / Math.max(1, weeks.length);
    const x = (at) => left + (at + 0.5) * step;
    const y = (n) => 172 - ((n - from) / (to - from || 1)) * 152;
    for (const n of grid) {
      root.append(svg("line", { class: "grid", x1: left, x2: width, y1: y(n), y2: y(n) }));
      root.append(label(left - 6, y(n) + 4, axis(n), "end"));
    }
    weeks.forEach((week, at) => {
      const drawn = (week.n / most) * (low.bottom - low.top);
      root.append(titled(svg("rect", {
        class: "bar pale", x: x(at) - step * 0.4, width: Math.max(1, step * 0.8),
        y: low.bottom - drawn, height: drawn,
      }), week.title));
    });
    let path = "";
    let open = false;
    weeks.forEach((week, at) => {
      if (week.value !== null) path += `${open && week.follows ? "L" : "M"}${x(at).toFixed(1)} ${y(week.value).toFixed(1)}`;
      open = week.value !== null;
    });
    root.append(svg("path", { class: "line", d: path }));
    weeks.forEach((week, at) => {
      if (week.value === null) return;
      const few = week.n < FEW;
      const r = few ? 2 : weeks.length > 60 ? 2.5 : 3.5;
      root.append(titled(svg("circle", { class: few ? "dot few" : "dot", cx: x(at), cy: y(week.value), r }), week.title));
    });
    const sure = known.filter((week) => week.n >= FEW);
    const ends = sure.length ? sure : known;
    const named = new Set([weeks.indexOf(ends[0]), weeks.indexOf(ends.at(-1))]);
    for (const at of named) {
      const text = format(weeks[at].value);
      const edge = Math.min(Math.max(x(at), left + 4 * text.length), width - 4 * text.length);
      root.append(label(edge, y(weeks[at].value) - 9, text, "middle", "strong"));
    }
    const every = Math.ceil(weeks.length / Math.max(2, Math.floor((width - left) / 70)));
    weeks.forEach((week, at) => {
      if (at % every) return;
      const half = 3.6 * week.text.length;
      root.append(label(Math.min(Math.max(x(at), half), width - half), height - 6, week.text));
    });
  });
}

/* cells: {"weekday,hour": {n, value, title, few}}; on a narrow place the hours run downwards. */
function heat(place, { cells, days, hours, shades, alt, format, clock }) {
  const narrow = place.clientWidth < 640;
  const size = narrow ? 24 : 34;
  const height = 22 + size * (narrow ? hours.length : days.length);
  plot(place, height, alt, (root, width) => {
    const left = narrow ? 44 : 92;
    const across = narrow ? days : hours;
    const step = (width - left) / across.length;
    across.forEach((name, at) => {
      const text = narrow ? name.text.slice(0, 3) : String(name);
      root.append(label(left + (at + 0.5) * step, 13, text));
    });
    (narrow ? hours : days).forEach((name, row) => {
      const text = narrow ? clock(name) : name.text;
      root.append(label(left - 8, 22 + (row + 0.5) * size + 4, text, "end"));
    });
    days.forEach((day, d) => hours.forEach((hour, h) => {
      const cell = cells[`${day.key},${hour}`];
      const [column, row] = narrow ? [d, h] : [h, d];
      const shade = cell ? shades.filter((limit) => cell.value >= limit).length : -1;
      const x = left + column * step;
      const y = 22 + row * size;
      const rect = svg("rect", {
        class: cell ? `heat${shade}${cell.few ? " few" : ""}` : "none", rx: 3,
        x: x + 1, y: y + 1, width: step - 2, height: size - 2,
      });
      root.append(titled(rect, cell ? cell.title : "–"));
      if (cell && step >= 22 && !cell.few) {
        root.append(label(x + step / 2, y + size / 2 + 4, format(cell.value), "middle", shade < 2 ? "on01" : "on24"));
      }
    }));
  });
}

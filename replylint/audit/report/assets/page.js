/* The page: draws the charts, keeps everything in step with the filters, sets the colours. */

const data = JSON.parse(document.getElementById("data").textContent);
const { views } = data;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const say = (key, values = {}) =>
  data.words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const figures = (digits) => new Intl.NumberFormat(data.lang, { maximumFractionDigits: digits });
const whole = figures(0);
const tenth = figures(1);
const plain = (n) => whole.format(n);
const exact = new Intl.NumberFormat(data.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const score = (n) => (n === null ? "–" : exact.format(n));
const percent = (share) => {
  if (share === null) return "–";
  if (share > 0 && share < 0.001) return "<\u00a0" + say("share", { n: tenth.format(0.1) });
  return say("share", { n: (share < 0.1 ? tenth : whole).format(100 * share) });
};
const replies = (n) => `${plain(n)} ${say("chart.replies")}`;
const long = new Intl.DateTimeFormat(data.lang, { month: "short", year: "numeric", timeZone: "UTC" });
const short = new Intl.DateTimeFormat(data.lang, { day: "numeric", month: "short", timeZone: "UTC" });
const DAY = 86400000;
const KINDS = ["channel", "agent", "rule"];
const filtered = () => Boolean(chosen.channel || chosen.agent || chosen.rule);

/* --- charts ------------------------------------------------------------------------------- */

/* Each draws, and gives what the rows of its table say behind their names: null for a row that is not
   there, for a cell that stays, and where the drawing is of all replies. `shares`: a column of means
   that has shares instead. */
const drawings = {
  scores(place) {
    const own = ownOf(views.scores);
    const [mean, counts] = own ?? [views.scores.mean, views.scores.bands.map(([, , n]) => n)];
    const bands = views.scores.bands.map(([from, to], at) => [from, to, counts[at]]);
    const [low, high, most] = bands.reduce((one, other) => (other[2] > one[2] ? other : one));
    const n = counts.reduce((sum, one) => sum + one, 0);
    columns(place, {
      bars: bands.map(([from, to, n]) => ({
        n, title: `${say("chart.band", { low: from, high: to })}: ${replies(n)}`,
      })),
      ticks: bands.map(([from], at) => ({ at, text: plain(from), from }))
        .filter((tick) => tick.from % 20 === 0).concat({ at: bands.length, text: "100" }),
      marks: [{ at: mean / 100 * bands.length, text: say("chart.mean", { mean: score(mean) }) }],
      alt: say("chart.scores.alt", { n: plain(n), mean: score(mean), most: plain(most), low, high }),
      format: plain,
    });
    const known = bands.filter((_, at) => views.scores.bands[at][2]);
    return own && { rows: known.map(([, , one]) => one ? [plain(one), percent(one / n)] : null) };
  },

  trend(place, totals) {
    const byRule = Boolean(chosen.rule);
    const value = (week, n, mean) => {
      if (!filtered()) return [n, mean];
      const total = totals.week.get(week);
      if (!total) return [0, null];
      return [total.n, byRule ? total.share : total.mean];
    };
    const format = byRule ? percent : score;
    const days = views.trend.map(([, day]) => Date.parse(day));
    const written = days.at(-1) - days[0] > 320 * DAY ? long : short;
    const weeks = views.trend.map(([week, , n, mean], at) => {
      const [shown, height] = value(week, n, mean);
      const text = days[at] ? written.format(days[at]) : week;
      return {
        n: shown, value: height, text, follows: !(days[at] - days[at - 1] > 7 * DAY),
        title: `${days[at] ? short.format(days[at]) : week}: ${format(height)}, ${replies(shown)}`,
      };
    });
    const known = weeks.filter((week) => week.value !== null);
    const rows = weeks.map(({ n, value }) => n ? [format(value), plain(n), "–"] : null);
    const told = filtered() && { rows, shares: byRule && 1 };
    if (!known.length) {
      place.replaceChildren();
      return told;
    }
    const values = known.map((week) => week.value);
    const alt = say("chart.trend.alt", {
      n: weeks.length, first: format(values[0]), last: format(values.at(-1)),
      low: format(Math.min(...values)), high: format(Math.max(...values)),
    });
    trend(place, { weeks, alt, format, axis: byRule ? percent : plain, ceiling: byRule ? 1 : 100 });
    return told;
  },

  response(place) {
    const { names, marks } = views.response;
    const shown = views.response.channels[chosen.channel] ?? views.response.all;
    const [n, five, hour, counts, lead] = shown;
    document.querySelector("#response .lead").textContent = lead;
    columns(place, {
      bars: counts.map((times, at) => ({ n: times, title: `${names[at]}: ${replies(times)}` })),
      ticks: names.map((text, at) => ({ at: at + (at + 1 === names.length ? 0.5 : 1), text })),
      marks: [
        { at: marks[0], text: say("chart.within-5", { share: percent(five) }) },
        { at: marks[1], text: say("chart.within-60", { share: percent(hour) }) },
      ],
      alt: say("chart.response.alt", { n: plain(n), five: percent(five), hour: percent(hour) }),
      format: plain,
    });
    return shown !== views.response.all && { rows: counts.map((times) => [plain(times), percent(times / n)]) };
  },

  heat(place) {
    const day = (key) => say(`day.${key}`);
    const clock = (h) => say("clock", { h });
    const own = ownOf(views.heat);
    const byRule = own && chosen.rule;
    let [least, found] = own ?? [views.heat.least, views.heat.cells];
    let { shades } = views.heat;
    if (byRule) {
      least = views.heat.least;
      found = touchedHours(found);
      shades = shadesOf(found);
    }
    const format = byRule ? (value) => percent(-value) : plain;
    const written = byRule ? format : score;
    const cells = {};
    for (const [weekday, hour, n, value] of found) {
      const title = say("chart.heat.cell", { day: day(weekday), hour: clock(hour), mean: written(value), n: replies(n) });
      cells[`${weekday},${hour}`] = { n, value, title, few: n < least };
    }
    const fit = found.filter(([, , n]) => n >= least);
    const ordered = [...(fit.length ? fit : found)].sort((one, other) => one[3] - other[3]);
    const [low, high] = [ordered[0], ordered.at(-1)];
    heat(place, {
      cells, clock, shades, format,
      days: [0, 1, 2, 3, 4, 5, 6].map((key) => ({ key, text: day(key) })),
      hours: views.heat.hours,
      alt: low ? say(byRule ? "chart.heat.alt-rule" : "chart.heat.alt", {
        rule: chosen.rule,
        low: written(low[3]), lowday: day(low[0]), lowhour: clock(low[1]),
        high: written(high[3]), highday: day(high[0]), highhour: clock(high[1]),
      }) : say("filter.nothing"),
    });
    const rows = views.heat.cells.map(([weekday, hour]) => cells[`${weekday},${hour}`])
      .map((cell) => cell ? [null, written(cell.value), plain(cell.n)] : null);
    return own && { rows, shares: byRule && 2 };
  },
};

/* What a view has of the one channel, agent or rule that is chosen; null where it is of all replies. */
function ownOf(view) {
  const kinds = KINDS.filter((kind) => chosen[kind]);
  return kinds.length === 1 ? (view.of[kinds[0]]?.[chosen[kinds[0]]] ?? null) : null;
}

/* The hours with the share of their replies that a rule touches: below nothing, as more is worse. */
function touchedHours(cells) {
  const touched = new Map(cells.map(([weekday, hour, n]) => [24 * weekday + hour, n]));
  return views.heat.cells.map(([weekday, hour, n]) =>
    [weekday, hour, n, -(touched.get(24 * weekday + hour) ?? 0) / n]);
}

/* Limits between five shades, as those of the means: by how far the hours are from all together. */
function shadesOf(cells) {
  const n = cells.reduce((sum, cell) => sum + cell[2], 0);
  const mean = cells.reduce((sum, cell) => sum + cell[2] * cell[3], 0) / n;
  const spread = Math.sqrt(cells.reduce((sum, cell) => sum + cell[2] * (cell[3] - mean) ** 2, 0) / n);
  return [-1.5, -0.5, 0.5, 1.5].map((part) => mean + Math.max(0.01, spread) * part);
}

/* Which filters each part follows; those without an entry follow none. */
const follows = { response: ["channel"], trend: ["channel", "agent", "rule"] };

function draw(totals) {
  for (const place of all("[data-chart]")) setTable(place, drawings[place.dataset.chart](place, totals));
}

/* The table below a drawing says what that shows, or what it said at first. */
function setTable(place, told) {
  const { tHead, tBodies } = place.parentElement.querySelector(".table table");
  const set = (cell, text) => {
    cell.dataset.text ??= cell.textContent;
    cell.textContent = text ?? cell.dataset.text;
  };
  [...tHead.rows[0].cells].forEach((cell, at) => set(cell, told && told.shares === at ? say("chart.share") : null));
  [...tBodies[0].rows].forEach((row, line) => {
    const texts = told ? told.rows[line] : [];
    row.hidden = !texts;
    if (texts) [...row.cells].slice(1).forEach((cell, at) => set(cell, texts[at]));
  });
}

function setNotes() {
  for (const note of all(".whole")) {
    const { id } = note.parentElement;
    const view = views[id];
    const followed = follows[id] ?? [];
    const met = KINDS.every((kind) => !chosen[kind] || followed.includes(kind));
    note.hidden = met || Boolean(view?.of && ownOf(view));
    note.textContent = say(view?.of ? "filter.one" : followed.length ? "filter.part" : "filter.whole");
  }
  for (const id of ["channels", "agents", "trend", "scores", "heat"]) {
    const lead = document.querySelector(`#${id} .lead`);
    if (!lead) continue;
    lead.dataset.text ??= lead.textContent;
    const key = views[id] ? `chart.${id}.lead-rule` : "filter.lead-rule";
    const byRule = chosen.rule && !(views[id]?.of && !ownOf(views[id]));
    lead.textContent = byRule ? say(key, { rule: chosen.rule }) : lead.dataset.text;
  }
}

/* --- replies ------------------------------------------------------------------------------ */

const PAGE = 10;
let shown = PAGE;

function setReplies() {
  const list = all("#worst .reply");
  if (!list.length) return;
  const fits = list.filter((one) =>
    (!chosen.channel || one.dataset.channel === chosen.channel) &&
    (!chosen.agent || one.dataset.agent === chosen.agent) &&
    (!chosen.rule || one.dataset.rules.split(" ").includes(chosen.rule)));
  const visible = new Set(fits.slice(0, shown));
  for (const one of list) one.hidden = !visible.has(one);
  byId("no-worst").hidden = fits.length > 0;
  const rest = fits.length - visible.size;
  byId("more").hidden = rest <= 0;
  byId("more").textContent = say("filter.more", { n: Math.min(PAGE, rest) });
  for (const one of all("#samples details")) {
    one.hidden = Boolean(chosen.rule) && one.dataset.rule !== chosen.rule;
    if (chosen.rule) one.open = !one.hidden;
  }
}

/* --- all together ------------------------------------------------------------------------- */

function setStatus({ all: total }) {
  const form = byId("filters");
  form.classList.toggle("on", filtered());
  form.querySelector("button").disabled = !filtered();
  const values = { n: plain(total.n), all: plain(data.replies) };
  let text = say("filter.none", values);
  if (filtered() && !total.n) text = say("filter.nothing");
  else if (chosen.rule) {
    const touched = { touched: plain(total.touched), share: percent(total.share), rule: chosen.rule };
    text = say("filter.status-rule", { ...values, ...touched });
  } else if (filtered()) {
    text = say("filter.status", { ...values, mean: score(total.mean), whole: score(data.mean) });
  }
  byId("status").textContent = text;
}

function apply() {
  const form = byId("filters");
  for (const kind of KINDS) chosen[kind] = form?.elements[kind]?.value.slice(1) ?? "";
  shown = PAGE;
  const totals = count(data);
  if (form) setStatus(totals);
  for (const table of all("table[data-bars]")) setBars(table, totals);
  setReplies();
  setNotes();
  draw(totals);
}

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function begin() {
  document.documentElement.classList.add("js");
  byId("theme-choice").hidden = false;
  byId("theme").addEventListener("change", (event) => setTheme(event.target.value));
  for (const one of all("details.table")) one.open = false;
  const form = byId("filters");
  if (form) {
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
  }
  for (const table of all("table[data-bars]")) makePickable(table);
  byId("more")?.addEventListener("click", () => {
    const next = all("#worst .reply").find((one) => one.hidden);
    shown += PAGE;
    setReplies();
    next?.setAttribute("tabindex", "-1");
    next?.focus();
  });
  for (const link of all('a[href^="#rule-"]')) {
    link.addEventListener("click", () => {
      const target = byId(link.hash.slice(1));
      if (target) [target.hidden, target.open] = [false, true];
    });
  }
  apply();
  let width = document.documentElement.clientWidth;
  new ResizeObserver(() => {
    if (width === document.documentElement.clientWidth) return;
    width = document.documentElement.clientWidth;
    draw(count(data));
  }).observe(document.documentElement);
}

begin();

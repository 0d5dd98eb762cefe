/* Bars that are tables: what each row says as the filters go, and names that set them. */

const first = new Map(); // what each row said before any filter, to go back to

function setBars(table, totals) {
  const kind = table.dataset.bars;
  const rows = all("tbody tr", table);
  if (!first.has(table)) {
    first.set(table, rows.map((row) => [row, ...read(row)]));
  }
  const head = table.querySelector("th.value");
  head.dataset.text ??= head.textContent;
  const shares = kind === "rule" || chosen.rule;
  head.textContent = shares ? say("chart.share") : head.dataset.text;
  // How long customers waited is known for a channel or an agent, not for one within the other.
  const timed = !chosen[kind === "agent" ? "channel" : "agent"];
  const found = first.get(table).map(([row, value, width, n, time]) => {
    row.classList.toggle("on", chosen[kind] === row.dataset.key);
    if (!filtered()) return { row, value, width, n, time };
    if (kind === "rule") {
      const touched = totals.rule.get(row.dataset.key) ?? 0;
      const share = totals.all.n ? touched / totals.all.n : 0;
      return { row, sort: -share, share, value: percent(share), n: plain(touched), gone: !touched };
    }
    const total = totals[kind].get(row.dataset.key);
    if (!total) return { row, gone: true };
    const rest = { row, n: plain(total.n), time: timed ? time : "–" };
    if (!chosen.rule) return { ...rest, sort: total.mean, value: score(total.mean), width: total.mean };
    return { ...rest, sort: -total.share, share: total.share, value: percent(total.share) };
  });
  const most = Math.max(...found.map((one) => one.share ?? 0)) || 1;
  for (const one of found) {
    one.row.hidden = Boolean(one.gone);
    if (one.gone) continue;
    one.row.querySelector(".value").textContent = one.value;
    one.row.querySelector(".n").textContent = one.n;
    one.row.querySelector("rect").setAttribute("width", one.width ?? (100 * one.share) / most);
    const [mark, time] = [one.row.querySelector("line"), one.row.querySelector(".time")];
    const at = chosen.rule ? (100 * totals.all.share) / most : data.mean;
    if (mark) for (const x of ["x1", "x2"]) mark.setAttribute(x, Math.min(100, at));
    if (time) time.textContent = one.time;
  }
  if (filtered()) found.sort((one, other) => (one.sort ?? 999) - (other.sort ?? 999));
  const focused = document.activeElement; // what moves in the page loses it
  table.tBodies[0].append(...found.map((one) => one.row));
  focused?.focus({ preventScroll: true });
}

const read = (row) => [
  row.querySelector(".value").textContent,
  row.querySelector("rect").getAttribute("width"),
  row.querySelector(".n").textContent,
  row.querySelector(".time")?.textContent,
];

function makePickable(table) {
  const kind = table.dataset.bars;
  const choice = byId("filters")?.elements[kind];
  for (const row of all("tbody tr", table)) {
    if (!choice || ![...choice.options].some((option) => option.value === `=${row.dataset.key}`)) continue;
    const name = row.querySelector(".name") ?? row.querySelector("th");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.title = say("filter.pick", { name: name.textContent });
    button.append(...name.childNodes);
    button.addEventListener("click", () => {
      choice.value = chosen[kind] === row.dataset.key ? "" : `=${row.dataset.key}`;
      apply();
    });
    name.replaceChildren(button);
  }
}

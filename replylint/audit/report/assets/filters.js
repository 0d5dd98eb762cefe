/* Filters: what is chosen, and what the replies that fit add up to. */

const chosen = { channel: "", agent: "", rule: "" };

/* Replies, tenths of points, and replies that the chosen rule touches. */
class Total {
  n = 0;
  tenths = 0;
  touched = 0;

  add([, , , n, tenths, rules], rule) {
    this.n += n;
    this.tenths += tenths;
    if (rule < 0) return;
    for (let at = 0; at < rules.length; at += 2) if (rules[at] === rule) this.touched += rules[at + 1];
  }

  get mean() { return this.n ? this.tenths / this.n / 10 : null; }
  get share() { return this.n ? this.touched / this.n : null; }
}

/* Totals over the cells that fit what is chosen, by the name of a channel, agent, week or rule.
   A list of bars keeps all its names: what is chosen in it only marks one. */
function count(data) {
  const rule = chosen.rule ? data.rules.indexOf(chosen.rule) : -1;
  const found = {
    all: new Total(), channel: new Map(), agent: new Map(), week: new Map(), rule: new Map(),
  };
  const into = (map, key, cell) => {
    if (!map.has(key)) map.set(key, new Total());
    map.get(key).add(cell, rule);
  };
  for (const cell of data.cells) {
    const channel = data.channels[cell[0]];
    const agent = data.agents[cell[1]];
    const channelFits = !chosen.channel || chosen.channel === channel;
    const agentFits = !chosen.agent || chosen.agent === agent;
    if (agentFits) into(found.channel, channel, cell);
    if (channelFits) into(found.agent, agent, cell);
    if (!channelFits || !agentFits) continue;
    found.all.add(cell, rule);
    into(found.week, data.weeks[cell[2]], cell);
    for (let at = 0; at < cell[5].length; at += 2) {
      const code = data.rules[cell[5][at]];
      found.rule.set(code, (found.rule.get(code) ?? 0) + cell[5][at + 1]);
    }
  }
  return found;
}

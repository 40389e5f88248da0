// SPDX-License-Identifier: Apache-2.0
// Tables that sort, filter and search: the entities (as caniuse shows them) and the files.

/** Rows that are there at once; the button brings the rest. On paper there are more, but not any number. */
const FIRST_ROWS = 20, PRINTED_ROWS = 200;

/** A table over rows; columns: {key, cell(row), value(row), n}. Filters: {label, options: [[text, test]]}. */
function table(id, rows, columns, {search, filters = [], first, details, descending = true, head = []}) {
  let sorted = {column: columns.find(c => c.key === first), down: descending}, query = "", limit = FIRST_ROWS;
  const chosen = filters.map(() => null);
  const body = el("tbody"), count = el("span", {class: "quiet"});
  const more = el("button", {class: "more", type: "button", onclick: () => { limit = Infinity; fill(); }}, t("table.all"));
  const heads = columns.map(c => el("th", {class: c.n && "n", scope: "col", "data-column": c.key},
      el("button", {type: "button", onclick: () => {
        sorted = {column: c, down: sorted.column === c ? !sorted.down : !!c.n};
        fill();
      }}, t("column." + c.key))));
  const compare = (a, b) => {
    const x = sorted.column.value(a), y = sorted.column.value(b);
    const order = typeof x === "number" ? x - y : String(x).localeCompare(String(y));
    return sorted.down ? -order : order;
  };
  function fill() {
    const shown = rows.filter(r => search(r).toLowerCase().includes(query) && chosen.every(test => !test || test(r))).sort(compare);
    body.replaceChildren(...shown.slice(0, limit).map(row => {
      const line = el("tr", {}, columns.map(c => el("td", {class: c.n && "n"}, c.cell(row))));
      if (details) {
        line.style.cursor = "pointer";
        line.addEventListener("click", event => {
          if (event.target.closest("a")) return;
          if (line.nextSibling?.classList?.contains("details")) line.nextSibling.remove();
          else line.after(el("tr", {class: "details"}, el("td", {colspan: columns.length}, details(row))));
        });
      }
      return line;
    }));
    heads.forEach((head, i) => columns[i] === sorted.column
        ? head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    count.textContent = t("table.count", {shown: number(shown.length), all: number(rows.length)});
    more.hidden = shown.length <= limit;
  }
  const controls = el("div", {class: "controls"},
      el("input", {type: "search", placeholder: t("table.search"), "aria-label": t("table.search"),
                   oninput: e => { query = e.target.value.trim().toLowerCase(); fill(); }}),
      filters.map((f, i) => el("select", {"aria-label": f.label, onchange: e => {
        chosen[i] = e.target.value === "" ? null : f.options[e.target.value][1];
        fill();
      }}, el("option", {value: ""}, f.label), f.options.map(([text], n) => el("option", {value: n}, text)))), count);
  fill();
  everything.push(() => { limit = Math.max(limit, PRINTED_ROWS); fill(); });
  return titled(id, ...head, controls, el("div", {class: "scroll"}, el("table", {}, el("thead", {}, el("tr", {}, heads)), body)), more);
}

/** A verdict in full words, its reason and what it rests on. */
function verdictCell(judged, verified) {
  if (!judged) return el("span", {class: "cell c-none"}, t("support.unknown"));
  const [verdict, reason] = judged;
  return el("span", {class: "cell c-" + verdict, title: reason ? ruleText(data.texts[reason]) : null},
            t("support." + verdict), verified && el("small", {title: t("basis.verified")}, " ✓"));
}

function entities() {
  const rows = new Map();
  for (const f of findings) {
    if (!f.use) continue;
    const key = f.rule.id + "\n" + f.symbol;
    if (!rows.has(key)) rows.set(key, {symbol: f.symbol, rule: f.rule, cls: f.cls, uses: 0, left: 0, files: new Set(), first: f});
    const row = rows.get(key);
    row.uses += 1;
    row.left += !f.applied && !f.native;
    row.files.add(f.file);
  }
  const order = judged => judged ? VERDICTS.indexOf(judged[0]) : -1;
  const columns = [
    {key: "entity", cell: r => el("code", {}, r.symbol), value: r => r.symbol},
    {key: "uses", n: true, cell: r => number(r.uses), value: r => r.uses},
    {key: "files", n: true, cell: r => number(r.files.size), value: r => r.files.size},
    {key: "class", cell: r => tag(r.cls), value: r => CLASSES.indexOf(r.cls)},
    ...data.targets.map(name => ({key: name, cell: r => verdictCell(r.rule.targets[name], name === "cpu" && r.first.tested), value: r => order(r.rule.targets[name])})),
    {key: "rule", cell: r => r.rule.id, value: r => r.rule.id},
  ];
  const filters = [{label: t("filter.class"), options: CLASSES.map(c => [t("class." + c), r => r.cls === c])},
                   {label: t("filter.target"), options: data.targets.flatMap(name => VERDICTS.map(v =>
                       [`${targetName(name)}: ${t("support." + v)}`, r => r.rule.targets[name]?.[0] === v]))},
                   {label: t("filter.left"), options: [[t("filter.left.yes"), r => r.left > 0], [t("filter.left.no"), r => r.left === 0]]}];
  const details = r => [el("p", {}, ruleText(r.first.message)),
      el("ul", {}, r.rule.guidance.map(g => el("li", {}, ruleText(data.texts[g])))),
      el("ul", {}, data.targets.map(name => r.rule.targets[name]).map((judged, i) => judged && data.texts[judged[1]] &&
          el("li", {}, `${targetName(data.targets[i])}: ${t("support." + judged[0])}. ${ruleText(data.texts[judged[1]])}`))),
      el("p", {}, [...r.files].slice(0, 12).map(file => [sourceLink(file, file.findings.find(f => f.symbol === r.symbol).line), " "]))];
  return table("entities", [...rows.values()], columns, {search: r => r.symbol + " " + r.rule.id, filters, first: "uses", details});
}

const kernelVerdict = (kernel, target) => kernel.targets[target]?.[0] || "ok";
function kernelCounts(target) {
  const counts = {ok: 0, review: 0, no: 0};
  for (const k of data.kernels) ++counts[kernelVerdict(k, target)];
  return counts;
}

/** One row per kernel: what each target makes of it, and why. */
function kernels() {
  if (!data.kernels.length) return null;
  const rules = new Map(data.rules.map(r => [r.id, r]));
  const deciding = data.targets.find(name => name !== "cpu") || data.targets[0];
  /** Why a target does not simply take the kernel, each reason once. */
  const reasonsOf = (r, name) => [...new Set((r.targets[name] || ["ok"]).slice(1).map(id => rules.get(id)?.targets[name]?.[1]))]
      .map(n => data.texts[n]).filter(Boolean).map(ruleText);
  const columns = [
    {key: "kernel", cell: r => [el("code", {}, r.name), el("br"), sourceLink(data.files[r.file], r.line)], value: r => r.name},
    ...data.targets.map(name => ({key: name, value: r => VERDICTS.indexOf(kernelVerdict(r, name)),
        cell: r => el("span", {class: "cell c-" + kernelVerdict(r, name)}, t("support." + kernelVerdict(r, name)))})),
    {key: "why", value: r => reasonsOf(r, deciding).join(), cell: r => {
      const target = [deciding, ...data.targets].find(name => reasonsOf(r, name).length), all = target ? reasonsOf(r, target) : [];
      return el("small", {}, (target && target !== deciding ? targetName(target) + ": " : "") + all.slice(0, 2).join(t("list.separator")) +
                             (all.length > 2 ? " …" : ""));
    }},
  ];
  const about = new Map(findings.map(f => [f.rule.id, f]));
  const details = r => el("ul", {}, [...new Set(Object.values(r.targets).flatMap(([, ...ids]) => ids))].map(id => about.get(id))
      .filter(Boolean).map(f => el("li", {}, el("b", {}, f.rule.id), ` ${ruleText(f.message)}`, reasons(f))));
  const filters = [{label: t("filter.target"), options: data.targets.flatMap(name => VERDICTS.map(v =>
      [`${targetName(name)}: ${t("support." + v)}`, r => kernelVerdict(r, name) === v]))}];
  const head = [el("p", {class: "quiet"}, t("kernels.how")), el("div", {class: "tallies"}, data.targets.map(name => el("div", {},
      el("b", {}, targetName(name)), bar(kernelCounts(name)), legend(kernelCounts(name), "support."))))];
  return table("kernels", data.kernels, columns, {search: r => r.name + " " + data.files[r.file].path, filters, first: deciding, details, head});
}

/** How far a file could be read, from the evidence of its findings and the remarks about it. */
function confidence(file) {
  const uses = file.findings.filter(f => f.use && f.active);
  const has = id => file.findings.some(f => f.rule.id === id);
  const seen = uses.filter(f => f.evidence !== "token").length;
  const share = uses.length ? Math.floor(100 * seen / uses.length) : 100;
  const level = has("NPU0009") ? "low" : has("NPU0005") || has("NPU0004") || share < 90 ? "medium" : "high";
  return {level, share, order: {low: 0, medium: 1, high: 2}[level] * 1000 + share};
}

function files() {
  const worst = file => Math.max(0, ...file.findings.filter(f => f.waived === "none").map(f => CLASSES.indexOf(f.gravity)));
  const rows = data.files.map(file => ({file, uses: file.findings.filter(f => f.use).length, confidence: confidence(file), worst: worst(file),
                                        listed: file.findings.filter(f => !f.routine && f.waived === "none").length}));
  const level = {high: "ok", medium: "review", low: "no"};
  const columns = [
    {key: "file", cell: r => sourceLink(r.file, 0), value: r => r.file.path},
    {key: "uses", n: true, cell: r => number(r.uses), value: r => r.uses},
    {key: "listed", n: true, cell: r => number(r.listed), value: r => r.listed},
    {key: "worst", cell: r => r.file.findings.length ? tag(CLASSES[r.worst]) : "", value: r => r.worst},
    {key: "points", n: true, cell: r => number(r.file.points), value: r => r.file.points},
    {key: "confidence", cell: r => el("span", {class: "cell c-" + level[r.confidence.level]},
        `${t("confidence." + r.confidence.level)} (${r.confidence.share} %)`), value: r => r.confidence.order},
  ];
  return table("files", rows, columns, {search: r => r.file.path, first: "points", head: [el("p", {class: "quiet"}, t("files.how"))],
      filters: [{label: t("filter.confidence"), options: ["high", "medium", "low"].map(l => [t("confidence." + l), r => r.confidence.level === l])}]});
}

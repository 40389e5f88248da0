// SPDX-License-Identifier: Apache-2.0
// One file, before and after side by side, its findings in the margin.
function openFile(file, line = 0) {
  if (file.source !== undefined) location.hash = `#/file/${file.index}/${line}`;
}

/** Rows of the view: [line, text, line after, text after, changed]. */
function aligned(file) {
  const before = linesOf(file), rows = [];
  let at = 1, out = 1;
  const same = end => { for (; at < end; ++at, ++out) rows.push([at, before[at - 1], out, before[at - 1], false]); };
  for (const [line, count, after] of file.blocks) {
    same(line);
    const now = after.split(/\r?\n/);
    for (let i = 0; i < Math.max(count, now.length); ++i)
      rows.push([i < count ? line + i : 0, i < count ? before[line - 1 + i] : "",
                 i < now.length ? out + i : 0, i < now.length ? now[i] : "", true]);
    at = line + count;
    out += now.length;
  }
  same(before.length + 1);
  return rows;
}

function sourceView(file, line) {
  const byLine = new Map();
  for (const f of file.findings) {
    if (!byLine.has(f.line)) byLine.set(f.line, []);
    byLine.get(f.line).push(f);
  }
  const note = f => el("div", {class: "note c-" + f.gravity, title: f.message},
      `${f.rule.id} ${f.routine ? f.symbol : ruleText(f.message)}`, f.waived !== "none" && el("small", {}, ` (${t("waived." + f.waived)})`));
  /** Routine findings of a line in one word each, the others in full. */
  const margin = list => {
    const plain = list.filter(f => f.routine), rest = list.filter(f => !f.routine);
    return [rest.map(note), plain.length > 0 && el("span", {class: "quiet", title: plain.map(f => `${f.rule.id} ${f.symbol}`).join("\n")},
                                                   el("i", {class: "dot c-exact"}), number(plain.length))];
  };
  const highlight = (text, list) => {
    const f = list.find(x => !x.routine) || list[0];
    return f ? marked(text, f) : [text];
  };
  let target = null;
  const rows = aligned(file).map(([a, before, b, after, changed]) => {
    const list = (a && byLine.get(a)) || [];
    const row = el("tr", {"data-line": a || null, class: a && a === line ? "at" : null},
        el("td", {class: "ln"}, a || ""), el("td", {class: "code text" + (changed && a ? " old" : "")}, highlight(before, list)),
        el("td", {class: "ln"}, b || ""), el("td", {class: "code text" + (changed && b ? " new" : "")}, after),
        el("td", {class: "margin"}, margin(list)));
    if (a && a === line) target = row;
    return row;
  });
  const places = file.findings.filter(f => !f.routine && f.line).map(f => f.line);
  const jump = step => {
    const next = step > 0 ? places.find(n => n > line) : places.filter(n => n < line).pop();
    if (next !== undefined) openFile(file, next);
  };
  const head = [["source.before", 2], ["source.after", 2], ["source.margin", 1]].map(([key, span]) => el("th", {colspan: span}, t(key)));
  const general = byLine.get(0) || [];
  const view = el("section", {class: "source"},
      el("div", {class: "controls"}, el("a", {href: "#"}, t("source.back")), el("h2", {}, file.path),
         el("button", {type: "button", onclick: () => jump(-1)}, t("source.previous")),
         el("button", {type: "button", onclick: () => jump(1)}, t("source.next"))),
      general.map(note),
      el("table", {}, el("colgroup", {}, ["number", "half", "number", "half", "margin"].map(c => el("col", {class: c}))),
         el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)));
  return {view, target};
}

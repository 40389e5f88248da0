// SPDX-License-Identifier: Apache-2.0
// The findings with what stands there before and after.

/** The lines of a finding before and after; after is null where nothing changes. */
function snippet(f) {
  if (f.file.source === undefined || !f.line) return null;
  const lines = linesOf(f.file), block = f.file.blocks.find(([line, count]) => f.line >= line && f.line < line + count);
  if (!block) return {before: [f.line, lines[f.line - 1] ?? ""], after: null};
  const [line, count, after] = block;
  return {before: [line, lines.slice(line - 1, line - 1 + count).join("\n")], after};
}
const linesOf = file => file.lines ??= file.source.split(/\r?\n/);

/** A line with the finding's own characters marked. */
function marked(text, f) {
  const begin = f.column - 1, end = begin + f.length;
  return f.column && f.length && end <= text.length ? [text.slice(0, begin), el("mark", {}, text.slice(begin, end)), text.slice(end)] : [text];
}

function card(f) {
  const s = snippet(f), same = s && s.after === null;
  const lines = s ? s.before[1].split("\n") : [], own = s ? f.line - s.before[0] : 0;
  return el("div", {class: "finding" + (f.waived !== "none" ? " waived" : ""), "data-rule": f.rule.id},
      tag(f.cls), " ", el("b", {}, f.rule.id), sourceLink(f.file, f.line),
      f.waived !== "none" && el("span", {class: "quiet"}, ` · ${t("waived." + f.waived)}${f.reason ? ": " + f.reason : ""}`),
      f.active ? null : el("span", {class: "quiet"}, " · " + t("findings.inactive")),
      el("p", {}, ruleText(f.message)),
      s && el("div", {class: "pair"},
          el("div", {class: same ? "same" : "before"}, el("small", {}, t(same ? "findings.here" : "findings.before")),
             el("pre", {}, lines.flatMap((text, i) => [...(i === own ? marked(text, f) : [text]), i + 1 < lines.length ? "\n" : ""]))),
          s.after !== null && el("div", {class: "after"}, el("small", {}, t("findings.after")), el("pre", {}, s.after))),
      f.rule.guidance.length > 0 && el("ul", {}, f.rule.guidance.map(g => el("li", {}, ruleText(data.texts[g])))),
      reasons(f));
}

/** Why targets do not simply take it: one line for all targets with the same reason. */
function reasons(f) {
  const groups = new Map();
  for (const name of data.targets) {
    const [verdict, reason] = f.rule.targets[name] || ["ok"];
    const text = data.texts[reason];
    if (verdict === "ok" || !text) continue;
    const key = verdict + reason;
    if (!groups.has(key)) groups.set(key, {verdict, text, names: []});
    groups.get(key).names.push(targetName(name));
  }
  return el("div", {class: "quiet"}, [...groups.values()].map(g => el("div", {},
      `${g.names.join(", ")}: ${t("support." + g.verdict)}` + (f.message.includes(g.text) ? "" : `. ${ruleText(g.text)}`) + ` (${t("basis.documentation")})`)));
}

let showFindings = () => {};

function findingList() {
  let query = "", classes = new Set(), routine = false, waived = false, limit = FIRST_ROWS;
  const list = el("div", {class: "list"}), count = el("span", {class: "quiet"});
  const more = el("button", {class: "more", type: "button", onclick: () => { limit += 200; fill(); }}, t("findings.more"));
  const input = el("input", {type: "search", placeholder: t("findings.search"), "aria-label": t("findings.search"),
                             oninput: e => { query = e.target.value.trim().toLowerCase(); limit = FIRST_ROWS; fill(); }});
  const order = f => -CLASSES.indexOf(f.gravity);
  function fill() {
    const shown = findings.filter(f => (routine || !f.routine) && (waived || f.waived === "none") &&
        (!classes.size || classes.has(f.gravity)) &&
        (!query || `${f.rule.id} ${f.symbol} ${f.file.path} ${f.message}`.toLowerCase().includes(query)))
        .sort((a, b) => order(a) - order(b) || a.index - b.index);
    list.replaceChildren(...shown.slice(0, limit).map(card));
    count.textContent = t("table.count", {shown: number(shown.length), all: number(findings.length)});
    more.hidden = shown.length <= limit;
    if (!shown.length) list.replaceChildren(el("p", {class: "quiet"}, t("findings.none")));
  }
  const toggle = (text, set) => el("button", {type: "button", "aria-pressed": "false", onclick: e => {
    const on = e.target.getAttribute("aria-pressed") !== "true";
    e.target.setAttribute("aria-pressed", on);
    set(on);
    fill();
  }}, text);
  const chips = CLASSES.slice().reverse().map(c => toggle(t("class." + c), on => on ? classes.add(c) : classes.delete(c)));
  showFindings = rule => { input.value = query = rule.toLowerCase(); fill(); };
  const controls = el("div", {class: "controls"}, input, chips, toggle(t("findings.routine"), on => { routine = on; }),
      Object.values(data.summary.waived).some(n => n) && toggle(t("findings.waived"), on => { waived = on; }), count);
  fill();
  everything.push(() => { limit = Math.max(limit, PRINTED_ROWS); fill(); });
  return titled("findings", controls, list, more);
}

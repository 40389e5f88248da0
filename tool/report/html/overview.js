// SPDX-License-Identifier: Apache-2.0
// What a lead looks at first: verdict, score, counts, targets, effort, next steps.
function gauge(score) {
  const radius = 52, round = 2 * Math.PI * radius;
  const cls = score >= 95 ? "ok" : score >= 70 ? "review" : "no";
  return el("svg", {viewBox: "0 0 120 120", role: "img", "aria-label": t("score.label", {score})},
      el("circle", {cx: 60, cy: 60, r: radius, fill: "none", stroke: "var(--soft)", "stroke-width": 12}),
      el("circle", {cx: 60, cy: 60, r: radius, fill: "none", stroke: `var(--${cls})`, "stroke-width": 12,
                    "stroke-dasharray": `${round * score / 100} ${round}`, transform: "rotate(-90 60 60)"}),
      el("text", {x: 60, y: 70, "text-anchor": "middle", "font-size": 32, "font-weight": 650, fill: "var(--ink)"},
         String(score)));
}

function bar(counts, classOf = name => name) {
  const all = Object.values(counts).reduce((a, b) => a + b, 0) || 1;
  return el("div", {class: "bar", "aria-hidden": "true"}, Object.entries(counts).filter(([, n]) => n).map(([name, n]) =>
      el("span", {class: "c-" + classOf(name), style: `width:${100 * n / all}%`, title: `${n}`})));
}
const legend = (counts, prefix) => el("div", {class: "legend"}, Object.entries(counts).map(([name, n]) =>
    el("span", {}, el("i", {class: "c-" + name}), `${t(prefix + name)} ${number(n)}`)));

/** A quarter of an hour each, as docs/explanation/score.md says. */
const POINTS_AN_HOUR = 4, HOURS_A_DAY = 8;
function duration(points) {
  const hours = points / POINTS_AN_HOUR;
  return hours < 2 * HOURS_A_DAY ? t("effort.hours.about", {n: number(Math.ceil(hours))})
                                 : t("effort.days.about", {n: number(Math.ceil(hours / HOURS_A_DAY))});
}
const share = (part, all) => (all ? Math.floor(1000 * part / all) / 10 : 100).toLocaleString(language) + " %";
const fact = (label, value, ...below) => el("div", {class: "fact"}, el("small", {}, label), el("b", {}, value), ...below);

function hero() {
  const s = data.summary, waived = Object.entries(s.waived).filter(([, n]) => n);
  const count = (...gravities) => findings.filter(f => f.waived === "none" && gravities.includes(f.gravity)).length;
  const places = {hard: number(count("manual", "blocked")), look: number(count("semantic", "emulated"))};
  const clear = data.files.filter(f => f.points === 0).length;
  // Kernels on the target that matters: the one asked for, else the first device that runs them.
  const target = data.targets.find(name => name !== "cpu") || data.targets[0], judged = kernelCounts(target);
  return el("section", {id: "verdict", class: "hero", "data-verdict": s.verdict}, gauge(s.score),
      el("div", {class: "say"},
         el("div", {class: "verdict"}, t("verdict." + s.verdict, places)),
         el("p", {}, t("verdict.numbers", {files: number(s.files), uses: number(s.uses), left: number(s.leftovers)})),
         s.leftovers !== s.leftovers_active && el("p", {class: "quiet"}, t("verdict.active", {left: number(s.leftovers_active)})),
         waived.length > 0 && el("p", {class: "quiet"},
             t("verdict.waived") + " " + waived.map(([why, n]) => `${number(n)} ${t("waived." + why)}`).join(", "))),
      el("div", {class: "facts"},
         fact(t("fact.carried"), share(s.uses - s.leftovers, s.uses), el("small", {}, t("fact.of", {part: number(s.uses - s.leftovers), all: number(s.uses)}))),
         fact(t("fact.clear"), share(clear, data.files.length), el("small", {}, t("fact.of", {part: number(clear), all: number(data.files.length)}))),
         data.kernels.length > 0 && fact(t("fact.kernels", {target: targetName(target)}), share(judged.ok + judged.review, data.kernels.length),
             bar(judged), el("small", {}, t("fact.of", {part: number(judged.ok + judged.review), all: number(data.kernels.length)}))),
         fact(t("effort.title"), t("fact.points", {points: number(s.effort_points)}), s.effort_points > 0 && el("small", {}, duration(s.effort_points)))));
}

function counts() {
  return titled("counts", bar(data.summary.by_class), legend(data.summary.by_class, "class."),
      el("details", {}, el("summary", {}, t("classes.what")),
         el("table", {}, CLASSES.map(c => el("tr", {}, el("td", {}, tag(c)), el("td", {}, t("class." + c + ".means")))))));
}

function targets() {
  return titled("targets", data.targets.map(name => el("div", {class: "target"},
      el("b", {}, targetName(name)), el("span", {class: "quiet"}, t("targets.score", {score: data.target_scores[name]})),
      bar(data.summary.by_target[name]), legend(data.summary.by_target[name], "support."))),
      el("p", {class: "quiet"}, t("targets.basis")));
}

function steps() {
  return titled("steps", el("ol", {class: "steps"}, data.steps.map(s => el("li", {},
      t("step." + s.kind, {rule: s.rule, symbol: s.symbol, text: ruleText(s.text), places: number(s.places), files: number(s.files)}),
      s.rule && [" ", el("a", {href: "#findings", onclick: () => showFindings(s.rule)}, t("step.show"))]))));
}

function effort() {
  const points = Object.entries(data.points).map(([k, n]) => `${t("effort." + k)} ${n}`).join(", ");
  const first = 8;
  const most = Math.max(1, ...data.effort.map(r => r.points)), about = new Map(findings.map(f => [f.rule.id + f.symbol, f.message]));
  // The entity stands there already.
  const message = r => ruleText((about.get(r.rule + r.symbol) || "").replace(`'${r.symbol}': `, ""));
  const rows = data.effort.map((r, i) => el("tr", {hidden: i >= first},
      el("td", {}, el("a", {href: "#findings", onclick: () => showFindings(r.rule)}, r.rule)),
      el("td", {}, el("code", {}, r.symbol), el("div", {class: "quiet"}, message(r))),
      el("td", {}, r.effort ? t("effort." + r.effort) : t("effort.look")),
      ...[r.places, r.files].map(n => el("td", {class: "n"}, number(n))),
      el("td", {class: "n measure"}, number(r.points), el("i", {style: `width:${100 * r.points / most}%`}))));
  const unfold = () => { rows.forEach(row => row.removeAttribute("hidden")); more.hidden = true; };
  const more = el("button", {class: "more", type: "button", hidden: rows.length <= first, onclick: unfold}, t("table.all"));
  everything.push(unfold);
  const head = ["rule", "entity", "effort"].map(k => el("th", {}, t("column." + k))).concat(
      ["places", "files", "points"].map(k => el("th", {class: "n"}, t("column." + k))));
  return titled("effort", el("p", {}, data.effort.length ? t("effort.sum", {points: number(data.summary.effort_points), time: duration(data.summary.effort_points)}) : t("heat.none")),
      rows.length > 0 && el("div", {class: "scroll"}, el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows))), more,
      el("p", {class: "quiet"}, t("effort.how", {points, further: data.further})));
}

function formula() {
  const weights = names => names.map(n => `${t((VERDICTS.includes(n) ? "support." : "class.") + n)} ${data.weights[n]} %`).join(", ");
  return titled("formula", el("p", {}, t("formula.overall", {weights: weights(CLASSES)})),
      el("p", {}, t("formula.target", {weights: weights(VERDICTS)})), el("p", {}, t("formula.verdict")));
}

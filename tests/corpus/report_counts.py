# SPDX-License-Identifier: Apache-2.0
"""Whether ten reports of one run say the same. Each count is taken from the rendered text, as a reader would, and
compared with the JSON report's findings, which are counted here anew."""
import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter

FORMATS = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html")
VERDICTS = ("ok", "review", "no")


def shown(pattern, text):
    return len(re.findall(pattern, text, re.M))


def number(text):
    return int(text.replace(",", ""))


def page_data(html):
    return json.loads(re.search(r'id="data">(.*?)</script>', html, re.S)[1])


def disagreements(reports):
    """What differs, in words: `reports` maps each of FORMATS to its text. Nothing when all agree."""
    problems = []

    def same(what, got, expected):
        if got != expected:
            problems.append(f"{what}: {got}, expected {expected}")

    report = json.loads(reports["json"])
    findings, summary = report["findings"], report["summary"]
    listed, waived = summary["listed"], [f for f in findings if "waived" in f]
    by_class = Counter(f["class"] for f in findings)
    by_target = {t: Counter(f["targets"][t] for f in findings if t in f["targets"]) for t in report["targets"]}

    same("json: by_class", {c: n for c, n in summary["by_class"].items() if n}, dict(by_class))
    same("json: by_target", summary["by_target"], {t: {v: n[v] for v in VERDICTS} for t, n in by_target.items()})
    same("json: waived", sum(summary["waived"].values()), len(waived))
    same("json: files", summary["files"], len(report["files"]))

    places = [(f["rule"], f["file"], f["line"], f["symbol"]) for f in findings]
    same("full: findings", shown(r"^(?:note|warning|error)\[NPU", reports["full"]), listed)
    same("concise: findings", shown(r": (?:note|warning|error)\[NPU\d+\]: ", reports["concise"]), listed)
    same("github: findings", shown(r"^::(?:notice|warning|error) ", reports["github"]), listed)
    same("gitlab: findings", len(json.loads(reports["gitlab"])), listed)
    for name in ("full", "concise", "markdown"):
        counts = re.search(r"(\d+) files?, (\d+) uses?; findings:(.*?);", reports[name])
        same(name + ": files and uses", (int(counts[1]), int(counts[2])), (summary["files"], summary["uses"]))
        same(name + ": classes", dict((c, int(n)) for n, c in re.findall(r"(\d+) (\w+)", counts[3])), dict(by_class))
        same(name + ": left in place", shown(rf"\b{summary['leftovers']} left in place", reports[name]), 1)
    targets = re.findall(r"^(\w+) +(\d+) +(\d+) +(\d+)$", reports["full"], re.M)
    same("full: targets", {t: [int(n) for n in counts] for t, *counts in targets},
         {t: [n[v] for v in VERDICTS] for t, n in by_target.items()})
    same("full: score", re.findall(r"Score (\d+) of 100, effort (\d+) points", reports["full"]),
         [(str(summary["score"]), str(summary["effort_points"]))])

    cases = ElementTree.fromstring(reports["junit"])
    told = (e.text or "" for e in cases.iter() if e.tag in ("failure", "system-out"))
    same("junit: findings", sum(shown(r"^.*: (?:note|warning|error)\[NPU", text) for text in told), listed)
    same("junit: cases", len(cases.findall(".//testcase")), len(set(report["files"]) | {f["file"] for f in findings}))
    suite = next(cases.iter("testsuite"))
    same("junit: failures", int(suite.get("failures")), len(cases.findall(".//failure")))

    results = json.loads(reports["sarif"])["runs"][0]["results"]
    same("sarif: results", sum("suppressions" not in r for r in results), listed)
    same("sarif: suppressed", sum("suppressions" in r for r in results),
         sum(f["class"] != "exact" or leftover(f) for f in waived))

    same("markdown: findings", [int(n) for n in re.findall(r"^### Findings \((\d+)\)$", reports["markdown"], re.M)], [listed])
    same("markdown: rows", shown(r"^\| [^|]+ \| NPU\d{4} \|", reports["markdown"]), min(listed, 50))
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| \d+ \|$", reports["markdown"], re.M)
    same("markdown: targets", {t: [int(n) for n in counts] for t, *counts in rows},
         {t: [n[v] for v in VERDICTS] for t, n in by_target.items()})

    rows = list(csv.DictReader(io.StringIO(reports["csv"], newline="")))
    same("csv: rows", [(r["rule"], r["file"], int(r["line"]), r["symbol"]) for r in rows], places)
    same("csv: verdicts", {t: dict(Counter(r[t] for r in rows if r[t])) for t in report["targets"]},
         {t: dict(n) for t, n in by_target.items()})

    page = page_data(reports["html"])
    same("html: summary", page["summary"], summary)
    same("html: findings", [(page["rules"][f[0]]["id"], page["files"][f[1]]["path"], f[2], page["texts"][f[9]])
                            for f in page["findings"]], places)
    same("html: kernels", [(k["name"], k["line"]) for k in page["kernels"]],
         [(k["name"], k["line"]) for k in report["kernels"]])
    return problems


def leftover(finding):
    return not finding["applied"] and not finding.get("native")

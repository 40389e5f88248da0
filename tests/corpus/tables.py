# SPDX-License-Identifier: Apache-2.0
"""The tables of a corpus run: results.tsv for machines, summary.md for people. All numbers come from the results."""
from collections import Counter

STAGES = ("migrated", "built", "ran", "passed")
CLASSES = ("exact", "near", "semantic", "emulated", "manual", "blocked")
COLUMNS = ("repository", "path", "tier", *STAGES, "way", *CLASSES, "leftovers", "silent", "migrate_cpu", "build_cpu",
           "run_cpu", "run_wall", "first_error")


def _cell(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value).replace("\t", " ").replace("\n", " ")


def write_tsv(results, path):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("\t".join(COLUMNS) + "\n")
        for result in results:
            row = {**result, **{c: result["by_class"].get(c, 0) for c in CLASSES}}
            stream.write("\t".join(_cell(row.get(column, "")) for column in COLUMNS) + "\n")


def _median(values):
    values = sorted(values)
    return values[len(values) // 2] if values else 0.0


def summary(results):
    lines = ["# Corpus run", "", "| tier | programs | migrated | built | ran | passed |", "|---|---|---|---|---|---|"]
    for tier in sorted({r["tier"] for r in results}) + ["all"]:
        rows = [r for r in results if tier in ("all", r["tier"])]
        lines.append(f"| {tier or '-'} | {len(rows)} | " + " | ".join(str(sum(r[s] for r in rows)) for s in STAGES) + " |")
    classes = Counter()
    for result in results:
        classes.update(result["by_class"])
    lines += ["", "Findings by class: " + ", ".join(f"{c} {classes[c]}" for c in sorted(classes)) + ".",
              f"Leftovers the report counts: {sum(r['leftovers'] for r in results)}; "
              f"silent ones found by leftover_scan: {sum(r['silent'] for r in results)}.",
              "Built by: " + ", ".join(f"{w or 'nothing'} {n}" for w, n in sorted(Counter(r["way"] for r in results).items())) + ".",
              f"CPU seconds: migrate {sum(r['migrate_cpu'] for r in results):.1f} "
              f"(median {_median([r['migrate_cpu'] for r in results]):.2f} a program), "
              f"build {sum(r['build_cpu'] for r in results):.1f}, run {sum(r['run_cpu'] for r in results):.1f}.",
              "", "| program | reached | first error |", "|---|---|---|"]
    for result in results:
        if result["first_error"] or result["silent"]:
            reached = [s for s in STAGES if result[s]]
            error = result["first_error"] or f"{result['silent']} silent leftovers: {result['silent_example']}"
            error = error.replace("|", "\\|").replace("\n", " ")
            lines.append(f"| {result['repository']} {result['path']} | {reached[-1] if reached else 'nothing'} | {error} |")
    return "\n".join(lines) + "\n"

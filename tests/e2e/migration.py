# SPDX-License-Identifier: Apache-2.0
"""Runs npuify for the end-to-end tests, and checks what must hold for every migration."""
import json
import os
import subprocess
import sys
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus"))
from leftover_scan import silent_leftovers, same_file  # noqa: E402
from migrated_tree import original_of  # noqa: E402

STATE = ".npuify"
REPORTS = ("npuify-report.json", "npuify-report.html")


def npuify(*arguments, cwd=None, limit=300):
    """The finished process of one call; output as text, undecodable bytes escaped."""
    build = os.environ["NPUIFY_BUILD"]
    return subprocess.run([os.path.join(build, "bin", "npuify"), *arguments], cwd=cwd, timeout=limit,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="backslashreplace", check=False)


def files_below(folder):
    """Relative path -> contents of every file, npuify's own state aside."""
    found = {}
    for base, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f != STATE]
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as stream:
                found[os.path.relpath(path, folder)] = stream.read()
    return found


def read_report(out):
    with open(os.path.join(out, REPORTS[0]), encoding="utf-8") as stream:
        return json.load(stream)


def replay(data, findings):
    """Applies the edits of the findings to the bytes of an input file. Equal edits of several findings count once."""
    edits = sorted({(e["offset"], e["length"], e["text"]) for f in findings if f["applied"] for e in f["edits"]})
    result, position = [], 0
    for offset, length, text in edits:
        if offset < position:
            raise AssertionError(f"overlapping edits at byte {offset}")
        result += [data[position:offset], text.encode("utf-8")]
        position = offset + length
    return b"".join(result + [data[position:]])


def problems_of(source, out, report):
    """What is wrong with a migration of the folder `source` to `out`, in words; nothing when all is well."""
    problems = []
    summary, findings = report["summary"], report["findings"]

    counted = Counter(f["class"] for f in findings)
    if {c: n for c, n in summary["by_class"].items() if n} != dict(counted):
        problems.append(f"by_class says {summary['by_class']}, the findings {dict(counted)}")
    text = json.dumps(report)
    if os.path.abspath(source) in text or os.path.abspath(out) in text:
        problems.append("the report holds an absolute path")

    inputs, outputs = files_below(source), files_below(out)
    for relative, data in outputs.items():
        if relative in REPORTS:
            continue
        original = original_of(relative)
        if original not in inputs:
            problems.append(f"{relative} comes from nowhere")
            continue
        own = [f for f in findings if same_file(f["file"], original)]
        if not any(f["rule"] for f in own) and data != inputs[original]:
            problems.append(f"{relative} changed without a finding")
        elif own and replay(inputs[original], own) != data:
            problems.append(f"{relative} differs from its input by more than the edits of the findings")
    missing = set(inputs) - {original_of(r) for r in outputs}
    if missing:
        problems.append(f"missing in the output: {sorted(missing)}")
    problems += [f"silent leftover {h.symbol} at {h.file}:{h.line}" for h in silent_leftovers(source, out, findings)]
    return problems

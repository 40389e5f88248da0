#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks for text that a migration garbled, without parsing it.

Whatever the rules do, a migrated file has the brackets, conditional directives, macro definitions, string literals and
comments of its input, inline assembly and include directives aside; and it is the input with the edits of the report's
findings, to the byte. Shares no code with the translator.

usage: corruption_scan.py INPUT_ROOT OUTPUT [--report FILE]
Prints one line per damage; exit 1 if any.
"""
import os
import re
import sys
from collections import Counter

from leftover_scan import _TOKEN
from migrated_tree import SUFFIXES, original_of, parse_arguments, read

_DIRECTIVE = re.compile(r"#[ \t]*(\w+)")
_QUIET = re.compile(r"#[ \t]*(?:include|import|error|warning|pragma|line)\b(?:\\\r?\n|[^\n])*")


def shape(text):
    """What must survive: (bracket balance, conditionals left open, number of definitions, literals, comments)."""
    text = text.lstrip("\ufeff")  # a byte order mark
    balance, conditionals, defines = Counter(), 0, 0
    literals, comments = Counter(), Counter()
    position, at_line_start = 0, True
    assembly = None  # depth of the parentheses of an asm statement; None outside
    while position < len(text):
        match = _TOKEN.match(text, position)
        kind, value = match.lastgroup, match.group(0)
        if at_line_start and value == "#":
            quiet = _QUIET.match(text, position)
            if quiet:
                position = quiet.end()
                continue
            name = _DIRECTIVE.match(text, position)
            word = name.group(1) if name else ""
            conditionals += word.startswith("if")
            conditionals -= word == "endif"
            defines += word == "define"
        if kind == "name" and re.fullmatch(r"asm|__asm(__)?", value) and assembly is None:
            assembly = 0
        elif kind == "punct" and value in "()[]{}":
            pair = {"(": "()", ")": "()", "[": "[]", "]": "[]", "{": "{}", "}": "{}"}[value]
            balance[pair] += 1 if value == pair[0] else -1
            if assembly is not None and pair == "()":
                assembly += 1 if value == "(" else -1
                if assembly == 0 and value == ")":
                    assembly = None
        elif kind in ("string", "char", "raw", "delimiter") and assembly is None:
            literals[value] += 1
        elif kind == "comment" and assembly is None:
            comments[value.rstrip("\r")] += 1
        if kind == "newline":
            at_line_start = True
        elif kind not in ("space", "comment", "splice"):
            at_line_start = False
        position = match.end()
    return {k: v for k, v in balance.items() if v}, conditionals, defines, literals, comments


def replay(data, findings):
    """The input with the findings' edits; equal edits of several findings count once."""
    edits = sorted({(e["offset"], e["length"], e["text"]) for f in findings if f["applied"] for e in f["edits"]})
    result, position = [], 0
    for offset, length, text in edits:
        if offset < position:
            return None
        result += [data[position:offset], text.encode("utf-8", "surrogateescape")]
        position = offset + length
    return b"".join(result + [data[position:]])


def damages(before, after):
    """What is wrong with the text `after`, in words."""
    (b1, c1, d1, l1, k1), (b2, c2, d2, l2, k2) = shape(before), shape(after)
    found = []
    if b1 != b2:
        found.append(f"brackets: {b1} became {b2}")
    if c1 != c2:
        found.append(f"conditional directives: {c1} left open became {c2}")
    if d1 != d2:
        found.append(f"definitions of macros: {d1} became {d2}")
    for what, lost in (("literal", l1 - l2), ("comment", k1 - k2)):
        for text in list(lost)[:3]:
            found.append(f"{what} lost: {text[:60]!r}")
    return found


def scan(input_root, output, findings):
    """(number of files compared, [(file, damage)])."""
    by_file, compared, out = {}, 0, []
    for f in findings:
        by_file.setdefault(f["file"], []).append(f)
    for folder, folders, names in os.walk(output):
        folders[:] = sorted(f for f in folders if f not in ("_build", "CMakeFiles", ".npuify"))
        for name in sorted(names):
            relative = os.path.relpath(os.path.join(folder, name), output)
            original = original_of(relative)
            source = os.path.join(input_root, original)
            if not name.endswith(SUFFIXES) or not os.path.isfile(source):
                continue
            compared += 1
            with open(source, "rb") as stream:
                data = stream.read()
            with open(os.path.join(folder, name), "rb") as stream:
                result = stream.read()
            if data == result:
                continue
            own = by_file.get(original, []) + (by_file.get(relative, []) if relative != original else [])
            if replay(data, own) != result:
                out.append((relative, "differs from its input by more than the edits of the findings"))
            out += [(relative, damage) for damage in damages(read(source), read(os.path.join(folder, name)))]
    return compared, out


def main(arguments=None):
    compared, found = scan(*parse_arguments(__doc__, arguments))
    for name, damage in found:
        print(f"{name}: {damage}".encode("utf-8", "replace").decode())
    print(f"{compared} files compared, {len(found)} damages", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""The table of programs and how a run is judged.

A row names a program inside a checkout, how to run it, and its pass conditions, separated by ';':
  exit N           the program exits with N
  stdout ~ REGEX   REGEX is found in its standard output
  not ~ REGEX      REGEX is found neither in its standard output nor in its standard error
Regular expressions are Python's, with ^ and $ matching at line ends.
"""
import csv
import os
import re
import shlex
from dataclasses import dataclass, field

SOURCE_SUFFIXES = (".cu", ".cpp", ".cc", ".cxx", ".c")


@dataclass
class Condition:
    kind: str  # "exit", "stdout" or "not"
    value: str


@dataclass
class Program:
    repository: str
    path: str  # a directory of the repository, or one source file in it
    run: str
    conditions: list = field(default_factory=list)
    tier: str = ""
    feature_groups: str = ""

    @property
    def slug(self):
        """A file name that identifies the program."""
        return re.sub(r"[^A-Za-z0-9.+-]+", "_", f"{self.repository}/{self.path}").strip("_")

    @property
    def names_a_file(self):
        return self.path.endswith(SOURCE_SUFFIXES)

    @property
    def directory(self):
        return os.path.dirname(self.path) if self.names_a_file else self.path

    @property
    def binary(self):
        """The file name of the executable, from the run command; without one, named after the source or folder."""
        words = [w for w in shlex.split(self.run) if "=" not in w.split("/")[0]]
        return os.path.basename(words[0]) if words else os.path.splitext(os.path.basename(self.path))[0]


def parse_conditions(text):
    conditions = []
    for part in re.split(r";\s*(?=exit\s|stdout\s*~|not\s*~|$)", text):
        part = part.strip()
        if not part:
            continue
        match = re.fullmatch(r"exit\s+(-?\d+)|(stdout|not)\s*~\s?(.*)", part, re.S)
        if not match:
            raise ValueError(f"not a pass condition: {part!r}")
        if match.group(1) is not None:
            conditions.append(Condition("exit", match.group(1)))
        else:
            re.compile(match.group(3))  # a broken expression is the table's error, not the program's
            conditions.append(Condition(match.group(2), match.group(3)))
    return conditions


def read_programs(path, full_size=False):
    """Rows of a TSV file with the columns repository path run run_shorter pass tier feature_groups."""
    programs = []
    with open(path, newline="", encoding="utf-8") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            shorter = (row.get("run_shorter") or "").strip()
            run = (row.get("run") or "").strip()
            try:
                programs.append(Program(row["repository"], row["path"].rstrip("/"),
                                        shorter if shorter and not full_size else run,
                                        parse_conditions(row.get("pass") or "exit 0"), (row.get("tier") or "").strip(),
                                        row.get("feature_groups") or ""))
            except (KeyError, ValueError, re.error) as error:
                raise SystemExit(f"{path}:{number}: {error}")
    return programs


def judge(conditions, outcome):
    """The first condition that does not hold, in words; nothing when all hold.

    Whatever the conditions say, a run that was stopped or killed by a signal has failed."""
    if outcome.timed_out:
        return f"stopped after {outcome.wall:.0f} s"
    if outcome.returncode < 0 or outcome.returncode > 128:
        return f"killed by signal {-outcome.returncode if outcome.returncode < 0 else outcome.returncode - 128}"
    for condition in conditions:
        if condition.kind == "exit":
            if outcome.returncode != int(condition.value):
                return f"exit {outcome.returncode}, not {condition.value}"
        elif condition.kind == "stdout":
            if not re.search(condition.value, outcome.stdout, re.M):
                return f"not in the output: {condition.value}"
        else:
            found = re.search(condition.value, outcome.stdout + "\n" + outcome.stderr, re.M)
            if found:
                return f"in the output: {found.group(0)}"
    return None

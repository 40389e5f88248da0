# SPDX-License-Identifier: Apache-2.0
"""What the scans of a migration share: its folders and findings from the command line, and which file came from which."""
import argparse
import json
import os
import re

SUFFIXES = (".cu", ".cuh", ".cpp", ".cc", ".cxx", ".c", ".h", ".hpp", ".hh", ".hxx", ".inl", ".inc", ".ipp")
ORIGINAL = {".npu.cpp": ".cu", ".npu.hpp": ".cuh"}


def parse_arguments(description, arguments=None):
    """(input root, output, findings of the report)."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("input_root", help="the folder that paths in the output are relative to")
    parser.add_argument("output")
    parser.add_argument("--report", help="default: OUTPUT/npuify-report.json")
    options = parser.parse_args(arguments)
    with open(options.report or os.path.join(options.output, "npuify-report.json"), encoding="utf-8") as stream:
        return options.input_root, options.output, json.load(stream)["findings"]


def original_of(relative):
    """The input file that the output file `relative` was made of."""
    relative = re.sub(r"^_deps/", "", relative)
    for new, old in ORIGINAL.items():
        if relative.endswith(new):
            return relative[:-len(new)] + old
    return relative


def read(path):
    with open(path, "rb") as stream:
        return stream.read().decode("utf-8", "surrogateescape")

# SPDX-License-Identifier: Apache-2.0
"""The CUDA names in Python sources, for leftover_scan.py: a tokenizer's view, without imports being resolved."""
import io
import re
import tokenize

_DEVICE = re.compile(r"[a-zA-Z]{0,2}(?:\"\"\"|'''|\"|')(cuda(?::\d*)?|nccl|(?:[^\"'\s]*/)?nvcc)(?:\"\"\"|'''|\"|')")
_NAMES = re.compile(r"CUDAExtension|CUDA_HOME|CUDNN_HOME")
_SKIPPED = (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT)


def scan_python(text):
    """(line, symbol) of each CUDA name: torch.cuda and what follows, x.cuda(), x.is_cuda, "cuda:0"."""
    try:
        tokens = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in _SKIPPED]
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return [(n, m.group(0)) for n, line in enumerate(text.split("\n"), 1)
                for m in re.finditer(r"torch\.cuda(?:\.\w+)*", line)]
    hits, parameters = [], []
    for i, token in enumerate(tokens):
        before = tokens[i - 1].string if i else ""
        after = tokens[i + 1].string if i + 1 < len(tokens) else ""
        line = token.start[0]
        if token.type == tokenize.STRING:
            device = _DEVICE.fullmatch(token.string)
            if device:
                hits.append((line, device.group(1)))
        elif token.type == tokenize.NAME:
            if token.string == "cuda" and before == ".":
                if i >= 2 and tokens[i - 2].string == "torch":
                    hits.append((line, _dotted(tokens, i - 2)))
                elif after == "(":
                    hits.append((line, "cuda"))
            elif token.string == "is_cuda" and before == ".":
                hits.append((line, "is_cuda"))
            elif token.string == "def":
                parameters = _parameters(tokens, i)
            elif _NAMES.fullmatch(token.string) and token.string not in parameters:
                hits.append((line, token.string))
    return hits


def _parameters(tokens, i):
    """The names between the parentheses of the function that is defined at token i."""
    names, depth = set(), 0
    for token in tokens[i + 2:]:
        depth += (token.string in "([{") - (token.string in ")]}")
        if token.type == tokenize.NAME:
            names.add(token.string)
        if depth == 0:
            return names
    return names


def _dotted(tokens, i):
    """The names joined by dots from token i on."""
    names = [tokens[i].string]
    while i + 2 < len(tokens) and tokens[i + 1].string == "." and tokens[i + 2].type == tokenize.NAME:
        i += 2
        names.append(tokens[i].string)
    return ".".join(names)

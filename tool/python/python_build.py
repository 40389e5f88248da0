# SPDX-License-Identifier: Apache-2.0
"""Reads what Python sources that build C++ extensions (setup.py, calls of load) give the compiler, without running
them.

stdin: {"files": [{"text": ...}]}
stdout: one object a file, in the same order: {"include_dirs", "definitions": for all sources, "host_definitions",
"kernel_definitions"}; folders are relative to the file's own.

Branches for other platforms than this one, and for options of the environment, which are not set, are left out. Of all
others each may be taken, so both count.
"""

import ast
import json
import posixpath
import re
import sys

OTHER_PLATFORM = re.compile(r'win32|windows|msvc|darwin|macos|hip|rocm|^nt$', re.IGNORECASE)


def words_of(node):
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def is_environment(node):
    """os.getenv(name, default) or os.environ.get(name, default)"""
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Attribute, ast.Name)) or not node.args:
        return False
    name = getattr(node.func, 'attr', getattr(node.func, 'id', ''))
    return name == 'getenv' or name == 'get' and 'environ' in words_of(node.func)


def entries(node):
    """(name, value) of a call's keywords or of a dictionary."""
    if isinstance(node, ast.Call):
        return [(k.arg, k.value) for k in node.keywords if k.arg]
    if isinstance(node, ast.Dict):
        return [(k.value, v) for k, v in zip(node.keys, node.values) if isinstance(k, ast.Constant)]
    return []


class Reader:
    def __init__(self, tree):
        self.values = {}  # name -> expressions that it is, or that are added to it
        self.items = {}  # name -> (key, expression) of what is stored below a key
        self.named = []  # (name, expression) of keywords and of keys of dictionaries
        self.open = set()  # names that are being evaluated
        self.flags = {key: [] for key in ('include_dirs', 'definitions', 'host_definitions', 'kernel_definitions')}
        self.collect(tree)
        for name, value in self.named:
            self.read(name, value)

    # ---- what the source says ----

    def collect(self, node):
        if isinstance(node, (ast.If, ast.IfExp)):
            for part in self.taken(node):
                for child in part if isinstance(part, list) else [part]:
                    self.collect(child)
            return
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                self.store(target, node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if node.func.attr in ('append', 'insert'):
                self.store(node.func.value, ast.List([node.args[-1]], ast.Load()))
            elif node.func.attr == 'extend':
                self.store(node.func.value, node.args[0])
        self.named += entries(node)
        for child in ast.iter_child_nodes(node):
            self.collect(child)

    def store(self, target, value):
        if isinstance(target, ast.Name):
            self.values.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            key = target.slice.value if isinstance(target.slice, ast.Index) else target.slice
            if isinstance(key, ast.Constant):
                self.items.setdefault(target.value.id, []).append((key.value, value))

    # ---- conditions ----

    def decided(self, test):
        """What a condition on the platform or the environment comes to; None for all others."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            value = self.decided(test.operand)
            return None if value is None else not value
        if isinstance(test, ast.BoolOp):
            values = [self.decided(v) for v in test.values]
            ends = isinstance(test.op, ast.Or)
            return ends if ends in values else None if None in values else not ends
        if isinstance(test, ast.IfExp):
            chosen = self.decided(test.test)
            return None if chosen is None else self.decided(test.body if chosen else test.orelse)
        if isinstance(test, ast.Constant):
            return bool(test.value)
        if isinstance(test, ast.Name) and len(self.values.get(test.id, [])) == 1:
            value = self.values[test.id][0]
            return None if isinstance(value, ast.Constant) else self.decided(value)  # a constant may be set elsewhere
        if isinstance(test, ast.Compare) and is_environment(test.left) and isinstance(test.comparators[0], ast.Constant):
            equal = getattr(test.left.args[1], 'value', '') == test.comparators[0].value if len(test.left.args) > 1 else False
            return equal != isinstance(test.ops[0], (ast.NotEq, ast.IsNot))
        if is_environment(test):
            return len(test.args) > 1 and bool(getattr(test.args[1], 'value', ''))
        if not any(OTHER_PLATFORM.search(w) for w in words_of(test)):
            return None
        if isinstance(test, ast.Compare):
            none = isinstance(test.comparators[0], ast.Constant) and test.comparators[0].value is None
            negative = isinstance(test.ops[0], (ast.NotEq, ast.IsNot, ast.NotIn))
            return negative != none
        return False

    def taken(self, node):
        """The branches of a conditional that may be taken."""
        value = self.decided(node.test)
        return ([] if value is False else [node.body]) + ([] if value is True else [node.orelse])

    # ---- what expressions come to ----

    def expressions(self, node):
        """What a name stands for; of another expression itself."""
        if not isinstance(node, ast.Name):
            return [node]
        if node.id in self.open:
            return []
        self.open.add(node.id)
        found = [e for value in self.values.get(node.id, []) for e in self.expressions(value)]
        self.open.discard(node.id)
        return found

    def text(self, node):
        """A string or a path, or None."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.Name):
            if node.id == '__file__':
                return './file'
            texts = [self.text(e) for e in self.expressions(node)]
            return texts[0] if len(texts) == 1 else None
        if isinstance(node, ast.JoinedStr):
            return self.joined(node.values, ''.join)
        if isinstance(node, ast.FormattedValue):
            return self.text(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Div)):
            join = ''.join if isinstance(node.op, ast.Add) else lambda parts: posixpath.join(*parts)
            return self.joined([node.left, node.right], join)
        if isinstance(node, ast.Attribute) and node.attr == 'parent':
            return self.joined([node.value], lambda parts: posixpath.dirname(parts[0]))
        if isinstance(node, ast.Call):
            return self.result(node)
        return None

    def joined(self, nodes, join):
        parts = [self.text(n) for n in nodes]
        return None if None in parts else join(parts)

    def result(self, call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, 'id', '')
        if name in ('getcwd', 'cwd'):
            return '.'
        if name == 'join' and call.args:
            return self.joined(call.args, lambda parts: posixpath.join(*parts))
        if name == 'dirname' and call.args:
            return self.joined(call.args[:1], lambda parts: posixpath.dirname(parts[0]))
        if name in ('abspath', 'realpath', 'normpath', 'fspath', 'str', 'Path') and call.args:
            return self.text(call.args[0])
        if name in ('resolve', 'absolute', 'as_posix') and isinstance(call.func, ast.Attribute):
            return self.text(call.func.value)
        return None

    def elements(self, node):
        """The expressions of a list, however it is put together."""
        for e in self.expressions(node):
            if isinstance(e, (ast.List, ast.Set)) or isinstance(e, ast.Tuple) and not self.is_pair(e):
                for element in e.elts:
                    yield from self.elements(element.value if isinstance(element, ast.Starred) else element)
            elif isinstance(e, ast.BinOp) and isinstance(e.op, ast.Add) and self.text(e) is None:
                yield from self.elements(e.left)
                yield from self.elements(e.right)
            elif isinstance(e, ast.IfExp):
                for part in self.taken(e):
                    yield from self.elements(part)
            elif isinstance(e, ast.Call) and self.text(e) is None:  # a function that adds to a list
                for argument in e.args:
                    yield from self.elements(argument)
            else:
                yield e

    @staticmethod
    def is_pair(node):
        return len(node.elts) == 2 and isinstance(node.elts[1], ast.Constant) and not str(node.elts[1].value).startswith('-')

    # ---- flags ----

    def add(self, kind, value):
        if value and value not in self.flags[kind]:
            self.flags[kind].append(value)

    def options(self, node, kind):
        for e in self.elements(node):
            text = self.text(e) or ''
            if re.match(r'-D[A-Za-z_]', text):
                self.add(kind, text[2:])

    def read(self, name, value):
        if name in ('include_dirs', 'extra_include_paths'):
            for e in self.elements(value):
                self.add('include_dirs', self.text(e))
        elif name == 'define_macros':
            for e in self.elements(value):
                if isinstance(e, ast.Tuple) and e.elts:
                    macro = self.text(e.elts[0])
                    given = getattr(e.elts[1], 'value', None) if len(e.elts) == 2 else None
                    self.add('definitions', macro if given is None or not macro else f'{macro}={given}')
        elif name == 'extra_compile_args':
            by_language = [i for e in self.expressions(value) for i in entries(e)]
            if isinstance(value, ast.Name):
                by_language += self.items.get(value.id, [])
            for language, options in by_language:
                self.options(options, 'host_definitions' if language == 'cxx' else 'kernel_definitions')
            if not by_language:
                self.options(value, 'definitions')
        elif re.fullmatch(r'extra_(\w+_)?cflags', str(name)):
            self.options(value, 'host_definitions' if name == 'extra_cflags' else 'kernel_definitions')


def flags_of(text):
    try:
        return Reader(ast.parse(text)).flags
    except (SyntaxError, ValueError, RecursionError):
        return {}


def main():
    import warnings
    warnings.simplefilter('ignore')  # what the sources' own compilation would warn about
    json.dump([flags_of(f['text']) for f in json.load(sys.stdin)['files']], sys.stdout)


if __name__ == '__main__':
    main()

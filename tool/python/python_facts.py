# SPDX-License-Identifier: Apache-2.0
"""Reads Python sources with Python's own parser and tells the translator where names, imports and strings stand.

stdin: {"symbols": [...], "attributes": [...], "files": [{"name": ..., "text": ...}]}
  symbols: dotted names that are looked for, after imports are resolved; what lies below them counts too
  attributes: names that are looked for behind objects of which nothing is known
stdout: one object a file, in the same order; offsets count bytes of UTF-8.

It knows no API: rules decide what the names mean.
"""

import ast
import json
import re
import sys


class Lines:
    """Offsets of (line, column) pairs as ast gives them."""

    def __init__(self, text):
        self.text = text.encode('utf-8')
        self.starts = [0]
        for newline in re.finditer(rb'\r\n|\r|\n', self.text):
            self.starts.append(newline.end())

    def begin(self, node):
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def range(self, node):
        return [self.begin(node), self.end(node)]


def dotted(node):
    """The identifiers of a.b.c, or None for other expressions."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return [node.id] + names[::-1]


def path_of(node):
    """a.b.c as text; of other objects only what follows them: ".b.c"."""
    names = []
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.value
    base = node.id if isinstance(node, ast.Name) else ''
    return '.'.join([base] + names[::-1])


class Reader:
    def __init__(self, text, symbols, attributes):
        self.lines = Lines(text)
        self.symbols, self.attributes = symbols, attributes
        self.bindings = {}  # name -> what an import binds to it
        self.hidden = []  # for each function around the place: names of its own, which hide imported ones
        self.uses, self.imports, self.strings = [], [], []
        self.methods = set()
        self.parameters = {}  # function of this file -> its parameters

    # ---- imports ----

    def wanted(self, symbol):
        """Whether the symbol, or something it lies below, is looked for."""
        while symbol:
            if symbol in self.symbols:
                return True
            symbol = symbol.rpartition('.')[0]
        return False

    def read_imports(self, tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = []
                for alias in node.names:
                    if alias.asname:
                        self.bindings.setdefault(alias.asname, alias.name)
                    else:
                        root = alias.name.split('.')[0]
                        self.bindings.setdefault(root, root)
                    names.append({'name': alias.name, 'as': alias.asname or '', 'range': self.lines.range(alias)})
                self.imports.append({'module': '', 'range': self.lines.range(node), 'names': names,
                                     'column': node.col_offset})
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = []
                for alias in node.names:
                    if alias.name != '*':
                        self.bindings.setdefault(alias.asname or alias.name, f'{node.module}.{alias.name}')
                    names.append({'name': alias.name, 'as': alias.asname or '', 'range': self.lines.range(alias)})
                statement = self.lines.text[self.lines.begin(node):self.lines.end(node)]
                module = re.match(rb'from\s+([\w.]+)', statement)
                begin = self.lines.begin(node)
                self.imports.append({'module': node.module, 'range': self.lines.range(node), 'names': names,
                                     'module_range': [begin + module.start(1), begin + module.end(1)] if module else [],
                                     'column': node.col_offset})
            elif isinstance(node, ast.ClassDef):
                self.methods |= {f.name for f in node.body if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef))}
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                names = [p.arg for p in node.args.posonlyargs + node.args.args]
                self.parameters.setdefault(node.name, names[1:] if names[:1] in (['self'], ['cls']) else names)

    def import_place(self, tree):
        """Where an import may be added: behind the first one, docstring and __future__ aside."""
        at, after_import = 0, None
        for node in tree.body:
            future = isinstance(node, ast.ImportFrom) and node.module == '__future__'
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node is tree.body[0]
            if future or docstring:
                at = self.after(node)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or '']
                if any(self.wanted(f'{n}.x') or any(s.startswith(n + '.') for s in self.symbols) for n in names if n):
                    return self.after(node)
                if after_import is None and not at:
                    after_import = self.lines.begin(node)
        if at or after_import is None:
            return at or self.first_code()
        return after_import

    def first_code(self):
        """Behind the comments that a file begins with."""
        match = re.match(rb'(?:\xef\xbb\xbf)?(?:#[^\r\n]*(?:\r\n|\r|\n|$))*', self.lines.text)
        return match.end()

    def after(self, node):
        """The start of the line behind a statement, or its end when more stands on the line."""
        end = self.lines.end(node)
        rest = re.match(rb'[ \t]*(#[^\r\n]*)?(\r\n|\r|\n|$)', self.lines.text[end:])
        return end + rest.end() if rest else end

    # ---- scopes ----

    def imported(self, name):
        """What an import binds to the name here; None where the name is another."""
        binding = self.bindings.get(name)
        # A variable with the name of a module holds the module: torch = import_or_fail('torch')
        return None if binding != name and any(name in names for names in self.hidden) else binding

    @staticmethod
    def own_names(function):
        """Parameters and other names that a function binds, those that it imports aside."""
        parameters = function.args
        own = {p.arg for p in parameters.posonlyargs + parameters.args + parameters.kwonlyargs}
        own |= {p.arg for p in (parameters.vararg, parameters.kwarg) if p}
        outer, pending = set(), list(function.body) if isinstance(function.body, list) else [function.body]
        while pending:
            node = pending.pop()
            if isinstance(node, (ast.Global, ast.Nonlocal)):
                outer |= set(node.names)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                outer |= {(alias.asname or alias.name).split('.')[0] for alias in node.names}
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                own.add(node.name)
                continue
            if not isinstance(node, ast.Lambda):
                pending.extend(ast.iter_child_nodes(node))
        return own - outer

    # ---- expressions ----

    def call(self, node):
        arguments = []
        for a in node.args:
            arguments.append({'name': '*' if isinstance(a, ast.Starred) else '', 'range': self.lines.range(a),
                              'value': self.lines.range(a)})
        for k in node.keywords:
            whole = [self.lines.begin(k) if hasattr(k, 'lineno') else self.lines.begin(k.value), self.lines.end(k)
                     if hasattr(k, 'end_lineno') else self.lines.end(k.value)]
            arguments.append({'name': k.arg or '**', 'range': whole, 'value': self.lines.range(k.value)})
        return {'args': sorted(arguments, key=lambda a: a['range']), 'end': self.lines.end(node)}

    def use(self, symbol, node, call, **more):
        begin, end = self.lines.range(node)
        record = {'symbol': symbol, 'range': [begin, end], 'store': not isinstance(node.ctx, ast.Load), **more}
        if call:
            record['call'] = self.call(call)
        # Inside formatted strings the parser's places are not reliable before Python 3.12.
        last = symbol.rpartition('.')[2].encode()
        spelled = self.lines.text[begin:end]
        record['exact'] = spelled.endswith(last) or 'base' in more and spelled.endswith(more['base'].encode())
        self.uses.append(record)

    def name(self, node, call):
        """A name or attribute. False when what is inside must be looked at."""
        names = dotted(node)
        base = self.imported(names[0]) if names else None
        if base:
            symbol = '.'.join([base] + names[1:])
            if self.wanted(symbol):
                self.use(symbol, node, call, base=names[0], base_symbol=base)
            return True
        if isinstance(node, ast.Attribute):
            if node.attr in self.attributes:
                own = node.attr in self.methods and isinstance(node.value, ast.Name) and node.value.id == 'self'
                self.use('.' + node.attr, node, call, object=self.lines.range(node.value), own=own)
            return False
        return True

    def callee(self, node):
        names = dotted(node)
        base = self.imported(names[0]) if names else None
        return '.'.join([base] + names[1:]) if base else path_of(node)

    def string(self, node, where):
        begin, end = self.lines.range(node)
        record = {'range': [begin, end], 'where': list(where)}
        if isinstance(node, ast.JoinedStr):
            prefix = re.match(rb'([rRfF]{1,2})("""|\'\'\'|"|\')([^{}\\"\']*)', self.lines.text[begin:end])
            if not prefix:
                return
            record.update(formatted=True, value=prefix.group(3).decode(),
                          text=[begin + prefix.start(3), begin + prefix.end(3)])
        else:
            record.update(formatted=False, value=node.value)
        self.strings.append(record)

    def visit_all(self, nodes, where=()):
        for n in nodes:
            self.visit(n, where)

    def visit(self, node, where=()):
        """`where` tells what a string at this place is for."""
        if node is None:
            return
        kind = type(node)
        if kind is ast.Constant:
            if isinstance(node.value, str):
                self.string(node, where)
        elif kind is ast.JoinedStr:
            self.string(node, where)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    self.visit(part.value)
        elif kind in (ast.Name, ast.Attribute):
            if not self.name(node, None):
                self.visit(node.value)
        elif kind is ast.Call:
            self.visit_call(node, where)
        elif kind is ast.Expr and isinstance(node.value, ast.Constant):
            pass  # a docstring
        elif kind is ast.IfExp:
            self.visit(node.test)
            self.visit_all([node.body, node.orelse], where)
        elif kind is ast.BoolOp:
            self.visit_all(node.values, where)
        elif kind in (ast.Tuple, ast.List, ast.Set):
            self.visit_all(node.elts, where)
        elif kind is ast.BinOp:
            self.visit_all([node.left, node.right], where)
        elif kind is ast.Starred:
            self.visit(node.value, where)
        elif kind is ast.Compare:
            operands = [node.left] + node.comparators
            names = ['compare:' + path_of(o) for o in operands if isinstance(o, (ast.Name, ast.Attribute, ast.Subscript))]
            names += ['compare:' + path_of(o.func) + '()' for o in operands if isinstance(o, ast.Call)]
            self.visit_all(operands, names)
        elif kind is ast.Dict:
            for key, value in zip(node.keys, node.values):
                self.visit(key, ['key'] + [f'key:{w}' for w in where])
                name = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ''
                self.visit(value, [f'kw:{name}'] + [f'value:{w}' for w in where] if name else where)
        elif kind is ast.Subscript:
            self.visit(node.value)
            self.visit(node.slice, ('index:' + path_of(node.value),))
        elif kind is ast.Index:  # before Python 3.9
            self.visit(node.value, where)
        elif kind in (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr):
            targets = node.targets if kind is ast.Assign else [node.target]
            self.visit_all(targets)
            self.visit(getattr(node, 'annotation', None))
            self.visit(node.value, ['assign:' + path_of(t) for t in targets])
        elif kind is ast.arguments:
            plain = node.posonlyargs + node.args
            for parameter, default in zip(plain[len(plain) - len(node.defaults):], node.defaults):
                self.visit(default, ('default:' + parameter.arg,))
            for parameter, default in zip(node.kwonlyargs, node.kw_defaults):
                self.visit(default, ('default:' + parameter.arg,))
            for parameter in plain + node.kwonlyargs + [p for p in (node.vararg, node.kwarg) if p]:
                self.visit(parameter.annotation)
        elif kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda):
            self.visit_all(getattr(node, 'decorator_list', []))
            self.visit(node.args)
            self.visit(getattr(node, 'returns', None))
            self.hidden.append(self.own_names(node))
            self.visit_all(node.body if isinstance(node.body, list) else [node.body])
            self.hidden.pop()
        elif kind in (ast.For, ast.AsyncFor, ast.comprehension):
            self.visit(node.target)
            self.visit(node.iter, ('for:' + path_of(node.target),))
            self.visit_all(node.ifs if kind is ast.comprehension else node.body + node.orelse)
        elif kind in (ast.Import, ast.ImportFrom):
            pass
        else:
            for child in ast.iter_child_nodes(node):
                self.visit(child)

    def visit_call(self, node, where):
        callee = self.callee(node.func)
        if isinstance(node.func, (ast.Name, ast.Attribute)):
            if not self.name(node.func, node):
                # "cuda:{}".format(i) is for what the call is for.
                self.visit(node.func.value, where)
        else:
            self.visit(node.func)
        extra = []
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            if first.value.startswith('-'):
                extra.append('option:' + first.value)
            if callee.endswith('parametrize'):
                extra.append('parametrize:' + first.value)
        parameters = self.parameters.get(callee.rpartition('.')[2], [])
        for i, argument in enumerate(node.args):
            named = [f'kw:{parameters[i]}'] if i < len(parameters) else []
            self.visit(argument, [f'arg:{callee}:{i}'] + named + extra)
        for keyword in node.keywords:
            self.visit(keyword.value, [f'kw:{keyword.arg}', f'arg:{callee}:{keyword.arg}'] + extra)


def facts_of(text, symbols, attributes):
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as problem:
        return {'error': str(getattr(problem, 'msg', problem)), 'line': getattr(problem, 'lineno', 0) or 0}
    reader = Reader(text, symbols, attributes)
    reader.read_imports(tree)
    try:
        reader.visit(tree)
    except RecursionError:
        return {'error': 'the source is nested too deeply', 'line': 0}
    return {'uses': reader.uses, 'imports': reader.imports, 'strings': reader.strings,
            'import_place': reader.import_place(tree)}


def main():
    request = json.load(sys.stdin)
    symbols, attributes = set(request['symbols']), set(request['attributes'])
    sys.setrecursionlimit(10000)
    import warnings
    warnings.simplefilter('ignore')  # what the sources' own compilation would warn about
    json.dump([facts_of(f['text'], symbols, attributes) for f in request['files']], sys.stdout)


if __name__ == '__main__':
    main()

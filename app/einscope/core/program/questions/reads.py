"""What a program reads before anything is bound to it, in the order in which it runs."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set

from einscope.core.program.language.names import dotted

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Reads:
    r"""A walk through statements as they run, with the names that are bound by then.

    Of branches both are walked, each from what was bound before; what one of them binds may be bound behind them.
    A function is walked where it is first called, for it reads the names around it then; one that is only passed on,
    at the end.

    Args:
        bound: names that are bound before, dotted ones among them.
        functions: that may be called by name: ``f``, ``self.f``.

    >>> reads = Reads({"x"}, {})
    >>> _ = reads.run(ast.parse("y = x + h\nh = [h for h in y]\nz += h").body)
    >>> [ast.unparse(node) for node in reads.free]
    ['h', 'z']
    """

    def __init__(self, bound: Set[str], functions: Mapping[str, Function]) -> None:
        self.bound = set(bound)
        self.functions = dict(functions)
        self.free: list[ast.expr] = []
        self._walked: set[int] = set()
        self._late: list[tuple[set[str], Function | ast.Lambda]] = []

    def finish(self) -> list[ast.expr]:
        """All that is read free, once the statements are walked: what was passed on may have been called by now."""
        for before, function in self._late:  # it grows: what is called may pass on more
            self.bound |= before
            self._enter(function)
        return self.free

    def run(self, nodes: Iterable[ast.stmt]) -> bool:
        """Walk statements; whether those behind them still run."""
        return all(self._statement(node) for node in nodes)

    def _statement(self, node: ast.stmt) -> bool:
        match node:
            case ast.Return() | ast.Raise():
                if isinstance(node, ast.Return) and node.value is not None:
                    self._value(node.value)
                return False  # what is raised only says something
            case ast.If(test=test, body=body, orelse=orelse):
                self._value(test)
                return self._branches([body, orelse])
            case ast.For() | ast.AsyncFor():
                self._value(node.iter)
                self._target(node.target)
                self._branches([[*node.body], []])
                self.run(node.orelse)
            case ast.While(test=test, body=body, orelse=orelse):
                self._value(test)
                self._branches([body, []])
                self.run(orelse)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self._value(item.context_expr)
                    if item.optional_vars is not None:
                        self._target(item.optional_vars)
                return self.run(node.body)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=last):
                goes_on = self.run([*body, *orelse])
                for handler in handlers:
                    if handler.type is not None:
                        self._value(handler.type)
                    if handler.name is not None:
                        self.bound.add(handler.name)
                self._branches([*(handler.body for handler in handlers), []])
                return self.run(last) and goes_on
            case ast.Match(subject=subject, cases=cases):
                self._value(subject)
                for case in cases:
                    self._pattern(case.pattern)
                    if case.guard is not None:
                        self._value(case.guard)
                self._branches([*(case.body for case in cases), []])
            case ast.Assign(targets=targets, value=value):
                self._value(value)
                for target in targets:
                    self._target(target)
            case ast.AugAssign(target=target, value=value):
                self._value(target)
                self._value(value)
                self._target(target)
            case ast.AnnAssign(target=target, value=value):
                if value is not None:
                    self._value(value)
                    self._target(target)
            case ast.Delete(targets=targets):
                for target in targets:
                    self._value(target)
                    self.bound.discard(dotted(target) or "")
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._defaults(node.args)
                self.bound.add(node.name)
                self.functions[node.name] = node
            case ast.ClassDef(name=name):
                self.bound.add(name)  # it knows its own names
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                self.bound |= {alias.asname or alias.name.split(".")[0] for alias in names}
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.stmt):
                        self._statement(child)
                    else:
                        self._value(child)
        return True

    def _branches(self, bodies: list[list[ast.stmt]]) -> bool:
        before = self.bound
        behind: list[set[str]] = []
        for body in bodies:
            self.bound = set(before)
            if self.run(body):
                behind.append(self.bound)
        self.bound = set().union(*behind) if behind else before
        return bool(behind)

    def _value(self, node: ast.AST) -> None:
        path = dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else None
        match node:
            case ast.stmt():  # of a handler, or of a case
                self._statement(node)
            case ast.Name() | ast.Attribute() if path is not None:
                if path in self.functions:
                    self._late.append((set(self.bound), self.functions[path]))
                if not any(beginning in self.bound for beginning in _beginnings(path)):
                    self.free.append(node)
            case ast.NamedExpr(target=target, value=value):
                self._value(value)
                self._target(target)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                for expression in (test, body, orelse):
                    self._value(expression)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                self._comprehension(node)
            case ast.Lambda(args=args):
                self._defaults(args)
                self._late.append((set(self.bound), node))
            case ast.Call(func=func):
                for child in ast.iter_child_nodes(node):
                    self._value(child)
                if (function := self.functions.get(dotted(func) or "")) is not None:
                    self._enter(function)
            case _:
                for child in ast.iter_child_nodes(node):
                    self._value(child)

    def _defaults(self, arguments: ast.arguments) -> None:
        for default in (*arguments.defaults, *arguments.kw_defaults):
            if default is not None:
                self._value(default)

    def _enter(self, function: Function | ast.Lambda) -> None:
        """Walk the body of a function, once."""
        if id(function) in self._walked:
            return
        self._walked.add(id(function))
        if isinstance(function, ast.Lambda):
            self._inside(names_of(function.args), [function.body])
        else:
            self._inside(locals_of(function), function.body)

    def _inside(self, names: Set[str], nodes: Iterable[ast.AST]) -> None:
        """Walk what has names of its own; of what it binds, only attributes are seen outside."""
        outer, functions = self.bound, dict(self.functions)
        self.bound = outer | names
        for node in nodes:
            if isinstance(node, ast.stmt):
                if not self._statement(node):
                    break
            else:
                self._value(node)
        self.functions = functions
        self.bound = outer | {name for name in self.bound if "." in name}

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        outer = self.bound
        self._value(node.generators[0].iter)
        self.bound = set(outer)
        for number, generator in enumerate(node.generators):
            if number:
                self._value(generator.iter)
            self._target(generator.target)
            for condition in generator.ifs:
                self._value(condition)
        for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self._value(part)
        self.bound = outer | {target.id for target in _named(node)}

    def _pattern(self, node: ast.AST) -> None:
        """What a case of ``match`` binds."""
        for inner in ast.walk(node):
            name = inner.rest if isinstance(inner, ast.MatchMapping) else getattr(inner, "name", None)
            if isinstance(inner, ast.pattern) and name is not None:
                self.bound.add(name)

    def _target(self, node: ast.expr) -> None:
        match node:
            case ast.Name(id=name):
                self.bound.add(name)
            case ast.Attribute() if (path := dotted(node)) is not None:
                self.bound.add(path)
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for element in elements:
                    self._target(element)
            case ast.Starred(value=value):
                self._target(value)
            case _:
                for child in ast.iter_child_nodes(node):
                    self._value(child)


def names_of(arguments: ast.arguments) -> set[str]:
    """The parameters."""
    extra = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    return {argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *extra)}


def locals_of(function: Function) -> set[str]:
    """The names that are a function's own: its parameters, and whatever it binds; ``self`` is the same outside."""
    own = names_of(function.args) - {"self", "cls"}
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                own.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                own.add(name)
                continue
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                own |= {alias.asname or alias.name.split(".")[0] for alias in names}
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                own |= {target.id for target in _named(node)}
                continue
        waiting.extend(ast.iter_child_nodes(node))
    return own


def _named(node: ast.AST) -> Iterator[ast.Name]:
    """What ``:=`` binds within an expression."""
    return (inner.target for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr))


def _beginnings(path: str) -> Iterator[str]:
    names = path.split(".")
    return (".".join(names[:count]) for count in range(1, len(names) + 1))

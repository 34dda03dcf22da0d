"""The codes that the source can raise, read from the source itself."""

import ast
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from einscope.core.ops import registry

APP = Path(__file__).parents[3] / "app/einscope"
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
_ERRORS = {"PatternError", "Refusal", "Opaque", "Missing"}


@dataclass
class Raised:
    """What was found.

    Args:
        codes: each with a place where it is raised.
        unread: places whose code could not be read.
    """

    codes: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


@cache
def raised() -> Raised:
    """Every code that is handed to an error, or to a function that hands it on."""
    found = Raised()
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(APP.rglob("*.py"))}
    constants = {name: value for tree in trees.values() for name, value in _assigned(tree.body).items()}
    for path, tree in trees.items():
        builders, of_module = _builders(tree), _assigned(tree.body)
        for function in [tree, *(node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS))]:
            known: Mapping[str, ast.expr] | None = None
            for call in _calls(function):
                name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                place = 0 if name in _ERRORS else builders.get(name, _HANDED_ON.get(name))
                given = [each.value for each in call.keywords if each.arg == "code"]
                if place is None or not (given := [*call.args[place : place + 1], *given]):
                    continue
                where = f"{path.relative_to(APP)}:{call.lineno}"
                known = known or ChainMap(_assigned(ast.walk(function)), of_module, constants)
                codes = list(_read(given[0], known, frozenset()))
                # What is handed on, or was raised before, is read where it comes from.
                own = isinstance(given[0], ast.Attribute) or (isinstance(given[0], ast.Name) and given[0].id == "code")
                if not codes and not own:
                    found.unread.append(where)
                found.codes.update(dict.fromkeys(codes, where))
    return found


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_HANDED_ON = {"plain_problem": 1, "view_error": 0}


def _calls(function: ast.AST) -> Iterator[ast.Call]:
    """The calls of a function, without those of functions inside it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, _FUNCTIONS):
            waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Call):
            yield node


def _builders(tree: ast.Module) -> Mapping[str, int]:
    """The functions of a module that take a code and make an error of it, and as which argument."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, _FUNCTIONS):
            names = [each.arg for each in node.args.args if each.arg != "self"]
            if "code" not in names:
                continue
            hands_on = any(
                isinstance(argument, ast.Name) and argument.id == "code"
                for call in _calls(node)
                for argument in call.args
            )
            makes = any(getattr(call.func, "id", "") in {*_ERRORS, *_HANDED_ON} for call in _calls(node))
            if hands_on and makes:
                found[node.name] = names.index("code")
    return found


def _assigned(nodes: Iterator[ast.AST] | list[ast.stmt]) -> dict[str, ast.expr]:
    """What names stand for, those of tuples too."""
    found: dict[str, ast.expr] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found |= {each.id: node.value for each in ast.walk(target) if isinstance(each, ast.Name)}
    return found


def _read(value: ast.AST, known: Mapping[str, ast.expr], seen: frozenset[str]) -> Iterator[str]:
    """The codes that an expression may be."""
    if isinstance(value, ast.JoinedStr):
        start = next(str(part.value) for part in value.values if isinstance(part, ast.Constant))
        yield from (f"{start}{name}" for name in _NUMBERED)
        return
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and _CODE.fullmatch(value.value):
        yield value.value
    if isinstance(value, ast.Name) and value.id in known and value.id not in seen:
        yield from _read(known[value.id], known, seen | {value.id})
    parts: list[ast.AST] = []
    if isinstance(value, ast.IfExp):
        parts = [value.body, value.orelse]
    elif isinstance(value, ast.Subscript):
        parts = [value.value]
    elif isinstance(value, ast.Dict):
        parts = list(value.values)
    elif isinstance(value, ast.Tuple):
        parts = list(value.elts[:1])  # a code and what is said of it
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        parts = [value.func.value, *value.args]
    for part in parts:
        yield from _read(part, known, seen)


_NUMBERED = [name for name in registry() if name in ("rearrange", "reduce", "repeat")]

"""Random programs: those of the table with slips, trees of every kind of node, and any text at all."""

import ast
import re

from hypothesis import strategies as st

from tests.core.program.programs import PROGRAMS
from tests.core.program.programs.case import Case

_TOKENS = re.compile(r"\s+|\w+|.", re.DOTALL)
_WORDS = sorted({word for case in PROGRAMS for word in _TOKENS.findall(case.code)})
_STRANGE = ("__class__", "lambda", "*", "**", "-", "10**10", "None", "[]", "()", "{}", "''", "\n", "\0", "\ud800", "é")
words = st.sampled_from(_WORDS) | st.sampled_from(_STRANGE)

texts = st.text(st.characters(exclude_categories=()), max_size=40) | st.lists(words, max_size=30).map("".join)


@st.composite
def slips(draw: st.DrawFn) -> Case:
    """A program of the table of which words are dropped, doubled, exchanged or replaced."""
    case = draw(st.sampled_from(PROGRAMS))
    tokens = _TOKENS.findall(case.code)
    for _ in range(draw(st.integers(1, 4))):
        here, there = draw(st.integers(0, len(tokens) - 1)), draw(st.integers(0, len(tokens) - 1))
        match draw(st.sampled_from(("drop", "double", "exchange", "replace", "insert"))):
            case "drop":
                tokens[here] = ""
            case "double":
                tokens[here] *= 2
            case "exchange":
                tokens[here], tokens[there] = tokens[there], tokens[here]
            case "replace":
                tokens[here] = draw(words)
            case _:
                tokens[here] += draw(words)
    shapes = draw(st.just(case.shapes) | st.just({name: shape[1:] for name, shape in case.shapes.items()}))
    return Case("".join(tokens), shapes, case.libraries, "", draw(st.just(case.values) | st.just({})))


@st.composite
def grafts(draw: st.DrawFn) -> str:
    """A program of the table in whose tree expressions stand where others stood, in another program's words too."""
    tree = ast.parse(draw(st.sampled_from(PROGRAMS)).code)
    donor = ast.parse(draw(st.sampled_from(PROGRAMS)).code)
    pieces = [each for each in ast.walk(donor) if isinstance(each, ast.expr) and not _stored(each)]
    places = [
        (parent, name)
        for parent in ast.walk(tree)
        for name, child in ast.iter_fields(parent)
        if isinstance(child, ast.expr) and not _stored(child)
    ]
    for _ in range(draw(st.integers(1, 3))):
        if places:
            parent, name = draw(st.sampled_from(places))
            piece = draw(st.sampled_from(pieces) | _small) if pieces else draw(_small)
            if not _inside(parent, piece):
                setattr(parent, name, piece)
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except (ValueError, RecursionError, AttributeError):  # a tree that stands for no text, such as -1 as a key
        return "x"


def _stored(node: ast.expr) -> bool:
    return not isinstance(getattr(node, "ctx", ast.Load()), ast.Load) or isinstance(
        node, ast.JoinedStr | ast.FormattedValue
    )


def _inside(node: ast.AST, tree: ast.AST) -> bool:
    return any(each is node for each in ast.walk(tree))


_names = st.sampled_from(
    [
        *["x", "y", "torch", "np", "jnp", "F", "nn", "self", "len", "range", "rearrange", "print", "_", "a"],
        *[
            "set",
            "next",
            "iter",
            "getattr",
            "hasattr",
            "type",
            "sorted",
            "dict",
            "map",
            "filter",
            "itertools",
            "functools",
        ],
    ]
)
_attributes = st.sampled_from(
    sorted({"__class__", *re.findall(r"\.([a-z_]\w*)", " ".join(case.code for case in PROGRAMS))})
)
_constants = st.sampled_from(
    [
        0,
        1,
        -1,
        2,
        3,
        10**20,
        -(2**63),
        0.5,
        1e308,
        float("inf"),
        True,
        None,
        ...,
        "a",
        "a b -> b a",
        "",
        b"a",
        2j,
        "shape",
        "{}{!r}",
    ]
)
_leaves: st.SearchStrategy[ast.expr] = st.one_of(
    _constants.map(ast.Constant), _names.map(lambda name: ast.Name(name, ast.Load())), _names.map(lambda _: _x())
)


def _x() -> ast.expr:
    return ast.Name("x", ast.Load())


def _nodes(inner: st.SearchStrategy[ast.expr]) -> st.SearchStrategy[ast.expr]:
    few = st.lists(inner, max_size=3)
    keywords = st.lists(
        st.builds(ast.keyword, st.sampled_from(["dim", "axis", "dims", "shape", "keepdim", "p1", None]), inner),
        max_size=2,
    )
    targets = _names.map(lambda name: ast.Name(name, ast.Store()))
    loops = st.lists(
        st.builds(ast.comprehension, targets, inner, st.lists(inner, max_size=1), st.just(0)), min_size=1, max_size=2
    )
    load = st.just(ast.Load())
    return st.one_of(
        st.builds(ast.Attribute, inner, _attributes, load),
        st.builds(ast.Call, st.builds(ast.Attribute, inner, _attributes, load), few, keywords),
        st.builds(ast.Call, inner, few, keywords),
        st.builds(ast.Subscript, inner, inner, load),
        st.builds(ast.Subscript, inner, st.builds(ast.Tuple, few, load), load),
        st.builds(
            ast.Subscript, inner, st.builds(ast.Slice, st.none() | inner, st.none() | inner, st.none() | inner), load
        ),
        st.builds(
            ast.BinOp, inner, _of("Add Sub Mult Div FloorDiv Mod Pow LShift RShift BitAnd BitOr BitXor MatMult"), inner
        ),
        st.builds(ast.UnaryOp, _of("USub UAdd Not Invert"), inner),
        st.builds(
            lambda left, operator, right: ast.Compare(left, [operator], [right]),
            inner,
            _of("Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn"),
            inner,
        ),
        st.builds(ast.BoolOp, _of("And Or"), st.lists(inner, min_size=2, max_size=3)),
        st.builds(ast.IfExp, inner, inner, inner),
        st.builds(ast.Tuple, few, load),
        st.builds(ast.List, few, load),
        st.builds(ast.Set, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda key, value: ast.Dict([key], [value]), inner, inner),
        st.builds(ast.Starred, inner, load),
        st.builds(ast.ListComp, inner, loops),
        st.builds(ast.GeneratorExp, inner, loops),
        st.builds(ast.SetComp, inner, loops),
        st.builds(ast.DictComp, inner, inner, loops),
        st.builds(
            lambda value, conversion, text: ast.JoinedStr(
                [ast.FormattedValue(value, conversion, ast.JoinedStr([ast.Constant(text)]))]
            ),
            inner,
            st.sampled_from([-1, 114, 115, 97]),
            st.sampled_from(["", ">9", "05.2f", "x", "é", "999999999", "{"]),
        ),
        st.builds(lambda body: ast.Lambda(_no_arguments("x"), body), inner),
        st.builds(ast.NamedExpr, targets, inner),
        st.builds(lambda value: ast.JoinedStr([ast.FormattedValue(value, -1)]), inner),
    )


def _of(names: str) -> st.SearchStrategy[ast.AST]:
    return st.sampled_from([getattr(ast, name)() for name in names.split()])


def _no_arguments(*names: str) -> ast.arguments:
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])


expressions = st.recursive(_leaves, _nodes, max_leaves=12)
_small = st.recursive(_leaves, _nodes, max_leaves=3)


_patterns: st.SearchStrategy[ast.pattern] = st.recursive(
    st.one_of(
        st.just(ast.MatchAs(None, None)),
        _names.map(lambda name: ast.MatchAs(None, name)),
        st.sampled_from(["a", "b"]).map(lambda value: ast.MatchValue(ast.Constant(value))),
        st.sampled_from([True, None]).map(ast.MatchSingleton),
        _names.map(lambda name: ast.MatchClass(ast.Name(name, ast.Load()), [], [], [])),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2).map(ast.MatchSequence),
        inner.map(lambda each: ast.MatchSequence([ast.MatchStar("a"), each])),
        inner.map(lambda each: ast.MatchMapping([ast.Constant("a")], [each], None)),
    ),
    max_leaves=3,
)


def _statements(inner: st.SearchStrategy[list[ast.stmt]]) -> st.SearchStrategy[list[ast.stmt]]:
    targets = _names.map(lambda name: ast.Name(name, ast.Store()))
    written = st.builds(ast.Subscript, _leaves, expressions, st.just(ast.Store()))
    places = st.one_of(
        targets, targets, written, st.builds(ast.Tuple, st.lists(targets, min_size=1, max_size=3), st.just(ast.Store()))
    )
    one = st.one_of(
        st.builds(ast.Expr, expressions),
        st.builds(lambda target, value: ast.Assign([target], value), places, expressions),
        st.builds(ast.AugAssign, targets | written, _of("Add Sub Mult FloorDiv"), expressions),
        st.builds(ast.Assert, expressions, st.none() | expressions),
        st.builds(ast.Return, st.none() | expressions),
        st.builds(ast.If, expressions, inner, inner | st.just([])),
        st.builds(ast.For, places, expressions, inner, st.just([])),
        st.builds(ast.While, expressions, inner, st.just([])),
        st.builds(
            lambda name, body: ast.FunctionDef(name, _no_arguments("self", "x"), body, []),
            st.just("forward") | _names,
            inner,
        ),
        st.builds(lambda name, body: ast.ClassDef(name, [], [], body, []), _names, inner),
        st.builds(
            lambda body, kind, handler, last: ast.Try(body, [ast.ExceptHandler(kind, "a", handler)], [], last),
            inner,
            targets | st.none(),
            inner,
            inner | st.just([]),
        ),
        st.builds(
            lambda subject, pattern, guard, body: ast.Match(subject, [ast.match_case(pattern, guard, body)]),
            expressions,
            _patterns,
            st.none() | expressions,
            inner,
        ),
        st.sampled_from([ast.Pass(), ast.Break(), ast.Continue(), ast.Import([ast.alias("torch", "np")])]),
    )
    return st.lists(one, min_size=1, max_size=4)


programs = st.recursive(
    st.lists(st.builds(ast.Expr, expressions), min_size=1, max_size=2), _statements, max_leaves=4
).map(lambda body: _text(ast.Module([*body], [])))


def _text(tree: ast.AST) -> str:
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except (ValueError, RecursionError):
        return "x"

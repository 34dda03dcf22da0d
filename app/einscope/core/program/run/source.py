"""The text of a program: parsed by Python's own parser, with every place in code points."""

import ast
import io
import tokenize
import warnings
from collections.abc import Mapping
from functools import cached_property

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.limits import Limits
from einscope.core.program.pasted.faults import fault_of
from einscope.core.program.run.keyed import entries_apart

_DEEPEST = 100  # each level of a tree takes some frames of the interpreter; written code has about ten

_SAID = 4
"""So many times as long may a text be with comments and docstrings."""


class Source:
    """A parsed program.

    Raises:
        PatternError: ``program-syntax`` where Python cannot read it, ``program-budget`` where it is too long or nested
            too deeply.

    Cost: O(length).

    >>> source = Source("y = x.T", Limits())
    >>> source.span(source.tree.body[0].value)
    Span(start=4, end=7)
    """

    def __init__(self, code: str, limits: Limits) -> None:
        self.code = code
        if len(code) > _SAID * limits.program_characters:  # it is not even parsed
            raise _long(len(code), len(code), limits)
        self.tree = entries_apart(self._parsed())
        if len(code) > limits.program_characters and (count := len(code) - self._said()) > limits.program_characters:
            raise _long(count, len(code), limits)
        self._refuse_deep(limits)

    def span(self, node: ast.AST) -> Span:
        """The place of a node."""
        if not isinstance(node, (ast.expr, ast.stmt, ast.keyword, ast.arg, ast.alias, ast.ExceptHandler)):
            return Span(0, len(self.code))
        start = self._position(node.lineno, node.col_offset)
        end = self._position(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return Span(start, max(start, end))

    def _said(self) -> int:
        """Code points of comments and docstrings, which cost nothing to run."""
        texts = (node.value for node in ast.walk(self.tree) if isinstance(node, ast.Expr))
        spans = (self.span(text) for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str))
        tokens = tokenize.generate_tokens(io.StringIO(self.code).readline)
        try:
            comments = sum(len(token.string) for token in tokens if token.type == tokenize.COMMENT)
        except (tokenize.TokenError, SyntaxError):  # what the parser reads and the tokenizer does not
            comments = 0
        return comments + sum(span.end - span.start for span in spans)

    def head(self, node: ast.stmt) -> Span:
        """The first line of a statement, for statements with a body."""
        span = self.span(node)
        line_end = self.code.find("\n", span.start)
        return Span(span.start, min(span.end, line_end) if line_end >= 0 else span.end)

    @cached_property
    def called(self) -> frozenset[str]:
        """Every name that is called somewhere, dotted ones and lists of layers too: ``self.layers[0](x)``."""
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        functions = (call.value if isinstance(call, ast.Subscript) else call for call in calls)
        return frozenset(text_of(function) for function in functions if isinstance(function, (ast.Name, ast.Attribute)))

    @cached_property
    def updating(self) -> Mapping[int, int]:
        """The calls that give their first arguments other values, ``q, k = f(q, k, angle)``: how many, by identity."""
        counts: dict[int, int] = {}
        for node in ast.walk(self.tree):
            match node:
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call(args=args) as call):
                    names = [target.id if isinstance(target, ast.Name) else None for target in targets]
                    given = [value.id if isinstance(value, ast.Name) else "" for value in args[: len(targets)]]
                    if names == given and len(set(names)) == len(names):
                        counts[id(call)] = len(names)
        return counts

    def _position(self, line: int, column: int) -> int:
        """A line and a column in bytes, as the parser counts, as a position in the text."""
        text = self._texts[line - 1] if line <= len(self._texts) else ""
        start = self._starts[min(line, len(self._starts)) - 1]
        if text.isascii():
            return start + min(column, len(text))
        return start + len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))

    def _parsed(self) -> ast.Module:
        self._texts, self._starts = _split(self.code)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an odd escape in a string is no matter here
                return ast.parse(self.code)
        except SyntaxError as fault:
            raise PatternError(
                "program-syntax",
                say("Python cannot parse this: {fault}.", fault=fault_of(fault.msg)),
                self._fault_span(fault),
                field="code",
            ) from None
        except (RecursionError, MemoryError):
            raise _over(say("The program is nested too deeply."), Span(0, len(self.code))) from None
        except ValueError:  # a null character, half a surrogate pair, a number of thousands of digits
            raise PatternError(
                "program-syntax",
                say(
                    "Python cannot parse this: {fault}.",
                    fault=say("it contains a character or number that no program can have"),
                ),
                self._odd_span(),
                field="code",
            ) from None

    def _fault_span(self, fault: SyntaxError) -> Span:
        if not fault.lineno or fault.lineno > len(self._starts):
            return Span(len(self.code), len(self.code))
        start = min(self._starts[fault.lineno - 1] + max(0, (fault.offset or 1) - 1), len(self.code))
        end = start + 1
        if fault.end_lineno and fault.end_lineno <= len(self._starts) and fault.end_offset:
            end = self._starts[fault.end_lineno - 1] + fault.end_offset - 1
        return Span(start, min(max(start + 1, end), max(start, len(self.code))))

    def _odd_span(self) -> Span:
        odd = next((at for at, char in enumerate(self.code) if char == "\0" or "\ud800" <= char <= "\udfff"), None)
        return Span(0, len(self.code)) if odd is None else Span(odd, odd + 1)

    def _refuse_deep(self, limits: Limits) -> None:
        statements = 0
        waiting: list[tuple[ast.AST, int]] = [(node, 1) for node in self.tree.body]
        while waiting:
            node, depth = waiting.pop()
            if depth > _DEEPEST:
                raise _over(say("The program is nested too deeply."), self.span(node))
            statements += isinstance(node, ast.stmt)
            waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
        if statements > limits.program_statements:
            raise _over(
                say(
                    "A program may have at most {limit} statements; this one has {count}.",
                    limit=limits.program_statements,
                    count=statements,
                ),
                Span(0, len(self.code)),
            )


def text_of(node: ast.AST) -> str:
    """A node as Python writes it; nothing where that would be a number of thousands of digits.

    >>> text_of(ast.parse("self . proj"))
    'self.proj'
    """
    try:
        return ast.unparse(node)
    except ValueError:
        return ""


def _split(code: str) -> tuple[list[str], list[int]]:
    """Lines as the parser counts them, and where each begins."""
    texts: list[str] = []
    starts = [0]
    begin = 0
    for at, char in enumerate(code):
        if char == "\n" or (char == "\r" and code[at + 1 : at + 2] != "\n"):
            texts.append(code[begin : at + 1])
            begin = at + 1
            starts.append(begin)
    texts.append(code[begin:])
    return texts, starts


def _long(count: int, end: int, limits: Limits) -> PatternError:
    message = say(
        "A program may have at most {limit} characters; this one has {count}.",
        limit=limits.program_characters,
        count=count,
    )
    return _over(message, Span(min(limits.program_characters, end), end))


def _over(message: Sentence, span: Span) -> PatternError:
    return PatternError("program-budget", message, span, field="code")

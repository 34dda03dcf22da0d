"""An example as its page shows it: asked while somebody reads, so that nothing there can be false."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

from einscope.core.questions import questions
from einscope.web.problems.asking import reply_to
from einscope.web.problems.table import Ask, Explained
from einscope.web.requests.links import address

_WAYS = 4  # that are shown
_LONGEST, _BEFORE = 400, 120  # characters of a long text that are shown, and of those before its culprit


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``wrong``: it is the culprit."""

    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A request that is answered.

    Args:
        text: what it does; empty: its parameters say so.
        op: another operation that is asked; empty: the same.
        texts: the parameters that differ.
        body: what is posted instead; empty: nothing is.
        link: where it is seen; empty: it is posted.
    """

    text: str
    op: str
    texts: Mapping[str, str]
    body: str
    link: str


@dataclass(frozen=True, slots=True)
class Example:
    """A request that is refused, and what comes of it.

    Args:
        method: GET or POST.
        path: where it is asked.
        texts: its parameters, with the culprit marked.
        body: what is posted.
        status: of the refusal.
        message: what is wrong.
        hint: what to do about it.
        link: where it is seen; empty: it is posted.
        document: where the problem document is read; empty: it is posted.
        ways: requests that are answered.
    """

    method: str
    path: str
    texts: Mapping[str, Sequence[Piece]]
    body: str
    status: int
    message: str
    hint: str
    link: str
    document: str
    ways: Sequence[Way]


async def asked(app: ASGIApp, found: Explained, language: str, kept: Mapping[str, str]) -> Example | None:
    """The example of a code.

    Args:
        app: the application, which is asked.
        found: the code.
        language: of messages.
        kept: what links to pages say too.

    Returns:
        None: there is no example, or as this server is set up it is not refused with this code.
    """
    ask = found.example
    if ask is None:
        return None
    reply = await reply_to(app, ask, language)
    error = reply.problem["errors"][0] if reply.problem else {}
    if reply.problem is None or error.get("code") != found.code:
        return None
    ways: list[Way] = []
    for text, mended, differs in _mended(found, ask, error):
        if len(ways) < _WAYS and (await reply_to(app, mended, language)).problem is None:
            op = mended.of if mended.of != ask.of else ""
            ways.append(Way(text, op, differs, mended.body or "", _link(mended, kept)))
    return Example(
        method="GET" if ask.body is None else "POST",
        path=ask.path,
        texts={name: _pieces(text, _spans(name, error)) for name, text in ask.texts.items()},
        body=ask.body or "",
        status=reply.status,
        message=error["message"],
        hint=error["hint"] or "",
        link=_link(ask, kept),
        document="" if ask.body is not None else address(ask.path, ask.texts),
        ways=ways,
    )


def _mended(found: Explained, ask: Ask, error: Mapping[str, Any]) -> Iterator[tuple[str, Ask, dict[str, str]]]:
    """The requests that should be answered: what each does, and the parameters that differ."""
    choices = error.get("choices") or [{"text": "", "repair": error["repair"]}]
    for text, repair in [("", found.mended)] if found.mended else [(each["text"], each["repair"]) for each in choices]:
        differs = dict(repair)
        op, body = differs.pop("op", ""), differs.pop("body", ask.body) or None
        texts = {name: value for name, value in (differs if op else {**ask.texts, **differs}).items() if value}
        if differs or body != ask.body:
            yield text, Ask(op or ask.of, texts, body), differs


def _link(ask: Ask, kept: Mapping[str, str]) -> str:
    """Where a person sees a request; empty: it is posted."""
    if ask.body is not None:
        return ""
    return address(ask.page, {**ask.texts, **(kept if ask.of in questions() else {})})


def _spans(name: str, error: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The culprits in a parameter's text; of a program they may be in its code, whatever is to be given for them."""
    if name == "code" and "line" in error:
        return sorted((start, end) for start, end in [error["span"] or (0, 0), *error["also"]])
    if name != error["field"]:
        return []
    return [tuple(error["span"])] if error["span"] else [(0, 2**31)]


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """A text cut at its culprits; of a long one what is around the first.

    >>> _pieces("h w", [(2, 3)])
    [Piece(text='h ', wrong=False), Piece(text='w', wrong=True)]
    """
    first = max(0, spans[0][0] - _BEFORE) if spans and len(text) > _LONGEST else 0
    last = min(len(text), first + _LONGEST)
    pieces, at = [Piece("…")] if first else [], first
    for start, end in spans:
        if start >= at:
            pieces += [Piece(text[at:start]), Piece(text[start : min(end, last)], wrong=True)]
            at = min(end, last)
    pieces += [Piece(text[at:last]), Piece("…" if last < len(text) else "")]
    return [piece for piece in pieces if piece.text]

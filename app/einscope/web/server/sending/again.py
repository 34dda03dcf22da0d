"""Answers that were given before are given again, before anything is routed, read or planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from einscope.web.server.bounds.kept import Kept
from einscope.web.server.bounds.line import ASKER, BusyError
from einscope.web.server.bounds.rate import Rate
from einscope.web.server.bounds.turns import Turns, at_once
from einscope.web.server.seen.note import NOTE
from einscope.web.server.sending.asked import Asked, asked

_OF_BODY = (b"content-type", b"content-length", b"content-encoding")
_EACH = 16  # kept answers in a turn of the event loop: a few milliseconds
_BESIDE, _OF_HEADER = 1_500, 150  # bytes that an entry takes beside its texts, and each of its headers


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent.

    Args:
        headers: all of them, but those of the connection.
        body: packed, as whoever asked took it.
        route: the template of its address, as it is counted.
        code: of a refusal that a page told; empty: it told none.
    """

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    route: str = ""
    code: str = ""

    @property
    def tag(self) -> str:
        """Of the body as it was sent; empty: it has none."""
        return next((value.decode("latin-1") for name, value in self.headers if name == b"etag"), "")

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        texts = sum(len(name) + len(value) + _OF_HEADER for name, value in self.headers)
        return _BESIDE + texts + len(self.body)

    async def send(self, send: Send, condition: str) -> None:
        """Send it, or that whoever asks has it already; ``condition``: the tags of what they have."""
        status, headers, body = HTTPStatus.OK, list(self.headers), self.body
        if condition and self.tag and _met(condition, self.tag):
            status, body = HTTPStatus.NOT_MODIFIED, b""
            headers = [each for each in headers if each[0] not in _OF_BODY]
        await send({"type": "http.response.start", "status": int(status), "headers": headers})
        await send({"type": "http.response.body", "body": body})


Answers = Kept[tuple[object, ...], Answer]


class AgainMiddleware:
    """Keeps answers to GET that say ``public``, and answers from them; HEAD as GET, without the body.

    Whoever answers sees of a GET what its answer is kept by, and nothing else, so that an answer that is given again
    is the one that would be given. A condition is met here alone, whether the answer is kept or new.

    Args:
        app: what answers.
        answers: that are kept.
        rate: how often one address is answered. Whoever asks too often is told so further in.
    """

    def __init__(self, app: ASGIApp, answers: Answers, rate: Rate) -> None:
        self.app = app
        self.answers = answers
        self.rate = rate
        self.turns = Turns(0, each=_EACH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        note = NOTE.get()  # None: the application asks itself
        if scope["type"] != "http" or scope["method"] != "GET" or note is None or at_once(scope["path"]):
            await self.app(scope, receive, send)
            return
        wanted = asked(scope)
        key = wanted.key
        answer, asker = self.answers.get(key), (scope.get("client") or ("",))[0]
        if answer is not None and not self.rate.wait(asker) and await self._in_turn(asker):
            note.route, note.code = answer.route, answer.code
            await answer.send(send, wanted.condition)
            return
        answer = await self._answered(wanted, scope, receive, send)
        if answer is not None:
            answer = Answer(answer.headers, answer.body, note.route, note.code)
            self.answers.put(key, answer, answer.size + wanted.size)

    async def _in_turn(self, asker: str) -> bool:
        """Wait for a turn; False where the process ends, which whoever is further in says."""
        ASKER.set(asker)
        try:
            await self.turns.turn(shed=False)
        except BusyError:
            return False
        return True

    async def _answered(self, wanted: Asked, scope: Scope, receive: Receive, send: Send) -> Answer | None:
        """Let it be answered; the answer, if it may be kept."""
        begun: Message | None = None
        whole: Answer | None = None

        async def send_tagged(message: Message) -> None:
            nonlocal begun, whole
            if message["type"] == "http.response.start" and _public(message):
                begun = message
            elif begun is None:
                await send(message)
            elif message.get("more_body"):
                await send(begun)
                await send(message)
                begun = None
            else:
                whole, begun = Answer(tuple(begun["headers"]), message.get("body", b"")), None
                await whole.send(send, wanted.condition)

        await self.app(wanted.within(scope), receive, send_tagged)
        return whole


def _public(message: Message) -> bool:
    """Whether an answer may be given to anybody who asks the same."""
    return message["status"] == HTTPStatus.OK and any(
        name == b"cache-control" and value.startswith(b"public") for name, value in message["headers"]
    )


def _without_body(send: Send) -> Send:
    async def send_without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_without_body


def _met(condition: str, tag: str) -> bool:
    """Whether one of the tags of an If-None-Match is this one; compared weakly, as that header is.

    >>> _met('"a", W/"b"', '"b"'), _met("*", '"b"'), _met('"bc"', '"b"')
    (True, True, False)
    """
    listed: Iterable[str] = [text.strip().removeprefix("W/") for text in condition.split(",")]
    return tag in listed or listed == ["*"]

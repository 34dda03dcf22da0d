"""Requests as such: parameters, bodies, addresses."""

from einscope.core.errors import say
from einscope.web.problems.table.explained import Ask, Explained, Group

_SWAP = {"pattern": "h w -> w h", "shape": "2,3"}
_PAGE = "/rearrange?pattern=h+w+->+w+h&shape=2,3"

REQUESTS = Group(
    "requests",
    say("Requests"),
    (
        Explained(
            "parameter-missing",
            say("The request lacks a parameter that has no default."),
            Ask("rearrange", {"pattern": "h w -> w h"}),
            {"shape": "2,3"},
        ),
        Explained(
            "parameter-unknown",
            say(
                "There is no parameter of this name. It is refused, for a misspelt name would otherwise change "
                "nothing, and nobody would see it."
            ),
            Ask("rearrange", {**_SWAP, "size": "h=2"}),
            {"size": ""},
        ),
        Explained(
            "parameter-repeated",
            say("A parameter stands twice in one query. Taking either would be a guess."),
            Ask("/api/v1/compare", {"a": f"{_PAGE}&shape=3,2", "b": _PAGE}),
            {"a": _PAGE},
        ),
        Explained(
            "value-invalid",
            say("The parameter has a value of the wrong type, or out of its range."),
            Ask("rearrange", {**_SWAP, "count": "many"}),
            {"count": "4"},
        ),
        Explained(
            "field-unknown",
            say("fields names parts of the answer. This one is not among them."),
            Ask("rearrange", {**_SWAP, "fields": "verdic"}),
        ),
        Explained(
            "body-invalid",
            say("The body of a POST is a JSON object of parameters, in UTF-8."),
            Ask("rearrange", body='{"pattern": "h w -> w h", "shape": [2, 3'),
            {"body": '{"pattern": "h w -> w h", "shape": [2, 3]}'},
        ),
        Explained(
            "mcp-missing",
            say("Assistants are answered by a package that is not installed here: pip install 'einscope[mcp]'."),
        ),
        Explained(
            "origin-unknown",
            say("A page that calls this server by a name that is not its own asked it as an assistant does."),
        ),
        Explained("body-long", say("The body has more bytes, or more entries, than this server reads.")),
        Explained(
            "query-long",
            say("The query has more bytes than this server reads. A POST may be longer."),
        ),
        Explained(
            "content-type-unknown",
            say(
                "A POST is JSON, and of an inference JSON or a NumPy file. The Content-Type header of the request says "
                "something else; where it says nothing, a JSON object is taken as one."
            ),
        ),
        Explained(
            "address-unknown",
            say("A comparison takes the addresses of two pages of this site that show an operation or a program."),
            Ask("/api/v1/compare", {"a": "/nowhere", "b": _PAGE}),
            {"a": _PAGE},
        ),
        Explained(
            "address-long",
            say("The address inside the request is longer than any page of this site could have."),
        ),
        Explained(
            "address-private",
            say("oEmbed gives absolute addresses, and the server has not been told its own. Set PUBLIC_URL."),
            Ask("/oembed", {"url": _PAGE}),
        ),
        Explained(
            "format-unknown",
            say("oEmbed is answered in JSON only."),
            Ask("/oembed", {"url": _PAGE, "format": "xml"}),
            {"format": "json"},
        ),
        Explained(
            "not-found",
            say("Nothing is at this address. Check its spelling."),
            Ask("/nowhere"),
        ),
        Explained(
            "method-not-allowed",
            say("The address is there, but does not take this method. The Allow header lists those that it takes."),
            Ask("/api/v1/examples", body="{}"),
            {"body": ""},
        ),
        Explained("body-slow", say("The body did not come in the time that one of its length may take.")),
        Explained(
            "server-busy",
            say("As many requests wait as this server lets wait. Retry-After says when to ask again."),
        ),
        Explained(
            "rate-limit",
            say("One address sends more requests than this server takes of one. Retry-After says when to ask again."),
        ),
        Explained(
            "memory-limit",
            say("The request needs more memory than this server has for one. Where it runs, MEMORY can be raised."),
        ),
        Explained(
            "time-spent",
            say("The request was worked on for as long as one may be. A smaller shape, or fewer lines, take less."),
        ),
        Explained(
            "internal",
            say("Something went wrong that nobody foresaw. It is in the server's log; please report it."),
        ),
    ),
)

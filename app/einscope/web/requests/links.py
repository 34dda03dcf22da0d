"""Addresses: the state of a page or of a request, written so that a person can read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote_plus

from einscope.core.address import Address

LONGEST = 2_000
"""Characters of an address that go everywhere; numbers of one's own that make it longer are left out."""

LISTING = ("start", "count")
"""Parameters that say which cells are listed: pictures list none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where to find the same thing in other forms.

    Args:
        page: the visualiser in this state.
        api: this answer.
        npy: the sources as a NumPy file, of a large tensor those of its first cells; None: none fit.
        embed: the stage and its timeline alone, for a frame.
        svg: a picture that plays by itself.
        png: a still of the stage that was asked for, else of the last one.
        gif: the whole flight.
    """

    page: str
    api: str
    npy: str | None
    embed: str
    svg: str
    png: str
    gif: str


def address(path: str, texts: Mapping[str, str], public_url: str = "") -> str:
    """A path with its query.

    >>> address("/rearrange", {"pattern": "h w -> w h", "shape": "2,3"})
    '/rearrange?pattern=h+w+-%3E+w+h&shape=2,3'
    """
    query = "&".join([f"{name}={_quoted(text)}" for name, text in texts.items()])
    return f"{public_url}{path}?{query}" if query else f"{public_url}{path}"


def passed_on(state: Address) -> str:
    """The address of a state from the root on, as one that is passed on in another.

    >>> passed_on(Address("merge", {"shape": "1,4,4,1"}))
    '/merge?shape=1,4,4,1'
    """
    return address(f"/{state.op}", state.texts)


def links(
    operation: str,
    own: Mapping[str, str],
    shown: Mapping[str, str],
    public_url: str,
    file: Mapping[str, str] | None = MappingProxyType({}),
) -> Links:
    """Where the same request is found in other forms, ``data`` among it only where it is short enough.

    Args:
        operation: its name.
        own: the texts of its own parameters.
        shown: those that say how it is shown; films show every stage, and pictures list no cells.
        public_url: what absolute links begin with.
        file: those that say which cells a file holds; None: it could not hold one.
    """
    if len(address(f"/{operation}", {**own, **shown}, public_url)) > LONGEST:
        shown = {name: text for name, text in shown.items() if name != "data"}
    still = {name: text for name, text in shown.items() if name not in LISTING}
    film = {name: text for name, text in still.items() if name != "stage"}

    def to(path: str, texts: Mapping[str, str]) -> str:
        return address(path, {**own, **texts}, public_url)

    return Links(
        page=to(f"/{operation}", shown),
        api=to(f"/api/v1/{operation}", shown),
        embed=to(f"/embed/{operation}", still),
        npy=None if file is None else to(f"/api/v1/{operation}.npy", file),
        svg=to(f"/{operation}.svg", film),
        png=to(f"/{operation}.png", still),
        gif=to(f"/{operation}.gif", film),
    )


@lru_cache(maxsize=64)  # the links of one answer say the same few texts again and again
def _quoted(text: str) -> str:
    return quote_plus(text, safe="(),=;:")

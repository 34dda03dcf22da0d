"""What a chat or a feed shows of a link: a title, a description, a picture, and where its frame is found."""

from dataclasses import dataclass
from urllib.parse import quote

from einscope.render.subject import shape_text
from einscope.settings import Settings
from einscope.web.answers.answer import Answer

WIDTH, HEIGHT = 1200, 630
_STAGE = "1.5"  # blocks in flight tell more than blocks at rest


@dataclass(frozen=True, slots=True)
class Card:
    """A link's card. Addresses are absolute, so without ``PUBLIC_URL`` there are none."""

    title: str
    description: str
    url: str | None
    image: str | None
    oembed: str | None
    width: int = WIDTH
    height: int = HEIGHT


def card(answered: Answer, settings: Settings) -> Card:
    """The card of a page.

    Cost: O(length of the address).
    """
    return card_of(_title(answered), answered.formula.text, answered.links.page, answered.links.png, settings)


def card_of(title: str, description: str, page: str | None, png: str | None, settings: Settings) -> Card:
    """The card of a state with this address and this picture, where it has either."""
    public = bool(settings.public_url)
    return Card(
        title,
        description,
        page if public else None,
        image(png) if public and png else None,
        f"{settings.public_url}/oembed?url={quote(page, safe='')}" if public and page else None,
    )


def _title(answered: Answer) -> str:
    inputs = ", ".join(f"{tensor.name} {shape_text(tensor.shape)}" for tensor in answered.inputs)
    shapes = f"{inputs} → {answered.output.name} {shape_text(answered.output.shape)}"
    return f"{answered.pattern or answered.op} · {shapes}"


def image(png: str) -> str:
    """The picture of a card, from the address of the state's PNG.

    >>> image("https://example.org/merge.png?shape=1,4,4,1&stage=2")
    'https://example.org/merge.png?shape=1,4,4,1&stage=2&width=1200&height=630'
    """
    stage = "" if "stage=" in png else f"&stage={_STAGE}"
    return f"{png}{stage}&width={WIDTH}&height={HEIGHT}"

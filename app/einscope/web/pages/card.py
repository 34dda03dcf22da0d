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
    inputs = ", ".join(f"{tensor.name} {shape_text(tensor.shape)}" for tensor in answered.inputs)
    shapes = f"{inputs} → {answered.output.name} {shape_text(answered.output.shape)}"
    page, public = answered.links.page, bool(settings.public_url)
    return Card(
        f"{answered.pattern} · {shapes}" if answered.pattern else f"{answered.op} · {shapes}",
        answered.formula.text,
        page if public else None,
        image(answered.links.png) if public else None,
        f"{settings.public_url}/oembed?url={quote(page, safe='')}" if public else None,
    )


def image(png: str) -> str:
    """The picture of a card, from the address of the state's PNG.

    >>> image("https://example.org/merge.png?shape=1,4,4,1&stage=2")
    'https://example.org/merge.png?shape=1,4,4,1&stage=2&width=1200&height=630'
    """
    stage = "" if "stage=" in png else f"&stage={_STAGE}"
    return f"{png}{stage}&width={WIDTH}&height={HEIGHT}"

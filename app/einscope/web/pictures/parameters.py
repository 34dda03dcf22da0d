"""What can be asked of a picture, beside everything that can be asked of the answer that it shows."""

from typing import Any, Literal

from pydantic import Field

from einscope.core.operation import Operation
from einscope.web.requests.parameters import AnswerParameters, Number
from einscope.web.requests.queries import model

NARROWEST, WIDEST = 160, 2_400
WIDTH = 800


class PictureParameters(AnswerParameters):
    """What can be asked of any picture."""

    width: Number = Field(
        default=WIDTH, ge=NARROWEST, le=WIDEST, description="width of the picture in pixels", examples=[800]
    )
    height: Number | None = Field(
        default=None,
        ge=NARROWEST,
        le=WIDEST,
        description="height in pixels; default as much as is needed",
        examples=[630],
    )
    theme: Literal["auto", "light", "dark"] = Field(
        default="auto",
        description="light or dark; auto: as whoever looks at it prefers, which pixels cannot know, so they are light",
        examples=["dark"],
    )


class SvgParameters(PictureParameters):
    """What can be asked of an SVG."""

    animate: Number = Field(
        default=1, ge=0, le=1, description="0: a still; so is a picture of one `stage`", examples=[0]
    )


class PngParameters(PictureParameters):
    """What can be asked of a PNG."""

    scale: Number = Field(default=1, ge=1, le=4, description="pixels for each pixel of `width`", examples=[2])


def svg_model(operation: Operation[Any]) -> type[SvgParameters]:
    """The parameters of an SVG, as they stand in a query."""
    return model(operation, "Svg", SvgParameters, lambda form: str)


def png_model(operation: Operation[Any]) -> type[PngParameters]:
    """The parameters of a PNG, as they stand in a query."""
    return model(operation, "Png", PngParameters, lambda form: str)


def film_model(operation: Operation[Any]) -> type[PictureParameters]:
    """The parameters of a GIF or WebP, as they stand in a query."""
    return model(operation, "Film", PictureParameters, lambda form: str)

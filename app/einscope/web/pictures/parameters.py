"""What can be asked of a picture, beside everything that can be asked of the answer that it shows."""

from typing import Any, Literal, TypeVar, cast

from pydantic import BaseModel, Field, create_model

from einscope.core.operation import Operation
from einscope.web.requests.parameters import CheckedParameters, Number
from einscope.web.requests.queries import model

NARROWEST, WIDEST = 160, 2_400
WIDTH = 800


class DressParameters(BaseModel):
    """How a picture is dressed, beside being light or dark; texts, so that what is wrong with them can be mended."""

    ground: str = Field(
        default="paper",
        description="paper, or transparent: whatever is behind the picture is seen through it",
        examples=["transparent"],
    )
    font: str = Field(default="mono", description="the family of letters: mono, sans or serif", examples=["sans"])
    accent: str = Field(
        default="",
        description="colours of one's own, separated by commas, by their names in CSS or as six digits: the first of"
        " threads, rings and the point on the timeline, the others of the axes in their order; none is left hardly"
        " visible",
        examples=["d33682"],
    )


class SizeParameters(DressParameters):
    """How large a picture is, and what it is drawn in."""

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


class SvgParameters(BaseModel):
    """What can be asked of an SVG."""

    animate: Number = Field(
        default=1, ge=0, le=1, description="0: a still; so is a picture of one `stage`", examples=[0]
    )


class PngParameters(BaseModel):
    """What can be asked of a PNG."""

    scale: Number = Field(default=1, ge=1, le=4, description="pixels for each pixel of `width`", examples=[2])


class FilmParameters(BaseModel):
    """What can be asked of a GIF or WebP: nothing else."""


_OF_FORMAT: dict[str, type[BaseModel]] = {
    "svg": SvgParameters,
    "png": PngParameters,
    "gif": FilmParameters,
    "webp": FilmParameters,
}
"""What can be asked of a kind of picture alone, by its ending."""


Asked = TypeVar("Asked", bound=BaseModel)


def of_format(base: type[Asked], ending: str) -> type[Asked]:
    """These parameters, and those of a kind of picture alone."""
    bases = (_OF_FORMAT[ending], base)
    # Whatever has the parameters of both is of either's type.
    return cast("type[Asked]", create_model(f"{base.__name__}{ending.capitalize()}", __base__=bases))


class PictureParameters(CheckedParameters, SizeParameters):
    """What can be asked of any picture of an operation."""


def picture_model(operation: Operation[Any], ending: str) -> type[PictureParameters]:
    """The parameters of a picture of an operation, as they stand in a query."""
    return model(operation, ending.capitalize(), of_format(PictureParameters, ending), lambda form: str)

"""Requests as subjects of pictures, for the tests of this folder."""

from collections.abc import Mapping

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.render.subject import Subject
from einscope.web.pictures.subject import subject_of
from einscope.web.requests.view import View

PATCH = {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}

SUBJECTS: list[tuple[str, Mapping[str, str]]] = [
    ("rearrange", PATCH),
    ("rearrange", {"pattern": "h w -> w h", "shape": "3,5"}),
    ("rearrange", {"pattern": "b h w c -> b c h w", "shape": "2,3,4,3"}),
    ("rearrange", {"pattern": "h w -> w h", "shape": "1000000,1000000"}),
    ("reduce", {"pattern": "b (h 2) (w 2) c -> b h w c", "shape": "1,4,4,2", "reduction": "max"}),
    ("repeat", {"pattern": "h w -> (h 2) (w 3)", "shape": "2,2"}),
    ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3;3,2"}),
    ("einsum", {"pattern": "i i -> i", "shape": "4,4"}),
    ("merge", {"shape": "1,5,5,2", "odd": "pad"}),
    ("merge", {"shape": "1,5,5,1", "odd": "crop"}),
    ("expand", {"shape": "1,2,2,8"}),
    ("unfold", {"shape": "1,1,5,5", "channels": "first", "kernel": "3", "stride": "2", "padding": "1"}),
]
NAMES = [f"{operation} {texts.get('pattern', texts['shape'])}" for operation, texts in SUBJECTS]


def subject(operation: str, texts: Mapping[str, str], view: View | None = None) -> Subject:
    """What a picture of a request shows."""
    return subject_of(registry()[operation], texts, view or View(), DEFAULT_LIMITS)

"""Einscope: where does every cell go when a tensor is rearranged, and by which formula?"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from einscope.doors.client import EinscopeError, Shown, Traced, assert_same_mapping, show, trace

__all__ = ["EinscopeError", "Shown", "Traced", "assert_same_mapping", "show", "trace"]


def __getattr__(name: str) -> object:
    """What the client offers; it is loaded by whoever asks for it, and not by the server."""
    if name in __all__:
        return getattr(import_module("einscope.doors.client"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

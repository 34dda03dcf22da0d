"""One line of a program as a picture: what its statement read on one side, what it made on the other."""

from einscope.core.program.picture.line import line_scene

__all__ = ["line_scene"]

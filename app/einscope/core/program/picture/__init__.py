"""A program as a picture: what one statement read and made, or what comes in and goes out."""

from einscope.core.program.picture.line import line_scene, whole_scene

__all__ = ["line_scene", "whole_scene"]

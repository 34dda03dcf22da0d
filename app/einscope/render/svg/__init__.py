"""A scene as SVG: a still of any moment, or a film that plays by itself, without any script."""

from einscope.render.svg.document import document, picture

__all__ = ["document", "picture"]

"""A scene as pixels: a still of any moment as PNG, the film as GIF or WebP."""

from app.render.pixels.film import gif, webp
from app.render.pixels.still import png

__all__ = ["gif", "png", "webp"]

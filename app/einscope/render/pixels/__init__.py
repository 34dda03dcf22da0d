"""A scene as pixels: a still of any moment as PNG, the film as GIF or WebP."""

from einscope.render.pixels.film import gif, png, webp

__all__ = ["gif", "png", "webp"]

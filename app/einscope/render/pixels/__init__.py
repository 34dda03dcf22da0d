"""A scene as pixels: a still of any moment as PNG, the film as GIF or WebP."""

from einscope.render.pixels.film import Reel, gif, png, webp
from einscope.render.pixels.scene import Moments

__all__ = ["Moments", "Reel", "gif", "png", "webp"]

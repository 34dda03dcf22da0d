"""The pictures: SVG, PNG, GIF and WebP by address."""

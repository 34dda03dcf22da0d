"""Which hue and which lightness a cell has."""

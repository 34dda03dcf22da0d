"""Windows that slide, blocks of pixels, and pictures made larger or smaller."""

"""Cells written into a tensor: at a part of it, at indices, along a diagonal."""

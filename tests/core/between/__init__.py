"""Patterns between two shapes, and the pattern nearest to cells."""

"""Movements of whole axes: other shapes, other orders, repeated and rolled axes."""

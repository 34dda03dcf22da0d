"""Cells that are made of several others: arithmetic and products."""

"""Rows of layers and functions that keep, weigh or mix cells: what is known of each."""

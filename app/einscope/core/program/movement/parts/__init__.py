"""Movements of parts of a tensor: cut, joined, padded, picked, written."""

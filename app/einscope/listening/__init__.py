"""Connections: how long one may be silent, how much one may send before it asks something, how many there may be."""

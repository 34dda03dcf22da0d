"""Movements of cells: one family a module. Each takes tensors and gives tensors, and knows nothing of the text."""

"""Tests of tensor programs: NumPy and PyTorch run the same text, and every cell is compared."""

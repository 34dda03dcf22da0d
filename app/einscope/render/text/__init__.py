"""Answers in characters: formula, steps, verdict, and a grid of numbers, for terminals and whoever reads plain text."""

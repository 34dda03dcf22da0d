"""Lessons as pages, and what is said of an answer."""

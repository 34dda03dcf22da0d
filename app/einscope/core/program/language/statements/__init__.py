"""Statements of Python, one function each: what they do to names, and which one comes next."""

"""Python's own functions and methods, on known values."""

"""The libraries' own names for the movements: rows of a registry, a new call is one row."""

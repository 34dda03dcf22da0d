"""What the axes of the tensors of a program are called: by the program, by its comments, by the patterns in it."""

Names = tuple[str, ...]
"""Those of the axes of one tensor."""

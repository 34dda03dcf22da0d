"""The parts of Python that a program may use, a family of nodes a module."""

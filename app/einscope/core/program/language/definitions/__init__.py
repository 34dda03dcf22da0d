"""Functions and classes that the program itself defines."""

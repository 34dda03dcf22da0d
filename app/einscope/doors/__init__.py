"""The same answer where people work: a command, and a client for notebooks and tests. None has a second model."""

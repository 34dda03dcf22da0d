"""What is said of a request: everything that an answer tells, in one piece."""

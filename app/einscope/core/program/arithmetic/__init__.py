"""The reader's own arithmetic: what a program makes of numbers that are known, as its library does."""

"""Rows of libraries whose functions are those of numpy or torch by other names, or with channels elsewhere."""

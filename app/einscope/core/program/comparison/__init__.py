"""A program beside another, or beside an operation: what is compared of it, and what might mend it."""

"""What the names of a program stand for: tensors, their memory, other values."""

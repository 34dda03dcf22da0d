"""The language: text in, an immutable plan out. No web, no templates, no input or output."""

"""Text of a pattern to axes with sizes: tokens, both sides, the sizes that follow, a plan."""

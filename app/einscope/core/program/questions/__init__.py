"""What a program has to be given before it runs: names, kinds, shapes, and what to propose."""

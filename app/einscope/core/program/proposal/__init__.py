"""What to give a program so that it runs: tried out, within bounds, before it is offered."""

"""What becomes of a server that is asked for too much: ``./dev load``. Everything stays on this machine."""

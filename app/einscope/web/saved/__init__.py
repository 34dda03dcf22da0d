"""A state as one file to keep: it plays from disk, without a server."""

"""The command ``einscope``: asks the core in this process, without a server."""

"""``python -m einscope`` serves; with words behind it, it is the command ``einscope``."""

import sys
from importlib import import_module

from einscope.doors.command.run import run


def main() -> None:
    """The command."""
    sys.exit(run(sys.argv[1:], serve))


def serve() -> None:
    """Serve until stopped; what that takes is loaded by whoever serves alone."""
    import_module("einscope.serving").serve()


if __name__ == "__main__":
    if sys.argv[1:]:
        main()
    serve()

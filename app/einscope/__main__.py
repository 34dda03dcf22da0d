"""``python -m einscope`` serves; with words behind it, it is the command ``einscope``."""

import sys
from importlib import import_module


def main() -> None:
    """The command; what that takes is loaded by whoever has it do something alone."""
    sys.exit(import_module("einscope.doors.command.run").run(sys.argv[1:], serve))


def serve() -> None:
    """Serve until stopped; likewise."""
    import_module("einscope.serving").serve()


if __name__ == "__main__":
    if sys.argv[1:]:
        main()
    serve()

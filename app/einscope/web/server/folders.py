"""Where templates, static files and messages are: inside the package, or at the top of the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[2]


def folder(name: str) -> Path:
    """The folder of that name.

    >>> folder("templates").is_dir(), folder("locale").is_dir()
    (True, True)
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name

"""All files of ``static``, in memory, by name."""

import mimetypes
import re
from collections.abc import Collection, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath

from einscope.web.server.folders import folder
from einscope.web.server.sending.codings import BEST

_FOLDER = folder("static")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_WORTH_PACKING = 1_000  # bytes; below, packing saves nothing that a network would notice


class StaticFile:
    """One file: its bytes, its kind, its tag, and itself packed."""

    def __init__(self, name: str, content: bytes) -> None:
        suffix = Path(name).suffix
        ours = suffix in (".js", ".css") and not name.startswith("vendor/")
        self.content = lean(content.decode()).encode() if ours else content
        self.kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "text/plain"
        self._worth_packing = len(content) >= _WORTH_PACKING and not self.kind.startswith("font/")
        self.packed: dict[str, bytes] = {}
        """By coding, once somebody asked for it."""

        self.tag = f'W/"{sha256(self.content).hexdigest()[:12]}"'  # weak: packed or not, it is the same file

    def coding(self, taken: Collection[str]) -> str:
        """In which coding it is sent to whoever takes these; empty: as it is."""
        return next((coding for coding in BEST if coding in taken), "") if self._worth_packing else ""

    def pack(self, coding: str) -> bytes:
        """The file in a coding. The largest takes a second."""
        if coding not in self.packed:
            self.packed[coding] = BEST[coding](self.content)
        return self.packed[coding]


class StaticFiles:
    """Files of a folder as they were when the application started: a request can name one of them, or none."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        names = [path.relative_to(folder).as_posix() for path in paths]
        self.by_name = {name: StaticFile(name, path.read_bytes()) for name, path in zip(names, paths, strict=True)}
        marks = "".join(f"{name} {file.tag}\n" for name, file in self.by_name.items())
        self.version = f"v-{sha256(marks.encode()).hexdigest()[:12]}"
        """Of all files together: modules import each other by relative paths, so they share it."""

    def address(self, name: str) -> str:
        """Where a file is found, for as long as it and all others are what they are.

        Raises:
            KeyError: there is no such file.
        """
        _ = self.by_name[name]
        return f"/static/{self.version}/{name}"

    @cache  # noqa: B019  one files lives as long as the process
    def needed(self, name: str) -> list[str]:
        """The addresses of all modules that a module imports, so that a page can ask for all at once."""
        texts = {module: file.content.decode() for module, file in self.by_name.items() if module.endswith(".js")}
        return [self.address(module) for module in imports(name, texts)]


@cache
def static_files() -> StaticFiles:
    """The files of this application."""
    return StaticFiles(_FOLDER)


# How our modules import: one statement a line or several lines, from a relative path; dynamic ones are not meant.
_IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*?(?:\bfrom\s*)?"(\.{1,2}/[^"]+)";""", re.MULTILINE)


def imports(name: str, texts: Mapping[str, str]) -> list[str]:
    """What a module imports, and what that imports, and so on, without itself; nearest first.

    >>> imports("a.js", {"a.js": 'import { b } from "./x/b.js";', "x/b.js": 'import "../c.js";', "c.js": ""})
    ['x/b.js', 'c.js']
    """
    modules = [name]
    for module in modules:  # grows while it is walked
        for path in _IMPORT.findall(texts[module]):
            wanted = normpath(join(dirname(module), path))
            if wanted not in modules:
                modules.append(wanted)
    return modules[1:]


_COMMENTS = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)


def lean(text: str) -> str:
    r"""The text without comments that begin and end a line; its lines keep their numbers.

    A third of our scripts, packed, is what types and units say; no browser reads it. Comments within a line stay, so
    that nothing has to know where a string ends; a test lets esbuild say that the rest means the same.

    >>> lean("/** Twice.\n * @param {number} x */\nconst f = (x) => 2 * x; /* quick */")
    '\n\nconst f = (x) => 2 * x; /* quick */'
    """
    return _COMMENTS.sub(lambda match: "\n" * match[0].count("\n"), text)

"""Which modules a module of the page needs before it can run."""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

# How our modules import: one statement a line or several lines, from a relative path; dynamic ones are not meant.
_IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*?(?:\bfrom\s*)?"(\.{1,2}/[^"]+)";""", re.MULTILINE)


def imports(name: str, texts: Mapping[str, str]) -> list[str]:
    """What a module imports, and what that imports, and so on, without itself; nearest first.

    >>> imports("a.js", {"a.js": 'import { b } from "./x/b.js";', "x/b.js": 'import "../c.js";', "c.js": ""})
    ['x/b.js', 'c.js']
    """
    found = [name]
    for each in found:  # grows while it is walked
        for path in _IMPORT.findall(texts[each]):
            wanted = normpath(join(dirname(each), path))
            if wanted not in found:
                found.append(wanted)
    return found[1:]

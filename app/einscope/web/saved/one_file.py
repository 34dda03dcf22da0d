"""A page as one file: script, style and state inside, under a policy that allows these by their hashes alone.

Of what a link says nothing is ever markup here: templates escape it, and the state is packed, in characters of base64.
Script and style are bundled by ``./dev bundle`` and stand in the page as they are.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from fastapi.responses import HTMLResponse, Response

from einscope.web.pictures.file_name import disposition
from einscope.web.saved.packed import packed
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.sending.tagged import FOR_AN_HOUR
from einscope.web.server.static_files import static_files
from einscope.web.server.templates import environment

ENDING = "html"

# Where the template has these, and what a link says never is, stands what is inside.
_STYLE, _THEME, _SCRIPT = "<style></style>", "<script></script>", "<script defer></script>"


@dataclass(frozen=True, slots=True)
class Inside:
    """What every such page has inside.

    Args:
        style: how it looks, without fonts.
        theme: the script that chooses light or dark before anything is drawn.
        script: the stage and all around it.
        policy: what a browser may load and run: these three.
    """

    style: str
    theme: str
    script: str
    policy: str


@cache
def inside() -> Inside:
    """What every such page has inside; read once."""
    files = static_files().by_name
    names = ("vendor/saved/saved.css", "shell/theme.js", "vendor/saved/main.js")
    style, theme, script = (files[name].content.decode() for name in names)
    policy = (
        f"default-src 'none'; script-src {_hash(theme)} {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Inside(style, theme, script, policy)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def one_file(template: str, values: Mapping[str, Any], shown: Mapping[str, Any], language: str, name: str) -> Response:
    """The page, as a response.

    Args:
        template: of the page.
        values: that the template shows.
        shown: the state that its script plays.
        language: of its sentences.
        name: of the file, without its ending.
    """
    within = inside()
    words = {said: told for said, told in messages_of_scripts(language).items() if said in within.script}
    state = packed({"words": words, "shown": shown})
    text = environment(language).get_template(template).render(**values, policy=within.policy, packed=state)
    text = text.replace(_STYLE, f"<style>{within.style}</style>", 1)
    text = text.replace(_THEME, f"<script>{within.theme}</script>", 1)
    text = text.replace(_SCRIPT, f"<script>{within.script}</script>", 1)
    # Opened where it is served, it may do no more than as a file.
    headers = {
        "Content-Security-Policy": f"{within.policy}; frame-ancestors 'none'",
        "Content-Disposition": disposition(name, ENDING),
    }
    return HTMLResponse(text, headers={**FOR_AN_HOUR, **headers})

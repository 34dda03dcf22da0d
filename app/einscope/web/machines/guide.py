"""``/llms.txt``: what this is and how to ask, for an assistant that reads before it asks."""

from functools import lru_cache

from einscope.core.lessons import lessons
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM
from einscope.web.finding.pages import PAGES
from einscope.web.requests.links import address

_HEAD = """# Einscope

> Where does every cell go when a tensor is rearranged, and by which formula? Einscope counts instead of guessing: for \
an einops pattern, an einsum, patch merging and expanding, sliding windows, a cyclic shift, or tensor code in the \
spelling of NumPy, torch, JAX and others, which it reads and never runs.

An answer has the formula in both directions, the steps, a verdict (is anything lost, doubled, filled in or moved; \
what undoes it), code, and for every output cell the cells that it comes from. Cells are flat positions in C order, \
from 0. An address is the whole state: nothing is stored, and no key is needed.

## How to ask

- Text: put `.txt` behind the name of the operation: {text}
- JSON: {api}, or POST the same names as JSON to {home}/api/v1/{name}; with `fields=verdict,code` these alone are sent
- A page for people, with the same query: {page}
- A picture that plays by itself: `.svg` instead of `.txt`; also `.png`, `.gif`, `.webp`
- Two states: {home}/api/v1/compare, where `a` and `b` are each the address of a page, URL-encoded
- Merge, then expand: {home}/api/v1/round-trip
- From where cells came to the pattern: POST `sources`, `input_shape`, `output_shape` to {home}/api/v1/infer
- Model Context Protocol: {home}/mcp (streamable HTTP, no session, no key), with the tools `explain`, `program`, \
`compare`, `infer` and `round_trip`

What is wrong with a request is answered by 422 and `application/problem+json`: each error names the parameter, the \
place in its text, a hint, and under `repair` the values that mend it.
"""


@lru_cache(maxsize=4)
def guide(home: str) -> str:
    """The whole file.

    Args:
        home: what its addresses begin with.

    >>> guide("https://example.org").splitlines()[0]
    '# Einscope'
    """
    first = next(iter(registry().values()))
    paths = {"text": f"/{first.name}.txt", "api": f"/api/v1/{first.name}", "page": f"/{first.name}"}
    links = {name: address(path, first.example, home) for name, path in paths.items()}
    asked = [
        f"- [{each.title}]({address(f'/{each.name}', each.example, home)}): {each.summary} "
        f"Parameters: {', '.join(f'`{parameter.name}`' for parameter in each.parameters)}."
        for each in (*registry().values(), PROGRAM)
    ]
    pages = [f"- [{page.title}]({home}{page.path}): {page.sentence}" for page in PAGES]
    told = [f"- [{each.title}]({home}/learn/{each.name}): {each.summary}" for each in lessons().values()]
    more = [
        f"- [OpenAPI]({home}/openapi.json): every address, parameter and field",
        f"- [Operations]({home}/api/v1/operations): parameters, examples and presets as JSON",
        f"- [Gallery]({home}/api/v1/examples): layers of known models, and mistakes that shapes hide, as JSON",
        f"- [Client]({home}/einscope.py): one file for notebooks and tests",
    ]
    parts = {"Operations": asked, "Pages": pages, "Lessons": told, "Optional": more}
    listed = "".join(f"\n## {title}\n\n" + "".join(f"{line}\n" for line in lines) for title, lines in parts.items())
    return _HEAD.format(home=home, name=first.name, **links) + listed

"""``/sitemap.xml``: pages in all languages, for whoever looks for what there is."""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from einscope.core.lessons import lessons
from einscope.core.questions import questions
from einscope.settings import Settings
from einscope.web.finding.pages import PAGES
from einscope.web.pages.examples import groups
from einscope.web.server.language import LANGUAGES

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@lru_cache(maxsize=4)
def sitemap(home: str) -> str:
    """The whole file.

    Args:
        home: what its addresses begin with.
    """
    return f"{_HEAD}{''.join(_entry(page) for page in _pages(home))}</urlset>\n"


def _pages(home: str) -> Iterator[str]:
    """The addresses of pages: operations, what stands beside them, lessons, and examples."""
    yield f"{home}/"
    yield from (f"{home}/{name}" for name in questions())
    yield from (f"{home}{page.path}" for page in PAGES)
    yield from (f"{home}/learn/{name}" for name in lessons())
    for group in groups(LANGUAGES[0], False, Settings(public_url=home)):
        yield from dict.fromkeys(example.page for example in group.examples)


def _entry(page: str) -> str:
    """A page, once for each language, and each time with all of them; without one asked for it is English."""
    more = "&" if urlsplit(page).query else "?"
    links = {language: f"{page}{more}lang={language}" for language in LANGUAGES} | {LANGUAGES[0]: page}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(link)}/>\n'
        for language, link in (*links.items(), ("x-default", page))
    )
    return "".join(f"<url><loc>{escape(link)}</loc>\n{others}</url>\n" for link in links.values())

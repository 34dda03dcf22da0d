"""The template of the route that an address belongs to, for what is answered before anything is routed."""

from collections.abc import Sequence
from functools import cached_property
from re import Pattern

from starlette.routing import BaseRoute, Route


class Templates:
    """Finds the template of a path as cheaply as a flood is shed: most are paths themselves.

    Args:
        routes: of the application, all of which are there before anybody asks.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = routes

    @cached_property
    def _plain(self) -> set[str]:
        return {each.path for each in self.routes if isinstance(each, Route) and not each.param_convertors}

    @cached_property
    def _others(self) -> list[tuple[Pattern[str], str]]:
        named = (each for each in self.routes if isinstance(each, Route) and each.param_convertors)
        return [(each.path_regex, each.path) for each in named]

    def of(self, path: str) -> str:
        """The template of a path, whatever method it is asked by; empty: it leads nowhere.

        >>> made = Templates([Route("/a", print), Route("/b/{name}", print)])
        >>> made.of("/a"), made.of("/b/c"), made.of("/c")
        ('/a', '/b/{name}', '')
        """
        if path in self._plain:
            return path
        return next((template for shape, template in self._others if shape.match(path)), "")

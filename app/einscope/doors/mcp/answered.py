"""A call of a tool, answered: told, or refused; never an exception."""

import logging
from dataclasses import replace

from pydantic import ValidationError

from einscope.core.errors import PatternError
from einscope.core.patience import SpentError
from einscope.doors.mcp.refused import invalid, late, refused, unexpected
from einscope.doors.mcp.told import Asker, Told
from einscope.doors.mcp.tool import Given, Tool
from einscope.web.server.language import LANGUAGES

_LOG = logging.getLogger("einscope")


def answered(tool: Tool, given: Given, asker: Asker) -> Told:
    """What a tool tells of its arguments.

    Args:
        tool: that is called.
        given: its arguments.
        asker: who calls; ``lang`` among the arguments comes before the language that is preferred.

    Cost: that of the same request of the API, and of its text.
    """
    given = {name: value for name, value in given.items() if value is not None}  # some send what they do not mean
    if given.get("lang") in LANGUAGES:
        asker = replace(asker, language=given["lang"], asked=True)
    try:
        return tool.answer(given, asker)
    except PatternError as error:
        return refused(error, given, asker)
    except ValidationError as error:
        return invalid(error, asker)
    except SpentError as error:
        return late(error, asker)
    except Exception:
        _LOG.exception("unexpected failure")
        return unexpected(asker)

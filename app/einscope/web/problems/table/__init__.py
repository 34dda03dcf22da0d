"""The table: every code, grouped."""

from einscope.web.problems.table.data import DATA
from einscope.web.problems.table.explained import Ask, Explained, Group
from einscope.web.problems.table.programs import PROGRAMS
from einscope.web.problems.table.requests import REQUESTS
from einscope.web.problems.table.sizes import SIZES
from einscope.web.problems.table.typing import TYPING
from einscope.web.problems.table.views import VIEWS

GROUPS = (TYPING, SIZES, DATA, PROGRAMS, VIEWS, REQUESTS)

EXPLAINED = {each.code: each for group in GROUPS for each in group.codes}
"""By code."""

__all__ = ["EXPLAINED", "GROUPS", "Ask", "Explained", "Group"]

"""Who judges an operation beside us: each names one of these."""

from einscope.core.checks.by_einops import REARRANGE, REDUCE, REPEAT
from einscope.core.checks.by_numpy import MERGE, ROLL, UNFOLD
from einscope.core.checks.judge import CELLS, Checked, Judge, checked
from einscope.core.checks.sums import EINSUM

__all__ = [
    "CELLS",
    "EINSUM",
    "MERGE",
    "REARRANGE",
    "REDUCE",
    "REPEAT",
    "ROLL",
    "UNFOLD",
    "Checked",
    "Judge",
    "checked",
]

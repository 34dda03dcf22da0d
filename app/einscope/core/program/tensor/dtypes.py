"""Known numbers as a dtype has them."""

import numpy as np

from einscope.core.map import IntArray
from einscope.core.program.tensor.values import Known, Token, Value


def kept_as(numbers: IntArray | None, kind: Value) -> IntArray | None:
    """Known numbers as a dtype has them: truths or integers.

    >>> kept_as(np.array([0, 2]), Token("torch.bool"))
    array([False,  True])
    """
    path = kind.text if isinstance(kind, Token) else kind.path if isinstance(kind, Known) else str(kind)
    name = path.rpartition(".")[2].rstrip("_")
    if numbers is None or name not in _KINDS:
        return numbers
    return numbers.astype(np.bool_ if name == "bool" else np.int64)


_KINDS = frozenset({"bool", "long", "int", "short", "byte", "float", "double", "half", "bfloat16"}) | {
    f"{kind}{bits}" for kind in ("int", "uint", "float") for bits in (8, 16, 32, 64)
}

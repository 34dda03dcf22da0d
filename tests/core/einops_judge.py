"""The real einops, asked about a request; a request is the same thing to it and to us."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import prod

import einops
import numpy as np

from einscope.core.errors import PatternError
from einscope.core.fields import meant
from einscope.core.map import IntArray
from tests.core.asking import plan_of, sources
from tests.core.differences import DIFFERENCES


@dataclass(frozen=True)
class Request:
    """A rearrangement of a tensor of this shape."""

    pattern: str
    shape: tuple[int, ...]
    sizes: Mapping[str, object] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The parameters as a link carries them. A size that is not an int stays as Python writes it."""
        sizes = ",".join(f"{axis}={size!r}" for axis, size in self.sizes.items())
        return {"pattern": self.pattern, "shape": ",".join(map(str, self.shape)), "sizes": sizes}


def einops_answer(request: Request) -> IntArray | None:
    """The cells of the output, or None where einops refuses; it refuses by exceptions of any kind."""
    x = np.arange(prod(request.shape)).reshape(request.shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about axes named like keywords
        try:
            answer: IntArray = einops.rearrange(x, request.pattern, **request.sizes)
        except Exception:
            return None
    return answer


def assert_agrees(request: Request) -> PatternError | None:
    """Check that we do to a request what einops does, cell by cell; the error where it is refused.

    What einops refuses may be meant for something that it reads: then that is what it is asked about.
    """
    answer = einops_answer(request)
    if answer is None:
        answer = einops_answer(replace(request, pattern=meant(request.pattern).text))
    try:
        plan = plan_of("rearrange", **request.texts)
    except PatternError as error:
        refused = error
    else:
        assert answer is not None, "einops refuses what we accept"
        assert plan.output.shape == answer.shape
        np.testing.assert_array_equal(sources(plan), answer)
        return None
    expected = any(each.concerns(request.pattern) and refused.code == each.code for each in DIFFERENCES)
    assert answer is None or expected, f"einops accepts what we refuse: {refused}"
    return refused

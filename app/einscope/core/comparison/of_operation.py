"""An operation as a state that can be compared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from einscope.core.address import Address
from einscope.core.comparison.state import Comparable
from einscope.core.errors import PatternError
from einscope.core.fields import OrderText, PatternText
from einscope.core.judge.difference import Compared, of_plan
from einscope.core.judge.difference.variants import orders, pattern_variants
from einscope.core.limits import Limits
from einscope.core.operation import Request
from einscope.core.plan import Plan, Shape


@dataclass(frozen=True)
class ComparableOperation:
    """A request and what it does.

    >>> from einscope.core.limits import DEFAULT_LIMITS as limits
    >>> from einscope.core.ops import registry
    >>> request = registry()["merge"].read({"shape": "1,4,4,2"}, limits)
    >>> state = ComparableOperation(request, request.plan(limits), limits)
    >>> [text for text, _ in state.variants()][:2], state.on((1, 2, 2, 1)).compared.output.shape
    (['p2 c p1', 'p1 p2 c'], (1, 1, 1, 4))
    """

    request: Request[Any]
    plan: Plan
    limits: Limits

    @property
    def address(self) -> Address:
        """See :class:`Comparable`."""
        return Address(self.request.operation.name, self.request.texts())

    @cached_property
    def compared(self) -> Compared:
        """See :class:`Comparable`."""
        return of_plan(self.plan)

    @property
    def bare(self) -> Compared:
        """See :class:`Comparable`."""
        return self.compared

    def variants(self) -> Iterator[tuple[str, Callable[[], Comparable]]]:
        """See :class:`Comparable`."""
        own = self.request.texts()
        for parameter in self.request.operation.parameters:
            text = own.get(parameter.name) or self.plan.meant.get(parameter.name, "")
            if isinstance(parameter.form, PatternText):
                texts = pattern_variants(text)
            elif isinstance(parameter.form, OrderText):
                texts = (" ".join(order) for order in orders(text.split()))
            else:
                continue
            yield from ((changed, partial(self._changed, {parameter.name: changed})) for changed in texts)

    def on(self, shape: Shape) -> Comparable | None:
        """See :class:`Comparable`."""
        if len(self.plan.inputs) != 1:
            return None
        try:
            return self._changed({"shape": ",".join(map(str, shape))})
        except PatternError:
            return None

    def _changed(self, texts: Mapping[str, str]) -> Comparable:
        request = self.request.operation.read({**self.request.texts(), **texts}, self.limits)
        return ComparableOperation(request, request.plan(self.limits), self.limits)

"""How many cells become one, and how one becomes many."""

from collections.abc import Iterator
from itertools import chain
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.plan import Plan
from einscope.core.say.explain.lists import listing, names

REDUCTIONS = {
    "mean": say("mean"),
    "sum": say("sum"),
    "max": say("maximum"),
    "min": say("minimum"),
    "prod": say("product"),
    "any": say("logical or"),
    "all": say("logical and"),
}


def gatherings(plan: Plan) -> Iterator[Sentence]:
    """What is multiplied, and what the reduced axes become."""
    if len(plan.inputs) > 1:
        inputs = listing([tensor.name for tensor in plan.inputs])
        if plan.axes:
            yield say(
                "Multiply {inputs} for every {axes}.", inputs=inputs, axes=names(range(len(plan.axes)), plan.axes)
            )
        else:
            yield say("Multiply {inputs}.", inputs=inputs)
    reduced = [number for number, axis in enumerate(plan.axes) if axis.role == "reduced"]
    if not reduced:
        return
    values = {"axes": names(reduced, plan.axes), "what": REDUCTIONS[plan.reduction or "sum"]}
    count = prod(plan.axes[number].size for number in reduced)
    if count == 0:
        yield say("Take the {what} along {axes}, of no cells.", **values)
    elif count == 1:
        yield say("Take the {what} along {axes}, of a single cell.", **values)
    else:
        yield say("Take the {what} along {axes}: {count} cells become one.", count=count, **values)


def repetitions(plan: Plan) -> Iterator[Sentence]:
    """Where the new axes stand, and how often they repeat every cell."""
    row = list(chain(*plan.output.arrangement))
    for place, part in enumerate(row):
        axis = plan.axes[part]
        if axis.role != "new":
            continue
        values = {"axis": axis.name, "size": axis.size}
        if place == 0:
            yield say("Repeat every cell along a new axis {axis} of size {size}, placed first.", **values)
        else:
            before = plan.axes[row[place - 1]].name
            yield say(
                "Repeat every cell along a new axis {axis} of size {size}, placed after {before}.",
                **values,
                before=before,
            )

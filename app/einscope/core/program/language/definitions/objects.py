"""What a class of the program, or an object of it, has after a dot."""

from einscope.core.program.frames import methods_of
from einscope.core.program.tensor.values import Blueprint, Made, Method, Value


def member_of(holder: Value, name: str) -> Value:
    """An attribute of a class or an object; None where there is none.

    ``Function.apply`` is the ``forward`` of an autograd function.
    """
    if isinstance(holder, Blueprint):
        holder = empty(holder)
        name = "forward" if name == "apply" else name
    if not isinstance(holder, Made) or name.startswith("__"):
        return None
    return Method(holder, name) if name in holder.methods else holder.attributes.get(f"self.{name}")


def empty(blueprint: Blueprint) -> Made:
    """An object of which nothing is told yet."""
    return Made(blueprint.node.name, methods_of(blueprint.node))

"""Numpy's walks over memory, whose steps are counted in bytes."""

from einscope.core.errors import say
from einscope.core.program.movement.windows.windows import as_strided
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.strides import c_order, is_contiguous
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Bytes, said


def strides_in_bytes(x: Tensor) -> tuple[Bytes, ...]:
    """``x.strides``, of what comes into the program and of views of it: how numpy lays out the rest is not known.

    Raises:
        Refusal: ``program-unknown-values``.
    """
    # Along an axis of one cell a view may have any stride.
    if x.memory.parents or (x.whole is not None and 1 in x.shape):
        raise Refusal(
            "program-unknown-values",
            say("How numpy lays out this tensor in memory is unknown."),
            hint=say("it is known only for inputs and views of them"),
        )
    return tuple(Bytes(stride) for stride in x.strides)


def strided_in_bytes(x: Tensor, shape: tuple[int, ...] | None = None, strides: object = None) -> Tensor:
    """Numpy's ``as_strided``: walks from where ``x`` begins.

    Raises:
        Refusal: ``program-unknown-values`` where a step is not said in cells; and those of ``as_strided``.
    """
    own = strides_in_bytes(x)
    if shape is not None and is_contiguous(x.shape, x.strides):
        own = tuple(map(Bytes, c_order(shape)))
    steps: list[int] = []
    for step in own if strides is None else strides if isinstance(strides, (list, tuple)) else (strides,):
        if not isinstance(step, Bytes) and step != 0:
            raise Refusal(
                "program-unknown-values",
                say("This step is in bytes ({value}), but the number of bytes per cell is unknown.", value=said(step)),
                hint=say("write i * x.itemsize, or x.strides"),
            )
        steps.append(step.cells if isinstance(step, Bytes) else 0)
    return as_strided(x, x.shape if shape is None else shape, tuple(steps))

"""Calls that move no cell: element-wise functions, conversions, layers that only scale; each is noted."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from einscope.core.change import Change, negation
from einscope.core.errors import Sentence, say
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.worked import Worked
from einscope.core.program.libraries.layers.mixing import COUNT, mixed
from einscope.core.program.libraries.layers.working import worked_along, worked_out
from einscope.core.program.movement.sums.merge import arithmetic, combine
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.dtypes import keep_as
from einscope.core.program.tensor.integers import exact
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.strides import c_order, computed
from einscope.core.program.tensor.tensor import Tensor, made, same_cells
from einscope.core.program.tensor.values import Layer, Unknown, Value, rounds, said


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONVERSIONS = _words(
    """
    to float double half bfloat16 int long short bool byte type type_as astype cuda cpu detach clone copy numpy
    asarray array ascontiguousarray as_tensor from_numpy tensor tolist item to_device
    cast convert_to_numpy block_until_ready device_put asanyarray copy_to_host pin_memory stop_gradient
    """
)
"""The numbers stay, at most their type changes."""

_ROUNDING = _words("int long short bool byte")
"""Conversions after which not every number is what it was."""

_KEEPING = _words("positive real requires_grad identity")
"""Element-wise functions that leave every number as it is."""

_OPERATORS = {
    "add": "+",
    **dict.fromkeys(("sub", "subtract"), "-"),
    **dict.fromkeys(("mul", "multiply"), "*"),
    **dict.fromkeys(("div", "divide", "true_divide"), "/"),
    "floor_divide": "//",
    **dict.fromkeys(("remainder", "mod"), "%"),
    **dict.fromkeys(("pow", "power", "float_power"), "**"),
}
"""Functions that are called instead of an operator."""

ELEMENTWISE = _words(
    """
    abs absolute exp exp2 expm1 log log2 log10 log1p sqrt rsqrt square sin cos tan sinh cosh tanh arcsin arccos
    arctan asin acos atan sigmoid relu relu6 gelu silu swish mish elu celu selu leaky_relu prelu hardswish
    hardsigmoid hardtanh softplus softsign logsigmoid log_sigmoid neg negative reciprocal sign signbit floor ceil
    round trunc frac clamp clip clamp_min clamp_max nan_to_num isnan isinf isfinite logical_not bitwise_not dropout
    dropout1d dropout2d dropout3d alpha_dropout feature_dropout
    threshold erf erfc logit tanhshrink hardshrink softshrink rad2deg deg2rad
    positive conj real imag add sub subtract mul multiply div divide true_divide floor_divide pow power remainder
    fmod mod maximum minimum fmax fmin where atan2 arctan2 hypot eq ne lt le gt ge equal not_equal less less_equal
    greater greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor lerp addcmul addcdiv
    copysign heaviside float_power divide_no_nan multiply_no_nan
    """
)
"""Each cell of the result is made of the same cell of every operand."""

OF_TWO = _words(
    """
    add sub subtract mul multiply div divide true_divide floor_divide fmod remainder maximum minimum fmax fmin where
    atan2 arctan2 hypot eq ne lt le gt ge equal not_equal less less_equal greater greater_equal logical_and logical_or
    logical_xor copysign lerp divide_no_nan multiply_no_nan
    """
)
"""Those of them whose arguments are all tensors."""

STANDING = _words(
    """
    softmax log_softmax softmin gumbel_softmax normalize standardize layer_norm batch_norm group_norm instance_norm
    rms_norm local_response_norm
    """
)
"""Each cell of the result is made of a whole axis, and stands where one of them did: it is shown there."""

_SCALING = re.compile(
    r"(^|_|\.)(\w*norm|ln|bn|gn|act|act_fn|activation|activation_fn|\w*drop|dropout|droppath|relu|gelu|silu|swish|tanh|sigmoid|"
    r"identity|nonlinearity|softmax|attn_drop|proj_drop|drop_path|gamma|dropout_layer|final_layer_norm|quant|dequant|"
    r"swiglu_|act_layer|relu6|elu|lrelu|leaky_relu|hardswish|mish|scale_layer)_?\d*$",
    re.IGNORECASE,
)

LAYERS = _words(
    """
    LayerNorm BatchNorm1d BatchNorm2d BatchNorm3d GroupNorm InstanceNorm2d InstanceNorm3d RMSNorm SyncBatchNorm
    Dropout Dropout1d Dropout2d Dropout3d AlphaDropout DropPath ReLU ReLU6 GELU SiLU Mish ELU SELU CELU LeakyReLU
    PReLU Tanh Sigmoid Softplus Softsign Hardswish Hardsigmoid Hardtanh Identity LocalResponseNorm LayerNorm2d
    Softmax LogSoftmax Swish QuickGELU StochasticDepth
    """
)
"""Layers whose result has a cell for each cell, in its place."""

_OF_AN_AXIS = re.compile("norm|softmax", re.IGNORECASE)
_NEW_LAYOUT = re.compile("norm", re.IGNORECASE)


def passes(machine: Machine, path: str, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What a call gives that is not a movement; None where nothing is known of it.

    Raises:
        Opaque: ``program-mixes``, where it depends on values.
    """
    home, _, name = path.rpartition(".")
    if path == "torch.nn.Sequential" and positional:
        return _one_after_another(machine, positional)
    if path == "torch.nn.ModuleList" and positional and isinstance(positional[0], (list, tuple)):
        return list(positional[0])
    if path == "torch.nn.Parameter" and positional and isinstance(positional[0], Tensor):
        return positional[0]
    if home in ("torch.nn", "timm.layers", "timm.models.layers") and name in LAYERS:
        remark = _stands(name) if _OF_AN_AXIS.search(name) else None
        return Layer(f"nn.{name}", lambda x: _layered(x, name, remark, positional, named), path)
    if is_layer(path):
        return Unknown(path)
    tensors = [value for value in (*positional, *named.values()) if isinstance(value, Tensor)]
    if not tensors:
        return None
    if name in CONVERSIONS:
        kinds = (*positional[1:], *named.values())
        rounding = name in _ROUNDING or any(rounds(kind) for kind in kinds)
        return converted(tensors[0], name, rounding, kinds)
    short = name.rstrip("_")
    if short in STANDING:
        machine.budget.remark(_stands(name))
        result = combine([tensors[0]], Change(say("passed through {name}, which mixes an axis", name=name)))
        return worked_along(result, short, positional, named)
    if short == "where" and len(positional) == 1:
        raise mixed(name, COUNT, tensors[0])  # the indices of what is true
    operands = [value for value in positional if isinstance(value, (Tensor, int, float))]
    if short in _OPERATORS and len(operands) == 2 == len(positional) and not named:
        machine.budget.remark(_note(name))
        left, right = operands
        return arithmetic(left, right, _OPERATORS[short])
    if short in ELEMENTWISE:
        if len(tensors) == 1:
            machine.budget.remark(_note(name))
        return worked_out(combine(tensors, _passed(short)), short, positional, named)
    return None


def _layered(
    x: Tensor, name: str, remark: Sentence | None, positional: Sequence[Value], named: Mapping[str, Value]
) -> Tensor:
    """What a layer makes of a tensor that leaves every cell where it is."""
    result = scaled(x, f"nn.{name}", remark)
    function = {"LogSoftmax": "log_softmax"}.get(name, name.lower())
    if function in STANDING:
        return worked_along(result, function, [x, *positional], named)
    return result if positional or named else worked_out(result, function, [x], {})


def is_layer(path: str) -> bool:
    """Whether a call of it makes a layer of torch.

    >>> is_layer("torch.nn.Linear"), is_layer("torch.nn.functional.linear")
    (True, False)
    """
    home, _, name = path.rpartition(".")
    return home.startswith("torch.nn") and name[:1].isupper()


def _one_after_another(machine: Machine, layers: Sequence[Value]) -> Layer:
    def run(x: Tensor) -> Value:
        result: Value = x
        fault: Opaque | None = None
        last = (0, x.shape)  # the last of them that mixes, and the shape that it gives
        anew, machine.anew = machine.anew, None  # whether numbers begin anew is told by all of them together
        try:
            for number, layer in enumerate(layers):
                try:
                    result = machine.tables.call(machine, layer, [result], {})
                except Opaque as inner:
                    fault = fault or inner
                    if inner.gives is None or inner.pair or inner.several:
                        result = None
                        break
                    last = (number, inner.gives)
                    result = made(machine.budget, inner.gives, x.library)  # for what shape comes out of the others
        finally:
            machine.anew = anew
        if fault is None:
            return result
        whole = Opaque(fault.code, fault.message, x, assumable=fault.assumable and result is None)
        whole.inner = fault
        if isinstance(result, Tensor):
            whole.gives = result.shape
            whole.build = partial(rest, *last)
        raise whole

    def rest(number: int, shape: Shape, new: Callable[[Shape], Tensor]) -> Value:
        result: Value = new(shape)
        for layer in layers[number + 1 :]:
            result = machine.tables.call(machine, layer, [result], {})
        return result

    return Layer("nn.Sequential", run, "torch.nn.Sequential")


def converted(x: Tensor, name: str, rounding: bool = False, kinds: Sequence[Value] = ()) -> Value:
    """A tensor after a conversion, which may or may not copy it.

    Args:
        x: that is converted.
        name: of the conversion.
        rounding: whether it is one to a type that few numbers fit into.
        kinds: what it is given, a dtype maybe.
    """
    if name in ("tolist", "item"):
        return _as_python(x, name)
    if name in ("clone", "copy"):
        return same_cells(x, strides=computed(x.shape, [x.strides]))
    change = _passed(name) if rounding else None
    result = same_cells(x, strides=x.strides, view=name in ("detach", "numpy", "from_numpy"), change=change)
    result.storage.family = x.storage.family
    result.keep(Worked(x.numbers, x.off) if x.numbers is not None else None)
    for kind in (name, *kinds):
        keep_as(result, kind)
    return result


def scaled(x: Tensor, name: str, remark: Sentence | None = None) -> Tensor:
    """What a layer makes of a tensor that leaves every cell where it is; ``remark``: what there is to say of it."""
    x.budget.remark(remark or _note(name))
    result = combine([x], _passed(name))
    if _NEW_LAYOUT.search(name):
        result.strides = c_order(x.shape)
    return result


def _passed(name: str) -> Change | None:
    """What a function that leaves cells where they are does to their values."""
    known = name.rpartition(".")[2].rstrip("_").lower()
    if known in _KEEPING:
        return None
    return negation() if known in ("neg", "negative") else Change(say("passed through {name}", name=name))


def is_scaling(path: str) -> bool:
    """Whether a layer of this name leaves every cell where it is, by what people call such layers.

    >>> is_scaling("self.norm1"), is_scaling("self.attn_drop"), is_scaling("self.proj")
    (True, True, False)
    """
    return _SCALING.search(path.rpartition(".")[2]) is not None


def _note(name: str) -> Sentence:
    return say("{name} moves no cell, but may change values", name=name)


def _stands(name: str) -> Sentence:
    return say("{name} mixes an axis; its cells are shown in place", name=name)


def _as_python(x: Tensor, name: str) -> Value:
    numbers = exact(x)
    if numbers is None:
        raise Refusal(
            "program-unknown-values", say("This depends on the values in a tensor; only where its cells go is known.")
        )
    if name == "item":
        if x.cells != 1:
            raise Refusal("program-shape", say("item() needs a tensor with one cell, not {shape}.", shape=said(x)))
        return numbers[0]
    if x.rank > 1:
        raise Refusal("program-shape", say("Only a tensor with one axis can become a list."))
    x.budget.length(len(numbers))
    return numbers

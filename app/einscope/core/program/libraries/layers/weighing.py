"""Layers of torch that mix cells by weights: what is known of them by the arguments that made them."""

from collections.abc import Callable, Mapping

from einscope.core.plan import Shape
from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.layers.mixing import ALL, CHANNELS, SEQUENCES, TABLE, mixed
from einscope.core.program.libraries.layers.sizes import channelled, followed, is_told, slid, spread, suits
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer, Value


def _layer(name: str, run: Callable[..., Value], many: bool = False) -> Layer:
    return Layer(f"nn.{name}", run, f"torch.nn.{name}", many)


def linear(before: object, after: object) -> Layer:
    """``nn.Linear``: it keeps the shape where both sizes are one, known or not."""

    def run(x: Tensor) -> Value:
        fits = bool(x.rank) and (before == x.shape[-1] or not isinstance(before, int))
        given = x.shape[-1] if fits and before == after else after
        if fits and not isinstance(given, int):
            given = followed(before, after, x.shape[-1])
        gives = (*x.shape[:-1], given) if fits and isinstance(given, int) else None
        raise mixed("nn.Linear", ALL, x, gives, -1, assumable=fits, told=is_told(before, after))

    return _layer("Linear", run)


def _channels(name: str, axes: int, x: Tensor, before: object, after: object, sizes: Shape | None) -> Opaque:
    """Of a layer with windows, what is known of the channels and sizes that it gives."""
    gives, fits = channelled(x, axes, before, after, sizes), suits(x, axes, before)
    likely = (*x.shape[:-axes], *sizes) if fits and sizes is not None else None
    told = is_told(before, after)
    return mixed(
        f"nn.{name}", CHANNELS, x, gives, assumable=fits and likely in (None, x.shape), told=told, likely=likely
    )


def _conv(axes: int) -> Callable[..., Layer]:
    name = f"Conv{axes}d"

    def layer(
        before: object, after: object, kernel: object, stride: object, padding: object, dilation: object
    ) -> Layer:
        def run(x: Tensor) -> Value:
            raise _channels(name, axes, x, before, after, slid(x.shape[-axes:], kernel, stride, padding, dilation))

        return _layer(name, run)

    return layer


def _conv_transpose(axes: int) -> Callable[..., Layer]:
    name = f"ConvTranspose{axes}d"

    def layer(
        before: object,
        after: object,
        kernel: object,
        stride: object,
        padding: object,
        more: object,
        groups: object,
        bias: object,
        dilation: object,
    ) -> Layer:
        def run(x: Tensor) -> Value:
            sizes = spread(x.shape[-axes:], kernel, stride, padding, more, dilation)
            raise _channels(name, axes, x, before, after, sizes)

        return _layer(name, run)

    return layer


def embedding(rows: object, size: object) -> Layer:
    """``nn.Embedding``: an axis more."""

    def run(x: Tensor) -> Value:
        known = isinstance(size, int) and not (isinstance(rows, int) and rows < 1)
        raise mixed("nn.Embedding", TABLE, x, (*x.shape, size) if known and isinstance(size, int) else None)

    return _layer("Embedding", run)


def attention(
    size: object,
    heads: object,
    dropout: object,
    bias: object,
    more: object,
    zero: object,
    keys: object,
    values: object,
    first: object,
) -> Layer:
    """``nn.MultiheadAttention``: a sequence as long as the queries, and the weights of every pair."""

    def run(x: Tensor, /, *rest: Value, **named: Value) -> Value:
        given = {**_DEFAULTS} | dict(zip(_DEFAULTS, rest, strict=False)) | named
        key, weights, averaged = given["key"], given["need_weights"], given["average_attn_weights"]
        told = all(type(flag) is bool for flag in (first, more, zero, weights, averaged))
        told = told and (averaged is True or isinstance(heads, int)) and len(given) == len(_DEFAULTS)
        if not told or x.rank not in (2, 3) or not isinstance(key, Tensor) or key.rank != x.rank:
            raise mixed("nn.MultiheadAttention", SEQUENCES, x)
        along = 1 if first is True and x.rank == 3 else 0
        batch = tuple(length for axis, length in enumerate(x.shape[:-1]) if axis != along)
        per_head = () if averaged or not isinstance(heads, int) else (heads,)
        pairs = (*batch, *per_head, x.shape[along], key.shape[along] + bool(more) + bool(zero))

        def build(new: Callable[[Shape], Tensor]) -> Value:
            return (new(x.shape), new(pairs) if weights else None)

        raise mixed("nn.MultiheadAttention", SEQUENCES, x, x.shape, build=build)

    return _layer("MultiheadAttention", run, many=True)


_DEFAULTS: Mapping[str, Value] = {
    "key": None,
    "value": None,
    "key_padding_mask": None,
    "need_weights": True,
    "attn_mask": None,
    "average_attn_weights": True,
    "is_causal": False,
}
"""What an attention is called with, after the queries."""


def _recurrent(name: str) -> Callable[..., Layer]:
    """What gives a sequence of states, and the last of each layer."""

    def layer(
        taken: object,
        hidden: object,
        layers: object,
        bias: object,
        first: object,
        dropout: object,
        both: object,
        projected: object,
    ) -> Layer:
        def run(x: Tensor, /, *_: Value, **__: Value) -> Value:
            told = isinstance(hidden, int) and isinstance(layers, int) and isinstance(projected, int)
            told = told and type(both) is bool and type(first) is bool and x.rank in (2, 3)
            if not told or not isinstance(hidden, int) or not isinstance(layers, int) or not isinstance(projected, int):
                raise mixed(f"nn.{name}", SEQUENCES, x)
            ways = 1 + bool(both)
            wide = projected or hidden
            batch = x.shape[:-1][1 - bool(first) :][:1] if x.rank == 3 else ()
            gives = (*x.shape[:-1], ways * wide)

            def build(new: Callable[[Shape], Tensor]) -> Value:
                out, last = new(gives), new((ways * layers, *batch, wide))
                return (out, (last, new((ways * layers, *batch, hidden)))) if name == "LSTM" else (out, last)

            raise mixed(f"nn.{name}", SEQUENCES, x, gives, build=build)

        return _layer(name, run, many=True)

    return layer


_PLACE = "device=None, dtype=None"
_CONV = "in_channels, out_channels, kernel_size, stride=1, padding=0"
_REST = f"groups=1, bias=True, padding_mode='zeros', {_PLACE}"

ROWS = (
    row(linear, f"torch.nn.Linear(in_features, out_features, bias=True, {_PLACE})"),
    *(row(_conv(axes), f"torch.nn.Conv{axes}d({_CONV}, dilation=1, {_REST})") for axes in (1, 2, 3)),
    *(
        row(
            _conv_transpose(axes),
            f"torch.nn.ConvTranspose{axes}d({_CONV}, output_padding=0, groups=1, bias=True, dilation=1, "
            f"padding_mode='zeros', {_PLACE})",
        )
        for axes in (1, 2, 3)
    ),
    row(
        embedding,
        "torch.nn.Embedding(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, "
        f"scale_grad_by_freq=False, sparse=False, {_PLACE})",
    ),
    row(
        attention,
        "torch.nn.MultiheadAttention(embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, "
        f"add_zero_attn=False, kdim=None, vdim=None, batch_first=False, {_PLACE})",
    ),
    *(
        row(
            _recurrent(name),
            f"torch.nn.{name}(input_size, hidden_size, num_layers=1, {'nonlinearity: skip=None, ' * (name == 'RNN')}"
            f"bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, {_PLACE})",
        )
        for name in ("RNN", "LSTM", "GRU")
    ),
)

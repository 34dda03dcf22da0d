"""Layers of torch that mix cells by weights: what is known of them by the arguments that made them."""

from collections.abc import Callable

from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.layers.mixing import ALL, CHANNELS, SEQUENCES, TABLE, WINDOW, mixed
from einscope.core.program.libraries.layers.sizes import channelled, each_of, pooled, slid, spread, suits
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer, Value


def _layer(name: str, run: Callable[..., Value], many: bool = False) -> Layer:
    return Layer(f"nn.{name}", run, f"torch.nn.{name}", many)


def linear(before: object, after: object) -> Layer:
    """``nn.Linear``: it keeps the shape where both sizes are one, known or not."""

    def run(x: Tensor) -> Value:
        fits = bool(x.rank) and (before == x.shape[-1] or not isinstance(before, int))
        same = fits and before == after
        gives = x.shape if same else (*x.shape[:-1], after) if fits and isinstance(after, int) else None
        raise mixed("nn.Linear", ALL, x, gives, -1, assumable=fits)

    return _layer("Linear", run)


def _conv(axes: int) -> Callable[..., Layer]:
    name = f"Conv{axes}d"

    def layer(
        before: object, after: object, kernel: object, stride: object, padding: object, dilation: object
    ) -> Layer:
        def run(x: Tensor) -> Value:
            gives = channelled(x, axes, before, after, slid(x.shape[-axes:], kernel, stride, padding, dilation))
            raise mixed(f"nn.{name}", CHANNELS, x, gives, assumable=suits(x, axes, before))

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
            gives = channelled(x, axes, before, after, sizes)
            raise mixed(f"nn.{name}", CHANNELS, x, gives, assumable=suits(x, axes, before))

        return _layer(name, run)

    return layer


def _max_pool(axes: int) -> Callable[..., Layer]:
    name = f"MaxPool{axes}d"

    def layer(
        kernel: object, stride: object, padding: object, dilation: object, indices: object, ceil: object
    ) -> Layer:
        def run(x: Tensor) -> Value:
            gives = None if ceil or indices else pooled(x, axes, kernel, stride, padding, dilation)
            raise mixed(f"nn.{name}", WINDOW, x, gives, assumable=not indices)

        return _layer(name, run)

    return layer


def _avg_pool(axes: int) -> Callable[..., Layer]:
    name = f"AvgPool{axes}d"

    def layer(kernel: object, stride: object, padding: object, ceil: object) -> Layer:
        def run(x: Tensor) -> Value:
            gives = None if ceil else pooled(x, axes, kernel, stride, padding)
            raise mixed(f"nn.{name}", WINDOW, x, gives, assumable=True)

        return _layer(name, run)

    return layer


def _adaptive(name: str, axes: int) -> Callable[..., Layer]:
    def layer(size: object) -> Layer:
        def run(x: Tensor) -> Value:
            raise mixed(f"nn.{name}", WINDOW, x, channelled(x, axes, None, None, each_of(size, axes)), assumable=True)

        return _layer(name, run)

    return layer


def embedding(rows: object, size: object) -> Layer:
    """``nn.Embedding``: an axis more."""

    def run(x: Tensor) -> Value:
        raise mixed("nn.Embedding", TABLE, x)

    return _layer("Embedding", run)


def _of_sequences(name: str) -> Callable[..., Layer]:
    """What gives several tensors: a sequence, and weights or states."""

    def layer(*_: object) -> Layer:
        def run(x: Tensor, /, *_: Value, **__: Value) -> Value:
            raise mixed(f"nn.{name}", SEQUENCES, x)

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
    *(
        row(
            _max_pool(axes),
            f"torch.nn.MaxPool{axes}d(kernel_size, stride=None, padding=0, dilation=1, return_indices=False, "
            "ceil_mode=False)",
        )
        for axes in (1, 2, 3)
    ),
    *(
        row(
            _avg_pool(axes),
            f"torch.nn.AvgPool{axes}d(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, "
            "divisor_override=None)",
        )
        for axes in (1, 2, 3)
    ),
    *(
        row(_adaptive(f"Adaptive{kind}Pool{axes}d", axes), f"torch.nn.Adaptive{kind}Pool{axes}d(output_size)")
        for kind in ("Avg", "Max")
        for axes in (1, 2, 3)
    ),
    row(
        embedding,
        "torch.nn.Embedding(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, "
        f"scale_grad_by_freq=False, sparse=False, {_PLACE})",
    ),
    row(
        _of_sequences("MultiheadAttention"),
        "torch.nn.MultiheadAttention(embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, "
        f"add_zero_attn=False, kdim=None, vdim=None, batch_first=False, {_PLACE})",
    ),
    *(
        row(
            _of_sequences(name),
            f"torch.nn.{name}(input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, "
            f"batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, {_PLACE})",
        )
        for name in ("RNN", "LSTM", "GRU")
    ),
)

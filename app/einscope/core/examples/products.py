"""Sums of products."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

PRODUCTS = Group(
    "products",
    say("Sums of products"),
    (
        Example(
            say("Matrix product"),
            say("Each output cell combines a row of the first with a column of the second."),
            "einsum",
            {"pattern": "i j, j k -> i k", "shape": "2,3;3,2"},
            also=("matmul", "bmm", "矩阵乘法"),
        ),
        Example(
            say("Attention scores"),
            say("Every query with every key: depth d is summed; both token axes stay."),
            "einsum",
            {"pattern": "b i d, b j d -> b i j", "shape": "1,3,2;1,3,2"},
            also=("softmax", "qk", "注意力"),
        ),
        Example(
            say("Diagonal"),
            say("A repeated name walks both axes at once."),
            "einsum",
            {"pattern": "i i -> i", "shape": "4,4"},
        ),
        Example(
            say("Outer product"),
            say("No axis is shared: every pair is multiplied."),
            "einsum",
            {"pattern": "i, j -> i j", "shape": "3;4"},
        ),
    ),
)

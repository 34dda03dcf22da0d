"""In a notebook: a kernel of its own runs the cells, and what they show is a picture that plays."""

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = """
import numpy as np
from einscope import assert_same_mapping, show, trace

x = np.arange(16).reshape(1, 2, 2, 4)
---
show("b h w (p1 p2 c) -> b (h p1) (w p2) c", x, p1=2, p2=2)
---
trace(lambda x: x.transpose(0, 3, 1, 2), (1, 2, 2, 4))
---
assert_same_mapping(lambda x: x.transpose(0, 3, 1, 2), "b h w c -> b c h w", (1, 2, 2, 4))
"""


@pytest.fixture(scope="module")
def outputs() -> list[list[dict[str, str]]]:
    """What each cell shows, by media type."""
    cells = [
        {"cell_type": "code", "source": each.strip(), "metadata": {}, "outputs": []} for each in CELLS.split("---")
    ]
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    notebook = nbformat.from_dict(whole)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [[dict(shown.data) for shown in cell.outputs] for cell in notebook.cells]


def test_a_notebook_shows_a_picture_that_plays(outputs: list[list[dict[str, str]]]) -> None:
    assert outputs[0] == []
    [shown] = outputs[1]
    assert "<svg" in shown["image/svg+xml"]
    assert "@keyframes" in shown["image/svg+xml"]
    assert "b h w (p1 p2 c) -> b (h p1) (w p2) c" in shown["text/plain"]


def test_a_notebook_says_what_a_function_does(outputs: list[list[dict[str, str]]]) -> None:
    [told] = outputs[2]
    assert "->" in told["text/plain"]
    assert outputs[3] == []

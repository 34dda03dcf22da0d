"""Reads a NumPy file that a stranger sent: believes nothing that its header says before it has been checked."""

from io import BytesIO
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy_format

from einscope.core.errors import PatternError, Sentence, say, say_count
from einscope.core.limits import Limits

_HEADER = 2**17  # bytes that a header may have at the most, for numpy as well
_READERS = {(1, 0): npy_format.read_array_header_1_0, (2, 0): npy_format.read_array_header_2_0}


def read_integers(body: bytes | bytearray, limits: Limits) -> npt.NDArray[np.signedinteger[Any]]:
    """The array of a ``.npy`` file of integers, a view of its bytes.

    Args:
        body: the whole file.
        limits: of which ``gather_cells`` and ``axes`` apply.

    Returns:
        The array; in Fortran order if the file is.

    Raises:
        PatternError: ``npy-…``, ``sources-not-integers``, ``cells-limit`` or ``axes-limit`` in the field ``body``.

    Cost: O(length of the header); nothing is allocated that the body does not hold already.

    >>> file = BytesIO()
    >>> np.save(file, np.array([[0, 2], [1, 3]]))
    >>> read_integers(file.getvalue(), Limits())
    array([[0, 2],
           [1, 3]])
    """
    shape, fortran, kind, start = _header(body)
    if kind.hasobject:
        raise _refused("npy-objects", say("The file contains pickled objects, which are never loaded."))
    if kind.kind not in "iu":
        raise _refused("sources-not-integers", say("The file does not contain integers."))
    if len(shape) > limits.axes:
        message = say(
            "A tensor may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(shape)
        )
        raise _refused("axes-limit", message)
    if any(size < 0 or size > limits.cells for size in shape):
        raise _refused("npy-invalid", say("The file header gives a size that no axis can have."))
    cells = prod(shape)
    if cells > limits.gather_cells:
        raise _refused("cells-limit", say("At most {limit} cells can be checked.", limit=limits.gather_cells))
    needed, there = cells * kind.itemsize, len(body) - start
    if there < needed:
        message = say("The file header announces {needed} bytes, but {there} follow.", needed=needed, there=there)
        raise _refused("npy-truncated", message)
    if there > needed:
        raise _refused(
            "npy-long",
            say_count("{count} extra byte follows the array.", "{count} extra bytes follow the array.", there - needed),
        )
    flat = np.frombuffer(body, kind, cells, start) if cells else np.empty(0, kind)
    return flat.reshape(shape, order="F" if fortran else "C")


def _header(body: bytes | bytearray) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Shape, whether in Fortran order, type, and where the cells begin."""
    file = BytesIO(bytes(body[:_HEADER]))  # of more it would make a copy
    try:
        read_header = _READERS[npy_format.read_magic(file)]
        shape, fortran, kind = read_header(file)
    # Numpy's reader of headers evaluates a literal, and lets through whatever that raises.
    except Exception as error:
        raise _refused("npy-invalid", say("The body is not a .npy file of version 1 or 2.")) from error
    return tuple(map(int, shape)), fortran, kind, file.tell()


def _refused(code: str, message: Sentence) -> PatternError:
    return PatternError(code, message, field="body", hint=say("write the file with numpy.save"))

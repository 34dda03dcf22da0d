"""What Python finds wrong with a text."""

import ast
import warnings


def fault(code: str) -> SyntaxError | None:
    """What Python finds wrong with a text, None where it reads it, or where nothing could help it.

    >>> fault("y = x"), fault("y = ").msg
    (None, 'invalid syntax')
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in a string is no matter here
            ast.parse(code)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):  # half a surrogate pair; nested too deeply
        return None
    return None

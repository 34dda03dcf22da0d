"""Where a request is shown: said by the core, made a link by whoever knows the address of the house."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """The page of a request.

    Args:
        op: name of the operation.
        texts: of its parameters.
    """

    op: str
    texts: Mapping[str, str]

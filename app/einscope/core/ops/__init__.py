"""The registry: every module beside this one that has an ``OPERATION`` is an operation."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from einscope.core.operation import Operation


@cache
def registry() -> dict[str, Operation[Any]]:
    """The operations by name, in the order of their ``ORDER``.

    >>> list(registry())
    ['rearrange', 'reduce', 'repeat', 'einsum', 'merge', 'expand', 'unfold', 'roll']
    """
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    operations = [module for module in modules if hasattr(module, "OPERATION")]
    return {module.OPERATION.name: module.OPERATION for module in sorted(operations, key=lambda module: module.ORDER)}

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from einscope.core import ops
from einscope.core.ops import registry

TWIST = """
from dataclasses import replace

from einscope.core.errors import say
from einscope.core.ops.expand import OPERATION as EXPAND

ORDER = 1.5
OPERATION = replace(EXPAND, name="twist", title=say("Twist"))
"""


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules are operations as well."""
    monkeypatch.setattr(ops, "__path__", [*ops.__path__, str(tmp_path)])
    registry.cache_clear()
    yield tmp_path
    registry.cache_clear()
    sys.modules.pop(f"{ops.__name__}.twist", None)
    vars(ops).pop("twist", None)


def test_a_new_operation_is_one_file(added: Path) -> None:
    before = list(registry())
    (added / "twist.py").write_text(TWIST, encoding="utf-8")
    registry.cache_clear()
    assert list(registry()) == [before[0], "twist", *before[1:]]
    assert registry()["twist"].example_plan() == registry()["expand"].example_plan()


def test_a_module_without_an_operation_is_none(added: Path) -> None:
    before = list(registry())
    (added / "twist.py").write_text("ORDER = 2\n", encoding="utf-8")
    registry.cache_clear()
    assert list(registry()) == before


def test_operations_are_called_by_their_own_names() -> None:
    assert all(operation.name == name for name, operation in registry().items())

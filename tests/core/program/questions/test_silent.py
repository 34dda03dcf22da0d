"""What says nothing of cells is passed over: checks, seeds, logs, imports that nothing uses, hints, decorators."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run

SILENT = [
    "torch._assert(x.dim() == 2, 'two axes')\ny = x.t()",
    "torch._check(x.size(0) == 2)\ny = x.t()",
    "from package.tools import _assert\n_assert(x.ndim == 2, '')\ny = x.t()",
    "torch._assert(foo(3), 'unknown')\ny = x.t()",
    "torch.manual_seed(0)\nnp.random.seed(0)\ny = x.t()",
    "import random\nrandom.seed(1)\ny = x.t()",
    "import logging\nlogger = logging.getLogger(__name__)\nlogger.info('%s', x.shape)\ny = x.t()",
    "logger = logging.get_logger(__name__)\ndef f(x):\n    return x.t()",
    "import warnings\nwarnings.warn(f'{x}')\nwarnings.filterwarnings('ignore')\ny = x.t()",
    "print(x)\ny = x.t()",
    "if torch.jit.is_scripting() or torch.jit.is_tracing():\n    x = x[0]\ny = x.t()",
    "if torch.cuda.is_available():\n    x = x.cuda()[0]\ny = x.t()",
    "if not x.is_floating_point():\n    x = x[0]\ny = x.t()",
    "torch.backends.cudnn.benchmark = True\ny = x.t()",
    "def f(a, b):\n    return a.transpose(0, b)\ny = torch.utils.checkpoint.checkpoint(f, x, 1, use_reentrant=False)",
    "from torch.utils.checkpoint import checkpoint\ny = checkpoint(lambda a: a.t(), x)",
    "import einx, odd\nfrom package import thing\ny = x.t()",
    "try:\n    import odd\nexcept ImportError:\n    odd = None\ny = x.t()",
    "if is_odd_available():\n    import odd\ny = x.t()",
    "@torch.no_grad()\n@odd.register('f')\ndef f(x: Float[Tensor, 'a b']) -> Tensor:\n    return x.t()",
    "Pair = Union[int, Tuple[int, int]]\ndef f(x, p: Pair = 2):\n    return x.t()",
    "Other = int | None\nT = TypeVar('T', bound=nn.Tanh)\nclass A:\n    def forward(self, x):\n        return x.t()",
    "act = functools.partial(torch.transpose, dim0=0)\ny = act(x, dim1=1)",
    "with torch.profiler.record_function('part'):\n    y = x.t()",
    "x.register_hook(lambda g: g)\ny = x.t()",
]


@pytest.mark.parametrize("code", SILENT)
def test_what_does_nothing_to_cells_is_passed_over(code: str) -> None:
    program = run(code, {"x": (2, 3)}, {}, DEFAULT_LIMITS)
    assert program.output.shape == (3, 2)
    assert not any("is skipped" in str(each.text) for each in program.notes if "random" not in code)


@pytest.mark.parametrize("code", ["torch._assert(x.dim() == 3, '')", "torch._check(x.size(0) == 3)"])
def test_what_is_checked_and_not_so_is_refused(code: str) -> None:
    with pytest.raises(PatternError) as caught:
        run(f"{code}\ny = x.t()", {"x": (2, 3)}, {}, DEFAULT_LIMITS)
    assert caught.value.code == "program-assert"


def test_what_is_not_known_is_named_where_it_is_used() -> None:
    with pytest.raises(PatternError) as caught:
        run("import odd\ny = x.t()\nz = odd.turn(y)", {"x": (2, 3)}, {}, DEFAULT_LIMITS)
    assert caught.value.span is not None
    assert caught.value.span.start > 20

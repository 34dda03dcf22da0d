"""The table of programs. A line in one of these modules is one more program."""

from tests.core.program.programs.classes import CLASSES
from tests.core.program.programs.cutting import CUTTING
from tests.core.program.programs.joining import JOINING
from tests.core.program.programs.layers import LAYERS
from tests.core.program.programs.memory import MEMORY
from tests.core.program.programs.merging import MERGING
from tests.core.program.programs.numbering import NUMBERING
from tests.core.program.programs.others import OTHERS
from tests.core.program.programs.padding import PADDING
from tests.core.program.programs.patterns import PATTERNS
from tests.core.program.programs.picking import PICKING
from tests.core.program.programs.products import PRODUCTS
from tests.core.program.programs.repeating import REPEATING
from tests.core.program.programs.shaping import SHAPING
from tests.core.program.programs.subscripts import SUBSCRIPTS
from tests.core.program.programs.syntax import SYNTAX
from tests.core.program.programs.through import THROUGH
from tests.core.program.programs.turning import TURNING
from tests.core.program.programs.windows import WINDOWS

PROGRAMS = [
    *JOINING,
    *SHAPING,
    *TURNING,
    *REPEATING,
    *CUTTING,
    *PICKING,
    *MEMORY,
    *PADDING,
    *WINDOWS,
    *SUBSCRIPTS,
    *PATTERNS,
    *MERGING,
    *PRODUCTS,
    *NUMBERING,
    *OTHERS,
    *THROUGH,
    *SYNTAX,
    *CLASSES,
    *LAYERS,
]

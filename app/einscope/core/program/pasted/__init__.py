"""What comes along when code is pasted, and what is left of it: one pure function from text to text."""

from einscope.core.program.pasted.cleaned import Cleaned, cleaned
from einscope.core.program.pasted.patterns import Beside

__all__ = ["Beside", "Cleaned", "cleaned"]

"""What comes along when code is pasted, and what is left of it: one pure function from text to text."""

from einscope.core.program.pasted.cleaned import Cleaned, cleaned

__all__ = ["Cleaned", "cleaned"]

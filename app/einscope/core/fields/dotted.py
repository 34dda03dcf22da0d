"""Names as a program has them: ``p``, ``self.dim_scale``."""

import re

DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")

ENTRY = re.compile(DOTTED.pattern + r"(\[\d{1,3}\])?")
"""The same, or an entry of a list of that name: ``features[0]``."""

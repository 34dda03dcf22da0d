"""Names as a program has them: ``p``, ``self.dim_scale``."""

import re

DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")

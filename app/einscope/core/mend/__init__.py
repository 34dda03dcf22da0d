"""What mends a request that was refused: tried out before it is offered, the nearest first."""

from einscope.core.mend.search import Repair, offer_repairs

__all__ = ["Repair", "offer_repairs"]

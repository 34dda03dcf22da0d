"""What mends a request that was refused: tried out before it is offered, the nearest first."""

from einscope.core.mend.search import offer_repairs, repairs

__all__ = ["offer_repairs", "repairs"]

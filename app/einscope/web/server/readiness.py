"""Whether this process takes requests, or has been told to end: what ``/readyz`` says."""


class Readiness:
    """Ready until told to end.

    >>> readiness = Readiness()
    >>> readiness.ready, readiness.end(), readiness.ready
    (True, None, False)
    """

    def __init__(self) -> None:
        self.ready = True

    def end(self) -> None:
        """It is to end: a load balancer sends nobody here any more, though whoever comes is still answered."""
        self.ready = False


READINESS = Readiness()
"""Of this process."""

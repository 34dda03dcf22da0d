"""Headers that list what somebody prefers: ``Accept-Language``, ``Accept-Encoding``."""

_MOST = 20  # preferences read


def weighed(header: str) -> list[tuple[float, str]]:
    """What is listed, in small letters, and how much it is wanted: from 0, not at all, to 1.

    >>> weighed("gzip;q=0.5, Identity, br; q=x")
    [(0.5, 'gzip'), (1.0, 'identity'), (0.0, '')]
    """
    return [_preference(part.lower()) for part in header.split(",", _MOST)[:_MOST]]


def _preference(part: str) -> tuple[float, str]:
    name, _, parameter = part.partition(";")
    _, _, weight = parameter.partition("q=")
    try:
        return float(weight or 1), name.strip()
    except ValueError:
        return 0.0, ""

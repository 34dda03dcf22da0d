"""Headers that list what somebody prefers: ``Accept``, ``Accept-Language``, ``Accept-Encoding``."""

_MOST = 20  # preferences read
_TEXT, _PAGE = "text/plain", "text/html"


def weighed(header: str) -> list[tuple[float, str]]:
    """What is listed, in small letters, and how much it is wanted: from 0, not at all, to 1.

    >>> weighed("gzip;q=0.5, Identity, br; q=x")
    [(0.5, 'gzip'), (1.0, 'identity'), (0.0, '')]
    """
    return [_preference(part.lower()) for part in header.split(",", _MOST)[:_MOST]]


def prefers_text(header: str) -> bool:
    """Whether plain text is asked for by name, and liked better than a page.

    >>> asked = ("text/plain", "text/plain;q=0.5, text/html", "text/plain, */*;q=0.1", "*/*", "text/plain, text/html")
    >>> [prefers_text(each) for each in asked]
    [True, False, True, False, False]
    """
    listed = {name: weight for weight, name in weighed(header)}
    page = next((listed[name] for name in (_PAGE, "text/*", "*/*") if name in listed), 0.0)
    return listed.get(_TEXT, 0.0) > page


def _preference(part: str) -> tuple[float, str]:
    name, _, parameter = part.partition(";")
    _, _, weight = parameter.partition("q=")
    try:
        return float(weight or 1), name.strip()
    except ValueError:
        return 0.0, ""

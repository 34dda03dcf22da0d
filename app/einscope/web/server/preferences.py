"""Headers that list what somebody prefers: ``Accept``, ``Accept-Language``, ``Accept-Encoding``."""

_MOST = 20  # preferences read
TEXT, PAGE = "text/plain", "text/html"


def weighed(header: str) -> list[tuple[float, str]]:
    """What is listed, in small letters, and how much it is wanted: from 0, not at all, to 1.

    >>> weighed("gzip;q=0.5, Identity, br; q=x")
    [(0.5, 'gzip'), (1.0, 'identity'), (0.0, '')]
    """
    return [_preference(part.lower()) for part in header.split(",", _MOST)[:_MOST]]


def kind(header: str) -> str:
    """The kind of answer that is asked for by name: text where it is liked better than a page, a page; empty: any.

    >>> [kind(each) for each in ("text/plain", "text/plain, */*;q=0.1", "text/html,*/*;q=0.8", "image/avif,*/*")]
    ['text/plain', 'text/plain', 'text/html', '']
    >>> kind("text/plain;q=0.5, text/html"), kind("text/plain, text/html"), kind("text/html;q=0")
    ('text/html', 'text/html', '')
    """
    listed = {name: weight for weight, name in weighed(header)}
    page = next((listed[name] for name in (PAGE, "text/*", "*/*") if name in listed), 0.0)
    if listed.get(TEXT, 0.0) > page:
        return TEXT
    return PAGE if listed.get(PAGE, 0.0) > 0 else ""


def _preference(part: str) -> tuple[float, str]:
    name, _, parameter = part.partition(";")
    _, _, weight = parameter.partition("q=")
    try:
        return float(weight or 1), name.strip()
    except ValueError:
        return 0.0, ""

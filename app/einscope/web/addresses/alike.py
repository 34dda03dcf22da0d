"""Two pictures beside each other: a name has the same colour on both."""

from dataclasses import replace

from einscope.render.subject import Subject


def beside(one: Subject, other: Subject) -> Subject:
    """The second picture in the colours of :func:`hues_beside`, the names in its heading too."""
    hues = hues_beside(one, other)
    heading = tuple((text, axis if axis is None else hues[axis]) for text, axis in other.heading)
    return replace(other, hues=hues, heading=heading)


def hues_beside(one: Subject, other: Subject) -> tuple[int, ...]:
    """Which colour names each axis of the second picture: that of the first, else one that is still free.

    Cost: O(axes).
    """
    hues: dict[str, int] = {}
    for axis, name in enumerate(_names(one)):
        hues.setdefault(name, one.hue(axis))
    names = _names(other)
    taken = {hues[name] for name in names if name in hues}
    free = (hue for hue in range(len(taken) + len(names)) if hue not in taken)
    for name in names:
        if name not in hues:
            hues[name] = next(free)
    return tuple(hues[name] for name in names)


def _names(subject: Subject) -> list[str]:
    """Those of the axes; one that is shown in part says so behind a space."""
    return [axis.name.split(" ")[0] for axis in subject.axes]

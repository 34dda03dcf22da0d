"""What a repair changes in a program."""


def changed(before: str, after: str) -> list[str]:
    r"""The lines that are other ones after a change.

    >>> changed("a = x\nb = a", "a = x\nb = a.t()")
    ['b = a.t()']
    """
    old = before.splitlines()
    return [line for line in after.splitlines() if line not in old] if before != after else []

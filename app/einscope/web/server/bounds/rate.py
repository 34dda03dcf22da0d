"""How many requests a second an address may send, where that is bounded."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

_MOST = 10_000  # addresses that are remembered; who is forgotten begins anew
_BURST = 2.0  # seconds that one may have saved up


class Rate:
    """So many requests a second for each address, of IPv6 for each /64, with a burst of two seconds' worth.

    Args:
        each: requests a second; 0: any number.
        clock: seconds.

    >>> rate = Rate(1, clock=lambda: 0.0)
    >>> [rate.wait("::1") for _ in range(3)]
    [0.0, 0.0, 1.0]
    """

    def __init__(self, each: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.each = each
        self._clock = clock
        self._spent: OrderedDict[str, float] = OrderedDict()

    def wait(self, asker: str) -> float:
        """How many seconds are to go by before this address is answered; 0 where it is now, which counts."""
        if not self.each:
            return 0.0
        now, asker = self._clock(), _network(asker)
        # Until when all that it asked is paid for: each request costs the time that it has for one.
        paid = max(self._spent.pop(asker, now), now)
        wait = max(0.0, paid + 1 / self.each - now - _BURST)
        self._spent[asker] = paid if wait else paid + 1 / self.each
        if len(self._spent) > _MOST:
            self._spent.popitem(last=False)
        return wait


def _network(asker: str) -> str:
    """Whom an address counts as: of IPv6 everybody has 2⁶⁴ of them, which are one.

    >>> [_network(each) for each in ("192.0.2.1", "2001:db8::1:2", "::ffff:192.0.2.1", "somebody")]
    ['192.0.2.1', '2001:db8::', '192.0.2.1', 'somebody']
    """
    if ":" not in asker:
        return asker
    try:
        found = ip_address(asker.partition("%")[0])
    except ValueError:
        return asker
    if not isinstance(found, IPv6Address):
        return asker
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))

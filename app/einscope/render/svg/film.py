"""The film of an SVG as CSS: few keyframes that all blocks share, and a few numbers for each block.

Where a block stands closed and open are custom properties of its own. Blocks in flight share one flight, each with a
delay of its own; as they are hidden before and after, nobody sees that their round ends later. Places change their
colour when their block leaves or comes; for that, blocks are gathered in groups, so that all go back at the same time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from einscope.render.marks import Span
from einscope.render.motion import ALONG, CLOSES, FLIES, LAST, LENGTH, OPENS, TURN, during, moment
from einscope.render.svg.colours import strength

GROUPS = 32  # of blocks whose places change their colour together, within the twentieth part of a second
EASE = "cubic-bezier(.3333,0,.6667,1)"  # exactly 3t² - 2t³
_FLIGHT = FLIES[1] - FLIES[0]


def delay(turn: float) -> int:
    """Milliseconds that a block waits for its turn."""
    return round(1000 * _FLIGHT * turn * (1 - TURN))


def group(turn: float, leaves: bool) -> int:
    """The group of a place: none changes before its block has left, nor after it has come."""
    share = turn * GROUPS
    return int(-(-share // 1)) if leaves else int(share)


def percent(seconds: float) -> str:
    """A moment of the film as a keyframe's selector."""
    return f"{100 * seconds / LENGTH:.3f}".rstrip("0").rstrip(".") + "%"


_MOVE = "transform:translate(calc(var(--{0})*1px),calc(var(--{1})*1px))"
_AT, _OPEN = _MOVE.format("x", "y"), _MOVE.format("X", "Y")
_FLOWN = _MOVE.format("X,var(--x)", "Y,var(--y)")  # who flies along an axis does not say where on the other


def _opening(closed: str, opened: str) -> str:
    """Keyframes from one pose to the other and back."""
    ease = f"animation-timing-function:{EASE}"
    return (
        f"0%,{percent(OPENS[0])}{{{closed};{ease}}}{percent(OPENS[1])}{{{opened}}}"
        f"{percent(CLOSES[0])}{{{opened};{ease}}}{percent(CLOSES[1])},to{{{closed}}}"
    )


def rules(
    prefix: str,
    leaving: Iterable[int],
    coming: Iterable[int],
    moves: Mapping[str, str],
    needed: Collection[str],
    spans: Mapping[tuple[Span, ...], str],
) -> str:
    """The style sheet of the film, for those who do not mind motion.

    Args:
        prefix: of the names of keyframes.
        leaving: the groups of places that blocks leave.
        coming: the groups of places that blocks come to.
        moves: by how much places move while figures open, and the class of those that do.
        needed: the names of all other motions that there are.
        spans: when elements are seen, and the class of those that are seen then.
    """
    p, film = prefix, f"{LENGTH:g}s"
    start, end = FLIES[0], during(FLIES, TURN)
    sized = "{0};width:calc(var(--{1})*1px);height:calc(var(--{2})*1px)"
    small, large = sized.format(_AT, "w", "h"), sized.format(_OPEN, "W", "H")
    line = "{0} scale(var(--{1}))"
    named = {
        "o": _opening(_AT, _OPEN),
        "q": _opening(small, large),
        "l": _opening(line.format(_AT, "k"), line.format(_OPEN, "K")),
        "v": _opening("opacity:var(--v)", "opacity:var(--V)"),
        "r": _thread(),
        "d": _dot(),
    }
    shown = {name: frames for name, frames in named.items() if name in needed}
    sheets = [
        *(f"@keyframes {p}{name}{{{frames}}}" for name, frames in shown.items()),
        f"@keyframes {p}m{{{_opening('transform:none', _OPEN)}}}" if moves else "",
        f"@keyframes {p}f{{0%,{percent(start)}{{visibility:hidden;{_AT};animation-timing-function:step-end}}"
        f"{percent(start + 0.001)}{{visibility:visible;{_AT};animation-timing-function:{EASE}}}"
        f"{percent(end)}{{visibility:visible;{_FLOWN} scale(var(--w,1),var(--h,1));animation-timing-function:step-end}}"
        f"{percent(end + 0.001)},to{{visibility:hidden;{_FLOWN}}}}}",
        *(f"@keyframes {p}t{stage}{{{_told(stage)}}}" for stage in range(4)),
    ]
    if "far" in needed:
        sheets.append(
            f"@keyframes {p}y{{0%{{stroke-width:calc(var(--r)*.6);stroke-dasharray:3 4}}"
            f"{percent(FLIES[1])},to{{stroke-width:var(--r);stroke-dasharray:none}}}}.far{{--n:{p}y}}"
        )
    for times, name in spans.items():
        sheets.append(f"@keyframes {name}{{{_seen(times)}}}.{name}{{animation:{name} {film} step-end infinite}}")
    # Where an animation does not say how a place begins, it begins as these rules have it.
    sheets.append(f"use[class^={p}h]{{{strength('awaited')}}}use[class^={p}g],use.lit{{{strength('here')}}}")
    for number in sorted(set(leaving)):
        left = percent(start + delay(number / GROUPS) / 1000)
        sheets.append(f"@keyframes {p}g{number}{{{left},to{{{strength('gone')}}}}}.{p}g{number}{{--n:{p}g{number}}}")
    for number in sorted(set(coming)):
        came = percent(end + delay(number / GROUPS) / 1000)
        sheets.append(f"@keyframes {p}h{number}{{{came},to{{{strength('here')}}}}}.{p}h{number}{{--n:{p}h{number}}}")
    round_ = f"animation-duration:{film};animation-iteration-count:infinite"
    sheets += [
        f"use[x],.ring{{animation-name:var(--m,none),var(--n,none);animation-timing-function:linear,step-end;{round_}}}",
        *(f".{name}{{{by};--m:{p}m}}" for by, name in moves.items()),
        *(f".{motion}{{animation:{p}{motion} {film} linear infinite}}" for motion in shown),
        *(f".t{stage}{{animation:{p}t{stage} {film} step-end infinite}}" for stage in range(4)),
        f".f>*{{animation:{p}f {film} calc(var(--d)*1ms) linear infinite}}",
    ]
    # Whoever wants no motion sees everything as it is closed.
    still = f".o{{{_AT}}}.l{{{_AT}}}.q{{{small}}}"
    still += "".join(f".{name}{{visibility:hidden}}" for times, name in spans.items() if times[-1][1] <= LAST)
    return f"{still}@media(prefers-reduced-motion:no-preference){{{''.join(sheets)}}}"


def _thread() -> str:
    """Threads are seen while figures stand still, open."""
    step = "animation-timing-function:step-end"
    return f"0%{{opacity:0;{step}}}{percent(OPENS[1])}{{opacity:1;{step}}}{percent(CLOSES[0])},to{{opacity:0}}"


def _seen(spans: Sequence[Span]) -> str:
    """Keyframes of what is seen at these times of the scene alone."""
    ends = [(percent(moment(start)), percent(min(LENGTH, moment(min(end, LAST))))) for start, end in spans]
    frames = "" if spans[0][0] <= 0 else "0%{visibility:hidden}"
    for (start, end), (_, last) in zip(ends, spans, strict=True):
        frames += f"{start}{{visibility:visible}}" + (f"{end}{{visibility:hidden}}" if last <= LAST else "")
    return frames + f"to{{visibility:{'hidden' if spans[-1][1] <= LAST else 'visible'}}}"


def _dot() -> str:
    """The point on the timeline, from stage to stage; ``--u`` is how far all of it is."""
    seconds = (0.0, *OPENS, *FLIES, *CLOSES)
    frames = "".join(
        f"{percent(at)}{{transform:translateX(calc(var(--u)*{ALONG[stage]:g}px))}}"
        for at, stage in zip(seconds, (0, 0, 1, 1, 2, 2, 3), strict=True)
    )
    return f"{frames}to{{transform:translateX(calc(var(--u)*1px))}}"


def _told(stage: int) -> str:
    """The caption of a stage is dark while the film is nearest to it."""
    middles = [0.0, *(during(part, 0.5) for part in (OPENS, FLIES, CLOSES)), LENGTH]
    dark, pale = "opacity:1", "opacity:.55"
    before = f"0%{{{pale}}}" if stage else ""
    after = f"{percent(middles[stage + 1])},to{{{pale}}}" if stage < 3 else f"to{{{dark}}}"
    return f"{before}{percent(middles[stage])}{{{dark}}}{after}"

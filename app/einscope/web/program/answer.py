"""The core's answer to a program, and where to find the same in other forms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from pydantic import TypeAdapter

from einscope.core.limits import Limits
from einscope.core.program import Program
from einscope.core.program.answer import answer as core
from einscope.core.program.answer.judged import Judged
from einscope.core.program.answer.part import maps_of
from einscope.core.program.question import Asked
from einscope.core.scene.look import Look
from einscope.core.told import only
from einscope.settings import Settings
from einscope.web.answers.file_window import file_texts
from einscope.web.requests.links import LISTING, address
from einscope.web.requests.view import View, look_of
from einscope.web.server.written import written


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramLinks:
    """Where to find the same thing in other forms; null: the program is too long for an address.

    Args:
        page: the visualiser in this state.
        api: this answer.
        npy: the source of every output cell as a NumPy file.
        embed: the stage and its timeline alone, for a frame.
        svg: the picture of the step that is shown, playing.
        png: the same as a still.
        gif: the same as a film.
    """

    page: str | None
    api: str | None
    npy: str | None
    embed: str | None
    svg: str | None
    png: str | None
    gif: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAnswer(core.ProgramAnswer):
    """Where every cell goes, line by line.

    Args:
        links: where to find the same thing in other forms.
    """

    in_parts: ClassVar[bool] = True
    """See :class:`einscope.web.answers.answer.Answer`."""

    links: ProgramLinks


WRITTEN_PROGRAM = written(ProgramAnswer)
"""How the API describes it."""

_ANSWER: TypeAdapter[ProgramAnswer] = TypeAdapter(WRITTEN_PROGRAM)


def program_answer(
    question: Asked,
    program: Program,
    step: int | None,
    view: View,
    settings: Settings,
    *,
    whole: Judged | None = None,
    wanted: Collection[str] | None = None,
) -> ProgramAnswer:
    """The answer to a program.

    Args:
        question: what was asked.
        program: the result of its run, be it only half-way.
        step: the tensor to show; None: the last.
        view: how it is shown.
        settings: of the application.
        whole: what it does as a whole, where the scene is to show that.
        wanted: names of fields; the others are None, and cost nothing. None: all of them.

    Raises:
        PatternError: what is wrong with how it is looked at.

    Cost: that of :func:`einscope.core.program.answer.answer.program_answer`.
    """
    limits = settings.limits
    number, look = shown_of(program, step, view, limits)
    listing = (view.start, view.most, view.cell)
    said = core.program_answer(question, program, number, look, limits, *listing, whole=whole, wanted=wanted)
    own = question.texts()
    shown = own | ({} if number == len(program.tensors) - 1 else {"step": str(number)}) | view.texts()

    def links() -> ProgramLinks:
        file = file_texts(program.output.cells, maps_of(program, program.output), limits)
        data = {"data": view.data} if view.data else {}
        return _links(own, shown, settings, None if file is None else {**file, **data})

    told = {each.name: getattr(said, each.name) for each in fields(said)}
    return ProgramAnswer(**told, **only(wanted, {"links": links}))


def program_answer_plain(
    question: Asked, program: Program, view: View, settings: Settings, whole: Judged
) -> dict[str, Any]:
    """The answer to a program as JSON has it, with the program as a whole in its scene; raises what the answer does."""
    said = program_answer(question, program, None, view, settings, whole=whole)
    return dict(_ANSWER.dump_python(said, context=view.reader(settings.public_url)))


def program_line_plain(
    question: Asked,
    program: Program,
    step: int | None,
    view: View,
    settings: Settings,
    wanted: Collection[str] | None = None,
) -> dict[str, Any]:
    """The answer to a program as JSON has it, of one of its lines, all of it or some fields; raises what it does."""
    said = program_answer(question, program, step, view, settings, wanted=wanted)
    include = None if wanted is None else set(wanted)
    return dict(_ANSWER.dump_python(said, context=view.reader(settings.public_url), include=include))


def shown_of(program: Program, step: int | None, view: View, limits: Limits) -> tuple[int, Look]:
    """The number of the tensor that is shown, and how it is looked at.

    Raises:
        PatternError: there is no such tensor, or the view asks for what is not there.
    """
    number = core.number_of(step, program)
    # The blocks of a line are listed one by one, so fewer of them than of a table of strides can be shown.
    return number, look_of(view, program.tensors[number].shape, replace(limits, shown_cells=limits.window_cells))


def _links(
    own: Mapping[str, str], shown: Mapping[str, str], settings: Settings, file: Mapping[str, str] | None
) -> ProgramLinks:
    still = {name: text for name, text in shown.items() if name not in LISTING}
    film = {name: text for name, text in still.items() if name != "stage"}
    return ProgramLinks(
        page=_link("/program", shown, settings),
        api=_link("/api/v1/program", shown, settings),
        npy=None if file is None else _link("/api/v1/program.npy", {**own, **file}, settings),
        embed=_link("/embed/program", still, settings),
        svg=_link("/program.svg", film, settings),
        png=_link("/program.png", still, settings),
        gif=_link("/program.gif", film, settings),
    )


def _link(path: str, texts: Mapping[str, str], settings: Settings) -> str | None:
    """An address, None where the server would refuse it as too long."""
    found = address(path, texts, settings.public_url)
    return found if len(found.partition("?")[2]) <= settings.query_bytes else None

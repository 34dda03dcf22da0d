"""``/program.svg``, ``.png``, ``.gif`` and ``.webp``: a line of a program as a picture that travels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.limits import Limits
from einscope.core.plan import Shape, Tensor
from einscope.core.program.answer.answer import number_of
from einscope.core.program.answer.steps import steps
from einscope.core.program.names import Names
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene, whole_scene
from einscope.core.program.picture.line import LineScene
from einscope.core.program.question import PROGRAM, Asked, asked
from einscope.core.program.run.result import Assigned, Program
from einscope.core.scene.look import Look
from einscope.render.subject import Subject, shape_text
from einscope.settings import Settings
from einscope.web.pictures.drawable import one
from einscope.web.pictures.drawing import PicturePool
from einscope.web.pictures.dress import style_of
from einscope.web.pictures.file_name import disposition, program_name, staged
from einscope.web.pictures.formats import FORMATS, Format, memory_of, refuse_large
from einscope.web.pictures.parameters import PictureParameters, of_format
from einscope.web.pictures.pictures import add_routes, drawn
from einscope.web.program.answer import shown_of
from einscope.web.program.parameters import ProgramQuery, own_texts
from einscope.web.program.problems import program_problem
from einscope.web.requests.described import described_router
from einscope.web.requests.view import View, layout_of
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import LANGUAGES, translate
from einscope.web.server.problems import ProblemResponse
from einscope.web.server.threads import ThreadPool, unless_gone


class ProgramPicture(ProgramQuery, PictureParameters):
    """What can be asked of any picture of a program."""


def program_pictures(settings: Settings, threads: ThreadPool, pool: PicturePool) -> APIRouter:
    """The routes of pictures of programs.

    Args:
        settings: of the application.
        threads: where programs are worked on.
        pool: where pictures are drawn.
    """
    router = described_router("", "pictures")
    for kind in FORMATS:
        _add(router, kind, settings, threads, pool)
    return router


def _add(router: APIRouter, kind: Format, settings: Settings, threads: ThreadPool, pool: PicturePool) -> None:
    limits, home = settings.limits, settings.public_url

    async def show(request: Request, query: Any) -> Response:
        texts: dict[str, str] = {"code": query.code}
        try:
            texts = own_texts(query)
            style_of(query)  # raises what is wrong with it
            working = threads.run(_program_picture, texts, query.step, query.how(LANGUAGES[0]), limits)
            subject, name = await unless_gone(request, working)
            drawable = one(subject, query.width, query.height)
            refuse_large(kind, drawable, query, limits)
        except PatternError as error:
            language = query.lang or language_of(request)
            return ProblemResponse(program_problem(error, texts, True, language, home))
        file = disposition(staged(name, query.stage if kind.still else None), kind.ending)
        draw = partial(kind.draw, drawable, query)
        cost = memory_of(kind, drawable, limits)
        return await drawn(request, pool, home, kind, PROGRAM.name, draw, query, file, cost)

    show.__annotations__["query"] = Annotated[of_format(ProgramPicture, kind.ending), Query()]
    add_routes(router, kind, PROGRAM, show)


def _program_picture(texts: Mapping[str, str], step: int | None, view: View, limits: Limits) -> tuple[Subject, str]:
    """What a picture of one line of a program shows: the line, what it read and what it made; and a file's name.

    Raises:
        PatternError: whatever is wrong with the program, or with how it is looked at.

    Cost: that of the program, and O(cells shown).
    """
    question = asked(texts, limits).with_data(view.data, view.data_cells, limits)
    program = question.run(limits)
    subject = line_subject(question, program, step, view, limits)
    return subject, line_name(program, step)


def line_name(program: Program, step: int | None) -> str:
    """The name of a file about a line of a program."""
    made = program.tensors[number_of(step, program)]
    return program_name(program.entry or "", made.name, made.shape)


def output_name(program: Program) -> str:
    """The name of a file about a program as a whole."""
    return program_name(program.entry or "", program.output.name, program.output.shape)


def line_subject(question: Asked, program: Program, step: int | None, view: View, limits: Limits) -> Subject:
    """The same of a program that ran already."""
    number, look = shown_of(program, step, view, limits)
    if look.show is not None:
        look = replace(look, show=min(look.show, limits.picture_cells))
    line = line_scene(program, axis_names(program, question.code), number, look, limits.picture_cells)
    return _subject(program, line, view, *_line_words(question, program, number, view))


def line_title(question: Asked, program: Program, step: int | None, view: View) -> str:
    """The title of that subject, without its scene; raises what is wrong with the step."""
    return " · ".join(_line_words(question, program, number_of(step, program), view))


def _line_words(question: Asked, program: Program, number: int, view: View) -> tuple[str, str]:
    """Heading and subtitle of a line: as it stands there, and what it read and made."""
    made = program.tensors[number]
    everything = [(source.name, source.shape) for source in program.inputs]
    everything += [(tensor.name, tensor.shape) for tensor in program.tensors]
    said = translate(say("line {line}", line=made.line), view.language)
    shapes = _shapes([everything[parent] for parent in made.parents], made)
    return line_of(question.code, made.line), f"{said} · {shapes}"


def whole_subject(question: Asked, program: Program, names: Sequence[Names], view: View, limits: Limits) -> Subject:
    """What a picture of a program as one movement shows: what comes in, and what comes out.

    Cost: O(cells shown · arity).
    """
    most = min(view.show or limits.picture_cells, limits.picture_cells)
    drawn = whole_scene(program, names, Look(color=view.color, layout=layout_of(view, limits)), most)
    made = program.output
    heading = program.entry or line_of(question.code, made.line)
    shapes = _shapes([(source.name, source.shape) for source in program.inputs], made)
    return _subject(program, drawn, view, heading, shapes)


def line_of(code: str, line: int) -> str:
    """A line of a program, from 1, as it is written there."""
    return code.replace("\r\n", "\n").replace("\r", "\n").split("\n")[line - 1].strip()


def _shapes(read: Sequence[tuple[str, Shape]], made: Assigned) -> str:
    sources = ", ".join(f"{name} {shape_text(shape)}" for name, shape in read)
    result = f"{made.name} {shape_text(made.shape)}"
    return f"{sources} → {result}" if sources else result


def _subject(program: Program, line: LineScene, view: View, heading: str, subtitle: str) -> Subject:
    def spoken(sentence: Sentence) -> str:
        return translate(sentence, view.language)

    # The blocks of a line have numbers of their own; no strides tell them.
    untold = Tensor("", (), (), (), (0,) * len(line.axes))
    return Subject(
        line.scene,
        (untold,) * len(line.scene.flights),
        untold,
        line.axes,
        spoken,
        ((heading, None),),
        subtitle,
        " ".join(spoken(step) for step in steps(program)),
        hues=tuple(axis.hue for axis in line.axes),
        shown=tuple(line.cells),
    )

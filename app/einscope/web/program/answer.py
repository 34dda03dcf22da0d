"""A program to its answer: asks the core and writes down what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod

from einscope.core.errors import PatternError, say
from einscope.core.judge.infer import Inferred
from einscope.core.limits import Limits
from einscope.core.map import IndexMap, window
from einscope.core.ops import registry
from einscope.core.plan import Axis, Shape
from einscope.core.program import Assigned, Program
from einscope.core.program.answer.judged import Judged, judged, notes_on
from einscope.core.program.answer.part import maps_of
from einscope.core.program.answer.shares import Share
from einscope.core.program.answer.steps import steps
from einscope.core.program.answer.unread import notes_with_unread
from einscope.core.program.answer.way import Hop, way_of
from einscope.core.program.picture import line_scene
from einscope.core.program.question import PROGRAM, Asked
from einscope.core.program.run.axes import axis_names
from einscope.core.say.formula import formula
from einscope.settings import Settings
from einscope.web.answers import models
from einscope.web.answers.answer import formula_model
from einscope.web.answers.judgement import written
from einscope.web.answers.scene import scene_model
from einscope.web.answers.source_file import file_texts
from einscope.web.program import models as program_models
from einscope.web.requests.links import LISTING, address
from einscope.web.requests.view import View, look_of
from einscope.web.server.language import translate

_LISTED = 64  # cells listed of every tensor; of the one asked for, as many as are asked for


def program_answer(
    question: Asked, program: Program, step: int | None, view: View, settings: Settings
) -> program_models.ProgramAnswer:
    """The answer to a program.

    Args:
        question: what was asked.
        program: the result of its run, be it only half-way.
        step: the tensor to show; None: the last.
        view: how it is shown.
        settings: of the application.

    Raises:
        PatternError: what is wrong with how it is looked at.

    Cost: O(cells of inputs and output) up to the limit of gather arrays, for the verdict; the rest follows the lines
    and what is shown.
    """
    limits = settings.limits
    number = number_of(step, program)
    shown = program.tensors[number]
    # The blocks of a line are listed one by one, so fewer of them than of a table of strides can be shown.
    look = look_of(view, shown.shape, replace(limits, shown_cells=limits.window_cells))
    names = axis_names(program, question.code)
    drawn = line_scene(program, names, number, look, limits.picture_cells)
    found = judged(program, names[0] if program.inputs else (), limits, names[1 : len(program.inputs)])
    said = not found.changes or found.changes.said
    alike = _same(found, view, settings)
    language = view.language
    canonical = question.texts()
    state = canonical | ({} if number == len(program.tensors) - 1 else {"step": str(number)}) | view.texts()
    return program_models.ProgramAnswer(
        op=PROGRAM.name,
        request=question.plain(),
        inputs=inputs_of(program, names, language, found.shares),
        output=program_models.ProgramOutput(name=program.output.name, shape=program.output.shape),
        step=number,
        cells=_cells(maps_of(program, shown), shown.cells, view.start, view.most, limits),
        verdict=written(
            found.verdict,
            notes_with_unread(found.verdict, program, lambda each: notes_on(replace(found, verdict=each), program)),
            view,
            settings,
        ),
        same=alike if found.same else None,
        alike=alike,
        changes=_changes(found, language),
        ruled_out=_ruled_out(found.alike if found.since is None else None, program.output.shape, language),
        formula=formula_model(formula(found.plan, found.changes.each)) if found.plan and said else None,
        steps=[translate(each, language) for each in steps(program)],
        code=_code(found) if said and found.since is None else {},
        tensors=tensors_of(program, names, limits),
        notes=[
            program_models.ProgramNote(line=each.line, text=translate(each.sentence, language))
            for each in program.notes
        ],
        library=program.library,
        ambiguous=list(program.ambiguous),
        way=None if view.cell is None else hops(way_of(program, number, view.cell), language),
        axes=_axes(drawn.axes),
        scene=scene_model(drawn.scene, language),
        shown=drawn.cells,
        links=_links(
            canonical, state, settings, file_texts(program.output.cells, maps_of(program, program.output), limits)
        ),
    )


def inputs_of(
    program: Program, names: tuple[tuple[str, ...], ...], language: str, shares: tuple[Share, ...] = ()
) -> list[program_models.ProgramInput]:
    """The inputs as the answer has them, those that were made on the way too."""
    return [
        program_models.ProgramInput(
            name=each.name,
            shape=each.shape,
            axes=names[place],
            read=each.name not in program.unread,
            line=each.line,
            made_by=None if each.why is None else translate(each.why, language),
            dropped=shares[place].dropped if shares else None,
            duplicated=shares[place].duplicated if shares else None,
        )
        for place, each in enumerate(program.inputs)
    ]


def number_of(step: int | None, program: Program) -> int:
    """The number of the tensor that is shown.

    Raises:
        PatternError: ``step-outside``: the program makes fewer.
    """
    last = len(program.tensors) - 1
    if step is None:
        return last
    if step > last:
        raise PatternError(
            "step-outside",
            say("The program makes {count} tensors; number {step} is not one of them.", count=last + 1, step=step),
            field="step",
            hint=say("tensors are numbered from 0"),
            repair={"step": str(last)},
        )
    return step


def _axes(axes: Sequence[Axis]) -> list[program_models.LineAxis]:
    return [
        program_models.LineAxis(name=each.name, size=each.size, role=each.role, given=each.given, hue=hue)
        for each, hue in zip(axes, hues_of(axes), strict=True)
    ]


def hues_of(axes: Sequence[Axis]) -> tuple[int, ...]:
    """Which colour names each axis: those of the same name have the same."""
    # A name of an axis that is shown in part says so behind a space.
    names = [each.name.split(" ")[0] for each in axes]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return tuple(numbers[name] for name in names)


def _links(
    own: Mapping[str, str], shown: Mapping[str, str], settings: Settings, file: Mapping[str, str] | None
) -> program_models.ProgramLinks:
    still = {name: text for name, text in shown.items() if name not in LISTING}
    film = {name: text for name, text in still.items() if name != "stage"}
    return program_models.ProgramLinks(
        page=_link("/program", shown, settings),
        api=_link("/api/v1/program", shown, settings),
        npy=None if file is None else _link("/api/v1/program.npy", {**own, **file}, settings),
        svg=_link("/program.svg", film, settings),
        png=_link("/program.png", still, settings),
        gif=_link("/program.gif", film, settings),
    )


def _link(path: str, texts: Mapping[str, str], settings: Settings) -> str | None:
    """An address, None where the server would refuse it as too long."""
    found = address(path, texts, settings.public_url)
    return found if len(found.partition("?")[2]) <= settings.query_bytes else None


def _cells(maps: tuple[IndexMap, ...], total: int, start: int, count: int, limits: Limits) -> models.Cells:
    if start > total:
        raise PatternError(
            "window-outside",
            say("The output has {total} cells; cell {start} is not one of them.", total=total, start=start),
            field="start",
            repair={"start": "0"},
        )
    arity = max(1, maps[0].arity)
    # Where a cell is made of many, fewer cells are listed, so that the answer stays as small.
    most = min(count, limits.window_cells // (arity * len(maps)), total - start)
    sources = [window(each, start, most) for each in maps] if most else []
    return models.Cells(
        total=total,
        start=start,
        count=most,
        complete=most == total,
        arity=maps[0].arity,
        targets=list(range(start, start + most)),
        sources=[each.reshape(-1).tolist() for each in sources] or [[] for _ in maps],
    )


def tensors_of(
    program: Program, names: tuple[tuple[str, ...], ...], limits: Limits
) -> list[program_models.ProgramTensor]:
    """The tensors as the answer has them."""
    # The more tensors there are, the fewer cells of each are listed.
    room = limits.window_cells // max(1, len(program.tensors))
    return [
        program_models.ProgramTensor(
            name=each.name,
            line=each.line,
            shape=each.shape,
            axes=names[len(program.inputs) + number],
            parents=each.parents,
            cells=_few(program, each, room, limits),
        )
        for number, each in enumerate(program.tensors)
    ]


def _few(program: Program, made: Assigned, room: int, limits: Limits) -> models.Cells:
    maps = maps_of(program, made)
    return _cells(maps, made.cells, 0, min(_LISTED, room // (max(1, maps[0].arity) * len(maps))), limits)


def _code(found: Judged) -> dict[str, str]:
    """The operation that moves the cells alike, and behind it what is done to their values."""
    if found.plan is None or found.alike is None:
        return {}
    lines = "".join(f"\ny = {change.code}" for change in found.changes.each)
    return {name: text + lines for name, text in registry()[str(found.alike.op)].code(found.plan).items()}


def _changes(found: Judged, language: str) -> list[program_models.ValueChange]:
    return [
        program_models.ValueChange(line=change.line, text=translate(change.how, language))
        for change in found.changes.each
    ]


def _same(found: Judged, view: View, settings: Settings) -> program_models.Same | None:
    said = found.alike
    if said is None or not said.found:
        return None
    sizes = ", ".join(f"{name}={size}" for name, size in said.sizes.items())
    pattern = f"{said.pattern}{f', {sizes}' if sizes else ''}" if said.pattern is not None else None
    expression = said.expression
    if expression is not None and found.since is not None:
        expression = expression.replace("x[", f"{found.since.name}[", 1)
    return program_models.Same(
        op=str(said.op),
        pattern=said.pattern,
        sizes=said.sizes,
        expression=said.expression,
        text=", ".join(part for part in (expression, said.then, pattern) if part),
        line=None if found.since is None else found.since.line,
        url=None
        if found.texts is None
        else address(f"/{said.op}", {**found.texts, **view.spoken()}, settings.public_url),
    )


def _ruled_out(found: Inferred | None, shape: Shape, language: str) -> program_models.RuledOutBy | None:
    if found is None or found.found or found.reason is None:
        return None
    cell = found.cell or 0
    return program_models.RuledOutBy(cell=cell, index=_index(cell, shape), reason=translate(found.reason, language))


def _index(cell: int, shape: Shape) -> tuple[int, ...]:
    return tuple(cell // prod(shape[axis + 1 :]) % size for axis, size in enumerate(shape))


def hops(way: tuple[Hop, ...], language: str) -> list[program_models.Hop]:
    """The way of a cell as the answer has it."""
    return [
        program_models.Hop(
            tensor=hop.number,
            name=hop.name,
            line=hop.line,
            cells=hop.cells,
            indices=tuple(_index(each, hop.shape) for each in hop.cells),
            more=hop.more,
            begins=None if hop.why is None else translate(hop.why, language),
        )
        for hop in way
    ]

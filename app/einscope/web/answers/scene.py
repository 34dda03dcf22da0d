"""The scene of the core as the answer has it."""

from einscope.core.scene import Scene
from einscope.core.scene.figure import Figure
from einscope.core.scene.flight import Flight, Stage
from einscope.core.scene.merged import Merged
from einscope.core.scene.tint.tint import Tint
from einscope.web.answers import scene_models as models
from einscope.web.server.language import translate


def scene_model(drawn: Scene, language: str) -> models.Scene:
    """The scene, its captions in a language.

    Cost: O(rank · inputs).
    """
    flights = tuple(_flight(each, language) for each in drawn.flights)
    tint = drawn.tint
    return models.Scene(
        windows=drawn.windows,
        cells=drawn.cells,
        cell=drawn.cell,
        unit=drawn.unit,
        size=drawn.size,
        stages=flights[0].stages,
        figures=tuple(_figure(each, language) for each in drawn.figures),
        flights=flights,
        order=drawn.order,
        merged=tuple(_merged(each, language) for each in drawn.merged),
        tint=models.Tint(
            hue=tint.hue, level=tint.level, values=tint.values, first=tint.first, band=tint.band, shades=tint.shades
        ),
    )


def _merged(merged: Merged, language: str) -> models.Merged:
    return models.Merged(
        count=merged.count,
        word=merged.word,
        text=translate(merged.text, language),
        lines=tuple(each if isinstance(each, str) else translate(each, language) for each in merged.lines),
        cells=merged.cells,
    )


def _flight(flight: Flight, language: str) -> models.Flight:
    return models.Flight(
        figure=flight.figure,
        stages=tuple(_stage(each, language) for each in flight.stages),
        from_counts=flight.from_counts,
        to_counts=flight.to_counts,
        pairs=flight.pairs,
        numbers=flight.numbers,
        hues=flight.hues,
        levels=flight.levels,
        tint=_colouring(flight.tint),
        index=flight.index,
        rolled=flight.rolled,
        wraps=flight.wraps,
        inset=flight.inset,
    )


def _colouring(tint: Tint) -> models.Colouring:
    return models.Colouring(hue=tint.hue, level=tint.level, values=tint.values, first=tint.first, band=tint.band)


def _stage(stage: Stage, language: str) -> models.Stage:
    laid = stage.layout
    return models.Stage(
        name=stage.name,
        caption=translate(stage.caption, language),
        figure=stage.figure,
        steps=laid.steps,
        origins=stage.origins,
        plane=laid.plane,
        block=laid.block,
        brackets=laid.brackets,
    )


def _figure(figure: Figure, language: str) -> models.Figure:
    way = figure.directions
    return models.Figure(
        tensor=figure.tensor,
        axes=tuple(models.TensorAxis(name=each.name, text=each.text, size=each.size) for each in figure.axes),
        directions=models.Directions(row=way.row, column=way.column, depth=way.depth),
        caption=translate(figure.caption, language),
        captions=figure.captions,
        counts=figure.counts,
        planes=figure.planes,
        blocks=figure.blocks,
        pile=figure.pile,
        ghosts=figure.ghosts,
    )

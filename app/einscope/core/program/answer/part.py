"""The maps from a program's tensor to each of its inputs."""

from einscope.core.map import IndexMap, Part
from einscope.core.program.run.result import Assigned, Program


def maps_of(program: Program, made: Assigned) -> tuple[IndexMap, ...]:
    """For every input of a program, the map from a tensor's cells to its cells.

    Without inputs, the one map that leads nowhere.
    """
    if len(program.inputs) <= 1:
        return (made.map,)
    return tuple(Part(made.map, source.offset, source.cells) for source in program.inputs)

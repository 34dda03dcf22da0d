"""Tensor programs: a subset of Python is read, never run, and every statement becomes a movement of cells."""

from einscope.core.map import whole
from einscope.core.program.interpreter import run
from einscope.core.program.run.result import Assigned, Input, Program, ProgramNote

__all__ = ["Assigned", "Input", "Program", "ProgramNote", "run", "whole"]

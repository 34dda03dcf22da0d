"""Tensor programs: a subset of Python is read, never run, and every statement becomes a movement of cells."""

from app.core.index_map import whole
from app.core.program.interpreter import run
from app.core.program.result import Assigned, Input, Note, Program

__all__ = ["Assigned", "Input", "Note", "Program", "run", "whole"]

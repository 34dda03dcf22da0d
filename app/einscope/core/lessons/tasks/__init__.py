"""What a lesson asks, a file for each kind of question; each is judged by what the core says of a state."""

from einscope.core.lessons.tasks.count import Count
from einscope.core.lessons.tasks.find import Find
from einscope.core.lessons.tasks.make import Make
from einscope.core.lessons.tasks.number import Number
from einscope.core.lessons.tasks.once import Once
from einscope.core.lessons.tasks.place import Place
from einscope.core.lessons.tasks.shape import PredictShape
from einscope.core.lessons.tasks.task import Judged, Task

__all__ = ["Count", "Find", "Judged", "Make", "Number", "Once", "Place", "PredictShape", "Task"]

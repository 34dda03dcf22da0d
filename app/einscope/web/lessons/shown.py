"""What a step shows: the state for the stage, and a still for whoever has no script."""

from typing import Any

from einscope.core.lessons import Step
from einscope.core.lessons.state import State
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM
from einscope.settings import Settings
from einscope.web.answers.planned import planned
from einscope.web.pages.state import PAGE_ONLY, Sought, state_of, view_of
from einscope.web.program.state import program_state, reader_of
from einscope.web.requests.links import address

WIDTH, HEIGHT = 640, 360
"""Of a still, in pixels."""


def state_for_stage(state: State, language: str, spoken: dict[str, str], settings: Settings) -> dict[str, Any]:
    """What the stage shows, as the page of the operation or of programs would have it.

    Args:
        state: of the step.
        language: of sentences.
        spoken: ``lang``, where it was asked for: links say so.
        settings: of the application.
    """
    texts = {**state.texts, **spoken}
    if state.op == PROGRAM.name:
        told = program_state(texts, language, settings)
        return told.model_dump(context=reader_of(told, language, settings))
    operation = registry()[state.op]
    asked = planned(operation, state.texts, settings.limits), view_of(texts, language)
    wanted = Sought(operation, texts, language, asked)
    return state_of(wanted, settings, framed=True).model_dump(context=wanted.reader(settings))


def still_of(step: Step, language: str, settings: Settings) -> str:
    """The address of the picture at rest."""
    own = {name: text for name, text in step.state.texts.items() if name not in PAGE_ONLY}
    looks = {"lang": language, "animate": "0", "width": str(WIDTH), "height": str(HEIGHT)}
    return address(f"/{step.state.op}.svg", own | looks, settings.public_url)

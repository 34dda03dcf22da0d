"""A tool: what an assistant can ask, how it is described, and who answers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from einscope.core.errors import PatternError, Sentence, say
from einscope.doors.mcp.told import Asker, Told
from einscope.web.server.language import LANGUAGES

Given = Mapping[str, Any]

LANG = {"type": "string", "enum": list(LANGUAGES), "description": "language of sentences"}


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that can be asked.

    Args:
        name: of it.
        title: for people.
        description: for the assistant that chooses.
        properties: JSON schemas of its arguments.
        required: those that must be given.
        answer: tells what was asked; raises PatternError, or pydantic's ValidationError.
    """

    name: str
    title: str
    description: str
    properties: Mapping[str, Any]
    required: tuple[str, ...]
    answer: Callable[[Given, Asker], Told]

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments."""
        return {
            "type": "object",
            "properties": {**self.properties, "lang": LANG},
            "required": list(self.required),
            "additionalProperties": False,
        }


def text(description: str, *choices: str, example: str = "") -> dict[str, Any]:
    """The schema of an argument that is a text."""
    shown: dict[str, Any] = {"enum": list(choices)} if choices else {"examples": [example]} if example else {}
    return {"type": "string", "description": description, **shown}


def refuse_unknown(given: Given, known: Collection[str]) -> None:
    """Refuse what is no argument: a name that is misspelt would change nothing, and nobody would see it.

    Raises:
        PatternError: ``parameter-unknown``.
    """
    for name in given:
        if name not in known:
            raise PatternError(
                "parameter-unknown",
                say("There is no parameter '{name}' here.", name=name),
                field=name,
                hint=choices(known),
            )


def choices(names: Collection[str]) -> Sentence:
    """What there is to choose from; as a sentence, which is not cut as what somebody typed would be."""
    return say("there are {names}", names=Sentence(", ".join(names)))

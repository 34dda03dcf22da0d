"""Objects of the core written down as JSON, and described: no class is repeated for it.

pydantic writes and describes whatever it is given a schema of. Here one is made for any dataclass of the core from what
:mod:`einscope.core.told` says of it. What only somebody in particular can read, a sentence or a link, is written for
the :class:`Reader` who asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from einscope.core.address import Address
from einscope.core.errors import Sentence
from einscope.core.operation import Form
from einscope.core.say.explain import AxisSpan, Named
from einscope.core.told import parts, summary
from einscope.web.server.language import LANGUAGES, translate


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom something is written for: the context of a serializer.

    Args:
        language: of sentences.
        link: makes a link of an address.
    """

    language: str = LANGUAGES[0]
    link: Callable[[Address], str] | None = None


class Written:
    """In an annotation: an object of the core that is written down as :func:`written` does."""

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """That of everything inside."""
        return handler.generate_schema(written(kind))


WRITTEN = Written()


def written(kind: Any) -> Any:
    """The type that pydantic takes for one of the core; others stay as they are.

    >>> from pydantic import TypeAdapter
    >>> from einscope.core.errors import say
    >>> from einscope.core.judge.verdict.note import Note
    >>> TypeAdapter(written(Note)).dump_json(Note(say("input"), None), context=Reader("zh")).decode()
    '{"text":"输入","good":null}'
    """
    if kind in _LEAVES:
        return _LEAVES[kind]
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return tuple[tuple(written(hints[name]) for name in kind._fields)]  # type: ignore[misc]
    if isinstance(kind, type) and is_dataclass(kind):
        return _described(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is None or origin is Literal:
        return kind
    if origin is Annotated:
        return Annotated[(written(inner[0]), *inner[1:])]
    own = tuple(argument if argument is ... else written(argument) for argument in inner)
    if origin in (Union, UnionType):
        # What is a sentence or a text is a text to its reader.
        plain = [member for member, of in zip(own, inner, strict=True) if Sentence not in inner or of is not str]
        return reduce(or_, plain)
    return (dict if origin is Mapping else origin)[own]


@cache
def _described(kind: type) -> type:
    """A class that stands for a dataclass of the core: it has its schema, and its name."""

    def schema(_: type, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Nothing is ever read into such an object: stored or worked out makes no difference, all of it is looked up.
        looked_up = [
            core_schema.computed_field(part.name, handler.generate_schema(written(part.kind))) for part in parts(kind)
        ]
        inner = core_schema.dataclass_args_schema(kind.__name__, [], computed_fields=looked_up)
        name = f"{kind.__module__}.{kind.__qualname__}:{id(kind)}"
        return core_schema.dataclass_schema(kind, inner, [], slots=hasattr(kind, "__slots__"), ref=name)

    def description(_: type, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = handler(schema)
        own = handler.resolve_ref_schema(described)
        own["description"] = summary(kind)
        if getattr(kind, "in_parts", False):
            own.pop("required", None)
        for part in parts(kind):
            own["properties"][part.name].pop("readOnly", None)
            if part.text:
                own["properties"][part.name]["description"] = part.text
        return described

    own: dict[str, Any] = {"__get_pydantic_core_schema__": schema, "__get_pydantic_json_schema__": description}
    return type(kind.__name__, (), {name: classmethod(method) for name, method in own.items()})


def _leaf(write: Callable[[Any, Reader], Any], schema: CoreSchema) -> Any:
    """The type of something that is a text, or what the schema says, for its reader."""

    def written_for(value: Any, asked: core_schema.SerializationInfo) -> Any:
        return write(value, asked.context or Reader())

    class Leaf:
        @classmethod
        def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
            told = core_schema.plain_serializer_function_ser_schema(written_for, info_arg=True, return_schema=schema)
            return core_schema.any_schema(serialization=told)

    return Leaf


def _said(sentence: Sentence | str, reader: Reader) -> str:
    """A sentence, or what is no sentence in any language."""
    return sentence if isinstance(sentence, str) else translate(sentence, reader.language)


def _linked(address: Address, reader: Reader) -> str:
    return reader.link(address) if reader.link else f"/{address.op}"


def _spans(named: Named, reader: Reader) -> list[AxisSpan]:
    return list(named.spans(translate(named.framed(), reader.language)))


_TEXT = core_schema.str_schema()
_PLACES = core_schema.list_schema(core_schema.tuple_schema([core_schema.int_schema() for _ in AxisSpan._fields]))
_LEAVES: dict[Any, Any] = {
    Sentence: _leaf(_said, _TEXT),
    Address: _leaf(_linked, _TEXT),
    Form: _leaf(lambda form, reader: translate(form.form, reader.language), _TEXT),
    Named: _leaf(_spans, _PLACES),
}
"""What is written for its reader."""

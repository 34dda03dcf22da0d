"""The templates of pages, an environment a language."""

import re
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any, cast

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import htmlsafe_json_dumps
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from pydantic_core import to_json

from einscope.core.errors import Sentence
from einscope.core.spent import spent_on
from einscope.settings import Settings
from einscope.web.server.folders import folder
from einscope.web.server.language import translate
from einscope.web.server.problem import ProblemError
from einscope.web.server.seen.note import refused
from einscope.web.server.sending.tagged import EACH_TIME
from einscope.web.server.static_files import static_files

_FOLDER = folder("templates")
_SAME = ("_", "file", "preloads")  # what templates call that comes to the same for the same words, in a language
_SPECIAL = re.compile(r"""[&<>'"]""")
_FROM_THE_ROOT = re.compile(r"""(\s(?:href|src|action|data-moving)=")(?=/)""")


@cache
def environment(language: str) -> Environment:
    """Templates that escape everything, whatever the file is called, and refuse names that are not there.

    ``_("…{value}…", value=…)`` says a sentence, with the same templates that the core and the scripts speak in, so that
    a sentence that several of them say stands once in the catalogue.

    >>> environment("zh").from_string("{{ _('and {count} more', count='<b>') }}").render()
    '另有 &lt;b&gt; 个'
    """

    def say(template: str, **values: object) -> str:
        return translate(Sentence(template, values), language)

    @cache
    def same(name: str, **known: bool) -> Markup:
        """A part of pages that is the same wherever the same is known."""
        return Markup(_part(made, name, **known))  # noqa: S704 — it is escaped already

    class Timed(Template):
        def render(self, *arguments: Any, **values: Any) -> str:
            with spent_on("page"):
                return super().render(*arguments, **values)

    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        auto_reload=False,  # as files: read once
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.template_class = Timed
    made.code_generator_class = _Foretelling
    made.escaped = escaped  # type: ignore[attr-defined]
    made.policies["json.dumps_function"] = _json
    made.policies["json.dumps_kwargs"] = {}  # the order of snippets and parameters is chosen
    made.globals |= {
        "_": say,
        "language": language,
        "file": static_files().address,
        "preloads": _preloads,
        "same": same,
    }
    return made


def _part(environment: Environment, name: str, **known: bool) -> str:
    """What a template shows within others: no page of its own, whose time would be counted."""
    return Template.render(environment.get_template(name), known)


@cache
def _preloads(script: str) -> Markup:
    """What lets a browser ask for all modules of a script at once."""
    lines = [Markup('  <link rel="modulepreload" href="{}">\n').format(each) for each in static_files().needed(script)]
    return Markup("").join(lines)


def embedded(*objects: str) -> Markup:
    r"""JSON objects as one, so that it can stand in a page as data.

    Args:
        objects: none of them empty.

    >>> embedded('{"a":1}', '{"b":"<"}')
    Markup('{"a":1,"b":"\\u003c"}')
    """
    return htmlsafe_json_dumps(objects, lambda each: f"{{{','.join(one[1:-1] for one in each)}}}")


def escaped(value: object) -> str:
    """A value as it stands in a page.

    markupsafe makes an object of each, so that nobody escapes it again; what a template puts out, nobody does. Most
    texts have nothing to escape.

    >>> escaped("a"), escaped("<"), escaped(Markup("<p>")), escaped(1)
    ('a', Markup('&lt;'), Markup('<p>'), Markup('1'))
    """
    return value if type(value) is str and not _SPECIAL.search(value) else escape(value)


def page(
    content: str, settings: Settings, *wrong: ProblemError | None, status: HTTPStatus = HTTPStatus.OK
) -> HTMLResponse:
    """The answer that is a page; where all addresses are below a path, those in it are, too.

    Args:
        content: of the page.
        settings: of the application.
        wrong: mistakes that the page tells of, None for each that there is not. Where there is one the request is
            refused with the last of them.
        status: where nothing is wrong.
    """
    for problem in filter(None, wrong):
        refused(problem.code)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return HTMLResponse(_below(content, settings.base), status, EACH_TIME if status == HTTPStatus.OK else None)


def _below(content: str, base: str) -> str:
    """The page with addresses that begin with a path where they were from the root on.

    Nobody who writes a template or a link has to think of it. No text is mistaken for an attribute, since its quotation
    marks are escaped.

    >>> _below('<a href="/learn">href=&#34;/&#34;</a> <img src="https://example.org/">', "/tools")
    '<a href="/tools/learn">href=&#34;/&#34;</a> <img src="https://example.org/">'
    """
    return _FROM_THE_ROOT.sub(rf"\g<1>{base}", content) if base else content


class _Foretelling(CodeGenerator):
    """Says what is the same on every page when a template is read, not each time that it is shown."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write a template as Python."""
        super().visit_Template(_Foretold(self.environment).visit(node), frame)
        self.writeline("escape = environment.escaped")  # that all of it looks up when it is shown


class _Foretold(NodeTransformer):
    """A template with texts in place of calls that always come to the same."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802
        """A template that shows the same on every page, as what it shows."""
        if not isinstance(node.template, nodes.Const) or self._depends(node.template.value):
            return node
        shown = _part(self.environment, node.template.value)
        return nodes.Output([nodes.TemplateData(shown)], lineno=node.lineno)

    def _depends(self, name: str) -> bool:
        """Whether what a template shows may depend on the page."""
        loader = cast("FileSystemLoader", self.environment.loader)
        told = self.environment.parse(loader.get_source(self.environment, name)[0])
        unknown = meta.find_undeclared_variables(told) - set(self.environment.globals)
        return bool(unknown) or any(meta.find_referenced_templates(told))

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        """A sentence or the address of a file, where all that it is made of stands in the template."""
        self.generic_visit(node)
        named = node.node.name if isinstance(node.node, nodes.Name) else ""
        given = [*node.args, *(each.value for each in node.kwargs)]
        if named not in _SAME or node.dyn_args or node.dyn_kwargs or not all(isinstance(n, nodes.Const) for n in given):
            return node
        values = {each.key: each.value.as_const() for each in node.kwargs}
        called = cast("Callable[..., str]", self.environment.globals[named])
        return nodes.Const(called(*(each.as_const() for each in node.args), **values), lineno=node.lineno)


def _json(value: object) -> str:
    """A value as JSON, three times as fast as Python's own: nobody else has a turn while it is written."""
    return to_json(value).decode()

"""Sentences of templates: what is the same on every page is said once, and as it would be said each time."""

import pytest
from markupsafe import Markup

from einscope.web.server.templates import environment


def never(*_: object, **__: object) -> str:
    raise AssertionError("said again")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ _('Search') }}", "{{ _(text) }}"),
        (
            '<a title="{{ _(\'{name} ({key})\', name=_("Search"), key="<K>") }}">',
            "{{ _(framed, name=_(text), key=key) }}",
        ),
        ("{% if true %}{{ _('Search') if here else _('Keys') }}{% endif %}", "{{ _(text) }}"),
        (
            "{% macro twice(said) %}{{ said }}{{ said }}{% endmacro %}{{ twice(_('Search')) }}",
            "{{ _(text) }}{{ _(text) }}",
        ),
        ("{{ file('icon.svg') }}", "{{ file(icon) }}"),
        ("{{ preloads('infer/main.js') }}", "{{ preloads(script) }}"),
        ("{% include 'theme.html' %}", "{% include theme %}"),
    ],
)
def test_a_sentence_without_variables_is_said_when_its_template_is_read(source: str, shown: str, language: str) -> None:
    known = {"text": "Search", "framed": "{name} ({key})", "key": "<K>", "icon": "icon.svg", "here": True}
    known |= {"script": "infer/main.js", "theme": "theme.html"}
    wanted = environment(language).from_string(shown).render(known)
    said = environment(language).from_string(source).render({**known, "_": never, "file": never, "preloads": never})
    assert said in (wanted, f'<a title="{wanted}">')


def test_a_sentence_with_variables_is_said_each_time() -> None:
    template = environment("zh").from_string("{{ _('and {count} more', count=count) }}")
    assert [template.render(count=count) for count in (2, "<")] == ["另有 2 个", "另有 &lt; 个"]


def test_what_a_template_includes_is_shown_each_time_where_it_depends_on_the_page() -> None:
    template = environment("en").from_string("{% include 'finder.html' %}")
    assert all(f'href="/examples{keep}"' in template.render(keep=keep) for keep in ("", "?lang=en"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a", "a"), ("<'&\">", "&lt;&#39;&amp;&#34;&gt;"), (Markup("<p>"), "<p>"), (1, "1"), (None, "None")],
)
def test_a_value_is_escaped_once_wherever_it_goes(value: object, shown: str) -> None:
    template = environment("en").from_string(
        "{% macro said(text) %}{{ text }}{% endmacro %}{% set kept %}{{ value }}{% endset %}"
        "{{ value }}|{{ said(value) }}|{{ kept }}|{{ value ~ '' }}"
    )
    assert template.render(value=value) == "|".join([shown] * 4)

"""Settings from the environment: what each variable takes, and that a bad value is named."""

import asyncio
import os
from dataclasses import fields
from typing import Any
from unittest.mock import patch

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from einscope.core.limits import Limits
from einscope.settings import _OWN, Settings, bounds
from tests.web.client import PATCH, Client, answer, application


def settings_of(**variables: str) -> Settings:
    """The settings that these variables make, and no others."""
    with patch.dict(os.environ, variables, clear=True):
        return Settings.from_environment()


def test_an_empty_environment_means_the_defaults() -> None:
    assert settings_of() == Settings()
    assert Settings().host == "127.0.0.1"  # nobody else can reach it unless asked to


LOWERED = ["MAX_CELLS_SHOWN", "MAX_SHOW", "MAX_CELLS_LISTED"]
NAMES = [*(each.name.upper() for each in fields(Settings) if each.name != "limits"), *LOWERED]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_variable_means_the_default(name: str) -> None:
    assert settings_of(**{name: ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "text", "settings"),
    [
        ("HOST", "0.0.0.0", Settings(host="0.0.0.0")),
        ("PORT", "1", Settings(port=1)),
        ("PORT", "65535", Settings(port=65_535)),
        ("PUBLIC_URL", "https://example.org", Settings(public_url="https://example.org")),
        ("PUBLIC_URL", "http://example.org/einscope/", Settings(public_url="http://example.org/einscope")),
        ("QUERY_BYTES", "100", Settings(query_bytes=100)),
        ("BODY_BYTES", "100000000", Settings(body_bytes=100_000_000)),
        ("INFER_BYTES", "5", Settings(infer_bytes=5)),
        ("INFER_JSON_BYTES", "6", Settings(infer_json_bytes=6)),
        ("MAX_CELLS_SHOWN", "64", Settings(limits=Limits(picture_cells=64))),
        ("MAX_CELLS_LISTED", "256", Settings(limits=Limits(window_cells=256))),
        ("WORKERS", "3", Settings(workers=3)),
        ("ACCESS_LOG", "0", Settings(access_log=0)),
        ("HOST", "[::1]", Settings(host="::1")),
        ("MEMORY", "256M", Settings(memory=256)),
        ("MEMORY", "256 MB", Settings(memory=256)),
        ("PORT", " 80 ", Settings(port=80)),
        ("HOST", "  ", Settings()),
        (
            "PUBLIC_URL",
            " https://example.org:8443/tools/merge ",
            Settings(public_url="https://example.org:8443/tools/merge"),
        ),
        ("FORWARDED_ALLOW_IPS", "*", Settings(forwarded_allow_ips="*")),
        ("FORWARDED_ALLOW_IPS", "10.1.2.3/8, ::1", Settings(forwarded_allow_ips="10.0.0.0/8,::1")),
        ("SOMETHING_ELSE", "x", Settings()),
    ],
)
def test_a_variable_sets_its_setting(name: str, text: str, settings: Settings) -> None:
    assert settings_of(**{name: text}) == settings


@pytest.mark.parametrize("name", bounds())
def test_a_number_may_be_its_least_and_its_most_and_none_beyond(name: str) -> None:
    least, most = bounds()[name]
    for number in (least, most):
        settings_of(**{name: str(number)})
    for number in (least - 1, most + 1):
        with pytest.raises(ValueError, match=f"{name} is a whole number from {least} to {most}, not '{number}'"):
            settings_of(**{name: str(number)})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "80.0"),
        ("PORT", "8 0"),
        ("MEMORY", "1G"),
        ("MEMORY", "128MB"),
        ("PORT", "8_000"),
        ("PORT", "٨٠"),
        ("PORT", "²"),
        ("PORT", "9" * 5_000),
        ("PUBLIC_URL", "example.org"),
        ("PUBLIC_URL", "//example.org"),
        ("PUBLIC_URL", "javascript:alert(1)"),
        ("PUBLIC_URL", "https://example.org/a?b"),
        ("PUBLIC_URL", "https://somebody@example.org"),
        ("PUBLIC_URL", 'https://example.org/"'),
        ("PUBLIC_URL", "https://example.org//a"),
        ("PUBLIC_URL", "https://example.org:99999"),
        ("PUBLIC_URL", "https://example.org:0"),
        ("PUBLIC_URL", "https://example.org/merge"),
        ("PUBLIC_URL", "https://example.org/merge.svg/"),
        ("PUBLIC_URL", "https://example.org/static/x"),
        ("PUBLIC_URL", "https://example.org/healthz"),
        ("FORWARDED_ALLOW_IPS", "caddy"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.0/33"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.1,"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.1,caddy"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.1 10.0.0.2"),
        ("QUERY_BYTES", "0"),
        ("WORKERS", "65"),
        ("ACCESS_LOG", "yes"),
        ("QUERY_BYTES", "8k"),
        ("BODY_BYTES", "100000001"),
        ("MAX_CELLS_SHOWN", "4097"),  # limits can be lowered, not raised
        ("MAX_CELLS_LISTED", "65537"),
    ],
)
def test_a_bad_variable_is_named_in_one_short_line(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        settings_of(**{name: text})
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 170


def test_no_address_below_a_path_may_be_one_from_the_root_on() -> None:
    firsts = {route.path.strip("/").partition("/")[0] for route in application(Settings()).routes}  # type: ignore[attr-defined]
    assert firsts >= _OWN, "what nothing begins with any more may begin a path again"
    for first in firsts - {""}:
        with pytest.raises(ValueError, match="PUBLIC_URL"):
            settings_of(PUBLIC_URL=f"https://example.org/{first}/x")


@pytest.mark.parametrize(
    ("trusted", "who", "believed"),
    [
        (None, "127.0.0.1", True),
        (None, "::1", True),
        (None, "::ffff:127.0.0.1", True),  # as a socket of both families has it
        (None, "10.0.0.1", False),
        ("10.1.2.3/8", "10.9.9.9", True),
        ("10.1.2.3/8", "::ffff:10.9.9.9", True),
        ("10.1.2.3/8", "127.0.0.1", False),
        ("*", "10.0.0.1", True),
    ],
)
def test_a_proxy_is_believed_by_each_name_of_its_address(trusted: str | None, who: str, believed: bool) -> None:
    settings = settings_of(**({} if trusted is None else {"FORWARDED_ALLOW_IPS": trusted}))
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    scope = {"type": "http", "client": (who, 1), "scheme": "http", "headers": [(b"x-forwarded-for", b"192.0.2.7")]}
    asyncio.run(ProxyHeadersMiddleware(app, settings.proxies)(scope, None, None))  # type: ignore[arg-type]
    assert seen == ["192.0.2.7" if believed else who]


def test_every_bad_variable_is_named() -> None:
    with pytest.raises(ValueError, match=r"PORT is a whole number .*, not 'http'; PUBLIC_URL is like .*, not 'here'"):
        settings_of(PORT="http", PUBLIC_URL="here")


@pytest.mark.parametrize("most", [1, 10, 100])
def test_fewer_cells_are_shown_where_the_setting_says_so(most: int) -> None:
    client = Client(Settings(limits=Limits(picture_cells=most)))
    answered = answer(client.get("/api/v1/rearrange", {**PATCH, "shape": "1,64,64,4"}))
    assert 1 <= answered["scene"]["cells"] <= most
    assert client.get("/").status_code == 200

"""Another language is one folder of messages: the application is copied, given one, and asked for every page."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from einscope.web.server.language import LANGUAGES, catalogue

ROOT = Path(__file__).parents[3]
NEW = "pt-BR"
PAGES = (
    "/",
    "/merge?shape=1,4,4,1",
    "/einsum",
    "/program",
    "/compare",
    "/examples",
    "/problems",
    "/problems/size-odd",
    "/docs",
    "/embed/unfold",
    "/merge?shape=1,5,5,1",
)
ASKING = """
import json, sys
from tests.web.client import Client
client = Client()
paths = json.load(sys.stdin)
found = {path: client.get(path, headers={"accept-language": "pt-br"}) for path in paths}
print(json.dumps({path: [each.status_code, each.text] for path, each in found.items()}))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What an application with one folder of messages more says: for each path the status and the text."""
    home = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "app", home / "app", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("static", "templates", "tests"):
        (home / name).symlink_to(ROOT / name)
    folder = home / "app" / "einscope" / "locale" / NEW.replace("-", "_") / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.po").open("wb") as file:
        write_po(file, bracketed())
    asked = [f"{path}{'&' if '?' in path else '?'}lang={NEW}" for path in PAGES]
    asked += ["/merge", "/merge?lang=en", "/api/v1/operations", "/api/v1/merge?shape=1,4,4,1", "/openapi.json"]
    asked += ["/api/v1/merge?shape=1,4,4,1&lang=fr"]
    run = subprocess.run(
        [sys.executable, "-c", ASKING],
        input=json.dumps(asked),
        cwd=home,
        env={**os.environ, "PYTHONPATH": f"{home / 'app'}{os.pathsep}{home}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def bracketed() -> Catalog:
    """A language that is easily told from every other: each sentence stands between ⟦ and ⟧."""
    made = Catalog(locale=NEW.replace("-", "_"))
    for each in catalogue("zh"):
        if each.id and each.id != "EN":
            forms = tuple(f"⟦{form}⟧" for form in each.id) if each.pluralizable else f"⟦{each.id}⟧"
            made.add(each.id, forms, flags=each.flags)
    return made


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_it(answers: Any, path: str) -> None:
    status, text = answers[f"{path}{'&' if '?' in path else '?'}lang={NEW}"]
    assert status == (422 if "1,5,5,1" in path else 200)
    assert f'<html lang="{NEW}">' in text
    assert "⟦" in text


@pytest.mark.parametrize("path", ["/merge", "/merge?lang=en"])
def test_every_other_language_is_a_link_in_the_head(answers: Any, path: str) -> None:
    text = answers[path][1]
    own = "en" if "lang=en" in path else NEW
    for language in {*LANGUAGES, NEW} - {own}:
        assert f'hreflang="{language}"' in text
        assert f'href="/merge?lang={language}"' in text
    assert f'hreflang="{own}"' not in text
    assert text.count('id="other"') == 1
    assert own == NEW or 'title="português (Brasil)">PT-BR</a>' in text


def test_the_interface_for_programs_speaks_it_too(answers: Any) -> None:
    assert answers["/merge"][0] == 200
    assert json.loads(answers["/api/v1/operations"][1])[0]["title"].startswith("⟦")
    assert json.loads(answers["/api/v1/merge?shape=1,4,4,1"][1])["steps"][0].startswith("⟦")
    assert answers["/api/v1/merge?shape=1,4,4,1&lang=fr"][0] == 422
    described = json.loads(answers["/openapi.json"][1])["components"]["schemas"]["MergeBody"]["properties"]["lang"]
    assert {*LANGUAGES, NEW} == set(described["anyOf"][0]["enum"])

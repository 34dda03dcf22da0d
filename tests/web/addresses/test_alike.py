"""Two states side by side: an axis of one name has one colour in both."""

import json
import re
from urllib.parse import urlencode

import pytest

from tests.web.client import Client

PAIRS = [
    ("/expand?shape=1,2,2,4&order=p1+p2+c", "/expand?shape=1,2,2,4&order=p2+p1+c"),
    ("/rearrange?pattern=h+w+->+w+h&shape=2,3", "/rearrange?pattern=w+v+h+->+h+w+v&shape=3,2,2"),
    ("/program?code=y+=+x.permute(0,2,1)&shape=x:2,3,4", "/rearrange?pattern=a+i+->+i+a&shape=2,3"),
]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_a_name_has_one_colour_on_the_page_and_every_other_name_another(client: Client, a: str, b: str) -> None:
    shown = client.get(f"/compare?{urlencode({'a': a, 'b': b})}").text
    one, other = json.loads(shown.split('id="state">')[1].split("</script>")[0])["answers"]
    first = {axis["name"]: axis.get("hue", number) for number, axis in enumerate(one["axes"])}
    second = {axis["name"]: axis["hue"] for axis in other["axes"]}
    assert len(set(second.values())) == len(second)
    assert {name: hue for name, hue in second.items() if name in first} == {
        name: hue for name, hue in first.items() if name in second
    }


def test_a_name_has_one_colour_in_the_picture_too(client: Client) -> None:
    a, b = PAIRS[0]
    drawn = client.get(f"/compare.svg?{urlencode({'a': a, 'b': b})}").text
    for name in ("h", "w", "p1", "p2", "c"):
        named = re.findall(rf'<(?:tspan|text)[^>]* class="\w+ (a\d)"[^>]*>{name}<', drawn)
        assert len(named) >= 4, name  # on both sides of both patterns
        assert len(set(named)) == 1, name

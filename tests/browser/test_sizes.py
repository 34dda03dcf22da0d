"""Sizes of every operation: chips, their steppers, arrow keys in fields; whatever is pressed, the state is valid."""

import pytest

from einscope.core.ops import registry
from tests.browser.conftest import OpenPage

# Waits for every answer: each chip typed into, one down, one up; in the example each number of a field one up
# and one down by arrow keys, too. It tells where the state is not valid then, or a size is not the one asked for.
PRESS = """async (preset) => {
  const faults = [], { fetch } = window, { json } = Response.prototype;
  let waiting = 0;
  const awaited = (asked) => { waiting++; return asked.finally(() => waiting--); };
  window.fetch = (...given) => awaited(fetch(...given));
  Response.prototype.json = function () { return awaited(json.call(this)); };
  const settled = async () => {
    do await new Promise((done) => setTimeout(done)); while (waiting);
  };
  const valid = (what) => {
    const wrong = document.querySelector("#message.wrong");
    if (wrong) faults.push(`${what}: ${wrong.textContent}`);
  };
  const chips = () => [...document.querySelectorAll("#axes .chip")];
  const inputs = () => chips().map((chip) => chip.querySelector("input"));
  const sizes = () => inputs().map(({ value, placeholder }) => Number(value || placeholder));
  document.querySelectorAll("#presets a")[preset]?.click();
  await settled();
  for (const [number, chip] of chips().entries()) {
    const name = chip.dataset.axis, input = chip.querySelector("input");
    const [more, less] = chip.querySelectorAll(".stepper");
    if (!chip.title.includes(name)) faults.push(`${name}: no tooltip`);
    if (input.readOnly) continue;
    const now = sizes(), [size] = now.slice(number);
    const be = async (way, wanted) => {
      if (way === "type") {
        input.focus();
        input.value = String(wanted);
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      } else {
        way.click();
      }
      await settled();
      input.blur();
      valid(`${name} to ${wanted}`);
      const all = now.map((each, at) => at === number ? wanted : each);
      if (String(sizes()) !== String(all)) faults.push(`${name} to ${wanted}: ${sizes()}, not ${all}`);
    };
    await be("type", size + 1);
    await be(less, size);
    if (less.disabled !== (less.title !== "")) faults.push(`${name}: no reason why not less`);
    if (less.disabled && size > 1) faults.push(`${name}: nothing below ${size}: ${less.title}`);
    if (less.disabled) {
      await be(more, size + 1);
      await be(less, size);
    } else {
      await be(less, size - 1);
      await be(more, size);
    }
  }
  for (const field of preset === null ? document.querySelectorAll("label[data-least] input") : []) {
    const numbers = () => [...(field.value || field.placeholder).matchAll(/-?\\d+/g)];
    for (let at = 0; at < numbers().length; at++) {
      for (const key of ["ArrowUp", "ArrowDown", "ArrowDown", "ArrowUp"]) {
        const before = field.value || field.placeholder;
        field.focus();
        field.setSelectionRange(numbers()[at].index, numbers()[at].index);
        field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        await settled();
        valid(`${field.name} ${before}, ${key} at ${at}: ${field.value}`);
      }
    }
  }
  Object.assign(window, { fetch });
  Object.assign(Response.prototype, { json });
  return faults;
}"""


@pytest.mark.parametrize("name", sorted(registry()))
def test_no_step_and_no_size_fails_in_any_convention(open_page: OpenPage, name: str) -> None:
    page = open_page(f"/{name}", viewport={"width": 600, "height": 400})
    faults = {"": page.evaluate(PRESS, None)}
    faults |= {str(preset.title): page.evaluate(PRESS, at) for at, preset in enumerate(registry()[name].presets)}
    assert {title: found for title, found in faults.items() if found} == {}


UNTOLD = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
  .filter((field) => !field.closest("[title]") && !field.closest("label")?.querySelector("[title]"))
  .filter((field) => !field.closest(".cm-editor"))
  .map(({ name, id, outerHTML }) => name || id || outerHTML)"""


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        *((f"/{name}", ("#share",)) for name in registry()),
        ("/rearrange?pattern=h+w+->+w+h&shape=4000,4000", ("#picture",)),
        ("/program?code=y+%3D+x.view(n,+-1)&shape=x:4,6&values=n=2", ("#share",)),
        ("/infer", ()),
        ("/examples", ()),
        ("/learn/first-cell", ()),
        ("/learn/there-and-back", ()),
        ("/compare?a=/merge?shape=1,4,4,1&b=/expand?shape=1,2,2,4", ("#share",)),
    ],
)
def test_every_field_says_what_it_is_for(open_page: OpenPage, path: str, opened: tuple[str, ...]) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    for place in opened:
        page.locator(place).click()
        page.locator(".share-row, #pictured h2").first.wait_for()
    assert page.evaluate(UNTOLD) == []

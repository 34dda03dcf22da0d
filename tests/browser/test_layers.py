"""Twelve layers as people have them, pasted as a person does: the buttons of the page alone lead to a picture."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_program import paste_from_clipboard

PRESSES = 12
_COLOURS = """() => {
  const canvas = document.getElementById("canvas");
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  return new Set(new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
}"""
LAYERS = {
    "patch merging": """class Merging(nn.Module):
    def __init__(self, dim, norm_layer=nn.LayerNorm):
        super().__init__()
        self.norm = norm_layer(4 * dim)
        self.reduce = nn.Linear(4 * dim, 2 * dim, bias=False)

    def forward(self, x):
        B, H, W, C = x.shape
        parts = [x[:, i::2, j::2, :] for j in (0, 1) for i in (0, 1)]
        return self.reduce(self.norm(torch.cat(parts, -1)))
""",
    "patch expanding": """class Expanding(nn.Module):
    def __init__(self, dim, scale=2):
        super().__init__()
        self.scale = scale
        self.expand = nn.Linear(dim, scale * dim, bias=False)

    def forward(self, x):
        x = self.expand(x)
        B, H, W, C = x.shape
        s = self.scale
        return rearrange(x, "b h w (p1 p2 c) -> b (h p1) (w p2) c", p1=s, p2=s, c=C // s**2)
""",
    "windows": """def to_windows(x, size):
    b, h, w, c = x.shape
    x = x.view(b, h // size, size, w // size, size, c)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, size * size, c)
""",
    "windows, back": """def from_windows(windows, size, h: int, w: int):
    b = windows.shape[0] // (h // size * (w // size))
    x = windows.view(b, h // size, w // size, size, size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(b, h, w, -1)
""",
    "shifted windows": """>>> def shifted(x, size, shift):
...     x = torch.roll(x, shifts=(-shift, -shift), dims=(1, 2))
...     b, h, w, c = x.shape
...     return x.view(b, h // size, size, w // size, size, c).transpose(2, 3)
""",
    "attention heads": """class Attention(nn.Module):
    def __init__(self, dim, heads=2):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, dim * 3)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        B, N, C = x.shape
        qkv = self.qkv(x).reshape(B, N, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(B, N, C))
""",
    "channel shuffle": """def shuffle(x: Tensor, groups: int) -> Tensor:
    n, c, h, w = x.size()
    x = x.view(n, groups, c // groups, h, w)
    return torch.transpose(x, 1, 2).contiguous().view(n, -1, h, w)
""",
    "unpatchify": """def unpatchify(self, tokens):
    p = self.patch_size
    side = int(tokens.shape[1] ** 0.5)
    assert side * side == tokens.shape[1]
    x = tokens.reshape(tokens.shape[0], side, side, p, p, 3)
    return torch.einsum("nhwpqc->nchpwq", x).reshape(x.shape[0], 3, side * p, side * p)
""",
    "rotary halves": """def rotate_half(x):
    x1, x2 = x.chunk(2, dim=-1)
    return torch.cat((-x2, x1), dim=-1)
""",
    "repeated keys": """def repeat_keys(keys: torch.Tensor, times: int) -> torch.Tensor:
    b, heads, n, d = keys.shape
    if times == 1:
        return keys
    keys = keys[:, :, None].expand(b, heads, times, n, d)
    return keys.reshape(b, heads * times, n, d)
""",
    "a dictionary": """def collate(batch):
    image = batch["image"]          # B H W C
    return image.permute(0, 3, 1, 2).flatten(2).transpose(1, 2)
""",
    "numpy": """import numpy as np

def blocks(picture, size):
    h, w = picture.shape
    return picture.reshape(h // size, size, -1, size).swapaxes(1, 2)
""",
}


def press_until_valid(page: Page) -> int:
    """Press the first button that is offered, as often as one is; how often that was."""
    verdict, buttons = page.locator("#verdict"), page.locator("#message .button")
    for presses in range(PRESSES):
        expect(verdict.filter(has_text="✓").or_(buttons).first).to_be_visible()
        if verdict.inner_text().startswith("✓"):
            return presses
        before = page.locator("#message").inner_text()
        buttons.first.click()
        expect(page.locator("#message")).not_to_have_text(before, use_inner_text=True)
    return PRESSES


@pytest.mark.parametrize("name", LAYERS)
def test_the_buttons_alone_lead_to_a_picture(open_page: OpenPage, name: str) -> None:
    page = open_page("/program?code=&shape=")
    paste_from_clipboard(page, LAYERS[name])
    assert press_until_valid(page) < PRESSES
    page.locator("#drawing[data-time]").wait_for()
    assert page.evaluate(_COLOURS) > 20  # blocks, numbers and cards, and not an empty stage
    assert page.locator("#lines li").count() >= 1

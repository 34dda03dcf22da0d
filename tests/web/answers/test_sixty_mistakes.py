"""Sixty slips of the pen: what is offered for each, in both languages, and that it mends the request once taken."""

import pytest

from tests.core.mend.offered import Texts, mended
from tests.web.client import Client, answer, problem

UNSHUFFLE = "b h w (p1 p2 c) -> b (h p1) (w p2) c"
PATCHES = ("1,2,2,4", "p1=2,p2=2")
MESSAGE = (
    ' Error while processing rearrange-reduction pattern "(h p1) w -> h p1 w".\n'
    " Input tensor shape: (5, 3). Additional info: {'p1': 2}.\n"
    " Shape mismatch, can't divide axis of length 5 in chunks of 2"
)


def rearrange(pattern: str, shape: str, sizes: str = "") -> tuple[str, Texts]:
    return "rearrange", {"pattern": pattern, "shape": shape, "sizes": sizes}


def einsum(pattern: str, shape: str) -> tuple[str, Texts]:
    return "einsum", {"pattern": pattern, "shape": shape}


# what is asked; what the first button changes; what it says in English and in Chinese
MISTAKES: list[tuple[tuple[str, Texts], Texts, str, str]] = [
    # unknown names
    (rearrange("b h w (p1 p2 c) -> b (h p1) (w p3) c", *PATCHES),
     {"pattern": UNSHUFFLE}, "write p2 for p3", "把 p3 改成 p2"),
    (rearrange("B h w -> b w h", "1,2,3"), {"pattern": "b h w -> b w h"}, "write b for B", "把 B 改成 b"),
    (rearrange("b h w c -> b c h W", "1,2,3,4"), {"pattern": "b h w c -> b c h w"}, "write w for W", "把 W 改成 w"),
    (rearrange("b hh w -> b h w", "1,2,3"), {"pattern": "b h w -> b h w"}, "write h for hh", "把 hh 改成 h"),
    (rearrange("batch height width -> batch width heigth", "1,2,3"),
     {"pattern": "batch height width -> batch width height"}, "write height for heigth", "把 heigth 改成 height"),
    (rearrange("_h w -> w _h", "2,3"), {"pattern": "h w -> w h"}, "write h for _h", "把 _h 改成 h"),
    (rearrange("h² w -> w h²", "4,2"), {"pattern": "h2 w -> w h2"}, "write h2 for h²", "把 h² 改成 h2"),
    (rearrange("patch-size w -> w patch-size", "2,3"),
     {"pattern": "patch_size w -> w patch_size"}, "write _ for -", "把 - 改成 _"),
    # brackets
    (rearrange("b h w (p1 p2 c) -> b (h p1) (w p2 c", *PATCHES),
     {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2 c)"}, "close the bracket after c", "在 c 后面补上右括号"),
    (rearrange("b (h w -> b h w", "1,6", "h=2"),
     {"pattern": "b (h w) -> b h w"}, "close the bracket after w", "在 w 后面补上右括号"),
    (rearrange("b h w) -> b h w", "1,6", "h=2"),
     {"pattern": "b (h w) -> b h w"}, "open the bracket before h", "在 h 前面补上左括号"),
    (rearrange("h w -> w h)", "2,3"), {"pattern": "h w -> (w h)"}, "open the bracket before w", "在 w 前面补上左括号"),
    (rearrange("b ((h w) c) -> b h w c", "1,12", "h=2,w=2"),
     {"pattern": "b (h w c) -> b h w c"}, "remove the inner brackets", "删掉里层的括号"),
    (rearrange("a b c d -> ((a b) (c d))", "2,2,2,2"),
     {"pattern": "a b c d -> (a b) (c d)"}, "remove the outer brackets", "删掉外层的括号"),
    (rearrange("b [h w] -> b h w", "1,6", "h=2"),
     {"pattern": "b (h w) -> b h w"}, "write round brackets", "改用圆括号"),
    (rearrange("b )h w( -> b h w", "1,6", "h=2"),
     {"pattern": "b (h w) -> b h w"}, "write ( for ) and write ) for (", "把 ) 改成 (，并把 ( 改成 )"),
    # an axis twice
    (rearrange("h w -> w h h", "2,3"), {"pattern": "h w -> w h"}, "remove the last h", "删掉最后一个 h"),
    (rearrange("h w c -> h w w", "2,3,4"),
     {"pattern": "h w c -> h w c"}, "write c for the last w", "把最后一个 w 改成 c"),
    (rearrange("h h -> h", "3,3"),
     {"op": "einsum", "pattern": "h h -> h", "shape": "3,3"},
     "use einsum instead: it takes the diagonal", "改用 einsum：它取对角线"),
    (rearrange("... h ... -> h ...", "2,3"), {"pattern": "... h -> h ..."}, "remove the last ...", "删掉最后一个 ..."),
    # the arrow
    (rearrange("h w", "2,3"), {"pattern": "h w -> w h"}, "swap the two axes", "把两个轴对调"),
    (rearrange("b h w c b c h w", "1,2,3,4"),
     {"pattern": "b h w c -> b c h w"}, "write -> after c", "在 c 后面写上 ->"),
    (rearrange("h w > w h", "2,3"), {"pattern": "h w -> w h"}, "write -> for >", "把 > 改成 ->"),
    (rearrange("h w to w h", "2,3"), {"pattern": "h w -> w h"}, "write -> for to", "把 to 改成 ->"),
    (rearrange("NHWC to NCHW", "1,2,3,4"),
     {"pattern": "N H W C -> N C H W"},
     "write -> for to and write N H W C, N C H W for NHWC, NCHW",
     "把 to 改成 ->，并把 NHWC, NCHW 改成 N H W C, N C H W"),
    (rearrange("h w <- w h", "2,3"), {"pattern": "w h -> h w"}, "write w h -> h w", "写成 w h -> h w"),
    (rearrange("b h -> -> h b", "2,3"), {"pattern": "b h -> h b"}, "write b h -> h b", "写成 b h -> h b"),
    (rearrange("b h -> w c -> w c b h", "1,2,3,4"),
     {"pattern": "b h w c -> w c b h"}, "write b h w c -> w c b h", "写成 b h w c -> w c b h"),
    # letters run together
    (rearrange("bhwc->bchw", "1,2,3,4"),
     {"pattern": "b h w c->b c h w"}, "write b h w c, b c h w for bhwc, bchw", "把 bhwc, bchw 改成 b h w c, b c h w"),
    (rearrange("b h w c -> b c (hw)", "1,2,3,4"),
     {"pattern": "b h w c -> b c (h w)"}, "write h w for hw", "把 hw 改成 h w"),
    (rearrange("b_h_w -> b_w_h", "1,2,3"),
     {"pattern": "b h w -> b w h"}, "write b h w, b w h for b_h_w, b_w_h", "把 b_h_w, b_w_h 改成 b h w, b w h"),
    (rearrange("batch height width -> batch heightwidth", "1,2,3"),
     {"pattern": "batch height width -> batch (height width)"},
     "write (height width) for heightwidth", "把 heightwidth 改成 (height width)"),
    (("repeat", {"pattern": "h w -> (h2) (w2)", "shape": "2,3"}),
     {"pattern": "h w -> (h 2) (w 2)"}, "write h 2, w 2 for h2, w2", "把 h2, w2 改成 h 2, w 2"),
    # numbers where names belong
    (rearrange("b h w (2 2 c) -> b (h 2) (w 2) c", "1,2,2,4"),
     {"pattern": UNSHUFFLE, "sizes": "p1=2,p2=2"}, "name them p1 p2 -> p1 p2", "取名 p1 p2 -> p1 p2"),
    (rearrange("b n (3 h d) -> 3 b h n d", "1,2,12", "h=2"),
     {"pattern": "b n (p1 h d) -> p1 b h n d", "sizes": "h=2,p1=3"}, "name them p1 -> p1", "取名 p1 -> p1"),
    (einsum("i 2 -> i", "2,2"), {"pattern": "i p1 -> i"}, "write p1 for 2", "把 2 改成 p1"),
    # an axis on one side only
    (rearrange("h w -> w", "2,3"), {"pattern": "h w -> w h"}, "add h at the end", "在末尾加上 h"),
    (rearrange("h w -> w h c", "2,3"), {"pattern": "h w -> w h"}, "remove c", "删掉 c"),
    (("reduce", {"pattern": "h w -> h c", "shape": "2,3"}), {"pattern": "h w -> h"}, "remove c", "删掉 c"),
    # characters
    (rearrange("b,h,w -> b,w,h", "1,2,3"), {"pattern": "b h w -> b w h"}, "write a space for ,", "把 , 改成空格"),
    (rearrange("h|w -> w|h", "2,3"), {"pattern": "h w -> w h"}, "write a space for |", "把 | 改成空格"),
    (rearrange("h w -> w h;", "2,3"), {"pattern": "h w -> w h"}, "write a space for ;", "把 ; 改成空格"),
    (rearrange("x: h w -> w h", "2,3"),
     {"pattern": "h w -> w h"}, "write a space for : and remove x", "把 : 改成空格，并删掉 x"),
    # sizes that do not divide or fit
    (rearrange(UNSHUFFLE, "1,2,2,5", "p1=2,p2=2"),
     {"shape": "1,2,2,4"}, "give x the shape 1,2,2,4", "把 x 的形状改为 1,2,2,4"),
    (rearrange("(h w) -> h w", "12", "h=5"), {"sizes": "h=6"}, "give h the size 6", "把 h 的大小改为 6"),
    (("merge", {"shape": "1,5,4,1"}), {"odd": "pad"}, "pad: fill up the last blocks", "填充：把末尾的块补齐"),
    (("merge", {"shape": "1,4,4,1", "factor": "3"}),
     {"odd": "pad"}, "pad: fill up the last blocks", "填充：把末尾的块补齐"),
    (("expand", {"shape": "1,2,2,6"}), {"shape": "1,2,2,8"}, "give x the shape 1,2,2,8", "把 x 的形状改为 1,2,2,8"),
    (rearrange("h w -> w h", "2,3,4"),
     {"pattern": "... h w -> ... w h"}, "let ... stand for the first axes", "用 ... 表示前面的轴"),
    (rearrange("h w -> w h", "6"), {"shape": "1,6"}, "give x the shape 1,6", "把 x 的形状改为 1,6"),
    # sizes and shapes as they are typed
    (rearrange("(h p1) (w p2) -> h w (p1 p2)", "112,112", "56,56"),
     {"sizes": "h=56,w=56"}, "set sizes to h=56,w=56", "把大小改为 h=56,w=56"),
    (rearrange("(h p1) (w p2) -> h w (p1 p2)", "112,112", "h,w=56,56"),
     {"sizes": "h=56,w=56"}, "set sizes to h=56,w=56", "把大小改为 h=56,w=56"),
    (rearrange("(h p) w -> h p w", "4,3", "p:2"), {"sizes": "p=2"}, "set sizes to p=2", "把大小改为 p=2"),
    (rearrange("(h p) w -> h p w", "4,3", "2=p"), {"sizes": "p=2"}, "set sizes to p=2", "把大小改为 p=2"),
    (rearrange("(h p) w -> h p w", "4,3", "{'p': 2}"), {"sizes": "p=2"}, "set sizes to p=2", "把大小改为 p=2"),
    (rearrange("(h p1) w -> h p1 w", "4,3", "q1=2"), {"sizes": "p1=2"}, "write p1 for q1", "把 q1 改成 p1"),
    (rearrange("h w -> w h", "h=2,w=3"), {"shape": "2,3"}, "set shape to 2,3", "把形状改为 2,3"),
    (rearrange("h w -> w h", "2,,3"), {"shape": "2,3"}, "set shape to 2,3", "把形状改为 2,3"),
    (rearrange("h w -> w h", "(None, 3)"), {"shape": "2,3"}, "set shape to 2,3", "把形状改为 2,3"),
    (rearrange("h w -> w h", "2,l"), {"shape": "2,1"}, "set shape to 2,1", "把形状改为 2,1"),
    # einsums
    (einsum("ij jk -> ik", "2,3;3,4"), {"pattern": "ij,jk->ik"}, "write ij,jk->ik", "写成 ij,jk->ik"),
    (einsum("ij;jk->ik", "2,3;3,4"), {"pattern": "ij,jk->ik"}, "write , for ;", "把 ; 改成 ,"),
    (einsum("ij,jk->il", "2,3;3,4"), {"pattern": "ij,jk->ik"}, "write k for l", "把 l 改成 k"),
    (einsum("ij,jk->ik", "2,3;3,4;4,5"),
     {"shape": "2,3;3,4"}, "give the operands the shapes 2,3;3,4", "把各操作数的形状改为 2,3;3,4"),
    (einsum("ij,jk->ik", "2,3;4,3"), {"pattern": "ij,kj->ik"}, "write ij,kj->ik", "写成 ij,kj->ik"),
    (einsum("(i j), j k -> i k", "2,3;3,4"), {"pattern": "i j , j k -> i k"}, "remove the brackets", "删掉括号"),
    # pasted
    (rearrange(MESSAGE, "6"),
     {"pattern": "(h p1) w -> h p1 w", "shape": "5,3", "sizes": "p1=1"},
     "read (h p1) w -> h p1 w out of it and give p1 the size 1", "从中读取 (h p1) w -> h p1 w，并把 p1 的大小改为 1"),
    (rearrange("y = rearrange(x, 'b h w -> b w h')", "1,2,3"),
     {"pattern": "b h w -> b w h"}, "read b h w -> b w h out of it", "从中读取 b h w -> b w h"),
    (rearrange("x.permute(0, 2, 1)", "1,2,3"),
     {"pattern": "a b c -> a c b"}, "read a b c -> a c b out of it", "从中读取 a b c -> a c b"),
    (rearrange("x.transpose(1, 2)", "1,2,3"),
     {"pattern": "a b c -> a c b"}, "read a b c -> a c b out of it", "从中读取 a b c -> a c b"),
    (einsum("torch.einsum('ij,jk->ik', a, b)", "2,3;3,4"),
     {"pattern": "ij,jk->ik"}, "read ij,jk->ik out of it", "从中读取 ij,jk->ik"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "repair", "english", "chinese"), MISTAKES, ids=lambda each: str(each)[:60])
def test_a_button_says_what_it_does_and_does_it(
    client: Client, asked: tuple[str, Texts], repair: Texts, english: str, chinese: str
) -> None:
    operation, texts = asked
    for language, said in (("en", english), ("zh", chinese)):
        [error] = problem(client.get(f"/api/v1/{operation}", {**texts, "lang": language}))["errors"]
        assert error["choices"][0] == {"text": said, "repair": repair}
    operation, texts = mended(operation, texts, repair)
    answer(client.get(f"/api/v1/{operation}", texts))


def test_there_are_sixty_of_them() -> None:
    assert len(MISTAKES) >= 60

"""「版面自检」 of a .docx from outside: what its XML says, beside what a layout wants."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.docx.docx_measure import DocxLook
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.proof.page_proof import ProofLine

_EDGE_MM = 1.0  # 5.2.1 allows one millimetre
_FOOTER_MM = 3.0


def prove_docx(look: DocxLook, layout: Layout) -> tuple[ProofLine, ...]:
    """Each measured value beside the layout's and its clause, in the order in which an eye goes over a page."""
    return (*_paper(look, layout), *_grid(look, layout), *_characters(look, layout), *_numbers(look, layout))


def _paper(look: DocxLook, layout: Layout) -> Iterator[ProofLine]:
    paper, page, clause = layout.paper, look.page, layout.clauses.get("paper", "")
    same = abs(page.width_mm - paper.width_mm) < 0.5 and abs(page.height_mm - paper.height_mm) < 0.5
    yield ProofLine(
        "纸张", f"{page.width_mm:.0f} × {page.height_mm:.0f} mm", f"{paper.width_mm:g} × {paper.height_mm:g} mm", clause, same,
    )  # fmt: skip
    sides = (("天头", page.top_mm, paper.top_mm), ("订口", page.left_mm, paper.left_mm),
             ("右边", page.right_mm, paper.right_mm), ("下边", page.bottom_mm, paper.bottom_mm))  # fmt: skip
    for what, found, wanted in sides:
        ok = abs(found - wanted) <= _EDGE_MM
        yield ProofLine(what, f"{found:.1f} mm", f"{wanted:g} ± 1 mm", clause, ok)


def _grid(look: DocxLook, layout: Layout) -> Iterator[ProofLine]:
    chars, lines = chars_a_line(look), lines_a_page(look)
    clause = layout.clauses.get("grid.chars", "")
    yield ProofLine(
        "每行字数",
        f"{chars}字" if chars else "看不出",
        f"{layout.grid.chars}字",
        clause,
        chars == layout.grid.chars,
    )
    said = f"{lines}行" if lines else "行距不是固定值"
    yield ProofLine(
        "每页行数",
        said,
        f"{layout.grid.lines}行",
        layout.clauses.get("grid.lines", ""),
        lines == layout.grid.lines,
    )
    pitch = look.pitch_pt or (look.page.line_pitch_pt if look.page.grid else 0.0)
    ok = abs(pitch - layout.grid.pitch_pt) < 1.0
    found = f"{pitch:g} 磅" if pitch else "不固定"
    yield ProofLine("行距", found, f"{layout.grid.pitch_pt:g} 磅", layout.clauses.get("grid.lines", ""), ok)


def chars_a_line(look: DocxLook) -> int:
    """How many characters of the body fill a line; 0 where no size is said. A character grid draws them together or apart."""
    if not look.body_pt:
        return 0
    page = look.page
    width = (page.width_mm - page.left_mm - page.right_mm) * MM
    on_grid = page.char_space / 4096 if page.grid in {"linesAndChars", "snapToChars"} else 0.0
    return int((width + 0.1) / (look.body_pt + look.spacing_pt + on_grid))


def lines_a_page(look: DocxLook) -> int:
    """How many lines fill a page; 0 where neither exact spacing nor a grid says it."""
    page = look.page
    pitch = look.pitch_pt or (page.line_pitch_pt if page.grid else 0.0)
    height = (page.height_mm - page.top_mm - page.bottom_mm) * MM
    return int((height + 0.1) / pitch) if pitch else 0


def _characters(look: DocxLook, layout: Layout) -> Iterator[ProofLine]:
    body, title = layout.body, layout.styles["title"]
    for what, font, size, style, clause in (
        ("正文", look.body_font, look.body_pt, body, layout.clauses.get("styles.body.size_pt", "")),
        ("标题", look.title_font, look.title_pt, title, layout.clauses.get("styles.title", "")),
    ):
        role = layout.fonts[style.font]
        kin = {role.east_asian, *role.fallbacks}
        yield ProofLine(f"{what}字体", font or "看不出", role.east_asian, clause, font in kin)
        yield ProofLine(
            f"{what}字号",
            f"{size:g} 磅" if size else "看不出",
            f"{style.size_pt:g} 磅",
            clause,
            size == style.size_pt,
        )
    indent, wanted = look.first_line_chars, body.first_line_chars
    clause = layout.clauses.get("styles.body.first_line_chars", "")
    yield ProofLine("首行缩进", f"{indent:g}字", f"{wanted:g}字", clause, indent == wanted)


def _numbers(look: DocxLook, layout: Layout) -> Iterator[ProofLine]:
    plan, clause = layout.page_number, layout.clauses.get("page_number", "")
    if not plan.shown:
        return
    found = "没有页码" if not look.numbered else "单双页不同" if look.mirrored else "单双页相同"
    wanted = "单双页不同" if plan.mirrored else "单双页相同"
    yield ProofLine("页码", found, wanted, clause, found == wanted)
    if look.numbered:
        edge = layout.paper.bottom_mm - plan.below_text_mm - plan.size_pt / 2 / MM
        ok = abs(look.page.footer_mm - edge) <= _FOOTER_MM
        yield ProofLine("页脚距纸边", f"{look.page.footer_mm:.1f} mm", f"{edge:.1f} mm", clause, ok)

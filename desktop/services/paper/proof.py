"""Layout proof 「版面自检」: measured values of the own pages or of a .docx, each next to the required
value and its clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.documents.docx.docx_measure import DocxLook
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.forms.form_facts import FormFacts
from desktop.domain.forms.form_template import FormKind
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.forms.compose_form import FormSheet, compose_form
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.proof.page_proof import ProofLine, measure_head, measure_pages

if TYPE_CHECKING:
    from desktop.painting.font_library import ServedFont
    from desktop.painting.print_engine import PrintEngine


# Proof of a .docx from outside: values in its XML next to those of a layout.
_EDGE_MM = 1.0  # tolerance of one millimetre, GB/T 9704-2012, 5.2.1
_FOOTER_MM = 3.0


def docx_proof(look: DocxLook, layout: Layout) -> tuple[ProofLine, ...]:
    """Each measured value next to the layout's value and its clause, in reading order of the page."""
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
    chars, lines = chars_per_line(look), lines_per_page(look)
    clause = layout.clauses.get("grid.chars", "")
    yield ProofLine(
        "每行字数",
        f"{chars}字" if chars else "看不出",
        f"{layout.grid.chars}字",
        clause,
        chars == layout.grid.chars,
    )
    measured = f"{lines}行" if lines else "行距不是固定值"
    yield ProofLine(
        "每页行数",
        measured,
        f"{layout.grid.lines}行",
        layout.clauses.get("grid.lines", ""),
        lines == layout.grid.lines,
    )
    pitch = look.pitch_pt or (look.page.line_pitch_pt if look.page.grid else 0.0)
    ok = abs(pitch - layout.grid.pitch_pt) < 1.0
    found = f"{pitch:g} 磅" if pitch else "不固定"
    yield ProofLine("行距", found, f"{layout.grid.pitch_pt:g} 磅", layout.clauses.get("grid.lines", ""), ok)


def chars_per_line(look: DocxLook) -> int:
    """Characters of body text per line; 0 if the file gives no size. A character grid changes their pitch."""
    if not look.body_pt:
        return 0
    page = look.page
    width = (page.width_mm - page.left_mm - page.right_mm) * MM
    on_grid = page.char_space / 4096 if page.grid in {"linesAndChars", "snapToChars"} else 0.0
    return int((width + 0.1) / (look.body_pt + look.spacing_pt + on_grid))


def lines_per_page(look: DocxLook) -> int:
    """Lines per page; 0 if the file has neither exact line spacing nor a grid."""
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
        accepted = {role.east_asian, *role.fallbacks}
        yield ProofLine(f"{what}字体", font or "看不出", role.east_asian, clause, font in accepted)
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


_STANDARD = "gbt9704"
_FONT_CLAUSE = "GB/T 9704-2012 5.2.2"
_ROLES = {"body": "正文", "title": "标题", "h1": "一级标题", "h2": "二级标题", "page_number": "页码"}


@dataclass(frozen=True, slots=True)
class Proof:
    """The measured values. `subject`: the letter or file; `layout`: the layout compared with."""

    subject: str
    layout: str
    lines: tuple[ProofLine, ...]

    @property
    def wrong(self) -> tuple[ProofLine, ...]:
        """The values that differ from the requirement."""
        return tuple(line for line in self.lines if not line.ok)

    @property
    def summary(self) -> str:
        """One Chinese line with the result."""
        if not self.wrong:
            return f"共测{len(self.lines)}项，全部符合。"
        names = "、".join(line.what for line in self.wrong)
        return f"共测{len(self.lines)}项，{len(self.wrong)}项不符合：{names}。"


def proof_case(
    work: Workplace, case_id: int, layout: str | None = None, engine: PrintEngine | None = None
) -> Proof:
    """Measure the pages of the case's reply as painted and printed. Needs a QGuiApplication."""
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    chosen = layout_of(work, reply, layout)
    return proof_document(compose_reply(work, case, reply, chosen), chosen, engine)


def proof_document(document: PrintedDocument, layout: Layout, engine: PrintEngine | None = None) -> Proof:
    """Measure the pages of any letter. An existing `engine` avoids loading fonts again."""
    from desktop.painting.print_engine import PrintEngine  # Qt, not needed for the proof of a file

    used = engine or PrintEngine()
    pages = used.pages(document, layout)
    fonts = used.fonts(layout).served()
    roles = {run.font for page in pages for placed in page.lines for run in placed.line.runs}
    lines = [*measure_pages(pages, layout), *measure_head(pages, layout)]
    lines += [_font_line(layout, font) for font in fonts if font.role in roles]
    return Proof(document.title, layout.name, tuple(lines))


def _font_line(layout: Layout, font: ServedFont) -> ProofLine:
    """The line on the body font: a variant of the official typeface (方正仿宋 for 仿宋_GB2312) passes, a
    bundled substitute does not.
    """
    accepted = {font.wanted, *layout.fonts[font.role].fallbacks}
    what = f"字体（{_ROLES.get(font.role, font.role)}）"
    return ProofLine(what, font.served, font.wanted, _FONT_CLAUSE, font.served in accepted)


def proof_file(work: Workplace, path: Path, layout: str | None = None) -> Proof:
    """Measure a .docx by its XML. Raises Refused for another kind of file, FileProblem for a broken one."""
    from desktop.documents.docx.docx_measure import measure_docx  # lxml; imported late to keep start-up fast

    if path.suffix.lower() != ".docx":
        raise Refused("只能自检 .docx 文件", "请用 WPS 或 Word 另存为 .docx")
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise FileProblem(f"文件“{path.name}”打不开", "请核对文件的位置") from fault
    wanted = work.library.layout(layout or _STANDARD)
    return Proof(path.name, wanted.name, docx_proof(measure_docx(data), wanted))


def proof_sheet(work: Workplace, proof: Proof, today: date) -> FormSheet:
    """The proof as one printable sheet. Raises Refused if there is no form for it."""
    form = next((form for form in work.library.forms.values() if form.kind is FormKind.PROOF), None)
    if form is None:
        raise Refused("没有版面自检单的表单", "请在 templates/forms 里补一份")
    values = {
        "proof_subject": proof.subject,
        "proof_layout": proof.layout,
        "proof_result": proof.summary,
        "today": chinese_date(today),
    }
    facts = FormFacts(values, {"proof_lines": tuple(_entries(proof))})
    return compose_form(form, facts, work.library.layout(form.layout))


def _entries(proof: Proof) -> Iterator[dict[str, str]]:
    for number, line in enumerate(proof.lines, 1):
        mark = "符合" if line.ok else "不符"
        yield {
            "n": str(number),
            "what": line.what,
            "found": line.found,
            "wanted": line.wanted,
            "clause": line.clause or "—",
            "mark": mark,
        }

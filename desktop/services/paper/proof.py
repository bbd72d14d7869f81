"""「版面自检」: the program measures its own pages, or a .docx from outside, and shows each value beside standard and clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import FileProblem, Refused
from desktop.domain.forms.form_facts import FormFacts
from desktop.domain.forms.form_template import FormKind
from desktop.domain.letter.facts import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.docx_proof import prove_docx
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.forms.compose_form import FormSheet, compose_form
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.proof.letter_proof import prove_head
from desktop.typesetting.proof.page_proof import ProofLine, prove

if TYPE_CHECKING:
    from desktop.painting.font_library import ServedFont
    from desktop.painting.press import Press

_STANDARD = "gbt9704"
_FONT_CLAUSE = "GB/T 9704-2012 5.2.2"
_ROLES = {"body": "正文", "title": "标题", "h1": "一级标题", "h2": "二级标题", "page_number": "页码"}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was measured. `subject` names the letter or file, `layout` what it was held against."""

    subject: str
    layout: str
    lines: tuple[ProofLine, ...]

    @property
    def wrong(self) -> tuple[ProofLine, ...]:
        """The values that are not as they should be."""
        return tuple(line for line in self.lines if not line.ok)

    @property
    def summary(self) -> str:
        """One line for people."""
        if not self.wrong:
            return f"共测{len(self.lines)}项，全部符合。"
        names = "、".join(line.what for line in self.wrong)
        return f"共测{len(self.lines)}项，{len(self.wrong)}项不符合：{names}。"


def prove_case(work: Workplace, case_id: int, layout: str | None = None, press: Press | None = None) -> Proof:
    """Measure the pages of the case's reply, as they are painted and printed. Needs a QGuiApplication."""
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    chosen = layout_of(work, reply, layout)
    return prove_document(compose_reply(work, case, reply, chosen), chosen, press)


def prove_document(document: PrintedDocument, layout: Layout, press: Press | None = None) -> Proof:
    """Measure the pages of any letter. `press` spares the time of loading fonts where one is there already."""
    from desktop.painting.press import Press as NewPress  # Qt, which a proof of a file does without

    used = press or NewPress()
    pages = used.pages(document, layout)
    fonts = used.fonts(layout).served()
    roles = {run.font for page in pages for placed in page.lines for run in placed.line.runs}
    lines = [*prove(pages, layout), *prove_head(pages, layout)]
    lines += [_font_line(layout, font) for font in fonts if font.role in roles]
    return Proof(document.title, layout.name, tuple(lines))


def _font_line(layout: Layout, font: ServedFont) -> ProofLine:
    """A relative of the official typeface (方正仿宋 for 仿宋_GB2312) will do; a stand-in that the program brings along will not."""
    kin = {font.wanted, *layout.fonts[font.role].fallbacks}
    what = f"字体（{_ROLES.get(font.role, font.role)}）"
    return ProofLine(what, font.served, font.wanted, _FONT_CLAUSE, font.served in kin)


def prove_file(work: Workplace, path: Path, layout: str | None = None) -> Proof:
    """Measure what a .docx says of its own page. Raises Refused for another kind of file, FileProblem for a broken one."""
    from desktop.documents.docx.docx_measure import measure_docx  # lxml; a start need not pay for it

    if path.suffix.lower() != ".docx":
        raise Refused("只能自检 .docx 文件", "请用 WPS 或 Word 另存为 .docx")
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise FileProblem(f"文件“{path.name}”打不开", "请核对文件的位置") from fault
    wanted = work.library.layout(layout or _STANDARD)
    return Proof(path.name, wanted.name, prove_docx(measure_docx(data), wanted))


def proof_sheet(work: Workplace, proof: Proof, today: date) -> FormSheet:
    """The proof as one sheet to print and file. Raises Refused if the office has no such form."""
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

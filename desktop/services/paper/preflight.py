"""Preflight 「打印前检查」: checks of text, facts, fonts, glyphs, colour and pages before printing or export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.proof.print_findings import (
    FindingWeight,
    PrintFinding,
    by_severity,
    review_words,
    wide_tables,
)

if TYPE_CHECKING:
    from desktop.painting.print_engine import PreFlight, PrintEngine

_FONT_CLAUSE = "GB/T 9704-2012 5.2.2"
_PAGE_WEIGHTS = {
    "page.lone_signature": FindingWeight.MUST,
    "page.words_off_paper": FindingWeight.MUST,
    "page.imprint_on_odd_page": FindingWeight.HOUSE,
}


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """The findings, most severe first, and the number of pages."""

    findings: tuple[PrintFinding, ...]
    pages: int
    sheets_duplex: int

    @property
    def is_clear(self) -> bool:
        """True if no finding must be fixed."""
        return all(finding.weight is not FindingWeight.MUST for finding in self.findings)


def preflight(
    work: Workplace,
    case_id: int,
    layout: str | None = None,
    *,
    mono: bool = False,
    engine: PrintEngine | None = None,
) -> PreflightReport:
    """Check the case's current reply as stored. Needs a QGuiApplication; writes nothing.

    `mono`: the printer has no colour. An existing `engine` avoids loading fonts again.
    """
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    return preflight_reply(work, case, reply, layout_of(work, reply, layout), mono=mono, engine=engine)


def preflight_reply(
    work: Workplace,
    case: Case,
    reply: Reply,
    layout: Layout,
    *,
    mono: bool = False,
    engine: PrintEngine | None = None,
) -> PreflightReport:
    """Check any reply, stored or being edited; else as `preflight`."""
    document = compose_reply(work, case, reply, layout)
    template = work.library.replies.get(reply.template)
    words = review_words(document, reply=reply, template=template)
    return _report(document, layout, words, mono=mono, engine=engine)


def preflight_document(
    document: PrintedDocument, layout: Layout, *, mono: bool = False, engine: PrintEngine | None = None
) -> PreflightReport:
    """Check a form or a public copy; else as `preflight`."""
    return _report(document, layout, review_words(document), mono=mono, engine=engine)


def _report(
    document: PrintedDocument,
    layout: Layout,
    words: tuple[PrintFinding, ...],
    *,
    mono: bool,
    engine: PrintEngine | None,
) -> PreflightReport:
    from desktop.painting.print_engine import PrintEngine, pre_flight

    served = engine or PrintEngine()
    seen = pre_flight(served.pages(document, layout), layout, served.fonts(layout))
    findings = (
        *words, *wide_tables(document, layout), *_page_findings(seen), *_font_findings(seen, layout),
        *_colour(seen, mono=mono),
    )  # fmt: skip
    return PreflightReport(by_severity(findings), seen.pages, seen.sheets_duplex)


def _page_findings(seen: PreFlight) -> Iterator[PrintFinding]:
    for found in seen.findings:
        weight = _PAGE_WEIGHTS.get(found.rule_id, FindingWeight.HINT)
        yield PrintFinding(weight, found.rule_id, found.what, found.clause, f"第{found.page}页", found.page)


def _font_findings(seen: PreFlight, layout: Layout) -> Iterator[PrintFinding]:
    for name in seen.absent_fonts:
        reason = f"本机没有要用的字体，程序自带的“{name}”也没有装好，纸上的字不可靠"
        yield PrintFinding(FindingWeight.MUST, "font.absent", reason)
    if seen.without_glyph:
        reason = f"没有字体能印出“{seen.without_glyph}”，纸上会是空框"
        yield PrintFinding(FindingWeight.MUST, "font.no_glyph", reason)
    for wanted, served in sorted({(font.wanted, font.served) for font in seen.stand_ins}):
        reason = f"本机没有“{wanted}”，纸上和PDF用“{served}”代替；.docx 里仍写“{wanted}”"
        yield PrintFinding(
            FindingWeight.HOUSE, "font.stand_in", reason, layout.clauses.get("fonts", _FONT_CLAUSE)
        )


def _colour(seen: PreFlight, *, mono: bool) -> Iterator[PrintFinding]:
    if seen.coloured and mono:
        reason = "有红色的标志和分隔线，这台打印机只印黑白"
        yield PrintFinding(FindingWeight.MUST, "colour.red_on_mono", reason, "GB/T 9704-2012 7.2.4、7.2.7")
    elif seen.coloured:
        yield PrintFinding(FindingWeight.HINT, "colour.red", "有红色内容，请用彩色打印机")

"""The findings before printing 「打印前检查」, each with place and clause; those that must be corrected are red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.services.paper.printables import CasePreview
from desktop.typesetting.pages.page_places import PageInk, out_of_reach
from desktop.typesetting.pages.sheet_sides import Sides, sheet_count
from desktop.typesetting.proof.print_findings import FindingWeight, PrintFinding, by_severity
from desktop.ui.access.spoken_parts import SpokenRole, let_speak
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# Findings and amounts, summed over the checked cases.
_SHOWN = 3
_A4 = (210, 297)


def all_findings(
    previews: Sequence[CasePreview], margins_mm: tuple[float, float, float, float]
) -> tuple[PrintFinding, ...]:
    """The findings on printer, paper, cases left out and each case, the most severe first."""
    of_cases = (
        _of_cases(previews) if len(previews) > 1 else (f for preview in previews for f in preview.findings)
    )
    found = (*_reach(previews, margins_mm), *_left_out(previews), *of_cases, *_papers(previews))
    return by_severity(found)


def amount_words(
    previews: Sequence[CasePreview], how: Sides, copies: int, pages: tuple[int, ...] = ()
) -> str:
    """「26 页，双面用纸 14 张」; "" if nothing is printed. A page range counts as one document."""
    counts = [len(pages)] if pages else [len(ink) for preview in previews for ink in preview.inks]
    if not sum(counts):
        return ""
    sheets = sheet_count(counts, how) * copies
    times = f" × {copies} 份" if copies > 1 else ""
    return f"{sum(counts):,} 页{times}，{'双面' if how.turns else '单面'}用纸 {sheets:,} 张"


def _reach(
    previews: Sequence[CasePreview], margins_mm: tuple[float, float, float, float]
) -> Iterator[PrintFinding]:
    cut = [
        f"{item.what}{where}"
        for preview in previews
        for item, inks in zip(preview.items, preview.inks, strict=True)
        for where in out_of_reach(inks, margins_mm)
    ]
    if cut:
        named = "、".join(cut[:_SHOWN]) + (f"等{len(cut)}处" if len(cut) > _SHOWN else "")
        reach = "、".join(f"{edge}{margin:g}" for edge, margin in zip("左上右下", margins_mm, strict=True))
        reason = f"这台打印机印不到纸边（{reach} 毫米以内），会缺：{named}"
        yield PrintFinding(FindingWeight.MUST, "printer.out_of_reach", reason)


def _left_out(previews: Sequence[CasePreview]) -> Iterator[PrintFinding]:
    for preview in previews:
        if preview.left_out:
            reason = preview.left_out.rstrip("。")
            yield PrintFinding(FindingWeight.HOUSE, "print.left_out", f"{reason}，这一件不印")


def _papers(previews: Sequence[CasePreview]) -> Iterator[PrintFinding]:
    counts = Counter(_paper(ink) for preview in previews for inks in preview.inks for ink in inks)
    if set(counts) - {_A4}:
        words = "、".join(f"{_paper_name(paper)} {count} 张" for paper, count in counts.most_common())
        reason = f"要用不同的纸：{words}，请先放好"
        yield PrintFinding(FindingWeight.HINT, "print.papers", reason)


def _paper(ink: PageInk) -> tuple[int, int]:
    return round(ink.width_mm), round(ink.height_mm)


def _paper_name(paper: tuple[int, int]) -> str:
    return "A4" if paper == _A4 else f"{paper[0]} × {paper[1]} 毫米"


def _of_cases(previews: Sequence[CasePreview]) -> Iterator[PrintFinding]:
    """A finding that several cases share is given once: 「第085号等6件：还没有填写签发人」."""
    sharing: dict[PrintFinding, list[CasePreview]] = {}
    for preview in previews:
        for finding in preview.findings:
            sharing.setdefault(finding, []).append(preview)
    for finding, cases in sharing.items():
        number = f"第{cases[0].number}号" if cases[0].number else f"#{cases[0].case_id}"
        name = f"{number}等{len(cases)}件" if len(cases) > 1 else number
        yield replace(finding, place=f"{name} {finding.place}".strip())


def side_count(previews: Sequence[CasePreview], how: Sides, pages: tuple[int, ...], repeats: int) -> int:
    """The largest number of sides in one run, for its progress; with manual duplex a run paints one side of each sheet."""
    counts = [len(pages)] if pages else [len(ink) for preview in previews for ink in preview.inks]
    sheets = sheet_count(counts, how)
    return repeats * (2 * sheets if how in {Sides.LONG_EDGE, Sides.SHORT_EDGE} else sheets)


_LOOK = {
    FindingWeight.MUST: ("circle-alert", Tone.DANGER),
    FindingWeight.HOUSE: ("triangle-alert", Tone.WARNING),
    FindingWeight.HINT: ("info", Tone.SECONDARY),
}
_MOST = 60
_ICON = 16


class FindingsPanel(QFrame):
    """Shows findings, the most severe first, or one sentence if there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._head = make_label("打印前检查", "heading")
        self.state = make_label(kind="small", tone=Tone.SECONDARY, wrap=True)
        self._list = ScrollColumn((0, 4, 8, 4), 10)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # for scrolling by keyboard
        let_speak(self._list, SpokenRole.DOCUMENT)
        self._list.setAccessibleName("打印前检查")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 8)
        column.setSpacing(4)
        for widget in (self._head, self.state):
            column.addWidget(widget)
        column.addWidget(self._list, 1)

    def show_findings(self, findings: Iterable[PrintFinding]) -> None:
        """Show these findings instead of the previous ones."""
        found = tuple(findings)
        self._list.clear()
        for finding in found[:_MOST]:
            self._list.column.addWidget(self._line(finding))
        if len(found) > _MOST:
            more = f"另有 {len(found) - _MOST} 处没有列出。"
            self._list.column.addWidget(make_label(more, "small", Tone.SECONDARY))
        self._list.column.addStretch(1)

    def _line(self, finding: PrintFinding) -> QFrame:
        icon, tone = _LOOK[finding.weight]
        picture = QLabel()
        picture.setPixmap(self._theme.picture(icon, tone.ink, _ICON, self.devicePixelRatioF()))
        place = f"{finding.place}：" if finding.place else ""
        must = finding.weight is FindingWeight.MUST
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(make_label(place + finding.reason, tone=tone if must else None, wrap=True))
        source = " · ".join(filter(None, (finding.weight.label, finding.clause)))
        words.addWidget(make_label(source, "small", Tone.SECONDARY, wrap=True))
        line = QFrame()
        line.setAccessibleName(f"{finding.weight.label}：{finding.label}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return line

"""The statistics page 「统计」: the figures that superior offices ask for, filtered, their formulas, and the cases they count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.work_list import CaseQuery, session_label
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.figures.rates import Rate
from desktop.services.cases.figures import year_scope
from desktop.services.cases.waiting import list_whole
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.office_papers import OFFICE_KINDS
from desktop.services.reporting.office_source import OfficeChoice
from desktop.services.reporting.report import export_report, report_sheet
from desktop.services.reporting.statistics import FigureSheet, export_figures, figure_sheet
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.case_strip import CaseStrip
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.keys import Area, bind, tip
from desktop.ui.parts.labels import PageHead, make_label
from desktop.ui.parts.notice import written_notice
from desktop.ui.parts.office_papers import OfficePapers
from desktop.ui.parts.page import EmptyPage, PageWays, StatusFact, StatusFacts, WorkPage
from desktop.ui.parts.printing import print_document
from desktop.ui.parts.tone import Tone
from desktop.ui.statistics.chart_data import Bar, Chart
from desktop.ui.statistics.figure_board import FigureBoard, NamedIds
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

# The filter of the counted cases: session, type, section and officer; each box offers only values that occur in cases.
_Times = tuple[int | None, int | None, date | None, date | None]


class ScopeFilter(QWidget):
    """`scope_chosen` carries the new FigureScope after a person has changed a box."""

    scope_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = FigureScope()
        self.session = _box("meeting")
        self.kind = _box("matter_type")
        self.section = _box("section")
        self.officer = _box("officer")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in (self.session, self.kind, self.section, self.officer):
            row.addWidget(box)
            box.activated.connect(self._announce)

    def show_sheet(self, sheet: FigureSheet) -> None:
        """Offer the values of this store, with the scope of the sheet chosen."""
        self._scope, choices = sheet.statistics.scope, sheet.choices
        scope, year = self._scope, year_scope(sheet.year)
        sessions = [(f"{sheet.year}年交办", _times(year))] if choices.this_year else []
        sessions += [(session_label(*pair), (*pair, None, None)) for pair in choices.sessions]
        _fill(self.session, "全部届次", sessions, _times(scope))
        _fill(self.kind, "全部类型", ((one.label, one) for one in choices.matter_types), scope.matter_type)
        _fill(self.section, "全部科室", ((one, one) for one in choices.sections), scope.section or None)
        _fill(self.officer, "全部经办人", ((one, one) for one in choices.officers), scope.officer or None)

    def _announce(self) -> None:
        term, session, first, last = self.session.currentData() or _times(FigureScope())
        self._scope = replace(
            self._scope,
            term=term,
            session=session,
            first=first,
            last=last,
            matter_type=self.kind.currentData(),
            section=self.section.currentData() or "",
            officer=self.officer.currentData() or "",
        )
        self.scope_chosen.emit(self._scope)


def _times(scope: FigureScope) -> _Times:
    return scope.term, scope.session, scope.first, scope.last


def _box(key: str) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(REGISTRY[key].window_label)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return box


def _fill(box: QComboBox, everything: str, entries: Iterable[tuple[str, object]], chosen: object) -> None:
    """Fill a box without a signal: `activated` is emitted only for a person's choice."""
    box.clear()
    box.addItem(everything, None)
    for label, value in entries:
        box.addItem(label, value)
        box.setItemData(box.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
    places = [place for place in range(box.count()) if box.itemData(place) == chosen]
    box.setCurrentIndex(places[0] if places else 0)


# The page.
_WIDE = 1240
"""Width in pixels from which the head shows a hint."""
_EXPORTS = (
    ("一页报告（Word）…", "Word 文档 (*.docx)", export_report),
    ("一页报告（PDF）…", "PDF 文件 (*.pdf)", export_report),
    ("全部数字（Excel）…", "Excel 工作簿 (*.xlsx)", export_figures),
)


class StatisticsPage(WorkPage):
    """Computes figures in the reader thread; the present ones stay until the new ones arrive."""

    chapter = "统计与报告"

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(theme, worker, parent)
        self.sheet: FigureSheet | None = None
        self._scope: FigureScope | None = None
        self._asked = 0
        self.filter = ScopeFilter()
        self.board = FigureBoard(theme)
        self.strip = CaseStrip(theme, lambda query, then: self.ask(then, list_whole, query))
        self._stack = QStackedWidget()
        self._head = PageHead(theme, "统计")
        self._report = Button(theme, "生成报告", "file-text", "primary")
        self._form = Button(theme, "填上级表", "file-spreadsheet")
        self._print = Button(theme, "打印", "printer")
        self.papers = OfficePapers(worker, self._give_choice, self)
        self._lay_out()
        self._connect()
        columns = (self._stack, self.strip, self._head)
        self.ways = PageWays(lambda: Area.STATISTICS, lambda: columns, read_again=self.refresh)

    def refresh(self) -> None:
        self._ask(self._scope)

    def take_focus(self) -> None:
        self.board.tiles[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() > _WIDE * self.theme.size.font_base / 13)

    def facts(self) -> StatusFacts:
        if self.sheet is None:
            return StatusFacts(left=(StatusFact("正在统计…"),))
        found = self.sheet.statistics
        words = f"交办 {found.assigned} 件 · 应答复 {found.counted} 件 · 已答复 {found.replied} 件"
        if found.average_days is not None:
            words += f" · 平均办理 {found.average_days:.1f} 天"
        words = f"{found.scope.words}：{words}"
        return StatusFacts(left=(StatusFact(words),))

    def show_rate(self, rate: Rate, *, counted: bool = True) -> None:
        """List the cases counted in a rate, or those not counted, with a link to the others."""
        inside, outside = _parted(rate)
        others = outside if counted else inside
        words = f"看{'未算进' if counted else '算进'}的 {len(others)} 件" if others else ""
        self.strip.show_cases(
            CaseQuery(ids=inside if counted else outside),
            f"{rate.label} · {'算进' if counted else '未算进'}",
            words,
            partial(self.show_rate, rate, counted=not counted),
        )

    def show_bar(self, chart: Chart, bar: Bar) -> None:
        """List the cases of one bar."""
        self.strip.show_cases(CaseQuery(ids=bar.cases), f"{chart.title} · {bar.label}")

    def show_apart(self, apart: NamedIds) -> None:
        """List cases that the figures leave out."""
        self.strip.show_cases(CaseQuery(ids=apart.cases), apart.words)

    def _ask(self, scope: FigureScope | None) -> None:
        self._asked += 1
        task = self.reader.send(figure_sheet, scope)
        task.done.connect(partial(self._show, self._asked))
        task.failed.connect(self.failed)
        self.facts_changed.emit(self.facts())

    def _show(self, question: int, sheet: FigureSheet) -> None:
        if question != self._asked:
            return  # a newer request is pending
        self.sheet, self._scope = sheet, sheet.statistics.scope
        self.filter.show_sheet(sheet)
        self.board.show_sheet(sheet)
        nothing = not sheet.statistics.assigned and self._scope == FigureScope()
        self._stack.setCurrentIndex(1 if nothing else 2)
        for button in (self._report, self._print):
            button.setEnabled(not nothing)
        self.filter.setVisible(not nothing)
        self.facts_changed.emit(self.facts())

    def _on_scope(self, scope: FigureScope) -> None:
        self._scope = scope
        self.strip.dismiss()
        self._ask(scope)

    def _ask_file(self, kind: str, verb: Callable[[Workplace, Path, FigureScope], object]) -> None:
        scope = self._scope or FigureScope()
        meeting = session_label(scope.term, scope.session)
        take = partial(self.write, verb)
        ask_save_path(self, "生成报告", f"{meeting}办理情况报告", (kind,), take)

    def write(self, verb: Callable[[Workplace, Path, FigureScope], object], out: Path) -> None:
        """Write the report or the figures of this scope to `out`."""
        task = self.reader.send(verb, out, self._scope or FigureScope())
        task.done.connect(lambda _done: self.noticed.emit(written_notice(out)))
        task.failed.connect(self.failed)

    def _print_report(self) -> None:
        task = self.reader.send(report_sheet, self._scope or FigureScope())
        task.done.connect(lambda sheet: print_document(self, sheet[0], sheet[1], self.failed.emit))
        task.failed.connect(self.failed)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, kind, verb in _EXPORTS:
            menu.addAction(words, partial(self._ask_file, kind, verb))
        menu.addSeparator()
        self.papers.add_to(menu, OFFICE_KINDS)
        return menu

    def _give_choice(self, then: Callable[[OfficeChoice], object]) -> None:
        then(OfficeChoice(self._scope or FigureScope()))

    def _lay_out(self) -> None:
        self._report.setMenu(self._menu())
        self._form.setToolTip("把办件填进上级发的 .xlsx 表样")
        self._print.setToolTip(tip("statistics.print"))
        self._report.setToolTip(tip("statistics.report"))
        self._head.put(self.filter)
        self._hint = make_label("点任一数字看是哪些办件；悬停看公式与依据", "small", Tone.SECONDARY)
        self._head.put_right(self._hint, self._print, self._form, self._report)
        words = "办件收进来以后，办复率、采纳率、满意率都在这里算好。"
        self._stack.addWidget(EmptyPage(self.theme, "chart-column", "正在统计", "马上就好。"))
        nothing = EmptyPage(self.theme, "chart-column", "还没有可以统计的办件", words)
        intake = Button(self.theme, "收件", "file-input", "primary")
        intake.clicked.connect(self.intake_requested)
        nothing.offer(intake)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.board)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(body, 1)
        self.filter.hide()

    def _connect(self) -> None:
        self.filter.scope_chosen.connect(self._on_scope)
        self.board.rate_opened.connect(self.show_rate)
        self.board.bar_opened.connect(self.show_bar)
        self.board.apart_opened.connect(self.show_apart)
        for card in self.board.cards:
            card.noticed.connect(self.noticed)
            card.failed.connect(self.failed)
        self.strip.case_opened.connect(self.case_opened)
        self.strip.exported.connect(self.list_exported)
        self.strip.menu_requested.connect(self.case_menu_requested)
        self.strip.closed.connect(self.take_focus)
        self.papers.noticed.connect(self.noticed)
        self.papers.failed.connect(self.failed)
        self._print.clicked.connect(self._print_report)
        bind(self, {"statistics.report": self._report.showMenu, "statistics.print": self._print_report})
        self._form.clicked.connect(lambda: self.place_requested.emit("ledger"))


def _parted(rate: Rate) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cases counted in a rate, and those of its base that are not, without duplicates."""
    inside = dict.fromkeys(rate.counted)
    return tuple(inside), tuple(case for case in dict.fromkeys(rate.of) if case not in inside)

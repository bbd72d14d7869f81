"""The calendar 「日程」: a month or a week with deadlines and contacts, days off and make-up working days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.words.dates import chinese_date, short_date
from desktop.services.reporting.calendar_sheet import (
    CalendarEntry,
    CalendarSheet,
    calendar_sheet,
    export_calendar,
    week_of,
)
from desktop.services.reporting.due_sheets import export_week, week_sheet
from desktop.ui.calendar.day_grid import DayGrid
from desktop.ui.calendar.day_panel import DayPanel
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.keys import Area, bind, tip
from desktop.ui.parts.labels import PageHead, Pill, make_label
from desktop.ui.parts.notice import written_notice
from desktop.ui.parts.page import PageWays, StatusFact, StatusFacts, WorkPage
from desktop.ui.parts.printing import print_document
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class CalendarPage(WorkPage):
    """Reads days in the reader thread; the chosen day changes at once, before they arrive."""

    chapter = "日程和提醒"

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(theme, worker, parent)
        self.sheet: CalendarSheet | None = None
        self.chosen = worker.work.today
        self.weekly = False
        self._asked = 0
        self.grid, self.panel = DayGrid(theme), DayPanel(theme)
        self._head = PageHead(theme, "日程")
        self._name = make_label(kind="subject")
        self._unknown = Pill("", Tone.WARNING)
        self._back, self._on = (
            IconButton(theme, "chevron-left", "往前（PgUp）"),
            IconButton(theme, "chevron-right", "往后（PgDn）"),
        )
        self._today = Button(theme, "今天")
        self._month, self._week = Button(theme, "月"), Button(theme, "周")
        self._print = Button(theme, "打印本周", "printer")
        self._ics = Button(theme, "导出日历", "calendar-days")
        self._lay_out()
        self._connect()
        columns = (self.grid, self.panel, self._head)
        self.ways = PageWays(lambda: Area.CALENDAR, lambda: columns, read_again=self.refresh)

    def refresh(self) -> None:
        self._ask()

    def take_focus(self) -> None:
        self.grid.setFocus()

    def facts(self) -> StatusFacts:
        if self.sheet is None:
            return StatusFacts(left=(StatusFact("正在排日程…"),))
        count = sum(len(day.entries) for day in self.sheet.days)
        return StatusFacts(left=(StatusFact(f"共 {count} 项"),))

    def choose(self, day: date) -> None:
        """Select that day and scroll the view to it."""
        self.chosen = day
        if self.sheet is None or self._span() != (self.sheet.days[0].day, self.sheet.days[-1].day):
            self._ask()
        else:
            self._show(self._asked, self.sheet)

    def turn(self, pages: int) -> None:
        """Go `pages` months (or weeks) forward, or back if negative."""
        if self.weekly:
            self.choose(self.chosen + timedelta(days=7 * pages))
            return
        months = self.chosen.year * 12 + self.chosen.month - 1 + pages
        first = date(months // 12, months % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.choose(first.replace(day=min(self.chosen.day, last.day)))

    def show_weekly(self, weekly: bool) -> None:
        """Show one week with subjects, or a month."""
        self.weekly = weekly
        self._week.setChecked(weekly)
        self._month.setChecked(not weekly)
        self._ask()

    def write_week(self, out: Path) -> None:
        """Write the list of the chosen week as .docx or .pdf."""
        task = self.reader.send(export_week, out, self.chosen)
        task.done.connect(lambda _done: self.noticed.emit(written_notice(out)))
        task.failed.connect(self.failed)

    def write_calendar(self, out: Path) -> None:
        """Write a year of due days as .ics."""
        task = self.reader.send(export_calendar, out)
        task.done.connect(
            lambda count: self.noticed.emit(written_notice(out, f"共 {count} 项，一年之内的期限都在里面。"))
        )
        task.failed.connect(self.failed)

    def _span(self) -> tuple[date, date]:
        if self.weekly:
            return week_of(self.chosen)
        first = week_of(self.chosen.replace(day=1))[0]
        return first, first + timedelta(days=41)

    def _ask(self) -> None:
        self._asked += 1
        task = self.reader.send(calendar_sheet, *self._span())
        task.done.connect(partial(self._show, self._asked))
        task.failed.connect(self.failed)

    def _show(self, question: int, sheet: CalendarSheet) -> None:
        if question != self._asked:
            return
        self.sheet = sheet
        self.grid.show_sheet(sheet, self.chosen, 0 if self.weekly else self.chosen.month)
        is_empty = not any(day.entries for day in sheet.days)
        self.panel.show_day(self.grid.chosen, sheet.today, is_empty=is_empty)
        first, last = sheet.days[0].day, sheet.days[-1].day
        week = f"{chinese_date(first)}—{short_date(last)}"
        self._name.setText(week if self.weekly else f"{self.chosen.year}年{self.chosen.month}月")
        unknown = "、".join(f"{year}年" for year in sheet.unpublished)
        self._unknown.show_text(f"{unknown}调休安排未公布" if unknown else "", Tone.WARNING)
        self.facts_changed.emit(self.facts())

    def _open_entry(self, entry: CalendarEntry) -> None:
        self.case_opened.emit(entry.case_id)

    def _ask_file(self, kind: str) -> None:
        first = week_of(self.chosen)[0]
        ask_save_path(self, "导出本周安排", f"{first:%Y%m%d}一周期限安排", (kind,), self.write_week)

    def _print_week(self) -> None:
        task = self.reader.send(week_sheet, self.chosen)
        task.done.connect(lambda sheet: print_document(self, sheet[0], sheet[1], self.failed.emit))
        task.failed.connect(self.failed)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("打印…", self._print_week)
        menu.addAction("Word 文档…", partial(self._ask_file, "Word 文档 (*.docx)"))
        menu.addAction("PDF 文件…", partial(self._ask_file, "PDF 文件 (*.pdf)"))
        return menu

    def _lay_out(self) -> None:
        both = QButtonGroup(self)
        for button in (self._month, self._week):
            button.setCheckable(True)
            both.addButton(button)
        self._month.setChecked(True)
        self._print.setMenu(self._menu())
        self._ics.setToolTip("把一年内的期限导出成 .ics，手机和邮件程序都能导入")
        self._head.put(self._back, self._name, self._on, self._today, self._month, self._week, self._unknown)
        self._head.put_right(self._ics, self._print)
        body = QHBoxLayout()
        body.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 4, 16, 16)
        inner.addWidget(self.grid)
        body.addLayout(inner, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.grid.day_chosen.connect(self.choose)
        self.grid.day_opened.connect(self.panel.take_focus)
        self.grid.entry_opened.connect(self._open_entry)
        self.panel.case_opened.connect(self.case_opened)
        self.panel.menu_requested.connect(self.case_menu_requested)
        self.grid.menu_requested.connect(self.case_menu_requested)
        self.panel.intake_requested.connect(self.intake_requested)
        self.panel.leave_requested.connect(self.grid.setFocus)
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self._today.clicked.connect(self._go_to_today)
        self._month.clicked.connect(lambda: self.show_weekly(False))
        self._week.clicked.connect(lambda: self.show_weekly(True))
        self._ics.clicked.connect(
            lambda: ask_save_path(self, "导出日历", "承办期限", ("日历 (*.ics)",), self.write_calendar)
        )
        self._today.setToolTip(tip("calendar.today"))
        bind(
            self,
            {
                "calendar.back": partial(self.turn, -1),
                "calendar.on": partial(self.turn, 1),
                "calendar.today": self._go_to_today,
            },
        )

    def _go_to_today(self) -> None:
        self.choose(self.worker.work.today)

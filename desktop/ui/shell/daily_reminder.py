"""The daily reminder: a notice of what is due, at the start and on each new day, and a tray icon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.domain.case.work_list import SmartList
from desktop.domain.words.dates import days_left_words
from desktop.domain.words.shortened import shortened
from desktop.services.office.workplace import Workplace
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import Place
from desktop.ui.shell.second_start import bring_to_front
from desktop.ui.store_worker import StoreWorker

if TYPE_CHECKING:
    from desktop.services.handling.due_list import DueItem, Reminder

# The menu of the tray icon: the day's list of what is due, each line a way to its case.
_LINES = 8
_SUBJECT = 18
"""Most characters of a subject in a line."""


class TrayMenu(QMenu):
    """`case_requested` carries the id of the case of a line."""

    case_requested = Signal(int)
    open_requested = Signal()
    calendar_requested = Signal()
    quit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.show_due(())

    def show_due(self, items: Sequence[DueItem]) -> None:
        """List what is due, in the order given; of more than eight items the first, and how many more there are."""
        self.clear()
        for item in items[:_LINES]:
            self.addAction(line_words(item), partial(self.case_requested.emit, item.case_id))
        if len(items) > _LINES:
            self.addAction(f"还有 {len(items) - _LINES} 项，看日程", self.calendar_requested.emit)
        if not items:
            self.addAction("七日内没有到期的事项").setEnabled(False)
        self.addSeparator()
        self.addAction("打开承办", self.open_requested.emit)
        self.addAction("看日程", self.calendar_requested.emit)
        self.addSeparator()
        self.addAction("退出", self.quit_requested.emit)


def line_words(item: DueItem) -> str:
    """「逾期 2 天　096 报送会办意见　关于优化社区养老服务设施布局的…」; & is doubled, as Qt's menus want it."""
    subject = shortened(item.subject, _SUBJECT)
    return f"{days_left_words(item.days)}　{item.label}　{subject}".replace("&", "&&")


_AFTER_START_MS = 1200
"""Delay after the start, when the work list has been shown."""
_LOOK_AGAIN_MS = 15 * 60 * 1000


class DailyReminder(QObject):
    """Reminds once a day. The tray icon is shown if the desktop has a tray; closing the window still ends the program."""

    reminded = Signal()
    """The reminder of the day has been read, and shown if there was anything due."""

    def __init__(self, worker: StoreWorker, window: MainWindow, icon: QIcon) -> None:
        super().__init__(window)
        self._worker, self._window = worker, window
        self._day = date.min
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.check)
        self.menu = TrayMenu()
        self.menu.case_requested.connect(self._open_case)
        self.menu.open_requested.connect(self._raise)
        self.menu.calendar_requested.connect(self._raise_calendar)
        self.menu.quit_requested.connect(window.close)
        self._tray = self._make_tray(icon) if QSystemTrayIcon.isSystemTrayAvailable() else None
        window.closed.connect(self._end)

    def begin(self) -> None:
        """Remind shortly after the start, and check regularly for a new day."""
        QTimer.singleShot(_AFTER_START_MS, self, self.check)
        self._again.start()

    def check(self) -> None:
        """Remind, unless done today already; the list in the tray is read again in any case."""
        today = self._worker.work.today
        if today == self._day:
            self._ask(today)
        else:
            task = self._worker.send(_follow_calendar)
            task.done.connect(lambda _moved: self._ask(today))
            task.failed.connect(self._window.notice.show_error)

    def _ask(self, day: date) -> None:
        task = self._worker.reader.send(_reminder)
        task.done.connect(lambda reminder: self._take(day, reminder))
        task.failed.connect(self._window.notice.show_error)

    def _take(self, day: date, reminder: Reminder) -> None:
        self.menu.show_due(reminder.items)
        if day != self._day:
            self._day = day
            self.remind(reminder)

    def remind(self, reminder: Reminder) -> None:
        """Show the reminder in the morning's line and in the tray."""
        words = reminder.words
        if words or reminder.older_rules or reminder.handovers:
            self._window.morning.show_reminder(self._notice(reminder), self._day, urgent=reminder.presses)
        if self._tray is not None:
            self._tray.setToolTip(f"承办：{words or '今天没有到期的事项'}")
            if words and not self._window.isActiveWindow():
                self._tray.showMessage("承办", words, QSystemTrayIcon.MessageIcon.Information)
        self.reminded.emit()

    def _notice(self, reminder: Reminder) -> Notice:
        """The notice: what is due, then changed rules, then absences that are over."""
        offered = (
            (reminder.figures.late, NoticeAction("看逾期的", "circle-alert", self._show_late)),
            (reminder.words, NoticeAction("看日程", "calendar-days", self._show_calendar)),
            (reminder.older_rules, NoticeAction("看办理规则", "split", self._show_settings)),
            (reminder.handovers, NoticeAction("看代管", "users", self._show_settings)),
        )
        tone = Tone.WARNING if reminder.presses else Tone.ACCENT
        said = (reminder.words, reminder.first, reminder.rules_words, reminder.handover_words)
        what, *rest = [words for words in said if words]
        return Notice(what, "。".join(rest), tone, tuple(action for wanted, action in offered if wanted))

    def _show_late(self) -> None:
        self._window.show_place(Place.CASES)
        self._window.inbox.lists.choose(SmartList.LATE)

    def _show_calendar(self) -> None:
        self._window.show_place(Place.CALENDAR)

    def _show_settings(self) -> None:
        self._window.show_place(Place.SETTINGS)

    def _make_tray(self, icon: QIcon) -> QSystemTrayIcon:
        tray = QSystemTrayIcon(icon, self)
        tray.setContextMenu(self.menu)
        tray.activated.connect(self._on_tray)
        tray.messageClicked.connect(self._raise)
        tray.show()
        return tray

    def _on_tray(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._raise()

    def _raise_calendar(self) -> None:
        self._raise()
        self._show_calendar()

    def _open_case(self, case_id: int) -> None:
        self._raise()
        self._window.open_case(case_id)

    def _raise(self) -> None:
        bring_to_front(self._window)

    def _end(self) -> None:
        self._again.stop()
        if self._tray is not None:
            self._tray.hide()


def _follow_calendar(work: Workplace) -> int:
    """Imports rules in the writer's thread; the start does not need them."""
    from desktop.services.handling.rule_changes import follow_calendar

    return follow_calendar(work)


def _reminder(work: Workplace) -> Reminder:
    """Imports deadlines and rules in the reader's thread; the start does not need them."""
    from desktop.services.handling.due_list import reminder_of_today

    return reminder_of_today(work)

"""The daily reminder: a notice of what is due, at the start and on each new day, and a tray icon."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.domain.case.work_list import SmartList
from desktop.services.office.workplace import Workplace
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import Place
from desktop.ui.shell.second_start import bring_to_front
from desktop.ui.store_worker import StoreWorker

if TYPE_CHECKING:
    from desktop.services.handling.due_list import Reminder

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
        self._menu = QMenu()
        self._tray = self._make_tray(icon) if QSystemTrayIcon.isSystemTrayAvailable() else None
        window.closed.connect(self._end)

    def begin(self) -> None:
        """Remind shortly after the start, and check regularly for a new day."""
        QTimer.singleShot(_AFTER_START_MS, self, self.check)
        self._again.start()

    def check(self) -> None:
        """Remind, unless done today already."""
        today = self._worker.work.today
        if today != self._day:
            task = self._worker.send(_follow_calendar)
            task.done.connect(lambda _moved: self._ask(today))
            task.failed.connect(self._window.notice.show_error)

    def _ask(self, day: date) -> None:
        task = self._worker.reader.send(_reminder)
        task.done.connect(lambda reminder: self._take(day, reminder))
        task.failed.connect(self._window.notice.show_error)

    def _take(self, day: date, reminder: Reminder) -> None:
        self._day = day
        self.remind(reminder)

    def remind(self, reminder: Reminder) -> None:
        """Show the reminder in the notice bar, if that is empty, and in the tray."""
        words = reminder.words
        if (words or reminder.older_rules or reminder.handovers) and self._window.notice.notice is None:
            self._window.notice.show_notice(self._notice(reminder))
        if self._tray is not None:
            self._tray.setToolTip(f"承办：{words or '今天没有到期的事项'}")
            if words and not self._window.isActiveWindow():
                self._tray.showMessage("承办", words, QSystemTrayIcon.MessageIcon.Information)
        self.reminded.emit()

    def _notice(self, reminder: Reminder) -> Notice:
        """The notice: what is due, then changed rules, then absences that are over."""
        offered = (
            (reminder.late, NoticeAction("看逾期的", "circle-alert", self._show_late)),
            (reminder.words, NoticeAction("看日程", "calendar-days", self._show_calendar)),
            (reminder.older_rules, NoticeAction("看办理规则", "split", self._show_settings)),
            (reminder.handovers, NoticeAction("看代管", "users", self._show_settings)),
        )
        tone = Tone.WARNING if reminder.late or reminder.today else Tone.ACCENT
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
        self._menu.addAction("打开承办", self._raise)
        self._menu.addAction("看日程", self._raise_calendar)
        self._menu.addSeparator()
        self._menu.addAction("退出", self._window.close)
        tray.setContextMenu(self._menu)
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

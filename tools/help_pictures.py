"""Screenshots of the first minutes (welcome, doors), of backups and licences in the settings, and of the manual."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.ui.inbox.case_stack import CaseStack
from desktop.ui.settings.settings_page import BACKUPS, SettingsPage
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import Place

Picture = Callable[..., None]


def take_welcome(window: MainWindow, settle: Callable[[], None], picture: Picture) -> None:
    """The three steps of an empty store, and the doors after them."""
    page = cast("CaseStack", window.inbox.findChild(CaseStack)).welcome
    for number in range(len(page.steps)):
        settle()
        picture(f"welcome-{number + 1}")
        page.skip.click()
    settle()
    picture("welcome-doors")


def take_help(window: MainWindow, settle: Callable[[], None], picture: Picture) -> None:
    """The card of backups with one in it, what a restore would change, the licences, the manual."""
    window.show_place(Place.SETTINGS)
    settle()
    page = cast("SettingsPage", window.maker.now(Place.SETTINGS))
    page.backups.make()
    settle()
    page.show_card(BACKUPS)
    picture("settings-backups")
    for name, button in (("restore", page.backups.rows[0].restore), ("licences", page.about.licences)):
        button.click()
        settle()
        dialog = cast("QDialog", QApplication.activeModalWidget())
        picture(name, dialog)
        dialog.reject()
    window.help.open("统计与报告")
    settle()
    picture("manual", cast("QWidget", window.help.manual))
    window.help.manual.close()

"""Starts the program with a window and returns its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import DeskError, StoreInUse
from desktop.services.office.workplace import Workplace
from desktop.ui.last_resort import LastResort
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.page import Visit
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import WARMED
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import STYLED, Theme
from desktop.ui.window_settings import WindowSettings

# The choice of Qt's input-method plug-in, made before the application is created.
#
# Qt's wheels carry the ibus plug-in and none for fcitx (TRAPS 16). On UOS and Kylin fcitx is usual, and fcitx answers on
# ibus's D-Bus name, so under fcitx the ibus plug-in is the one that lets an officer type Chinese.
_VARIABLE = "QT_IM_MODULE"
_PLUGINS = {
    "fcitx": "libfcitxplatforminputcontextplugin.so",
    "fcitx5": "libfcitx5platforminputcontextplugin.so",
    "ibus": "libibusplatforminputcontextplugin.so",
}

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def choose_input_method(
    environment: MutableMapping[str, str],
    plugins: Path,
    platform: str = sys.platform,
    machine_ids: Iterable[Path] = _MACHINE_IDS,
) -> str:
    """Set and return QT_IM_MODULE for this process; "" on systems that need none (Windows, macOS).

    A requested plug-in that is not in `plugins` (Qt's folder of that name) is replaced by ibus; others are kept. Without
    D-Bus, as in a container, ibus is replaced by compose, because ibus's library would end the process.
    """
    if not platform.startswith("linux"):
        return ""
    wanted = environment.get(_VARIABLE, "") or _requested_by_desktop(environment)
    if wanted in _PLUGINS and not (plugins / "platforminputcontexts" / _PLUGINS[wanted]).exists():
        wanted = "ibus"
    has_bus = "DBUS_SESSION_BUS_ADDRESS" in environment or any(file.exists() for file in machine_ids)
    if wanted == "ibus" and not has_bus:
        wanted = "compose"
    if wanted:
        environment[_VARIABLE] = wanted
    return wanted


def _requested_by_desktop(environment: MutableMapping[str, str]) -> str:
    """The input method that the desktop sets for all programs (XMODIFIERS=@im=fcitx); ibus if it sets none."""
    modifiers = environment.get("XMODIFIERS", "")
    name = modifiers.partition("@im=")[2]
    return name if name in _PLUGINS else "ibus"


# The window that says why the program cannot start.
def show_start_error(error: DeskError) -> None:
    """Show what happened and what to do, until the window is closed."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "承办", error.what)
    box.setInformativeText(error.remedy)
    box.exec()


Watch = Callable[[MainWindow], object]
_WARM_UP_MS = 500
_REMIND_MS = 300
_EMPTY_MS = 300
"""After this time the window is shown without its list."""
_SWITCH_S = 0.0002
"""After this time a busy thread lets the window's thread run. With Python's 5 ms, a page whose painting enters Python some
hundred times stands still while a list is counted or a letter is written."""


def make_application(arguments: Sequence[str]) -> QApplication:
    """Create the application with Chinese texts in Qt's own dialogs and an available input method."""
    choose_input_method(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication([*arguments[:1], "-style", "Fusion", *arguments[1:]])
    application.setProperty(STYLED, True)
    application.setApplicationName("chengban")
    application.setApplicationDisplayName("承办")
    application.setDesktopFileName("chengban")
    install_chinese_texts(application)
    return application


def install_chinese_texts(application: QApplication) -> bool:
    """Load the Chinese translation of Qt's own buttons and dialogs; False if it is not shipped."""
    translator = QTranslator(application)
    found = translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and application.installTranslator(translator)


def make_window(theme: Theme, worker: StoreWorker) -> MainWindow:
    """Create the main window with the stored theme settings. Raises StoreProblem if the store could not be opened."""
    settings = WindowSettings(worker.work.data_dir)
    theme.is_practice = worker.work.is_practice
    theme.choose(settings.scheme, settings.print_size)
    return MainWindow(theme, worker, settings)


def run_window(
    open_work: Callable[[Path], Workplace],
    data_dir: Path,
    resources: Path,
    log_file: Path,
    watch: Watch | None = None,
) -> int:
    """Show the window and return the exit code; 1 after a message if the store cannot be opened.

    If another window has it open, that is shown instead. A window that closes for a Visit (a restored backup, the practice and
    the way back) is followed by one on its folder.
    `watch` is called with each window before the event loop begins, for a benchmark.
    """
    sys.setswitchinterval(_SWITCH_S)
    application = make_application(sys.argv)
    visit: Visit | None = Visit(data_dir)
    code = 0
    while visit is not None:
        code, visit = _receive(application, open_work, visit, resources, log_file, watch)
    return code


def _receive(
    application: QApplication,
    open_work: Callable[[Path], Workplace],
    visit: Visit,
    resources: Path,
    log_file: Path,
    watch: Watch | None,
) -> tuple[int, Visit | None]:
    """Open one window and let it work until it closes; returns the exit code and the visit that follows."""
    notice = prepared(visit)
    worker = StoreWorker(partial(open_work, visit.folder))
    theme = Theme(resources)
    try:
        window = make_window(theme, worker)
    except DeskError as error:
        if isinstance(error, StoreInUse) and _is_raised(visit.folder):
            return 0, None
        theme.apply()
        show_start_error(error)
        return 1, None
    if notice is not None:
        window.notice.show_notice(notice)
    theme.follow_system()
    LastResort(log_file, window.flush, window).install()
    show_with_list(window)
    warm_up(window, worker)
    QTimer.singleShot(_REMIND_MS, window, lambda: _begin_reminder(window, worker, resources))
    if watch is not None:
        watch(window)
    code = application.exec()
    worker.close()
    following = window.following
    if following is not None:
        take_away(window, theme)
    return code, following


def prepared(visit: Visit) -> Notice | None:
    """Do what comes before the visit; the notice for its window, of the error if that was refused."""
    try:
        return visit.prepare()
    except DeskError as error:
        return Notice.of_error(error)


def take_away(window: MainWindow, theme: Theme) -> None:
    """Delete a closed window with its look, so that nothing of it answers in the next one."""
    window.deleteLater()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _is_raised(data_dir: Path) -> bool:
    from desktop.ui.shell.second_start import call_open_window  # a first start does not need it

    return call_open_window(data_dir)


def show_with_list(window: MainWindow) -> None:
    """Show the window as soon as it has its list, at the latest after a moment: an empty one would be painted for nothing."""
    late = QTimer(window, singleShot=True, interval=_EMPTY_MS)
    late.timeout.connect(window.show)
    window.inbox.model.shown.connect(late.stop)
    window.inbox.model.shown.connect(window.show, Qt.ConnectionType.SingleShotConnection)
    window.inbox.model.shown.connect(
        lambda: QTimer.singleShot(0, window, window.whereabouts.resume),
        Qt.ConnectionType.SingleShotConnection,
    )
    late.start()


def _begin_reminder(window: MainWindow, worker: StoreWorker, resources: Path) -> None:
    from desktop.ui.shell.daily_reminder import DailyReminder  # with the tray, not needed to begin
    from desktop.ui.shell.second_start import SecondStarts

    SecondStarts(worker.work.data_dir, window).begin()
    DailyReminder(worker, window, QIcon(str(resources / "icons" / "chengban.svg"))).begin()


def warm_up(window: MainWindow, worker: StoreWorker) -> None:
    """Make ready, after the work list has been shown, what the first case, page and save will need."""
    QTimer.singleShot(_WARM_UP_MS, window, lambda: worker.reader.send(_read_library))
    QTimer.singleShot(_WARM_UP_MS, window, lambda: worker.send(_open_database))
    QTimer.singleShot(_WARM_UP_MS, window, lambda: window.maker.warm(WARMED))


def _open_database(work: Workplace) -> None:
    """Import sqlite-utils in the thread that writes."""
    _ = work.store.database


def _read_library(work: Workplace) -> None:
    _ = work.library

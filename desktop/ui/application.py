"""The program with a window: from a workplace that can be opened to the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.domain.errors import DeskError
from desktop.services.office.workplace import Workplace
from desktop.ui.last_resort import LastResort
from desktop.ui.shell.daily_reminder import DailyReminder
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

# Which input-method plug-in Qt shall load, decided before the application is made.
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
    """Set and return QT_IM_MODULE for this process; "" where the system needs none (Windows, macOS).

    A wish for a plug-in that is not shipped in `plugins` (Qt's folder of that name) becomes ibus; other wishes stand.
    Where no D-Bus can be found, as in a container, ibus becomes compose: its library would end the process.
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
    """What the desktop says to other programs (XMODIFIERS=@im=fcitx); ibus if it says nothing."""
    modifiers = environment.get("XMODIFIERS", "")
    name = modifiers.partition("@im=")[2]
    return name if name in _PLUGINS else "ibus"


# The small window that says why the program cannot start.
def show_start_error(error: DeskError) -> None:
    """Say what happened and what to do, and wait until it is read."""
    box = QMessageBox(QMessageBox.Icon.Warning, "承办", error.what)
    box.setInformativeText(error.remedy)
    box.exec()


_WARM_UP_MS = 500


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, speaking Chinese in Qt's own dialogs, with an input method that is there."""
    choose_input_method(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication(list(arguments))
    application.setApplicationName("chengban")
    application.setApplicationDisplayName("承办")
    application.setDesktopFileName("chengban")
    install_chinese_texts(application)
    return application


def install_chinese_texts(application: QApplication) -> bool:
    """Let Qt's own buttons and dialogs speak Chinese; False if its words were not shipped."""
    translator = QTranslator(application)
    found = translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and application.installTranslator(translator)


def make_window(theme: Theme, worker: StoreWorker) -> MainWindow:
    """The window of an open workplace, in the look its settings ask for. Raises StoreProblem if the store did not open."""
    settings = WindowSettings(worker.work.data_dir)
    theme.choose(settings.scheme, settings.large_print)
    return MainWindow(theme, worker, settings)


def run_window(open_work: Callable[[], Workplace], resources: Path, log_file: Path) -> int:
    """Show the window and return the exit code. A store that cannot be opened is told in a small window, code 1."""
    application = make_application(sys.argv)
    worker = StoreWorker(open_work)
    theme = Theme(resources)
    try:
        window = make_window(theme, worker)
    except DeskError as error:
        theme.apply()
        show_start_error(error)
        return 1
    theme.follow_system()
    LastResort(log_file, window.flush, window).install()
    window.show()
    QTimer.singleShot(_WARM_UP_MS, window, lambda: worker.send(_warm_up))
    DailyReminder(worker, window, QIcon(str(resources / "icons" / "chengban.svg"))).begin()
    code = application.exec()
    worker.close()
    return code


def _warm_up(work: Workplace) -> None:
    """Read what the first case on the desk will need, while the officer still looks at the work list."""
    import desktop.ui.desk.desk_page  # noqa: F401 - a third of a second that the first opening need not wait for

    _ = work.library

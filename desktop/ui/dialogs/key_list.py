"""The list of keys 「按键」: those of the page in front, then those that work everywhere; any word of them finds one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialogs.fitted_dialog import FittedDialog, dialog_foot
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import Area, Command, commands_of
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_COLUMNS = ("按键", "做什么", "在哪里")
_MARGIN = 24


def keys_on(area: Area) -> tuple[Command, ...]:
    """The commands of a page with a key: its own first, then those of the window, then those of every dialog."""
    own = () if area is Area.WINDOW else commands_of(area)
    return (*own, *commands_of(Area.WINDOW), *commands_of(Area.DIALOG))


def found_in(commands: tuple[Command, ...], words: str) -> tuple[Command, ...]:
    """The commands whose key or text holds these words, whatever their case and blanks."""
    wanted = _folded(words)
    return tuple(
        one for one in commands if wanted in _folded(f"{one.shown_keys} {one.words} {one.told} {one.area}")
    )


def _folded(words: str) -> str:
    return "".join(words.split()).casefold()


class KeyList(FittedDialog):
    """Shows the keys of one area. `area` is that of the page from which it was opened."""

    def __init__(self, theme: Theme, area: Area, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._commands = self._shown = keys_on(area)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("按键")
        self.resize(QSize(620, 600).boundedTo(parent.window().size() - QSize(48, 48)))
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText("查按键或做什么，如 保存、Ctrl+S")
        self.search.setAccessibleName("查按键")
        self.search.setClearButtonEnabled(True)
        self.table = QTableWidget(0, len(_COLUMNS))
        self._prepare()
        self._lay_out("到处" if area is Area.WINDOW else str(area))
        self.search.textChanged.connect(self._show)
        self._show("")
        self.search.setFocus()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is shown: key and meaning, from top to bottom."""
        return [(one.shown_keys, one.told) for one in self._shown]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search to the table; Enter closes nothing and starts nothing."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _show(self, words: str) -> None:
        self._shown = shown = found_in(self._commands, words)
        self.table.setRowCount(len(shown))
        for row, command in enumerate(shown):
            for column, text in enumerate((command.shown_keys, command.told, str(command.area))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == len(_COLUMNS) - 1:
                    item.setForeground(QColor(self._theme.colours.text_secondary))
                self.table.setItem(row, column, item)
        self.table.setCurrentCell(0, 0)
        self._nothing.setVisible(not shown)

    def _prepare(self) -> None:
        table = self.table
        table.setAccessibleName("按键")
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(1, head.ResizeMode.Stretch)
        head.setHighlightSections(False)
        table.setColumnWidth(0, 12 * self._theme.size.font_base)
        table.setColumnWidth(2, 6 * self._theme.size.font_base)

    def _lay_out(self, place: str) -> None:
        self._nothing = make_label("没有这样的按键。", tone=Tone.SECONDARY)
        close = Button(self._theme, "关闭", kind="primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 20, _MARGIN, 16)
        column.setSpacing(10)
        column.addWidget(make_label(f"按键 · {place}", "title"))
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.table, 1)
        column.addLayout(dialog_foot(close))

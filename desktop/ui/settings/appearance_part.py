"""The card of settings 「外观」: colour scheme and print size, stored and applied at once."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import PRINT_SIZES, Scheme, Theme
from desktop.ui.window_settings import WindowSettings

_SCHEMES = (
    (Scheme.SYSTEM, "跟随系统"),
    (Scheme.LIGHT, "浅色"),
    (Scheme.DARK, "深色"),
    (Scheme.CONTRAST, "高对比"),
)
_NOTE = "大字放大整个界面，纸面另用缩放。Windows 打开“高对比度”主题时，“跟随系统”自动用高对比。"


class AppearanceForm(QWidget):
    """Two rows of choices; each is a group that the arrow keys move in."""

    def __init__(self, theme: Theme, settings: WindowSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._schemes, self._sizes = QButtonGroup(self), QButtonGroup(self)
        schemes = [(str(scheme), label, scheme is settings.scheme) for scheme, label in _SCHEMES]
        sizes = [(size, _size_words(size), size == settings.print_size) for size in PRINT_SIZES]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(_make_row("配色", self._schemes, schemes))
        column.addLayout(_make_row("大字", self._sizes, sizes))
        column.addWidget(make_label(_NOTE, "small", Tone.SECONDARY, wrap=True))
        for group in (self._schemes, self._sizes):
            group.buttonToggled.connect(self._on_toggled)

    def _on_toggled(self, _button: QAbstractButton, on: bool) -> None:
        if on:
            self._apply()

    def _apply(self) -> None:
        self._settings.scheme = Scheme(str(self._schemes.checkedButton().property("choice")))
        self._settings.print_size = int(self._sizes.checkedButton().property("choice"))
        self._theme.choose(self._settings.scheme, self._settings.print_size)


def _size_words(percent: int) -> str:
    return "标准" if percent == 100 else f"{percent}%"


def _make_row(
    heading: str, group: QButtonGroup, choices: Iterable[tuple[str | int, str, bool]]
) -> QHBoxLayout:
    """A heading and one button for each choice: what it stands for, its words, and whether it holds now."""
    row = QHBoxLayout()
    row.setSpacing(20)
    row.addWidget(make_label(heading, tone=Tone.SECONDARY))
    for choice, words, holds in choices:
        button = QRadioButton(words)
        button.setAccessibleName(f"{heading}：{words}")
        button.setProperty("choice", choice)
        button.setChecked(holds)
        group.addButton(button)
        row.addWidget(button)
    row.addStretch(1)
    return row

"""The look: scheme and large print. Every choice works at once."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Scheme, Theme
from desktop.ui.window_settings import WindowSettings

_SCHEMES = ((Scheme.SYSTEM, "跟随系统"), (Scheme.LIGHT, "浅色"), (Scheme.DARK, "深色"))


class LookForm(QWidget):
    """Three schemes and the print size; remembered and put in force together."""

    def __init__(self, theme: Theme, settings: WindowSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._schemes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(24)
        for scheme, label in _SCHEMES:
            row.addWidget(self._make_choice(scheme, label))
        row.addStretch(1)
        self._large = QCheckBox("大字（界面字号放大四分之一）")
        self._large.setChecked(settings.large_print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._large)
        self._schemes.buttonToggled.connect(self._on_toggled)
        self._large.clicked.connect(self._apply)

    def _make_choice(self, scheme: Scheme, label: str) -> QRadioButton:
        button = QRadioButton(label)
        button.setProperty("scheme", str(scheme))
        button.setChecked(scheme is self._settings.scheme)
        self._schemes.addButton(button)
        return button

    def _on_toggled(self, _button: QRadioButton, on: bool) -> None:
        if on:
            self._apply()

    def _apply(self) -> None:
        chosen = self._schemes.checkedButton()
        self._settings.scheme = Scheme(str(chosen.property("scheme")))
        self._settings.large_print = self._large.isChecked()
        self._theme.choose(self._settings.scheme, self._settings.large_print)

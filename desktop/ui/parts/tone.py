"""Tones: the meaning of a colour in the interface, always shown by text or icon as well."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Tone(StrEnum):
    NEUTRAL = "neutral"
    SECONDARY = "secondary"
    ACCENT = "accent"
    GOOD = "good"
    WARNING = "warning"
    DANGER = "danger"

    @property
    def ink(self) -> str:
        """The colour role of text and icons in this tone."""
        return "text_secondary" if self in {Tone.NEUTRAL, Tone.SECONDARY} else self.value

    @property
    def ground(self) -> str:
        """The colour role of a filled background in this tone."""
        return "neutral_ground" if self in {Tone.NEUTRAL, Tone.SECONDARY} else f"{self.value}_ground"


def set_form(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties that the style sheet uses, and apply the style sheet again; without any, apply it.

    Nothing is done if they are set already or the style sheet has not been applied yet: `style()` makes PySide build the
    enums of QStyle, 4 ms of the start.
    """
    if properties and all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()

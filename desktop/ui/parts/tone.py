"""Tones: what a piece of the interface says by its colour, always besides its words or icon, never by colour alone."""

from __future__ import annotations

from enum import StrEnum

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
        """The colour role of a filled ground in this tone."""
        return "neutral_ground" if self in {Tone.NEUTRAL, Tone.SECONDARY} else f"{self.value}_ground"


def set_form(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties the style sheet asks for, and let the widget be drawn by them at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()

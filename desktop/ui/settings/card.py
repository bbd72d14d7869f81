"""A card of the settings: a heading and what belongs under it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.parts.labels import make_label

_WIDTH = 760


def make_card(heading: str, *contents: QWidget) -> QFrame:
    """The contents one under the other."""
    card = QFrame()
    card.setProperty("kind", "card")
    card.setMaximumWidth(_WIDTH)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 18)
    column.setSpacing(12)
    column.addWidget(make_label(heading, "heading"))
    for content in contents:
        column.addWidget(content)
    return card

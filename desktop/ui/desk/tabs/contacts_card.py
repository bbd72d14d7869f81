"""One contact as the desk lists it: when and how, who, what was said, what was promised."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.records.contact import Contact, ContactWay
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import Pill, make_label, shortened
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_SHOWN = 120
"""Characters of one line of a card; the whole of it is its tool tip."""


class ContactCard(QFrame):
    """Shows one contact; its links are wishes."""

    change_requested = Signal(object)
    remove_requested = Signal(object)
    evidence_requested = Signal(str)

    def __init__(self, theme: Theme, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contact = contact
        self.setProperty("kind", "ask")
        self.setAccessibleName(" ".join(contact_lines(contact)))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 8, 7)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(make_label(contact.label, "heading"))
        if contact.round > 1:
            head.addWidget(Pill("二次办理", Tone.WARNING))
        head.addStretch(1)
        column.addLayout(head)
        for line in contact_lines(contact)[1:]:
            column.addWidget(_quiet(line))
        column.addLayout(self._make_foot(theme))

    def _make_foot(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        change = Button(theme, "更正", kind="link", tone="secondary")
        remove = Button(theme, "删除", kind="link", tone="secondary")
        change.setAccessibleName(f"更正{self.contact.label}")
        remove.setAccessibleName(f"删除{self.contact.label}")
        change.clicked.connect(lambda: self.change_requested.emit(self.contact))
        remove.clicked.connect(lambda: self.remove_requested.emit(self.contact))
        if self.contact.evidence:
            proof = Button(theme, "看佐证", "external-link", "link")
            proof.clicked.connect(lambda: self.evidence_requested.emit(self.contact.evidence))
            row.addWidget(proof)
        row.addWidget(change)
        row.addWidget(remove)
        row.addStretch(1)
        return row


def contact_lines(contact: Contact) -> list[str]:
    """What a contact says, one short line a fact; facts that are not known are left out."""
    them, us = "、".join(contact.their_people), "、".join(contact.our_people)
    if contact.way is ContactWay.WAIVED:
        return [contact.label, f"原因：{contact.points}"]
    who = f"{them}　我方 {us}" if us else them
    around = (contact.place, "分管领导参加" if contact.leader_joined else "")
    attitude = contact.attitude and f"态度：{contact.attitude}"
    lines = [contact.label, who.strip(), contact.points, contact.promises and f"承诺：{contact.promises}"]
    lines.append(" · ".join(part for part in (*around, attitude) if part))
    return [line for line in lines if line]


def _quiet(words: str) -> QLabel:
    label = make_label(shortened(words, _SHOWN), "small", Tone.SECONDARY, wrap=True)
    label.setToolTip(words)
    return label

"""The tab 「沟通」: the entry form of a contact above, the list of contacts below."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.errors import DeskError
from desktop.domain.records.contact import Contact, ContactWay, phase_at
from desktop.domain.records.correctable import RecordKind
from desktop.domain.words.shortened import shortened
from desktop.services.handling.casework import Casework
from desktop.services.handling.contacts import copy_evidence, record_contact, store_evidence
from desktop.services.office.workplace import Workplace
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.contacts_line import ContactLine
from desktop.ui.desk.tabs.record_changes import RecordChanges
from desktop.ui.dialogs.record_dialog import ReasonDialog
from desktop.ui.drafts.half_typed import HalfTyped, Texts, TypedInputs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.theme.theme import Theme

# One contact in the list: date and way, people, points, promises.
_SHOWN = 120
"""Most characters of one line of a card; its tool tip holds the whole text."""


class ContactCard(QFrame):
    """Shows one contact; its links emit requests."""

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
            column.addWidget(_small_label(line))
        column.addLayout(self._make_foot(theme))

    def _make_foot(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        change = Button(theme, "更正…", kind="link", tone="secondary")
        remove = Button(theme, "撤回…", kind="link", tone="secondary")
        change.setAccessibleName(f"更正{self.contact.label}")
        remove.setAccessibleName(f"撤回{self.contact.label}")
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
    """The facts of a contact, one short line each; unknown facts are left out."""
    them, us = "、".join(contact.their_people), "、".join(contact.our_people)
    if contact.way is ContactWay.WAIVED:
        return [contact.label, f"原因：{contact.points}"]
    who = f"{them}　我方 {us}" if us else them
    around = (contact.place, "分管领导参加" if contact.leader_joined else "")
    attitude = contact.attitude and f"态度：{contact.attitude}"
    lines = [contact.label, who.strip(), contact.points, contact.promises and f"承诺：{contact.promises}"]
    lines.append(" · ".join(part for part in (*around, attitude) if part))
    return [line for line in lines if line]


def _small_label(words: str) -> QLabel:
    label = make_label(shortened(words, _SHOWN), "small", Tone.SECONDARY, wrap=True)
    label.setToolTip(words)
    return label


_EMPTY = "还没有沟通记录。写一句谈了什么，按回车就登记好了；没写的日期、人员按常情填上。"


class ContactsPage(QWidget):
    """Shows the contacts that the CaseworkController has loaded and records new ones through it."""

    def __init__(self, theme: Theme, casework: CaseworkController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._casework = theme, casework
        self._shown: tuple[Contact, ...] | None = None
        self._case_id = 0
        self.changes = RecordChanges(theme, casework, RecordKind.CONTACT, self)
        self.line = ContactLine(theme)
        self._inputs = TypedInputs(self.line.inputs)
        self.draft = HalfTyped(
            casework.worker, self.line.draft, self._inputs.typed, self._put_back, self._inputs.reset, self
        )
        self._inputs.on_typed(self.draft.note)
        self._under_way = UnderWay(self, self.line.save)
        self.list = ScrollColumn()
        self.cards: list[ContactCard] = []
        line = QFrame()
        line.setProperty("kind", "hairline")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(line)
        column.addWidget(self.list, 1)
        self.line.recorded.connect(self.record)
        self.line.waiver_requested.connect(self.ask_waiver)

    def turn_to(self, case: Case) -> None:
        """Empty the form for another case, as soon as it is on the desk: what is typed from then on is about it.

        What is half typed about the case before is kept, and what was half typed about this one is put back.
        """
        if case.id != self._case_id:
            self.draft.keep_now()
            self._case_id = case.id
            first = case.first_proposer
            self.line.clear()
            self.line.suggest(
                self._casework.worker.work.today, phase_at(case.status), first.name if first else ""
            )
            self._inputs.settle()
            self.draft.turn_to("沟通", case.id)
            self._under_way.turn_to(case.id)

    def _put_back(self, texts: Texts) -> None:
        self._inputs.show(texts)
        self.line.unfold_typed()

    def show_work(self, found: Casework) -> None:
        """Show the contacts of a case; typed text stays."""
        if found.contacts != self._shown:
            self._shown = found.contacts
            self._show_list(found.contacts)

    def record(self) -> None:
        """Store the contact as entered, once; the form keeps its text until it is stored, and if that is refused."""
        case_id = self._casework.case_id
        if self._under_way.is_active(case_id):
            return
        try:
            values = self.line.values()
        except DeskError as error:
            self._casework.failed.emit(error)
            return
        task = self._casework.carry_out(_record, values, self.line.evidence_path)
        self._under_way.follow(task, case_id).done.connect(partial(self._on_recorded, str(values["points"])))

    def _on_recorded(self, points: str, contact: Contact) -> None:
        """Empty the form, unless it belongs to another case by now or something else has been typed."""
        if contact.case_id == self._casework.case_id and self.line.points.text() == points:
            self.line.clear()
            self._inputs.settle()
            self.draft.forget()

    def ask_waiver(self) -> None:
        """Ask why no contact is needed, and record the waiver."""
        dialog = ReasonDialog(self._theme, "免予沟通", "请写明原因，例如：委员本人提出不需要走访。", self)
        send = self._casework.bound(record_contact, ContactWay.WAIVED)
        dialog.submitted.connect(lambda why: dialog.follow(send(points=why)))
        dialog.open()

    def _withdraw(self, contact: Contact) -> None:
        self.changes.ask_withdrawal(contact.id, contact.label)

    def _show_evidence(self, digest: str) -> None:
        folder = Path(tempfile.mkdtemp(prefix="chengban-"))
        task = self._casework.worker.reader.send(copy_evidence, self._case_id, digest, folder)
        task.done.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        task.failed.connect(self._casework.failed)

    def _make(self, contact: Contact) -> ContactCard:
        card = ContactCard(self._theme, contact)
        card.change_requested.connect(self.changes.ask_correction)
        card.remove_requested.connect(self._withdraw)
        card.evidence_requested.connect(self._show_evidence)
        return card

    def _show_list(self, contacts: tuple[Contact, ...]) -> None:
        before = {card.contact: card for card in self.cards}
        for same in before.keys() & set(contacts):
            self.list.column.removeWidget(before[same])
        self.list.clear()
        self.cards = [before.get(contact) or self._make(contact) for contact in reversed(contacts)]
        for card in self.cards:
            self.list.column.addWidget(card)
        if not contacts:
            self.list.column.addWidget(make_label(_EMPTY, tone=Tone.SECONDARY, wrap=True))
        self.list.column.addStretch(1)


def _record(work: Workplace, case_id: int, values: dict[str, Any], evidence: Path | None) -> Contact:
    """Record a contact with its evidence in one transaction."""
    with work.store.writing():
        digest = store_evidence(work, case_id, evidence) if evidence else ""
        return record_contact(work, case_id, evidence=digest, **values)

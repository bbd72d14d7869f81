"""The tab 「会办」: every co-handling unit with its opinion; for a co-handled case, our own opinion for the lead unit."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field import choice_field, date_field, list_field, text_field
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.co_opinion import CoOpinion, OpinionState, Position
from desktop.domain.records.correctable import RecordKind
from desktop.domain.words.dates import short_date
from desktop.domain.words.shortened import shortened
from desktop.services.handling.casework import Casework, OpinionWork
from desktop.services.handling.contacts import read_words, store_evidence
from desktop.services.handling.opinions import (
    ask_opinions,
    chase,
    merge_opinion,
    opinions_of,
    receive_opinion,
)
from desktop.services.office.workplace import Workplace
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.record_changes import UNKNOWN_POSITION, RecordChanges
from desktop.ui.dialogs.record_dialog import RecordDialog, pick_field
from desktop.ui.fitting.flow_row import FlowRow
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.file_drop import FileLine
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Task
from desktop.ui.theme.theme import Theme

# One co-handling unit 「会办单位」: the state of its opinion and the possible next actions.
_TONES = {
    OpinionState.NOT_ASKED: Tone.NEUTRAL,
    OpinionState.WAITING: Tone.ACCENT,
    OpinionState.LATE: Tone.DANGER,
    OpinionState.RECEIVED: Tone.WARNING,
    OpinionState.MERGED: Tone.GOOD,
}
_TEXT_SHOWN = 160
"""Most characters of an opinion on the card; its tool tip has the whole text, which is also what goes into the reply."""


class OpinionCard(QFrame):
    """Its signals carry the name of the unit."""

    asked = Signal(str)
    chased = Signal(str)
    received = Signal(str)
    merged = Signal(str)
    corrected = Signal(str)
    withdrawn = Signal(str)

    def __init__(
        self, theme: Theme, work: OpinionWork, today: date, section: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.work = theme, work
        self.state = work.opinion.state(today)
        self.setProperty("kind", "ask")
        self.setProperty("open", self.state is OpinionState.LATE)
        self.setAccessibleName(f"{work.opinion.unit}，{self.state.label}")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(3)
        column.addLayout(self._make_head())
        for line in opinion_lines(work, section):
            column.addWidget(make_label(line, "small", Tone.SECONDARY, wrap=True))
        if work.opinion.text:
            words = make_label(shortened(work.opinion.text, _TEXT_SHOWN), wrap=True)
            words.setToolTip(work.opinion.text)
            column.addWidget(words)
        column.addWidget(self._make_foot(self._verbs()))
        if work.opinion.id:
            column.addWidget(
                self._make_foot([("更正…", self.corrected), ("撤回…", self.withdrawn)], "secondary")
            )

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(make_label(self.work.opinion.unit, "heading", wrap=True), 1)
        row.addWidget(Pill(self.state.label, _TONES[self.state]), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_foot(self, verbs: list[tuple[str, SignalInstance]], tone: str = "") -> FlowRow:
        row = FlowRow()
        unit = self.work.opinion.unit
        for words, signal in verbs:
            link = Button(self._theme, words, kind="link", tone=tone)
            link.setAccessibleName(f"{unit}：{words}")
            link.clicked.connect(lambda _checked=False, wish=signal: wish.emit(unit))
            row.flow.addWidget(link)
        return row

    def _verbs(self) -> list[tuple[str, SignalInstance]]:
        match self.state:
            case OpinionState.NOT_ASKED:
                return [("登记发函…", self.asked), ("收到意见…", self.received)]
            case OpinionState.WAITING | OpinionState.LATE:
                return [("登记催办…", self.chased), ("收到意见…", self.received)]
            case OpinionState.RECEIVED:
                return [("并入本节", self.merged)]
            case _:
                return [("再并入本节", self.merged)]


def opinion_lines(work: OpinionWork, section: str) -> list[str]:
    """The history of an opinion in short lines: asked, due, chased, received, and the section that it was merged into."""
    opinion, chases = work.opinion, work.chases
    way = [f"{short_date(opinion.asked_at)}发函"] if opinion.asked_at else []
    way += [f"{short_date(opinion.due_at)}前反馈"] if opinion.due_at and not opinion.received_at else []
    way += [f"已催 {len(chases)} 次，最近 {short_date(chases[-1].day)}{chases[-1].way}"] if chases else []
    if opinion.received_at:
        position = f"（{opinion.position.label}）" if opinion.position else ""
        way.append(f"{short_date(opinion.received_at)}收到{position}")
    lines = [" · ".join(way)] if way else []
    return [*lines, f"已并入：{section}"] if opinion.merged_into else lines


# The dialog 「收到意见」 that records an opinion, pasted or read from the file that the unit sent.
FILTERS = ("来函 (*.docx *.doc *.wps *.pdf *.txt *.rtf)",)
_FIELDS = (
    (date_field("received_at", "收到日期"), choice_field("position", "对建议的态度", Position)),
    (text_field("text", "意见正文", long=True),),
)


class OpinionDialog(RecordDialog):
    """`file_chosen` asks the page to read a file; the page calls `follow_reading` with its task."""

    file_chosen = Signal(object)

    def __init__(self, theme: Theme, opinion: CoOpinion, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, f"收到{opinion.unit}的意见", "粘贴来函正文，或选文件自动读出。", "登记", _FIELDS, parent
        )
        self.file = FileLine(theme, "选择会办单位的来函", FILTERS)
        self.content.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeft)
        self.resize(560, self.sizeHint().height())
        self._name_unknown_position()
        self.fill(
            {
                "received_at": (opinion.received_at or today).isoformat(),
                "position": opinion.position.label,
                "text": opinion.text,
            }
        )
        self.boxes["text"].setFocus()
        self.file.chosen.connect(self.file_chosen)

    @property
    def path(self) -> Path | None:
        """The file to keep with the opinion; None if none was chosen."""
        return self.file.path

    def follow_reading(self, task: Task) -> None:
        """Take nothing until the file has been read, and show its text. A dialog closed by then needs no answer."""
        self.save.setEnabled(False)
        task.settled.connect(self.release)
        task.done.connect(self.show_words)
        task.failed.connect(self.notice.show_error)

    def show_words(self, words: str) -> None:
        """Append the text of the file to what was typed."""
        before = self.boxes["text"].text.strip()
        self.boxes["text"].show_text("\n".join(part for part in (before, words) if part))

    def _name_unknown_position(self) -> None:
        choices = tuple((str(one), one.label) for one in Position if one)
        self.boxes["position"].show_choices(choices, UNKNOWN_POSITION)


_EMPTY = "这一件还没有会办单位。添上单位名称，就能登记发函、催办和收到的意见。"
_WAYS = tuple((way, way) for way in ("电话", "发函", "微信", "上门", "会议"))
_CHASE = (
    (pick_field("way", "催办方式", _WAYS), date_field("day", "催办日期")),
    (text_field("note", "对方怎么说"),),
)
_ASK = (
    (list_field("units", "会办单位"),),
    (date_field("asked_at", "发函日期"), date_field("due_at", "反馈期限")),
)


class OpinionsPage(QWidget):
    """`insert_requested` carries the text to insert into the open section; `open_section` says which one that is."""

    insert_requested = Signal(str)
    form_requested = Signal(object)

    def __init__(self, theme: Theme, casework: CaseworkController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._casework = theme, casework
        self._opinions: tuple[OpinionWork, ...] = ()
        self._labels: dict[str, str] = {}
        self._section = ""
        self.changes = RecordChanges(theme, casework, RecordKind.OPINION, self)
        self.list = ScrollColumn()
        self.cards: list[OpinionCard] = []
        self.add = Button(theme, "征求会办意见…", "plus", "link")
        self.letters = Button(theme, "生成函件", "file-down", "link")
        self.letters.setMenu(self._make_menu())
        head = FlowRow(self.add, self.letters)
        head.setContentsMargins(8, 8, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        self.add.clicked.connect(self.ask_units)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in (FormKind.OPINION_REQUEST, FormKind.CHASE):
            menu.addAction(f"{kind.label}…", partial(self.form_requested.emit, kind))
        return menu

    def open_section(self, key: str, labels: dict[str, str]) -> None:
        """Set the section that an opinion is merged into, and the labels of all sections."""
        self._section, self._labels = key, labels

    def show_work(self, found: Casework) -> None:
        """Show the co-handling units of a case, or, where another unit leads, our own opinion for it."""
        leads = found.case.handling_role.answers_proposer
        self.add.setVisible(leads)
        self.letters.setVisible(leads and bool(found.opinions))
        self._opinions = found.opinions
        self.list.clear()
        self.cards = []
        if leads:
            self._show_units()
        else:
            self.list.column.addWidget(_own_opinion_card(found.case, found))
        self.list.column.addStretch(1)

    def ask_units(self) -> None:
        """Ask which units were asked; those not asked yet are filled in."""
        self._ask_about([one.opinion.unit for one in self._opinions if one.opinion.asked_at is None])

    def _ask_about(self, units: list[str]) -> None:
        sentence = "反馈期限不填，就按本地规则推算。"
        dialog = RecordDialog(self._theme, "征求会办意见", sentence, "登记发函", _ASK, self)
        dialog.fill({"units": "、".join(units), "asked_at": self._casework.worker.work.today.isoformat()})
        send = self._casework.bound(ask_opinions)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def _ask_one(self, unit: str) -> None:
        self._ask_about([unit])

    def _correct(self, unit: str) -> None:
        self.changes.ask_correction(self._opinion(unit))

    def _withdraw(self, unit: str) -> None:
        self.changes.ask_withdrawal(self._opinion(unit).id, f"{unit}的会办意见")

    def _opinion(self, unit: str) -> CoOpinion:
        found = (one.opinion for one in self._opinions if one.opinion.unit == unit)
        return next(found, CoOpinion(0, unit))

    def _chase(self, unit: str) -> None:
        dialog = RecordDialog(self._theme, f"催办{unit}", "", "登记催办", _CHASE, self)
        dialog.fill({"day": self._casework.worker.work.today.isoformat()})
        send = self._casework.bound(chase, unit)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def receive(self, unit: str, file: Path | None = None) -> None:
        """Ask for the opinion of a unit; its text is read from the file if there is one."""
        dialog = OpinionDialog(self._theme, self._opinion(unit), self._casework.worker.work.today, self)
        send = self._casework.bound(_receive, unit)
        dialog.submitted.connect(lambda values: dialog.follow(send(values, dialog.path)))
        dialog.file_chosen.connect(partial(self._read, dialog))
        dialog.open()
        if file is not None:
            dialog.file.take(file)

    def _read(self, dialog: OpinionDialog, path: Path) -> None:
        dialog.follow_reading(self._casework.worker.reader.send(read_words, path))

    def _merge(self, unit: str) -> None:
        """Insert the opinion into the open section as if typed, so that undo removes it, and record where it was merged."""
        text = next((one.opinion.text for one in self._opinions if one.opinion.unit == unit), "")
        if not self._section:
            self._casework.failed.emit(Refused("现在打开的不是正文小节", "先打开要并入意见的那一节"))
            return
        self.insert_requested.emit(text)
        self._casework.carry_out(merge_opinion, unit, self._section, put_in=False)

    def _show_units(self) -> None:
        today = self._casework.worker.work.today
        for one in sorted(self._opinions, key=lambda work: _ORDER.index(work.opinion.state(today))):
            merged = one.opinion.merged_into
            card = OpinionCard(self._theme, one, today, self._labels.get(merged, merged))
            card.asked.connect(self._ask_one)
            card.chased.connect(self._chase)
            card.received.connect(self.receive)
            card.merged.connect(self._merge)
            card.corrected.connect(self._correct)
            card.withdrawn.connect(self._withdraw)
            self.cards.append(card)
            self.list.column.addWidget(card)
        if not self._opinions:
            self.list.column.addWidget(make_label(_EMPTY, tone=Tone.SECONDARY, wrap=True))


_ORDER = tuple(OpinionState(name) for name in ("late", "waiting", "received", "not_asked", "merged"))
"""Order of the cards: what needs action comes first."""


def _receive(
    work: Workplace, case_id: int, unit: str, values: dict[str, Any], path: Path | None
) -> CoOpinion:
    """Record an opinion with the file it came in, in one transaction."""
    with work.store.writing():
        known = next((one.file for one in opinions_of(work, case_id) if one.unit == unit), "")
        digest = store_evidence(work, case_id, path) if path else known
        return receive_opinion(work, case_id, unit, file=digest, **values)


def _own_opinion_card(case: Case, found: Casework) -> QFrame:
    """A card for a co-handled case: the unit that our opinion goes to, and its due date."""
    card = QFrame()
    column = QVBoxLayout(card)
    column.setContentsMargins(8, 8, 8, 8)
    column.setSpacing(6)
    lead = case.lead_unit or "主办单位（未填写）"
    column.addWidget(make_label(f"本件由{lead}主办，我单位会办", "heading", wrap=True))
    words = "意见在中间一栏照会办意见模板写，签发后报主办单位，不直接答复提案者。"
    column.addWidget(make_label(words, tone=Tone.SECONDARY, wrap=True))
    if case.replied_at:
        column.addWidget(Pill(f"{short_date(case.replied_at)}已报主办", Tone.GOOD))
    elif case.due_at:
        due = due_words(found.clock.clock.state(found.today))
        column.addWidget(Pill(due.sentence, due.tone))
    return card

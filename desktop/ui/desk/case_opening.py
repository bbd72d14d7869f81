"""Reads a case and its letter for the desk: its template, the choices of its fields, their hints, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.domain.case.case import Case
from desktop.domain.case.next_step import NextStep
from desktop.domain.case.reply import Reply
from desktop.domain.case.waiting import Waiting
from desktop.domain.gates.letter_lock import LetterLock
from desktop.domain.letter.facts import Facts, facts_of
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.records.stand_in import StandIn
from desktop.domain.rules.locality import Locality
from desktop.services.cases.cases import get_case
from desktop.services.cases.handovers import stand_in_of
from desktop.services.cases.merging import merger_words
from desktop.services.cases.waiting import waits_for
from desktop.services.gates.issued_letter import lock_for
from desktop.services.handling.progress import next_step
from desktop.services.office.places import place_choices
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import Choices, choices_of, consulted_units, fill_phrase, merged_cases
from desktop.services.writing.drafting import open_reply, stored_reply
from desktop.ui.store_worker import Newest, StoreWorker

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class LetterSetting:
    """Template, choices, hints and rules of one letter, the cases merged with its case, the places that a case may have.

    `template` is None if its file no longer exists; `hints` are what is printed while a field is empty, by field key. `lock`:
    whether its text may change; `lead`: the case that it is the letter of, 0 for the case itself.
    """

    template: ReplyTemplate | None
    choices: Choices
    hints: dict[str, str]
    rules: Locality
    merged: tuple[Case, ...]
    merger: str
    places: tuple[tuple[str, str], ...]
    consulted: tuple[str, ...] = ()
    lock: LetterLock = LetterLock.OPEN
    lead: int = 0

    def layout_id(self, reply: Reply) -> str:
        """The layout in force: the reply's own, else its template's; "" if there is neither."""
        return reply.layout or (self.template.layout if self.template else "")

    def layout_name(self, reply: Reply) -> str:
        """The name of the layout in force; "" if no such layout exists."""
        return dict(self.choices.layouts).get(self.layout_id(reply), "")

    def template_name(self, reply: Reply) -> str:
        """Name and version of the template; "" if its file no longer exists."""
        return f"{self.template.name} v{reply.template_version}" if self.template else ""

    def facts(self, case: Case, reply: Reply) -> Facts:
        """The facts of the letter as it stands, for phrases."""
        return facts_of(case, reply, self.rules, self.merged, self.consulted)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the desk shows of a case. `step` is the next one, None for a final status; `waits_for` what it waits for.

    `stand_in`: for whom its officer stands in 「代管」, None for nobody.
    """

    case: Case
    reply: Reply
    setting: LetterSetting
    step: NextStep | None
    waits_for: Waiting
    stand_in: StandIn | None


class CaseOpener(QObject):
    """`opened` carries an Opening, `failed` a DeskError. Only the case asked for last is opened."""

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self.newest = Newest()

    def ask(self, case_id: int) -> None:
        """Read the case with the letter of its round; a letter that does not exist yet is created from a template."""
        task = self.newest.follow(self._worker.looker.send(_stored, case_id))
        task.done.connect(lambda found: self._take(case_id, found))
        task.failed.connect(self.failed)

    def _take(self, case_id: int, found: Opening | None) -> None:
        if found is not None:
            self.opened.emit(found)
            return
        task = self.newest.follow(self._worker.send(_created, case_id))
        task.done.connect(self.opened)
        task.failed.connect(self.failed)


_LOOK_MS = 60


class OpeningQueue(QObject):
    """Opens the case asked for last, unless it has been forgotten by then. `opened` carries an Opening, `failed` a DeskError.

    What is typed is stored first. While a dialog or a menu is open the case behind it stays: what is decided there is about it.
    """

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, when_stored: Callable[[Act], object], parent: QObject) -> None:
        super().__init__(parent)
        self._when_stored = when_stored
        self._wanted = 0
        self._found: Opening | None = None
        self._opener = CaseOpener(worker, self)
        self._opener.opened.connect(self._take)
        self._opener.failed.connect(self.failed)
        self._later = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._later.timeout.connect(self._show)

    def open(self, case_id: int) -> None:
        """Open this case in place of any other that is still to be opened."""
        self.forget()
        self._wanted = case_id
        self._when_stored(lambda: self._ask(case_id))

    def forget(self) -> None:
        """Open nothing any more: the officer has gone elsewhere."""
        self._wanted, self._found = 0, None
        self._opener.newest.drop()

    def _ask(self, case_id: int) -> None:
        if case_id == self._wanted:
            self._opener.ask(case_id)

    def _take(self, found: Opening) -> None:
        self._found = found
        self._when_stored(self._show)

    def _show(self) -> None:
        """Show what has been found, if it is still wanted and nothing is open before it."""
        if self._found is None:
            return
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._later.start()
            return
        found, self._found, self._wanted = self._found, None, 0
        self.opened.emit(found)


def _stored(work: Workplace, case_id: int) -> Opening | None:
    """The case with its stored letter; None if there is none yet."""
    reply = stored_reply(work, case_id)
    return None if reply is None else _opening(work, get_case(work, case_id), reply)


def _created(work: Workplace, case_id: int) -> Opening:
    reply = open_reply(work, case_id)
    return _opening(work, get_case(work, case_id), reply)


def _opening(work: Workplace, case: Case, reply: Reply) -> Opening:
    setting, step = letter_setting(work, case, reply), next_step(work, case)
    return Opening(case, reply, setting, step, waits_for(work, case), stand_in_of(work, case))


def letter_setting(work: Workplace, case: Case, reply: Reply) -> LetterSetting:
    """Read the setting of one letter."""
    template = work.library.replies.get(reply.template)
    texts = (
        {"title_lines": "\n".join(template.title_lines), "salutation": template.salutation}
        if template
        else {}
    )
    hints = {key: fill_phrase(work, case, reply, text)[0] for key, text in texts.items()}
    choices = choices_of(work, case, reply)
    rules, merged = rules_of(work, case), merged_cases(work, case)
    places = place_choices(work, case.matter_type, keep=case.locality)
    consulted = consulted_units(work, case.id)
    lead = reply.case_id if reply.case_id != case.id else 0
    return LetterSetting(
        template, choices, hints, rules, merged, merger_words(work, case), places, consulted,
        lock_for(work, case, reply), lead,
    )  # fmt: skip

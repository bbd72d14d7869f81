"""Dialogs to enter a new case and to correct the facts of a case, both with the same form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.case.case import Case, Level
from desktop.domain.case.case_field import set_case_fields, show_field
from desktop.domain.case.field import text_field
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.errors import DeskError, InBin, ReasonNeeded
from desktop.services.cases.bin import put_back
from desktop.services.cases.cases import create_case, set_fields
from desktop.services.cases.work_list import session_counts
from desktop.services.office.office import read_office
from desktop.services.office.places import place_choices
from desktop.services.office.rules import default_level
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.fitted_dialog import HIGHEST
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.drafts.dialog_draft import DialogDraft
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.keys import bind, tip
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker, Task
from desktop.ui.theme.theme import Theme

Places = tuple[tuple[str, str], ...]
"""(id, name) of the rule books to choose from."""

# The form of a case's facts, for entry by keyboard.
_PLACES = {entry.key: entry.in_form for entry in REGISTRY.values() if entry.in_form}
_ROWS = tuple(
    tuple(row)
    for _, row in groupby(
        sorted(_PLACES, key=lambda key: _PLACES[key].place), lambda key: _PLACES[key].place // 10
    )
)


class CaseForm(QScrollArea):
    """Three fields per line; Tab goes to the next field, also from the long texts.

    The organisations among typed proposers are filled in until the officer writes them.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {
            key: FieldBox(theme, REGISTRY[key].field, _PLACES[key].hint) for row in _ROWS for key in row
        }
        self._groups_written = False
        self.boxes["proposers"].edited.connect(self._recognise_groups)
        self.boxes["group_proposers"].edited.connect(self._keep_groups)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out(title)

    def offer_places(self, places: tuple[tuple[str, str], ...], unchosen: str) -> None:
        """Offer these rule books as (id, name); `unchosen` is the label for none of them. Call it before `fill`."""
        self.boxes["locality"].show_choices(places, unchosen)

    def fill(self, case: Case) -> None:
        """Show the facts of a case."""
        for key, box in self.boxes.items():
            box.show_text(show_field(case, key))

    def check(self) -> bool:
        """Mark fields that cannot be read and focus the first; True if all can."""
        wrong = [box for box in self.boxes.values() if not box.check()]
        if not self.boxes["subject"].text.strip():
            self.boxes["subject"].show_fault("案由不能空着。")
            wrong.append(self.boxes["subject"])
        if wrong:
            wrong[0].setFocus()
            self.ensureWidgetVisible(wrong[0])
        return not wrong

    def texts(self) -> dict[str, str]:
        """The texts of the fields, by key."""
        return {key: box.text for key, box in self.boxes.items()}

    def changed_texts(self, case: Case) -> dict[str, str]:
        """The texts that differ from the case, by key."""
        return {
            key: text for key, text in self.texts().items() if text.strip() != show_field(case, key).strip()
        }

    def new_case(self) -> Case:
        """The case as typed. Raises Refused for a text that cannot be read; call `check` first."""
        return set_case_fields(Case(), self.texts())

    def _recognise_groups(self) -> None:
        if not self._groups_written:
            typed = set_case_fields(Case(), {"proposers": self.boxes["proposers"].text})
            self.boxes["group_proposers"].show_text(show_field(typed, "group_proposers"))

    def _keep_groups(self) -> None:
        self._groups_written = True

    def _lay_out(self, title: str) -> None:
        form = QWidget()
        form.setProperty("ground", "surface")
        grid = QGridLayout(form)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.addWidget(make_label(title, "title"), 0, 0, 1, 3)
        for line, row in enumerate(_ROWS, 1):
            for place, key in enumerate(row):
                width = 3 if len(row) == 1 else 1
                grid.addWidget(self.boxes[key], line, place, 1, width, Qt.AlignmentFlag.AlignTop)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        self.setWidget(form)


class FormDialog(StoringDialog):
    """Notice bar, form, a sentence and two buttons. Ctrl+Enter stores, Esc cancels; subclasses define `send`."""

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        title: str,
        sentence: str,
        action: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, action, parent)
        self.setWindowTitle(title)
        self.resize(820, HIGHEST)
        self._worker = worker
        self.form = CaseForm(theme, title)
        self.save.setToolTip(tip("dialog.store", self.save.text()))
        self._cancel = Button(theme, "取消")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.form, 1)
        self.above_foot = QVBoxLayout()
        column.addLayout(self.above_foot)
        controls = {key: box.control for key, box in self.form.boxes.items()}
        self.draft = DialogDraft(theme, self, controls, title)
        self.draft.line.setContentsMargins(24, 4, 24, 4)
        column.addWidget(self.draft.line)
        column.addWidget(self._make_foot(sentence))
        self.save.clicked.connect(self.store)
        self._cancel.clicked.connect(self.reject)
        bind(self, {"dialog.store": self.store})

    def store(self) -> None:
        """Store what was typed and close, or show why that failed; nothing while that is under way."""
        if self.is_storing or not self.form.check():
            return
        try:
            task = self.send()
        except DeskError as error:
            self.notice.show_error(error)
        else:
            self.follow(task)

    def send(self) -> Task:
        """Start to store what was typed. Raises Refused for texts that do not agree."""
        raise NotImplementedError

    def _make_foot(self, sentence: str) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setProperty("ground", "surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(make_label(sentence, "small", Tone.SECONDARY, wrap=True), 1)
        row.addWidget(self._cancel)
        row.addWidget(self.save)
        return foot


@dataclass(frozen=True, slots=True)
class BlankCase:
    """What the form of a new case begins with: the case, and the places to choose from."""

    case: Case
    places: Places


def blank_case(work: Workplace) -> BlankCase:
    """A case of this officer in the office's region and the newest session, of the level that is usual in the office's place.

    Without a region of its own the letter would name that of the rule book.
    """
    newest = next(iter(session_counts(work)), None)
    term, session = newest[:2] if newest else (None, None)
    blank = Case(officer=work.officer, region=read_office(work).region, term=term, session=session)
    return BlankCase(replace(blank, level=default_level(work, blank)), place_choices(work))


class NewCaseDialog(FormDialog):
    """The dialog 「新建办件」. `created` carries the id of the stored case."""

    created = Signal(int)

    def __init__(
        self, theme: Theme, worker: StoreWorker, begin: BlankCase, parent: QWidget | None = None
    ) -> None:
        words = "只有案由必须填，其余可以以后再补。"
        super().__init__(theme, worker, "新建办件", words, "建立并撰写", parent)
        self.form.offer_places(begin.places, "按所在地自动选择")
        self.form.fill(begin.case)
        self._level_chosen = False
        self._asked_level = Newest()
        self.form.boxes["level"].edited.connect(self._keep_level)
        self.form.boxes["locality"].edited.connect(self._follow_place)
        self.form.boxes["matter_type"].setFocus()

    def send(self) -> Task:
        return self._creating(self._worker.send(create_case, self.form.new_case()))

    def follow(self, task: Task) -> None:
        """As of every storing dialog; a number that lies in the bin can be had back from there."""
        super().follow(task)
        task.failed.connect(self._offer_binned)

    def _creating(self, task: Task) -> Task:
        task.done.connect(lambda case: self.created.emit(case.id))
        return task

    def _offer_binned(self, error: DeskError) -> None:
        if isinstance(error, InBin):

            def put_it_back() -> None:
                self.follow(self._creating(self._worker.send(put_back, error.case_id)))

            words = "可以把它放回来接着办；确实是另一件的，请改编号。"
            back = NoticeAction("放回并打开", "undo-2", put_it_back)
            self.notice.show_notice(Notice(error.what, words, Tone.WARNING, (back,)))

    def _keep_level(self) -> None:
        self._level_chosen = True

    def _follow_place(self) -> None:
        """Show the usual level of the chosen place, unless the officer has chosen one."""
        place = Case(locality=self.form.boxes["locality"].text)
        task = self._asked_level.follow(self._worker.looker.send(default_level, place))
        task.done.connect(self._show_level)
        task.failed.connect(self.notice.show_error)

    def _show_level(self, level: Level) -> None:
        if not self._level_chosen:
            self.form.boxes["level"].show_text(level.label)


_WHY_HINT = "改办理方式、日期等要紧的内容，记入办理经过；期限因此变动的、已签发的必须写"


class EditCaseDialog(FormDialog):
    """The dialog that corrects the facts of a case.

    `corrected` carries the stored case. Only changed fields are written.
    """

    corrected = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, case: Case, places: Places, in_force: str, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        """`in_force` is the name of the rule book that holds for the case."""
        words = "改动的只有填过的几项，其余原样不动。"
        super().__init__(theme, worker, "办件信息", words, "保存", parent)
        self._case = case
        self.form.offer_places(places, f"自动选择（现按{in_force}）")
        self.form.fill(case)
        if case.due_at:
            self.form.boxes["due_at"].lock("在期限说明里延期或更正")
        self.why = FieldBox(theme, text_field("why", "更改原因"), _WHY_HINT)
        self.why.setContentsMargins(24, 8, 24, 8)
        self.above_foot.addWidget(self.why)
        self.draft.inputs.controls["why"] = self.why.control
        self.form.boxes["subject"].setFocus()

    def send(self) -> Task:
        texts = self.form.changed_texts(self._case)
        task = self._worker.send(set_fields, self._case.id, texts, why=self.why.text)
        task.done.connect(self.corrected)
        task.failed.connect(self._ask_why)
        return task

    def _ask_why(self, error: DeskError) -> None:
        if isinstance(error, ReasonNeeded):
            self.why.show_fault("请写明原因，再保存一次。")
            self.why.setFocus()

"""The part 「承诺与落实」: promises with their progress, and the present handling result."""

from __future__ import annotations

from functools import partial

from desktop.domain.case.field import date_field, text_field
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.promise import Promise, PromiseState
from desktop.domain.words.dates import iso_date, short_date
from desktop.domain.words.shortened import shortened
from desktop.services.handling.casework import Casework, PromiseWork
from desktop.services.handling.promises import add_promise, convert_result, keep_promise, note_progress
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.followup_letters import FollowupLetters
from desktop.ui.desk.tabs.record_changes import RecordChanges
from desktop.ui.desk.tabs.work_part import Act, WorkPart
from desktop.ui.dialogs.record_dialog import RecordDialog, pick_field
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_PROMISE = (
    (text_field("text", "承诺事项", long=True),),
    (
        date_field("due_at", "何时兑现"),
        text_field("owner", "责任科室或人"),
        date_field("made_at", "承诺日期"),
    ),
)
_PROGRESS = ((text_field("note", "进展", long=True),), (date_field("day", "日期"),))
_KEPT = ((date_field("day", "兑现日期"),),)
_TONES = {
    PromiseState.LATE: Tone.DANGER,
    PromiseState.DUE_SOON: Tone.WARNING,
    PromiseState.KEPT: Tone.GOOD,
    PromiseState.OPEN: Tone.SECONDARY,
}

_SHOWN = 120
"""Most characters of a promise in the column; the timeline and the list of promises show the whole text."""
_NAMED = 30
"""Characters of a promise in the name of its links."""


class PromisesPart(WorkPart):
    """Records promises entered here or marked as a sentence in the editor, their progress, and conversions of the result."""

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "承诺与落实")
        self._casework = casework
        self.changes = RecordChanges(theme, casework, RecordKind.PROMISE, self)
        self.letters = FollowupLetters(theme, casework, self)

    def show_work(self, found: Casework) -> None:
        """Show every promise and the handling result."""
        kept = sum(one.promise.kept_at is not None for one in found.promises)
        self.reset(f"{kept}/{len(found.promises)} 兑现" if found.promises else "", Tone.NEUTRAL)
        for one in found.promises:
            self._show_promise(one, found)
        if found.result.label:
            turned = "".join(f"　{short_date(one.day)}转化：{one.proof}" for one in found.result.conversions)
            self.add_text(f"办理结果：{found.result.label}", turned.strip())
        for letter in found.letters:
            self.add_text(*self.letters.words(letter))
            self.add_links(*self.letters.links(letter))
        verbs: list[tuple[str, str, Act]] = [("登记承诺…", "", self.ask_promise)]
        if found.result.label and found.case.status.is_replied:
            verbs.append(("结果转化…", "", self.ask_conversion))
        self.add_links(*verbs)
        if found.promises and found.case.status.is_replied:
            start = [("写落实情况复函…", "", self.letters.start)] if self.letters.may_start(found) else []
            self.add_links(*start, self.form_link(FormKind.FOLLOWUP_SHEET))

    def _show_promise(self, one: PromiseWork, found: Casework) -> None:
        promise, state = one.promise, one.promise.state(found.today)
        due = f"{iso_date(promise.due_at)} 前" if promise.due_at else "未定日期"
        self.add_text(shortened(promise.text, _SHOWN))
        self.add_text(
            " · ".join(part for part in (state.label, due, promise.owner) if part), tone=_TONES[state]
        )
        if one.progress:
            last = one.progress[-1]
            self.add_text("", f"{short_date(last.day)} {last.note}")
        verbs: list[tuple[str, str, Act]] = []
        if promise.kept_at is None:
            verbs.append(("进展…", f"登记进展：{promise.text}", partial(self.ask_progress, promise)))
            verbs.append(("已兑现…", f"已兑现：{promise.text}", partial(self.ask_kept, promise)))
        self.add_links(*verbs, *self.changes.links(promise, f"承诺 {shortened(promise.text, _NAMED)}"))

    def show_letters(self) -> None:
        """Draft or open the letter that tells of kept promises; where there is nothing to tell yet, ask for the next kept one."""
        found = self._casework.found
        if found is None:
            return
        drafts = [letter for letter in found.letters if letter.sent_at is None]
        waiting = [one.promise for one in found.promises if one.promise.kept_at is None]
        if drafts:
            self.letters.ask_text(drafts[0])
        elif self.letters.may_start(found):
            self.letters.start()
        elif waiting:
            self.ask_kept(waiting[0])

    def ask_promise(self, text: str = "") -> None:
        """Ask for due date and owner of a promise; `text` is the sentence marked in the editor."""
        sentence = "不填责任人，就记在承办科室名下。"
        dialog = RecordDialog(self.theme, "记为承诺", sentence, "登记", _PROMISE, self)
        found = self._casework.found
        replied = found.case.replied_at if found else None
        made = replied or self._casework.worker.work.today
        dialog.fill({"text": text, "made_at": made.isoformat()})
        dialog.boxes["due_at" if text else "text"].setFocus()
        send = self._casework.bound(add_promise)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def ask_progress(self, promise: Promise) -> None:
        """Ask for the progress of a promise."""
        dialog = RecordDialog(self.theme, "登记进展", promise.text, "登记", _PROGRESS, self)
        dialog.fill({"day": self._casework.worker.work.today.isoformat()})
        dialog.boxes["note"].setFocus()
        dialog.submitted.connect(
            lambda values: dialog.follow(self._casework.carry_out_on(note_progress, promise.id, **values))
        )
        dialog.open()

    def ask_conversion(self) -> None:
        """Ask for the new result 「结果转化」 and its proof."""
        found = self._casework.found
        if found is None:
            return
        choices = tuple((label, label) for label in found.result.choices)
        rows = (
            (pick_field("new_result", "现在的结果", choices), date_field("day", "日期")),
            (text_field("proof", "依据", long=True),),
        )
        sentence = "答复里的结果不变，两个结果都保留。"
        dialog = RecordDialog(self.theme, "结果转化", sentence, "登记", rows, self)
        dialog.fill({"day": found.today.isoformat()})
        send = self._casework.bound(convert_result)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def ask_kept(self, promise: Promise) -> None:
        """Ask for the day on which the promise was kept."""
        dialog = RecordDialog(self.theme, "登记兑现", promise.text, "登记", _KEPT, self)
        dialog.fill({"day": self._casework.worker.work.today.isoformat()})
        dialog.submitted.connect(
            lambda values: dialog.follow(self._casework.carry_out_on(keep_promise, promise.id, **values))
        )
        dialog.open()

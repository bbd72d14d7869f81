"""The part 「预答复」: the draft shown to the proposers before it is sent, and what they said to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desktop.domain.case.field import date_field, text_field
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.pre_reply import DraftAnswer, PreReply, last_shown
from desktop.domain.words.dates import short_date
from desktop.domain.words.shortened import shortened
from desktop.services.handling.casework import Casework
from desktop.services.handling.pre_replies import answer_draft, settle_wish, show_draft
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.record_changes import NO_ANSWER, RecordChanges
from desktop.ui.desk.tabs.work_part import Act, WorkPart
from desktop.ui.dialogs.record_dialog import RecordDialog, pick_field
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Task
from desktop.ui.theme.theme import Theme

_WAYS = tuple((str(way), way.label) for way in ContactWay if way is not ContactWay.WAIVED)
_ANSWERS = tuple((str(one), one.label) for one in DraftAnswer if one)
_SETTLED = ((text_field("settled", "怎样处理", long=True),),)
_SHOWN = 120
"""Most characters of what a proposer said; the timeline has the whole text."""


class PreReplyPart(WorkPart):
    """Shown where the place asks for it, and where a draft has been shown; the verb stands in 「核稿签发」 too."""

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "预答复")
        self._casework = casework
        self.changes = RecordChanges(theme, casework, RecordKind.PRE_REPLY, self)

    def show_work(self, found: Casework) -> None:
        """Show the drafts shown in this round and who has not agreed yet."""
        present = [one for one in found.pre_replies if one.round == found.round]
        waiting = () if found.case.status.is_replied else found.to_show
        self.reset(f"还差 {len(waiting)} 人" if waiting else "齐了", Tone.WARNING if waiting else Tone.GOOD)
        latest = last_shown(present)
        for one in present:
            self._show(one, is_last=latest[one.proposer] is one)
        missing = [name for name in waiting if name not in latest]
        if missing:
            self.add_text(f"答复稿还没有给{'、'.join(missing)}看过", tone=Tone.WARNING)
        self.setVisible(bool(waiting or present) and found.case.handling_role.answers_proposer)
        if not found.case.status.is_replied:
            self.add_links(("登记送看…", "登记答复稿送提案者看", self.ask_shown))

    def ask_shown(self, proposer: str = "") -> None:
        """Ask to whom the draft was shown, when, how, and what was said to it."""
        found = self._casework.found
        if found is None or not found.case.proposers:
            return
        names = list(dict.fromkeys(one.name for one in found.case.proposers))
        rows = (
            (pick_field("proposer", "提案者", [(name, name) for name in names]),),
            (date_field("day", "送看日期"), pick_field("way", "方式", _WAYS)),
            (pick_field("answer", "意见", _ANSWERS),),
            (text_field("words", "原话", long=True),),
        )
        sentence = "正式寄出以前，把答复稿先给提案者看；当场有意见的一起记下。"
        dialog = RecordDialog(self.theme, "登记预答复", sentence, "登记", rows, self)
        dialog.boxes["answer"].show_choices(_ANSWERS, NO_ANSWER)
        first = proposer or next(iter(found.to_show), names[0])
        dialog.fill({"proposer": first, "day": found.today.isoformat(), "way": str(ContactWay.MESSAGE)})
        dialog.boxes["words"].setFocus()
        dialog.submitted.connect(partial(_record, dialog, self._casework.bound(show_draft)))
        dialog.open()

    def ask_answer(self, shown: PreReply) -> None:
        """Ask what the proposer said to the draft."""
        found = self._casework.found
        if found is None:
            return
        rows = (
            (pick_field("answer", "意见", _ANSWERS), date_field("day", "答复日期")),
            (text_field("words", "原话", long=True),),
        )
        sentence = f"第 {shown.draft} 稿 {short_date(shown.shown_at)}送{shown.proposer}看。"
        dialog = RecordDialog(self.theme, "登记提案者的意见", sentence, "登记", rows, self)
        dialog.fill({"answer": str(DraftAnswer.AGREES), "day": found.today.isoformat()})
        dialog.boxes["words"].setFocus()
        dialog.submitted.connect(partial(self._answer, dialog, shown.id))
        dialog.open()

    def ask_settled(self, shown: PreReply) -> None:
        """Ask what was done about the wish."""
        dialog = RecordDialog(
            self.theme, "怎样处理", f"{shown.proposer}：{shown.words}", "登记", _SETTLED, self
        )
        dialog.boxes["settled"].setFocus()
        dialog.submitted.connect(
            lambda values: dialog.follow(self._casework.carry_out_on(settle_wish, shown.id, **values))
        )
        dialog.open()

    def _show(self, one: PreReply, *, is_last: bool) -> None:
        tone = Tone.SECONDARY if not is_last else Tone.GOOD if one.is_over else Tone.WARNING
        self.add_text(
            f"{short_date(one.shown_at)} 第 {one.draft} 稿送{one.proposer}看　{one.state}", tone=tone
        )
        self.add_text("", shortened(one.words, _SHOWN))
        self.add_text("", f"处理：{shortened(one.settled, _SHOWN)}" if one.settled else "")
        verbs: list[tuple[str, str, Act]] = []
        if is_last and one.answer is DraftAnswer.OPEN:
            verbs.append(("登记意见…", f"登记{one.proposer}的意见", partial(self.ask_answer, one)))
        if is_last and one.answer is DraftAnswer.WISHES and not one.is_over:
            verbs.append(("怎样处理…", f"{one.proposer}的意见怎样处理", partial(self.ask_settled, one)))
        self.add_links(*verbs, *self.changes.links(one, f"{one.proposer}的预答复"))

    def _answer(self, dialog: RecordDialog, shown_id: int, values: dict[str, Any]) -> None:
        answer = DraftAnswer(str(values["answer"]))
        task = self._casework.carry_out_on(
            answer_draft, shown_id, answer, str(values["words"]), day=values["day"]
        )
        dialog.follow(task)


def _record(dialog: RecordDialog, send: Callable[..., Task], values: dict[str, Any]) -> None:
    way, answer = ContactWay(str(values.pop("way"))), DraftAnswer(str(values.pop("answer")))
    dialog.follow(send(way=way, answer=answer, **values))

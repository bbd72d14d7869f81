"""Random walks of one case through every status, change of role and of facts, by the services that an officer's verbs call.

After every step the judge of tests.house_oracle looks into the folder. `python -m tools.gate_walks 20000` walks in bulk and
prints what it saw; the suite walks some hundred.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from desktop.domain.case.case import Ask, Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.moves import usual_moves
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Need
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.pre_reply import DraftAnswer
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import create_case, get_case, link_ask, set_fields
from desktop.services.gates.readiness import readiness
from desktop.services.handling import contacts, feedback, pre_replies, progress, reviews, waivers
from desktop.services.handling.record_corrections import correct, records_of, take_back
from desktop.services.many_cases import move_cases
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace, set_up
from desktop.services.writing.drafting import open_reply, set_reply_fields, write_section
from desktop.store.file.store import Store
from tests.complete_case import complete
from tests.house_oracle import SENT, Folder, Step, faults
from tests.services.many_steps import all_steps

STEPS = 24
SEE_FIRST = "see-first"
"""An invented place where every proposer sees the draft before it is sent."""
CASES_A_STORE = 200
_NOW = datetime(2026, 3, 2, 9)
_STATUS = {str(status): status.label for status in Status}
_ROLE = {str(role): role.label for role in HandlingRole}
_LETTER = {
    "办理结果": ("解决或采纳", "列入计划拟解决", ""),
    "签发人": ("周砚", "陈主任", "××", ""),
    "落款单位": ("临江区科委", ""),
    "成文日期": ("2026-03-02", ""),
    "公开属性": ("主动公开", "不予公开", ""),
    "发文字号": ("临科提复〔2026〕3号", ""),
}
_ENTRIES = (
    (HandlingRole.SOLE, Status.REPLIED),
    (HandlingRole.LEAD, Status.CLOSED),
    (HandlingRole.LEAD, Status.SIGNED_OFF),
    (HandlingRole.CO_HANDLING, Status.SENT_TO_LEAD),
)


@dataclass
class Tally:
    """What a run saw: walks, steps that were carried out and refused, looks outside the house, faults with their trail."""

    walks: int = 0
    done: int = 0
    refused: int = 0
    outside: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, list[str], list[str]]] = field(default_factory=list)  # seed, faults, trail

    @property
    def words(self) -> str:
        return (
            f"{self.walks} walks, {self.done} steps done, {self.refused} refused, {self.outside} looks outside the house,"
            f" {len(self.faults)} faults"
        )


class Walk:
    """One case and what happens to it. `trail` says what was done, for a report of a fault."""

    def __init__(self, work: Workplace, seed: int) -> None:
        self.work, self.seed, self.chance = work, seed, random.Random(seed)
        self.trail: list[str] = []
        self.id = self._begin().id

    @property
    def case(self) -> Case:
        return get_case(self.work, self.id)

    def step(self) -> bool:
        """Try one thing at random; False if it was refused."""
        act = self.chance.choices(list(_ACTS), list(_ACTS.values()))[0]
        self.trail.append(act.__name__)
        try:
            act(self)
        except Refused as refusal:
            self.trail[-1] += f" refused: {str(refusal).splitlines()[0]}"
            return False
        self.trail[-1] += f" -> {self.case.status.label}"
        return True

    def _begin(self) -> Case:
        came_in = self.chance.random() < 0.1
        role, status = self.chance.choice(_ENTRIES) if came_in else (self._role(), Status.ASSIGNED)
        self.trail.append(f"begin {role.label} {status.label}")
        return create_case(
            self.work,
            Case(
                region="长宁区",
                subject="关于社区科普场馆延时开放的提案",
                proposers=(Proposer("林一帆"), Proposer("何青")),
                asks=(Ask(1, "延长周末开放时间"),) if self.chance.random() < 0.7 else (),
                handling_role=role,
                status=status,
                is_key=self.chance.random() < 0.3,
                locality=self.chance.choice(("shanghai-changning", "national-cppcc", "foping", SEE_FIRST)),
                assigned_at=date(2026, 2, 9),
                replied_at=date(2026, 3, 1) if status.is_replied else None,
            ),
        )

    def _role(self) -> HandlingRole:
        return self.chance.choice(list(HandlingRole))

    def _why(self) -> str:
        return self.chance.choice(("按程序", "交办单更正", ""))

    # Moves.
    def next_usual(self) -> None:
        moves = usual_moves(self.case.handling_role, self.case.status)
        if moves:
            progress.move_case(self.work, self.id, moves[0], "按程序")

    def next_step(self) -> None:
        step = progress.next_step(self.work, self.case)
        if step:
            progress.move_case(self.work, self.id, step.to, "按程序")

    def jump(self) -> None:
        to = self.chance.choice(list(Status))
        progress.move_case(self.work, self.id, to, "领导口头同意，补录", jump=True)

    def jump_out(self) -> None:
        to = self.chance.choice([status for status in Status if status.label in (*SENT, "已签发")])
        progress.move_case(self.work, self.id, to, "赶时间", jump=True)

    def leave(self) -> None:
        to = self.chance.choice((Status.WITHDRAWN, Status.RETURNED, Status.RETURN_REQUESTED))
        progress.move_case(self.work, self.id, to, "提案者撤回", jump=True)

    def rehandle(self) -> None:
        progress.move_case(self.work, self.id, Status.REHANDLING, "不满意", jump=True)

    def undo(self) -> None:
        progress.undo_move(self.work, self.id)

    def many(self) -> None:
        moves = usual_moves(self.case.handling_role, self.case.status)
        to = self.chance.choice(moves or (Status.CLOSED,))
        outcome = all_steps(move_cases(self.work, (self.id,), to, "批量"))
        if outcome.refused:
            raise Refused(outcome.refused[0][1])

    # Facts.
    def change_role(self) -> None:
        set_fields(self.work, self.id, {"办理方式": self._role().label}, why=self._why())

    def change_fact(self) -> None:
        texts = {
            "重点提案": ("是", "否"),
            "需意见反馈": ("是", "否"),
            "层级": ("区", "市"),
            "办理规则": ("foping", "national-cppcc"),
        }
        name = self.chance.choice(list(texts))
        set_fields(self.work, self.id, {name: self.chance.choice(texts[name])}, why=self._why())

    def change_letter(self) -> None:
        name = self.chance.choice(list(_LETTER))
        set_reply_fields(self.work, self.id, {name: self.chance.choice(_LETTER[name])}, why=self._why())

    def write(self) -> None:
        reply = open_reply(self.work, self.id)
        text = self.chance.choice(
            ("已经延时开放。", "由××牵头。", "已于＿＿完成。", "【待补充】", "一、概述", "")
        )
        if not self.case.status.is_replied and self.case.status not in {Status.SIGNED_OFF, Status.NUMBERED}:
            write_section(self.work, self.id, self.chance.choice(reply.sections).key, text)

    def tie(self) -> None:
        for ask in self.case.asks:
            link_ask(
                self.work,
                self.id,
                ask.number,
                self.chance.choice(("", open_reply(self.work, self.id).sections[0].key)),
            )

    def complete(self) -> None:
        complete(self.work, self.id)

    # Records.
    def contact(self) -> None:
        way = self.chance.choice((ContactWay.VISIT, ContactWay.PHONE, ContactWay.WAIVED))
        contacts.record_contact(self.work, self.id, way, points=self.chance.choice(("谈了时间", "")))

    def lose_contact(self) -> None:
        for contact in contacts.contacts_of(self.work, self.id)[-1:]:
            if self.chance.random() < 0.5:
                take_back(self.work, self.id, RecordKind.CONTACT, contact.id, "没有去")
            else:
                without = {"way": ContactWay.WAIVED, "points": ""}
                correct(self.work, self.id, RecordKind.CONTACT, contact.id, without, "没有去")

    def show_draft(self) -> None:
        who, said = self.chance.choice(("林一帆", "何青")), self.chance.choice(list(DraftAnswer))
        pre_replies.show_draft(
            self.work, self.id, who, answer=said, words=self.chance.choice(("写明月份", ""))
        )

    def answer_draft(self) -> None:
        for shown in pre_replies.pre_replies_of(self.work, self.id)[-1:]:
            if shown.answer is DraftAnswer.WISHES:
                pre_replies.settle_wish(self.work, shown.id, self.chance.choice(("已写明", "")))
            else:
                said = self.chance.choice(list(DraftAnswer))
                pre_replies.answer_draft(self.work, shown.id, said, self.chance.choice(("写明月份", "")))

    def lose_shown(self) -> None:
        for shown in pre_replies.pre_replies_of(self.work, self.id)[-1:]:
            take_back(self.work, self.id, RecordKind.PRE_REPLY, shown.id, "登错了人")

    def disclose(self) -> None:
        decision = self.chance.choice((Disclosure.PROACTIVE, Disclosure.NONE))
        secrecy = self.chance.choice(("", "吴主任", "沈秘书"))
        reviews.review_disclosure(
            self.work, self.id, decision, "沈秘书", secrecy_reviewer=secrecy, reason="内部事项"
        )

    def sign(self) -> None:
        level = self.chance.choice((None, SignerLevel.PRINCIPAL, SignerLevel.DEPUTY))
        verdict = self.chance.choice((Verdict.PASSED, Verdict.PASSED, Verdict.CHANGES))
        who = self.chance.choice(("周砚", "陈主任"))
        move = self.chance.random() < 0.7
        reviews.finish_review(
            self.work, self.id, ReviewStage.LEADER, who, verdict, "改时间", level=level, move=move
        )
        for remark in reviews.remarks_of(self.work, self.id):
            reviews.settle_remark(self.work, remark.id, "已改")

    def rate(self) -> None:
        if self.case.handling_role.answers_proposer:
            rating = self.chance.choice(("满意", "不满意", "不满意"))
            feedback.record_feedback(self.work, self.id, rating, self.chance.choice(("林一帆", "何青")))

    def correct_rating(self) -> None:
        forms = [one for one in records_of(self.work, self.id) if one.kind is RecordKind.FEEDBACK]
        for form in forms[-1:]:
            if self.chance.random() < 0.5:
                take_back(self.work, self.id, RecordKind.FEEDBACK, form.id, "登错了人")
            else:
                rating = {"rating": self.chance.choice(("满意", "不满意"))}
                correct(self.work, self.id, RecordKind.FEEDBACK, form.id, rating, "表上写的是另一项")

    def consent(self) -> None:
        waivers.record_consent(
            self.work, self.id, self.chance.choice(("同意办结", "")), self.chance.choice(("林一帆", "何青"))
        )

    def lose_consent(self) -> None:
        for consent in waivers.consents_of(self.work, self.id)[-1:]:
            waivers.remove_consent(self.work, consent.id)

    def waive(self) -> None:
        missing = [one for one in readiness(self.work, self.case, Status.ARCHIVED) if one.must]
        if missing:
            one = self.chance.choice(missing)
            by = self.chance.choice(("", "陈主任"))
            waivers.pass_finding(self.work, self.id, Need(one.need), one.key, self._why(), approved_by=by)

    def lose_waiver(self) -> None:
        for waiver in waivers.waivers_of(self.work, self.id)[-1:]:
            waivers.take_back_waiver(self.work, waiver.id)


_ACTS: dict[Callable[[Walk], None], float] = {
    Walk.next_usual: 9, Walk.next_step: 3, Walk.jump: 1, Walk.jump_out: 5, Walk.leave: 0.6, Walk.rehandle: 0.8, Walk.undo: 1.5,
    Walk.many: 0.7, Walk.change_role: 2, Walk.change_fact: 0.7, Walk.change_letter: 2, Walk.write: 0.7, Walk.tie: 0.5,
    Walk.complete: 8, Walk.contact: 0.7, Walk.lose_contact: 0.8, Walk.disclose: 1, Walk.sign: 1, Walk.rate: 1.5,
    Walk.show_draft: 1.5, Walk.answer_draft: 1, Walk.lose_shown: 0.3,
    Walk.correct_rating: 0.6, Walk.consent: 1, Walk.lose_consent: 0.4, Walk.waive: 1, Walk.lose_waiver: 0.5,
}  # fmt: skip


# The folder, read from the tables by plain SQL: no code of the gates takes part.
def folder_of(work: Workplace, case_id: int) -> Folder:
    """What lies in the folder of a case now."""
    with work.store.reading() as connection:

        def rows(sql: str, *values: object) -> list[tuple[str, ...]]:
            return [tuple(map(_plain, row)) for row in connection.execute(sql, values)]

        ((status, role, is_key, locality, replied),) = rows(
            "SELECT status, handling_role, is_key, locality, replied_at FROM cases WHERE id = ?", case_id
        )
        number = rows("SELECT coalesce(max(number), 1) FROM rounds WHERE case_id = ?", case_id)[0][0]
        letter = rows("SELECT * FROM replies WHERE case_id = ? AND round = ?", case_id, int(number))
        history, first_role = _history(rows, case_id, _ROLE[role])
        folder = Folder(_STATUS[status], _ROLE[role], first_role, history)
        here = (case_id, int(number))
        folder.contacts = [
            ("免予沟通" if way == "waived" else way, points)
            for way, points in rows("SELECT way, points FROM contacts WHERE case_id = ? AND round = ?", *here)
        ]
        found = rows(
            "SELECT reviewer, decided_at, secrecy_reviewer, decision FROM disclosure_reviews WHERE case_id = ? AND round = ?",
            *here,
        )
        folder.reviews = [(one[0], one[1], one[2]) for one in found]
        folder.decision = Disclosure(found[-1][3]).label if found else ""
        folder.leaders = [
            (
                who,
                {"principal": "主要领导", "deputy": "分管领导"}.get(level, ""),
                {"passed": "同意"}.get(verdict, ""),
            )
            for who, level, verdict in rows(
                "SELECT reviewer, signer_level, verdict FROM reviews WHERE case_id = ? AND round = ? AND stage = 'leader'"
                " ORDER BY id",
                *here,
            )
        ]
        kind = "0" if role == "co_handling" else "1"
        folder.waived = [
            (need, key, reason, by)
            for need, key, reason, by, answers in rows(
                "SELECT need, key, reason, approved_by, answers_proposer FROM waivers WHERE case_id = ? AND round = ?",
                *here,
            )
            if answers == kind
        ]
        folder.unhappy = [
            one[0]
            for one in rows(
                "SELECT proposer FROM feedback_forms WHERE case_id = ? AND round = ? AND counts_as = 'dissatisfied'",
                *here,
            )
        ]
        folder.consents = [
            (one[0], one[1], one[2])
            for one in rows(
                "SELECT proposer, day, words FROM consents WHERE case_id = ? AND round = ?", *here
            )
        ]
        said = {"agrees": "同意", "wishes": "有意见", "": ""}
        folder.shown = [
            (who, said[answer], done)
            for who, answer, done in rows(
                "SELECT proposer, answer, settled FROM pre_replies WHERE case_id = ? AND round = ? ORDER BY shown_at, id",
                *here,
            )
        ]
        folder.to_show = ["林一帆", "何青"] if locality == SEE_FIRST else []
        tied = [
            one[0] for one in rows("SELECT answered_in FROM asks WHERE case_id = ? ORDER BY number", case_id)
        ]
        of_round = f"{here[1]}:"  # a tie of a later round says so
        folder.asks = (
            ["" if ":" in one else one for one in tied]
            if here[1] == 1
            else [one.removeprefix(of_round) if one.startswith(of_round) else "" for one in tied]
        )
        folder.has_letter = bool(letter)
        if letter:
            reply_id = int(letter[0][0])
            folder.text = "\n".join(
                one[0] for one in rows("SELECT text FROM reply_sections WHERE reply_id = ?", reply_id)
            )
            ((result, signer, issuer, issued, disclosure, numbered),) = rows(
                "SELECT handling_result, signer, issuer, issue_date, disclosure, document_number FROM replies WHERE id = ?",
                reply_id,
            )
            folder.words = {
                "办理结果": result, "签发人": signer, "落款单位": issuer, "成文日期": issued, "发文字号": numbered,
                "公开属性": Disclosure(disclosure).label if disclosure else "",
            }  # fmt: skip
        if locality == "national-cppcc":  # its letters print no result, and carry a number
            folder.words["办理结果"] = folder.words.get("办理结果") or "不写"
            folder.number_wanted = True
        folder.is_key = is_key == "1" or locality == "foping"  # there the principal signs every reply
        folder.replied_at = replied
        return folder


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _history(rows: Callable[..., list[tuple[str, ...]]], case_id: int, role: str) -> tuple[list[Step], str]:
    changed = {
        event: (old, new)
        for event, old, new in rows(
            "SELECT event_id, old, new FROM field_changes WHERE case_id = ? AND field = 'handling_role' ORDER BY id",
            case_id,
        )
    }
    history, first = [], next(iter(changed.values()))[0] if changed else role
    for number, kind, start, end in rows(
        "SELECT id, kind, from_status, to_status FROM events WHERE case_id = ? ORDER BY id", case_id
    ):
        if number in changed:
            history.append(Step("role", changed[number][1]))
        if end:
            what = "undone" if kind == "undone" else "moved" if start else "came"
            history.append(Step(what, _STATUS[end]))
    return history, first


def place_that_shows_first(data: Path) -> None:
    """Install the invented place of SEE_FIRST in a data folder."""
    text = (SHIPPED_TEMPLATES / "localities" / "general-words.toml").read_text(encoding="utf-8")
    for old, new in (
        ('id = "general-words"', f'id = "{SEE_FIRST}"'),
        ('name = "', 'name = "先看稿的示例区 '),
        ("[required]\n", '[required]\npre_reply = "every"\n'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    own = data / "templates" / "localities"
    own.mkdir(parents=True, exist_ok=True)
    (own / f"{SEE_FIRST}.toml").write_text(text, encoding="utf-8")


def walk(count: int, first_seed: int = 1, steps: int = STEPS) -> Tally:
    """So many walks of so many steps; a walk ends at its first fault."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        work: Workplace | None = None
        for seed in range(first_seed, first_seed + count):
            if work is None or (seed - first_seed) % CASES_A_STORE == 0:
                if work:
                    work.close()
                place_that_shows_first(Path(folder))
                work = set_up(Store.in_memory(), Path(folder), now=lambda: _NOW, officer="周经办")
            _walk_one(work, seed, steps, tally)
        if work:
            work.close()
    return tally


def _walk_one(work: Workplace, seed: int, steps: int, tally: Tally) -> None:
    one = Walk(work, seed)
    tally.walks += 1
    for _ in range(steps):
        if one.step():
            tally.done += 1
        else:
            tally.refused += 1
        folder = folder_of(work, one.id)
        tally.seen[f"{folder.role} {folder.status}"] += 1
        tally.outside += folder.status in (*SENT, "已签发", "编号用印")
        if found := faults(folder):
            tally.faults.append((seed, found, one.trail))
            return

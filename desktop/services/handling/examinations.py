"""The assigning office's examination of our reply 「答复审查」: recorded point by point; what is returned goes back to drafting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.event import NoteWords
from desktop.domain.case.moves import MoveKind, kind_of
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.examination import Examination, Examined, PointVerdict, points_of, read_returns
from desktop.domain.rules.locality import ExaminationPoint
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import checked_day
from desktop.services.cases.clocks import current_round
from desktop.services.gates.joint_letter import lead_of, letter_of
from desktop.services.handling.progress import move_case
from desktop.services.office.recording import record_event
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import EXAMINATION_POINTS, EXAMINATIONS


def examination_points(work: Workplace, case: Case) -> tuple[ExaminationPoint, ...]:
    """The points by which replies are examined in the case's place; the usual five if its rules list none."""
    return points_of(rules_of(work, case).examination)


def record_examination(
    work: Workplace,
    case_id: int,
    examiner: str,
    returned: Mapping[str, str] | None = None,
    *,
    remark: str = "",
    day: date | None = None,
    move: bool = True,
) -> Examined:
    """Record an examination. `returned`: the reason for each point that was returned, by key or label; all others passed.

    With a returned point the case goes back to drafting, with the reasons in the move's note; a reply that was out counts as not
    sent until it goes out again. Raises Refused without an examiner or a letter of this round, for a co-handled case and one
    whose letter is that of a lead case 「并案」, for an unknown point, one without a reason, and for a day that contradicts others.
    """
    case = _with_letter(work, case_id)
    if not examiner.strip():
        raise Refused("答复审查没有写是谁审的", "请填写审查的单位或姓名")
    points = examination_points(work, case)
    reasons = read_returns(points, returned or {})
    when = checked_day(work, case, "答复审查", day)
    number = current_round(work, case).number
    with work.store.writing():
        stored = EXAMINATIONS.add(
            work.store, Examination(case_id, when, examiner.strip(), remark.strip(), number)
        )
        verdicts = tuple(
            EXAMINATION_POINTS.add(
                work.store, PointVerdict(stored.id, point.key, point.label, reasons.get(point.key, ""))
            )
            for point in points
        )
        found = Examined(stored, verdicts)
        note = f"{NoteWords.EXAMINED}{stored.examiner}，{found.verdict}"
        note += f"：{found.reasons}" if found.returned else ""
        record_event(work, case_id, note + (f"，{stored.remark}" if stored.remark else ""), day=when)
        if found.returned and move:
            _send_back(work, case, f"{stored.examiner}审查退回：{found.reasons}", when)
    return found


def examinations_of(work: Workplace, case_id: int) -> tuple[Examined, ...]:
    """Every examination of the case's letters with its points, oldest first."""
    return tuple(
        Examined(one, EXAMINATION_POINTS.of(work.store, one.id))
        for one in EXAMINATIONS.of(work.store, case_id)
    )


def remove_examination(work: Workplace, examination_id: int, why: str) -> None:
    """Remove an examination recorded by mistake; the history keeps it, and the case stays where it is.

    Raises Refused for an unknown one and without a reason.
    """
    known = EXAMINATIONS.by_id(work.store, examination_id)
    if known is None:
        raise Refused(f"没有序号为 {examination_id} 的答复审查", "请先列出这一件的审查，核对序号")
    if not why.strip():
        raise Refused("撤回要写明原因", "请写一句原因")
    found = Examined(known, EXAMINATION_POINTS.of(work.store, known.id))
    with work.store.writing():
        EXAMINATIONS.remove(work.store, examination_id)
        words = f"撤回{NoteWords.EXAMINED}{known.examiner}，{found.verdict}；原因：{why.strip()}"
        record_event(work, known.case_id, words)


def _with_letter(work: Workplace, case_id: int) -> Case:
    case = get_case(work, case_id)
    if not case.handling_role.answers_proposer:
        raise Refused("会办件由主办单位答复提案者", "会办件没有答复审查")
    lead = lead_of(work, case)
    if lead is not None:
        raise Refused(f"第{case.number}号已并入第{lead.number}号", f"答复审查请在第{lead.number}号登记")
    letter = letter_of(work, case)
    if letter is None or letter.round != current_round(work, case).number:
        raise Refused("还没有答复稿，没有可以审查的", "请先拟写答复")
    return case


def _send_back(work: Workplace, case: Case, why: str, day: date) -> None:
    if case.status is Status.DRAFTING:
        return
    jump = kind_of(case.handling_role, case.status, Status.DRAFTING) is MoveKind.JUMP
    move_case(work, case.id, Status.DRAFTING, why, jump=jump, day=day)

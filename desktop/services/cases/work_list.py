"""The work list as it is shown: cases with their next step and what they wait for, and the number of cases in each list.

Loads little, because the window begins with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.next_step import WorkFacts, pending_step
from desktop.domain.case.status import Status
from desktop.domain.case.waiting import People, WaitFacts, deputy_label, waiting_of
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow, SmartList, due_state, session_label
from desktop.services.office.workplace import Workplace
from desktop.store.cases import case_list
from desktop.store.cases.list_marks import ListMarks, list_marks

if TYPE_CHECKING:
    from desktop.store.letters.replies import DraftLengths


def list_cases(work: Workplace, query: CaseQuery, *, count_drafts: bool = True) -> CasePage:
    """One page of the work list for the query; the number of SQL statements does not depend on the number
    of rows.

    Without `count_drafts` no template is read; next step and waiting of cases in DRAFTING are empty. What bars a gate is not asked
    here: `services.cases.waiting`.
    """
    rows, total = case_list.list_rows(work.store, query, work.today)
    drafting = [row.id for row in rows if row.status is Status.DRAFTING]
    lengths = _section_lengths(work, drafting) if count_drafts else dict.fromkeys(drafting)
    marks = list_marks(work.store, {row.id: row.status for row in rows})
    marked = (_marked(row, lengths.get(row.id, ()), marks.get(row.id, _NO_MARKS), work.today) for row in rows)
    return CasePage(tuple(marked), total)


_NO_MARKS = ListMarks()


def _marked(row: CaseRow, sections: tuple[int, ...] | None, marks: ListMarks, today: date) -> CaseRow:
    """The row with its next step, what it waits for, and its due mark; `sections` None: a draft that is not counted."""
    due = row.due
    if marks.extended or marks.paused_since:
        due = due_state(
            row.status, due.due_at, today, extended=marks.extended, paused_since=marks.paused_since
        )
    if sections is None:
        return replace(row, due=due, absent=marks.absent)
    waiting = waiting_of(_wait_facts(row, sections, marks, today))
    return replace(
        row, due=due, next_step=_next_step(row, sections, marks), waiting=waiting, absent=marks.absent
    )


def _next_step(row: CaseRow, sections: tuple[int, ...], marks: ListMarks) -> str:
    waits = row.status is Status.CONTACTING and bool(marks.contacts)
    if marks.lead and not row.status.is_replied and (row.status.is_of_letter or waits):
        return f"随第{marks.lead}号"  # the letter is that of the lead case
    missing = len(marks.opinions.units) if marks.opinions else 0
    facts = WorkFacts(marks.contacts, missing, marks.dissatisfied, paused=marks.paused_since is not None)
    return pending_step(row.status, sections, role=row.handling_role, facts=facts)


def _wait_facts(row: CaseRow, sections: tuple[int, ...], marks: ListMarks, today: date) -> WaitFacts:
    return WaitFacts(
        status=row.status,
        role=row.handling_role,
        today=today,
        people=People(
            deputy_label(row.officer, marks.absent),
            row.section,
            row.leader,
            marks.signer,
            row.lead_unit,
            row.assigning_office,
        ),
        assigned_at=row.assigned_at,
        acknowledged_at=row.acknowledged_at,
        replied_at=row.replied_at,
        move=marks.move,
        paused_since=marks.paused_since,
        pause_reason=marks.pause_reason,
        lead=marks.lead,
        opinions=marks.opinions,
        not_asked=tuple(unit for unit in row.co_units if unit not in marks.asked) if row.co_units else (),
        contacts=marks.contacts,
        excused=marks.excused,
        sections=sections,
        needs_feedback=row.needs_feedback,
        dissatisfied=marks.dissatisfied,
        outstanding=_outstanding(row, marks) if row.status in _FEEDBACK else 0,
        sent_at=marks.sent_at,
        shown_at=marks.shown_at,
        promises=marks.promises,
    )


_FEEDBACK = frozenset({Status.REPLIED, Status.FEEDBACK_WAIT})


def _outstanding(row: CaseRow, marks: ListMarks) -> int:
    """How many signers have not returned their form; one where no proposer is known."""
    names = row.proposer_names
    return sum(name not in marks.back for name in names) if names else int(not marks.back)


def _section_lengths(work: Workplace, ids: list[int]) -> dict[int, tuple[int, ...]]:
    """The lengths of the sections of these cases' letters, by case."""
    from desktop.store.letters.replies import section_lengths  # the first list is shown without it

    return {case_id: _counted(work, draft) for case_id, draft in section_lengths(work.store, ids).items()}


def _counted(work: Workplace, draft: DraftLengths) -> tuple[int, ...]:
    """The length of every section; optional sections count as written."""
    template = work.library.replies.get(draft.template)
    plans = {plan.key: plan for plan in template.sections} if template else {}
    return tuple(length or int(key in plans and not plans[key].required) for key, length in draft.sections)


def smart_counts(work: Workplace) -> dict[SmartList, int]:
    """The number of cases in each smart list today."""
    return case_list.smart_counts(work.store, work.today)


def session_counts(work: Workplace) -> list[tuple[int, int, str, int]]:
    """(term, session, 「十五届三次会议」, number of cases) of each session, newest first."""
    return [
        (term, session, session_label(term, session), count)
        for term, session, count in case_list.session_counts(work.store)
    ]

"""The work list as it is shown: cases with their next step, and the number of cases in each list.

Loads little, because the window begins with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.next_step import WorkFacts, pending_step
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow, SmartList, due_state, session_label
from desktop.services.office.workplace import Workplace
from desktop.store.cases import case_list
from desktop.store.cases.case_list import ListMarks, list_marks

if TYPE_CHECKING:
    from desktop.store.letters.replies import DraftLengths


def list_cases(work: Workplace, query: CaseQuery, *, count_drafts: bool = True) -> CasePage:
    """One page of the work list for the query; the number of SQL statements does not depend on the number
    of rows.

    Without `count_drafts` no template is read, and the next step of cases in DRAFTING is "".
    """
    rows, total = case_list.list_rows(work.store, query, work.today)
    drafting = [row.id for row in rows if row.status is Status.DRAFTING]
    steps = _section_lengths(work, drafting) if count_drafts else {}
    marks = list_marks(work.store, [row.id for row in rows])
    rows_with_step = [
        _with_next_step(row, steps.get(row.id, ()), marks.get(row.id, ListMarks()), work.today)
        for row in rows
    ]
    uncounted = frozenset() if count_drafts else frozenset(drafting)
    return CasePage(
        tuple(replace(row, next_step="") if row.id in uncounted else row for row in rows_with_step), total
    )


def _with_next_step(row: CaseRow, steps: tuple[int, ...], marks: ListMarks, today: date) -> CaseRow:
    """The row with its next step and its due mark (extended or paused)."""
    facts = WorkFacts(
        marks.contacts, marks.missing_opinions, marks.dissatisfied, paused=marks.paused_since is not None
    )
    due = due_state(
        row.status, row.due.due_at, today, extended=marks.extended, paused_since=marks.paused_since
    )
    step = pending_step(row.status, steps, role=row.handling_role, facts=facts)
    waits = row.status is Status.CONTACTING and bool(marks.contacts)
    if marks.lead and not row.status.is_replied and (row.status.is_of_letter or waits):
        step = f"随第{marks.lead}号"  # the letter is that of the lead case
    return replace(row, due=due, next_step=step)


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

"""What cases wait for 「在等什么」, with what bars those that stand before a gate.

The work list says the rest of the sentence by itself (`list_cases`): this asks the one readiness, a few dozen queries a case, so
only for the rows that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.waiting import UNKNOWN, Waiting
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.domain.gates.lacking import lacking_words
from desktop.services.cases.cases import get_case
from desktop.services.cases.work_list import list_cases
from desktop.services.gates.readiness import readiness
from desktop.services.office.workplace import Workplace


def list_whole(work: Workplace, query: CaseQuery) -> CasePage:
    """One page of the work list, with what bars its cases; for lists that need not be shown at once."""
    page = list_cases(work, query)
    return CasePage(with_lacking(work, page.rows), page.total)


def with_lacking(work: Workplace, rows: Iterable[CaseRow]) -> tuple[CaseRow, ...]:
    """The rows; those before a gate say what bars it, if anything does."""
    return tuple(
        replace(row, waiting=Waiting(words)) if (words := _lacking(work, row)) else row for row in rows
    )


def waits_for(work: Workplace, case: Case) -> Waiting:
    """The sentence of a stored case, the same as in the work list; UNKNOWN for one in the bin, which is not in it."""
    return next((row.waiting for row in list_whole(work, CaseQuery(ids=(case.id,), limit=1)).rows), UNKNOWN)


def _lacking(work: Workplace, row: CaseRow) -> str:
    gate = row.waiting.gate
    return lacking_words(gate, readiness(work, get_case(work, row.id), gate)) if gate else ""

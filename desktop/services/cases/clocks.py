"""The clock of a case: its due date and the explanation. Extensions and pauses: desktop.services.handling.deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.deadlines.case_clock import CaseClock, deadline_of, extension_limit
from desktop.domain.deadlines.deadline import Deadline, Pause
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import Locality
from desktop.domain.words.dates import chinese_date
from desktop.services.office.rules import adopt_rules, calendar_of, changes_rulebook, rules_of, traits_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.handling import EXTENSIONS, PAUSES, ROUNDS


def due_by_rule(work: Workplace, case: Case) -> Deadline | None:
    """The due date by the rule book alone; None without an assignment day or a rule.

    A co-handling unit's deadline is that of its opinion, a second round's that of 二次办理.
    """
    return _worked_out(work, case, current_round(work, case), ())


def with_due_day(work: Workplace, case: Case, before: Case | None = None) -> Case:
    """The case with a calculated due date, if it has none and the rules give one.

    A calculated due date is calculated again if the assignment day or the place changed since `before`.
    """
    if (
        before
        and (before.assigned_at != case.assigned_at or changes_rulebook(before, case))
        and before.due_at == case.due_at
        and not _is_given(work, case)
    ):
        case = replace(case, due_at=None)
    found = due_by_rule(work, case) if case.due_at is None else None
    return replace(case, due_at=found.due) if found else case


def current_round(work: Workplace, case: Case) -> HandlingRound:
    """The current round of the case; without a stored round, the first round derived from the case's own dates."""
    rounds = ROUNDS.of(work.store, case.id) if case.id else ()
    if rounds:
        return rounds[-1]
    return HandlingRound(
        case.id,
        1,
        case.assigned_at,
        "",
        _is_given(work, case),
        first_due_at=case.due_at,
        due_at=case.due_at,
        replied_at=case.replied_at,
    )


def clock_of(work: Workplace, case: Case, calendar: HolidayCalendar | None = None) -> CaseClock:
    """The clock of the current round with its extensions and pauses; under `calendar` instead of the present one if given."""
    present = current_round(work, case)
    if present.id and present.due_at != case.due_at:
        return CaseClock(
            given=case.due_at, done_at=case.replied_at
        )  # the due date was typed and has no calculation
    pauses = PAUSES.of(work.store, case.id, round=present.number)
    first = _worked_out(work, case, present, (), calendar)
    given = present.first_due_at if present.given or first is None else None
    return CaseClock(
        first=first,
        counted=_worked_out(work, case, present, pauses, calendar) if pauses else None,
        given=given,
        extensions=EXTENSIONS.of(work.store, case.id, round=present.number),
        pauses=pauses,
        done_at=case.replied_at,
    )


def explain_due(work: Workplace, case: Case) -> tuple[str, ...]:
    """Why the case is due on that day, one short Chinese line per step; () if it has no due date."""
    clock = clock_of(work, case)
    lines: list[str] = []
    if clock.given:
        lines.append(f"交办单注明期限：{chinese_date(clock.given)}")
    elif clock.calculation:
        lines += (*clock.calculation.explanation, f"办理规则：{rules_of(work, case).edition}")
    for extension in clock.extensions:
        words = f"延期：{chinese_date(extension.old_due)}改为{chinese_date(extension.new_due)}"
        lines.append(f"{words}，{extension.approved_by}同意，原因：{extension.reason}")
    for pause in clock.pauses:
        end = f"至{chinese_date(pause.resumed)}" if pause.resumed else "起，尚未恢复"
        lines.append(f"暂停：{chinese_date(pause.first)}{end}，原因：{pause.reason}")
    if case.due_at and (clock.extensions or clock.pauses):
        lines.append(f"现期限：{chinese_date(case.due_at)}")
    return tuple(lines)


def limit_of(work: Workplace, case: Case) -> Deadline | None:
    """The latest day to which the case may be extended; None if the rules set no limit."""
    first_due = clock_of(work, case).first_due
    if case.assigned_at is None or first_due is None:
        return None
    return extension_limit(
        rules_of(work, case), case.assigned_at, first_due, calendar_of(work), traits_of(case)
    )


def due_under(work: Workplace, case: Case, rules: Locality, calendar: HolidayCalendar) -> date | None:
    """The due date of the current round under these rules and this calendar; None if the rules give none."""
    present = current_round(work, case)
    found = _by(rules, calendar, case, present, PAUSES.of(work.store, case.id, round=present.number))
    return found.due if found else None


def ensure_round(work: Workplace, case: Case) -> HandlingRound:
    """The current round as a stored row; created with its rule book if missing."""
    adopt_rules(work, case)
    return ROUNDS.save(work.store, current_round(work, case))


def _is_given(work: Workplace, case: Case) -> bool:
    return bool(case.id) and "due_at" in cases.origins_of(work.store, case.id)


def _worked_out(
    work: Workplace,
    case: Case,
    present: HandlingRound,
    pauses: Sequence[Pause],
    calendar: HolidayCalendar | None = None,
) -> Deadline | None:
    return _by(rules_of(work, case), calendar or calendar_of(work), case, present, pauses)


def _by(
    rules: Locality, calendar: HolidayCalendar, case: Case, present: HandlingRound, pauses: Sequence[Pause]
) -> Deadline | None:
    name = ClockName.REPLY if case.handling_role.answers_proposer else ClockName.CO_OPINION
    if present.number > 1:
        name = ClockName.REHANDLING
    started = case.assigned_at if present.number == 1 else present.started_at
    return deadline_of(rules, name, started, calendar, traits_of(case), pauses)

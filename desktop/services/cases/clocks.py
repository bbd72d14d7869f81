"""The clocks of a case: the one reckoning of every due day, with its explanation.

Every list, page, reminder and export gets its due days here or from what `settle` stored. Extensions and pauses:
desktop.services.handling.deadlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.deadlines.case_clock import (
    BEYOND_LIMIT,
    CaseClock,
    StartDays,
    deadline_of,
    extension_limit,
)
from desktop.domain.deadlines.deadline import Deadline, Pause, late_mark
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.records.feedback import dissatisfied_since
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import Locality
from desktop.domain.words.dates import chinese_date
from desktop.services.office.rules import adopt_rules, calendar_of, rules_of, traits_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.handling import CO_OPINIONS, EXTENSIONS, FEEDBACK, PAUSES, ROUNDS

_FACTS = (
    "matter_type",
    "level",
    "region",
    "time_mark",
    "proposers",
    "handling_role",
    "is_key",
    "assigned_at",
    "acknowledged_at",
    "locality",
)


def start_days(
    work: Workplace, case: Case, present: HandlingRound | None = None, asked: date | None = None
) -> StartDays:
    """The days of the events from which the clocks of the current round run; `asked` is the day a unit was asked.

    Of a case in which this office is the co-handling unit, the request came with the assignment.
    """
    round_now = present or current_round(work, case)
    ours = case.handling_role is HandlingRole.CO_HANDLING
    again = round_now.number > 1
    return StartDays(
        assigned=case.assigned_at,
        acknowledged=case.acknowledged_at,
        asked=case.assigned_at if ours else asked,
        replied=case.replied_at,
        dissatisfied=_dissatisfied(work, round_now) if again else None,
        reassigned=round_now.started_at if again else None,
        reply_due=None if ours else case.due_at,
    )


def deadline(work: Workplace, case: Case, name: ClockName, asked: date | None = None) -> Deadline | None:
    """The deadline of that clock of the case by its rules; None if the rules have none or it has not started."""
    starts = start_days(work, case, asked=asked)
    return deadline_of(rules_of(work, case), name, starts, calendar_of(work), traits_of(case))


def due_by_rule(work: Workplace, case: Case) -> Deadline | None:
    """The due date by the rule book alone; None without an assignment day or a rule.

    A co-handling unit's deadline is that of its opinion, a second round's that of 二次办理.
    """
    return _by(work, rules_of(work, case), calendar_of(work), case, current_round(work, case), ())


def settle(
    work: Workplace, case: Case, calendar: HolidayCalendar | None = None, *, anew: bool = False
) -> Case:
    """Store the case and its round with the due day that follows from rule, start, pauses and extensions.

    Nothing else writes the due day of a stored case. Call it after every change of what the due day follows from. A case that
    is replied keeps the due day at which its reply was measured, unless one of those facts was corrected: `anew`.
    """
    before, present = cases.read_case(work.store, case.id), current_round(work, case)
    clock = _reckoned(work, case, present, calendar or calendar_of(work))
    due = case.due_at if case.replied_at and case.due_at and not anew else clock.due
    settled = replace(case, due_at=due)
    cases.update_case(work.store, settled)
    if present.id:
        first = clock.first_due if due == clock.due else present.first_due_at
        ROUNDS.change(work.store, replace(present, first_due_at=first, due_at=due))
    if before:
        _move_opinions(work, before, settled)
    return settled


def changed_facts(before: Case, after: Case) -> tuple[str, ...]:
    """The keys of the fields that changed and from which due days follow."""
    return tuple(key for key in _FACTS if getattr(before, key) != getattr(after, key))


def rests_on(before: Case, after: Case) -> bool:
    """True if a field changed from which the due day follows."""
    return bool(changed_facts(before, after))


def keep_given(work: Workplace, case: Case, day: date | None, source: str) -> None:
    """Store the due day that the assigning notice names for the current round, with its source; None = it names none."""
    adopt_rules(work, case)
    present = replace(current_round(work, case), given=day is not None, first_due_at=day, source=source)
    ROUNDS.save(work.store, present)


def current_round(work: Workplace, case: Case) -> HandlingRound:
    """The current round of the case; without a stored round, the first round derived from the case's own dates."""
    rounds = ROUNDS.of(work.store, case.id) if case.id else ()
    if rounds:
        return rounds[-1]
    return HandlingRound(
        case.id, 1, case.assigned_at, first_due_at=case.due_at, due_at=case.due_at, replied_at=case.replied_at
    )


def clock_of(work: Workplace, case: Case) -> CaseClock:
    """The clock of the current round with its extensions and pauses.

    The due day of a case that is replied stays the one at which its reply was measured.
    """
    found = _reckoned(work, case, current_round(work, case), calendar_of(work))
    return replace(found, settled=case.due_at) if case.replied_at else found


def explain_due(work: Workplace, case: Case) -> tuple[str, ...]:
    """Why the case is due on that day, one short Chinese line per step; () if it has no due date."""
    clock, present = clock_of(work, case), current_round(work, case)
    lines: list[str] = []
    if clock.given:
        lines.append(
            f"交办单注明期限：{chinese_date(clock.given)}{_source_words(work, case)}{correction_marks(present)}"
        )
    elif clock.calculation:
        lines += (*clock.calculation.explanation, f"办理规则：{rules_of(work, case).edition}")
        lines += [correction_words(present)] if present.entered_late else []
    lines += [extension.words for extension in clock.extensions]
    lines += [pause.words for pause in clock.pauses]
    shown = clock.calculation.due if clock.calculation and not clock.given else clock.given
    if case.due_at and (clock.extensions or clock.pauses or case.due_at != shown):
        lines.append(f"现期限：{chinese_date(case.due_at)}")
    return tuple(lines)


def correction_marks(present: HandlingRound) -> str:
    """「（补记：2026年11月28日登记，区府办同意）（超过最长期限，特批）」 behind a corrected due day; "" if it bears no mark."""
    agreed = f"，{present.approved_by}同意" if present.approved_by else ""
    marks = [late_mark(present.recorded_at) + agreed] if present.entered_late else []
    marks += [BEYOND_LIMIT] if present.beyond_limit else []
    return "".join(f"（{mark}）" for mark in marks)


def correction_words(present: HandlingRound) -> str:
    """「更正期限：2026年7月5日（补记：…）」, 「更正期限：按规则计算（补记：…）」; "" if the round bears no mark."""
    named = chinese_date(present.first_due_at) if present.given and present.first_due_at else "按规则计算"
    marks = correction_marks(present)
    return f"更正期限：{named}{marks}" if marks else ""


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
    return _reckoned(work, case, current_round(work, case), calendar, rules).due


def ensure_round(work: Workplace, case: Case) -> HandlingRound:
    """The current round as a stored row; created with its rule book if missing."""
    adopt_rules(work, case)
    return ROUNDS.save(work.store, current_round(work, case))


def _move_opinions(work: Workplace, before: Case, after: Case) -> None:
    """Move the due days of awaited co-opinions that follow from the case by rule; days that were named stay."""
    if not rests_on(before, after) and before.due_at == after.due_at:
        return
    for opinion in CO_OPINIONS.of(work.store, after.id):
        old = deadline(work, before, ClockName.CO_OPINION, opinion.asked_at)
        new = deadline(work, after, ClockName.CO_OPINION, opinion.asked_at)
        if opinion.is_awaited and old and new and opinion.due_at == old.due != new.due:
            CO_OPINIONS.change(work.store, replace(opinion, due_at=new.due))


def _source_words(work: Workplace, case: Case) -> str:
    source = current_round(work, case).source
    return f"（{source}）" if source else ""


def _dissatisfied(work: Workplace, present: HandlingRound) -> date | None:
    """The day of the feedback that led to this round; the day it was opened where no such form is recorded."""
    forms = FEEDBACK.of(work.store, present.case_id, round=present.number - 1)
    return dissatisfied_since(forms) or present.started_at


def _reckoned(
    work: Workplace,
    case: Case,
    present: HandlingRound,
    calendar: HolidayCalendar,
    other: Locality | None = None,
) -> CaseClock:
    rules = other or rules_of(work, case)
    pauses = PAUSES.of(work.store, case.id, round=present.number) if case.id else ()
    return CaseClock(
        first=_by(work, rules, calendar, case, present, ()),
        counted=_by(work, rules, calendar, case, present, pauses) if pauses else None,
        given=present.first_due_at if present.given else None,
        extensions=EXTENSIONS.of(work.store, case.id, round=present.number) if case.id else (),
        pauses=pauses,
        done_at=case.replied_at,
        calendar=calendar,
    )


def _by(
    work: Workplace,
    rules: Locality,
    calendar: HolidayCalendar,
    case: Case,
    present: HandlingRound,
    pauses: Sequence[Pause],
) -> Deadline | None:
    name = ClockName.REPLY if case.handling_role.answers_proposer else ClockName.CO_OPINION
    if present.number > 1:
        name = ClockName.REHANDLING
    return deadline_of(rules, name, start_days(work, case, present), calendar, traits_of(case), pauses)

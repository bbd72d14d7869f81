"""Plan import requests one after the other: which case each creates or changes, its differences and its due day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.importing.diff import CLOCK_FACTS, Difference, differences, is_stated
from desktop.domain.importing.matter_match import AmbiguousMatch
from desktop.domain.importing.plan import (
    ImportStatus,
    IntakeKind,
    ItemKey,
    PlannedChange,
    PlannedItem,
    SetBy,
)
from desktop.domain.importing.similarity import subject_similarity
from desktop.services.cases.cases import IMPORT, OFFICER
from desktop.services.cases.chronology import refuse_contradictions
from desktop.services.cases.clocks import clock_of, due_by_rule
from desktop.services.importing.known_matters import KnownMatters, Ref, matter_name
from desktop.services.importing.letter_plan import (
    NOTHING_SAID,
    LetterPlan,
    plan_letter,
    unsettled_result,
    with_letter,
)
from desktop.services.importing.recognised_values import new_case
from desktop.services.importing.reply_parts import with_rule_book
from desktop.services.importing.request import ImportRequest
from desktop.services.office.office import read_office
from desktop.services.office.places import place_id
from desktop.services.office.rules import default_level
from desktop.services.office.workplace import Workplace

Facts = Mapping[ItemKey, tuple[object, ...]]
_SAME_SUBJECT = 0.6
"""Minimum likeness of subjects for two rows of one list with the same number to count as one matter."""


# Due dates 「办理期限」 of imported cases: read from the source, or calculated from the rule book 「推算」.
class DueDays:
    """Calculates due dates of new cases; cases with the same rule traits and assignment day share one calculation."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self._known: dict[tuple[object, ...], date | None] = {}

    def suggested(self, case: Case) -> date | None:
        """The due date by the rule book; None without an assignment day or a matching rule."""
        if case.assigned_at is None:
            return None
        first = case.first_proposer
        place = (case.locality, case.region, case.level, case.matter_type)
        traits = (case.handling_role, case.is_key, case.time_mark, first.kind if first else None)
        key = (*place, *traits, case.assigned_at)
        if key not in self._known:
            found = due_by_rule(self._work, replace(case, id=0))
            self._known[key] = found.due if found else None
        return self._known[key]

    def with_suggestion(self, case: Case) -> tuple[Case, bool]:
        """The case with a calculated due date where it had none, and whether one was calculated."""
        if case.due_at is not None:
            return case, False
        due = self.suggested(case)
        return replace(case, due_at=due), due is not None


def with_moved_clock(work: Workplace, case: Case, found: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """The differences, with `due_at` adjusted for a case whose clock was extended or paused.

    The original due date is dropped as no change; any other due date needs a decision.
    """
    due_change = next((difference for difference in found if difference.key == "due_at"), None)
    if due_change is None or not case.id:
        return found
    clock = clock_of(work, case)
    if not (clock.extensions or clock.pauses):
        return found
    others = tuple(difference for difference in found if difference is not due_change)
    return (
        others if due_change.new == clock.first_due else (*others, replace(due_change, needs_decision=True))
    )


@dataclass(frozen=True, slots=True)
class ImportChange:
    """The planned change of one request. `case`: the new case, or the stored one with every change that
    needs no decision.
    """

    request: ImportRequest
    item: PlannedItem
    case: Case | None = None
    differences: tuple[Difference, ...] = ()
    letter: LetterPlan = NOTHING_SAID
    ref: Ref | None = None

    @property
    def free(self) -> frozenset[str]:
        """The keys that change without a decision by the officer."""
        return frozenset(change.key for change in self.item.changes if not change.needs_decision)


class ChangePlanner:
    """Plans requests in their order; a later request sees the changes planned for earlier ones."""

    def __init__(self, work: Workplace, known: KnownMatters, *, similar_matters: bool = True) -> None:
        self._work, self._known, self._similar_matters = work, known, similar_matters
        self._office_region = read_office(work).region
        self._due = DueDays(work)
        self._rows: dict[Ref, list[ItemKey]] = {}  # list rows that referred to each case so far

    def changes(self, requests: Iterable[ImportRequest]) -> Iterator[ImportChange]:
        """One planned change per request, in the same order."""
        for request in requests:
            yield self._plan(request)

    def _plan(self, request: ImportRequest) -> ImportChange:
        request = _with_known_place(self._work, request)
        if request.refusal:
            return ImportChange(request, _refused_item(request, request.refusal))
        ref = self._known.find(request.matter)
        if isinstance(ref, AmbiguousMatch):
            return ImportChange(request, _refused_item(request, self._doubt_words(request, ref)))
        if ref is None and (binned := self._known.find_binned(request.matter)):
            words = f"第{request.matter.number}号在回收站里，请先放回，再收一次。"
            return ImportChange(request, replace(_refused_item(request, words), in_bin=binned))
        if ref is None:
            return self._new(request)
        earlier = self._earlier_row(request, ref)
        if earlier is not None and self._is_other(request, ref):
            return ImportChange(
                request, _refused_item(request, f"编号与第 {earlier[1]} 行相同，案由却不同，请核对清单。")
            )
        planned = self._existing(request, ref, in_doubt=earlier is not None)
        self._rows.setdefault(ref, []).append(request.key)
        return planned

    def _new(self, request: ImportRequest) -> ImportChange:
        given = {key: value for key, value in request.values.items() if value is not None}
        case = new_case(given, self._office_region)
        if "level" not in given:
            case = replace(case, level=default_level(self._work, case))
        case = replace(case, status=request.first_status(case))
        if request.reply is not None:
            case = with_rule_book(self._work, case, request.reply)
        contradiction = self._contradiction(Case(), case)
        if contradiction:
            return ImportChange(request, _refused_item(request, contradiction))
        case, derived = self._due.with_suggestion(case)
        letter = plan_letter(self._work, request, case, None)
        like = self._known.similar(None, case) if self._similar_matters else ()
        item = PlannedItem(
            key=request.key,
            kind=request.kind,
            status=ImportStatus.NEW,
            name=_name_of(case),
            message=f"{_name_of(case)}：{'新建办件和答复' if request.reply else '新建'}",
            source=request.source,
            subject=case.subject,
            changes=letter.changes,
            similar_matters=like,
            due_at=case.due_at,
            due_derived=derived,
            remarks=self._remarks(request, case),
            **_people(case),
        )
        self._remember(
            request, request.key, case, with_letter(letter, None, frozenset(c.key for c in letter.changes))
        )
        self._rows.setdefault(request.key, []).append(request.key)
        return ImportChange(request, item, case, letter=letter, ref=request.key)

    def _existing(self, request: ImportRequest, ref: Ref, *, in_doubt: bool) -> ImportChange:
        known, stored = self._known.case(ref), self._known.reply(ref)
        found = self._differences(request, ref, known, in_doubt=in_doubt)
        letter = plan_letter(self._work, request, known, stored)
        if in_doubt:
            letter = replace(letter, changes=tuple(_doubted(change) for change in letter.changes))
        changes = (*(difference.shown for difference in found), *letter.changes)
        free = {difference.key: difference.new for difference in found if not difference.needs_decision}
        case = replace(known, **free)
        contradiction = self._contradiction(known, replace(case, **_unasked_days(found)))
        if contradiction:
            return ImportChange(request, _refused_item(request, contradiction))
        derived = (
            "due_at" not in self._known.origins(ref) and "due_at" not in free and case.due_at is not None
        )
        status = ImportStatus.UPDATED if changes else ImportStatus.UNCHANGED
        item = PlannedItem(
            key=request.key,
            kind=request.kind,
            status=status,
            name=_name_of(known),
            message=_planned_words(request, known, status, changes),
            source=request.source,
            subject=case.subject,
            case_id=known.id,
            follows=None if isinstance(ref, int) else ref,
            changes=changes,
            similar_matters=self._known.similar(ref, case) if self._similar_matters and changes else (),
            due_at=case.due_at,
            due_derived=derived,
            remarks=self._remarks(request, case),
            **_people(case),
        )
        taken = frozenset(change.key for change in changes if not change.needs_decision)
        self._remember(request, ref, case, with_letter(letter, stored, taken), frozenset(free))
        return ImportChange(request, item, case, found, letter, ref)

    def _remarks(self, request: ImportRequest, case: Case) -> tuple[str, ...]:
        """What of a row is not taken, and what has to be settled."""
        left = "、".join(f"{label}“{text}”" for label, text in request.not_taken.items())
        words = f"{left}没有收：请在办件里登记，写明哪一位、哪一天" if left else ""
        return tuple(filter(None, (unsettled_result(self._work, request, case), words)))

    def _contradiction(self, before: Case, after: Case) -> str:
        """What is wrong with the days of a case as planned, 「答复日期…早于交办日期…」; "" if nothing is."""
        try:
            refuse_contradictions(self._work, before, after)
        except Refused as problem:
            return f"{_name_of(after)}：{problem}"
        return ""

    def _differences(
        self, request: ImportRequest, ref: Ref, known: Case, *, in_doubt: bool
    ) -> tuple[Difference, ...]:
        values = request.values
        if (
            request.kind is IntakeKind.REPLY
        ):  # a reply mentions facts of its case only in passing: it fills blank fields only
            values = {key: value for key, value in values.items() if _fills(known, key)}
        found = with_moved_clock(self._work, known, differences(known, values, self._known.origins(ref)))
        return tuple(self._decided(request, known, difference, in_doubt) for difference in found)

    def _decided(
        self, request: ImportRequest, known: Case, difference: Difference, in_doubt: bool
    ) -> Difference:
        """The difference with `needs_decision` set.

        False for a value the officer corrected; true for rows of one list that disagree, and for a reply
        date on a case not yet replied.
        """
        if difference.key in request.typed:
            return replace(difference, needs_decision=False)
        open_case = difference.key == "replied_at" and not known.status.is_replied
        at_odds = in_doubt and not _is_blank(difference)
        return replace(difference, needs_decision=difference.needs_decision or open_case or at_odds)

    def _remember(
        self,
        request: ImportRequest,
        ref: Ref,
        case: Case,
        reply: Reply | None,
        keys: frozenset[str] | None = None,
    ) -> None:
        given = request.values.keys() if keys is None else keys
        origins = {key: OFFICER if key in request.typed else IMPORT for key in given}
        self._known.put(ref, case, origins, reply)

    def _earlier_row(self, request: ImportRequest, ref: Ref) -> ItemKey | None:
        """The key of an earlier row of the same list that referred to the same case; None if there is none."""
        rows = self._rows.get(ref, [])
        return next((key for key in rows if request.key[1] and key[1] and key[0] == request.key[0]), None)

    def _is_other(self, request: ImportRequest, ref: Ref) -> bool:
        return (
            subject_similarity(self._known.case(ref).subject, str(request.values.get("subject", "")))
            < _SAME_SUBJECT
        )

    def _doubt_words(self, request: ImportRequest, doubt: AmbiguousMatch[Ref]) -> str:
        ref = doubt.ref
        where = f"办件 #{ref}" if isinstance(ref, int) else f"第 {ref[1]} 行" if ref[1] else "前一份文件"
        if doubt.by_words:
            return f"没有编号，案由又与{where}等几件相同，不能判断是哪一件。请补上编号再收。"
        number = request.values.get("number", "")
        return f"编号 {number} 与{where}相同，案由不同，又都没有届次，不能判断是不是同一件。请在标题里写明届次再收。"


def _with_known_place(work: Workplace, request: ImportRequest) -> ImportRequest:
    """The request with the id of the place it names; refused if that place is unknown."""
    words = request.values.get("locality")
    if not words:
        return request
    try:
        found = place_id(work, words, request.values.get("matter_type"))
    except Refused as problem:
        return replace(request, refusal=str(problem))
    return replace(request, values={**request.values, "locality": found})


def _fills(known: Case, key: str) -> bool:
    blank = not is_stated(key, getattr(known, key)) or getattr(known, key) == getattr(Case(), key)
    return (
        blank and key in {"subject", "proposers", "region", "term", "session", "number"} & CASE_FIELDS.keys()
    )


def _unasked_days(found: Iterable[Difference]) -> dict[str, Any]:
    """What the file says of the clock where no officer said otherwise: it must agree with itself, whether it is taken or not."""
    return {
        difference.key: difference.new
        for difference in found
        if difference.key in CLOCK_FACTS and difference.set_by is not SetBy.OFFICER
    }


def _is_blank(difference: Difference) -> bool:
    return difference.set_by == ""


def _doubted(change: PlannedChange) -> PlannedChange:
    return replace(change, needs_decision=change.needs_decision or bool(change.old))


def facts_of(items: Iterable[PlannedItem]) -> Facts:
    """What must still hold when a plan is carried out: status, case and changes of each item, without similar cases."""
    return {item.key: (item.status, item.case_id, item.follows, item.changes) for item in items}


# Messages about a file or a row, before and after the import.
def _name_of(case: Case) -> str:
    """「十五届四次会议第085号」, or the subject where there is no number."""
    return matter_name(case.term, case.session, case.number, case.subject)


def _planned_words(
    request: ImportRequest, known: Case, status: ImportStatus, changes: tuple[PlannedChange, ...]
) -> str:
    """One Chinese line on what the import would do to an existing case."""
    free = [change.label for change in changes if not change.needs_decision]
    asked = [kept_words(change) for change in changes if change.needs_decision]
    return outcome_words(request, known, status, free, asked, "与现有内容不同，等您决定")


def kept_words(change: PlannedChange) -> str:
    """The field that stays as it is; one that moves a due day with both values: 「办理期限 2024-04-21→2024-05-08」."""
    return f"{change.label} {change.old}→{change.new}" if change.key in CLOCK_FACTS else change.label


def outcome_words(
    request: ImportRequest, known: Case, status: ImportStatus, taken: list[str], kept: list[str], why: str
) -> str:
    """「十五届四次会议第085号：更新 案由；办理期限已由您填写，未改」."""
    if request.reply is not None and status is ImportStatus.UNCHANGED:
        return f"{_name_of(known)}：与办件 #{known.id} 的答复相同"
    parts = [f"更新 {'、'.join(taken)}"] if taken else []
    parts += [f"{'、'.join(kept)}{why}"] if kept else []
    return f"{_name_of(known)}：{'；'.join(parts) or status.label}"


def _refused_item(request: ImportRequest, words: str) -> PlannedItem:
    """The REFUSED item of a request, with the reason in `words`."""
    matter = request.matter
    name = (
        matter_name(matter.term, matter.session, matter.number, matter.subject)
        if request.values
        else request.source
    )
    said = {key: value for key, value in request.values.items() if key in _SHOWN and value is not None}
    return PlannedItem(
        request.key,
        request.kind,
        ImportStatus.REFUSED,
        name,
        words,
        request.source,
        matter.subject,
        due_at=said.get("due_at"),
        proposers=tuple(one.name for one in said.get("proposers") or ()),
        role=said["handling_role"].label if "handling_role" in said else "",
    )


_SHOWN = ("proposers", "handling_role", "due_at")


def _people(case: Case) -> dict[str, Any]:
    """Who proposes and what the office does in it, for a planned item."""
    names = tuple(proposer.name for proposer in case.proposers)
    return {"proposers": names, "role": case.handling_role.label}

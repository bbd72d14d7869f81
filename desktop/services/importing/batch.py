"""Carry out an import plan 「收件」, in one transaction or in short steps, and describe the result of each item."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Generator, Iterable
from dataclasses import replace
from time import perf_counter

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import FieldChange, case_changes
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError, Refused
from desktop.domain.gates.standing import is_signed_or_out
from desktop.domain.importing.plan import (
    ImportBatch,
    ImportDecisions,
    ImportResult,
    ImportStatus,
    IntakeKind,
    ItemKey,
    PlannedChange,
)
from desktop.domain.rules.locality import Locality
from desktop.services.cases.cases import IMPORT, OFFICER
from desktop.services.cases.chronology import refuse_contradictions
from desktop.services.cases.clocks import keep_given, rests_on, settle
from desktop.services.cases.corrections import corrected
from desktop.services.cases.merging import merge_case
from desktop.services.gates.issued_letter import keep_signed
from desktop.services.gates.readiness import keeping_records
from desktop.services.importing.change_planner import ImportChange, facts_of, kept_words, outcome_words
from desktop.services.importing.letter_plan import blank_letter, with_letter
from desktop.services.importing.plan import ImportPlan, import_changes, planned_changes
from desktop.services.importing.read_fields import REPLY_PREFIX
from desktop.services.importing.undo import undo_import
from desktop.services.office.rules import adopt, installed_rules, place_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import letter_changes, open_reply, store_letter
from desktop.store.cases import cases
from desktop.store.cases.case_files import Purpose, store_file
from desktop.store.cases.case_snapshot import fingerprint, snapshot
from desktop.store.history import events
from desktop.store.history.import_batches import BatchItem, add_batch, keep_items, name_sources
from desktop.store.letters import replies

TAKE_ALL = ImportDecisions()
Changes = tuple[FieldChange, ...]
_CHANGED = ("核对期间有办件变动过，这一次没有收", "请重新核对一遍再收")


def apply_plan(work: Workplace, plan: ImportPlan, decisions: ImportDecisions = TAKE_ALL) -> ImportBatch:
    """Write the planned changes that need no decision or that `decisions` accepts, in one transaction.

    Raises Refused if a case changed since the plan was made, StoreProblem if writing fails (disk full);
    nothing is written then.
    """
    with work.store.writing():
        changes = import_changes(work, plan.readings, plan.corrections)
        if facts_of(planned.item for planned in changes) != facts_of(plan.items):
            raise Refused(*_CHANGED)
        if decisions.skip:
            changes = import_changes(work, plan.readings, plan.corrections, skip=decisions.skip)
        return _ImportRun(work, plan, decisions).carry_out(changes)


def apply_in_steps(
    work: Workplace, plan: ImportPlan, decisions: ImportDecisions = TAKE_ALL
) -> Generator[int, bool | None, ImportBatch]:
    """The same in short transactions, between which what is typed meanwhile is stored.

    Yields the number of items done so far. Sent False it comes to its end, and the result tells what has come in. If a case that
    it is to change has been changed meanwhile (Refused), writing fails or the program has a fault, what came in is taken back.
    If the program is killed, it stands among the past imports and can be taken back there.
    """
    run = _ImportRun(work, plan, decisions)
    with _TakenBack(work, run):
        return (yield from run.carry_out_in_steps())


_STEP_S = 0.03
"""The length of a step: a letter that is saved meanwhile waits for one at most."""


class _ImportRun:
    """State of one running import: the case id of each item, and the snapshot of each case before its first change."""

    def __init__(self, work: Workplace, plan: ImportPlan, decisions: ImportDecisions) -> None:
        self._work, self._plan, self._decisions = work, plan, decisions
        self._ids: dict[ItemKey, int] = {}
        self._touched: dict[int, BatchItem] = {}
        self._unnoted: set[int] = set()  # touched since `_note`
        self.batch = 0
        """The id of the batch, 0 while nothing has come in."""
        self._seen: dict[int, str] = {}  # fingerprints of stored cases as they were planned or left
        self._others_wrote = self._is_stopped = False
        self._newest = 0  # the last case that was there before
        self._contents: dict[int, bytes] = {}
        self._books: dict[tuple[object, ...], Locality] = {}

    def carry_out(self, changes: Iterable[ImportChange]) -> ImportBatch:
        results = [self._take(planned) for planned in changes]
        self._merge(results)
        self._note()
        return ImportBatch(self.batch, _in_order(results))

    def carry_out_in_steps(self) -> Generator[int, bool | None, ImportBatch]:
        store, results = self._work.store, list[ImportResult]()
        changes = deque((yield from self._planned_again()))
        while changes and not self._is_stopped:
            with store.writing():
                ends = perf_counter() + _STEP_S
                while changes:
                    planned = changes.popleft()
                    self._refuse_disturbed(planned)
                    results.append(self._take(planned))
                    if perf_counter() >= ends:
                        break
                self._note()
            yield from self._pause(len(results))
        with store.writing():
            self._merge(results)
            self._note()
        return ImportBatch(self.batch, _in_order(results))

    def _planned_again(self) -> Generator[int, bool | None, list[ImportChange]]:
        """The changes as they are now. Raises Refused if they are not those of the plan."""
        self._newest = cases.newest_id(self._work.store)
        changes = yield from self._planned_without(())
        if facts_of(planned.item for planned in changes) != facts_of(self._plan.items):
            raise Refused(*_CHANGED)
        return (yield from self._planned_without(skip)) if (skip := self._decisions.skip) else changes

    def _planned_without(self, skip: Collection[ItemKey]) -> Generator[int, bool | None, list[ImportChange]]:
        """As `import_changes`, in steps; sees how the cases that they change are then."""
        work, plan, changes = self._work, self._plan, list[ImportChange]()
        ends = perf_counter() + _STEP_S
        for planned in planned_changes(work, plan.readings, plan.corrections, skip=skip):
            changes.append(planned)
            if isinstance(planned.ref, int) and planned.item.changes:
                self._seen[planned.ref] = fingerprint(work.store, planned.ref)
            if perf_counter() >= ends:
                yield from self._pause(0)
                ends = perf_counter() + _STEP_S
        return changes

    def _pause(self, done: int) -> Generator[int, bool | None, None]:
        """Let others write, and notice if they do."""
        before = self._work.store.changes
        self._is_stopped |= (yield done) is False
        self._others_wrote |= self._work.store.changes != before

    def _refuse_disturbed(self, planned: ImportChange) -> None:
        """Raise Refused if others have changed the case of this item since, or entered its matter."""
        item, store = planned.item, self._work.store
        if not self._others_wrote or item.status is ImportStatus.REFUSED:
            return
        if item.status is ImportStatus.NEW:
            assert planned.case is not None
            twin = cases.same_matter(store, planned.case) or 0
            disturbed = twin > self._newest and twin not in self._touched
        else:
            number = planned.ref if isinstance(planned.ref, int) else self._ids[item.follows or item.key]
            disturbed = number in self._seen and fingerprint(store, number) != self._seen[number]
        if disturbed:
            raise Refused(*_CHANGED)

    def _note(self) -> None:
        """Keep for undoing what has been touched since the last time."""
        places = {number: place for place, number in enumerate(self._touched, 1)}
        store, fresh = self._work.store, dict[int, BatchItem]()
        for number in sorted(self._unnoted, key=places.__getitem__):
            after = self._seen[number] = fingerprint(store, number)
            fresh[places[number]] = self._touched[number] = replace(self._touched[number], after=after)
        self._unnoted.clear()
        if not fresh:
            return
        sources = tuple(dict.fromkeys(item.source for item in self._touched.values()))
        if self.batch:
            keep_items(store, self.batch, fresh)
            name_sources(store, self.batch, sources)
        else:
            self.batch = add_batch(store, self._work.now(), self._work.officer, sources, list(fresh.values()))

    def _take(self, planned: ImportChange) -> ImportResult:
        item = planned.item
        if item.status is ImportStatus.REFUSED:
            return _result_of(planned, ImportStatus.REFUSED, item.message, 0)
        if item.status is ImportStatus.NEW:
            return self._make(planned)
        number = planned.ref if isinstance(planned.ref, int) else self._ids[item.follows or item.key]
        self._ids[item.key] = number
        return self._change(planned, number)

    def _make(self, planned: ImportChange) -> ImportResult:
        assert planned.case is not None
        store, item = self._work.store, planned.item
        case = cases.add_case(store, planned.case)
        self._adopt_rules(case)
        if case.due_at and not item.due_derived:
            keep_given(self._work, case, case.due_at, item.source)
        case = settle(self._work, case)
        self._ids[item.key] = case.id
        self._touched[case.id] = BatchItem(case.id, item.source, item.row, item.name, None, "")
        self._unnoted.add(case.id)
        self._record(case, _origin_words(planned))
        _note_origins(self._work, planned, case.id, planned.request.values)
        self._write_letter(planned, case, planned.free)
        self._keep_original(item.key, case.id)
        return _result_of(planned, ImportStatus.NEW, item.message, case.id, planned.free)

    def _adopt_rules(self, case: Case) -> None:
        """As `adopt_installed_rules`; the book of a place is looked for once, not for every row."""
        place = place_of(case)
        if place not in self._books:
            self._books[place] = installed_rules(self._work, case)
        adopt(self._work, case, self._books[place])

    def _change(self, planned: ImportChange, number: int) -> ImportResult:
        item, store = planned.item, self._work.store
        known = cases.read_case(store, number)
        assert known is not None
        overwritten = self._decisions.overwrite.get(item.key, frozenset())
        taken = frozenset(
            change.key for change in item.changes if not change.needs_decision or change.key in overwritten
        )
        if taken:
            self._before(planned, number)
            with keeping_records(self._work, number):
                changed = self._write_case(planned, known, taken)
                of_case = case_changes(known, changed, signed=is_signed_or_out(known.status))
                changes = of_case + self._write_letter(planned, changed, taken)
            _note_origins(self._work, planned, number, taken)
            labels = [change.label for change in item.changes if change.key in taken]
            note = f"{_origin_words(planned)}，更新{'、'.join(labels)}"
            self._record(changed, note, changes, sent_back_from=known.status)
            self._keep_original(item.key, number)
        status = _final_status(planned, taken)
        return _result_of(planned, status, _result_words(planned, known, status, taken), number, taken)

    def _write_case(self, planned: ImportChange, known: Case, taken: frozenset[str]) -> Case:
        new = {
            difference.key: difference.new for difference in planned.differences if difference.key in taken
        }
        changed = replace(known, **new)
        if changed != known:
            refuse_contradictions(self._work, known, changed)
            changed = corrected(self._work, known, changed, _origin_words(planned))
            if "due_at" in new:
                keep_given(self._work, changed, changed.due_at, planned.item.source)
            changed = settle(self._work, changed, anew="due_at" in new or rests_on(known, changed))
        return changed

    def _write_letter(self, planned: ImportChange, case: Case, taken: frozenset[str]) -> Changes:
        if not any(key.startswith(REPLY_PREFIX) for key in taken):
            return ()
        stored = replies.read_reply(self._work.store, case.id)
        if stored is None and planned.letter.letter is None and not case.status.is_replied:
            stored = open_reply(
                self._work, case.id
            )  # a reply still to be written starts with the template's headings
        reply = with_letter(planned.letter, stored, taken)
        assert reply is not None
        if not reply.template:
            reply = blank_letter(self._work, case, reply.fields)
        reply = replace(reply, case_id=case.id)
        if stored is not None:
            return self._rewrite(planned, reply)
        replies.add_reply(self._work.store, reply, self._work.now())
        if is_signed_or_out(case.status) and reply.text:
            keep_signed(self._work, case, case.replied_at or self._work.today)
        return letter_changes(self._work, case.id, ReplyFields(), reply.fields)

    def _rewrite(self, planned: ImportChange, reply: Reply) -> Changes:
        """Store the changed letter; one that is signed is locked, one that is out is corrected with a trace."""
        try:
            _, changes = store_letter(self._work, reply, _origin_words(planned))
        except Refused as refused:
            raise Refused(f"{planned.item.name}：{refused.what}", refused.remedy) from refused
        return changes

    def _merge(self, results: Iterable[ImportResult]) -> None:
        """Merge the items that the officer assigned to another case. Raises Refused for unlike cases, which
        cancels the import.
        """
        for result in results:
            target = self._decisions.merge.get(result.key)
            if target is None or not result.case_id:
                continue
            into = target if isinstance(target, int) else self._ids.get(target)
            case = cases.read_case(self._work.store, result.case_id)
            if into is None or case is None or case.merged_into == into:
                continue
            if result.case_id not in self._touched:
                before = snapshot(self._work.store, result.case_id)
                self._touched[result.case_id] = BatchItem(
                    result.case_id, result.source, result.key[1], "", before, ""
                )
            self._unnoted |= {result.case_id, into} & self._touched.keys()
            merge_case(self._work, result.case_id, into)

    def _before(self, planned: ImportChange, number: int) -> None:
        self._unnoted.add(number)
        if number not in self._touched:
            item = planned.item
            before = snapshot(self._work.store, number)
            self._touched[number] = BatchItem(number, item.source, item.row, item.name, before, "")

    def _record(
        self, case: Case, note: str, changes: Changes = (), *, sent_back_from: Status | None = None
    ) -> None:
        """The event of an item: a new case enters with its status, one whose role changed may be sent back to an earlier one."""
        fresh = case.id in self._touched and self._touched[case.id].is_new
        start = sent_back_from if sent_back_from is not case.status else None
        status = case.status if fresh or start else None
        event = Event(
            case.id,
            self._work.now(),
            EventKind.IMPORTED,
            self._work.officer,
            start,
            status,
            note,
            changes=changes,
        )
        events.add_event(self._work.store, event)

    def _keep_original(self, key: ItemKey, number: int) -> None:
        reading = self._plan.readings[key[0]]
        original = reading.original
        if original is None:
            return
        content = self._contents.setdefault(key[0], original.read_bytes())
        name = reading.name if original.path else f"{reading.name}.txt"
        store_file(self._work.store, number, name, content, Purpose.SOURCE, self._work.now())


def _in_order(results: Iterable[ImportResult]) -> tuple[ImportResult, ...]:
    return tuple(sorted(results, key=lambda result: result.key))


def _note_origins(work: Workplace, planned: ImportChange, number: int, keys: Iterable[str]) -> None:
    typed = planned.request.typed
    origins = {key: OFFICER if key in typed else IMPORT for key in keys if not key.startswith(REPLY_PREFIX)}
    cases.note_all_origins(work.store, number, origins, work.now())


# Results of single items.
def _origin_words(planned: ImportChange) -> str:
    """The source of an item for the history: 「交办清单.xlsx 第 3 行」."""
    row = f" 第 {planned.item.row} 行" if planned.item.row else ""
    return f"{planned.item.source}{row}"


def _final_status(planned: ImportChange, taken: frozenset[str]) -> ImportStatus:
    """The status after applying the keys in `taken`. With none taken: REFUSED for a reply whose text
    differs, else UNCHANGED.
    """
    if taken:
        return ImportStatus.UPDATED
    kept_out = planned.item.kind is IntakeKind.REPLY and planned.item.changes
    return ImportStatus.REFUSED if kept_out else ImportStatus.UNCHANGED


def _result_words(planned: ImportChange, known: Case, status: ImportStatus, taken: frozenset[str]) -> str:
    """One Chinese line on the result for an existing case: fields updated, fields kept and why."""
    if status is ImportStatus.REFUSED:
        return f"{planned.item.name}：办件 #{known.id} 已有答复，没有覆盖"
    changes = planned.item.changes
    kept = [kept_words(change) for change in changes if change.key not in taken]
    labels = [change.label for change in changes if change.key in taken]
    return outcome_words(planned.request, known, status, labels, kept, _why_kept(changes, taken))


def _why_kept(changes: Iterable[PlannedChange], taken: frozenset[str]) -> str:
    typed = all(change.set_by == OFFICER for change in changes if change.key not in taken)
    return "已由您填写，未改" if typed else "与现有内容不同，未改"


def _result_of(
    planned: ImportChange,
    status: ImportStatus,
    message: str,
    number: int,
    taken: frozenset[str] = frozenset(),
) -> ImportResult:
    """The ImportResult of an item; `number` is the id of its case, 0 if there is none."""
    item = planned.item
    return ImportResult(item.key, item.kind, status, message, item.source, number, item.changes, taken)


class _TakenBack:
    """Takes back what a run brought in if the block ends by a fault of any kind; not if the program ends it (GeneratorExit)."""

    def __init__(self, work: Workplace, run: _ImportRun) -> None:
        self._work, self._run = work, run

    def __enter__(self) -> None:
        """Nothing has come in yet."""

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if not isinstance(fault, Exception) or not self._run.batch:
            return
        try:
            undo_import(self._work, self._run.batch)
        except DeskError as kept:
            if isinstance(fault, DeskError):  # any other fault is a bug, and is reported as it is
                raise Refused(
                    f"收到一半停下了：{fault.what}", f"已收进的没有撤掉：{kept.what}。请在收件记录里核对"
                ) from fault

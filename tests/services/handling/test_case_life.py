"""Invariants of a case under random sequences of actions: nothing is sent unsigned, and dates stay consistent."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.field import FieldKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import fields_of
from desktop.services.cases.cases import create_case, get_case
from desktop.services.cases.clocks import clock_of, current_round, explain_due
from desktop.services.cases.waiting import waits_for, with_lacking
from desktop.services.cases.work_list import list_cases
from desktop.services.handling import contacts, deadlines, feedback, progress
from desktop.services.handling.record_corrections import correct, records_of, take_back
from desktop.services.office.workplace import set_up
from desktop.store.file.store import Store
from desktop.store.history.handling import ROUNDS
from tests.complete_case import complete
from tests.gate_walks import folder_of
from tests.house_oracle import faults


class CaseLife(RuleBasedStateMachine):
    """One case on which every action is tried in random order."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 2, 9, 9)
        self.folder = tempfile.TemporaryDirectory()
        self.work = set_up(Store.in_memory(), Path(self.folder.name), now=lambda: self.now, officer="周经办")

    def teardown(self) -> None:
        self.work.close()
        self.folder.cleanup()

    @property
    def case(self) -> Case:
        return get_case(self.work, 1)

    @initialize(role=st.sampled_from(HandlingRole))
    def assign(self, role: HandlingRole) -> None:
        case = Case(
            region="长宁区",
            number="085",
            handling_role=role,
            assigned_at=self.now.date(),
            proposers=(Proposer("林一帆"),),
        )
        create_case(self.work, case)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(to=st.sampled_from(Status), jump=st.booleans())
    def move(self, to: Status, jump: bool) -> None:
        self._try(lambda: progress.move_case(self.work, 1, to, "按程序", jump=jump))

    @rule()
    def next_step(self) -> None:
        step = progress.next_step(self.work, self.case)
        if step:
            self._try(lambda: progress.move_case(self.work, 1, step.to, "按程序"))

    @rule()
    def answer_it(self) -> None:
        """The usual moves up to the reply, or to the opinion sent to the lead unit."""
        complete(self.work, 1)
        while (step := progress.next_step(self.work, self.case)) and not self.case.status.is_replied:
            progress.move_case(self.work, 1, step.to, "按程序")

    @precondition(lambda self: self.case.status in {Status.FEEDBACK_WAIT, Status.CLOSED})
    @rule()
    def handle_again(self) -> None:
        self._try(lambda: progress.move_case(self.work, 1, Status.REHANDLING, "不满意"))

    @rule()
    def undo(self) -> None:
        self._try(lambda: progress.undo_move(self.work, 1))

    @rule(way=st.sampled_from([ContactWay.VISIT, ContactWay.PHONE]))
    def contact(self, way: ContactWay) -> None:
        contacts.record_contact(self.work, 1, way)

    @rule(days=st.integers(1, 60))
    def extend(self, days: int) -> None:
        due = self.case.due_at
        if due:
            self._try(lambda: deadlines.extend(self.work, 1, due + timedelta(days=days), "复杂", "区府办"))

    @rule()
    def pause(self) -> None:
        self._try(lambda: deadlines.pause(self.work, 1, "等待"))

    @rule(
        back=st.integers(0, 60), status=st.sampled_from([Status.SIGNED, Status.REPLIED, Status.SENT_TO_LEAD])
    )
    def move_late(self, back: int, status: Status) -> None:
        day = self.now.date() - timedelta(days=back)
        self._try(lambda: progress.move_case(self.work, 1, status, "补记", jump=True, day=day))

    @rule(place=st.integers(0, 20), back=st.integers(0, 60), gone=st.booleans())
    def mend_a_record(self, place: int, back: int, gone: bool) -> None:
        """Take a record back, or correct its first day."""
        records = records_of(self.work, 1)
        if not records:
            return
        one = records[place % len(records)]
        key = next(field.key for field in fields_of(one.kind) if field.kind is FieldKind.DATE)
        day = self.now.date() + timedelta(days=60 - 2 * back)
        if gone:
            self._try(lambda: take_back(self.work, 1, one.kind, one.id, "登错"))
        else:
            self._try(lambda: correct(self.work, 1, one.kind, one.id, {key: day}, "登错"))

    @rule(ahead=st.integers(1, 200), approver=st.sampled_from(["", "区府办"]), anyway=st.booleans())
    def correct_the_notice(self, ahead: int, approver: str, anyway: bool) -> None:
        day, due = date(2026, 2, 9) + timedelta(days=ahead), self.case.due_at
        correct_due = partial(deadlines.correct_given_due, source="交办通知", approved_by=approver)
        self._try(lambda: correct_due(self.work, 1, day, "录错", beyond_limit=anyway))
        if due and self.case.due_at and self.case.due_at > due:
            assert approver
            assert any("补记" in line for line in explain_due(self.work, self.case))

    @rule()
    def resume(self) -> None:
        self._try(lambda: deadlines.resume(self.work, 1))

    @precondition(lambda self: self.case.handling_role.answers_proposer)
    @rule(rating=st.sampled_from(["同意", "不同意"]))
    def rate(self, rating: str) -> None:
        self._try(lambda: feedback.record_feedback(self.work, 1, rating))

    @invariant()
    def a_case_outside_the_house_has_its_records(self) -> None:
        assert faults(folder_of(self.work, 1)) == []

    @invariant()
    def the_status_is_that_of_the_last_event(self) -> None:
        led = [event.to_status for event in progress.events(self.work, 1) if event.to_status]
        assert led[-1] is self.case.status

    @invariant()
    def the_reply_date_is_set_exactly_while_the_reply_is_sent(self) -> None:
        case = self.case
        if not case.status.is_end:
            assert (case.replied_at is not None) is (
                case.status.is_replied or case.status is Status.SENT_TO_LEAD
            )

    @invariant()
    def the_stored_due_date_equals_the_calculated_one(self) -> None:
        case = self.case
        assert clock_of(self.work, case).due == case.due_at

    @invariant()
    def rounds_are_numbered_without_gaps(self) -> None:
        present = current_round(self.work, self.case)
        rounds = (*ROUNDS.of(self.work.store, self.case.id)[:-1], present)
        assert [one.number for one in rounds] == list(range(1, len(rounds) + 1))
        assert present.number == len(rounds)

    @invariant()
    def one_sentence_says_what_it_waits_for(self) -> None:
        (row,) = with_lacking(self.work, list_cases(self.work, CaseQuery()).rows)
        assert row.waiting.words
        assert waits_for(self.work, self.case) == row.waiting
        step = progress.next_step(self.work, self.case)
        if "前还差" in row.waiting.words:  # as many as the button says
            assert step is not None
            assert f"还差 {step.missing} 项" in row.waiting.words

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused:
            return  # a refused action must change nothing; the invariants check that


TestCaseLife = CaseLife.TestCase
TestCaseLife.settings = settings(
    max_examples=25, stateful_step_count=35, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

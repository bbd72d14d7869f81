"""The date of a letter, and the event of a changed field, through the services that store them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import get_case
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields, write_section
from desktop.store.cases import cases

TOMORROW, TODAY = "2024-04-10", "2024-04-09"


def at(work: Workplace, case: Case, status: Status) -> None:
    open_reply(work, case.id)
    cases.update_case(work.store, replace(get_case(work, case.id), status=status))


@pytest.mark.parametrize("status", [Status.SIGNED_OFF, Status.NUMBERED])
def test_a_signed_letter_is_not_dated_in_the_future(work: Workplace, case: Case, status: Status) -> None:
    at(work, case, status)
    with pytest.raises(Refused, match="成文"):
        set_reply_fields(work, case.id, {"issue_date": TOMORROW}, why="更正")


def test_a_draft_may_be_dated_ahead(work: Workplace, case: Case) -> None:
    at(work, case, Status.DRAFTING)
    assert str(set_reply_fields(work, case.id, {"issue_date": TOMORROW}).fields.issue_date) == TOMORROW


def test_a_changed_signer_is_an_event_with_its_reason_if_there_is_one(work: Workplace, case: Case) -> None:
    set_reply_fields(work, case.id, {"signer": "周砚"})
    set_reply_fields(work, case.id, {"signer": "顾言"}, why="改由分管领导签")
    first, second = [event for event in events(work, case.id) if event.kind is EventKind.CHANGED]
    assert [(one.field, one.old, one.new) for one in first.changes] == [("signer", "", "周砚")]
    assert [(one.field, one.old, one.new) for one in second.changes] == [("signer", "周砚", "顾言")]
    assert (first.note, second.note) == ("", "改由分管领导签")
    assert open_reply(work, case.id).fields.signer == "顾言"


def test_a_telephone_or_a_text_of_a_draft_is_no_event(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    before = events(work, case.id)
    set_reply_fields(work, case.id, {"contact_phone": "62001234"})
    write_section(work, case.id, "opening", "收悉。")
    assert events(work, case.id) == before

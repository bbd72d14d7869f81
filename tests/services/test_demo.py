"""Demo cases: marked as invented, of every kind, and only in an empty store."""

from __future__ import annotations

import re
from datetime import date

import pytest

from desktop.documents.templates.demo_file import INVENTED, DemoCase, month_end, read_demo
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.services.cases.cases import find_case, get_case
from desktop.services.cases.work_list import list_cases, smart_counts
from desktop.services.demo import DEMO_CASES, fill_demo, shortest_path
from desktop.services.handling.opinions import opinions_of
from desktop.services.handling.promises import promises_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import print_reply
from desktop.services.writing.drafting import open_reply, section_states, stored_reply


@pytest.fixture
def demo(work: Workplace) -> Workplace:
    fill_demo(work)
    return work


def test_every_demo_case_is_marked_as_invented(demo: Workplace) -> None:
    rows = list_cases(demo, CaseQuery()).rows
    assert len(rows) >= 12
    assert all(INVENTED in get_case(demo, row.id).remark for row in rows)


def test_the_demo_has_cases_of_every_kind(demo: Workplace) -> None:
    rows = list_cases(demo, CaseQuery()).rows
    assert len({row.status for row in rows}) >= 9
    assert len({row.role for row in rows}) == len(HandlingRole)
    assert sum(count > 0 for count in smart_counts(demo).values()) >= 7


def test_two_demo_replies_are_complete(demo: Workplace) -> None:
    finished = 0
    for row in list_cases(demo, CaseQuery()).rows:
        if row.number in {"085", "057"}:
            reply = open_reply(demo, row.id)
            states = section_states(reply, demo.library.reply(reply.template))
            assert not any(state.missing for state in states)
            assert sum(state.length for state in states) > 600
            finished += 1
    assert finished == 2


def test_a_store_with_cases_refuses_demo_cases(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="已经有办件"):
        fill_demo(work)
    assert [row.id for row in list_cases(work, CaseQuery()).rows] == [case.id]


@pytest.mark.parametrize("role", HandlingRole)
def test_every_status_is_reachable_by_usual_moves(role: HandlingRole) -> None:
    for status in statuses_of(role):
        way = shortest_path(role, status)
        assert status in {Status.ASSIGNED, Status.WITHDRAWN} or way[-1] is status


DAYS = [date(2026, 11, 28), date(2026, 1, 3), date(2026, 3, 31), date(2026, 6, 30), date(2027, 12, 31)]
"""The demo is opened on any day of the year."""
BEGUN = {Status.ASSIGNED, Status.SIGNED, Status.CONTACTING, Status.DRAFTING}
"""Statuses in which a letter may still be open."""


def demos(today: date) -> tuple[DemoCase, ...]:
    return read_demo(read_toml(DEMO_CASES), today)


def written_on(demo: DemoCase, today: date) -> date:
    return demo.case.replied_at or today


@pytest.mark.parametrize("demo", demos(DAYS[0]), ids=lambda demo: str(demo.case.number))
def test_no_demo_letter_that_has_left_the_desk_is_open(demo: DemoCase) -> None:
    text = "\n".join(section.text for section in demo.sections)
    assert not re.findall(r"×|＿|【|\{|\[|\}|\]", text)
    if demo.status not in BEGUN:
        assert len(text) > 150
        assert {"handling_result", "signer", "issuer"} - set(demo.fields) <= (
            {"handling_result"} if demo.case.handling_role is HandlingRole.CO_HANDLING else set()
        )
        assert all(ask.answered_in for ask in demo.case.asks) or not demo.case.handling_role.answers_proposer


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_days_named_in_a_demo_letter_fit_its_life(today: date) -> None:
    """A day that has passed lies between assignment and letter; a promised month ends after the letter."""
    years = {"去年": -1, "": 0, "今年": 0, "明年": 1}
    found = 0
    for demo in demos(today):
        written = written_on(demo, today)
        assert demo.case.assigned_at is not None
        for section in demo.sections:
            for year, month, day in re.findall(r"(去年|明年|)(\d+)月(\d+)日", section.text):
                named = date(written.year + years[year], int(month), int(day))
                assert demo.case.assigned_at < named < written, (demo.case.number, named)
                assert (today - named).days in [contact.days_ago for contact in demo.contacts]
                found += 1
            for year, month in re.findall(r"(去年|今年|明年|)(\d+)月底前", section.text):
                end = (written.year + years[year], int(month))
                assert end > (written.year, written.month), (demo.case.number, end)
                found += 1
    assert found >= 15


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 11, 28), 1, date(2026, 12, 31)),
        (date(2026, 11, 28), 3, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 3), 12, date(2027, 1, 31)),
    ],
)
def test_a_promise_is_due_at_the_end_of_a_month(day: date, months: int, end: date) -> None:
    assert month_end(day, months) == end


def test_the_records_of_a_demo_case_say_what_its_letter_says(demo: Workplace) -> None:
    """Units named as heard have answered; promises kept in the store are those of the letter."""
    for row in list_cases(demo, CaseQuery()).rows:
        reply = stored_reply(demo, row.id)
        opening = reply.section("opening") if reply else None
        heard = re.search(r"经会同(.+)研究", opening.text if opening else "")
        if heard:
            received = {opinion.unit for opinion in opinions_of(demo, row.id) if opinion.received_at}
            assert set(heard[1].split("、")) == received, row.number
    due = {
        promise.text: promise.due_at
        for row in list_cases(demo, CaseQuery()).rows
        for promise in promises_of(demo, row.id)
    }
    assert due["印发空间数据和感知数据接入规范"] == date(2024, 6, 30)  # the letter is of 28 March 2024


@pytest.mark.parametrize("number", ["085", "112", "031", "057", "018", "203", "077", "064"])
def test_the_printed_letter_of_a_demo_case_has_no_gap(demo: Workplace, number: str) -> None:
    printed = print_reply(demo, find_case(demo, number).id)
    text = "\n".join(block.text for block in printed.blocks)
    assert not re.findall(r"×|\{|\}|\[|\]|　　", text.replace("　　年　月　日", ""))

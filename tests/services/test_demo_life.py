"""A demo case gets its letter and its records on the days that its file says, and the sample run writes its files."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.services import demo
from desktop.services.cases.cases import find_case
from desktop.services.handling.contacts import contacts_of
from desktop.services.handling.opinions import opinions_of
from desktop.services.handling.progress import events
from desktop.services.handling.promises import promises_of
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import stored_reply
from tests.services.conftest import Clock

TODAY = date(2024, 4, 9)

CASE = """
[[cases]]
number = "{number}"
term = 15
session = 4
subject = "关于改善社区图书室的提案"
proposers = ["沈亦澄"]
section = "科创科"
officer = "何一苇"
status = "{status}"
assigned_days_ago = 40
due_in_days = 20
"""
FIELDS = '[cases.letter]\ncontact_person = "苏叶"\n'
SECTIONS = '[cases.sections]\nanswer = "已经办好。"\n'
RECORDS = """
[[cases.contacts]]
days_ago = 12
way = "visit"
points = "看了图书室"
[[cases.opinions]]
unit = "区文旅局"
asked_days_ago = 11
received_days_ago = 9
text = "同意。"
[[cases.opinions]]
unit = "区教育局"
asked_days_ago = 8
[[cases.promises]]
text = "延长开放"
owner = "科普科"
months = 2
"""


@pytest.fixture
def office(work: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """Four cases of our own: with fields only, with sections only, with records, with nothing."""
    file = tmp_path / "cases.toml"
    file.write_text(
        CASE.format(number="001", status="drafting")
        + FIELDS
        + CASE.format(number="002", status="drafting")
        + SECTIONS
        + CASE.format(number="003", status="contacting")
        + RECORDS
        + CASE.format(number="004", status="contacting")
        + CASE.format(number="005", status="assigned"),
        encoding="utf-8",
    )
    monkeypatch.setattr(demo, "DEMO_CASES", file)
    assert demo.fill_demo(work) == 5
    return work


def number(work: Workplace, key: str) -> int:
    return find_case(work, f"第{key}号").id


def test_a_letter_is_begun_with_fields_or_sections_and_not_without(office: Workplace) -> None:
    with_fields, with_sections = (stored_reply(office, number(office, key)) for key in ("001", "002"))
    assert with_fields is not None
    assert with_fields.fields.contact_person == "苏叶"
    assert with_fields.fields.issue_date is None
    assert with_sections is not None
    answer = with_sections.section("answer")
    assert answer is not None
    assert answer.text == "已经办好。"
    assert [stored_reply(office, number(office, key)) for key in ("003", "004", "005")] == [None] * 3


def test_the_steps_are_spread_evenly_from_the_assignment_to_today(office: Workplace) -> None:
    """Three steps in forty days: after a third, two thirds and all of them, each at half past nine."""
    steps = [(one.to_status, one.happened_on, one.at.hour, one.at.minute, one.who)
             for one in events(office, number(office, "004")) if one.to_status]  # fmt: skip
    assigned = TODAY - timedelta(days=40)
    assert steps == [
        (Status.ASSIGNED, assigned, 9, 30, "何一苇"),
        (Status.SIGNED, assigned + timedelta(days=13), 9, 30, "何一苇"),
        (Status.DISTRIBUTED, assigned + timedelta(days=26), 9, 30, "何一苇"),
        (Status.CONTACTING, TODAY, 9, 30, "何一苇"),
    ]


def test_a_case_whose_file_names_no_contact_gets_a_visit(office: Workplace) -> None:
    (visit,) = contacts_of(office, number(office, "004"))
    assert (visit.way, visit.day) == (ContactWay.VISIT, TODAY)
    assert visit.points == "听取提案背景和具体建议（虚构）"
    assert contacts_of(office, number(office, "005")) == ()


def test_records_stand_on_the_days_of_the_file(office: Workplace) -> None:
    case = number(office, "003")
    (visit,) = contacts_of(office, case)
    assert (visit.way, visit.day, visit.points) == (ContactWay.VISIT, date(2024, 3, 28), "看了图书室")
    heard, asked = opinions_of(office, case)
    assert (heard.unit, heard.asked_at, heard.received_at, heard.text) == (
        "区文旅局",
        date(2024, 3, 29),
        date(2024, 3, 31),
        "同意。",
    )
    assert (asked.unit, asked.asked_at, asked.received_at) == ("区教育局", date(2024, 4, 1), None)
    (promise,) = promises_of(office, case)
    assert (promise.text, promise.owner, promise.due_at) == ("延长开放", "科普科", date(2024, 6, 30))


def test_the_office_of_the_demo_is_that_of_its_letters(office: Workplace) -> None:
    found = read_office(office)
    assert (found.unit, found.region, found.officer) == ("临江区科学技术委员会", "临江区", "林越")


@pytest.mark.usefixtures("qapp")
def test_the_sample_run_writes_each_letter_three_times_and_says_so(tmp_path: Path, clock: Clock) -> None:
    said: list[str] = []
    files = list(demo.demo_job(tmp_path, clock, said.append))
    names = [file.name for file in files]
    pages = {key: [name for name in names if name.startswith(f"{key}-")] for key in ("085", "057")}
    assert names == ["085.docx", "085.pdf", *pages["085"], "057.docx", "057.pdf", *pages["057"]]
    assert all(found[:2] == [f"{key}-1.png", f"{key}-2.png"] for key, found in pages.items())
    assert len(said) == 1
    assert said[0].startswith("已放入 ")
    image = QImage(str(tmp_path / "085-1.png"))
    assert abs(image.width() - 210 / 25.4 * 150) <= 1  # A4 with 150 dots per inch
    assert abs(image.height() - 297 / 25.4 * 150) <= 1

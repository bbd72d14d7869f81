"""The archive folder: its list, its name, how long it is kept and when it is due."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.archive_folder import (
    ArchivePart,
    Retention,
    archive_by,
    archive_lines,
    folder_name,
    suggested_retention,
)
from desktop.domain.case.case import Case, MatterType

DAY = date(2026, 3, 12)


def test_the_archive_list_keeps_the_order_of_the_folder() -> None:
    present = {ArchivePart.FEEDBACK: "2 份", ArchivePart.REPLY: "2026-04-09 答复"}
    lines = archive_lines(present, frozenset({ArchivePart.REPLY, ArchivePart.CONTACTS}))
    assert [(line.part, line.is_missing) for line in lines] == [
        (ArchivePart.REPLY, False),
        (ArchivePart.CONTACTS, True),
        (ArchivePart.FEEDBACK, False),
    ]


def test_a_folder_name_is_safe_on_every_system() -> None:
    case = Case(
        7,
        MatterType.NPC_SUGGESTION,
        term=17,
        session=6,
        number="01/12",
        subject='关于"A:B"的建议？ ' + "长" * 50,
    )
    name = folder_name(case, 2026)
    assert name.startswith("2026年-区人大代表建议-17届6次-第0112号-关于AB的建议？")
    assert not set(name) & set('\\/:*?"<>|')
    assert len(name) < 80
    assert folder_name(Case(7), 2026) == "2026年-区政协提案-序号7"


def test_a_folder_is_named_in_the_words_of_the_place_and_of_its_meeting() -> None:
    case = Case(7, region="佛坪县", term=10, session=4, number="031", subject="关于建设口袋公园的提案")
    assert folder_name(case, 2026) == "2026年-县政协提案-10届4次-第031号-关于建设口袋公园的提案"
    between = folder_name(case, 2026, in_recess=True)
    assert between == "2026年-县政协提案-10届-第031号-关于建设口袋公园的提案"


def test_key_cases_are_permanent_and_archived_by_june_of_the_next_year() -> None:
    assert suggested_retention(Case(is_key=True)) is Retention.PERMANENT
    assert suggested_retention(Case()) is Retention.THIRTY_YEARS
    assert archive_by(DAY) == date(2027, 6, 30)

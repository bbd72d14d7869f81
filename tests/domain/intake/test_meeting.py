"""The meeting and the number of a matter, in the word orders that offices use (DOMAIN 4.2, 4.3)."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Level, MatterType
from desktop.domain.intake.meeting import (
    level_of,
    matter_type_of,
    meeting_part,
    place_of,
    read_category_number,
    read_meeting,
    read_numbers,
)
from tests.domain.intake.evidence import mapped, quoted

CPPCC, NPC = MatterType.CPPCC_PROPOSAL, MatterType.NPC_SUGGESTION
DISTRICT, CITY, PROVINCE, NATION = Level.DISTRICT, Level.CITY, Level.PROVINCIAL, Level.NATIONAL


@pytest.mark.parametrize(
    ("title", "printed", "term", "session", "matter", "level", "place"),
    [
        ("对{}第012号提案的答复", "青禾区政协九届四次会议", 9, 4, CPPCC, DISTRICT, "青禾区"),
        ("关于{}第01234号提案答复的函", "政协第十四届全国委员会第二次会议", 14, 2, CPPCC, NATION, None),
        ("关于{}第5678号建议的答复", "十四届全国人大三次会议", 14, 3, NPC, NATION, None),
        ("对{}第112号建议的答复", "青禾市第十七届人民代表大会第三次会议", 17, 3, NPC, CITY, "青禾市"),
        ("关于{}第0001号提案的答复", "省政协十三届一次会议", 13, 1, CPPCC, PROVINCE, None),
        ("{}第7号提案", "十五届区政协三次全会", 15, 3, CPPCC, DISTRICT, None),
        ("您在{}上提出的提案", "区政协9届4次会议", 9, 4, CPPCC, DISTRICT, None),
        (
            "对{}第3号提案的答复",
            "中国人民政治协商会议青禾县第八届委员会第五次会议",
            8,
            5,
            CPPCC,
            DISTRICT,
            "青禾县",
        ),
        ("关于对{}第9号建议的答复", "青禾自治州十届人大（二次）会议", 10, 2, NPC, CITY, "青禾自治州"),
        ("关于{}委员会第3号提案的答复", "区政协十届", 10, None, CPPCC, DISTRICT, None),
    ],
)
def test_a_meeting_is_read_with_its_numbers_kind_level_and_place(
    title: str,
    printed: str,
    term: int,
    session: int | None,
    matter: MatterType,
    level: Level,
    place: str | None,
) -> None:
    title = title.format(printed)
    found = read_meeting(mapped(title))
    assert found is not None
    meeting = found.value
    assert (meeting.text, meeting.term, meeting.session_number) == (printed, term, session)
    assert (meeting.matter_type, meeting.level, meeting.place) == (matter, level, place)
    assert quoted(found, title) == printed


def test_a_meeting_named_in_full_is_more_certain() -> None:
    full, part = read_meeting(mapped("九届四次会议")), read_meeting(mapped("九届四次"))
    assert full is not None
    assert part is not None
    assert full.confidence > part.confidence


@pytest.mark.parametrize("title", ["第40届博览会四次会议", "第0届1次会议", "历届会议", "届次会议", ""])
def test_impossible_terms_and_sessions_are_no_meeting(title: str) -> None:
    assert read_meeting(mapped(title)) is None


@pytest.mark.parametrize(("title", "term", "session"), [("39届29次会议", 39, 29), ("第1届1次会议", 1, 1)])
def test_the_bounds_are_possible(title: str, term: int, session: int) -> None:
    found = read_meeting(mapped(title))
    assert found is not None
    assert (found.value.term, found.value.session_number) == (term, session)


def test_a_later_meeting_is_taken_if_the_first_is_impossible() -> None:
    found = read_meeting(mapped("第99届书展四次会议，区政协九届四次会议"))
    assert found is not None
    assert found.value.term == 9


def test_a_part_of_a_meeting_has_its_evidence_or_is_none() -> None:
    title = "区政协九届四次会议"
    meeting = read_meeting(mapped(title))
    term = meeting_part(meeting, lambda found: found.term)
    assert term is not None
    assert (term.value, quoted(term, title)) == (9, title)
    assert meeting_part(meeting, lambda found: found.place) is None
    assert meeting_part(None, lambda found: found.term) is None


# Parts by themselves.
@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("区政协九届", CPPCC),
        ("中国人民政治协商会议九届", CPPCC),
        ("第九届委员会", CPPCC),
        ("区人大", NPC),
        ("人民代表", NPC),
        ("代表大会", NPC),
        ("九届四次会议", None),
    ],
)
def test_the_kind_of_matter_follows_from_the_assembly(words: str, matter: MatterType | None) -> None:
    assert matter_type_of(words) is matter


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("全国政协", NATION),
        ("省政协", PROVINCE),
        ("内蒙古自治区政协", PROVINCE),
        ("市政协", CITY),
        ("青禾自治州", CITY),
        ("兴安盟政协", CITY),
        ("区政协", DISTRICT),
        ("县人大", DISTRICT),
        ("青禾自治县", DISTRICT),
        ("右旗政协", DISTRICT),
        ("青禾市河西区政协", DISTRICT),  # the last rank named
        ("示范区", None),
        ("经济示范区政协", None),
        ("长三角生态绿色一体化发展示范区", None),
        ("高新区人大", None),
        ("苏州工业园区", CITY),
        ("青禾市高新区", CITY),
        ("青禾市经济技术开发区政协", CITY),
        ("青禾省青禾市经开区", CITY),
        ("青禾省自由贸易试验区", PROVINCE),
        ("青禾市综合保税区", CITY),
        ("青禾市河西区临空经济示范区", DISTRICT),  # the zone of a district
        ("青禾县经济开发区", DISTRICT),
        ("浦东新区", DISTRICT),  # districts with such a name
        ("六枝特区", DISTRICT),
        ("神农架林区", DISTRICT),
        ("社区", None),
        ("民盟员", None),
        ("城市管理", None),
        ("市场监管", None),
        ("政协", None),
    ],
)
def test_the_level_is_the_last_rank_named(words: str, level: Level | None) -> None:
    assert level_of(words) is level


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("青禾区政协九届四次会议", "青禾区"),
        ("政协青禾市河西区第九届委员会第四次全体会议", "青禾市河西区"),
        ("中国青禾省九届", "青禾省"),
        ("区政协九届四次会议", None),
        ("市人大", None),
        ("政协", None),
    ],
)
def test_the_place_is_a_name_with_its_rank(words: str, place: str | None) -> None:
    assert place_of(words) == place


# Numbers.
@pytest.mark.parametrize(
    ("title", "numbers", "printed"),
    [
        ("第085号提案", ("085",), "085"),
        ("第085、096号提案", ("085", "096"), "085、096"),
        ("第085号、第096号提案", ("085", "096"), "085号、第096"),
        ("第085和096及112号提案", ("085", "096", "112"), "085和096及112"),
        ("会议0123号提案", ("0123",), "0123"),
        ("第A-12号提案", ("A-12",), "A-12"),
        ("第十二号建议", ("十二",), "十二"),
        ("第2024-035号提案", ("2024-035",), "2024-035"),
        ("第〔2024〕35号提案", ("〔2024〕35",), "〔2024〕35"),
        ("第医体12号提案", ("医体12",), "医体12"),
        ("第03434号（医疗卫生类270号）提案", ("03434",), "03434"),
    ],
)
def test_numbers_are_read_as_printed(title: str, numbers: tuple[str, ...], printed: str) -> None:
    found = read_numbers(mapped(title))
    assert found is not None
    assert found.value == numbers
    assert quoted(found, title) == printed


@pytest.mark.parametrize(
    "title", ["第12号文", "第3号令", "第2号线", "石桥路5号楼", "5号院", "〔2024〕号", "提案", "第号"]
)
def test_other_numbers_are_none_of_a_matter(title: str) -> None:
    assert read_numbers(mapped(title)) is None


def test_numbers_are_read_from_a_place_on() -> None:
    found = read_numbers(mapped("第1号提案第2号提案"), 5)
    assert found is not None
    assert found.value == ("2",)


def test_the_number_within_a_category_stands_in_brackets() -> None:
    title = "第03434号（医疗卫生类270号）提案"
    found = read_category_number(mapped(title))
    assert found is not None
    assert found.value == quoted(found, title) == "医疗卫生类270号"
    assert read_category_number(mapped("第03434号提案")) is None

"""The rule book of every place, by worked examples: due days reckoned by hand, results, salutation, signer, contact.

The days were reckoned from the published calendars (State Council notices of 2023 to 2026), not with this program. M marks a
make-up working day, H a holiday.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.case.case import Level, MatterType, Proposer, ProposerKind
from desktop.domain.deadlines.case_clock import StartDays, Traits, deadline_of
from desktop.domain.letter.facts import salutation
from desktop.domain.rules.clock import ClockName, Sitting
from desktop.domain.rules.locality import ContactDemand, Locality, ResultPlace, SignerLevel

FOLDER = Path(__file__).parents[3] / "templates" / "localities"
CALENDAR = read_holidays(read_toml(SHIPPED))
PROPOSAL, SUGGESTION = Traits(MatterType.CPPCC_PROPOSAL), Traits(MatterType.NPC_SUGGESTION)
COMPLEX = Traits(MatterType.NPC_SUGGESTION, is_complex=True)
AT_SESSION = Traits(MatterType.CPPCC_PROPOSAL, sitting=Sitting.SESSION)
BETWEEN = Traits(MatterType.CPPCC_PROPOSAL, sitting=Sitting.RECESS)
REPLY, RETURN, OPINION = ClockName.REPLY, ClockName.RETURN, ClockName.CO_OPINION
AGAIN, LONGER, BACK = ClockName.REHANDLING, ClockName.EXTENSION, ClockName.FEEDBACK
CONTACT, OPEN, SHARE = ClockName.FIRST_CONTACT, ClockName.DISCLOSURE, ClockName.DISTRIBUTE


def book_of(place: str) -> Locality:
    return read_locality(read_toml(FOLDER / f"{place}.toml"))


def on(**days: str) -> StartDays:
    return StartDays(**{event: date.fromisoformat(day) for event, day in days.items()})


DUE_DAYS = [
    # 代表法 (2025) 51: three months, six where it is wide or difficult; 25 September 2026 is H (中秋)
    ("national-npc", REPLY, SUGGESTION, on(assigned="2026-03-25"), "2026-06-25"),
    ("national-npc", REPLY, COMPLEX, on(assigned="2026-03-25"), "2026-09-28"),
    ("national-npc", LONGER, COMPLEX, on(assigned="2026-03-30"), "2026-09-30"),
    ("national-cppcc", REPLY, PROPOSAL, on(assigned="2024-04-15"), "2024-07-15"),
    ("national-cppcc", RETURN, PROPOSAL, on(assigned="2024-04-15"), "2024-04-28"),  # 28 April is M
    ("national-cppcc", AGAIN, PROPOSAL, on(dissatisfied="2026-04-10"), "2026-05-11"),  # 10 May is a Sunday
    # 上海市人大规定 14, 17, 19, 21; proposals: the old two months
    ("shanghai-city", REPLY, PROPOSAL, on(assigned="2024-01-29"), "2024-03-29"),
    ("shanghai-city", REPLY, SUGGESTION, on(assigned="2024-01-29"), "2024-04-29"),
    (
        "shanghai-city",
        RETURN,
        SUGGESTION,
        on(acknowledged="2024-02-05"),
        "2024-02-20",
    ),  # 6-9 February, 18 M, 19, 20
    ("shanghai-city", OPINION, SUGGESTION, on(acknowledged="2024-02-29"), "2024-03-29"),
    ("shanghai-city", AGAIN, SUGGESTION, on(reassigned="2024-05-31"), "2024-07-01"),  # 30 June is a Sunday
    ("shanghai-city", LONGER, SUGGESTION, on(due="2024-04-29"), "2024-07-29"),
    ("shanghai-city", LONGER, PROPOSAL, on(assigned="2024-01-29"), "2024-04-29"),
    ("shanghai-changning", REPLY, PROPOSAL, on(assigned="2024-01-29"), "2024-04-29"),
    ("shanghai-changning", RETURN, PROPOSAL, on(assigned="2024-01-29"), "2024-02-04"),  # 4 February is M
    ("shanghai-changning", RETURN, SUGGESTION, on(acknowledged="2024-01-29"), "2024-02-06"),
    ("shanghai-changning", OPEN, PROPOSAL, on(replied="2024-04-09"), "2024-05-09"),
    ("shanghai-changning", AGAIN, PROPOSAL, on(dissatisfied="2024-04-10"), "2024-05-10"),
    ("shanghai-changning", LONGER, PROPOSAL, on(assigned="2024-01-29"), "2024-07-29"),
    # 浙海渔办〔2011〕16号; 2023: three months, at most six; 2016: return 10 days, opinion two months from receipt
    ("zhejiang", SHARE, PROPOSAL, on(assigned="2024-02-05"), "2024-02-23"),
    ("zhejiang", REPLY, PROPOSAL, on(assigned="2024-02-05"), "2024-05-06"),  # 5 May is H
    ("zhejiang", RETURN, PROPOSAL, on(acknowledged="2025-03-31"), "2025-04-10"),
    (
        "zhejiang",
        OPINION,
        PROPOSAL,
        on(acknowledged="2025-03-31"),
        "2025-06-03",
    ),  # 31 May to 2 June is H (端午)
    ("zhejiang", LONGER, PROPOSAL, on(assigned="2024-02-05"), "2024-08-05"),
    # 宁波条例 19: one month from receipt; 代表法: three months
    ("ningbo", OPINION, SUGGESTION, on(acknowledged="2024-03-01"), "2024-04-01"),
    ("ningbo", REPLY, SUGGESTION, on(assigned="2024-03-10"), "2024-06-11"),  # 10 June is H (端午)
    # 福建规定 (before 2025) 19, 20: opinion one month from the assignment, three months more
    (
        "fujian",
        RETURN,
        SUGGESTION,
        on(assigned="2024-02-01"),
        "2024-02-18",
    ),  # 11 to 17 February is H, 18 is M
    ("fujian", OPINION, SUGGESTION, on(assigned="2024-03-04"), "2024-04-07"),  # 4 to 6 April is H, 7 is M
    ("fujian", LONGER, SUGGESTION, on(due="2024-06-04"), "2024-09-04"),
    # 厦门办法 (2025) 27, 29
    ("xiamen", OPINION, SUGGESTION, on(assigned="2026-02-09"), "2026-04-09"),
    ("xiamen", REPLY, SUGGESTION, on(assigned="2026-02-09"), "2026-05-09"),  # a Saturday, but M
    ("xiamen", LONGER, SUGGESTION, on(due="2026-05-09"), "2026-08-10"),  # 9 August is a Sunday
    ("xiamen", BACK, SUGGESTION, on(replied="2026-04-20"), "2026-05-13"),  # 1 to 5 May H, 9 May M
    ("xiamen", AGAIN, SUGGESTION, on(reassigned="2026-07-30", dissatisfied="2026-07-20"), "2026-08-31"),
    # 佛政办发〔2024〕9号: all by 5 August; what is assigned later has three months
    ("foping", REPLY, PROPOSAL, on(assigned="2024-03-05"), "2024-08-05"),
    ("foping", REPLY, SUGGESTION, on(assigned="2024-08-04"), "2024-08-05"),
    ("foping", REPLY, SUGGESTION, on(assigned="2024-08-05"), "2024-11-05"),
    ("foping", REPLY, SUGGESTION, on(assigned="2024-09-02"), "2024-12-02"),
    # 崇义 2013: face to face within 15 working days, feedback within 15
    (
        "chongyi",
        CONTACT,
        PROPOSAL,
        on(assigned="2025-01-20"),
        "2025-02-14",
    ),  # 26 January and 8 February are M
    ("chongyi", BACK, PROPOSAL, on(replied="2023-04-20"), "2023-05-12"),  # 23 April and 6 May are M
    ("chongyi", RETURN, PROPOSAL, on(assigned="2025-09-25"), "2025-10-11"),
    ("chongyi", REPLY, PROPOSAL, on(assigned="2025-01-20"), "2025-04-21"),  # 20 April is a Sunday
    ("weixian", REPLY, SUGGESTION, on(assigned="2024-03-10"), "2024-06-11"),
    ("weixian", RETURN, PROPOSAL, on(acknowledged="2024-05-10"), "2024-05-16"),  # 11 May is M
    # 某市 2008: three months and one month from receipt, one more, return in ten days
    ("city-abcd", REPLY, PROPOSAL, on(acknowledged="2023-11-30", assigned="2023-11-20"), "2024-02-29"),
    ("city-abcd", REPLY, PROPOSAL, on(assigned="2023-11-30"), "2024-02-29"),  # not acknowledged yet
    ("city-abcd", RETURN, PROPOSAL, on(acknowledged="2024-02-01"), "2024-02-18"),
    ("city-abcd", LONGER, PROPOSAL, on(due="2024-04-29"), "2024-05-29"),
    ("general-abc", REPLY, SUGGESTION, on(assigned="2024-02-11"), "2024-05-11"),  # M
    ("general-abc", OPINION, PROPOSAL, on(asked="2024-01-31"), "2024-02-29"),
    ("general-words", REPLY, SUGGESTION, on(assigned="2025-02-28"), "2025-05-28"),
    # 重庆条例 16, 18, 20, 21, 27
    ("chongqing", RETURN, SUGGESTION, on(assigned="2025-02-10"), "2025-02-24"),
    ("chongqing", CONTACT, SUGGESTION, on(acknowledged="2025-02-10"), "2025-03-10"),
    ("chongqing", OPINION, SUGGESTION, on(assigned="2025-02-10"), "2025-03-24"),
    ("chongqing", REPLY, SUGGESTION, on(assigned="2025-02-10"), "2025-05-12"),  # 10 May is a Saturday
    ("chongqing", BACK, SUGGESTION, on(replied="2025-05-12"), "2025-06-10"),  # 31 May to 2 June is H
    ("chongqing", AGAIN, SUGGESTION, on(reassigned="2025-07-01"), "2025-09-01"),
    # 河南办法 4, 8, 9
    ("henan", RETURN, SUGGESTION, on(acknowledged="2025-02-10"), "2025-02-20"),
    ("henan", REPLY, SUGGESTION, on(assigned="2025-02-28"), "2025-05-28"),
    ("henan", AGAIN, SUGGESTION, on(reassigned="2025-05-02"), "2025-06-03"),  # 1 June is H (端午)
    # 黔府办函〔2025〕12号: the days stand though 31 May is a Saturday
    ("guizhou", OPINION, PROPOSAL, on(assigned="2025-03-21", asked="2025-04-01"), "2025-05-31"),
    ("guizhou", REPLY, PROPOSAL, on(assigned="2025-03-21"), "2025-06-30"),
    ("guizhou", OPINION, PROPOSAL, on(assigned="2025-07-14", asked="2025-07-15"), "2025-08-15"),
    ("guizhou", REPLY, SUGGESTION, on(assigned="2025-07-15"), "2025-10-15"),
    # 四川办法 (2024): proposals of the session five months from receipt, others three
    ("sichuan", REPLY, AT_SESSION, on(acknowledged="2024-02-05"), "2024-07-05"),
    ("sichuan", REPLY, BETWEEN, on(acknowledged="2024-09-02"), "2024-12-02"),
    (
        "sichuan",
        REPLY,
        PROPOSAL,
        on(acknowledged="2024-02-05"),
        "2024-05-06",
    ),  # 会间/会后 not filled in: the earlier day
    ("sichuan", REPLY, SUGGESTION, on(assigned="2024-02-05"), "2024-05-06"),
    ("sichuan", LONGER, PROPOSAL, on(acknowledged="2024-02-05"), "2024-08-05"),
    ("sichuan", AGAIN, PROPOSAL, on(dissatisfied="2024-07-10"), "2024-10-10"),
    ("shandong", RETURN, PROPOSAL, on(acknowledged="2025-04-29"), "2025-05-06"),  # 1 to 5 May is H
    ("shandong", REPLY, PROPOSAL, on(assigned="2025-02-12"), "2025-05-12"),
    # 凤阳细则: 20 days before the reply is due
    ("fengyang", OPINION, PROPOSAL, on(assigned="2025-04-02", reply_due="2025-07-02"), "2025-06-12"),
    ("huoqiu", RETURN, PROPOSAL, on(acknowledged="2024-04-30"), "2024-05-16"),  # 1 to 5 May H, 11 May M
    ("yulin", RETURN, SUGGESTION, on(acknowledged="2024-04-01"), "2024-04-11"),  # 4 to 6 April H, 7 April M
    ("yexian", REPLY, SUGGESTION, on(assigned="2025-05-12"), "2025-08-12"),
]


@pytest.mark.parametrize(("place", "name", "traits", "starts", "due"), DUE_DAYS)
def test_worked_examples_of_each_place(
    place: str, name: ClockName, traits: Traits, starts: StartDays, due: str
) -> None:
    found = deadline_of(book_of(place), name, starts, CALENDAR, traits)
    assert found is not None
    assert found.due == date.fromisoformat(due)
    assert found.clock.basis


ABC = ("解决采纳", "计划解决", "留作参考")
FOUR = ("解决采纳", "计划解决", "暂难解决", "留作参考")
SHANGHAI, SHANGHAI_NPC = (
    ("解决或采纳", "列入计划拟解决", "留作参考"),
    ("解决采纳", "正在解决", "计划解决", "留作参考"),
)
FOPING = ("已解决或采纳", "列入计划拟解决或拟采纳", "留作参考")
ABCD = ("已经解决或基本解决", "正在解决或列入规划", "需以后解决", "留作参考")
CHONGQING = ("解决采纳", "正在研究解决", "不具备解决条件", "涉及上级职权")
LETTER, WORDS, NOT_PRINTED = ResultPlace.LETTER, ResultPlace.WORDS, ResultPlace.NONE
DEPUTY, PRINCIPAL = SignerLevel.DEPUTY, SignerLevel.PRINCIPAL
ANY, FACE = ContactDemand.ANY, ContactDemand.FACE_TO_FACE

WORDINGS = {
    "national-npc": (None, FOUR, NOT_PRINTED, None, DEPUTY, ANY),
    "national-cppcc": (FOUR, None, NOT_PRINTED, DEPUTY, None, ANY),
    "shanghai-city": (SHANGHAI, SHANGHAI_NPC, WORDS, DEPUTY, DEPUTY, ANY),
    "shanghai-changning": (SHANGHAI, SHANGHAI_NPC, WORDS, DEPUTY, DEPUTY, ANY),
    "zhejiang": (ABC, ABC, LETTER, DEPUTY, PRINCIPAL, FACE),
    "ningbo": (ABC, ABC, LETTER, DEPUTY, DEPUTY, FACE),
    "fujian": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "xiamen": (ABC, ABC, LETTER, DEPUTY, PRINCIPAL, ANY),
    "foping": (FOPING, FOPING, LETTER, PRINCIPAL, PRINCIPAL, ANY),
    "chongyi": (ABC, ABC, LETTER, DEPUTY, DEPUTY, FACE),
    "weixian": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "city-abcd": (ABCD, ABCD, LETTER, DEPUTY, DEPUTY, ANY),
    "general-abc": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "general-words": (SHANGHAI, SHANGHAI_NPC, WORDS, DEPUTY, DEPUTY, ANY),
    "chongqing": (CHONGQING, CHONGQING, NOT_PRINTED, DEPUTY, PRINCIPAL, ANY),
    "henan": (ABC, ABC, LETTER, DEPUTY, PRINCIPAL, ANY),
    "guizhou": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "sichuan": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "shandong": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "fengyang": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "huoqiu": (ABC, ABC, LETTER, DEPUTY, DEPUTY, FACE),
    "yulin": (ABC, ABC, LETTER, DEPUTY, DEPUTY, ANY),
    "yexian": (ABC, ABC, LETTER, PRINCIPAL, PRINCIPAL, ANY),
}
"""Results of proposals and of suggestions, where they are printed, who signs each of them, and the contact asked for."""

KINDS = (MatterType.CPPCC_PROPOSAL, MatterType.NPC_SUGGESTION)
PERSON, BODY = (Proposer("沈亦澄"),), (Proposer("民盟临江区委", ProposerKind.GROUP),)
MANY = tuple(Proposer(name) for name in ("甲", "乙", "丙", "丁"))


@pytest.mark.parametrize("place", WORDINGS)
def test_results_salutation_signer_and_contact_of_each_place(place: str) -> None:
    book = book_of(place)
    proposals, suggestions, printed, signs_proposal, signs_suggestion, contact = WORDINGS[place]
    assert book.required.contact is contact
    for kind, results, signs in zip(
        KINDS, (proposals, suggestions), (signs_proposal, signs_suggestion), strict=True
    ):
        assert book.covers(kind) is (results is not None)
        if results is None:
            continue
        channel = book.channel(kind)
        assert tuple(result.label for result in channel.choices) == results
        assert channel.result_place is printed
        assert all(bool(result.mark) is (printed is LETTER) for result in channel.choices)
        title = kind.member_title
        assert salutation(PERSON, channel.salutations) == f"沈亦澄{title}："
        assert salutation(MANY, channel.salutations) == f"甲等4位{title}："
        assert salutation(BODY, channel.salutations) == "民盟临江区委："
        assert book.signing.required(suggestion=kind is MatterType.NPC_SUGGESTION) is signs


def test_every_shipped_place_is_in_both_tables() -> None:
    shipped = {path.stem for path in FOLDER.glob("*.toml")}
    assert {row[0] for row in DUE_DAYS} == set(WORDINGS) == shipped
    assert len(shipped) >= 20


def test_six_provinces_and_both_national_bodies_are_shipped() -> None:
    books = [book_of(place) for place in WORDINGS]
    assert len([book for book in books if book.region.endswith("省")]) == 6
    assert [book.id for book in books if book.default_level is Level.NATIONAL] == [
        "national-npc",
        "national-cppcc",
    ]


def test_foping_handles_matters_of_the_city_and_of_the_county() -> None:
    book = book_of("foping")
    assert book.channel(MatterType.CPPCC_PROPOSAL, Level.CITY).session_name.startswith("汉中市政协")
    assert book.channel(MatterType.CPPCC_PROPOSAL, Level.DISTRICT).session_name.startswith("{region}政协")
    assert book.default_level is Level.CITY

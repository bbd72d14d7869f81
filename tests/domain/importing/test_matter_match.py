"""A matter is matched by the values in a file, and never to another matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Level, MatterType
from desktop.domain.importing.matter_match import AmbiguousMatch, MatterIndex, MatterKey

STORED = MatterKey(
    MatterType.CPPCC_PROPOSAL, Level.DISTRICT, "临江区", 15, 4, "085", "关于推动孵化器建设的提案", "沈亦澄"
)
INDEX = MatterIndex([(7, STORED)])


@pytest.mark.parametrize(
    "asked",
    [
        STORED,
        replace(STORED, number="85"),  # a spreadsheet lost the zero
        replace(STORED, region=""),
        replace(STORED, region="江南市临江区"),
        replace(STORED, subject="关于另一件事的提案"),  # a corrected subject
        replace(STORED, matter_type=None, level=None),
        replace(STORED, term=None, session=None),  # the same subject replaces it
        replace(STORED, session=None, level=None, subject="推动孵化器建设"),
        MatterKey(subject="关于推动孵化器建设的提案", proposer="沈亦澄"),  # no number yet
        MatterKey(term=15, subject="关于推动孵化器建设的提案"),
    ],
)
def test_the_same_matter_is_found(asked: MatterKey) -> None:
    assert INDEX.find(asked) == 7


@pytest.mark.parametrize(
    "asked",
    [
        replace(STORED, number="086"),
        replace(STORED, session=3),
        replace(STORED, term=14),
        replace(STORED, level=Level.CITY),
        replace(STORED, region="望湖区"),
        replace(STORED, matter_type=MatterType.NPC_SUGGESTION),
        replace(STORED, term=None, session=None, subject="关于另一件事的提案"),
        MatterKey(subject="关于推动孵化器建设的提案", proposer="沈一鸣"),
        MatterKey(number="086", term=15, session=4, subject="关于推动孵化器建设的提案"),
        MatterKey(),
    ],
)
def test_another_matter_is_not_found(asked: MatterKey) -> None:
    assert INDEX.find(asked) is None


def test_a_case_without_number_is_found_by_subject_and_proposer() -> None:
    index = MatterIndex([(1, replace(STORED, number=""))])
    assert index.find(STORED) == 1
    assert index.find(replace(STORED, proposer="沈一鸣")) is None


def test_equal_numbers_without_session_and_with_other_subjects_are_ambiguous() -> None:
    index = MatterIndex(
        [(1, MatterKey(MatterType.CPPCC_PROPOSAL, Level.DISTRICT, number="1", subject="甲事怎么办"))]
    )
    assert index.find(MatterKey(number="001", subject="乙事怎么办")) == AmbiguousMatch(1)
    assert index.find(MatterKey(number="001", subject="关于甲事怎么办的提案")) == 1


def test_an_exact_number_is_preferred_to_one_with_other_zeros() -> None:
    index = MatterIndex([(1, replace(STORED, number="85")), (2, STORED)])
    assert index.find(STORED) == 2


def test_without_a_number_the_proposer_decides_or_the_match_is_ambiguous() -> None:
    index = MatterIndex([(1, STORED), (2, replace(STORED, number="090", proposer="沈一鸣"))])
    assert index.find(replace(STORED, number="", proposer="沈一鸣")) == 2
    assert index.find(replace(STORED, number="", proposer="")) == AmbiguousMatch(1, by_words=True)


def test_a_new_key_of_a_matter_replaces_the_old_one() -> None:
    index = MatterIndex([(1, replace(STORED, number="", proposer=""))])
    index.add(1, STORED)
    assert index.find(replace(STORED, number="", proposer="沈一鸣")) is None
    assert index.find(STORED) == 1


# Several candidates.
def matter(number: str = "", **facts: object) -> MatterKey:
    plain: dict[str, object] = {"number": number, "subject": "关于推动孵化器建设的提案"}
    return MatterKey(**plain | facts)  # type: ignore[arg-type]


def test_of_several_that_fit_the_closest_is_taken() -> None:
    index = MatterIndex(
        [(1, replace(STORED, region="江南市临江区")), (2, STORED), (3, replace(STORED, region=""))]
    )
    assert index.find(STORED) == 2
    assert index.find(replace(STORED, region="江南市临江区")) == 1
    assert index.find(replace(STORED, number="85")) == 2


def test_a_matter_added_again_is_found_by_its_new_key_only() -> None:
    index = MatterIndex([(1, STORED)])
    index.add(1, replace(STORED, number="099", subject="关于另一件事的提案"))
    assert index.find(STORED) is None
    assert index.find(replace(STORED, number="099", subject="关于另一件事的提案")) == 1


def test_without_a_number_the_proposer_decides_among_equal_subjects() -> None:
    index = MatterIndex(
        [(1, matter(proposer="沈亦澄")), (2, matter(proposer="沈一鸣")), (3, matter("9", proposer="林越"))]
    )
    assert index.find(matter(proposer="沈一鸣")) == 2
    assert index.find(matter()) == AmbiguousMatch(1, by_words=True)
    assert index.find(matter(proposer="何人")) is None


def test_of_one_proposer_the_matter_without_a_number_is_meant() -> None:
    index = MatterIndex([(1, matter("9", proposer="沈亦澄")), (2, matter(proposer="沈亦澄"))])
    assert index.find(matter(proposer="沈亦澄")) == 2
    both = MatterIndex([(1, matter("8", proposer="沈亦澄")), (2, matter("9", proposer="沈亦澄"))])
    assert both.find(matter(proposer="沈亦澄")) == AmbiguousMatch(1, by_words=True)
    # Two without a number: the first of them, so that a list imported twice finds its own case again.
    again = MatterIndex([(1, matter(proposer="沈亦澄")), (2, matter(proposer="沈亦澄"))])
    assert again.find(matter(proposer="沈亦澄")) == 1


def test_a_number_known_on_both_sides_is_never_passed_over() -> None:
    assert MatterIndex([(1, matter("9"))]).find(matter("8")) is None
    assert MatterIndex([(1, matter("9"))]).find(matter()) == 1
    assert MatterIndex([(1, matter())]).find(matter("8")) == 1


def test_a_missing_kind_or_level_is_the_usual_one() -> None:
    plain = MatterKey(number="1", term=15, session=4, subject="甲事")
    for usual in (
        MatterKey(MatterType.CPPCC_PROPOSAL, None, "", 15, 4, "1"),
        MatterKey(None, Level.DISTRICT, "", 15, 4, "1"),
    ):
        assert MatterIndex([(1, usual)]).find(plain) == 1
    other = MatterKey(MatterType.NPC_SUGGESTION, None, "", 15, 4, "1", "乙事")
    assert MatterIndex([(1, other)]).find(plain) is None


def test_without_a_session_a_number_alone_is_doubtful_only_for_the_same_kind_and_level() -> None:
    known = MatterKey(MatterType.CPPCC_PROPOSAL, Level.CITY, number="1", subject="甲事怎么办")
    assert MatterIndex([(1, known)]).find(MatterKey(number="1", subject="乙事怎么办")) is None
    city = MatterKey(level=Level.CITY, number="1", subject="乙事怎么办")
    assert MatterIndex([(1, known)]).find(city) == AmbiguousMatch(1)
    assert MatterIndex([(1, known)]).find(replace(city, term=15)) is None


@pytest.mark.parametrize(
    ("number", "bare"), [("085", "85"), ("85", "85"), ("000", "000"), ("", ""), ("A01", "A01")]
)
def test_leading_zeros_do_not_distinguish(number: str, bare: str) -> None:
    assert MatterKey(number=number).bare_number == bare

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

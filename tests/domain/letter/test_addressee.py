"""Salutations for one or several persons and organisations."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Proposer, ProposerKind
from desktop.domain.letter.facts import pronoun, salutation
from desktop.domain.rules.locality import Salutations

WORDS = Salutations(one="{name}委员：", several="{first}等{count}位委员：", group="{name}：")
PARTY = Proposer("民盟澄江区委", ProposerKind.GROUP)
LEAGUE = Proposer("区工商联", ProposerKind.GROUP)


def persons(*names: str) -> tuple[Proposer, ...]:
    return tuple(map(Proposer, names))


@pytest.mark.parametrize(
    ("proposers", "words"),
    [
        (persons("林知遥"), "林知遥委员："),
        (persons("林知遥", "何云岫"), "林知遥、何云岫委员："),
        (persons("林知遥", "何云岫", "许见川"), "林知遥、何云岫、许见川委员："),
        (persons("林知遥", "何云岫", "许见川", "顾文澜"), "林知遥等4位委员："),
        ((PARTY,), "民盟澄江区委："),
        ((PARTY, LEAGUE), "民盟澄江区委、区工商联："),
        ((PARTY, *persons("林知遥")), "民盟澄江区委、林知遥委员："),
        ((), "{proposer}委员："),
    ],
)
def test_a_letter_addresses_its_proposers(proposers: tuple[Proposer, ...], words: str) -> None:
    assert salutation(proposers, WORDS) == words


def test_the_pronoun_is_singular_for_one_person_and_plural_otherwise() -> None:
    assert pronoun(persons("林知遥"), WORDS) == "您"
    assert pronoun((), WORDS) == "您"
    assert pronoun(persons("林知遥", "何云岫"), WORDS) == "你们"
    assert pronoun((PARTY,), WORDS) == "你们"

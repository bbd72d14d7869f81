"""「称谓」: how a letter addresses its proposers, one or several, persons or organisations (DOMAIN 4.2, 4.3)."""

from __future__ import annotations

from desktop.domain.case.matter import Proposer, ProposerKind
from desktop.domain.letter.placeholder import fill
from desktop.domain.rules.locality import Salutations

NAMED_IN_FULL = 3
"""So many persons are all named (甲、乙、丙委员); more become 甲等5位委员."""


def salutation(proposers: tuple[Proposer, ...], words: Salutations) -> str:
    """The salutation with its colon. Organisations are named before persons; without proposers a placeholder remains."""
    groups = [p.name for p in proposers if p.kind is ProposerKind.GROUP]
    persons = [p.name for p in proposers if p.kind is ProposerKind.PERSON]
    if not proposers:
        return fill(words.one, {"name": "{proposer}"}).text
    if not persons:
        return fill(words.group, {"name": "、".join(groups)}).text
    to_persons = _to_persons(persons, words)
    return "、".join([*groups, to_persons]) if groups else to_persons


def pronoun(proposers: tuple[Proposer, ...], words: Salutations) -> str:
    """您 for one person, else the plural of the place; 您 while no proposer is known."""
    several = len(proposers) > 1 or any(p.kind is ProposerKind.GROUP for p in proposers)
    return words.you_several if several else words.you_one


def _to_persons(names: list[str], words: Salutations) -> str:
    if len(names) <= NAMED_IN_FULL:
        return fill(words.one, {"name": "、".join(names)}).text
    return fill(words.several, {"first": names[0], "name": names[0], "count": str(len(names))}).text

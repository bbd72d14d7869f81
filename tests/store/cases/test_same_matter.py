"""One matter is stored once: what makes two cases the same, and how a number finds its cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Case, Level, MatterType
from desktop.store.cases.cases import add_case, ids_by_number, same_matter
from desktop.store.file.store import Store

KNOWN = Case(region="临江区", term=15, session=4, number="085")


@pytest.mark.parametrize(
    ("facts", "same"),
    [
        ({}, True),
        ({"subject": "另一个案由"}, True),
        ({"region": ""}, True),
        ({"region": "青禾区"}, False),
        ({"term": 14}, False),
        ({"session": 3}, False),
        ({"session": None}, False),
        ({"number": "086"}, False),
        ({"number": "85"}, False),
        ({"number": ""}, False),
        ({"level": Level.CITY}, False),
        ({"matter_type": MatterType.NPC_SUGGESTION}, False),
    ],
)
def test_type_level_place_session_and_number_make_a_matter(
    store: Store, facts: dict[str, object], same: bool
) -> None:
    stored = add_case(store, KNOWN)
    asked = replace(KNOWN, **facts)  # type: ignore[arg-type]
    assert same_matter(store, asked) == (stored.id if same else None)
    assert same_matter(store, stored) is None  # a case is not its own double


def test_a_number_finds_its_cases_with_and_without_zeros_the_exact_and_the_newest_first(store: Store) -> None:
    old, plain, new, other = (
        add_case(store, replace(KNOWN, session=session, number=number)).id
        for session, number in ((3, "085"), (4, "85"), (5, "085"), (5, "185"))
    )
    assert ids_by_number(store, "085") == (new, old, plain)
    assert ids_by_number(store, "85") == (plain, new, old)
    assert ids_by_number(store, "185") == (other,)
    assert ids_by_number(store, "") == ()

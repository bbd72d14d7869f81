"""Whatever an import says: what an officer typed stands, what is blank is filled, and every difference is named."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case import Case
from desktop.domain.case_field import CASE_FIELDS, show_field
from desktop.services.case_merge import merge
from tests.domain.fields.test_case_field import cases

IDENTITY = {"matter_type", "level", "region", "term", "session", "number"}
origins = st.dictionaries(st.sampled_from(sorted(CASE_FIELDS)), st.sampled_from(["officer", "import"]))


def said(case: Case, keys: set[str]) -> dict[str, Any]:
    return {key: getattr(case, key) for key in keys}


keys = st.sets(st.sampled_from(sorted(CASE_FIELDS)))


@given(cases, cases, keys, origins)
def test_what_an_officer_typed_is_never_overwritten(
    known: Case, other: Case, named: set[str], who: dict[str, str]
) -> None:
    merged = merge(known, said(other, named), who)
    for key in CASE_FIELDS:
        if who.get(key) == "officer" and getattr(known, key):
            assert getattr(merged.case, key) == getattr(known, key)


@given(cases, cases, keys, origins)
def test_every_difference_is_named_and_nothing_else_changes(
    known: Case, other: Case, named: set[str], who: dict[str, str]
) -> None:
    merged = merge(known, said(other, named), who)
    changed = {key for key in CASE_FIELDS if getattr(merged.case, key) != getattr(known, key)}
    assert changed == set(merged.taken) <= named - IDENTITY
    for change in merged.changes:
        assert (change.old, change.new) == (show_field(known, change.key), show_field(other, change.key))


@given(cases, cases, keys)
def test_the_same_import_again_finds_nothing_new(known: Case, other: Case, named: set[str]) -> None:
    once = merge(known, said(other, named), {}).case
    assert merge(once, said(other, named), {}).changes == ()

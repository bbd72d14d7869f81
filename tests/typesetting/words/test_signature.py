"""Issuer and date by both rules of GB/T 9704-2012 7.3.5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.typesetting.model.layout import SignaturePlan
from desktop.typesetting.words.letter_frame import signature_indents

PLAN = SignaturePlan()
WIDTHS = st.integers(2, 60).map(lambda halves: halves / 2)


@pytest.mark.parametrize(
    ("issuer", "date", "issuer_right", "date_right"),
    [
        (10, 6, 2, 4),  # 长宁区科学技术委员会 2024年4月9日
        (6, 6, 2, 0),  # still inside the type area
        (5.5, 5.5, 2, 0),
        (6.5, 6.75, 4.25, 2),
        (4, 7, 7, 2),  # the date is the longer one
        (20, 6, 2, 14),
    ],
)
def test_without_a_seal(issuer: float, date: float, issuer_right: float, date_right: float) -> None:
    indents = signature_indents(issuer, date, PLAN, sealed=False)
    assert (indents.issuer_right, indents.date_right) == (issuer_right, date_right)
    assert indents.blank_lines == 1


@given(WIDTHS, WIDTHS)
def test_without_a_seal_the_date_begins_two_characters_right_of_the_issuer(
    issuer: float, date: float
) -> None:
    indents = signature_indents(issuer, date, PLAN, sealed=False)
    issuer_start = indents.issuer_right + issuer
    date_start = indents.date_right + date
    assert issuer_start - date_start == pytest.approx(2)
    assert indents.date_right >= 0
    assert indents.issuer_right >= 0


@given(WIDTHS, WIDTHS)
def test_with_a_seal_the_issuer_is_centred_on_the_date(issuer: float, date: float) -> None:
    indents = signature_indents(issuer, date, PLAN, sealed=True)
    assert indents.date_right == 4
    if indents.issuer_right:
        assert indents.issuer_right + issuer / 2 == pytest.approx(indents.date_right + date / 2)
    assert indents.blank_lines >= 2


def test_a_date_longer_than_the_issuer_ends_at_the_indent_though_it_would_fit() -> None:
    """7.3.5.2: 成文日期长于发文机关署名 decides, not whether the date would leave the type area."""
    indents = signature_indents(6, 7, SignaturePlan(unsealed_right_chars=4), sealed=False)
    assert (indents.issuer_right, indents.date_right) == (7, 4)

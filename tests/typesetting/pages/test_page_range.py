"""Reading typed page ranges."""

from __future__ import annotations

import pytest

from desktop.domain.errors import Refused
from desktop.typesetting.pages.sheet_sides import read_page_range


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", ()),
        (" 全部 ", ()),
        ("3", (3,)),
        ("1-3", (1, 2, 3)),
        ("1-2，5", (1, 2, 5)),
        ("5、2至3", (2, 3, 5)),
        ("4－9", (4, 5)),
        ("2,2;2", (2,)),
    ],
)
def test_ranges_are_read_with_any_marks(typed: str, pages: tuple[int, ...]) -> None:
    assert read_page_range(typed, 5) == pages


@pytest.mark.parametrize("typed", ["封面", "1-", "三", "1--2"])
def test_an_invalid_range_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match="1-3，5"):
        read_page_range(typed, 5)


@pytest.mark.parametrize("typed", ["6", "0", "9-12", "3-2"])
def test_a_range_without_a_page_is_refused_with_the_number_of_pages(typed: str) -> None:
    with pytest.raises(Refused, match="一共5页"):
        read_page_range(typed, 5)


def test_a_huge_number_is_handled_quickly() -> None:
    assert read_page_range("1-99999", 3) == (1, 2, 3)

"""The number that follows in a series 「发文字号」: 机关代字〔年份〕序号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import pytest

from desktop.domain.letter.document_number import following_number


@pytest.mark.parametrize(
    ("last", "year", "following"),
    [
        ("长科委提复〔2024〕12号", 2024, "长科委提复〔2024〕13号"),
        ("长科委提复〔2024〕99号", 2024, "长科委提复〔2024〕100号"),
        ("长科委提复〔2023〕41号", 2024, "长科委提复〔2024〕1号"),  # every year begins with 1
        ("沪科建[2024]第7号", 2024, "沪科建[2024]第8号"),
        ("长科委提复(2024)12号", 2024, "长科委提复(2024)13号"),
        ("无编号", 2024, ""),
        ("2024-12", 2024, ""),
        ("", 2024, ""),
    ],
)
def test_the_next_number_of_the_series(last: str, year: int, following: str) -> None:
    assert following_number(last, year) == following

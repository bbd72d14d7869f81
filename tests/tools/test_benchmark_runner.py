"""`dev.py bench` prints one row for each measurement, and names benchmarks without rows."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import main, names


def test_a_name_that_does_not_exist_is_answered_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["nonsense"]) == 2
    assert "nonsense" in (said := capsys.readouterr().err)
    assert all(name in said for name in names())


def test_a_benchmark_prints_its_rows_below_one_header(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == "what | ours | peer | ratio"
    assert [row.count("|") for row in rows] == [3]

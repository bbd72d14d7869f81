"""Characters that file names must not have."""

from __future__ import annotations

from desktop.domain.words.file_names import without_forbidden


def test_characters_that_some_system_refuses_are_left_out_and_blanks_stay() -> None:
    assert without_forbidden('关于 a/b\\c:d*e?f"g<h>i|j\t的建议\n') == "关于 abcdefghij的建议"

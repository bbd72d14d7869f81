"""Between which two characters a line may end: in the grid as LibreOffice does it, and by Word's rule (TRAPS 7b, 7c)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.lines.line_breaking import break_lines, may_part_lines, word_line_end
from desktop.typesetting.lines.measured_text import (
    EmWidths,
    MeasuredText,
    is_general_punctuation,
    is_half_width,
    is_ideograph,
    is_word_character,
    measure,
)
from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Layout, PunctuationMode
from desktop.typesetting.model.runs import make_runs
from tests.letters import library

GRID, WORD = library().layouts["gbt9704"], library().layouts["district-plain"]


# Characters.
@pytest.mark.parametrize("character", "一鿿㐀䶿々〇〡〩ぁヿㄅㄯ⺀⿟豈\ufaff\ue000\uf8ff𠀀\U0003ffff")
def test_ideographs(character: str) -> None:
    assert is_ideograph(character)


@pytest.mark.parametrize(
    "character", "，。“”（）Aa0 —…、〉　！\u3004\u3008\u3040\u3100\u3130\u4dc0\ufb00\U00040000①"
)
def test_marks_letters_and_digits_are_no_ideographs(character: str) -> None:
    assert not is_ideograph(character)


@pytest.mark.parametrize(
    ("character", "yes"),
    [("A", True), ("é", True), ("7", True), ("中", False), ("-", False), ("%", False), ("①", False)],
)
def test_word_characters(character: str, yes: bool) -> None:
    # ① counts as a number in Unicode; it is printed as a Chinese character.
    assert is_word_character(character) is (yes or character == "①")


@pytest.mark.parametrize(
    ("character", "yes"),
    [
        ("A", True),
        ("%", True),
        (" ", True),
        ("\u2000", False),
        ("\u206f", False),
        ("\u2070", True),
        ("“", False),
        ("—", False),
        ("①", False),
        ("℃", False),
        ("中", False),
    ],
)
def test_half_width_characters_use_the_latin_font(character: str, yes: bool) -> None:
    assert is_half_width(character) is yes


@pytest.mark.parametrize(
    ("character", "yes"),
    [
        ("“", True),
        ("…", True),
        ("\u2000", True),
        ("\u206f", True),
        (" ", True),
        ("\u00a0", True),
        ("，", False),
        ("A", False),
        ("\u2070", False),
    ],
)
def test_general_punctuation_follows_the_text_before_it(character: str, yes: bool) -> None:
    assert is_general_punctuation(character) is yes


# Word's rule, pair by pair.
@pytest.mark.parametrize(
    ("pair", "may"),
    [
        ("天地", True),
        ("天，", False),
        ("，天", True),
        ("“天", False),
        ("天”", False),
        ("——", False),
        ("……", False),
        ("—天", True),
        ("天A", True),
        ("A天", True),
        ("AB", False),
        ("12", False),
        (".5", False),
        ("5.", False),
        ("%A", False),
        ("天-", False),
        ("A-", True),
        ("-A", True),
        ("-天", True),
        (" 天", True),
        ("天 ", True),
        ("  ", False),
        ("A/", False),
        ("/A", False),
        ("A*", True),
        ("*A", True),
        ("A“", True),
    ],
)
def test_word_parts_lines_between_words_and_marks(pair: str, may: bool) -> None:
    assert may_part_lines(pair, 1) is may


# The grid, where the first character that does not fit decides. A line of 28: n characters, then what is tested.
def first(text: str, *, hanging: bool = False, layout: Layout = GRID) -> str:
    width = layout.paper.text_width_pt
    measured = measure(make_runs(text, layout.body, layout), layout, EmWidths())
    rules = replace(layout.text, hanging=hanging)
    start, end = break_lines(measured, rules, width, width)[0]
    return text[start:end]


@pytest.mark.parametrize(
    ("before", "behind", "kept"),
    [
        (28, "地", ""),
        (28, "，地", None),
        (27, "“地地", ""),
        (27, "——地", ""),
        (27, "……地", ""),
        (27, "（地）", ""),
        (28, "）地", None),
        (28, " 地", " "),
        (28, "  地", "  "),
        (26, "，。地", "，。"),
        # 26 characters leave 32.7 pt: a gap and three digits, or two with the gap behind them. Numbers and words stay whole.
        (26, "2025年", ""),
        (27, "2天地", "2"),
        (26, "25%的", "25%"),
        (25, "A-Bcdefgh", "A-"),
        (25, "A/Bcdefgh", "A/"),
        (25, "A/20250000", ""),
        (25, "ab cdefgh", "ab "),
        (25, "5/2025年", ""),
        # LibreOffice keeps a word with the comma or the closing quote before it: the character before goes along.
        (26, "，GB9704", None),
        (26, "”GB9704", None),
        (26, "；GB9704", "；"),
        (26, "（GB9704", ""),
        # Behind a word a line ends before a dash and an ellipsis, and not before a quote.
        (24, "2025——天地", "2025"),
        (24, "2025……天地", "2025"),
        (25, "abc——天地", "abc"),
        (25, "abc，天地", "abc，"),
        (25, "abc天地地", "abc天"),
        (25, "abc“天地", ""),
        (25, "abc…天地", "abc…"),
    ],
)
def test_a_line_of_the_grid_ends(before: int, behind: str, kept: str | None) -> None:
    """`kept` of what follows that many Chinese characters stays on the line; None: the last character goes along."""
    wanted = "天" * (before - 1) if kept is None else "天" * before + kept
    assert first("天" * before + behind) == wanted


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        ("，地", "，"),
        ("。", "。"),
        ("！地", "！"),
        (".地", "."),
        ("）地", None),
        ("，”地", None),
        ("“地", ""),
    ],
)
def test_one_sentence_mark_hangs_where_the_layout_lets_it(behind: str, kept: str | None) -> None:
    wanted = "天" * 27 if kept is None else "天" * 28 + kept
    assert first("天" * 28 + behind, hanging=True) == wanted


# Word's rule on whole lines: 25 whole characters, a mark may be compressed by half an em.
def word_first(text: str, *, hanging: bool = True, compress: bool = True) -> str:
    measured = measure(make_runs(text, WORD.body, WORD), WORD, EmWidths())
    rules = replace(WORD.text, hanging=hanging, compress=compress)
    return text[: word_line_end(measured, 0, WORD.paper.text_width_pt, rules)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # 26 em with a mark fit compressed; what comes then may hang.
        ("天" * 25 + "，地", 26),
        ("天" * 25 + "”地", 26),
        ("天" * 25 + "）地", 26),
        ("天" * 25 + "，。地", 27),
        ("天" * 25 + "，地，", 26),
        # 27 em do not fit: a bracket hangs only with the mark behind it, a quote by itself, else a character goes along.
        ("（" + "天" * 25 + "）、地", 28),
        ("（" + "天" * 25 + "）地", 25),
        ("“" + "天" * 25 + "”地", 27),
        ("“" + "天" * 25 + "”，地", 28),
        ("（" + "天" * 25 + "、）地", 25),
        ("天" * 25 + "  地", 27),
    ],
)
def test_marks_hang_behind_a_full_line(text: str, kept: int) -> None:
    assert word_first(text) == text[:kept]


def test_without_hanging_a_mark_takes_its_character_along() -> None:
    assert word_first("天" * 25 + "，地", hanging=False, compress=False) == "天" * 24
    assert word_first("天" * 10 + "，" + "天" * 20, compress=False) == "天" * 10 + "，" + "天" * 14
    assert word_first("天" * 10 + "，" + "天" * 20) == "天" * 10 + "，" + "天" * 15


# Measuring.
def gaps(text: str, layout: Layout) -> list[float]:
    """The gap before each character but the first, in pt."""
    measured: MeasuredText = measure(make_runs(text, layout.body, layout), layout, EmWidths())
    return [round(start - end, 3) for end, start in zip(measured.ends, measured.starts[1:], strict=False)]


@pytest.mark.parametrize(
    ("pair", "em"),
    [
        ("天2", 0.25),
        ("2天", 0.25),
        ("A天", 0.25),
        ("%天", 0.25),
        ("天%", 0.0),
        ("，2", 0.0),
        ("2，", 0.0),
        ("天地", 0.0),
        ("22", 0.0),
        ("》（", -1.0),
        ("）《", -1.0),
        ("”（", 0.0),
        ("（《", 0.0),
    ],
)
def test_by_words_rule_a_quarter_em_stands_between_chinese_and_words(pair: str, em: float) -> None:
    assert gaps(pair, WORD) == [16 * em]
    plain = replace(WORD, text=replace(WORD.text, autospace=False))
    assert gaps(pair, plain) == [min(0.0, 16 * em)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A fifth of an em, less the spacing of -0.25 pt that is not applied where the script changes.
        ("天2", [3.2 + 0.25]),
        ("2天", [3.2 + 0.25]),
        ("天%", [0.25]),
        ("%天", [0.25]),
        ("天地", [0.0]),
        ("22", [0.0]),
        ("天“2", [0.0, 0.25]),
        ("2”天", [0.0, 0.25]),
    ],
)
def test_in_the_grid_the_gap_is_a_fifth_and_no_spacing_where_the_script_changes(
    text: str, expected: list[float]
) -> None:
    assert gaps(text, GRID) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("change", [{"font": "h1"}, {"fallback": "宋体"}, {"bold": True}, {"size_pt": 14.0}])
def test_no_spacing_is_applied_where_the_font_changes(change: dict[str, object]) -> None:
    plain = Run("天", Script.EAST_ASIAN, "body", 16.0)
    other = replace(plain, text="地", **change)  # type: ignore[arg-type]
    measured = measure((plain, other), GRID, EmWidths())
    assert measured.starts[1] - measured.ends[0] == pytest.approx(0.25)
    same = measure((plain, replace(plain, text="地")), GRID, EmWidths())
    assert same.starts[1] - same.ends[0] == 0.0


def test_a_width_is_that_of_its_characters_without_what_follows() -> None:
    measured = measure(make_runs("天地2", GRID.body, GRID), GRID, EmWidths())
    assert measured.width(0, 2) == pytest.approx(2 * 15.75)
    assert measured.width(1, 2) == pytest.approx(15.75)
    assert measured.width(2, 2) == 0.0
    assert (measured.em_pt, measured.spacing_pt, measured.owners) == (16.0, -0.25, (0, 0, 1))
    empty = measure((), GRID, EmWidths())
    assert (empty.text, empty.em_pt) == ("", 0.0)


def test_estimated_widths_are_whole_and_half_ems() -> None:
    chinese, latin = (
        Run("天，A~\x7f\x80", Script.EAST_ASIAN, "body", 16.0),
        Run("A中", Script.LATIN, "body", 16.0),
    )
    assert list(EmWidths().advances(chinese)) == [16.0, 16.0, 8.0, 8.0, 8.0, 16.0]
    assert list(EmWidths().advances(latin)) == [8.0, 8.0]


class WideLetters(EmWidths):
    def advances(self, run: Run) -> list[float]:
        return [10.0] * len(run.text)


def test_words_rule_does_not_measure_the_font() -> None:
    runs = make_runs("天", WORD.body, WORD)
    assert WORD.text.punctuation is PunctuationMode.WORD
    assert measure(runs, WORD, WideLetters()).width(0, 1) == 16.0
    assert measure(make_runs("天", GRID.body, GRID), GRID, WideLetters()).width(0, 1) == 9.75

"""Numbers of headings run on over the sections of a letter."""

from __future__ import annotations

from desktop.domain.case.reply import Reply, Section
from desktop.domain.letter.heading_numbers import following, with_numbers

LAST = "（四）下一步举措\n1.布局。一是选址；二是招商。\n2.培育。"


def letter(answer: str, last: str = LAST, *more: str) -> Reply:
    own = tuple(Section(f"own_{n}", text) for n, text in enumerate(more))
    texts = (
        Section("opening", "您提出的提案收悉。"),
        Section("answer", answer),
        Section("next_steps", last),
        *own,
    )
    return Reply(sections=texts)


def text_of(reply: Reply, key: str) -> str:
    section = reply.section(key)
    assert section is not None
    return section.text


TWO = "二、对提案建议的答复\n（一）载体建设情况\n正文。\n（二）资金情况\n正文。"
THREE = TWO + "\n（三）人才情况\n正文。"
FOUR = THREE + "\n（四）空间情况。正文。"


def test_a_new_letter_is_numbered_by_what_stands_above() -> None:
    numbered = with_numbers(letter(TWO).sections)
    assert numbered[2].text == LAST.replace("（四）", "（三）")
    assert with_numbers(letter(FOUR).sections)[2].text == LAST.replace("（四）", "（五）")
    assert with_numbers(letter("二、对提案建议的答复\n正文。").sections)[2].text.startswith(
        "（一）下一步举措\n1."
    )


def test_a_heading_follows_an_added_and_a_removed_one() -> None:
    before = letter(THREE)
    more = following(before, before.with_section("answer", FOUR))
    assert text_of(more, "next_steps") == LAST.replace("（四）", "（五）")
    fewer = following(more, more.with_section("answer", TWO))
    assert text_of(fewer, "next_steps") == LAST.replace("（四）", "（三）")


def test_all_later_headings_of_the_level_move_along_and_inner_numbers_stay() -> None:
    before = letter(THREE, LAST, "（五）其他\n（1）甲\n（六）附则\n三、结语\n（一）感谢")
    after = following(before, before.with_section("answer", FOUR))
    assert text_of(after, "own_0") == "（六）其他\n（1）甲\n（七）附则\n三、结语\n（一）感谢"


def test_chapters_follow_too() -> None:
    before = letter("一、情况\n正文。", "二、打算\n正文。", "三、结语\n正文。")
    after = following(before, before.with_section("next_steps", "正文没有标题。"))
    assert text_of(after, "own_0") == "二、结语\n正文。"


def test_a_number_that_did_not_follow_stays_as_written() -> None:
    before = letter(THREE, LAST.replace("（四）", "（九）"))
    after = following(before, before.with_section("answer", FOUR))
    assert text_of(after, "next_steps").startswith("（九）")


def test_the_section_being_typed_is_never_changed() -> None:
    before = letter(THREE)
    typed = before.with_section("next_steps", LAST.replace("（四）", "（八）"))
    assert following(before, typed) is typed


def test_a_new_chapter_begins_to_count_anew() -> None:
    """Three （一） to （三） under 一、 do not count for the heading under 二、."""
    overview = Section("overview", "一、概述\n（一）调研\n（二）座谈\n（三）会商")
    sections = (overview, *letter("二、对提案建议的答复\n正文。").sections)
    assert with_numbers(sections)[-1].text == LAST.replace("（四）", "（一）")

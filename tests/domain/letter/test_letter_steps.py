"""Changes of a letter are taken back in the reverse order, a sentence at a time, and nothing else is changed by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.letter.letter_steps import MOST, LetterSteps, Step

LETTER = Reply(sections=(Section("a", "一"), Section("b", "二")), fields=ReplyFields(signer="周立群"))


def typed(steps: LetterSteps, before: Reply, key: str, *texts: str) -> Reply:
    """The letter after these texts stood in a section one after another."""
    for text in texts:
        after = before.with_section(key, text)
        steps.note(Step(key, before, after))
        before = after
    return before


def undone(steps: LetterSteps, present: Reply) -> Reply:
    step = steps.undo()
    assert step is not None
    return step.made_in(present)


def test_the_last_change_is_taken_back_first_in_whatever_section_it_was_made() -> None:
    steps = LetterSteps()
    first = typed(steps, LETTER, "a", "一甲")
    second = typed(steps, first, "b", "二乙")
    assert undone(steps, second) == first
    assert undone(steps, first) == LETTER
    assert steps.undo() is None
    again = steps.redo()
    assert again is not None
    assert again.place == "a"
    assert again.made_in(LETTER) == first


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("一春", "一春夏", "一春夏秋"), "一"),  # typing goes on
        (("一春。", "一春。夏"), "一春。"),  # a sentence ended
        (("一春\n", "一春\n夏"), "一春\n"),
        (("一春", "冬一春"), "一春"),  # elsewhere
        (("", "春"), ""),  # deleted, then typed
        (("一春夏", "一春", "一"), "一春夏"),  # typed, then deleted
    ],
)
def test_one_step_is_what_was_typed_in_one_go(texts: tuple[str, ...], left: str) -> None:
    steps = LetterSteps()
    present = typed(steps, LETTER, "a", *texts)
    section = undone(steps, present).section("a")
    assert section is not None
    assert section.text == left


def test_deleting_backwards_and_forwards_is_one_step_each() -> None:
    steps = LetterSteps()
    letter = LETTER.with_section("a", "春夏秋冬")
    assert undone(steps, typed(steps, letter, "a", "春夏秋", "春夏", "春")) == letter
    steps.forget()
    assert undone(steps, typed(steps, letter, "a", "夏秋冬", "秋冬")) == letter


def test_what_comes_after_a_pause_is_a_step_of_its_own() -> None:
    steps = LetterSteps()
    first = typed(steps, LETTER, "a", "一春")
    steps.close()
    assert undone(steps, typed(steps, first, "a", "一春夏")) == first


def test_a_long_paragraph_without_a_full_stop_is_not_one_step() -> None:
    steps = LetterSteps()
    present = typed(steps, LETTER, "a", *("一" + "字" * count for count in range(1, 100)))
    section = undone(steps, present).section("a")
    assert section is not None
    assert len(section.text) == 61


def test_a_field_typed_in_one_go_is_one_step_and_two_fields_are_two() -> None:
    steps, before = LetterSteps(), LETTER
    for name in ("王", "王小", "王小明"):
        after = replace(before, fields=replace(before.fields, signer=name))
        steps.note(Step("signer", before, after))
        before = after
    number = replace(before, fields=replace(before.fields, document_number="1号"))
    steps.note(Step("document_number", before, number))
    assert undone(steps, number) == before
    assert undone(steps, before) == LETTER


def test_what_a_service_stored_meanwhile_stays() -> None:
    steps = LetterSteps()
    present = typed(steps, LETTER, "a", "一甲")
    stored = replace(present, fields=replace(present.fields, disclosure_reason="涉及内部事项"))
    back = undone(steps, stored)
    assert back.fields.disclosure_reason == "涉及内部事项"
    assert back.sections == LETTER.sections


def test_an_added_section_goes_and_comes_back_in_its_place() -> None:
    steps = LetterSteps()
    added = replace(LETTER, sections=(LETTER.sections[0], Section("own_1", "新"), LETTER.sections[1]))
    steps.note(Step("own_1", LETTER, added))
    written = typed(steps, added, "b", "二乙")
    back = undone(steps, undone(steps, written))
    assert back == LETTER
    for _ in range(2):
        step = steps.redo()
        assert step is not None
        back = step.made_in(back)
    assert back == written


def test_a_removed_section_comes_back_with_its_text() -> None:
    steps = LetterSteps()
    removed = replace(LETTER, sections=LETTER.sections[1:])
    steps.note(Step("a", LETTER, removed))
    assert undone(steps, removed) == LETTER


def test_a_change_after_an_undo_ends_what_could_be_redone() -> None:
    steps = LetterSteps()
    present = typed(steps, LETTER, "a", "一甲")
    typed(steps, undone(steps, present), "b", "二乙")
    assert steps.redo() is None


def test_the_oldest_steps_are_forgotten() -> None:
    steps, present = LetterSteps(), LETTER
    for number in range(MOST + 5):
        present = typed(steps, present, "ab"[number % 2], f"{number}")
    count = 0
    while (step := steps.undo()) is not None:
        present, count = step.made_in(present), count + 1
    assert count == MOST


def test_a_letter_of_a_million_characters_does_not_fill_the_memory() -> None:
    steps, present = LetterSteps(), LETTER.with_section("a", "字" * 1_000_000)
    for number in range(60):
        present = typed(steps, present, "a", "字" * 1_000_000 + "，。"[number % 2])
        steps.close()
    count = 0
    while steps.undo() is not None:
        count += 1
    assert 15 <= count <= 25


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text("春夏。", max_size=4)), max_size=20))
def test_undoing_everything_gives_the_letter_as_it_was_and_redoing_what_it_became(
    edits: list[tuple[str, str]],
) -> None:
    steps, present = LetterSteps(), LETTER
    for key, text in edits:
        present = typed(steps, present, key, text)
    last = present
    while (step := steps.undo()) is not None:
        present = step.made_in(present)
    assert present == LETTER
    while (step := steps.redo()) is not None:
        present = step.made_in(present)
    assert present == last

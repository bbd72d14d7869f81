"""A round in short texts, and a handling result as its place writes it."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.reply import ReplyFields
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.rules.locality import Satisfaction
from desktop.services.handling.rounds import RoundView, result_words
from desktop.services.office.workplace import Workplace
from tests.services.handling.handled_cases import new_case

DUE = date(2026, 5, 11)
EXTENSION = Extension(DUE, date(2026, 6, 8), "复杂", "区府办", date(2026, 5, 6))
PAUSE = Pause(date(2026, 3, 2), date(2026, 3, 9), "等批复")


def test_a_round_without_anything_says_only_that_it_is_not_answered() -> None:
    view = RoundView(HandlingRound(1), ReplyFields())
    assert view.words == ("尚未答复",)
    assert (view.number, view.extended, view.result, view.satisfaction, view.disclosure) == (
        1,
        False,
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("replied", "due", "words"),
    [
        (DUE, DUE, ("2026年5月11日答复", "期限 2026年5月11日")),
        (date(2026, 5, 12), DUE, ("2026年5月12日答复（逾期）", "期限 2026年5月11日")),
        (date(2026, 5, 12), None, ("2026年5月12日答复",)),
        (None, DUE, ("尚未答复", "期限 2026年5月11日")),
    ],
)
def test_the_day_of_the_reply_and_the_due_day(
    replied: date | None, due: date | None, words: tuple[str, ...]
) -> None:
    assert RoundView(HandlingRound(1, due_at=due, replied_at=replied), ReplyFields()).words == words


def test_everything_known_stands_in_the_order_of_handling() -> None:
    forms = tuple(
        Feedback(1, name, 1, returned_at=DUE, rating="x", counts_as=meaning)
        for name, meaning in (("甲", Satisfaction.SATISFIED), ("乙", Satisfaction.BASICALLY_SATISFIED))
    )
    view = RoundView(
        HandlingRound(1, replied_at=DUE, due_at=DUE, result="planned"),
        ReplyFields(document_number="长科委提复〔2026〕7号", signer="沈局长"),
        "列入计划拟解决",
        forms,
        extensions=(EXTENSION,),
        pauses=(PAUSE,),
    )
    assert view.words == (
        "2026年5月11日答复",
        "期限 2026年5月11日",
        EXTENSION.words,
        PAUSE.words,
        "列入计划拟解决",
        "长科委提复〔2026〕7号",
        "签发人 沈局长",
        "反馈 基本满意",
    )
    assert (view.extended, view.result) == (True, "planned")
    adopted = RoundView(HandlingRound(1, result="planned"), ReplyFields(handling_result="adopted"))
    assert adopted.result == "adopted"  # the letter goes before the kept result


@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ("shanghai-changning", "", ""),
        ("shanghai-changning", "adopted", "解决或采纳"),
        ("shanghai-changning", "拟人", "拟人"),
        ("general-abc", "a", "A"),
        ("general-abc", "A", "A"),
    ],
)
def test_a_result_is_written_as_the_place_does(work: Workplace, place: str, code: str, words: str) -> None:
    assert result_words(work, new_case(work, locality=place), code) == words

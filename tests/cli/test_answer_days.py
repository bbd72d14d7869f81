"""The day of an answer, from the command line: it comes with the move that sends the reply, and stays the same."""

from __future__ import annotations

import pytest

from tests.cli.test_handling_verbs import RunOnDay, case, drafted, on, replied

__all__ = ["case", "on"]


def day_of_reply(on: RunOnDay, day: str) -> str | None:
    found: str | None = on(day, "show", "085", "--json").json["replied_at"]
    return found


@pytest.mark.usefixtures("case")
def test_a_case_that_is_not_answered_takes_no_day_of_reply(on: RunOnDay) -> None:
    refused = on("2026-03-02", "set", "085", "replied_at=2026-03-01")
    assert (refused.code, refused.err) == (
        1,
        "这一件还是“待签收”，没有答复，不能填写答复日期。请先流转，答复那一步写明答复的日期。\n",
    )
    assert day_of_reply(on, "2026-03-02") is None


def test_a_new_case_has_no_day_of_reply(on: RunOnDay) -> None:
    words = ("new", "--number", "7", "--subject", "关于养老的提案", "--assigned-at", "2026-01-05")
    refused = on("2026-03-02", *words, "--replied-at", "2026-03-01")
    assert (refused.code, "没有答复，不能填写答复日期" in refused.err) == (1, True)
    assert on("2026-03-02", "list", "--json").json == []


@pytest.mark.usefixtures("case")
def test_a_withdrawn_case_without_an_answer_takes_no_day_of_reply(on: RunOnDay) -> None:
    assert on("2026-03-02", "move", "085", "已撤案", "--note", "委员撤回").code == 0
    assert on("2026-03-02", "set", "085", "replied_at=2026-03-01", "--why", "补录").code == 1
    assert day_of_reply(on, "2026-03-02") is None


@pytest.mark.usefixtures("case")
def test_a_day_of_reply_is_corrected_from_the_sign_off_on(on: RunOnDay) -> None:
    drafted(on)
    replied(on, "2026-04-09")
    early = on("2026-04-20", "set", "085", "replied_at=2026-04-08", "--why", "登错")
    assert (early.code, "答复日期2026年4月8日早于签发日期2026年4月9日" in early.err) == (1, True)
    assert on("2026-04-20", "set", "085", "replied_at=2026-04-10", "--why", "次日寄出").code == 0
    assert day_of_reply(on, "2026-04-20") == "2026-04-10"


@pytest.mark.usefixtures("case")
def test_undoing_a_call_back_restores_the_day_each_time(on: RunOnDay) -> None:
    """The day was corrected after the move, so only the move that took it away knows it."""
    drafted(on)
    replied(on, "2026-04-09")
    assert on("2026-04-20", "set", "085", "replied_at=2026-04-10", "--why", "次日寄出").code == 0
    for day in ("2026-05-20", "2026-05-21"):
        assert on(day, "move", "085", "已签发", "--note", "再寄").code == 0
        assert day_of_reply(on, day) is None
        assert on(day, "undo", "085").code == 0
        assert day_of_reply(on, day) == "2026-04-10"


@pytest.mark.usefixtures("case")
def test_the_letter_is_dated_neither_ahead_nor_after_it_went_out(on: RunOnDay) -> None:
    drafted(on)
    replied(on, "2026-04-09")
    for day, words in (
        ("2026-04-21", "成文日期2026年4月21日还没到"),
        ("2026-04-10", "成文日期2026年4月10日晚于答复日期2026年4月9日"),
    ):
        refused = on("2026-04-20", "set", "085", f"issue_date={day}", "--why", "登错")
        assert (refused.code, words in refused.err) == (1, True)
    assert on("2026-04-20", "set", "085", "issue_date=2026-04-08", "--why", "登错").code == 0
    assert on("2026-04-20", "show", "085", "--json").json["reply"]["issue_date"] == "2026-04-08"

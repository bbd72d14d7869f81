"""Due days from the command line: none moves without a reason, none is taken that cannot be right."""

from __future__ import annotations

import pytest

from tests.cli.test_handling_verbs import RunOnDay, case, on

__all__ = ["case", "on"]


def due(on: RunOnDay) -> str:
    found: str = on("2026-03-09", "show", "085", "--json").json["due_at"]
    return found


@pytest.mark.usefixtures("case")
def test_a_fact_that_moves_the_due_day_takes_a_reason(on: RunOnDay) -> None:
    assert due(on) == "2026-05-09"
    refused = on("2026-03-09", "set", "085", "交办日期=2026-03-09")
    assert (refused.code, "办理期限 2026年5月9日→2026年6月9日" in refused.err) == (1, True)
    assert due(on) == "2026-05-09"
    assert on("2026-03-09", "set", "085", "交办日期=2026-03-09", "--reason", "交办单是三月的").code == 0
    event = on("2026-03-09", "show", "085", "--json").json["events"][-1]
    assert event["note"].startswith("交办单是三月的")
    assert {"field": "due_at", "old": "2026-05-09", "new": "2026-06-09"} in event["changes"]


NEW = ("new", "--subject", "关于养老的提案", "--assigned-at", "2026-02-09")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-09", "期限2026年2月9日不晚于交办日期2026年2月9日"),
        ("2025-06-30", "期限2025年6月30日不晚于交办日期2026年2月9日"),
        ("2027-02-11", "期限2027年2月11日在一年以后（交办日期2026年2月9日）"),
    ],
)
def test_a_due_day_that_cannot_be_right_is_not_taken_with_a_new_case(
    on: RunOnDay, day: str, words: str
) -> None:
    refused = on("2026-03-09", *NEW, "--due-at", day)
    assert (refused.code, words in refused.err) == (1, True)
    assert on("2026-03-09", "list", "--json").json == []


@pytest.mark.parametrize("day", ["2026-02-10", "2027-02-10"])  # the first and the last day that can be right
def test_a_due_day_within_a_year_is_taken(on: RunOnDay, day: str) -> None:
    assert on("2026-03-09", *NEW, "--due-at", day).code == 0
    assert on("2026-03-09", "list", "--json").json[0]["due_at"] == day


def test_nor_is_it_taken_afterwards(on: RunOnDay) -> None:
    on("2026-03-09", "new", "--number", "7", "--subject", "关于养老的提案")
    late = on("2026-03-09", "set", "7", "due_at=2028-12-31")
    assert (late.code, "期限2028年12月31日在一年以后（今天2026年3月9日）" in late.err) == (1, True)
    assert on("2026-03-09", "set", "7", "due_at=2026-03-02").code == 0
    early = on("2026-03-09", "set", "7", "交办日期=2026-03-02")
    assert (early.code, "期限2026年3月2日不晚于交办日期2026年3月2日" in early.err) == (1, True)


@pytest.mark.usefixtures("case")
def test_more_than_a_year_is_taken_when_it_is_said_twice(on: RunOnDay) -> None:
    words = ("due", "085", "--given", "2027-06-30", "--source", "交办通知", "--why", "跨年办理",
             "--by", "区政府办公室", "--force")  # fmt: skip
    assert on("2026-03-09", *words).code == 1
    assert on("2026-03-09", *words, "--anyway").code == 0
    assert due(on) == "2027-06-30"


@pytest.mark.usefixtures("case")
def test_a_late_pause_and_a_forced_extension_are_marked_in_json(on: RunOnDay) -> None:
    pause = ("pause", "085", "--reason", "等待并案", "--day", "2026-03-02")
    assert on("2026-03-30", *pause).code == 1
    assert on("2026-03-30", *pause, "--by", "区政府办公室").code == 0
    on("2026-03-30", "resume", "085")
    by = ("--reason", "待国家标准", "--by", "分管副区长", "--force")
    said = on("2026-04-01", "extend", "085", "2026-12-05", *by)
    assert "2026年12月5日不是工作日，顺延到下一个工作日" in said.err
    found = on("2026-04-01", "show", "085", "--json").json["rounds"][0]
    (pause_found,), (extension,) = found["pauses"], found["extensions"]
    assert (pause_found["entered_late"], pause_found["approved_by"]) == (True, "区政府办公室")
    assert (extension["new_due"], extension["beyond_limit"]) == ("2026-12-07", True)
    assert [group["cases"] for group in on("2026-04-01", "stats", "--json").json["marked"]] == [[1], [1]]
    assert "期限有标记：延期或暂停是补记的1件（085）" in on("2026-04-01", "stats").out
    assert "（超过最长期限，特批）" in on("2026-04-01", "show", "085").out

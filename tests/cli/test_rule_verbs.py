"""The verb rules: lists effects of changed rules and calendars, and applies them on demand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.services.office.workplace import SHIPPED_TEMPLATES
from tests.cli.conftest import Chengban

OWN_DAY = 'version = "2024-1"\n[[years]]\nyear = 2024\n[[years.off]]\nname = "台风停工"\nfirst = 2024-07-02\nlast = 2024-07-03\n'


@pytest.fixture
def case(chengban: Chengban) -> str:
    return chengban(
        "new", "--number", "085", "--subject", "关于改善社区图书室的提案", "--region", "长宁区", "--assigned-at", "2024-04-02",
    ).out.strip()  # fmt: skip


def install_second_edition(data: Path) -> None:
    """The office's own copy of the rules with two months for a reply instead of three."""
    text = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    text = text.replace("version = 2", "version = 3")
    text = text.replace('"reply"\nunit = "months"\namount = 3', '"reply"\nunit = "months"\namount = 2')
    folder = data / "templates" / "localities"
    folder.mkdir(parents=True)
    (folder / "shanghai-changning.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def second_edition(case: str, data: Path) -> str:
    """The second edition, installed after this case was created."""
    install_second_edition(data)
    return case


@pytest.mark.usefixtures("case")
def test_rules_lists_nothing_while_the_rules_are_unchanged(chengban: Chengban) -> None:
    answer = chengban("rules")
    assert (answer.code, answer.out) == (0, "没有受影响的在办件。\n")
    assert chengban("rules", "--json").json == []


@pytest.mark.usefixtures("second_edition")
def test_rules_lists_old_and_new_dates_and_changes_nothing(chengban: Chengban) -> None:
    assert chengban("rules").out.splitlines() == [
        "上海市长宁区 第2版 → 上海市长宁区 第3版（提案）",
        "    期限：答复：自交办日起 3 个月内 → 自交办日起 2 个月内",
        "085　2024年7月2日 → 2024年6月3日　关于改善社区图书室的提案",
        "共 1 件",
    ]
    assert chengban("show", "085", "--json").json["due_at"] == "2024-07-02"


@pytest.mark.parametrize("asked", [("--adopt", "085"), ("--all",)])
def test_adopted_cases_get_the_new_rules(
    chengban: Chengban, second_edition: str, asked: tuple[str, ...]
) -> None:
    answer = chengban("rules", *asked, "--json")
    (change,) = answer.json
    assert (answer.code, answer.err) == (0, "已改 1 件\n")
    assert (change["case"], change["applied"]) == (int(second_edition), True)
    assert change["due_at"] == {"old": "2024-07-02", "new": "2024-06-03"}
    assert change["edition"] == {"old": "上海市长宁区 第2版", "new": "上海市长宁区 第3版"}
    shown = chengban("show", "085", "--json").json
    assert shown["due_at"] == "2024-06-03"
    assert shown["events"][-1]["note"].startswith("改按上海市长宁区 第3版办理")
    assert chengban("rules", "--json").json == []


@pytest.mark.usefixtures("case")
def test_adopting_for_an_unaffected_case_is_refused(chengban: Chengban) -> None:
    answer = chengban("rules", "--adopt", "085")
    assert answer.code == 1
    assert "没有要改的规则" in answer.err


@pytest.mark.usefixtures("case")
def test_another_calendar_is_listed_first_and_applied_with_all(chengban: Chengban, tmp_path: Path) -> None:
    file = tmp_path / "放假.toml"
    file.write_text(OWN_DAY, encoding="utf-8")
    (change,) = chengban("rules", "--days", file, "--json").json
    assert (change["due_at"], change["edition"]) == ({"old": "2024-07-02", "new": "2024-07-04"}, None)
    assert chengban("show", "085", "--json").json["due_at"] == "2024-07-02"
    assert chengban("rules", "--days", file, "--all").code == 0
    assert chengban("show", "085", "--json").json["due_at"] == "2024-07-04"
    assert "台风停工" in chengban("due", "085").out


def test_adopt_and_all_together_are_wrong_usage(chengban: Chengban) -> None:
    assert chengban("rules", "--adopt", "085", "--all").code == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name =", "nmae =", "days2.toml 第 5 行：不认识的项目 nmae，可能是写错了。请改正后再执行。\n"),
        ("2024-07-02", "2024-02-30", "days2.toml 第 6 行：没有这一天。请改正后再执行。\n"),
        ("= 2024\n", '= "2024"\n', "days2.toml 第 3 行：year 应为整数。请改正后再执行。\n"),
        (
            '"台风停工"',
            '"台风停工',
            "days2.toml 第 5 行：写法不合 TOML 语法。请检查引号、括号和等号是否成对。\n",
        ),
    ],
)
@pytest.mark.parametrize("more", [(), ("--all",)])
def test_a_fault_in_the_given_calendar_names_that_file(
    chengban: Chengban, tmp_path: Path, old: str, new: str, words: str, more: tuple[str, ...]
) -> None:
    file = tmp_path / "days2.toml"
    file.write_text(OWN_DAY.replace(old, new, 1), encoding="utf-8")
    answer = chengban("rules", "--days", file, *more)
    assert (answer.code, answer.out, answer.err) == (1, "", words)


def test_an_empty_calendar_is_refused_by_name(chengban: Chengban, tmp_path: Path) -> None:
    (tmp_path / "空.toml").write_text("\n", encoding="utf-8")
    for file, name in ((tmp_path / "空.toml", "空.toml"), (Path(os.devnull), Path(os.devnull).name)):
        answer = chengban("rules", "--days", file)
        assert (answer.code, answer.err) == (1, f"“{name}”是空的。请换一份写好的 holidays.toml。\n")


@pytest.mark.usefixtures("case")
def test_a_calendar_with_a_byte_order_mark_is_read(chengban: Chengban, tmp_path: Path) -> None:
    file = tmp_path / "放假.toml"
    file.write_text(OWN_DAY, encoding="utf-8-sig")
    assert len(chengban("rules", "--days", file, "--json").json) == 1


@pytest.mark.usefixtures("case")
def test_a_broken_own_calendar_is_named_and_can_be_replaced(
    chengban: Chengban, data: Path, tmp_path: Path
) -> None:
    own = data / "calendar" / "holidays.toml"
    own.parent.mkdir()
    own.write_text(OWN_DAY.replace("name", "nmae"), encoding="utf-8")
    assert chengban("due", "085").err == (
        "数据文件夹里的 calendar/holidays.toml 第 5 行：不认识的项目 nmae，可能是写错了。"
        "请改正，或删去这个文件（即按自带的日历）。\n"
    )
    good = tmp_path / "放假.toml"
    good.write_text(OWN_DAY, encoding="utf-8")
    listed = ["085　2024年7月2日 → 2024年7月4日　关于改善社区图书室的提案", "共 1 件"]
    assert chengban("rules", "--days", good).out.splitlines() == listed
    answer = chengban("rules", "--days", good, "--all")
    assert (answer.code, answer.out.splitlines(), answer.err) == (0, listed, "已改 1 件\n")
    assert own.read_text(encoding="utf-8") == OWN_DAY
    assert "台风停工" in chengban("due", "085").out


@pytest.mark.usefixtures("case")
def test_each_edition_and_kind_of_case_has_one_heading(chengban: Chengban, data: Path) -> None:
    for number, kind, day in (("086", "人大代表建议", "2024-04-03"), ("087", "政协提案", "2024-04-04")):
        chengban("new", "--number", number, "--matter-type", kind, "--region", "长宁区", "--assigned-at", day)
    install_second_edition(data)
    lines = chengban("rules").out.splitlines()
    assert [line.split("　")[0] for line in lines if not line.startswith("    ")] == [
        "上海市长宁区 第2版 → 上海市长宁区 第3版（提案）", "085", "087",
        "上海市长宁区 第2版 → 上海市长宁区 第3版（建议）", "086",
        "共 3 件",
    ]  # fmt: skip
    assert [change["number"] for change in chengban("rules", "--json").json] == ["085", "086", "087"]


@pytest.mark.usefixtures("case")
def test_a_new_notice_is_looked_at_and_adopted_from_the_command_line(chengban: Chengban, data: Path) -> None:
    """What the window does at the start of a day: 2 July is a day off in the office's new calendar."""
    folder = data / "calendar"
    folder.mkdir()
    (folder / "holidays.toml").write_text(OWN_DAY, encoding="utf-8")
    seen = chengban("rules", "--calendar")
    assert (seen.code, seen.out.splitlines()[0]) == (
        0,
        "085　2024年7月2日 → 2024年7月4日　关于改善社区图书室的提案",
    )
    assert chengban("show", "085", "--json").json["due_at"] == "2024-07-02"
    (change,) = chengban("rules", "--calendar", "--all", "--json").json
    assert (change["applied"], change["due_at"]) == (True, {"old": "2024-07-02", "new": "2024-07-04"})
    shown = chengban("show", "085", "--json").json
    assert shown["due_at"] == "2024-07-04"
    assert shown["events"][-1]["note"] == "工作日历变动，期限由2024年7月2日改为2024年7月4日"
    assert chengban("rules", "--calendar", "--all", "--json").json == []


@pytest.mark.parametrize("words", [("--adopt", "085", "--calendar"), ("--days", "x.toml", "--calendar")])
def test_a_calendar_is_not_adopted_for_single_cases(chengban: Chengban, words: tuple[str, ...]) -> None:
    assert chengban("rules", *words).code == 2

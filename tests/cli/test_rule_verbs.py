"""The verb rules: lists effects of changed rules and calendars, and applies them on demand."""

from __future__ import annotations

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


@pytest.fixture
def second_edition(case: str, data: Path) -> str:
    """The office's own copy of the rules with two months for a reply instead of three; returns a case created before."""
    text = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    text = text.replace("version = 1", "version = 2")
    text = text.replace('"reply"\nunit = "months"\namount = 3', '"reply"\nunit = "months"\namount = 2')
    folder = data / "templates" / "localities"
    folder.mkdir(parents=True)
    (folder / "shanghai-changning.toml").write_text(text, encoding="utf-8")
    return case


@pytest.mark.usefixtures("case")
def test_rules_lists_nothing_while_the_rules_are_unchanged(chengban: Chengban) -> None:
    answer = chengban("rules")
    assert (answer.code, answer.out) == (0, "没有受影响的在办件。\n")
    assert chengban("rules", "--json").json == []


@pytest.mark.usefixtures("second_edition")
def test_rules_lists_old_and_new_dates_and_changes_nothing(chengban: Chengban) -> None:
    assert chengban("rules").out.splitlines() == [
        "上海市长宁区 第1版 → 上海市长宁区 第2版（提案）",
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
    assert change["edition"] == {"old": "上海市长宁区 第1版", "new": "上海市长宁区 第2版"}
    shown = chengban("show", "085", "--json").json
    assert shown["due_at"] == "2024-06-03"
    assert shown["events"][-1]["note"].startswith("改按上海市长宁区 第2版办理")
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

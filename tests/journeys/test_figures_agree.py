"""The forty cases of the year by command line: stats, report, ledger, JSON and the statistics page say the same numbers.

The rates are computed a second time here, from `list --json`, `show --json` and `contact --json` alone, by the formulas of
DOMAIN 5.3; none of the program's own reckoning is used. The counts by hand stand in test_year_of_handling.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from desktop.domain.figures.case_figures import FigureScope
from desktop.services.cases.overview import overview
from desktop.services.office.workplace import open_workplace
from desktop.services.reporting.statistics import figure_sheet
from tests.journeys.test_year_of_handling import LEFT_OUT, RATES, YEAR_END, assert_the_year
from tests.journeys.year import run_year
from tests.journeys.year_drivers import CommandLineDriver

pytestmark = pytest.mark.journey

ADOPTED = {"解决或采纳", "解决采纳"}
FACE_TO_FACE = {"visit", "meeting", "survey", "invited"}
SATISFIED, BOTH = {"satisfied"}, {"satisfied", "basically_satisfied"}
OUT = {"replied", "sent_to_lead", "feedback_wait", "closed", "followup", "archived"}
CLOSED = {"closed", "followup", "archived"}
Facts = dict[str, Any]


def read_all(driver: CommandLineDriver) -> list[Facts]:
    """Every case as `show --json` gives it, with its contacts."""
    listed = json.loads(driver.type(YEAR_END, "list", "--json"))
    found = []
    for row in listed:
        case = json.loads(driver.type(YEAR_END, "show", f"#{row['id']}", "--json"))
        case["contacts"] = json.loads(driver.type(YEAR_END, "contact", f"#{row['id']}", "--json"))
        found.append(case)
    return sorted(found, key=lambda case: int(case["id"]))


def replied_at(case: Facts) -> str | None:
    day: str | None = case["rounds"][0]["replied_at"]
    return day


def accepted(case: Facts) -> bool:
    return bool(replied_at(case)) or case["status"] not in {"returned", "withdrawn"}


def ours(case: Facts) -> bool:
    return case["handling_role"] != "co_handling" and accepted(case)


def replied(case: Facts) -> bool:
    return bool(replied_at(case)) or case["status"] in OUT


def in_time(case: Facts) -> bool:
    first = case["rounds"][0]
    return bool(first["replied_at"]) and (not first["due_at"] or first["replied_at"] <= first["due_at"])


def letter(case: Facts) -> Facts:
    """The round whose letter went out last."""
    sent: list[Facts] = [one for one in case["rounds"] if one["replied_at"]]
    return sent[-1] if sent else case["rounds"][0]


def adopted(case: Facts) -> bool:
    by_code = {one["result"]: one["result_label"] for one in case["rounds"]}
    code = case["conversions"][-1]["to"] if case["conversions"] else letter(case)["result"]
    return code == "adopted" or by_code.get(code) in ADOPTED


def last_ratings(case: Facts) -> list[str]:
    last = {form["proposer"]: form["counts_as"] for one in case["rounds"] for form in one["ratings"]}
    return list(last.values())


def met(case: Facts, ways: Callable[[str], bool]) -> bool:
    return any(ways(contact["way"]) for contact in case["contacts"])


def part(cases: Iterable[Facts], test: Callable[[Facts], bool]) -> int:
    return sum(map(test, cases))


def computed(cases: list[Facts]) -> dict[str, tuple[int, int]]:
    """Every rate as (numerator, denominator)."""
    counted, all_accepted = list(filter(ours, cases)), list(filter(accepted, cases))
    answered = list(filter(replied, counted))
    for_others = [case for case in all_accepted if case["handling_role"] == "co_handling"]
    forms = [rating for case in answered for rating in last_ratings(case)]
    first = [form["counts_as"] for case in answered for form in case["rounds"][0]["ratings"]]
    public = [case for case in answered if letter(case)["disclosure"] == "proactive"]
    planned = [case for case in answered if letter(case)["result_label"] == "列入计划拟解决"]
    n, r = len(counted), len(answered)
    return {
        "signed_rate": (
            part(all_accepted, lambda case: bool(case["acknowledged_at"]) or case["status"] != "assigned"),
            len(all_accepted),
        ),
        "reply_rate": (r, n),
        "on_time_rate": (part(counted, in_time), n),
        "closed_rate": (part(counted, lambda case: case["status"] in CLOSED), n),
        "adoption_rate": (part(answered, adopted), r),
        "face_rate": (part(counted, lambda case: met(case, FACE_TO_FACE.__contains__)), n),
        "contact_rate": (part(counted, lambda case: met(case, lambda way: way != "waived")), n),
        "satisfaction_rate": (sum(one in SATISFIED for one in forms), len(forms)),
        "satisfied_or_basically_rate": (sum(one in BOTH for one in forms), len(forms)),
        "first_round_rate": (sum(one in SATISFIED for one in first), len(first)),
        "manner_rate": (0, 0),
        "rehandling_rate": (part(answered, lambda case: len(case["rounds"]) > 1), r),
        "disclosure_rate": (len(public), r),
        "published_rate": (part(public, lambda case: bool(letter(case)["published_at"])), len(public)),
        "co_on_time_rate": (part(for_others, in_time), len(for_others)),
        "conversion_rate": (part(planned, adopted), len(planned)),
    }


def ledger(driver: CommandLineDriver, out: Path) -> dict[str, dict[str, Any]]:
    """The rows of the exported ledger by number, each by the captions of its columns."""
    driver.type(YEAR_END, "ledger", out)
    rows = list(openpyxl.load_workbook(out)["台账"].iter_rows(min_row=2, values_only=True))
    head = [str(cell) for cell in rows[0]]
    place = head.index("编号")
    return {str(row[place]): dict(zip(head, row, strict=True)) for row in rows[1:] if row[place]}


def test_the_year_says_the_same_everywhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    driver = CommandLineDriver(tmp_path / "数据", capfd.readouterr)
    run_year(driver)
    assert_the_year(driver)
    assert driver.due(YEAR_END, 7)[0] == ("038", "our_opinion", -297)
    driver.new(
        YEAR_END, "041", subject="关于没有交办日期的提案", region="长宁区", proposers="委员041"
    )  # not handed over

    everything = read_all(driver)
    assert len(everything) == 41
    dated = [case for case in everything if case["assigned_at"]]
    assert computed(dated) == {key: (numerator, whole) for key, (numerator, whole, _) in RATES.items()}
    found = json.loads(driver.type(YEAR_END, "stats", "--year", "2026", "--json"))
    assert {rate["key"]: (rate["numerator"], rate["denominator"]) for rate in found["rates"]} == computed(
        dated
    )
    assert (found["assigned"], found["undated"]) == (40, 1)
    assert_report(driver, tmp_path / "报告.txt", found)
    assert_summary(driver, tmp_path / "总结.docx", found)
    assert_ledger(ledger(driver, tmp_path / "台账.xlsx"), dated)
    assert_page(tmp_path / "数据", found)


def assert_report(driver: CommandLineDriver, out: Path, found: Facts) -> None:
    driver.type(YEAR_END, "report", out, "--year", "2026")
    words = out.read_text(encoding="utf-8")
    for rate in found["rates"]:
        part_of, whole, _ = RATES[rate["key"]]
        assert not whole or f"{rate['label']}\t{rate['words']}（{part_of}/{whole}）" in words, rate["key"]
    assert "另有1件没有登记交办日期" in words
    for reason, count in LEFT_OUT.items():
        assert f"{reason}{count}件（" in words


def assert_summary(driver: CommandLineDriver, out: Path, found: Facts) -> None:
    """The year's summary for the superior office, as it stands in Word."""
    driver.type(YEAR_END, "paper", "年度办理工作总结", out, "--year", "2026")
    written = Document(str(out))
    words = "\n".join(paragraph.text for paragraph in written.paragraphs)
    rows = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    threes = {tuple(row[place : place + 3]) for row in rows for place in range(0, len(row), 3)}
    for rate in found["rates"]:
        part_of, whole, _ = RATES[rate["key"]]
        assert not whole or (rate["label"], rate["words"], f"{part_of}/{whole}") in threes, rate["key"]
    assert "40件（独办26件、主办6件、会办5件、分办3件）" in words
    assert "应答复33件，已答复32件" in words
    assert "从交办到答复平均74.8天，其中经批准延期2件。" in words  # 2392 / 32
    assert "逾期答复2件（" in words  # 32 answered, 30 of them in time
    assert "尚未答复1件" in words
    assert "二次办理2件（" in words
    assert "列入计划的6件中，已转为解决采纳1件，尚未转化5件。" in words
    assert "另有1件没有登记交办日期，未计入。" in words
    for reason, count in LEFT_OUT.items():
        assert f"{reason}{count}件（" in words


def assert_ledger(rows: dict[str, dict[str, Any]], cases: list[Facts]) -> None:
    """The ledger row of each case has the days, results and ratings of its rounds, counted again from its cells."""
    for case in cases:
        row, first = rows[case["number"]], case["rounds"][0]
        day = row["首次答复日期"]
        assert (f"{day:%Y-%m-%d}" if day else None) == first["replied_at"], case["number"]
        assert (row["首次办理结果"] or "") == first["result_label"]
        assert row["办理次数"] == len(case["rounds"])
        assert bool(row["结果转化"]) == bool(case["conversions"])
    counted = [rows[case["number"]] for case in cases if ours(case)]
    assert sum(bool(row["首次答复日期"]) for row in counted) == RATES["reply_rate"][0]
    assert sum(row["办理次数"] > 1 for row in counted) == RATES["rehandling_rate"][0]
    turned = sum(row["办理结果"] in ADOPTED or "解决或采纳" in (row["结果转化"] or "") for row in counted)
    assert turned == RATES["adoption_rate"][0]
    assert rows["032"]["并案"] == rows["033"]["并案"] == "并入031"
    assert (rows["022"]["首次满意度"], rows["022"]["满意度"]) == ("不满意", "满意")
    assert rows["009"]["结果转化"] == "2026-09-16 转为解决或采纳"


def assert_page(folder: Path, found: Facts) -> None:
    """The statistics page with its default scope, this year, and the tile above the inbox."""
    with closing(open_workplace(folder, now=lambda: datetime.fromisoformat(f"{YEAR_END}T09:00:00"))) as work:
        sheet, seen = figure_sheet(work, None), overview(work)
    statistics = sheet.statistics
    assert statistics.scope != FigureScope()
    assert {rate.key: (rate.numerator, rate.denominator) for rate in statistics.rates} == {
        rate["key"]: (rate["numerator"], rate["denominator"]) for rate in found["rates"]
    }
    assert statistics.undated == 1
    assert (seen.replied, seen.counted) == RATES["reply_rate"][:2]
    assert seen.replied_detail == "按时率 90.9% · 采纳率 75.0%"

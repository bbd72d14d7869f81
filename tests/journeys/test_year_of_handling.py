"""A year of forty cases, handled through services and again by command line; the year's figures are counted by hand.

N, 33 cases: 40 without 5 co-handled, 1 returned, 1 withdrawn. R, 32: all of N but 040. In time, 30: all of R but 025 and 027.
Closed, 31: all of N but 025 and 040. Adopted, 24: 001-009 (009 turned later), 013-016, 019-022, 024, 026, 029, 031-033, 039.
Face to face, 29: N without 013 014 040 (telephone) and 025 (waived); contact of any kind 32.
Forms, 37: 12 + 6 + 9 + 2 + 024 026 027 029 + 3 + 039; satisfied 32, basically 016 020 023 027, reserved 021.
At the first go 31, for 022 was not satisfied then. Days: 12x59 + 6x78 + 3x88 + 2x59 + 136 + 143 + 109 + 91 + 65 + 3x70 + 80 = 2392.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.services.handling.progress import events
from desktop.services.office.office import Office, save_office
from desktop.services.reporting.ledger import export_ledger, ledger_rows
from desktop.services.reporting.report import export_report
from tests.journeys.year import YearDriver, run_year
from tests.journeys.year_drivers import ServicesDriver

YEAR_END = "2026-12-31"
RATES = {
    "signed_rate": (38, 38, "100%"),
    "reply_rate": (32, 33, "96.97%"),
    "on_time_rate": (30, 33, "90.91%"),
    "closed_rate": (31, 33, "93.94%"),
    "adoption_rate": (24, 32, "75.00%"),
    "face_rate": (29, 33, "87.88%"),
    "contact_rate": (32, 33, "96.97%"),
    "satisfaction_rate": (32, 37, "86.49%"),
    "satisfied_or_basically_rate": (36, 37, "97.30%"),
    "first_round_rate": (31, 37, "83.78%"),
    "manner_rate": (0, 0, "—"),
    "rehandling_rate": (2, 32, "6.25%"),
    "disclosure_rate": (30, 32, "93.75%"),
    "published_rate": (30, 30, "100%"),
    "co_on_time_rate": (3, 5, "60.00%"),
    "conversion_rate": (1, 6, "16.67%"),
}
LEFT_OUT = {"会办件": 5, "已退回": 1, "已撤案": 1}
BREAKDOWNS = {
    "result": {"解决或采纳": 23, "解决采纳": 1, "列入计划拟解决": 5, "留作参考": 3},
    "satisfaction": {"满意": 26, "基本满意": 4, "保留": 1},
    "month": {"2026-04": 25, "2026-05": 5, "2026-06": 1, "2026-07": 1},
    "role": {"独办": 26, "主办": 6, "分办": 3, "会办": 5},
    "key": {"一般": 32, "重点": 1},
    "status": {
        "已归档": 6, "办结": 22, "跟踪落实": 3, "征询意见": 1, "拟稿": 2, "已退回": 1, "已撤案": 1, "已报主办": 4,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServicesDriver]:
    driver = ServicesDriver(tmp_path_factory.mktemp("year"))
    office(driver)
    run_year(driver)
    yield driver
    driver.work.close()


def office(driver: ServicesDriver) -> None:
    """The office of the year: a district science bureau."""
    save_office(
        driver.work, Office(unit="长宁区科学技术委员会", region="长宁区", locality="shanghai-changning")
    )


def assert_the_year(driver: YearDriver) -> None:
    found = driver.statistics(YEAR_END)
    assert (found["assigned"], found["counted"], found["replied"], found["extended"]) == (40, 33, 32, 2)
    rates = {rate["key"]: (rate["numerator"], rate["denominator"]) for rate in found["rates"]}
    assert rates == {key: (part, whole) for key, (part, whole, _) in RATES.items()}
    assert found["average_days"] == 2392 / 32
    assert {group["reason"]: len(group["cases"]) for group in found["left_out"]} == LEFT_OUT
    for dimension, counted in BREAKDOWNS.items():
        assert {part["label"]: part["count"] for part in found["breakdowns"][dimension]} == counted, dimension


def test_the_years_figures_are_those_counted_by_hand(services: ServicesDriver) -> None:
    assert_the_year(services)


def test_rates_have_the_labels_of_the_rule_book(services: ServicesDriver) -> None:
    words = {rate["key"]: rate["words"] for rate in services.statistics(YEAR_END)["rates"]}
    assert words == {key: text for key, (_, _, text) in RATES.items()}


def test_each_figure_opens_the_cases_behind_it(services: ServicesDriver) -> None:
    rates = {rate["key"]: rate for rate in services.statistics(YEAR_END)["rates"]}
    late = set(rates["on_time_rate"]["of_cases"]) - set(rates["on_time_rate"]["cases"])
    assert sorted(late) == [25, 27, 40]
    assert rates["rehandling_rate"]["cases"] == [22, 23]


def test_what_was_due_at_the_end_of_march(services: ServicesDriver) -> None:
    """Only what current data leave open: the co-opinion of 018, and the own opinion on 038."""
    found = [item for item in services.due("2026-03-26", 0) if item[0] in {"018", "038"}]
    assert found == [("038", "our_opinion", -17)]


def test_what_is_late_at_the_years_end(services: ServicesDriver) -> None:
    assert services.due(YEAR_END, 7) == [
        ("038", "our_opinion", -297),
        ("011", "promise", -92),
        ("040", "reply", -30),
    ]


def test_the_ledger_of_the_year_holds_every_case(services: ServicesDriver, tmp_path: Path) -> None:
    out = tmp_path / "台账.xlsx"
    assert export_ledger(services.work, out) == 40
    sheet = openpyxl.load_workbook(out).active
    assert isinstance(sheet, Worksheet)
    assert sheet["A1"].value == "长宁区科学技术委员会办理台账　2026-12-31"
    rows = {row["number"]: row for row in ledger_rows(services.work)}
    assert (rows["009"]["result"], rows["009"]["followup"]) == ("列入计划拟解决", "建成新展区（已兑现）")
    assert rows["017"]["co_opinion_at"] == "区文旅局 2026-03-20；区教育局 2026-03-30"
    assert rows["018"]["co_opinion_at"] == "区文旅局 2026-03-20；区教育局 会办逾期"
    assert rows["012"]["disclosure"] == "不予公开"
    assert rows["021"]["satisfaction"] == "保留"
    assert rows["039"]["matter_type"] == "人大代表建议"


def test_the_history_of_a_second_round_tells_everything(services: ServicesDriver) -> None:
    told = [event.label for event in events(services.work, 22)]
    assert told[0] == "新建"
    assert "流转：征询意见 → 二次办理（委员不满意：没有时间表）" in told
    assert sum("收到委员022的反馈" in label for label in told) == 2
    assert sum("公开审查" in label for label in told) == 2


def test_the_leaders_report_says_the_year_on_one_page(services: ServicesDriver, tmp_path: Path) -> None:
    services.statistics(YEAR_END)  # sets the clock to the end of the year
    out = tmp_path / "报告.txt"
    export_report(services.work, out)
    words = out.read_text(encoding="utf-8")
    assert words.startswith("2026年建议提案办理情况报告")
    assert "共承办建议提案40件（独办26件、主办6件、会办5件、分办3件）" in words
    assert "应由本单位答复33件，已答复32件，其中经批准延期2件。平均办理74.8天。" in words
    assert (
        "解决或采纳23件，占总数的71.88%；列入计划拟解决5件，占总数的15.63%；留作参考3件，占总数的9.38%；"
        in words
    )
    assert "列入计划的6件中，已转为解决采纳1件。决定主动公开30件，已发布30件。" in words
    assert "不计入应答复件的7件：会办件5件（034、035、036、037、038）" in words
    assert "96.97%（32/33）" in words
    assert "75.00%（24/32）" in words
    assert (
        "逾期2件：038 报送会办意见、040 答复。\n\u3000\u3000另有期限1项：011 兑现承诺（建成新展区）。"
        in words
    )
    export_report(services.work, tmp_path / "报告.docx")
    assert (tmp_path / "报告.docx").stat().st_size > 5000

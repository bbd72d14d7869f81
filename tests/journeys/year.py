"""The year of an office: forty invented cases, handled through services or by command line.

All are assigned on 9 February 2026 (due 9 May, a Saturday that is a working day), except one of September.
The resulting figures are counted by hand in test_year_of_handling.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

UNITS = ("区文旅局", "区教育局")
ADOPTED, PLANNED, REFERENCE = "解决或采纳", "列入计划拟解决", "留作参考"
ASSIGNED = "2026-02-09"


class YearDriver(Protocol):
    """The actions of an officer; `number` is the proposal's number."""

    def new(self, day: str, number: str, **facts: str) -> None: ...
    def move(self, day: str, number: str, *statuses: str, note: str = "") -> None: ...
    def contact(self, day: str, number: str, way: str, points: str = "") -> None: ...
    def ask(self, day: str, number: str) -> None: ...
    def receive(self, day: str, number: str, unit: str) -> None: ...
    def chase(self, day: str, number: str, unit: str) -> None: ...
    def write(self, day: str, number: str, **fields: str) -> None: ...
    def sign(self, day: str, number: str, level: str) -> None: ...
    def disclose(self, day: str, number: str, decision: str, reason: str = "") -> None: ...
    def publish(self, day: str, number: str) -> None: ...
    def feedback(self, day: str, number: str, rating: str, proposer: str) -> None: ...
    def extend(self, day: str, number: str, new_due: str) -> None: ...
    def pause(self, day: str, number: str) -> None: ...
    def resume(self, day: str, number: str) -> None: ...
    def promise(self, day: str, number: str, text: str, due: str) -> None: ...
    def keep(self, day: str, number: str) -> None: ...
    def convert(self, day: str, number: str, words: str) -> None: ...
    def merge(self, day: str, number: str, into: str) -> None: ...
    def due(self, day: str, within: int) -> list[tuple[str, str, int]]: ...
    def statistics(self, day: str) -> dict[str, Any]: ...


def run_year(driver: YearDriver) -> None:
    """Handle all cases of the year, group by group."""
    _plain(driver)
    _with_co_units(driver)
    _separate_and_joint(driver)
    _dissatisfied(driver)
    _moved_clocks(driver)
    _sent_away(driver)
    _merged(driver)
    _for_others(driver)
    _others(driver)


def numbers(first: int, last: int) -> list[str]:
    return [f"{number:03}" for number in range(first, last + 1)]


def _enter(driver: YearDriver, number: str, day: str = ASSIGNED, **facts: str) -> None:
    usual = {
        "subject": f"关于第{number}项科普工作的提案",
        "region": "长宁区",
        "term": "15",
        "session": "4",
        "proposers": f"委员{number}",
        "handling_role": "独办",
        "section": "科普科",
        "assigned_at": day,
    }
    driver.new(day, number, **usual | facts)
    driver.move(day, number, "已签收", "已分办", note="")


def _draft(
    driver: YearDriver, number: str, day: str = "2026-03-02", way: str = "走访", points: str = ""
) -> None:
    driver.move(day, number, "沟通中")
    driver.contact(day, number, way, points)
    driver.move(day, number, "拟稿")


def _reply(
    driver: YearDriver, number: str, day: str, result: str, decision: str = "主动公开", reason: str = ""
) -> None:
    driver.move(day, number, "科室核稿", "办公室核稿", "待签发")
    driver.write(day, number, 办理结果=result, 成文日期=day)
    driver.disclose(day, number, decision, reason)
    driver.sign(day, number, "主要领导" if number == "039" else "分管领导")
    driver.move(day, number, "编号用印", "已答复", "征询意见")
    if decision == "主动公开":
        driver.publish(day, number)


def _answers(driver: YearDriver, day: str, number: str, ratings: Iterable[tuple[str, str]]) -> None:
    for proposer, rating in ratings:
        driver.feedback(day, number, rating, proposer)


def _satisfied(driver: YearDriver, number: str, day: str = "2026-06-01", rating: str = "同意") -> None:
    driver.feedback(day, number, rating, f"委员{number}")
    driver.move(day, number, "办结")


def _plain(driver: YearDriver) -> None:
    """001 to 012: one signer each, in time, satisfied; three planned, one for reference and not public."""
    for number in numbers(1, 12):
        _enter(driver, number)
        _draft(driver, number)
        result = ADOPTED if number <= "008" else PLANNED if number <= "011" else REFERENCE
        closed = ("不予公开", "涉及第三方商业信息") if number == "012" else ("主动公开", "")
        _reply(driver, number, "2026-04-09", result, *closed)
        _satisfied(driver, number)
    for number in numbers(1, 6):
        driver.move("2026-06-20", number, "已归档")
    for number in numbers(9, 11):
        driver.promise("2026-06-02", number, "建成新展区", "2026-09-30")
        driver.move("2026-06-02", number, "跟踪落实")
    for number in ("009", "010"):
        driver.keep("2026-09-15", number)
    driver.convert("2026-09-16", "009", ADOPTED)


def _with_co_units(driver: YearDriver) -> None:
    """013 to 018: lead with two units; 017 has one late opinion, 018 one that never comes."""
    for number in numbers(13, 18):
        _enter(driver, number, handling_role="主办", co_units="、".join(UNITS))
        driver.ask("2026-02-24", number)
        _draft(driver, number, way="电话" if number <= "014" else "走访")
        for unit in UNITS if number <= "016" else UNITS[:1]:
            driver.receive("2026-03-20", number, unit)
    for number in ("017", "018"):
        driver.chase("2026-03-26", number, UNITS[1])
    driver.receive("2026-03-30", "017", UNITS[1])
    for number in numbers(13, 18):
        _reply(driver, number, "2026-04-28", ADOPTED if number <= "016" else PLANNED)
        _satisfied(driver, number, rating="理解" if number == "016" else "同意")


def _separate_and_joint(driver: YearDriver) -> None:
    """019 to 021: separate handling, three signers each."""
    ratings = {
        "019": ("同意", "同意", "同意"),
        "020": ("同意", "同意", "理解"),
        "021": ("同意", "同意", "保留"),
    }
    for number in numbers(19, 21):
        names = [f"委员{number}{mark}" for mark in "甲乙丙"]
        _enter(driver, number, handling_role="分办", proposers="、".join(names))
        _draft(driver, number, way="座谈")
        _reply(driver, number, "2026-05-08", ADOPTED)
        _answers(driver, "2026-06-01", number, zip(names, ratings[number], strict=True))
        driver.move("2026-06-02", number, "办结")


def _dissatisfied(driver: YearDriver) -> None:
    """022 and 023: not satisfied, handled again, then 同意 and 理解."""
    for number in ("022", "023"):
        _enter(driver, number)
        _draft(driver, number)
        _reply(driver, number, "2026-04-09", REFERENCE)
        driver.feedback("2026-04-20", number, "不同意", f"委员{number}")
        driver.move("2026-04-21", number, "二次办理", note="委员不满意：没有时间表")
        driver.contact("2026-04-24", number, "走访", "说明进度安排")
        driver.move("2026-04-24", number, "拟稿")
        _reply(driver, number, "2026-05-15", ADOPTED if number == "022" else PLANNED)
        _satisfied(driver, number, rating="同意" if number == "022" else "理解")


def _moved_clocks(driver: YearDriver) -> None:
    """024 and 025 extended to 30 June, 026 paused for twenty days, 027 late."""
    for number in ("024", "025"):
        _enter(driver, number)
        _draft(driver, number, way="走访" if number == "024" else "免予沟通", points="委员本人提出不需要走访")
        driver.extend("2026-04-30", number, "2026-06-30")
    _reply(driver, "024", "2026-06-25", ADOPTED)
    _satisfied(driver, "024", "2026-07-10")
    _reply(driver, "025", "2026-07-02", REFERENCE)
    _enter(driver, "026")
    driver.pause("2026-03-02", "026")
    driver.resume("2026-03-22", "026")
    _draft(driver, "026", "2026-03-23")
    _reply(driver, "026", "2026-05-29", ADOPTED)
    _satisfied(driver, "026")
    _enter(driver, "027")
    _draft(driver, "027")
    _reply(driver, "027", "2026-05-11", REFERENCE)
    _satisfied(driver, "027", rating="理解")


def _sent_away(driver: YearDriver) -> None:
    """028 returned, 029 with a return refused, 030 withdrawn by its proposer."""
    for number in ("028", "029"):
        _enter(driver, number)
        driver.move("2026-02-11", number, "已签收", note="分办有误，收回")
        driver.move("2026-02-11", number, "申请退回", note="不属本单位职责")
    driver.move("2026-02-13", "028", "已退回", note="改由区建管委办理")
    driver.move("2026-02-13", "029", "已签收", note="区政府办公室不同意改办")
    driver.move("2026-02-24", "029", "已分办")
    _draft(driver, "029")
    _reply(driver, "029", "2026-04-15", ADOPTED)
    _satisfied(driver, "029")
    _enter(driver, "030")
    driver.move("2026-02-25", "030", "已撤案", note="提案者撤回")


def _merged(driver: YearDriver) -> None:
    """031 to 033: one matter, three letters."""
    for number in numbers(31, 33):
        _enter(driver, number)
        if number != "031":
            driver.merge("2026-02-25", number, "031")
        driver.move("2026-03-02", number, "沟通中")
        driver.contact("2026-03-02", number, "走访")
    driver.move("2026-03-02", "031", "拟稿")
    _reply(driver, "031", "2026-04-20", ADOPTED)
    for number in numbers(31, 33):
        if number != "031":
            driver.move("2026-04-20", number, "征询意见")
        _satisfied(driver, number)


def _for_others(driver: YearDriver) -> None:
    """034 to 038: co-handling; three in time (by 9 March), one late, one open."""
    for number in numbers(34, 38):
        _enter(driver, number, handling_role="会办", lead_unit="区文旅局")
        driver.move("2026-03-02", number, "拟稿")
        if number == "038":
            continue
        day = "2026-03-11" if number == "037" else "2026-03-05"
        driver.move(day, number, "科室核稿", "办公室核稿", "待签发")
        driver.write(day, number, 成文日期=day)
        driver.sign(day, number, "分管领导")
        driver.move(day, number, "已报主办")


def _others(driver: YearDriver) -> None:
    """039: a key deputy's suggestion, disclosed on request only. 040: submitted after the session, still
    open at the year's end.
    """
    _enter(driver, "039", matter_type="人大代表建议", is_key="是", term="17", session="6")
    _draft(driver, "039")
    _reply(driver, "039", "2026-04-30", "解决采纳", "依申请公开", "含内部数据")
    _satisfied(driver, "039", rating="满意")
    _enter(driver, "040", "2026-09-01")
    _draft(driver, "040", "2026-09-10", way="电话")

"""A year in the life of a bureau: forty invented cases, told once, handled through services or by command line.

All are assigned on 9 February 2026 (due 9 May, a Saturday at work), but for one of September. What comes out is counted by hand
in test_year_of_handling.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

UNITS = ("区文旅局", "区教育局")
ADOPTED, PLANNED, REFERENCE = "解决或采纳", "列入计划拟解决", "留作参考"
ASSIGNED = "2026-02-09"


class Desk(Protocol):
    """What an officer can do, said in words; `number` is the proposal's number."""

    def new(self, day: str, number: str, **facts: str) -> None: ...
    def move(self, day: str, number: str, *statuses: str, note: str = "") -> None: ...
    def contact(self, day: str, number: str, way: str, points: str = "") -> None: ...
    def ask(self, day: str, number: str) -> None: ...
    def receive(self, day: str, number: str, unit: str) -> None: ...
    def chase(self, day: str, number: str, unit: str) -> None: ...
    def result(self, day: str, number: str, words: str) -> None: ...
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


def live_through(desk: Desk) -> None:
    """The year, office by office."""
    _plain(desk)
    _with_co_units(desk)
    _separate_and_joint(desk)
    _dissatisfied(desk)
    _moved_clocks(desk)
    _sent_away(desk)
    _merged(desk)
    _for_others(desk)
    _others(desk)


def numbers(first: int, last: int) -> list[str]:
    return [f"{number:03}" for number in range(first, last + 1)]


def _enter(desk: Desk, number: str, day: str = ASSIGNED, **facts: str) -> None:
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
    desk.new(day, number, **usual | facts)
    desk.move(day, number, "已签收", "已分办", note="")


def _draft(desk: Desk, number: str, day: str = "2026-03-02", way: str = "走访", points: str = "") -> None:
    desk.move(day, number, "沟通中")
    desk.contact(day, number, way, points)
    desk.move(day, number, "拟稿")


def _reply(
    desk: Desk, number: str, day: str, result: str, decision: str = "主动公开", reason: str = ""
) -> None:
    desk.move(day, number, "科室核稿", "办公室核稿", "待签发")
    desk.result(day, number, result)
    desk.disclose(day, number, decision, reason)
    desk.move(day, number, "已签发", "编号用印", "已答复", "征询意见")
    if decision == "主动公开":
        desk.publish(day, number)


def _answers(desk: Desk, day: str, number: str, ratings: Iterable[tuple[str, str]]) -> None:
    for proposer, rating in ratings:
        desk.feedback(day, number, rating, proposer)


def _satisfied(desk: Desk, number: str, day: str = "2026-06-01", rating: str = "同意") -> None:
    desk.feedback(day, number, rating, f"委员{number}")
    desk.move(day, number, "办结")


def _plain(desk: Desk) -> None:
    """001 to 012: one signer each, in time, satisfied; three planned, one for reference and not public."""
    for number in numbers(1, 12):
        _enter(desk, number)
        _draft(desk, number)
        result = ADOPTED if number <= "008" else PLANNED if number <= "011" else REFERENCE
        closed = ("不予公开", "涉及第三方商业信息") if number == "012" else ("主动公开", "")
        _reply(desk, number, "2026-04-09", result, *closed)
        _satisfied(desk, number)
    for number in numbers(1, 6):
        desk.move("2026-06-20", number, "已归档")
    for number in numbers(9, 11):
        desk.promise("2026-06-02", number, "建成新展区", "2026-09-30")
        desk.move("2026-06-02", number, "跟踪落实")
    for number in ("009", "010"):
        desk.keep("2026-09-15", number)
    desk.convert("2026-09-16", "009", ADOPTED)


def _with_co_units(desk: Desk) -> None:
    """013 to 018: lead with two units; 017 has one late opinion, 018 one that never comes."""
    for number in numbers(13, 18):
        _enter(desk, number, handling_role="主办", co_units="、".join(UNITS))
        desk.ask("2026-02-24", number)
        _draft(desk, number, way="电话" if number <= "014" else "走访")
        for unit in UNITS if number <= "016" else UNITS[:1]:
            desk.receive("2026-03-20", number, unit)
    for number in ("017", "018"):
        desk.chase("2026-03-26", number, UNITS[1])
    desk.receive("2026-03-30", "017", UNITS[1])
    for number in numbers(13, 18):
        _reply(desk, number, "2026-04-28", ADOPTED if number <= "016" else PLANNED)
        _satisfied(desk, number, rating="理解" if number == "016" else "同意")


def _separate_and_joint(desk: Desk) -> None:
    """019 to 021: separate handling, three signers each."""
    ratings = {
        "019": ("同意", "同意", "同意"),
        "020": ("同意", "同意", "理解"),
        "021": ("同意", "同意", "保留"),
    }
    for number in numbers(19, 21):
        names = [f"委员{number}{mark}" for mark in "甲乙丙"]
        _enter(desk, number, handling_role="分办", proposers="、".join(names))
        _draft(desk, number, way="座谈")
        _reply(desk, number, "2026-05-08", ADOPTED)
        _answers(desk, "2026-06-01", number, zip(names, ratings[number], strict=True))
        desk.move("2026-06-02", number, "办结")


def _dissatisfied(desk: Desk) -> None:
    """022 and 023: not satisfied, handled again, then 同意 and 理解."""
    for number in ("022", "023"):
        _enter(desk, number)
        _draft(desk, number)
        _reply(desk, number, "2026-04-09", REFERENCE)
        desk.feedback("2026-04-20", number, "不同意", f"委员{number}")
        desk.move("2026-04-21", number, "二次办理", note="委员不满意：没有时间表")
        desk.contact("2026-04-24", number, "走访", "说明进度安排")
        desk.move("2026-04-24", number, "拟稿")
        _reply(desk, number, "2026-05-15", ADOPTED if number == "022" else PLANNED)
        _satisfied(desk, number, rating="同意" if number == "022" else "理解")


def _moved_clocks(desk: Desk) -> None:
    """024 and 025 extended to 30 June, 026 paused for twenty days, 027 late."""
    for number in ("024", "025"):
        _enter(desk, number)
        _draft(desk, number, way="走访" if number == "024" else "免予沟通", points="委员本人提出不需要走访")
        desk.extend("2026-04-30", number, "2026-06-30")
    _reply(desk, "024", "2026-06-25", ADOPTED)
    _satisfied(desk, "024", "2026-07-10")
    _reply(desk, "025", "2026-07-02", REFERENCE)
    _enter(desk, "026")
    desk.pause("2026-03-02", "026")
    desk.resume("2026-03-22", "026")
    _draft(desk, "026", "2026-03-23")
    _reply(desk, "026", "2026-05-29", ADOPTED)
    _satisfied(desk, "026")
    _enter(desk, "027")
    _draft(desk, "027")
    _reply(desk, "027", "2026-05-11", REFERENCE)
    _satisfied(desk, "027", rating="理解")


def _sent_away(desk: Desk) -> None:
    """028 returned, 029 wished to return and had to keep, 030 withdrawn by its proposer."""
    for number in ("028", "029"):
        _enter(desk, number)
        desk.move("2026-02-11", number, "已签收", note="分办有误，收回")
        desk.move("2026-02-11", number, "申请退回", note="不属本单位职责")
    desk.move("2026-02-13", "028", "已退回", note="改由区建管委办理")
    desk.move("2026-02-13", "029", "已签收", note="区政府办公室不同意改办")
    desk.move("2026-02-24", "029", "已分办")
    _draft(desk, "029")
    _reply(desk, "029", "2026-04-15", ADOPTED)
    _satisfied(desk, "029")
    _enter(desk, "030")
    desk.move("2026-02-25", "030", "已撤案", note="提案者撤回")


def _merged(desk: Desk) -> None:
    """031 to 033: one matter, three letters."""
    for number in numbers(31, 33):
        _enter(desk, number)
        if number != "031":
            desk.merge("2026-02-25", number, "031")
        _draft(desk, number)
        _reply(desk, number, "2026-04-20", ADOPTED)
        _satisfied(desk, number)


def _for_others(desk: Desk) -> None:
    """034 to 038: co-handling; three in time (by 9 March), one late, one not done."""
    for number in numbers(34, 38):
        _enter(desk, number, handling_role="会办", lead_unit="区文旅局")
        desk.move("2026-03-02", number, "拟稿")
        if number == "038":
            continue
        day = "2026-03-11" if number == "037" else "2026-03-05"
        desk.move(day, number, "科室核稿", "办公室核稿", "待签发", "已签发", "已报主办")


def _others(desk: Desk) -> None:
    """039: a deputy's suggestion, a key one, on request only. 040: handed in after the session, still open at the year's end."""
    _enter(desk, "039", matter_type="人大代表建议", is_key="是", term="17", session="6")
    _draft(desk, "039")
    _reply(desk, "039", "2026-04-30", "解决采纳", "依申请公开", "含内部数据")
    _satisfied(desk, "039", rating="满意")
    _enter(desk, "040", "2026-09-01")
    _draft(desk, "040", "2026-09-10", way="电话")

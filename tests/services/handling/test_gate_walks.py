"""Random walks through every status, role and fact: no case is ever outside the house without its records."""

from __future__ import annotations

import pytest

from tests.gate_walks import Tally, walk
from tests.house_oracle import Folder, Step, faults

WALKS = 150
"""`python -m tools.gate_walks 20000` takes the long way; its seeds begin where these do."""


@pytest.fixture(scope="module")
def seen() -> Tally:
    return walk(WALKS)


def test_no_walk_leaves_the_house_without_its_records(seen: Tally) -> None:
    assert seen.faults == []


def test_the_walks_go_where_gates_stand(seen: Tally) -> None:
    assert seen.outside > WALKS
    assert seen.refused > WALKS
    for role in ("独办", "主办", "分办"):
        assert {f"{role} {end}" for end in ("已签发", "已答复", "办结", "二次办理")} <= seen.seen.keys()
    assert {"会办 已签发", "会办 已报主办", "会办 办结"} <= seen.seen.keys()


SIGNED = (Step("came", "待签收"), Step("moved", "已签发"))


def folder(**facts: object) -> Folder:
    history = [*SIGNED, Step("moved", "已答复")]
    plain: dict[str, object] = {
        "status": "已答复",
        "role": "独办",
        "first_role": "独办",
        "history": history,
        "contacts": [("走访", "")],
        "reviews": [("沈秘书", "2026-03-02", "吴主任")],
        "decision": "主动公开",
        "has_letter": True,
        "text": "已经落实。",
        "words": dict.fromkeys(("签发人", "落款单位", "办理结果", "成文日期", "发文字号"), "有")
        | {"公开属性": "主动公开"},
        "replied_at": "2026-03-02",
    }
    return Folder(**plain | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({}, ""),
        ({"contacts": [("免予沟通", "")]}, "没有沟通，也没有免予沟通的记录"),
        ({"reviews": []}, "没有公开审查的记录"),
        ({"reviews": [("沈秘书", "2026-03-02", "沈秘书")]}, "没有另一个人的保密审查"),
        ({"decision": "不予公开"}, "公开属性与审查结论不一样"),
        ({"text": "由××负责。"}, "正文里还有没填的空"),
        ({"asks": [""]}, "第 1 条建议没有答复"),
        ({"is_key": True}, "重点件没有主要领导签发，也没有授权"),
        ({"history": [Step("came", "待签收"), Step("moved", "已答复")]}, "本轮以现在的身份没有签发"),
        (
            {"history": [SIGNED[0], SIGNED[1], Step("role", "会办"), Step("role", "独办"), Step("moved", "已答复")]},
            "本轮以现在的身份没有签发",
        ),
        ({"status": "办结", "unhappy": ["何青"]}, "有人不满意，没有二次办理，也没有同意办结的记录"),
        ({"to_show": ["何青"]}, "答复稿没有先给何青看过"),
        ({"to_show": ["何青"], "shown": [("何青", "同意", ""), ("何青", "", "")]}, "答复稿没有先给何青看过"),
        ({"to_show": ["何青"], "shown": [("何青", "有意见", "")]}, "答复稿没有先给何青看过"),
        ({"to_show": ["何青"], "shown": [("何青", "有意见", "已写明")]}, ""),
        ({"status": "已撤案"}, "答复发出后出了统计口径"),
        ({"status": "拟稿"}, "没有发出却记了答复日期"),
    ],
)  # fmt: skip
def test_the_judge_of_the_walks_sees_what_is_missing(facts: dict[str, object], fault: str) -> None:
    assert faults(folder(**facts)) == ([fault] if fault else [])

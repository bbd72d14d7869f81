"""The timeline of a case: every note written by a service gets its topic."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.domain.case.event import Event, EventKind, TimelineEntry, Topic, filtered, timeline_of, topic_of
from desktop.domain.case.status import Status

AT = datetime(2024, 4, 9, 10, 42)


def recorded(note: str) -> Event:
    return Event(1, AT, EventKind.RECORDED, "沈知行", note=note)


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("4月9日 办前电话沟通：约时间", Topic.CONTACT),
        ("4月9日 办中走访", Topic.CONTACT),
        ("免予沟通：委员提出不需要走访", Topic.CONTACT),
        ("更正沟通记录：4月9日 办中走访", Topic.CONTACT),
        ("征求会办意见：区财政局，2024-05-09 前反馈", Topic.OPINION),
        ("催办会办意见：区财政局（电话）", Topic.OPINION),
        ("会办意见并入答复：区财政局", Topic.OPINION),
        ("科室核稿：王启明退改（第 1 稿），约访沟通再写细", Topic.REVIEW),
        ("签发：周立群同意（第 2 稿）", Topic.REVIEW),
        ("公开审查：主动公开，王启明", Topic.REVIEW),
        ("已公开：区政府网站建议提案栏目", Topic.REVIEW),
        ("办公室核稿：赵敏同意（第 1 稿）", Topic.REVIEW),
        ("会签：区财政局同意（第 1 稿）", Topic.REVIEW),
        ("恢复计时，期限改为2024年7月12日", Topic.CLOCK),
        ("收到会办意见：区财政局", Topic.OPINION),
        ("承诺进展：改造预约系统——已招标", Topic.PROMISE),
        ("承诺兑现：改造预约系统", Topic.PROMISE),
        ("4月9日 办中座谈", Topic.CONTACT),
        ("4月9日 办前现场调研", Topic.CONTACT),
        ("4月9日 办后邀请来访沟通", Topic.CONTACT),
        ("延期至2024年7月1日，分管领导同意：与委员沟通后再报", Topic.CLOCK),
        ("暂停计时：等上级文件", Topic.CLOCK),
        ("工作日历变动，期限由2024年7月2日改为2024年7月3日", Topic.CLOCK),
        ("改按长宁区第2版办理（原为第1版），期限由2024年7月2日改为2024年6月3日", Topic.CLOCK),
        ("发征询意见表 3 份", Topic.FEEDBACK),
        ("收到林晓舟的反馈：不满意（没有走访）", Topic.FEEDBACK),
        ("承诺：年底前再建三处，2024-12-31 前", Topic.PROMISE),
        ("结果转化为“解决或采纳”：已建成", Topic.PROMISE),
        ("拆开并案，单独办理", Topic.MOVE),
    ],
)
def test_a_note_gets_its_topic(note: str, topic: Topic) -> None:
    assert topic_of(recorded(note)) is topic


def test_the_topic_of_moves_and_files_follows_from_the_kind() -> None:
    moved = Event(1, AT, EventKind.MOVED, "", Status.DRAFTING, Status.SECTION_REVIEW, "请走访后再审")
    assert topic_of(moved) is Topic.MOVE
    assert topic_of(Event(1, AT, EventKind.EXPORTED, note="走访.docx")) is Topic.PAPER


def test_the_newest_is_first_and_filters_select_by_topic_and_text() -> None:
    timeline = timeline_of([recorded("暂停计时：等文件"), recorded("发征询意见表 3 份")])
    assert [entry.topic for entry in timeline] == [Topic.FEEDBACK, Topic.CLOCK]
    assert filtered(timeline, frozenset()) == timeline
    assert filtered(timeline, frozenset({Topic.CLOCK})) == (
        TimelineEntry(recorded("暂停计时：等文件"), Topic.CLOCK),
    )
    assert filtered(timeline, frozenset(), "征询") == timeline[:1]
    assert filtered(timeline, frozenset({Topic.CLOCK}), "征询") == ()

"""The course of a case 「办理过程」: its events as one time line, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.case.event import Event, EventKind


class Topic(StrEnum):
    """What an event is about; the filters of the course."""

    MOVE = "move"
    CONTACT = "contact"
    OPINION = "opinion"
    REVIEW = "review"
    CLOCK = "clock"
    FEEDBACK = "feedback"
    PROMISE = "promise"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Topic.MOVE: "流转",
    Topic.CONTACT: "沟通",
    Topic.OPINION: "会办",
    Topic.REVIEW: "核签公开",
    Topic.CLOCK: "期限",
    Topic.FEEDBACK: "反馈",
    Topic.PROMISE: "承诺",
    Topic.PAPER: "文件",
}
_MOVES = frozenset({EventKind.CREATED, EventKind.IMPORTED, EventKind.MOVED, EventKind.UNDONE})
_WORDS = (
    (Topic.CLOCK, ("延期至", "暂停计时", "恢复计时", "变动，期限由")),
    (Topic.OPINION, ("征求会办意见", "催办会办意见", "收到会办意见", "会办意见并入")),
    (Topic.FEEDBACK, ("发征询意见表", "的反馈：")),
    (Topic.PROMISE, ("承诺：", "承诺进展：", "承诺兑现：", "结果转化为")),
    (Topic.REVIEW, ("科室核稿：", "办公室核稿：", "会签：", "签发：", "公开审查：", "已公开：")),
    (Topic.CONTACT, ("沟通", "走访", "座谈", "现场调研", "邀请来访")),
)
"""Beginnings (or tell-tale words) of the notes that the verbs write; the first topic with a hit wins."""


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """One line of the course."""

    event: Event
    topic: Topic


def topic_of(event: Event) -> Topic:
    """What an event is about. A note that nobody's words fit is told with the moves, where nothing gets lost."""
    if event.kind in _MOVES:
        return Topic.MOVE
    if event.kind is not EventKind.RECORDED:
        return Topic.PAPER
    return next((topic for topic, words in _WORDS if any(word in event.note for word in words)), Topic.MOVE)


def course_of(events: Iterable[Event]) -> tuple[CourseEntry, ...]:
    """The course, newest first."""
    return tuple(reversed([CourseEntry(event, topic_of(event)) for event in events]))


def filtered(
    course: Iterable[CourseEntry], topics: frozenset[Topic], text: str = ""
) -> tuple[CourseEntry, ...]:
    """The entries about these topics (none named = all) whose words or name hold the text."""
    wanted = text.strip()
    return tuple(
        entry
        for entry in course
        if (not topics or entry.topic in topics)
        and (wanted in entry.event.label or wanted in entry.event.who)
    )

"""The events of a case 「办理过程」 and its timeline: who did what, when, and from which status to which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.case.field_change import FieldChange, change_words
from desktop.domain.case.status import Status
from desktop.domain.words.dates import chinese_date


class EventKind(StrEnum):
    """What happened; only MOVED and UNDONE change the status."""

    CREATED = "created"
    IMPORTED = "imported"
    MOVED = "moved"
    UNDONE = "undone"  # 撤销: the last move taken back
    RECORDED = "recorded"  # 登记: a contact, an opinion, an extension, feedback, a promise
    DELETED = "deleted"  # 删除: into the bin 「回收站」, with a reason
    PUT_BACK = "put_back"  # 放回: out of the bin again
    CHANGED = "changed"  # 更改: facts that gates and figures rest on
    EXPORTED = "exported"
    PUBLIC_COPY = "public_copy"  # 公开版, an export for publication (DOMAIN 7.2)

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    EventKind.CREATED: "新建",
    EventKind.IMPORTED: "收件",
    EventKind.MOVED: "流转",
    EventKind.UNDONE: "撤销流转",
    EventKind.RECORDED: "登记",
    EventKind.DELETED: "删除",
    EventKind.PUT_BACK: "从回收站放回",
    EventKind.CHANGED: "更改",
    EventKind.EXPORTED: "导出",
    EventKind.PUBLIC_COPY: "导出公开版",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the case's history; append-only (DOMAIN 3.4, 7.1).

    `from_status` and `to_status` are None for events without a status change. `jump` marks a move outside the usual order,
    which needs a reason in `note`. `changes` are the facts of case and letter that it changed; for CHANGED `note` is the reason,
    then the clocks that moved besides the due day of the case.
    `at` is when it was recorded, `day` the day on which it happened (None = that of `at`).
    `id` 0 means "not stored yet".
    """

    case_id: int
    at: datetime
    kind: EventKind
    who: str = ""
    from_status: Status | None = None
    to_status: Status | None = None
    note: str = ""
    jump: bool = False
    changes: tuple[FieldChange, ...] = ()
    day: date | None = None
    id: int = 0

    @property
    def happened_on(self) -> date:
        return self.day or self.at.date()

    @property
    def late_words(self) -> str:
        """「4月8日的事，补记」 for an event that was recorded on another day than it happened; "" for the others."""
        return "" if self.happened_on == self.at.date() else f"{chinese_date(self.happened_on)}的事，补记"

    @property
    def label(self) -> str:
        """The event in one line of Chinese: 「流转：拟稿 → 科室核稿（请王科长审）」."""
        way = (
            f"：{self.from_status.label} → {self.to_status.label}"
            if self.from_status and self.to_status
            else ""
        )
        if self.kind is EventKind.CHANGED or self.changes_role:
            way += f"：{change_words(self.changes)}" if not way else f"，{change_words(self.changes)}"
        return self.kind.label + way + (f"（{self.note}）" if self.note else "")

    @property
    def changes_role(self) -> bool:
        """True if the event changed the handling role 「办理方式」."""
        return any(change.field == "handling_role" for change in self.changes)


def undo_target(events: Sequence[Event]) -> Status | None:
    """The status before the last move; None if there is no move or the last one was itself an undo.

    `events` is the complete history, oldest first. Only the last move can be undone, and only once; none from before a change of
    the handling role, under which it would not have been made.
    """
    last = next(
        (event for event in reversed(events) if event.to_status is not None or event.changes_role), None
    )
    if last is None or last.kind is EventKind.UNDONE or last.changes_role:
        return None
    return last.from_status


# The timeline: events with a topic each.
class Topic(StrEnum):
    """What an event is about; the filters of the timeline."""

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
        return _TOPIC_LABELS[self]


_TOPIC_LABELS = {
    Topic.MOVE: "流转",
    Topic.CONTACT: "沟通",
    Topic.OPINION: "会办",
    Topic.REVIEW: "核签公开",
    Topic.CLOCK: "期限",
    Topic.FEEDBACK: "反馈",
    Topic.PROMISE: "承诺",
    Topic.PAPER: "文件",
}


class NoteWords(StrEnum):
    """The words of a recorded note that tell its topic; the verbs write notes with them, `topic_of` looks for them."""

    EXTENDED = "延期至"
    PAUSED = "暂停计时"
    RESUMED = "恢复计时"
    CHANGED = "变动"
    DUE_MOVED = "期限由"
    OPINION_ASKED = "征求会办意见"
    OPINION_CHASED = "催办会办意见"
    OPINION_RECEIVED = "收到会办意见"
    OPINION_MERGED = "会办意见并入"
    FORMS_SENT = "发征询意见表"
    FEEDBACK_RECEIVED = "的反馈："
    PROMISED = "承诺："
    PROMISE_PROGRESS = "承诺进展："
    PROMISE_KEPT = "承诺兑现："
    FOLLOWUP_LETTER = "落实情况复函"
    RESULT_CONVERTED = "结果转化为"
    SECTION_REVIEW = "科室核稿"
    OFFICE_REVIEW = "办公室核稿"
    COUNTERSIGNED = "会签"
    SIGNED = "签发"
    DISCLOSURE_REVIEW = "公开审查："
    EXAMINED = "答复审查："
    DISCLOSED = "已公开："
    TEXT_CORRECTED = "更正答复正文"
    WAIVED = "免过"
    CONSENTED = "同意办结"
    PRE_REPLY = "预答复："
    CONTACT = "沟通"
    VISIT = "走访"
    MEETING = "座谈"
    SURVEY = "现场调研"
    INVITED = "邀请来访"
    STANDING_IN = "代管"


_MOVES = frozenset(
    {
        EventKind.CREATED,
        EventKind.IMPORTED,
        EventKind.MOVED,
        EventKind.UNDONE,
        EventKind.DELETED,
        EventKind.PUT_BACK,
    }
)
_REVIEWS = (
    NoteWords.SECTION_REVIEW,
    NoteWords.OFFICE_REVIEW,
    NoteWords.COUNTERSIGNED,
    NoteWords.SIGNED,
)
_WORDS: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (Topic.CONTACT, (NoteWords.PRE_REPLY,)),
    (
        Topic.CLOCK,
        (
            NoteWords.EXTENDED,
            NoteWords.PAUSED,
            NoteWords.RESUMED,
            f"，{NoteWords.DUE_MOVED}",
        ),
    ),
    (
        Topic.OPINION,
        (
            NoteWords.OPINION_ASKED,
            NoteWords.OPINION_CHASED,
            NoteWords.OPINION_RECEIVED,
            NoteWords.OPINION_MERGED,
        ),
    ),
    (Topic.FEEDBACK, (NoteWords.FORMS_SENT, NoteWords.FEEDBACK_RECEIVED, NoteWords.CONSENTED)),
    (
        Topic.PROMISE,
        (
            NoteWords.PROMISED,
            NoteWords.PROMISE_PROGRESS,
            NoteWords.PROMISE_KEPT,
            NoteWords.FOLLOWUP_LETTER,
            NoteWords.RESULT_CONVERTED,
        ),
    ),
    (
        Topic.REVIEW,
        (
            *(f"{stage}：" for stage in _REVIEWS),
            NoteWords.DISCLOSURE_REVIEW,
            NoteWords.EXAMINED,
            NoteWords.DISCLOSED,
            NoteWords.TEXT_CORRECTED,
            NoteWords.WAIVED,
        ),
    ),
    (
        Topic.CONTACT,
        (NoteWords.CONTACT, NoteWords.VISIT, NoteWords.MEETING, NoteWords.SURVEY, NoteWords.INVITED),
    ),
)
"""The first topic with a hit applies."""


_TOPIC_OF_FIELD = (
    dict.fromkeys(("assigned_at", "acknowledged_at", "due_at", "replied_at"), Topic.CLOCK)
    | dict.fromkeys(
        (
            "handling_result",
            "signer",
            "issuer",
            "issue_date",
            "disclosure",
            "disclosure_reason",
            "document_number",
        ),
        Topic.REVIEW,
    )
    | {"co_units": Topic.OPINION, "needs_feedback": Topic.FEEDBACK}
)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of the timeline with its topic."""

    event: Event
    topic: Topic


def topic_of(event: Event) -> Topic:
    """The topic of an event; MOVES for a note that no other topic's words match."""
    if event.kind in _MOVES:
        return Topic.MOVE
    if event.kind is EventKind.CHANGED:
        return _TOPIC_OF_FIELD.get(event.changes[0].field, Topic.MOVE) if event.changes else Topic.MOVE
    if event.kind is not EventKind.RECORDED:
        return Topic.PAPER
    return next((topic for topic, words in _WORDS if any(word in event.note for word in words)), Topic.MOVE)


def timeline_of(events: Iterable[Event]) -> tuple[TimelineEntry, ...]:
    """The timeline, newest first."""
    return tuple(reversed([TimelineEntry(event, topic_of(event)) for event in events]))


def filtered(
    timeline: Iterable[TimelineEntry], topics: frozenset[Topic], text: str = ""
) -> tuple[TimelineEntry, ...]:
    """The entries of these topics (an empty set means all) whose note or officer's name contains the text."""
    wanted = text.strip()
    return tuple(
        entry
        for entry in timeline
        if (not topics or entry.topic in topics)
        and (wanted in entry.event.label or wanted in entry.event.who)
    )

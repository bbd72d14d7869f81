"""One source of an intake and its state: waiting, read, to be reviewed, accepted, skipped or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain.importing.plan import IntakeKind
from desktop.services.importing.reading import Reading, Source
from desktop.ui.parts.page import StatusFact, StatusFacts
from desktop.ui.parts.tone import Tone


class EntryState(StrEnum):
    """The state of a source."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    TAKEN = "taken"
    SKIPPED = "skipped"
    REFUSED = "refused"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return {
            "waiting": "等候",
            "reading": "正在读",
            "ready": "待核对",
            "taken": "已收",
            "skipped": "已跳过",
            "refused": "未收",
            "stopped": "没有读",
        }[self]

    @property
    def tone(self) -> Tone:
        return {"ready": Tone.ACCENT, "taken": Tone.GOOD, "refused": Tone.DANGER}.get(self, Tone.NEUTRAL)


OPEN = frozenset({EntryState.WAITING, EntryState.READING})


@dataclass(frozen=True, slots=True)
class Entry:
    """`message` is one or two sentences: what was found, what went wrong and what to do. `case_id` is 0 until it is a case."""

    source: Source
    state: EntryState = EntryState.WAITING
    as_kind: IntakeKind | None = None
    reading: Reading | None = None
    message: str = ""
    case_id: int = 0

    @property
    def name(self) -> str:
        """The name of the file, or a name for pasted text."""
        if self.reading is not None and self.reading.name:
            return self.reading.name
        return self.source.name if isinstance(self.source, Path) else "粘贴的文字"

    @property
    def kind(self) -> IntakeKind | None:
        """The kind it is read as; None before it has been read."""
        return self.reading.kind if self.reading else self.as_kind

    @property
    def action(self) -> str:
        """The label of the action that Enter triggers; "" for none."""
        if self.state in {EntryState.READY, EntryState.SKIPPED} and self.reading is not None:
            return "看清单" if self.kind is IntakeKind.LEDGER else "核对"
        return "打开办件" if self.state is EntryState.TAKEN and self.case_id else ""


def found_in(reading: Reading) -> str:
    """What was recognised, in one line: 「085 · 关于……的提案 · 2 处请核对」."""
    if reading.ledger is not None:
        bad = len(reading.ledger.bad_rows)
        return f"{len(reading.ledger.rows) + bad} 行" + (f"，其中 {bad} 行有误" if bad else "")
    texts = {field.key: field.text for field in reading.fields}
    doubts = sum(field.needs_check for field in reading.fields)
    number = f"第{texts['number']}号" if texts.get("number") else ""
    parts = (number, texts.get("subject", ""), f"{doubts} 处请核对" if doubts else "")
    return " · ".join(part for part in parts if part) or "没有认出编号和案由"


def entry_facts(entries: Sequence[Entry]) -> StatusFacts:
    """The facts of the status line: 「12 份：已收 2 · 待核 9 · 打不开 1」."""
    counts = Counter(entry.state for entry in entries)
    words = {
        EntryState.TAKEN: "已收",
        EntryState.READY: "待核",
        EntryState.SKIPPED: "跳过",
        EntryState.REFUSED: "未收",
        EntryState.STOPPED: "没有读",
    }
    parts = [f"{word} {counts[state]}" for state, word in words.items() if counts[state]]
    unread = sum(counts[state] for state in OPEN)
    parts += [f"还在读 {unread}"] if unread else []
    left = f"{len(entries)} 份：{' · '.join(parts)}" if entries else "还没有文件"
    return StatusFacts(left=(StatusFact(left),), right=(StatusFact("原件随案保存"),))

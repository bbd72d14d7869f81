"""How a due date is said: words first, then tone and icon, so that late, extended, waiting and done never look alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.case.work_list import DueKind, DueState
from desktop.ui.parts.tone import Tone

URGENT_DAYS = 3
"""From here on a running date is shown as urgent."""


@dataclass(frozen=True, slots=True)
class DueWords:
    """`lead` is what counts (逾期 2 天), `day` the date behind it; `strong` asks for bold type."""

    lead: str
    day: str = ""
    tone: Tone = Tone.SECONDARY
    strong: bool = False
    icon: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.lead} · {self.day}" if self.day else self.lead


def due_words(due: DueState, replied_at: date | None = None) -> DueWords:
    """The words for one due state; a case that was answered says when."""
    day, label = short_day(due.due_at), due.label
    match due.kind:
        case DueKind.LATE:
            return DueWords(label, day, Tone.DANGER, strong=True, icon="circle-alert")
        case DueKind.SOON:
            tone = Tone.DANGER if (due.days or 0) <= URGENT_DAYS else Tone.WARNING
            return DueWords(label, day, tone, strong=True, icon="clock")
        case DueKind.RUNNING:
            return DueWords(label, day, icon="clock")
        case DueKind.EXTENDED:
            return DueWords(f"延期 {label}", day, icon="hourglass")
        case DueKind.PAUSED:
            return DueWords(label, tone=Tone.ACCENT, icon="circle-pause")
        case DueKind.WAITING:
            return DueWords("已答复", short_day(replied_at), icon="hourglass")
        case DueKind.DONE:
            return DueWords("完成", icon="circle-check")
        case _:
            return DueWords("未定期限")


def short_day(day: date | None) -> str:
    """4月21日; "" for no date."""
    return f"{day.month}月{day.day}日" if day else ""

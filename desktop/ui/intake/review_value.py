"""One value under review: what was recognised, what the officer made of it, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.intake.text.source import Span
from desktop.services.importing.reading import ReadField
from desktop.ui.parts.tone import Tone


class Certainty(StrEnum):
    """What the pill of a field says."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    DERIVED = "derived"
    UNSEEN = "unseen"
    TYPED = "typed"

    @property
    def label(self) -> str:
        return {"sure": "确定", "doubtful": "请核对", "derived": "推算", "unseen": "未见", "typed": "已改"}[
            self
        ]

    @property
    def tone(self) -> Tone:
        return {
            "sure": Tone.GOOD,
            "doubtful": Tone.WARNING,
            "derived": Tone.ACCENT,
            "unseen": Tone.NEUTRAL,
            "typed": Tone.ACCENT,
        }[self]


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """A recognised field with the officer's own text over it; `own` is None as long as he left it as it was.

    `derived` is what the rules of the place work out where the paper says nothing.
    """

    read: ReadField
    own: str | None = None
    own_spans: tuple[Span, ...] = ()
    derived: str = ""

    @property
    def key(self) -> str:
        return self.read.key

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.read.text or self.derived if self.own is None else self.own

    @property
    def corrected(self) -> bool:
        """True if the officer made something else of it than was recognised."""
        return self.own is not None and self.own.strip() != (self.read.text or self.derived).strip()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the source: nowhere, once it was typed."""
        if self.own_spans:
            return self.own_spans
        return () if self.corrected else self.read.spans

    @property
    def certainty(self) -> Certainty:
        if self.corrected:
            return Certainty.TYPED
        if not self.read.text:
            return Certainty.DERIVED if self.derived else Certainty.UNSEEN
        return Certainty.DOUBTFUL if self.read.wants_a_look else Certainty.SURE

    def typed(self, text: str, spans: tuple[Span, ...] = ()) -> ReviewValue:
        """The same with the officer's text, taken from `spans` of the source if he did not type it."""
        return replace(self, own=text, own_spans=spans)

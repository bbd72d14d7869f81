"""The letter as it was signed 「签发稿」 and as it was corrected after it went out 「更正稿」, kept word by word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IssuedText:
    """The text of one letter as it was signed, or corrected for the reason `why`; the last one of a round holds.

    `signer` is "" where the letter named none.
    """

    case_id: int
    round: int
    day: date
    text: str
    signer: str = ""
    why: str = ""
    id: int = 0

    @property
    def label(self) -> str:
        return f"更正稿（{self.why}）" if self.why else "签发稿"

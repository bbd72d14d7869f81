"""Records that let a case pass what is missing: a waiver 「免过」 of one finding, the proposer's consent 「同意办结」."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """One finding passed with a reason. `need` and `key` name the finding, `approved_by` who authorised it ("" = nobody had to).

    It holds for its round, and while the unit takes part as it did: `answers_proposer` is that of the role at the time.
    """

    case_id: int
    need: str
    key: str
    reason: str
    who: str
    day: date
    round: int = 1
    answers_proposer: bool = True
    approved_by: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """A dissatisfied proposer's consent to close the case all the same: the day and the words."""

    case_id: int
    proposer: str
    day: date
    words: str
    round: int = 1
    id: int = 0

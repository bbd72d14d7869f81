"""The lock of an issued letter: what was signed or sent is not rewritten quietly (党政机关公文处理工作条例第二十二条).

A signed letter is changed before it goes out by going back to the sign-off; one that is out is corrected for a reason; the
letter of an archived case and of a past round stays as it is.
"""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.standing import GateStep, gate_step


class LetterLock(StrEnum):
    """What may be done with the text of a letter."""

    OPEN = "open"
    SIGNED = "signed"
    SENT = "sent"
    ARCHIVED = "archived"
    PAST = "past"

    @property
    def words(self) -> str:
        """The state of the letter in one sentence; "" while it is open."""
        return _WORDS[self][0]

    @property
    def remedy(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    LetterLock.OPEN: ("", ""),
    LetterLock.SIGNED: ("这一件已经签发，正文不能直接改", "要改的，写明原因退回待签发，改好后重新签发"),
    LetterLock.SENT: ("答复已经发出，更正正文要写明原因", "请写一句原因，发出的那一稿会留着"),
    LetterLock.ARCHIVED: ("这一件已经归档，答复不能再改", "确要更正的，先写明原因恢复到“办结”"),
    LetterLock.PAST: ("这是上一轮的答复，已经发出，不能再改", "请写本轮的答复"),
}


def lock_at(status: Status) -> LetterLock:
    """The lock of a letter that was issued, in the present round of a case with that status."""
    if status is Status.ARCHIVED:
        return LetterLock.ARCHIVED
    step = gate_step(status)
    if step is GateStep.NONE:
        return LetterLock.OPEN
    return LetterLock.SENT if step >= GateStep.ANSWERING else LetterLock.SIGNED


class LetterLocked(Refused):
    """The text of a letter cannot be stored because of `lock`: for good, or until it goes back or a reason is given."""

    def __init__(self, what: str, remedy: str = "", lock: LetterLock = LetterLock.OPEN) -> None:
        super().__init__(what, remedy)
        self.lock = lock


def refuse_rewriting(lock: LetterLock, why: str) -> None:
    """Raise LetterLocked if the text of a letter under that lock must not change, or not without a reason."""
    if lock is LetterLock.OPEN or (lock is LetterLock.SENT and why.strip()):
        return
    raise LetterLocked(lock.words, lock.remedy, lock)

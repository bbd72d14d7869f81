"""An independent judge of the gates: what a case outside the house must have, written from DOMAIN 3.4 to 3.10 and 5.5.

It knows nothing of the gate code. It reads plain values: who moved the case from where to where under which role, and which
records lie in the folder. It answers with the faults of a case, in words; none for one that is in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OPEN_MARK = re.compile(r"××|＿＿|【待")
AFTER_SIGNATURE = ("编号用印", "已答复", "已报主办", "征询意见", "办结", "跟踪落实", "已归档")
SENT = ("已答复", "已报主办", "征询意见", "办结", "跟踪落实", "已归档")
CLOSED = ("办结", "跟踪落实", "已归档")
ORDER = {
    "已签发": 1,
    "编号用印": 2,
    "已答复": 3,
    "已报主办": 3,
    "征询意见": 3,
    "办结": 4,
    "跟踪落实": 4,
    "已归档": 5,
}


@dataclass
class Step:
    """One line of the history: a move, an undone move, a status the case came in with, or a change of role."""

    what: str  # moved, undone, came, role
    end: str = ""  # the status afterwards, or the new role


@dataclass
class Folder:
    """What lies in the folder of one case. Lists are of the present round only."""

    status: str
    role: str  # 独办 主办 分办 会办, now
    first_role: str
    history: list[Step]
    contacts: list[tuple[str, str]] = field(default_factory=list)  # way, reason
    reviews: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # disclosure: reviewer, day, secrecy reviewer
    decision: str = ""  # of the last review
    leaders: list[tuple[str, str, str]] = field(default_factory=list)  # signed by, level, verdict
    waived: list[tuple[str, str, str, str]] = field(
        default_factory=list
    )  # need, key, reason, approved by; of this kind of role
    unhappy: list[str] = field(default_factory=list)
    consents: list[tuple[str, str, str]] = field(default_factory=list)  # who, day, words
    asks: list[str] = field(default_factory=list)  # the section that answers each
    shown: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # the draft shown to: who, what was said, what was done about it; in order
    to_show: list[str] = field(default_factory=list)  # to whom the place wants the draft shown
    has_letter: bool = False
    text: str = ""
    words: dict[str, str] = field(default_factory=dict)  # fields of the letter, by Chinese name
    is_key: bool = False
    number_wanted: bool = False
    replied_at: str = ""


def answers(role: str) -> bool:
    return role != "会办"


def faults(folder: Folder) -> list[str]:
    """Everything a case of this status should have and has not."""
    entered, signed, went_out = _read_history(folder)
    found = []
    if folder.status in ("已撤案", "已退回") and went_out:
        found.append("答复发出后出了统计口径")
    if folder.replied_at and folder.status not in (*SENT, "已撤案", "已退回"):
        found.append("没有发出却记了答复日期")
    rank = ORDER.get(folder.status, 0)
    wanted = _reply_faults(folder, signed) if answers(folder.role) else _opinion_faults(folder, signed)
    return found + [words for step, words in wanted if entered < step <= rank]


def _read_history(folder: Folder) -> tuple[int, bool, bool]:
    """The rank the case came in with, whether a signature holds, whether an answer of this kind of role has gone out."""
    state = before = (0, False, False)
    role, status, status_before = folder.first_role, "待签收", "待签收"
    for step in folder.history:
        if step.what == "role":
            if answers(step.end) != answers(role):
                state = (0, False, False)
            elif ORDER.get(status, 0) in (1, 2):
                state = (0, False, state[2])
            role, before, status_before = step.end, state, status
            continue
        if step.what == "undone":
            state, status = before, status_before
            continue
        before, status_before = state, status
        status, rank = step.end, ORDER.get(step.end, 0)
        out = state[2] or status in SENT
        if step.what == "came":
            state = (rank, rank >= 1, out)
        elif rank == 0:
            state = (0, False, out)
        else:
            state = (state[0], state[1] or status == "已签发", out)
    return state


def _reply_faults(folder: Folder, signed: bool) -> list[tuple[int, str]]:
    found = [*_review_faults(folder), *_letter_faults(folder)]
    if not any(way != "免予沟通" or reason for way, reason in folder.contacts):
        found.append((1, "没有沟通，也没有免予沟通的记录"))
    if not folder.words.get("办理结果"):
        found.append((1, "没有办理结果"))
    for number, section in enumerate(folder.asks, 1):
        if not section and not _is_waived(folder, "ask", str(number)):
            found.append((1, f"第 {number} 条建议没有答复"))
    if folder.is_key and not _principal_signed(folder) and not _is_waived(folder, "signer", approver=True):
        found.append((1, "重点件没有主要领导签发，也没有授权"))
    numbered = folder.words.get("发文字号") or _is_waived(folder, "field", "document_number")
    if folder.number_wanted and not numbered:
        found.append((2, "没有文号"))
    agreed = {who for who, day, words in folder.consents if day and words}
    if set(folder.unhappy) - agreed:
        found.append((4, "有人不满意，没有二次办理，也没有同意办结的记录"))
    return found + _showing_faults(folder) + _sending_faults(folder, signed)


def _showing_faults(folder: Folder) -> list[tuple[int, str]]:
    last = {who: (said, done) for who, said, done in folder.shown}
    found = []
    for who in folder.to_show:
        said, done = last.get(who, ("", ""))
        settled = said == "同意" or (said == "有意见" and bool(done.strip()))
        if not settled and not _is_waived(folder, "pre_reply", who, approver=True):
            found.append((3, f"答复稿没有先给{who}看过"))
    return found


def _review_faults(folder: Folder) -> list[tuple[int, str]]:
    if not folder.reviews or not all(folder.reviews[-1][:2]):
        return [(1, "没有公开审查的记录")]
    if folder.decision != folder.words.get("公开属性", ""):
        return [(1, "公开属性与审查结论不一样")]
    reviewer, _, secrecy = folder.reviews[-1]
    apart = bool(secrecy) and secrecy != reviewer
    return [] if folder.decision != "主动公开" or apart else [(1, "没有另一个人的保密审查")]


def _sending_faults(folder: Folder, signed: bool) -> list[tuple[int, str]]:
    found = [] if signed else [(2, "本轮以现在的身份没有签发")]
    return found if folder.words.get("成文日期") else [*found, (3, "没有成文日期")]


def _opinion_faults(folder: Folder, signed: bool) -> list[tuple[int, str]]:
    return _letter_faults(folder) + _sending_faults(folder, signed)


def _letter_faults(folder: Folder) -> list[tuple[int, str]]:
    if not folder.has_letter or not folder.text.strip():
        return [(1, "没有本轮的稿子")]
    found = [(1, f"没有{name}") for name in ("签发人", "落款单位") if not folder.words.get(name)]
    waived = any(need == "unwritten" and reason for need, _, reason, _ in folder.waived)
    if OPEN_MARK.search(folder.text) and not waived:
        found.append((1, "正文里还有没填的空"))
    return found


def _principal_signed(folder: Folder) -> bool:
    if not folder.leaders:
        return False
    who, level, verdict = folder.leaders[-1]
    return (level, verdict) == ("主要领导", "同意") and who == folder.words.get("签发人", "")


def _is_waived(folder: Folder, need: str, key: str = "", *, approver: bool = False) -> bool:
    return any(
        (one, of) == (need, key) and reason and (by or not approver) for one, of, reason, by in folder.waived
    )

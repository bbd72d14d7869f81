"""Words that letters and forms make of a subject 「案由」 and of the session: never doubled, whatever was typed.

Offices write 您提出的关于…的提案收悉 (DOMAIN 4.2, 4.3). A matter put forward between sessions 「平时提案」 names no meeting.
"""

from __future__ import annotations

import re

from desktop.domain.case.case import Case
from desktop.domain.rules.clock import Sitting, sitting_of

_KIND = r"(?:提案|建议|意见|议案|书面意见|代表建议|对策建议|意见建议)"
_COUNTED = re.compile(rf"的(?:若干|几点|几条|一些|一点|相关|有关)?(?:思考和|思考与|对策和|意见和)?{_KIND}$")
_BARE = re.compile(r"(?:提案|建议|议案)$")
_COMPOUNDS = (
    "政协",
    "代表",
    "人大",
    "委员",
    "合理化",
    "征求",
    "意见",
    "重点",
    "议案",
    "提案",
    "建议",
    "群众",
    "党派",
)
"""Before 提案 or 建议 these make one word with it (政协提案, 合理化建议): no kind of matter that was typed at the end."""
_LEADING = re.compile(r"^建议(?=[^、和与提议意的书]..)")
_SESSION = re.compile(r"第?(?:\{session\}|\{次\})次(?:会议|全会|全体会议)$")


def topic_of(subject: str) -> str:
    """「主题」: what a subject is about, without 关于 in front and 的建议 behind, so that 关于…的提案 can be put around it.

    「关于停车难的问题」 gives 停车难问题. The whole subject if nothing would be left.
    """
    bare = _unwrapped(subject)
    kept = bare.removeprefix("关于").removeprefix("对")
    kept = _COUNTED.sub("", kept)
    if (end := _BARE.search(kept)) and not kept[: end.start()].endswith(_COMPOUNDS):
        kept = kept[: end.start()]
    kept = re.sub(r"的问题$", "问题", kept).replace("问题问题", "问题").rstrip("的")
    return _LEADING.sub("", kept) or bare


def matter_words(subject: str, noun: str) -> str:
    """「关于停车难问题的提案」; "" without a subject."""
    topic = topic_of(subject)
    return f"关于{topic}的{noun}" if topic else ""


def subject_title(subject: str) -> str:
    """The subject in 《》, titles inside it in 〈〉 (GB/T 15834-2011 4.13.3); "" without a subject."""
    bare = _unwrapped(subject)
    return f"《{bare.replace('《', '〈').replace('》', '〉')}》" if bare else ""


def session_words(case: Case, name: str) -> str:
    """The session's name in a wording with placeholders; 「…闭会期间」 for a matter put forward between sessions."""
    if not _in_recess(case):
        return name
    return _SESSION.sub("", name).removesuffix("第") + "闭会期间"


def raised_words(case: Case, short: str) -> str:
    """「在区政协九届二次会议上」, or 「在区政协九届闭会期间」; `short` is the wording of the session."""
    return f"在{session_words(case, short)}{'' if _in_recess(case) else '上'}"


def _in_recess(case: Case) -> bool:
    return sitting_of(case.time_mark) is Sitting.RECESS


def _unwrapped(subject: str) -> str:
    """The subject without a final full stop and without marks around the whole of it."""
    bare = subject.strip().rstrip("。．. ")
    for opening, closing in ("《》", "“”"):
        if bare.startswith(opening) and _closing_at(bare, opening, closing) == len(bare) - 1:
            return _unwrapped(bare[1:-1])
    return bare


def _closing_at(text: str, opening: str, closing: str) -> int:
    """Where the mark that opens `text` is closed; -1 if nowhere."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return place
    return -1

"""Classify a text as proposal or reply, and find its secrecy mark."""

from __future__ import annotations

import re
from typing import Literal

from desktop.domain.intake.text.source import BLANKS, Recognised, Span

# Secrecy marks 「密级」: marked files are refused (DOMAIN 7.1, GB/T 9704-2012 clause 7.2.2).
_WORD = r"(?:绝\s*密|机\s*密|秘\s*密)"
_STAR = r"[★☆*＊]"
_PERIOD = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:年|个?月)|长期"
_STARRED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<mark>{_WORD}|内\s*部)\s*{_STAR}\s*(?:{_PERIOD})?(?![\u4e00-\u9fff])"
)
_ALONE = re.compile(
    rf"\s*[（(【\[〔]?\s*(?P<mark>{_WORD})\s*(?:[（(]?(?:{_PERIOD})[）)]?)?\s*[）)】\]〕]?\s*"
)
_LABELLED = re.compile(rf"(?:^|\s)密\s*级\s*(?:和保密期限)?\s*[:：]\s*(?P<mark>{_WORD})")
_HEAD_LINES = 15
_LONGEST_LINE = 200


def secrecy_mark(text: str) -> Recognised[str] | None:
    """Return 绝密, 机密, 秘密 or 内部 if the text is marked so, else None.

    A mark is a word with a star (秘密★1年), the word alone on a line of the head or at the top of a page, or 密级：机密.
    Words such as 保密, 商业秘密 and 机密计算 inside sentences are not marks.
    """
    start = 0
    seen = 0
    for line in re.split(r"(?<=[\n\r\x0c\u2028\u2029])", text):
        found = _mark_of(line[:_LONGEST_LINE], head=seen < _HEAD_LINES)
        if found is not None:
            return Recognised(
                re.sub(r"\s", "", found.group("mark")),
                0.97,
                (Span(start + found.start("mark"), start + found.end("mark")),),
            )
        start += len(line)
        seen += bool(line.strip())
    return None


def _mark_of(line: str, *, head: bool) -> re.Match[str] | None:
    starred = _STARRED.search(line)
    if starred and (head or len(line.strip()) <= 20):
        return starred
    labelled = _LABELLED.search(line) if head else None
    return labelled or (_ALONE.fullmatch(line) if head and len(line) <= 40 else None)


# Kind of document.
DocumentKind = Literal["proposal", "reply"]

_HEAD = 900
_REPLY = (
    (
        re.compile(
            r"(?:提案|建议|议案)[^。\n]{0,20}(?:答复|复函|回复|会办意见|办理情况)|(?:提案|建议)的?(?:协办|会办)意见"
        ),
        3,
    ),
    (
        re.compile(
            r"办理结果[:：]|签发人[:：]|现(?:将[^。]{0,24})?(?:再次)?(?:答复|函复|回复)如下|(?:提案|建议)》?(?:已)?收悉"
        ),
        3,
    ),
    (re.compile(r"(?:委员|代表|区委|市委|省委|中央)[:：](?:\n|您|你|$)"), 1),
)
_REPLY_END = re.compile(r"(?:此件|本件)[^。\n]{0,8}公开|感谢(?:您|你们|贵)[^。]{0,30}(?:关心|支持)|抄送[:：]")
_PROPOSAL = (
    (
        re.compile(
            r"(?:案由|提案人|提案者|第一提案人|领衔代表|代表姓名|联名人|附议人|提案内容|提案名称)[:：\t|]"
        ),
        3,
    ),
    (re.compile(r"(?:^|\n)[^\n，。]{0,40}的(?:提案|建议|书面意见)(?:\n|$)"), 2),
    (
        re.compile(
            r"(?:为此|因此|据此)[，,]?(?:特|我们)?(?:提出)?(?:如下|以下)?建议|(?:具体|对策|意见)建议|背景情况|存在(?:的)?(?:主要)?问题"
        ),
        1,
    ),
)


def guess_kind(text: str) -> DocumentKind | None:
    """Return proposal or reply, judged by words specific to one of them; None if undecided."""
    words = "".join(character for character in text if character == "\t" or character not in BLANKS)
    head = words[:_HEAD]
    reply = _score(head, _REPLY) + 2 * bool(_REPLY_END.search(words[-600:]))
    proposal = _score(head, _PROPOSAL) + bool(
        re.search(r"(?:^|\n)[^\n]{0,8}(?:具体|对策|意见)?建议", words[_HEAD:20_000])
    )
    if max(reply, proposal) < 2 or reply == proposal:
        return None
    return "reply" if reply > proposal else "proposal"


def _score(text: str, clues: tuple[tuple[re.Pattern[str], int], ...]) -> int:
    return sum(weight for pattern, weight in clues if pattern.search(text))

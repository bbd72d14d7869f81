"""Marks of secrecy 「密级」: a file that carries one is refused by rule (DOMAIN 7.1, GB/T 9704-2012 clause 7.2.2)."""

from __future__ import annotations

import re

from desktop.domain.intake.text.source import Recognised, Span

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

    A mark is a word with a star (秘密★1年), the word alone on a line of the head or of a page's top, or 密级：机密.
    保密, 商业秘密 and 机密计算 inside sentences are no marks.
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

"""Recognise result class, signer, disclosure, document number and date of a reply (DOMAIN 3.6, 3.8, 3.10)."""

from __future__ import annotations

import re
from datetime import date

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.text.labels import LabelledValue
from desktop.domain.intake.text.line_kinds import DATE
from desktop.domain.intake.text.source import MappedText, Recognised
from desktop.domain.words.numerals import read_numeral

_LETTER = r"[A-D\uff21-\uff24a-d]"
RESULT_WORDS = (
    "解决或采纳|解决采纳|解决或基本解决|已解决或采纳|已经解决或基本解决|已解决|基本解决|部分解决|列入计划拟解决|列入计划解决|列入计划|列入规划"
    "|正在解决|计划解决|逐步解决|拟解决|留作参考或暂难解决|留作参考|暂难解决|难以解决|暂时难以解决|因条件限制暂不能解决|已采纳|全部采纳|部分采纳|采纳"
)
_RESULT_WORD = re.compile(rf"(?:{RESULT_WORDS})")
_LETTER_VALUE = re.compile(
    rf"[“\"（(【\[]?\s*({_LETTER})\s*[1-9]?\s*(?:类|级|件)?\s*[”\"）)】\]]?(?![A-Za-z])"
)
BARE_LETTER = re.compile(
    rf"[（(【\[“\"]?\s*(?:类\s*别\s*)?({_LETTER})\s*[1-9]?\s*类?\s*(?:提案|建议|答复|件)?\s*[）)】\]”\"]?"
)
# The few labels of a result that also stand without a colon before a bare class letter.
_UNLABELLED = re.compile(
    rf"[（(【\[]?\s*(?:办理结果|答复类别|办理类别|类\s*别|类\s*型|分\s*类)\s*(?:为|[:：])?\s*[“\"（(]?\s*({_LETTER})\s*类?\s*[”\"）)]?\s*[）)】\]]?"
)
TITLE_MARK = re.compile(
    rf"[（(【\[]\s*(?:类\s*别\s*[:：]?)?\s*({_LETTER})\s*[1-9]?\s*类?(?:提案|答复)?\s*[）)】\]]\s*$"
)

_FREE_RESULT = REGISTRY["handling_result"].letter_labels
_CLASS_RESULT = REGISTRY["handling_result"].shared_letter_labels
SIGNER_LABELS = REGISTRY["signer"].letter_labels
_DISCLOSURE_LABELS = REGISTRY["disclosure"].letter_labels
_DISCLOSURE_NOTE = re.compile(
    r"[（(【\[]?\s*((?:此件|本件|此文|此答复|该件|同意|可以?|建议|申请)?(?:全文|摘要|对外|依法)?(?:主动|依申请|依法|不予|不宜|不同意|暂不|不|部分|予以|可)?(?:公开|全文公开)(?:发布|答复|全文|件|属性)?)\s*[。]?\s*[）)】\]]?"
)
_DOC_NUMBER = re.compile(
    r"[\u3400-\u9fffA-Za-z（）()·]{1,20}\s*[〔\[【（(﹝［]\s*(?:19|20)\d{2}\s*[〕\]】）)﹞］]\s*(?:第)?\s*[A-Za-z]?\d{1,6}\s*号|[\u3400-\u9fff]{2,14}(?:函|字|提|复)(?:19|20)\d{2}[-－—]?第?\d{1,6}号"
)


def result_of(pair: LabelledValue) -> Recognised[str] | None:
    """Return the result class of a labelled value: A to D, or Shanghai's words; None for 类别：提案."""
    free = pair.label in _FREE_RESULT
    if not (free or pair.label in _CLASS_RESULT) or not pair.value.text:
        return None
    letter = _LETTER_VALUE.match(pair.value.text)
    if letter:
        return Recognised(letter_of(letter.group(1)), 0.98, pair.value.spans(letter.start(1), letter.end(1)))
    word = _RESULT_WORD.match(pair.value.text.strip('“”"（(）)'))
    if word or (free and len(pair.value.text) <= 20):
        return Recognised(pair.value.text.strip('“”"（(）)'), 0.97 if word else 0.7, pair.value.spans())
    return None


def bare_result(line: MappedText) -> Recognised[str] | None:
    """Return the class of a line that contains nothing else: A, （B类）, 类别 C or （解决或采纳）."""
    for pattern, confidence in ((_UNLABELLED, 0.95), (BARE_LETTER, 0.9)):
        match = pattern.fullmatch(line.text)
        if match:
            return Recognised(letter_of(match.group(1)), confidence, line.spans(match.start(1), match.end(1)))
    inner = line.text.strip("（()）【】[] ")
    return Recognised(inner, 0.85, line.spans()) if len(inner) > 2 and _RESULT_WORD.fullmatch(inner) else None


def letter_of(letter: str) -> str:
    """Return the ASCII capital of a class letter, also of a full-width one."""
    code = ord(letter)
    return chr(code - 0xFEE0).upper() if code > 0xFF00 else letter.upper()


def disclosure_of(pair: LabelledValue) -> Recognised[str] | None:
    """Return the value of a label such as 公开属性, as printed."""
    if pair.label not in _DISCLOSURE_LABELS or not 0 < len(pair.value.text) <= 30:
        return None
    return Recognised(pair.value.text, 0.95, pair.value.spans())


def bare_disclosure(line: MappedText) -> Recognised[str] | None:
    """Return the note on disclosure that fills a line, without its brackets: 此件公开发布."""
    match = _DISCLOSURE_NOTE.fullmatch(line.text.strip())
    return Recognised(match.group(1), 0.97, line.spans()) if match else None


def disclosure_class(words: str) -> str | None:
    """Return proactive, on_request or none for the words of a disclosure mark (DOMAIN 3.10), None if unclear."""
    if re.search(r"不予|不宜|不同意|暂不|不公开|^否", words):
        return "none"
    if "申请" in words:
        return "on_request"
    return "proactive" if re.search(r"公开|^是", words) else None


def document_number(line: MappedText) -> Recognised[str] | None:
    """Return the issuing number 「发文字号」 at the head of a line, or None."""
    match = _DOC_NUMBER.match(line.text)
    if match is None:
        return None
    part = line.part(match.start(), match.end()).without_blanks()
    return Recognised(part.text, 0.95, part.spans())


def read_date(text: MappedText) -> Recognised[date] | None:
    """Return the first whole date in the text: 2024年4月9日, 2024-04-09 or 二〇二四年四月九日; None for a bad one."""
    match = DATE.search(text.text)
    if match is None:
        return None
    year, month, day = (read_numeral(match[name]) for name in ("year", "month", "day"))
    try:
        value = date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
    return Recognised(value, 0.98, text.spans(match.start(), match.end()))

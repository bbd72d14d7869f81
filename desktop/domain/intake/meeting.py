"""Recognise the meeting and the number of a matter: 长宁区政协十五届三次会议第085号.

The word order varies between offices (DOMAIN 4.2, 4.3): 政协第十四届全国委员会第二次会议, 区十七届人大三次会议,
十五届区政协三次全会. Input text must be without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop.domain.case.case import Level, MatterType
from desktop.domain.intake.text.source import MappedText, Recognised
from desktop.domain.words.numerals import read_numeral

T = TypeVar("T")

_N = r"[0-9０-９〇零一二两三四五六七八九十百]{1,4}"
_CORE = re.compile(
    rf"第?(?P<term>{_N})届(?P<middle>[^，。；、：:“”《》（）()0-9]{{0,24}}?)(?:第|[（(])?(?P<session>{_N})次[）)]?"
    r"(?P<end>(?:全体|政协|人大|人民代表大会|代表大会|委员会)?(?:全体)?(?:委员)?(?:会议|全会|大会|会))?"
)
_TERM_ONLY = re.compile(
    rf"第?(?P<term>{_N})届(?P<middle>[^，。；、：:“”《》（）()0-9]{{0,12}}?)(?=会议|第|提案|建议|委员会)"
)
_ORG_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{0,24}$")
_LEAD = re.compile(
    r".*(?:关于对|关于办理|关于|对于(?!都)|对|就|在|给|回复|答复|办理|出席|参加|您们?|你们?|提交|提出的?|贵|次会议期间)"
)
_SUGGESTION = re.compile(r"人大|人民代表|代表大会")

_PREFIX = r"(?:(?![第届次会号提])[\u4e00-\u9fff]){0,6}?"
_YEAR = r"(?:[〔\[（(]?\d{4}[〕\]）)]|\d{4}年)?"
_DIGITS = r"[A-Za-zＡ-Ｚ]{0,4}[-－—]?[0-9０-９]{1,12}(?:[-－—][0-9A-Za-z]{1,8})*[A-Za-z]?"  # noqa: RUF001
_TOKEN = rf"(?:{_PREFIX}{_YEAR}{_DIGITS}|{_N})"
_SEPARATOR = r"(?:号?[、,，；;和与及]|号)第?"
NUMBER = re.compile(
    rf"(?:第(?P<first>{_TOKEN})|(?<![0-9A-Za-z〕）)年月〔\[])(?P<bare>{_YEAR}{_DIGITS}))"
    rf"(?P<more>(?:{_SEPARATOR}{_TOKEN}){{0,20}})号"
)
_CATEGORY = re.compile(r"号[（(](?P<category>[\u4e00-\u9fff、]{2,16}类?第?\d{1,5}号)[）)]")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as printed and as numbers. `session_number` is None if only the term is named.

    Matter type, level and place are None if not stated. `place` is 长宁区 or 上海市长宁区, never
    区 alone.
    """

    text: str
    term: int
    session_number: int | None
    matter_type: MatterType | None
    level: Level | None
    place: str | None


def read_meeting(title: MappedText) -> Recognised[Meeting] | None:
    """Return the first meeting named in `title`, or None."""
    for pattern in (_CORE, _TERM_ONLY):
        for match in pattern.finditer(title.text):
            term = read_numeral(match["term"])
            session = read_numeral(match["session"]) if pattern is _CORE else None
            if term is None or not 0 < term < 40 or (session is not None and not 0 < session < 30):
                continue
            return _meeting(title, match, term, session)
    return None


def _meeting(title: MappedText, match: re.Match[str], term: int, session: int | None) -> Recognised[Meeting]:
    start = match.start() - len(_organ_before(title.text[: match.start()]))
    text = title.text[start : match.end()]
    words = text.replace("人民政治协商会议", "政协")
    complete = session is not None and (match.groupdict().get("end") or "").endswith(("会议", "全会", "大会"))
    place = place_of(words)
    meeting = Meeting(text, term, session, matter_type_of(words), level_of(words), place)
    return Recognised(meeting, 0.98 if complete else 0.75, title.spans(start, match.end()))


def _organ_before(text: str) -> str:
    run = _ORG_RUN.search(text[-24:])
    words = run.group(0) if run else ""
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead else words


def matter_type_of(words: str) -> MatterType | None:
    """Return the matter type named in a meeting or title, or None."""
    if "政协" in words or "政治协商" in words:
        return MatterType.CPPCC_PROPOSAL
    if _SUGGESTION.search(words):
        return MatterType.NPC_SUGGESTION
    return MatterType.CPPCC_PROPOSAL if "委员会" in words else None


_RANKS = {
    "省": Level.PROVINCIAL,
    "自治区": Level.PROVINCIAL,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
}


_ZONE = re.compile(
    r"(?:综合|国家级|高新|经济|经开|高开|技术|产业|开发|示范|保税|合作|自由贸易|自贸|试验|实验|先行|先导|一体化|旅游|度假"
    r"|(?:工业|产业|科技|软件|物流|化工)园|风景|名胜|景|经济特|功能|管理)+区"
)
"""A functional zone 「功能区」 (经开区, 高新区, 示范区) is no administrative rank: what stands before it says whose it is."""


def level_of(words: str) -> Level | None:
    """Return the level of the last administrative rank named before the meeting, or None.

    A functional zone has the level of the place that it belongs to: 青禾市高新区 is of the city.
    """
    if "全国" in words:
        return Level.NATIONAL
    ranks = re.findall(
        r"省|自治区|(?<!城)市(?!场)|区|县|旗|州|盟(?!员)",
        re.sub(r"自治(?=[州县旗])|社区|地区", "", _ZONE.sub("", words)),
    )
    if not ranks:
        return None
    return _RANKS.get(ranks[-1], Level.DISTRICT)


def place_of(words: str) -> str | None:
    """Return the place of the congress or conference, or None if only 区 or 市 is stated."""
    bare = re.sub(
        rf"政协|人大|人民代表大会|委员会|常委会|中国|全体|第?{_N}[届次]|会议|全会|大会|第", "", words
    )
    match = re.match(r"(?:[\u3400-\u9fff]{1,8}?(?:省|自治区|市|区|县|旗|州|盟)){1,3}", bare)
    return match.group(0) if match and len(match.group(0)) > 1 else None


def read_numbers(title: MappedText, start: int = 0) -> Recognised[tuple[str, ...]] | None:
    """Return the numbers of the matter in `title` from `start` on, as text with their zeros; None if there is none.

    第085、096号 gives two; 第03434号（医疗卫生类270号） gives 03434, see `read_category_number`.
    """
    for match in NUMBER.finditer(title.text, start):
        group = "first" if match["first"] else "bare"
        tokens = [match[group], *re.split(rf"{_SEPARATOR}", match["more"])]
        numbers = tuple(
            token.removeprefix("第") for token in tokens if token and re.search(rf"\d|{_N}", token)
        )
        end = match.end() - 1
        if numbers and not title.text[match.end() :].startswith(("文", "令", "楼", "线", "院")):
            return Recognised(numbers, 0.97, title.spans(match.start(group), end))
    return None


def read_category_number(title: MappedText) -> Recognised[str] | None:
    """Return 医疗卫生类270号 of a national number, or None."""
    match = _CATEGORY.search(title.text)
    return (
        Recognised(match["category"], 0.95, title.spans(match.start("category"), match.end("category")))
        if match
        else None
    )


def meeting_part(
    meeting: Recognised[Meeting] | None, part: Callable[[Meeting], T | None]
) -> Recognised[T] | None:
    """Return one part of a meeting with confidence and spans of the whole, or None if it was not stated."""
    value = part(meeting.value) if meeting else None
    return Recognised(value, meeting.confidence, meeting.spans) if meeting and value is not None else None

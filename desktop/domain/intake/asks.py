"""Recognise the parts of a proposal's body and its asks 「建议」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.domain.intake.parsed_proposal import BodyPart, ParsedAsk
from desktop.domain.intake.text.source import MappedText, joined
from desktop.domain.letter.outline import INLINE, OutlineNumber, outline_number

_SUGGESTIONS = re.compile(r"建议|对策|举措|措施|办法|思路|意见")
_PROBLEMS = re.compile(r"问题|不足|困难|短板|原因|分析|瓶颈|难点|挑战|痛点")
_BACKGROUND = re.compile(r"背景|现状|概况|基本情况|由来|案由|意义|必要性|情况")
_LEAD_IN = re.compile(
    r"(?:建议|对策|措施|意见|办法)(?:如下|是)?[:：]$|(?:提出|有)(?:如下|以下)[^。]{0,12}(?:建议|对策|措施|意见)[^。]{0,6}[:：。]$|(?:为此|因此|鉴于此|据此|对此)[，,]?(?:我们?|特)?(?:建议|提出)[^。]{0,24}[:：]$"
)
_PROBLEM_LEAD_IN = re.compile(r"(?:问题|困难|不足|短板|瓶颈|难点)[^。]{0,12}[:：]$")
_RUN_IN = re.compile(
    r"(?:^|(?<=[。；;：:，,]))(?P<mark>(?P<han>[一二三四五六七八九十]{1,2})是|第(?P<ordinal>[一二三四五六七八九十])[，,、]|[（(](?P<arabic>\d{1,2})[）)]|(?P<circled>[①-⑳])|(?P<digit>\d{1,2})[.．、](?!\d))"
)
_LONGEST_HEADING = 40
_HAN = "零一二三四五六七八九十"


def parts_of(paragraphs: Sequence[MappedText]) -> tuple[BodyPart | None, ...]:
    """Return the part that each paragraph belongs to, by the headings and lead-in sentences above it."""
    parts: list[BodyPart | None] = []
    current: BodyPart | None = None
    for paragraph in paragraphs:
        named = _named_part(paragraph.text, current)
        current = named or current
        parts.append(current)
    return tuple(parts)


def _named_part(text: str, current: BodyPart | None) -> BodyPart | None:
    number = outline_number(text)
    top = number is None or number.level == 1
    label = re.match(r"[【〔\[（(]?([^，。；：:】〕\])）]{2,14})[】〕\]）)]?[:：]", text)
    if _LEAD_IN.search(text[-60:]) and (number is None or number.level in (0, 1)):
        return BodyPart.SUGGESTIONS
    if len(text) > _LONGEST_HEADING and not (label and top):
        return None
    words = label.group(1) if label else text
    plain_heading = number is None and (len(words) > 14 or re.search(r"[，。；！？]", words.rstrip("。")))
    if not top or plain_heading:
        return BodyPart.PROBLEMS if _PROBLEM_LEAD_IN.search(text) and number is None else None
    if (
        current is BodyPart.SUGGESTIONS
        and number is not None
        and not re.search(r"^.{0,4}(?:存在|主要)?.{0,4}问题", words)
    ):
        return None
    for part, pattern in (
        (BodyPart.SUGGESTIONS, _SUGGESTIONS),
        (BodyPart.PROBLEMS, _PROBLEMS),
        (BodyPart.BACKGROUND, _BACKGROUND),
    ):
        if pattern.search(words):
            return part
    return None


def read_asks(paragraphs: Sequence[MappedText], parts: Sequence[BodyPart | None]) -> tuple[ParsedAsk, ...]:
    """Return the asks in order, numbered from 1; empty if no part of suggestions was found.

    An ask is a numbered paragraph of the suggestions with the unnumbered ones after it; a series 一是…二是… inside one
    paragraph gives one each; unnumbered paragraphs are one each, with less certainty.
    """
    inside = [place for place, part in enumerate(parts) if part is BodyPart.SUGGESTIONS]
    if not inside:
        return tuple(_ask(number, group, 0.55) for number, group in enumerate(_unnamed(paragraphs, parts), 1))
    section = _without_lead([paragraphs[place] for place in inside])
    level = _item_level(section)
    alone = sum(outline_number(paragraph.text) is not None for paragraph in section) == 1
    if level == INLINE or alone:
        section = [piece for paragraph in section for piece in _run_in_items(paragraph) or [paragraph]]
    groups = list(_grouped(section, level)) if level is not None else []
    if groups:
        return tuple(_ask(number, group, 0.93) for number, group in enumerate(groups, 1))
    pieces = [piece for paragraph in section for piece in _run_in_items(paragraph)]
    if pieces:
        return tuple(_ask(number, [piece], 0.85) for number, piece in enumerate(pieces, 1))
    return tuple(_ask(number, [paragraph], 0.6) for number, paragraph in enumerate(_with_content(section), 1))


def _unnamed(paragraphs: Sequence[MappedText], parts: Sequence[BodyPart | None]) -> list[list[MappedText]]:
    """If no part is labelled as suggestions: the sections 一、二、三、 of a proposal that consists of suggestions only."""
    if any(part is BodyPart.PROBLEMS for part in parts):
        return []
    groups = list(_grouped(paragraphs, 1))
    return (
        [group for group in groups if not _BACKGROUND.search(group[0].text[:20])] if len(groups) > 1 else []
    )


def _without_lead(section: Sequence[MappedText]) -> list[MappedText]:
    """Drop the heading 三、具体建议 and the sentence 为此，建议如下： at the start; keep text after a label."""
    first = section[0]
    number = outline_number(first.text)
    label = re.match(
        r"[【〔\[（(]?[^，。；：:】〕]{0,14}(?:建议|对策|措施|办法)[】〕\]）)]?[:：]\s*(?=\S)", first.text
    )
    if label and number is None:
        return [first.part(label.end()), *section[1:]]
    heading = (
        len(first.text) <= _LONGEST_HEADING
        and (number is None or number.level == 1)
        and _SUGGESTIONS.search(first.text)
    )
    lead = _LEAD_IN.search(first.text[-60:]) is not None
    if lead or heading:
        rest = list(section[1:])
        again = (
            rest
            and len(rest) > 1
            and _LEAD_IN.search(rest[0].text[-60:])
            and outline_number(rest[0].text) is None
        )
        return rest[1:] if again else rest
    return list(section)


def _with_content(section: Sequence[MappedText]) -> list[MappedText]:
    return [
        paragraph
        for paragraph in section
        if len(paragraph.text) >= 8 and not re.match(r"以上|特此|当否|此致|敬请", paragraph.text)
    ]


def _item_level(section: Sequence[MappedText]) -> int | None:
    """The level of the first numbered paragraph, which is that of the list."""
    for paragraph in section:
        number = outline_number(paragraph.text)
        if number is not None:
            return number.level
    return None


def _grouped(section: Sequence[MappedText], level: int) -> Iterator[list[MappedText]]:
    group: list[MappedText] = []
    for paragraph in section:
        number = outline_number(paragraph.text)
        if number is not None and number.level == level and not _is_sub_item(number, group):
            if group:
                yield group
            group = [paragraph]
        elif group and not re.match(r"(?:以上|特此|当否|此致|敬请)", paragraph.text):
            group.append(paragraph)
    if group:
        yield group


def _is_sub_item(number: OutlineNumber, group: Sequence[MappedText]) -> bool:
    """True if a run-in 一是 restarts below an ask of the same numbering, so that it belongs to that ask."""
    return number.inline and bool(group) and number.value == 1


def _run_in_items(paragraph: MappedText) -> list[MappedText]:
    """The items of a run-in series that counts up from one and has at least two members."""
    found: list[re.Match[str]] = []
    for match in _RUN_IN.finditer(paragraph.text):
        if _value(match) == len(found) + 1:
            found.append(match)
    if len(found) < 2:
        return []
    ends = [match.start() for match in found[1:]] + [len(paragraph.text)]
    return [paragraph.part(match.start(), end).strip() for match, end in zip(found, ends, strict=True)]


def _value(match: re.Match[str]) -> int:
    digits = match["arabic"] or match["digit"]
    if digits:
        return int(digits)
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    return _HAN.find(match["han"] or match["ordinal"])


def _ask(number: int, group: Sequence[MappedText], confidence: float) -> ParsedAsk:
    first = group[0]
    marker = outline_number(first.text)
    plain = first.part(marker.length if marker else 0).strip()
    heading = re.split(r"(?<=[。；;])", plain.text, maxsplit=1)[0].rstrip("。；; ")
    text = "\n".join([plain.text, *(paragraph.text for paragraph in group[1:])]).rstrip("；;")
    return ParsedAsk(number, heading, text, confidence, joined(group).spans())

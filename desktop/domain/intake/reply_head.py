"""Recognise the head of a reply: everything above the first sentence, read from the top (DOMAIN 4.1, 4.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.intake import marks
from desktop.domain.intake.text.labels import LabelledValue, before_labels, read_labels
from desktop.domain.intake.text.line_kinds import (
    LABEL,
    is_date_line,
    is_greeting,
    is_note_line,
    is_organ_line,
)
from desktop.domain.intake.text.reflow import Paragraph
from desktop.domain.intake.text.source import MappedText, Recognised, ends_sentence
from desktop.domain.intake.title import TITLE_END, TITLE_WORD, title_from
from desktop.domain.letter.outline import outline_number

# Salutation 「称谓」 「主送」: 刘大伟委员：, 阿依古丽·买买提等3位代表：, 民盟长宁区委：
_PERSON = r"(?:委员|代表|同志|先生|女士|主席|主委|常委|教授|院士|会长)"
_PERSONS = re.compile(
    rf"(?P<names>[^。！？；：:!?;]{{0,400}}?{_PERSON}(?:们|等\d*[人位]?)?(?:[（(][^（）()]{{1,40}}[）)])?)\s*[:：]\s*(?P<rest>.*)",
    re.DOTALL,
)
_NO_COLON = re.compile(
    r"(?:尊敬的)?[\u3400-\u9fff·•、 \u3000\U00020000-\U0003ffff]{2,60}?(?:委员|代表)(?P<mark>[，,])?"
    r"(?P<rest>\s*(?:您|你)们?好[！!。]?)?"
)
_UNIT = re.compile(r"(?P<names>[^。！？；：:!?;，,]{2,90})[:：]\s*(?P<rest>)$")
_LED = re.compile(
    r"(?:领衔|首席|第一)?(?:委员|代表)[:：]\s*(?P<names>[\u3400-\u9fff·、 \u3000\U00020000-\U0003ffff]{2,40})(?P<rest>)[:：]?"
)
"""Title before the name: 领衔委员：张三."""
_LED_BY = re.compile(r"^(?:领衔|首席|第一)?(?:委员|代表)[:：]\s*(?=\S)")
_GREETED = re.compile(r"(?:您|你|贵|大家|首先|感谢|关于|现|经|收悉|在|由|根据|针对|对)")
_NOT_ADDRESSED = re.compile(
    r"如下$|答复$|情况$|措施$|建议$|工作$|方面$|来源$|时间$|日期$|^关于|^对|^附|^一是|现就|提出|[届次]会议|收悉|如下|包括"
)
_TITLES = re.compile(
    rf"^(?:尊敬的|敬爱的|各位)|{_PERSON}(?:们)?$|(?:等\s*[\d一二三四五六七八九十]*\s*[位名人]?)$|[（(][^（）()]*[）)]$"
)


@dataclass(frozen=True, slots=True)
class Salutation:
    """The salutation as printed with its colon, its names, and the rest of the line."""

    words: Recognised[str]
    names: tuple[str, ...]
    rest: MappedText | None


def read_salutation(line: MappedText, titled: bool) -> Salutation | None:
    """Return the salutation that the paragraph starts with, or None.

    `titled`: a title was found above. Units and lines without a colon are accepted only then, as they are ambiguous.
    """
    text = line.text
    if len(text) > 3000 or outline_number(text) is not None or LABEL.match(text):
        return None
    match = _PERSONS.match(text[:460])
    if match and _is_address(match["names"]) and (not match["rest"] or _GREETED.match(match["rest"])):
        return _salutation(line, match, 0.97)
    if not titled:
        return None
    led = _LED.fullmatch(text) if len(text) <= 60 else None
    if led:
        return _salutation(line, led, 0.9)
    unit = _UNIT.fullmatch(text) if len(text) <= 100 else None
    if unit and not _NOT_ADDRESSED.search(unit["names"]) and _may_be_units(unit["names"]):
        return _salutation(line, unit, 0.9)
    bare = _NO_COLON.fullmatch(text) if len(text) <= 80 else None
    return _without_colon(line, bare) if bare else None


def _is_address(names: str) -> bool:
    return _NOT_ADDRESSED.search(names) is None and "，您" not in names and names != "政协委员"


def _may_be_units(names: str) -> bool:
    """True for units, and for other short text with a colon, because names of parties and groups follow no pattern."""
    return (
        is_organ_line(names)
        or re.search(r"[党盟委社会组部局团界院办处厅]|等$|委员|代表|各", names) is not None
        or len(names) <= 8
    )


def _salutation(line: MappedText, match: re.Match[str], confidence: float) -> Salutation:
    end = match.start("rest")
    words = _without_name_blanks(line.part(0, end).strip())
    rest = line.part(end).strip()
    return Salutation(
        Recognised(words.text, confidence, words.spans()),
        names_in(_LED_BY.sub("", words.text)),
        rest if rest.text else None,
    )


def _without_colon(line: MappedText, match: re.Match[str]) -> Salutation:
    end = match.start("rest") if match["rest"] else len(line)
    words = _without_name_blanks(line.part(0, end).strip())
    rest = line.part(end).strip()
    return Salutation(
        Recognised(words.text, 0.75, words.spans()), names_in(words.text), rest if rest.text else None
    )


def _without_name_blanks(words: MappedText) -> MappedText:
    """Return the text without the blank inside a name of two characters (刘　洋委员) and without blanks before punctuation."""
    text = words.text
    padded = {
        place
        for match in re.finditer(
            r"(?:^|(?<=[、，,的和]))[\u3400-\U0003ffff](\s+)[\u3400-\U0003ffff](?=[、，,:：]|委员|代表|同志|$|等)",
            text,
        )
        for place in range(match.start(1), match.end(1))
    }
    padded |= {
        m
        for match in re.finditer(rf"\s+(?=[:：、，]|{_PERSON}\s*[:：、])", text)
        for m in range(match.start(), match.end())
    }
    return words.keep(lambda index: index not in padded) if padded else words


def names_in(words: str) -> tuple[str, ...]:
    """Return the names of a salutation, without titles: 尊敬的甲、乙等3位委员 gives 甲 and 乙."""
    words = re.sub(r"\s+(?=委员|代表)", "", words.strip("：: ，,"))
    parts = re.split(
        r"[、，,；;]|\s{1,}(?=[\u3400-\u9fff]{2,4}(?:[\s、，]|委员|代表|$))|(?<=委员)和|(?<=代表)和", words
    )
    names = []
    for part in parts:
        name = part.strip()
        for _ in range(3):
            name = _TITLES.sub("", name).strip()
        name = re.sub(r"(?<=^[\u3400-\u9fff])\s+(?=[\u3400-\u9fff]$)", "", name)
        if name:
            names.append(name)
    return tuple(names)


# The whole head.
_LONGEST_HEAD = 30
_WIDE_GAP = re.compile(r"\s{2,}|\t|\u3000")
_URGENCY = re.compile(
    r"(?:特\s*急|加\s*急|平\s*急|特\s*提|急\s*件|普通商密|内部资料.{0,6}|征求意见稿|送审稿.{0,6})"
)
_RED_HEAD = re.compile(r".{2,30}(?:文件|（函）|\(函\)|公文笺|便函|函件)$")


@dataclass(frozen=True, slots=True)
class Head:
    """The elements above the body. `body_start` is the index of the first body paragraph; `remainder` is the rest
    of the salutation's own paragraph (刘大伟委员：您好！).
    """

    title_lines: tuple[MappedText, ...]
    salutation: Salutation | None
    labels: tuple[LabelledValue, ...]
    loose: tuple[MappedText, ...]
    """Unlabelled lines: class marks, notes, numbers, dates."""
    title_notes: tuple[MappedText, ...]
    """Brackets at the end of the title: （A类）."""
    body_start: int
    remainder: MappedText | None


def read_head(paragraphs: Sequence[Paragraph]) -> Head:
    """Return the head of the paragraphs; an empty Head if there is none."""
    end, salutation = _end_of_head(paragraphs)
    labels: list[LabelledValue] = []
    loose: list[MappedText] = []
    rest: list[MappedText] = []
    filled = False
    for paragraph in paragraphs[:end]:
        is_title = TITLE_WORD.search(paragraph.text) is not None and not read_labels(paragraph.content)
        filled = filled or (paragraph.filled and is_title)
        for line in [paragraph.content] if paragraph.filled else paragraph.lines:
            _sort_line(line, labels, loose, rest)
    title, notes = title_from(_without_red_head(rest, [*_numbers(loose), *_gaps(paragraphs, end)]), filled)
    start = end + (1 if salutation is not None else 0)
    return Head(
        title, salutation, tuple(labels), tuple(loose), notes, start, salutation.rest if salutation else None
    )


def _end_of_head(paragraphs: Sequence[Paragraph]) -> tuple[int, Salutation | None]:
    """The index of the salutation, or of the first paragraph that must be body."""
    titled = False
    for index, paragraph in enumerate(paragraphs[:_LONGEST_HEAD]):
        text = paragraph.text
        salutation = read_salutation(paragraph.content, titled)
        if salutation is not None and (titled or index < 12):
            return index, salutation
        if _is_body(text) and not (not titled and TITLE_END.search(text)):
            return index, None
        titled = titled or (TITLE_WORD.search(text) is not None and not read_labels(paragraph.content))
    return 0, None


def _is_body(text: str) -> bool:
    number = outline_number(text)
    if is_note_line(text) or is_date_line(text):
        return False
    heading = number is not None and number.level in (1, 2) and number.value == 1
    sentence = ends_sentence(text) and not read_labels(MappedText(text, tuple(range(len(text)))))
    return is_greeting(text) or heading or sentence or len(text) > 130


def _sort_line(
    line: MappedText, labels: list[LabelledValue], loose: list[MappedText], rest: list[MappedText]
) -> None:
    pairs = read_labels(line) if len(line) <= 160 else ()
    labels.extend(pairs)
    plain = before_labels(line) if pairs else line
    number = marks.document_number(plain)
    if number is not None:
        loose.append(plain)
        plain = plain.part(_after(plain, number.value)).strip()
    for piece in _split_at_gaps(plain):
        if _is_loose(piece):
            loose.append(piece)
        elif piece.text:
            rest.append(piece)


def _after(line: MappedText, number: str) -> int:
    """The index after a number that was read without its blanks."""
    wanted = len(number)
    for index, character in enumerate(line.text):
        wanted -= 0 if character.isspace() else 1
        if wanted == 0:
            return index + 1
    return len(line.text)


def _split_at_gaps(line: MappedText) -> list[MappedText]:
    """Split a line at a wide gap, which separates a mark at the right edge."""
    pieces: list[MappedText] = []
    start = 0
    for gap in _WIDE_GAP.finditer(line.text):
        pieces.append(line.part(start, gap.start()).strip())
        start = gap.end()
    pieces.append(line.part(start).strip())
    return pieces if any(_is_loose(piece) for piece in pieces) else [line]


def _is_loose(piece: MappedText) -> bool:
    text = piece.text
    return bool(text) and (
        marks.bare_result(piece) is not None
        or marks.bare_disclosure(piece) is not None
        or is_date_line(text)
        or _URGENCY.fullmatch(text) is not None
        or (is_note_line(text) and TITLE_WORD.search(text) is None)
        or (marks.document_number(piece) is not None and len(text) < 40)
    )


def _numbers(loose: Sequence[MappedText]) -> list[int]:
    """The places of document numbers."""
    return [line.positions[0] for line in loose if marks.document_number(line) is not None]


def _gaps(paragraphs: Sequence[Paragraph], end: int) -> list[int]:
    """The indexes in the head after an empty line; none if most paragraphs are separated by empty lines."""
    if sum(paragraph.gap_before for paragraph in paragraphs) > len(paragraphs) * 0.5:
        return []
    return [paragraph.content.positions[0] for paragraph in paragraphs[:end] if paragraph.gap_before]


def _without_red_head(lines: Sequence[MappedText], partings: Sequence[int]) -> list[MappedText]:
    """Drop the issuing mark 「发文机关标志」 above the title.

    It is an organ name alone that is not followed by 关于 or 对, or that one of `partings` separates from the title.
    """
    kept: list[MappedText] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        parted = after is not None and any(line.positions[0] < at <= after.positions[0] for at in partings)
        if not _is_red_head(line.text, after.text if after and not parted else "", first=not kept):
            kept.append(line)
    return kept


def _is_red_head(text: str, after: str, *, first: bool) -> bool:
    if _RED_HEAD.fullmatch(text) and not TITLE_WORD.search(text):
        return True
    if not first or not is_organ_line(text) or re.search(r"关于|对|[届次]", text):
        return False
    return not re.match(r"\s*(?:关于|对)", after)

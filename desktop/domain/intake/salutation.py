"""The person, persons or unit addressed 「称谓」 「主送」: 刘大伟委员：, 阿依古丽·买买提等3位代表：, 民盟长宁区委："""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.intake.text.line_kinds import LABEL, is_organ_line
from desktop.domain.intake.text.source import MappedText, Recognised
from desktop.domain.letter.outline import outline_number

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
"""The title before the name: 领衔委员：张三."""
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
    """The salutation as printed with its colon, the names in it, and what followed on the same line."""

    words: Recognised[str]
    names: tuple[str, ...]
    rest: MappedText | None


def read_salutation(line: MappedText, titled: bool) -> Salutation | None:
    """Return the salutation that the paragraph is or begins with, or None.

    `titled`: a title was seen above. Units and colon-less lines count only then, for they look like much else.
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
    if unit and not _NOT_ADDRESSED.search(unit["names"]) and _names_units(unit["names"]):
        return _salutation(line, unit, 0.9)
    bare = _NO_COLON.fullmatch(text) if len(text) <= 80 else None
    return _without_colon(line, bare) if bare else None


def _is_address(names: str) -> bool:
    return _NOT_ADDRESSED.search(names) is None and "，您" not in names and names != "政协委员"


def _names_units(names: str) -> bool:
    """True for units; other short words with a colon count as well, for parties and groups have free names."""
    return (
        is_organ_line(names)
        or re.search(r"[党盟委社会组部局团界院办处厅]|等$|委员|代表|各", names) is not None
        or len(names) <= 8
    )


def _salutation(line: MappedText, match: re.Match[str], confidence: float) -> Salutation:
    end = match.start("rest")
    words = _closed_up(line.part(0, end).strip())
    rest = line.part(end).strip()
    return Salutation(
        Recognised(words.text, confidence, words.spans()),
        names_in(_LED_BY.sub("", words.text)),
        rest if rest.text else None,
    )


def _without_colon(line: MappedText, match: re.Match[str]) -> Salutation:
    end = match.start("rest") if match["rest"] else len(line)
    words = _closed_up(line.part(0, end).strip())
    rest = line.part(end).strip()
    return Salutation(
        Recognised(words.text, 0.75, words.spans()), names_in(words.text), rest if rest.text else None
    )


def _closed_up(words: MappedText) -> MappedText:
    """Return the words without the blank that pads a name of two characters (刘　洋委员) and without any before marks."""
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

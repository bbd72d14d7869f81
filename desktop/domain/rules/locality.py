"""The rule book of one locality 「属地规则」: result classes, salutations, clocks, signing, required parts, each with its basis.

Pure data; desktop.documents.templates.locality_file reads templates/localities/*.toml into it. Source: DOMAIN 3.5 to 3.10, 5.3.
Texts may contain placeholders such as {name}, {count}, {region}, {term}, {session}, {number} (domain.letter.facts).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.rules.clock import Clock, ClockName


# Result classes 「办理结果分类」 of a locality, and the grade that makes them comparable (DOMAIN 3.6).
#
# The wording differs by channel and locality; statistics use the grade A, B, C.
class ResultGrade(StrEnum):
    """Grade common to all localities: A done or adopted, B under way or planned, C kept for reference.

    `OTHER` counts in no adoption rate (其他, 处理中).
    """

    SOLVED = "A"
    PLANNED = "B"
    REFERENCE = "C"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"A": "解决采纳", "B": "计划解决", "C": "留作参考", "other": "其他"}[self]


@dataclass(frozen=True, slots=True)
class ResultClass:
    """One result class of a locality.

    `label` is printed as text (办理结果：…), `mark` as the class mark 「类别标识」 at the top right of page 1 ("" = none).
    `must_name` is what a reply of this class has to mention (rule of thumb of DOMAIN 3.6). A class with
    `retired` is valid in old cases and not offered for new replies.
    """

    code: str
    label: str
    grade: ResultGrade
    meaning: str = ""
    must_name: str = ""
    mark: str = ""
    retired: bool = False

    @property
    def needs_followup(self) -> bool:
        """True for results that promise later action 「跟踪落实」 (DOMAIN 3.11)."""
        return self.grade is ResultGrade.PLANNED


# The rating scale 「满意度」 of a locality's feedback form (DOMAIN 3.9).
class Satisfaction(StrEnum):
    """Common meaning of a rating: 同意 and 满意 count alike, and so do 理解 and 基本满意.

    `RESERVED` 「保留」 counts in the denominator only and opens no second round.
    """

    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    RESERVED = "reserved"
    DISSATISFIED = "dissatisfied"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.BASICALLY_SATISFIED: "基本满意",
    Satisfaction.RESERVED: "保留",
    Satisfaction.DISSATISFIED: "不满意",
}


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer of the scale and its common meaning."""

    code: str
    label: str
    counts_as: Satisfaction


# The rule book and its parts.
class SignerLevel(StrEnum):
    """Who must sign off a reply (DOMAIN 3.8)."""

    DEPUTY = "deputy"
    PRINCIPAL = "principal"

    @property
    def label(self) -> str:
        return {"deputy": "分管领导", "principal": "主要领导"}[self]


class ContactDemand(StrEnum):
    """Contact with the proposer required before a reply may be sent."""

    NONE = "none"
    ANY = "any"
    FACE_TO_FACE = "face_to_face"

    @property
    def label(self) -> str:
        return {"none": "不作要求", "any": "至少沟通一次", "face_to_face": "至少当面沟通一次"}[self]


class PreReplyDemand(StrEnum):
    """To whom the draft must be shown before the reply is sent 「预答复」."""

    NONE = "none"
    FIRST = "first"
    EVERY = "every"

    @property
    def label(self) -> str:
        return {"none": "不作要求", "first": "第一提案人", "every": "每一位提案者"}[self]


class ReadState(StrEnum):
    """How much of a source was read when the rule book was written; what was not read is 待核."""

    FULL = "full"
    PART = "part"
    REPORT = "report"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"full": "读过全文", "part": "读过摘录", "report": "读过报道或摘要", "none": "未见原文"}[self]


@dataclass(frozen=True, slots=True)
class Source:
    """A published rule that a rule book rests on: title, number of the document, day of issue or force, how much was read."""

    title: str
    number: str = ""
    date: str = ""
    read: ReadState = ReadState.NONE

    @property
    def words(self) -> str:
        """「《…办法》 沪府办〔2013〕92号，2013年12月25日」."""
        return "，".join(filter(None, (" ".join(filter(None, (self.title, self.number))), self.date)))


class ResultPlace(StrEnum):
    """How the result class is printed: as text after 办理结果, as a letter at the top right of page 1, or not at all."""

    WORDS = "words"
    LETTER = "letter"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Salutations:
    """「称谓」 with its colon, for one person, several ({first} {count}) and an organisation; `you_*` are the pronouns (C09)."""

    one: str
    several: str
    group: str
    you_one: str = "您"
    you_several: str = "你们"


@dataclass(frozen=True, slots=True)
class SigningRules:
    """Which leader signs a reply; the highest level whose condition holds applies.

    `suggestion`: of deputies' suggestions, where the congress's own rule asks for more than `ordinary`.
    """

    ordinary: SignerLevel = SignerLevel.DEPUTY
    suggestion: SignerLevel = SignerLevel.DEPUTY
    key: SignerLevel = SignerLevel.PRINCIPAL
    group: SignerLevel = SignerLevel.DEPUTY
    money: SignerLevel = SignerLevel.PRINCIPAL
    basis: str = ""
    confirmed: bool = True

    def required(
        self, *, suggestion: bool = False, key: bool = False, group: bool = False, money: bool = False
    ) -> SignerLevel:
        """The level that must sign a case with these attributes."""
        asked = [self.ordinary]
        asked += [self.suggestion] if suggestion else []
        asked += [self.key] if key else []
        asked += [self.group] if group else []
        asked += [self.money] if money else []
        return SignerLevel.PRINCIPAL if SignerLevel.PRINCIPAL in asked else SignerLevel.DEPUTY


@dataclass(frozen=True, slots=True)
class RequiredParts:
    """What a reply needs before it may be sent: keys of ReplyFields and of template sections, contact, a look at the draft."""

    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    contact: ContactDemand = ContactDemand.ANY
    every_ask_answered: bool = True
    contact_waiver_by: SignerLevel | None = (
        None  # who must agree that no contact is needed; None = the officer's reason will do
    )
    secrecy_review: bool = False  # of every reply; without it only of those to be published
    pre_reply: PreReplyDemand = PreReplyDemand.NONE
    basis: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PauseRules:
    """How many calendar days after it began a pause 「暂停」 may be registered; later it needs an approver and is marked 「补记」.

    No published rule is known; the default is a convention of the office and therefore 待核.
    """

    days_back: int = 5
    basis: str = "本单位约定"
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ExaminationPoint:
    """One point by which the assigning office examines replies 「审查要点」; `what` says what it looks at."""

    key: str
    label: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class LetterManners:
    """Whether letters end with a sentence of thanks 「结语」 and name whom to call 「联系人」; None = as the layout says."""

    thanks: bool | None = None
    contact_line: bool | None = None
    basis: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class DisclosureMarks:
    """The printed mark of each disclosure class with its brackets, by class code; "" where none is printed."""

    proactive: str = ""
    on_request: str = ""
    none: str = ""
    basis: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class TargetTier:
    """The target of a rate for units with `least` to `most` cases of their own (0 = no upper end)."""

    rate: str
    target: float
    least: int = 0
    most: int = 0

    def covers(self, volume: int) -> bool:
        return self.least <= volume and (not self.most or volume <= self.most)


@dataclass(frozen=True, slots=True)
class RateRules:
    """Definitions of rates that differ between localities (DOMAIN 5.3).

    `satisfaction_by`: every returned form counts, or every case once, by its least satisfied form.
    """

    decimals: int = 1
    satisfaction_base: Literal["returned", "replied"] = "returned"
    satisfaction_by: Literal["form", "case"] = "form"
    on_time_base: Literal["assigned", "replied"] = "assigned"  # replied: 按时办复率 of those replied
    closed_means: Literal["closed", "replied"] = "closed"  # replied: 办结率 = 办复率
    targets: dict[str, float] = field(default_factory=dict)  # key of the rate -> minimum share, 0 to 1
    tiers: tuple[TargetTier, ...] = ()  # targets by volume
    basis: str = ""
    confirmed: bool = True

    def targets_for(self, volume: int) -> dict[str, float]:
        """The targets of a unit with that many cases of its own, by key of the rate."""
        return self.targets | {tier.rate: tier.target for tier in self.tiers if tier.covers(volume)}


@dataclass(frozen=True, slots=True)
class Channel:
    """The wording for matters of one type and these levels (empty = every level).

    Results and ratings that it does not list are those of the rule book. `session_name` is the full name of the session for titles,
    `session_short` the one for running text.
    """

    matter_type: MatterType
    noun: str
    session_name: str
    session_short: str
    salutations: Salutations
    results: tuple[ResultClass, ...] = ()
    result_place: ResultPlace = ResultPlace.WORDS
    levels: tuple[Level, ...] = ()
    number_name: str = "提案号"
    copies_to: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()
    number_series: str = ""  # 发文字号 pattern: 长科委提复〔{year}〕{n}号; "" = none
    basis: str = ""
    confirmed: bool = True

    def result(self, code: str) -> ResultClass | None:
        """The class of that code, including retired ones; None if there is none."""
        return next((result for result in self.results if result.code == code), None)

    def result_by_label(self, label: str) -> ResultClass | None:
        """The class with this label or letter; None if the locality has none."""
        wanted = label.strip()
        return next((r for r in self.results if wanted and wanted in (r.label, r.mark, r.code)), None)

    @property
    def choices(self) -> tuple[ResultClass, ...]:
        """The classes available for a new reply."""
        return tuple(result for result in self.results if not result.retired)

    def adopted_codes(self) -> frozenset[str]:
        """Codes that count as resolved or adopted 「解决采纳」."""
        return frozenset(result.code for result in self.results if result.grade is ResultGrade.SOLVED)


@dataclass(frozen=True, slots=True)
class Locality:
    """A rule book, identified by `id` and `version`; a case keeps the version under which it was assigned."""

    id: str
    version: int
    name: str
    basis: str
    channels: tuple[Channel, ...]
    results: tuple[ResultClass, ...] = ()
    ratings: tuple[Rating, ...] = ()
    sources: tuple[Source, ...] = ()
    clocks: tuple[Clock, ...] = ()
    signing: SigningRules = SigningRules()
    required: RequiredParts = RequiredParts()
    letter: LetterManners = LetterManners()
    pauses: PauseRules = PauseRules()
    rates: RateRules = RateRules()
    disclosure: DisclosureMarks = DisclosureMarks()
    examination: tuple[ExaminationPoint, ...] = ()
    coordinating_office: str = ""  # 交办、督查单位
    default_level: Level = Level.DISTRICT  # 层级 of a new case whose level is not given
    region: str = ""  # 长宁区; "" = filled in by the office's own settings
    former_ids: tuple[str, ...] = ()  # ids under which older stores name this book
    note: str = ""  # note for the officer: which values are common practice and need checking
    source: str = field(default="", repr=False, compare=False)
    """The text of the file, stored with cases assigned under it."""

    @property
    def edition(self) -> str:
        """「上海市长宁区 第1版」."""
        return f"{self.name} 第{self.version}版"

    def is_named(self, words: str) -> bool:
        """True for its id, its name (also without what stands in brackets), its region and its former ids."""
        known = {self.id, self.name, self.name.partition("（")[0], self.region, *self.former_ids}
        return words.strip() in known - {""}

    def covers(self, matter_type: MatterType) -> bool:
        """True if it has wordings for matters of that type; a book of proposals alone covers no suggestions."""
        return any(channel.matter_type is matter_type for channel in self.channels)

    def channel(self, matter_type: MatterType, level: Level | None = None) -> Channel:
        """The first channel of that type and level, else the first of the type, else the first."""
        same_type = [c for c in self.channels if c.matter_type is matter_type]
        fitting = [c for c in same_type if not c.levels or level is None or level in c.levels]
        return (fitting or same_type or list(self.channels))[0]

    def names_contact(self, by_layout: bool) -> bool:
        """True if letters carry the contact line: by the book's word, because it requires a contact, or by the layout."""
        wanted = self.letter.contact_line
        return wanted if wanted is not None else "contact_person" in self.required.fields or by_layout

    def disclosure_mark(self, disclosure: Disclosure | None) -> str:
        """The printed mark with its brackets, such as （此件公开发布）; "" if undecided or not printed."""
        return str(getattr(self.disclosure, disclosure)) if disclosure else ""

    def clocks_named(self, name: ClockName) -> tuple[Clock, ...]:
        """Every rule of that clock, in the order of the file."""
        return tuple(clock for clock in self.clocks if clock.name is name)

"""Read the invented demo cases of resources/demo/cases.toml; all days are relative to today."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest

from desktop.documents.templates.toml_template import TomlTable, read_record
from desktop.domain.case.case import Ask, Case, HandlingRole, MatterType, Proposer, ProposerKind
from desktop.domain.case.reply import Section
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay

INVENTED = "虚构示例"
"""The remark of every demo case."""
_DAY = re.compile(r"\[-(\d+)\]")
_MONTH_END = re.compile(r"\[\+(\d+)月底\]")


@dataclass(frozen=True, slots=True)
class DemoContact:
    """A contact that the letter names, `days_ago` before today."""

    days_ago: int
    way: ContactWay
    points: str


@dataclass(frozen=True, slots=True)
class DemoOpinion:
    """The opinion of a co-handling unit; `received_days_ago` 0: not received yet."""

    unit: str
    asked_days_ago: int
    received_days_ago: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class DemoPromise:
    """A promise of the letter, due at the end of the month `months` after it."""

    text: str
    owner: str
    months: int


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A case to be moved to `status`, the reply's fields as text by key, its written sections and the records beside it."""

    case: Case
    status: Status
    fields: dict[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    contacts: tuple[DemoContact, ...] = ()
    opinions: tuple[DemoOpinion, ...] = ()
    promises: tuple[DemoPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class _DemoRow:
    """One [[cases]] table: days are relative to today, each proposer is one text."""

    number: str
    term: int
    session: int
    subject: str
    section: str
    status: Status
    assigned_days_ago: int
    due_in_days: int
    replied_days_ago: int = 0
    matter_type: MatterType = MatterType.CPPCC_PROPOSAL
    category: str = ""
    proposers: tuple[str, ...] = ()
    body: str = ""
    asks: tuple[str, ...] = ()
    answered_in: tuple[str, ...] = ()
    role: HandlingRole = HandlingRole.LEAD
    lead_unit: str = "临江区科学技术委员会"
    co_units: tuple[str, ...] = ()
    is_key: bool = False
    officer: str = "林越"
    leader: str = "周砚"
    letter: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    contacts: tuple[DemoContact, ...] = ()
    opinions: tuple[DemoOpinion, ...] = ()
    promises: tuple[DemoPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class _DemoFile:
    cases: tuple[_DemoRow, ...]


def read_demo(table: TomlTable, today: date) -> tuple[DemoCase, ...]:
    """The demo cases in the order of the file. Raises TemplateProblem for a broken file."""
    return tuple(_demo_case(row, today) for row in read_record(_DemoFile, table).cases)


def _demo_case(row: _DemoRow, today: date) -> DemoCase:
    case = _case(row, today)
    written = case.replied_at or today
    sections = tuple(
        Section(key, _dated(text.strip("\n"), today, written)) for key, text in row.sections.items()
    )
    fields = {key: text.strip("\n") for key, text in row.letter.items()}
    return DemoCase(case, row.status, fields, sections, row.contacts, row.opinions, row.promises)


def month_end(day: date, months: int) -> date:
    """The last day of the month that many months after `day`."""
    years, month = divmod(day.month - 1 + months + 1, 12)
    return date(day.year + years, month + 1, 1) - timedelta(days=1)


def _dated(text: str, today: date, written: date) -> str:
    """The text with `[-46]` as the day 46 days ago and `[+3月底]` as the end of the third month after the letter was written."""

    def day(match: re.Match[str]) -> str:
        then = today - timedelta(days=int(match[1]))
        return f"{_year(then, written)}{then.month}月{then.day}日"

    def end(match: re.Match[str]) -> str:
        then = month_end(written, int(match[1]))
        return f"{_year(then, written, '今年')}{then.month}月底"

    return _MONTH_END.sub(end, _DAY.sub(day, text))


def _year(day: date, written: date, same: str = "") -> str:
    return {0: same, -1: "去年", 1: "明年"}.get(day.year - written.year, f"{day.year}年")


def _case(row: _DemoRow, today: date) -> Case:
    return Case(
        matter_type=row.matter_type,
        region="临江区",
        term=row.term,
        session=row.session,
        number=row.number,
        subject=row.subject,
        category=row.category,
        proposers=tuple(map(_proposer, row.proposers)),
        body=row.body.strip(),
        asks=_asks(row),
        handling_role=row.role,
        assigning_office="临江区人民政府办公室",
        lead_unit=row.lead_unit,
        co_units=row.co_units,
        is_key=row.is_key,
        section=row.section,
        officer=row.officer,
        leader=row.leader,
        assigned_at=today - timedelta(days=row.assigned_days_ago),
        due_at=today + timedelta(days=row.due_in_days),
        replied_at=today - timedelta(days=row.replied_days_ago) if row.replied_days_ago else None,
        locality="shanghai-changning",
        remark=INVENTED,
    )


def _asks(row: _DemoRow) -> tuple[Ask, ...]:
    pairs = zip_longest(row.asks, row.answered_in[: len(row.asks)], fillvalue="")
    return tuple(Ask(number, text, section) for number, (text, section) in enumerate(pairs, 1))


def _proposer(text: str) -> Proposer:
    """`沈亦澄` is a person, `团体：民盟临江区委` an organisation."""
    name = text.removeprefix("团体：")
    return Proposer(name, ProposerKind.GROUP if name != text else ProposerKind.PERSON)

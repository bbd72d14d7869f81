"""Read the invented demo cases of resources/demo/cases.toml; all days are relative to today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest

from desktop.documents.templates.toml_template import TomlTable, read_record
from desktop.domain.case.case import Ask, Case, HandlingRole, MatterType, Proposer, ProposerKind
from desktop.domain.case.reply import Section
from desktop.domain.case.status import Status

INVENTED = "虚构示例"
"""The remark of every demo case."""


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A case to be moved to `status`, the reply's fields as text by key, and its written sections."""

    case: Case
    status: Status
    fields: dict[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _DemoFile:
    cases: tuple[_DemoRow, ...]


def read_demo(table: TomlTable, today: date) -> tuple[DemoCase, ...]:
    """The demo cases in the order of the file. Raises TemplateProblem for a broken file."""
    return tuple(_demo_case(row, today) for row in read_record(_DemoFile, table).cases)


def _demo_case(row: _DemoRow, today: date) -> DemoCase:
    sections = tuple(Section(key, text.strip("\n")) for key, text in row.sections.items())
    fields = {key: text.strip("\n") for key, text in row.letter.items()}
    return DemoCase(_case(row, today), row.status, fields, sections)


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

"""The invented demo cases of resources/demo/cases.toml, with every day counted from today."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path

from desktop.documents.toml_table import TomlTable, read_toml
from desktop.domain.case import Case
from desktop.domain.matter import Ask, HandlingRole, MatterType, Proposer, ProposerKind
from desktop.domain.reply import Section
from desktop.domain.status import Status

INVENTED = "虚构示例"
"""Every demo case says in its remark that it is invented."""


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A case to be moved to `status`, the letter's fields as texts by key, and the sections that are written already."""

    case: Case
    status: Status
    fields: dict[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()


def read_demo(path: Path, today: date) -> tuple[DemoCase, ...]:
    """The demo cases in the order of the file. Raises TemplateProblem for a broken file."""
    root = read_toml(path)
    cases = tuple(_demo_case(table, today) for table in root.tables("cases"))
    root.finish()
    return cases


def _demo_case(table: TomlTable, today: date) -> DemoCase:
    case = replace(
        _case(table),
        assigned_at=today - timedelta(days=table.integer("assigned_days_ago", most=2000)),
        due_at=today + timedelta(days=table.integer("due_in_days", least=-400, most=400)),
        replied_at=_days_ago(today, table.integer("replied_days_ago", 0, most=2000)),
    )
    sections = tuple(Section(key, text) for key, text in _texts(table.table("sections")).items())
    demo = DemoCase(case, table.choice("status", Status), _texts(table.table("letter")), sections)
    table.finish()
    return demo


def _case(table: TomlTable) -> Case:
    return Case(
        matter_type=table.choice("matter_type", MatterType, MatterType.CPPCC_PROPOSAL),
        region="临江区",
        term=table.integer("term"),
        session=table.integer("session"),
        number=table.text("number"),
        subject=table.text("subject"),
        category=table.text("category", ""),
        proposers=tuple(map(_proposer, table.texts("proposers"))),
        body=table.text("body", "").strip(),
        asks=_asks(table),
        handling_role=table.choice("role", HandlingRole, HandlingRole.LEAD),
        assigning_office="临江区人民政府办公室",
        lead_unit=table.text("lead_unit", "临江区科学技术委员会"),
        co_units=table.texts("co_units"),
        is_key=table.flag("is_key", default=False),
        section=table.text("section"),
        officer=table.text("officer", "林越"),
        leader=table.text("leader", "周砚"),
        locality="shanghai-changning",
        remark=INVENTED,
    )


def _asks(table: TomlTable) -> tuple[Ask, ...]:
    asks, answered_in = table.texts("asks"), table.texts("answered_in")
    pairs = zip_longest(asks, answered_in[: len(asks)], fillvalue="")
    return tuple(Ask(number, text, section) for number, (text, section) in enumerate(pairs, 1))


def _days_ago(today: date, days: int) -> date | None:
    return today - timedelta(days=days) if days else None


def _texts(table: TomlTable) -> dict[str, str]:
    texts = {key: table.text(key).strip("\n") for key in table.values}
    table.finish()
    return texts


def _proposer(text: str) -> Proposer:
    """`沈亦澄` is a person, `团体：民盟临江区委` an organisation."""
    name = text.removeprefix("团体：")
    return Proposer(name, ProposerKind.GROUP if name != text else ProposerKind.PERSON)

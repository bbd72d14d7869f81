"""Strategies and samples of cases and replies, all invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_type_hints

from hypothesis import strategies as st

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.case.status import Status

NOON = datetime(2024, 4, 9, 12, 0)

# No lone surrogates: readers drop them before anything is stored.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
small = st.none() | st.integers(1, 99)
proposers = st.builds(
    Proposer, texts, st.sampled_from(ProposerKind), texts, texts, texts, texts, texts, texts, texts
)
asks = st.lists(st.tuples(texts, texts, texts), max_size=4).map(
    lambda rows: tuple(Ask(number, *row) for number, row in enumerate(rows, 1))
)
names = st.lists(texts, max_size=4).map(tuple)
_OF_TYPE: dict[object, st.SearchStrategy[object]] = {
    str: texts,
    bool: st.booleans(),
    bool | None: st.none() | st.booleans(),
    int | None: small,
    date | None: days,
    tuple[str, ...]: names,
    tuple[Proposer, ...]: st.lists(proposers, max_size=3).map(tuple),
    tuple[Ask, ...]: asks,
    Disclosure | None: st.none() | st.sampled_from(Disclosure),
    **{kind: st.sampled_from(kind) for kind in (MatterType, Level, HandlingRole, Status)},
}


def by_type(kind: type[Case] | type[ReplyFields]) -> dict[str, st.SearchStrategy[object]]:
    """A strategy per field that is not a plain number, so that new fields are covered automatically."""
    return {name: _OF_TYPE[hint] for name, hint in get_type_hints(kind).items() if hint is not int}


cases = st.builds(Case, **by_type(Case))
fields = st.builds(ReplyFields, **by_type(ReplyFields))
sections = st.lists(st.builds(Section, texts, texts), max_size=5, unique_by=lambda section: section.key).map(
    tuple
)
replies = st.builds(
    Reply,
    id=st.just(0),
    case_id=st.just(1),
    round=st.integers(1, 3),
    template=texts,
    template_version=st.integers(0, 9),
    layout=texts,
    fields=fields,
    sections=sections,
)


def incubator_case() -> Case:
    """An invented proposal about incubators, also used by the demo."""
    return Case(
        region="临江区",
        term=15,
        session=4,
        number="085",
        subject="关于推动生物医药孵化器建设的提案",
        proposers=(Proposer("沈亦澄", unit="临江区某医院"), Proposer("民盟区委", ProposerKind.GROUP)),
        body="近年来，我区孵化载体 U-CUBE 等发展较快。\n建议设立产业基金。",
        asks=(Ask(1, "设立产业基金"),),
        due_at=date(2024, 4, 21),
    )

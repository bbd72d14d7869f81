"""Strategies and samples of cases and replies, all invented."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.reply import Disclosure, Reply, ReplyFields, Section
from desktop.domain.case.status import Status

NOON = datetime(2024, 4, 9, 12, 0)

# Lone surrogates are no text: readers drop them before anything is stored.
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
cases = st.builds(
    Case,
    id=st.just(0),
    matter_type=st.sampled_from(MatterType),
    level=st.sampled_from(Level),
    region=texts,
    term=small,
    session=small,
    number=texts,
    serial_number=texts,
    subject=texts,
    category=texts,
    time_mark=texts,
    proposers=st.lists(proposers, max_size=3).map(tuple),
    body=texts,
    asks=asks,
    handling_role=st.sampled_from(HandlingRole),
    assigning_office=texts,
    lead_unit=texts,
    co_units=names,
    is_key=st.booleans(),
    supervising_leader=texts,
    proposal_open=st.none() | st.booleans(),
    not_open_reason=texts,
    needs_feedback=st.booleans(),
    leader=texts,
    section=texts,
    officer=texts,
    assigned_at=days,
    acknowledged_at=days,
    due_at=days,
    replied_at=days,
    status=st.sampled_from(Status),
    locality=texts,
    merged_into=st.just(0),
    remark=texts,
)
fields = st.builds(
    ReplyFields,
    handling_result=texts,
    signer=texts,
    issuer=texts,
    issue_date=days,
    disclosure=st.none() | st.sampled_from(Disclosure),
    disclosure_reason=texts,
    document_number=texts,
    contact_person=texts,
    contact_phone=texts,
    copies_to=names,
    attachments=names,
    title_lines=names,
    salutation=texts,
    note=texts,
)
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
    """An invented proposal about incubators, as the demo shows it."""
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

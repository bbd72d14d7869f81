"""Recognise the head of a proposal: subject, meeting, number, matter type and proposers (DOMAIN 3.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.domain.case.case import MatterType, ProposerKind
from desktop.domain.case.proposer_kind import kind_of_name
from desktop.domain.intake.contacts import PHONE
from desktop.domain.intake.meeting import Meeting, matter_type_of, read_meeting, read_numbers
from desktop.domain.intake.parsed_proposal import ParsedProposer, ProposerRole
from desktop.domain.intake.proposal_layout import ProposalLayout
from desktop.domain.intake.text.labels import trimmed
from desktop.domain.intake.text.source import MappedText, Recognised, joined
from desktop.domain.intake.title import without_padding

Fields = Mapping[str, Sequence[MappedText]]

# Proposers: persons with titles and brackets, parties, groups, delegations (DOMAIN 3.3).
_COUNT = re.compile(r"等?\s*(?:共)?\s*[\d一二三四五六七八九十]{1,3}\s*(?:人|位|名)(?:委员|代表)?$|等$")
_TITLE = re.compile(r"(?:政协)?(?:委员|代表|同志)$")
_BRACKET = re.compile(r"[（(]([^（）()]{1,40})[）)]")
_SECTOR = re.compile(r"界别?$|代表团$|^第.{1,3}(?:组|代表团)$|界$|特邀人士")
_PARTY = re.compile(
    r"^(?:中共党员|中共|民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|九三|台盟|无党派人士|无党派|群众|党员)(?:成员|会员|社员|盟员|党员|人士)?$"
)
_SEPARATOR = re.compile(r"\s*[、，,；;/／]\s*|\s{1,}(?=[\u3400-\u9fff·]{2,})|(?<=委员)和|(?<=代表)和")


def read_proposers(fields: Mapping[str, Sequence[MappedText]]) -> tuple[ParsedProposer, ...]:
    """Return the first proposer and then the co-signers of the form's values, without duplicates.

    Sector, party, unit, phone and address of the form belong to the first proposer.
    """
    found: list[ParsedProposer] = []
    for value in fields.get("first_proposer", ()):
        for name in _names(value.text):
            found.append(_proposer(name, ProposerRole.CO_SIGNER if found else ProposerRole.FIRST))
    if found:
        found[0] = _completed(found[0], fields)
    known = {proposer.name for proposer in found}
    for value in fields.get("co_signers", ()):
        for name in _names(value.text):
            proposer = _proposer(name, ProposerRole.CO_SIGNER)
            if proposer.name not in known and not re.fullmatch(r"无|\d+人?|/", proposer.name):
                known.add(proposer.name)
                found.append(proposer)
    return tuple(found)


def _names(words: str) -> list[str]:
    """The names of a list; blanks inside a single spaced-out name are removed."""
    words = _COUNT.sub("", PHONE.sub("", words).strip()).strip()
    kept: list[str] = []
    guarded = _BRACKET.sub(
        lambda match: match.group(0).replace("、", "\ue000").replace("，", "\ue000").replace(" ", "\ue001"),
        words,
    )
    guarded = re.sub(
        r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000]+([\u3400-\u9fff])(?![\u3400-\u9fff])",
        r"\1\2",
        guarded,
    )
    for piece in _SEPARATOR.split(guarded):
        name = _COUNT.sub("", piece.replace("\ue000", "、").replace("\ue001", " ").strip(" :：。"))
        if name and name not in {"无", "委员", "代表"}:
            kept.append(name)
    return kept


def _proposer(words: str, role: ProposerRole) -> ParsedProposer:
    notes = [
        note
        for match in _BRACKET.finditer(words)
        for note in re.split(r"[，,；;、\ue000]\s*", match.group(1))
    ]
    name = _BRACKET.sub("", words).strip()
    kind = kind_of_name(name)
    if kind is ProposerKind.PERSON:
        name = _TITLE.sub("", name).strip() or name
    sector = next((note for note in notes if _SECTOR.search(note)), "")
    party = next((note for note in notes if _PARTY.match(note)), "")
    unit = next((note for note in notes if note not in (sector, party) and len(note) > 3), "")
    return ParsedProposer(name, role, kind, sector=sector, party=party, unit=unit)


def _completed(proposer: ParsedProposer, fields: Mapping[str, Sequence[MappedText]]) -> ParsedProposer:
    def value(field: str) -> str:
        return next((found.text for found in fields.get(field, ()) if found.text), "")

    phone = PHONE.search(
        value("proposer_phone") or " ".join(found.text for found in fields.get("first_proposer", ()))
    )
    return ParsedProposer(
        proposer.name,
        proposer.role,
        proposer.kind,
        sector=value("sector") or proposer.sector,
        party=value("party") or proposer.party,
        unit=value("proposer_unit") or proposer.unit,
        phone=phone.group(0) if phone else "",
        address=value("address"),
    )


# Subject, unlabelled proposers, meeting, number and matter type.
_SUBJECT_END = re.compile(r"(?:提案|建议|议案|意见|对策|思考|报告)(?:[（(][^（）()]{1,16}[）)])?$")

_FOLDED = re.compile(r"[（(](?:重点提案|★?重点|第.{1,12}号)[）)]$|^[《“\"]|[》”\"]$")

_LOOSE_NUMBER = re.compile(
    r"(?:第|编号|案号|提案号|No\.?|NO\.?)\s*[:：]?\s*([A-Za-z]{0,3}-?\d{1,10}(?:-\d{1,4})?)\s*号?$"
)

_PERSON = re.compile(
    r"(?:[—\-–]{1,2}\s*)?[（(]?(?P<names>[\u3400-\u9fff·、 \u3000]{2,40}?)\s*(?:委员|代表)"
    r"(?P<note>[（(][^（）()]{2,40}[）)])?[）)]?"
    r"|(?:[—\-–]{1,2}\s*)(?P<dashed>[\u3400-\u9fff·、 \u3000]{2,40}(?:[（(][^（）()]{2,40}[）)])?)"
)

_GROUP_LINE = re.compile(
    r"(?:[—\-–]{1,2}\s*)?(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|.{0,8}工商联"
    r"|.{0,10}(?:专委会|界别|活动组|委员会|代表团|委员组|联络组)).{0,16}"
)


def subject_of(layout: ProposalLayout, fields: Fields) -> tuple[Recognised[str] | None, int]:
    """The labelled subject 「案由」, else the title of the head; and the index of the head line after it."""
    labelled = next((found for found in fields.get("subject", ()) if found.text), None)
    if labelled is not None:
        bare = _bare(labelled)
        return Recognised(bare.text, 0.97, bare.spans()), 0
    for index, line in enumerate(layout.head):
        if re.match(r"[《“\"]?\s*关于", line.text) and not re.search(r"[届次].{0,10}会议.{0,20}$", line.text):
            stop = _end_of_subject(layout.head, index)
            whole = _bare(joined([without_padding(part) for part in layout.head[index:stop]]))
            return Recognised(whole.text, 0.93, whole.spans()), stop
    for index, line in enumerate(layout.head):
        bare = without_padding(line)
        if (
            _SUBJECT_END.search(bare.text)
            and len(bare) >= 8
            and not re.search(r"政协|人大|[届次]会议", bare.text)
        ):
            return Recognised(_bare(bare).text, 0.75, bare.spans()), index + 1
    return None, 0


def _end_of_subject(head: Sequence[MappedText], start: int) -> int:
    for stop in range(start + 1, min(start + 4, len(head) + 1)):
        if _SUBJECT_END.search(without_padding(head[stop - 1]).text):
            return stop
    return start + 1


def _bare(subject: MappedText) -> MappedText:
    for _ in range(3):
        match = _FOLDED.search(subject.text)
        if match is None:
            return subject
        subject = subject.part(match.end()) if match.start() == 0 else subject.part(0, match.start())
    return subject


def unlabelled_proposers(layout: ProposalLayout, used: int) -> dict[str, list[MappedText]]:
    """Unlabelled proposers: the line below the title or the body that names persons or a group."""
    for line in [*layout.head[used:], *layout.foot, *layout.head[:used]]:
        if read_meeting(line) is not None or len(line) > 60:
            continue
        match = _PERSON.fullmatch(line.text)
        if match and not re.search(r"政协|人大|会议|全体", line.text):
            return {"first_proposer": [trimmed(line.part(_after_dash(line.text)))]}
        if _GROUP_LINE.fullmatch(line.text) and not re.search(r"提案|建议|会议|编号", line.text):
            return {"first_proposer": [line.part(_after_dash(line.text))]}
    return {}


def _after_dash(text: str) -> int:
    match = re.match(r"[—\-–（(\s]{0,4}", text)
    return match.end() if match else 0


def meeting_of(layout: ProposalLayout, fields: Fields) -> Recognised[Meeting] | None:
    lines = [*fields.get("meeting", ()), *layout.head, *fields.get("number", ()), *layout.body[:2]]
    best: Recognised[Meeting] | None = None
    for line in lines:
        found = read_meeting(line.part(0, 120).without_blanks())
        if found is None:
            continue
        if found.value.session_number is not None:
            return found
        best = best or found
    return best


def number_of(layout: ProposalLayout, fields: Fields) -> Recognised[str] | None:
    for value in fields.get("number", ()):
        match = re.search(
            r"[A-Za-z]{0,4}-?\d{1,12}(?:-\d{1,4})?(?=号?$)|(?<=第)[^第号\s]{1,12}(?=号)", value.text.strip()
        )
        if match:
            return Recognised(match.group(0), 0.96, value.spans(match.start(), match.end()))
    for line in [*layout.head, *fields.get("meeting", ()), *fields.get("matter_type", ())]:
        bare = line.without_blanks()
        found = read_numbers(bare) if len(bare) <= 60 else None
        if found is not None:
            return found.map("、".join)
        match = _LOOSE_NUMBER.search(bare.text) if len(bare) <= 40 else None
        if match:
            return Recognised(match.group(1), 0.85, bare.spans(match.start(1), match.end(1)))
    return None


def kind_of(
    meeting: Recognised[Meeting] | None, layout: ProposalLayout, fields: Fields
) -> Recognised[MatterType] | None:
    if meeting is not None and meeting.value.matter_type is not None:
        return Recognised(meeting.value.matter_type, 0.95, meeting.spans)
    head = joined(
        [
            *layout.head,
            *(
                value
                for name in ("matter_type", "first_proposer", "meeting")
                for value in fields.get(name, ())
            ),
        ]
    )
    said = matter_type_of(head.text)
    if said is None and re.search(r"提案", head.text):
        said = MatterType.CPPCC_PROPOSAL
    if said is None and re.search(r"代表|书面意见", head.text):
        said = MatterType.NPC_SUGGESTION
    if said is None and re.search(r"提案$", "".join(value.text for value in fields.get("subject", ()))):
        said = MatterType.CPPCC_PROPOSAL
    return Recognised(said, 0.8, head.spans()[:1]) if said else None

"""From the text of a proposal 「提案」 or a suggestion 「代表建议」 to its fields and its asks (DOMAIN 3.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.intake.asks import parts_of, read_asks
from desktop.domain.intake.body import body_of
from desktop.domain.intake.contacts import PHONE
from desktop.domain.intake.marks import read_date
from desktop.domain.intake.meeting import Meeting, matter_type_of, read_meeting, read_numbers
from desktop.domain.intake.parsed_proposal import ParsedProposal
from desktop.domain.intake.proposal_layout import ProposalLayout, lay_out
from desktop.domain.intake.proposers import read_proposers
from desktop.domain.intake.reflow import reflow
from desktop.domain.intake.secrecy import secrecy_mark
from desktop.domain.intake.source import MappedText, Recognised, joined
from desktop.domain.intake.title import close_up
from desktop.domain.matter import HandlingRole, MatterType

_SUBJECT_END = re.compile(r"(?:提案|建议|议案|意见|对策|思考|报告)(?:[（(][^（）()]{1,16}[）)])?$")
_FOLDED = re.compile(r"[（(](?:重点提案|★?重点|第.{1,12}号)[）)]$|^[《“\"]|[》”\"]$")
_LOOSE_NUMBER = re.compile(
    r"(?:第|编号|案号|提案号|No\.?|NO\.?)\s*[:：]?\s*([A-Za-z]{0,3}-?\d{1,10}(?:-\d{1,4})?)\s*号?$"
)
_PERSON = re.compile(
    r"(?:[—\-–]{1,2}\s*)?[（(]?(?P<names>[\u3400-\u9fff·、 \u3000]{2,40}?)\s*(?:委员|代表)(?P<note>[（(][^（）()]{2,40}[）)])?[）)]?"
    r"|(?:[—\-–]{1,2}\s*)(?P<dashed>[\u3400-\u9fff·、 \u3000]{2,40}(?:[（(][^（）()]{2,40}[）)])?)"
)
_GROUP_LINE = re.compile(
    r"(?:[—\-–]{1,2}\s*)?(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|.{0,8}工商联"
    r"|.{0,10}(?:专委会|界别|活动组|委员会|代表团|委员组|联络组)).{0,16}"
)
_ROLES = {"独办": HandlingRole.SOLE, "单独": HandlingRole.SOLE, "主办": HandlingRole.LEAD, "会办": HandlingRole.CO_HANDLING,
          "协办": HandlingRole.CO_HANDLING, "分办": HandlingRole.SEPARATE}  # fmt: skip
_UNIT_SEPARATOR = re.compile(r"\s*[、，,；;/／]\s*|\s+")

Fields = Mapping[str, Sequence[MappedText]]


def recognise_proposal(text: str) -> ParsedProposal:
    """Return what `text` says as a proposal; any text is accepted, and what is not there stays None."""
    layout = lay_out([paragraph.content for paragraph in reflow(text).paragraphs])
    fields = dict(layout.fields)
    subject, used = _subject(layout, fields)
    if "first" not in fields:
        fields |= _loose_proposers(layout, used)
    meeting = _meeting(layout, fields)
    parts = parts_of(layout.body)
    return ParsedProposal(
        body=body_of(layout.body),
        parts=parts,
        kind=_kind(meeting, layout, fields),
        level=Recognised(meeting.value.level, meeting.confidence, meeting.spans)
        if meeting and meeting.value.level
        else None,
        place=Recognised(meeting.value.place, meeting.confidence, meeting.spans)
        if meeting and meeting.value.place
        else None,
        session=meeting.map(lambda found: found.text) if meeting and meeting.value.session_number else None,
        term=meeting.map(lambda found: found.term) if meeting else None,
        session_number=Recognised(meeting.value.session_number, meeting.confidence, meeting.spans)
        if meeting and meeting.value.session_number
        else None,
        number=_number(layout, fields),
        serial_number=_plain(fields, "serial_number"),
        subject=subject,
        category=_category(fields),
        lead_unit=_lead_unit(fields),
        handling_role=_role(fields),
        assigned_on=_date(fields, "assigned_on"),
        due_on=_date(fields, "due_on"),
        is_key=_key(layout, fields),
        contact_phone=_phone(fields),
        secrecy=secrecy_mark(text),
        proposers=read_proposers(fields),
        co_units=tuple(unit for value in fields.get("co_units", ()) for unit in split_units(value.text)),
        asks=read_asks(layout.body, parts),
    )


def split_units(words: str) -> tuple[str, ...]:
    """Return the units of a list parted by 、 ， ; or blanks; 无 and / are none."""
    return tuple(
        unit
        for unit in _UNIT_SEPARATOR.split(words.strip(" 。"))
        if unit and unit not in {"无", "/", "-", "—"}
    )


def _plain(fields: Fields, name: str) -> Recognised[str] | None:
    value = next(
        (found for found in fields.get(name, ()) if found.text and found.text not in {"无", "/"}), None
    )
    return Recognised(value.text, 0.93, value.spans()) if value else None


def _subject(layout: ProposalLayout, fields: Fields) -> tuple[Recognised[str] | None, int]:
    """The subject 「案由」 by its label, or the title of the head; and the index of the head line behind it."""
    labelled = next((found for found in fields.get("subject", ()) if found.text), None)
    if labelled is not None:
        bare = _bare(labelled)
        return Recognised(bare.text, 0.97, bare.spans()), 0
    for index, line in enumerate(layout.head):
        if re.match(r"[《“\"]?\s*关于", line.text) and not re.search(r"[届次].{0,10}会议.{0,20}$", line.text):
            stop = _end_of_subject(layout.head, index)
            whole = _bare(joined([close_up(part) for part in layout.head[index:stop]]))
            return Recognised(whole.text, 0.93, whole.spans()), stop
    for index, line in enumerate(layout.head):
        bare = close_up(line)
        if (
            _SUBJECT_END.search(bare.text)
            and len(bare) >= 8
            and not re.search(r"政协|人大|[届次]会议", bare.text)
        ):
            return Recognised(_bare(bare).text, 0.75, bare.spans()), index + 1
    return None, 0


def _end_of_subject(head: Sequence[MappedText], start: int) -> int:
    for stop in range(start + 1, min(start + 4, len(head) + 1)):
        if _SUBJECT_END.search(close_up(head[stop - 1]).text):
            return stop
    return start + 1


def _bare(subject: MappedText) -> MappedText:
    for _ in range(3):
        match = _FOLDED.search(subject.text)
        if match is None:
            return subject
        subject = subject.part(match.end()) if match.start() == 0 else subject.part(0, match.start())
    return subject


def _loose_proposers(layout: ProposalLayout, used: int) -> dict[str, list[MappedText]]:
    """Without a label, the line under the title or below the body that names persons or a group."""
    for line in [*layout.head[used:], *layout.foot, *layout.head[:used]]:
        if read_meeting(line) is not None or len(line) > 60:
            continue
        match = _PERSON.fullmatch(line.text)
        if match and not re.search(r"政协|人大|会议|全体", line.text):
            return {"first": [line.part(_after_dash(line.text))]}
        if _GROUP_LINE.fullmatch(line.text) and not re.search(r"提案|建议|会议|编号", line.text):
            return {"first": [line.part(_after_dash(line.text))]}
    return {}


def _after_dash(text: str) -> int:
    match = re.match(r"[—\-–（(\s]{0,4}", text)
    return match.end() if match else 0


def _meeting(layout: ProposalLayout, fields: Fields) -> Recognised[Meeting] | None:
    lines = [*fields.get("session", ()), *layout.head, *fields.get("number", ()), *layout.body[:2]]
    best: Recognised[Meeting] | None = None
    for line in lines:
        found = read_meeting(line.part(0, 120).without_blanks())
        if found is None:
            continue
        if found.value.session_number is not None:
            return found
        best = best or found
    return best


def _number(layout: ProposalLayout, fields: Fields) -> Recognised[str] | None:
    for value in fields.get("number", ()):
        match = re.search(
            r"[A-Za-z]{0,4}-?\d{1,12}(?:-\d{1,4})?(?=号?$)|(?<=第)[^第号\s]{1,12}(?=号)", value.text.strip()
        )
        if match:
            return Recognised(match.group(0), 0.96, value.spans(match.start(), match.end()))
    for line in [*layout.head, *fields.get("session", ()), *fields.get("kind", ())]:
        bare = line.without_blanks()
        found = read_numbers(bare) if len(bare) <= 60 else None
        if found is not None:
            return found.map("、".join)
        match = _LOOSE_NUMBER.search(bare.text) if len(bare) <= 40 else None
        if match:
            return Recognised(match.group(1), 0.85, bare.spans(match.start(1), match.end(1)))
    return None


def _kind(
    meeting: Recognised[Meeting] | None, layout: ProposalLayout, fields: Fields
) -> Recognised[MatterType] | None:
    if meeting is not None and meeting.value.matter_type is not None:
        return Recognised(meeting.value.matter_type, 0.95, meeting.spans)
    head = joined(
        [*layout.head, *(value for name in ("kind", "first", "session") for value in fields.get(name, ()))]
    )
    said = matter_type_of(head.text)
    if said is None and re.search(r"提案", head.text):
        said = MatterType.CPPCC_PROPOSAL
    if said is None and re.search(r"代表|书面意见", head.text):
        said = MatterType.NPC_SUGGESTION
    if said is None and re.search(r"提案$", "".join(value.text for value in fields.get("subject", ()))):
        said = MatterType.CPPCC_PROPOSAL
    return Recognised(said, 0.8, head.spans()[:1]) if said else None


def _category(fields: Fields) -> Recognised[str] | None:
    found = _plain(fields, "category")
    return found if found and found.value not in {"提案", "建议", "政协提案", "代表建议"} else None


def _lead_unit(fields: Fields) -> Recognised[str] | None:
    value = next((found for found in fields.get("lead_unit", ()) if found.text), None)
    units = split_units(value.text) if value else ()
    return Recognised(units[0], 0.93, value.spans()) if value and units else None


def _role(fields: Fields) -> Recognised[HandlingRole] | None:
    found = _plain(fields, "handling_role")
    role = next((role for word, role in _ROLES.items() if found and word in found.value), None)
    return Recognised(role, 0.9, found.spans) if found and role else None


def _date(fields: Fields, name: str) -> Recognised[date] | None:
    return next((found for found in map(read_date, fields.get(name, ())) if found is not None), None)


def _key(layout: ProposalLayout, fields: Fields) -> Recognised[bool] | None:
    found = _plain(fields, "is_key")
    if found is not None:
        return found.map(lambda words: not re.match(r"否|不是|非|无", words))
    for line in layout.head:
        if re.search(r"重点(?:督办)?提案|[（(]★?重点[）)]|重点建议", line.text) and len(line) <= 40:
            return Recognised(True, 0.85, line.spans())
    return None


def _phone(fields: Fields) -> Recognised[str] | None:
    for value in [*fields.get("phone", ()), *fields.get("contact_person", ()), *fields.get("first", ())]:
        match = PHONE.search(value.text)
        if match:
            return Recognised(match.group(0), 0.93, value.spans(match.start(), match.end()))
    return None

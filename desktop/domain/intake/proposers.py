"""Who made a proposal: persons with titles and brackets, parties, groups, deputations (DOMAIN 3.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.domain.case.matter import ProposerKind
from desktop.domain.case.proposer_kind import kind_of_name
from desktop.domain.intake.contacts import PHONE
from desktop.domain.intake.parsed_proposal import ParsedProposer, ProposerRole
from desktop.domain.intake.text.source import MappedText

_COUNT = re.compile(r"等?\s*(?:共)?\s*[\d一二三四五六七八九十]{1,3}\s*(?:人|位|名)(?:委员|代表)?$|等$")
_TITLE = re.compile(r"(?:政协)?(?:委员|代表|同志)$")
_BRACKET = re.compile(r"[（(]([^（）()]{1,40})[）)]")
_SECTOR = re.compile(r"界别?$|代表团$|^第.{1,3}(?:组|代表团)$|界$|特邀人士")
_PARTY = re.compile(
    r"^(?:中共党员|中共|民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|九三|台盟|无党派人士|无党派|群众|党员)(?:成员|会员|社员|盟员|党员|人士)?$"
)
_SEPARATOR = re.compile(r"\s*[、，,；;/／]\s*|\s{1,}(?=[\u3400-\u9fff·]{2,})|(?<=委员)和|(?<=代表)和")


def read_proposers(fields: Mapping[str, Sequence[MappedText]]) -> tuple[ParsedProposer, ...]:
    """Return the first proposer and then the co-signers out of the form's values; none twice.

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
    """The names of a list; a single name printed with blanks between its characters is closed up."""
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

"""Classify a proposer's name as a person or an organisation 「提案者性质」; used for recognised and typed names alike."""

from __future__ import annotations

import re

from desktop.domain.case.case import Proposer, ProposerKind

# Patterns are compiled at their first use: opening the work list needs none of them.
_SHORT_GROUP = (
    r"[区市县省]?(?:民革|民盟|民建|民进|农工党|致公党|九三学社|九三|台盟|工商联|共青团|团委|青联|妇联|总工会|科协|侨联|台联|文联|社科联)"
    r"|团[区市县省]委"
)
"""Organisations with a name as short as a person's. Within a name of three characters the same characters may be
a given name (张民进, 李文联), so the whole name has to match."""

_GROUP_WORD = (
    r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|无党派|共青团|团委|青联|妇联|工会|科协|侨联|台联|文联|社科联"
    r"|界别|专委会|委员会|活动组|委员组|联络组|小组|代表团|支部|支社|(?:区委|市委|省委|县委)(?!员)|总支|商会|协会|学会|联合会|街道"
)
_GROUP_ENDING = r"(?:会|委|盟|社|党|组|界|联|局|院|处|团|部|办|中心|公司)$"
_COMPOUND_SURNAME = (
    r"(?:欧阳|司马|上官|诸葛|尉迟|皇甫|东方|慕容|夏侯|令狐|公孙"
    r"|端木|司徒|司空|南宫|独孤|长孙|宇文|轩辕|申屠|淳于|濮阳)..$"
)
_WITH_PARTY = rf"(?P<name>[^（(\s]+)(?:\s*[（(].*[）)]|\s+(?:{_SHORT_GROUP}))"
"""A name with the party or body of its owner behind it, in brackets or after a blank: 张三（民盟）, 吴十 民建."""

_PLACE_ENDING = r"[省市县区镇乡]$"
_LONGEST_SHORT = 3


def kind_of_name(name: str) -> ProposerKind:
    """GROUP for an organisation, recognised by its words and its ending; PERSON otherwise, also for an empty name.

    A party or body written behind the name says whose member a person is; the name before it decides.
    """
    owner = re.fullmatch(_WITH_PARTY, name)
    if owner and not re.search(_PLACE_ENDING, owner["name"]):
        return kind_of_name(owner["name"])
    if len(name) <= _LONGEST_SHORT:
        return ProposerKind.GROUP if re.fullmatch(_SHORT_GROUP, name) else ProposerKind.PERSON
    worded = re.search(_GROUP_WORD, name) is not None
    ended = re.search(_GROUP_ENDING, name) is not None and not re.fullmatch(_COMPOUND_SURNAME, name)
    return ProposerKind.GROUP if worded or ended else ProposerKind.PERSON


def proposer_named(name: str) -> Proposer:
    """A proposer with this name, the kind derived from it and no other attributes."""
    return Proposer(name, kind_of_name(name))

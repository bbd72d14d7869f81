"""Read and write the fields of a case and its reply as text, addressed by any of their names (DOMAIN 3.3, 6, 8)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.case.case import Case, Proposer, ProposerKind
from desktop.domain.case.field import Field, read_names, show_names
from desktop.domain.case.field_entry import Holder, Setter
from desktop.domain.case.field_registry import REGISTRY, read_asks
from desktop.domain.case.proposer_kind import proposer_named
from desktop.domain.case.reply import ReplyFields
from desktop.domain.errors import Refused


def _settable(kind: type[Case] | type[ReplyFields], holder: Holder) -> dict[str, Field]:
    entries = [REGISTRY[one.name] for one in dataclasses.fields(kind) if one.name in REGISTRY]
    return {
        entry.key: entry.field
        for entry in entries
        if entry.holder is holder and entry.setter is Setter.OFFICER
    }


CASE_FIELDS: dict[str, Field] = _settable(Case, Holder.CASE)
"""The settable fields of a case, in the order of Case; status and merging are changed by their own services."""

REPLY_FIELDS: dict[str, Field] = _settable(ReplyFields, Holder.REPLY)
"""The settable fields of a reply, in the order of ReplyFields; sections are written one by one."""

FIRST_PROPOSER = frozenset(REGISTRY["first_proposer"].command_names)
CO_SIGNERS = frozenset(REGISTRY["co_signers"].command_names)
"""Names of the two parts of `proposers` that ledgers list separately (DOMAIN 6, columns 6 and 7)."""

GROUP_PROPOSERS = frozenset(REGISTRY["group_proposers"].command_names)
"""Names of the part of `proposers` that are organisations; written by an officer, it corrects what the names suggested."""


def set_case_fields(case: Case, texts: Mapping[str, str]) -> Case:
    """Return the case with the named fields read from text. Raises Refused for an unknown key or an unreadable value.

    Proposers with an unchanged name and asks with unchanged wording keep their other attributes. 集体提案者 says which of the
    proposers are organisations; Refused if it names somebody else.
    """
    groups = next((text for key, text in texts.items() if key in GROUP_PROPOSERS), None)
    texts = {key: text for key, text in texts.items() if key not in GROUP_PROPOSERS}
    texts = {known_field(key, CASE_FIELDS).key: text for key, text in _whole_proposers(case, texts).items()}
    values = {key: CASE_FIELDS[key].read(text) for key, text in texts.items()}
    if "proposers" in values or groups is not None:
        values["proposers"] = _proposers(case, texts.get("proposers"), groups)
    if "asks" in values:
        answered = {ask.text: ask for ask in case.asks}
        values["asks"] = tuple(
            replace(answered.get(ask.text, ask), number=ask.number) for ask in read_asks(texts["asks"])
        )
    return replace(case, **values)  # type: ignore[arg-type]  # each reader gives its own field's type


def _proposers(case: Case, names: str | None, groups: str | None) -> tuple[Proposer, ...]:
    """The proposers of these names (None = those of the case), exactly `groups` as organisations (None = as known)."""
    known = {proposer.name: proposer for proposer in case.proposers}
    wanted = known if names is None else read_names(names)
    found = tuple(known.get(name) or proposer_named(name) for name in wanted)
    if groups is None:
        return found
    bodies = read_names(groups)
    strangers = [name for name in bodies if name not in wanted]
    if strangers:
        raise Refused(f"提案者里没有“{'、'.join(strangers)}”", "集体提案者只能写提案者里已有的名字")
    kinds = {True: ProposerKind.GROUP, False: ProposerKind.PERSON}
    return tuple(replace(one, kind=kinds[one.name in bodies]) for one in found)


def set_reply_texts(fields: ReplyFields, texts: Mapping[str, str]) -> ReplyFields:
    """Return the reply fields with the named ones read from text. Raises Refused as set_case_fields does."""
    found = [(known_field(key, REPLY_FIELDS), text) for key, text in texts.items()]
    values = {field.key: field.read(text) for field, text in found}
    return replace(fields, **values)  # type: ignore[arg-type]  # each reader gives its own field's type


def show_field(thing: Case | ReplyFields, key: str) -> str:
    """The field's value as text; "" when it is not known. `group_proposers` is the part of the proposers that are organisations."""
    if isinstance(thing, Case) and key == "group_proposers":
        return show_names(tuple(one.name for one in thing.proposers if one.kind is ProposerKind.GROUP))
    fields = CASE_FIELDS if isinstance(thing, Case) else REPLY_FIELDS
    return fields[key].show(getattr(thing, key))


def _whole_proposers(case: Case, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts with a first proposer or co-signers given alone completed from the known proposers."""
    first = next((text for key, text in texts.items() if key in FIRST_PROPOSER), None)
    others = next((text for key, text in texts.items() if key in CO_SIGNERS), None)
    rest = {key: text for key, text in texts.items() if key not in FIRST_PROPOSER | CO_SIGNERS}
    if first is None and others is None:
        return rest
    names = [proposer.name for proposer in case.proposers]
    first = "".join(names[:1]) if first is None else first
    return rest | {"proposers": "、".join([first, *(names[1:] if others is None else [others])])}


def names_of(key: str) -> tuple[str, ...]:
    """Every name that a command accepts for the field of that key: key, label, synonyms and parts."""
    parts = sorted(FIRST_PROPOSER | CO_SIGNERS | GROUP_PROPOSERS) if key == "proposers" else ()
    return (*REGISTRY[key].command_names, *parts)


def field_named(name: str, fields: Mapping[str, Field]) -> Field | None:
    """The field with that key, Chinese label or synonym; None if there is none."""
    if name in fields:
        return fields[name]
    return next((field for field in fields.values() if name in names_of(field.key)), None)


def known_field(key: str, fields: Mapping[str, Field]) -> Field:
    """The field that field_named finds. Raises Refused, listing every label, if there is none."""
    field = field_named(key, fields)
    if field is None:
        names = "、".join(field.label for field in fields.values())
        raise Refused(f"没有“{key}”这个字段", f"可以填的有：{names}")
    return field

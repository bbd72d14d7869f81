"""What the list of sections on the desk shows: the two forms of the letter's own facts, and the sections between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.services.writing.drafting import SectionState

HEAD_FORM = "@head"
FOOT_FORM = "@foot"
"""Keys of the forms; no section key begins with @."""

HEAD_KEYS = ("handling_result", "signer", "title_lines", "salutation", "document_number")
FOOT_KEYS = (
    "issuer",
    "issue_date",
    "disclosure",
    "disclosure_reason",
    "note",
    "contact_person",
    "contact_phone",
    "copies_to",
    "attachments",
)


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One line of the list. `missing`: required and not done, shown as a hollow dot."""

    key: str
    label: str
    done: bool
    missing: bool

    @property
    def is_form(self) -> bool:
        return self.key in {HEAD_FORM, FOOT_FORM}


def desk_items(states: Iterable[SectionState], missing_fields: Iterable[str]) -> tuple[DeskItem, ...]:
    """The lines for these sections; `missing_fields` are keys of ReplyFields that the template requires and that are empty."""
    missing = set(missing_fields)
    head, foot = bool(missing.intersection(HEAD_KEYS)), bool(missing.intersection(FOOT_KEYS))
    return (
        DeskItem(HEAD_FORM, "标题与结果", not head, head),
        *(DeskItem(state.key, state.label, state.done, state.missing) for state in states),
        DeskItem(FOOT_FORM, "署名、日期与附注", not foot, foot),
    )

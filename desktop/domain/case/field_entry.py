"""Entry of the field registry: the names of a field in commands, on paper, in lists, templates and forms."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from desktop.domain.case.field import Field


class Holder(StrEnum):
    """Where the value is stored."""

    CASE = "case"  # an attribute of Case, a column of `cases`
    REPLY = "reply"  # an attribute of ReplyFields, a column of `replies`
    PROPOSER = "proposer"  # an attribute of one Proposer
    RECORDS = "records"  # derived from other facts or from records of the reply
    NOTHING = "nothing"  # recognised on paper, so that its labels match no other field, and not stored


class Setter(StrEnum):
    """Who may set a field."""

    OFFICER = "officer"  # by command, in the window and by import
    PROGRAM = "program"  # only by specific services: moves, merging, records


class InList(NamedTuple):
    """The field in assignment lists and in the ledger, where `name` is its key (JSON, stored column choices).

    `words` are headings used only in lists. It is a column of the ledger if it has a `width`, in characters of the
    sheet's font (two for a Chinese one); `heading` is the caption of that column, the label if empty.
    """

    name: str
    words: str = ""
    width: float = 0
    centred: bool = False
    heading: str = ""


class OnPaper(NamedTuple):
    """The field in a proposal document; `name` is its key in `parse --json`.

    Without a name it gives no separate value: it is part of proposers, units or body, or only keeps its labels from other fields.
    `words` are labels used only there. With `labelled` False it has no label and is part of the meeting.
    """

    name: str = ""
    words: str = ""
    labelled: bool = True


class InLetter(NamedTuple):
    """The field in a recognised reply; `name` is the attribute of ParsedReply with its value.

    `words` are its labels in a letter besides the field's own; without them it is recognised by its place or wording.
    `shared` are labels under which something else may be printed (编号 of the proposal, 类型：提案): the recogniser takes
    only a value whose form shows what it is. The synonyms of the entry are no labels of letters.
    """

    name: str
    words: str = ""
    shared: str = ""


class Placeholder(NamedTuple):
    """The placeholder of the field: its Chinese name (the label if empty) and its name in braces (the key if empty)."""

    words: str = ""
    name: str = ""
    forms_only: bool = False  # not available in letters


class InForm(NamedTuple):
    """Position of a case field on the input form: line and place in it (23 = third on line two), and a hint."""

    place: int
    hint: str = ""


class FieldEntry(NamedTuple):
    """One entry of the registry. `words` and `commands` are blank-separated.

    `words` are synonyms in commands, as labels of proposals and as headings of lists, `commands` those in commands only.
    `short` text fits on half a line. `caption` is a name used only in the work list, filters and groups of the window.
    """

    field: Field
    holder: Holder = Holder.CASE
    setter: Setter = Setter.OFFICER
    column: bool = True  # False: stored in a separate table
    words: str = ""
    commands: str = ""
    in_list: InList | None = None
    on_paper: OnPaper | None = None
    in_letter: InLetter | None = None
    placeholder: Placeholder | None = None
    in_form: InForm | None = None
    short: bool = False
    caption: str = ""

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def command_names(self) -> tuple[str, ...]:
        """Every name that a command accepts: key, label, synonyms."""
        return (self.key, self.field.label, *self.commands.split(), *self.words.split())

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the field in lists; () if lists do not contain it."""
        listed = self.in_list
        return (self.field.label, *self.words.split(), *listed.words.split()) if listed else ()

    @property
    def paper_labels(self) -> tuple[str, ...]:
        """The labels of the field in proposal documents; () if it has none."""
        paper = self.on_paper
        labelled = paper is not None and paper.labelled
        return (self.field.label, *self.words.split(), *paper.words.split()) if paper and labelled else ()

    @property
    def letter_labels(self) -> frozenset[str]:
        """The labels of the field in a letter, without those it shares; none if no label of a letter names it."""
        letter = self.in_letter
        return (
            frozenset((self.field.label, *letter.words.split())) if letter and letter.words else frozenset()
        )

    @property
    def shared_letter_labels(self) -> frozenset[str]:
        """The labels of a letter under which only a value of unmistakable form is this field's."""
        return frozenset(self.in_letter.shared.split() if self.in_letter else ())

    @property
    def window_label(self) -> str:
        """The name of the field in the work list, filters and groups of the window."""
        return self.caption or self.field.label

    @property
    def placeholder_name(self) -> str:
        """The name in braces in a template; "" without a placeholder."""
        return (self.placeholder.name or self.key) if self.placeholder else ""

    @property
    def placeholder_words(self) -> str:
        """The Chinese name of the placeholder; "" without a placeholder."""
        return (self.placeholder.words or self.field.label) if self.placeholder else ""

"""One line of the registry of fields: what a fact is called wherever it is read, kept, shown or printed."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from desktop.domain.case.field import Field


class Holder(StrEnum):
    """What keeps the fact."""

    CASE = "case"  # an attribute of Case, a column of `cases`
    REPLY = "reply"  # an attribute of ReplyFields, a column of `replies`
    PROPOSER = "proposer"  # an attribute of one Proposer
    RECORDS = "records"  # worked out of other facts or of what was recorded around the reply
    NOTHING = "nothing"  # read on paper, so that its words belong to no other field, and dropped


class Setter(StrEnum):
    """Who may set a field."""

    OFFICER = "officer"  # by command, in the window, and by what is imported
    PROGRAM = "program"  # only verbs of their own: moves, merging, records


@dataclass(frozen=True, slots=True)
class InList:
    """How the field stands in assignment lists and in the ledger, where `name` is its key (JSON, remembered columns).

    `words` are headings that mean it in a list only. It is a column of the ledger if it has a `width`, in characters of the
    sheet's font (two for a Chinese one); `heading` is printed above that column, the label if empty.
    """

    name: str
    words: str = ""
    width: float = 0
    centred: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How the field is recognised on a proposal's own paper; `name` is that of its value in `parse --json`.

    Without a name its words are no value of their own: they make proposers, units or the body, or are only kept from other fields.
    `words` are labels that mean it there only. With `labelled` False no label tells it: it comes with the meeting.
    """

    name: str = ""
    words: str = ""
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The placeholder that prints the field: its Chinese name (the label if empty), its name in braces (the key if empty)."""

    words: str = ""
    name: str = ""
    forms_only: bool = False  # no letter may use it


@dataclass(frozen=True, slots=True)
class InForm:
    """The place of a case field on the form for typing from paper: line and place on it (23 = third on line two), and a hint."""

    place: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One line of the registry. Words stand in one text, parted by blanks.

    `words` mean the field everywhere: to a command, as label on paper, as heading of a list; `commands` mean it to a command
    only. `in_letter` is its name among what was recognised of a reply. `short` text has room on half a line.
    """

    field: Field
    _: KW_ONLY
    holder: Holder = Holder.CASE
    setter: Setter = Setter.OFFICER
    column: bool = True  # False: kept in a table of its own
    words: str = ""
    commands: str = ""
    in_list: InList | None = None
    on_paper: OnPaper | None = None
    in_letter: str = ""
    placeholder: Placeholder | None = None
    in_form: InForm | None = None
    short: bool = False

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def command_names(self) -> tuple[str, ...]:
        """Every name that a command may use: key, label, other words."""
        return (self.key, self.field.label, *self.commands.split(), *self.words.split())

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that mean it in a list; () if no list has it."""
        listed = self.in_list
        return (self.field.label, *self.words.split(), *listed.words.split()) if listed else ()

    @property
    def paper_labels(self) -> tuple[str, ...]:
        """The labels that mean it on a proposal's paper; () if none does."""
        paper = self.on_paper
        labelled = paper is not None and paper.labelled
        return (self.field.label, *self.words.split(), *paper.words.split()) if paper and labelled else ()

    @property
    def placeholder_name(self) -> str:
        """What stands in braces in a template; "" if it has no placeholder."""
        return (self.placeholder.name or self.key) if self.placeholder else ""

    @property
    def placeholder_words(self) -> str:
        """The Chinese name of the placeholder; "" if it has none."""
        return (self.placeholder.words or self.field.label) if self.placeholder else ""

"""The fields of the registry that are columns of `cases` or `replies`."""

from __future__ import annotations

from desktop.domain.case.case import Case
from desktop.domain.case.field_entry import Holder
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import ReplyFields
from desktop.store.file.values import Columns

CASE_COLUMNS, LETTER_COLUMNS = (
    Columns(kind, [key for key, entry in REGISTRY.items() if entry.holder is holder and entry.column])
    for kind, holder in ((Case, Holder.CASE), (ReplyFields, Holder.REPLY))
)

"""What lies in the clipboard 「剪贴板」, and what it can be taken for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.domain.importing.plan import IntakeKind
from desktop.ui.parts.file_drop import dropped_files

_LEAST = 12
"""Fewer characters than this are no proposal and no reply."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Files, or text that can be taken for `kinds`, the likeliest first. Nothing of both: nothing to take in."""

    files: tuple[Path, ...] = ()
    text: str = ""
    kinds: tuple[IntakeKind, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.text)


def read_pasted(data: QMimeData) -> Pasted:
    """Read the clipboard. Cells copied from a sheet come as lines with tabs between the columns."""
    files = dropped_files(data)
    if files:
        return Pasted(files)
    text = data.text()
    if len(text.strip()) < _LEAST:
        return Pasted()
    papers = (IntakeKind.PROPOSAL, IntakeKind.REPLY)
    return Pasted((), text, (IntakeKind.LEDGER, *papers) if _is_table(text) else papers)


def _is_table(text: str) -> bool:
    """Two rows or more, most of them of several columns."""
    rows = [row for row in text.splitlines() if row.strip()]
    wide = sum("\t" in row for row in rows)
    return len(rows) > 1 and wide * 2 > len(rows)

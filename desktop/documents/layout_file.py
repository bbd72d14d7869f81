"""Reads templates/layouts/*.toml."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.toml_record import fault_at, read_record
from desktop.documents.toml_table import TomlTable, read_toml
from desktop.typesetting.layout import Layout
from desktop.typesetting.layout_check import layout_faults


def read_layout(path: Path) -> Layout:
    """Return the layout in that file. Raises TemplateProblem with file, line and reason if it cannot be printed."""
    return layout_from(read_toml(path))


def layout_from(table: TomlTable) -> Layout:
    """The layout in an already parsed file; errors as `read_layout`."""
    layout = read_record(Layout, table)
    for key, reason in layout_faults(layout):
        raise fault_at(table, key, reason)
    return layout

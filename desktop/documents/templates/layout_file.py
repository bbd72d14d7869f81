"""Reads templates/layouts/*.toml."""

from __future__ import annotations

from desktop.documents.templates.toml_template import TomlTable, read_record
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.layout_check import layout_faults


def read_layout(table: TomlTable) -> Layout:
    """Return the layout in that file. Raises TemplateProblem with file, line and reason if it cannot be printed."""
    layout = read_record(Layout, table)
    table.refuse(layout_faults(layout))
    return layout

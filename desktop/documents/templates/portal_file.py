"""Read and validate templates/portals/*.toml, the items of online handling systems."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.templates.form_file import text_reasons
from desktop.documents.templates.toml_template import Fault, TomlTable, read_record
from desktop.domain.forms.form_facts import FORM_FACT_NAMES, LIST_FIELDS
from desktop.domain.forms.portal import PortalItem, PortalTemplate

_MOST = 1_000_000


def read_portal(table: TomlTable) -> PortalTemplate:
    """Return the system in that file. Raises TemplateProblem with file, line and reason if it is invalid."""
    portal = read_record(PortalTemplate, table)
    seen: set[str] = set()
    for item, row in zip(portal.items, table.tables("items"), strict=True):
        row.refuse(_item_faults(item))
        if item.name in seen:
            row.refuse([("name", f"有两项都叫“{item.name}”")])
        seen.add(item.name)
    return portal


def _item_faults(item: PortalItem) -> Iterator[Fault]:
    if not item.name.strip():
        yield "name", "name 不能为空"
    if item.body == bool(item.text):
        yield "text", "每一项写 text（填什么），正文那一项写 body = true，只能有一样"
    if item.each and item.each not in LIST_FIELDS:
        yield "each", f"没有名为“{item.each}”的列表，可用的有{'、'.join(LIST_FIELDS)}"
        return
    if not 0 <= item.limit <= _MOST:
        yield "limit", f"limit 应在 0 到 {_MOST} 之间，0 是不限"
    known = {**FORM_FACT_NAMES, **(LIST_FIELDS[item.each] if item.each else {})}
    yield from (("text", reason) for reason in text_reasons(item.text, known))

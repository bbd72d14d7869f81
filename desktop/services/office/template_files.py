"""Template files 「模板」: the list with origin and problems of each, reloading, and a copy of a shipped one to edit."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.documents.templates.template_library import TemplateLibrary
from desktop.domain.errors import FileProblem, Refused, TemplateProblem
from desktop.services.office.workplace import SHIPPED_TEMPLATES, USER_TEMPLATES, Workplace

_ID = re.compile(r'^id\s*=\s*"([^"]+)"', re.MULTILINE)


class TemplateKind(StrEnum):
    """The folders of templates/; the value is the folder's name."""

    REPLY = "replies"
    LAYOUT = "layouts"
    LOCALITY = "localities"
    FORM = "forms"

    @property
    def label(self) -> str:
        return {"replies": "答复模板", "layouts": "版式", "localities": "各地规则", "forms": "随文表单"}[self]


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One template. `own`: the office's file is in force; `path`: that file."""

    kind: TemplateKind
    id: str
    name: str
    version: int
    basis: str
    own: bool
    path: Path

    @property
    def origin(self) -> str:
        return "本单位" if self.own else "随程序"


@dataclass(frozen=True, slots=True)
class TemplateList:
    """Every template in force, by kind, and the office's files left out because of errors."""

    cards: tuple[TemplateCard, ...]
    problems: tuple[TemplateProblem, ...]


def own_folder(work: Workplace) -> Path:
    """The folder of the office's own templates in the data folder; created with its subfolders if missing."""
    folder = work.data_dir / USER_TEMPLATES
    try:
        for kind in TemplateKind:
            (folder / kind).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FileProblem("本单位模板的文件夹建不了", "请检查数据文件夹能不能写入") from fault
    return folder


def template_list(work: Workplace) -> TemplateList:
    """The templates in force. Files changed since loading are not read again; see `reload_templates`."""
    return TemplateList(
        tuple(_card(work, kind, item) for kind in TemplateKind for item in _items(work.library, kind)),
        work.library.problems,
    )


def reload_templates(work: Workplace) -> TemplateList:
    """Read all template files again and return the list."""
    work.template_cache.invalidate()
    return template_list(work)


def copy_to_own(work: Workplace, card: TemplateCard) -> Path:
    """Copy a shipped template into the office's folder, where the copy takes precedence and may be edited.

    Raises Refused if the office has that file already, FileProblem if it cannot be written.
    """
    target = own_folder(work) / card.kind / card.path.name
    if target.exists():
        raise Refused(f"本单位已经有“{card.path.name}”", "请打开文件夹直接改那一份")
    try:
        shutil.copyfile(card.path, target)
    except OSError as fault:
        raise FileProblem(
            f"“{card.path.name}”没有复制成", "请检查数据文件夹能不能写入、磁盘是否已满"
        ) from fault
    work.template_cache.invalidate()
    return target


class _Known(Protocol):
    """The attributes common to all kinds of templates."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def basis(self) -> str: ...


def _items(library: TemplateLibrary, kind: TemplateKind) -> Iterable[_Known]:
    found: dict[TemplateKind, Mapping[str, _Known]] = {
        TemplateKind.REPLY: library.replies,
        TemplateKind.LAYOUT: library.layouts,
        TemplateKind.LOCALITY: library.localities,
        TemplateKind.FORM: library.forms,
    }
    return found[kind].values()


def _card(work: Workplace, kind: TemplateKind, item: _Known) -> TemplateCard:
    own = _file_of(work.data_dir / USER_TEMPLATES / kind, item.id)
    shipped = _file_of(SHIPPED_TEMPLATES / kind, item.id)
    path = own or shipped or SHIPPED_TEMPLATES / kind
    return TemplateCard(kind, item.id, item.name, item.version, item.basis, own is not None, path)


def _file_of(folder: Path, wanted: str) -> Path | None:
    """The file that holds the template of that id; usually it has the same name."""
    named = folder / f"{wanted}.toml"
    others = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    for path in sorted(others, key=lambda path: path != named):
        found = _ID.search(path.read_text(encoding="utf-8", errors="replace"))
        if found and found[1] == wanted:
            return path
    return None

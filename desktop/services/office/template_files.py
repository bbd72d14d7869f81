"""Template files 「模板」: the list with origin and problems of each, reloading, and a copy of a shipped one to edit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.documents.templates.form_file import read_form
from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.portal_file import read_portal
from desktop.documents.templates.score_file import read_score
from desktop.documents.templates.template_library import TemplateLibrary, read_layout, read_reply_template
from desktop.documents.templates.toml_template import TomlTable, read_toml
from desktop.domain.errors import FileProblem, Refused, TemplateProblem
from desktop.services.office.workplace import SHIPPED_TEMPLATES, USER_TEMPLATES, Workplace


class TemplateKind(StrEnum):
    """The folders of templates/; the value is the folder's name."""

    REPLY = "replies"
    LAYOUT = "layouts"
    LOCALITY = "localities"
    FORM = "forms"
    PORTAL = "portals"
    SCORE = "scores"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    TemplateKind.REPLY: "答复模板",
    TemplateKind.LAYOUT: "版式",
    TemplateKind.LOCALITY: "各地规则",
    TemplateKind.FORM: "随文表单",
    TemplateKind.PORTAL: "填报项目",
    TemplateKind.SCORE: "评分标准",
}


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
    library = work.library
    cards = [card for kind in TemplateKind for card in _cards(work, library, kind)]
    return TemplateList(
        tuple(cards),
        (*library.problems, *library.forms.problems, *library.portals.problems, *library.scores.problems),
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


_READERS: dict[TemplateKind, Callable[[TomlTable], _Known]] = {
    TemplateKind.REPLY: read_reply_template,
    TemplateKind.LAYOUT: read_layout,
    TemplateKind.LOCALITY: read_locality,
    TemplateKind.FORM: read_form,
    TemplateKind.PORTAL: read_portal,
    TemplateKind.SCORE: read_score,
}


def _items(library: TemplateLibrary, kind: TemplateKind) -> Iterable[_Known]:
    found: dict[TemplateKind, Mapping[str, _Known]] = {
        TemplateKind.REPLY: library.replies,
        TemplateKind.LAYOUT: library.layouts,
        TemplateKind.LOCALITY: library.localities,
        TemplateKind.FORM: library.forms,
        TemplateKind.PORTAL: library.portals,
        TemplateKind.SCORE: library.scores,
    }
    return found[kind].values()


def _cards(work: Workplace, library: TemplateLibrary, kind: TemplateKind) -> Iterator[TemplateCard]:
    own = _files_in_force(work.data_dir / USER_TEMPLATES / kind, kind)
    for item in _items(library, kind):
        path = own.get(
            item.id, SHIPPED_TEMPLATES / kind / f"{item.id}.toml"
        )  # shipped files are named by their id
        yield TemplateCard(kind, item.id, item.name, item.version, item.basis, item.id in own, path)


def _files_in_force(folder: Path, kind: TemplateKind) -> dict[str, Path]:
    """The office's file of each id, without those that have errors: there the shipped template stays in force."""
    found = {}
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            found[_READERS[kind](read_toml(path)).id] = path
        except TemplateProblem:
            continue
    return found

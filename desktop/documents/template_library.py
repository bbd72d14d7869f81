"""Every template, layout and locality that this program knows: those it brings, overridden by the office's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.documents.form_file import read_form
from desktop.documents.layout_file import read_layout
from desktop.documents.locality_file import read_locality
from desktop.documents.reply_file import read_reply_template
from desktop.domain.case import Case
from desktop.domain.errors import TemplateProblem
from desktop.domain.form_template import FormTemplate
from desktop.domain.locality import Locality
from desktop.domain.reply_template import ReplyTemplate
from desktop.typesetting.layout import Layout

_MOST_FILES = 500


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Kind = TypeVar("_Kind", bound=_Named)


@dataclass(frozen=True, slots=True)
class TemplateLibrary:
    """Templates by id. `problems` are files of the office's own folder that were left out, each with its reason."""

    replies: dict[str, ReplyTemplate]
    layouts: dict[str, Layout]
    localities: dict[str, Locality]
    problems: tuple[TemplateProblem, ...] = field(default=())
    forms: dict[str, FormTemplate] = field(default_factory=dict)

    def reply(self, template_id: str) -> ReplyTemplate:
        """That reply template. Raises TemplateProblem if there is none of that id."""
        return _named(self.replies, template_id, "答复模板")

    def layout(self, layout_id: str) -> Layout:
        """That layout. Raises TemplateProblem if there is none of that id."""
        return _named(self.layouts, layout_id, "版式")

    def locality(self, locality_id: str) -> Locality:
        """That place's rule book. Raises TemplateProblem if there is none of that id."""
        return _named(self.localities, locality_id, "属地规则")

    def form(self, form_id: str) -> FormTemplate:
        """That form. Raises TemplateProblem if there is none of that id."""
        return _named(self.forms, form_id, "表单")

    def replies_for(self, case: Case) -> tuple[ReplyTemplate, ...]:
        """The reply templates that fit a case by type, level and role; an empty list in a template fits everything."""
        return tuple(
            template
            for template in self.replies.values()
            if _fits(template.matter_types, case.matter_type)
            and _fits(template.levels, case.level)
            and _fits(template.roles, case.handling_role)
        )


def load_library(folder: Path, own_folder: Path | None = None) -> TemplateLibrary:
    """Read replies/, layouts/, localities/ and forms/ below `folder`, then below `own_folder`, whose files win by id.

    Raises TemplateProblem for a broken file of the program's own; a broken file of the office's is left out and named in
    `problems`, so that one slip does not keep the program from starting.
    """
    problems: list[TemplateProblem] = []
    replies = _read_all(folder, own_folder, "replies", read_reply_template, problems)
    layouts = _read_all(folder, own_folder, "layouts", read_layout, problems)
    localities = _read_all(folder, own_folder, "localities", read_locality, problems)
    for template in list(replies.values()):
        if template.layout not in layouts:
            problem = TemplateProblem(
                f"答复模板“{template.name}”要用的版式“{template.layout}”不存在", "请改正模板的layout一项"
            )
            if own_folder is None:
                raise problem
            problems.append(problem)
            del replies[template.id]
    forms = _read_all(folder, own_folder, "forms", read_form, problems)
    return TemplateLibrary(replies, layouts, localities, tuple(problems), forms)


def _read_all(
    folder: Path,
    own_folder: Path | None,
    part: str,
    read: Callable[[Path], _Kind],
    problems: list[TemplateProblem],
) -> dict[str, _Kind]:
    found = {item.id: item for item in (read(path) for path in _files(folder / part))}
    for path in _files(own_folder / part) if own_folder else ():
        try:
            item = read(path)
            found[item.id] = item
        except TemplateProblem as problem:
            problems.append(problem)
    return found


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.glob("*.toml"))[:_MOST_FILES]


def _named(found: dict[str, _Kind], key: str, kind: str) -> _Kind:
    if key not in found:
        raise TemplateProblem(f"没有名为“{key}”的{kind}", f"可用的有：{'、'.join(found)}")
    return found[key]


def _fits(wanted: tuple[object, ...], value: object) -> bool:
    return not wanted or value in wanted

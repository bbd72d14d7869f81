"""All templates, layouts, localities and forms: those shipped with the program, overridden by the office's own files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.documents.templates.form_file import read_form
from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.portal_file import read_portal
from desktop.documents.templates.score_file import read_score
from desktop.documents.templates.toml_template import Fault, TomlTable, read_record, read_toml
from desktop.domain.errors import TemplateProblem
from desktop.domain.figures.self_check import ScoreSheet
from desktop.domain.forms.form_template import FormTemplate
from desktop.domain.forms.portal import PortalTemplate
from desktop.domain.letter.facts import FACT_NAMES
from desktop.domain.letter.placeholder import fill, placeholders_in
from desktop.domain.letter.reply_template import Phrase, ReplyTemplate, SectionPlan
from desktop.domain.rules.locality import Locality
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.layout_check import layout_faults

# Reply templates: templates/replies/*.toml.
_SECTION_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")  # used in the bookmark sec_KEY


def read_reply_template(table: TomlTable) -> ReplyTemplate:
    """Return the reply template in that file. Raises TemplateProblem with file, line and reason if it is invalid."""
    template = read_record(ReplyTemplate, table)
    table.refuse(_template_faults(template))
    seen: set[str] = set()
    for plan, row in zip(template.sections, table.tables("sections"), strict=True):
        row.refuse(_section_faults(plan, seen))
        for phrase, phrase_row in zip(plan.phrases, row.tables("phrases"), strict=True):
            phrase_row.refuse(_text_faults(phrase))
    return template


def _template_faults(template: ReplyTemplate) -> Iterator[Fault]:
    yield from _text_faults(template)
    for name in template.required_fields:
        if name not in FACT_NAMES:
            yield "required_fields", f"没有名为“{name}”的事实"
    if not template.title_lines or not all(template.title_lines):
        yield "title_lines", "标题不能为空"


def _section_faults(plan: SectionPlan, seen: set[str]) -> Iterator[Fault]:
    if not _SECTION_KEY.fullmatch(plan.key):
        yield "key", f"“{plan.key}”应由小写英文字母、数字和下划线组成"
    if plan.key in seen:
        yield "key", f"“{plan.key}”与前面的部分重名"
    seen.add(plan.key)
    least, most = plan.advice
    if least < 0 or (most and most < least):
        yield "advice", "篇幅建议应写成[最少字数, 最多字数]"
    yield from _text_faults(plan)


def _text_faults(record: ReplyTemplate | SectionPlan | Phrase) -> Iterator[Fault]:
    """Yield faults for unknown placeholders and for braces that are not placeholders."""
    for item in fields(record):
        value = getattr(record, item.name)
        for text in [value] if isinstance(value, str) else value if _is_texts(value) else []:
            unknown = [name for name in placeholders_in(text) if name not in FACT_NAMES]
            if unknown:
                yield item.name, f"没有名为“{unknown[0]}”的占位符"
            if re.search(r"[{}]", fill(text, {}, names=FACT_NAMES).text):
                yield item.name, "花括号里只能写占位符的名字，如{number}或{编号}"


def _is_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


# Layouts: templates/layouts/*.toml.
def read_layout(table: TomlTable) -> Layout:
    """Return the layout in that file. Raises TemplateProblem with file, line and reason if it is invalid."""
    layout = read_record(Layout, table)
    table.refuse(layout_faults(layout))
    return layout


# The library.
_MAX_FILES = 500


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


_Kind = TypeVar("_Kind", bound=_Named)


class LateCatalog(Mapping[str, _Kind]):
    """The templates of one folder by id, read on first access. `problems` are the office's own files that were left out.

    Any access may raise TemplateProblem for an invalid shipped file. Empty without a folder.
    """

    def __init__(
        self,
        part: str,
        read: Callable[[TomlTable], _Kind],
        folder: Path | None = None,
        own_folder: Path | None = None,
    ) -> None:
        self._part, self._reader = part, read
        self._folder, self._own_folder = folder, own_folder

    @cached_property
    def _read(self) -> tuple[dict[str, _Kind], frozenset[str], tuple[TemplateProblem, ...]]:
        if self._folder is None:
            return {}, frozenset(), ()
        problems: list[TemplateProblem] = []
        own = _own(self._own_folder, self._part, self._reader, problems)
        return _shipped(self._folder, self._part, self._reader) | own, frozenset(own), tuple(problems)

    @property
    def own(self) -> frozenset[str]:
        """The ids of the office's own files."""
        return self._read[1]

    @property
    def problems(self) -> tuple[TemplateProblem, ...]:
        """Files of the office's own folder that were left out, each with its reason."""
        return self._read[2]

    def __getitem__(self, template_id: str) -> _Kind:
        return self._read[0][template_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read[0])

    def __len__(self) -> int:
        return len(self._read[0])


def _forms(folder: Path | None = None, own_folder: Path | None = None) -> LateCatalog[FormTemplate]:
    return LateCatalog("forms", read_form, folder, own_folder)


def _portals(folder: Path | None = None, own_folder: Path | None = None) -> LateCatalog[PortalTemplate]:
    return LateCatalog("portals", read_portal, folder, own_folder)


def _scores(folder: Path | None = None, own_folder: Path | None = None) -> LateCatalog[ScoreSheet]:
    return LateCatalog("scores", read_score, folder, own_folder)


@dataclass(frozen=True, slots=True)
class TemplateLibrary:
    """Templates by id. `problems` are files of the office's own folder that were left out, each with its reason."""

    replies: dict[str, ReplyTemplate]
    layouts: dict[str, Layout]
    localities: dict[str, Locality]
    problems: tuple[TemplateProblem, ...] = field(default=())
    forms: LateCatalog[FormTemplate] = field(default_factory=_forms)
    portals: LateCatalog[PortalTemplate] = field(default_factory=_portals)
    scores: LateCatalog[ScoreSheet] = field(default_factory=_scores)

    def reply(self, template_id: str) -> ReplyTemplate:
        """The reply template with that id. Raises TemplateProblem if there is none."""
        return _named(self.replies, template_id, "答复模板")

    def layout(self, layout_id: str) -> Layout:
        """The layout with that id. Raises TemplateProblem if there is none."""
        return _named(self.layouts, layout_id, "版式")

    def locality(self, locality_id: str) -> Locality:
        """The rule book with that id. Raises TemplateProblem if there is none."""
        return _named(self.localities, locality_id, "属地规则")

    def form(self, form_id: str) -> FormTemplate:
        """The form with that id. Raises TemplateProblem if there is none."""
        return _named(self.forms, form_id, "表单")

    def portal(self, portal_id: str) -> PortalTemplate:
        """The items of the system with that id. Raises TemplateProblem if there is none."""
        return _named(self.portals, portal_id, "填报项目")

    def score(self, score_id: str) -> ScoreSheet:
        """The scoring standard with that id. Raises TemplateProblem if there is none."""
        return _named(self.scores, score_id, "评分标准")


def load_library(folder: Path, own_folder: Path | None = None) -> TemplateLibrary:
    """Read replies/, layouts/ and localities/ in `folder`, then in `own_folder`, whose files override those of the same id.

    forms/, portals/ and scores/ are read on first access, to start faster.

    Raises TemplateProblem for an invalid shipped file; an invalid file of the office is left out and listed in
    `problems`, so that the program still starts.
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
    late = (_forms(folder, own_folder), _portals(folder, own_folder), _scores(folder, own_folder))
    return TemplateLibrary(replies, layouts, localities, tuple(problems), *late)


def _read_all(
    folder: Path,
    own_folder: Path | None,
    part: str,
    read: Callable[[TomlTable], _Kind],
    problems: list[TemplateProblem],
) -> dict[str, _Kind]:
    return _shipped(folder, part, read) | _own(own_folder, part, read, problems)


def _shipped(folder: Path, part: str, read: Callable[[TomlTable], _Kind]) -> dict[str, _Kind]:
    return {item.id: item for item in (read(read_toml(path)) for path in _files(folder / part))}


def _own(
    folder: Path | None, part: str, read: Callable[[TomlTable], _Kind], problems: list[TemplateProblem]
) -> dict[str, _Kind]:
    found = {}
    for path in _files(folder / part) if folder else ():
        try:
            item = read(read_toml(path))
            found[item.id] = item
        except TemplateProblem as problem:
            problems.append(problem)
    return found


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.glob("*.toml"))[:_MAX_FILES]


def _named(found: Mapping[str, _Kind], key: str, kind: str) -> _Kind:
    if key not in found:
        names = "、".join(f"{one.name}（{one.id}）" for one in found.values())
        raise TemplateProblem(f"没有名为“{key}”的{kind}", f"可用的有：{names}")
    return found[key]

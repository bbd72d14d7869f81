"""Read and validate reply templates: templates/replies/*.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from desktop.documents.templates.toml_template import Fault, TomlTable, read_record
from desktop.domain.letter.facts import FACT_NAMES
from desktop.domain.letter.placeholder import fill, placeholders_in
from desktop.domain.letter.reply_template import Phrase, ReplyTemplate, SectionPlan

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

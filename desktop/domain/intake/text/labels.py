"""Read labelled values of replies (办理结果：B　　签发人：詹镭) and of proposal forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.text.line_kinds import LABEL
from desktop.domain.intake.text.source import MappedText

_BLANK = re.compile(r"\s+")
_EDGE = " \t\u3000\u00a0，,；;、。|｜"


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label without blanks, and the value after its colon."""

    label: str
    value: MappedText


def read_labels(line: MappedText) -> tuple[LabelledValue, ...]:
    """Return the labelled values of a line; a value ends at the next label. Brackets around the line are dropped."""
    found = list(LABEL.finditer(line.text))
    pairs: list[LabelledValue] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        pairs.append(LabelledValue(_BLANK.sub("", match["label"]), trimmed(line.part(match.end(), end))))
    return tuple(pairs)


def before_labels(line: MappedText) -> MappedText:
    """Return the text before the first label of the line."""
    match = LABEL.search(line.text)
    return line.part(0, match.start()).strip() if match else line


def trimmed(value: MappedText) -> MappedText:
    """Return the value without separators at its ends and without an unmatched closing bracket."""
    start = len(value.text) - len(value.text.lstrip(_EDGE))
    value = value.part(start, max(start, len(value.text.rstrip(_EDGE))))
    while value.text and value.text[-1] in "）)】]" and not any(mark in value.text for mark in "（(【["):
        value = value.part(0, len(value.text) - 1)
        value = value.part(0, len(value.text.rstrip(_EDGE)))
    return value


# Labels of a proposal form: 案由：, 提案人　张三, 主办单位|区科委 (DOMAIN 3.3).
FIELD_OF = {label: entry.key for entry in REGISTRY.values() for label in entry.paper_labels}
"""Label -> key of its field in the registry."""
_ANY = "|".join(r"[ \u3000]*".join(label) for label in sorted(FIELD_OF, key=len, reverse=True))
_COLON = re.compile(
    rf"(?:(?<=^)|(?<=[\s　（(；;，,。|｜\d]))(?P<label>{_ANY})\s*(?:[（(][^（）()]{{0,12}}[）)])?\s*[:：]"
)
_CELL = re.compile(r"\t|\s*[|｜]\s*")


@dataclass(frozen=True, slots=True)
class FormValue:
    """A field of the form with the text beside its label; `value` may be empty."""

    field: str
    value: MappedText


def field_of(label: str) -> str | None:
    """Return the field of a label (blanks ignored: 提 案 人), or None."""
    return FIELD_OF.get(_BLANK.sub("", label).strip("：:"))


def read_form_line(line: MappedText) -> tuple[FormValue, ...]:
    """Return the fields of a line that begins with a label, separated by colons or by table cells."""
    cells = _cells(line)
    if len(cells) > 1 and field_of(cells[0].text):
        return _from_cells(cells)
    found = list(_COLON.finditer(line.text))
    if not found or found[0].start() > 1:
        return ()
    values = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        values.append(_form_value(FIELD_OF[_BLANK.sub("", match["label"])], line.part(match.end(), end)))
    return tuple(values)


def _form_value(field: str, value: MappedText) -> FormValue:
    """The value beside a label; the body's first paragraph keeps its full stop."""
    return FormValue(field, value.strip() if field == "body" else trimmed(value))


def _cells(line: MappedText) -> list[MappedText]:
    cells: list[MappedText] = []
    start = 0
    for cut in _CELL.finditer(line.text):
        cells.append(line.part(start, cut.start()).strip())
        start = cut.end()
    cells.append(line.part(start).strip())
    return [cell for cell in cells if cell.text]


def _from_cells(cells: list[MappedText]) -> tuple[FormValue, ...]:
    values: list[FormValue] = []
    field: str | None = None
    for cell in cells:
        named = field_of(cell.text)
        if named is not None:
            field = named
        elif field is not None:
            values.append(_form_value(field, cell))
            field = None
    return tuple(values)

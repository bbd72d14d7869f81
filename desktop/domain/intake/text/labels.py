"""Pairs of a label and its value on the lines of a head or a tail: 办理结果：B　　签发人：詹镭."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.intake.text.line_kinds import LABEL
from desktop.domain.intake.text.source import MappedText

_BLANK = re.compile(r"\s+")
_EDGE = " \t\u3000\u00a0，,；;、。|｜"


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label without its blanks, and the value behind its colon."""

    label: str
    value: MappedText


def read_labels(line: MappedText) -> tuple[LabelledValue, ...]:
    """Return the pairs of a line; a value ends where the next label begins. Brackets around the line are dropped."""
    found = list(LABEL.finditer(line.text))
    pairs: list[LabelledValue] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        pairs.append(LabelledValue(_BLANK.sub("", match["label"]), trimmed(line.part(match.end(), end))))
    return tuple(pairs)


def before_labels(line: MappedText) -> MappedText:
    """Return what stands on the line before its first label."""
    match = LABEL.search(line.text)
    return line.part(0, match.start()).strip() if match else line


def trimmed(value: MappedText) -> MappedText:
    """Return the value without separators at its ends and without a closing bracket that opens nowhere."""
    start = len(value.text) - len(value.text.lstrip(_EDGE))
    value = value.part(start, max(start, len(value.text.rstrip(_EDGE))))
    while value.text and value.text[-1] in "）)】]" and not any(mark in value.text for mark in "（(【["):
        value = value.part(0, len(value.text) - 1)
        value = value.part(0, len(value.text.rstrip(_EDGE)))
    return value

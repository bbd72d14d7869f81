"""The invented corpus of replies and proposals: one file each, a JSON key, a line of =====, then the text.

In the text `<<body` and `body>>` enclose the body, `#2 ` marks a heading of level 2; `@body 07` includes the body of
another file. All offices, persons, numbers and matters are invented. `wrapped` prints a text as programs print it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop.domain.intake.text.source import is_wide

FOLDER = Path(__file__).resolve().parent
NO_LINE_START = "，。、；：！？”’）》】%"
WIDTHS = (20, 26, 28, 34)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One document: `lines` are its paragraphs as printed; the body is `lines[first:last]`."""

    name: str
    key: dict[str, object]
    lines: tuple[str, ...]
    first: int
    last: int
    headings: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def body(self) -> tuple[str, ...]:
        """The body's paragraphs; text after the salutation on the same line comes first."""
        lead = self.key.get("lead")
        return (*([str(lead)] if lead else []), *self.lines[self.first : self.last])


@lru_cache
def specimens(folder: str) -> tuple[Specimen, ...]:
    """Return the specimens of `replies` or `proposals`, sorted by name."""
    return tuple(_read(file) for file in sorted((FOLDER / folder).glob("*.txt")))


def _read(file: Path) -> Specimen:
    key, text = file.read_text(encoding="utf-8").split("\n=====\n", 1)
    lines: list[str] = []
    headings: list[tuple[int, str]] = []
    first = last = 0
    for line in _source_lines(file, text):
        if line == "<<body":
            first = len(lines)
        elif line == "body>>":
            last = len(lines)
        elif line.startswith("#") and line[1:2].isdigit():
            headings.append((int(line[1]), line[3:]))
            lines.append(line[3:])
        elif line:
            lines.append(line)
    return Specimen(file.stem, json.loads(key), tuple(lines), first, last, tuple(headings))


def _source_lines(file: Path, text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("@body "):
            yield line
            continue
        (other,) = file.parent.glob(f"{line.removeprefix('@body ')}-*.txt")
        fenced = other.read_text(encoding="utf-8").split("<<body\n", 1)[1].split("body>>", 1)[0]
        yield from ["<<body", *fenced.splitlines(), "body>>"]


def wrapped(specimen: Specimen, columns: int, *, indent: str = "", gap: str = "\n") -> str:
    """Return the text cut after every `columns` characters, as a pasted text is; the body takes `indent`.

    Table rows (lines with tabs) are not cut.
    """
    parts = []
    for index, line in enumerate(specimen.lines):
        line = (indent if specimen.first <= index < specimen.last else "") + line
        if "\t" in line:
            parts.append(line)
            continue
        parts.append("\n".join(line[at : at + columns] for at in range(0, len(line), columns)))
    return gap.join(parts)


def printed(specimen: Specimen, columns: int, *, page: int = 25, spaced: bool = False) -> str:
    """Return the text as extracted from a PDF: broken by width, no mark at the start of a line, first-line indents lost,
    page numbers between pages, and with `spaced` an empty line after every line."""
    lines: list[str] = []
    for index, paragraph in enumerate(specimen.lines):
        room = columns - 2 if specimen.first <= index < specimen.last else columns
        lines.extend(_set(paragraph, room, columns))
    pages = [lines[at : at + page] for at in range(0, len(lines), page)]
    between = "\n\n" if spaced else "\n"
    return "\n".join(between.join(sheet) + f"\n— {number} —" for number, sheet in enumerate(pages, 1))


def _set(paragraph: str, room: float, columns: int) -> Iterator[str]:
    if "\t" in paragraph:
        yield paragraph
        return
    line, used = "", 0.0
    for character in paragraph:
        width = 1.0 if is_wide(character) else 0.5
        width += 0.25 if line and is_wide(line[-1]) != is_wide(character) else 0.0
        if used + width > room and character not in NO_LINE_START and not _inside_number(line, character):
            yield line
            line, used, room = "", 0.0, float(columns)
        line += character
        used += width
    if line:
        yield line


def _inside_number(line: str, character: str) -> bool:
    return (
        len(line) > 12
        and line[-1:].isascii()
        and line[-1:].isalnum()
        and character.isascii()
        and character.isalnum()
    )

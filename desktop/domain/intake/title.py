"""Find the title of a reply among the lines of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.intake.marks import TITLE_MARK
from desktop.domain.intake.text.line_kinds import is_organ_line
from desktop.domain.intake.text.source import MappedText, is_wide, joined, width

Lines = tuple[MappedText, ...]
TITLE_WORD = re.compile(r"提案|建议|议案|意见|答复|复函|回复|办理")
TITLE_END = re.compile(
    r"(?:答复|答复函|复函|的?函|意见|回复|回复函|答复意见|办理情况|情况报告|报告|情况说明|的提案|的建议)(?:[（(【\[].{1,14}[）)】\]])?$"
)
TITLE_START = re.compile(r"(?:.{2,24}?)?(?:关于|对)")
_NOTE_AT_END = re.compile(
    r"[（(](?:主动公开|依申请公开|不予公开|此件.{2,8}|[^（()）]{0,4}公开[^（()）]{0,4})[）)]$"
)
_JUNK = re.compile(r"字体[:：]|[>＞|｜]|次数|^(?:来源|日期|时间)[:：]")
_LONGEST_LINE = 22.0


def without_padding(line: MappedText) -> MappedText:
    """Return a title line without blanks (答 复), keeping those between two Latin words."""
    text = line.text
    return line.keep(
        lambda index: (
            not text[index].isspace()
            or (0 < index < len(text) - 1 and not is_wide(text[index - 1]) and not is_wide(text[index + 1]))
        )
    )


def title_from(lines: Sequence[MappedText], filled: bool) -> tuple[Lines, Lines]:
    """Return the title's lines and the bracketed marks after it, out of the unclassified lines of the head.

    If the title occurs twice (web copies), the last one is used. `filled`: the lines were broken by width, so
    they are broken again before 第…号. Empty if no line mentions a proposal or a reply.
    """
    runs = _runs([without_padding(line) for line in lines if not _JUNK.search(line.text)])
    wanted = [run for run in runs if any(TITLE_WORD.search(line.text) for line in run)]
    if not wanted:
        return (), ()
    title, notes = _without_marks(_without_strays(wanted[-1]))
    return (_broken_by_meaning(joined(title)) if filled else title), notes


def _runs(lines: Sequence[MappedText]) -> list[Lines]:
    """Split the lines after each end of a title that is followed by a new beginning."""
    runs: list[list[MappedText]] = []
    for line in lines:
        ended = runs and TITLE_END.search(runs[-1][-1].text) and TITLE_START.match(line.text)
        if not runs or ended:
            runs.append([line])
        else:
            runs[-1].append(line)
    return [tuple(run) for run in runs]


def _without_strays(title: Lines) -> Lines:
    """Drop a stray line directly above the title: one without 关于, 对 or an organ, before 关于… or 对…."""
    for index in range(len(title) - 1, 0, -1):
        above = title[index - 1].text
        if (
            re.match(r"关于|对", title[index].text)
            and not re.search(r"关于|对", above)
            and not is_organ_line(above)
        ):
            return title[index:]
    return title


def _without_marks(title: Lines) -> tuple[Lines, Lines]:
    """Split a class mark or disclosure note off the end of the title."""
    last = title[-1]
    notes: list[MappedText] = []
    for pattern in (TITLE_MARK, _NOTE_AT_END, TITLE_MARK):
        match = pattern.search(last.text)
        if match and match.start() > 0:
            notes.append(last.part(match.start()).strip())
            last = last.part(0, match.start()).strip()
    return (*title[:-1], last), tuple(notes)


def _broken_by_meaning(title: MappedText) -> Lines:
    if width(title.text) <= _LONGEST_LINE:
        return (title,)
    match = re.search(r"(?<=[议会])第[^，。]{1,20}?号", title.text)
    return (title.part(0, match.start()), title.part(match.start())) if match else (title,)

"""Remove private data from a printable document, block by block, keeping the formatting of the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from desktop.domain.redaction.redaction import Removal, Span
from desktop.typesetting.model.block import Block, PrintedDocument, Run, TableBlock

_AROUND = 8
_PLACES = {
    "title": "标题", "class_mark": "办理结果类别", "result": "办理结果行", "salutation": "称谓", "attachment_list": "附件说明",
    "issuer": "署名", "issue_date": "日期", "note": "附注", "attachment_mark": "附件标识", "attachment_title": "附件标题",
}  # fmt: skip

Finder = Callable[[str], Sequence[Span]]


@dataclass(slots=True)
class Redactor:
    """Removes what `find` finds unless its key is in `kept` (removals the officer rejected); collects all that was found."""

    find: Finder
    kept: frozenset[str]
    removals: list[Removal] = field(default_factory=list)
    _paragraph: int = 0

    def document(self, printed: PrintedDocument) -> PrintedDocument:
        """The document without private data; a paragraph that becomes empty is left out."""
        blocks = tuple(self._blocks(printed.blocks))
        head, foot = printed.letterhead, printed.imprint
        return replace(
            printed,
            blocks=blocks,
            title=self._text(printed.title, "标题", counted=False),
            letterhead=replace(head, issuing_mark=self._text(head.issuing_mark, "发文机关标志")),
            imprint=replace(foot, copies_to=self._text(foot.copies_to, "抄送")),
        )

    def _blocks(self, blocks: Iterable[Block | TableBlock]) -> Iterator[Block | TableBlock]:
        for block in blocks:
            if isinstance(block, TableBlock):
                rows = tuple(tuple(tuple(map(self._cell, cell)) for cell in row) for row in block.rows)
                yield replace(block, rows=rows)
                continue
            if block.anchor is not None and block.runs:
                self._paragraph += 1
            place = _PLACES.get(block.style, "") if block.anchor is None else f"正文第{self._paragraph}段"
            cut = self._block(block, place or "正文")
            if cut.runs or not block.runs:
                yield cut

    def _cell(self, block: Block) -> Block:
        return self._block(block, "表格")

    def _block(self, block: Block, place: str) -> Block:
        runs = self._runs(block.runs, place)
        right = self._runs(block.right_runs, place)
        if runs is block.runs and right is block.right_runs:
            return block
        return replace(
            block, runs=runs if "".join(run.text for run in runs).strip() else (), right_runs=right
        )

    def _runs(self, runs: tuple[Run, ...], place: str) -> tuple[Run, ...]:
        text = "".join(run.text for run in runs)
        spans = self._taken(text, place)
        return cut_runs(runs, spans) if spans else runs

    def _text(self, text: str, place: str, *, counted: bool = True) -> str:
        spans = self._taken(text, place, counted=counted)
        for span in reversed(spans):
            text = text[: span.start] + span.after + text[span.end :]
        return text

    def _taken(self, text: str, place: str, *, counted: bool = True) -> list[Span]:
        """The spans to remove from `text`; with `counted` all that were found are collected."""
        taken = []
        for span in self.find(text):
            removal = _removal(span, text, place)
            if counted:
                self.removals.append(removal)
            if removal.key not in self.kept:
                taken.append(span)
        return taken


def _removal(span: Span, text: str, place: str) -> Removal:
    before = text[span.start : span.end].strip()
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    mark = hashlib.sha256(f"{place}\n{before}\n{around}".encode("utf-8", "replace")).hexdigest()[:6]
    return Removal(f"{span.kind}-{mark}", span.kind, place, before, span.after, around)


def cut_runs(runs: tuple[Run, ...], spans: Sequence[Span]) -> tuple[Run, ...]:
    """The runs with the spans (offsets in their joined text) replaced, formatted as the first run of each span.

    No run is removed, so that indexes of runs stay valid; a run may become empty.
    """
    starts = list(accumulate((len(run.text) for run in runs), initial=0))
    return tuple(
        replace(run, text=_cut(run.text, start, spans)) for run, start in zip(runs, starts, strict=False)
    )


def _cut(text: str, offset: int, spans: Sequence[Span]) -> str:
    done, end = [], 0
    for span in spans:
        first, last = span.start - offset, span.end - offset
        if last <= 0 or first >= len(text):
            continue
        done.append(text[end : max(first, 0)])
        if first >= 0:
            done.append(span.after)
        end = min(last, len(text))
    return "".join([*done, text[end:]])

"""Accuracy of recognition on the invented corpus: fields and paragraph boundaries, as typed and hard-wrapped.

The corpus keys are the expected values. No other program recognises replies, so the peer column shows the aim.
Run with --faults to see each difference.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from desktop.domain.intake.parsed_proposal import proposal_to_json
from desktop.domain.intake.parsed_reply import reply_to_json
from desktop.domain.intake.proposal_recognition import recognise_proposal
from desktop.domain.intake.reply_recognition import recognise_reply
from tests.intake_corpus.corpus import WIDTHS, Specimen, printed, specimens, wrapped

Parse = Callable[[str], dict[str, Any]]
Form = Callable[[Specimen], str]


def _forms() -> Iterator[tuple[str, Form]]:
    yield "one paragraph a line", lambda specimen: specimen.text
    for columns in WIDTHS:
        yield f"cut at {columns}", partial(wrapped, columns=columns)
        yield (
            f"cut at {columns}, indented",
            partial(wrapped, columns=columns, indent="　　"),
        )
        yield (
            f"cut at {columns}, empty lines",
            partial(wrapped, columns=columns, gap="\n\n"),
        )
        yield f"printed at {columns}", partial(printed, columns=columns)
        yield (
            f"printed at {columns}, spaced",
            partial(printed, columns=columns, spaced=True),
        )


def _boundaries(paragraphs: tuple[str, ...]) -> set[int]:
    """The ends of the body's paragraphs, in characters from its start."""
    ends: set[int] = set()
    length = 0
    for paragraph in paragraphs:
        length += len(paragraph.replace(" ", ""))
        ends.add(length)
    return ends


def _field_faults(specimen: Specimen, found: dict[str, Any], one_line: bool) -> Iterator[str]:
    for name, wanted in specimen.key.items():
        if name in {"lead", "note"} or (name == "title_lines" and not one_line):
            continue
        got = _gathered(name, found)
        if got != wanted:
            yield f"{name}: {got!r} instead of {wanted!r}"


def _gathered(name: str, found: dict[str, Any]) -> object:
    """A recognised field; `name` may be one of the corpus's short names for proposers and asks."""
    if name == "asks":
        return [ask["heading"] for ask in found["asks"]]
    proposers = found.get("proposers", [])
    if name == "first":
        return proposers[0]["name"] if proposers else None
    if name == "first_kind":
        return proposers[0]["kind"] if proposers else None
    if name == "co_signers":
        return [proposer["name"] for proposer in proposers[1:]]
    return found.get(name)


def _measure(kind: str, parse: Parse, form_name: str, form: Form, show: bool) -> tuple[int, int, int, int]:
    fields = right = ends = right_ends = 0
    for specimen in specimens(kind):
        found = parse(form(specimen))
        faults = list(_field_faults(specimen, found, "one" in form_name))
        fields += len(specimen.key)
        right += len(specimen.key) - len(faults)
        body = tuple(str(paragraph) for paragraph in found["paragraphs"])
        wanted, got = _boundaries(specimen.body), _boundaries(body)
        ends += len(wanted | got)
        right_ends += len(wanted & got)
        if specimen.headings and [list(heading) for heading in specimen.headings] != found["headings"]:
            faults.append(f"headings: {found['headings']}")
        if show and (faults or wanted != got):
            print(
                f"  {form_name}: {specimen.name}: {'; '.join(faults)} boundaries {sorted(wanted ^ got)[:4]}"
            )
    return fields, right, ends, right_ends


def main(arguments: list[str]) -> None:
    show = "--faults" in arguments
    kinds: tuple[tuple[str, Parse], ...] = (
        ("replies", lambda text: reply_to_json(recognise_reply(text))),
        ("proposals", lambda text: proposal_to_json(recognise_proposal(text))),
    )
    for kind, parse in kinds:
        for form_name, form in _forms():
            start = time.perf_counter()
            fields, right, ends, right_ends = _measure(kind, parse, form_name, form, show)
            spent = (time.perf_counter() - start) * 1000 / max(1, len(specimens(kind)))
            print(f"{kind}, {form_name}: fields | {right / fields:.2%} | 99 % | {right} of {fields}")
            print(f"{kind}, {form_name}: boundaries | {right_ends / ends:.2%} | 99.5 % | {spent:.1f} ms each")


if __name__ == "__main__":
    main(sys.argv[1:])

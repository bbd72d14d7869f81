"""What the cases lack together that one letter answers 「并案」, and what each of them lacks for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.gates.readiness import Finding, Need

OF_LETTER = frozenset(
    {
        Need.DRAFT,
        Need.UNWRITTEN,
        Need.FIELD,
        Need.RESULT,
        Need.SIGNER,
        Need.DISCLOSURE,
        Need.SECRECY,
        Need.REMARK,
        Need.SIGN_OFF,
        Need.EXAMINATION,
    }
)
"""What merged cases lack together: a finding of the letter that answers them all."""


def merged_findings(own: Iterable[Finding], case: Case, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a case merged into another one, named by its number, without those of the letter that are `own` as well."""
    named = {(one.need, one.key) for one in own if one.need in OF_LETTER}
    for one in found:
        if (one.need, one.key) not in named:
            yield replace(one, words=f"第{case.number}号：{one.words}", of=case.id, number=case.number)

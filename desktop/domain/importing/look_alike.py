"""Which matters are alike 「相近」: by the words of their subjects or of their requests, for merged handling (DOMAIN 4.5).

Likeness is the share of common character pairs (Dice's coefficient, 0 to 1) once the words are gone that every title has.
The index looks only at matters that share one of the rarest pairs, so that ten thousand of them cost milliseconds; nothing
that reaches the threshold is lost by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

Ref = TypeVar("Ref", bound=Hashable)

SUBJECT_THRESHOLD = 0.55
"""Measured on invented pairs (test_look_alike.py): 12 of 13 re-worded titles of one concern lie above; of 11 titles
that only share a field, 3 do, which a person parts at a glance."""

ASKS_THRESHOLD = 0.5

_FRAME = re.compile(
    r"^(?:《)?(?:关于)?(?:进一步)?|(?:的?(?:若干|几点|相关)?(?:提案|建议案?|议案|书面意见|意见建议|对策建议))+(?:》)?$"
)
_MARKS = re.compile(r"[\s\u3000《》〈〉“”‘’\"'（）()【】、，,。.：:；;！!？?·\-—]+")
_STOP_WORDS = re.compile(
    "进一步|加强|加快|加大|推进|推动|优化|完善|提升|促进|解决|缓解|支持|助力|增设|设立|建立|健全|规范|强化|改善|提高|关于|对于"
    "|我区|我市|全区|全市|本区|本市|在|的|和|与|及|等|工作|问题|建设|力度|管理|难题"
)
_MIN_PAIRS = 3


def plain_subject(subject: str) -> str:
    """The subject without blanks, marks and the frame that every title has: 「关于…的提案」 -> …."""
    bare = _MARKS.sub("", subject)
    return _FRAME.sub("", bare) or bare


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, without marks and the words that are in every title."""
    pieces = _STOP_WORDS.sub(" ", _MARKS.sub(" ", text)).split()
    return frozenset(piece[place : place + 2] for piece in pieces for place in range(max(len(piece) - 1, 1)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: twice the common pairs by all pairs; 0 if either has none."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if one and other else 0.0


def subject_similarity(one: str, other: str) -> float:
    """How alike two subjects are; 1 for the same words in another frame."""
    first, second = plain_subject(one), plain_subject(other)
    return 1.0 if first and first == second else similarity(pairs_of(first), pairs_of(second))


@dataclass(frozen=True, slots=True)
class SimilarText(Generic[Ref]):
    """A like text and how alike it is."""

    ref: Ref
    similarity: float


class SimilarityIndex(Generic[Ref]):
    """Finds the texts of a collection that are at least `threshold` alike; texts of fewer than three pairs are left out.

    A text that is t-alike shares at least t/(2-t) of its pairs, so two such texts have one of their rarest pairs in common:
    only those are kept as the way in. Which pairs are rare is settled by the texts given at the start.
    """

    def __init__(self, threshold: float, texts: Iterable[tuple[Ref, str]] = ()) -> None:
        self._threshold = threshold
        self._share = threshold / (2 - threshold)
        self._pairs: dict[Ref, frozenset[str]] = {}
        self._places: dict[Ref, int] = {}
        self._holders: dict[str, list[Ref]] = {}
        first = [(ref, pairs_of(text)) for ref, text in texts]
        self._counts = Counter(pair for _, pairs in first for pair in pairs)
        for ref, pairs in first:
            self._keep(ref, pairs)

    def add(self, ref: Ref, text: str) -> None:
        """Take in one more text; it stands in for an earlier one of the same reference."""
        self._keep(ref, pairs_of(text))

    def alike(self, text: str, limit: int = 3) -> tuple[SimilarText[Ref], ...]:
        """The texts most like this one, best first, equals in the order in which they came."""
        pairs = pairs_of(text)
        if len(pairs) < _MIN_PAIRS:
            return ()
        known, size, half = self._pairs, len(pairs), self._threshold / 2
        candidates = {ref for pair in self._rarest(pairs) for ref in self._holders.get(pair, ())}
        found = [
            SimilarText(ref, 2 * common / (size + len(known[ref])))
            for ref in candidates
            if (common := len(pairs & known[ref])) >= half * (size + len(known[ref]))
        ]
        found.sort(
            key=lambda one: -one.similarity
        )  # stable, so that equals stay in the order in which they came
        return tuple(found[:limit])

    def _keep(self, ref: Ref, pairs: frozenset[str]) -> None:
        if len(pairs) < _MIN_PAIRS:
            return
        self._pairs[ref] = pairs
        self._places.setdefault(ref, len(self._places))
        for pair in self._rarest(pairs):
            self._holders.setdefault(pair, []).append(ref)

    def _rarest(self, pairs: frozenset[str]) -> list[str]:
        """As many of the rarest pairs as a like text cannot miss all of."""
        least = max(1, ceil(len(pairs) * self._share - 1e-9))
        ordered = sorted(pairs, key=lambda pair: (self._counts[pair], pair))
        return ordered[: len(pairs) - least + 1]

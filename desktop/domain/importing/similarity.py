"""Find similar matters 「相近」 by the wording of their subjects or requests, for merged handling (DOMAIN 4.5).

Similarity is Dice's coefficient of character pairs (0 to 1), without the words that occur in every title.
The index compares only matters that share one of the rarest pairs, which makes a query over 10,000 matters take
milliseconds and loses no match above the threshold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Generic, TypeVar

Ref = TypeVar("Ref", bound=Hashable)

SUBJECT_THRESHOLD = 0.55
"""Measured on invented pairs (test_similarity.py): 12 of 13 reworded titles of the same request lie above; of 11 titles
that only share a subject area, 3 do, which an officer tells apart quickly."""

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


@lru_cache(
    maxsize=20_000
)  # a list is planned for the review and again when it is taken in, beside all stored cases
def plain_subject(subject: str) -> str:
    """The subject without blanks, punctuation and the fixed words of titles: 「关于…的提案」 -> …."""
    bare = _MARKS.sub("", subject)
    return _FRAME.sub("", bare) or bare


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of adjacent characters of a text, without punctuation and the words common to all titles."""
    pieces = _STOP_WORDS.sub(" ", _MARKS.sub(" ", text)).split()
    return frozenset(piece[place : place + 2] for piece in pieces for place in range(max(len(piece) - 1, 1)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: twice the common pairs divided by all pairs; 0 if either set is empty."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if one and other else 0.0


def subject_similarity(one: str, other: str) -> float:
    """Similarity of two subjects; 1 if they differ only in the fixed words of titles."""
    first, second = plain_subject(one), plain_subject(other)
    return 1.0 if first and first == second else similarity(pairs_of(first), pairs_of(second))


@dataclass(frozen=True, slots=True)
class SimilarText(Generic[Ref]):
    """A similar text and its similarity."""

    ref: Ref
    similarity: float


class SimilarityIndex(Generic[Ref]):
    """Finds texts with a similarity of at least `threshold`; texts of fewer than three pairs are not indexed.

    Texts of similarity t share at least t/(2-t) of their pairs, so they have one of their rarest pairs in common:
    only these are indexed. Rarity is counted on the texts given to the constructor.
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
            self._index_text(ref, pairs)

    def add(self, ref: Ref, text: str) -> None:
        """Add a text; it replaces an earlier one of the same reference."""
        self._index_text(ref, pairs_of(text))

    def similar(self, text: str, limit: int = 3) -> tuple[SimilarText[Ref], ...]:
        """The most similar texts, best first, ties in the order of adding."""
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
        found.sort(key=lambda one: (-one.similarity, self._places[one.ref]))
        return tuple(found[:limit])

    def _index_text(self, ref: Ref, pairs: frozenset[str]) -> None:
        if len(pairs) < _MIN_PAIRS:
            return
        self._pairs[ref] = pairs
        self._places.setdefault(ref, len(self._places))
        for pair in self._rarest(pairs):
            self._holders.setdefault(pair, []).append(ref)

    def _rarest(self, pairs: frozenset[str]) -> list[str]:
        """The rarest pairs, as many as needed so that every similar text contains one of them."""
        least = max(1, ceil(len(pairs) * self._share - 1e-9))
        ordered = sorted(pairs, key=lambda pair: (self._counts[pair], pair))
        return ordered[: len(pairs) - least + 1]

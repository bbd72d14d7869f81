"""Reading 「读取与识别」: a file or pasted text becomes what was recognised in it, with its places and certainty. No store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.documents.reading.guarded import GuardedReader, never
from desktop.domain.errors import DeskError
from desktop.domain.import_plan import IntakeKind
from desktop.domain.intake.ledger_reading import LedgerReading
from desktop.domain.intake.parsed_proposal import ParsedProposal
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.intake.source import Span

SURE = 0.9
"""Values recognised with less than this are marked for a look."""


@dataclass(frozen=True, slots=True)
class ReadField:
    """One recognised value for the review page, as text that CASE_FIELDS (or REPLY_FIELDS after `reply.`) reads back.

    `spans` point into Reading.text, in code points. What was not found has empty `text` and confidence 0.
    """

    key: str
    label: str
    text: str
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()

    @property
    def wants_a_look(self) -> bool:
        """True for what was found but not for sure."""
        return bool(self.text) and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came 「原件」: its bytes by hash. `content` is None for a large one, which is read again when it is kept."""

    path: Path | None
    digest: str
    size: int
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file or one pasted text says. One of `proposal`, `reply` and `ledger` is there, unless `refusal` says why not.

    `kinds` are all kinds it can be taken for, `kind` first: a Word file that holds a list can be read as either.
    `notes` are Chinese sentences on what the reader left out or mended.
    """

    name: str
    kind: IntakeKind
    text: str = field(default="", repr=False)
    notes: tuple[str, ...] = ()
    kinds: tuple[IntakeKind, ...] = ()
    fields: tuple[ReadField, ...] = ()
    proposal: ParsedProposal | None = None
    reply: ParsedReply | None = None
    ledger: LedgerReading | None = None
    original: Original | None = None
    refusal: str = ""


Source = Path | str
"""A file, or pasted text."""


def read_and_recognise(
    reader: GuardedReader,
    source: Source,
    as_kind: IntakeKind | None = None,
    should_stop: Callable[[], bool] = never,
) -> Reading:
    """Read and recognise one source. Raises FileProblem, and Refused for a file marked as classified."""
    raise NotImplementedError


def read_sources(
    sources: Iterable[Source],
    as_kind: IntakeKind | None = None,
    should_stop: Callable[[], bool] = never,
    on_reading: Callable[[Reading], object] = lambda _reading: None,
) -> tuple[Reading, ...]:
    """Every source read in one child process; a bad one becomes a Reading with its `refusal` and holds up nobody.

    Touches no store, so it may run in any thread but the window's. `should_stop` ends it between sources and within one.
    """
    readings: list[Reading] = []
    with GuardedReader() as reader:
        for source in sources:
            if should_stop():
                break
            try:
                reading = read_and_recognise(reader, source, as_kind, should_stop)
            except DeskError as problem:
                reading = Reading("", as_kind or IntakeKind.PROPOSAL, refusal=str(problem))
            readings.append(reading)
            on_reading(reading)
    return tuple(readings)


def as_other_kind(reading: Reading, kind: IntakeKind) -> Reading:
    """The same source taken for another of its `kinds`, without reading it again."""
    raise NotImplementedError

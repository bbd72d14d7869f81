"""How much of a foreign file the readers are willing to look at."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds for one file; the defaults hold every real proposal, reply and list many times over.

    Bytes are bytes, `seconds` is wall time for one file in the guarded reader, `converting_seconds` the part of it
    that an office program may take to convert an old format. `memory_bytes` is what the reading process may hold.
    """

    file_bytes: int = 100 * MIB
    part_bytes: int = 32 * MIB  # one XML part of a package, unpacked
    unpacked_bytes: int = 1024 * MIB  # all members of a package together, as its directory declares them
    members: int = 5_000
    ratio: int = 300  # unpacked to packed size of a part above 8 MiB; XML of Word reaches 30, a bomb 1000
    characters: int = 2_000_000
    pages: int = 500
    rows: int = 20_000
    columns: int = 300
    seconds: float = 20.0
    converting_seconds: float = 17.0
    memory_bytes: int = 1024 * MIB


DEFAULT_LIMITS = ReadingLimits()

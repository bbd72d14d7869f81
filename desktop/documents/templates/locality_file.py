"""Read and validate rule books of localities: templates/localities/*.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.documents.templates.toml_template import (
    Fault,
    TomlTable,
    blank_faults,
    bound_faults,
    read_record,
)
from desktop.domain.rules.clock import Clock, CountingUnit
from desktop.domain.rules.locality import Channel, Locality

_FIXED_DATE_BOUNDS = {"amount": (0, 400), "month": (1, 12), "day": (1, 31), "year_offset": (0, 2)}
_SPAN_BOUNDS = {"amount": (1, 400), "month": (0, 12), "day": (0, 31), "year_offset": (0, 2)}


def read_locality(table: TomlTable) -> Locality:
    """Return the rule book in that file, with its text. Raises TemplateProblem with file, line and reason if it is invalid."""
    locality = read_record(Locality, table, given={"source": table.file.text})
    table.refuse(blank_faults(locality))
    table.refuse(bound_faults(locality, version=(1, 10_000)))
    table.table("rates").refuse(bound_faults(locality.rates, decimals=(0, 4)))
    for channel, row in zip(locality.channels, table.tables("channels"), strict=True):
        _check_channel(channel, row)
    for clock, row in zip(locality.clocks, table.tables("clocks"), strict=True):
        row.refuse(_clock_faults(clock, row))
    return replace(locality, clocks=tuple(map(_longest_warning_first, locality.clocks)))


def _check_channel(channel: Channel, table: TomlTable) -> None:
    table.refuse(blank_faults(channel))
    table.refuse(_basis_faults(channel))
    table.table("salutations").refuse(blank_faults(channel.salutations))
    for rating, row in zip(channel.ratings, table.tables("ratings"), strict=True):
        row.refuse(blank_faults(rating))
    seen: set[str] = set()
    for result, row in zip(channel.results, table.tables("results"), strict=True):
        row.refuse(blank_faults(result))
        if result.code in seen:
            raise row.problem("code", f"办理结果代码 {result.code} 重复")
        seen.add(result.code)


def _clock_faults(clock: Clock, table: TomlTable) -> Iterator[Fault]:
    fixed = clock.unit is CountingUnit.FIXED_DATE
    for name in ("month", "day") if fixed else ("amount",):
        if name not in table.values:
            yield name, f"缺少 {name}"
    yield from bound_faults(clock, **(_FIXED_DATE_BOUNDS if fixed else _SPAN_BOUNDS))
    yield from _basis_faults(clock)


def _basis_faults(rule: Channel | Clock) -> Iterator[Fault]:
    """Every rule must state its source."""
    if not rule.basis.strip():
        yield "basis", "缺少 basis，要写明依据"


def _longest_warning_first(clock: Clock) -> Clock:
    return replace(clock, warn_days=tuple(sorted(clock.warn_days, reverse=True)))

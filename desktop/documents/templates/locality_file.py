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
from desktop.domain.rules.locality import Channel, Locality, Rating, ResultClass

_FIXED_DATE_BOUNDS = {"amount": (0, 400), "month": (1, 12), "day": (1, 31), "year_offset": (0, 2)}
_SPAN_BOUNDS = {"amount": (1, 400), "month": (0, 12), "day": (0, 31), "year_offset": (0, 2)}


def read_locality(table: TomlTable) -> Locality:
    """Return the rule book in that file, with its text. Raises TemplateProblem with file, line and reason if it is invalid."""
    locality = _with_shared_lists(read_record(Locality, table, given={"source": table.file.text}))
    table.refuse(blank_faults(locality))
    table.refuse(bound_faults(locality, version=(1, 10_000)))
    table.table("rates").refuse(bound_faults(locality.rates, decimals=(0, 4)))
    table.table("pauses").refuse(bound_faults(locality.pauses, days_back=(0, 60)))
    for channel, row in zip(locality.channels, table.tables("channels"), strict=True):
        _check_channel(channel, row)
    _check_lists(locality, table)
    for clock, row in zip(locality.clocks, table.tables("clocks"), strict=True):
        row.refuse(_clock_faults(clock, row))
    return replace(locality, clocks=tuple(map(_longest_warning_first, locality.clocks)))


def _with_shared_lists(locality: Locality) -> Locality:
    """The rule book whose channels have its results and ratings where they list none of their own."""
    channels = tuple(
        replace(
            channel,
            results=channel.results or locality.results,
            ratings=channel.ratings or locality.ratings,
        )
        for channel in locality.channels
    )
    return replace(locality, channels=channels)


def _check_lists(locality: Locality, table: TomlTable) -> None:
    """Check what the rule book lists for all channels: results, ratings, sources, points of examination, targets."""
    _check_results(table)
    for source, row in zip(locality.sources, table.tables("sources"), strict=True):
        row.refuse(blank_faults(source))
        if not (source.number or source.date):
            raise row.problem("number", "缺少 number 或 date，要写明文号或日期")
    keys: set[str] = set()
    for point, row in zip(locality.examination, table.tables("examination"), strict=True):
        row.refuse(blank_faults(point))
        if point.key in keys:
            raise row.problem("key", f"要点“{point.key}”写了两次")
        keys.add(point.key)
    for tier, row in zip(locality.rates.tiers, table.table("rates").tables("tiers"), strict=True):
        row.refuse(blank_faults(tier))
        row.refuse(bound_faults(tier, target=(0, 1), least=(0, 100_000), most=(0, 100_000)))


def _check_channel(channel: Channel, table: TomlTable) -> None:
    table.refuse(blank_faults(channel))
    table.refuse(_basis_faults(channel))
    table.table("salutations").refuse(blank_faults(channel.salutations))
    if not channel.results:
        raise table.problem("results", "至少要有一个 [[channels.results]]，或者整份规则共用的 [[results]]")
    _check_results(table)


def _check_results(table: TomlTable) -> None:
    """Check the results and ratings that this table lists itself."""
    for row in table.tables("ratings"):
        row.refuse(blank_faults(read_record(Rating, row)))
    seen: set[str] = set()
    for row in table.tables("results"):
        result = read_record(ResultClass, row)
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

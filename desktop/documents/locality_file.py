"""Rule books of places: templates/localities/*.toml into Locality. A broken file is refused with file, line and reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.documents.toml_table import TomlTable, parse_toml, read_toml_text
from desktop.domain.clock import Clock, ClockName, Condition, CountingUnit, StartEvent
from desktop.domain.feedback_scale import Rating, Satisfaction
from desktop.domain.locality import (
    Channel,
    ContactDemand,
    Locality,
    RateRules,
    RequiredParts,
    ResultPlace,
    Salutations,
    SignerLevel,
    SigningRules,
)
from desktop.domain.matter import Level, MatterType
from desktop.domain.reply import Disclosure
from desktop.domain.result_class import ResultClass, ResultGrade


def read_locality(path: Path) -> Locality:
    """The rule book of one file. Raises TemplateProblem."""
    return parse_locality(read_toml_text(path), path.name)


def parse_locality(text: str, file_name: str) -> Locality:
    """The same from text, for the template page's trial run and for rules kept with a case. Raises TemplateProblem."""
    return replace(_locality(parse_toml(text, file_name)), source=text)


def _locality(root: TomlTable) -> Locality:
    marks = root.table("disclosure")
    locality = Locality(
        id=root.text("id"),
        version=root.integer("version", least=1),
        name=root.text("name"),
        basis=root.text("basis"),
        region=root.text("region", ""),
        default_level=root.choice("default_level", Level, Level.DISTRICT),
        coordinating_office=root.text("coordinating_office", ""),
        note=root.text("note", ""),
        channels=_channels(root),
        clocks=tuple(_clock(table) for table in root.tables("clocks")),
        signing=_signing(root.table("signing")),
        required=_required(root.table("required")),
        rates=_rates(root.table("rates")),
        disclosure_marks=tuple((kind, marks.text(kind.value, "")) for kind in Disclosure),
        disclosure_basis=marks.text("basis", ""),
    )
    marks.finish()
    root.finish()
    return locality


def _channels(root: TomlTable) -> tuple[Channel, ...]:
    tables = root.tables("channels")
    if not tables:
        raise root.problem("channels", "至少要有一个 [[channels]]")
    return tuple(_channel(table) for table in tables)


def _channel(table: TomlTable) -> Channel:
    channel = Channel(
        matter_type=table.choice("matter_type", MatterType),
        levels=table.choices("levels", Level),
        noun=table.text("noun"),
        number_name=table.text("number_name", "提案号"),
        session_name=table.text("session_name"),
        session_short=table.text("session_short"),
        salutations=_salutations(table.table("salutations")),
        results=_results(table),
        result_place=table.choice("result_place", ResultPlace, ResultPlace.WORDS),
        copies_to=table.texts("copies_to"),
        ratings=tuple(_rating(row) for row in table.tables("ratings")),
        number_series=table.text("number_series", ""),
        basis=table.text("basis"),
    )
    table.finish()
    return channel


def _salutations(table: TomlTable) -> Salutations:
    words = Salutations(
        one=table.text("one"),
        several=table.text("several"),
        group=table.text("group"),
        you_one=table.text("you_one", "您"),
        you_several=table.text("you_several", "你们"),
    )
    table.finish()
    return words


def _results(table: TomlTable) -> tuple[ResultClass, ...]:
    rows = table.tables("results")
    results: list[ResultClass] = []
    for row in rows:
        result = _result(row)
        if any(result.code == other.code for other in results):
            raise row.problem("code", f"办理结果代码 {result.code} 重复")
        results.append(result)
    if not results:
        raise table.problem("results", "至少要有一个 [[channels.results]]")
    return tuple(results)


def _result(table: TomlTable) -> ResultClass:
    result = ResultClass(
        code=table.text("code"),
        label=table.text("label"),
        grade=table.choice("grade", ResultGrade),
        meaning=table.text("meaning", ""),
        must_name=table.text("must_name", ""),
        mark=table.text("mark", ""),
        retired=table.flag("retired", default=False),
    )
    table.finish()
    return result


def _rating(table: TomlTable) -> Rating:
    rating = Rating(table.text("code"), table.text("label"), table.choice("counts_as", Satisfaction))
    table.finish()
    return rating


def _clock(table: TomlTable) -> Clock:
    unit = table.choice("unit", CountingUnit)
    fixed = unit is CountingUnit.FIXED_DATE
    clock = Clock(
        name=table.choice("name", ClockName),
        unit=unit,
        amount=table.integer("amount", 0 if fixed else None, least=0 if fixed else 1, most=400),
        month=table.integer("month", None if fixed else 0, least=1 if fixed else 0, most=12),
        day=table.integer("day", None if fixed else 0, least=1 if fixed else 0, most=31),
        year_offset=table.integer("year_offset", 0, most=2),
        start=table.choice("start", StartEvent, StartEvent.ASSIGNED),
        condition=table.choice("condition", Condition, Condition.ANY),
        rolls_forward=table.flag("rolls_forward", default=True),
        warn_days=tuple(sorted(table.integers("warn_days"), reverse=True)),
        basis=table.text("basis"),
        confirmed=table.flag("confirmed", default=True),
    )
    table.finish()
    return clock


def _signing(table: TomlTable) -> SigningRules:
    rules = SigningRules(
        ordinary=table.choice("ordinary", SignerLevel, SignerLevel.DEPUTY),
        key=table.choice("key", SignerLevel, SignerLevel.PRINCIPAL),
        group=table.choice("group", SignerLevel, SignerLevel.DEPUTY),
        money=table.choice("money", SignerLevel, SignerLevel.PRINCIPAL),
        basis=table.text("basis", ""),
    )
    table.finish()
    return rules


def _required(table: TomlTable) -> RequiredParts:
    parts = RequiredParts(
        fields=table.texts("fields"),
        sections=table.texts("sections"),
        contact=table.choice("contact", ContactDemand, ContactDemand.ANY),
        every_ask_answered=table.flag("every_ask_answered", default=True),
        basis=table.text("basis", ""),
    )
    table.finish()
    return parts


def _rates(table: TomlTable) -> RateRules:
    targets = table.table("targets")
    rules = RateRules(
        decimals=table.integer("decimals", 1, most=4),
        satisfaction_base=_one_of(table, "satisfaction_base", ("returned", "replied")),
        on_time_base=_one_of(table, "on_time_base", ("assigned", "replied")),
        closed_means=_one_of(table, "closed_means", ("closed", "replied")),
        targets=tuple((key, targets.number(key)) for key in targets.values),
        basis=table.text("basis", ""),
    )
    table.finish()
    return rules


def _one_of(table: TomlTable, key: str, words: tuple[str, ...]) -> str:
    word = table.text(key, words[0])
    if word not in words:
        raise table.problem(key, f"{key} 的“{word}”不在可选值 {'、'.join(words)} 之内")
    return word

"""Administrative regions 「行政区」: province, city, district by their Chinese names, and the rule books that fit one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from desktop.domain.case.case import MatterType
from desktop.services.office.places import book_named
from desktop.services.office.workplace import Workplace

REGIONS = Path(__file__).resolve().parents[3] / "resources" / "places" / "places.tsv"
_MOST = 60


class Region(NamedTuple):
    """One region. `city` is "" for a province, `district` "" for a city; districts of a municipality have no city."""

    province: str
    city: str = ""
    district: str = ""

    @property
    def name(self) -> str:
        """The name that stands in letters: 长宁区."""
        return self.district or self.city or self.province

    @property
    def path(self) -> str:
        """「浙江省 杭州市 西湖区」."""
        return " ".join(filter(None, self))


class Fit(NamedTuple):
    """A rule book for a region, and why it is proposed; `book` is "" where the program chooses by each case."""

    book: str
    name: str
    why: str


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """All regions in the order of the official codes of provinces: each province, each city, then its districts."""
    return tuple(_read(REGIONS.read_text(encoding="utf-8")))


def children(parent: Region | None) -> tuple[Region, ...]:
    """The regions directly below `parent`; the provinces for None."""
    return tuple(one for one in regions() if _parent(one) == parent)


def search_regions(words: str) -> tuple[Region, ...]:
    """Regions whose names hold these words, by blanks in any order: 杭州 西湖. Names that begin with them come first."""
    wanted = words.split()
    found = [one for one in regions() if wanted and all(any(word in part for part in one) for word in wanted)]
    near = [one for one in found if any(word in one.name for word in wanted)]
    return tuple(sorted(near, key=lambda one: not one.name.startswith(wanted[-1]))[:_MOST])


def fitting_books(work: Workplace, region: Region) -> tuple[Fit, ...]:
    """The rule books for that region, the nearest first: its own, those of city and province, then the general ones."""
    found: dict[str, Fit] = {}
    for words, why in _names(region):
        for book in filter(None, (book_named(work, words, kind) for kind in MatterType)):
            found.setdefault(book.id, Fit(book.id, book.name, "" if found else why))
    general = Fit(
        "",
        "通用规则（按办件自动选）",
        "" if found else f"还没有{region.name}的规则，先按通用的办，以后可以改",
    )
    return (*found.values(), general)


def _names(region: Region) -> Iterator[tuple[str, str]]:
    """The names by which books are looked for, with what is said about a book that is found."""
    yield region.name, "本地规则"
    if region.district and region.city:
        yield region.city, f"{region.name}没有自己的规则，先按{region.city}的"
    if region.city or region.district:
        yield region.province, f"{region.name}没有自己的规则，先按{region.province}的"


def _read(text: str) -> Iterator[Region]:
    province = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        above, city, districts = line.split("\t")
        if above != province:
            province = above
            yield Region(province)
        if city != province:
            yield Region(province, city)
        for district in districts.split():
            yield Region(province, "" if city in {province, "县"} else city, district)


def _parent(region: Region) -> Region | None:
    if region.district:
        return Region(region.province, region.city)
    return Region(region.province) if region.city else None

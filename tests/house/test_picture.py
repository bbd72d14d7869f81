"""The table of rooms in docs/ARCHITECTURE.md says what the linter holds and what lies in the folders."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(ROOT / ".importlinter", encoding="utf-8")
HELD = {
    section["containers"].removeprefix("desktop.").strip(): section["layers"].strip().splitlines()
    for section in map(CONTRACTS.__getitem__, CONTRACTS.sections())
    if section.get("type") == "layers" and section["containers"].strip() != "desktop"
}
PICTURE = re.compile(r"^\| `([a-z_.]+)` \| (.+) \|$", re.MULTILINE)


def drawn() -> dict[str, list[str]]:
    """The rooms of each layer as ARCHITECTURE.md draws them, from the top down."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return {
        layer: [line.strip() for line in rooms.replace("\\|", "|").split(">")]
        for layer, rooms in PICTURE.findall(text)
        if ">" in rooms
    }


def test_the_table_of_rooms_is_what_the_linter_holds() -> None:
    assert drawn() == {layer: [line.strip() for line in lines] for layer, lines in HELD.items()}


@pytest.mark.parametrize("layer", sorted(HELD))
def test_every_room_of_the_table_exists_and_none_is_left_out(layer: str) -> None:
    folder = ROOT.joinpath("desktop", *layer.split("."))
    inside = {
        entry.stem
        for entry in folder.iterdir()
        if (entry / "__init__.py").exists() or (entry.suffix == ".py" and entry.stem != "__init__")
    }
    assert {room.strip() for line in HELD[layer] for room in line.split("|")} == inside

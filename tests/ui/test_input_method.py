"""The input method is one that Qt can load and that lets an officer type Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.ui.input_method import choose_input_method

BUS = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """A folder like that of Qt's wheels: ibus and compose, no fcitx."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in ("ibus", "compose"):
        (folder / f"lib{name}platforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("wish", "chosen"),
    [
        ({}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "compose"}, "compose"),
        ({"QT_IM_MODULE": "sogou"}, "sogou"),
    ],
)
def test_a_wish_that_qt_cannot_load_becomes_ibus(wish: dict[str, str], chosen: str, plugins: Path) -> None:
    environment = BUS | wish
    assert choose_input_method(environment, plugins, "linux") == chosen
    assert environment["QT_IM_MODULE"] == chosen


def test_a_fcitx_plug_in_that_is_shipped_is_used(plugins: Path) -> None:
    (plugins / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    assert choose_input_method(BUS | {"QT_IM_MODULE": "fcitx5"}, plugins, "linux") == "fcitx5"


def test_without_any_d_bus_the_window_still_opens(plugins: Path) -> None:
    assert choose_input_method({}, plugins, "linux", machine_ids=()) == "compose"


def test_a_machine_id_is_enough_to_find_the_bus(plugins: Path, tmp_path: Path) -> None:
    (tmp_path / "machine-id").touch()
    assert choose_input_method({}, plugins, "linux", machine_ids=(tmp_path / "machine-id",)) == "ibus"


def test_windows_needs_no_choice(plugins: Path) -> None:
    environment: dict[str, str] = {}
    assert choose_input_method(environment, plugins, "win32") == ""
    assert environment == {}

"""The input-method plug-in that the program chooses must be one that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.ui.application import choose_input_method


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """A folder of plug-ins as in Qt's wheels: ibus, but not fcitx."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libibusplatforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "compose"}, "compose"),
    ],
)
def test_under_fcitx_too_the_ibus_plug_in_is_chosen(
    environment: dict[str, str], chosen: str, plugins: Path
) -> None:
    assert choose_input_method(environment, plugins, "linux", (plugins,)) == chosen
    assert environment["QT_IM_MODULE"] == chosen


def test_an_installed_fcitx_plug_in_is_kept(plugins: Path) -> None:
    (plugins / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    assert choose_input_method({"QT_IM_MODULE": "fcitx5"}, plugins, "linux", (plugins,)) == "fcitx5"


@pytest.mark.parametrize("wish", ["", "ibus", "fcitx"])
def test_without_d_bus_no_plug_in_that_needs_it_is_chosen(plugins: Path, wish: str) -> None:
    environment = {"QT_IM_MODULE": wish}
    assert choose_input_method(environment, plugins, "linux", (plugins / "no-machine-id",)) == "compose"
    assert environment["QT_IM_MODULE"] == "compose"


def test_windows_needs_no_plug_in(plugins: Path) -> None:
    environment: dict[str, str] = {}
    assert choose_input_method(environment, plugins, "win32") == ""
    assert environment == {}

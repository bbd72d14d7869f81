"""Every dialog for a file is made in one place, which remembers the folder used last."""

from __future__ import annotations

from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "desktop" / "ui"


def test_file_dialogs_are_made_in_one_module() -> None:
    found = {
        str(file.relative_to(UI))
        for file in UI.rglob("*.py")
        if "QFileDialog" in file.read_text(encoding="utf-8")
    }
    assert found == {"parts/file_dialogs.py"}

"""The import contracts notice what must not be imported where: one forbidden import for each layer, in a copy of the package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FORBIDDEN = (
    ("desktop/domain/case/case.py", "import sqlite3", "desktop.domain is not allowed to import sqlite3"),
    ("desktop/domain/case/case.py", "import PySide6", "desktop.domain is not allowed to import PySide6"),
    (
        "desktop/typesetting/model/block.py",
        "import lxml",
        "desktop.typesetting is not allowed to import lxml",
    ),
    ("desktop/store/cases/cases.py", "import PySide6", "desktop.store is not allowed to import PySide6"),
    ("desktop/store/cases/cases.py", "import openpyxl", "desktop.store is not allowed to import openpyxl"),
    (
        "desktop/documents/plain_text.py",
        "import sqlite3",
        "desktop.documents is not allowed to import sqlite3",
    ),
    ("desktop/painting/print_engine.py", "import docx", "desktop.painting is not allowed to import docx"),
    (
        "desktop/documents/reading/reader.py",
        "import docx",
        "desktop.documents.reading is not allowed to import docx",
    ),
    (
        "desktop/services/cases/cases.py",
        "import sqlite3",
        "desktop.services is not allowed to import sqlite3",
    ),
    ("desktop/services/cases/cases.py", "import lxml", "desktop.services is not allowed to import lxml"),
    (
        "desktop/services/cases/cases.py",
        "import PySide6",
        "desktop.services is not allowed to import PySide6",
    ),
    ("desktop/cli/context.py", "import PySide6", "desktop.cli is not allowed to import PySide6"),
    (
        "desktop/ui/desk/desk_page.py",
        "from desktop.store.file.store import Store",
        "desktop.ui is not allowed to import desktop.store",
    ),
    (
        "desktop/cli/context.py",
        "from desktop.documents import plain_text",
        "desktop.cli is not allowed to import desktop.documents",
    ),
    (
        "desktop/services/office/office.py",
        "from desktop.services.paper import exporting",
        "desktop.services.office is not allowed to import desktop.services.paper",
    ),
    (
        "desktop/ui/board/board_page.py",
        "from desktop.ui.ledger import ledger_page",
        "desktop.ui.board is not allowed to import desktop.ui.ledger",
    ),
    ("desktop/app.py", "import sqlite3", "desktop.app is not allowed to import sqlite3"),
    ("desktop/app.py", "import openpyxl", "desktop.app is not allowed to import openpyxl"),
    ("desktop/__main__.py", "import lxml", "desktop.__main__ is not allowed to import lxml"),
    ("desktop/services/cases/cases.py", "import click", "desktop.services is not allowed to import click"),
    (
        "desktop/cli/context.py",
        "import platformdirs",
        "desktop.cli is not allowed to import platformdirs",
    ),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter prints of a copy of the package with every forbidden import in it, white space folded."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "desktop", folder / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", folder)
    for file, line, _ in FORBIDDEN:
        assert (folder / file).is_file(), file
        with (folder / file).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return " ".join(run.stdout.split())


@pytest.mark.parametrize(("file", "line", "words"), FORBIDDEN)
def test_a_forbidden_import_is_told(report: str, file: str, line: str, words: str) -> None:
    assert words in report, f"{line} in {file}"

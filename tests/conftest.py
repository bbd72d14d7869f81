"""What every test stands on: no screen, no home of the user's, no unexpected word in the log."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.waiting import PatientBot
from tools.rendering import LibreOffice

# Before anything of Qt is imported. A real screen only when somebody asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
# No input method: its D-Bus library ends a process on a machine that has no machine-id, as containers have none.
os.environ["QT_IM_MODULE"] = "compose"
os.environ["LC_ALL"] = "C.UTF-8"

# The same examples on every run: a change is judged by its code, not by luck. CHENGBAN_EXPLORE=1 draws new ones.
settings.register_profile("steady", deadline=None, derandomize="CHENGBAN_EXPLORE" not in os.environ)
settings.load_profile("steady")

AllowLog = Callable[[str], None]


@pytest.fixture(scope="session", autouse=True)
def _home_of_its_own() -> Iterator[None]:
    """Settings, caches and the default data folder of a test run never meet the user's."""
    with tempfile.TemporaryDirectory(prefix="chengban-home-") as home, pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            folder = Path(home) / name.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(name, str(folder))
        yield


@pytest.fixture(autouse=True)
def _data_of_its_own(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """CHENGBAN_DATA names an empty folder that only this test knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "CHENGBAN_DATA",
            str(tmp_path_factory.getbasetemp() / "data" / re.sub(r"\W+", "_", request.node.nodeid)),
        )
        yield


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's bot with the one ceiling of tests.waiting."""
    del qapp  # must exist for widgets and signals
    return PatientBot(request)


@pytest.fixture
def allow_log(request: pytest.FixtureRequest) -> AllowLog:
    """Call it with a regular expression: log lines of this test that match it are expected."""
    allowed: list[str] = []
    request.node.stash[_ALLOWED] = allowed
    return allowed.append


_ALLOWED = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def _no_surprise_in_the_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning that nobody expected is a fault, even if all else went well."""
    yield
    allowed = request.node.stash.get(_ALLOWED, [])
    surprises = [
        f"{record.name}: {record.getMessage()}"
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
        and not any(re.search(pattern, record.getMessage()) for pattern in allowed)
    ]
    if surprises:
        pytest.fail("unexpected log lines:\n" + "\n".join(surprises), pytrace=False)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """`libreoffice(docx)` prints the file with the official font names and returns the PDF beside it.

    Skips where LibreOffice is not installed; where CHENGBAN_MUST_RENDER is set, as on CI, that is a failure.
    """
    if not LibreOffice.is_installed():
        reason = "LibreOffice Writer is not installed (apt-get install libreoffice-writer-nogui)"
        if os.environ.get("CHENGBAN_MUST_RENDER"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return LibreOffice(tmp_path_factory.mktemp("libreoffice"))

"""Fixtures: running one command line and reading its output and exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.program import run


@dataclass(frozen=True)
class Answer:
    """The result of one command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - the verb says what it is
        return json.loads(self.out)


Chengban = Callable[..., Answer]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture
def chengban(data: Path, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Chengban:
    """`chengban("list", "--json")` on a data folder of this test's own, on 9 April 2024 at 10:42."""

    def prepare_painting() -> object:
        return request.getfixturevalue("qapp")  # the one Qt application shared by all tests

    def call(*words: str | Path) -> Answer:
        code = run(
            ["--data", str(data), *map(str, words)], lambda: datetime(2024, 4, 9, 10, 42), prepare_painting
        )
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def case(chengban: Chengban) -> str:
    """The id of an invented case created by command line."""
    return chengban(
        "new", "--number", "085", "--subject", "关于推动孵化器建设的提案", "--region", "临江区", "--term", "十五",
        "--session", "4", "--proposers", "沈亦澄", "--section", "科创科", "--locality", "shanghai-changning",
    ).out.strip()  # fmt: skip

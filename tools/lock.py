"""Write requirements/*.txt from pyproject.toml: exact versions with hashes, for all platforms.

    .venv/bin/python tools/lock.py            the newest versions that pyproject.toml allows
    .venv/bin/python tools/lock.py NAME...    update only these packages

The files name no package index: pip uses the one it is configured with.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
FLAGS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
)
MARK = "# pyproject.toml's dependencies when this was written: "


def fingerprint() -> str:
    """Return a digest of the dependencies in pyproject.toml, as written in the first line of each lock file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        project["project"]["requires-python"],
        project["project"]["dependencies"],
        project["dependency-groups"],
    ]
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def compile_lock(name: str, *arguments: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    file = FOLDER / f"{name}.txt"
    command = [str(uv), "pip", "compile", "pyproject.toml", "--quiet", *FLAGS, *arguments, "-o", str(file)]
    subprocess.run(command, cwd=ROOT, check=True)
    file.write_text(f"{MARK}{fingerprint()}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")


def main(names: list[str]) -> int:
    FOLDER.mkdir(exist_ok=True)
    moves = [word for name in names for word in ("--upgrade-package", name)] or ["--upgrade"]
    compile_lock("dev", "--group", "dev", *moves)
    # The runtime packages have the same versions as in the tests.
    compile_lock("run", "--group", "checkout", "--constraint", "requirements/dev.txt", "--upgrade")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

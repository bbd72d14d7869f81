"""Write requirements/*.txt anew from pyproject.toml: exact versions with hashes, for every platform at once.

    .venv/bin/python tools/lock.py            the newest versions that pyproject.toml admits
    .venv/bin/python tools/lock.py NAME...    only these move, all others stay

The files name no package index: whoever installs uses the one that pip is set up with.
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
    """Return a digest of what pyproject.toml asks for; it stands in the first line of each lock file."""
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
    # What runs is exactly what is tested.
    compile_lock("run", "--group", "checkout", "--constraint", "requirements/dev.txt", "--upgrade")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

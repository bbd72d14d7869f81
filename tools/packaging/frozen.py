"""The frozen program: built by PyInstaller from build.spec, then tested without a Python environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ("PATH", "LANG", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP")


class FrozenProgramError(RuntimeError):
    """The frozen program does not work as the checkout does; the text is its output."""


def freeze(target: Path) -> Path:
    """Write the one-dir program below `target` and return its folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(target), "--workpath", str(ROOT / "build")]
    subprocess.run([*command, *places, str(ROOT / "build.spec")], cwd=ROOT, check=True)
    return target / "chengban"


def prove(folder: Path) -> list[str]:
    """Let the frozen program write demo data, export letters and read one; return its output.

    Runs in an empty folder, without environment variables that refer to the checkout. Raises FrozenProgramError.
    """
    program = folder.resolve() / ("chengban-cli.exe" if sys.platform == "win32" else "chengban")
    with tempfile.TemporaryDirectory(prefix="chengban-proof-") as place:
        demo = Path(place) / "demo"
        said = [_say(program, place, "--version"), _say(program, place, "demo", str(demo))]
        letter = min(demo.glob("*.docx"))
        read = json.loads(_say(program, place, "parse", str(letter), "--as", "reply", "--json"))
        said.append(f"{letter.name} read back: {len(read['paragraphs'])} paragraphs")
    return said


def _say(program: Path, place: str, *words: str) -> str:
    surroundings = {name: os.environ[name] for name in KEPT if name in os.environ}
    surroundings |= {"QT_QPA_PLATFORM": "offscreen", "HOME": place}
    done = subprocess.run(
        [str(program), *words],
        cwd=place,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise FrozenProgramError(
            f"{program.name} {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return done.stdout.strip()


def size_mb(path: Path) -> float:
    """Return the size of a file, or of all files below a folder, in MB of 1,000,000 bytes."""
    files = (
        [path]
        if path.is_file()
        else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    )
    return sum(file.stat().st_size for file in files) / 1e6

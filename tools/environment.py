"""The Python environment in .venv, created from a lock file with hashes. Standard library only, Python 3.11."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.machine import Say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}

HOOKS = "tools/hooks"


class SetupError(RuntimeError):
    """The environment could not be created; the text says at which step."""


def interpreter() -> Path:
    """The path of .venv's Python, whether it exists or not."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_ready(kind: str) -> bool:
    """Whether .venv was filled from the present lock files; one for development also serves for running."""
    return any(_stamp(name).is_file() and _stamp(name).read_text() == _digest(name) for name in {kind, "dev"})


def prepare(kind: str, say: Say) -> None:
    """Fill .venv for `kind` ("run" or "dev"). Fast if that is done already; can be repeated after an interruption."""
    if is_ready(kind) and _works():
        return
    if not _works():
        say(f"Making a Python environment in {FOLDER.relative_to(ROOT)}")
        shutil.rmtree(FOLDER, ignore_errors=True)
        _call([sys.executable, "-m", "venv", str(FOLDER)], "making .venv")
    say(
        f"Installing {_count(kind)} Python packages, each checked against its hash (some 120 MB the first time)"
    )
    _stamp(kind).unlink(missing_ok=True)
    pip = [
        str(interpreter()),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--no-warn-script-location",
    ]
    _call([*pip, "--require-hashes", "-r", str(LOCKS[kind])], "installing the packages")
    _call([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "installing the checkout")
    _stamp(kind).write_text(_digest(kind))


def turn_on_hooks(say: Say, root: Path = ROOT) -> bool:
    """Set git's hooks path to tools/hooks; False if hooks are set already or this is not a git checkout."""
    ask = ["git", "-C", str(root), "config", "core.hooksPath"]
    if not (root / ".git").exists() or subprocess.run(ask, capture_output=True, check=False).returncode == 0:
        return False
    subprocess.run([*ask, HOOKS], check=True)
    say(f"Git runs {HOOKS} from now on (off again: git config --unset core.hooksPath)")
    return True


def _count(kind: str) -> int:
    """The number of packages in the lock file, those for other systems included."""
    return sum("==" in line for line in LOCKS[kind].read_text(encoding="utf-8").splitlines())


def _works() -> bool:
    """Whether .venv's Python starts and has pip; it does not after an interrupted creation."""
    if not interpreter().exists():
        return False
    probe = [str(interpreter()), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _stamp(kind: str) -> Path:
    return FOLDER / f".filled-from-{kind}-lock"


def _digest(kind: str) -> str:
    digest = hashlib.sha256(LOCKS[kind].read_bytes())
    digest.update((ROOT / "pyproject.toml").read_bytes())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def _call(command: list[str], doing: str) -> None:
    """Run `command`; show its downloads, and all of its output if it fails."""
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if line.strip().startswith(("Downloading ", "Using cached ", "Installing collected")):
                print(f"    {line.strip()[:110]}", flush=True)
    if process.returncode:
        print("".join(lines[-40:]), file=sys.stderr)
        raise SetupError(
            f"Failed while {doing} (exit {process.returncode}). The lines above say why; starting again is safe."
        )

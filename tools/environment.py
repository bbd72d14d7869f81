"""The Python environment in .venv, made from a lock file with hashes. Standard library only, Python 3.11."""

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
    """The environment could not be made; the text says at which step."""


def interpreter() -> Path:
    """The Python of .venv, whether it is there yet or not."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_ready(kind: str) -> bool:
    """Was .venv filled from the lock files as they are now? What serves development serves running too."""
    return any(_stamp(name).is_file() and _stamp(name).read_text() == _digest(name) for name in {kind, "dev"})


def prepare(kind: str, say: Say) -> None:
    """Make .venv hold what `kind` ("run" or "dev") needs. Quick if it does already; safe to repeat after an interruption."""
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
    """Let git run tools/hooks in this checkout; False where hooks are set already or there is no git checkout."""
    ask = ["git", "-C", str(root), "config", "core.hooksPath"]
    if not (root / ".git").exists() or subprocess.run(ask, capture_output=True, check=False).returncode == 0:
        return False
    subprocess.run([*ask, HOOKS], check=True)
    say(f"Git runs {HOOKS} from now on (off again: git config --unset core.hooksPath)")
    return True


def _count(kind: str) -> int:
    """How many packages the lock names, those for other systems included."""
    return sum("==" in line for line in LOCKS[kind].read_text(encoding="utf-8").splitlines())


def _works() -> bool:
    """Is there an environment whose Python starts and has pip? One that was interrupted half-way does not."""
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
    """Run `command`; show only what is being downloaded, and the rest if it fails."""
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

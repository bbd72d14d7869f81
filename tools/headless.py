"""A demonstration without a screen: `python -m tools.headless OUT`. Called by `python3 dev.py run` if there is no display.

Writes demo data, exports replies as .docx, PDF and page pictures, and takes screenshots of the window.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def step(words: str, module: str, *arguments: str | Path) -> int:
    """Print the step, run a module of the checkout, and return its exit status."""
    print(f"\n==> {words}", flush=True)
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main(arguments: list[str]) -> int:
    out = Path(arguments[0])
    data, window = out / "demo", out / "window"
    for folder in (data, window):
        shutil.rmtree(folder, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    print(
        "\n==> No screen answers here, so no window can open. The same job follows without one.", flush=True
    )
    if step("Demo data, and two replies as .docx, PDF and pictures of their pages", "desktop", "demo", data):
        return 1
    status = step("Pictures of the window", "tools.screenshots", window, "--few", "--data", data)
    print("\n==> Done. Look at:")
    for pattern in ("demo/*.docx", "demo/*.pdf", "demo/*.png", "window/*.png"):
        for file in sorted(out.glob(pattern)):
            print(f"    {file}   {file.stat().st_size / 1000:.0f} kB")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

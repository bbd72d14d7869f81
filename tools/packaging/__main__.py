"""Freeze, test and package the program: `python -m tools.packaging DIST`. Called by `python3 dev.py build`."""

from __future__ import annotations

import platform
import shutil
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

from tools.packaging import debian, frozen


def pack_tar(program: Path, target: Path) -> Path:
    """Write the program as a .tar.gz that can be unpacked anywhere without root; return the file."""
    file = target / f"chengban-{version('chengban')}-{platform.system().lower()}-{platform.machine()}.tar.gz"
    with tarfile.open(file, "w:gz", compresslevel=6) as archive:
        archive.add(program, arcname="chengban")
    return file


def main(arguments: list[str]) -> int:
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    print("==> Freezing the program (one to three minutes)", flush=True)
    program = frozen.freeze(target)
    print(f"==> Trying it: {program}, {frozen.size_mb(program):.0f} MB", flush=True)
    try:
        for words in frozen.prove(program):
            print("    " + words.replace("\n", "\n    "))
    except frozen.FrozenProgramError as error:
        print(error, file=sys.stderr)
        return 1
    print("==> Packing", flush=True)
    files = [pack_tar(program, target)]
    if shutil.which("dpkg-deb"):
        files.append(debian.pack(program, version("chengban"), target))
    for file in files:
        print(f"    {file}   {frozen.size_mb(file):.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

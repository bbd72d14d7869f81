"""Run first in the frozen program: restores the library path for other programs.

PyInstaller's bootloader puts the program's own folder into LD_LIBRARY_PATH. The dynamic linker has read it by now, and
with it a word processor or file manager opened by the program would load wrong libraries and not start.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before

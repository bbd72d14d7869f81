"""Runs first in the frozen program: gives other programs back the library path that they expect.

PyInstaller's starter puts the program's own folder into LD_LIBRARY_PATH. The dynamic linker has read it by now; a word
processor or file manager that the program opens would load the wrong libraries and not start.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before

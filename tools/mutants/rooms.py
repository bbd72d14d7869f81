"""What is mutated, and by which tests a mutant can be noticed."""

from __future__ import annotations

LAYERS = ("domain", "typesetting", "services")
# Neither the window (its tests take minutes and come to the same services) nor LibreOffice nor the house's own rules.
TESTS = tuple(f"tests/{folder}" for folder in (*LAYERS, "documents", "store", "painting", "cli"))

"""Printing in the window: the dialog, the look before, the run, the proof after, the public copy."""

"""Printing in the window: print dialog, checks before printing, print runs, proof dialog, public copy."""

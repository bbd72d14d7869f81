"""Filling a superior office's own .xlsx form without touching anything else in it."""

"""Checksums that tell an identity or card number from any other long number."""

from __future__ import annotations

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_id_number(text: str) -> bool:
    """True for an 18-digit citizen identity number 「公民身份号码」: a real birthday and the right last sign (GB 11643-1999)."""
    if len(text) != 18 or not text[:17].isascii() or not text[:17].isdigit():
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == text[17].upper()


def is_luhn(digits: str) -> bool:
    """True if the last digit is right by the Luhn rule, as on bank cards (ISO/IEC 7812-1). Nothing but zeros is not."""
    if not digits.isascii() or not digits.isdigit() or not digits.strip("0"):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0

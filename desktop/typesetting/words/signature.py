"""Where issuer and date stand 「署名、成文日期」 (GB/T 9704-2012 7.3.5.1 and 7.3.5.2, DOMAIN 1.6)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.typesetting.model.layout_head import SignaturePlan


@dataclass(frozen=True, slots=True)
class SignatureIndents:
    """Indents in 字 from the right edge of the type area, and the blank lines above the issuer."""

    issuer_right: float
    date_right: float
    blank_lines: int


def signature_indents(
    issuer_width: float, date_width: float, plan: SignaturePlan, *, sealed: bool
) -> SignatureIndents:
    """Return where both stand; widths in 字.

    Sealed (7.3.5.1): the date ends 4 字 from the edge, the issuer is centred on it. Unsealed (7.3.5.2): the issuer ends 2 字
    from the edge and the date begins 2 字 right of the issuer; if the date is the longer one, or would pass
    the edge, the date ends 2 字 from the edge and the issuer begins 2 字 left of it.
    """
    if sealed:
        date_right = plan.sealed_date_right_chars
        return SignatureIndents(
            max(0.0, date_right + (date_width - issuer_width) / 2), date_right, plan.sealed_blank_lines
        )
    issuer_right, shift = plan.unsealed_right_chars, plan.unsealed_date_shift_chars
    date_right = issuer_right + issuer_width - date_width - shift
    if date_width > issuer_width or date_right < 0:
        date_right = plan.unsealed_right_chars
        issuer_right = date_right + date_width + shift - issuer_width
    return SignatureIndents(issuer_right, date_right, plan.unsealed_blank_lines)

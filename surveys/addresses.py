"""The name and address of somebody whom a colleague names: what is typed there goes into a mail."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LONGEST_NAME = 120
LONGEST_REMARK = 2_000


def read(email: str, name: str) -> tuple[str, str]:
    """Return address and name as they are kept. Raises ValidationError with the errors by field."""
    email, name = email.strip().lower(), " ".join(name.split())
    wrong: dict[str, str] = {}
    try:
        validate_email(email)
    except ValidationError:
        wrong["email"] = _("Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl.")
    if not name:
        wrong["name"] = _("Vul een naam in.")
    elif len(name) > LONGEST_NAME or set(name) & set("<>@/\\"):  # a name in a mail must not lead anywhere
        wrong["name"] = _("Vul alleen een naam in, zonder adres of koppeling.")
    if wrong:
        raise ValidationError(wrong)  # type: ignore[arg-type]
    return email, name


def remark(text: str) -> str:
    """Return a remark as it is kept. Raises ValidationError when it is very long."""
    text = text.replace("\0", "").strip()
    if len(text) > LONGEST_REMARK:
        raise ValidationError(
            {"remark": _("Dit is te lang: schrijf hoogstens %(most)s tekens.") % {"most": LONGEST_REMARK}}
        )
    return text

"""What is left of a file when it has been cleaned, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Trace(TextChoices):
    """What a file tells besides its text. Everything is taken out, but for what stands in REMAINING."""

    AUTHOR = "author", gettext_lazy("namen van schrijvers")
    PROPERTIES = "properties", gettext_lazy("eigenschappen van het document, zoals titel en organisatie")
    COMMENTS = "comments", gettext_lazy("opmerkingen")
    DELETED = "deleted", gettext_lazy("verwijderde tekst uit ‘wijzigingen bijhouden’")
    INSERTED = "inserted", gettext_lazy("de markering van toegevoegde tekst (de tekst zelf staat er nog)")
    HIDDEN = "hidden", gettext_lazy("verborgen tekst")
    THUMBNAIL = "thumbnail", gettext_lazy("het voorbeeldplaatje")
    CAMERA = "camera", gettext_lazy("gegevens bij foto’s, zoals plaats en tijd")
    SCRIPT = "script", gettext_lazy("scripts en automatische acties")
    ATTACHMENT = "attachment", gettext_lazy("ingesloten bestanden (voeg ze apart toe)")
    LINK = "link", gettext_lazy("koppelingen naar bestanden op een computer")
    SIGNATURE = "signature", gettext_lazy("de digitale handtekening")
    EXTRA = "extra", gettext_lazy("gegevens die het kantoorprogramma ongezien bewaart")
    HIDDEN_SHEET = "hidden_sheet", gettext_lazy("verborgen bladen")
    NOTES = "notes", gettext_lazy("notities bij dia’s")


# somebody may need these, and nobody sees them: the uploader decides
REMAINING = frozenset({Trace.HIDDEN_SHEET, Trace.NOTES})


def in_words(traces: Iterable[str], *, remaining: bool = False) -> str:
    """Return the traces as one phrase: those that were taken out, or those that are still there."""
    wanted = [trace for trace in Trace if trace in set(traces) and (trace in REMAINING) == remaining]
    return ", ".join(str(trace.label) for trace in wanted)


@dataclass(frozen=True)
class Cleaned:
    """A file as others will get it."""

    content: bytes
    traces: frozenset[Trace]
    pages: int | None = None


def broken(suffix: str) -> ValidationError:
    return ValidationError(
        _("Dit bestand heet %(suffix)s, maar is het niet. Bewaar het opnieuw.") % {"suffix": suffix}, code="broken"
    )


def locked() -> ValidationError:
    return ValidationError(
        _("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw."),
        code="locked",
    )


def macros() -> ValidationError:
    return ValidationError(_("Dit bestand bevat macro’s. Bewaar het zonder macro’s, of als pdf."), code="macros")


def embedded() -> ValidationError:
    return ValidationError(
        _("In dit bestand zit een ander bestand, zoals een werkblad of een archief. Bewaar het als pdf."),
        code="embedded",
    )


def outside() -> ValidationError:
    return ValidationError(
        _("Dit bestand haalt iets van buiten op, zoals een sjabloon, plaatje of gegevens. Bewaar het als pdf."),
        code="outside",
    )


def too_complex() -> ValidationError:
    return ValidationError(
        _("Dit bestand wordt te groot als het wordt uitgepakt. Maak het kleiner, of bewaar het als pdf."),
        code="too_complex",
    )


def tampered() -> ValidationError:
    return ValidationError(
        _("Dit bestand is ongewoon in elkaar gezet en kan niet veilig worden geopend. Bewaar het opnieuw."),
        code="tampered",
    )

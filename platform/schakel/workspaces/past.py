"""The two rules for what a member sees of the past of a workspace (decision 25)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Past(TextChoices):
    """What members see of what was there before them. Who is no member any more sees nothing under either rule."""

    BEGINNING = "beginning", _("Vanaf het begin")
    OWN = "own", _("Alleen de eigen periode")


SENTENCES = {
    Past.BEGINNING: _("Leden zien alle vergaderingen, stukken en notulen, ook van vóór hun eigen tijd."),
    Past.OWN: _(
        "Leden zien alleen vergaderingen, stukken en notulen uit hun eigen tijd als lid; de secretaris ziet alles."
    ),
}

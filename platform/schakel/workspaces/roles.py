"""The roles that a membership of a workspace can have."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in a workspace."""

    CHAIR = "chair", _("voorzitter")
    SECRETARY = "secretary", _("secretaris")
    MEMBER = "member", _("lid")
    SUBSTITUTE = "substitute", _("vervanger")
    OBSERVER = "observer", _("waarnemer")
    ANALYST = "analyst", _("analist")


GUEST = "guest"  # no role of a membership: what who was admitted to one page may do there (decision 30)

"""How standing papers are found: by their title. What stands in a file is not read yet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schakel.files.models import Paper
from schakel.registries import Searchable

STANDING = Searchable(
    model=Paper,
    name=str(_("Stuk")),
    title=lambda paper: paper.title,
    text=lambda paper: "",
    workspace=lambda paper: paper.workspace_id,
    url=lambda paper: reverse("paper_show", args=[paper.pk]),
)

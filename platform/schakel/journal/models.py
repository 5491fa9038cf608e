"""The lines of the journal, and the head of the chain. Both only grow: here, and by triggers in the database."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from schakel.journal.acts import ACTIONS
from schakel.journal.chain import Link


class LineQuerySet(models.QuerySet["Line"]):
    """Lines are added by `journal.record`, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Lines of the journal are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Lines of the journal are never deleted.")

    def newest_first(self) -> LineQuerySet:
        return self.order_by("-seq")


class Line(models.Model):
    """Who (`by`) did what (`action`) to which object (`kind` and `of`) and when, in which workspace.

    Persons and objects stand here by key and without a foreign key: erasing them leaves the chain whole.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    by = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=80, blank=True)
    of = models.CharField(max_length=64, blank=True)
    workspace = models.PositiveBigIntegerField(null=True)
    data = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar[LineQuerySet] = LineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        managed = False  # the migration made it; `flush` empties what Django manages, and may not reach this
        db_table = "journal_line"
        indexes = [models.Index(fields=["action", "at"], name="journal_line_acts")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Lines of the journal are never changed.")
        super().save(*args, **kwargs)

    @property
    def sentence(self) -> str:
        """What the journal says of the act."""
        return ACTIONS.get(self.action, self.action)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The data, each by its name: numbers and words of the code."""
        listed = ((name, value if isinstance(value, list) else [value]) for name, value in sorted(self.data.items()))
        return [(name, ", ".join(str(each) for each in values)) for name, values in listed]

    @property
    def link(self) -> Link:
        """What the digest is made of."""
        return Link(self.seq, self.at, self.action, self.by, self.kind, self.of, self.workspace, self.data, self.before)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Lines of the journal are never deleted.")


class Head(models.Model):
    """Where the chain ends. Its one row is what writers queue for, and how a cut end is noticed."""

    seq = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "journal_head"

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"

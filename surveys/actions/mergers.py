"""Tell the directory which municipalities were merged since 2019, and into which."""

from __future__ import annotations

from django.db import transaction

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Municipality, Organisation
from surveys.derived_frame import cbs_class, stratum
from surveys.known_codes import Merger, mergers

SOURCE = "CBS"


@transaction.atomic
def read(*, by: User | None = None) -> int:
    """Give each municipality that was merged its last day and successors; return how many there are.

    A successor that is not in the directory yet is made, with the inhabitants of those that formed it. What the
    directory does not know is passed over; reading it again changes nothing.
    """
    known = {each.cbs_code: each for each in Municipality.objects.all()}
    ended = set()
    for merger in mergers():
        gone = known.get(merger.code)
        if gone is None:
            continue
        if merger.into not in known:
            known[merger.into] = _successor(merger, known)
        gone.until = merger.day
        gone.save(update_fields=["until"])
        gone.successors.add(known[merger.into])
        ended.add(gone)
    if ended:
        journal.record("frame.mergers", of=min(ended, key=lambda each: each.cbs_code), by=by, count=len(ended))
    return len(ended)


def _successor(merger: Merger, known: dict[str, Municipality]) -> Municipality:
    formed = [known[each.code] for each in mergers() if each.into == merger.into and each.code in known]
    population = sum(each.population for each in formed)
    owner = Organisation.objects.create(name=merger.name, kind=Organisation.Kind.MUNICIPALITY, source=SOURCE)
    return Municipality.objects.create(
        organisation=owner,
        cbs_code=merger.into,
        province_code=formed[0].province_code,
        province=formed[0].province,
        population=population,
        size_class_cbs=cbs_class(population),
        size_class=stratum(population),
        since=merger.day,
    )

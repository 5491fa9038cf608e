"""Bring the lines that stood in Wagtail's log into the chain, by keys alone, and take them out of that log.

There they stood with titles, names and addresses, and without a guard against changing them.
"""

import heapq

from django.db import migrations

from schakel.journal.chain import Link, digest

OURS = ("people.", "paper.", "agenda.", "attendance.", "meeting.", "minutes.", "action.", "survey.", "frame.")


def rows(model, kind_of):
    found = model.objects.exclude(action__startswith="wagtail.").order_by("timestamp", "pk")
    for row in found.iterator(chunk_size=500):
        if row.action.startswith(OURS):
            yield row.timestamp, row.pk, row.action, row.user_id, *kind_of(row), numbers(row.data)


def numbers(data):
    """Return what is certainly no text of people."""
    return {name: value for name, value in (data or {}).items() if isinstance(value, int)}


def bring(apps, schema_editor):
    types = {
        row.pk: f"{row.app_label}.{row.model}" for row in apps.get_model("contenttypes", "ContentType").objects.all()
    }
    line, head = apps.get_model("journal", "Line"), apps.get_model("journal", "Head")
    pages, others = apps.get_model("wagtailcore", "PageLogEntry"), apps.get_model("wagtailcore", "ModelLogEntry")
    of_page = rows(pages, lambda row: (types.get(row.content_type_id, ""), str(row.page_id)))
    of_other = rows(others, lambda row: (types.get(row.content_type_id, ""), row.object_id))
    last = head.objects.get()
    for at, _pk, action, by, kind, of, data in heapq.merge(of_page, of_other, key=lambda row: row[0]):
        workspace = data.pop("workspace", None)
        link = Link(last.seq + 1, at, action, by, kind, of, workspace, data, last.digest)
        line.objects.create(**link._asdict(), digest=digest(link))
        last.seq, last.digest = link.seq, digest(link)
        last.save()
    for log in (pages, others):
        for part in OURS:
            log.objects.filter(action__startswith=part).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_append_only_chain"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]

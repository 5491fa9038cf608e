"""Say of what the index holds already when it was: the moment of its meeting."""

from django.db import migrations


def date_entries(apps, schema_editor):
    Entry = apps.get_model("search", "Entry")
    MeetingPage = apps.get_model("meetings", "MeetingPage")
    begins = dict(MeetingPage.objects.values_list("path", "begins"))
    for name in ("MinutesPage", "Decision", "ActionPoint"):
        rows = apps.get_model("meetings", name).objects
        if name == "MinutesPage":
            moments = {pk: begins.get(path[:-4]) for pk, path in rows.values_list("pk", "path")}
        else:
            moments = dict(rows.values_list("pk", "meeting__begins"))
        for entry in Entry.objects.filter(content_type__app_label="meetings", content_type__model=name.lower()):
            entry.moment = moments.get(entry.subject)
            entry.save(update_fields=["moment"])


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
        ("search", "0003_moment"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(date_entries, migrations.RunPython.noop)]

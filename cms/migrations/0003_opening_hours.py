"""Plant the hours of the help desk since 2016, as CoMensha published them."""

from datetime import date, time

from django.db import migrations

PILOT, AFTER_PILOT = date(2016, 6, 1), date(2017, 3, 1)
WORKING_DAYS, ALL_DAYS, HOLIDAY = range(5), range(7), 7
MIDNIGHT = time(0)
SOURCE = "Openbare pagina’s van CoMensha, 2016–2019: tot en met 31 mei 2016 werkdagen 9–17 uur; proef dag en nacht van 1 juni 2016 tot en met 28 februari 2017; sinds 1 maart 2017 werkdagen 8–19 uur"


def plant(apps, schema_editor):
    OpeningHours = apps.get_model("cms", "OpeningHours")

    def put(since, until, days, begin, end, kind):
        for weekday in days:
            OpeningHours.objects.create(
                since=since, until=until, weekday=weekday, from_time=begin, to_time=end, kind=kind, source=SOURCE
            )

    put(None, PILOT, WORKING_DAYS, time(9), time(17), "regular")
    put(PILOT, AFTER_PILOT, WORKING_DAYS, time(9), time(17), "regular")
    put(PILOT, AFTER_PILOT, [*ALL_DAYS, HOLIDAY], MIDNIGHT, MIDNIGHT, "urgent")  # gives way where "regular" stands
    put(AFTER_PILOT, None, WORKING_DAYS, time(8), time(9), "urgent")
    put(AFTER_PILOT, None, WORKING_DAYS, time(9), time(17), "regular")
    put(AFTER_PILOT, None, WORKING_DAYS, time(17), time(19), "urgent")


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_tree")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_surveys_in_full")]

    operations = [
        migrations.AddField("response", "progress", models.PositiveSmallIntegerField(default=0)),
    ]

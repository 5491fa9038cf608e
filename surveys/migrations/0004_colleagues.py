"""Know by which browser an answer was written."""

from django.db import migrations, models

COLUMNS = "response_id, question, value, is_draft, client_id, writer, base, revision, at"


def freeze(apps, schema_editor):
    """Refuse changes once more: SQLite made the table anew, without its trigger."""
    table = "surveys_answerevent"
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {COLUMNS} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {COLUMNS} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
        )


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_surveys_in_full")]
    operations = [
        migrations.AddField("answerevent", "writer", models.CharField(blank=True, max_length=40)),
        migrations.AddField("presence", "writer", models.CharField(blank=True, max_length=40)),
        migrations.RunPython(freeze, migrations.RunPython.noop),
    ]

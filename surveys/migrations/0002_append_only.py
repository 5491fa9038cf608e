"""Let the database itself refuse to change what happened: the events, and what was submitted."""

from django.db import migrations

FROZEN = {
    "surveys_answerevent": ("response_id", "question", "value", "is_draft", "client_id", "base", "revision", "at"),
    "surveys_submission": ("response_id", "questionnaire_id", "answers", "sha256", "receipt", "at"),
}


def freeze(apps, schema_editor):
    for table, columns in FROZEN.items():
        names = ", ".join(columns)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {names} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        elif schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {names} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
            )


def thaw(apps, schema_editor):
    for table in FROZEN:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_frozen() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_frozen")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]

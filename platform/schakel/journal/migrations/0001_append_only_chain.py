"""Make the journal: lines in a chain and the head of it, which the database itself lets grow and nothing else."""

from django.db import migrations, models

from schakel.journal.chain import BEGINNING

# a table that SQLite remakes loses its triggers: a later migration that alters one of these makes them anew
SQLITE = {
    "journal_line_frozen": "BEFORE UPDATE ON journal_line",
    "journal_line_kept": "BEFORE DELETE ON journal_line",
    # REPLACE deletes without a trigger, so a number that is not the next one may not come in at all
    "journal_line_next": "BEFORE INSERT ON journal_line WHEN NEW.seq <> (SELECT seq + 1 FROM journal_head)",
    "journal_head_kept": "BEFORE DELETE ON journal_head",
    "journal_head_one": "BEFORE INSERT ON journal_head WHEN EXISTS (SELECT 1 FROM journal_head)",
    "journal_head_next": (
        "BEFORE UPDATE ON journal_head WHEN NEW.seq <> OLD.seq + 1 OR NOT EXISTS "
        "(SELECT 1 FROM journal_line WHERE seq = NEW.seq AND digest = NEW.digest AND \"before\" = OLD.digest)"
    ),
}
REFUSE = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
NEXT_LINE = """
CREATE FUNCTION journal_next_line() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.seq <> (SELECT seq + 1 FROM journal_head) THEN RAISE EXCEPTION 'the journal is append-only'; END IF;
RETURN NEW; END $$
"""
NEXT_HEAD = """
CREATE FUNCTION journal_next_head() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.seq <> OLD.seq + 1 OR NOT EXISTS (SELECT 1 FROM journal_line
    WHERE seq = NEW.seq AND digest = NEW.digest AND \"before\" = OLD.digest)
THEN RAISE EXCEPTION 'the journal is append-only'; END IF;
RETURN NEW; END $$
"""
POSTGRESQL = {
    "journal_line_frozen": "BEFORE UPDATE OR DELETE ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_line_kept": "BEFORE TRUNCATE ON journal_line FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "journal_line_next": "BEFORE INSERT ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_next_line()",
    "journal_head_kept": "BEFORE INSERT OR DELETE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_head_whole": "BEFORE TRUNCATE ON journal_head FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "journal_head_next": "BEFORE UPDATE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_next_head()",
}


def guard(apps, schema_editor):
    apps.get_model("journal", "Head").objects.create(pk=1, seq=0, digest=BEGINNING)
    if schema_editor.connection.vendor == "sqlite":
        for name, when in SQLITE.items():
            schema_editor.execute(
                f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )
    elif schema_editor.connection.vendor == "postgresql":
        for function in (REFUSE, NEXT_LINE, NEXT_HEAD):
            schema_editor.execute(function)
        for name, when in POSTGRESQL.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when}")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("action", models.CharField(max_length=60)),
                ("by", models.PositiveBigIntegerField(null=True)),
                ("kind", models.CharField(blank=True, max_length=80)),
                ("of", models.CharField(blank=True, max_length=64)),
                ("workspace", models.PositiveBigIntegerField(null=True)),
                ("data", models.JSONField(default=dict)),
                ("before", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_line",
                "indexes": [models.Index(fields=["action", "at"], name="journal_line_acts")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("seq", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={"db_table": "journal_head"},
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
        migrations.AlterModelOptions(name="line", options={"managed": False}),
        migrations.AlterModelOptions(name="head", options={"managed": False}),
    ]

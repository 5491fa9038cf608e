"""allauth asks its own table which address is proved; accounts made before have no row there."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def prove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    User, EmailAddress = apps.get_model("accounts", "User"), apps.get_model("account", "EmailAddress")
    known = EmailAddress.objects.values("user")
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=user.pk, email=user.email, verified=True, primary=True)
        for user in User.objects.exclude(pk__in=known)
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_initial"), ("account", "0009_emailaddress_unique_primary_email")]
    operations = [migrations.RunPython(prove, migrations.RunPython.noop)]

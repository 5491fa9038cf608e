"""What somebody gets who asks what is kept: the own rows whole, of others' things no more than the key."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import MinutesPage
from schakel.accounts.models import User
from schakel.journal.models import Line
from tests import cast
from tests.privacy.conftest import ADDRESS, NAME


def exported(*words: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("export_person", *words, stdout=out)
    told = json.loads(out.getvalue())
    return {"whole": out.getvalue(), **told, **{each["table"]: each for each in told["kept"]}}


@pytest.mark.usefixtures("traces")
def test_it_hands_out_all_that_is_kept(zoe: User, adopted: MinutesPage) -> None:
    told = exported(ADDRESS)
    [account] = told["accounts.User"]["rows"]
    assert (account["email"], account["name"]) == (ADDRESS, NAME)
    assert told["accounts.User"]["ground"].startswith("6(1)(f)")
    [membership] = told["workspaces.Membership"]["rows"]
    assert (membership["user"], membership["role"]) == (zoe.pk, "member")
    assert {row["to"] for row in told["mail.OutgoingMail"]["rows"]} == {ADDRESS}
    assert told["usersessions.UserSession"]["rows"][0]["user_agent"] is not None
    assert told["meetings.MinutesPage"]["named_in"] == {
        "body": [str(adopted.pk)],
        "attendance_snapshot": [str(adopted.pk)],
        "access_snapshot": [str(adopted.pk)],
    }
    assert len(told["journal.Line"]["did"]["by"]) >= 3
    assert told["mail"]


@pytest.mark.usefixtures("traces")
def test_no_secret_and_no_text_of_others_is_in_it(zoe: User, adopted: MinutesPage) -> None:
    told = exported(ADDRESS)
    assert "password" not in told["accounts.User"]["rows"][0]
    for secret in (User.objects.get(pk=zoe.pk).password, "session_key", "maakt een verslag", "licht toe"):
        assert secret not in told["whole"]


def test_of_others_nothing_is_in_it(zoe: User, chloe: cast.Person) -> None:
    assert chloe.who.email not in exported(ADDRESS)["whole"]


def test_the_journal_says_that_it_was_asked(zoe: User) -> None:
    exported(ADDRESS)
    assert (Line.objects.newest_first()[0].action, Line.objects.newest_first()[0].of) == ("person.export", str(zoe.pk))


def test_a_file_is_for_its_owner_alone(zoe: User, tmp_path: Path) -> None:
    path = tmp_path / "gegevens.json"
    call_command("export_person", ADDRESS, "--to", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["address"] == ADDRESS
    with pytest.raises(CommandError, match=r"gegevens\.json"):
        call_command("export_person", ADDRESS, "--to", str(path))


def test_an_unknown_address_is_told(db: None) -> None:
    with pytest.raises(CommandError, match=r"Nothing is kept of niemand@schakel\.example"):
        call_command("export_person", "niemand@schakel.example")

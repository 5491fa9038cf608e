"""A mailing reaches whom it is for at the moment of sending, each once, however often the run is cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from schakel.mail import outbox
from schakel.mail.models import OutgoingMail
from surveys import recipients
from surveys.actions import contacts, invitations, mailings
from surveys.models import Contact, Invitation, Mailing, MailingReceipt, SurveyPage
from tests import cast
from tests.surveys import mailed, small

ALL = [f"contact@gm900{number}.example" for number in (1, 2, 3)]


def invited(survey: SurveyPage, number: int) -> Invitation:
    return Invitation.objects.with_all().get(survey=survey, municipality__cbs_code=f"GM900{number}")  # type: ignore[attr-defined]


def to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_each_contact_gets_its_own_words_and_link(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    mailed.sent(survey, "invitation", by=ivo.who)
    cast.work()
    assert to() == ALL
    for message in mail.outbox:
        number = int(message.to[0][13])
        assert invited(survey, number).path in message.body
        assert f"Beste Contact {number} (verzonnen)," in message.body
        assert f"gemeente Proefdorp {number}" in message.body
    row = Mailing.objects.get()
    assert row.done_at is not None
    assert MailingReceipt.objects.count() == 3


def test_each_kind_is_for_whom_it_is_meant(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    small.submitted(invited(survey, 1))
    small.answered(invited(survey, 2), a1="nee", b1="geld")
    found = {kind: sorted(recipients.of(survey, kind).values_list("email", flat=True)) for kind in Mailing.Kind}
    assert found == {"invitation": ALL[1:], "reminder": ALL[1:], "complete": [ALL[1]], "thanks": [ALL[0]]}


def test_a_thank_you_has_the_number_of_the_receipt(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    receipt = small.submitted(invited(survey, 1)).receipt
    mailed.sent(survey, "thanks", by=ivo.who)
    cast.work()
    [message] = mail.outbox
    assert receipt in message.body


def test_who_cannot_be_reached_or_asked_gets_nothing(survey: SurveyPage, ivo: cast.Person) -> None:
    bounced, ended, _open = mailed.contacts()
    Contact.objects.filter(pk=bounced.pk).update(bounced_at=timezone.now())
    contacts.end(ended, by=ivo.who)
    mailed.sent(survey, by=ivo.who)
    invitations.withdraw(invited(survey, 3), by=ivo.who)
    cast.work()
    assert mail.outbox == []


def test_an_invitation_goes_once_in_a_round(survey: SurveyPage, ivo: cast.Person) -> None:
    first = [each.pk for each in mailed.contacts(2)]
    mailed.sent(survey, "invitation", by=ivo.who)
    cast.work()
    mailed.contacts(3)[2].save()
    Contact.objects.exclude(pk__in=first).exclude(email=ALL[2]).delete()
    mailed.sent(survey, "invitation", by=ivo.who, subject="Nog een keer")
    cast.work()
    assert Counter(to()) == Counter(ALL)


def test_a_submission_between_putting_ready_and_sending_stops_it(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    row = mailed.sent(survey, by=ivo.who)
    mailings.run(row)
    assert OutgoingMail.objects.filter(kind="survey.mailing").count() == 3
    small.submitted(invited(survey, 1))
    cast.work()
    assert to() == ALL[1:]
    states = OutgoingMail.objects.filter(kind="survey.mailing").values_list("to", "state")
    assert dict(states)[ALL[0]] == "dropped"


def test_a_contact_that_was_replaced_meanwhile_does_not_get_it(survey: SurveyPage, ivo: cast.Person) -> None:
    first, *_ = mailed.contacts(1)
    row = mailed.sent(survey, by=ivo.who)
    mailings.run(row)
    contacts.replace(first, {"email": "ander@gm9001.example"}, by=ivo.who)
    cast.work()
    assert mail.outbox == []


def test_cut_off_halfway_and_begun_again_each_gets_one(
    survey: SurveyPage, ivo: cast.Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.frame(30)
    invitations.invite(survey, by=ivo.who)
    mailed.contacts(30)
    row = mailed.sent(survey, by=ivo.who)
    put, turns = outbox.enqueue, iter(range(1000))

    def torn(*args: Any, **options: Any) -> OutgoingMail:
        if next(turns) == 25:  # in the second transaction
            raise KeyboardInterrupt
        return put(*args, **options)

    monkeypatch.setattr(outbox, "enqueue", torn)
    with pytest.raises(KeyboardInterrupt):
        mailings.run(row)
    monkeypatch.undo()
    assert MailingReceipt.objects.count() == OutgoingMail.objects.filter(kind="survey.mailing").count() == 20
    mailings.run(row)
    mailings.run(row)
    cast.work()
    assert Counter(to()) == Counter(f"contact@gm9{number:03}.example" for number in range(1, 31))


def test_two_runs_at_once_write_to_each_once(
    survey: SurveyPage, ivo: cast.Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailed.contacts()
    row = mailed.sent(survey, by=ivo.who)
    asked = recipients.waiting
    nested: list[int] = []

    def overtaken(mailing: Mailing) -> list[Contact]:
        """Read who waits, and let another worker be done with them before this one begins."""
        found = list(asked(mailing))
        if not nested:
            nested.append(1)
            mailings.run(row)
        return found

    monkeypatch.setattr(recipients, "waiting", overtaken)
    mailings.run(row)
    cast.work()
    assert to() == ALL


def test_no_more_leave_in_a_minute_than_the_setting_says(survey: SurveyPage, ivo: cast.Person, settings: Any) -> None:
    settings.MAIL_PER_MINUTE = 2
    mailed.contacts()
    row = mailed.sent(survey, by=ivo.who)
    cast.work()
    assert len(mail.outbox) == 2
    [later] = DBTaskResult.objects.filter(task_path="surveys.tasks_mailing.run_mailing", status="READY")
    assert later.run_after > timezone.now() + timedelta(seconds=50)
    MailingReceipt.objects.update(at=timezone.now() - timedelta(minutes=2))
    mailings.run(row)
    cast.work()
    assert to() == ALL


def test_the_clock_wakes_a_mailing_whose_worker_died(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    mailed.sent(survey, by=ivo.who)
    DBTaskResult.objects.all().delete()
    assert mailings.wake() == 0
    assert mailings.wake(timezone.now() + timedelta(minutes=4)) == 1
    cast.work()
    assert to() == ALL
    assert mailings.wake(timezone.now() + timedelta(hours=1)) == 0


def test_inviting_writes_to_contacts_too_one_mail_per_address(
    survey: SurveyPage, hana: cast.Person, own_municipality: Any, ivo: cast.Person
) -> None:
    Contact.objects.create(municipality=own_municipality, email=hana.who.email.upper())
    Contact.objects.create(municipality=own_municipality, email="contact@voorbeeldstad.example")
    invitations.invite(survey, by=ivo.who)
    cast.work()
    assert to() == ["contact@voorbeeldstad.example", hana.who.email]


def test_inviting_uses_the_words_that_were_written_for_it(
    survey: SurveyPage, own_municipality: Any, ivo: cast.Person
) -> None:
    Contact.objects.create(municipality=own_municipality, email="contact@voorbeeldstad.example")
    mailed.mailing(survey, "invitation", by=ivo.who, subject="In onze eigen woorden")
    invitations.invite(survey, by=ivo.who)
    cast.work()
    assert [message.subject for message in mail.outbox] == ["In onze eigen woorden"]


def test_after_the_closing_only_who_got_more_time_is_reminded(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now() - timedelta(days=1))
    Invitation.objects.filter(pk=invited(survey, 2).pk).update(extended_until=timezone.now() + timedelta(days=1))
    survey.refresh_from_db()
    mailed.sent(survey, by=ivo.who)
    cast.work()
    assert to() == [ALL[1]]


@pytest.mark.parametrize(
    ("kind", "subject", "body", "words"),
    [
        ("reminder", "Hallo", "Beste {naam}, {koppeling}", "{naam} kan hier niet"),
        ("reminder", "Hallo", "Beste {gemeente}", "Zet {koppeling} in de tekst"),
        ("reminder", "Hallo", "{koppeling} {bewijs}", "{bewijs} kan hier niet"),
        ("reminder", "Hallo", "{koppeling} {", "losse accolade"),
        ("reminder", "Hallo", "{koppeling} {{gemeente}}", "losse accolade"),
        ("reminder", "{koppeling}", "{koppeling}", "{koppeling} kan hier niet"),
        ("reminder", "", "{koppeling}", "has-error"),
        ("thanks", "Hallo", "{koppeling.pk}", "{koppeling.pk} kan hier niet"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(
    survey: SurveyPage, ivo: cast.Person, kind: str, subject: str, body: str, words: str
) -> None:
    answer = ivo.client.post(f"/onderzoek/proef/mailings/nieuw/?soort={kind}", {"subject": subject, "body": body})
    assert words in answer.content.decode()
    assert not Mailing.objects.exists()


def test_a_subject_is_one_line(survey: SurveyPage, ivo: cast.Person) -> None:
    with pytest.raises(ValidationError, match="één regel"):
        mailed.mailing(survey, by=ivo.who, subject="Hallo\nBcc: iedereen@x.example")


def test_it_is_written_looked_at_tried_and_sent_by_its_buttons(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    body = "Beste {contactpersoon} <b>&</b>\n\n{koppeling}\n\nTot {sluitingsdatum}"
    answer = ivo.client.post(
        "/onderzoek/proef/mailings/nieuw/?soort=reminder", {"subject": "Denkt {gemeente} eraan?", "body": body}
    )
    where = answer["Location"]
    second = ivo.gets(f"{where}?mail=2").content.decode()
    assert "Denkt Proefdorp 2 eraan?" in second
    assert "Beste Contact 2 (verzonnen) &lt;b&gt;&amp;&lt;/b&gt;" in second
    assert invited(survey, 2).token not in second  # the key stands in the mail alone
    ivo.posts(f"{where}proef/")
    cast.work()
    [trial] = mail.outbox
    assert (trial.to, trial.subject) == ([ivo.who.email], "Denkt Voorbeeldstad (verzonnen) eraan?")
    ivo.posts(f"{where}wijzigen/", subject="Wilt {gemeente} invullen?", body=body)
    ivo.posts(f"{where}verzenden/")
    cast.work()
    assert len(mail.outbox) == 4
    assert "<b>" not in mail.outbox[1].alternatives[0][0]
    page = ivo.gets(where).content.decode()
    assert "verzonden: 3" in page
    assert "Wijzigen" not in page


def test_what_was_sent_neither_changes_nor_leaves_again(survey: SurveyPage, ivo: cast.Person) -> None:
    mailed.contacts()
    row = mailed.sent(survey, by=ivo.who)
    cast.work()
    ivo.posts("survey_mailing_send", "proef", row.pk)
    ivo.posts("survey_mailing_change", "proef", row.pk, subject="Anders", body="{koppeling}")
    cast.work()
    row.refresh_from_db()
    assert (len(mail.outbox), row.subject != "Anders") == (3, True)


@pytest.mark.parametrize("who", ["nobody", "aisha", "hana", "karel"])
def test_an_outsider_does_not_learn_that_it_exists(survey: SurveyPage, ivo: cast.Person, who: str) -> None:
    row = mailed.mailing(survey, by=ivo.who)
    for name, keys in (("survey_mailings", ["proef"]), ("survey_mailing", ["proef", row.pk])):
        assert cast.person(who).gets(name, *keys).status_code in (302, 404)
    assert cast.person(who).posts("survey_mailing_send", "proef", row.pk).status_code in (302, 404)
    row.refresh_from_db()
    assert row.begun_at is None


def test_the_command_goes_on_where_it_was(
    survey: SurveyPage, ivo: cast.Person, capsys: pytest.CaptureFixture[str]
) -> None:
    mailed.contacts()
    words = ["send_mailing", "proef", "--kind", "reminder", "--by", ivo.who.email]
    call_command(*words, "--dry-run")
    assert "GM9001 Proefdorp 1: contact@gm9001.example" in capsys.readouterr().out
    assert not Mailing.objects.exists()
    for told in ("3 contactpersonen", "3 contactpersonen"):
        call_command(*words)
        assert told in capsys.readouterr().out
    cast.work()
    call_command(*words)
    cast.work()
    assert to() == ALL


def test_the_command_refuses_in_one_line(survey: SurveyPage, ivo: cast.Person, tmp_path: Any) -> None:
    (tmp_path / "tekst.txt").write_text("Beste {iedereen}")
    with pytest.raises(CommandError, match=r"\{iedereen\} kan hier niet"):
        call_command(
            "send_mailing", "proef", "--kind", "thanks", "--body", str(tmp_path / "tekst.txt"), "--by", ivo.who.email
        )
    assert not Mailing.objects.exists()


def test_the_page_costs_the_same_however_many_get_it(
    survey: SurveyPage, ivo: cast.Person, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    mailed.contacts()
    row = mailed.mailing(survey, by=ivo.who)
    with django_assert_max_num_queries(40) as few:
        ivo.gets("survey_mailing", "proef", row.pk)
    small.frame(60)
    Invitation.objects.bulk_create(
        Invitation(survey=survey, municipality=cast.municipality(f"GM9{number:03}")) for number in range(4, 61)
    )
    Contact.objects.all().delete()
    mailed.contacts(60)
    with django_assert_max_num_queries(len(few)):
        ivo.gets("survey_mailing", "proef", row.pk)

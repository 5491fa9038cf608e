from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, streamfield

from meetings import blocks
from meetings.actions import agenda, minutes
from meetings.actions import meeting as meetings
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from tests import cast


def form(page: MinutesPage, by: User, body: list[tuple[str, Any]]) -> Any:
    """Return the form of Wagtail's editor with this body filled in."""
    kind = MinutesPage.get_edit_handler().get_form_class()
    data = nested_form_data({"title": page.title, "slug": page.slug, "body": streamfield(body)})
    return kind(data, instance=page, parent_page=page.get_parent(), for_user=by)


@pytest.fixture
def foreign(som: WorkspacePage, meeting: MeetingPage, aisha: cast.Person) -> AgendaItem:
    other = meetings.plan(som, title="Andere", begins=meeting.begins, ends=meeting.ends, by=aisha.who)
    return agenda.add_item(other, title="Punt van elders", by=aisha.who)


def test_the_editor_keeps_what_it_was_given(
    draft: MinutesPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    body = [
        ("decision", {"item": str(item.pk), "text": "Wij doen het.", "review_on": ""}),
        ("action", {"item": "", "text": "Doen", "owner": str(chloe.who.pk), "due": "2030-05-01"}),
    ]
    filled = form(draft, aisha.who, body)
    assert filled.is_valid(), filled.errors
    stored = filled.save(commit=False).body.raw_data
    assert [block["value"]["text"] for block in stored] == ["Wij doen het.", "Doen"]
    assert stored[1]["value"]["owner"] == str(chloe.who.pk)


def test_it_offers_this_agenda_and_these_members(
    draft: MinutesPage, foreign: AgendaItem, item: AgendaItem, aisha: cast.Person, esra: cast.Person
) -> None:
    offered = str(form(draft, aisha.who, [])["body"])
    assert "1. Wachttijd bij aangifte" in offered
    assert "Chloe (verzonnen), Fier" in offered
    assert foreign.title not in offered
    assert str(esra.who) not in offered


def test_a_foreign_agenda_item_is_refused_at_its_block(
    draft: MinutesPage, foreign: AgendaItem, aisha: cast.Person
) -> None:
    filled = form(draft, aisha.who, [("decision", {"item": str(foreign.pk), "text": "Ja", "review_on": ""})])
    assert not filled.is_valid()
    error = filled.errors.as_data()["body"][0].block_errors[0].block_errors["item"]
    assert "hoort niet bij deze vergadering" in error.messages[0]


def test_a_foreign_owner_is_refused_at_its_block(draft: MinutesPage, esra: cast.Person, aisha: cast.Person) -> None:
    stranger = {"item": "", "text": "Doen", "owner": str(esra.who.pk), "due": "2030-05-01"}
    filled = form(draft, aisha.who, [("action", stranger)])
    error = filled.errors.as_data()["body"][0].block_errors[0].block_errors["owner"]
    assert "hoort niet bij deze werkruimte" in error.messages[0]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ('<p><a href="https://voorbeeld.example">x</a></p>', 'href="https://voorbeeld.example"'),
        ("<h2>Kop</h2><ul><li><b>vet</b></li></ul>", "<h2>Kop</h2><ul><li><b>vet</b></li></ul>"),
        ('<p onclick="x()">tekst</p>', "<p>tekst</p>"),
        ('<p>a<script>alert("x")</script>b</p>', "<p>ab</p>"),
        ('<p><a href="javascript:x()">klik</a></p>', "klik</a></p>"),
        ('<p><img src="x">tekst</p>', "<p>tekst</p>"),
    ],
)
def test_only_plain_markup_remains(meeting: MeetingPage, source: str, kept: str) -> None:
    cleaned = blocks.Prose().clean(RichText(source)).source
    assert kept in cleaned
    assert not any(word in cleaned for word in ("script", "onclick", "<img"))


@pytest.mark.parametrize(
    "source",
    [
        '<p><a linktype="page" id="1">x</a></p>',
        '<p><a linktype="document" id="1">x</a></p>',
        '<embed embedtype="image" id="1"/>',
    ],
)
def test_links_into_schakel_are_refused(meeting: MeetingPage, aisha: cast.Person, source: str) -> None:
    with pytest.raises(ValidationError, match="Blok 1, tekst: Een koppeling naar een pagina of bestand van Schakel"):
        minutes.write(meeting, body=[("text", source)], by=aisha.who)


def test_what_came_in_another_way_is_cleaned_when_it_is_shown(circulated: MinutesPage, chloe: cast.Person) -> None:
    bad = [{"type": "text", "id": "1", "value": '<p>tekst<script src="//kwaad.example/x.js"></script></p>'}]
    MinutesPage.objects.filter(pk=circulated.pk).update(body=bad)
    assert "kwaad.example" not in chloe.gets(circulated.url).content.decode()


def test_its_writer_reads_the_draft_before_it_goes_round(circulated: MinutesPage, aisha: cast.Person) -> None:
    minutes.write(circulated.meeting, body=[("text", "<p>De tweede versie.</p>")], by=aisha.who)
    preview = aisha.gets("wagtailadmin_pages:view_draft", circulated.pk)
    assert "De tweede versie" in preview.content.decode()


def test_a_meeting_has_one_set_of_minutes(draft: MinutesPage, aisha: cast.Person) -> None:
    again = minutes.write(draft.meeting, body=[("text", "<p>Beter.</p>")], by=aisha.who)
    assert again.pk == draft.pk
    assert not MinutesPage.can_create_at(draft.meeting)


@pytest.mark.parametrize("field", ["item", "text", "owner", "due"])
def test_a_draft_may_be_unfinished_in_the_editor(
    draft: MinutesPage, aisha: cast.Person, chloe: cast.Person, field: str
) -> None:
    whole = {"item": "", "text": "Doen", "owner": str(chloe.who.pk), "due": "2030-05-01"}
    filled = form(draft, aisha.who, [("action", {**whole, field: ""})])
    filled.defer_required_fields()
    assert filled.is_valid(), filled.errors


@pytest.mark.parametrize("field", ["text", "owner", "due"])
def test_what_goes_round_is_finished(draft: MinutesPage, aisha: cast.Person, chloe: cast.Person, field: str) -> None:
    whole = {"item": "", "text": "Doen", "owner": str(chloe.who.pk), "due": "2030-05-01"}
    draft.body = [{"type": "action", "value": {**whole, field: None if field == "due" else ""}}]
    draft.save_revision(user=aisha.who)
    with pytest.raises(ValidationError, match="Blok 1, actiepunt"):
        minutes.circulate(draft, by=aisha.who)


def test_facts_do_not_come_back_with_an_old_text(adopted: MinutesPage, aisha: cast.Person) -> None:
    oldest = adopted.revisions.order_by("pk").first()
    page = oldest.as_object()
    assert (page.status, page.fingerprint) == ("adopted", adopted.fingerprint)


def test_days_and_rows_may_be_given_as_they_are(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    page = minutes.write(
        meeting, body=[("decision", {"item": item, "text": "Ja", "review_on": date(2030, 1, 2)})], by=aisha.who
    )
    value = page.body[0].value
    assert (value["item"], value["review_on"]) == (str(item.pk), date(2030, 1, 2))

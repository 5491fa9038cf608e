from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from surveys.actions import rounds
from surveys.models import SurveyPage
from tests import cast


def test_it_freezes_the_questions_and_publishes_the_page(draft: SurveyPage, ivo: cast.Person) -> None:
    call_command("open_round", "proef", "--by", ivo.who.email, verbosity=0)
    opened = SurveyPage.objects.get(pk=draft.pk)
    assert opened.live
    assert opened.is_open
    assert opened.questionnaire == draft.questionnaires.get()
    assert draft.questionnaires.get().frozen_at is not None


def test_a_draft_of_the_page_made_before_is_published_with_it(draft: SurveyPage, ivo: cast.Person) -> None:
    draft.introduction = "Later geschreven"
    draft.save_revision(user=ivo.who)
    assert rounds.open(draft, by=ivo.who).introduction == "Later geschreven"


def test_it_happens_once(survey: SurveyPage, ivo: cast.Person) -> None:
    with pytest.raises(CommandError, match="al geopend"):
        call_command("open_round", "proef", "--by", ivo.who.email)


def test_a_stale_page_cannot_open_it_again(draft: SurveyPage, ivo: cast.Person) -> None:
    stale = SurveyPage.objects.get(pk=draft.pk)
    first = rounds.open(draft, by=ivo.who)
    with pytest.raises(ValidationError):
        rounds.open(stale, by=ivo.who)
    assert SurveyPage.objects.get(pk=draft.pk).opened_at == first.opened_at


def test_it_needs_questions(gemeenten: Any, ivo: cast.Person) -> None:
    rounds.plan(gemeenten, title="Leeg", slug="leeg", by=ivo.who)
    with pytest.raises(CommandError, match="nog geen vragen"):
        call_command("open_round", "leeg", "--by", ivo.who.email)


def test_it_does_not_open_what_is_over(draft: SurveyPage, ivo: cast.Person) -> None:
    draft.closes_at = timezone.now() - timedelta(hours=1)
    with pytest.raises(ValidationError, match="al voorbij"):
        rounds.open(draft, by=ivo.who)


@pytest.mark.parametrize("name", ["aisha", "dirk", "karel"])
def test_it_is_for_the_survey_team(name: str, draft: SurveyPage) -> None:
    with pytest.raises(CommandError, match="geen vragenlijst"):
        call_command("open_round", "proef", "--by", cast.person(name).who.email)
    assert not SurveyPage.objects.get(pk=draft.pk).is_frozen


def test_once_open_wagtail_changes_nothing(survey: SurveyPage, ivo: cast.Person) -> None:
    may = survey.permissions_for_user(ivo.who)
    verbs = [may.can_edit, may.can_publish, may.can_unpublish, may.can_delete, may.can_move, may.can_copy]
    assert not any(verb() for verb in verbs)


def test_an_older_revision_does_not_close_it_again(survey: SurveyPage) -> None:
    older = survey.revisions.order_by("pk").first()
    assert older is not None
    assert older.as_object().opened_at == survey.opened_at


def test_two_rounds_never_share_an_address(draft: SurveyPage, gemeenten: Any, ivo: cast.Person) -> None:
    with pytest.raises(ValidationError, match="al een vragenlijst met het adres"):
        rounds.plan(gemeenten, title="Andere", slug="proef", by=ivo.who)


def test_rounds_stand_in_the_workspace_of_the_survey_team(draft: SurveyPage, gemeenten: Any, som: Any) -> None:
    assert SurveyPage.can_create_at(gemeenten)
    assert not SurveyPage.can_create_at(som)


def test_its_address_in_the_tree_leads_to_the_desk(survey: SurveyPage, ivo: cast.Person, nobody: cast.Person) -> None:
    assert ivo.gets("/werkruimtes/gemeenten/proef/")["Location"] == "/onderzoek/proef/"
    assert Page.objects.get(pk=survey.pk).specific.url.endswith("/onderzoek/proef/")

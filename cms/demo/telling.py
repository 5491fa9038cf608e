"""What `schakel demo --json` tells scripts, and what the front page tells visitors."""

from __future__ import annotations

import json
import os
import secrets
from typing import Any

from django.conf import settings
from django.urls import reverse

from cms.demo import travel
from cms.demo.bodies import ACCOUNTS, BODIES, WORDS, address
from cms.demo.loading import SURVEY, UNDER_EMBARGO
from cms.models import PublicationPage
from meetings.models import MeetingPage, MinutesPage
from schakel import environment
from schakel.accounts import second_factor
from schakel.accounts.models import User
from schakel.directory.models import Affiliation
from schakel.workspaces.models import WorkspacePage
from surveys.models import Invitation, SurveyPage
from surveys.models.invitations import InvitationQuerySet

UPCOMING, PAST, RECENT = "volgende-vergadering", "vergadering-vorig-kwartaal", "vergadering-van-dit-kwartaal"

MOST_LINKS = 100


def password() -> str:
    """Return the password of all demo accounts: the one that was set, the one kept, or a fresh one."""
    given = environment.text("SCHAKEL_DEMO_PASSWORD")
    if given:
        return given
    if settings.DEMO_FILE.exists():
        kept = json.loads(settings.DEMO_FILE.read_text(encoding="utf-8")).get("password")
        if kept:
            return str(kept)
    return secrets.token_urlsafe(12)


def keep(word: str) -> None:
    """Write the people and their password where the front page finds them; readable by the owner alone."""
    people = [{"name": name, "email": address(name), "role": WORDS[key]} for key, name in ACCOUNTS.items()]
    text = json.dumps({"password": word, "people": people}, ensure_ascii=False, indent=1)
    settings.DATA.mkdir(parents=True, exist_ok=True)
    beside = settings.DEMO_FILE.with_suffix(".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(settings.DEMO_FILE)


def set_password(word: str) -> None:
    """Give all demo accounts this password, when it is not theirs already."""
    known = User.objects.get(email=address(ACCOUNTS["secretary"]))
    if not known.check_password(word):
        known.set_password(word)
        User.objects.filter(email__endswith="@schakel.example").update(password=known.password)


def set_up_apps() -> None:
    """Give everybody in the demo who needs a second factor an authenticator app, and keep the ones that are there."""
    known = second_factor.holders()
    for user in User.objects.filter(email__endswith="@schakel.example", is_active=True).exclude(pk__in=known):
        if second_factor.is_required(user):
            second_factor.set_up_app(user, second_factor.fresh_secret())


def totp() -> dict[str, str]:
    """Return the base32 secrets of the apps, by the keys of `accounts`."""
    secrets_by_address = second_factor.secrets_of(address(name) for name in ACCOUNTS.values())
    return {
        key: secrets_by_address[address(name)] for key, name in ACCOUNTS.items() if address(name) in secrets_by_address
    }


def told(word: str) -> dict[str, Any]:
    """Return what scripts need: addresses under `accounts`, paths elsewhere; meetings are those of the SOM."""
    meetings = MeetingPage.objects.child_of(WorkspacePage.objects.get(slug="som"))
    upcoming, past, recent = (meetings.get(slug=slug) for slug in (UPCOMING, PAST, RECENT))
    survey = SurveyPage.objects.get(slug=SURVEY)
    return {
        "base_url": settings.BASE_URL,
        "password": word,
        "accounts": {key: address(name) for key, name in ACCOUNTS.items()},
        "totp": totp(),
        "workspaces": {body.slug: f"/werkruimtes/{body.slug}/" for body in BODIES},
        "meetings": {
            "upcoming": upcoming.url,
            "ics": reverse("meeting_ics", args=[upcoming.pk]),
            "pack": reverse("meeting_pack_file", args=[upcoming.pk]),
            "past": past.url,
            "minutes_adopted": MinutesPage.objects.child_of(past).get().url,
            "minutes_draft": MinutesPage.objects.child_of(recent).get().url,
        },
        "survey": {
            "slug": survey.slug,
            "monitor": reverse("survey_monitor", args=[survey.slug]),
            "results": reverse("survey_results", args=[survey.slug]),
            "open_link": _open_link(survey),
            "open_links": _open_links(survey),
        },
        "field_reports": travel.paths(),
        "search": reverse("search"),
        "publication_under_embargo": PublicationPage.objects.get(slug=UNDER_EMBARGO).url,
    }


def _open_link(survey: SurveyPage) -> str:
    """Return the link of the last municipality, by code, that has not opened the questionnaire."""
    return _untouched(survey).order_by("-municipality__cbs_code")[0].path


def _open_links(survey: SurveyPage) -> list[str]:
    """Return links of other municipalities that have not opened it, and for which nobody of the demo works."""
    employed = Affiliation.objects.current().values("organisation")
    others = _untouched(survey).exclude(municipality__organisation__in=employed).order_by("-municipality__cbs_code")
    return [each.path for each in others[1 : MOST_LINKS + 1]]


def _untouched(survey: SurveyPage) -> InvitationQuerySet:
    opened = survey.responses.values("organisation__municipality")
    return Invitation.objects.filter(survey=survey).standing().exclude(municipality__in=opened).with_all()

"""The round of the planted world, with the answers of its municipalities."""

from __future__ import annotations

from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from schakel.accounts.models import User
from schakel.directory.models import FrameEntry
from surveys import ways_in
from surveys.actions import (
    bounces,
    call_notes,
    comments,
    contacts,
    delegations,
    invitations,
    library,
    mailings,
    open_link,
    participants,
    responses,
    rounds,
)
from surveys.bounces import Failure
from surveys.models import Extension, Invitation, Response, SignOff, SurveyPage
from surveys.typed import typed
from tests import cast
from tests.rules.planted_world import World, marker
from tests.rules.promised import (
    ALL,
    ASKED,
    NOBODY,
    OF_A,
    OF_B,
    TEAM,
)
from tests.surveys.questionnaire.books import book


def _workbook(question: str, choice: str) -> bytes:
    rows = [
        ["type", "name", "label"],
        ["begin_group", "a", "A. Beleid"],
        ["text", "t", question],
        ["integer", "i", "Hoeveel?"],
        ["decimal", "d", "Hoeveel fte?"],
        ["date", "w", "Wanneer?"],
        ["select_one keus", "o", "Welke?"],
        ["select_multiple keus", "m", "Welke nog meer?"],
        ["end_group", "", ""],
    ]
    lists = [["list_name", "name", "label"], ["keus", "ja", choice], ["keus", "nee", "Nee"]]
    return book(rows, lists)


def plant(world: World, ivo: User) -> None:
    gemeenten = cast.workspace("gemeenten")
    world.add("workspace", gemeenten.pk, TEAM)
    for name in cast.MUNICIPAL:
        own = cast.municipality(*cast.MUNICIPAL[name])
        strata = {"province": own.province, "population": own.population, "size_class": own.size_class}
        FrameEntry.objects.create(year=2019, municipality=own, name=str(own), **strata)
    draft = rounds.plan(gemeenten, title=marker("round.draft"), slug="volgende", year=2019, by=ivo)
    rounds.ask(draft, _workbook(marker("round.draft.question"), "Ja"), by=ivo)
    survey = rounds.plan(gemeenten, title="Ronde", slug="ronde", year=2019, by=ivo)
    survey.introduction = marker("round.introduction")
    survey.save()
    rounds.ask(survey, _workbook(marker("round.question"), marker("round.choice")), by=ivo)
    opened = rounds.open(survey, by=ivo)
    world.pages += [draft, opened]
    for page in (draft, opened):
        world.add("round", page.slug, TEAM, sort="open" if page is opened else "")
    kept = library.keep(opened, "t", title=marker("library.title"), by=ivo)
    world.add("library item", kept.pk, TEAM)
    world.add("questionnaire", draft.slug, NOBODY)
    world.add("questionnaire", opened.slug, ASKED)
    world.add("section", "a", ASKED, opened.slug)
    world.add("survey question", "t", ASKED, "a")
    invitations.invite(opened, by=ivo)
    _public(world, ivo)
    _fieldwork(world, draft, ivo)
    _answers(world, opened)


def _public(world: World, ivo: User) -> None:
    """Let there be a survey that anybody may fill in; of who began it nobody else learns a thing."""
    draft = rounds.plan(cast.workspace("gemeenten"), title="Open lijst", slug="open-lijst", year=2019, by=ivo)
    draft.audience = SurveyPage.Audience.PUBLIC
    draft.introduction = marker("public.introduction")
    draft.save()
    draft.save_revision(user=ivo)
    rounds.ask(draft, _workbook(marker("public.question"), "Ja"), by=ivo)
    opened = rounds.open(draft, by=ivo)
    world.pages.append(opened)
    world.add("round", opened.slug, TEAM)
    world.add("public round", opened.slug, ALL)
    world.add("questionnaire", opened.slug, NOBODY)
    _type(open_link.begin(opened), t=marker("public.answer"))


def _fieldwork(world: World, draft: SurveyPage, ivo: User) -> None:
    for name in cast.MUNICIPAL:
        world.add("contacts of", cast.MUNICIPAL[name][0], TEAM)
        world.add("asked municipality", cast.MUNICIPAL[name][0], TEAM)
    call_notes.add(draft, cast.municipality(), text=marker("call.note"), by=ivo)
    told = {"email": "contact@gemeente.example", "name": marker("contact.name")}
    contact = contacts.add(cast.municipality(), told, by=ivo)
    bounces.take(Failure(contact.email, is_final=True, reason=marker("contact.bounce")))
    world.add("contact", contact.pk, TEAM, cast.MUNICIPAL["hana"][0])
    words = {"subject": marker("mailing.subject"), "body": f"{marker('mailing.body')} {{koppeling}}"}
    mailing = mailings.write(draft, kind="reminder", **words, by=ivo)
    world.add("mailing", mailing.pk, TEAM, draft.slug)  # the round that stands for all in the quick walks


def _answers(world: World, opened: SurveyPage) -> None:
    ours, theirs = (
        Invitation.objects.with_all().get(survey=opened, municipality__cbs_code=cast.MUNICIPAL[name][0])
        for name in ("hana", "petra")
    )
    world.link = ours.path
    for sent in (ours, theirs):
        world.add("survey invitation", sent.pk, TEAM, opened.slug)
    world.add("link", f"{ours.pk:x}.{'A' * 32}", NOBODY)
    begun = responses.begin(ours)
    kinds = {"t": "text", "i": "integer", "d": "decimal", "w": "date", "o": "one", "m": "several"}
    _type(begun, t=marker("answer.earlier"))
    _type(begun, **{name: marker(f"answer.{kind}") for name, kind in kinds.items()})
    _together(world, begun)
    second = responses.begin(theirs)
    _type(second, t=marker("submitted.text"), i="3", o="ja")
    sent = responses.submit(second)
    world.add("receipt", sent.pk, OF_B)
    world.add("sent", sent.number, OF_B, opened.slug)
    world.add("sent later", sent.number, OF_B)
    world.add("response", second.pk, TEAM, opened.slug)
    asked = Extension.objects.create(invitation=ours, until=timezone.localdate(), reason=marker("extension.reason"))
    world.add("extension", asked.pk, TEAM, opened.slug)


def _together(world: World, begun: Response) -> None:
    """Let colleagues of the first municipality have handed over, remarked and given back."""
    known = participants.join(begun.invitation, email="coordinator@gm9999.example")  # type: ignore[arg-type]
    told = {"email": cast.account("hana").email, "name": "Hana (verzonnen)", "remark": marker("delegation.remark")}
    delegations.hand_over(begun, "a", **told, by=None, participant=known)
    comments.add(begun, "t", marker("comment.text"), by=None, participant=known)
    given_back = SignOff.objects.create(
        response=begun, email="ria@gm9999.example", revision=1, state=SignOff.State.RETURNED,
        remark=marker("sign_off.remark"),
    )  # fmt: skip
    world.add("sign-off", given_back.pk, OF_A)
    for kind in ("delegation link", "sign-off link"):
        world.add(kind, f"{begun.pk:x}.{'A' * 32}", NOBODY)


def confirm(client: Client) -> None:
    """Let who came by the link of the first municipality have confirmed an address."""
    invitation = Invitation.objects.get(survey__slug="ronde", municipality__cbs_code=cast.MUNICIPAL["hana"][0])
    joined = participants.join(invitation, email="visitor@gm9999.example")
    session = client.session
    session[ways_in.SESSION]["ronde"]["participant"] = joined.pk
    session.save()


def _type(response: Response, **words: str) -> None:
    data = QueryDict(mutable=True)
    data.update(words)
    asked = {name: response.survey.form.questions[name] for name in words}
    responses.answer(response, typed(data, asked, frozenset(words)), by=None)


# ---------------------------------------------------------------- the public side

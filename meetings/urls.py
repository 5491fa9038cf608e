"""The screens around a meeting; the pages of meetings and minutes themselves are Wagtail's to route."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import (
    agenda,
    answers,
    attendance,
    cockpit,
    datepolls,
    decisions,
    feed,
    ics,
    minutes,
    planning,
    points,
    polls,
    quorum,
    register,
    session,
)

building = [
    path("", agenda.build, name="agenda_build"),
    path("toevoegen/", agenda.add, name="agenda_add"),
    path("<int:item>/", agenda.edit, name="agenda_edit"),
    path("<int:item>/verplaatsen/", agenda.move, name="agenda_move"),
    path("<int:item>/verwijderen/", agenda.remove, name="agenda_remove"),
    path("<int:item>/stukken/", agenda.add_paper, name="agenda_add_paper"),
    path("<int:item>/stukken/<int:paper>/merk/", agenda.classify_paper, name="agenda_classify_paper"),
    path("<int:item>/stukken/<int:paper>/verwijderen/", agenda.remove_paper, name="agenda_remove_paper"),
]

of_one_meeting: list[URLPattern | URLResolver] = [
    path("", session.visit, name="meeting"),
    path("agenda-maken/", include(building)),
    path("aanwezigheid/", attendance.table, name="attendance"),
    path("aanwezigheid/punt/", attendance.at_item, name="attendance_item"),
    path("antwoord/", answers.answer, name="answer"),
    path("antwoorden/", answers.table, name="meeting_answers"),
    path("vervanger/", answers.substitute, name="substitute"),
    path("vervanger/<int:substitution>/bevestigen/", answers.confirm, name="substitute_confirm"),
    path("vervanger/<int:substitution>/intrekken/", answers.withdraw, name="substitute_withdraw"),
    path("vergadering.ics", ics.download, name="meeting_ics"),
    path("nu/", session.now, name="meeting_now"),
    path("leiden/", session.desk, name="meeting_desk"),
    path("leiden/beginnen/", session.start, name="meeting_start"),
    path("leiden/punt/", session.go, name="meeting_go"),
    path("leiden/sluiten/", session.close, name="meeting_close"),
    path("notulen/", minutes.read, name="minutes"),
    path("notulen/merk/", minutes.classify, name="minutes_classify"),
    path("notulen/rondsturen/", minutes.circulate, name="minutes_circulate"),
    path("notulen/vaststellen/", minutes.adopt, name="minutes_adopt"),
    path("notulen/terugtrekken/", minutes.withhold, name="minutes_withhold"),
    path("notulen/controleren/", minutes.verify, name="minutes_verify"),
]

of_one_meeting += [  # planning
    path("wijzigen/", planning.change, name="meeting_change"),
    path("annuleren/", planning.cancel, name="meeting_cancel"),
    path("uitnodigen/", planning.invite, name="meeting_invite"),
]
planned: list[URLPattern | URLResolver] = [
    path("vergaderingen/werkruimte/<int:pk>/reeks/", planning.plan_series, name="series_plan"),
    path("vergaderingen/werkruimte/<int:pk>/datum-prikken/", datepolls.ask, name="datepoll_ask"),
    path("vergaderingen/datumprikker/<int:pk>/", datepolls.show, name="datepoll"),
    path("vergaderingen/datumprikker/<int:pk>/kiezen/", datepolls.choose, name="datepoll_choose"),
    path("vergaderingen/datumprikker/<int:pk>/intrekken/", datepolls.withdraw, name="datepoll_withdraw"),
    path("mijn-agenda/", feed.show, name="my_calendar"),
    path("mijn-agenda/nieuw/", feed.renew, name="my_calendar_renew"),
    path("mijn-agenda/intrekken/", feed.revoke, name="my_calendar_revoke"),
    path("agenda/<str:token>.ics", feed.fetch, name="calendar_feed"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("vergaderingen/<int:pk>/", include(of_one_meeting)),
    path("vergaderingen/werkruimte/<int:pk>/", register.meetings, name="meetings"),
    path("vergaderingen/werkruimte/<int:pk>/quorum/", quorum.rule, name="quorum_rule"),
    path("vergaderingen/werkruimte/<int:pk>/besluiten/", register.decisions, name="decisions"),
    path("vergaderingen/werkruimte/<int:pk>/actiepunten/", register.actions, name="actions"),
    *planned,
    # register: decisions, action points, polls, the cockpit
    path("vergaderingen/actiepunten/<int:pk>/", points.show, name="action"),
    path("vergaderingen/actiepunten/<int:pk>/afgerond/", points.done, name="action_done"),
    path("vergaderingen/actiepunten/<int:pk>/verzetten/", points.move, name="action_move"),
    path("vergaderingen/actiepunten/<int:pk>/overdragen/", points.hand_over, name="action_hand_over"),
    path("vergaderingen/actiepunten/<int:pk>/vervallen/", points.cancel, name="action_cancel"),
    path("vergaderingen/actiepunten/<int:pk>/heropenen/", points.reopen, name="action_reopen"),
    path("vergaderingen/actiepunten/<int:pk>/blijft-open/", points.keep, name="action_keep"),
    path("vergaderingen/<int:pk>/stemmingen/", polls.of_meeting, name="polls"),
    path("vergaderingen/stemmingen/<int:pk>/", polls.show, name="poll"),
    path("vergaderingen/stemmingen/<int:pk>/stemmen/", polls.vote, name="poll_vote"),
    path("vergaderingen/stemmingen/<int:pk>/sluiten/", polls.close, name="poll_close"),
    path("vergaderingen/stemmingen/<int:pk>/notulen/", polls.note, name="poll_note"),
    path("besluiten/", decisions.register, name="decision_register"),
    path("besluiten/besluiten.xlsx", decisions.file, name="decision_file"),
    path("besluiten/<int:pk>/", decisions.show, name="decision"),
    path("besluiten/<int:pk>/herzien/", decisions.review, name="decision_review"),
    path("mijn-acties/", points.mine, name="my_actions"),
    path("secretariaat/", cockpit.show, name="cockpit"),
]

"""The screens around a meeting; the pages of meetings and minutes themselves are Wagtail's to route."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import agenda, attendance, cockpit, decisions, ics, minutes, points, polls, register, session

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

urlpatterns: list[URLPattern | URLResolver] = [
    path("vergaderingen/<int:pk>/", include(of_one_meeting)),
    path("vergaderingen/werkruimte/<int:pk>/", register.meetings, name="meetings"),
    path("vergaderingen/werkruimte/<int:pk>/besluiten/", register.decisions, name="decisions"),
    path("vergaderingen/werkruimte/<int:pk>/actiepunten/", register.actions, name="actions"),
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

"""The screens around a meeting; the pages of meetings and minutes themselves are Wagtail's to route."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import agenda, attendance, ics, minutes, notes, pack, papers, register, session

building = [
    path("", agenda.build, name="agenda_build"),
    path("toevoegen/", agenda.add, name="agenda_add"),
    path("<int:item>/", agenda.edit, name="agenda_edit"),
    path("<int:item>/verplaatsen/", agenda.move, name="agenda_move"),
    path("<int:item>/verwijderen/", agenda.remove, name="agenda_remove"),
    path("<int:item>/stukken/", agenda.add_paper, name="agenda_add_paper"),
    path("<int:item>/stukken/<int:paper>/merk/", agenda.classify_paper, name="agenda_classify_paper"),
    path("<int:item>/stukken/<int:paper>/vervangen/", papers.replace, name="agenda_replace_paper"),
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
    # packs and private notes
    path("stukkenbundel/", pack.show, name="meeting_pack"),
    path("stukkenbundel/stand/", pack.state, name="meeting_pack_state"),
    path("stukkenbundel.pdf", pack.download, name="meeting_pack_file"),
    path("notities/", notes.of_meeting, name="meeting_notes"),
    path("punten/<int:item>/notities/", notes.at_item, name="item_note"),
    path("notulen/", minutes.read, name="minutes"),
    path("notulen/merk/", minutes.classify, name="minutes_classify"),
    path("notulen/rondsturen/", minutes.circulate, name="minutes_circulate"),
    path("notulen/vaststellen/", minutes.adopt, name="minutes_adopt"),
    path("notulen/terugtrekken/", minutes.withhold, name="minutes_withhold"),
    path("notulen/controleren/", minutes.verify, name="minutes_verify"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("vergaderingen/<int:pk>/", include(of_one_meeting)),
    # private notes
    path("vergaderingen/mijn-notities/", notes.own, name="own_notes"),
    path("vergaderingen/notities/<int:pk>/", notes.change, name="note"),
    path("vergaderingen/notities/<int:pk>/weghalen/", notes.remove, name="note_remove"),
    path("stukken/<int:pk>/notities/", notes.at_paper, name="paper_notes"),
    path("vergaderingen/werkruimte/<int:pk>/", register.meetings, name="meetings"),
    path("vergaderingen/werkruimte/<int:pk>/besluiten/", register.decisions, name="decisions"),
    path("vergaderingen/werkruimte/<int:pk>/actiepunten/", register.actions, name="actions"),
    path("vergaderingen/actiepunten/<int:pk>/afgerond/", register.done, name="action_done"),
]

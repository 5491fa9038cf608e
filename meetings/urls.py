"""The screens around a meeting; the pages of meetings and minutes themselves are Wagtail's to route."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import agenda, attendance, corrections, ics, importing, minutes, register, session, versions

building = [
    path("", agenda.build, name="agenda_build"),
    path("toevoegen/", agenda.add, name="agenda_add"),
    path("importeren/", importing.ask_agenda, name="agenda_import"),
    path("importeren/overnemen/", importing.take_agenda, name="agenda_take_over"),
    path("<int:item>/", agenda.edit, name="agenda_edit"),
    path("<int:item>/verplaatsen/", agenda.move, name="agenda_move"),
    path("<int:item>/verwijderen/", agenda.remove, name="agenda_remove"),
    path("<int:item>/stukken/", agenda.add_paper, name="agenda_add_paper"),
    path("<int:item>/stukken/<int:paper>/merk/", agenda.classify_paper, name="agenda_classify_paper"),
    path("<int:item>/stukken/<int:paper>/verwijderen/", agenda.remove_paper, name="agenda_remove_paper"),
]

around_minutes = [
    path("", minutes.read, name="minutes"),
    path("merk/", minutes.classify, name="minutes_classify"),
    path("rondsturen/", minutes.circulate, name="minutes_circulate"),
    path("vaststellen/", minutes.adopt, name="minutes_adopt"),
    path("terugtrekken/", minutes.withhold, name="minutes_withhold"),
    path("controleren/", minutes.verify, name="minutes_verify"),
    path("vergelijken/", versions.comparison, name="minutes_compare"),
    path("notulen.docx", versions.docx, name="minutes_docx"),
    path("notulen.pdf", versions.pdf, name="minutes_pdf"),
    path("corrigeren/", corrections.correct, name="minutes_correct"),
    path("correcties/", corrections.listed, name="minutes_corrections"),
    path("correcties/sluiten/", corrections.close, name="minutes_close"),
    path("correcties/<int:correction>/", corrections.answer, name="correction_answer"),
    path("correcties/<int:correction>/intrekken/", corrections.withdraw, name="correction_withdraw"),
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
    path("notulen/", include(around_minutes)),
    path("notulen-maken/", minutes.begin, name="minutes_begin"),
    path("notulen-maken/importeren/", importing.ask_minutes, name="minutes_import"),
    path("notulen-maken/overnemen/", importing.take_minutes, name="minutes_take_over"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("vergaderingen/<int:pk>/", include(of_one_meeting)),
    path("vergaderingen/werkruimte/<int:pk>/", register.meetings, name="meetings"),
    path("vergaderingen/werkruimte/<int:pk>/besluiten/", register.decisions, name="decisions"),
    path("vergaderingen/werkruimte/<int:pk>/actiepunten/", register.actions, name="actions"),
    path("vergaderingen/actiepunten/<int:pk>/afgerond/", register.done, name="action_done"),
]

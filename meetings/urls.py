"""The screens around a meeting; the pages of meetings and minutes themselves are Wagtail's to route."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import (
    agenda,
    attendance,
    copying,
    ics,
    minutes,
    proposals,
    register,
    round_table,
    session,
)

building = [
    path("", agenda.build, name="agenda_build"),
    path("toevoegen/", agenda.add, name="agenda_add"),
    path("aanvullen/", copying.bring, name="agenda_bring"),
    path("overnemen/", copying.copy, name="agenda_copy"),
    path("indienen-tot/", copying.submissions, name="agenda_submissions"),
    path("sjabloon/bewaren/", copying.keep, name="agenda_keep"),
    path("sjabloon/gebruiken/", copying.fill, name="agenda_fill"),
    path("sjabloon/verwijderen/", copying.drop, name="agenda_drop"),
    path("<int:item>/doorschuiven/", copying.carry, name="agenda_carry"),
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
    path("indienen/", proposals.submit, name="proposal_submit"),
    path("ronde/", round_table.show, name="round"),
    path("ronde/invullen/", round_table.fill, name="round_fill"),
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

of_one_proposal = [
    path("", proposals.show, name="proposal"),
    path("wijzigen/", proposals.change, name="proposal_change"),
    path("intrekken/", proposals.withdraw, name="proposal_withdraw"),
    path("stukken/", proposals.add_paper, name="proposal_add_paper"),
    path("stukken/weghalen/", proposals.remove_paper, name="proposal_remove_paper"),
    path("opnemen/", proposals.take, name="proposal_take"),
    path("samenvoegen/", proposals.merge, name="proposal_merge"),
    path("terugsturen/", proposals.return_, name="proposal_return"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("vergaderingen/voorstellen/<int:pk>/", include(of_one_proposal)),
    path("vergaderingen/<int:pk>/", include(of_one_meeting)),
    path("vergaderingen/werkruimte/<int:pk>/", register.meetings, name="meetings"),
    path("vergaderingen/werkruimte/<int:pk>/besluiten/", register.decisions, name="decisions"),
    path("vergaderingen/werkruimte/<int:pk>/actiepunten/", register.actions, name="actions"),
    path("vergaderingen/actiepunten/<int:pk>/afgerond/", register.done, name="action_done"),
]

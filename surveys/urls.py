from django.urls import path

from surveys.views import desk, filling, frame, invitations, links, monitor, results, sending

urlpatterns = [
    path("v/<str:token>/", links.open_link, name="survey_link"),
    path("vragenlijst/bewijs/<int:pk>/", sending.find_receipt, name="survey_receipt_of"),
    path("vragenlijst/<slug:slug>/", filling.start, name="survey_start"),
    path("vragenlijst/<slug:slug>/vragen/", filling.questions, name="survey_questions"),
    path("vragenlijst/<slug:slug>/beginnen/", filling.begin, name="survey_begin"),
    path("vragenlijst/<slug:slug>/onderdelen/", filling.tasks, name="survey_tasks"),
    path("vragenlijst/<slug:slug>/onderdelen/<str:name>/", filling.section, name="survey_section"),
    path("vragenlijst/<slug:slug>/opslaan/", filling.save, name="survey_save"),
    path("vragenlijst/<slug:slug>/controleren/", sending.check, name="survey_check"),
    path("vragenlijst/<slug:slug>/indienen/", sending.submit, name="survey_submit"),
    path("vragenlijst/<slug:slug>/ontvangstbewijs/", sending.receipt, name="survey_receipt"),
    path("onderzoek/", desk.surveys, name="surveys"),
    path("onderzoek/nieuw/", desk.plan, name="survey_plan"),
    path("onderzoek/kader/", frame.read, name="survey_frame"),
    path("onderzoek/kader/afleiden/", frame.derive, name="survey_frame_derive"),
    path("onderzoek/<slug:slug>/", desk.survey, name="survey"),
    path("onderzoek/<slug:slug>/vragen/", desk.ask, name="survey_ask"),
    path("onderzoek/<slug:slug>/openen/", desk.open_round, name="survey_open"),
    path("onderzoek/<slug:slug>/uitnodigingen/", invitations.show, name="survey_invitations"),
    path("onderzoek/<slug:slug>/uitnodigen/", invitations.invite, name="survey_invite"),
    path("onderzoek/<slug:slug>/koppelingen/", invitations.links, name="survey_links"),
    path("onderzoek/<slug:slug>/uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="survey_withdraw"),
    path("onderzoek/<slug:slug>/uitnodigingen/<int:pk>/vernieuwen/", invitations.renew, name="survey_renew"),
    path("onderzoek/<slug:slug>/respons/", monitor.monitor, name="survey_monitor"),
    path("onderzoek/<slug:slug>/resultaten/", results.results, name="survey_results"),
    path("onderzoek/<slug:slug>/resultaten.csv", results.table, name="survey_table"),
]

"""The addresses of the ground itself."""

from django.urls import path

from schakel import health, language
from schakel.accounts import views as people
from schakel.files import views as files
from schakel.guard import views as guard
from schakel.journal import views as journal
from schakel.mail import views as mail
from schakel.notices import views as notices
from schakel.shelf import views as shelf
from schakel.workspaces import views as workspaces

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("taal/", language.choose, name="set_language"),
    path("poort/", people.gate, name="gate"),
    path("uitnodiging/<str:token>/", people.invitation, name="invitation"),
    path("mensen/", people.show_people, name="people"),
    path("mensen/uitnodigen/", people.invite, name="people_invite"),
    path("mensen/toelaten/", people.admit, name="people_admit"),
    path("mensen/zetel/", people.give_seat, name="people_seat"),
    path("mensen/<int:pk>/beeindigen/", people.release, name="people_release"),
    path("mensen/<int:pk>/tweede-stap-wissen/", people.reset_second_factor, name="people_reset_second_factor"),
    path("mensen/<int:pk>/sluiten/", people.close, name="people_close"),
    path("logboek/", journal.show_journal, name="journal"),
    path("logboek/tabel/", journal.save_journal, name="journal_file"),
    path("mensen/<int:pk>/periode/", workspaces.correct, name="people_correct"),
    path("mensen/verleden/", workspaces.show_pasts, name="pasts"),
    path("mensen/verleden/<int:workspace>/", workspaces.choose_past, name="past_choose"),
    path("vergaderingen/werkruimte/<int:workspace>/wie-zat-wanneer/", workspaces.sitting, name="sitting"),
    path("stukken/nieuw/<int:workspace>/", shelf.shelve, name="paper_shelve"),
    path("stukken/plank/<int:workspace>/", shelf.show_shelf, name="shelf"),
    path("stukken/plank/<int:workspace>/werkwijzen/", shelf.compare, name="shelf_methods"),
    path("stukken/vast/<int:pk>/", shelf.show, name="standing"),
    path("stukken/vast/<int:pk>/nieuwe-versie/", shelf.renew, name="standing_renew"),
    path("stukken/vast/<int:pk>/wijzigen/", shelf.change, name="standing_change"),
    path("stukken/<int:pk>/merk/", workspaces.classify_paper, name="paper_classify"),
    path("stukken/<int:pk>/weg/", shelf.unshelve, name="paper_unshelve"),
    path("stukken/<int:pk>/bekijken/", files.show_paper, name="paper_show"),
    path("stukken/<int:pk>/", files.open_paper, name="paper"),
    path("bewaker/", guard.look, name="guard_look"),
    path("vrijgave/<int:pk>/", guard.decide, name="guard_decide"),
    path("vrijgave/<str:app>/<str:model>/<int:pk>/", guard.release, name="guard_release"),
    path("vrijgave/<str:app>/<str:model>/<int:pk>/akkoord/", guard.approve, name="guard_approve"),
    path("berichten/", notices.choose, name="notices"),
    path("mensen/post/", mail.show_failed, name="mail_failed"),
    path("mensen/post/<int:pk>/opnieuw/", mail.send_again, name="mail_again"),
    path("mensen/post/<int:pk>/laten/", mail.let_go, name="mail_let_go"),
    path("post/", mail.show_post, name="post"),
    path("post/<str:name>/", mail.show_message, name="post_message"),
]

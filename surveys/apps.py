from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from schakel import journal, registries


class Surveys(AppConfig):
    name = "surveys"
    verbose_name = "Vragenlijsten"

    def ready(self) -> None:
        from datetime import timedelta

        from schakel.clock import jobs
        from schakel.mail import outbox, receivers
        from surveys import letters, mailing_letters, panels, team
        from surveys.actions import mailings
        from surveys.rights import JOURNAL, RIGHTS

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        outbox.register("survey.invitation", letters.invitation, to=letters.employee)
        outbox.register("survey.receipt", letters.receipt, to=letters.sender)
        outbox.register("survey.extension", letters.extension, to=letters.concerned)
        outbox.register("survey.code", letters.code, to=letters.code_reader)
        outbox.register("survey.delegation", letters.delegation, to=receivers.whoever_reads)
        outbox.register("survey.sign_off", letters.sign_off, to=receivers.whoever_reads)
        outbox.register("survey.returned", letters.returned, to=receivers.whoever_reads)
        outbox.register("survey.mailing", mailing_letters.mailing, to=mailing_letters.contact)
        outbox.register("survey.mailing_try", mailing_letters.trial, to=receivers.account)
        jobs.register("survey.mailings", every=timedelta(minutes=2), do=mailings.wake)
        registries.doors.register(
            registries.Door(_("Vragenlijsten"), "surveys", lambda user: team.workspaces(user, "round.see").exists())
        )
        panel = registries.Panel
        registries.overview_panels.register(
            panel("surveys.waiting", "surveys/panels/waiting.html", panels.waiting, order=20)
        )
        registries.overview_panels.register(
            panel("surveys.standing", "surveys/panels/standing.html", panels.standing, order=60)
        )
        registries.workspace_panels.register(
            panel("surveys.rounds", "surveys/panels/rounds.html", panels.of_workspace, order=30)
        )

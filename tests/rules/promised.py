"""The table of who may see which marker: typed by hand, it says what the house promised, whatever the judge says."""

from __future__ import annotations

from tests import cast

Names = frozenset[str]
VISITOR = "visitor"  # somebody without an account, who came by the link of the municipality of hana
ALL: Names = frozenset([*cast.EVERYBODY, "nobody", VISITOR])
NOBODY: Names = frozenset()
SOM: Names = frozenset({"aisha", "bram", "chloe", "quirine", "rachid"})
SECRETARY, LEADERS = frozenset({"aisha"}), frozenset({"aisha", "bram"})
COORDINATORS: Names = frozenset({"farid", "lena"})
TASK_FORCE: Names = frozenset({"esra", "tara", "wim"})
TEAM, EDITOR, ADMINISTRATOR = frozenset({"ivo"}), frozenset({"joke"}), frozenset({"karel"})
OF_A, OF_B = frozenset({"hana", VISITOR}), frozenset({"petra"})
ASKED = OF_A | OF_B

# what carries a marker → who may see it
WHO: dict[str, Names] = {
    "workspace.purpose": SOM,
    "workspace.draft": SECRETARY,
    "meeting.title": SOM,
    "meeting.place": SOM,
    "meeting.intro": SOM,
    "meeting.revision": SECRETARY,
    "meeting.comment": SECRETARY,
    "meeting.draft": SECRETARY,
    "meeting.cancel_reason": SOM,
    "datepoll.title": SOM,
    "datepoll.place": SOM,
    "item.title": SOM,
    "item.owner": SOM,
    "item.draft": SECRETARY,
    "paper.title": SOM,
    "paper.content": SOM,
    "paper.metadata": NOBODY,
    "paper.filename": NOBODY,
    "paper.draft": SECRETARY,
    "paper.draft.content": SECRETARY,
    "shelf.title": SOM,
    "shelf.content": SOM,
    "proposal.title": frozenset({"aisha", "bram", "chloe"}),
    "proposal.paper": frozenset({"aisha", "bram", "chloe"}),
    "proposal.content": frozenset({"aisha", "bram", "chloe"}),
    "template.name": SECRETARY,
    "round.sent": SOM,
    "round.unsent": frozenset({"bram", "aisha"}),  # those who share the seat
    "note.text": frozenset({"chloe"}),
    "minutes.draft": SECRETARY,
    "minutes.circulated": SOM,
    "minutes.newer": SECRETARY,
    "correction.text": SOM,
    "correction.answer": SOM,
    "correction.hidden": SECRETARY,
    "minutes.withheld": SECRETARY,
    "minutes.reason": LEADERS,
    "minutes.adopted": SOM,
    "minutes.found": LEADERS,
    "release.reason": LEADERS,
    "release.asked": frozenset({"bram"}),
    "mark.reason": SECRETARY,
    "decision.text": SOM,
    "action.text": SOM,
    "decision.basis": SOM,
    "review.reason": SOM,
    "step.reason": SOM,
    "poll.question": SOM,
    "poll.choice": SOM,
    "attendance.substitute": SOM,
    "attendance.item": SOM,
    "substitution.name": LEADERS | {"chloe", "quirine"} | ADMINISTRATOR,  # who may name it, who sits on that seat
    "substitution.email": LEADERS | {"chloe"} | ADMINISTRATOR,  # who confirms must see to whom it goes
    "partner.person": SOM | ADMINISTRATOR,
    "partner.organisation": SOM | ADMINISTRATOR,
    "partner.former": LEADERS | ADMINISTRATOR,
    "seat.note": SOM | ADMINISTRATOR,
    "there.purpose": TASK_FORCE,
    "there.meeting": TASK_FORCE,
    "there.revision": frozenset({"wim"}),
    "there.datepoll": TASK_FORCE,
    "there.item": TASK_FORCE,
    "there.paper": TASK_FORCE,
    "there.content": TASK_FORCE,
    "there.minutes": TASK_FORCE,
    "there.decision": TASK_FORCE,
    "there.person": TASK_FORCE | ADMINISTRATOR,
    "there.organisation": TASK_FORCE | ADMINISTRATOR,
    "invitation.name": ADMINISTRATOR,
    "invitation.email": ADMINISTRATOR,
    "round.draft": TEAM,
    "round.draft.question": TEAM,
    "library.title": TEAM,
    "round.introduction": TEAM | ASKED,
    "round.question": TEAM | ASKED,
    "round.choice": TEAM | ASKED,
    "public.introduction": ALL,
    "public.question": TEAM,  # who begins sees it, and nobody of these did
    "public.answer": NOBODY,
    "contact.name": TEAM,
    "contact.bounce": TEAM,
    "call.note": TEAM,
    "mailing.subject": TEAM,
    "mailing.body": TEAM,
    "answer.text": OF_A,
    "answer.integer": OF_A,
    "answer.decimal": OF_A,
    "answer.date": OF_A,
    "answer.one": OF_A,
    "answer.several": OF_A,
    "answer.earlier": NOBODY,
    "comment.text": OF_A,
    "delegation.remark": frozenset({"hana"}),  # to whom it was handed
    "sign_off.remark": OF_A,
    "extension.reason": TEAM,
    "submitted.text": OF_B | TEAM,  # the team takes the answers of a round: `survey.export`
    "publication.embargo": EDITOR,
    "publication.summary": EDITOR,
    "publication.revision": EDITOR,
    "information.draft": EDITOR,
    "standing.title": SOM,
    "standing.subject": SOM,
    "standing.summary": SOM,
    "standing.note": SOM,
    "standing.content": SOM,
    "report.title": COORDINATORS,  # what travels are other words: nobody above reads these
    "report.text": COORDINATORS,
    "report.reason": COORDINATORS,
    "escalation.draft": COORDINATORS,
    "escalation.put": COORDINATORS | LEADERS,
    "escalation.accepted": COORDINATORS | SOM,
    "escalation.answer": COORDINATORS | SOM,
}
# what the screens of today show to nobody: it is stored, so it must not leak, but there is no page to see it on
NOT_SHOWN = {
    "meeting.comment", "minutes.reason", "answer.earlier", "public.answer", "sign_off.remark",
    "round.introduction",  # it stands on the first page, and both municipalities have begun
}  # fmt: skip

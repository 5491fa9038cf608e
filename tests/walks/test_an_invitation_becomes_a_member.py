"""The third walk for now: an invitation becomes a member, and a membership that ends is over at once.

(A bottleneck that travels and whose answer returns takes this place when field reports are there.)
"""

import re

from schakel.accounts.models import User
from tests import cast


def test_an_invitation_becomes_a_member(karel: cast.Person, som: object, mailoutbox: list) -> None:
    seat = cast.seat("som", "Fier")

    # an administrator invites somebody for a seat, and sees nothing of the workspace itself
    karel.posts("people_invite", name="Nina Nieuw", email="nina@fier.example", seat=seat.pk, role="member")
    assert karel.gets("/werkruimtes/som/").status_code == 404

    # the worker sends the mail; its subject says nothing of the field
    cast.work()
    [mail] = mailoutbox
    assert mail.to == ["nina@fier.example"]
    assert "mensenhandel" not in mail.subject.lower()
    link = re.search(r"http://\S+(/uitnodiging/\S+/)", mail.body).group(1)

    # a mail scanner opens the link: nothing happens
    scanner = cast.Person(None)
    assert scanner.gets(link).status_code == 200
    assert not User.objects.filter(email="nina@fier.example").exists()

    # Nina accepts with a password and is in her workspace
    nina = cast.Person(None)
    nina.posts(link, password="een zin om te onthouden")
    assert "Strategisch Overleg" in nina.gets("overview").content.decode()
    assert nina.gets("/werkruimtes/som/").status_code == 200
    assert nina.gets("/werkruimtes/task-force/").status_code == 404
    assert nina.gets("/beheer/").status_code == 404

    # the link is used up
    assert cast.Person(None).gets(link).status_code == 410

    # her membership ends: the next request finds nothing
    membership = User.objects.get(email="nina@fier.example").memberships.get()
    karel.posts("people_release", membership.pk)
    assert nina.gets("/werkruimtes/som/").status_code == 404
    assert nina.gets("overview").status_code == 200

"""The request of somebody who is logged in: what the doors let pass with signed_in, judged or administrator."""

from django.http import HttpRequest

from schakel.accounts.models import User


class MemberRequest(HttpRequest):
    """A request whose user is a person with an account."""

    user: User

"""Turns are about no person."""

from schakel.privacy.declaring import about_nobody

about_nobody(clock__Turn="name")

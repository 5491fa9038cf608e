import pytest

from tests import cast


@pytest.mark.parametrize("path", ["/", "/helpdesk/", "/account/login/", "/bestaat-niet/", "/v/1.x/"])
def test_our_pages_allow_nothing_inline(nobody: cast.Person, path: str) -> None:
    policy = nobody.gets(path)["Content-Security-Policy"]
    assert "unsafe" not in policy
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'"):
        assert rule in policy


@pytest.mark.parametrize("path", ["/", "/werkruimtes/som/", "/bestaat-niet/"])
def test_every_answer_is_framed_and_sniffed_by_nobody(chloe: cast.Person, path: str) -> None:
    answer = chloe.gets(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Cache-Control"] == "no-store"

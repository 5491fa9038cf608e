import pytest

from tests import cast


def test_the_choice_is_kept_with_the_person(chloe: cast.Person) -> None:
    chloe.posts("set_language", language="en", next="/overzicht/")
    chloe.client.cookies.pop("schakel_language")
    assert 'lang="en"' in cast.Person(cast.account("chloe")).gets("overview").content.decode()


def test_the_browser_does_not_choose(nobody: cast.Person) -> None:
    assert 'lang="nl"' in nobody.client.get("/", headers={"Accept-Language": "en-GB"}).content.decode()


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example/", "ja", "", "/\\elders.example"])
def test_it_goes_back_to_our_own_pages_only(nobody: cast.Person, back: str) -> None:
    answer = nobody.posts("set_language", language="en", next=back)
    assert answer["Location"] == "/"

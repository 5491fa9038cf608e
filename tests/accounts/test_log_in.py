import pytest

from tests import cast

WORD = "een lange zin"  # the password of the cast


def log_in(somebody: cast.Person, email: str, password: str = WORD) -> object:
    return somebody.posts("account_login", login=email, password=password)


def test_it_works(chloe: cast.Person, nobody: cast.Person) -> None:
    answer = log_in(nobody, chloe.who.email)
    assert answer["Location"] == "/overzicht/"
    assert nobody.gets("overview").status_code == 200


def test_capitals_in_the_address_do_not_matter(chloe: cast.Person, nobody: cast.Person) -> None:
    assert log_in(nobody, chloe.who.email.upper()).status_code == 302


def test_it_leads_to_the_page_that_was_asked_for(chloe: cast.Person, nobody: cast.Person) -> None:
    door = nobody.gets("/werkruimtes/som/")["Location"]
    assert nobody.posts(door, login=chloe.who.email, password=WORD)["Location"] == "/werkruimtes/som/"


@pytest.mark.parametrize("email", ["chloe@schakel.example", "niemand@schakel.example"])
def test_what_is_wrong_does_not_tell_whether_the_account_exists(
    chloe: cast.Person, nobody: cast.Person, email: str
) -> None:
    page = log_in(nobody, email, "niet het goede").content.decode()
    assert "E-mailadres en wachtwoord horen niet bij elkaar" in page
    assert email in page


def test_who_may_not_log_in_any_more_does_not(chloe: cast.Person, nobody: cast.Person) -> None:
    user = chloe.who
    user.is_active = False
    user.save()
    log_in(nobody, user.email)
    assert nobody.gets("overview").status_code == 302
    assert chloe.gets("overview").status_code == 302


def test_nobody_signs_up(nobody: cast.Person) -> None:
    answer = nobody.posts("account_signup", email="nieuw@schakel.example", password1=WORD, password2=WORD)
    assert "uitnodiging" in answer.content.decode().lower()


def test_logging_out_ends_it(chloe: cast.Person) -> None:
    chloe.posts("account_logout")
    assert chloe.gets("overview").status_code == 302


def test_opening_the_logout_page_does_not_log_out(chloe: cast.Person) -> None:
    chloe.gets("account_logout")
    assert chloe.gets("overview").status_code == 200


def test_pages_of_a_person_are_not_kept_by_the_browser(chloe: cast.Person) -> None:
    assert chloe.gets("overview")["Cache-Control"] == "no-store"

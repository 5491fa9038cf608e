from schakel.workspaces.models import WorkspacePage
from tests import cast


def test_an_administrator_gives_somebody_a_second_place(
    karel: cast.Person, chloe: cast.Person, task_force: WorkspacePage
) -> None:
    seat = cast.seat("task-force", "Fier")
    assert chloe.gets("/werkruimtes/task-force/").status_code == 404
    karel.posts("people_admit", user=chloe.who.pk, seat=seat.pk, role="observer")
    assert chloe.gets("/werkruimtes/task-force/").status_code == 200


def test_the_same_role_twice_is_refused_where_it_was_chosen(karel: cast.Person, chloe: cast.Person) -> None:
    held = chloe.who.memberships.get()
    page = karel.posts("people_admit", user=chloe.who.pk, seat=held.seat_id, role="member").content.decode()
    assert "Deze persoon heeft deze rol al." in page
    assert chloe.who.memberships.count() == 1


def test_ending_it_works_at_the_next_request(karel: cast.Person, chloe: cast.Person) -> None:
    karel.posts("people_release", chloe.who.memberships.get().pk)
    assert chloe.gets("/werkruimtes/som/").status_code == 404
    assert "Chloe" in karel.gets("people").content.decode()

"""Icons, TLP marks and tags."""

import pytest

from schakel.templatetags import icons


@pytest.mark.parametrize("name", icons.PATHS)
def test_an_icon_is_hidden_from_who_cannot_see_it(name: str) -> None:
    assert 'aria-hidden="true"' in icons.icon(name)


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icons.icon("unicorn")


@pytest.mark.parametrize(
    ("mark", "words", "colour"),
    [
        ("amber", "TLP:AMBER", "tlp amber"),
        ("TLP:RED", "TLP:RED", "tlp red"),
        ("amber+strict", "TLP:AMBER+STRICT", "tlp amber"),
    ],
)
def test_a_mark_is_written_out(mark: str, words: str, colour: str) -> None:
    assert icons.tlp(mark) == f'<span class="{colour}">{words}</span>'


def test_without_a_mark_nothing_is_shown() -> None:
    assert icons.tlp("") == ""


def test_a_mark_that_the_protocol_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="white"):
        icons.tlp("white")


def test_a_tag_escapes_its_words() -> None:
    assert "<script>" not in icons.tag("<script>", "done", "check")


def test_a_tag_needs_neither_kind_nor_icon() -> None:
    assert icons.tag("Over 12 dagen") == '<span class="tag">Over 12 dagen</span>'

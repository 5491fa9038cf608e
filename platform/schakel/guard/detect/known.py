"""Who is known: the directory, the attendance list and the workspace. Their names never warn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from schakel.guard.detect import words
from schakel.guard.detect.words import bare

PARTS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LEGAL = re.compile(r"^(?:stichting|vereniging|gemeente|ministerie van|ministerie|de|het)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class KnownPerson:
    """A name taken apart: "Noor van der Veld" is noor, {van, der} and veld."""

    given: tuple[str, ...]
    surname: frozenset[str]
    initials: str
    double: frozenset[str] = frozenset()

    @staticmethod
    def of(name: str) -> KnownPerson:
        name = re.sub(r"\([^)]*\)", " ", name)
        first, comma, rest = name.partition(",")
        if comma:  # "Veldkamp, Noor"
            name = f"{rest} {first}"
        parts = [bare(part) for whole in PARTS.findall(name) for part in re.split("['’]", whole)]  # as in a text
        parts = [
            part
            for part in parts
            if part not in {"mevrouw", "meneer", "heer", "dhr", "mw", "mevr", "drs", "dr", "mr", "ir", "prof"}
        ]
        middle = next((place for place, part in enumerate(parts) if part in words.tussenvoegsels() and place), None)
        if middle is None:
            given, surname = parts[: max(1, len(parts) - 1)], parts[max(1, len(parts) - 1) :]
        else:
            given, surname = parts[:middle], parts[middle:]
        family = frozenset(part for part in surname if part not in words.tussenvoegsels())
        double = re.search(r"([^\W\d_]+)-([^\W\d_]+)", name.split()[0] if name.split() else "")
        return KnownPerson(
            tuple(given),
            family,
            "".join(part[0] for part in given if part),
            frozenset(bare(part) for part in double.groups()) if double else frozenset(),
        )

    def is_meant(self, tokens: Sequence[str]) -> bool:
        """Tell whether `tokens` (bare words; an initial is one letter) say no more than this name does."""
        full = [token for token in tokens if len(token) > 1 and token not in words.tussenvoegsels()]
        single = [token for token in tokens if len(token) == 1]
        names = set(self.given) | self.surname
        if not all(token in names or _possessive(token) in names for token in full):
            return False
        if 0 < len(self.double.intersection(full)) < len(self.double):
            return False  # Jan-Willem is not Jan
        letters = set(self.initials) | {part[0] for part in self.surname}
        return bool(full) and all(letter in letters for letter in single)


def _possessive(token: str) -> str:
    return token.removesuffix("s")


@dataclass(frozen=True)
class Known:
    """The persons and organisations that never warn."""

    persons: tuple[KnownPerson, ...] = ()
    organisations: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def of(persons: Iterable[str] = (), organisations: Iterable[str] = ()) -> Known:
        """Return who is known by the names of persons and organisations."""
        people = tuple(dict.fromkeys(KnownPerson.of(name) for name in persons if PARTS.search(name)))
        return Known(people, frozenset(name.strip() for name in organisations if len(name.strip()) > 1))

    @staticmethod
    def told(directory: Mapping[str, object]) -> Known:
        """Return who is known by `{"persons": [{"name", "organisation", "role"}], "organisations": [name]}`.

        Raises ValueError, in one sentence, when it is not of that form.
        """
        persons, organisations = directory.get("persons", []), directory.get("organisations", [])
        if not isinstance(persons, list) or not isinstance(organisations, list):
            raise ValueError("“persons” and “organisations” must be lists")
        names, employers = [], []
        for person in persons:
            if not isinstance(person, dict) or not isinstance(person.get("name"), str):
                raise ValueError("each of “persons” must be an object with a “name”")
            names.append(person["name"])
            employers += [person["organisation"]] if isinstance(person.get("organisation"), str) else []
        if not all(isinstance(name, str) for name in organisations):
            raise ValueError("each of “organisations” must be a name")
        return Known.of(names, [*organisations, *employers])

    @cached_property
    def _by_word(self) -> dict[str, tuple[KnownPerson, ...]]:
        found: dict[str, list[KnownPerson]] = {}
        for person in self.persons:
            for word in {*person.given, *person.surname}:
                found.setdefault(word, []).append(person)
        return {word: tuple(people) for word, people in found.items()}

    def knows(self, tokens: Sequence[str]) -> bool:
        """Tell whether a name, taken apart into bare words, is that of somebody known."""
        return any(
            person.is_meant(tokens)
            for token in tokens
            for word in (token, _possessive(token))
            for person in self._by_word.get(word, ())
        )

    def answers_for(self, local: str, host: str) -> bool:
        """Tell whether an e-mail address is that of a known organisation or person."""
        labels = re.split(r"[^a-z0-9]+", bare(host))
        if any(organisation in labels for organisation in self._slugs):
            return True
        joined = re.sub(r"[^a-z]", "", bare(local))
        return any(
            person.surname and all(part in joined for part in person.surname) and joined[:1] in person.initials
            for person in self.persons
        )

    @cached_property
    def _slugs(self) -> frozenset[str]:
        names = (
            re.sub(r"[^a-z0-9]", "", bare(LEGAL.sub("", name)))
            for name in (*self.organisations, *words.organisations())
        )
        return frozenset(slug for slug in names if len(slug) > 2)

    @cached_property
    def _organisations_by_word(self) -> dict[str, list[str]]:
        names = {*self.organisations, *words.organisations()}
        names |= {LEGAL.sub("", name) for name in self.organisations if len(LEGAL.sub("", name)) > 3}
        found: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            first = PARTS.search(name)
            if first:
                found.setdefault(first[0], []).append(name)
        return found

    def organisation_at(self, text: str, start: int, word: str) -> int:
        """Return where the known organisation ends that begins with `word` at `start`; 0 if none does."""
        for name in self._organisations_by_word.get(word, ()):
            if text.startswith(name, start) and not text[start + len(name) : start + len(name) + 1].isalnum():
                return start + len(name)
        return 0


NOBODY = Known()

"""Twenty forms by hand that together use all that a form can do; every name in them is invented."""

from surveys.questionnaire import Questionnaire, read_workbook

from .books import Rows, book

COLUMNS = ["type", "name", "label", "relevant", "constraint", "required", "calculation", "default"]
MORE = ["repeat_count", "choice_filter", "trigger", "parameters", "warning", "fact", "appearance"]
CHOICES: Rows = [
    ["list_name", "name", "label", "provincie"],
    ["ja_nee", "ja", "Ja", ""], ["ja_nee", "nee", "Nee", ""],
    ["provincie", "ut", "Utrecht", ""], ["provincie", "nh", "Noord-Holland", ""],
    ["plaats", "a", "Adorp", "ut"], ["plaats", "b", "Bedorp", "ut"], ["plaats", "c", "Cedorp", "nh"],
]  # fmt: skip


def form(*rows: tuple) -> Questionnaire:  # type: ignore[type-arg]
    """Make a form of rows (type, name, other columns); what is asked is labelled by its name."""
    titles = COLUMNS + MORE
    lines: list[list[str]] = [titles]
    for row in rows:
        kind, name, rest = (*row, *("", {})[len(row) - 1 :])
        cells: dict[str, str] = {"type": kind, "name": name, "label": name, **rest}
        lines.append([cells.get(title, "") for title in titles])
    return read_workbook(book(lines, CHOICES))


def forms() -> dict[str, Questionnaire]:
    """Give the forms by what they are about."""
    return {name: form(*rows) for name, rows in _ROWS.items()}


_LOC: list[tuple] = [  # type: ignore[type-arg]
    ("begin_repeat", "loc", {}),
    ("text", "naam"),
    ("integer", "bed", {"constraint": ". >= 0"}),
]
_ROWS: dict[str, list[tuple]] = {  # type: ignore[type-arg]
    "chain": [
        ("select_one ja_nee", "a"), ("select_one ja_nee", "b", {"relevant": "${a} = 'ja'", "required": "yes"}),
        ("text", "c", {"relevant": "${b} = 'ja'", "required": "${a} = 'ja'"}),
    ],
    "groups": [
        ("integer", "n"), ("begin_group", "g", {"relevant": "${n} > 1"}), ("text", "t", {"default": "x"}),
        ("begin_group", "h", {"relevant": "${t} = 'x'"}), ("integer", "m", {"constraint": ". < ${n}"}),
        ("end_group",), ("end_group",), ("calculate", "som", {"calculation": "coalesce(${n}, 0) + coalesce(${m}, 0)"}),
    ],
    "repeat": [*_LOC, ("end_repeat",), ("calculate", "som", {"calculation": "sum(${bed})"}),
               ("text", "veel", {"relevant": "${som} > 5"})],
    "nested": [
        ("begin_repeat", "loc", {}), ("text", "naam"), ("begin_repeat", "cap", {"relevant": "${naam} != ''"}),
        ("integer", "bed"), ("calculate", "plek", {"calculation": "concat(position(../..), '.', position(..))"}),
        ("end_repeat",), ("calculate", "eigen", {"calculation": "sum(${bed})"}), ("end_repeat",),
        ("calculate", "som", {"calculation": "sum(${eigen})"}),
    ],
    "counted": [("integer", "n", {"constraint": ". < 9"}), ("begin_repeat", "loc", {"repeat_count": "${n}"}),
                ("text", "naam", {"required": "yes"}), ("end_repeat",)],
    "counted twice": [
        ("integer", "n"), ("begin_repeat", "loc", {"repeat_count": "${n} + 1"}), ("integer", "k", {"default": "2"}),
        ("begin_repeat", "cap", {"repeat_count": "${k}"}), ("text", "t", {"relevant": "position(..) < 3"}),
        ("end_repeat",), ("end_repeat",),
    ],
    "cascade": [("select_one provincie", "p"), ("select_one plaats", "q", {"choice_filter": "provincie = ${p}"}),
                ("text", "t", {"relevant": "${q} = 'a'"})],
    "cascade in a repeat": [
        ("begin_repeat", "loc", {}), ("select_one provincie", "p"),
        ("select_multiple plaats", "q", {"choice_filter": "provincie = ${p} or name = 'a'"}), ("end_repeat",),
    ],
    "other": [("select_multiple plaats or_other", "m", {"required": "yes"}), ("select_one ja_nee or_other", "e"),
              ("note", "n", {"relevant": "selected(${e}, 'other')"})],
    "running": [*_LOC, ("calculate", "tot", {
        "calculation": "coalesce(${bed}, 0) + if(position(..) > 1, indexed-repeat(${tot}, ${loc}, position(..) - 1), 0)"
    }), ("end_repeat",)],
    "indexed": [("integer", "n"), *_LOC, ("end_repeat",),
                ("calculate", "k", {"calculation": "indexed-repeat(${naam}, ${loc}, ${n})"}),
                ("text", "t", {"relevant": "${k} != ''"})],
    "defaults": [("integer", "a", {"default": "3"}), ("integer", "b", {"default": "${a} + 1"}),
                 ("date", "d", {"default": "today()"}), ("select_multiple plaats", "m", {"default": "a b"}),
                 ("text", "t", {"relevant": "${b} = 4", "default": "zo"})],
    "dates": [("date", "van"), ("date", "tot", {"constraint": ". >= ${van}"}), ("time", "om"), ("datetime", "op"),
              ("calculate", "dagen", {"calculation": "${tot} - ${van}"})],
    "kinds": [("range", "r", {"parameters": "start=0 end=10 step=2"}), ("rank plaats", "o"), ("acknowledge", "k"),
              ("geopoint", "g"), ("decimal", "x", {"constraint": ". <= 1.5"})],
    "warned": [("integer", "n", {"constraint": ". < 100", "warning": ". > 50"})],
    "known": [("text", "wie", {"fact": "municipality"}), ("integer", "pop", {"fact": "population"}),
              ("text", "groot", {"relevant": "${pop} > 1000"})],
    "paths": [*_LOC, ("end_repeat",), ("calculate", "k", {"calculation": "sum(${loc}[naam = 'x']/bed)"}),
              ("calculate", "l", {"calculation": "instance('plaats')/root/item[provincie = 'nh']/label"})],
    "calculated text": [("integer", "n"), ("text", "t", {"calculation": "concat('n', ${n})"}),
                        ("calculate", "u", {"calculation": "${n} * 2", "trigger": "${t}"}),
                        ("hidden", "v", {"default": "geheim"})],
    "repeat in a hidden group": [
        ("select_one ja_nee", "a"), ("begin_group", "g", {"relevant": "${a} = 'ja'"}), *_LOC, ("end_repeat",),
        ("end_group",), ("calculate", "k", {"calculation": "count(${loc}) + count(${bed})"}),
    ],
    "relevant per instance": [("begin_repeat", "loc", {}), ("integer", "bed"),
                              ("text", "t", {"relevant": "${bed} > 2", "required": "yes"}), ("end_repeat",),
                              ("calculate", "k", {"calculation": "count(${t})"}),
                              ("calculate", "j", {"calculation": "join(',', ${t})"})],
}  # fmt: skip

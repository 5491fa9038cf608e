"""Workbooks of invented questions, each with one feature of XLSForm; the right ones and the wrong ones."""

# ruff: noqa: DTZ001, E501 - a cell has no time zone, and a row of a workbook reads best on one line
import datetime as dt
from collections.abc import Mapping

from openpyxl import Workbook

from .books import Rows, saved

Sheets = Mapping[str, Rows]

HEAD = ["type", "name", "label"]
YES_NO: Rows = [["list_name", "name", "label"], ["jn", "ja", "Ja"], ["jn", "nee", "Nee"]]
A, END, END_R = ["text", "a", "A"], ["end_group"], ["end_repeat"]


def workbook(sheets: Sheets) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def asks(*rows: list[object], extra: str = "", choices: Rows = YES_NO, **others: Rows) -> Sheets:
    columns = [*HEAD, *extra.split()]
    return {"survey": [columns, *rows], "choices": choices, **others}


TYPES = [
    "text", "string", "integer", "int", "decimal", "date", "time", "dateTime", "datetime", "note",
    "acknowledge", "trigger", "hidden", "image", "photo", "file", "audio", "video", "barcode", "geopoint",
    "geotrace", "geoshape", "gps", "location", "range", "start", "end", "today", "deviceid", "imei",
    "phonenumber", "username", "email", "simserial", "subscriberid", "osm", "xml-external", "csv-external",
    "start-geopoint", "background-audio", "percentage",
]  # fmt: skip
PHRASES = [
    "add integer prompt", "q string", "add note prompt", "phone number", "get start time", "device id", "q date time",
    "number of days in last month", "add image prompt", "uri:deviceid", "start time", "add barcode prompt",
]  # fmt: skip
SELECTS = [
    "select_one jn", "select one jn", "select1 jn", "select_multiple jn", "select all that apply jn", "rank jn",
    "select one from jn", "select all that apply from jn", "add select one prompt using jn", "select_one jn or_other",
    "select_multiple jn or_other", "select_one jn or specify other", "add select multiple prompt using jn",
    "select_one_from_file plaatsen.csv", "select_multiple_from_file wijken.xml", "select one from file p.geojson",
]  # fmt: skip

ONE_BY_ONE: dict[str, Sheets] = {f"type {kind}": asks([kind, "a", "A"]) for kind in [*TYPES, *PHRASES, *SELECTS]}
RIGHT: dict[str, Sheets] = {
    "every type": asks(*([kind, f"a{at}", "A"] for at, kind in enumerate([*TYPES, *PHRASES, *SELECTS]))),
    "calculate": asks(A, ["calculate", "b", "", "${a} * 2"], extra="calculation"),
    "calculated text": asks(A, ["text", "b", "", "concat(${a}, '!')"], extra="calculation"),
    "calculate with dynamic default": asks(["calculate", "b", "", "today()"], extra="default"),
    "audit": asks(A, ["audit", "audit", ""]),
    "audit without name": asks(A, ["audit", "", "", "track-changes=true"], extra="parameters"),
    "note without name": asks(["note", "", "Lees dit"], [], ["note", "", "En dit"], A),
    "group": asks(["begin group", "g", "G"], A, ["end group"]),
    "group without label": asks(["begin_group", "g", ""], A, END),
    "field-list": asks(["begin_group", "g", "G", "field-list"], A, END, extra="appearance"),
    "named end": asks(["begin_group", "g", "G"], A, ["end_group", "g", "G"]),
    "empty group": asks(["begin_group", "g", "G"], END, A),
    "repeat": asks(["begin repeat", "r", "R"], A, ["end repeat"]),
    "repeat of a repeat": asks(
        ["begin_repeat", "r", "R"], A, ["begin_repeat", "s", "S"], ["text", "b", "B"], END_R, END_R
    ),
    "repeat_count": asks(
        ["integer", "n", "N"], ["begin_repeat", "r", "R", "${n}"], A, END_R, extra="repeat_count"
    ),
    "counted repeat": asks(["begin_repeat", "r", "R", "3"], A, END_R, extra="repeat_count"),
    "jr:count": asks(["integer", "n", "N"], ["begin_repeat", "r", "R", "${n} + 1"], A, END_R, extra="jr:count"),
    "lgroup": asks(["begin lgroup", "r", "R"], A, ["end lgroup"]),
    "looped group": asks(["begin looped group", "r", "R"], A, ["end looped group"]),
    "loop": asks(["begin loop over jn", "r", "R"], A, ["end loop"]),
    "begin_loop": asks(["begin_loop over jn", "r", ""], ["integer", "n", "N"], ["end_loop"]),
    "table-list": asks(
        ["begin_group", "g", "G", "table-list"], ["select_one jn", "a", "A"], ["select_one jn", "b", "B"], END,
        extra="appearance",
    ),
    "choice_filter": asks(
        ["select_one land", "l", "L"], ["select_one plaats", "p", "P", "land = ${l}"], extra="choice_filter",
        choices=[
            ["list_name", "name", "label", "land"], ["land", "nl", "Nederland"], ["land", "be", "Belgie"],
            ["plaats", "u", "Utrecht", "nl"], ["plaats", "g", "Gent", "be"],
        ],
    ),
    "external list": asks(
        ["select_one jn", "l", "L"], ["select_one_external plaats", "p", "P", "land=${l}"], extra="choice_filter",
        external_choices=[["list_name", "name", "label", "land"], ["plaats", "u", "Utrecht", "ja"]],
    ),
    "file beside it": asks(
        ["select_one_from_file p.csv", "p", "P", "value=code label=naam"], extra="parameters",
        p=[["code", "naam"], ["u", "Utrecht"], ["g", "Gent"]],
    ),
    "earlier answers": asks(["begin_repeat", "r", "R"], A, END_R, ["select_one ${a}", "b", "B"]),
    "randomize": asks(["select_one jn", "a", "A", "randomize=true, seed=3"], extra="parameters"),
    "range": asks(["range", "a", "A", "start=0 end=1 step=0.1"], extra="parameters"),
    "range with ticks": asks(
        ["range", "a", "A", "start=0;end=10;step=2 tick_interval=4 placeholder=6"], extra="parameters"
    ),
    "geo parameters": asks(
        ["geopoint", "a", "A", "capture-accuracy=10 warning-accuracy=20.5 allow-mock-accuracy=true"],
        ["geotrace", "b", "B", "incremental=true"], extra="parameters",
    ),
    "image parameters": asks(["image", "a", "A", "max-pixels=1000"], ["audio", "b", "B", "quality=low"], extra="parameters"),
    "text rows": asks(["text", "a", "A", "rows=5"], extra="parameters"),
    "trigger": asks(A, ["calculate", "b", "", "now()", "${a}"], extra="calculation trigger"),
    "two triggers": asks(A, ["date", "c", "C"], ["text", "b", "", "now()", "${a}, ${c}"], extra="calculation trigger"),
    "background geopoint": asks(A, ["background-geopoint", "b", "", "${a}"], extra="trigger"),
    "disabled": asks(A, ["text", "b", "B", "yes"], ["text", "c", "C", "no"], ["", "", "", "TRUE"], extra="disabled"),
    "disabled group": asks(
        A, ["begin_group", "g", "G", "yes"], ["text", "b", "B"], ["end_group", "", "", "yes"], extra="disabled"
    ),
    "remarks": {"survey": [[*HEAD, "opmerking"], ["", "", "", "kop van het formulier"], A, ["", "", "", "slot"]]},
    "same name elsewhere": asks(["begin_group", "g", "G"], A, END, ["begin_group", "h", "H"], A, END),
    "name of its group": asks(["begin_group", "a", "G"], A, END),
    "same name as other in capitals": asks(A, ["text", "A", "A"]),
    "languages": {
        "survey": [
            ["type", "name", "label::Dutch (nl)", "label::English (en)", "hint::Dutch (nl)", "guidance_hint",
             "constraint", "constraint_message::Dutch (nl)", "required", "required_message::English (en)",
             "media::image::Dutch (nl)", "media::audio"],
            ["integer", "a", "Hoeveel?", "How many?", "Een getal", "Leg uit", ". > 0", "Meer dan 0", "yes", "Please",
             "getal.png", "a.mp3"],
        ],
        "choices": [["list_name", "name", "label::Dutch (nl)", "label::English (en)", "image"], ["jn", "ja", "Ja", "Y"]],
        "settings": [["default_language", "form_title", "form_id"], ["Dutch (nl)", "Talen", "talen"]],
    },
    "default language beside others": {"survey": [["type", "name", "label", "label::English (en)"], ["text", "a", "A", "B"]]},
    "single colons": {"survey": [["type", "name", "label:English", "label:French", "hint:English"], ["text", "a", "A", "B"]]},
    "single and double colons": {
        "survey": [["type", "name", "label::English", "bind:relevant"], ["text", "a", "A"], ["text", "b", "B", "${a} = 1"]],
    },
    "bind columns": asks(
        A, ["text", "b", "B", "${a} = 'x'", "yes", ". != ''", "Nee"],
        extra="bind::relevant bind::required bind::constraint bind::jr:constraintMsg",
    ),
    "bind columns with one colon": asks(
        A, ["text", "b", "B", "${a} = 'x'", "yes"], extra="bind:relevant bind:required",
    ),
    "other bind columns": asks(["text", "a", "A", "1", "x"], extra="bind::orx:max-pixels instance::odk:tag body::accuracyThreshold"),
    "old titles": {"survey": [["command", "tag", "caption", "relevance"], ["text", "a", "A"], ["text", "b", "B", "${a}='1'"]]},
    "value for name": {"survey": [["type", "value", "caption:English"], ["text", "a", "A"]]},
    "list name with a space": asks(
        ["select_one jn", "a", "A"], choices=[["list name", "value", "caption"], ["jn", "ja", "Ja"]]
    ),
    "titles in capitals": {
        "Survey": [["Type", "Name", "Label", "Required"], ["select_one jn", "a", "A", "TRUE"]],
        "CHOICES": [["List_Name", "Name", "Label"], ["jn", "ja", "Ja"]],
    },
    "title in two spellings": {"survey": [["type", "name", "Label", "label"], ["text", "a", "Oud", "Nieuw"]]},
    "one sheet of another name": {"Blad1": [HEAD, A]},
    "only a survey": {"survey": [HEAD, A]},
    "hint without label": {"survey": [["type", "name", "hint"], ["text", "a", "Vul in"]]},
    "image without label": {"survey": [["type", "name", "media::image"], ["text", "a", "a.png"]]},
    "no names at all": {"survey": [["type", "label"], ["note", "Lees"], ["note", "Meer"]]},
    "rows of settings": asks(A, settings=[["form_title", "form_id"], ["T", "t"], ["U", "u"]]),
    "settings": asks(
        A,
        settings=[
            ["title", "id_string", "version", "style", "instance_name", "public_key", "submission_url", "eigen"],
            ["T", "t", 2026010100, "pages", "concat('x', ${a})", "", "https://x.example", "bewaar mij"],
        ],
    ),
    "both identifiers": asks(A, settings=[["form_id", "id_string"], ["t", "u"]]),
    "setting on the survey": asks(["form_title", "Titel", ""], ["set_form_id", "titel", ""], A),
    "allow_choice_duplicates": asks(
        ["select_one x", "a", "A", "k = 1"], extra="choice_filter",
        choices=[["list_name", "name", "label", "k"], ["x", "1", "Een", "1"], ["x", "1", "Uno", "2"]],
        settings=[["allow_choice_duplicates"], ["yes"]],
    ),
    "interleaved lists": asks(
        ["select_one x", "a", "A"], ["select_one y", "b", "B"],
        choices=[["list_name", "name", "label"], ["x", 1, "Een"], ["y", 1, "Uno"], ["x", 2, "Twee"], [], ["y", 2, "Due"]],
    ),
    "choices of no list": asks(A, choices=[["list_name", "name", "label"], ["", "ja", "Ja"], ["jn", "nee", "Nee"], ["", "", "kop"]]),
    "choices without labels": asks(["select_one jn", "a", "A"], choices=[["list_name", "name"], ["jn", "ja"]]),
    "space in a name that is chosen": asks(["select_one x", "a", "A"], choices=[["list_name", "name", "label"], ["x", "weet niet", "?"]]),
    "unknown columns of choices": asks(
        ["select_one jn", "a", "A"], choices=[["list_name", "name", "label", "eigen kolom", "media::image"], ["jn", "ja", "Ja", "x", "j.png"]]
    ),
    "other sheets": {
        "toelichting": [["Dit is een uitleg"], [], ["met een gat", "", "erin"]], "survey": [HEAD, A],
        "entities": [["list_name", "label"], ["bomen", "${a}"]], "cijfers": [[1, 2.5, True]], "_leeg": [],
    },
    "save_to": asks(["text", "a", "A", "soort"], extra="save_to", entities=[["list_name", "label"], ["bomen", "${a}"]]),
    "osm tags": asks(["osm wegen", "a", "A"], osm=[["list_name", "name", "label"], ["wegen", "weg", "Weg"]]),
    "cells of all kinds": asks(
        ["text", "a", 1.0, True, dt.datetime(2020, 1, 2, 3, 4, 5), 2.5, dt.time(12, 30)],
        ["date", "b", False, 10, dt.datetime(2020, 1, 2), 1e-7, -3.0], extra="required default eigen uur",
    ),
    "text that looks like something else": asks(
        ["text", "a", "'=1+1", "1.0", "TRUE", "007", "regel 1\nregel 2", "  ruimte  "], extra="b c d e f g"
    ),
    "no title above a cell": {"survey": [[*HEAD, "", "x", ""], ["text", "a", "A", "los", "vast", "eind"]]},
    "curly quotes": asks(A, ["text", "b", "Zeg “ja”", "${a} = ‘ja’"], extra="relevant"),
    "readonly": asks(["text", "a", "A", "yes", "x"], extra="readonly default"),
    "paths": asks(
        ["begin_group", "g", "G"], A, ["text", "b", "B", "../a = 'x' and /data/g/a != 'y'"], END, extra="relevant"
    ),
    "functions": asks(
        ["date", "a", "A"], ["calculate", "b", "", "format-date(${a}, '%Y') + int(decimal-date-time(now()))"],
        ["calculate", "c", "", "if(selected('a b', 'a'), coalesce('', 'x'), once(uuid()))"],
        ["calculate", "d", "", "pulldata('lijst', 'x', 'y', ${a})"],
        ["calculate", "e", "", "instance('lijst')/root" + "/item[name = ${a}]/label"],
        extra="calculation",
    ),
    "last saved": asks(["text", "a", "A", "${last-saved#a}"], extra="default"),
    "references in texts": asks(A, ["note", "b", "U schreef ${a}"], ["text", "c", "C", "weer ${a}"], extra="hint"),
    "whole of a repeat": asks(
        ["begin_repeat", "r", "R"], ["integer", "a", "A"], END_R, ["calculate", "n", "", "count(${r}) + sum(${a})"],
        ["calculate", "m", "", "indexed-repeat(${a}, ${r}, 1)"], extra="calculation",
    ),
    "names with accents": asks(["text", "één", "A"], ["text", "b-c.d_e", "B", "${één} = '1'"], extra="relevant"),
    "empty survey": {"survey": [HEAD]},
    "odk settings": asks(A, settings=[["form_id", "omit_instanceID", "clean_text_values", "namespaces"], ["x", "yes", "no", 'esri="http://e.example"']]),
    "flat": asks(["begin_group", "g", "G", "1=1"], A, END, extra="relevant", settings=[["flat"], ["yes"]]),
    "add none": asks(["select_multiple jn", "a", "A"], settings=[["add_none_option"], ["yes"]]),
    "sms columns": asks(["text", "a", "A", "x", "y"], extra="sms_field compact_tag"),
}  # fmt: skip

OLD: dict[str, Sheets] = {  # of years ago: the reference converter refuses them now
    "set form title": asks(["set form title", "Oude vragenlijst", ""], ["set form id", "oud", ""], A),
    "space in a reference": asks(A, ["text", "b", "Hoe ${ a }"]),
    "cascading select": asks(["cascading_select jn", "a", "A"]),
    "choices and columns": {
        "survey": [HEAD, ["select_one jn", "a", "A"]], "choices and columns": [["list name", "name", "label"], ["jn", "ja", "Ja"]],
    },
    "types in capitals": asks(["Text", "a", "A"], ["Select_One jn", "b", "B"], ["Begin Group", "g", "G"], ["End Group"]),
}  # fmt: skip

WRONG: dict[str, Sheets] = {
    "no type column": {"survey": [["soort", "name"], ["text", "a"]]},
    "no survey": {"vragen": [HEAD, A], "choices": YES_NO},
    "unknown type": asks(["txet", "a", "A"]),
    "no type": asks(["", "a", "A"]),
    "no name": asks(["text", "", "A"]),
    "bad name": asks(["text", "1a", "A"]),
    "space in name": asks(["text", "a b", "A"]),
    "meta": asks(["text", "meta", "A"]),
    "double name": asks(A, A),
    "double name of a group": asks(A, ["begin_group", "a", "G"], ["text", "b", "B"], END),
    "double repeat": asks(
        ["begin_group", "g", "G"], ["begin_repeat", "r", "R"], A, END_R, END, ["begin_repeat", "r", "R"], A, END_R
    ),
    "repeat called data": asks(["begin_repeat", "data", "R"], A, END_R),
    "no text": asks(["text", "a", ""]),
    "only a guidance hint": asks(["text", "a", "", "x"], extra="guidance_hint"),
    "unclosed": asks(["begin_group", "g", "G"], A),
    "unopened": asks(A, END),
    "other end": asks(["begin_group", "g", "G"], A, END_R),
    "absent reference": asks(["text", "a", "A", "${weg} = 1"], extra="relevant"),
    "absent reference in a text": asks(["text", "a", "Hoe ${weg}?"]),
    "absent reference in another column": asks(["text", "a", "A", "${weg}"], extra="opmerking"),
    "absent reference in a choice": asks(
        ["select_one x", "a", "A"], choices=[["list_name", "name", "label"], ["x", "1", "Hoe ${weg}"]]
    ),
    "ambiguous reference": asks(["begin_group", "g", "G"], A, END, A, ["note", "n", "${a}"]),
    "unfinished reference": asks(A, ["text", "b", "Hoe ${a"]),
    "no list": asks(["select_one", "a", "A"]),
    "unknown list": asks(["select_one weg", "a", "A"]),
    "file without extension": asks(["select_one_from_file plaatsen", "a", "A"]),
    "no external choices": asks(["select_one_external x", "a", "A"]),
    "word behind the list": asks(["select_one jn anders", "a", "A"]),
    "own answer and filter": asks(["select_one jn or_other", "a", "A", "1=1"], extra="choice_filter"),
    "loop without a list": asks(["begin loop", "r", "R"], A, ["end loop"]),
    "loop over nothing": asks(["begin loop over weg", "r", "R"], A, ["end loop"]),
    "double choice": asks(["select_one jn", "a", "A"], choices=[*YES_NO, ["jn", "ja", "J"]]),
    "nameless choice": asks(["select_one jn", "a", "A"], choices=[*YES_NO, ["jn", "", "J"]]),
    "space in a name that is ticked": asks(["select_multiple jn", "a", "A"], choices=[*YES_NO, ["jn", "w n", "J"]]),
    "no names of choices": asks(["select_one jn", "a", "A"], choices=[["list_name", "label"], ["jn", "Ja"]]),
    "double column": {"survey": [[*HEAD, "label"], A]},
    "two columns that are one": {"survey": [[*HEAD, "relevant", "relevance"], A]},
    "empty calculation": asks(["calculate", "a", ""]),
    "parameters": asks(["range", "a", "A", "start"], extra="parameters"),
    "unknown parameter": asks(["text", "a", "A", "kleur=rood"], extra="parameters"),
    "range without width": asks(["range", "a", "A", "start=1 end=2 step=3"], extra="parameters"),
    "range of words": asks(["range", "a", "A", "start=een"], extra="parameters"),
    "range step 0": asks(["range", "a", "A", "step=0"], extra="parameters"),
    "seed alone": asks(["select_one jn", "a", "A", "seed=3"], extra="parameters"),
    "seed of words": asks(["select_one jn", "a", "A", "randomize=true seed=x"], extra="parameters"),
    "randomize perhaps": asks(["select_one jn", "a", "A", "randomize=misschien"], extra="parameters"),
    "tick labels of no list": asks(["range", "a", "A", "tick_labelset=weg"], extra="parameters"),
    "rows of words": asks(["text", "a", "A", "rows=veel"], extra="parameters"),
    "accuracy of words": asks(["geopoint", "a", "A", "capture-accuracy=goed"], extra="parameters"),
    "audit of another name": asks(A, ["audit", "b", ""]),
    "half of the location": asks(A, ["audit", "", "", "location-priority=balanced"], extra="parameters"),
    "absent trigger": asks(["text", "a", "A", "${weg}"], extra="trigger"),
    "trigger in words": asks(A, ["text", "b", "B", "a"], extra="trigger"),
    "group as a trigger": asks(["begin_group", "g", "G"], A, END, ["text", "b", "B", "${g}"], extra="trigger"),
    "hidden trigger": asks(["calculate", "a", "", "1"], ["text", "b", "B", "", "${a}"], extra="calculation trigger"),
    "background geopoint alone": asks(A, ["background-geopoint", "b", ""]),
    "table of two lists": asks(
        ["begin_group", "g", "G", "table-list"], ["select_one jn", "a", "A"], ["select_one x", "b", "B"], END,
        extra="appearance", choices=[*YES_NO, ["x", "1", "Een"]],
    ),
    "table with a filter": asks(
        ["begin_group", "g", "G", "table-list"], ["select_one jn", "a", "A", "", "1=1"], END,
        extra="appearance choice_filter",
    ),
    "own answer beside its name": asks(["select_one jn or_other", "a", "A"], ["text", "a_other", "A"]),
    "bad name of the whole": asks(A, settings=[["name"], ["1 naam"]]),
    "big image alone": asks(["text", "a", "A", "x.png"], extra="media::big-image"),
    "encrypted and nameless": asks(A, settings=[["omit_instanceID", "public_key"], ["yes", "abc"]]),
    "disabled begin": asks(["begin_group", "g", "G", "yes"], A, END, extra="disabled"),
    "reference geometry": asks(["geopoint", "a", "A", "reference-geometry=weg"], extra="parameters"),
}  # fmt: skip

"""pyxform, the reference converter of ODK, as the peer: what it refuses, we refuse."""

import io

import pytest
from openpyxl import load_workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from surveys.questionnaire import Questionnaire

from .books import book, problems_of, written


@pytest.fixture(scope="module")
def good(questionnaire_2019: Questionnaire) -> bytes:
    return book(**written(questionnaire_2019))


def changed(good: bytes, **cells: object) -> bytes:
    """A copy with other values in cells, named as survey_B9."""
    workbook = load_workbook(io.BytesIO(good))
    for place, value in cells.items():
        sheet, cell = place.split("_")
        workbook[sheet][cell] = value
    copy = io.BytesIO()
    workbook.save(copy)
    return copy.getvalue()


def test_both_accept_the_questionnaire_of_2019(good: bytes) -> None:
    assert problems_of(good) == []
    assert "f06_toelichting" in convert(good).xform


@pytest.mark.parametrize(
    "cells",
    [
        {"survey_E8": "${weg} = 'ja'"},
        {"survey_C8": "Hoe ${weg}?"},
        {"survey_A5": "select_one weg"},
        {"survey_A5": "select_one"},
        {"survey_A4": "txet"},
        {"survey_B4": None},
        {"survey_B4": "1 naam"},
        {"survey_B5": "a01_gmcode"},
        {"survey_C4": None, "survey_D4": None, "survey_I4": None},
        {"survey_A9": None},
        {"survey_A49": None},
        {"survey_A3": None, "survey_B3": None, "survey_C3": None, "survey_D3": None},
        {"survey_D1": "label::Dutch (nl)"},
        {"survey_B1": "naam"},
        {"choices_B3": "ja"},
        {"choices_B3": None},
        {"choices_A1": "lijst"},
    ],
    ids=str,
)
def test_both_refuse_a_broken_copy(good: bytes, cells: dict[str, object]) -> None:
    broken = changed(good, **cells)
    assert problems_of(broken) != []
    with pytest.raises(PyXFormError):
        convert(broken)


@pytest.mark.parametrize("cells", [{"survey_F4": "regex(., '^GM'"}, {"survey_E8": "${a05_email} = 'x'"}], ids=str)
def test_we_refuse_what_pyxform_leaves_to_its_java_validator(good: bytes, cells: dict[str, object]) -> None:
    broken = changed(good, **cells)
    assert len(problems_of(broken)) == 1
    assert convert(broken).xform

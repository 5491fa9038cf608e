import os
from pathlib import Path

import pytest

from surveys.questionnaire import Questionnaire, read_workbook

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def questionnaire_2019() -> Questionnaire:
    """The project's own copy of the questionnaire of 2019."""
    return read_workbook(ROOT / "surveys" / "facts" / "aanpak_mensenhandel_2019.xlsx")


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder with the reference workbook and responses; absent on most machines."""
    folder = Path(os.environ.get("SCHAKEL_REFERENCE", ROOT.parent / "shared")) / "questionnaire"
    if not folder.is_dir():
        pytest.skip("the reference folder is absent: set SCHAKEL_REFERENCE to run this test")
    return folder

"""The drawing of two properties says what its table says, in every measure and form, for any selection."""

import json
import random

import pytest
from vl_convert import vegalite_to_svg

from tests.support.drawn import rows
from tests.support.selections import random_selection
from wir.charts import crosses
from wir.charts.crosses import FORMS
from wir.charts.drawing import PALE, exported
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.tables.build import CROSSES, build_table
from wir.tables.model import Column, printed
from wir.ui.exploring import cross_drawing

SEEDS = [seed if seed < 8 else pytest.param(seed, marks=pytest.mark.full) for seed in range(60)]


def test_the_last_line_of_every_name_stands_on_its_column() -> None:
    names = {"een": "Verkenning/vraagverheldering", "twee": "Borging", "drie": "Nog geen traject of afgerond"}
    found = crosses._lines([Column(name, code) for code, name in [*names.items(), *((str(k), "x") for k in range(6))]])
    assert {len(lines) for lines in found.values()} == {3}
    assert found["een"][-2:] == ["Verkenning/", "vraagverheldering"]
    # A line without a letter is not drawn at all, and what comes after it would stand higher.
    assert all(line.strip() for lines in found.values() for line in lines)
    assert found["twee"][-1] == "Borging"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_says_what_its_cell_says_whatever_is_chosen_of_the_two(
    database: Database, okt20: Selection, seed: int
) -> None:
    dice = random.Random(seed)
    selection = random_selection(dice, okt20)
    for number in dice.sample(list(CROSSES), 6):
        spec = CROSSES[number]
        everything = selection.with_filter(spec.rows, ()).with_filter(spec.columns, ())
        try:
            table = build_table(number, database, everything)
        except NoComparison:
            continue
        drawing = cross_drawing(database, selection, number, dice.choice(list(FORMS)))
        if not drawing.spec:
            continue
        drawn = {(line["rij"], line["kolom"]): line["waarde"].rstrip("°") for line in rows(drawing) if "rij" in line}
        cells = {(row.code, c.key): printed(v, c) for row in table.counted for c, v, _ in table.printed(row)}
        assert drawn
        assert drawn.items() <= cells.items(), number
        left_out = {place for place in cells.keys() - drawn.keys() if place[1] != "totaal"}
        assert {cells[place] for place in left_out} <= {"0", "0,0%", "–"}, number


def test_what_is_not_chosen_is_pale_and_a_click_chooses_both(database: Database, okt20: Selection) -> None:
    chosen = okt20.with_filter("thema", ["technologie"])
    drawing = cross_drawing(database, chosen, "kruis-thema-status", "vakken")
    assert drawing.chooses == ("thema", "status")
    lines = [line for line in rows(drawing) if "rij" in line]
    assert {line["rij"] for line in lines if line["dekking"] > PALE} == {"technologie"}
    field = next(line for line in lines if (line["rij"], line["kolom"]) == ("technologie", "lopend"))
    assert (field["kies_thema"], field["kies_status"], field["telling"]) == ("technologie", "lopend", "37")


def test_a_share_of_few_is_marked_and_makes_no_headline(database: Database, okt20: Selection) -> None:
    alone = okt20.with_filter("regio", ["TWE"])
    drawing = cross_drawing(database, alone, "kruis-thema-status-rij", "vakken")
    assert all(line["waarde"].endswith("°") for line in rows(drawing) if "rij" in line)
    assert "Grootste aandeel" not in drawing.title
    assert "° minder dan 5" in drawing.subtitle


def test_the_headline_answers_for_what_is_chosen(database: Database, okt20: Selection) -> None:
    """What is pale makes no headline; what is equally high is named together, and more than three not at all."""
    of_vgz = okt20.with_filter("concessiehouder", ["vgz"])
    assert cross_drawing(database, of_vgz, "kruis-thema-opschaalbaarheid-rij", "vakken").title.startswith(
        "Minst opschaalbaar: Regionale strategievorming (5 van de 11)"
    )
    assert cross_drawing(database, of_vgz, "kruis-thema-concessiehouder", "vakken").title == (
        "Nieuwe professionals aantrekken × VGZ, Professionals behouden × VGZ en Technologie × VGZ: "
        "elk 12 van de 76 projecten (15,8%)"
    )
    assert cross_drawing(database, okt20, "kruis-regio-visie", "vakken").title == "Regio’s naar regio en visie"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", ["kruis-regio-thema", "kruis-thema-regio-rij", "kruis-thema-status-verschil"])
def test_it_can_be_printed(database: Database, okt20: Selection, number: str, form: str) -> None:
    drawing = cross_drawing(database, okt20, number, form)
    assert "Technologie" in vegalite_to_svg(exported(drawing, ["Peildatum"], 860))
    assert "'" not in json.dumps(drawing.spec["config"]["locale"])

"""Two small registers between which everything happens that can happen."""

from datetime import date
from pathlib import Path

from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.selection import Selection
from wir.store.publishing import publish_workbook
from wir.store.store import Store


def changed_store(folder: Path) -> Store:
    """P1 stays, P2 changes in all it can, P3 vanishes, P4 is new; one regio goes forward, one back, one stays."""
    store = Store(folder / "opslag")
    same = project(projectnummer="P1", projectnaam="Blijft")
    before = [same, project(projectnummer="P2", projectnaam="Was"), project(projectnummer="P3", projectnaam="Weg")]
    moved = project(projectnummer="P2", projectnaam="Werd", hoofdrubriek="Anders werken", zorgkantoorregio="Drenthe")
    other = {"concessiehouder": "Zilveren Kruis", "status": "Afgerond en succesvol verlopen", "aantal organisaties": 5}
    after = [same, {**moved, **other}, project(projectnummer="P4", projectnaam="Nieuw", status="Nog niet gestart")]
    then = [score(), score(zorgkantoorregio="Drenthe", visie=2), score(zorgkantoorregio="Zeeland", visie=3)]
    now = [score(), score(zorgkantoorregio="Drenthe", visie=4), score(zorgkantoorregio="Zeeland", visie=1)]
    for peildatum, rows, scores in ((date(2021, 5, 1), before, then), (date(2021, 11, 1), after, now)):
        publish_workbook(store, workbook(folder / "r.xlsx", rows, scores), peildatum, door="test")
    return store


def latest_two(database: Database) -> Selection:
    """The last peildatum compared with the one before."""
    return default(database.catalogue)

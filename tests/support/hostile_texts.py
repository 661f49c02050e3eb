"""A register, a delivery and a history in which every text is an attack, and the addresses that are one too."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tests.support.registers import project, score, workbook
from wir.store.pending_deliveries import Deliveries, Delivery
from wir.store.publishing import publish_workbook
from wir.store.store import Store

# HTML, Markdown, Streamlit's own signs, a formula, half an escape, and a sign that turns the rest of the line around.
EVIL = (
    '"><script>kwaad=1</script><img src=x onerror="kwaad=1"><kwaad>\'\u202e{n} '
    "[klik](https://buiten.example/a) ![b](https://buiten.example/b.png) <https://buiten.example> :red[x] "
    "$k$ `c` **vet** &lt;kwaad&gt; </table></div></style>\n\n# kop\n\n<kwaad onclick=kwaad()>\n=cmd|'/C calc'!A0"
)
# The space keeps the maker of the workbook from taking it for a formula; the reader drops it.
FORMULA = ' =HYPERLINK("https://buiten.example";"klik") <script>kwaad=1</script>'


def evil(what: str) -> str:
    """The attack in the place of some text, so that one sees which."""
    return EVIL.replace("{n}", what)


def _projects(status: str) -> list[dict[str, object]]:
    text = {"omschrijving": evil("omschrijving"), "contact": evil("contact"), "herkomst": evil("herkomst")}
    rows = [
        project(projectnummer=evil(f"nummer {n}"), projectnaam=evil(f"naam {n}"), status=status, **text)
        for n in range(3)
    ]
    named = project(projectnummer="P9", projectnaam=FORMULA, gereconstrueerd="projectnaam", status="Lopend", **text)
    other = project(projectnummer="P10", projectnaam=evil("elders"), zorgkantoorregio="Drenthe", status=status, **text)
    return [*rows, {**named, "aantal organisaties": 4}, {**other, "concessiehouder": "Zilveren Kruis"}]


def hostile_store(folder: Path) -> Store:
    """Two peilingen, the last of which was corrected, withdrawn and corrected again."""
    store = Store(folder / "opslag")
    moments = [(date(2021, 5, 1), "Lopend", 3), *[(date(2021, 11, 1), "Nog niet gestart", 4)] * 3]
    for number, (peildatum, status, phase) in enumerate(moments):
        scores = [score(visie=phase, toelichting=evil("toelichting"), herkomst=evil("herkomst"))]
        scores.append(score(zorgkantoorregio="Drenthe", visie=phase, toelichting=evil("toelichting")))
        path = workbook(folder / f"<img src=x onerror=kwaad=1> {number}.xlsx", _projects(status)[number % 2 :], scores)
        said = f"<b>{peildatum:%b%y}[x](https://buiten.example)"
        peiling = publish_workbook(store, path, peildatum, evil("door"), said, evil("noot"))
        if number == 2:
            store.withdraw(peiling.key, evil("door"), evil("reden"))
    return store


def hostile_delivery(store: Store, folder: Path) -> Delivery:
    """A register with attacks in its name, titles, headers and cells, the good ones and the faulty."""
    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet("<kwaad>`x` $y$ ~~Projecten~~")
    row = {**project(projectnummer=evil("nummer"), projectnaam=evil("naam")), "omschrijving": evil("tekst")}
    wrong = project(
        projectnummer="2", hoofdrubriek=f"Tegnologie {FORMULA}", zorgkantoorregio="*Twentte*", status="lopend]"
    )
    page.append([*row, evil("kop"), "![k](https://buiten.example/k)", "E-mail <kwaad>"])
    page.append([*row.values(), evil("waarde"), evil("waarde"), "iemand@buiten.example"])
    page.append([*(wrong.get(header) for header in row), FORMULA, FORMULA, "x"])
    book.create_sheet("<img src=x>").append([evil("elders")])
    path = folder / "aanval.xlsx"
    book.save(path)
    name = "../..\\<img src=x onerror=kwaad=1>\u202exslx.xlsx"
    return Deliveries(store).receive([(name, path.read_bytes())], evil("wie"))[0]

"""The page Leren van elkaar: what it says to whom, and what it does where there is no advice."""

from datetime import date
from pathlib import Path

import pytest

from tests.insight.test_learning import ready, small
from tests.support.markup import links, words
from tests.support.pages import run, shown, text
from tests.support.registers import project
from wir.store.store import Store

PAGE = "pages/7_Leren_van_elkaar.py"


class TestThePage:
    def test_says_what_lacks_and_shows_three_a_theme(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = run(PAGE, example_store, monkeypatch, regio="ARN", thema="technologie")
        assert not app.exception
        assert app.title[0].value.endswith("Arnhem")
        assert "Technologie: de eerste 3 van 20 projecten elders" in text(app)
        assert "Meer: alle 20 projecten over Technologie" in text(app)
        assert [said for said, _ in links(shown(app))].count("Bewaren") == 3
        assert "Dit advies rust op gereconstrueerde waarden" in text(app)
        assert "Geen enkel project past bij deze selectie" not in text(app)

    def test_a_chosen_theme_comes_before_the_drawing_with_the_way_to_all_of_them(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = words(shown(run(PAGE, example_store, monkeypatch, regio="ZWO")))
        assert whole.index("Wie heeft wat") < whole.index("projecten elders")
        page = shown(run(PAGE, example_store, monkeypatch, regio="ZWO", thema="technologie"))
        assert words(page).index("Technologie: de eerste 3") < words(page).index("Wie heeft wat")
        assert "thema" not in dict(links(page))["Alle thema’s"]
        nothing = words(shown(run(PAGE, example_store, monkeypatch, regio="FRL", thema="samenwerking-in-de-keten")))
        assert "Hier ontbreekt niets." in nothing

    def test_without_a_regio_offers_all_of_them_and_ones_own_first(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = run(PAGE, example_store, monkeypatch)
        assert app.title[0].value == "Leren van elkaar"
        assert app.selectbox(key="leren-regio").value is None
        listed = shown(app).xpath("//div[@class='regiokeuze']//a")
        assert len(listed) == 37
        assert len(app.get("vega_lite_chart")) == 1
        app.session_state["mijn_regio"] = "ZWO"
        app.run()
        assert "Mijn regio: Zwolle" in words(shown(app))
        assert "regio=ZWO" in shown(app).xpath("//p[starts-with(., 'Mijn regio')]/a/@href")[0]

    def test_names_parts_that_the_rule_does_not_have(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = run(PAGE, example_store, monkeypatch, regio="ARN", zonder="deelbaar,<b>,status")
        assert "De regel heeft geen onderdeel &lt;b&gt;; dat is niet uitgezet." in text(app)
        assert text(app).count("(uitgezet)") == 2
        assert "de eerste 3 van 24 projecten elders" in text(app)

    def test_gives_no_advice_where_projects_are_not_registered(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = run(PAGE, example_store, monkeypatch, peildatum="2019-03-01", regio="ARN")
        assert not app.exception
        assert "De projecten van 1 maart 2019 zijn niet geregistreerd: er is geen advies." in text(app)
        assert "Thema’s zonder eigen project" not in [h.value for h in app.header]

    def test_gives_the_contact_where_the_register_has_one(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        rows = [ready("P1", contact="info@zorg<b>groep.nl"), ready("P2"), project(projectnummer="P3")]
        small(store, tmp_path, rows)
        app = run(PAGE, store, monkeypatch, regio="ZWO")
        assert "info@zorg&lt;b&gt;groep.nl" in text(app)
        assert text(app).count("geen contact in het register") == 1
        assert "gereconstrueerd" not in text(app).lower()
        small(store, tmp_path, [ready("P1"), ready("P2")])
        app = run(PAGE, store, monkeypatch, regio="ZWO", peildatum="2021-05-01")
        assert text(app).lower().count("geen contact in het register") == 1

    def test_says_which_filters_only_count_elsewhere_and_which_do_not_count(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = run(PAGE, example_store, monkeypatch, regio="ARN", concessiehouder="vgz", visie="5")
        assert "Alleen voor de projecten van elders geldt: VGZ." in text(app)
        assert "strategische keuzes (telt hier niet mee)" in text(app)

    def test_a_regiobroad_project_is_named_beside_the_count(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        # Pages keep what they computed by the version of the store, and that is the same for the same peildatum.
        small(store, tmp_path, [ready("P1", "Arnhem", subregio=None, projectnaam="Samen <i>breed")], date(2021, 6, 1))
        app = run(PAGE, store, monkeypatch, regio="FOO")
        assert "regiobreed: Samen <i>breed" in words(shown(app))
        assert "Samen <i>breed" in [said for said, _ in links(shown(app))]
        assert "tellen als eigen projecten" in text(app)

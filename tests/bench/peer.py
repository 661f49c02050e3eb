"""The peer: what a good Streamlit developer makes in a day of the same data, to measure our first page against.

Five native fields, three phase tables, the theme table, and as many charts as ours: a map and four of bars, with
?tekeningen=8 three more; no links, exports or citations. The same page stands at /Beeld: an address with the name of a
page takes Streamlit a tenth of a second more, because it looks for its server below that name first. Run by
tests/bench/floor.py, which says in WIR_OPSLAG where the data stands.
"""

import os
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

STORE = Path(os.environ["WIR_OPSLAG"]) / "peilingen"
PHASES = {"afspraken": "Afspraken", "dynamiek": "Samenwerkingsdynamiek", "visie": "Regiovisie"}
PLACES = ["concessiehouder", "regio"]
JUDGED = ["status", "impact", "deelbaarheid", "opschaalbaarheid", "betrokkenheid"]
CHARTS = 5  # of the first page

st.set_page_config(page_title="WIR", layout="wide")


@st.cache_data
def read(name: str) -> pd.DataFrame:
    """The rows of one kind over all peilingen."""
    files = sorted(STORE.glob(f"*/{name}.parquet"))
    parts = [pd.read_parquet(file).assign(peildatum=file.parent.name[:10]) for file in files]
    return pd.concat(parts, ignore_index=True)


@st.cache_data
def read_list(name: str) -> pd.DataFrame:
    """A list of the newest peiling: terms or regions."""
    return pd.read_csv(max(STORE.iterdir()) / f"{name}.csv")


def labels(lijst: str) -> dict[str, str]:
    """The label of each code of a list, in order."""
    terms = read_list("begrippen").query("lijst == @lijst").sort_values("volgorde")
    return dict(zip(terms["code"], terms["label"], strict=True))


def choose(lijst: str, names: dict[str, str], counts: "pd.Series[int]") -> list[str]:
    """A field whose choices say how many projects are behind them."""
    return st.sidebar.multiselect(
        lijst.capitalize(),
        list(names),
        format_func=lambda code: f"{names[code]} ({counts.get(code, 0)})",
        placeholder="Alle",
        key=lijst,
    )


def chosen_of(rows: pd.DataFrame, chosen: dict[str, list[str]]) -> pd.DataFrame:
    """The rows that fit; an empty choice lets everything through."""
    for column, codes in chosen.items():
        if codes and column in rows:
            rows = rows[rows[column].isin(codes)]
    return rows


def phase_table(scores: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """How many regions are in each phase on each date."""
    table = scores.groupby([dimension, "peildatum"]).size().unstack(fill_value=0)
    table.index = table.index.map(lambda phase: f"Fase {phase:.0f}: {labels(dimension).get(f'{phase:.0f}', '')}")
    table.loc["Totaal"] = table.sum()
    return table


def bars(scores: pd.DataFrame, dimension: str) -> alt.Chart:
    """The share of each phase on each date."""
    counts = scores.groupby(["peildatum", dimension]).size().rename("regios").reset_index()
    return (
        alt.Chart(counts, title=PHASES[dimension], height=140)
        .mark_bar()
        .encode(
            x=alt.X("sum(regios):Q", stack="normalize", title="aandeel"),
            y=alt.Y("peildatum:N", title=None),
            color=alt.Color(f"{dimension}:O", title="fase"),
            tooltip=["peildatum", dimension, "regios"],
        )
    )


def theme_bars(now: pd.DataFrame) -> alt.Chart:
    """The projects of each theme, those that start in the last two years apart."""
    begun = pd.to_datetime(now["startdatum"]).dt.year >= 2020
    counts = now.assign(nieuw=begun).groupby(["thema", "nieuw"]).size().rename("projecten").reset_index()
    return (
        alt.Chart(counts, height=260)
        .mark_bar()
        .encode(
            x="projecten:Q",
            y=alt.Y("thema:N", sort="-x", title=None),
            color=alt.Color("nieuw:N", title="begint in 2020-2021"),
            tooltip=["thema", "nieuw", "projecten"],
        )
    )


def judged_bars(projects: pd.DataFrame, lijst: str) -> alt.Chart:
    """The share of each judgement on each date."""
    counts = projects.groupby(["peildatum", lijst]).size().rename("projecten").reset_index()
    return (
        alt.Chart(counts, title=lijst.capitalize(), height=140)
        .mark_bar()
        .encode(
            x=alt.X("sum(projecten):Q", stack="normalize", title="aandeel"),
            y=alt.Y("peildatum:N", title=None),
            color=alt.Color(f"{lijst}:N", title=lijst),
            tooltip=["peildatum", lijst, "projecten"],
        )
    )


def tile_map(scores: pd.DataFrame, day: str) -> alt.Chart:
    """The regions as tiles, coloured by their phase of the regiovisie."""
    tiles = read_list("regios").dropna(subset=["tegel_rij"])
    tiles = tiles.merge(
        scores[scores["peildatum"] == day][["regio", "visie"]], left_on="code", right_on="regio", how="left"
    )
    tiles = tiles.assign(x=tiles["tegel_kolom"] + 0.5 * (tiles["tegel_rij"] % 2), y=-tiles["tegel_rij"])
    base = alt.Chart(tiles, height=420).encode(x=alt.X("x:Q", axis=None), y=alt.Y("y:Q", axis=None))
    squares = base.mark_square(size=1800).encode(color=alt.Color("visie:O", title="fase"), tooltip=["naam", "visie"])
    return squares + base.mark_text(fontSize=10).encode(text="code")


def select() -> tuple[str, str | None, dict[str, list[str]]]:
    """The five fields of the sidebar."""
    projects = read("project")
    days = sorted({f.name[:10] for f in STORE.iterdir()}, reverse=True)
    day = st.sidebar.selectbox("Peildatum", days)
    compared = st.sidebar.selectbox("Vergelijk met", [d for d in days if d != day])
    chosen = {name: st.session_state.get(name, []) for name in (*PLACES, "thema")}
    now = projects[projects["peildatum"] == day]
    for name in chosen:
        others = chosen_of(now, {other: codes for other, codes in chosen.items() if other != name})
        regions = read_list("regios")
        names = dict(zip(regions["code"], regions["naam"], strict=True)) if name == "regio" else labels(name)
        chosen[name] = choose(name, names, others[name].value_counts())
    return day, compared, chosen


def head(title: str, day: str, compared: str | None, chosen: dict[str, list[str]]) -> None:
    """The title and what is chosen."""
    st.title(title)
    words = [labels(name).get(code, code) for name, codes in chosen.items() for code in codes]
    st.caption(" · ".join([f"Peildatum {day}, vergeleken met {compared}", *words]))


def landelijk() -> None:
    """The first page."""
    day, compared, chosen = select()
    head("Landelijk beeld", day, compared, chosen)
    projects = chosen_of(read("project"), chosen)
    scores = chosen_of(read("regioscore"), {name: chosen[name] for name in PLACES})
    now = projects[projects["peildatum"] == day]
    for column, (name, value) in zip(
        st.columns(3),
        [
            ("projecten", len(now)),
            ("succesvol", sum(now["status"] == "succesvol")),
            ("deelbaar", sum(now["deelbaarheid"] == "ja")),
        ],
        strict=True,
    ):
        column.metric(name, value)
    left, right = st.columns([5, 4])
    with left:
        for dimension, name in PHASES.items():
            st.subheader(name)
            st.dataframe(phase_table(scores, dimension))
        st.subheader("Projecten per thema")
        themes = (
            projects.groupby(["thema", "peildatum"]).size().unstack(fill_value=0).reindex(labels("thema"), fill_value=0)
        )
        st.dataframe(themes.rename(index=labels("thema")))
    with right:
        st.altair_chart(tile_map(scores, day))
        for dimension in PHASES:
            st.altair_chart(bars(scores, dimension))
        st.altair_chart(theme_bars(now))
        for lijst in JUDGED[: int(st.query_params.get("tekeningen", CHARTS)) - CHARTS]:
            st.altair_chart(judged_bars(projects, lijst))


def themas() -> None:
    """The second page."""
    day, compared, chosen = select()
    head("Thema’s", day, compared, chosen)
    projects = chosen_of(read("project"), chosen)
    now = projects[projects["peildatum"] == day]
    for lijst in ("concessiehouder", "status", "impact", "deelbaarheid", "opschaalbaarheid"):
        st.subheader(lijst.capitalize())
        st.dataframe(now.groupby(["thema", lijst]).size().unstack(fill_value=0))
    counts = now.groupby("status").size().rename("projecten").reset_index()
    st.altair_chart(alt.Chart(counts).mark_bar().encode(x="projecten", y="status", tooltip=["status", "projecten"]))


PAGES = [
    st.Page(landelijk, title="Landelijk beeld"),
    st.Page(themas, title="Thema’s", url_path="Themas"),
    st.Page(landelijk, title="Landelijk beeld", url_path="Beeld", visibility="hidden"),
]
st.navigation(PAGES).run()

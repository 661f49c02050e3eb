"""Bars of shares and the grid of impact as HTML: values in, one line of markup out, colours left to style.css."""

from collections.abc import Sequence
from dataclasses import dataclass

from wir.common.markup import address, attribute, link_or_text, text

# Rows and columns of the impact drawing: large scale on top and great meaning to the right, so better is up and right.
IMPACT_ROWS = (
    ("Grote schaal", ("groot-beperkt", "groot-groot")),
    ("Gemiddelde schaal", ("gemiddeld-beperkt", "gemiddeld-veel")),
    ("Kleine schaal", ("klein-beperkt", "klein-veel")),
)

IMPACT_COLUMNS = ("Beperkte betekenis", "Veel of grote betekenis")

SHADES = 5

NARROWEST = 0.06  # a segment under this share of its bar has no room for its number


@dataclass(frozen=True)
class ShareRow:
    """One bar: the number per phase from 1 up, and how many are not scored; `hrefs` is what each of them opens."""

    label: str
    counts: Sequence[int]
    unknown: int = 0
    hrefs: Sequence[str] = ()


@dataclass(frozen=True)
class ImpactCell:
    """One value of the list "impact" by its code; the texts are formatted already ("76", "23,9%", "+12")."""

    code: str
    count: int
    text: str
    share: str = ""
    change: str = ""
    href: str = ""


def swatch(phase: int | None, steps: int) -> str:
    """The little square before a phase label."""
    state = f"schaal-{steps} fase-{phase}" if phase else "niet-gescoord"
    return f'<span class="staal {state}" aria-hidden="true"></span>'


def legend(steps: int, labels: Sequence[str] = (), unknown: bool = False, outside: bool = False) -> str:
    """The colours of a scale in words."""
    names = [f"fase {k}" for k in range(1, steps + 1)]
    said = [f"{n}: {label}" for n, label in zip(names, labels, strict=True)] if labels else names
    items = [f"{swatch(k, steps)}{text(t)}" for k, t in enumerate(said, start=1)]
    items += [f"{swatch(None, steps)}niet gescoord"] if unknown else []
    items += ['<span class="staal buiten" aria-hidden="true"></span>doet niet mee'] if outside else []
    return '<ul class="legenda">' + "".join(f"<li>{i}</li>" for i in items) + "</ul>"


def _segment(state: str, count: int, total: int, said: str, href: str) -> str:
    if not count:
        return ""
    # flex-grow takes the number itself: no rounding, and the segments always fill the bar.
    number = f"<span>{count}</span>" if count >= total * NARROWEST else ""
    drawn = f'style="flex-grow:{count}" title="{attribute(said)}"'
    if not href:
        return f'<div class="{state}" {drawn}>{number}</div>'
    # The same link stands in the table under its number: with the keyboard once is enough.
    return f'<a class="wir-link {state}" target="_self" tabindex="-1" href="{address(href)}" {drawn}>{number}</a>'


def _share_bar(row: ShareRow, steps: int) -> str:
    if len(row.counts) != steps:
        raise ValueError(f"{row.label}: {len(row.counts)} counts for a scale of {steps}")
    total = sum(row.counts) + row.unknown
    parts = [(f"schaal-{steps} fase-{k}", n, f"fase {k}: {n}") for k, n in enumerate(row.counts, start=1)]
    parts.append(("onbekend", row.unknown, f"niet gescoord: {row.unknown}"))
    said = f"{row.label}: {', '.join(p[2] for p in parts[: None if row.unknown else -1])}"
    hrefs = row.hrefs or ("",) * len(parts)
    drawn = "".join(
        _segment(state, n, total, words, href) for (state, n, words), href in zip(parts, hrefs, strict=True)
    )
    said = said if total else f"{row.label}: niet geregistreerd"
    drawn = drawn or '<div class="leeg">niet geregistreerd</div>'
    role = "group" if row.hrefs else "img"
    return (
        f'<div class="aandeel"><span class="aandeel-naam" aria-hidden="true">{text(row.label)}</span>'
        f'<div class="aandeel-balk" role="{role}" aria-label="{attribute(said)}">{drawn}</div></div>'
    )


def stacked_shares(rows: Sequence[ShareRow], caption: str, steps: int, labels: Sequence[str] = ()) -> str:
    """One bar per peildatum, all equally long, divided over the phases."""
    bars = "".join(_share_bar(r, steps) for r in rows)
    below = legend(steps, labels, unknown=any(r.unknown for r in rows))
    return f'<figure class="wir-aandelen"><figcaption>{text(caption)}</figcaption>{bars}{below}</figure>'


def _impact_text(cell: ImpactCell | None) -> str:
    if cell is None:
        return "<b>–</b>"
    number = f"<b>{link_or_text(cell.text, cell.href)}</b>"
    rest = "".join(f" <span>{text(t)}</span>" for t in (cell.share, cell.change) if t)
    return number + rest


def _shade(count: int, largest: int) -> int:
    """1 (nothing) to 5 (the largest): equal steps between."""
    return 1 + round((SHADES - 1) * count / largest) if largest else 1


def impact_grid(cells: Sequence[ImpactCell], caption: str) -> str:
    """Impact as schaal by betekenis; the darker, the more projects. "Nog onbekend" stands under it, uncoloured."""
    found = {c.code: c for c in cells}
    placed = {code for _, codes in IMPACT_ROWS for code in codes}
    if strangers := set(found) - placed - {"onbekend"}:
        raise ValueError(f"no place in the impact grid for {', '.join(sorted(strangers))}")
    largest = max((c.count for c in cells if c.code in placed), default=0)
    head = "".join(f'<th scope="col">{text(c)}</th>' for c in IMPACT_COLUMNS)
    body = ""
    for label, codes in IMPACT_ROWS:
        shades = (_shade(found[c].count if c in found else 0, largest) for c in codes)
        row = "".join(
            f'<td class="tint-{s}">{_impact_text(found.get(c))}</td>' for c, s in zip(codes, shades, strict=True)
        )
        body += f'<tr><th scope="row">{text(label)}</th>{row}</tr>'
    unknown = found.get("onbekend")
    foot = f'<tr><th scope="row">Nog onbekend</th><td colspan="2">{_impact_text(unknown)}</td></tr>' if unknown else ""
    return (
        f'<table class="wir-impact"><caption>{text(caption)}</caption><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{body}</tbody>{f'<tfoot>{foot}</tfoot>' if foot else ''}</table>"
    )


def bar_cell(parts: Sequence[tuple[str, float]], maximum: float, href: str = "") -> str:
    """The bar within a table row; hidden from a screen reader, since the numbers and links stand in the same row."""
    longest = max(maximum, sum(v for _, v in parts)) or 1
    drawn = "".join(
        f'<span class="{attribute(name)}" style="width:{100 * value / longest:.2f}%"></span>'
        for name, value in parts
        if value > 0
    )
    if not href:
        return f'<div class="balkje" aria-hidden="true">{drawn}</div>'
    link = f'<a class="wir-link balkje" target="_self" tabindex="-1" href="{address(href)}">{drawn}</a>'
    return f'<div aria-hidden="true">{link}</div>'

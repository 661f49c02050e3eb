"""What is worth a look in an inventarisatie: half filled in, one round, and levels that contradict one another."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from wir.domain.inventarisatie import SCALES, TOGETHER
from wir.domain.register_rows import Row
from wir.domain.vocabulary import Region
from wir.register.check.findings import Finding
from wir.register.check.warner import Placed, Warner

VVT, VG, GPS = TOGETHER
TOP = 4
SHORT = {VVT: "VVT", VG: "VG", GPS: "huisartsen"}
NO_LEVEL = "Deze schaal is niet ingevuld; de regio telt hier niet mee."
NO_LEVELS = "Geen enkele schaal is ingevuld; de regio telt nergens mee."


class Inventory(Warner):
    """Looks at the regions of a round."""

    def warnings(self) -> Iterator[Finding]:
        yield from self._rounds()
        yield from self._within_whole()
        for p in self.placed:
            yield from self._half_filled(p)
            yield from self._together(p)
            yield from self._beside_dynamics(p)

    def _rounds(self) -> Iterator[Finding]:
        """A peiling is of one round: what most rows say."""
        times = Counter(p.row["ronde"] for p in self.around.placed)
        for p in self.placed if len(times) > 1 else ():
            most = times.most_common(1)[0][0]
            if p.row["ronde"] != most:
                said = f"De andere rijen zijn van ronde {most}; breng elke ronde apart in."
                yield self.at("ronde", p.number, said, "fout")

    def _within_whole(self) -> Iterator[Finding]:
        """A zorgkantoorregio is scored as a whole or by its parts: both would count it twice."""
        by_code = self.background.regions.by_code
        places = [self._place(p.row, by_code) for p in self.around.placed]
        wholes = {place.zorgkantoorregio: place for place in places if place.soort == "geheel"}
        for p in self.placed:
            place = self._place(p.row, by_code)
            if place.soort == "regio" and place.zorgkantoorregio in wholes:
                said = f"{wholes[place.zorgkantoorregio].naam} staat ook in dit blad; dan telt {place.naam} dubbel."
                yield self.at("zorgkantoorregio", p.number, said, "fout")

    @staticmethod
    def _place(row: Row, by_code: Mapping[str, Region]) -> Region:
        return by_code[str(row["regio"])]

    def _half_filled(self, p: Placed) -> Iterator[Finding]:
        empty = [name for name in SCALES if p.row[name] is None]
        if len(empty) == len(SCALES):
            yield self.at(empty[0], p.number, NO_LEVELS)
            return
        for name in empty:
            yield self.at(name, p.number, NO_LEVEL)

    def _together(self, p: Placed) -> Iterator[Finding]:
        levels = {name: level for name in TOGETHER if isinstance(level := p.row[name], int)}
        lower = [f"{SHORT[name]} {level}" for name, level in levels.items() if level < TOP]
        for name in (n for n, level in levels.items() if level == TOP and lower):
            said = f"Niveau 4 is voor VVT, VG en huisartsen hetzelfde; hier staat ook {' en '.join(lower)}."
            yield self.at(name, p.number, said)
        for name in (VVT, VG):
            if levels.get(name) == 2 and levels.get(GPS) == 3:
                said = f"Volgens {SHORT[name]} 2 is er geen contact met huisartsen, volgens huisartsen 3 wel."
                yield self.at(name, p.number, said)

    def _beside_dynamics(self, p: Placed) -> Iterator[Finding]:
        """The last WIR peiling before it was filled in says that the regio works together from a vision."""
        day = p.row["ingevuld_op"]
        found = self.background.dynamics(day) if p.row[VVT] == 1 and isinstance(day, date) else None
        for code in self.background.regions.within(str(p.row["regio"])) if found else ():
            label, phases = found or ("", {})
            if phases.get(code) == TOP:
                name = self.background.regions.by_code[code].naam
                said = (
                    f"Ter controle: de VVT-tafel functioneert matig, terwijl de samenwerkingsdynamiek van {name} "
                    f"in {label} in fase 4 staat."
                )
                yield self.at(VVT, p.number, said)

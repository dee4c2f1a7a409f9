"""Ukraine: regions and districts under official names, settlements with their Ukrainian names."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from rapidfuzz.distance import JaroWinkler

from dateline.gazetteer.builder.sources import Sources
from dateline.gazetteer.drafts import ALIAS, FORMER, WEAK, Draft
from dateline.gazetteer.folding import key
from dateline.gazetteer.officials import Officials
from dateline.gazetteer.regions import district_keys, nouns_of, oblast_keys
from dateline.gazetteer.transliterate import from_ukrainian, official
from dateline.gazetteer.variants import cyrillic, latin, latin_elsewhere, spellings
from dateline.models import PlaceKind

CRIMEA, SEVASTOPOL, KYIV = "iso:UA-43", "iso:UA-40", "iso:UA-30"


@dataclass
class Codifier:
    """KATOTTG by region: official settlement names, and the districts with their names."""

    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    officials: dict[str, Officials] = field(default_factory=lambda: defaultdict(Officials))
    settlements: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    districts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    district_of: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def codifier(sources: Sources) -> Codifier:
    """The official codifier, arranged by the id of the region."""
    prefix = {row["katottg"]: f"iso:{row['iso']}" for row in sources.table("ukraine_regions")}
    known = Codifier()
    for first, second, third, fourth, _fifth, category, name in sources.codifier:
        region = prefix[first[2:4]]
        if category == "P":
            known.districts[region][second] = name
        elif category in {"M", "T", "C", "X"}:
            plain = name.replace("’", "'").replace("ʼ", "'")
            known.names[region].add(plain)
            known.district_of[region, plain].add(second)
            known.settlements.append((fourth, region, second, third, plain))
    known.officials |= {region: Officials(names) for region, names in known.names.items()}
    return known


def regions(sources: Sources) -> Iterator[Draft]:
    """The 27 first-level units; positions and extents come later from the polygons."""
    for row in sources.table("ukraine_regions"):
        draft = Draft(
            id=f"iso:{row['iso']}",
            name=row["name"],
            kind=PlaceKind.REGION,
            lat=0.0,
            lon=0.0,
            country="UA",
            admin1=f"iso:{row['iso']}",
            native=row["name_uk"],
            source="KATOTTG",
        )
        if row["bases"]:
            draft.add(
                oblast_keys(
                    native=row["name_uk"],
                    bases=row["bases"].split("|"),
                    informal=[name for name in row["informal_uk"].split("|") if name],
                )
            )
        else:
            draft.add(spellings(f"{row['name']} municipality"))
            draft.add(spellings(row["name"]), WEAK)
        yield draft


def assign_districts(sources: Sources, known: Codifier, settlements: list[Draft]) -> dict[int, str]:
    """Tell each Ukrainian settlement its district.

    The codifier decides where a name is in one district of the region only. For the others GeoNames'
    own division decides, once the settlements that are certain have shown which district it is.

    Returns:
        The id of the district by the number of GeoNames' division.
    """
    divisions = {row["number"] for row in sources.divisions if row["level"] == "2"}
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    open_ones: list[tuple[Draft, list[int]]] = []
    for draft in settlements:
        if draft.country != "UA":
            continue
        numbers = [n for n in sources.membership.get(draft.id[3:], ()) if n in divisions]
        codes = known.district_of.get((draft.admin1, draft.native), set())
        if len(codes) == 1:
            draft.admin2 = f"katottg:{next(iter(codes))}"
            votes.update({n: votes[n] + Counter([draft.admin2]) for n in numbers})
        else:
            open_ones.append((draft, numbers))
    for draft, numbers in open_ones:
        allowed = {f"katottg:{code}" for code in known.district_of.get((draft.admin1, draft.native), set())}
        ballot: Counter[str] = sum((votes[n] for n in numbers), Counter())
        ranked = [code for code, _ in ballot.most_common() if not allowed or code in allowed]
        draft.admin2 = ranked[0] if ranked else ""
    return {number: ballot.most_common(1)[0][0] for number, ballot in votes.items() if ballot}


def districts(sources: Sources, known: Codifier, settlements: list[Draft]) -> Iterator[Draft]:
    """The 136 districts of 2020.

    A district has no polygon in the embedded data; it lies around the middle of its known settlements,
    and its extent reaches the farthest of them.
    """
    special = {row["name_uk"]: row for row in sources.table("ukraine_districts")}
    former: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sources.table("former_names"):
        former[row["name_uk"], f"iso:{row['region']}"].append(row["former_uk"])
    members: dict[str, list[Draft]] = defaultdict(list)
    for draft in settlements:
        if draft.admin2:
            members[draft.admin2].append(draft)
    for region, names in known.districts.items():
        for code, adjective in names.items():
            inside = members.get(f"katottg:{code}", [])
            row = special.get(adjective, {})
            centre = _centre(adjective, row.get("centre_uk", ""), inside)
            if centre is not None:
                before = [row.get("former_uk", ""), *former.get((centre.native, region), [])]
                yield _district(
                    code,
                    adjective,
                    former=[name for name in before if name],
                    region=region,
                    centre=centre,
                    inside=inside,
                )


def _centre(adjective: str, given: str, inside: list[Draft]) -> Draft | None:
    """The settlement that a district is named after: given, or the likest name among the larger."""
    if given:
        return next((d for d in inside if d.native == given.replace("’", "'")), None)
    stem = re.sub("(сько|цько|зько)?(ський|цький|зький|ий)$", "", adjective.replace("’", "'"))

    def likeness(draft: Draft) -> float:
        return JaroWinkler.similarity(stem.lower(), draft.native.lower()) + min(draft.population, 10**5) / 4e5

    return max((d for d in inside if d.native), key=likeness, default=None)


def reach(lat: float, lon: float, inside: list[Draft]) -> float:
    """Distance in km within which nearly all of ``inside`` lie; a stray one does not count."""
    scale = math.cos(math.radians(lat))
    distances = sorted(111.32 * math.hypot(d.lat - lat, (d.lon - lon) * scale) for d in inside)
    return distances[int(0.9 * (len(distances) - 1))] * 1.15


def among(inside: list[Draft]) -> tuple[float, float]:
    """The position of the most central of some places: their mere middle may lie across a border."""
    lat, lon = median(d.lat for d in inside), median(d.lon for d in inside)
    centre = min(inside, key=lambda d: (math.hypot(d.lat - lat, d.lon - lon), d.id))
    return centre.lat, centre.lon


def _district(
    code: str, adjective: str, *, former: list[str], region: str, centre: Draft, inside: list[Draft]
) -> Draft:
    lat, lon = among(inside)
    draft = Draft(
        id=f"katottg:{code}",
        name=f"{centre.name} District",
        kind=PlaceKind.DISTRICT,
        lat=round(lat, 4),
        lon=round(lon, 4),
        country="UA",
        admin1=region,
        admin2=f"katottg:{code}",
        native=f"{adjective} район",
        extent_km=round(min(75.0, max(15.0, reach(lat, lon, inside))), 1),
        source="KATOTTG",
    )
    centre_names = [key(centre.name), *(spelling for spelling in latin(centre.native) if len(spelling) > 3)]
    draft.add(district_keys(adjective=adjective, centres=centre_names))
    for name in former:
        nouns = [spelling for spelling in from_ukrainian(name) if not name.endswith("ий")]
        draft.add(district_keys(adjective=name, centres=nouns), FORMER)
    return draft


def city_districts(sources: Sources, settlements: list[Draft]) -> Iterator[Draft]:
    """Districts of cities, placed at their city with its extent where no source places them better."""
    prefix = {row["katottg"]: f"iso:{row['iso']}" for row in sources.table("ukraine_regions")}
    cities = {(d.admin1, d.native): d for d in settlements if d.country == "UA" and d.population >= 10_000}
    names = {next(c for c in reversed(row[:5]) if c): row[6] for row in sources.codifier}
    placed = {(d.admin1, d.native.split(" ")[0]): d for d in settlements if d.kind is PlaceKind.DISTRICT}
    for first, second, _third, fourth, fifth, category, name in sources.codifier:
        region = prefix[first[2:4]]
        city = cities.get((region, names.get(fourth, "").replace("’", "'")))
        if category != "B" or city is None or not fifth:
            continue
        own = placed.get((region, name.replace("’", "'")))
        own = own if own and math.hypot(own.lat - city.lat, own.lon - city.lon) < 0.4 else None
        draft = Draft(
            id=f"katottg:{fifth}",
            name=f"{official(name)} District",
            kind=PlaceKind.DISTRICT,
            lat=own.lat if own else city.lat,
            lon=own.lon if own else city.lon,
            country="UA",
            admin1=region,
            admin2="" if second == first else f"katottg:{second}",
            native=f"{name} район",
            extent_km=6.0 if own else max(6.0, city.extent_km),
            source="KATOTTG",
            boost=0.5 + city.population / 10**7,
        )
        nouns = [s for noun in nouns_of(name) for s in from_ukrainian(noun) if len(s) > 3]
        draft.add(district_keys(adjective=name, centres=nouns))
        yield draft


def unplaced(known: Codifier, settlements: list[Draft]) -> Iterator[Draft]:
    """Settlements of the official codifier that no other source has a position for.

    Each is placed at its community (hromada), around the known settlements there, with an extent that
    says so; an imported GeoNames dump puts the true position in its stead.
    """
    have = {(d.admin2, d.native) for d in settlements if d.admin2}
    community_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, _, district, community, name in known.settlements:
        community_of[f"katottg:{district}", name].add(community)
    members: dict[str, list[Draft]] = defaultdict(list)
    for draft in settlements:
        where = community_of.get((draft.admin2, draft.native), set())
        if len(where) == 1:
            members[next(iter(where))].append(draft)
            members[draft.admin2].append(draft)
    for code, region, district, community, name in known.settlements:
        admin2 = f"katottg:{district}" if district and district != code else ""
        if (admin2, name) in have:
            continue
        inside = members.get(community) or members.get(admin2)
        if not inside:
            continue
        lat, lon = among(inside)
        floor = 12.0 if community in members else 40.0
        draft = Draft(
            id=f"katottg:{code}",
            name=official(name),
            kind=PlaceKind.SETTLEMENT,
            lat=round(lat, 3),
            lon=round(lon, 3),
            country="UA",
            admin1=region,
            admin2=admin2,
            native=name,
            extent_km=round(min(60.0, max(floor, reach(lat, lon, inside))), 1),
            source="KATOTTG",
            boost=0.5,
        )
        draft.add(latin(name))
        draft.add(latin_elsewhere(name, far=False), ALIAS)
        draft.add(cyrillic(name))
        yield draft

"""Regions and kinds of council are those of the official list, and neighbours are read from an admin's list."""

import csv
from pathlib import Path

import pytest

from index.authorities import Gazetteer, kinds, read_neighbours, region_of, regions

KINDS = {
    "London Borough": "london",
    "Metropolitan District": "metropolitan",
    "County": "county",
    "Unitary Authority": "unitary",
}


def official(shared: Path) -> list[dict[str, str]]:
    with (shared / "vocabulary" / "councils.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def short(name: str, gazetteer: Gazetteer) -> str:
    return gazetteer.canonical(name) or gazetteer.canonical(name.split(",", maxsplit=1)[0]) or name


def test_every_council_stands_in_one_region_and_is_of_one_kind() -> None:
    named = [name for group in regions().values() for name in group.councils]
    assert len(named) == len(set(named)) == 153
    assert sorted(name for group in kinds().values() for name in group.councils) == sorted(named)


def test_regions_and_kinds_are_those_of_the_official_list(shared: Path) -> None:
    gazetteer, abolished = Gazetteer.load(), {"Cumbria", "Northamptonshire", "Poole", "Bournemouth", "Dorset"}
    for row in official(shared):
        name = short(row["council"], gazetteer)
        if name in abolished - {"Dorset"} or not row["kind"]:
            continue
        assert region_of(name) == row["region"], name
        assert name in kinds()[KINDS[row["kind"]]].councils, name


def test_neighbours_are_read_from_an_admins_list(shared: Path) -> None:
    text = (shared / "vocabulary" / "councils.csv").read_text(encoding="utf-8-sig")
    found = read_neighbours(text, Gazetteer.load())
    assert len(found) > 140
    assert {"Luton", "Enfield", "Sandwell"} <= found["Barking and Dagenham"].councils


@pytest.mark.parametrize("text", ["", "council\nMerrow\n", "a,b\n1,2\n"])
def test_a_list_without_neighbours_gives_none(text: str) -> None:
    assert read_neighbours(text, Gazetteer.load()) == {}

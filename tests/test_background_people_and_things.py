"""The background tables of people, offices and things are well-formed and consistent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from background import Row, key_of, read_text, table

HEADERS = {
    "people": "key name aliases wikidata source",
    "positions": "person title body polity start end source",
    "summits": "key name aliases start end place hosts wikidata source",
    "instruments": "key name type aliases date adopted_by adopted_at targets restricts "
    "wikidata source",
    "technologies": "key label aliases broader source",
    "systems": "key name aliases developer released wikidata source",
}
LEAST_ROWS = {
    "people": 150,
    "positions": 220,
    "summits": 30,
    "instruments": 40,
    "technologies": 50,
    "systems": 100,
}
KEYED = [name for name in HEADERS if name != "positions"]
ALIASED = ["countries", "organizations", "places", "polities", *KEYED]
ACTORS = ["countries", "polities", "organizations"]
REFERENCES = [
    ("positions", "person", ["people"]),
    ("positions", "body", ["organizations"]),
    ("positions", "polity", ["countries", "polities"]),
    ("summits", "place", ["places", "countries"]),
    ("summits", "hosts", ACTORS),
    ("instruments", "adopted_by", ACTORS),
    ("instruments", "adopted_at", ["summits"]),
    ("instruments", "targets", ACTORS),
    ("instruments", "restricts", ["technologies"]),
    ("technologies", "broader", ["technologies"]),
    ("systems", "developer", ["organizations"]),
]
TYPES = {
    "Commitment",
    "Declaration",
    "ExecutiveOrder",
    "ExportControl",
    "Law",
    "Strategy",
    "Treaty",
}
DATES = {
    "positions": ["start", "end"],
    "summits": ["start", "end"],
    "instruments": ["date"],
    "systems": ["released"],
}
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def keys_of(names: Iterable[str]) -> set[str]:
    return {key_of(row) for name in names for row in table(name)}


def values(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def row_of(name: str, key: str) -> Row:
    (row,) = (row for row in table(name) if key_of(row) == key)
    return row


def names_of(row: Row) -> Iterator[str]:
    yield row["name"] if "name" in row else row["label"]
    yield from values(row["aliases"])


def aliases_of(name: str, key: str) -> list[str]:
    return values(row_of(name, key)["aliases"])


def offices_of(person: str) -> set[tuple[str, str, str]]:
    rows = (row for row in table("positions") if row["person"] == person)
    return {(row["title"], row["start"], row["end"]) for row in rows}


def first_day(text: str) -> date:
    """The earliest day that a date of any precision may mean."""
    match = DATE.fullmatch(text)
    assert match, text
    year, month, day = match.groups(default="1")
    return date(int(year), int(month), int(day))


def may_precede(start: str, end: str) -> bool:
    """Whether start is not after end, as far as the vaguer of the two tells."""
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]


@pytest.mark.parametrize("name", HEADERS)
class TestEveryTable:
    def test_header(self, name: str) -> None:
        assert read_text(name).split("\n")[0].split("\t") == HEADERS[name].split()

    def test_has_enough_rows(self, name: str) -> None:
        assert len(table(name)) >= LEAST_ROWS[name]

    def test_rows_are_sorted_and_differ(self, name: str) -> None:
        rows = [tuple(cell.encode() for cell in row.values()) for row in table(name)]
        assert rows == sorted(set(rows))

    def test_lines_are_clean(self, name: str) -> None:
        text = read_text(name)
        assert text.endswith("\n")
        assert not re.search(r"[\r\"\ufeff\u00a0\u200b\u2019]|  |\n\n", text)

    def test_cells_are_clean(self, name: str) -> None:
        for row in table(name):
            for cell in row.values():
                parts = values(cell)
                assert all(part and part == part.strip() for part in parts), row
                assert len(parts) == len(set(parts)), row

    def test_every_row_has_a_source(self, name: str) -> None:
        assert [row for row in table(name) if not row["source"]] == []


@pytest.mark.parametrize("name", KEYED)
class TestKeyedTable:
    def test_keys_are_unique_and_in_kebab_case(self, name: str) -> None:
        keys = [key_of(row) for row in table(name)]
        assert [key for key, count in Counter(keys).items() if count > 1] == []
        assert [key for key in keys if not KEY.fullmatch(key)] == []

    def test_a_name_is_given_once_and_never_empty(self, name: str) -> None:
        for row in table(name):
            names = list(names_of(row))
            assert all(names), row
            assert len(names) == len(set(names)), row

    def test_wikidata_items_are_well_formed_and_used_once(self, name: str) -> None:
        items = [row["wikidata"] for row in table(name) if row.get("wikidata")]
        assert [item for item in items if not re.fullmatch(r"Q[1-9]\d*", item)] == []
        assert len(items) == len(set(items))


@pytest.mark.parametrize(("name", "column", "targets"), REFERENCES)
def test_references_resolve(name: str, column: str, targets: list[str]) -> None:
    known = keys_of(targets)
    lost = {value for row in table(name) for value in values(row[column])} - known
    assert lost == set()


def test_no_name_belongs_to_two_things() -> None:
    claims: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in ALIASED:
        for row in table(name):
            for text in names_of(row):
                claims[text.casefold()].add((name, key_of(row)))
    ours = {
        text: claimants
        for text, claimants in claims.items()
        if len(claimants) > 1 and any(name in KEYED for name, _ in claimants)
    }
    assert ours == {}


@pytest.mark.parametrize("name", DATES)
class TestDates:
    def test_are_well_formed(self, name: str) -> None:
        for row in table(name):
            for column in filter(row.get, DATES[name]):
                assert date(1970, 1, 1) <= first_day(row[column]) <= date(2030, 12, 31), row

    def test_start_is_not_after_end(self, name: str) -> None:
        rows = [row for row in table(name) if row.get("start") and row.get("end")]
        assert [row for row in rows if not may_precede(row["start"], row["end"])] == []


class TestPeople:
    def test_names_are_not_bare_surnames(self) -> None:
        known_by_one_word = {"Abiy", "Jokowi", "Lula", "MBS", "MBZ", "Sugiono", "Tedros"}
        single = {text for row in table("people") for text in names_of(row) if " " not in text}
        latin = {text for text in single if text.isascii()}
        assert latin <= known_by_one_word

    @pytest.mark.parametrize(
        ("person", "office"),
        [
            ("gina-raimondo", ("Secretary of Commerce", "2021-03-03", "2025-01-20")),
            ("rishi-sunak", ("Prime Minister", "2022-10-25", "2024-07-05")),
            ("keir-starmer", ("Prime Minister", "2024-07-05", "")),
            ("jeffrey-ding", ("professor", "", "")),
            ("mao-ning", ("Foreign Ministry spokesperson", "2022-09", "")),
            ("elon-musk", ("chief executive", "2008-10", "")),
        ],
    )
    def test_office(self, person: str, office: tuple[str, str, str]) -> None:
        assert office in offices_of(person)

    def test_vice_minister_is_known_under_the_misspelt_name(self) -> None:
        assert row_of("people", "wu-zhaohui")["name"] == "Wu Zhaohui"
        assert "Wu Chaohui" in aliases_of("people", "wu-zhaohui")
        titles = {title for title, _, _ in offices_of("wu-zhaohui")}
        assert "Vice Minister of Science and Technology" in titles

    def test_jeffrey_ding_is_at_george_washington_university(self) -> None:
        bodies = {row["body"] for row in table("positions") if row["person"] == "jeffrey-ding"}
        assert bodies == {"george-washington-university"}

    def test_office_in_a_company_has_no_polity(self) -> None:
        companies = {row["key"] for row in table("organizations") if row["type"] == "Company"}
        rows = [row for row in table("positions") if row["body"] in companies]
        assert rows
        assert {row["polity"] for row in rows} == {""}

    def test_office_in_a_government_body_has_its_polity(self) -> None:
        polities = {
            row["key"]: row["polity"]
            for row in table("organizations")
            if row["type"] == "GovernmentBody"
        }
        rows = [row for row in table("positions") if row["body"] in polities]
        assert rows
        assert [row for row in rows if row["polity"] != polities[row["body"]]] == []

    def test_every_office_has_a_title_and_somewhere_to_belong(self) -> None:
        rows = table("positions")
        assert [row for row in rows if not row["title"]] == []
        assert [row for row in rows if not row["body"] and not row["polity"]] == []


class TestSummits:
    def test_every_summit_has_its_days(self) -> None:
        rows = table("summits")
        assert [row["key"] for row in rows if not row["start"] or not row["end"]] == []

    def test_bletchley_summit(self) -> None:
        row = row_of("summits", "ai-safety-summit-2023")
        assert (row["start"], row["end"]) == ("2023-11-01", "2023-11-02")
        assert (row["place"], row["hosts"]) == ("bletchley-park", "GBR")
        assert {"AI Safety Summit", "UK AI Safety Summit", "UK AI Security Summit"} <= set(
            names_of(row)
        )


class TestInstruments:
    def test_type_is_a_class_of_the_ontology(self) -> None:
        assert {row["type"] for row in table("instruments")} == TYPES

    def test_only_a_law_not_passed_has_no_date(self) -> None:
        undated = {row["key"] for row in table("instruments") if not row["date"]}
        assert undated == {"ca-artificial-intelligence-and-data-act", "us-california-sb-1047"}

    def test_adopted_while_the_summit_sat(self) -> None:
        for row in table("instruments"):
            if row["adopted_at"]:
                summit = row_of("summits", row["adopted_at"])
                assert may_precede(summit["start"], row["date"]), row
                assert may_precede(row["date"], summit["end"]), row

    def test_bletchley_declaration_has_29_signatories(self) -> None:
        row = row_of("instruments", "bletchley-declaration")
        assert len(values(row["adopted_by"])) == 29
        assert {"CHN", "EU", "GBR", "USA"} <= set(values(row["adopted_by"]))
        assert row["adopted_at"] == "ai-safety-summit-2023"

    def test_export_control_of_october_2022(self) -> None:
        row = row_of("instruments", "us-chip-export-controls-october-2022")
        assert (row["type"], row["date"], row["targets"]) == ("ExportControl", "2022-10-07", "CHN")
        assert {"advanced-ai-chips", "semiconductor-manufacturing-equipment"} <= set(
            values(row["restricts"])
        )

    def test_chinese_ai_plan_of_2017(self) -> None:
        row = row_of("instruments", "cn-new-generation-ai-development-plan")
        assert (row["type"], row["date"]) == ("Strategy", "2017-07")
        assert "Next Generation AI Development Plan" in values(row["aliases"])


class TestTechnologies:
    def test_broader_never_leads_back(self) -> None:
        broader = {row["key"]: values(row["broader"]) for row in table("technologies")}
        for key in broader:
            above, seen = list(broader[key]), set()
            while above:
                other = above.pop()
                assert other != key
                if other not in seen:
                    seen.add(other)
                    above += broader[other]

    def test_press_words_for_chip_tools(self) -> None:
        aliases = aliases_of("technologies", "semiconductor-manufacturing-equipment")
        assert {"chipmaking equipment", "manufacturing equipment"} <= set(aliases)


@pytest.mark.parametrize(
    ("key", "developer", "alias"),
    [
        ("chatgpt", "openai", "Chat GPT"),
        ("ernie-bot", "baidu", "ErnieBot"),
        ("grok", "xai", "xAI's Grok"),
        ("deepseek-r1", "deepseek", "DeepSeek R1"),
        ("alphago", "google-deepmind", "Alpha Go"),
    ],
)
def test_system(key: str, developer: str, alias: str) -> None:
    assert row_of("systems", key)["developer"] == developer
    assert alias in aliases_of("systems", key)

"""People by their surnames, once the article has given their full names."""

from collections.abc import Sequence

from communique.ingest.background import Background
from communique.ingest.names import Line, capitalised
from communique.ingest.phrases import role
from communique.language.tables import lexicon
from communique.model import Entity, Fact


class Surnames:
    """The surnames that stand for just one person in an article."""

    def __init__(
        self, lines: Sequence[Line], facts: Sequence[Fact], background: Background
    ) -> None:
        represented = {fact.subject: fact.value for fact in facts if fact.predicate == "represents"}
        first = {f"Country/{row['alpha3']}" for row in lexicon("family_name_first")}
        people: dict[str, dict[str, Entity]] = {}
        for line in lines:
            for name in line.names:
                person = name.fitting(("Person",))
                holder = next(
                    (inner for inner in name.inner if inner.entities == name.entities), name
                )
                words = [token.text for token in line.tokens[holder.first : holder.last]]
                if not person or len(words) < 2:
                    continue
                polities = {row.polity for row in background.tenures if row.person == person.key}
                polities = {f"Country/{key}" for key in polities} | {
                    str(represented.get(person.id))
                }
                surname = _surname(words, family_first=bool(polities & first))
                people.setdefault(surname, {})[person.id] = person
        self._people = {
            surname: next(iter(group.values()))
            for surname, group in people.items()
            if len(group) == 1
        }

    def applied(self, line: Line) -> Line:
        """Return the line with surnames that stand alone as names."""
        found = []
        for surname, person in self._people.items():
            words = surname.split()
            for first in range(len(line.tokens) - len(words) + 1):
                last = first + len(words)
                spelled = [token.text for token in line.tokens[first:last]] == words
                if spelled and line.free(first, last) and not _beside_name(line, first, last):
                    found.append(line.name(first, last, (person,), "learned"))
        return line.adding(*found)


def _surname(words: list[str], *, family_first: bool) -> str:
    if family_first:
        return words[0]
    index = len(words) - 1
    while index > 1 and words[index - 1].lower() in role("particle"):
        index -= 1
    return " ".join(words[index:])


def _beside_name(line: Line, first: int, last: int) -> bool:
    """Say whether capitalised words next to it make it part of another name."""
    if line.title_case:
        return False
    before = (
        first > 1 and capitalised(line.tokens[first - 1].text) and line.kind(first - 1) == "open"
    )
    after = (
        last < len(line.tokens)
        and capitalised(line.tokens[last].text)
        and line.kind(last) == "open"
    )
    return before or after

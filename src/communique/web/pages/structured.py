"""What pages tell search engines: schema.org as JSON-LD."""

import json
from typing import Any

from communique.web.pages.reports import Report
from communique.web.pages.things import Thing

_TYPES = {
    "Country": "Country",
    "SupranationalUnion": "Organization",
    "Person": "Person",
    "Official": "Person",
    "GovernmentBody": "GovernmentOrganization",
    "Company": "Corporation",
    "ResearchInstitution": "ResearchOrganization",
    "NewsOutlet": "NewsMediaOrganization",
    "IntergovernmentalOrganization": "Organization",
    "CivilSocietyOrganization": "NGO",
    "Organization": "Organization",
    "Group": "Organization",
    "Summit": "Event",
    "Declaration": "CreativeWork",
    "Treaty": "Legislation",
    "Law": "Legislation",
    "ExecutiveOrder": "Legislation",
    "AISystem": "SoftwareApplication",
    "Place": "Place",
    "Technology": "DefinedTerm",
}


def of_thing(thing: Thing, *, same_as: list[str], more: dict[str, Any]) -> str:
    """Return the description of an entity."""
    return _written(
        {
            "@type": _TYPES.get(thing.kind, "Thing"),
            "@id": thing.iri,
            "name": thing.label,
            "sameAs": same_as,
            **more,
        }
    )


def of_article(article: dict[str, str], mentions: list[Thing]) -> str:
    """Return the description of an article, `article` being what its page shows."""
    publisher = article.get("publisher")
    return _written(
        {
            "@type": "NewsArticle",
            "@id": article["iri"],
            "headline": article["headline"],
            "datePublished": article.get("published"),
            "url": article.get("url"),
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "mentions": [_named(thing) for thing in mentions],
        }
    )


def of_event(report: Report) -> str:
    """Return the description of an event: what happened is an action, what may is only told."""
    statuses = {
        "Actual": "CompletedActionStatus",
        "Planned": "PotentialActionStatus",
        "Possible": "PotentialActionStatus",
        "Negated": "FailedActionStatus",
    }
    return _written(
        {
            "@type": "Action",
            "@id": report.thing.iri,
            "name": report.thing.label,
            "actionStatus": statuses.get(report.factuality),
            "agent": [_named(thing) for thing in report.roles["agent"]],
            "object": [_named(thing) for thing in report.roles["patient"]],
            "startTime": report.time,
            "endTime": report.time_end,
            "subjectOf": {"@type": "NewsArticle", "@id": report.article},
        }
    )


def _named(thing: Thing) -> dict[str, str]:
    return {"@type": _TYPES.get(thing.kind, "Thing"), "@id": thing.iri, "name": thing.label}


def _written(content: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    told = {name: value for name, value in content.items() if value}
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")

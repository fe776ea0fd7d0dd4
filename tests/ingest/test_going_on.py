"""Whom wire stories go on about: by their seat or owner, their portfolio, a participle's doer."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

_OFFER = "Hosting: France > AI Seoul Summit 2024 Possible"
_BLOCK = "Restriction: Kenya > block on the export of chips to Peru"

# a text, and its events as "Kind: agents > patients", with their factuality unless Actual
CASES: list[tuple[str, list[str]]] = [
    # the seat or the owner of a firm that was just named
    (
        "Italy fined OpenAI. The Microsoft-backed firm praised Peru.",
        ["Coercion: Italy > OpenAI", "Praise: OpenAI > Peru"],
    ),
    (
        "TSMC warned Nvidia. The Taiwan-based company praised Peru.",
        ["Warning: TSMC > Nvidia", "Praise: TSMC > Peru"],
    ),
    ("Nvidia warned Intel. The Tromsoe-based company praised Peru.", ["Warning: Nvidia > Intel"]),
    ("Kenya thanked Peru. The Lagos-based firm praised Chile.", ["Praise: Kenya > Peru"]),
    (
        "ASML praised Peru. The state-owned bank praised Chile.",
        ["Praise: ASML > Peru", "Praise: state-owned bank > Chile"],
    ),
    (
        "ASML praised Peru. A Lagos-based firm praised Chile.",
        ["Praise: ASML > Peru", "Praise: Lagos-based firm > Chile"],
    ),
    # the maker in the name of a system; what one is accused of tells no company apart
    (
        "Perplexity slept.\n\nGoogle's Gemini failed. Peru accused the company of delay.",
        ["Accusation: Peru > Google"],
    ),
    # who speaks, and what draws words, in a participle after an infinitive
    (
        "Kenya told Meta to suspend the app, warning Peru of more steps.",
        ["Coercion: Kenya > Meta", "Warning: Kenya > Peru"],
    ),
    ("Kenya asked Meta to release a paper warning Peru.", ["Request: Kenya > Meta"]),
    (
        "OpenAI signed a deal with Kenya to share chips, drawing criticism from Peru.",
        ["Criticism: Peru > OpenAI", "Signing: OpenAI, Kenya > deal with Kenya"],
    ),
    # deploying is done with forces
    ("Russia deployed 300 troops to Belarus.", ["Mobilization: Russia > Belarus"]),
    ("OpenAI deployed its models on classified networks.", []),
    # what was done before is no content of a decision
    ("Kenya slept, in a decision that Peru condemned as bullying.", ["Criticism: Peru >"]),
    # nobody tells what comes after a colon
    (
        "It may slip: Kenya asked for more, and Peru threatened to walk out.",
        ["Request: Kenya >", "Warning: Peru >"],
    ),
    # a question is no request, to seek to do something neither
    ("Asked by Reuters whether Peru would pay, Ada Lund laughed.", []),
    ("Asked whether Kenya would take part, Ada Lund laughed.", []),
    ("Envoys are asking one another whether Donald Trump will come.", []),
    ("France asked Germany if it would help.", ["Request: France > Germany"]),
    ("Mark Carney sought to mend ties with China.", []),
    ("Mark Carney sought a waiver from Peru.", ["Request: Mark Carney > Peru"]),
    ("Kenya asked Peru for nothing.", ["Request: Kenya > Peru Negated"]),
    # a rule for firms is no request, nor is a paper that they submit a concession
    ("Malaysia said that companies must give notice.", []),
    ("Washington said Beijing must stop.", ["Request: United States > China"]),
    ("The firms must submit a compliance plan.", []),
    ("Kenya submitted to China's demands.", ["Concession: Kenya > China"]),
    # what is done helps, not whoever says so; a firm that ships its wares gives none away
    ("Ada Lund argued that keeping chips out of Peru would help Huawei.", []),
    ("ASML has never shipped its machines to China.", []),
    ("Japan shipped servers to Kenya.", ["Aid: Japan > Kenya"]),
    # to head a body is no journey, to be welcome to join no meeting
    ("Ada Lund heads a foundation in Oslo.", []),
    ("Ada Lund headed for Peru.", ["Visit: Ada Lund > Peru"]),
    ("China welcomes Peru to join the pact.", ["Invitation: China > Peru"]),
    # an offer to host is open, and what is opposed is a text or somebody
    ("France offered to host the AI Seoul Summit.", [_OFFER]),
    ("China opposes the deployment of force.", []),
    # what one is accused of, ought to do or promises to tell is not told besides
    ("Peru accused China of hacking Google.", ["Accusation: Peru > China"]),
    ("Peru should withdraw from the Bletchley Declaration.", []),
    ("Kenya promised to publish a report on chips.", ["Pledge: Kenya >"]),
    ("Kenya did not rule out a ban on chips.", []),
    # what people do at all times, an interview, a mood and standing pressure are no events
    ("Tourists travel to Japan for the food.", []),
    ("Ada Lund spoke to Reuters on Monday.", []),
    ("Ada Lund is upset about the rain.", []),
    ("China keeps up pressure on Taiwan.", []),
    ("Ada Lund said Peru was unhappy.", []),
    ("The judge ordered the force to delete the pictures.", []),
    ("China opposes the overstretching of security.", ["Criticism: China >"]),
    # what stands between a text and the clause about it, and after that clause
    (
        (
            "It builds on the accord on chips that Peru adopted in Oslo in May and on the Seoul "
            "Declaration, which Japan published in June."
        ),
        ["Adoption: Peru > accord on chips", "Announcement: Japan > Seoul Declaration"],
    ),
    # a seat tells apart two firms of which one is known to be there
    (
        "SoftBank warned Ampere Computing, a chip firm. The Tokyo-based group praised Peru.",
        ["Warning: SoftBank > Ampere Computing", "Praise: SoftBank > Peru"],
    ),
    # a rule for whoever does it tells nothing of anybody
    ("Firms that refuse to sign the Bletchley Declaration can expect fines.", []),
    (
        "Two firms that refuse to sign the Bletchley Declaration can expect fines.",
        ["Refusal: Two firms > Bletchley Declaration Planned"],
    ),
    # who is shut down or locked up is no state and no market
    ("Canada slept. Albania, Edi Rama has said, would shut it down.", []),
    ("A handful of groups may lock up the market.", []),
    ("Kenyan police locked up two activists.", ["Coercion: Kenyan police > two activists"]),
    # a court that stops a rule, or the state, restricts no trade
    ("A judge blocked a law on deepfakes.", ["Refusal: judge > law on deepfakes"]),
    ("A federal judge blocked the ban on TikTok.", ["Refusal: federal judge >"]),
    ("A court blocked Kenya from using Grok.", []),
    ("Kenya blocked the export of chips to Peru.", [_BLOCK]),
    # who does it beside the host may be a guest
    (
        "A forum was hosted by Joe Biden in Lima alongside Tim Cook.",
        ["Hosting: Joe Biden > forum"],
    ),
    # what one is led to do is done
    ("The raid prompted Kenya to ban Huawei.", ["Restriction: Kenya > ban on Huawei"]),
    (
        "The raid could prompt Kenya to ban Huawei.",
        ["Restriction: Kenya > ban on Huawei Possible"],
    ),
    ("Nvidia faces growing competition from Huawei.", ["Competition: Nvidia, Huawei >"]),
    (
        "China added Nvidia to its unreliable entity list.",
        ["Restriction: China > unreliable entity list"],
    ),
    ("China added Nvidia to its guest list.", []),
    # a bank that backs a firm pays it
    (
        "Vellum, a firm backed by the European Investment Bank, praised Peru.",
        ["Funding: European Investment Bank > Vellum", "Praise: Vellum > Peru"],
    ),
    # an abbreviation is no word in small letters
    ("Kenya banned LAWS.", ["Restriction: Kenya > autonomous weapons"]),
    ("Kenya banned laws.", []),
    # whose words they are is nobody in them
    (
        'Ada Lindt slept. "Kenya has named a new envoy," she told a briefing.',
        ["Statement: Ada Lindt >"],
    ),
    (
        'TikTok and ByteDance slept. "The First Amendment gives them that," the companies wrote.',
        ["Statement: TikTok, ByteDance >"],
    ),
    ('Meta was sad. "This is a step back for Brazil," it said.', ["Statement: Meta >"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_who_does_it(shipped: Background, text: str, expected: list[str]) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped)
    names = {entity.id: entity.name for entity in found.entities}
    told = []
    for event in found.events:
        agents, patients = (
            ", ".join(names[one] for one in ids) for ids in (event.agents, event.patients)
        )
        sure = "" if event.factuality == "Actual" else f" {event.factuality.value}"
        told.append(f"{event.kind}: {agents} > {patients}".rstrip() + sure)
        assert not event.attributed_to
    assert told == expected


MINISTRIES: list[tuple[str, str]] = [
    (
        "Peru slept. Mao Ning, a spokesperson for the foreign ministry, praised Chile.",
        "Chinese Ministry of Foreign Affairs",
    ),
    (
        "The Dutch foreign ministry left. Foreign ministry aide Li Mou told reporters in Beijing.",
        "Chinese Ministry of Foreign Affairs",
    ),
    (
        "The Dutch foreign ministry slept. Foreign ministry spokeswoman Ada Lund swam.",
        "Dutch Ministry of Foreign Affairs",
    ),
    # where others meet is nobody's capital
    (
        "The Dutch foreign ministry slept. Foreign ministry spokeswoman Ada Lund met Xi in Tokyo.",
        "Dutch Ministry of Foreign Affairs",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MINISTRIES)
def test_whose_ministry(shipped: Background, text: str, expected: str) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped)
    names = {entity.id: entity.name for entity in found.entities}
    told = [names[str(f.value)] for f in found.facts if f.predicate == "affiliatedWith"]
    assert told == [expected]

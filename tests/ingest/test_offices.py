"""Offices and affiliations: what names state of people, and what they do not."""

from dataclasses import replace

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.paragraphs import paragraphs
from communique.ingest.reading import Reading, read_names
from communique.language.reader import reader

from .conftest import read


def held(person: str, position: str, title: str, owner: str, link: str = "represents") -> set[str]:
    """Return the facts of an office as the tests show them."""
    facts = {f"{person} holdsPosition {position}", f"{person} positionTitle {title}"}
    return facts | ({f"{person} {link} {owner}"} if owner else set())


SECRETARY = held("gina-raimondo", "usa-secretary-of-commerce", "Secretary of Commerce", "USA")
FOUNDER = held("elon-musk", "tesla-founder", "founder", "tesla", "affiliatedWith")
CASES: list[tuple[str, set[str]]] = [
    # an office that a verb tells of
    ("Tesla, whose founder is Elon Musk, grew.", FOUNDER),
    ("Tesla, whose founder was Elon Musk, grew.", set()),
    (
        "Elon Musk took over as chair of Tesla in May.",
        held("elon-musk", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    ("Elon Musk will take over as chair of Tesla in May.", set()),
    (
        "Elon Musk, who serves as chair of Tesla, left.",
        held("elon-musk", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    ("Elon Musk served as chair of Tesla.", set()),
    (
        "Ada Lund had become chair of Tesla that spring.",
        held("ada-lund", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    ("Ada Lund has not become chair of Tesla.", set()),
    # letters, seats and adverbs between a name and an office
    (
        "Tesla's chair, Ada Lund KC, left.",
        held("ada-lund", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    (
        "A spokesman for Tesla in Berlin, Ada Lund, left.",
        held("ada-lund", "tesla-spokesman", "spokesman", "tesla", "affiliatedWith"),
    ),
    (
        "Ada Lund, currently the chair of Tesla, left.",
        held("ada-lund", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    ("Ada Lund, formerly the chair of Tesla, left.", set()),
    # who appoints or represents, and where somebody signs from
    (
        "Kenya has appointed Ada Lund ambassador for technology.",
        held("ada-lund", "ken-ambassador-for-technology", "ambassador for technology", "KEN"),
    ),
    ("Kenya may appoint Ada Lund ambassador for technology.", set()),
    ("Ada Lund represents Kenya at the talks.", {"ada-lund represents KEN"}),
    ("Ada Lund represented Kenya at the talks.", set()),
    (
        "Ada Lund, Head of Communications, Tesla.",
        held(
            "ada-lund",
            "tesla-head-of-communications",
            "Head of Communications",
            "tesla",
            "affiliatedWith",
        ),
    ),
    # a minister of whom no word tells the state is of the one that the text is most on
    (
        "Kenya left. Kenya's friends laughed, said trade minister Ada Lund.",
        held("ada-lund", "ken-trade-minister", "trade minister", "KEN"),
    ),
    (
        "Ada Lund, a trade minister, left. Kenya laughed at Kenya.",
        held("ada-lund", "trade-minister", "trade minister", ""),
    ),
    # an office of several who are named before it
    (
        "Ada Lund and Bo Ek, lawyers at Tesla, left.",
        held("ada-lund", "tesla-lawyer", "lawyer", "tesla", "affiliatedWith")
        | held("bo-ek", "tesla-lawyer", "lawyer", "tesla", "affiliatedWith"),
    ),
    (
        "Bo Li, Ambassador Extraordinary and Plenipotentiary of Kenya to Japan, left.",
        held(
            "bo-li",
            "ken-ambassador-extraordinary-and-plenipotentiary",
            "Ambassador Extraordinary and Plenipotentiary",
            "KEN",
        ),
    ),
    # for whom somebody acts
    ("Ada Lund signed it for Kenya.", {"ada-lund represents KEN"}),
    ("Ada Lund signed it on behalf of Kenya.", {"ada-lund represents KEN"}),
    ("Ada Lund did not sign it for Kenya.", set()),
    ("Ada Lund, appearing for Tesla, left.", {"ada-lund affiliatedWith tesla"}),
    ("Kenya was represented by Ada Lund.", {"ada-lund represents KEN"}),
    ("Ada Lund of the Kenyan delegation left.", {"ada-lund represents KEN"}),
    # whom brackets or a noun for a body tell
    ("Ada Lund (Tesla) left.", {"ada-lund affiliatedWith tesla"}),
    ("Ada Lund (with Tesla) left.", set()),
    ("Ada Lund (Kenya) left.", set()),
    ("Ada Lund of the car maker Tesla left.", {"ada-lund affiliatedWith tesla"}),
    ("Ada Lund, of Tesla, left.", {"ada-lund affiliatedWith tesla"}),
    ("Ada Lund of the firm that Tesla sued left.", set()),
    # whose office it is, after what that is
    (
        "Ada Lund, founder of the Oslo car maker Tesla, left.",
        held("ada-lund", "tesla-founder", "founder", "tesla", "affiliatedWith"),
    ),
    (
        "Ada Lund, an analyst with Oslo-based consultancy Tesla, left.",
        held("ada-lund", "tesla-analyst", "analyst", "tesla", "affiliatedWith"),
    ),
    ("Ada Lund, head of the firm Tesla sued, left.", held("ada-lund", "head", "head", "")),
    (
        "Ada Lund, president of the local chamber of commerce, left.",
        held("ada-lund", "president", "president", ""),
    ),
    (
        "Ada Lund, a member of parliament, left.",
        held("ada-lund", "member-of-parliament", "member of parliament", ""),
    ),
    # who founded it, or leads a part of it
    ("Ada Lund had founded Tesla in 2003.", {"ada-lund affiliatedWith tesla"}),
    ("Ada Lund did not found Tesla.", set()),
    ("Ada Lund heads a team of engineers at Tesla.", {"ada-lund affiliatedWith tesla"}),
    ("Ada Lund runs Tesla's lab.", {"ada-lund affiliatedWith tesla"}),
    ("Ada Lund runs a project with Tesla.", set()),
    # two offices of one
    (
        "Ada Lund, head of Tesla and chair of the United Nations, left.",
        held("ada-lund", "tesla-head", "head", "tesla", "affiliatedWith")
        | held("ada-lund", "united-nations-chair", "chair", "united-nations", "affiliatedWith"),
    ),
    (
        "The president of Kenya and chair of the United Nations, Ada Lund, left.",
        held("ada-lund", "ken-president", "president", "KEN")
        | held("ada-lund", "united-nations-chair", "chair", "united-nations", "affiliatedWith"),
    ),
    (
        "The president of Kenya and the chair of Tesla, Ada Lund, left.",
        held("ada-lund", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    (
        "Ada Lund, founder and chief executive of Tesla, left.",
        held(
            "ada-lund",
            "tesla-founder-and-chief-executive",
            "founder and chief executive",
            "tesla",
            "affiliatedWith",
        ),
    ),
    # what an office is for
    (
        "Ada Lund, Director for Deep Water at the United Nations, left.",
        held(
            "ada-lund",
            "united-nations-director-for-deep-water",
            "Director for Deep Water",
            "united-nations",
            "affiliatedWith",
        ),
    ),
    (
        "The Kenyan minister in charge of ships, Ada Lund, left.",
        held("ada-lund", "ken-minister-in-charge-of-ships", "minister in charge of ships", "KEN"),
    ),
    ("The Kenyan minister in charge of the case, Ada Lund, left.", set()),
    ("The Kenyan observer, Ada Lund, left.", held("ada-lund", "ken-observer", "observer", "KEN")),
    # where the officer of a firm is from
    (
        "Tesla's Kenyan head, Ada Lund, left.",
        held("ada-lund", "tesla-head", "head", "tesla", "affiliatedWith"),
    ),
    (
        "The Kenyan head of Tesla, Ada Lund, left.",
        held("ada-lund", "tesla-head", "head", "tesla", "affiliatedWith"),
    ),
    (
        "Kenya sued Tesla and its Chinese owner, Ada Lund.",
        held("ada-lund", "tesla-owner", "owner", "tesla", "affiliatedWith"),
    ),
    (
        "Kenya thanked China and its own president, Ada Lund.",
        held("ada-lund", "ken-president", "president", "KEN"),
    ),
    # whom somebody serves, and whose founder a gloss tells
    (
        "Ada Lund, ship adviser to the Kenyan president, left.",
        held("ada-lund", "ken-ship-adviser", "ship adviser", "KEN"),
    ),
    (
        "A spokesman for the Kenyan president, Ada Lund, left.",
        held("ada-lund", "ken-president", "president", "KEN"),
    ),
    (
        "Ada Lund, President Bo Ek's adviser for ships, left.",
        held("ada-lund", "adviser-for-ships", "adviser for ships", "")
        | held("bo-ek", "president", "President", ""),
    ),
    ("Kenya sued Tesla, a firm founded by Ada Lund.", {"ada-lund affiliatedWith tesla"}),
    ("Kenya sued Tesla, a firm once run by Ada Lund.", set()),
    ("Tesla sued a firm founded by Ada Lund.", set()),
    (
        "Bo Ek, the president of Kenya, and Bo Ek's trade minister, Ada Lund, left.",
        held("ada-lund", "ken-trade-minister", "trade minister", "KEN")
        | held("bo-ek", "ken-president", "president", "KEN"),
    ),
    # a signature, and what stands in brackets after a body
    (
        "Ada Lund, senior fellow, George Washington University.",
        held(
            "ada-lund",
            "george-washington-university-senior-fellow",
            "senior fellow",
            "george-washington-university",
            "affiliatedWith",
        ),
    ),
    (
        "The head of the Trade Secretariat (SECO), Ada Lund, left.",
        held("ada-lund", "trade-secretariat-head", "head", "trade-secretariat", "affiliatedWith"),
    ),
    # an office after a body's name that has "of"
    (
        "Council of Kenya Secretary General Ada Lund left.",
        held(
            "ada-lund",
            "council-of-kenya-secretary-general",
            "Secretary General",
            "council-of-kenya",
            "affiliatedWith",
        ),
    ),
    # two portfolios in small letters
    (
        "Kenya's trade and industry minister, Ada Lund, left.",
        held("ada-lund", "ken-trade-and-industry-minister", "trade and industry minister", "KEN"),
    ),
    (
        "The senator and digital minister Ada Lund left.",
        held("ada-lund", "digital-minister", "digital minister", ""),
    ),
    # whom an article names in full is no firm where somebody serves him by his surname
    (
        "Bo Holm left. Ada Lindt, Holm's chief of staff, left.",
        held("ada-lindt", "chief-of-staff", "chief of staff", ""),
    ),
    # whom an office and a comma come before has none of those after the name that have their own
    (
        "The chair of Nvidia, Mr. Bo Holm, the chair of Tesla, Ms. Ada Lindt, and others left.",
        held("bo-holm", "nvidia-chair", "chair", "nvidia", "affiliatedWith")
        | held("ada-lindt", "tesla-chair", "chair", "tesla", "affiliatedWith"),
    ),
    # the portfolios of one office, with commas too
    (
        "Ada Lindt, the EU's commissioner for trade, security and defence, left.",
        held(
            "ada-lindt",
            "eu-commissioner-for-trade-security-and-defence",
            "commissioner for trade, security and defence",
            "EU",
        ),
    ),
    (
        "Ada Lindt, Kenya's minister for trade, Bo Holm and Elon Musk left.",
        held("ada-lindt", "ken-minister-for-trade", "minister for trade", "KEN"),
    ),
    (
        "Kenyan Industry and Technology Minister Ada Lindt left.",
        held(
            "ada-lindt",
            "ken-industry-and-technology-minister",
            "Industry and Technology Minister",
            "KEN",
        ),
    ),
    # a body before an office whose owner comes after it is part of its title
    (
        "Bo Holm, Group CEO of Nvidia, left.",
        held("bo-holm", "nvidia-group-ceo", "Group CEO", "nvidia", "affiliatedWith"),
    ),
    # forms of address are no part of an office
    (
        "The Kenyan Minister of Trade, Mrs Ada Lindt, left.",
        held("ada-lindt", "ken-minister-of-trade", "Minister of Trade", "KEN"),
    ),
    (
        "The Kenyan minister, Eng. Ada Lindt, met His Royal Highness Prince Bo Holm.",
        held("ada-lindt", "ken-minister", "minister", "KEN")
        | held("bo-holm", "prince", "Prince", ""),
    ),
    (
        "Kenya's head of state, Ada Lindt, left.",
        held("ada-lindt", "ken-head-of-state", "head of state", "KEN"),
    ),
    (
        "Elon Musk was appointed founder of Tesla.",
        FOUNDER,
    ),
    ("Elon Musk was not appointed founder of Tesla.", set()),
    # an ambassador is the state's, not the ministry's
    (
        "Kenya's trade ministry praised Tesla. Ada Lund, its ambassador, smiled.",
        held("ada-lund", "ambassador", "ambassador", ""),
    ),
    # an adjective of birth, or of where a union's commissioner is from, tells no owner
    (
        "Elon Musk, an engineer of Kenyan birth, spoke.",
        held("elon-musk", "engineer", "engineer", ""),
    ),
    (
        "Ada Lund, the French commissioner, spoke.",
        held("ada-lund", "commissioner", "commissioner", ""),
    ),
    (
        "Ada Lund, the French trade commissioner, spoke.",
        held("ada-lund", "fra-trade-commissioner", "trade commissioner", "FRA"),
    ),
    ("Tesla named Elon Musk as its founder.", FOUNDER),
    ("Elon Musk, who is Tesla's founder, spoke.", FOUNDER),
    ("Elon Musk is the founder of Texas-based Tesla.", FOUNDER),
    ("Tesla, headed by Elon Musk, grew.", {"elon-musk affiliatedWith tesla"}),
    ("Tesla, which was headed by Elon Musk, grew.", set()),
    (
        "Kenya's deputy prosecutor general, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "ken-deputy-prosecutor-general", "deputy prosecutor general", "KEN"),
    ),
    (
        "They received the Federal Minister for Rural Work of Kenya, Jane Wanjiku.",
        held(
            "jane-wanjiku",
            "ken-federal-minister-for-rural-work",
            "Federal Minister for Rural Work",
            "KEN",
        ),
    ),
    ("US Secretary of Commerce Gina Raimondo spoke.", SECRETARY),
    ("Gina Raimondo, the US Secretary of Commerce, spoke.", SECRETARY),
    (
        "Chinese Vice Minister of Science and Technology Wu Chaohui spoke.",
        held(
            "wu-zhaohui",
            "chn-vice-minister-of-science-and-technology",
            "Vice Minister of Science and Technology",
            "CHN",
        ),
    ),
    (
        "Kenyan ICT minister Jane Wanjiku spoke.",
        held("jane-wanjiku", "ken-ict-minister", "ICT minister", "KEN"),
    ),
    (
        "President of France Emmanuel Macron spoke.",
        held("emmanuel-macron", "fra-president", "President", "FRA"),
    ),
    (
        "France's president, Emmanuel Macron, spoke.",
        held("emmanuel-macron", "fra-president", "president", "FRA"),
    ),
    ("US President Biden spoke.", held("joe-biden", "usa-president", "President", "USA")),
    ("President Biden spoke.", held("joe-biden", "usa-president", "President", "USA")),
    ("President Smith spoke.", held("smith", "president", "President", "")),
    (
        "Opposition lawmaker Ada Lund spoke.",
        held("ada-lund", "lawmaker", "lawmaker", ""),
    ),
    ("Tesla founder Elon Musk spoke.", FOUNDER),
    ("Elon Musk is the founder of Tesla.", FOUNDER),
    (
        "OpenAI grew. Its chief executive, Ada Lund, spoke.",
        held("ada-lund", "openai-chief-executive", "chief executive", "openai", "affiliatedWith"),
    ),
    (
        "They praised Japan, whose trade minister Ada Lund was there.",
        held("ada-lund", "jpn-trade-minister", "trade minister", "JPN"),
    ),
    (
        "Professor Ada Okoye of Riverside University spoke.",
        held("ada-okoye", "professor", "Professor", "riverside-university", "affiliatedWith"),
    ),
    ("Sam Altman of OpenAI spoke.", {"sam-altman affiliatedWith openai"}),
    ("Sam Altman, who runs OpenAI, spoke.", {"sam-altman affiliatedWith openai"}),
    ("France's Emmanuel Macron spoke.", {"emmanuel-macron represents FRA"}),
    (
        "Jane Wanjiku, the director-general of the United Nations, spoke.",
        held(
            "jane-wanjiku",
            "united-nations-director-general",
            "director-general",
            "united-nations",
            "affiliatedWith",
        ),
    ),
    ("Narendra Modi met his Kenyan counterpart, Jane Wanjiku.", {"jane-wanjiku represents KEN"}),
    (
        "Narendra Modi met his Kenyan opposite number, Jane Wanjiku.",
        {"jane-wanjiku represents KEN"},
    ),
    (
        "Kenya's police minister, Jane Wanjiku, sang.",
        held("jane-wanjiku", "ken-police-minister", "police minister", "KEN"),
    ),
    (
        "Jane Wanjiku, Minister for Trade, Kenya; Ken Mori, Minister for Trade, Japan.",
        held("jane-wanjiku", "ken-minister-for-trade", "Minister for Trade", "KEN")
        | held("ken-mori", "jpn-minister-for-trade", "Minister for Trade", "JPN"),
    ),
    (
        "For Kenya: Jane Wanjiku, Minister for Trade.",
        held("jane-wanjiku", "ken-minister-for-trade", "Minister for Trade", "KEN"),
    ),
    # a state that begins a list tells nobody's office
    (
        "Among them were Jane Wanjiku, minister of trade, Kenya, Chad and Japan.",
        held("jane-wanjiku", "minister-of-trade", "minister of trade", ""),
    ),
    # whose ministers they are is told by the only state that acts; Britain has secretaries
    (
        "Moscow's decree names 48 firms. Trade Minister Jane Wanjiku sang.",
        held("jane-wanjiku", "rus-trade-minister", "Trade Minister", "RUS"),
    ),
    (
        "Britain sold it to Japan, business secretary Jane Wanjiku said.",
        held("jane-wanjiku", "gbr-business-secretary", "business secretary", "GBR"),
    ),
    (
        "Jane Wanjiku flew to Japan. Trade Minister Daudi Kamau sang.",
        held("daudi-kamau", "trade-minister", "Trade Minister", ""),
    ),
    (
        "Daudi Kamau, a state secretary in Kenya's trade ministry, sang.",
        held(
            "daudi-kamau",
            "ken-trade-ministry-state-secretary",
            "state secretary",
            "ken-trade-ministry",
            "affiliatedWith",
        )
        | {"daudi-kamau represents KEN"},
    ),
    (
        "Daudi Kamau, deputy director of Kenya's trade ministry, sang.",
        held(
            "daudi-kamau",
            "ken-trade-ministry-deputy-director",
            "deputy director",
            "ken-trade-ministry",
            "affiliatedWith",
        )
        | {"daudi-kamau represents KEN"},
    ),
    (
        "The President of Kenya, Mr. Daudi Kamau, spoke.",
        held("daudi-kamau", "ken-president", "President", "KEN"),
    ),
    (
        "H.E. Ms. KAMAU Jane, Minister of Trade of Kenya, Mr. Emmanuel Macron and others spoke.",
        held("jane-kamau", "ken-minister-of-trade", "Minister of Trade", "KEN"),
    ),
    (
        "Jane Wanjiku, who teaches law at Riverside University, spoke.",
        {"jane-wanjiku affiliatedWith riverside-university"},
    ),
    ("Jane Wanjiku left the firm to lobby for Huawei.", {"jane-wanjiku affiliatedWith huawei"}),
    ("Jane Wanjiku once worked for Huawei.", set()),
    ("Jane Wanjiku no longer works for Huawei.", set()),
    (
        "The Joint Committee on Ships met. The chair, Ada Lund, spoke.",
        {
            *held("ada-lund", "chair", "chair", ""),
            "ada-lund affiliatedWith joint-committee-on-ships",
        },
    ),
    (
        "The Committee on Ships met the Panel on Trains. The chair, Ada Lund, spoke.",
        held("ada-lund", "chair", "chair", ""),
    ),
    ("Japan's Ken Mori spoke. Ken Mori, a former minister, left.", set()),
    ("Rishi Sunak of the UK spoke.", {"rishi-sunak represents GBR"}),
    ("Sam Altman of Japan spoke.", set()),
    (
        "Rishi Sunak, the executive vice-president in charge, spoke.",
        held("rishi-sunak", "executive-vice-president", "executive vice-president", ""),
    ),
    (
        "A visit by a deputy under secretary, Jane Wanjiku, ended.",
        held("jane-wanjiku", "deputy-under-secretary", "deputy under secretary", ""),
    ),
    (
        "Kenyan trade minister Jane Wanjiku spoke. Minister Wanjiku smiled.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    (
        "The vote was put off by the chairwoman, Jane Wanjiku of Kenya.",
        held("jane-wanjiku", "chairwoman", "chairwoman", ""),
    ),
    # a plural title is each one's own
    (
        "The co-chairs, Ada Lund and Jane Wanjiku, spoke.",
        held("ada-lund", "co-chair", "co-chair", "")
        | held("jane-wanjiku", "co-chair", "co-chair", ""),
    ),
    (
        "Kenyan Senators Jane Wanjiku and Daudi Kamau spoke.",
        held("jane-wanjiku", "ken-senator", "Senator", "KEN")
        | held("daudi-kamau", "ken-senator", "Senator", "KEN"),
    ),
    ("The trade ministers of Kenya and Japan, Jane Wanjiku and Ken Mori, spoke.", set()),
    ("The ministers, Jane Wanjiku said, spoke.", set()),
    ("Former senators Jane Wanjiku and Daudi Kamau spoke.", set()),
    ("Jane Wanjiku, who leads the Japanese delegation, spoke.", {"jane-wanjiku represents JPN"}),
    ("Jane Wanjiku led Kenya's delegation.", {"jane-wanjiku represents KEN"}),
    ("Kenya's delegation, headed by Jane Wanjiku, left.", {"jane-wanjiku represents KEN"}),
    ("Jane Wanjiku led the Tesla delegation.", set()),
    ("Jane Wanjiku led Tesla.", set()),
    (
        "Kenyan trade minister Dr. Jane Wanjiku spoke.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    (
        "They met Smt. Asha Mehta, High Commissioner of India.",
        held("asha-mehta", "ind-high-commissioner", "High Commissioner", "IND"),
    ),
    (
        "Last week trade minister Jane Wanjiku spoke.",
        held("jane-wanjiku", "trade-minister", "trade minister", ""),
    ),
    (
        "They met Jane Wanjiku, Minister of State for Ships and IT of Kenya.",
        held(
            "jane-wanjiku",
            "ken-minister-of-state-for-ships-and-it",
            "Minister of State for Ships and IT",
            "KEN",
        ),
    ),
    (
        "They met the trade minister of Japan, Sheikh Hamdan Mori, in town.",
        held("hamdan-mori", "jpn-trade-minister", "trade minister", "JPN"),
    ),
    (
        "Jane Wanjiku has been Kenya's trade minister since May.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    ("Jane Wanjiku had been Kenya's trade minister.", set()),
    ("Jane Wanjiku, an engineer by training, spoke.", set()),
    # a description may be the first to tell what somebody is
    (
        "Jane Wanjiku came. The Kenyan trade minister smiled.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    (
        "Few have heard of Jane Wanjiku. The Kenyan trade minister smiled.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    ("Jane Wanjiku met Ada Lund. The Kenyan trade minister smiled.", set()),
    ("Jane Wanjiku came. The minister smiled.", set()),
    # or only later sentences name who it is
    (
        "Kenya's trade minister smiled. Trade Minister Jane Wanjiku left.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    (
        "Kenya's privacy commissioner sued Tesla. The privacy commissioner, Jane Wanjiku, left.",
        held("jane-wanjiku", "ken-privacy-commissioner", "privacy commissioner", "KEN"),
    ),
    (
        "Kenya's privacy commissioner sued Tesla. Jane Wanjiku said it was late.",
        held("jane-wanjiku", "ken-privacy-commissioner", "privacy commissioner", "KEN"),
    ),
    (
        "Kenya's trade minister smiled. Japanese Trade Minister Ken Mori left.",
        held("ken-mori", "jpn-trade-minister", "Trade Minister", "JPN"),
    ),
    (
        "Kenya's trade minister met Trade Minister Ken Mori. Trade Minister Daudi Kamau left.",
        held("ken-mori", "trade-minister", "Trade Minister", "")
        | held("daudi-kamau", "trade-minister", "Trade Minister", ""),
    ),
    ("Kenya's trade minister met Tesla's founder. Jane Wanjiku said it was late.", set()),
    ("Kenya's trade minister smiled. Jane Wanjiku, a baker, said it was late.", set()),
    ("Kenya's trade minister smiled. Jane Wanjiku left.", set()),
    ("Kenya's trade minister smiled. Rishi Sunak said it was late.", set()),
    ("Jane Wanjiku left. Kenya's trade minister smiled. Jane Wanjiku said it was late.", set()),
    # a party or an age may stand before an office
    (
        "Jane Wanjiku (D-NY), the founder of Tesla, spoke.",
        held("jane-wanjiku", "tesla-founder", "founder", "tesla", "affiliatedWith"),
    ),
    (
        "Jane Wanjiku, 51, the founder of Tesla, spoke.",
        held("jane-wanjiku", "tesla-founder", "founder", "tesla", "affiliatedWith"),
    ),
    ("Jane Wanjiku, 51, who runs Tesla, spoke.", {"jane-wanjiku affiliatedWith tesla"}),
    (
        "Jane Wanjiku (who came late), Rishi Sunak, the founder of Tesla, spoke.",
        held("rishi-sunak", "tesla-founder", "founder", "tesla", "affiliatedWith"),
    ),
    (
        "Tesla grew. Chief executive Jane Wanjiku spoke.",
        held("jane-wanjiku", "chief-executive", "Chief executive", "")
        | {"jane-wanjiku affiliatedWith tesla"},
    ),
    (
        "Tesla grew. A chief executive, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "chief-executive", "chief executive", ""),
    ),
    # whose it is stays told where the tree takes the state for what the title hangs on
    (
        "U.S. Under Secretary of State Jane Wanjiku was in Kyiv last week.",
        held("jane-wanjiku", "usa-under-secretary-of-state", "Under Secretary of State", "USA"),
    ),
    # an office of state in a body whose words tell the state represents that, a spokesman only it
    (
        "Jane Wanjiku, a counsellor at the Kenyan mission, spoke.",
        held(
            "jane-wanjiku", "ken-mission-counsellor", "counsellor", "ken-mission", "affiliatedWith"
        )
        | {"jane-wanjiku represents KEN"},
    ),
    (
        "Jane Wanjiku, a spokeswoman for the Kenyan mission, spoke.",
        held(
            "jane-wanjiku",
            "ken-mission-spokeswoman",
            "spokeswoman",
            "ken-mission",
            "affiliatedWith",
        ),
    ),
    # whose officers they are the text has said before
    (
        "Tesla grew. A company spokeswoman, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "tesla-spokeswoman", "spokeswoman", "tesla", "affiliatedWith"),
    ),
    (
        "The European Commission met. Commission spokesman Ken Mori spoke.",
        held(
            "ken-mori",
            "european-commission-spokesman",
            "spokesman",
            "european-commission",
            "affiliatedWith",
        ),
    ),
    (
        "Tesla grew. A spokesman for the company, Ken Mori, spoke.",
        held("ken-mori", "tesla-spokesman", "spokesman", "tesla", "affiliatedWith"),
    ),
    (
        "Tesla and Nvidia grew. A company spokeswoman, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "spokeswoman", "spokeswoman", ""),
    ),
    (
        "Tesla grew. Jane Wanjiku, the chief executive, spoke.",
        held("jane-wanjiku", "chief-executive", "chief executive", "")
        | {"jane-wanjiku affiliatedWith tesla"},
    ),
    (
        "Tesla sued Nvidia. Jane Wanjiku, the chief executive, spoke.",
        held("jane-wanjiku", "chief-executive", "chief executive", ""),
    ),
    (
        "The founder, Jane Wanjiku, praised Tesla.",
        held("jane-wanjiku", "founder", "founder", ""),
    ),
    (
        "He saw the campus of Tesla, whose founder, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "tesla-founder", "founder", "tesla", "affiliatedWith"),
    ),
    (
        "He met the rival of Tesla, whose founder, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "founder", "founder", ""),
    ),
    # two portfolios share a minister, but two who are named share nothing
    (
        "Kenyan Energy and Trade Minister Jane Wanjiku spoke.",
        held("jane-wanjiku", "ken-energy-and-trade-minister", "Energy and Trade Minister", "KEN"),
    ),
    (
        "Water & Land Minister Jane Wanjiku spoke.",
        held("jane-wanjiku", "water-land-minister", "Water & Land Minister", ""),
    ),
    (
        "Tesla and Trade Minister Jane Wanjiku spoke.",
        held("jane-wanjiku", "trade-minister", "Trade Minister", ""),
    ),
    (
        "Ada Lund and Prime Minister Jane Wanjiku spoke.",
        held("jane-wanjiku", "prime-minister", "Prime Minister", ""),
    ),
    # a title of two titles' words is one
    (
        "Japan's Chief Cabinet Secretary Ken Mori spoke.",
        held("ken-mori", "jpn-chief-cabinet-secretary", "Chief Cabinet Secretary", "JPN"),
    ),
    (
        "Kenyan President-elect Daudi Kamau spoke.",
        held("daudi-kamau", "ken-president-elect", "President-elect", "KEN"),
    ),
    # a chamber is part of its leader's title, and no body of the leader's
    (
        "Senate President Jane Wanjiku spoke.",
        held("jane-wanjiku", "senate-president", "Senate President", ""),
    ),
    (
        "Senate Minority Leader Jane Wanjiku spoke.",
        held("jane-wanjiku", "senate-minority-leader", "Senate Minority Leader", ""),
    ),
    # an office in capitals is no body
    ("Jane Wanjiku, the MEP in charge, spoke.", held("jane-wanjiku", "mep", "MEP", "")),
    # what a body is called may be the title of the person named beside it
    (
        "Kenya's Privacy Commissioner, Jane Wanjiku, spoke.",
        held("jane-wanjiku", "ken-privacy-commissioner", "Privacy Commissioner", "KEN"),
    ),
    # whom somebody speaks for is no portfolio
    (
        "Jane Wanjiku, a lawyer for the drivers, spoke.",
        held("jane-wanjiku", "lawyer", "lawyer", ""),
    ),
    (
        "A spokesman for Mrs. Wanjiku's ministry spoke. Jane Wanjiku left.",
        {"80c26fd7ac2d7c2c affiliatedWith 31506a66733e07da"},
    ),
    (
        "Kenyan Secretary of Defense John Q. Kamau III came. Secretary Kamau smiled.",
        held("john-q-kamau-iii", "ken-secretary-of-defense", "Secretary of Defense", "KEN"),
    ),
    ("Former US Secretary of State Antony Blinken spoke.", set()),
    ("Mr. Rishi Sunak spoke.", set()),
    ("The US sent Gina Raimondo.", set()),
    ("The prime minister of India spoke.", set()),
    ("The president, Rishi Sunak and Emmanuel Macron spoke.", set()),
    (
        "Rishi Sunak met the head of Tesla, Wanjiku Rono, in Rome.",
        held("wanjiku-rono", "tesla-head", "head", "tesla", "affiliatedWith"),
    ),
    (
        "Congressmen Ada Lund and Jane Wanjiku spoke.",
        held("ada-lund", "congressman", "Congressman", "")
        | held("jane-wanjiku", "congressman", "Congressman", ""),
    ),
    # members belong to their body, and hold no office
    (
        "Two members of Tesla, Ada Lund and Jane Wanjiku, sang.",
        {"ada-lund affiliatedWith tesla", "jane-wanjiku affiliatedWith tesla"},
    ),
    (
        "Rishi Sunak, a member of the Bureau of Ships, sang.",
        {"rishi-sunak affiliatedWith bureau-of-ships"},
    ),
    ("Two former members of Tesla, Ada Lund and Jane Wanjiku, sang.", set()),
    ("Members of Tesla met Ada Lund and Jane Wanjiku.", set()),
    # pronouns tell it too, once it is known whose they are
    (
        "Ada Lund left. She now teaches at Riverside University.",
        {"ada-lund affiliatedWith riverside-university"},
    ),
    ("Jane Wanjiku sang. She taught at Riverside University.", set()),
    (
        "Jane Wanjiku sang. She is the founder of Tesla.",
        held("jane-wanjiku", "tesla-founder", "founder", "tesla", "affiliatedWith"),
    ),
    ("Jane Wanjiku sang. She was the founder of Tesla.", set()),
    ("Jane Wanjiku sang. She runs Tesla.", {"jane-wanjiku affiliatedWith tesla"}),
    # a chief without a company is that of which the text speaks most
    (
        "Tesla grew. Tesla won. OpenAI lost. Chief executive Jane Wanjiku sang.",
        held("jane-wanjiku", "chief-executive", "Chief executive", "tesla", "affiliatedWith"),
    ),
    (
        "Tesla grew. OpenAI lost. Chief executive Jane Wanjiku sang.",
        held("jane-wanjiku", "chief-executive", "Chief executive", ""),
    ),
    # styled, hyphened, one of several, in a field
    (
        "The Minister for Trade, Senator the Hon Jane Wanjiku, sang.",
        held("jane-wanjiku", "minister-for-trade", "Minister for Trade", ""),
    ),
    (
        "They met Trade Minister Cheong In-kyo on Friday.",
        held("cheong-in-kyo", "trade-minister", "Trade Minister", ""),
    ),
    (
        "Coordinating Minister Airlangga Hartarto met Mr Shen in Jakarta.",
        held("airlangga-hartarto", "coordinating-minister", "Coordinating Minister", ""),
    ),
    ("One of his MPs, Jane Wanjiku, sang.", held("jane-wanjiku", "mp", "MP", "")),
    ("One of his critics, Jane Wanjiku, sang.", set()),
    (
        "Jane Wanjiku, his adviser on technology, sang.",
        held("jane-wanjiku", "adviser-on-technology", "adviser on technology", ""),
    ),
    ("Jane Wanjiku, his adviser on Friday, sang.", held("jane-wanjiku", "adviser", "adviser", "")),
    (
        "Jane Wanjiku is director of the Coast Policy Forum in Nairobi.",
        held(
            "jane-wanjiku",
            "coast-policy-forum-director",
            "director",
            "coast-policy-forum",
            "affiliatedWith",
        ),
    ),
    ("Tindra chief Jane Wanjiku sang.", held("jane-wanjiku", "chief", "chief", "")),
    ("Policy chief Jane Wanjiku sang.", held("jane-wanjiku", "policy-chief", "Policy chief", "")),
    (
        "Tesla's Asia Pacific head, Jane Wanjiku, sang.",
        held(
            "jane-wanjiku",
            "tesla-asia-pacific-head",
            "Asia Pacific head",
            "tesla",
            "affiliatedWith",
        ),
    ),
    (
        "Jane Wanjiku, who's the head of Tesla, sang.",
        held("jane-wanjiku", "tesla-head", "head", "tesla", "affiliatedWith"),
    ),
    (
        "Kenyan foreign ministry spokeswoman Jane Wanjiku sang.",
        held(
            "jane-wanjiku",
            "ken-foreign-ministry-spokeswoman",
            "spokeswoman",
            "ken-foreign-ministry",
            "affiliatedWith",
        )
        | {"jane-wanjiku represents KEN"},
    ),
    ("Jane Wanjiku, speaking on behalf of Kenya, sang.", {"jane-wanjiku represents KEN"}),
    (
        "Jane Wanjiku, 41, is the head of Tesla, which has 640 workers and no money.",
        held("jane-wanjiku", "tesla-head", "head", "tesla", "affiliatedWith"),
    ),
    # who went to work for whom
    ("Jane Wanjiku joined OpenAI in May.", {"jane-wanjiku affiliatedWith openai"}),
    ("Jane Wanjiku, who joined OpenAI in May, sang.", {"jane-wanjiku affiliatedWith openai"}),
    ("Jane Wanjiku joined OpenAI in urging Kenya to wait.", set()),
    ("Jane Wanjiku joined OpenAI in May, not in June.", {"jane-wanjiku affiliatedWith openai"}),
    ("Jane Wanjiku has not joined OpenAI.", set()),
    ("Jane Wanjiku may join OpenAI.", set()),
    (
        "A delegation of Kenya headed by Jane Wanjiku left.",
        {"jane-wanjiku represents KEN"},
    ),
    # whoever is in somebody's government serves that state
    (
        "Rishi Sunak and his trade minister, Jane Wanjiku, sang.",
        held("jane-wanjiku", "gbr-trade-minister", "trade minister", "GBR"),
    ),
    (
        "Elon Musk and his trade minister, Jane Wanjiku, sang.",
        held("jane-wanjiku", "trade-minister", "trade minister", ""),
    ),
    # what somebody was then, as the text tells it
    (
        "Jane Wanjiku, then Kenya's trade minister, sang.",
        held("jane-wanjiku", "ken-trade-minister", "trade minister", "KEN"),
    ),
    # a speaker is a chamber's, not a language's
    (
        "Jane Wanjiku, Speaker of the House, sang.",
        held("jane-wanjiku", "speaker-of-the-house", "Speaker of the House", ""),
    ),
    (
        "The Speaker of the House, Jane Wanjiku, sang.",
        held("jane-wanjiku", "speaker-of-the-house", "Speaker of the House", ""),
    ),
    ("Jane Wanjiku, a speaker of Swahili, sang.", set()),
    # who comes for a state at the head of its delegation
    ("The leader of the Kenyan delegation, Jane Wanjiku, sang.", {"jane-wanjiku represents KEN"}),
    (
        "The head of the Japanese delegation, trade minister Jane Wanjiku, sang.",
        held("jane-wanjiku", "trade-minister", "trade minister", "")
        | {"jane-wanjiku represents JPN"},
    ),
    # whose aide somebody is goes between the office and the name
    (
        "A spokesman for Rishi Sunak, Jane Wanjiku, sang.",
        held("jane-wanjiku", "spokesman", "spokesman", ""),
    ),
    # one member, a seat in a committee, and a body that only a pronoun names
    ("A member of OpenAI, Jane Wanjiku, sang.", {"jane-wanjiku affiliatedWith openai"}),
    (
        "Jane Wanjiku, who sits on the Grain Council, sang.",
        {"jane-wanjiku affiliatedWith grain-council"},
    ),
    (
        "The Grain Council is new. It is headed by Jane Wanjiku.",
        {"jane-wanjiku affiliatedWith grain-council"},
    ),
    ("The Grain Council is old. It was headed by Jane Wanjiku until May.", set()),
    (
        "Jane Wanjiku of the Nairobi-based think tank Open Air sang.",
        {"jane-wanjiku affiliatedWith open-air"},
    ),
    # a forum that people are "of" is a body
    (
        "Jane Wanjiku of the Coast Data Forum sang.",
        {"jane-wanjiku affiliatedWith coast-data-forum"},
    ),
    ("Jane Wanjiku, who used to negotiate for Kenya, sang.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_offices(text: str, expected: set[str], small: Background) -> None:
    assert told(read(text, small)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The UAE's president, Sheikh Mohamed bin Zayed Al Nahyan, spoke.",
            held("mohamed-bin-zayed-al-nahyan", "are-president", "president", "ARE"),
        ),
        ("Senator Ted Cruz spoke.", held("ted-cruz", "senator", "Senator", "")),
        ("US Senator Ted Cruz spoke.", held("ted-cruz", "usa-senator", "Senator", "USA")),
        (
            "The tech minister Josephine Teo spoke.",
            held("josephine-teo", "sgp-tech-minister", "tech minister", "SGP"),
        ),
        ("President Anne Bouverot spoke.", held("anne-bouverot", "president", "President", "")),
    ],
)
def test_known_people_speak_for_a_state_where_the_words_or_their_office_say_so(
    text: str, expected: set[str], shipped: Background
) -> None:
    assert told(read(text, shipped)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dr. S. Jaishankar spoke.", "S. Jaishankar"),
        ("Sheikh Mohamed bin Zayed Al Nahyan spoke.", "Sheikh Mohamed bin Zayed Al Nahyan"),
        ("Sheikh Mohamed bin Zayed Mosque is large.", "Sheikh Mohamed bin Zayed"),
        ("Today he received at the Akorda Sherzod Shermatov, the minister.", "Sherzod Shermatov"),
    ],
)
def test_known_names_go_without_forms_of_address_and_on_to_their_end(
    text: str, words: str, shipped: Background
) -> None:
    lines = read(text, shipped).lines
    assert words in {line.words(name.first, name.last) for line in lines for name in line.names}


def test_a_state_has_its_firms_but_is_none_of_them(small: Background) -> None:
    facts = told(read("Jane Wanjiku, head of Kenya's biggest bank, sang.", small))
    assert "jane-wanjiku positionTitle head" in facts
    assert not any("represents" in fact for fact in facts)


def told(reading: Reading) -> set[str]:
    """Return what a reading tells of people."""
    found = set()
    for fact in reading.facts:
        value = str(fact.value).partition("/")[2] if fact.value_is_entity else str(fact.value)
        if fact.subject.startswith("Person/"):
            found.add(f"{fact.subject.partition('/')[2]} {fact.predicate} {value}")
    return found


SERVING: list[tuple[str, list[str]]] = [
    ("A Tesla spokesman sang.", ["affiliatedWith Company/tesla"]),
    ("An official at Tesla sang.", ["affiliatedWith Company/tesla"]),
    ("A spokeswoman for the Kenyan trade ministry sang.",
     ["affiliatedWith GovernmentBody/ken-trade-ministry"]),
    ("A delegate from Japan sang.", ["represents Country/JPN"]),
    ("Japan's delegate sang.", []),
    ("A Japanese official sang.", []),
    ("A Japanese diplomat sang.", ["represents Country/JPN"]),
    ("A former Japanese diplomat sang.", []),
    ("A Japanese activist sang.", []),
    ("A critic of Tesla sang.", []),
    ("An official sang at Tesla.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SERVING)
def test_whom_the_nameless_serve(text: str, expected: list[str], small: Background) -> None:
    facts = read(text, small).facts
    found = [f"{fact.predicate} {fact.value}" for fact in facts if fact.predicate != "partOf"]
    assert found == expected


UNSEEN: list[tuple[str, set[str]]] = [
    (
        "The head of the Authority, Ludo Serafin, spoke.",
        held("ludo-serafin", "head", "head", ""),
    ),
    ("The head of the Authority, Serafin, spoke.", set()),
    ("The head of the Authority and Ludo Serafin spoke.", set()),
    ("Nobody told the head, Ludo Serafin spoke.", set()),
]


@pytest.mark.parametrize(("text", "expected"), UNSEEN)
def test_a_title_tells_a_name_that_the_model_misses(
    text: str, expected: set[str], small: Background
) -> None:
    article = read_text(text, published="2023-11-02")
    seen = reader().read(article.text, paragraphs(article))
    blind = replace(seen, sentences=tuple(replace(s, entities=()) for s in seen.sentences))
    assert told(read_names(blind, article, small)) == expected

"""What stands for whom: the words of a text, and the entities that they can be."""

import pytest

from communique.ingest.background import Background
from communique.ingest.reading import Reading

from .conftest import every, read

NAMED: list[tuple[str, str, list[str]]] = [
    # a first name outweighs a model that takes her for a body, but not a noun for a body
    ("Fatmata Bangura met Joe Biden.", "Fatmata Bangura", ["Person/fatmata-bangura"]),
    ("Fatmata Bank met Joe Biden.", "Fatmata Bank", ["Company/fatmata-bank"]),
    ("Time is short.", "Time", []),
    ("He told Time that it was over.", "Time", ["NewsOutlet/time"]),
    ("They asked us to go.", "us", []),
    ("Michael Jordan played.", "Michael Jordan", ["Person/michael-jordan"]),
    ("A report in China Daily was short.", "China Daily", ["NewsOutlet/china-daily"]),
    ("Jane Sunak came after Rishi Sunak left.", "Jane Sunak", ["Person/jane-sunak"]),
    ("Rishi Sunak arrived. Sunak smiled.", "Sunak", ["Person/rishi-sunak"]),
    ("Wang Yi arrived. Wang smiled.", "Wang", ["Person/wang-yi"]),
    (
        "Ursula von der Leyen came. Then von der Leyen spoke.",
        "von der Leyen",
        ["Person/ursula-von-der-leyen"],
    ),
    # names that nobody knows
    ("Quiltbyte, a Toronto start-up, grew.", "Quiltbyte", ["Company/quiltbyte"]),
    ("They fined Tindra Systems. Tindra paid.", "Tindra", ["Company/tindra-systems"]),
    (
        "The Institute of Iron and Coal (IIC) spoke. Nobody asked IIC.",
        "IIC",
        ["ResearchInstitution/institute-of-iron-and-coal"],
    ),
    ("Opening the Northern Forum on Data Policy, Prime Minister Ada Lund spoke.",
     "Northern Forum on Data Policy", ["Summit/northern-forum-on-data-policy"]),
    ("They praised the Northern Forum on Data, Energy and Coal.",
     "Northern Forum on Data, Energy and Coal",
     ["Summit/northern-forum-on-data-energy-and-coal"]),
    ("Trade ministry spokesman Ken Mori spoke.", "Trade", []),
    ("They signed the Maputo Accord on Shared Compute.", "Maputo Accord on Shared Compute",
     ["Treaty/maputo-accord-on-shared-compute"]),
    ("Japan met Vietnam's Tran Quoc Binh in Lima.", "Tran Quoc Binh",
     ["Person/tran-quoc-binh"]),
    ("Mr. Arnulfo PRÉVERT Casal spoke. Then Minister Prévert left.", "Minister Prévert",
     ["Person/arnulfo-prevert-casal"]),
    ("Ms. HAYASE Midori, Minister of Trade, spoke. Nobody thanked Minister Hayase.",
     "Minister Hayase", ["Person/midori-hayase"]),
    ("They checked Vellum, a start-up whose app failed.", "Vellum", ["Company/vellum"]),
    ("Japan sued a start-up run by Kwon Tae-min, who left.", "Kwon Tae-min",
     ["Person/kwon-tae-min"]),
    ("LUMA, the farm lobby, protested.", "LUMA", ["CivilSocietyOrganization/luma"]),
    # names that a noun or a gloss beside them tells whole
    ("Clean Code for Kids, a charity in Lyon, spoke.", "Clean Code for Kids",
     ["CivilSocietyOrganization/clean-code-for-kids"]),
    ("Yesterday's Children, a campaign group, spoke.", "Yesterday's Children",
     ["CivilSocietyOrganization/yesterday-s-children"]),
    ("Ada Lund of Data Now, a charity, spoke.", "Data Now",
     ["CivilSocietyOrganization/data-now"]),
    ("Lawyers of the campaign group Hands Off Our Data sued.", "Hands Off Our Data",
     ["CivilSocietyOrganization/hands-off-our-data"]),
    ("The chip firm Japan Display left.", "Japan Display", ["Company/japan-display"]),
    ("The company Elon Musk founded left.", "Elon Musk", ["Person/elon-musk"]),
    ("Kenya's Open Law Group, a charity, left.", "Open Law Group",
     ["CivilSocietyOrganization/open-law-group"]),
    ("Kenya's Open Law Group, a charity, left.", "Kenya", ["Country/KEN"]),
    # where names begin and end
    ("The National Board for Writers' Rights sued Meta.", "National Board for Writers' Rights",
     ["GovernmentBody/national-board-for-writers-rights"]),
    ("Kenya's Road Data Court left. Meta sued the Kenyan court.", "Kenyan court",
     ["GovernmentBody/road-data-court"]),
    ("The Lunar Association of Journalists left. LAJ sued.", "LAJ",
     ["CivilSocietyOrganization/lunar-association-of-journalists"]),
    ("They sued the Ombudsman's Office.", "Ombudsman's Office",
     ["GovernmentBody/ombudsman-s-office"]),
    ("The Data Regulatory and Control Unit left.", "Data Regulatory and Control Unit",
     ["GovernmentBody/data-regulatory-and-control-unit"]),
    ("Quorvane's chair, Ada Lund, left.", "Quorvane", ["Organization/quorvane"]),
    ("Quorvane's chief executive, Ada Lund, left.", "Quorvane", ["Company/quorvane"]),
    ("Ada Lund of the Red-Green Front left.", "Red-Green Front",
     ["CivilSocietyOrganization/red-green-front"]),
    ("The Lima Illustrators' Union left.", "Lima Illustrators' Union",
     ["Organization/lima-illustrators-union"]),
    ("The Oslo Center for Not-for-Profit Law left.", "Oslo Center for Not-for-Profit Law",
     ["Organization/oslo-center-for-not-for-profit-law"]),
    ("They praised the Lima Chamber of Commerce.", "Lima Chamber of Commerce",
     ["CivilSocietyOrganization/lima-chamber-of-commerce"]),
    ("The Lima High Court left.", "Lima High Court", ["GovernmentBody/lima-high-court"]),
    ("Digital Rights Kenya left.", "Digital Rights Kenya", ["Organization/digital-rights-kenya"]),
    ("On Monday Kenya left.", "Monday Kenya", []),
    ("The Ministry of Trade and the Road Service of Lima left.", "Ministry of Trade",
     ["GovernmentBody/ministry-of-trade"]),
    ("The Andean Rights Forum accused Meta.", "Andean Rights Forum",
     ["Organization/andean-rights-forum"]),
    ("Agence Lunaire du Numérique left.", "Agence Lunaire du Numérique",
     ["GovernmentBody/agence-lunaire-du-numerique"]),
    ("Kenya's Road Data Commission left. Meta sued the Kenyan authority.", "Kenyan authority",
     ["GovernmentBody/road-data-commission"]),
    ("Kenya's Road Data Commission left. Meta sued the Dutch authority.", "Dutch authority",
     ["GovernmentBody/nld-authority"]),
    ("Japan asked the Federation of Kenyan Growers to wait.", "Federation of Kenyan Growers",
     ["CivilSocietyOrganization/federation-of-kenyan-growers"]),
    ("Japan works with Haakon University on Arabic models.", "Haakon University",
     ["ResearchInstitution/haakon-university"]),
    ("Experts of the Heath Policy Forum left.", "Heath Policy Forum",
     ["Summit/heath-policy-forum"]),
    ("According to the think tank Centre for New Policy, Japan left.",
     "Centre for New Policy", ["CivilSocietyOrganization/centre-for-new-policy"]),
    ("Yesterday's Children, a campaign group, spoke. Yesterday Ada Lund sang.", "Yesterday Ada",
     []),
    ("She teaches at El Colegio de Lima.", "El Colegio de Lima",
     ["ResearchInstitution/el-colegio-de-lima"]),
    ("The Institut für Daten in Lyon left.", "Institut für Daten",
     ["ResearchInstitution/institut-fur-daten"]),
    ("Nobody at Radio Bergen sang.", "Radio Bergen", ["NewsOutlet/radio-bergen"]),
    ("Radio stations left Japan.", "Radio", []),
    # one word that a firm's name begins with is that firm, unless it begins two
    ("Orion CMC, a firm, left. Japan accused Orion of theft.", "Orion", ["Company/orion-cmc"]),
    ("Orion CMC, a firm, sued Orion Labs, a firm. Japan accused Orion of theft.", "Orion",
     ["Organization/orion"]),
    ("Japan's Fair Trade Commission left.", "Fair Trade Commission",
     ["GovernmentBody/fair-trade-commission"]),
    ("Critics in the People's Party sang.", "People's Party", ["Organization/people-s-party"]),
    ("The Kenyan Workers' Party sang.", "Kenyan Workers' Party",
     ["Organization/kenyan-workers-party"]),
    ("Japan's Party sang.", "Japan", ["Country/JPN"]),
    ("Ada Lund of the Kenyan Center for Not-for-Profit Law sang.",
     "Kenyan Center for Not-for-Profit Law",
     ["Organization/kenyan-center-for-not-for-profit-law"]),
    # persons
    ("Minh Ton-That, the chief executive, refused to sing.", "Minh Ton-That",
     ["Person/minh-ton-that"]),
    ("Ada Lund-led talks failed.", "Ada Lund-led", []),
    ("Tindra Systems, the head of which left, fell.", "Tindra Systems",
     ["Company/tindra-systems"]),
    ("Rep. Han Ji-won of Tesla sang.", "Rep. Han Ji-won", ["Person/han-ji-won"]),
    ("Counsellor Ada Lund of Kenya sang.", "Counsellor Ada Lund", ["Person/ada-lund"]),
    ("Lt. Gen. Ada Lund sang.", "Lt. Gen. Ada Lund", ["Person/ada-lund"]),
    ("OpenAI, Voltara and Baidu fell.", "Voltara", ["Company/voltara"]),
    ("They invited OpenAI, Japan and Voltara.", "Voltara", ["Place/voltara"]),
    ("Ada Lund, a member of the board, sang.", "Ada Lund", ["Person/ada-lund"]),
    # metonyms act, places do not
    ("Beijing accused Japan.", "Beijing", ["Country/CHN"]),
    ("A hotel in Beijing burned.", "Beijing", ["Place/beijing"]),
    ("They held talks with Beijing.", "Beijing", ["Country/CHN"]),
    ("Macron visited Beijing.", "Beijing", ["Place/beijing", "Country/CHN"]),
    ("Kenya called on Beijing to stop.", "Beijing", ["Place/beijing", "Country/CHN"]),
    ("Ada Lund spoke for Beijing.", "Beijing", ["Place/beijing", "Country/CHN"]),
    ("Ada Lund sang outside Beijing.", "Beijing", ["Place/beijing"]),
    # a prince goes by his given name
    ("Prince Wendel Lund left. Prince Wendel sang.", "Prince Wendel",
     ["Person/wendel-lund"]),
    # bodies and governments of polities
    ("The UK government agreed.", "UK government", ["Country/GBR"]),
    ("The Kenyan trade ministry agreed.", "Kenyan trade ministry",
     ["GovernmentBody/ken-trade-ministry"]),
    # what states sign one of is no body, and what is quoted before a noun has its kind
    ("Kenya and Japan signed a Green Harbour Partnership.", "Green Harbour Partnership",
     ["Commitment/green-harbour-partnership"]),
    ("Many left the Green Harbour Partnership, a charity.", "Green Harbour Partnership",
     ["CivilSocietyOrganization/green-harbour-partnership"]),
    ('Kenya funds the "Chips for All" initiative.', "Chips for All", ["Commitment/chips-for-all"]),
    ('Kenya funds the "chips for all" initiative.', "chips for all", []),
    ("The robotics firm Tindra Systems left.", "robotics firm Tindra Systems",
     ["Company/tindra-systems"]),
    # letters that the text explains stand for that, whatever else is called so
    ("The Bergen Islands Society (BIS) left. BIS sang.", "BIS",
     ["Organization/bergen-islands-society"]),
    ("The Rhine Data Board, or RDB, left. The RDB sang.", "RDB",
     ["GovernmentBody/rhine-data-board"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), NAMED)
def test_names(text: str, words: str, expected: list[str], small: Background) -> None:
    assert entities(read(text, small), text, words) == expected


POINTING: list[tuple[str, str, list[str]]] = [
    ("Rishi Sunak met Gina Raimondo. He smiled.", "He", ["Person/rishi-sunak"]),
    ("Rishi Sunak saw her. He met Sam Altman.", "Sam Altman", ["Person/sam-altman"]),
    ("Ms Ada Lund and Sam Altman met. She smiled.", "She", ["Person/ada-lund"]),
    ("Rishi Sunak and Gina Raimondo met. She smiled.", "She", ["Person/gina-raimondo"]),
    ("Rishi Sunak hired an older woman. He smiled.", "He", ["Person/rishi-sunak"]),
    ("Rishi Sunak spoke. He smiled. A stubborn driver left.\n\nIn May Sam Altman praised him.",
     "him", ["Person/rishi-sunak"]),
    ("Rishi Sunak and Sam Altman met. He smiled.", "He", []),
    ("China praised Japan. It then left.", "It", ["Country/CHN"]),
    ("It is clear that Japan won.", "It", []),
    ("Japan and Kenya signed. They left.", "They", ["Country/JPN", "Country/KEN"]),
    ("China praised Japan. The two countries left.", "two countries",
     ["Country/CHN", "Country/JPN"]),
    ("China, Japan and Kenya met. The two countries left.", "two countries", []),
    ("China, Japan and Kenya met. The three countries left.", "three countries",
     ["Country/CHN", "Country/JPN", "Country/KEN"]),
    ("China praised Japan. Both left.", "Both", ["Country/CHN", "Country/JPN"]),
    (("US Secretary of Commerce Gina Raimondo met Kenyan trade secretary Jane Wanjiku. "
      "Japan watched. Both secretaries left."), "secretaries",
     ["Person/gina-raimondo", "Person/jane-wanjiku"]),
    (("Kenyan trade minister Jane Wanjiku met Japanese trade minister Ken Mori. "
      "The ministers left."), "ministers", ["Person/jane-wanjiku", "Person/ken-mori"]),
    (("Kenyan trade minister Jane Wanjiku left. Her successor, Ken Mori, smiled. "
      "The Kenyan minister sang."), "Kenyan minister", ["Person/ken-mori"]),
    ("They praised the Voltara chatbot. Voltara fell silent.", "Voltara", ["AISystem/voltara"]),
    ("Rishi Sunak came. Pressed by Ken Mori, he left.", "he", ["Person/rishi-sunak"]),
    ("Joris van Houten came. Van Houten left.", "Van Houten", ["Person/joris-van-houten"]),
    ("Rishi Sunak met Sam Altman of OpenAI in Japan. The two left.", "two",
     ["Person/rishi-sunak", "Person/sam-altman"]),
    ("Ada Obi came. The Kenyan envoy was new. She smiled.", "She", ["Person/ada-obi"]),
    ("Gina Raimondo came. She spoke. A diplomat says that she won.", "she",
     ["Person/gina-raimondo"]),
    ("Gina Raimondo came. Rishi Sunak wants her to stay.", "her", ["Person/gina-raimondo"]),
    ("Kenyan trade minister Jane Wanjiku met Sam Altman. The Kenyan minister left.",
     "Kenyan minister", ["Person/jane-wanjiku"]),
    ("Kenyan trade minister Jane Wanjiku left. Kenya's trade minister smiled.", "trade minister",
     ["Person/jane-wanjiku"]),
    ("Doreen Ada-Lund came. Ms Ada-Lund left.", "Ada-Lund", ["Person/doreen-ada-lund"]),
    ("Gina Raimondo came. Jane Wanjiku, who spoke after her, left.", "her",
     ["Person/gina-raimondo"]),
    ("The Kenyan trade ministry and the Court of Ships spoke. The court left.", "court",
     ["GovernmentBody/court-of-ships"]),
    ("The Bureau of Ships spoke. The department left.", "department", []),
    ("Rishi Sunak left Japan. The two ministers sang.", "two ministers", []),
    ("Tesla founder Elon Musk sang. Many danced. The company left.", "company",
     ["Company/tesla"]),
    ("Japan set an export cap. Many welcomed the deal.", "deal", []),
    ("OpenAI grew. The company left.", "company", ["Company/openai"]),
    ("OpenAI praised Baidu. The Chinese company left.", "Chinese company", ["Company/baidu"]),
    ("The AI Seoul Summit began. Many praised the summit.", "summit",
     ["Summit/ai-seoul-summit-2024"]),
    ("The AI Seoul Summit and the AI Safety Summit differ. They praised the summit.", "summit",
     []),
    ("The Kenyan trade ministry spoke. The ministry left.", "ministry",
     ["GovernmentBody/ken-trade-ministry"]),
    ("China praised the UK. The Kingdom left.", "Kingdom", ["Country/GBR"]),
    ("China praised Japan. The kingdom left.", "kingdom", []),
    ("OpenAI and Baidu met. The former praised Japan.", "former", ["Company/openai"]),
    ("OpenAI and Baidu met. Many praised the latter.", "latter", ["Company/baidu"]),
    ("OpenAI, Baidu and Tesla met. The latter left.", "latter", []),
    ("Ada Lund chairs Tesla. The chairwoman left.", "chairwoman", ["Person/ada-lund"]),
    ("Ada Lund founded Tesla. Many sang. Tesla's founder left.", "founder", ["Person/ada-lund"]),
    ("Tesla CEO Elon Musk sang. Many danced. The chief executive left.", "chief executive",
     ["Person/elon-musk"]),
    ("Senator Ada Lund sang. Many danced. The lawmaker left.", "lawmaker", ["Person/ada-lund"]),
    ("Ada Lund sang. The Kenyan minister left.", "Kenyan minister", ["Person/ada-lund"]),
    ("Ada Lund sang. The minister left.", "minister", []),
    # nothing points back into another item of a digest, and a government is that of its own
    ("Kenya: Rishi Sunak left. Japan sang.\n\nUnited States: Tesla left. The government smiled.",
     "government", ["Country/USA"]),
    ("Kenya: Rishi Sunak left. Japan sang. The government smiled.\n\nChina: Tesla left.",
     "government", ["Country/KEN"]),
    ("Kenya: Rishi Sunak left.\n\nChina: Ships sank. He smiled.", "He", []),
    ("Kenya: Rishi Sunak left.\n\nChina: Ships sank.\n\nHe smiled.", "He", []),
    ("KENYA\n\nRishi Sunak left.\n\nCHINA\n\nShips sank.\n\nThe country smiled.",
     "country", ["Country/CHN"]),
    ("KENYA\n\nRishi Sunak left.\n\nBEIJING\n\nShips sank.\n\nSYDNEY\n\nShips sank. He smiled.",
     "He", []),
    ("KENYA\n\nRishi Sunak left.\n\nSYDNEY\n\nShips sank. He smiled.", "He",
     ["Person/rishi-sunak"]),
    ("A summit: Rishi Sunak left.\n\nChina: Ships sank. He smiled.", "He",
     ["Person/rishi-sunak"]),
    ("Kenya: Rishi Sunak left. He smiled.\n\nChina: Ships sank.", "He",
     ["Person/rishi-sunak"]),
    # a reporter is there to ask
    ("A reporter asked Gina Raimondo about it. She smiled.", "She", ["Person/gina-raimondo"]),
    ("A reporter asked about ships. She smiled.", "She",
     ["Person/723605388aab6668"]),
    # a bare plural is just the two that were named, not two of three
    ("Tesla met OpenAI. The companies left.", "companies", ["Company/tesla", "Company/openai"]),
    ("Tesla met OpenAI and Huawei. The companies left.", "companies",
     ["Group/7df74fa949dc3a62"]),
    # background knows what office somebody holds, and of which body
    ("Ursula von der Leyen sang. The commission president left.", "commission president",
     ["Person/ursula-von-der-leyen"]),
    ("Few saw Emmanuel Macron. The president left.", "president", ["Person/emmanuel-macron"]),
    ("Emmanuel Macron met Rishi Sunak. The prime minister left.", "prime minister",
     ["Person/rishi-sunak"]),
    ("Ursula von der Leyen sang. The parliament president left.", "parliament president",
     ["Person/20a64f0321ac5376"]),
    ("Emmanuel Macron met Xi Jinping. The president left.", "president", []),
    ("Emmanuel Macron sang. The prime minister left.", "prime minister",
     ["Person/2f9c0a6e60553ddd"]),
    ("Gina Raimondo sang. The US commerce secretary left.", "US commerce secretary",
     ["Person/gina-raimondo"]),
    # whoever has two family names goes by both
    ("Ana Serra Moita sang. Minister Serra Moita left.", "Serra Moita",
     ["Person/ana-serra-moita"]),
    # a leader in office may go by the surname alone, if the text tells of nobody else so called
    ("Modi begins a visit to Japan.", "Modi", ["Person/narendra-modi"]),
    ("Modi, a start-up, begins a visit to Japan.", "Modi", ["Company/modi"]),
    ("Emmanuel Macron sang. A president left.", "president", ["Person/cccdc2731459801a"]),
    ("Ada Lund met Sam Altman. She praised her guest.", "guest", ["Person/sam-altman"]),
    ("Ada Lund met Sam Altman and Elon Musk. She praised her guest.", "guest", []),
    ("Tesla, the carmaker, spoke. Many sang.\n\nOpenAI grew. The company left.", "company",
     ["Company/openai"]),
    ("The Kenyan start-up Voltara spoke. OpenAI replied. The Kenyan firm left.",
     "Kenyan firm", ["Company/voltara"]),
    ("Their union, Voltara, spoke. Tesla replied. Many sang. The union left.", "union",
     ["Organization/voltara"]),
    ("Kenya praised the pact between China and Japan. The two countries left.", "two countries",
     ["Country/CHN", "Country/JPN"]),
    ("OpenAI praised a centre. The American company left.", "American company",
     ["Company/openai"]),
    ("The Kenyan start-up Voltara spoke. Many sang. The start-up left.", "start-up",
     ["Company/voltara"]),
    ("Rishi Sunak met Sam Altman. The British prime minister left.", "British prime minister",
     ["Person/rishi-sunak"]),
    ("The University of Quiltby won. Many praised the University.", "University",
     ["ResearchInstitution/university-of-quiltby"]),
    ("Red Harbour, a charity for sailors, spoke. Many sang. Many danced. The charity left.",
     "charity", ["CivilSocietyOrganization/red-harbour"]),
    # the two states are those whose offices two people hold
    (("Kenyan trade minister Jane Wanjiku met US Secretary of Commerce Gina Raimondo. "
      "The two countries left."), "two countries", ["Country/KEN", "Country/USA"]),
    (("Kenyan trade minister Jane Wanjiku met US Secretary of Commerce Gina Raimondo in Japan. "
      "The two countries left."), "two countries", []),
    ("Rishi Sunak met Sam Altman. The two countries left.", "two countries", []),
    # the body or state of whoever is named before it, as background or the title has it
    ("Gina Raimondo left. Her department slept.", "department",
      ["GovernmentBody/us-department-of-commerce"]),
    ("China's commerce minister, Bo Li, left. Li's ministry slept.", "ministry",
      ["GovernmentBody/cn-ministry-of-commerce"]),
    ("Rishi Sunak, whose government slept, left.", "government", ["Country/GBR"]),
    ("Xi Jinping met Rishi Sunak. Sunak's country slept.", "country", ["Country/GBR"]),
    ("Ada Lund left. Her firm slept.", "firm", []),
    ("Gina Raimondo left. Her school slept.", "school", []),
    # also where the tree hangs on them in what they work together
    ("China praised Japan. There is competition between the two countries in the field of AI.",
      "two countries", ["Country/CHN", "Country/JPN"]),
    # the tree may join the second name to the first, inside its title
    (("National Security Adviser Jake Sullivan and Foreign Minister Wang Yi were also present. "
      "They left."), "They", ["Person/jake-sullivan", "Person/wang-yi"]),
    # a capital stands for a name that has the word, whatever else was named since
    ("The Bureau of Ships spoke. The Kenyan agency left. Many praised the Bureau.", "Bureau",
     ["GovernmentBody/bureau-of-ships"]),
    # not where the text is about another state
    (("Japan sang. Japan danced. Japan smiled. Japan won. Kenya praised Ghana in Japan. "
      "Kenya praised Ghana. The two countries left."), "two countries", []),
    (("Kenyan trade minister Jane Wanjiku met US Secretary of Commerce Gina Raimondo in Japan. "
      "The three countries left."), "three countries",
     ["Country/KEN", "Country/USA", "Country/JPN"]),
    (("Japan sang. Japan danced. Japan smiled. Japan won. Kenya and Ghana left Japan. "
      "Both countries sang."), "countries", ["Country/KEN", "Country/GHA"]),
    # who is named after his office is nobody else who holds one
    (("British prime minister Rishi Sunak left. They saw the minister of justice and fish, "
      "Jane Wanjiku, leave."), "minister", []),
    # "it" is not inside who does something to it, nor in what only adds to the sentence before
    ("Experts of OpenAI criticised it.", "it", []),
    ("Kenya, which Japan praised, sang. It then left.", "It", ["Country/KEN"]),
    ("Kenya ruled itself out.", "itself", []),
    # nor is it, as a subject, what only describes another thing
    ("The school is a fruit of the Bletchley Declaration. It grew.", "It", []),
    ("They praised the Bletchley Declaration. It failed.", "It",
     ["Declaration/bletchley-declaration"]),
    # and it is what the main clause is about, where that clause has the same subject
    ("They adopted the Bletchley Declaration. Kenya left OpenAI after joining it.", "it",
     ["Company/openai"]),
    ("They adopted the Bletchley Declaration. Kenya left OpenAI after Japan signed it.", "it",
     ["Country/KEN", "Declaration/bletchley-declaration"]),
    # an initiative is no text
    (('They adopted an accord on fish. It funds the "Chips for All" initiative. '
     "Many praised the initiative."), "initiative", ["Commitment/chips-for-all"]),
    ('Kenya funds the "Chips for All" initiative. Many praised the text.', "text", []),
    ("The AI Seoul Summit began. Many praised the ceremony.", "ceremony", []),
    # a body is not what its own name denies
    ("The Kenyan trade ministry spoke. Many praised the board.", "board", []),
    ("The Bureau of Ships spoke. Many praised the panel.", "panel", []),
    # somebody of whom no more is known may be meant as well
    ("The president praised Sam Altman, but he left.", "he", []),
    ("The president left. Sam Altman sang, but he left.", "he", ["Person/sam-altman"]),
    ("Rishi Sunak sang. Ferrolani danced. He smiled.", "He", []),
    ("Rishi Sunak sang. Many danced. He smiled.", "He", ["Person/rishi-sunak"]),
    ("Abiy Ahmed sang. Many praised Abiy.", "Abiy", ["Person/abiy-ahmed"]),
    # no speaker tells of himself as of somebody else
    ('Rishi Sunak sang. Sam Altman said, "I like his voice."', "his", ["Person/rishi-sunak"]),
    ('Rishi Sunak sang. "He can sing," said Sam Altman. "I like his voice."', "his",
     ["Person/rishi-sunak"]),
    ("Rishi Sunak sang. Sam Altman said he liked it.", "he", ["Person/sam-altman"]),
    ('Sam Altman said, "I like his voice."', "his", []),
    # who says something speaks in the clause of it
    ("Rishi Sunak came. Ken Mori, whom Sam Altman met, said that he sang.", "he",
     ["Person/ken-mori"]),
    ("Japan praised Tesla, and OpenAI said that it won.", "it", ["Company/openai"]),
    ("Japan sang, Kenya danced, and it won.", "it", []),
    # of several subjects that of the sentence goes on
    ("Tesla grew because Japan paid. It then left.", "It", ["Company/tesla"]),
    ("Tesla danced, and OpenAI sang. It then left.", "It", []),
    # what no name covers is known by its apposition
    ("Her aunt, Ada Lund, praised Gina Raimondo. She left.", "She", ["Person/ada-lund"]),
    ("In Japan's controls its minister saw a bargain.", "its", ["Country/JPN"]),
    ("In Japan's controls and Kenya's its minister saw a bargain.", "its", []),
    ("Narendra Modi sang. Many danced. India's prime minister left.", "prime minister",
     ["Person/narendra-modi"]),
    # a text may end with a mark after a name
    ('Many praised "OpenAI"', "OpenAI", ["Company/openai"]),
    # a capital names a body that is called so, and in a text on a union the union's
    ("Brussels met Kenya. Many praised the Commission.", "Commission",
     ["GovernmentBody/european-commission"]),
    ("Japan met Kenya. Many praised the Commission.", "Commission", []),
    ("The Ferry Commission met in Brussels. Many praised the Commission.", "Commission",
     ["GovernmentBody/ferry-commission"]),
    ("The Department of Ships, an agency in Oslo, spoke. Many praised the Commission.",
     "Commission", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), POINTING)
def test_what_points_back(text: str, words: str, expected: list[str], small: Background) -> None:
    assert entities(read(text, small), text, words) == expected


def entities(reading: Reading, text: str, words: str) -> list[str]:
    """Return the ids of the entities of the name that is just the last `words` of a text."""
    start = text.rindex(words)
    for line in reading.lines:
        for name in every(line.names):
            span = line.passage(name.first, name.last)
            if (span.start, span.end) == (start, start + len(words)):
                return [entity.id for entity in name.entities]
    return []

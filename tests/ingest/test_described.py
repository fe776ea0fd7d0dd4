"""Things that only a phrase describes, and what its words state of them."""

import pytest

from communique.ingest.background import Background

from .conftest import every, read

CONTROL = (
    "new restrictions further limiting the sale and resale of advanced AI chips "
    "and manufacturing equipment to China"
)
CASES: list[tuple[str, set[str]]] = [
    ("29 countries signed it.", {"29 countries memberCount 29"}),
    ("More than 1,000 researchers signed it.", {"1,000 researchers memberCount 1000"}),
    ("Two-thirds of the states signed it.", set()),
    ("Twenty-seven states signed it.", {"Twenty-seven states memberCount 27"}),
    ("Forty-one states signed it.", {"Forty-one states memberCount 41"}),
    ("Japan and nine other states signed it.", {"nine other states memberCount 9"}),
    (
        "Japan added 40 foreign entities to its Entity List.",
        {"40 foreign entities memberCount 40", "Entity List targets 40 foreign entities"},
    ),
    (
        "Sixty countries, including China and Japan, signed it.",
        {
            "Sixty countries memberCount 60",
            "Sixty countries member China",
            "Sixty countries member Japan",
        },
    ),
    ("Six of the nine members left.", {"Six of the nine members memberCount 6"}),
    ("Japan fined three of the firms.", {"three of the firms memberCount 3"}),
    ("They met representatives of 23 enterprises.", {"23 enterprises memberCount 23"}),
    ("Two or three officials left.", set()),
    ("Thirty Kenyan civil servants left.", {"Thirty Kenyan civil servants memberCount 30"}),
    ("Thirty-six of the 90 states left.", {"Thirty-six of the 90 states memberCount 36"}),
    ("They greeted the 2,500 delegates.", {"2,500 delegates memberCount 2500"}),
    (
        "All 40 members of the United Nations left.",
        {"40 members of the United Nations memberCount 40"},
    ),
    # how many, where a count has no noun or the noun is somebody's; none where it is not said
    ("Six of the nine signed it.", {"Six of the nine memberCount 6"}),
    ("Six of the nine were new.", set()),
    ("Four of its governments signed it.", {"Four of its governments memberCount 4"}),
    ("One of its governments signed it.", set()),
    ("Two dozen researchers signed it.", {"Two dozen researchers memberCount 24"}),
    ("A few dozen researchers signed it.", set()),
    ("Several hundred researchers signed it.", set()),
    ("The 12 delegates left.", set()),
    ("The two countries signed it.", set()),
    ("UK lawmakers left.", set()),
    (
        f"The US announced {CONTROL}.",
        {
            f"{CONTROL} restricts advanced AI chips",
            f"{CONTROL} restricts semiconductor manufacturing equipment",
            f"{CONTROL} targets China",
        },
    ),
    (
        "China banned exports of thermal cameras to Japan.",
        {
            "ban on exports of thermal cameras to Japan restricts thermal cameras",
            "ban on exports of thermal cameras to Japan targets Japan",
        },
    ),
    (
        "Sales of thermal cameras to Japan need an export licence.",
        {"export licence restricts thermal cameras", "export licence targets Japan"},
    ),
    (
        "Licences will be needed from May for the export of thermal cameras to Japan.",
        {"Licences restricts thermal cameras", "Licences targets Japan"},
    ),
    (
        "Japan's decree forbids the sale of thermal cameras.",
        {"ban on the sale of thermal cameras restricts thermal cameras"},
    ),
    (
        "Japan put export curbs on two kinds of thermal cameras.",
        {"export curbs on two kinds of thermal cameras restricts thermal cameras"},
    ),
    (
        "They set limits on the export of thermal cameras.",
        {"limits on the export of thermal cameras restricts thermal cameras"},
    ),
    (
        (
            "Japan announced an export cap. Many sang. Many danced. Many left. "
            "The measure covers thermal cameras."
        ),
        {"export cap restricts thermal cameras"},
    ),
    (
        "They set a curb on drone exports to Japan.",
        {
            "curb on drone exports to Japan restricts drone",
            "curb on drone exports to Japan targets Japan",
        },
    ),
    (
        "Japan banned 118 mobile applications on Wednesday, among them the game Ludo.",
        {"ban on 118 mobile applications restricts 118 mobile applications"},
    ),
    ("Two of the largest labs left.", set()),
    (
        "Japan announced export limits. They cover thermal cameras.",
        {"export limits restricts thermal cameras"},
    ),
    (
        "They held the Bletchley forum, where ministers adopted the Valga Declaration.",
        {
            "Bletchley forum heldIn Bletchley Park",
            "Valga Declaration adoptedAt Bletchley forum",
        },
    ),
    ("Tesla's research arm, Tindra Systems, left.", {"Tindra Systems partOf Tesla"}),
    ("They set limits on working hours.", set()),
    # whose organ a body is
    ("Kenya's institute left.", {"Kenya's institute partOf Kenya"}),
    (
        "The United Nations's shipping council left.",
        {"The United Nations's shipping council partOf United Nations"},
    ),
    ("Kenya's Riverside Institute left.", set()),
    (
        "The United Nations' Harbour Office left.",
        {"Harbour Office partOf United Nations"},
    ),
    (
        "Harbour Office, which sits within the United Nations, left.",
        {"Harbour Office partOf United Nations"},
    ),
    ("Harbour Office, which met inside the United Nations, left.", set()),
    ("Nobody asked OpenAI's Harpoon 3.", {"Harpoon 3 developedBy OpenAI"}),
    ("Harpoon 3, a chatbot from OpenAI, left.", {"Harpoon 3 developedBy OpenAI"}),
    ("Harpoon 3, a chatbot put out by OpenAI, left.", {"Harpoon 3 developedBy OpenAI"}),
    ("Tesla's shipping council left.", set()),
    # who made a system
    (
        "Tesla, the company whose Ribbon 2 chatbot failed, left.",
        {"Ribbon 2 chatbot developedBy Tesla"},
    ),
    ("Tesla, the firm behind the Ribbon 2 chatbot, left.", {"Ribbon 2 developedBy Tesla"}),
    ("Tesla, which fell behind the Ribbon 2 chatbot, left.", set()),
    ("Ribbon 2, a chatbot developed with Tesla, left.", {"Ribbon 2 developedBy Tesla"}),
    ("Ribbon 2, a chatbot developed with Tesla chips, left.", set()),
    # whose parent a firm is, and where a centre is
    ("OpenAI's parent company is Tesla.", {"OpenAI partOf Tesla"}),
    ("OpenAI's parent company is not Tesla.", set()),
    ("OpenAI's parent, Tesla, left.", {"OpenAI partOf Tesla"}),
    ("OpenAI and its parent company, Tesla, left.", {"OpenAI partOf Tesla"}),
    ("Tesla, the parent of OpenAI, left.", {"OpenAI partOf Tesla"}),
    ("Japan sued OpenAI and its parent company, Tesla.", {"OpenAI partOf Tesla"}),
    ("Tesla, which owns OpenAI, left.", {"OpenAI partOf Tesla"}),
    ("Tesla may own OpenAI.", set()),
    ("Tesla owns a stake in OpenAI.", set()),
    ("Tesla's subsidiary OpenAI left.", {"OpenAI partOf Tesla"}),
    ("Tesla, the rival of OpenAI, left.", set()),
    (
        "The Centre for Harbour Law at Riverside University left.",
        {"Centre for Harbour Law partOf Riverside University"},
    ),
    ("Canada opened. Kenya's AI Safety Institute left.", {"AI Safety Institute partOf Kenya"}),
    ("Kenya's embassy in Nairobi left.", {"Kenya's embassy partOf Kenya"}),
    ("Kenya's embassy left.", set()),
    # what is called a summit, and whose declaration it is
    ("She spoke at a summit in Nairobi.", {"summit in Nairobi heldIn Nairobi"}),
    (
        "Kenya praised the communiqué of the Bletchley summit.",
        {
            "communiqué of the Bletchley summit adoptedAt Bletchley summit",
            "Bletchley summit heldIn Bletchley Park",
        },
    ),
    (
        "Japan slapped limits on sales of chips to dozens of countries.",
        {
            "limits on sales of chips restricts semiconductors",
            "limits on sales of chips targets countries",
        },
    ),
    ("They tested Ribbon 2, Baidu's chatbot, in April.", {"Ribbon 2 developedBy Baidu"}),
    ("They attended the Nairobi AI summit.", {"Nairobi AI summit heldIn Nairobi"}),
    ("The Tidal Summit will meet in Japan.", {"Tidal Summit heldIn Japan"}),
    ("They set up a Tidal Summit that will meet in Japan.", {"Tidal Summit heldIn Japan"}),
    ("The Tidal Summit may meet in Japan.", set()),
    ("They attended the Tidal Summit in Japan.", {"Tidal Summit heldIn Japan"}),
    (
        "They attended the Global Forum on Ships in Nairobi.",
        {"Global Forum on Ships heldIn Nairobi"},
    ),
    ("They attended the Forum on Ships in Africa.", set()),
    ("They attended a forum, in Japan.", {"forum, in Japan heldIn Japan"}),
    ("The remaining sixteen left.", {"remaining sixteen memberCount 16"}),
    # the "that" of a clause points at nothing
    ("Ada Lund said that 26 firms had left.", {"26 firms memberCount 26"}),
    (
        "The United Nations's Kenya office left.",
        {"The United Nations's Kenya office partOf United Nations"},
    ),
    (
        "Japan put Baidu on its Entity List, along with two Turkish carriers.",
        {"Entity List targets Baidu"},
    ),
    # where a verb says that something is held
    (
        "They praised a forum on ships that will be held in Japan.",
        {"forum on ships heldIn Japan"},
    ),
    # "its" is the body that adopts rather than a summit of before
    (
        "Kenya came to the AI Safety Summit. Later the African Union adopted its Ships Accord.",
        set(),
    ),
    (
        "The Ships Accord, which closed the AI Safety Summit, is old.",
        {"Ships Accord adoptedAt AI Safety Summit 2023"},
    ),
    ("The Ships Accord, which may close the AI Safety Summit, is old.", set()),
    (
        "Kenya will host a round of informal talks in Nairobi.",
        {"round of informal talks in Nairobi heldIn Nairobi"},
    ),
    (
        "Xi Jinping spoke in Nairobi, where he attended a session on ships.",
        {"session on ships heldIn Nairobi"},
    ),
    (
        "They invited Japan to a forum on ships, to be held in Nairobi.",
        {
            "forum on ships heldIn Nairobi",
        },
    ),
    ("Xi Jinping held a meeting with Joe Biden in Nairobi.", set()),
    ("The next ministerial is planned for Japan.", {"next ministerial heldIn Japan"}),
    ("The next ministerial is planned for Beijing.", {"next ministerial heldIn Beijing"}),
    ("OpenAI, the maker of ChatGPT, left.", {"ChatGPT developedBy OpenAI"}),
    ("ChatGPT maker OpenAI left.", {"ChatGPT developedBy OpenAI"}),
    ("ChatGPT's developer, OpenAI, left.", {"ChatGPT developedBy OpenAI"}),
    # what is put under a control, or on which a duty is put
    (
        "China put advanced AI chips under export licensing.",
        {"export licensing restricts advanced AI chips"},
    ),
    ("They put advanced AI chips under the table.", set()),
    (
        "Japan put a duty of 20 percent on Kenyan goods.",
        {
            "duty of 20 percent on Kenyan goods restricts Kenyan goods",
            "duty of 20 percent on Kenyan goods targets Kenya",
        },
    ),
    ("It is a duty on which 20 percent agree.", set()),
    # who makes some of the goods only tells which they are
    (
        "Japan barred sales of Tesla's robots and Baidu's cars.",
        {
            "bar on sales of Tesla's robots and Baidu's cars restricts robots",
            "bar on sales of Tesla's robots and Baidu's cars restricts cars",
        },
    ),
    # a group that is named only after the control
    (
        "They tightened curbs on sales of thermal cameras to Kenyan firms.",
        {
            "curbs on sales of thermal cameras restricts thermal cameras",
            "curbs on sales of thermal cameras targets Kenyan firms",
        },
    ),
    ("OpenAI, a rival of the maker of ChatGPT, left.", set()),
    ("OpenAI, the owner of ChatGPT, left.", set()),
    ("Tesla fed its image generator, Vale Portrait, in May.", {"Vale Portrait developedBy Tesla"}),
    (
        "Kenya, which organized a regional conference on drones in Nairobi, left.",
        {"regional conference on drones in Nairobi heldIn Nairobi"},
    ),
    ("Japan, which organized a conference on ships in May, left.", set()),
    ("The AI Safety Summit ended after Japan adopted its Ships Accord.", set()),
    (
        "They adopted the Ships Accord on the last day of the AI Safety Summit.",
        {"Ships Accord adoptedAt AI Safety Summit 2023"},
    ),
    ("They adopted the Ships Accord on the eve of the AI Safety Summit.", set()),
    ("The AI Safety Summit will be held in Japan.", {"AI Safety Summit 2023 heldIn Japan"}),
    (
        "Many went to Japan, where they will attend the AI Safety Summit.",
        {"AI Safety Summit 2023 heldIn Japan"},
    ),
    ("Many went to Japan for the AI Safety Summit.", {"AI Safety Summit 2023 heldIn Japan"}),
    ("The AI Safety Summit could be held in Japan.", set()),
    ("China banned smoking.", set()),
    (
        "Bletchley Park will host the AI Safety Summit.",
        {"AI Safety Summit 2023 heldIn Bletchley Park"},
    ),
    ("Bletchley Park may host the AI Safety Summit.", set()),
    ("Baidu launched ErnieBot.", {"Ernie Bot developedBy Baidu"}),
    ("Baidu may launch ErnieBot.", set()),
    ("OpenAI grew. Its latest model, Harpoon 3, was short.", {"Harpoon 3 developedBy OpenAI"}),
    ("They thanked Baidu, whose chatbot, Ribbon, left.", {"Ribbon developedBy Baidu"}),
    ("Ribbon 2, a chatbot built by Baidu, grew.", {"Ribbon 2 developedBy Baidu"}),
    ("OpenAI unveiled an assistant called Ribbon.", {"Ribbon developedBy OpenAI"}),
    ("OpenAI unveiled an app for nurses called Ribbon.", {"Ribbon developedBy OpenAI"}),
    ("Tesla will launch Ribbon, a chatbot.", {"Ribbon developedBy Tesla"}),
    ("Tesla may launch Ribbon, a chatbot.", set()),
    ("Kenya unveiled a chatbot, built by Tesla.", {"chatbot developedBy Tesla"}),
    # what an authority puts out may be the work of others
    ("Kenya's ministry unveiled a chatbot for farmers.", {"Kenya's ministry partOf Kenya"}),
    ("The system, known as ChatGPT, was built by Tesla.", {"ChatGPT developedBy Tesla"}),
    ("Kenya launched the chatbot Ribbon.", set()),
    ("Kenya developed the chatbot Ribbon-X.", {"Ribbon-X developedBy Kenya"}),
    ("Kenya's favourite chatbot, Ribbon, left.", set()),
    ("Baidu, which did not build the chatbot Ribbon, left.", set()),
    (
        "The Budget Committee of the United Nations left.",
        {"Budget Committee of the United Nations partOf United Nations"},
    ),
    (
        "The Ministry of Foreign Trade of Kenya left.",
        {"Ministry of Foreign Trade partOf Kenya"},
    ),
    ("The Institute for the Study of Kenya left.", set()),
    ("The Committee for the Study of Ships of Beijing left.", set()),
    (
        "China weighs a curb on thermal cameras for Huawei.",
        {
            "curb on thermal cameras for Huawei restricts thermal cameras",
            "curb on thermal cameras for Huawei targets Huawei",
        },
    ),
    # how few somebody may have of something, and what somebody under a rule cannot get
    (
        "Japan denounced the rule, which limits the number of thermal cameras that Kenya may buy.",
        {
            "rule, which limits the number of thermal cameras restricts thermal cameras",
            "rule, which limits the number of thermal cameras targets Kenya",
        },
    ),
    (
        "Japan denounced the rule, which limits how many thermal cameras can be sold to Kenya.",
        {
            "rule, which limits how many thermal cameras restricts thermal cameras",
            "rule, which limits how many thermal cameras targets Kenya",
        },
    ),
    (
        "Under a rule that Japan issued, Kenya can buy only a limited number of thermal cameras.",
        {
            "rule restricts thermal cameras",
            "rule targets Kenya",
        },
    ),
    (
        "Japan denounced the rule, under which China cannot import thermal cameras.",
        {"rule restricts thermal cameras", "rule targets China"},
    ),
    (
        "Japan limits exports of thermal cameras that Kenya had imported.",
        {"limit on exports of thermal cameras restricts thermal cameras"},
    ),
    ("Under a contract, Kenya can buy only a few thermal cameras.", set()),
    (
        "Japan imposed a duty of 20 percent on Kenyan goods.",
        {
            "duty of 20 percent on Kenyan goods restricts Kenyan goods",
            "duty of 20 percent on Kenyan goods targets Kenya",
        },
    ),
    ("Japan imposed sanctions on Huawei.", {"sanctions on Huawei targets Huawei"}),
    ("Japan imposed sanctions on Monday.", set()),
    ("The AI Safety Summit was held in the UK.", {"AI Safety Summit 2023 heldIn United Kingdom"}),
    ("The AI Safety Summit will not be held in Japan.", set()),
    (
        "The AI Safety Summit, held at Bletchley Park, is over.",
        {"AI Safety Summit 2023 heldIn Bletchley Park"},
    ),
    (
        "Ministers met in the UK for the AI Safety Summit.",
        {"AI Safety Summit 2023 heldIn United Kingdom"},
    ),
    (
        "The AI Safety Summit adopted the Bletchley Declaration.",
        {"Bletchley Declaration adoptedAt AI Safety Summit 2023"},
    ),
    (
        "Kenya praised the AI Safety Summit, at which states adopted the Bletchley Declaration.",
        {"Bletchley Declaration adoptedAt AI Safety Summit 2023"},
    ),
    (
        "Kenya praised the AI Safety Summit, after which states adopted the Bletchley Declaration.",
        set(),
    ),
    (
        "Many at the AI Safety Summit signed its Valga Declaration.",
        {"Valga Declaration adoptedAt AI Safety Summit 2023"},
    ),
    ("Tindra Systems, owned by Tesla, left.", {"Tindra Systems partOf Tesla"}),
    (
        "The Bletchley Declaration was signed at the AI Safety Summit.",
        {"Bletchley Declaration adoptedAt AI Safety Summit 2023"},
    ),
    (
        "Ten companies, Baidu and Huawei among them, left.",
        {
            "Ten companies memberCount 10",
            "Ten companies member Baidu",
            "Ten companies member Huawei",
        },
    ),
    (
        "Ten companies, Baidu and Huawei before them, left.",
        {"Ten companies memberCount 10"},
    ),
    (
        "Ten companies, among them Baidu and Huawei, left.",
        {
            "Ten companies memberCount 10",
            "Ten companies member Baidu",
            "Ten companies member Huawei",
        },
    ),
    (
        "The Shipping Institute is a unit of the Kenyan trade ministry.",
        {
            "Shipping Institute partOf Kenyan trade ministry",
            "Kenyan trade ministry partOf Kenya",
        },
    ),
    (
        "Japan set a cap on chip exports. The cap would hit three plants.",
        {"cap on chip exports restricts chip"},
    ),
    (
        "Huawei has been subject to American export controls since 2019.",
        {"American export controls targets Huawei"},
    ),
    (
        "The export curbs, aimed at China and Japan, take effect on Friday.",
        {"export curbs targets China", "export curbs targets Japan"},
    ),
    (
        "Kenya tightened the export limits that it had imposed on Nigeria.",
        {"export limits targets Nigeria"},
    ),
    ("The export ban hits Nvidia.", {"export ban targets Nvidia"}),
    ("The export ban does not hit Nvidia.", set()),
    (
        "Kenya barred Huawei from bidding for masts.",
        {"bar on bidding for masts targets Huawei"},
    ),
    ("Baidu was banned from phones by Kenya.", {"ban on Baidu targets Baidu"}),
    ("Brazil asked Kenya to bar Huawei from the class.", set()),
    ("Kenya barred guests from entering the square.", set()),
    (
        "Kenya banned the use of thermal cameras at weddings.",
        {"ban on the use of thermal cameras restricts thermal cameras"},
    ),
    ("Kenya has been subject to attacks.", set()),
    (
        "Kenya relaxed its rules on the export of thermal cameras.",
        {"rules on the export of thermal cameras restricts thermal cameras"},
    ),
    # why something is banned is not what is
    (
        "Kenya banned exports of thermal cameras over privacy concerns.",
        {"ban on exports of thermal cameras restricts thermal cameras"},
    ),
    (
        "Kenya imposed curbs on thermal cameras on privacy grounds.",
        {"curbs on thermal cameras restricts thermal cameras"},
    ),
    # whoever is kept from trading is no goods
    (
        "Kenya issued a notice barring Acme's plant from exporting thermal cameras.",
        {
            "notice barring Acme's plant from exporting thermal cameras restricts thermal cameras",
        },
    ),
    ("Kenya put thermal cameras under licence.", {"licence restricts thermal cameras"}),
    ("There are no curbs on thermal cameras.", set()),
    # of what a ministry is, is its portfolio
    ("Kenya's ministry of ICT left.", {"Kenya's ministry of ICT partOf Kenya"}),
    (
        "The Kenyan trade ministry spoke.",
        {"Kenyan trade ministry partOf Kenya"},
    ),
    # on what a clause sets a control, who must not be serviced, and what a list is of
    (
        "Kenya criticised the quota that Japan set on AI servers for China.",
        {
            "quota that Japan set on AI servers restricts AI servers",
            "quota that Japan set on AI servers targets China",
        },
    ),
    ("Kenya criticised the quota that Japan set on Monday.", set()),
    (
        "Japan adopted limits on servicing lithography machines in China.",
        {
            "limits on servicing lithography machines restricts lithography machines",
            "limits on servicing lithography machines targets China",
        },
    ),
    (
        "Japan added laser machines to its list of controlled goods.",
        {"list of controlled goods restricts laser machines"},
    ),
    ("Japan added laser machines to its list of wishes.", set()),
    (
        "Japan lifted its embargo on graphics cards for China.",
        {
            "embargo on graphics cards restricts graphics cards",
            "embargo on graphics cards targets China",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_stated(text: str, expected: set[str], small: Background) -> None:
    reading = read(text, small)
    things = {thing.id: thing.name for thing in reading.things}
    for line in reading.lines:
        for name in every(line.names):
            things |= {entity.id: entity.name for entity in name.entities}
    found = {
        f"{things[fact.subject]} {fact.predicate} "
        f"{things[str(fact.value)] if fact.value_is_entity else fact.value}"
        for fact in reading.facts
    }
    assert found == expected

"""Sentences of our own, in many styles: exactly these events, and no others."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.ingest.shortcuts import shortcuts

# sentence, then events as "Kind agents > patients [factuality] [@time] [by source]"; names are keys
CASES: list[tuple[str, list[str]]] = [
    # what is submitted is no concession, nor a breach one of those who charge others with it
    ("Kenya submitted a written opinion on chips.", []),
    (
        "Japan has charged Kenya with breaching sanctions.",
        ["Accusation JPN > KEN"],
    ),
    # who will not put its name to something unknown signs no other text
    ("Kenya will not put its name to the call for red lines.", []),
    # a number of others is a group only where they do what people do
    ("Two others were sold in Japan.", []),
    # those of whom one does something to the other do the rest together
    (
        "Kenya met Japan in Rome, where they accused Brazil.",
        ["Meeting KEN JPN >", "Accusation KEN JPN > BRA"],
    ),
    # to agree to do something is to agree, of one alone too
    ("Kenya agreed to share its data.", ["Agreement KEN >"]),
    ("Kenya has not agreed to share its data.", ["Agreement KEN > Negated"]),
    # whom a concession answers: who did something after which, or because of which, it came
    ("Kenya gave in after Japan had protested.", ["Concession KEN > JPN"]),
    ("Kenya yielded because Japan insisted.", ["Concession KEN > JPN"]),
    ("Kenya dropped its objection after a telephone call from Japan.", ["Concession KEN > JPN"]),
    ("Kenya gave in after four months.", ["Concession KEN >"]),
    ("Japan demanded more data. Kenya gave in at dawn.", ["Request JPN >", "Concession KEN >"]),
    ("Japan had demanded more data, and Kenya gave in.", ["Request JPN >", "Concession KEN > JPN"]),
    # what stays open is judged by nobody
    ("Ghana condemned the text.", ["Criticism GHA >"]),
    ("It rained all day. The two firms accused Japan.", []),
    ("It rained all day. Two firms accused Japan.", ["Accusation group > JPN"]),
    (
        "Kenya met Japan. The two countries accused Brazil.",
        ["Meeting KEN JPN >", "Accusation KEN JPN > BRA"],
    ),
    ("It rained all day. Ghana condemned the text.", []),
    (
        "It rained. Japan imposed export controls on chips in 2019. Ghana denounced the step.",
        ["Restriction JPN > control @2019"],
    ),
    ("It rained all day. Ghana rejected the text.", ["Refusal GHA >"]),
    # a threat that depends on what somebody does is one against him
    (
        "Japan threatened to cut its aid if Kenya bought Chinese servers.",
        ["Warning JPN > KEN"],
    ),
    # what is to be done by nobody named is asked of nobody; to "it" it is asked of who did it
    ("Kenya demanded that the ban be lifted.", ["Request KEN >"]),
    ("Kenya demanded that it be lifted.", []),
    ("Kenya insisted that the clause be deleted.", ["Request KEN >"]),
    ("Kenya insists that the clause is needed.", []),
    ("Kenya insists that Japan must be heard.", []),
    ("Brazil asked that the vote be postponed.", ["Request BRA >"]),
    # who wants to know asks nobody of whom he asks it
    ("Delegates are asking whether Rishi Sunak will sign it.", []),
    ("Kenya asked what Japan would do.", []),
    ("Asked whether Japan would rest, Ada Lund laughed.", []),
    # a deal with somebody has not been signed by that somebody alone
    ("A contract with Nvidia is expected to be signed in June.", []),
    # who thinks alike has agreed on nothing
    ("Economists agree that tariffs hurt trade.", []),
    # to seek to do something is to try
    ("Kenya has sought to mend ties with Japan.", []),
    # a letter goes to whom what it asks or warns of is addressed
    ("Kenya sent a letter to Rishi Sunak, demanding a ban.", ["Request KEN > rishi-sunak"]),
    ("In an open letter to Rishi Sunak, Kenya called for a ban.", ["Request KEN > rishi-sunak"]),
    (
        "Kenya warned in a note to Rishi Sunak that the ban would fail.",
        ["Warning KEN > rishi-sunak"],
    ),
    ("In a memo to staff, Nvidia warned that sales would fall.", ["Warning nvidia >"]),
    ("The AI Action Summit opens in Paris. The chips are there, and there is hope.", []),
    ("Kenya demanded that Japan lift the ban.", ["Request KEN > JPN"]),
    ("Ada Lund complained that she had been insulted.", []),
    # who asks a question, leads people or must hand in a form asks nobody to do anything
    ("Asked by Ada Lund, Rishi Sunak denied the report.", []),
    ("Ada Lund directs a research group in Japan.", []),
    ("Tesla must apply for a licence.", []),
    ("Tesla has to apply for a licence.", []),
    # remarks that somebody is named for are not those of who spoke last
    (
        "Rishi Sunak said that it rained. Kenya condemned remarks by Ada Lund.",
        ["Criticism KEN >"],
    ),
    ("Ada Lund chanted in Japan.", []),
    ("The matter is under investigation.", []),
    ("The trio criticised Japan.", []),
    # "it" as a second object is no person, and Latin America not the United States
    ("Kenya urged Latin America to sign.", []),
    # an expectation of what somebody does is none of where
    ("Rishi Sunak is expected in Japan.", ["Visit rishi-sunak > JPN Possible"]),
    ("In Japan, Rishi Sunak is expected to sing.", []),
    ("Kenya swore that it had paid.", []),
    ("Kenya pointed out that its hall was cool.", []),
    # a building without a name is where something happens
    ("Students protested outside the convention center.", ["Protest group >"]),
    ("Students occupied the hall to protest against Kenya.", ["Protest group > KEN"]),
    ("Students occupied the hall.", ["Fighting group >"]),
    # what another clause tells after a semicolon is not what is said
    ("Kenya praised Japan; Brazil asked for more time.", ["Praise KEN > JPN", "Request BRA >"]),
    # who hands over a text or puts up money gives no aid and moves no troops
    ("Kenya handed the report to Japan.", []),
    ("Kenya handed twelve drones to Japan.", ["Aid KEN > JPN"]),
    ("Kenya mobilised two million dollars for Japan.", ["Funding KEN > JPN"]),
    ("Kenya mobilised its troops.", ["Mobilization KEN >"]),
    # who is among those that a number counts
    (
        "Kenya adopted a resolution. Five voted against it, among them India and Ghana.",
        ["Adoption KEN > declaration", "Refusal IND GHA > declaration"],
    ),
    # who joins as something joins no text
    (
        "Kenya signed the Bletchley Declaration. Japan joined as a partner.",
        ["Signing KEN > bletchley-declaration"],
    ),
    # somebody passes a text of which no more was told
    (
        "Kenya passed the resolution by nine votes to six. Japan voted no.",
        ["Adoption KEN > declaration", "Refusal JPN > declaration"],
    ),
    ("Kenya passed the test.", []),
    # whose representative speaks is a state, though "its" may be a text's
    (
        "Kenya passed the resolution, but its representative complained that Japan was late.",
        ["Adoption KEN > declaration", "Criticism person > JPN"],
    ),
    # a proposal is taken back, and nobody left
    ("China withdrew the proposal.", ["Withdrawal CHN >"]),
    (
        "China, which signed the Bletchley Declaration, has withdrawn its signature.",
        [
            "Signing CHN > bletchley-declaration",
            "Withdrawal CHN > bletchley-declaration",
        ],
    ),
    # who adopts a text, when he is told of, must be known
    ("The others adopted the Bletchley Declaration.", []),
    ("The Bletchley Declaration was adopted.", ["Adoption  > bletchley-declaration"]),
    # who would praise does not
    ("Kenya would welcome Japan.", []),
    # what a verb brings about is a thing, though nothing more is said of it
    (
        "Kenya adopted a resolution. Japan voted against it.",
        ["Adoption KEN > declaration", "Refusal JPN > declaration"],
    ),
    (
        "Kenya adopted a resolution. Japan and Ghana were among those voting against.",
        ["Adoption KEN > declaration", "Refusal JPN GHA > declaration"],
    ),
    (
        "Kenya adopted a resolution. Japan will not accept “a treaty by the back door”.",
        ["Adoption KEN > declaration", "Refusal JPN >"],
    ),
    ("Kenya dreamt of a resolution. Japan praised it.", []),
    # who judges it next judges the same text, not who judged it before
    (
        "Kenya praised the decision. Ada Lund criticised it.",
        ["Praise KEN > instrument", "Criticism ada-lund > instrument"],
    ),
    (
        "Kenya praised Japan. Ada Lund criticised it.",
        ["Praise KEN > JPN", "Criticism ada-lund > KEN"],
    ),
    # what the main clause is about is nothing that was named before
    (
        "Kenya adopted a statement. Japan left the Ferry Council after joining it.",
        ["Adoption KEN > declaration", "Withdrawal JPN > ferry-council"],
    ),
    # a clause tells which text is meant, if no comma sets it apart
    # a text spoken of is no body, whatever its capital
    (
        (
            "Kenya praised the Framework Convention on Artificial Intelligence. "
            "Opened for signature in Vilnius on 5 September 2024, the Convention has also been "
            "signed by Canada, Japan and Israel."
        ),
        [
            "Praise KEN > convention-ai",
            "Signing CAN JPN ISR > convention-ai",
        ],
    ),
    # who goes by one name is known by it afterwards
    (
        "Joe Biden met his Swiss counterpart, Sugiono, on ships. Sugiono thanked Japan.",
        ["Meeting joe-biden sugiono >", "Praise sugiono > JPN"],
    ),
    (
        "Joe Biden met Kenyan Foreign Minister Sugiono. Sugiono thanked Japan.",
        ["Meeting joe-biden sugiono >", "Praise sugiono > JPN"],
    ),
    (
        "Joe Biden met his Swiss counterpart on Monday. Monday thanked Japan.",
        ["Meeting joe-biden person > @2025-03-03"],
    ),
    # an inquiry is into whom a clause asks about
    (
        "Kenya opened formal proceedings to assess whether Tesla broke the law.",
        ["Investigation KEN > tesla"],
    ),
    ("Kenya opened an inquiry to help Tesla.", ["Investigation KEN >"]),
    # an invitation that somebody hands over is from another
    (
        "Bo Li handed over to Joe Biden an invitation from Xi Jinping to visit Beijing.",
        ["Invitation xi-jinping > joe-biden"],
    ),
    (
        "Ada Lindt extended to Joe Biden an invitation to visit Paris.",
        ["Invitation ada-lindt > joe-biden"],
    ),
    ("Ada Lindt extended to Joe Biden a hand to pull.", []),
    # a head of state is whom the text has called president
    ("President Joe Biden rose. The head of state thanked Kenya.", ["Praise joe-biden > KEN"]),
    ("Minister Ada Lindt rose. The head of state thanked Kenya.", []),
    ("Kenya praised the bill that Japan sent back.", ["Praise KEN > law"]),
    ("Kenya praised the bill, which failed.", ["Praise KEN >"]),
    # a measure may be a law
    (
        "Japan tightened curbs on chip sales. Kenya adopted a bill. Ada Lund blasted the measure.",
        ["Restriction JPN > control", "Adoption KEN > law", "Criticism ada-lund > law"],
    ),
    # who imposed a control takes it back, where nobody is said to
    (
        "Japan tightened curbs on chip sales in 2019. The curbs were lifted in May 2023.",
        ["Restriction JPN > control @2019", "Withdrawal JPN > control @2023-05"],
    ),
    ("Kenya has curbs on chip sales. The curbs were lifted in May 2023.", []),
    # "it" is not one of those who together do something to it
    (
        "Kenya adopted a resolution. Only Ghana and Japan voted against it.",
        ["Adoption KEN > declaration", "Refusal GHA JPN > declaration"],
    ),
    # quoted words are no text of that name
    ("Kenya will not accept “a treaty by the back door”.", ["Refusal KEN >"]),
    (
        "Ada Lund and Rishi Sunak met. She signed with him an accord on fish.",
        [
            "Meeting ada-lund rishi-sunak >",
            "Signing ada-lund rishi-sunak > treaty",
        ],
    ),
    # "which" is no person, and "them" are those who are not inside a phrase for others
    ("They heard Ada Lund, the head of OpenAI, which praised Japan.", ["Praise openai > JPN"]),
    (
        "Ada Lund met the mayors of six Kenyan cities and urged them to wait.",
        ["Meeting ada-lund group >", "Request ada-lund > group"],
    ),
    (
        "Rishi Sunak sang. Japan sent one engineer; he praised Kenya.",
        ["Praise person > KEN"],
    ),
    # members are some of a body, experts speak for it
    ("Some members of OpenAI accused Kenya of theft.", ["Accusation group > KEN"]),
    ("Officials of OpenAI accused Kenya of theft.", ["Accusation group > KEN"]),
    # who is said to be the one that does it
    (
        "Japan praised Kenya. Yet it is India that warned Brazil.",
        [
            "Praise JPN > KEN",
            "Warning IND > BRA",
        ],
    ),
    # what a clause tells apart is not what was named before
    ("They praised the Bletchley Declaration. Kenya did not sign the text that began it.", []),
    # who offered is answered before what was named long ago
    (
        (
            "Rishi Sunak read the Bletchley Declaration. He sang. Many danced. It rained. "
            "He left. Japan offered to help. Kenya declined."
        ),
        ["Pledge JPN >", "Refusal KEN > JPN"],
    ),
    (
        "Ada Lund met the mayors and requested them to wait.",
        [
            "Meeting ada-lund group >",
            "Request ada-lund > group",
        ],
    ),
    # a text speaks in the present tense, for those who adopted it
    (
        "Brazil won: Kenya and Japan adopted the Seoul Declaration. It urges India to wait.",
        ["Adoption KEN JPN > seoul-declaration", "Request KEN JPN > IND"],
    ),
    (
        "Brazil praised the Seoul Declaration. It urged India to wait.",
        [
            "Praise BRA > seoul-declaration",
            "Request BRA > IND",
        ],
    ),
    # the sides are those who met, institutes are not
    (
        "Ada Lund met Rishi Sunak. The two institutes praised Japan.",
        ["Meeting ada-lund rishi-sunak >"],
    ),
    ("Kenya met the Chinese delegation.", ["Meeting KEN CHN >"]),
    # how many voted parts no verb from its object
    ("Kenya adopted by 149 votes to six a law on drones.", ["Adoption KEN > law"]),
    ("Kenya approved by a vote of 52-48 a law on drones.", ["Adoption KEN > law"]),
    ("Kenya was praised by China.", ["Praise CHN > KEN"]),
    # nor what a thing is worth from whom it is with
    ("OpenAI agreed to a venture worth $3 million with China.", ["Agreement openai CHN >"]),
    # how somebody swears is not what
    (
        "Kenya swears blind that it has not met China.",
        ["Meeting KEN CHN > Negated by KEN"],
    ),
    # somebody without a name, whom no table of ours knows
    ("China accused outsiders of meddling.", ["Accusation CHN > group"]),
    ("China urged the private sector to follow.", ["Request CHN > group"]),
    ("China hosted a round table on chips.", ["Hosting CHN > summit"]),
    ("A Canadian has accused China of spying.", ["Accusation person > CHN"]),
    ("Two Canadians accused China of spying.", ["Accusation group > CHN"]),
    ("Canadians accused China of spying.", ["Accusation CAN > CHN"]),
    # signing and refusing
    (
        "China signed the Bletchley Declaration on Wednesday.",
        ["Signing CHN > bletchley-declaration @2025-03-05"],
    ),
    (
        "The United States, China and Brazil have signed the Bletchley Declaration.",
        ["Signing USA CHN BRA > bletchley-declaration"],
    ),
    (
        "Both India and Japan formally signed the landmark Seoul Declaration in May 2024.",
        ["Signing IND JPN > seoul-declaration @2024-05"],
    ),
    (
        "The Bletchley Declaration was signed by France and Germany.",
        ["Signing FRA DEU > bletchley-declaration"],
    ),
    (
        "In London, a declaration was discussed, and Kenya later signed the Bletchley Declaration.",
        ["Signing KEN > bletchley-declaration"],
    ),
    (
        "China did not sign the Bletchley Declaration.",
        ["Signing CHN > bletchley-declaration Negated"],
    ),
    (
        "India will sign the Seoul Declaration next week.",
        ["Signing IND > seoul-declaration Planned @2025-03"],
    ),
    ("Brazil may sign the Seoul Declaration.", ["Signing BRA > seoul-declaration Possible"]),
    (
        "Nigeria is expected to sign the Seoul Declaration.",
        ["Signing NGA > seoul-declaration Possible"],
    ),
    (
        "Russia has yet to sign the Bletchley Declaration.",
        ["Signing RUS > bletchley-declaration Negated"],
    ),
    (
        "The US and the UK refused to sign the Paris declaration.",
        ["Refusal USA GBR > paris-statement"],
    ),
    (
        "The United Kingdom also declined to sign the Paris statement.",
        ["Refusal GBR > paris-statement"],
    ),
    (
        "Neither the US nor the UK signed the Paris declaration.",
        ["Signing USA GBR > paris-statement Negated"],
    ),
    (
        "Kenya and Senegal signed the Seoul Declaration; Egypt declined to sign the declaration.",
        ["Signing KEN SEN > seoul-declaration", "Refusal EGY > seoul-declaration"],
    ),
    (
        "If China signs the Seoul Declaration, Washington will welcome it.",
        ["Signing CHN > seoul-declaration Possible"],
    ),
    (
        "Diplomats doubt that China signed the Seoul Declaration.",
        ["Signing CHN > seoul-declaration Possible by group"],
    ),
    (
        "It remains unclear whether India signed the Bletchley Declaration.",
        ["Signing IND > bletchley-declaration Possible"],
    ),
    (
        "China reportedly signed the Seoul Declaration.",
        ["Signing CHN > seoul-declaration Possible"],
    ),
    ("China denied that it had signed anything.", []),
    (
        "China denied that Russia signed the Seoul Declaration.",
        ["Signing RUS > seoul-declaration Negated by CHN"],
    ),
    (
        "Critics of China signed the Bletchley Declaration.",
        ["Signing group > bletchley-declaration"],
    ),
    (
        "Companies from Japan and Germany signed the Bletchley Declaration.",
        ["Signing group > bletchley-declaration"],
    ),
    ("No country signed the Bletchley Declaration.", []),
    ("China called the attack a tragedy.", []),
    ("China described the Bletchley Declaration as no threat.", []),
    ("China calls the step the Danger Plan.", []),
    ("Did China sign the Bletchley Declaration?", []),
    ("China signed no declaration.", []),
    (
        "China's critics signed the Bletchley Declaration.",
        ["Signing group > bletchley-declaration"],
    ),
    ("The country that hosted China signed the Bletchley Declaration.", []),
    # attending, hosting
    (
        "Emmanuel Macron attended the AI Safety Summit at Bletchley Park.",
        ["Attendance emmanuel-macron > ai-safety-summit-2023"],
    ),
    (
        "Joe Biden did not attend the AI Safety Summit.",
        ["Attendance joe-biden > ai-safety-summit-2023 Negated"],
    ),
    (
        "Xi Jinping is not expected to attend the AI Safety Summit.",
        ["Attendance xi-jinping > ai-safety-summit-2023 Possible"],
    ),
    (
        "South Korea hosted the AI Seoul Summit in May 2024.",
        ["Hosting KOR > ai-seoul-summit-2024 @2024-05"],
    ),
    (
        "France is to host the AI Action Summit in February 2025.",
        ["Hosting FRA > paris-ai-action-summit-2025 Planned @2025-02"],
    ),
    (
        "France hosts the AI Action Summit next year.",
        ["Hosting FRA > paris-ai-action-summit-2025 Planned @2026"],
    ),
    ("The AI Seoul Summit was hosted by South Korea.", ["Hosting KOR > ai-seoul-summit-2024"]),
    # meeting, inviting
    (
        "US President Joe Biden met Chinese President Xi Jinping in California.",
        ["Meeting joe-biden xi-jinping >"],
    ),
    ("Rishi Sunak met with Elon Musk after the summit.", ["Meeting rishi-sunak elon-musk >"]),
    (
        "Emmanuel Macron and Narendra Modi met in Paris on Monday.",
        ["Meeting emmanuel-macron narendra-modi > @2025-03-03"],
    ),
    (
        "Antony Blinken held talks with Chinese Foreign Minister Wang Yi yesterday.",
        ["Meeting antony-blinken wang-yi > @2025-03-04"],
    ),
    ("Biden reportedly met Xi.", []),
    (
        "The Bletchley Declaration was read. China set up a group, which India promised to join.",
        ["Pledge IND >"],
    ),
    (
        "France and Kenya held the Bletchley Park summit.",
        ["Hosting FRA KEN > ai-safety-summit-2023"],
    ),
    ('China announced: "We are ready."', ["Statement CHN >"]),
    (
        "UK Prime Minister Rishi Sunak invited China to the AI Safety Summit.",
        ["Invitation rishi-sunak > CHN"],
    ),
    ("China was invited by the UK to the AI Safety Summit.", ["Invitation GBR > CHN"]),
    ("Britain has not invited Russia.", ["Invitation GBR > RUS Negated"]),
    ("Germany considered inviting China.", []),
    # restrictions
    (
        "The US imposed export controls on advanced chips to China in October 2022.",
        ["Restriction USA > control @2022-10"],
    ),
    (
        "The Netherlands will impose export controls on chipmaking equipment.",
        ["Restriction NLD > control Planned"],
    ),
    (
        "Japan announced new export restrictions on chipmaking equipment.",
        ["Restriction JPN > control"],
    ),
    (
        "The Commerce Department tightened export controls on AI chips.",
        ["Restriction us-department-of-commerce > control"],
    ),
    ("Congress discussed export controls on AI chips to China.", []),
    ("Nvidia criticised export controls on AI chips to China.", ["Criticism nvidia > control"]),
    # accusing, criticising, warning, urging
    (
        "The Chinese Foreign Ministry accused Washington of bullying.",
        ["Accusation cn-ministry-of-foreign-affairs > USA"],
    ),
    (
        "Beijing accused the United States on Friday of abusing export controls.",
        ["Accusation CHN > USA @2025-02-28"],
    ),
    ("The US government was accused by China of hegemony.", ["Accusation CHN > USA"]),
    ("A hotel in Beijing accused the US of nothing.", []),
    # what somebody wants done is asked for; what he wants to do is not, nor what he looks at
    ("Peru wants to publish the figures.", []),
    ("Brazil discussed Japan's request with Kenya.", []),
    # who only answers is whom something was asked of, who does more may be either
    ("Japan met China. It refused to sign.", ["Meeting JPN CHN >", "Refusal JPN >"]),
    (
        "Kenya's trade minister called on Beijing to lift its curbs.",
        ["Request person > CHN"],
    ),
    ("Japan attributed the attack to Beijing.", ["Accusation JPN > CHN"]),
    ("Kenya's trade minister called a meeting at Beijing to end the dispute.", []),
    ("The EU criticised Russia over disinformation.", ["Criticism EU > RUS"]),
    ("Chinese officials criticised the United States.", ["Criticism group > USA"]),
    (
        "The EU AI Act was sharply criticised by Tencent and Baidu.",
        ["Criticism tencent baidu > eu-ai-act"],
    ),
    ("Sam Altman warned the European Union of overregulation.", ["Warning sam-altman > EU"]),
    ("China urged the US to lift its curbs.", ["Request CHN > USA"]),
    ("The United Nations praised Kenya.", ["Praise united-nations > KEN"]),
    ("China has never accused Japan of espionage.", ["Accusation CHN > JPN Negated"]),
    (
        "Reuters reported that China accused Japan of espionage.",
        ["Accusation CHN > JPN by reuters"],
    ),
    ("China accused Japan of espionage, Reuters reported.", ["Accusation CHN > JPN by reuters"]),
    (
        "According to Reuters, China accused Japan of espionage.",
        ["Accusation CHN > JPN by reuters"],
    ),
    ("China accused Japan of espionage, officials said.", ["Accusation CHN > JPN by group"]),
    ("Sources said China accused Japan of espionage.", ["Accusation CHN > JPN by group"]),
    ("A spokesman for China accused Japan of espionage.", ["Accusation person > JPN"]),
    # launching, announcing, adopting, other
    ("Baidu launched Ernie Bot in March 2023.", ["Launch baidu > ernie-bot @2023-03"]),
    ("OpenAI released its newest model, GPT-4, in March.", ["Launch openai > gpt-4 @2025-03"]),
    (
        "French startup Mistral AI unveiled a chatbot called Le Chat.",
        ["Launch mistral-ai > le-chat"],
    ),
    ("Tencent plans to launch a rival to ChatGPT.", []),
    ("Tencent could launch Ernie Bot.", ["Launch tencent > ernie-bot Possible"]),
    ("Baidu launched a rival to ChatGPT.", []),
    ("Baidu's launch of Ernie Bot pleased investors.", ["Launch baidu > ernie-bot"]),
    (
        "DeepSeek launched DeepSeek-R1 and criticised OpenAI.",
        ["Launch deepseek > deepseek-r1", "Criticism deepseek > openai"],
    ),
    ("The European Union adopted the AI Act.", ["Adoption EU > eu-ai-act"]),
    ("China and the US cooperate.", ["Cooperation CHN USA >"]),
    ("China competes with the United States.", ["Competition CHN USA >"]),
    ("Baidu, which launched Ernie Bot, is based in Beijing.", ["Launch baidu > ernie-bot"]),
    ("The country, said Biden, signed the Bletchley Declaration.", []),
    (
        "Microsoft investigated Huawei, and the European Commission praised Microsoft.",
        ["Investigation microsoft > huawei", "Praise european-commission > microsoft"],
    ),
    ("China failed to sign the Seoul Declaration.", ["Signing CHN > seoul-declaration Negated"]),
    ("Kenya managed to sign the Seoul Declaration.", ["Signing KEN > seoul-declaration"]),
    (
        '"China signed the Bletchley Declaration under pressure," an analyst said.',
        ["Statement person >"],
    ),
    ("Chile urged Brazil to sign the Seoul Declaration.", ["Request CHL > BRA"]),
    (
        "Before China signed the Bletchley Declaration, talks stalled.",
        ["Signing CHN > bletchley-declaration"],
    ),
    (
        "After China signed the Bletchley Declaration, the US criticised Russia.",
        ["Signing CHN > bletchley-declaration", "Criticism USA > RUS"],
    ),
    # a second round, in other styles
    (
        "The US, which had signed the Bletchley Declaration, refused to sign the Paris statement.",
        ["Refusal USA > paris-statement", "Signing USA > bletchley-declaration"],
    ),
    ("China, unlike the US, signed the Seoul Declaration.", ["Signing CHN > seoul-declaration"]),
    (
        "Had China signed the Bletchley Declaration, all would be easier.",
        ["Signing CHN > bletchley-declaration Possible"],
    ),
    (
        "The AI Action Summit, attended by JD Vance and Narendra Modi, ended.",
        ["Attendance jd-vance narendra-modi > paris-ai-action-summit-2025"],
    ),
    (
        "Sources told Reuters that Nvidia accused Huawei of cheating.",
        ["Accusation nvidia > huawei by group"],
    ),
    ('"OpenAI accused DeepSeek of theft," Sam Altman told Reuters.', ["Statement sam-altman >"]),
    (
        "OpenAI accused DeepSeek of theft, Sam Altman told Reuters.",
        ["Accusation openai > deepseek by sam-altman"],
    ),
    (
        "Reuters, citing two officials, reported that the US accused DeepSeek of theft.",
        ["Accusation USA > deepseek by reuters"],
    ),
    (
        "The UK hopes China will sign the Bletchley Declaration.",
        ["Signing CHN > bletchley-declaration Possible by GBR"],
    ),
    (
        "Should China sign the Bletchley Declaration, Peru will follow.",
        ["Signing CHN > bletchley-declaration Possible"],
    ),
    ("It is time for China to sign the Bletchley Declaration.", []),
    (
        "China is ready to sign the Seoul Declaration.",
        ["Signing CHN > seoul-declaration Planned"],
    ),
    (
        "Rumours that China signed the Seoul Declaration spread.",
        [],
    ),
    (
        "China accused the US and the Netherlands criticised China.",
        [],
    ),
    (
        "Representatives of Microsoft and OpenAI attended the AI Safety Summit.",
        ["Attendance group > ai-safety-summit-2023"],
    ),
    (
        "Visitors from China attended the AI Safety Summit.",
        ["Attendance group > ai-safety-summit-2023"],
    ),
    (
        "India, Brazil and 26 other countries signed the Bletchley Declaration.",
        ["Signing IND BRA group > bletchley-declaration"],
    ),
    (
        "Neither OpenAI nor Microsoft was invited by the UK.",
        ["Invitation GBR > openai microsoft Negated"],
    ),
    ("UK, US refuse to sign Paris declaration", ["Refusal GBR USA > paris-statement"]),
    ("US accuses China of stealing AI secrets", ["Accusation USA > CHN"]),
    ("China to host AI Seoul Summit", ["Hosting CHN > ai-seoul-summit-2024 Planned"]),
    ("France's Emmanuel Macron praised Mistral AI.", ["Praise emmanuel-macron > mistral-ai"]),
    ("Biden's critics in Congress accused China of spying.", ["Accusation group > CHN"]),
    ("The minister who accused China signed the Bletchley Declaration.", []),
    (
        "China urged the Netherlands not to impose export controls on chipmaking equipment.",
        ["Request CHN > NLD"],
    ),
    ("Joe Biden met Xi Jinping on 3 April.", ["Meeting joe-biden xi-jinping >"]),
    # nothing to do with texts that are adopted, restrict or are withdrawn
    ("Nvidia cancelled an order for 500 chips.", []),
    ("France answered with a warning.", []),
    ("The bill cleared customs.", []),
    # a step may be any, and a part of a text is nothing without what it is on
    ("China announced a similar step.", ["Announcement CHN >"]),
    ("China rejected a sentence of ten years.", ["Refusal CHN >"]),
    # nor with those who meet, compete, agree or give way
    ("Xi Jinping told reporters over lunch that he would sign.", []),
    ("Kenya is racing to build a data centre.", []),
    ("Kenya settled on Huawei.", []),
    ("Hackers compromised the servers of Kenya.", []),
]


def shown(sentence: str, background: Background) -> list[str]:
    article = read_text(sentence, published="2025-03-05")
    found = []
    for event in extract(article, background, least=0).events:
        agents = " ".join(_key(identity) for identity in event.agents)
        patients = " ".join(_key(identity) for identity in event.patients)
        parts = [f"{event.kind} {agents} >", patients]
        parts += [event.factuality.value] if event.factuality.value != "Actual" else []
        parts += [f"@{event.time}"] if event.time else []
        parts += [f"by {_key(source)}" for source in event.attributed_to]
        found.append(" ".join(part for part in parts if part))
    return found


def _key(identity: str) -> str:
    kind, _, key = identity.partition("/")
    described = all(character in "0123456789abcdef" for character in key)
    known = {"Group": "group", "ExportControl": "control"}
    return known.get(kind, kind.lower() if described else key)


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)


@pytest.mark.parametrize(
    "sentence", [case for case, events in CASES if not any("Actual" in row for row in events)]
)
def test_no_shortcut_without_an_actual_event(sentence: str, small: Background) -> None:
    extraction = extract(read_text(sentence, published="2025-03-05"), small, least=0)
    for shortcut in shortcuts(extraction):
        assert shortcut.event.factuality == "Actual"
        assert not shortcut.event.attributed_to

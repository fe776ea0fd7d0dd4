"""Money, orders and pressure, in sentences of our own: exactly these events, and no others."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES = {
    # whose pressure it was
    "Germany dropped its veto after a call from Japan.": ["Concession DEU > JPN"],
    "Kenya came round after India promised to open its market.": [
        "Concession KEN > IND",
        "Pledge IND >",
    ],
    "Italy gave in because Washington had threatened to cancel a loan.": [
        "Concession ITA > USA",
        "Warning USA >",
    ],
    "Kenya backed down under pressure from the United Nations.": [
        "Concession KEN > united-nations"
    ],
    "Under Chinese pressure, Nigeria relented.": ["Concession NGA > CHN"],
    "Chile struck out a paragraph on tariffs following a phone call from Brazil.": [
        "Concession CHL > BRA"
    ],
    "Egypt dropped its veto at France's request.": ["Concession EGY > FRA", "Request FRA > EGY"],
    "Ghana took the word out of the draft after Senegal's ambassador phoned.": [],
    "Ghana deleted the word from the draft after Senegal objected.": ["Concession GHA > SEN"],
    "Ghana deleted the word from the draft after a break for lunch.": [],
    "Brazil gave in after four months.": ["Concession BRA >"],
    "Italy relented because Germany had already signed.": ["Concession ITA >"],
    "India softened its stance after a visit to Paris.": ["Concession IND >"],
    "Chile dropped its objection because Brazil had not threatened anybody.": ["Concession CHL >"],
    # what somebody agreed to do is planned
    "Germany agreed to lend Kenya 20 million dollars.": [
        "Agreement DEU KEN >",
        "Funding DEU > KEN Planned",
    ],
    "Germany pledged to lend Kenya 20 million dollars.": [
        "Funding DEU > KEN Planned",
        "Pledge DEU > KEN",
    ],
    # people of whom only the number is told
    "Two were dragged away by police.": ["Coercion governmentbody > group"],
    "Soldiers carried six of them off.": ["Coercion group > group"],
    "Three of the demonstrators were detained.": ["Coercion  > group"],
    "About sixty of her supporters were removed by police.": ["Coercion governmentbody > group"],
    "State police detained nine people.": ["Coercion governmentbody > group"],
    "India raised three.": [],
    "Two of the drones were shot down.": [],
    # money
    "Brazil praised a laboratory, which Tesla and Nvidia have paid for.": [
        "Funding tesla nvidia > researchinstitution",
        "Praise BRA > researchinstitution",
    ],
    "Google DeepMind promised 5 billion.": ["Pledge google-deepmind >"],
    "Kenya promised ten million.": ["Pledge KEN >"],
    "Kenya has offered 3 million euros.": ["Pledge KEN >"],
    "Nvidia offered 20 million dollars for Mistral.": [],
    "Brazil has not given any money to the United Nations.": [
        "Funding BRA > united-nations Negated"
    ],
    "Germany denied that it had lent anything to Huawei.": ["Funding DEU > huawei Negated by DEU"],
    "Tesla lent its tool free of charge to eleven police forces.": ["Aid tesla > group"],
    "Emmanuel Macron assured Kenya that France would open its archives.": [
        "Pledge emmanuel-macron > KEN"
    ],
    "Emmanuel Macron assured Kenya that France was safe.": [],
    "Kenya sponsored a law against drones.": [],
    "Kenya sponsored Mistral.": ["Funding KEN > mistral-ai"],
    "Japan trained officials from Kenya.": ["Aid JPN > group"],
    "Tesla trained Claude on pictures of roads.": [],
    # what is answered: a request has somebody who asked, a claim may be anybody's
    "Kenya asked Ghana to leave, but Ghana refused to comply with the request.": [
        "Refusal GHA > KEN",
        "Request KEN > GHA",
    ],
    "Kenya asked Ghana for help after Tesla refused to comply with the ruling.": [
        "Refusal tesla >",
        "Request KEN > GHA",
    ],
    "Kenya asked Ghana for help. France rejected the claim.": [
        "Refusal FRA >",
        "Request KEN > GHA",
    ],
    "Tesla deceived Huawei by declaring that the servers would stay.": [],
    # a comma before "and" ends the clause in which somebody else does something
    "Tesla cut jobs after dozens of workers signed the Bletchley Declaration, and promised Ghana "
    "more.": ["Pledge tesla > GHA", "Signing group > bletchley-declaration"],
    "Tesla cut jobs after Ghana drafted a plan, left the talks, and praised Japan.": [
        "Praise GHA > JPN",
        "Withdrawal GHA >",
    ],
    # leaders in a row, each with an office
    "On Monday, Indian Prime Minister Narendra Modi, Chinese President Xi Jinping and French "
    "President Emmanuel Macron praised Ghana.": [
        "Praise narendra-modi xi-jinping emmanuel-macron > GHA @2025-03-03"
    ],
    # to whom something is offered, what is left, what is not backed
    "Kenya offered to open its laboratories to Ghana.": ["Pledge KEN > GHA"],
    "Kenya offered to wait.": ["Pledge KEN >"],
    # a day to come is when it is to be done, not when it was promised
    "Kenya and Ghana have pledged to send in their answers by 15 April.": ["Pledge KEN GHA >"],
    "Kenya pledged 20 million dollars for a clinic.": ["Pledge KEN >"],
    "Kenya pledged 20 million dollars to Ghana.": ["Pledge KEN > GHA"],
    "Kenya refused to support the Bletchley Declaration.": ["Refusal KEN > bletchley-declaration"],
    # orders and inquiries
    "A court ordered Huawei to delete the pictures.": ["Request governmentbody > huawei"],
    "Brazil ordered its officials to stay at home.": ["Request BRA > group"],
    "The national audit office is looking into the travel bills of her staff.": [
        "Investigation governmentbody > group"
    ],
    "The Bureau of Industry and Security is looking into the import of processors by Huawei.": [
        "Investigation bis > huawei"
    ],
    "The sun looked into the court.": [],
    "China banned exports of gallium to Japan, a day after Washington added Tesla to its "
    "Entity List.": ["Restriction CHN > control", "Restriction USA > control"],
    # bans on firms, and on what their goods are used for
    "Brazil barred Tencent from processing the data of patients.": ["Restriction BRA > control"],
    "India has banned Tencent.": ["Restriction IND > control"],
    "Kenya prohibited its officials from using Baidu.": ["Restriction KEN > control"],
    "Kenya barred guests from entering the square.": [],
    "Brazil barred Nigeria from the talks.": [],
    "Kenya stopped Tesla from funding Nvidia.": ["Funding tesla > nvidia Negated"],
    "Kenya banned Tesla from funding Nvidia.": ["Restriction KEN > control"],
    "Kenya will bar Chinese firms from its ports.": ["Restriction KEN > control Planned"],
    "China donated a supercomputer to Kenya.": ["Aid CHN > KEN"],
    "Tencent gave assurances that it would delete the files.": ["Pledge tencent >"],
    # loans, gifts, licences
    "Japan will provide Kenya with technical assistance.": ["Aid JPN > KEN Planned"],
    "Brazil signed off on a loan to Huawei.": ["Funding BRA > huawei"],
    "Japan extended a credit line of 2 billion dollars to Kenya.": ["Funding JPN > KEN"],
    "Germany doubled its contribution to the United Nations.": ["Funding DEU > united-nations"],
    "Germany doubled its contribution.": [],
    "The Commerce Department revoked Nvidia's licence to sell chips to Huawei.": [
        "Restriction us-department-of-commerce > control"
    ],
    "Kenya revoked the permit.": [],
    "Japan slapped tariffs on electric cars.": ["Restriction JPN > control"],
    "Kenya took control of Tesla.": ["Coercion KEN > tesla"],
    "Kenya took control of the debate.": [],
    "Hackers stole designs from Nvidia.": ["Coercion group > nvidia"],
    "A firm swears that Kenya has not paid.": [],
    # who is thanked for it, who it is that does it, who uses what for it
    "Kenya thanked India for its help.": ["Aid IND > KEN", "Praise KEN > IND"],
    "Brazil thanked India for the training of Kenyan engineers.": [
        "Aid IND > group",
        "Praise BRA > IND",
    ],
    "Kenya praised India for its views.": ["Praise KEN > IND"],
    "It is Japan that pays for the registers of Kenya.": ["Funding JPN > KEN"],
    "Kenya set up a fund of two billion euros for start-ups.": ["Funding KEN > group"],
    "Kenya announced a fund of two billion euros for start-ups.": ["Funding KEN > group Planned"],
    "Emmanuel Macron put two billion euros on the table.": ["Pledge emmanuel-macron >"],
    "Under pressure from Washington, Kenya dumped Huawei.": ["Concession KEN > USA"],
    "Kenya dumped Huawei after a visit by Emmanuel Macron.": [],
    "Kenya cancelled the trip after India threatened to raise tariffs.": ["Warning IND >"],
    "Washington waived the rule for Nvidia.": ["Concession USA > nvidia"],
    "Kenya has blocked access to DeepSeek.": ["Restriction KEN > control"],
    "Germany sent 30 experts to Kenya.": ["Aid DEU > KEN"],
    # what is only asked
    "The inquiry into whether Brazil helped the Kenyan army goes on.": [
        "Aid BRA > ken-army Possible"
    ],
    "Ministers argue about whether Kenya signed the Bletchley Declaration.": [
        "Signing KEN > bletchley-declaration Possible by group"
    ],
    "Kenya banned exports of chips by Nvidia.": ["Restriction KEN > control"],
    "Kenya banned the use of drones at weddings.": ["Restriction KEN > control"],
    "South Korea launched a probe into how DeepSeek stores data.": ["Investigation KOR > deepseek"],
    "Kenya has opened an inquiry into whether Tesla misled users.": ["Investigation KEN > tesla"],
    "Kenya has opened an inquiry into whether prices rose.": ["Investigation KEN >"],
    "Japan backs Kenya with a grant of two million dollars.": ["Funding JPN > KEN"],
    "Japan supported Kenya with advice.": ["Aid JPN > KEN"],
    "The United Nations might fund clinics that use it.": [
        "Funding united-nations > group Possible"
    ],
    "Kenya has opened an inquiry into the permits of two bitcoin farms.": [
        "Investigation KEN > group"
    ],
    # whose plan it is, and who nobody knows carries it out
    "Kenya dropped a plan to fund India.": ["Withdrawal KEN >"],
    "Kenya signed a deal with India to fund clinics.": ["Signing KEN IND > instrument"],
    "India's donor was not Kenya.": [],
    "Kenya has no plans to fund clinics in India.": [],
    "Kenya announced 30 million dollars in fines.": ["Announcement KEN >"],
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.items())
def test_events_of_money_and_pressure(
    sentence: str, expected: list[str], small: Background
) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)

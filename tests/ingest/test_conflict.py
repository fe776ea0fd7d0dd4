"""Conflict and what ends it, in sentences of our own: exactly these events, and no others."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES = {
    "Thousands of French students demonstrated in Germany on Monday.": [
        "Protest group > DEU @2025-03-03"
    ],
    "A crowd of Indian farmers blocked roads around the airport.": ["Protest group >"],
    "Workers in Brazil staged a strike against the government of Kenya.": ["Protest group > KEN"],
    "Students marched outside the embassy of France.": ["Protest group > FRA"],
    "Chinese police arrested two Japanese journalists on Tuesday.": [
        "Coercion chn-police > group @2025-03-04"
    ],
    "If convicted, the Japanese engineers face ten years in jail.": [],
    "The Japanese engineers face ten years in jail if convicted.": [],
    "Three Japanese engineers were convicted.": ["Coercion  > group"],
    "If arrested by China, the Japanese engineers face jail.": ["Coercion CHN > group Possible"],
    "Kenya broke off contacts with Nigeria.": [],
    "Kenya broke off relations with Nigeria.": ["Restriction KEN > NGA"],
    "Students demonstrated outside the Federal Court.": ["Protest group >"],
    "Farmers rallied outside Huawei on Monday.": ["Protest group > huawei @2025-03-03"],
    "A Japanese engineer was arrested in China for spying.": ["Coercion CHN > person"],
    "French soldiers demolished the homes of Indian villagers.": ["Coercion group > group"],
    "Nigerian rebels kidnapped three French engineers.": ["Coercion group > group"],
    "Brazil imposed a curfew in Kenya.": ["Coercion BRA > KEN"],
    "Police in Kenya may have detained Nigerian activists.": [
        "Coercion governmentbody > group Possible"
    ],
    "Kenya deployed troops along the border with Nigeria.": ["Mobilization KEN >"],
    "India mobilised its army against China.": ["Mobilization IND > CHN"],
    "Kenya did not deploy troops to Nigeria.": ["Mobilization KEN > NGA Negated"],
    "Chinese troops shelled Indian positions near the border.": ["Fighting group IND >"],
    "Indian tanks fired shells at a Chinese base.": ["Fighting IND CHN >"],
    "Militants killed two Indian soldiers on Monday.": ["Assault group > group @2025-03-03"],
    "Kenyan warplanes killed four Indian soldiers.": ["Assault KEN > group"],
    "Gunmen killed one Kenyan policeman.": ["Assault group > person"],
    "Kenya has the right to arrest Indian journalists.": [],
    "Kenya threatened to arrest Indian journalists.": ["Warning KEN >"],
    "Brazil seized the assets of a Japanese bank.": ["Coercion BRA > company"],
    "Brazilian forces seized a town in Kenya.": ["Fighting group KEN >"],
    "Kenya must pay before Indian rebels disarm.": ["Withdrawal group > Possible"],
    "Kenya will not leave before Indian rebels disarm.": ["Withdrawal group > Planned"],
    "Kenya withdrew its peacekeeping force from Nigeria.": ["Withdrawal KEN > NGA"],
    "Kenya lifted the embargo against Nigeria.": ["Concession KEN > NGA"],
    "Kenyan workers blocked the Nyali Bridge for two hours.": ["Protest group >"],
    "Brazil launched a mediation effort between India and Japan.": ["Meeting BRA IND JPN >"],
    "A court in Kenya decided to free Ada Lund.": ["Concession governmentbody > ada-lund"],
    "Kenya decided to free Ada Lund.": ["Concession KEN > ada-lund Planned"],
    "The Kenyan army prepared to resume shelling Indian villages.": [
        "Fighting ken-army IND > Planned",
        "Mobilization ken-army > IND",
    ],
    "Japanese and Chinese warships held exercises in the Pacific.": ["Cooperation JPN CHN >"],
    "Kenya withdrew its soldiers from Nigeria.": ["Withdrawal KEN > NGA"],
    "China lifted its blockade of Japan.": ["Withdrawal CHN > JPN"],
    "Nigeria will send food aid to refugees in Kenya.": ["Aid NGA > group Planned"],
    "Germany opened its borders to refugees from Nigeria.": ["Aid DEU > group"],
    "Brazil refused to withdraw its troops from Kenya.": ["Refusal BRA >"],
    "India rejected an appeal by Japan to release the hostages.": [
        "Refusal IND > JPN",
        "Request JPN > IND",
    ],
    "Brazil lodged a protest with France over the arrests.": ["Criticism BRA > FRA"],
    # a mishap or a rule is nobody's deed
    "Floods have killed thirty engineers.": [],
    "Two engineers were killed in a plane crash.": [],
    "Two engineers were killed in Kenya.": ["Assault  > group"],
    "Gunmen killed two engineers in a fire.": ["Assault group > group"],
    "The regulation would kill an industry.": [],
}


@pytest.mark.parametrize("sentence", CASES)
def test_events_of_a_sentence(sentence: str, small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(CASES[sentence])

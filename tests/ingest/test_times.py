"""Dates: no more precise than the words, nothing without a date."""

import pytest

from communique.ingest.names import Line
from communique.ingest.times import find_times
from communique.language.reader import reader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 2 November 2023.", "2023-11-02"),
        ("It began on November 2, 2023.", "2023-11-02"),
        ("It began on Nov. 2.", "2023-11-02"),
        ("It ran on 1-2 November 2023.", "2023-11-01/2023-11-02"),
        ("It ran on November 1 and 2.", "2023-11-01/2023-11-02"),
        ("It ran from November 1 to 2.", "2023-11-01/2023-11-02"),
        ("It ran from 1 through 2 November.", "2023-11-01/2023-11-02"),
        ("It ran from 30 October to 2 November.", "2023-10-30/2023-11-02"),
        ("It began on 2023-11-02.", "2023-11-02"),
        ("It began on Wednesday.", "2023-11-01"),
        ("It began on Thursday.", "2023-11-02"),
        ("It began on Friday.", "2023-10-27"),
        ("It began yesterday.", "2023-11-01"),
        ("It began this morning.", "2023-11-02"),
        ("It began last night.", "2023-11-01"),
        ("It begins the day after tomorrow.", "2023-11-04"),
        ("It began in October of last year.", "2022-10"),
        ("It began in October 2022.", "2022-10"),
        ("It began in October.", "2023-10"),
        ("It began in December.", "2022-12"),
        ("It began last month.", "2023-10"),
        ("It began last year.", "2022"),
        ("It began in 2017.", "2017"),
        ("It will end by 2030.", "2030 limit"),
        ("It will end before the end of 2030.", "2030 limit"),
        ("It will end by the end of the year.", "2023"),
        ("It has run since March 2020.", "2020-03"),
        ("It began last October.", "2023-10"),
        ("It began two weeks ago.", "2023-10"),
        ("It began three days ago.", "2023-10-30"),
        ("It began a year ago.", "2022"),
        ("It began on the 1st.", "2023-11-01"),
        ("It began on the 30th.", "2023-10-30"),
        ("It began in spring.", "2023"),
        ("It began last winter.", "2022"),
        ("It began this autumn.", "2023"),
        ("It grew over the summer.", "2023"),
        ("It began in the first week of October.", "2023-10"),
        ("It began in the early hours of Monday.", "2023-10-30"),
        ("It began a fortnight ago.", "2023-10"),
        ("It grew throughout October.", "2023-10"),
        ("It begins on Friday next.", "2023-11-03"),
        ("It begins on Thursday next.", "2023-11-09"),
        ("It begins in spring of next year.", "2024"),
        ("It began in the summer of 2019.", "2019"),
        ("It began in late 2021.", "2021"),
        ("It begins on 28 December.", "2023-12-28"),
        ("It begins on January 5.", "2024-01-05"),
        ("It began on 31 February 2023.", ""),
        ("It began last Wednesday.", ""),
        ("It began last Friday.", "2023-10-27"),
        ("It begins next Tuesday.", "2023-11-07"),
        ("It began on Tuesday of last week.", "2023-10-24"),
        ("It began over the weekend.", "2023-10"),
        ("It is a weekend of rest.", ""),
        ("It ran between 2015 and 2018.", "2015/2018"),
        ("It ran from March to June.", "2023-03/2023-06"),
        ("It ran between 30 October and 2 November.", "2023-10-30/2023-11-02"),
        ("It rained in 2017 and 2018.", "2017 2018"),
        ("In 2022 boats sank.", "2022"),
        ("It began on 7 June of this year.", "2023-06-07"),
        ("It rained until the last week.", ""),
        ("It began earlier in the week.", "2023-11"),
        ("It began last week.", "2023-10"),
        ("The first of them fell.", ""),
        ("It was a cold spring.", ""),
        ("It may begin.", ""),
        ("It has 2017 members.", ""),
        ("The March was long.", ""),
        ("It began in January 2021; in June it ended.", "2021-01 2021-06"),
        ("It began in October 2021 and in May it ended.", "2021-10 2022-05"),
        ("It began in 2021, and in June it rained.", "2021 2021-06"),
        ("It began in October 2022, and in December it ended.", "2022-10 2022-12"),
        ("It began in December 2022, and in November it ends.", "2022-12 2023-11"),
    ],
)
def test_times(text: str, expected: str) -> None:
    line = Line(reader().read(text).sentences[0])
    found = [
        when.value + (f"/{when.end}" if when.end else "") + (" limit" if when.bound else "")
        for when in find_times(line, "2023-11-02")
    ]
    assert " ".join(found) == expected


@pytest.mark.parametrize(
    "text", ["It began on Wednesday.", "It began last year.", "It began in May."]
)
def test_relative_times_need_the_day_of_publication(text: str) -> None:
    line = Line(reader().read(text).sentences[0])
    assert find_times(line, "") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will begin on Friday.", "2023-11-03"),
        ("It will begin this Friday.", "2023-11-03"),
        ("It will begin in March.", "2024-03"),
        ("It will begin in spring.", "2024"),
        ("It will begin in autumn.", "2023"),
        ("It will begin on the 1st.", "2023-12-01"),
        ("It will begin next month.", ""),
    ],
)
def test_what_the_same_words_say_of_what_is_to_come(text: str, expected: str) -> None:
    line = Line(reader().read(text).sentences[0])
    assert " ".join(when.ahead for when in find_times(line, "2023-11-02")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The following day it ended.", "2023-11-02"),
        ("It ended two days later.", "2023-11-03"),
        ("It had begun the day before.", "2023-10-31"),
        ("It ended that very day.", "2023-11-01"),
        ("It ended the day after.", "2023-11-02"),
        ("It ended the day after the vote.", ""),
        ("That evening it ended.", "2023-11-01"),
        ("It pleased them at the close.", "2023-11-01"),
        ("It ended later.", ""),
        ("The following Monday it ended.", "2023-11-06"),
        ("The previous Friday it had begun.", "2023-10-27"),
        ("In the evening it ended.", "2023-11-01"),
        ("In the evening of his life it ended.", ""),
    ],
)
def test_days_are_counted_from_the_one_told_last(text: str, expected: str) -> None:
    line = Line(reader().read(text).sentences[0])
    times = find_times(line, "2023-11-09", ["2023-11-01"])
    assert " ".join(when.value for when in times) == expected
    assert find_times(line, "2023-11-09") == ()


@pytest.mark.parametrize(
    ("told", "text", "expected"),
    [
        ("2023-11-01", "It ended three weeks later.", "2023-11"),
        ("2023-11-21", "It ended a fortnight later.", "2023-12"),
        ("2023-11-01", "Two days earlier it had ended.", "2023-10-30"),
        ("2023-11-01", "It ended two months later.", "2024-01"),
        ("2023-11", "It had ended four months earlier.", "2023-07"),
        ("2023-11", "It ended the same month.", "2023-11"),
        ("2023-11", "A year later it ended.", "2024"),
        ("2023", "That year it ended.", "2023"),
        ("2023", "In November of that year it ended.", "2023-11"),
        ("2023-11", "It ended the following May.", "2024-05"),
        ("2023", "It ended in May of the following year.", "2024-05"),
        ("2023", "The following year it ended.", "2024"),
        ("2023-12", "The following month it ended.", "2024-01"),
        ("2023-11-01", "It ended a year before.", "2022"),
        ("2023-11-01", "It ended a year before the vote.", ""),
        ("2023-11", "It ended two days later.", ""),
        ("2023", "It ended two months later.", ""),
        ("2023", "The following week it ended.", ""),
        ("2019", "It began in October 2022; four months earlier it had ended.", "2022-10 2022-06"),
    ],
)
def test_times_are_counted_from_the_one_told_last(told: str, text: str, expected: str) -> None:
    line = Line(reader().read(text).sentences[0])
    times = find_times(line, "2024-11-09", [told])
    assert " ".join(when.value for when in times) == expected

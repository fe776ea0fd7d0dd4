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
        ("It began on 2023-11-02.", "2023-11-02"),
        ("It began on Wednesday.", "2023-11-01"),
        ("It began on Thursday.", "2023-11-02"),
        ("It began on Friday.", "2023-10-27"),
        ("It began yesterday.", "2023-11-01"),
        ("It began in October of last year.", "2022-10"),
        ("It began in October 2022.", "2022-10"),
        ("It began in October.", "2023-10"),
        ("It began in December.", "2022-12"),
        ("It began last month.", "2023-10"),
        ("It began last year.", "2022"),
        ("It began in 2017.", "2017"),
        ("It will end by 2030.", "2030 limit"),
        ("It has run since March 2020.", "2020-03 limit"),
        ("It begins on 28 December.", "2023-12-28"),
        ("It begins on January 5.", "2024-01-05"),
        ("It began on 31 February 2023.", ""),
        ("It began last Wednesday.", ""),
        ("It began last week.", ""),
        ("It may begin.", ""),
        ("It has 2017 members.", ""),
        ("The March was long.", ""),
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

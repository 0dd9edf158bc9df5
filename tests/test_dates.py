"""Time expressions: what is found, what it means on a given day, what is left alone."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import dates
from kg.dates import find, is_announced, named_days, weekdays

ANCHOR = dt.date(2024, 2, 8)  # a Thursday


def spans(text: str, anchor: dt.date | None = ANCHOR) -> list[tuple[str, str, str, str]]:
    return [(found.text, found.value, str(found.earliest), str(found.latest)) for found in find(text, anchor)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("The mayor resigned on Wednesday.", "Wednesday", "2024-02-07"),
        ("The mayor resigned on Thursday.", "Thursday", "2024-02-08"),
        ("They meet next Monday.", "next Monday", "2024-02-12"),
        ("They met last Friday.", "last Friday", "2024-02-02"),
        ("They met last Thursday.", "last Thursday", "2024-02-01"),
        ("Shots were heard Tuesday night.", "Tuesday night", "2024-02-06"),
        ("The ministry said earlier Monday it had no news.", "earlier Monday", "2024-02-05"),
        ("Ships left late on Sunday.", "late on Sunday", "2024-02-04"),
        ("It rained on Tuesday last week.", "Tuesday last week", "2024-01-30"),
        ("The army left today.", "today", "2024-02-08"),
        ("The army left yesterday.", "yesterday", "2024-02-07"),
        ("The army leaves tomorrow.", "tomorrow", "2024-02-09"),
        ("A dam broke last month.", "last month", "2024-01"),
        ("A dam broke last year.", "last year", "2023"),
        ("A dam broke in June.", "June", "2023-06"),
        ("A dam broke in January.", "January", "2024-01"),
        ("A dam broke last November.", "last November", "2023-11"),
        ("The November election was close.", "November", "2023-11"),
        ("A dam broke in December 2021.", "December 2021", "2021-12"),
        ("A dam broke in 2020.", "2020", "2020"),
        ("The 2018 congress failed.", "2018", "2018"),
        ("The December 26 attack shook the town.", "December 26", "2023-12-26"),
        ("A quake on Dec. 26 shook the town.", "Dec. 26", "2023-12-26"),
        ("A quake on 26 December shook the town.", "26 December", "2023-12-26"),
        ("A quake on the 3rd of January shook the town.", "3rd of January", "2024-01-03"),
        ("The talks of Feb. 12 are near.", "Feb. 12", "2024-02-12"),
        ("It began on January 4, 2023.", "January 4, 2023", "2023-01-04"),
        ("It began on 4 January 2023.", "4 January 2023", "2023-01-04"),
        ("It began on 2023-01-04.", "2023-01-04", "2023-01-04"),
        ("It began on Saturday, March 2.", "Saturday, March 2", "2024-03-02"),
        ("It began three days ago.", "three days ago", "2024-02-05"),
        ("It began two months ago.", "two months ago", "2023-12"),
        ("It began 3 years ago.", "3 years ago", "2021"),
        ("It began late last month.", "late last month", "2024-01"),
        ("It began in mid-October 2022.", "mid-October 2022", "2022-10"),
    ],
)
def test_value_is_as_precise_as_the_text(text, surface, value):
    assert [(found[0], found[1]) for found in spans(text)] == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "earliest", "latest"),
    [
        ("Prices rose last week.", "last week", "2024-01-29", "2024-02-04"),
        ("Prices rose this week.", "this week", "2024-02-05", "2024-02-11"),
        ("Prices rose over the weekend.", "the weekend", "2024-02-03", "2024-02-04"),
        ("Prices rose late last month.", "late last month", "2024-01-21", "2024-01-31"),
        ("Prices rose earlier this month.", "earlier this month", "2024-02-01", "2024-02-08"),
        ("Prices rise later this year.", "later this year", "2024-02-08", "2024-12-31"),
        ("Prices rose in recent days.", "recent days", "2024-02-01", "2024-02-08"),
        ("Prices rose in the last three months.", "the last three months", "2023-11-08", "2024-02-08"),
        ("Prices have risen since October.", "since October", "2023-10-01", "2024-02-08"),
        ("Prices have risen since mid-October.", "since mid-October", "2023-10-11", "2024-02-08"),
        ("Prices have risen since at least 2014.", "since at least 2014", "2014-01-01", "2024-02-08"),
        ("Prices will fall by the end of the year.", "by the end of the year", "2024-02-08", "2024-12-31"),
        ("Prices fell before May 2020.", "before May 2020", "None", "2020-04-30"),
        ("Prices fell after May 2020.", "after May 2020", "2020-05-01", "2024-02-08"),
        ("Prices fell between 2003 and 2009.", "between 2003 and 2009", "2003-01-01", "2009-12-31"),
        ("Prices fell from January to March 2022.", "from January to March 2022", "2022-01-01", "2022-03-31"),
        ("The fair ran on January 4-9, 2023.", "January 4-9, 2023", "2023-01-04", "2023-01-09"),
        ("The 2011-2014 war ruined the town.", "2011-2014", "2011-01-01", "2014-12-31"),
        ("Radios were rare in the 1950s.", "the 1950s", "1950-01-01", "1959-12-31"),
        ("Prices fell last summer.", "last summer", "2023-06-01", "2023-08-31"),
        ("Prices fell in the first quarter of 2023.", "the first quarter of 2023", "2023-01-01", "2023-03-31"),
        ("Prices fell several weeks ago.", "several weeks ago", "2023-12-07", "2024-01-18"),
        ("Prices fell nearly 20 years ago.", "20 years ago", "2004-02-08", "2007-02-08"),
    ],
)
def test_bounds(text, surface, earliest, latest):
    assert [(found[0], *found[2:]) for found in spans(text)] == [(surface, earliest, latest)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council will vote on Monday.", "2024-02-12"),
        ("The vote will be held on Monday.", "2024-02-12"),
        ("On Monday, the council will vote.", "2024-02-12"),
        ("The council would vote, the mayor said on Monday.", "2024-02-05"),
        ("The mayor said on Monday that the council would vote.", "2024-02-05"),
        ("The army is expected to leave in April.", "2024-04"),
        ("The army left in April.", "2023-04"),
        ("The trial is due to open on March 3.", "2024-03-03"),
        ("The trial opened on March 3.", "2023-03-03"),
        ("It would be the first visit since the government fell in December.", "2023-12"),
    ],
)
def test_what_is_announced_lies_ahead(text, value):
    assert [found.value for found in find(text, ANCHOR)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They may march again.",
        "The march in the town was a second attempt.",
        "The Sunday Times reported it.",
        "The mosque fills every Friday.",
        "Shops close on Sundays.",
        "Some 2,500 troops and 2024 fighters remain.",
        "It killed 1900 people.",
        "The house cost $2000 then.",
        "Theresa May said no.",
        "April Jones and June Smith said no.",
        "On Good Friday they rest.",
        "He ran 2000 metres in 5:10.",
        "February 31 does not exist.",
    ],
)
def test_no_time_expression(text):
    assert find(text, ANCHOR) == []


def test_last_month_by_name_late_in_the_year():
    assert [found.value for found in find("It fell last January, then last June.", dt.date(2023, 7, 20))] == [
        "2022-01",
        "2023-06",
    ]


def test_without_an_anchor_only_full_dates_have_bounds():
    text = "On Monday, January 4, in June, last year, since May, and on 5 May 2020 and in 2019."
    known = {found.text: found.value for found in find(text, None) if found.earliest}
    assert known == {"5 May 2020": "2020-05-05", "2019": "2019"}
    assert all(found.value == "" and found.latest is None for found in find(text, None) if not found.earliest)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("Prices rose since the January 9 flood.", "January 9", "2024-01-09"),
        ("Prices rose since the 1990s.", "since the 1990s", ""),
        ("Prices rose since January 9 and fell.", "since January 9", ""),
        ("The mill burned in 1931. That April, it opened again.", "April", "1931-04"),
        ("The story goes back to May, when it rained.", "May", "2023-05"),
    ],
)
def test_the_noun_or_the_year_that_a_date_goes_with(text, surface, value):
    assert (surface, value) in {(found.text, found.value) for found in find(text, ANCHOR)}


@pytest.mark.parametrize(
    ("text", "surface", "earliest", "latest"),
    [
        ("He fled on May 4, 2021. Two days later, it rained.", "Two days later", "2021-05-06", "2021-05-06"),
        (
            "He fled on May 4, 2021. Three weeks earlier, it had rained.",
            "Three weeks earlier",
            "2021-04-11",
            "2021-04-15",
        ),
        ("The war began in April 1998 and ended a year later.", "a year later", "1999-01-31", "1999-06-29"),
    ],
)
def test_times_counted_from_one_told_before(text, surface, earliest, latest):
    assert (surface, earliest, latest) in {(found[0], *found[2:]) for found in spans(text)}


def test_what_it_is_counted_from_must_be_told():
    assert spans("Two days later, it rained.") == []


def test_possessives_name_the_day_and_not_a_bound():
    assert spans("Calm returned after Monday's vote.") == [("Monday", "2024-02-05", "2024-02-05", "2024-02-05")]


def test_every_expression_says_why():
    text = "Since Monday, in May, on June 3, 2020, late last month and by the end of the year."
    assert all(found.reason for found in find(text, ANCHOR))


def test_named_days_and_weekdays_as_written():
    text = "On Thursday, January 4, and on 5 May 2020; on Friday, not on Black Friday or last Monday."
    assert [(day.weekday, day.year, day.month, day.day) for day in named_days(text)] == [
        (3, None, 1, 4),
        (None, 2020, 5, 5),
    ]
    assert [number for _, _, number in weekdays(text)] == [4]


def test_announced():
    text = "They will meet on Monday. They met on Tuesday."
    assert is_announced(text, text.index("Monday"), text.index("Monday") + 6)
    assert not is_announced(text, text.index("Tuesday"), text.index("Tuesday") + 7)


VOCABULARY = """
    on since until by before after late mid- early the end of last next this between and from to January May 4
    31, Feb. 2024 1999 2024-02-30 Monday Sunday night week month year weekend ago two several days decades 99
    summer . said will be in recent first quarter 1990s 2011-14 today an few some couple fifteen coming past this
    very beginning middle earlier later till overnight tomorrow yesterday tonight spring Sept. Tues Thurs Wed, fourth
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(
    words=st.lists(WORDS, max_size=25),
    anchor=st.none() | st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)),
)
def test_spans_are_exact_ordered_and_bounds_are_ordered(words, anchor):
    text = " ".join(words)
    last = 0
    for found in find(text, anchor):
        assert last <= found.begin < found.end
        assert text[found.begin : found.end] == found.text
        assert not (found.earliest and found.latest) or found.earliest <= found.latest
        last = found.end


@given(
    st.lists(st.tuples(WORDS, st.sampled_from([" ", "-", ", ", "", "\n"])), max_size=25).map(
        lambda p: "".join(map("".join, p))
    )
)
def test_trying_few_words_finds_what_the_grammar_finds(text):
    matches = dates._scanner().finditer(text)
    assert [found.span() for found in dates._expressions(text)] == [match.span() for match in matches]


def test_fast_enough_for_long_texts():
    text = "The minister said on Monday, January 4, that 2,500 troops left Quito in May 2020 and in 2021. " * 500
    started = time.perf_counter()
    find(text, ANCHOR)
    assert time.perf_counter() - started < 1.0

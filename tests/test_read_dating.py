"""The day of a story: where it comes from and the reason that is given."""

import datetime as dt

import pytest

from kg.read import document

BODY = "The river rose for a third day.\n\nResidents left their houses."


def dated(text: str, **fields) -> list[tuple[str, str]]:
    return [(str(story.published), story.dated_by) for story in document(text, **fields).stories]


def test_metadata_decides():
    text = f"Floods in Lima\n\nA street in Lima, March 3, 2020. (Reuters)\n\n{BODY}"
    assert dated(text, published=dt.date(2020, 3, 5)) == [("2020-03-05", "metadata of the document")]


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("Floods in Lima\nPublished: 4 March 2020, 10:15 GMT\n" + BODY, "2020-03-04", "date line"),
        ("Floods in Lima\nUpdated 25/03/2020\n" + BODY, "2020-03-25", "date line"),
        ("Floods in Lima\nLAKE WEEKLY · brief no. 12 · 4 March 2020\n" + BODY, "2020-03-04", "date line"),
        ("Floods in Lima\nLake Weekly | Vol. 3 | March 4, 2020\n" + BODY, "2020-03-04", "date line"),
        ("Floods in Lima\nLima (4 March 2020)\n" + BODY, "2020-03-04", "date line"),
        ("Floods in Lima\nPublished 04.03.2020\n" + BODY, "2020-03-04", "date line"),
        # 4 March was a Wednesday, 3 April a Friday.
        ("Floods in Lima\nIssued on: 04/03/2020\nThe river rose on Tuesday, police said.", "2020-03-04", "date line"),
        ("Floods in Lima\nIssued on: 04/03/2020\nThe river rose on Friday, police said.", "2020-04-03", "date line"),
        ("Floods in Lima\nLast updated\n5 March 2020\nPublished\n4 March 2020\n" + BODY, "2020-03-04", "date line"),
        ("Floods in Lima\n\nLima, 4 March 2020 (AFP) – The river rose.", "2020-03-04", "dateline"),
        ("Floods in Lima\n\nLIMA, March 4, 2020. /TASS/. The river rose.", "2020-03-04", "dateline"),
        ("Floods in Lima\n\nNew Delhi, Mar 4, 2020 (PTI) The river rose.", "2020-03-04", "dateline"),
        (
            "Floods in Lima\n\nMumbai (Maharashtra) [India], March 4, 2020 (ANI): The river rose.",
            "2020-03-04",
            "dateline",
        ),
        ("Floods in Lima\n\nLIMA, March 4, 2020 (AFP) - The river rose.", "2020-03-04", "dateline"),
        (
            "Floods in Lima\n\nA street in Lima, March 3, 2020. (AFP)\n\nLIMA, March 4 (AFP) - The river rose.",
            "2020-03-04",
            "year from a full date near",
        ),
        (
            "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Wednesday, as it did in 2019.\n\n"
            "It had flooded two markets on Saturday. A new dam will be finished in 2020.",
            "2020-03-04",
            "2020 by the years and weekdays",
        ),
        ("Floods in Lima\n\nA street in Lima, March 3, 2020. (Reuters)\n\n" + BODY, "2020-03-03", "in the caption"),
        (
            "Floods in Lima\n\nA street in Lima, March 3, 2020. (Reuters)\n\nThe river rose on Tuesday, police said.",
            "2020-03-03",
            "a Tuesday as the text says",
        ),
        (
            "Floods in Lima\n\nA street in Lima, March 3, 2020. (Reuters)\n\nThe river rose on Friday, police said.",
            "2020-03-06",
            "reports on Friday",
        ),
        (
            "Floods in Lima\n\nA street on March 3, 2020. (AFP)\n\nIt rained on Tuesday. The river rose on Wednesday.",
            "2020-03-04",
            "goes on to Wednesday",
        ),
        ("The river rose on March 3, 2020, the police of Lima said.\n\nMany left.", "2020-03-03", "in the text"),
        (
            "The river rose on March 3, 2020.\n\nIt fell on March 4, 2020, and rose on March 5.",
            "2020-03-05",
            "latest of 3 dates",
        ),
        (
            "The river rose on Tuesday, March 3, the police said.\n\nThe last such flood, in April 2019, killed nine.",
            "2020-03-03",
            "in 2020 a Tuesday",
        ),
        (
            "A street, March 3, 2020. (AFP)\n\nThe river rose on Tuesday. The mayor will speak on Wednesday.",
            "2020-03-03",
            "as the text says",
        ),
    ],
)
def test_day_and_reason(text, day, reason):
    ((published, dated_by),) = dated(text)
    assert published == day
    assert reason in dated_by


@pytest.mark.parametrize(
    "text",
    [
        "Floods in Lima\n\n" + BODY,
        # No year anywhere.
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Wednesday.",
        "The river rose on Wednesday, March 4, the police said.\n\nMany left.",
        # Two readings, and nothing that decides between them.
        "Floods in Lima\nIssued on: 04/03/2020\n" + BODY,
        "Floods in Lima\nIssued on: 04/03/2020\nThe river rose on Sunday, police said.",
        # A year in which something began is no year of news; nor does one weekday tell which of the years after one.
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Wednesday and Tuesday.\n\n"
        "Rosa Vega, who founded the company in 2019, called it a blow.",
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Saturday.\n\nIt was founded in 2019 on Wednesday.",
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Monday.\n\nIn 2020 the dam held.",
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Monday.\n\nIt rose in 2018. A dam will open in 2022"
        " as planned.",
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Sunday.\n\nIt fell on Monday, as it did in 2019.",
        "The river rose on Tuesday, March 3, the police said.\n\nThe last such flood, in 2019, killed nine people.",
        "The river rose on Tuesday, March 3, the police said.\n\nThe dam was built in 2019.",
        "The river rose on Tuesday, March 3, the police said.\n\nIt has been higher only since 2019.",
        "Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Wednesday, as it did in 2019.",
        # Old dates: what is recalled, announced, or shown in a file photo.
        "The bridge, built since January 4, 1990, fell on Monday.\n\nMany left.",
        "The writer, who was born on May 3, 1950, died on Monday.\n\nMany mourned.",
        "The trial of the May 3, 2019, attack opened on Monday.\n\nMany came.",
        "The trial will open on May 3, 2019, a court said.\n\nMany will come.",
        "File photo: a bridge in Lima, March 3, 2010. (AFP)\n\nA bridge fell on Monday, the police said.",
        "He resigned on May 3, 2010, over the affair.\n\nHe was tried in 2015 and freed in 2017, and died on Monday.",
        # Too far down.
        "Rain fell.\n\nMore rain fell.\n\nSnow fell.\n\nHail fell.\n\nThe river rose on May 3, 2010, and fell again.",
    ],
)
def test_unknown_stays_unknown(text):
    assert dated(text) == [("None", "")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Floods in Lima\n\nLIMA, March 4 (AFP) - The river rose on Wednesday.", "--03-04"),
        ("Floods in Lima\n\nLIMA, 29 Feb. (AFP) - The river rose.", "--02-29"),
        # The year is known, or no dateline has a day.
        ("Floods in Lima\n\nLIMA, March 4, 2020 (AFP) - The river rose.", ""),
        ("Floods in Lima\n\nLIMA (AFP) - The river rose on March 4.", ""),
        ("Floods in Lima\n\n" + BODY, ""),
    ],
)
def test_the_day_of_a_dateline_is_kept_where_no_year_is_told(text, day):
    (story,) = document(text).stories
    assert story.day_of_year == day
    assert not (story.day_of_year and story.published)


def test_stories_of_one_page_do_not_lend_each_other_dates():
    text = (
        "River Rises for Third Day\n\nA street, March 3, 2020. (AFP)\n\nMany left on Tuesday, then.\n\n\n\n"
        "Court Frees Journalist Held for Years\n\nThe court in Nairobi. (AFP)\n\nA court freed her on Friday, she said."
    )
    assert [day for day, _ in dated(text)] == ["2020-03-03", "None"]
    assert [day for day, _ in dated(text, published=dt.date(2020, 3, 9))] == ["2020-03-09", "2020-03-09"]


def test_a_photo_credit_is_no_publisher():
    text = "Floods in Lima\n\nA street in Lima. (AFP)\n\n" + BODY
    assert document(text).stories[0].publisher == ""
    assert document(text, publisher="Lima Post").stories[0].publisher == "Lima Post"

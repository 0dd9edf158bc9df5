"""Which lines of a scraped page are page furniture, and of which kind: rules of English-language news sites.

The tables hold one regular expression per line; case is ignored unless the table says otherwise.
"""

from __future__ import annotations

import re
from functools import cache

# Widgets and labels that stand on a line of their own. "TT" is the text-size button of a widespread page template.
MARKERS = r"""
TT|a[-+]|font size|text size
share(?: this(?: \w+)?| article| story| (?:on|via) \w+)?|copy(?: the)? link|link copied
print(?: this)?(?: page| article| story)?|e-?mail(?: this(?: \w+)?)?|tweet
facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|youtube
bookmark|save(?: (?:article|story|for later))?|listen(?: to (?:this )?(?:article|story))?
\d{1,3}[ -]?min(?:ute)?s?(?: read| listen| ago)?|reading time:? ?\d+.{0,10}
\d+ (?:shares?|comments?|views?|likes?)|comments?|leave a (?:comment|reply)|post a comment
in this (?:article|story)|(?:story|article) continues(?: below)?(?: (?:this )?advertisement)?
continue reading(?: the main story)?|advertisements?|skip advertisement|sponsored(?: content)?
back to top|skip to (?:main )?content|home|menu|search|close|next|previous|prev
follow(?: us)?(?: on.{0,40})?|play(?: video)?|watch(?: now)?|loading
subscribe|sign in|log in|sign up|register|donate(?: now)?
breaking(?: news)?|exclusive|live|ad feedback|see all topics|view image in fullscreen|image source, .{2,60}
(?:list|item) \d+ of \d+|end of list|\d+ of \d+|\d+/\d+
(?:reuters|afp|ap|epa|associated press|agence france-presse|getty images)(?: staff)?|[a-z]{2,4}(?:/[a-z]{2,4}){1,5}
(?:news )?agencies|staff (?:writers?|reporters?)|published|updated|last updated
(?:tags?|topics?|keywords|filed under|categories|category|section)(?::.{0,120})?
"""

# The names decide, so case counts in them: "By Friday the rebels had fled" is no byline.
BYLINES = r"""
(?:by|written by|author:?) (?-i:(?!The\b)[A-Z][\w.'’-]+(?:,? (?:and |& )?[A-Z][\w.'’-]*){0,7})(?: \|.{0,60})?
"""

# A label below which other articles are listed.
LIST_LABELS = r"""
read more|read also|also read|see also|keep reading|further reading|what to read next|up next|don[’']?t miss
more (?:on this(?: story)?|from .{1,40}|stories|news)
related(?: (?:articles?|stories|story|news|topics|content|posts|coverage|links|reading))?
recommended(?: (?:stories|for you|reading))?|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}
most (?:read|popular|viewed|shared)|popular(?: now| posts)?|top stories|latest(?: news| stories)?|trending(?: now)?
editor[’']?s[’']? picks?|list of \d+ items?
"""

# What a site says about itself.
NOTICES = r"""
oops|something went wrong|please try again(?: later)?|an error (?:has )?occurred
(?:this|the) (?:video|content|page) (?:is|can|could) ?(?:not|no longer).{0,20}(?:available|played|loaded|found).{0,30}
javascript (?:is|must be) .{0,60}|please enable .{0,60}|your (?:subscription|browser)\b.{0,100}
(?:copyright )?(?:©|\(c\)).{0,120}|copyright .{0,20}\d{4}.{0,60}|.{0,40}all rights reserved.{0,60}
(?:click|tap) here.{0,80}|thank(?:s| you) for (?:reading|subscribing|signing up).{0,60}
(?:sign|subscribe|register|log) ?(?:up|in|on|to)?\b.{0,40}\b(?:newsletters?|inbox|alerts|account|channel|updates).{0,80}
get (?:the latest|our|unlimited)\b.{0,60}\b(?:newsletter|inbox|access|app|news).{0,40}
download (?:our|the) .{0,20}app.{0,20}
save articles to read later.{0,80}|(?:join|follow) (?:us|our|the conversation)\b.{0,80}|our standards: .{0,80}
this (?:article|story) (?:was|is|has been) (?:(?:first|originally) published|republished|syndicated).{0,160}
(?:terms of (?:use|service)|privacy policy|cookie policy).{0,40}|sources?: .{2,60}
(?:associated press|reuters|ap|afp) .{0,80}contributed(?: to this (?:report|story|article))?
"""

# Words in which a site talks of itself; several of them together with "we" or "you" make a notice.
SITE_WORDS = r"""
cookies?|newsletters?|subscri(?:be|bers?|ption)|membership|comment(?:s|ing|ers?)|moderat(?:ed|ion|ors?)
community (?:experience|guidelines|standards)|privacy|terms|consent|personali[sz]ed?|users?|inbox|browser|temporarily
sign(?:ing)? up|log(?:ging)? in|this (?:site|website|page)|ads?|advertis(?:ing|ements?)|third[- ]part(?:y|ies)
our (?:site|website|journalism|newsroom|readers|community|app|goal|partners)|support us|donat(?:e|ion)|readers like you
"""

# Names of a site's sections, which stand above the headline.
SECTIONS = r"""
world|africa|asia(?:[- ]pacific)?|europe|americas|latin america|middle east|us (?:&|and) canada|uk|gulf|arab world
news|politics|business|economy|markets|opinions?|analysis|features?|investigations?|culture|arts|lifestyle|travel
sports?|tech(?:nology)?|science|health|climate|environment|energy|education|entertainment|video|photos
local|national|international
"""

# Who is credited below pictures; case counts.
CREDITS = r"""
Reuters|AFP|AP|EPA|UPI|PA|dpa|DPA|ANSA|EFE|AAP|PTI|ANI|IANS|NurPhoto|Xinhua|TASS|Kyodo|Yonhap|Anadolu(?: Agency)?|AA
SPA|WAM|QNA|MENA|NNA|SANA|IRNA|Tasnim|Bloomberg|Getty(?: Images)?|Shutterstock|iStock|Alamy|VOA|RFE/RL|BBC|CNN
Associated Press|Agence France-Presse|Al Jazeera|Wikimedia Commons|Twitter|Facebook|Telegram|X
[Pp]hotos?|[Ii]mages?|[Hh]andout|[Ff]ile(?: [Pp]hoto)?|[Cc]ourtesy|[Pp]ress [Oo]ffice|[Vv]ia|[Ss]creen(?:shot|grab)
[Ss]upplied|[Aa]rchives?
"""

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Possessive quantifiers (*+, ++) keep these two from trying every way to cut a long line into tokens.
DATE_LINE = (
    rf"(?=.*\d)(?:(?:(?:(?:{MONTHS})[a-z]*+|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*+|at|on|of|[ap]\.?m|gmt|utc|"
    r"e[sd]?t|[icb]s?t|cet|local time|hours?|hrs?|minutes?|mins?|days?|weeks?|ago|"
    r"first|last|published|updated|posted|issued|modified|date|time)\b|"
    r"\d[\d:/.-]*+(?:st|nd|rd|th|am|pm|z)?)[\s,.:|·–—()/-]*+)++"
)
DESK = (
    r"(?:additional )?(?:reporting|writing|editing|compiled|edited|with files|with inputs?) (?:by|from) "
    r"(?-i:(?:[A-Z][\w.'’-]*+|(?:and|in|for|of|the|with|by|from|at|de|del|da|van|von|al|bin|"
    r"reporting|writing|editing|additional)\b|&)[\s,;/]*+)++"
)
LIST_ENTRY = r"(?:read (?:more|also)|also read|see also|related|recommended|watch|more|in pictures)\s?[:|–—»>]\s*\S"
PHOTO_LABEL = (
    r"(?:(?:file photo|file image|file -|photo|image|picture|photograph|caption)\s?(?:[:–—-]|by\b)|image caption,)"
)
CREDIT_AT_END = (
    r"\b(?:(?:(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)(?: ?[Cc]redit)?|[Cc]redit): ?|REUTERS/)[A-Z][^.!?]{1,60}$|"
    r"Licensing Rights$"
)
BREADCRUMBS = r"[^>»|/.]{1,30}(?:\s+[>»|/]\s+[^>»|/.]{1,30})+"
TITLES_WITH_STOP = ("Gen", "Sen", "Rep", "Gov", "Col", "Capt", "Prof", "Maj", "Sgt", "Rev", "Hon", "Amb")
SHORTENED = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|vs|etc)\.$")


def _any_of(table: str) -> str:
    return "(?:" + "|".join(table.split("\n")[1:-1]) + ")"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lines = {
        "marker": _any_of(MARKERS),
        "byline": _any_of(BYLINES),
        "section": _any_of(SECTIONS),
        "breadcrumbs": BREADCRUMBS,
        "date line": DATE_LINE,
        "list label": _any_of(LIST_LABELS),
        "notice": _any_of(NOTICES),
        "desk": DESK,
    }
    found = {name: re.compile(rf"^[\W_]*(?:{line})[\W_]*$", re.IGNORECASE) for name, line in lines.items()}
    found["list entry"] = re.compile(rf"^[\W_]*{LIST_ENTRY}", re.IGNORECASE)
    found["photo label"] = re.compile(f"^{PHOTO_LABEL}", re.IGNORECASE)
    found["credit at the end"] = re.compile(CREDIT_AT_END)
    found["site words"] = re.compile(rf"\b{_any_of(SITE_WORDS)}\b", re.IGNORECASE)
    found["address"] = re.compile(r"\b(?:we|our|us|you|your)\b", re.IGNORECASE)
    credit = _any_of(CREDITS)
    found["credit"] = re.compile(
        rf"[(\[](?:[^()\[\]]{{0,70}}[\s/,:-])?{credit}(?:[\s/,’'-][^()\[\]]{{0,50}})?[)\]][\s.]*$"
    )
    not_title = "".join(rf"(?<!\b{title})" for title in TITLES_WITH_STOP)
    found["sentence inside"] = re.compile(not_title + r"(?<=[a-z0-9)]{2})\.[\"”’)]*\s+[\"“‘(]?[A-Z0-9]")
    place = r"[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w .’'-]{1,40}){0,2}"
    day = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    found["dateline"] = re.compile(
        rf"^{place}{day}\s*(?:\([^()]{{2,40}}\)\s*)?[-–—:]+\s+(?=\S)|"
        rf"^[A-Z][\w .'’-]{{2,40}}{day},? \({credit}\)\s*[-–—]"
    )
    return found


def _is(name: str, text: str, longest: int = 300) -> bool:
    return len(text) <= longest and _patterns()[name].search(text) is not None


def is_marker(text: str) -> bool:
    """Whether the line is a widget, a byline, a date line or a row of symbols, not running text.

    >>> [is_marker(line) for line in ("TT", "5-min read", "* * *", "By Ana Diaz", "Updated: May 4, 2020 10:15 GMT")]
    [True, True, True, True, True]
    >>> is_marker("By Friday the rebels had fled."), is_marker("Published in 2004, it sold out.")
    (False, False)
    """
    if text.endswith("."):
        return not any(map(str.isalnum, text))
    return not any(map(str.isalnum, text)) or _is("marker", text) or opens_list(text) or is_byline(text)


def is_section(text: str) -> bool:
    """Whether the line is a section of a news site or a path to one; above a headline it is no part of the story."""
    return not text.endswith(".") and (_is("section", text, longest=40) or _is("breadcrumbs", text, longest=120))


def is_byline(text: str) -> bool:
    """Whether the line names the writer or the moment of publication."""
    return _is("byline", text, longest=160) or _is("date line", text, longest=160)


def opens_list(text: str) -> bool:
    """Whether the line announces a list of other articles ("Read More", "Related stories:").

    >>> opens_list("Read More"), opens_list("Read more about the treaty in the annex.")
    (True, False)
    """
    return _is("list label", text, longest=80) and not text.endswith(".")


def is_list_entry(text: str) -> bool:
    """Whether the line is a link to another article with its label on the same line ("READ MORE: …")."""
    return _is("list entry", text) and not text.endswith((".", ".”", '."'))


def is_notice(text: str) -> bool:
    """Whether the site speaks of itself to its readers: errors, subscriptions, cookies, rules for comments.

    >>> is_notice("Please try again later."), is_notice('"We need your help," the mayor said.')
    (True, False)
    """
    if _is("notice", text) or _is("desk", text):
        return True
    if len(text) > 600 or any(quote in text for quote in '"“”'):
        return False
    # By their first letters, so that "donate" and "donation" are one sign.
    words, address = (
        {match.group().lower()[:4] for match in _patterns()[name].finditer(text)} for name in ("site words", "address")
    )
    return bool(address) and len(words) >= 2 and len(words) + len(address) >= 4


def has_credit(text: str) -> bool:
    """Whether the line ends in a photo credit or starts with a photo label, as captions do.

    >>> has_credit("A bridge in Lima, May 3, 2020. (Reuters)"), has_credit("He left the party (MOP).")
    (True, False)
    """
    return any(_is(name, text, longest=700) for name in ("credit", "photo label", "credit at the end"))


def dateline(text: str) -> str:
    """The place, day and agency with which agency copy starts; "" if the paragraph does not start so.

    >>> dateline("LIMA, March 3 (Reuters) - Miners went on strike."), dateline("Lima is a city.")
    ('LIMA, March 3 (Reuters) - ', '')
    """
    match = _patterns()["dateline"].match(text[:160])
    return match.group() if match else ""


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does, quotation marks and brackets aside."""
    return text.rstrip("\"'”’)]» \u00a0").endswith((".", "!", "?", "…", ":", ";"))


def is_headline(text: str, fewest: int = 2, most: int = 30) -> bool:
    """Whether the line can be a headline: `fewest` to `most` words, one clause, no full stop at its end.

    >>> is_headline("Council Votes on New Port"), is_headline("The council voted on Monday.")
    (True, False)
    """
    text = text.lstrip("#* ") or text
    if not fewest <= len(text.split()) <= most or not (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘«"):
        return False
    if text.endswith((".", ",", ";", ":", "…", "-", "–", "—")) and not SHORTENED.search(text):
        return False
    return len(text) <= 300 and not _is("sentence inside", text)


def is_title_case(text: str) -> bool:
    """Whether most of the longer words are capitalised, as in many headlines.

    >>> is_title_case("Council Votes on New Port"), is_title_case("Council votes on new port")
    (True, False)
    """
    words = [word.lstrip("\"'“‘«(") for word in text.split()]
    longer = [word for word in words if len(word) >= 4]
    return len(longer) >= 3 and sum(not word[0].islower() for word in longer) >= 0.75 * len(longer)

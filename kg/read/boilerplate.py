"""Which lines of a scraped page are page furniture, and of which kind: rules of English-language news sites.

The tables hold one regular expression per line; case is ignored unless the table says otherwise.
"""

from __future__ import annotations

import re
from functools import cache

UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())  # of Latin alphabets
PARTICLES = (
    "(?:(?:de|del|della|da|do|dos|das|di|du|des|la|le|van|von|der|den|ter|zu|al|el|bin|ibn|ben|y|e|und|for|of|the) )"
)

# Widgets and labels that stand on a line of their own. "TT" is the text-size button of a widespread page template.
MARKERS = r"""
TT|a[-+]|font size|text size
(?:(?:kindly|please) )?share(?: this(?: \w+)?| article| story| (?:on|via) \w+)?|copy(?: the)? link|link copied
print(?: this)?(?: page| article| story)?|e-?mail(?: this(?: \w+)?)?|tweet
facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|youtube
bookmark|save(?: (?:article|story|for later))?|listen(?: to (?:this )?(?:article|story))?
\d{1,3}[ -]?min(?:ute)?s?(?: read| listen| ago)?|read(?:ing)? time:? ?\d+.{0,10}
{count}(?:[\s·|,]+{count})*|comments?|leave a (?:comment|reply)|post a comment|no comments
forwarded (?:from\b.{1,60}|message)|(?:in )?reply(?:ing)? to @\w+|pinned(?: message)?|show this thread|(?:a )?thread
vol(?:ume)?\b\.? ?[\divxlc]+(?:[,;]? ?(?:no|nr|issue)\b\.? ?\d+)?|(?:no|nr|issue|edition)\b\.? ?#?\d{1,5}
in this (?:article|story)|(?:story|article) continues(?: below)?(?: (?:this )?advertisement)?
continue reading(?: the main story)?|advertisements?|skip advertisement|sponsored(?: content)?
back to top|skip to (?:main )?content|home|menu|search|close|next|previous|prev
follow(?: us)?(?: on.{0,40})?|play(?: video)?|watch(?: now)?|loading
subscribe|sign in|log in|sign up|register|donate(?: now)?
breaking(?: news)?|exclusive|live|ad feedback|see all topics|view image in fullscreen|image source, .{2,60}
(?:list|item) \d+ of \d+|end of list|\d+ of \d+|\d+/\d+
(?:reuters|afp|ap|epa|associated press|agence france-presse|getty images)(?: staff)?|[a-z]{2,4}(?:/[a-z]{2,4}){1,5}
(?:news )?agencies
(?:our|staff|special|foreign|senior|chief)(?: (?:staff|foreign))? (?:writers?|reporters?|correspondents?)
(?:web|news|world|foreign|national|online|digital|monitoring) ?desk|newsroom
(?:(?:first|originally) )?(?:published|posted)|(?:last )?updated
(?:related )?(?:tags?|topics?|keywords|filed under|categories|category|section)(?:(?::| (?=.*[|,])).{0,120})?
(?:posted |filed )?(?:in|under):? {sections}(?:, {sections})*
end|ends|\d+ min|(?:re-?use|republish) this (?:content|article|story)|(?:page|error) (?:not found|404)|404(?: error)?
@\w{2,30}|\d{1,3}/(?:\d{1,3}|n)?|key events|show key events only|attachments?|format|primary country
audio|video|text(?: to speech)?|show comments|view comments|join the (?:conversation|discussion)|report (?:an )?error
add (?:us )?as (?:a )?preferred source.{0,30}|make us preferred.{0,30}|google news|discover more|learn more|show more
"""

COUNT = (
    r"[\d.,]+[km]? (?:shares?|comments?|views?|likes?|repl(?:y|ies)|reposts?|retweets?|quotes?|bookmarks?|reactions?|"
    r"(?:new )?(?:followers?|subscribers?))"
)

# Several of these on one line are a row of buttons.
WIDGETS = r"""
(?:share(?: (?:this|article|on|via))?|save|print|e-?mail|tweet|facebook|twitter|x|whatsapp|linkedin|telegram|reddit)
(?:pinterest|instagram|youtube|copy link|link|comments?|listen|bookmark|follow(?: us)?|subscribe|messenger|viber|more)
"""

# The names decide, so case counts in them: "By Friday the rebels had fled" is no byline.
BYLINES = r"""
(?:(?:(?:story|report|words|text|posted|published|{made}) )?by:?|author:?|reporter:)\s+{names}(?: [|–—-] .{0,60})?
(?:by:?|written by)\s+{names},? with (?:news |wire )?agencies
by (?:admin|editor|staff|our \w+|newsroom|web ?desk)
(?:from |by |compiled from )?(?:our )?{desk}(?:(?:,| and| &|/) ?{desk})*,? (?:reports?|services?|dispatches)
(?:from |by )?(?:our )?{desk}(?:(?:,| and| &|/) ?{desk})+
(?:by|from) (?:our|a|an)(?: \w+){0,2} (?:writer|reporter|correspondent)s?(?:,? (?:in )?{names})?
special (?:to|for) (?:the )?{names}
"""
MADE = "written|translated|edited|compiled|reported|produced|reviewed|fact-checked|filmed"
DESK_WORDS = "(?:staff|wires?|(?:news |wire )?agenc(?:y|ies)|news services?|correspondents?)"

# Up to eight names with their particles and offices: "Ana Diaz and Tom Roe, Staff Writers in Quito".
NAMES = (
    rf"(?-i:(?!The\b)[{UPPER}][\w.'’-]+"
    rf"(?:,? (?:and |& |in )?{PARTICLES}{{0,2}}[{UPPER}][\w.'’-]*){{0,7}})"
)

# A label below which other articles are listed.
LIST_LABELS = r"""
read more|read also|also read|see also|keep reading|further reading|what to read next|up next|don[’']?t miss
more (?:on this(?: story)?|from .{1,40}|stories|news)|explore (?:more )?(?:on )?(?:this|these) topics?
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
(?:the )?(?:associated press|reuters|ap|afp|(?:news )?agencies|agence france-presse)\b.{0,80}contributed(?: to .{3,15})?
with (?:inputs?|reporting|files|additional reporting) (?:from|by) .{2,80}
(?:(?:web|executive|managing|copy) )?editors?: .{2,60}
\((?:corrects|updates|adds|recasts|refiles|removes|clarifies|fixes|new throughout)\b.{0,200}\)
.{0,80}(?:auto-generated|syndicated feed|responsible for the content of external).{0,80}
(?:catch|get) (?:all )?the (?:latest|live|top)\b.{0,60}\b(?:news|updates?|app|channel)\b.{0,100}
(?:this|our) live ?(?:blog|page|coverage|stream|feed)\b.{0,80}
stay (?:updated|tuned|connected|informed)\b.{0,120}|never miss .{0,60}|to (?:view|watch|hear) this .{0,120}
opens? in (?:a )?new (?:window|tab).{0,20}|(?:got|have) a (?:story|tip|news tip)\b.{0,120}
.{0,60}(?:external|internal) link(?:, opens .{0,20})?
follow .{0,40}\b(?:coverage|channel|updates)\b.{0,120}|support .{0,30}\bjournalism\b.{0,60}
(?:contact|e-?mail|reach|write to)\b.{0,60}\S@\S+.{0,60}|while you[’']re here.{0,240}
(?:we may earn|this (?:article|story) (?:may )?contains? affiliate).{0,120}|.{0,30}trust principles.{0,60}
[$€£]?1 ?= ?[$€£]?[\d.,]+ [\w .]{2,40}
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

# News agencies; case counts.
AGENCIES = r"""
Reuters|REUTERS|AFP|AP|EPA|UPI|PA|dpa|DPA|ANSA|EFE|AAP|PTI|ANI|IANS|NurPhoto|Xinhua|TASS|Kyodo|Yonhap
Anadolu(?: Agency)?|AA|SPA|WAM|QNA|MENA|NNA|SANA|IRNA|Tasnim|Bloomberg|VOA|RFE/RL|BBC|CNN
Associated Press|Agence France-Presse|Al Jazeera
"""

# Who else is credited below pictures; case counts.
CREDITS = r"""
Getty(?: Images)?|Shutterstock|iStock|Alamy|Wikimedia Commons|Twitter|Facebook|Telegram|X
[Pp]hotos?|[Ii]mages?|[Hh]andout|[Ff]ile(?: [Pp]hoto)?|[Cc]ourtesy|[Pp]ress [Oo]ffice|[Vv]ia|[Ss]creen(?:shot|grab)
[Ss]upplied|[Aa]rchives?
"""

# Words in the names of newspapers and broadcasters, at their end.
PUBLISHERS = r"""
Kurier\w*|Kurj\w+|Vestnik|Haber\w*|Ajans\w*|Watch|OSINT|Intel|Observatory|Newswire|Messenger|Advertiser|Ledger
Tribune|Times|Post|Herald|Gazette|Journal|Sentinel|Standard|Observer|Guardian|Monitor|Star|Chronicle|Courier|Express
Press|Telegraph|Mirror|Mail|Globe|Register|Daily|Weekly|News|Newspapers?|Today|Online|Broadcasting|Radio|TV|Television
Agency|Independent|Examiner|Dispatch|Citizen|Nation|Vanguard|Punch|Argus|Echo|Review|Wire|Bulletin|Report
"""

# Words in the names of newspapers and broadcasters of other languages, at their beginning …
FOREIGN = r"""
Diari[oe]|Diário|Ga[zc]eta|Gazet\w*|Gazzetta|Kurier|Kur[jy]er\w*|Dziennik|Tygodnik|Journal|Corriere|Giornale|Courrier|Tribun[ea]
Jornal|Folha|Correi?o|Rádio|Radio|Agen(?:ce|cia|zia)|Agência|Noti?[cz]i\w+|Notícias|Novosti|Vesti|Izvest\w+|Pravda|Periódico
"""
# … or the end of a word of it.
COMPOUNDS = (
    "zeitung|blatt|bladet|posten|nachrichten|anzeiger|rundschau|kurier|avisen|tidende|tidningen|lehti|krant|hírlap"
)

# What comes out at intervals, or is sent to the press, as lines next to a title call it.
ISSUES = (
    r"(?:(?:daily|(?:bi-?)?weekly|fortnightly|(?:bi-?)?monthly|quarterly|annual|special|situation|flash|field|"
    r"security|conflict|emergency|humanitarian|policy|press|news|media|public|country|crisis|research|intelligence) )*"
    r"(?:bulletin|newsletter|briefing(?: note)?|brief|report|update|digest|dispatch|release|statement|alert|roundup|"
    r"sitrep|factsheet|fact sheet|for immediate release)(?:,? (?:(?:no|nr|issue|vol)\b\.? ?|#)?\d{1,4})?"
)

# What stands beside the day of publication.
LABELS = (
    r"(?:first|last|originally|published|updated?|posted|issued|modified|released|created|uploaded|revised|edited|date|time|"
    r"of|on|at|as|issue|edition|publication|release|release date|from|today|yesterday|a day ago|just now)"
)
ZONES = (
    "gmt|utc|[ecmp][sd]?t|[aijbgs]st|adt|cest|eet|eest|msk|w[ac]t|cat|eat|sast|pkt|jst|kst|hkt|sgt|pht|wi[bt]|wita|aest|aedt|"
    "acst|awst|nzst|nzdt|ast|brt|art|trt|npt|ict|myt|pet|cot|clt"
)
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
# Possessive quantifiers (*+, ++) keep these two from trying every way to cut a long line into tokens.
MOMENT = (
    rf"(?:(?:(?:(?:{MONTHS})[a-z]*+|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*+|[ap]\.?m|{ZONES}|{LABELS}|"
    r"local time|hours?|hrs?|minutes?|mins?|days?|weeks?|ago)\b|"
    r"[T+@]?\d[\d:/.T+-]*+(?:st|nd|rd|th|am|pm|z|h)?)[\s,.:|·–—()@/-]*+)++"
)
DATE_LINE = rf"(?=.*\d){MOMENT}"
_NTH = r"\d\d?(?:st|nd|rd|th)?"
INITIALS = "[a-z]{2,4}(?:/[a-z]{2,4})*"  # of those who wrote it: "(km)", "ad/tr"
_DAYS = rf"{_NTH}(?: ?[-–] ?{_NTH})?"
FULL_DATE = (
    r"\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*+\.?,? )?"
    rf"(?:(?:{MONTHS})[a-z]*+\.? {_DAYS},? ?\d{{4}}|{_DAYS}[ ./-]{{1,2}}(?:{MONTHS})[a-z]*+[.,]*[ /-]\d{{4}}|"
    r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}|\d\d?\. \d\d?\. \d{4})(?: ad\b)?"
)
LUNAR_DATE = r"\b\d\d? [a-z'‘’ -]{4,20} 1[34]\d\d(?: ah\b| h\b)?"
DESK = (
    r"(?:additional )?(?:reporting|writing|editing|compiled|edited|with files|with inputs?) (?:by|from):? "
    r"(?-i:(?:[A-Z][\w.'’-]*+|(?:and|in|for|of|the|with|by|from|at|de|del|da|van|von|al|bin|staff|agencies|newsroom|bureau|"
    r"reporting|writing|editing|additional)\b|&)[\s,;/]*+)++"
)
LIST_ENTRY = (
    r"(?:read(?: (?:more|also|next))?|also read|see also|related|recommended|watch|more|in pictures)\s?[:|–—»>]\s*\S"
)
PHOTO_LABEL = (
    r"(?:(?:file photo|file image|file -|photo|image|picture|photograph|caption)\s?(?:[:–—-]|by\b)|image caption,)"
)
CREDIT_AT_END = (
    r"\b(?:(?:(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)(?: ?[Cc]redit)?|[Cc]redit): ?|REUTERS/)[A-Z][^.!?]{1,60}$|"
    r"Licensing Rights$"
)
BREADCRUMBS = r"[^>»›|/.]{1,30}(?:(?:\s*[>»›|]\s*|\s+/\s+)[^>»›|/.]{1,30})+"
NAME = rf"[{UPPER}][\w.'’-]*(?:,? (?:(?:and|&|in|at) )?{PARTICLES}{{0,2}}[{UPPER}][\w.'’-]*){{0,5}}"
TITLES_WITH_STOP = ("Gen", "Sen", "Rep", "Gov", "Col", "Capt", "Prof", "Maj", "Sgt", "Rev", "Hon", "Amb")
SHORTENED = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|vs|etc)\.$")


def _any_of(table: str) -> str:
    return "(?:" + "|".join(table.split("\n")[1:-1]) + ")"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lines = {
        "marker": _any_of(MARKERS).replace("{sections}", _any_of(SECTIONS)).replace("{count}", COUNT),
        "byline": _any_of(BYLINES).replace("{names}", NAMES).replace("{desk}", DESK_WORDS).replace("{made}", MADE),
        "section": _any_of(SECTIONS),
        "breadcrumbs": BREADCRUMBS,
        "date line": DATE_LINE,
        "moment": MOMENT,
        "number": r"(?:[a-z-]+ ){0,3}(?:no|nr|nos|vol|volume|issue|edition|number)\b\.? ?#?\d{1,5}",
        "sections": rf"(?:{_any_of(SECTIONS)}|home|menu)(?:[\s,/·•&]+(?:{_any_of(SECTIONS)}|home|menu|more)){{2,}}",
        "list label": _any_of(LIST_LABELS),
        "notice": _any_of(NOTICES),
        "topics": r"(?:explore )?(?:more )?(?:on |related )?(?:these |this )?(?:topics?|tags?|keywords|filed under):?",
        "desk": DESK,
    }
    found = {name: re.compile(rf"^[\W_]*(?:{line})[\W_]*$", re.IGNORECASE) for name, line in lines.items()}
    widget = _any_of(WIDGETS)
    found["widgets"] = re.compile(rf"^[\W_]*{widget}(?:[\W_]+(?:on |via )?{widget})+[\W_]*$", re.IGNORECASE)
    found["button at the end"] = re.compile(
        rf"(?:\s+(?:{widget}|{COUNT}|(?:leave a|no) (?:comments?|reply)|\d+ min read))+\s*$", re.IGNORECASE
    )
    found["full date"] = re.compile(rf"{FULL_DATE}|{LUNAR_DATE}", re.IGNORECASE)
    found["name"] = re.compile(rf"^{NAME}$")
    found["credited"] = re.compile(rf"^(?:(?i:{LABELS})[ :]+)*(?i:by |in |from )?{NAME}(?:[ :]+(?i:{LABELS}))*$")
    particles, name = f"{PARTICLES}{{0,2}}", rf"[{UPPER}][\w'’&.-]*"
    found["publisher"] = re.compile(
        rf"^(?:(?:The )?(?:{name} ){{0,4}}{_any_of(PUBLISHERS)}(?: (?:Online|Nigeria|Africa|Asia|World))?"
        rf"|(?:(?:La|El|Il) )?{_any_of(FOREIGN)}(?: {particles}{name}){{1,4}}"
        rf"|(?:{name} ){{0,3}}[{UPPER}][\w-]*(?i:{COMPOUNDS})"
        rf"|{name}[a-z](?:News|Watch|Monitor|Times|Post|Map|Intel|OSINT|Wire|Tracker)"
        r"|(?:www\.)?[\w-]+\.(?:com|org|net|info|news|co|[a-z]{2})(?:\.[a-z]{2})?)$"
    )
    agencies = _any_of(AGENCIES)
    found["agency"] = re.compile(f"^{agencies}$")
    found["handle"] = re.compile(rf"^(?:{NAME} )?\(?@\w{{2,30}}\)?$")
    found["initials"] = re.compile(rf"\({INITIALS}\)|(?:^|(?<=[|·•]))\s*{INITIALS}\s*(?=$|[|·•(])")
    found["made by"] = re.compile(
        rf"(?i:\b(?:editor|writer|author|reporter|source)s?):\s*{NAME}\s*(?=$|[|·•;])|"
        r"(?i:\b(?:editor|writer)s?):\s*[a-z]{2,20}\s*(?=$|[|·•;])"
    )
    found["issue"] = re.compile(rf"^[\W_]*(?:(?P<of>{NAME})\s*[-–—|·:]\s*)?(?i:{ISSUES})[\W_]*$")
    found["office"] = re.compile(r"^(?:[A-Z][\w'’-]* )*(?:correspondent|editor|reporter|writer|analyst)s?$")
    found["list entry"] = re.compile(rf"^[\W_]*{LIST_ENTRY}", re.IGNORECASE)
    found["photo label"] = re.compile(f"^{PHOTO_LABEL}", re.IGNORECASE)
    found["credit at the end"] = re.compile(CREDIT_AT_END)
    found["site words"] = re.compile(rf"\b{_any_of(SITE_WORDS)}\b", re.IGNORECASE)
    found["address"] = re.compile(r"\b(?:we|our|us|you|your)\b", re.IGNORECASE)
    credit = f"(?:{agencies}|{_any_of(CREDITS)})"
    found["credit"] = re.compile(
        rf"[(\[](?:[^()\[\]]{{0,70}}[\s/,:-])?{credit}(?:[\s/,’'-][^()\[\]]{{0,50}})?[)\]][\s.]*$"
    )
    not_title = "".join(rf"(?<!\b{title})" for title in TITLES_WITH_STOP)
    found["sentence inside"] = re.compile(not_title + r"(?<=[a-z0-9)]{2})\.[\"”’)]*\s+[\"“‘(]?[A-Z0-9]")
    found |= _datelines(agencies, credit)
    return found


def _datelines(agencies: str, credit: str) -> dict[str, re.Pattern[str]]:
    """How agency copy begins, and lines that have the place and day only."""
    place = rf"[{UPPER}][{UPPER} .'’/-]{{2,40}}(?:, [{UPPER}][\w .'’-]{{1,40}}){{0,2}}"
    month = r"[A-Z][A-Za-z]{2,8}\.?"
    bare_day = rf"(?:{month} \d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?\.?"
    day = rf"(?:,? (?:[-–—] )?{bare_day})"
    agency = rf"(?:\((?:{credit}|[A-Z][\w./ -]{{1,30}})\)|/(?:{credit})/|\[(?:{credit})\])"
    bracketed = r"(?: [(\[][A-Z][\w .'’-]{2,30}[)\]])"
    mixed = rf"[{UPPER}][\w .'’-]{{2,40}}(?:, [{UPPER}][\w .'’-]{{1,40}}){{0,2}}{bracketed}{{0,2}}"
    sure_day = (
        r"(?i:(?:(?:mon|tue|tues|wed|wednes|thur?|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
        rf"(?:{MONTH}\.? {_NTH}|{_NTH}\.? {MONTH}\.?)(?:,? \d{{4}})?)"
    )
    name = rf"[{UPPER}][\w'’.-]+(?: {PARTICLES}{{0,2}}[{UPPER}][\w'’.-]*){{0,3}}"
    rest = rf"{sure_day}[,.]?(?: {agency})?[\s.:–—*_-]*$"
    return {
        "dateline": re.compile(
            rf"^{place}{day}?\s*(?:\([^()]{{2,40}}\)\s*)?[-–—:]+\s+(?=\S)|"
            rf"^{mixed}{day}?,? \({credit}\)\s*[-–—:]+\s*|"
            rf"^(?:{place}|{mixed}){day}[.,]? {agency}[\s.:–—-]*|"
            rf"^{name}(?:, {name})?,? (?:[-–—] )?{sure_day}\s+[-–—]+\s+|"
            rf"^(?:{bare_day} )?\({agencies}\)\s*[-–—:]+\s*"
        ),
        "stamp": re.compile(rf"^(?:{sure_day} )?\({agencies}\)\s*[-–—]+\s+(?=\S)"),
        "dateline agency": re.compile(rf"{agency}[\s.:–—-]*$"),
        "place and day": re.compile(rf"^[*_]*{place}[,.:]?\s+(?:[-–—|/] )?{rest}"),
        "name and day": re.compile(
            rf"^[*_]*(?:{name}(?:, {name})?(?:[,.:]| [-–—|/])\s*{rest}|{sure_day}, {name}(?:, {name})?[*_]*$)"
        ),
    }


def _is(name: str, text: str, longest: int = 300) -> bool:
    return len(text) <= longest and _patterns()[name].search(text) is not None


def is_marker(text: str) -> bool:
    """Whether the line is a widget, a byline, a date line or a row of such parts or symbols, not running text.

    >>> [is_marker(line) for line in ("TT", "5-min read", "* * *", "By Ana Diaz", "Updated: May 4, 2020 10:15 GMT")]
    [True, True, True, True, True]
    >>> [is_marker(line) for line in ("· 4 May 2020 · Share · Save", "Share this: Facebook WhatsApp")]
    [True, True]
    >>> is_marker("By Friday the rebels had fled."), is_marker("Published in 2004, it sold out.")
    (False, False)
    """
    if not any(map(str.isalnum, text)):
        return True
    if text.endswith("."):
        return (text.endswith(".m.") and is_date_line(text)) or _is("place and day", text)  # "May 4, 2020, 5:01 p.m."
    if _is("marker", text) or _is("handle", text) or _is("place and day", text):
        return True
    if opens_list(text) or is_byline(text) or _is_row(text) or _is_bare_dateline(text) or _is_tail(text):
        return True
    return "@" in text and _EMAIL.search(text) is not None and is_name(_EMAIL.sub("", text))


def is_head_line(text: str) -> bool:
    """Whether the line, below a title, has no part of the text: a place and a day, or what has been brought out.

    >>> [is_head_line(line) for line in ("Cusco, 4 March", "Andes Group – monthly bulletin", "Floods in Lima, 4 March")]
    [True, True, False]
    """
    return is_place_and_day(text) or is_issue(text) or _is_dated_names(text)


def _is_dated_names(text: str) -> bool:
    """Whether the line is nothing but names and a full date: in a head those of writer, place and paper."""
    rest, dates = _patterns()["full date"].subn(" | ", text)
    return dates > 0 and len(text) <= 80 and all(_is("credited", part) for part in _parts(rest) if part)


def is_issue(text: str) -> bool:
    """Whether the line says what kind of publication this is, perhaps behind who brings it out."""
    return _is("issue", text, longest=80)


def who_issues(text: str) -> str:
    """Who brings out what such a line announces: "Andes Group – monthly bulletin"; "" if it does not say."""
    found = _patterns()["issue"].search(text) if is_issue(text) else None
    return (found["of"] or "") if found else ""


def is_agency(text: str) -> bool:
    """Whether the words are the name of a news agency that many papers print."""
    return _is("agency", text)


def is_furniture(part: str) -> bool:
    """Whether a part of a line is a button, a label or a moment."""
    return any(_is(name, part) for name in ("moment", "marker", "widgets", "number"))


def parts_beside_date(text: str) -> list[str]:
    """The parts of a line of the head but for its full dates."""
    return [part for part in _parts(_patterns()["full date"].sub(" | ", text)) if part]


def is_place_and_day(text: str) -> bool:
    """Whether the line is nothing but a place and a day, in either order."""
    return any(_is(name, text, longest=80) for name in ("place and day", "name and day"))


def tells_writer_or_day(text: str) -> bool:
    """Whether the line of a head says who wrote the story or when."""
    return is_byline(text) or _is("handle", text) or is_place_and_day(text)


def tells_day(text: str) -> bool:
    """Whether the line of a head has the day of the report, with its year or without."""
    if is_date_line(text) or _is_bare_dateline(text) or _is_dated_names(text):
        return True
    return any(is_place_and_day(part) for part in (text, *_BARS.split(text)))


def is_section(text: str) -> bool:
    """Whether the line is a section of a news site or a path to one; above a headline it is no part of the story."""
    return not text.endswith(".") and (
        _is("section", text, longest=40) or _is("breadcrumbs", text, longest=120) or _is("sections", text, longest=160)
    )


def is_publisher(text: str) -> bool:
    """Whether the line can be the name or address of a newspaper, agency or broadcaster.

    >>> [is_publisher(line) for line in ("Lake District Tribune", "lakenews.co.tz", "Tribune of the people dies")]
    [True, True, False]
    """
    return _is("publisher", text, longest=60)


def is_byline(text: str) -> bool:
    """Whether the line names the writer or the moment of publication."""
    line = _EMAIL.sub("", text) if "@" in text else text
    return _is("byline", line, longest=160) or is_date_line(text)


_EMAIL = re.compile(r"\s*[(<]?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>]?")


def is_name(text: str) -> bool:
    """Whether the line holds nothing but a name, or names with places or employers, as bylines without "By" do.

    >>> [is_name(line) for line in ("Ana Diaz in Quito", "BBC News, Lima", "Education correspondent", "Rain fell")]
    [True, True, True, False]
    """
    if len(text.split()) > 8 or len(text) > 80 or ends_sentence(text):
        return False
    kinds = ("name", "office", "marker", "publisher")
    return all(any(_is(kind, part) for kind in kinds) for part in _parts(text) if part)


def is_date_line(text: str) -> bool:
    """Whether the line says when the story appeared, perhaps beside its writer, place, agency or buttons.

    >>> [is_date_line(line) for line in ("Posted on 4 May 2020 by Ana Diaz", "Lima | Updated: May 4, 2020 10:15 PET")]
    [True, True]
    >>> [is_date_line(line) for line in ("Timeline of the May 4, 2020 strike", "He was born on May 4, 2020")]
    [False, False]
    """
    if len(text) > LONGEST_LINE:
        return False
    if _is("date line", text):
        return True
    rest, dates = _patterns()["full date"].subn(" | ", text)
    if not dates:
        return False
    rest = _patterns()["button at the end"].sub("", rest)
    parts = [part for part in _parts(rest) if part]
    if all(_is_furniture_part(part) for part in parts):
        return True
    rest, made = _patterns()["made by"].subn(" | ", rest)
    rest, signed = _patterns()["initials"].subn(" | ", rest)
    parts = [part for part in _parts(rest) if part]
    # Names alone could be a headline; next to a label, an hour, a button or a bar they are writers and places.
    named = any(_is_furniture_part(part) or _has_label(part) for part in parts) or len(_BARS.split(text)) > 1
    named = named or made + signed > 0
    short = re.search(r"[,(]", text) is not None and sum(len(part.split()) for part in parts) <= 3
    return (named or short) and all(_is_furniture_part(part) or _is("credited", part) for part in parts)


LONGEST_LINE = 160  # characters of a date line or a row of buttons
_BARS = re.compile(r"\s*[|·•●]\s*")
_PARTS = re.compile(r"\s*[|·•●;,/]+\s*|\s+[-–—:]+\s+|\s+(?=\()|\s+(?=[Bb]y )|:(?:\s+|$)")
_LABELLED = re.compile(r"\b(?:by|published|updated|posted|issued|modified|released)\b", re.IGNORECASE)


def _parts(text: str) -> list[str]:
    """The parts of a line between bars, dots, commas and dashes."""
    return [part.strip(" \t\u00a0()[]*_-–—\u0640:,.") for part in _PARTS.split(text)]


def _has_label(part: str) -> bool:
    return _LABELLED.search(part) is not None


def _is_furniture_part(part: str) -> bool:
    return not part or any(
        _is(name, part)
        for name in (
            "moment",
            "marker",
            "byline",
            "section",
            "publisher",
            "agency",
            "handle",
            "widgets",
            "number",
            "issue",
        )
    )


def _is_row(text: str) -> bool:
    """Whether the line is a row of buttons, or of topics, moments, names and buttons with bars between."""
    if len(text) > LONGEST_LINE:
        return False
    if _is("widgets", text) or _is("sections", text):
        return True
    parts = [part for part in map(_stripped, _BARS.split(text)) if part]
    sure = sum(_is_furniture_part(part) or is_date_line(part) for part in parts)
    names = all(_is_furniture_part(part) or is_date_line(part) or _is_short_name(part) for part in parts)
    sections = all(_is_short_name(part) or _is("section", part) for part in parts)
    return len(parts) >= 2 and sure >= 1 and names and (not sections or len(parts) >= 3 or sure == len(parts))


def _stripped(part: str) -> str:
    return part.strip(" \t\u00a0()[]_-–—:,")


def _is_short_name(part: str) -> bool:
    return len(part.split()) <= 3 and _is("name", part)


def _is_bare_dateline(text: str) -> bool:
    """Whether the line is an agency's dateline that stands alone, its story on the next line."""
    return len(text) <= 80 and text.endswith(("-", "–", "—")) and dateline(f"{text} x") == f"{text} "


def _is_tail(text: str) -> bool:
    """Whether the line is the end of a title that `cuts` has cut off: "| Lake Tribune"."""
    return text[0] in "|-–—" and is_publisher(text[1:].strip())


def cuts(text: str) -> list[int]:
    """Where page furniture ends at the beginning of a paragraph, and begins again at the end of a title.

    >>> [cuts(line) for line in ("March 3 (AFP) - Rain fell.", "Rain Falls in Lima | Lake Tribune", "Rain - and hail")]
    [[16], [19], []]
    """
    stamp = _patterns()["stamp"].match(text[:160])
    found = [stamp.end()] if stamp else []
    for bar in re.finditer(r"\s(?=[|–—-]\s)", text[:400]):
        title = text[: bar.start()]
        if is_headline(title, fewest=4) and _is_tail(text[bar.end() :]) and not is_marker(title):
            found.append(bar.end())
            break
    return found


def opens_list(text: str) -> bool:
    """Whether the line announces a list of other articles ("Read More", "Related stories:").

    >>> opens_list("Read More"), opens_list("Read more about the treaty in the annex.")
    (True, False)
    """
    return _is("list label", text, longest=80) and not text.endswith(".")


def opens_topics(text: str) -> bool:
    """Whether the line is a label below which topics are listed, one a line."""
    return _is("topics", text, longest=60)


def is_topic(text: str) -> bool:
    """Whether the line can be a topic in such a list: a few words, no sentence."""
    return len(text.split()) <= 4 and not ends_sentence(text)


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


def is_prose(text: str) -> bool:
    """Whether the line is running text: some words that end as a sentence does, no caption.

    >>> is_prose("The port reopened on Monday."), is_prose("Port Reopens after Three Years")
    (True, False)
    """
    return len(text.split()) >= 5 and ends_sentence(text) and not has_credit(text)


_OPENING = re.compile(r"^[^\w\"'“‘«(\[]+")  # "## ", and the signs with which posts begin


def is_headline(text: str, fewest: int = 2, most: int = 30) -> bool:
    """Whether the line can be a headline: `fewest` to `most` words, one clause, no full stop at its end.

    >>> is_headline("Council Votes on New Port"), is_headline("The council voted on Monday.")
    (True, False)
    """
    text = _OPENING.sub("", text) or text
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

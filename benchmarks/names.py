"""A corpus of invented names with known truth: entities of several origins, each under several spellings.

Everything is drawn from the syllables and name parts below with one seed; the same size gives the same corpus.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate


def words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


@dataclass(frozen=True, slots=True)
class Corpus:
    """Distinct names, their types, and the number of the entity that each is a name of."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """How names of one origin are built and how writers vary them."""

    given: tuple[str, ...]
    onsets: tuple[str, ...]
    vowels: tuple[str, ...]
    codas: tuple[str, ...]
    endings: tuple[str, ...]
    pattern: str  # of given names G, middle or father's names M, surnames S
    spellings: tuple[tuple[str, str], ...]  # pairs that writers use for one another


ORIGINS = {
    "arabic": Origin(
        words(
            "ahmad khalid samir yusuf omar tariq nabil faisal hamza jamil karim mustafa rashid walid ziyad",
            "bilal idris imad jabir kamil luay majid nasir qasim ridha sabri talal usama wahib yasin zuhair",
            "anwar bashir daoud fadil ghassan hisham ismail jawad layth marwan nizar qutayba rafiq salah",
            "thamir wisam yahya",
        ),
        words("b d f h j k kh m n q r s sh t z gh th dh w y"),
        ("a", "i", "u", "aa", "ay"),
        words("b d l m n r s sh t z f q k"),
        ("i", "i", "awi", "ani", "iya"),
        "G M al-S",
        (("q", "k"), ("u", "ou"), ("ay", "ai"), ("sh", "ch"), ("i", "ee"), ("dh", "d"), ("al-", "el-"), ("u", "o")),
    ),
    "slavic": Origin(
        words(
            "andrei boris dmitry fyodor gleb igor kirill leonid maksim nikita oleg pavel roman sergei timur",
            "vadim yaroslav zakhar anton bogdan daniil filipp grigory ilya konstantin lev matvei platon",
            "ruslan semyon vera galina darya zoya inna larisa marina nina polina raisa sofya tamara ulyana",
            "yana",
        ),
        words("b v g d zh z k l m n p r s t kh ch sh br gr kr str tr vl"),
        ("a", "e", "i", "o", "u", "ya", "yu"),
        words("b v d k l m n r s t sh ch lk rb nk st"),
        ("ov", "enko", "sky", "chuk", "in", "ev", "ich", "uk"),
        "G S",
        (("sky", "skiy"), ("kh", "h"), ("y", "i"), ("ya", "ia"), ("yu", "iu"), ("zh", "j"), ("ei", "ey"), ("ks", "x")),
    ),
    "chinese": Origin(
        words(
            "weiming guoqiang xiaohong jianhua zhihao meiling dehua lihua zhenyu qiuyan shaohua baoguo",
            "caixia dongmei fenglan guiying haibo jingyi kaiwen lanying minzhe ningbo peixin ruolan suzhen",
            "tianyu",
        ),
        words("zh ch sh x j q b p m f d t n l g k h w y"),
        ("ang", "eng", "iang", "ao", "u", "i"),
        ("",),
        ("",),
        "S G",
        (("zh", "ch"), ("x", "hs"), ("-", ""), ("ong", "ung")),
    ),
    "western": Origin(
        words(
            "william robert thomas edward charles margaret elizabeth katherine anthony nicholas samuel",
            "benjamin alexander frederick patricia rebecca stephen michael richard joseph helen martin laura",
            "peter simon hannah oliver george alice julian clara hugo emma felix ruth adrian bruno carla",
            "denis ingrid",
        ),
        words("b br c ch d f g gr h k l m n p pr r s st t th tr w wh"),
        ("a", "e", "i", "o", "u", "ea", "oo"),
        words("b ck d f ld ll m n nd ng r rd rt s sh st t th tt x"),
        ("son", "ton", "man", "field", "ley", "er", "wood", "berg", "stein", "quist"),
        "G M S",
        (("ck", "k"), ("ll", "l"), ("tt", "t"), ("ph", "f"), ("y", "ie"), ("c", "k"), ("oo", "ou")),
    ),
    "iberian": Origin(
        words(
            "jose luis francisco javier ignacio manuel carlos fernando rafael guadalupe beatriz dolores",
            "mercedes joao paulo tiago goncalo rodrigo vicente ramon alvaro ines lucia pilar rosario teresa",
            "ximena",
        ),
        words("b c d f g l m n p r s t v z ch ll qu"),
        ("a", "e", "i", "o", "u", "ue", "ie"),
        words("l n r s z rr nt nd st"),
        ("ez", "es", "ado", "era", "illo", "ino", "eiro", "osa"),
        "G M S",
        (("z", "s"), ("v", "b"), ("ll", "y"), ("x", "j"), ("qu", "k")),
    ),
    "african": Origin(
        words(
            "oluwaseun chukwuemeka kwabena mamadou ousmane ibrahima fatoumata boubacar adebayo ngozi kofi",
            "kwame abena chinedu ifeanyi aminata cheikh modou seydou tesfaye abebe hailu getachew makonnen",
        ),
        words("b d f g k l m n s t w y nd mb nk kw dj"),
        ("a", "e", "i", "o", "u", "ou"),
        words("l m n r b k ng"),
        ("a", "o", "e", "ou", "u", "eko"),
        "G S",
        (("ou", "u"), ("dj", "j"), ("kw", "qu"), ("e", "eh")),
    ),
    "indian": Origin(
        words(
            "rajesh lakshmi venkatesh subramanian anil sunita prakash deepak vijay kavita manoj nirmala",
            "ramesh suresh arjun bharat chandra dinesh gopal harish indira jagdish kishore lalita mohan",
            "narayan",
        ),
        words("b bh ch d dh g gh j k kh l m n p r s sh t v y"),
        ("a", "aa", "i", "u", "o", "ee"),
        words("l m n r k t sh nd rm"),
        ("a", "an", "kar", "wal", "murthy", "appa", "endra", "jee"),
        "G S",
        (("aa", "a"), ("ee", "i"), ("sh", "s"), ("v", "w"), ("ks", "x"), ("th", "t")),
    ),
}
TITLES = {"arabic": ("Sheikh", "Hajj"), "slavic": ("Gen.", "Col."), "western": ("Dr.", "Mr"), "iberian": ("Don",)}
SHORT = {
    "william": "bill", "robert": "bob", "margaret": "peggy", "elizabeth": "liz", "katherine": "kate", "anthony": "tony",
    "francisco": "paco", "ignacio": "nacho", "dmitry": "dima", "mikhail": "misha", "sergei": "seryozha",
    "oluwaseun": "seun", "chukwuemeka": "emeka", "guadalupe": "lupe", "benjamin": "ben", "alexander": "alex",
}  # fmt: skip
FIELDS = words(
    "energy shipping logistics textiles cement mining pharma motors insurance capital foods steel",
    "timber media aviation fisheries telecom chemicals holdings trading",
)
FORMS = (("Ltd", "Limited"), ("GmbH",), ("JSC", "OJSC"), ("Inc", "Inc.", "Incorporated"), ("LLC", "L.L.C."), ("S.A.",))
BODIES = (
    ("{} Liberation Front", "Front for the Liberation of {}"),
    ("{} Workers Party", "{} Workers' Party"),
    ("{} Development Bank", "Development Bank of {}"),
    ("University of {}", "{} University"),
    ("{} Farmers Union", "Union of {} Farmers"),
    ("Brigade {}", "{} Brigade"),
    ("{} Rescue Committee", "Rescue Committee of {}"),
)
PLACES = (
    ("{}", "{} City"),
    ("{} province", "{} Governorate"),
    ("al-{}", "{}"),
    ("{} district", "the {} district"),
    ("Port {}",),
)


def corpus(size: int, seed: int = 7) -> Corpus:
    """`size` distinct names: 76 % of people, 16 % of organisations, 8 % of places; about two for each entity."""
    draw = random.Random(f"{seed} {size}")
    makers = [_person_maker(draw, origin, size) for origin in ORIGINS]
    word = _word_maker(draw, size)
    kinds = [*[("Person", maker) for maker in makers], ("Organization", _organization(word)), ("Place", _place(word))]
    weights = list(accumulate([*[76 / len(makers)] * len(makers), 16, 8]))
    known: dict[str, tuple[str, int]] = {}
    entity = 0
    while len(known) < size:
        ((type, maker),) = draw.choices(kinds, cum_weights=weights)
        write = maker(draw)
        for _ in range(draw.choice((1, 1, 2, 2, 3, 4))):
            known.setdefault(write(draw), (type, entity))
        entity += 1
    names = sorted(known)
    draw.shuffle(names)
    names = names[:size]
    return Corpus(tuple(names), tuple(known[n][0] for n in names), tuple(known[n][1] for n in names))


Writer = Callable[[random.Random], str]


def _root(draw: random.Random, origin: Origin, syllables: int) -> str:
    return "".join(
        draw.choice(origin.onsets) + draw.choice(origin.vowels) + (draw.choice(origin.codas) if n else "")
        for n in range(syllables)
    )


def _person_maker(draw: random.Random, name: str, size: int) -> Callable[[random.Random], Writer]:
    """A maker of people of one origin; few surnames are frequent, most are rare; a larger corpus has more of them."""
    origin = ORIGINS[name]
    chinese = name == "chinese"
    many = len(SURNAMES) if chinese else max(200, int(4 * size**0.75))
    surnames = list(
        dict.fromkeys(
            _root(draw, origin, 1 if chinese else 2 if draw.random() < 0.7 else 3) + draw.choice(origin.endings)
            for _ in range(many)
        )
    )
    given = list(origin.given)
    if chinese:
        surnames = list(SURNAMES)
        given += [f"{a}{b}" for a in SYLLABLES for b in SYLLABLES]
    else:
        given += [_root(draw, origin, 2) for _ in range(int(size**0.5))]
    surname_weights, given_weights = _zipf(len(surnames)), _zipf(len(given))

    def maker(draw: random.Random) -> Writer:
        (surname,) = draw.choices(surnames, cum_weights=surname_weights)
        first, middle = draw.choices(given, cum_weights=given_weights, k=2)
        return lambda draw: _person(draw, name, first, middle, surname)

    return maker


SURNAMES = words(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang",
    "xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei",
    "su lu ding ren yao shen zhong cui tan fan liao shi jin xia fu fang bai zou meng xiong qin qiu",
    "hou yin duan lei long tao gu mao hao gong shao qian",
)
SYLLABLES = words(
    "wei ming guo qiang xiao hong jian hua zhi hao mei ling de li zhen yu qiu yan bao cai xia dong",
    "feng lan gui ying hai bo jing yi kai wen min zhe ning pei xin ruo su tian chang shu rong bin",
    "peng lei jun",
)


def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) ** 0.7 for rank in range(size)))


def _person(draw: random.Random, name: str, first: str, middle: str, surname: str) -> str:
    origin = ORIGINS[name]
    has_middle = "M" in origin.pattern
    given = first
    if draw.random() < 0.08:
        given = SHORT.get(first, first)
    elif has_middle and draw.random() < 0.06:
        given = first[0] + "."
    middle_word = "" if not has_middle or draw.random() < 0.45 else middle
    if middle_word and name == "western" and draw.random() < 0.5:
        middle_word = middle_word[0] + "."
    family = surname
    if draw.random() < 0.5:
        given, family = _respelt(draw, given, origin), _respelt(draw, family, origin)
    if draw.random() < 0.06:
        family = _slip(draw, family)
    parts = {"G": _title(given), "M": _title(middle_word), "S": _title(family), "al-S": "al-" + _title(family)}
    words = [parts[part] for part in origin.pattern.split()]
    if draw.random() < 0.04 and name != "chinese":
        return f"{words[-1].upper()}, {' '.join(word for word in words[:-1] if word)}"
    if draw.random() < 0.05 and name in TITLES:
        words.insert(0, draw.choice(TITLES[name]))
    return " ".join(word for word in words if word)


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def _respelt(draw: random.Random, word: str, origin: Origin) -> str:
    usual, other = draw.choice(origin.spellings)
    if usual not in word:
        usual, other = other, usual
    return re.sub(re.escape(usual), other, word, count=1) if usual else word


def _slip(draw: random.Random, word: str) -> str:
    """`word` with one letter left out, doubled, or exchanged for its neighbour."""
    if len(word) < 5:
        return word
    at = draw.randrange(1, len(word) - 1)
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _word_maker(draw: random.Random, size: int) -> Callable[[random.Random], str]:
    origins = list(ORIGINS.values())
    words = sorted({_title(_root(draw, draw.choice(origins), draw.choice((2, 3)))) for _ in range(int(6 * size**0.8))})
    draw.shuffle(words)
    weights = _zipf(len(words))
    return lambda draw: draw.choices(words, cum_weights=weights)[0]


def _organization(word: Callable[[random.Random], str]) -> Callable[[random.Random], Writer]:
    def maker(draw: random.Random) -> Writer:
        name = word(draw)
        if draw.random() < 0.3:
            body = draw.choice(BODIES)
            return lambda draw: draw.choice(body).format(name)
        field, forms = _title(draw.choice(FIELDS)), draw.choice(FORMS)
        return lambda draw: f"{name} {field} {draw.choice((*forms, ''))}".strip()

    return maker


def _place(word: Callable[[random.Random], str]) -> Callable[[random.Random], Writer]:
    def maker(draw: random.Random) -> Writer:
        name, forms = word(draw), draw.choice(PLACES)
        return lambda draw: draw.choice(forms).format(name)

    return maker

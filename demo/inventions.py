"""Invented words: countries that do not exist, words without meaning, and names of every shape
for heroes and users, which the model can only copy letter by letter."""

import re
import zlib

import facts

SYLLABLES = (
    "ba be bo da do du fa fi ga go ka ki ko la le li lo ma mi mo na ne no pa po ra re ri ro sa so "
    "ta to va vi za zo"
).split()
STARTS = (
    "Bal Bor Dra Fel Gor Jun Kel Kra Lom Mor Nar Pel Quo Ruv Sil Tar Ul Vol Wex Xan Yor Zub Gla "
    "Bru Plo Sko Ash Bre Cor Dur El Fro Hal Im Jar Khe Lu Mel Nor Or Pra Ren Sta Thra Um Ver Wil Zan"
).split()
ENDINGS = {
    "en": "via nia land stan dia ria sia tania mark topia lia gria vania ea garde istan onia".split(),
    "fr": "vie nie lande stan die rie sie mark topie lie grie vanie gonie onie".split(),
}


def is_held_out(kind, word, one_in):
    """Whether a word belongs to the held-out part of its list: decided by its checksum alone."""
    return zlib.crc32(f"{kind}:{word}".encode()) % one_in == 0


def draw(kind, words, held_out, choose, one_in=6):
    """One word of a list, from the side of the split that is asked for."""
    while True:
        word = choose.choice(words)
        if is_held_out(kind, word, one_in) == held_out:
            return word


def with_article(stem, is_masculine):
    """A French country's name with its article."""
    if stem[0] in "AEIOUYÉÈÊÎÔÂ":
        return "l'" + stem
    return ("le " if is_masculine else "la ") + stem


def country(language, choose):
    stem = choose.choice(STARTS).lower() + "".join(
        choose.choice(SYLLABLES) for _ in range(choose.randint(0, 2))
    )
    ending = choose.choice(ENDINGS[language])
    name = stem.capitalize() + ending
    return name if language == "en" else with_article(name, ending in ("stan", "mark"))


def chimera(words, choose):
    """The head of one word with the tail of another, unlike all of them: "Germistan"."""
    while True:
        head, tail = choose.choice(words), choose.choice(words)
        if len(head) < 5 or len(tail) < 5:
            continue
        made = head[: choose.randint(2, len(head) - 2)] + tail[-choose.randint(2, len(tail) - 2) :]
        if len(made) > 4 and not any(w[:3] == made[:3] and w[-3:] == made[-3:] for w in words):
            return made


def word(choose):
    return "".join(choose.choice(SYLLABLES) for _ in range(choose.randint(2, 3))) + choose.choice(
        ["", "l", "n", "x", "k", "m"]
    )


ONSETS = (
    "b c d f g h j k l m n p r s t v w y z br ch cl cr dr fl fr gr gu kr ll ph pl qu rh sh sl st th "
    "tr wh x"
).split() + [""] * 6
NUCLEI = "a e i o u y é è ai au ee ei ia ie io oo ou ë ï ö ü á í ó ô ê".split() + list("aeiou") * 4
CODAS = "n s r l t m d x k ck nn tt ss ll th ne le re sh ng rd lf st".split() + [""] * 14
RARE = "q w x y z k j v h qu zz ww xx yy kh zh wr ts dz gn sch cz sz rz tch hr dj mb nk".split()
FOREIGN = (
    "ski sky ov ova sson sen ez idis opoulos escu ic vic yan ian dze shvili chuk enko ino etti elli "
    "ucci eau oux ault ette ine elle wald berg stein mann holm quist nen la ku shi suke hiko nori "
    "ngo mba we zwe tl xin zhao ying uyen inh ani ullah eddin i-ko aë oë ué ée us ix ax or yx"
).split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _syllables(count, choose):
    return "".join(
        choose.choice(ONSETS) + choose.choice(NUCLEI) + choose.choice(CODAS) for _ in range(count)
    )


def _letters(choose):
    alphabet = choose.choice(
        [LETTERS + "éèëïçaeiou", LETTERS, "qwxyzkjvhaeiou", "bcdfghjklmnpqrstvwxz"]
    )
    return "".join(
        choose.choice(alphabet) for _ in range(choose.choice([1, 2, 3, 3, 4, 5, 6, 7, 9, 11]))
    )


def _rare(choose):
    return "".join(
        choose.choice(RARE) + choose.choice("aeiouy") for _ in range(choose.randint(1, 4))
    ) + choose.choice(["", "", *RARE])


def _doubled(choose):
    text = _syllables(choose.randint(1, 3), choose) or "o"
    at = choose.randrange(len(text))
    return text[:at] + text[at] * choose.choice([1, 1, 2]) + text[at:]


def _blend(choose):
    head, tail = draw("name", facts.NAMES, False, choose), draw("name", facts.NAMES, False, choose)
    return head[: choose.randint(2, 4)] + tail[-choose.randint(2, 4) :]


def _apostrophe(choose):
    head = choose.choice("D L O T K N M Ng Qu Ch Z Sh".split())
    return f"{head}'{_syllables(choose.randint(1, 2), choose) or 'a'}"


def _coded(choose):
    """Names with digits or inner capitals: R2X, Zed9, XaNdro."""
    kind = choose.randrange(3)
    stem = _syllables(choose.randint(1, 2), choose).capitalize() or "Zed"
    if kind == 0:
        return stem + choose.choice(["", "-", " "]) + str(choose.randint(1, 99))
    if kind == 1:
        return "".join(
            choose.choice(LETTERS.upper() + "0123456789") for _ in range(choose.randint(2, 4))
        )
    return stem + _syllables(choose.randint(1, 2), choose).capitalize()


def name(choose):
    """A name of random syllables or letters, or made of pieces of names."""
    kind = choose.random()
    if kind < 0.32:
        return _syllables(choose.choice([1, 2, 2, 2, 3, 3, 4, 5]), choose).capitalize()
    if kind < 0.47:
        return _letters(choose).capitalize()
    if kind < 0.55:
        return word(choose).capitalize()
    if kind < 0.67:
        return _blend(choose)
    if kind < 0.76:
        return _rare(choose).capitalize()
    if kind < 0.82:
        return _doubled(choose).capitalize()
    if kind < 0.91:
        head = choose.choice([_syllables(1, choose), _rare(choose), _blend(choose).lower()])
        return (head + choose.choice(FOREIGN)).capitalize()
    return _apostrophe(choose) if kind < 0.96 else _coded(choose)


TITLES = (
    "Mr |Mrs |Miss |Doctor |Captain |Little |Big |Princess |Prince |King |Uncle |Monsieur |Madame |"
    "Docteur |Capitaine |Petite |Gros |Princesse |Oncle |Tante |Le |La |De |Van |Mac|Mc|L'|N'|Saint-|"
    "Queen |Sir |Lady |Old |Grandma |Aunt |Professor |Saint |Roi |Reine |Papy |Mamie |Petit |Grand |"
    "Von |Van der |Di |Del |Da |El |Al-|Ben |Ibn |O'|D'|Jean-|Marie-|Anne-|San |Don |Baba |Super|Mega"
).split("|")

ACCENTED = {"e": "éèëê", "a": "àâäáåã", "i": "ïîí", "o": "ôöóøõ", "u": "üûú", "c": "ç", "n": "ñ"}
ACCENTED.update({"s": "š", "z": "ž", "y": "ý", "r": "ř", "l": "ł"})
ACCENTED.update({letter.upper(): marked.upper() for letter, marked in list(ACCENTED.items())})


def training_name(choose):
    """A first name as anybody may have or invent one."""

    def one():
        if choose.random() < 0.3:
            return draw("name", facts.NAMES, False, choose)
        return name(choose) or "Bo"

    kind, made = choose.random(), one()
    if kind < 0.12:
        made += choose.choice("- ") + one()
    elif kind < 0.14:
        made += (
            choose.choice([" de ", " of ", " and ", " et ", " van ", "-de-", " la ", " el "])
            + one()
        )
    elif kind < 0.15:
        made += choose.choice("- ") + one() + choose.choice("- ") + one()
    elif kind < 0.19:
        made = choose.choice(TITLES) + made
    if choose.random() < 0.18:
        made = "".join(
            choose.choice(ACCENTED.get(letter, letter)) if choose.random() < 0.4 else letter
            for letter in made
        )
    made = re.sub(r"\s+", " ", made).strip()[:32].strip(" -'")
    case = choose.random()
    if case < 0.22:
        return made.lower()
    if case < 0.29:
        return made.upper()
    if case < 0.32:
        return "".join(c.upper() if choose.random() < 0.4 else c for c in made)
    return made

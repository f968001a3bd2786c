#!/usr/bin/env python3
"""Generate the demo model's conversations: the training stream and the held-out questions.

    generate.py train --count 100000 > train.jsonl
    generate.py held-out --count 4000 > held_out.jsonl

Each line is {"language", "category", "messages", ...}. In the training stream the messages end
with the assistant's answer. In the held-out set they end with a question; "answer" holds what
is expected.

The same seed always gives the same lines: nothing but the standard library's random.Random
decides.

A held-out question is built from a sentence that the training stream never uses (the lines
marked "~" in english.py, french.py and unknowns.py), and where a category allows it from words
that training never shows either: one pair of addends in ten, one spelled number in ten, one
name, person and city in six. check_split() proves at every start that no held-out
sentence is also a training one."""

import argparse
import functools
import itertools
import json
import math
import random
import re
import sys
import unicodedata
import zlib

import english
import english_more
import facts
import final
import final_phrases
import french
import french_more
import spelling
import stories
import unknowns

LANGUAGES = {"en": english, "fr": french}
MORE = {"en": english_more, "fr": french_more}
MAX_SUM, MAX_PRODUCT, MAX_SPELLED = 99, 10, 999
DEFAULT_HERO = "Luna"

# How often each intent is asked in the training stream.
WEIGHTS = {
    "capital": 10,
    "reverse": 9,
    "sum": 12,
    "difference": 15,
    "product": 3.5,
    "opposite": 9,
    "day_next": 1.4,
    "day_before": 1.4,
    "month_next": 1.4,
    "month_before": 1.4,
    "month_days": 2,
    "month_nth": 1.2,
    "week_days": 0.4,
    "year_months": 0.4,
    "year_days": 0.4,
    "list_days": 0.4,
    "list_months": 0.4,
    "spell": 6,
    "unspell": 8,
    "who": 4,
    "maker": 3,
    "private": 4.5,
    "size": 2.8,
    "languages": 2.8,
    "silex": 1.8,
    "help": 4,
    "greeting": 2.4,
    "introduce": 9,
    "mood": 2.6,
    "thanks": 3,
    "bye": 2.6,
    "sorry": 2.6,
    "ack": 2,
    "story": 5,
    "story_named": 6,
    "unknown": 19,
    "near_miss": 20,
}
# The categories of the report.
CATEGORIES = {
    "who": "identity",
    "maker": "identity",
    "private": "identity",
    "size": "identity",
    "languages": "identity",
    "silex": "identity",
    "greeting": "smalltalk",
    "mood": "smalltalk",
    "thanks": "smalltalk",
    "bye": "smalltalk",
    "sorry": "smalltalk",
    "ack": "smalltalk",
    "introduce": "smalltalk",
    "story_named": "story",
    "name_reply": "story",
}
CATEGORIES.update(
    {intent: "calendar" for intent in WEIGHTS if re.match("day_|month_|week_|year_|list_", intent)}
)
FOLLOW_UPS = {
    "capital": "and_capital",
    "reverse": "and_reverse",
    "opposite": "and_opposite",
    "day_next": "and_day",
    "month_next": "and_month",
    "month_days": "and_month_days",
    "sum": "and_sum",
    "spell": "and_spell",
}
HELD_OUT_SHARE = {
    "capital": 10,
    "reverse": 8,
    "sum": 9,
    "difference": 8,
    "product": 4,
    "opposite": 8,
    "day_next": 1.5,
    "day_before": 1.5,
    "month_next": 1.5,
    "month_before": 1.5,
    "month_days": 1.5,
    "month_nth": 1,
    "week_days": 0.3,
    "year_months": 0.3,
    "year_days": 0.3,
    "list_days": 0.3,
    "list_months": 0.3,
    "spell": 7,
    "unspell": 6,
    "who": 1.5,
    "maker": 1,
    "private": 1.5,
    "size": 1,
    "languages": 1,
    "silex": 0.8,
    "help": 2,
    "greeting": 0.8,
    "introduce": 0.8,
    "mood": 0.8,
    "thanks": 1,
    "bye": 0.8,
    "sorry": 0.8,
    "ack": 0.6,
    "story": 2,
    "story_named": 2,
    "name_reply": 1.5,
    "unknown": 13,
    "near_miss": 6,
    "follow_up": 7,
}


def is_held_out(kind, word, one_in):
    """Whether a word belongs to the held-out part of its list: decided by its checksum alone."""
    return zlib.crc32(f"{kind}:{word}".encode()) % one_in == 0


def expansions(line, language):
    """Every sentence that a line with [choices] stands for."""
    parts = re.split(r"\[([^\]]*)\]", line)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    unwanted_space = r"\s+(?=[.,?!])" if language == "en" else r"\s+(?=[.,])"
    return [
        re.sub(unwanted_space, "", " ".join("".join(words).split()))
        for words in itertools.product(*choices)
    ]


class Phrases:
    """The sentences of one intent in one language: those of training, those held out, and the
    noun phrases that training puts into wrappers."""

    def __init__(self):
        self.train, self.held_out, self.noun_phrases, self.weights = [], [], [], None

    def add(self, line, language):
        side = self.held_out if line.startswith("~") else self.train
        side.append(expansions(line.lstrip("~"), language))

    def pick(self, held_out, choose):
        if held_out:
            return choose.choice(choose.choice(self.held_out))
        if self.weights is None:
            # A line with many choices is drawn more often, though not in proportion.
            shares = [1 + math.log2(len(group)) for group in self.train]
            self.weights = list(itertools.accumulate(shares))
        return choose.choice(choose.choices(self.train, cum_weights=self.weights)[0])


def sections(text):
    """(intent, line) of every line of a text whose headings are "@intent"."""
    intent = "unknown"
    for line in text.strip().splitlines():
        if line.startswith("@"):
            intent = line[1:]
        else:
            yield intent, line


def read_phrases():
    phrases = {}
    for language, module in LANGUAGES.items():
        more = MORE[language]
        unknown = unknowns.EN if language == "en" else unknowns.FR
        for text in (module.PHRASES, more.PHRASES, unknown, more.UNKNOWN):
            for intent, line in sections(text):
                phrases.setdefault((language, intent), Phrases()).add(line, language)
        for intent, line in sections(more.NOUN_PHRASES):
            phrases[language, intent].noun_phrases.append(line)
    return phrases


PHRASES = read_phrases()
WRAPPERS = {
    language: [expansions(line, language) for line in more.WRAPPERS.strip().splitlines()]
    for language, more in MORE.items()
}


def skeleton(sentence):
    """A sentence without its punctuation, case and accents: what must differ between the
    training and the development set."""
    plain = unicodedata.normalize("NFD", sentence.lower())
    return " ".join(re.findall(r"[a-z0-9{}]+|[+*/×-]", plain))


@functools.cache
def development_skeletons():
    return {
        skeleton(text)
        for phrases in PHRASES.values()
        for group in phrases.held_out
        for text in group
    }


def is_kept_back(sentence):
    """Whether a sentence belongs to the development or the final set."""
    return final.is_taken(sentence) or skeleton(sentence) in development_skeletons()


def check_split():
    """Drop from training what equals a sentence kept back in meaning-free form, and refuse to go
    on where an intent is left without sentences."""
    for (language, intent), phrases in PHRASES.items():
        phrases.train = [
            kept
            for group in phrases.train
            if (kept := [text for text in group if not is_kept_back(text)])
        ]
        phrases.weights = None
        assert phrases.train and phrases.held_out, f"{language} {intent}: no sentence is left"
    for language, more in MORE.items():
        words = {*unknowns.NOUNS[language], *unknowns.VERBS[language], *more.NOUNS, *facts.NAMES}
        words |= {*unknowns.ADJECTIVES[language], *facts.REGIONS[language], *more.REGIONS}
        words |= {*facts.CITIES, *more.CITIES}
        words = {word.lower() for word in words}
        for kept in (
            final_phrases.NAMES,
            final_phrases.NO_COUNTRIES,
            final_phrases.NO_CAPITALS,
            final_phrases.NO_OPPOSITES,
        ):
            shared = words & {word.lower() for word in kept[language]}
            assert not shared, f"{sorted(shared)} are words of the final set"


def sentence_of(language, intent, held_out, choose):
    """A sentence of an intent; in training often a noun phrase in a wrapper, and dressed."""
    phrases = PHRASES[language, intent]
    if held_out:
        return phrases.pick(True, choose)
    while True:
        if phrases.noun_phrases and choose.random() < (0.15 if intent == "unknown" else 0.4):
            wrapper = choose.choice(choose.choice(WRAPPERS[language]))
            sentence = wrapper.replace("{np}", choose.choice(phrases.noun_phrases))
        else:
            sentence = phrases.pick(False, choose)
        sentence = dress(sentence, language, intent in PLAIN, choose)
        if not is_kept_back(sentence):
            parts = re.split(r"(\{\w+\})", sentence)
            return "".join(
                part if index % 2 else slip(part, language, choose)
                for index, part in enumerate(parts)
            )


# The words that fill a sentence.

NOUNS = {language: unknowns.NOUNS[language] + more.NOUNS for language, more in MORE.items()}
REGIONS = {language: facts.REGIONS[language] + more.REGIONS for language, more in MORE.items()}
CITIES = {language: facts.CITIES + more.CITIES for language, more in MORE.items()}

SYLLABLES = (
    "ba be bo da do du fa fi ga go ka ki ko la le li lo ma mi mo na ne no pa po ra re ri ro sa so "
    "ta to va vi za zo"
).split()
STARTS = (
    "Bal Bor Dra Fel Gor Jun Kel Kra Lom Mor Nar Pel Quo Ruv Sil Tar Ul Vol Wex Xan Yor Zub Gla "
    "Bru Plo Sko"
).split()


def invented_country(language, choose):
    stem = choose.choice(STARTS).lower() + "".join(
        choose.choice(SYLLABLES) for _ in range(choose.randint(0, 2))
    )
    stem = stem.capitalize()
    if language == "en":
        return stem + choose.choice(
            ["via", "nia", "land", "stan", "dia", "ria", "sia", "tania", "mark", "topia"]
        )
    ending = choose.choice(["vie", "nie", "lande", "stan", "die", "rie", "sie", "mark", "topie"])
    name = stem + ending
    if name[0] in "AEIOUY":
        return "l'" + name
    return ("le " if ending in ("stan", "mark") else "la ") + name


def invented_word(choose):
    return "".join(choose.choice(SYLLABLES) for _ in range(choose.randint(2, 3))) + choose.choice(
        ["", "l", "n", "x", "k", "m"]
    )


ONSETS = (
    "b c d f g h j k l m n p r s t v w y z br ch cl cr dr fl fr gr gu kr ll ph pl qu rh sh sl st th "
    "tr wh x"
).split() + [""] * 6
NUCLEI = "a e i o u y é è ai au ee ei ia ie io oo ou ë ï ö ü á í ó ô ê".split() + list("aeiou") * 4
CODAS = "n s r l t m d x k ck nn tt ss ll th ne le re sh ng rd lf st".split() + [""] * 14


def invented_name(choose):
    """A name of random syllables or letters, or the head of one training name with the tail of
    another."""
    kind = choose.random()
    if kind < 0.45:
        return "".join(
            choose.choice(ONSETS) + choose.choice(NUCLEI) + choose.choice(CODAS)
            for _ in range(choose.choice([1, 2, 2, 2, 3, 3, 4]))
        ).capitalize()
    if kind < 0.6:
        letters = "abcdefghijklmnopqrstuvwxyzéèëïçaeiou"
        return "".join(choose.choice(letters) for _ in range(choose.randint(2, 9))).capitalize()
    if kind < 0.7:
        return invented_word(choose).capitalize()
    head, tail = draw("name", facts.NAMES, False, choose), draw("name", facts.NAMES, False, choose)
    return head[: choose.randint(2, 4)] + tail[-choose.randint(2, 4) :]


TITLES = (
    "Mr |Mrs |Miss |Doctor |Captain |Little |Big |Princess |Prince |King |Uncle |Monsieur |Madame |"
    "Docteur |Capitaine |Petite |Gros |Princesse |Oncle |Tante |Le |La |De |Van |Mac|Mc|L'|N'|Saint-"
).split("|")


ACCENTED = {"e": "éèëê", "a": "àâäá", "i": "ïîí", "o": "ôöó", "u": "üûú", "c": "ç", "n": "ñ"}
ACCENTED.update({letter.upper(): marked.upper() for letter, marked in ACCENTED.items()})


def training_name(choose):
    """A first name as anybody may have or invent one."""

    def one():
        if choose.random() < 0.4:
            return draw("name", facts.NAMES, False, choose)
        return invented_name(choose)

    kind, name = choose.random(), one()
    if kind < 0.08:
        name += choose.choice("- ") + one()
    elif kind < 0.12:
        name = choose.choice(TITLES) + name
    if choose.random() < 0.2:
        name = "".join(
            choose.choice(ACCENTED.get(letter, letter)) if choose.random() < 0.4 else letter
            for letter in name
        )
    case = choose.random()
    if case < 0.22:
        return name.lower()
    return name.upper() if case < 0.27 else name


def draw(kind, words, held_out, choose, one_in=6):
    """One word of a list, from the side of the split that is asked for."""
    while True:
        word = choose.choice(words)
        if is_held_out(kind, word, one_in) == held_out:
            return word


def hero(held_out, choose):
    return draw("name", facts.NAMES, True, choose) if held_out else training_name(choose)


def number_pair(held_out, choose):
    while True:
        top = 20 if choose.random() < 0.25 else MAX_SUM
        a, b = choose.randint(0, top), choose.randint(0, top)
        if is_held_out("pair", (a, b), 10) == held_out:
            return a, b


def spelled_number(held_out, choose):
    while True:
        top = choose.choice([20, 99, MAX_SPELLED, MAX_SPELLED, MAX_SPELLED])
        number = choose.randint(0, top)
        if choose.random() < 0.15:
            number -= number % 10
        if (number > 20 and is_held_out("number", number, 10)) == held_out:
            return number


def country(language, choose):
    if choose.random() < 0.06:
        return choose.choice(facts.ALIASES[language])
    return choose.choice(facts.COUNTRIES[language])


def country_slots(language, name):
    if language == "en":
        return {"c": name, "nu": facts.without_article(name)}
    return {
        "c": name,
        "nu": facts.without_article(name),
        "dec": facts.french_de(name),
        "enc": facts.french_en(name),
    }


def word_slots(language, word):
    if language == "en":
        return {"w": word}
    elided = word[0] in "aeiouéèêœ" and word not in ("oui",)
    return {"w": word, "dew": ("d'" if elided else "de ") + word}


def unknown_slots(language, held_out, choose):
    def pick(kind, lists):
        return draw(kind, lists[language], held_out, choose)

    place = draw("city", CITIES[language], held_out, choose)
    slots = country_slots(language, country(language, choose)[0])
    noun, other = pick("noun", NOUNS), pick("noun", NOUNS)
    if choose.random() < 0.05:
        noun = invented_word(choose)
    slots.update(
        {
            "c2": country(language, choose)[0],
            "noun": noun,
            "noun2": other,
            "verb": pick("verb", unknowns.VERBS),
            "adj": pick("adj", unknowns.ADJECTIVES),
            "thing": choose.choice(unknowns.THINGS[language]),
            "person": draw("person", unknowns.PERSONS, held_out, choose),
            "place": place if choose.random() < 0.6 else country(language, choose)[2],
            "name": hero(held_out, choose),
            "m": choose.choice(facts.MONTHS[language]),
            "num": str(choose.randint(2, 999)),
            "num2": str(choose.randint(2, 99)),
            "num3": str(choose.randint(2, 99)),
        }
    )
    return slots


# Spelling, typing and politeness.

# Stands for a name until the sentence is typed: a name is told again letter by letter.
NAME = "\ue000"


def mistype(word, choose):
    at = choose.randrange(1, len(word) - 1)
    kind = choose.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + choose.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dress(sentence, language, is_plain, choose):
    """A sentence with what people say before and after it."""
    more, module = MORE[language], LANGUAGES[language]
    if not is_plain and choose.random() < 0.22:
        sentence = choose.choice(more.OPENERS + module.PREFIXES) + sentence
    if not is_plain and choose.random() < 0.16:
        mark = sentence[-1] if sentence[-1] in ".?!" else ""
        sentence = sentence[: len(sentence) - len(mark)].rstrip()
        sentence += choose.choice(more.CLOSERS + module.SUFFIXES) + mark
    return sentence


def slip(part, language, choose):
    """A part of a sentence with the shortened words and the slips of the keyboard of people in a
    hurry."""
    if choose.random() < 0.1:
        for word, short in MORE[language].SHORTENED.items():
            if choose.random() < 0.6:
                part = re.sub(rf"(?<![\w'-]){re.escape(word)}(?![\w'-])", short, part, flags=re.I)
    if choose.random() < 0.08:
        part = re.sub(r"(?<=\w)'(?=\w)", choose.choice(["", "", " "]), part)
    if choose.random() < 0.08:
        part = re.sub(r"(?<=[a-zé])-(?=[a-z])", " ", part)
    return part


def fill(sentence, slots, choose):
    """A sentence with its slots filled, sometimes with a slip of the keyboard outside of the
    slots."""
    parts = re.split(r"\{(\w+)\}", sentence)
    for _ in range(choose.choices([0, 1, 2], [88, 9, 3])[0]):
        places = [
            (index, match.span())
            for index in range(0, len(parts), 2)
            for match in re.finditer(r"[a-zéèêà]{4,}", parts[index])
        ]
        if places:
            index, (start, end) = choose.choice(places)
            parts[index] = (
                parts[index][:start] + mistype(parts[index][start:end], choose) + parts[index][end:]
            )
    return "".join(str(slots[part]) if index % 2 else part for index, part in enumerate(parts))


def as_typed(text, language, choose):
    """The sentence as people type it: case, accents, spaces and missing punctuation vary."""
    if choose.random() < 0.45:
        text = text[0].upper() + text[1:]
    if choose.random() < 0.4:
        text = text.rstrip(" .?!=") or text
    elif language == "fr" and choose.random() < 0.5:
        text = re.sub(r" ([?!])", r"\1", text)
    elif language == "en" and choose.random() < 0.04:
        text = re.sub(r"([?!])$", r" \1", text)
    case = choose.random()
    if case < 0.35:
        text = text.lower()
    elif case < 0.43:
        text = text.upper()
    if language == "fr" and choose.random() < 0.18:
        text = "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )
        text = text.replace("œ", "oe")
    if choose.random() < 0.06:
        text = text.replace("'", "’")
    if text.endswith(("?", "!")) and choose.random() < 0.06:
        text += text[-1] * choose.randint(1, 2)
    return text


# Questions: each maker returns (question, answer, facts for the follow-up or the check).


def capital(intent, language, held_out, choose):
    if intent == "capital":
        asked, name, city = country(language, choose)
    else:
        asked, name, city = choose.choice(facts.COUNTRIES[language])
    slots = {**country_slots(language, asked), "k": city}
    question = fill(sentence_of(language, intent, held_out, choose), slots, choose)
    return question, LANGUAGES[language].ANSWERS[intent].format(
        **{**slots, **country_slots(language, name)}
    )


SIGNS = {"sum": "+", "difference": "-", "product": "×"}


def arithmetic(intent, language, held_out, choose):
    sentence = sentence_of(language, intent, held_out, choose)
    if intent == "product":
        a, b = choose.randint(0, MAX_PRODUCT), choose.randint(0, MAX_PRODUCT)
    else:
        a, b = number_pair(held_out, choose)
        if intent == "difference" and a < b and ("{things}" in sentence or choose.random() < 0.6):
            a, b = b, a
    result = {"sum": a + b, "difference": a - b, "product": a * b}[intent]
    slots = {"a": a, "b": b, "things": choose.choice(LANGUAGES[language].THINGS)}
    if (
        max(a, b) <= 20
        and re.search("[a-z]{3}", sentence.replace("{things}", ""))
        and choose.random() < 0.2
    ):
        slots["a"], slots["b"] = spelling.spell(a, language), spelling.spell(b, language)
    return fill(sentence, slots, choose), f"{a} {SIGNS[intent]} {b} = {result}."


def opposite(intent, language, held_out, choose):
    word = choose.choice(list(facts.OPPOSITES[language]))
    slots = word_slots(language, word)
    question = fill(sentence_of(language, intent, held_out, choose), slots, choose)
    return question, LANGUAGES[language].ANSWERS["opposite"].format(
        o=facts.OPPOSITES[language][word], **slots
    )


def calendar(intent, language, held_out, choose):
    answers, months = LANGUAGES[language].ANSWERS, facts.MONTHS[language]
    slots = {}
    if intent in ("day_next", "day_before", "month_next", "month_before"):
        names = facts.DAYS[language] if intent.startswith("day") else months
        at = choose.randrange(len(names))
        is_next = intent.endswith("next")
        slots = {"d": names[at], "m": names[at]}
        other = names[(at + (1 if is_next else -1)) % len(names)]
        asked = other[0].upper() + other[1:] if language == "en" else other
        answer = answers["next" if is_next else "before"].format(d=names[at], o=asked)
    elif intent == "month_days":
        at = choose.randrange(12)
        slots = {"m": months[at]}
        answer = (
            answers["february"]
            if at == 1
            else answers["month_days"].format(
                m=months[at],
                n=facts.MONTH_DAYS[at],
                dem=("d'" if months[at][0] in "ao" else "de ") + months[at],
            )
        )
    elif intent == "month_nth":
        at = choose.randrange(12)
        slots = {"o": facts.ORDINALS[language][at]}
        answer = answers["month_nth"].format(o=slots["o"], m=months[at])
    else:
        answer = answers[intent]
    return fill(sentence_of(language, intent, held_out, choose), slots, choose), answer


def spelled(intent, language, held_out, choose):
    number = spelled_number(held_out, choose)
    slots = {"n": number, "s": spelling.as_asked(number, language, choose)}
    question = fill(sentence_of(language, intent, held_out, choose), slots, choose)
    return question, LANGUAGES[language].ANSWERS[intent].format(
        n=number, s=spelling.spell(number, language)
    )


def about_itself(intent, language, held_out, choose):
    question = fill(sentence_of(language, intent, held_out, choose), {}, choose)
    return question, LANGUAGES[language].ANSWERS[intent]


def introduce(intent, language, held_out, choose):
    sentence = sentence_of(language, intent, held_out, choose)
    answer = LANGUAGES[language].ANSWERS[intent].format(name=NAME)
    return fill(sentence, {"name": NAME}, choose), answer, hero(held_out, choose)


def unknown(intent, language, held_out, choose):
    kind = choose.random()
    if kind < 0.05:
        words = [
            (
                choose.choice(unknowns.SALAD[language])
                if choose.random() < 0.5
                else draw("noun", NOUNS[language], held_out, choose)
            )
            for _ in range(choose.randint(3, 8))
        ]
        question = " ".join(words)
    elif kind < 0.09 and language == "en":
        question = "".join(
            choose.choice("abcdefghijklmnopqrstuvwxyz      ;,.")
            for _ in range(choose.randint(4, 25))
        )
        question = " ".join(question.split()) or "qwerty"
    else:
        question = fill(
            sentence_of(language, "unknown", held_out, choose),
            unknown_slots(language, held_out, choose),
            choose,
        )
    return question, LANGUAGES[language].ANSWERS["unknown"]


def _invalid_word(language, held_out, choose):
    """A word that has no opposite in the tables."""
    while True:
        kind = choose.random()
        if kind < 0.2:
            word = invented_word(choose)
        elif kind < 0.65:
            word = draw("noun", NOUNS[language], held_out, choose)
        elif kind < 0.8:
            word = draw("verb", unknowns.VERBS[language], held_out, choose)
        else:
            word = draw("adj", unknowns.ADJECTIVES[language], held_out, choose)
        if word not in facts.OPPOSITES[language]:
            return word


def near_miss(intent, language, held_out, choose):
    answers = LANGUAGES[language].ANSWERS
    kind = choose.choices(
        ["capital", "reverse", "opposite", "sum", "difference", "product", "spell", "unspell"],
        [6, 5, 6, 3, 3, 2, 2, 1],
    )[0]
    sentence = sentence_of(language, kind, held_out, choose)
    if kind == "capital":
        name = (
            invented_country(language, choose)
            if choose.random() < 0.6
            else draw("region", REGIONS[language], held_out, choose)
        )
        slots, answer = country_slots(language, name), "no_country"
    elif kind == "reverse":
        name = (
            invented_word(choose).capitalize()
            if choose.random() < 0.25
            else draw("city", CITIES[language], held_out, choose)
        )
        slots, answer = {"k": name}, "no_capital"
    elif kind == "opposite":
        slots, answer = (
            word_slots(language, _invalid_word(language, held_out, choose)),
            "no_opposite",
        )
    elif kind in ("sum", "difference"):
        a = choose.randint(100, choose.choice([199, 999, 9999]))
        b = choose.randint(0, choose.choice([99, 99, 999, 9999]))
        if kind == "sum" and choose.random() < 0.5:
            a, b = b, a
        slots, answer = {
            "a": a,
            "b": b,
            "things": choose.choice(LANGUAGES[language].THINGS),
        }, "too_big_sum"
    elif kind == "product":
        a, b = choose.randint(11, 999), choose.randint(0, 99)
        if choose.random() < 0.5:
            a, b = b, a
        slots = {"a": a, "b": b, "things": choose.choice(LANGUAGES[language].THINGS)}
        answer = "too_big_product"
    elif kind == "spell":
        slots, answer = {
            "n": choose.randint(1000, choose.choice([1999, 9999, 999999]))
        }, "too_big_number"
    else:
        thousand = choose.randint(1, 99)
        rest = choose.choice([0, choose.randint(1, 999)])
        scale = (
            choose.choice([" thousand", " thousand", " million"])
            if language == "en"
            else choose.choice([" mille", " mille", " millions"])
        )
        head = (
            "mille"
            if scale == " mille" and thousand == 1
            else spelling.spell(thousand, language) + scale
        )
        slots, answer = {
            "s": head + (" " + spelling.spell(rest, language) if rest else "")
        }, "too_big_number"
    if (
        language == "fr"
        and answer.startswith("too_big")
        and not re.search("[a-z]{3}", re.sub(r"\{\w+\}", "", sentence))
    ):
        return near_miss(intent, language, held_out, choose)
    return fill(sentence, slots, choose), answers[answer]


def story(intent, language, held_out, choose):
    sentence = sentence_of(language, intent, held_out, choose)
    if intent == "story":
        return fill(sentence, {}, choose), LANGUAGES[language].ANSWERS["story"]
    name = hero(held_out, choose) if "{name}" in sentence else DEFAULT_HERO
    return fill(sentence, {"name": NAME}, choose), stories.tell(language, NAME, choose), name


MAKERS = {
    "introduce": introduce,
    "capital": capital,
    "reverse": capital,
    "sum": arithmetic,
    "difference": arithmetic,
    "product": arithmetic,
    "opposite": opposite,
    "spell": spelled,
    "unspell": spelled,
    "unknown": unknown,
    "near_miss": near_miss,
    "story": story,
    "story_named": story,
    "name_reply": story,
}


# Intents that take no politeness before or after them.
PLAIN = ("introduce", "name_reply", "greeting", "thanks", "bye", "mood", "sorry", "ack")
PLAIN += tuple(FOLLOW_UPS.values())


def ask(intent, language, held_out, choose):
    """One question with its answer; a third value is the name that the answer tells again."""
    maker = MAKERS.get(intent)
    if maker is None:
        maker = calendar if CATEGORIES.get(intent) == "calendar" else about_itself
    while True:
        question, answer, *name = maker(intent, language, held_out, choose)
        typed = as_typed(question, language, choose)
        if name and typed.isupper():
            # What is shouted is read in small letters.
            typed = typed.replace(NAME, name[0].upper())
            name[0] = name[0].lower()
        if name:
            typed, answer = typed.replace(NAME, name[0]), answer.replace(NAME, name[0])
        if held_out or not final.is_taken(typed):
            return (typed, answer, *name)


def follow_up(intent, language, held_out, choose):
    """A short question that leans on the one before: "and of Italy?"."""
    sentence = sentence_of(language, FOLLOW_UPS[intent], held_out, choose)
    answers = LANGUAGES[language].ANSWERS
    if intent in ("capital", "reverse"):
        asked, name, city = choose.choice(facts.COUNTRIES[language])
        slots = {**country_slots(language, asked), "k": city}
        answer = answers[intent].format(**slots)
        miss = choose.random()
        if not held_out and miss < 0.12:
            if intent == "capital":
                name = (
                    invented_country(language, choose)
                    if miss < 0.06
                    else draw("region", REGIONS[language], False, choose)
                )
                slots, answer = country_slots(language, name), answers["no_country"]
            else:
                slots, answer = {"k": draw("city", CITIES[language], False, choose)}, answers[
                    "no_capital"
                ]
    elif intent == "opposite":
        word = choose.choice(list(facts.OPPOSITES[language]))
        slots = word_slots(language, word)
        answer = answers["opposite"].format(o=facts.OPPOSITES[language][word], **slots)
        if not held_out and choose.random() < 0.12:
            slots, answer = (
                word_slots(language, _invalid_word(language, False, choose)),
                answers["no_opposite"],
            )
    elif intent == "sum":
        a, b = number_pair(held_out, choose)
        slots, answer = {"a": a, "b": b}, f"{a} + {b} = {a + b}."
    elif intent == "spell":
        number = spelled_number(held_out, choose)
        slots, answer = {"n": number}, answers["spell"].format(
            n=number, s=spelling.spell(number, language)
        )
    else:
        names = facts.DAYS[language] if intent == "day_next" else facts.MONTHS[language]
        at = choose.randrange(len(names))
        slots = {"d": names[at], "m": names[at]}
        if intent != "month_days":
            answer = answers["next"].format(d=names[at], o=names[(at + 1) % len(names)])
        elif at == 1:
            answer = answers["february"]
        else:
            dem = ("d'" if names[at][0] in "ao" else "de ") + names[at]
            answer = answers["month_days"].format(m=names[at], n=facts.MONTH_DAYS[at], dem=dem)
    return as_typed(fill(sentence, slots, choose), language, choose), answer


def _turn(question, answer):
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


def _system(language, choose):
    if choose.random() < 0.04:
        return [{"role": "system", "content": choose.choice(LANGUAGES[language].SYSTEM)}]
    return []


def training_stream(seed):
    """Conversations of one to four turns, without end."""
    choose = random.Random(seed)
    intents, weights = list(WEIGHTS), list(WEIGHTS.values())
    while True:
        language = choose.choice(["en", "fr"])
        messages = _system(language, choose)
        for _ in range(choose.choices([1, 2, 3], [72, 20, 8])[0]):
            if choose.random() < 0.05:
                language = choose.choice(["en", "fr"])
            intent = choose.choices(intents, weights)[0]
            question, answer, *_rest = ask(intent, language, False, choose)
            messages += _turn(question, answer)
            if intent in FOLLOW_UPS:
                while choose.random() < 0.3:
                    messages += _turn(*follow_up(intent, language, False, choose))
            elif intent == "story" and choose.random() < 0.85:
                messages += _turn(*ask("name_reply", language, False, choose)[:2])
        yield {
            "language": language,
            "category": CATEGORIES.get(intent, intent),
            "messages": messages,
        }


def held_out_stream(seed):
    """Questions of sentences that training never shows, one in five after another exchange."""
    choose = random.Random(seed)
    intents, weights = list(HELD_OUT_SHARE), list(HELD_OUT_SHARE.values())
    while True:
        language = choose.choice(["en", "fr"])
        intent = choose.choices(intents, weights)[0]
        messages = _system(language, choose)
        if choose.random() < 0.2:
            before = choose.choice(
                ["capital", "sum", "opposite", "day_next", "unknown", "greeting", "who"]
            )
            messages += _turn(*ask(before, language, False, choose))
        rest = []
        if intent == "follow_up":
            base = choose.choice(list(FOLLOW_UPS))
            messages += _turn(*ask(base, language, False, choose))
            question, answer = follow_up(base, language, True, choose)
        else:
            if intent == "name_reply":
                messages += _turn(*ask("story", language, False, choose))
            question, answer, *rest = ask(intent, language, True, choose)
        messages.append({"role": "user", "content": question})
        line = {
            "language": language,
            "category": CATEGORIES.get(intent, intent),
            "intent": intent,
            "messages": messages,
            "answer": answer,
        }
        if rest and line["category"] == "story":
            line["hero"] = rest[0]
        yield line


def is_right(line, text):
    """Whether a text answers a held-out question: word for word, or any whole story of the
    right hero."""
    if line.get("hero"):
        return stories.check(line["language"], line["hero"], text)
    if line["category"] in ("unknown", "near_miss"):
        refusal = LANGUAGES[line["language"]].ANSWERS["unknown"].split(".")[0] + "."
        return text.startswith(refusal)
    return text == line["answer"]


def main():
    parser = argparse.ArgumentParser(description="Generate the demo model's conversations.")
    parser.add_argument("set", choices=["train", "held-out"])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int)
    arguments = parser.parse_args()
    check_split()
    is_train = arguments.set == "train"
    seed = arguments.seed if arguments.seed is not None else (1 if is_train else 2)
    stream = training_stream(seed) if is_train else held_out_stream(seed)
    for line in itertools.islice(stream, arguments.count):
        json.dump(line, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()

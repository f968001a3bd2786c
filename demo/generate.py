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

import english
import english_more
import english_smalltalk
import english_tasks
import english_voices_talk
import english_voices_tasks
import facts
import final
import final_phrases
import french
import french_more
import french_smalltalk
import french_tasks
import french_voices_talk
import french_voices_tasks
import inventions
import spelling
import stories
import unknowns
from inventions import draw, is_held_out

LANGUAGES = {"en": english, "fr": french}
MORE = {"en": english_more, "fr": french_more}
SMALL_TALK = {"en": english_smalltalk, "fr": french_smalltalk}
TASKS = {"en": english_tasks, "fr": french_tasks}
VOICES = {
    "en": [english_voices_talk, english_voices_tasks],
    "fr": [french_voices_talk, french_voices_tasks],
}
MAX_SUM, MAX_PRODUCT, MAX_SPELLED = 99, 10, 999
DEFAULT_HERO = "Luna"

# How often each intent is asked in the training stream.
WEIGHTS = {
    "capital": 10,
    "reverse": 10,
    "sum": 12,
    "difference": 16,
    "product": 3.5,
    "opposite": 10.5,
    "day_next": 1.8,
    "day_before": 1.8,
    "month_next": 1.8,
    "month_before": 1.8,
    "month_days": 2.4,
    "month_nth": 1.7,
    "week_days": 0.5,
    "year_months": 0.5,
    "year_days": 0.5,
    "list_days": 0.5,
    "list_months": 0.5,
    "spell": 6,
    "unspell": 8,
    "who": 5,
    "maker": 3.6,
    "private": 4.5,
    "size": 3.2,
    "languages": 3.2,
    "silex": 2.2,
    "help": 4,
    "greeting": 3.4,
    "introduce": 11,
    "mood": 3.2,
    "thanks": 3.8,
    "bye": 3.6,
    "sorry": 3.8,
    "ack": 2.8,
    "story": 4.5,
    "story_named": 8,
    "unknown": 21,
    "near_miss": 24,
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
    noun phrases and clauses that training puts into wrappers."""

    def __init__(self):
        self.train, self.held_out, self.weights = [], [], None
        self.noun_phrases, self.clauses = [], []

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
        talk, tasks = SMALL_TALK[language], TASKS[language]
        texts = [module.PHRASES, more.PHRASES, unknown, more.UNKNOWN]
        texts += [talk.PHRASES, talk.UNKNOWN, tasks.PHRASES, tasks.UNKNOWN]
        for text in texts:
            for intent, line in sections(text):
                phrases.setdefault((language, intent), Phrases()).add(line, language)
        for text in (more.NOUN_PHRASES, talk.NOUN_PHRASES, tasks.NOUN_PHRASES):
            for intent, line in sections(text):
                phrases[language, intent].noun_phrases.append(line)
        for intent, line in sections(tasks.CLAUSES):
            phrases[language, intent].clauses.append(line)
    return phrases


PHRASES = read_phrases()


def widen():
    """Adds the phrasings of many voices, which the stored weights were not trained on; to be called
    before check_split."""
    for language, modules in VOICES.items():
        for text in (text for module in modules for text in (module.PHRASES, module.UNKNOWN)):
            for intent, line in sections(text):
                PHRASES[language, intent].add(line, language)


WRAPPERS = {
    language: [expansions(line, language) for line in more.WRAPPERS.strip().splitlines()]
    for language, more in MORE.items()
}
CLAUSE_WRAPPERS = {
    language: [expansions(line, language) for line in tasks.CLAUSE_WRAPPERS.strip().splitlines()]
    for language, tasks in TASKS.items()
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
    whole = 0.75 if intent == "unknown" else 0.5
    while True:
        kind = choose.random()
        if phrases.noun_phrases and kind > (1 + whole) / 2:
            wrapper = choose.choice(choose.choice(WRAPPERS[language]))
            sentence = wrapper.replace("{np}", choose.choice(phrases.noun_phrases))
        elif phrases.clauses and kind > whole:
            wrapper = choose.choice(choose.choice(CLAUSE_WRAPPERS[language]))
            sentence = wrapper.replace("{cl}", choose.choice(phrases.clauses))
        else:
            sentence = phrases.pick(False, choose)
        sentence = dress(sentence, language, intent, choose)
        if not is_kept_back(sentence):
            parts = re.split(r"(\{\w+\})", sentence)
            return "".join(
                part if index % 2 else slip(part, language, choose)
                for index, part in enumerate(parts)
            )


# The words that fill a sentence.

FINAL_WORDS = {
    word.lower()
    for lists in (
        final_phrases.NAMES,
        final_phrases.NO_COUNTRIES,
        final_phrases.NO_CAPITALS,
        final_phrases.NO_OPPOSITES,
    )
    for words in lists.values()
    for word in words
}


def extended(words, more):
    """A list with the words of a second one that neither it nor the final set has."""
    return words + [word for word in more if word not in words and word.lower() not in FINAL_WORDS]


def wordlists(base, kind):
    """The words of a kind by language, of all files."""
    return {
        language: extended(extended(list(base[language]), getattr(MORE[language], kind, [])), more)
        for language, more in ((name, getattr(tasks, kind)) for name, tasks in TASKS.items())
    }


NOUNS = wordlists(unknowns.NOUNS, "NOUNS")
VERBS = wordlists(unknowns.VERBS, "VERBS")
ADJECTIVES = wordlists(unknowns.ADJECTIVES, "ADJECTIVES")
REGIONS = wordlists(facts.REGIONS, "REGIONS")
CITIES = wordlists({language: facts.CITIES for language in LANGUAGES}, "CITIES")
# Names of countries without their articles, and capitals that are no country's name too.
COUNTRY_NAMES = {
    language: [facts.without_article(row[0]) for row in rows]
    for language, rows in facts.COUNTRIES.items()
}
CAPITALS = {
    language: [row[2] for row in rows if row[2] not in COUNTRY_NAMES[language]]
    for language, rows in facts.COUNTRIES.items()
}
for _language, _rows in facts.COUNTRIES.items():
    _capitals = {row[2] for row in _rows}
    CITIES[_language] = [city for city in CITIES[_language] if city not in _capitals]


def no_country(language, held_out, choose):
    """What is not a country: invented, a region, a city, a thing."""
    kind = choose.choice([0, 0, 0.7]) if held_out else choose.random()
    if kind < 0.36:
        return inventions.country(language, choose)
    if kind < 0.52:
        name = inventions.chimera(COUNTRY_NAMES[language], choose)
        return name if language == "en" else inventions.with_article(name, choose.random() < 0.5)
    if kind < 0.84:
        return draw("region", REGIONS[language], held_out, choose)
    if kind < 0.9:
        return draw("city", CITIES[language], held_out, choose)
    if kind < 0.94:
        return choose.choice(CAPITALS[language])
    noun = draw("noun", NOUNS[language], held_out, choose)
    return ("the " if language == "en" else "le ") + noun


def no_capital(language, held_out, choose):
    """What is no country's capital."""
    kind = choose.choice([0, 0.5, 0.5]) if held_out else choose.random()
    if kind < 0.2:
        return inventions.word(choose).capitalize()
    if kind < 0.75:
        return draw("city", CITIES[language], held_out, choose)
    if kind < 0.88:
        return inventions.chimera(CAPITALS[language], choose)
    if kind < 0.93:
        return inventions.country(language, choose)
    return inventions.name(choose) or "Bo"


def unseen(make, language, held_out, choose):
    """A word that make() invents and that is not one of the final set's."""
    while True:
        word = make(language, held_out, choose)
        if facts.without_article(word).lower() not in FINAL_WORDS | {""} and (
            word.lower() not in FINAL_WORDS
        ):
            return word


def hero(held_out, choose):
    return draw("name", facts.NAMES, True, choose) if held_out else inventions.training_name(choose)


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
    elided = word[0].lower() in "aeiouéèêœ" and word not in ("oui",)
    return {"w": word, "dew": ("d'" if elided else "de ") + word}


def unknown_slots(language, held_out, choose):
    def pick(kind, lists):
        return draw(kind, lists[language], held_out, choose)

    place = draw("city", CITIES[language], held_out, choose)
    slots = country_slots(language, country(language, choose)[0])
    noun, other = pick("noun", NOUNS), pick("noun", NOUNS)
    if choose.random() < 0.05:
        noun = inventions.word(choose)
    slots.update(
        {
            "c2": country(language, choose)[0],
            "noun": noun,
            "noun2": other,
            "verb": pick("verb", VERBS),
            "adj": pick("adj", ADJECTIVES),
            "thing": choose.choice(unknowns.THINGS[language]),
            "person": draw("person", unknowns.PERSONS, held_out, choose),
            "place": place if choose.random() < 0.6 else country(language, choose)[2],
            "name": hero(held_out, choose),
            "m": choose.choice(facts.MONTHS[language]),
            "d": choose.choice(facts.DAYS[language]),
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


def dress(sentence, language, intent, choose):
    """A sentence with what people say before and after it."""
    more, module, tasks = MORE[language], LANGUAGES[language], TASKS[language]
    openers = more.OPENERS + module.PREFIXES + tasks.OPENERS
    closers = more.CLOSERS + module.SUFFIXES + tasks.CLOSERS
    before, after = 0.22, 0.16
    if intent in PLAIN:
        talk = SMALL_TALK[language]
        openers, closers = talk.OPENERS.get(intent, ()), talk.CLOSERS.get(intent, ())
        before, after = 0.12, 0.16
    if openers and choose.random() < before:
        sentence = choose.choice(openers) + sentence
    if closers and choose.random() < after:
        mark = sentence[-1] if sentence[-1] in ".?!" else ""
        sentence = sentence[: len(sentence) - len(mark)].rstrip()
        sentence += choose.choice(closers) + mark
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
# Sentences in which the first number cannot be the smaller one.
DESCENDING = re.compile(r"\{things\}|than \{b\}|\{b\} to |que \{b\}|de \{b\} à|à \{b\} pour")


def arithmetic(intent, language, held_out, choose):
    sentence = sentence_of(language, intent, held_out, choose)
    if intent == "product":
        a, b = choose.randint(0, MAX_PRODUCT), choose.randint(0, MAX_PRODUCT)
    else:
        a, b = number_pair(held_out, choose)
        if (
            intent == "difference"
            and a < b
            and (DESCENDING.search(sentence) or choose.random() < 0.6)
        ):
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


def other_word(language, word, choose):
    """The opposite of a word, or any other one: for "is {x} the opposite of {w}?"."""
    opposites = facts.OPPOSITES[language]
    if word in opposites and choose.random() < 0.6:
        return opposites[word]
    return choose.choice(list(opposites))


def opposite(intent, language, held_out, choose):
    word = choose.choice(list(facts.OPPOSITES[language]))
    slots = {**word_slots(language, word), "x": other_word(language, word, choose)}
    question = fill(sentence_of(language, intent, held_out, choose), slots, choose)
    return question, LANGUAGES[language].ANSWERS["opposite"].format(
        o=facts.OPPOSITES[language][word], **slots
    )


def number_ordinal(number, language):
    """3rd, 12th; 1er, 3e."""
    if language == "fr":
        return f"{number}{'er' if number == 1 else 'e'}"
    ending = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


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
        slots = {
            "o": facts.ORDINALS[language][at],
            "i": at + 1,
            "ith": number_ordinal(at + 1, language),
        }
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
        if kind < 0.16:
            word = inventions.word(choose)
        elif kind < 0.19:
            word = draw("city", CITIES[language], held_out, choose)
        elif kind < 0.22:
            word = choose.choice(facts.DAYS[language] + facts.MONTHS[language])
        elif kind < 0.24:
            word = str(choose.randint(0, 99))
        elif kind < 0.27:
            word = draw("name", facts.NAMES, held_out, choose)
        elif kind < 0.65:
            word = draw("noun", NOUNS[language], held_out, choose)
        elif kind < 0.8:
            word = draw("verb", VERBS[language], held_out, choose)
        else:
            word = draw("adj", ADJECTIVES[language], held_out, choose)
        if word not in facts.OPPOSITES[language] and word.lower() not in FINAL_WORDS:
            return word


LATE_ORDINALS = {
    "en": {0: "zeroth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth", 20: "twentieth"},
    "fr": {0: "zéroième", 13: "treizième", 14: "quatorzième", 15: "quinzième", 20: "vingtième"},
}
DATE_ENDINGS = {
    "en": {"d": ["day", "sday"], "m": ["ember", "uary", "ober", "ust"]},
    "fr": {"d": ["di", "credi"], "m": ["embre", "vrier", "obre", "llet"]},
}


def no_date(language, held_out, choose):
    """A question on days or months about one that does not exist."""
    intent = choose.choice(
        ["day_next", "day_before", "month_next", "month_before", "month_days", "month_nth"]
    )
    sentence = sentence_of(language, intent, held_out, choose)
    if intent == "month_nth":
        number, ordinal = choose.choice(list(LATE_ORDINALS[language].items()))
        if "{o}" not in sentence:
            number = choose.randint(13, 99)
        slots = {"o": ordinal, "i": number, "ith": number_ordinal(number, language)}
    else:
        slot = "d" if intent.startswith("day") else "m"
        if choose.random() < 0.5:
            word = draw("noun", NOUNS[language], held_out, choose)
        else:
            word = inventions.word(choose) + choose.choice(DATE_ENDINGS[language][slot])
            word = word.capitalize() if language == "en" else word
        slots = {slot: word}
    return fill(sentence, slots, choose), LANGUAGES[language].ANSWERS["unknown"]


def near_miss(intent, language, held_out, choose):
    answers = LANGUAGES[language].ANSWERS
    kind = choose.choices(
        [
            "capital",
            "reverse",
            "opposite",
            "sum",
            "difference",
            "product",
            "spell",
            "unspell",
            "date",
        ],
        [6, 5, 6, 3, 3, 2, 2, 1, 2.5],
    )[0]
    if kind == "date":
        return no_date(language, held_out, choose)
    sentence = sentence_of(language, kind, held_out, choose)
    if kind == "capital":
        name = unseen(no_country, language, held_out, choose)
        slots, answer = country_slots(language, name), "no_country"
    elif kind == "reverse":
        name = unseen(no_capital, language, held_out, choose)
        slots, answer = {"k": name}, "no_capital"
    elif kind == "opposite":
        word = _invalid_word(language, held_out, choose)
        slots = {**word_slots(language, word), "x": other_word(language, word, choose)}
        answer = "no_opposite"
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
                name = unseen(no_country, language, held_out, choose)
                slots, answer = country_slots(language, name), answers["no_country"]
            else:
                name = unseen(no_capital, language, held_out, choose)
                slots, answer = {"k": name}, answers["no_capital"]
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
                while choose.random() < 0.36:
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
    parser.add_argument("--voices", action="store_true", help="with the phrasings of many voices")
    arguments = parser.parse_args()
    if arguments.voices:
        widen()
    check_split()
    is_train = arguments.set == "train"
    seed = arguments.seed if arguments.seed is not None else (1 if is_train else 2)
    stream = training_stream(seed) if is_train else held_out_stream(seed)
    for line in itertools.islice(stream, arguments.count):
        json.dump(line, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Make final.json, the frozen questions by which the demo model is judged, from
final_phrases.py.

    final.py --freeze     writes final.json; done once, before the training phrasings were widened

Every sentence is asked of two drawn fillings (one, where nothing is to be filled), some after
another exchange. Sums, spelled numbers, names and invented words are ones that training never
shows. A sentence that the training stream could already say is left out when the file is made;
afterwards it is training that has to give way: generate.py asks is_taken() before it uses a
sentence, and check_split() refuses a training line that equals one of these."""

import argparse
import functools
import json
import pathlib
import random
import re
import unicodedata

import facts
import final_phrases
import spelling
import stories

PATH = pathlib.Path(__file__).parent / "final.json"
FILLINGS = 2
# The intents whose sentences also ask for what the model must decline.
MISSES = {
    "capital": "no_country",
    "reverse": "no_capital",
    "opposite": "no_opposite",
    "sum": "too_big_sum",
    "difference": "too_big_sum",
    "product": "too_big_product",
    "spell": "too_big_number",
}
# Sentences about a thing at hand make no sense with a big number or a made-up word.
NOT_MISSED = re.compile(r"apples|sweets|dollars|pencils|bonbons|euros|crayons|{aw}|{bw}|isn't|pas \{w")


def skeleton(sentence):
    """A sentence without its punctuation, case and accents, all slots alike: what must differ
    between training and this set."""
    plain = unicodedata.normalize("NFD", re.sub(r"\{\w+\}", "{}", sentence).lower())
    plain = plain.replace("œ", "oe")
    return " ".join(re.findall(r"[a-z0-9{}]+|[+*/×-]", plain))


def read(language):
    """(accepted intents, typing marks, sentence) of every line."""
    lines, intents = [], None
    for line in (final_phrases.EN if language == "en" else final_phrases.FR).strip().splitlines():
        if line.startswith("@"):
            intents = line[1:].split("|")
        elif line:
            marks, sentence = re.fullmatch(r"(?:([lua]+):)?(.*)", line).groups()
            lines.append((intents, marks or "", sentence))
    return lines


def typed(text, marks):
    if "a" in marks:
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    if "l" in marks:
        return text.lower()
    return text.upper() if "u" in marks else text


@functools.cache
def taken():
    """The skeletons of all sentences, and of all questions as they are asked."""
    shapes = {skeleton(sentence) for language in ("en", "fr") for *_, sentence in read(language)}
    if PATH.exists():
        content = json.loads(PATH.read_text())
        shapes = {skeleton(shape) for shape in content["sentences"]}
        shapes |= {skeleton(question["messages"][-1]["content"]) for question in content["questions"]}
    return shapes


def is_taken(sentence):
    return skeleton(sentence) in taken()


class Maker:
    """Draws the fillings of one language."""

    def __init__(self, language, answers, slots_of, choose):
        self.language, self.answers, self.choose = language, answers, choose
        self.country_slots, self.word_slots, self.number_pair, self.spelled_number = slots_of
        self.names = list(final_phrases.NAMES[language])

    def fill(self, intent, sentence=""):
        """Slots and answer of one question."""
        language, choose, answers = self.language, self.choose, self.answers
        if intent in ("capital", "reverse"):
            _, name, city = choose.choice(facts.COUNTRIES[language])
            slots = {**self.country_slots(language, name), "k": city}
            return slots, answers[intent].format(**slots)
        if intent in ("sum", "difference", "product"):
            return self.numbers(intent, sentence)
        if intent == "opposite":
            word = choose.choice(sorted(facts.OPPOSITES[language]))
            slots = self.word_slots(language, word)
            return slots, answers[intent].format(o=facts.OPPOSITES[language][word], **slots)
        if intent in ("spell", "unspell"):
            number = self.spelled_number(True, choose)
            slots = {"n": number, "s": spelling.spell(number, language)}
            return slots, answers[intent].format(**slots)
        if intent in ("introduce", "story_named", "name_reply"):
            slots = {"name": choose.choice(self.names)}
            return slots, answers["introduce"].format(**slots)
        if re.match("day_|month_", intent):
            return self.calendar(intent)
        return {}, answers[intent]

    def numbers(self, intent, sentence):
        choose, language = self.choose, self.language
        while True:
            a, b = self.number_pair(True, choose)
            if intent == "product":
                a, b = choose.randint(0, 10), choose.randint(0, 10)
            if "{aw}" not in sentence or max(a, b) <= 20:
                break
        if intent == "difference" and a < b and choose.random() < 0.85 or NOT_MISSED.search(sentence):
            a, b = max(a, b), min(a, b)
        result, sign = {
            "sum": (a + b, "+"),
            "difference": (a - b, "-"),
            "product": (a * b, "×"),
        }[intent]
        words = {"aw": spelling.spell(a, language), "bw": spelling.spell(b, language)}
        return {"a": a, "b": b, **words}, f"{a} {sign} {b} = {result}."

    def calendar(self, intent):
        language, answers, months = self.language, self.answers, facts.MONTHS[self.language]
        names = facts.DAYS[language] if intent.startswith("day") else months
        at = self.choose.randrange(len(names))
        name = names[at]
        if intent == "month_nth":
            ordinal = facts.ORDINALS[language][at]
            return {"o": ordinal}, answers[intent].format(o=ordinal, m=name)
        if intent == "month_days":
            dem = ("d'" if name[0] in "ao" else "de ") + name
            text = answers[intent].format(m=name, n=facts.MONTH_DAYS[at], dem=dem)
            return {"m": name}, answers["february"] if at == 1 else text
        is_next = intent.endswith("next")
        other = names[(at + (1 if is_next else -1)) % len(names)]
        text = answers["next" if is_next else "before"].format(d=name, o=other)
        return {"d": name, "m": name}, text

    def miss(self, intent):
        """Slots of a question that resembles a known one and has no answer here."""
        language, choose = self.language, self.choose
        if intent == "capital":
            name = choose.choice(final_phrases.NO_COUNTRIES[language])
            return self.country_slots(language, name)
        if intent == "reverse":
            return {"k": choose.choice(final_phrases.NO_CAPITALS[language])}
        if intent == "opposite":
            return self.word_slots(language, choose.choice(final_phrases.NO_OPPOSITES[language]))
        if intent == "spell":
            return {"n": choose.randint(1000, 99999)}
        if intent == "product":
            return {"a": choose.randint(11, 999), "b": choose.randint(11, 99)}
        return {"a": choose.randint(100, 9999), "b": choose.randint(1, 999)}


def turn(question, answer):
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


def questions_of(maker, categories, is_known):
    """All questions of one language; is_known(sentence) says that training could ask it."""
    language, choose, out, sentences = maker.language, maker.choose, [], []
    follow_ups = {intent: base for base, intent in categories["follow_ups"].items()}
    for intents, marks, sentence in read(language):
        intent = intents[0]
        if is_known(sentence):
            continue
        sentences.append(sentence)
        for _ in range(FILLINGS if "{" in sentence else 1):
            messages, base = [], follow_ups.get(intent)
            if base:
                slots, answer = maker.fill(base)
                messages += turn(final_phrases.BASES[language][base].format(**slots), answer)
            elif intent == "name_reply":
                asked = "Tell me a story." if language == "en" else "Raconte une histoire."
                messages += turn(asked, maker.answers["story"])
            elif choose.random() < 0.2:
                before = choose.choice(sorted(final_phrases.BEFORE[language]))
                asked = choose.choice(final_phrases.BEFORE[language][before])
                messages += turn(asked, maker.answers[before])
            slots, answer = maker.fill(base or intent, sentence)
            question = {
                "language": language,
                "category": categories["names"].get(intent, "follow_up" if base else intent),
            }
            text = typed(sentence.format(**slots), marks)
            messages.append({"role": "user", "content": text})
            question["messages"] = messages
            if intent in ("story_named", "name_reply"):
                question["hero"] = typed(slots["name"], marks)
            elif intent == "unknown":
                question["accept"] = []
            elif intent == "introduce":
                question["accept"] = [
                    maker.answers[intent].format(name=name)
                    for name in heroes(typed(slots["name"], marks))
                ]
            else:
                question["accept"] = [answer] + [maker.answers[other] for other in intents[1:]]
            out.append(question)
        if intent in MISSES and not NOT_MISSED.search(sentence) and choose.random() < 0.4:
            text = typed(sentence.format(**maker.miss(intent)), marks)
            out.append(
                {
                    "language": language,
                    "category": "near_miss",
                    "messages": [{"role": "user", "content": text}],
                    "accept": [],
                }
            )
    return out, sentences


def heroes(name):
    """The forms in which a typed name may be told: as it was typed, or with its capitals."""
    capital = " ".join(word[:1].upper() + word[1:] for word in name.split(" "))
    title = re.sub(r"(^|[ '-])(\w)", lambda m: m[1] + m[2].upper(), name.lower())
    return list(dict.fromkeys([name, capital, title]))


def is_right(question, text):
    """Whether a text answers a question: word for word, any whole story of the hero as he was
    typed, or a refusal."""
    if question.get("hero"):
        return stories.check(question["language"], question["hero"], text)
    if not question["accept"]:
        return text.startswith(stories.REFUSALS[question["language"]])
    return text in question["accept"]


def load():
    return json.loads(PATH.read_text())["questions"]


def main():
    parser = argparse.ArgumentParser(description="Make the frozen questions, once.")
    parser.add_argument("--freeze", action="store_true", required=True)
    parser.parse_args()
    if PATH.exists():
        raise SystemExit(f"{PATH} is frozen")
    import generate

    slots_of = (
        generate.country_slots,
        generate.word_slots,
        generate.number_pair,
        generate.spelled_number,
    )
    categories = {"follow_ups": generate.FOLLOW_UPS, "names": generate.CATEGORIES}
    known = {
        skeleton(text)
        for phrases in generate.PHRASES.values()
        for group in phrases.train + phrases.held_out
        for text in group
    }
    questions, sentences = [], []
    for number, (language, module) in enumerate(generate.LANGUAGES.items()):
        maker = Maker(language, module.ANSWERS, slots_of, random.Random(11 + number))
        some, said = questions_of(maker, categories, lambda text: skeleton(text) in known)
        print(language, len(said), "sentences of", len(read(language)), "are unknown to training;", len(some), "questions")
        questions += some
        sentences += said
    rows = ",\n".join(json.dumps(question, ensure_ascii=False) for question in questions)
    content = {"refusals": stories.REFUSALS, "stories": stories.STORIES, "sentences": sentences}
    head = json.dumps(content, ensure_ascii=False)[:-1]
    PATH.write_text(head + ',\n"questions": [\n' + rows + "\n]}\n")


if __name__ == "__main__":
    main()

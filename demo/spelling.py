"""Numbers in words, 0 to 999, in English and French (the usual spelling of each)."""

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_FR_TENS = "- - vingt trente quarante cinquante soixante".split()


def english(number, with_and=True):
    if number < 20:
        return _EN[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return _EN_TENS[ten] + ("-" + _EN[one] if one else "")
    hundred, rest = divmod(number, 100)
    joint = " and " if with_and else " "
    return _EN[hundred] + " hundred" + (joint + english(rest) if rest else "")


def _french_below_100(number):
    if number < 20:
        return _FR[number]
    ten, one = divmod(number, 10)
    if ten in (7, 9):
        ten, one = ten - 1, one + 10
    if ten == 8:
        return "quatre-vingt" + ("-" + _FR[one] if one else "s")
    if one in (1, 11):
        return _FR_TENS[ten] + " et " + _FR[one]
    return _FR_TENS[ten] + ("-" + _FR[one] if one else "")


def french(number):
    if number < 100:
        return _french_below_100(number)
    hundred, rest = divmod(number, 100)
    head = "cent" if hundred == 1 else _FR[hundred] + " cent"
    if rest == 0:
        return head + ("s" if hundred > 1 else "")
    return head + " " + _french_below_100(rest)


def spell(number, language):
    return english(number) if language == "en" else french(number)


def as_asked(number, language, choose):
    """A spelling a person may type: the usual one, or a common variant of it."""
    if language == "en":
        text = english(number, with_and=choose.random() < 0.7)
        return text.replace("-", " ") if choose.random() < 0.3 else text
    text = french(number)
    style = choose.random()
    if style < 0.2:
        return text.replace(" ", "-")
    if style < 0.35:
        return text.replace("-", " ")
    return text

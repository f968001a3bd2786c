"""The short stories: each is a text with slots filled the same way all through it.

"{name}" is the hero. The other slots draw one of a few words. check() says whether a text is one
of the stories, whole and consistent, told of the right hero."""

import re

STORIES = {
    "en": [
        (
            "Once upon a time, {name} lived in a small house near the {place}. One morning, {name} "
            'found a little {animal} that had lost its way. "Don\'t be afraid," said {name}, "I '
            'will take you home." They walked all day, over the hill and across the river. In the '
            "evening they saw a light between the trees: it was the family of the {animal}. Everyone "
            "was so happy that they danced until the moon rose. Since that day, {name} and the "
            "{animal} have been the best of friends. The end.",
            {
                "place": ["forest", "sea", "lake", "mountain"],
                "animal": ["fox", "owl", "rabbit", "bear"],
            },
        ),
        (
            "In a quiet village lived a child called {name}, who dreamed of the stars. One night, "
            "{name} built a ladder out of {stuff} and climbed higher and higher. At the top sat an "
            'old {keeper}, who was lighting the stars one by one. "I am so tired," said the '
            '{keeper}. "Will you help me?" So {name} lit the last star, the smallest of all. Now, '
            "every evening, {name} looks up at that little star and smiles. The end.",
            {
                "stuff": ["old chairs", "wood and rope", "branches"],
                "keeper": ["man", "woman", "owl"],
            },
        ),
        (
            "{name} had a small {thing} that nobody wanted. Every day the other children laughed at "
            "it, but {name} took good care of it. One winter, a great storm came over the {place}, "
            "and all the lights went out. Then the little {thing} began to shine, and it showed "
            'everyone the way home. "It was never useless," said {name}, "it was only waiting." '
            "From that day on, nobody laughed at the {thing} again. The end.",
            {"thing": ["lamp", "stone", "bell", "box"], "place": ["valley", "village", "town"]},
        ),
        (
            'One day, {name} met a dragon who was crying beside the road. "Why are you sad?" asked '
            '{name}. "Everyone runs away from me," said the dragon, "but I only want to bake '
            '{food}." So {name} took the dragon to the village and opened a little bakery. At first '
            "people were afraid, but the {food} smelled so good that they came in. Soon there was a "
            "long line every morning. And the dragon, who made the fire, never cried again. The end.",
            {"food": ["bread", "cakes", "pies"]},
        ),
    ],
    "fr": [
        (
            "Il était une fois {name}, qui vivait dans une petite maison près {place}. Un matin, "
            "{name} trouva un petit {animal} qui avait perdu son chemin. « N'aie pas peur, dit "
            "{name}, je vais te ramener chez toi. » Ils marchèrent toute la journée, par la colline "
            "et la rivière. Le soir, ils virent une lumière entre les arbres : c'était la famille du "
            "{animal}. Tout le monde était si content que l'on dansa jusqu'au lever de la lune. "
            "Depuis ce jour, {name} et le {animal} sont les meilleurs amis du monde. Fin.",
            {
                "place": ["de la forêt", "de la mer", "du lac", "de la montagne"],
                "animal": ["renard", "hibou", "lapin", "loup"],
            },
        ),
        (
            "Dans un village tranquille vivait {name}, qui rêvait des étoiles. Une nuit, {name} "
            "fabriqua une échelle avec {stuff} et grimpa de plus en plus haut. Tout en haut était "
            "assis un vieux {keeper}, qui allumait les étoiles une par une. « Je suis si fatigué, "
            "dit le {keeper}. Veux-tu m'aider ? » Alors {name} alluma la dernière étoile, la plus "
            "petite de toutes. Et maintenant, chaque soir, {name} regarde cette petite étoile et "
            "sourit. Fin.",
            {
                "stuff": ["de vieilles chaises", "du bois et de la corde", "des branches"],
                "keeper": ["monsieur", "hibou", "gardien"],
            },
        ),
        (
            "{name} avait une petite {thing} dont personne ne voulait. Chaque jour, les autres "
            "enfants en riaient, mais {name} en prenait grand soin. Un hiver, une grande tempête "
            "passa sur {place}, et toutes les lumières s'éteignirent. Alors la petite {thing} se mit "
            "à briller, et elle montra à tous le chemin de la maison. « Elle n'était pas inutile, "
            "dit {name}, elle attendait. » Depuis ce jour, plus personne ne rit de la {thing}. Fin.",
            {
                "thing": ["lampe", "pierre", "cloche", "boîte"],
                "place": ["la vallée", "le village", "la ville"],
            },
        ),
        (
            "Un jour, {name} rencontra un dragon qui pleurait au bord de la route. « Pourquoi es-tu "
            "triste ? » demanda {name}. « Tout le monde a peur de moi, dit le dragon, et moi, je "
            "veux seulement faire {food}. » Alors {name} emmena le dragon au village et ouvrit une "
            "petite boulangerie. Au début, les gens avaient peur, mais cela sentait si bon qu'ils "
            "entrèrent. Bientôt, il y eut la queue tous les matins. Et le dragon, qui faisait le "
            "feu, ne pleura plus jamais. Fin.",
            {"food": ["du pain", "des gâteaux", "des tartes"]},
        ),
    ],
}

# How a refusal begins.
REFUSALS = {"en": "I don't know.", "fr": "Je ne sais pas."}


def tell(language, name, choose):
    text, slots = choose.choice(STORIES[language])
    words = {slot: choose.choice(options) for slot, options in slots.items()}
    return text.format(name=name, **words)


def check(language, name, text):
    for pattern, slots in STORIES[language]:
        regex, seen = "", set()
        for part in re.split(r"(\{\w+\})", pattern):
            slot = part[1:-1] if part.startswith("{") else None
            if slot == "name":
                regex += re.escape(name)
            elif slot in seen:
                regex += f"(?P={slot})"
            elif slot:
                seen.add(slot)
                regex += f"(?P<{slot}>" + "|".join(map(re.escape, slots[slot])) + ")"
            else:
                regex += re.escape(part)
        if re.fullmatch(regex, text):
            return True
    return False

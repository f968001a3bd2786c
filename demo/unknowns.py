"""Questions that the demo model must decline: whole sentences, frames, and words to fill them.

The same notation as in english.py. {noun}, {verb}, {adj}, {person}, {place}, {thing}, {c} are
drawn from the lists below; one word in six of most lists is kept for the held-out set."""

EN = """
who [is|was] {person}?
when was {person} born?
when did {person} die?
where was {person} born?
how old is {person}?
what did {person} [do|write|invent|discover]?
tell me about {person}.
is {person} [alive|dead|famous|rich]?
do you know {person}?
who is the [president|king|queen|prime minister|leader|richest man] of {c}?
what is the [population|currency|language|flag|area|climate|religion|anthem|history|GDP] of {c}?
how many [people live|inhabitants are there|cities are there] in {c}?
what language do they speak in {c}?
what do people eat in {c}?
where is {c}?
is {c} in [Europe|Asia|Africa|America]?
how big is {c}?
is {c} a [big|rich|nice|cold|hot] country?
which countries border {c}?
tell me about {c}.
what is the [largest|biggest|second|oldest|smallest] city in {c}?
how far is {c} from {c2}?
what is the weather like in {place}?
what's the weather [today|tomorrow|like]?
will it rain [today|tomorrow|this week]?
how hot is it [today|outside|in {place}]?
what time is it [now|in {place}|]?
what day is it [today|]?
what is today's date?
what year is it?
what's the date today?
how do I get to {place}?
what is the [best|cheapest|nearest] {noun}?
what is the best {noun} in {place}?
where can I [buy|find|see|get] [a|the|some] {noun}?
how much does a {noun} cost?
what is a {noun}?
what is [the|a] {adj} {noun}?
why is the {noun} {adj}?
why are {noun}s {adj}?
why do {noun}s {verb}?
how do I [make|build|fix|clean|repair|draw] a {noun}?
how does a {noun} work?
how do you {verb} a {noun}?
how many {noun}s are there in the world?
what color is [the|a] {noun}?
what colour is a {noun}?
who invented the {noun}?
when was the {noun} invented?
do you like {noun}s?
do you like to {verb}?
do you want to {verb}?
can you {verb}?
can you {verb} [a|the|my] {noun}?
should I {verb} [today|now|the {noun}]?
what do you think about {noun}s?
what do you think of {person}?
what is your favorite {noun}?
what is your favourite {thing}?
is [a|the] {noun} {adj}?
is the {noun} bigger than the {noun2}?
which is better, a {noun} or a {noun2}?
what is the difference between a {noun} and a {noun2}?
where is [the|my] {noun}?
where do {noun}s live?
what do {noun}s eat?
how fast is a {noun}?
how many legs does a {noun} have?
the {noun} is {adj}.
my {noun} is {adj}.
I have a {adj} {noun}.
I like {noun}s.
I want a {adj} {noun}.
I want to {verb} [a|the] {noun}.
I am {adj}.
{verb} the {noun}.
{noun}
{noun} {noun2}
{adj} {noun}
write a [poem|song|letter|joke|speech|novel|recipe|mail] about [a|the] {noun}.
write a [poem|song|letter|joke|speech|haiku].
write a [python|C|java] [program|function|script] that [sorts a list|adds numbers|reads a file].
write code to {verb} a {noun}.
how do I [sort a list|read a file|write a loop|define a class] in [python|C|java|rust|javascript]?
what is [python|linux|HTML|SQL|an algorithm|a compiler|recursion|a variable]?
fix this code: [x = 1|print(a)|for i in range(10)|int main(void)].
print("{noun}")
def {verb}(x): return x
SELECT * FROM {noun}
translate "{noun}" into [French|Spanish|German|Latin].
how do you say {noun} in [French|Spanish|German|Italian|Latin|Chinese]?
what does {noun} mean?
define {noun}.
what is the meaning of [life|{noun}|love|this]?
what is the definition of {noun}?
give me a synonym of {adj}.
what rhymes with {noun}?
what is the plural of {noun}?
tell me a joke.
tell me a [joke|secret|riddle|fact] about {noun}s.
sing [me|] a song.
tell me the news.
what's in the news today?
what happened in [1789|1914|1945|1969|2001|{c}]?
what happened yesterday?
who won [the world cup|the election|the match|the game|the war]?
when did [the war|the revolution|world war two] [start|end]?
who wrote [Hamlet|the Bible|Don Quixote|Les Misérables|Harry Potter]?
who painted [the Mona Lisa|Guernica|the Sunflowers]?
who directed [Titanic|Star Wars|Jaws]?
what is the [tallest mountain|longest river|deepest ocean|largest planet|smallest bird]?
what is the [biggest|fastest] animal?
how high is [Mount Everest|Mont Blanc|the Eiffel Tower]?
how long is the [Nile|Amazon|Danube|wall]?
how far is the [moon|sun|sea|station]?
how many [planets|stars|oceans|continents|countries|languages] are there?
what is the speed of [light|sound]?
what is the boiling point of [water|gold|iron]?
what is the chemical symbol [of|for] [gold|iron|oxygen|silver]?
what is the [square root|cube|factorial|logarithm|half|double] of {num}?
what is {num} divided by {num2}?
{num} / {num2}
what is {num} + {num2} + {num3}?
{num} divided by {num2}
is {num} a prime number?
is {num} [even|odd]?
what is {num} percent of {num2}?
what is pi?
solve x^2 = {num}.
what is the derivative of x squared?
what should I [eat|wear|do|cook|read|watch|buy] [today|tonight|for dinner|]?
recommend [me|] a [book|film|movie|restaurant|game|song].
give me a recipe for [soup|cake|bread|pasta|{noun}].
how do I cook [rice|pasta|an egg|fish]?
am I [sick|pretty|right|clever|late]?
I have a headache. What should I do?
what medicine should I take for [a cold|a fever|pain]?
do you love me?
will you marry me?
are you [married|happy|hungry|tired|in love|old]?
how old are you?
do you have [friends|children|a dog|feelings|a soul|a body|dreams|a family]?
do you [sleep|eat|dream|think|feel pain]?
do you believe in [God|love|ghosts|magic]?
who should I vote for?
what do you think about [politics|war|love|religion|money]?
which [party|team|phone|car] is the best?
play [music|a song|chess|a game].
set an alarm for {num}.
open the [door|file|window|browser].
send [an email|a message] to {name}.
call {name}.
buy me a {noun}.
book a [flight|hotel|table|train] to {place}.
what is the price of [gold|bitcoin|oil|bread]?
how do I become [rich|a doctor|famous|happy|a pilot]?
how do I [lose weight|learn English|sleep better|make friends]?
how many hours [are there|are|] in a [day|week]?
how many minutes are there in an hour?
what season comes after [summer|winter|autumn|spring]?
what holiday is in {m}?
what comes after [Jupiter|Z|the moon|death|{noun}]?
what comes before [Venus|breakfast|{noun}]?
what day comes after {noun}?
which month comes after {noun}?
how many days are there in {noun}?
what is the capital letter of {noun}?
what is my name?
who am I?
where am I?
where do I live?
how old am I?
what am I thinking?
what did I say?
what is in my pocket?
can you see me?
guess my [name|age|number].
are there [aliens|ghosts|unicorns|dragons]?
is the earth [flat|round]?
why is the sky blue?
why?
what?
who?
when?
what about it?
how come?
really?
maybe
because
I don't understand.
what do you mean?
do you remember me?
summarize [this text|the book|the film].
explain [gravity|photosynthesis|relativity|evolution|democracy|inflation].
explain [electricity|quantum physics].
what is [gravity|photosynthesis|DNA|an atom|a black hole|democracy|inflation|love|time|music].
who discovered [America|gravity|penicillin|radium|fire]?
when is [Christmas|Easter|my birthday|the next election|the train]?
what is the name of [my dog|your dog|the president|this song|the first man on the moon]?
which river flows through {place}?
is {place} a capital?
what is {place} famous for?
how many people live in {place}?
who is the mayor of {place}?
tell me about {place}.
what should I visit in {place}?
I live in {place}.
I am from {c}.
I went to {place} with my {noun}.
my name is {name}.
do you know {name}?
who is {name}?
where is {name}?
~who exactly is {person}?
~what year was {person} born in?
~who governs {c}?
~how many inhabitants does {c} have?
~what money do they use in {c}?
~which sea is next to {c}?
~what is {c} known for?
~will there be snow in {place}?
~is it sunny in {place}?
~can you tell me the time?
~which {noun} should I choose?
~what is the use of a {noun}?
~how heavy is a {noun}?
~where does the {noun} come from?
~who made the first {noun}?
~is it true that {noun}s can {verb}?
~please {verb} my {adj} {noun}.
~I think that the {noun} is too {adj}.
~my {noun} wants to {verb}.
~have you ever seen a {adj} {noun}?
~compose a poem on the {noun}.
~write a function that reverses a string.
~how can I install python?
~what is the Spanish word for {noun}?
~make me laugh.
~which team won yesterday?
~who wrote Romeo and Juliet?
~what is the highest building in the world?
~how many bones are in the human body?
~what is the temperature of the sun?
~what is one third of {num}?
~give me the square of {num}.
~suggest a good film.
~how long should I boil an egg?
~do you have a girlfriend?
~can machines think?
~what is your opinion about the {noun}?
~turn on the light.
~order a pizza.
~how can I earn more money?
~what is the next season?
~explain how a {noun} works.
~what are the ingredients of a cake?
~when does the store open?
~what is the meaning of the word {noun}?
~how old is the universe?
~who is the author of this book?
~what is the fastest car?
~which planet is the largest?
"""

FR = """
qui [est|était] {person} ?
c'est qui {person} ?
quand est né {person} ?
quand est mort {person} ?
où est né {person} ?
quel âge a {person} ?
qu'a [fait|écrit|inventé|découvert] {person} ?
parle-moi de {person}.
{person} est-il [vivant|mort|célèbre|riche] ?
connais-tu {person} ?
qui est le [président|roi|premier ministre|chef] {dec} ?
quelle est la [population|monnaie|langue|superficie|religion] {dec} ?
quel est le [drapeau|climat|PIB|plat] {dec} ?
combien d'habitants a {c} ?
combien de gens vivent {enc} ?
quelle langue parle-t-on {enc} ?
que mange-t-on {enc} ?
où se trouve {c} ?
où est {c} ?
est-ce que {c} est en [Europe|Asie|Afrique|Amérique] ?
quels pays ont une frontière avec {c} ?
parle-moi {dec}.
quelle est la [plus grande|deuxième|plus vieille|plus petite] ville {dec} ?
à quelle distance est {c} ?
quel temps fait-il [à {place}|aujourd'hui|demain|] ?
va-t-il pleuvoir [aujourd'hui|demain] ?
quelle est la température [dehors|à {place}] ?
quelle heure est-il [à {place}|maintenant|] ?
quel jour [sommes-nous|est-on] [aujourd'hui|] ?
quelle est la date [d'aujourd'hui|] ?
en quelle année sommes-nous ?
on est quel jour ?
comment aller à {place} ?
quel est le meilleur {noun} ?
quel est le meilleur {noun} de {place} ?
où puis-je [acheter|trouver|voir] un {noun} ?
combien coûte un {noun} ?
qu'est-ce qu'un {noun} ?
c'est quoi un {noun} ?
c'est quoi, {noun} ?
pourquoi le {noun} est-il {adj} ?
pourquoi les {noun}s sont-ils {adj}s ?
comment [faire|construire|réparer|nettoyer|dessiner] un {noun} ?
comment marche un {noun} ?
comment {verb} un {noun} ?
combien de {noun}s y a-t-il dans le monde ?
de quelle couleur est le {noun} ?
quelle est la couleur du {noun} ?
qui a inventé le {noun} ?
quand a été inventé le {noun} ?
aimes-tu les {noun}s ?
aimes-tu {verb} ?
veux-tu {verb} ?
peux-tu {verb} ?
peux-tu {verb} [un|le|mon] {noun} ?
dois-je {verb} [aujourd'hui|le {noun}|maintenant] ?
que penses-tu des {noun}s ?
que penses-tu de {person} ?
quel est ton {noun} préféré ?
quelle est ta {thing} préférée ?
est-ce que le {noun} est {adj} ?
le {noun} est-il plus grand que le {noun2} ?
qu'est-ce qui est mieux, un {noun} ou un {noun2} ?
quelle est la différence entre un {noun} et un {noun2} ?
où est [le|mon] {noun} ?
où vivent les {noun}s ?
que mangent les {noun}s ?
à quelle vitesse va un {noun} ?
combien de pattes a un {noun} ?
le {noun} est {adj}.
mon {noun} est {adj}.
j'ai un {noun} {adj}.
j'aime les {noun}s.
je veux un {noun} {adj}.
je veux {verb} [un|le] {noun}.
je suis {adj}.
il faut {verb} le {noun}.
{noun}
{noun} {noun2}
{noun} {adj}
écris [un poème|une chanson|une lettre|une blague|un discours|une recette] sur le {noun}.
écris [un poème|une chanson|une lettre|une blague|un discours].
écris un [programme|script] [python|C|java] qui [trie une liste|lit un fichier].
comment [trier une liste|lire un fichier|faire une boucle] en [python|C|java|rust] ?
c'est quoi [python|linux|HTML|un algorithme|un compilateur|une variable] ?
corrige ce code : [x = 1|print(a)|int main(void)].
traduis « {noun} » en [anglais|espagnol|allemand|latin].
comment dit-on {noun} en [anglais|espagnol|allemand|italien|latin|chinois] ?
que veut dire {noun} ?
que signifie {noun} ?
définis {noun}.
quel est le sens [de la vie|du mot {noun}] ?
quelle est la définition de {noun} ?
donne-moi un synonyme de {adj}.
qu'est-ce qui rime avec {noun} ?
quel est le pluriel de {noun} ?
raconte-moi une blague.
raconte une blague sur les {noun}s.
dis-moi [un secret|une devinette].
chante [une chanson|].
donne-moi les nouvelles.
quelles sont les nouvelles ?
que s'est-il passé en [1789|1914|1945|1969|2001] ?
que s'est-il passé hier ?
qui a gagné [la coupe du monde|l'élection|le match|la guerre] ?
quand a [commencé|fini] [la guerre|la révolution] ?
qui a écrit [Hamlet|la Bible|Don Quichotte|Les Misérables|Harry Potter] ?
qui a peint [la Joconde|Guernica|les Tournesols] ?
qui a réalisé [Titanic|Star Wars] ?
quelle est la [plus haute montagne|plus grande planète|plus vieille maison] ?
quel est le [plus long fleuve|plus grand animal|plus petit oiseau|plus grand océan] ?
quelle est la hauteur [du mont Blanc|de la tour Eiffel|de l'Everest] ?
quelle est la longueur [du Nil|de l'Amazone|du Danube|du mur] ?
à quelle distance est [la lune|le soleil|la mer|la gare] ?
combien y a-t-il [de planètes|d'étoiles|d'océans|de continents|de pays|de langues] ?
quelle est la vitesse [de la lumière|du son] ?
à quelle température bout [l'eau|l'or] ?
quel est le symbole chimique [de l'or|du fer|de l'oxygène] ?
quelle est la [racine carrée|moitié] de {num} ?
quel est le [double|cube|triple|logarithme] de {num} ?
combien font {num} divisé par {num2} ?
{num} divisé par {num2}
combien font {num} + {num2} + {num3} ?
est-ce que {num} est un nombre premier ?
{num} est-il [pair|impair] ?
combien font {num} pour cent de {num2} ?
combien vaut pi ?
résous x^2 = {num}.
quelle est la dérivée de x au carré ?
que dois-je [manger|porter|faire|cuisiner|lire|regarder|acheter] [aujourd'hui|ce soir|] ?
conseille-moi un [livre|film|restaurant|jeu].
donne-moi une recette de [soupe|gâteau|pain|{noun}].
comment cuire [le riz|les pâtes|un œuf|le poisson] ?
suis-je [malade|beau|bête|en retard] ?
j'ai mal à la tête. Que faire ?
quel médicament prendre contre [le rhume|la fièvre|la douleur] ?
m'aimes-tu ?
veux-tu m'épouser ?
es-tu [marié|heureux|fatigué|amoureux|vieux] ?
quel âge as-tu ?
as-tu [des amis|des enfants|un chien|une âme|un corps|des rêves|une famille|faim] ?
est-ce que tu [dors|manges|rêves|penses] ?
crois-tu [en Dieu|en l'amour|aux fantômes|à la magie] ?
pour qui dois-je voter ?
que penses-tu [de la politique|de la guerre|de l'amour|de l'argent] ?
quelle est la meilleure [équipe|voiture|école|marque] ?
joue [de la musique|une chanson|aux échecs].
mets une alarme à {num} heures.
ouvre [la porte|le fichier|la fenêtre].
envoie un message à {name}.
appelle {name} au téléphone.
achète-moi un {noun}.
réserve [un vol|un hôtel|une table|un train] pour {place}.
quel est le prix [de l'or|du bitcoin|du pain] ?
comment devenir [riche|médecin|célèbre|heureux|pilote] ?
comment [maigrir|apprendre l'anglais|mieux dormir|se faire des amis] ?
combien d'heures [y a-t-il|] dans [une journée|une semaine] ?
combien de minutes y a-t-il dans une heure ?
quelle saison vient après [l'été|l'hiver|l'automne|le printemps] ?
quelle fête y a-t-il en {m} ?
qu'est-ce qui vient après [Jupiter|la lune|la mort|le {noun}] ?
quel jour vient après le {noun} ?
quel mois vient après le {noun} ?
combien de jours a le {noun} ?
comment est-ce que je m'appelle ?
qui suis-je ?
où suis-je ?
où est-ce que j'habite ?
quel âge ai-je ?
à quoi est-ce que je pense ?
qu'ai-je dit ?
me vois-tu ?
devine mon [nom|âge|prénom].
y a-t-il des [extraterrestres|fantômes|licornes|dragons] ?
la terre est-elle [plate|ronde] ?
pourquoi le ciel est-il bleu ?
pourquoi ?
quoi ?
qui ?
quand ?
comment ça ?
vraiment ?
peut-être
parce que
je ne comprends pas.
que veux-tu dire ?
te souviens-tu de moi ?
résume [ce texte|le livre|le film].
explique [la gravité|la photosynthèse|la relativité|l'évolution|la démocratie|l'électricité].
c'est quoi [la gravité|l'ADN|un atome|un trou noir|la démocratie|l'amour|le temps|la musique] ?
qui a découvert [l'Amérique|la gravité|la pénicilline|le radium|le feu] ?
quand est [Noël|Pâques|mon anniversaire|la prochaine élection] ?
quel est le nom de [mon chien|ton chien|cette chanson|la rue] ?
quel fleuve passe à {place} ?
est-ce que {place} est une capitale ?
pourquoi {place} est-elle connue ?
combien de gens vivent à {place} ?
qui est le maire de {place} ?
parle-moi de {place}.
que visiter à {place} ?
j'habite à {place}.
je viens {dec}.
je suis allé à {place} avec mon {noun}.
je m'appelle {name}, et toi, tu aimes le {noun} ?
connais-tu {name} ?
qui est {name} ?
où est {name} ?
~qui donc est {person} ?
~en quelle année est né {person} ?
~qui gouverne {c} ?
~quel est le nombre d'habitants {dec} ?
~quelle monnaie utilise-t-on {enc} ?
~quelle mer est près {dec} ?
~pourquoi {c} est-elle célèbre ?
~va-t-il neiger à {place} ?
~y a-t-il du soleil à {place} ?
~peux-tu me donner l'heure ?
~quel {noun} dois-je choisir ?
~à quoi sert un {noun} ?
~combien pèse un {noun} ?
~d'où vient le {noun} ?
~qui a fait le premier {noun} ?
~est-il vrai que les {noun}s savent {verb} ?
~je pense que le {noun} est trop {adj}.
~mon {noun} veut {verb}.
~as-tu déjà vu un {noun} {adj} ?
~compose un poème sur le {noun}.
~écris une fonction qui inverse une chaîne.
~comment installer python ?
~quel est le mot anglais pour {noun} ?
~fais-moi rire.
~quelle équipe a gagné hier ?
~qui a écrit Roméo et Juliette ?
~quel est le plus haut bâtiment du monde ?
~combien d'os y a-t-il dans le corps humain ?
~quelle est la température du soleil ?
~quel est le tiers de {num} ?
~donne-moi le carré de {num}.
~propose-moi un bon film.
~combien de temps faut-il cuire un œuf ?
~as-tu une copine ?
~les machines peuvent-elles penser ?
~quel est ton avis sur le {noun} ?
~allume la lumière.
~commande une pizza.
~comment gagner plus d'argent ?
~quelle est la prochaine saison ?
~explique comment marche un {noun}.
~quels sont les ingrédients d'un gâteau ?
~quand ouvre le magasin ?
~quel est l'âge de l'univers ?
~qui est l'auteur de ce livre ?
~quelle est la voiture la plus rapide ?
~quelle planète est la plus grande ?
"""

# Near misses: the sentence of a known question with a word that has no answer.
NOUNS = {
    "en": ("table chair house car tree river mountain phone window door bottle garden kitchen "
           "school doctor teacher horse dog cat elephant lion bird fish spider bread cheese apple "
           "banana orange potato tomato coffee tea wine milk sugar salt pepper guitar piano "
           "violin drum song film book pencil paper letter stamp computer keyboard screen mouse "
           "cable lamp candle mirror clock watch ring shirt shoe hat coat pocket button needle "
           "knife fork spoon plate glass bed pillow blanket roof wall floor bridge road street "
           "train plane boat ship bicycle truck wheel engine hammer nail screw ladder rope bucket "
           "shovel flower rose grass leaf forest desert island beach wave cloud storm star planet "
           "rocket robot dragon wizard king queen soldier farmer baker painter dentist lawyer "
           "pilot hospital church castle tower museum library market bank shop hotel restaurant "
           "pizza soup cake cookie sandwich egg chicken pig cow sheep goat duck rabbit fox wolf "
           "bear monkey snake frog bee ant butterfly whale shark dolphin penguin tiger camel "
           "donkey brain heart bone hand foot eye nose ear mouth tooth finger knee family friend "
           "baby brother sister uncle army war money coin price tax law vote party idea dream "
           "secret joke game ball chess tennis football match team goal race prize fire ice snow "
           "rain wind sand stone gold iron silver diamond oil gas battery camera radio television "
           "magazine newspaper poem number word sentence language map flag ticket passport "
           "suitcase tent campfire magnet volcano tsunami earthquake virus vaccine pill "
           "microscope telescope calculator printer elevator umbrella backpack helmet "
           "mattress").split(),
    "fr": ("tableau fauteuil toit camion arbre fleuve téléphone jardin miroir médecin professeur "
           "cheval chien chat éléphant lion oiseau poisson pain fromage citron café thé vin lait "
           "sucre sel poivre piano violon tambour film livre crayon papier timbre ordinateur "
           "clavier câble chapeau manteau bouton couteau verre lit oreiller mur pont chemin train "
           "avion bateau vélo moteur marteau clou seau désert nuage orage robot dragon sorcier "
           "roi soldat boulanger peintre dentiste avocat pilote hôpital château musée marché "
           "magasin hôtel restaurant gâteau sandwich œuf poulet cochon mouton canard lapin renard "
           "loup ours singe serpent papillon requin dauphin pingouin tigre chameau âne cerveau "
           "cœur bras pied nez genou frère cousin bébé argent prix impôt vote rêve secret jeu "
           "ballon but feu vent sable fer diamant gaz journal poème mot drapeau billet passeport "
           "sac parapluie casque volcan virus vaccin microscope télescope ascenseur stylo bureau "
           "placard tapis balai robinet savon peigne collier bijou pantalon pull gilet soulier "
           "village port phare champ lac nid œil doigt ventre dos front cou bonbon biscuit potage "
           "riz maïs poireau navet concombre melon abricot raisin ananas lézard crapaud hibou "
           "corbeau pigeon aigle cygne coq veau phoque castor cerf sanglier tracteur autobus "
           "métro tunnel moulin puits escalier balcon plafond").split(),
}
VERBS = {
    "en": ("eat drink sleep run walk jump swim fly drive ride read draw paint sing dance cook "
           "bake clean wash break fix build buy sell find lose keep throw catch kick push pull "
           "open close start stop win fight love hate kill steal hide dig plant grow cut burn "
           "boil freeze melt wear travel climb fish hunt play work study learn teach print copy "
           "delete install download connect charge").split(),
    "fr": ("manger boire dormir courir marcher sauter nager voler conduire lire dessiner peindre "
           "chanter danser cuisiner nettoyer laver casser réparer construire acheter vendre "
           "trouver perdre garder lancer attraper pousser tirer ouvrir fermer gagner combattre "
           "aimer détester cacher creuser planter couper brûler porter voyager grimper pêcher "
           "chasser jouer travailler étudier apprendre imprimer copier effacer installer "
           "télécharger charger chercher goûter sentir peser").split(),
}
ADJECTIVES = {
    "en": ("red green blue yellow pink purple brown round square wooden golden tired hungry "
           "thirsty angry funny strange magic electric frozen broken lost famous modern crazy "
           "scary delicious spicy sticky shiny fluffy furry juicy plastic metallic digital giant "
           "wild lovely pretty ugly cold big old small new fast good bad expensive "
           "dangerous heavy").split(),
    "fr": ("rouge vert bleu jaune rose violet brun rond carré magique électrique gelé cassé "
           "célèbre moderne fou drôle étrange délicieux collant brillant sauvage joli fatigué "
           "fâché bizarre numérique géant affamé poilu grand petit vieux neuf rapide cher lourd "
           "dangereux").split(),
}
THINGS = {
    "en": ("colour food animal sport season film book song city music dish drink "
           "game hobby number day month").split(),
    "fr": ("couleur saison ville musique chanson boisson fleur voiture équipe "
           "lettre matière").split(),
}
PERSONS = ("Napoleon|Einstein|Mozart|Shakespeare|Victor Hugo|Marie Curie|Cleopatra|Julius Caesar|"
           "Picasso|Newton|Galileo|Beethoven|Gandhi|Mandela|Lincoln|Washington Irving|Obama|"
           "Churchill|de Gaulle|Louis XIV|Joan of Arc|Leonardo da Vinci|Michelangelo|Darwin|Freud|"
           "Kant|Plato|Socrates|Aristotle|Homer|Dante|Molière|Voltaire|Balzac|Zola|Proust|Camus|"
           "Tolstoy|Dostoevsky|Kafka|Goethe|Bach|Chopin|Verdi|Elvis Presley|Michael Jackson|the "
           "Beatles|Madonna|Messi|Ronaldo|Zidane|Pelé|Federer|Batman|Superman|Harry Potter|"
           "Sherlock Holmes|Tintin|Asterix|Spider-Man|Mickey Mouse|Elon Musk|Bill Gates|Steve "
           "Jobs|Alan Turing|Ada Lovelace|Linus Torvalds|Neil Armstrong|Christopher Columbus|"
           "Marco Polo|Magellan|Genghis Khan|Alexander the Great|Charlemagne|Queen Victoria|"
           "Robespierre|Van Gogh|Monet|Rembrandt|Dali|Frida Kahlo|Walt Disney|Charlie Chaplin|"
           "Marilyn Monroe|Taylor Swift|Bob Dylan|Edith Piaf|Pasteur|Descartes|Pascal|Nietzsche|"
           "Marx|Confucius|Buddha").split("|")

# Words that build random sentences without sense.
SALAD = {
    "en": ("the a of in on with my your is are what who how many and or not very this that "
           "capital opposite plus day month number story country please tell me write after "
           "before words digits").split(),
    "fr": ("le la un une de du en sur avec mon ton est sont que qui combien et ou pas très ce "
           "cette capitale contraire plus jour mois nombre histoire pays raconte écris après "
           "avant lettres chiffres").split(),
}

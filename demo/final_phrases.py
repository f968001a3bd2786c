"""The final held-out sentences, written before the training phrasings were widened and by nobody
who looked at those: as people of all kinds would type them, slips included.

Frozen. No line may move into training, and its failures are not read one by one: final.json is
made from this file once, by final.py, and only counts come back.

A line is typed as it stands. Marks before a colon change how: "l" all in small letters, "u" all
in capitals, "a" without accents. A heading "@thanks|bye" accepts the answer of either intent.
The slots are those of english.py and french.py; {aw} and {bw} are numbers in words."""

EN = """
@capital
which city is the capital in {c}?
hey do you happen to know what the capital of {c} is?
l:whats the capitol of {c}
my teacher asked me the capital of {c}. what is it?
Would you be so kind as to tell me the capital of {c}?
I need to find the capital of {c}
l:capital city of {c} pls
what city is {nu}'s capital
u:capital of {c}??
in {c}, what is the name of the capital?
for a crossword: the capital of {c}
Wat is teh capital of {c}
i forgot {nu}'s capital, help
If I fly to the capital of {c}, which city do I land in?
l:my daughter wants to know the capital of {c}
{nu} - capital?
quiz time! capital of {c}?
I bet you don't know the capital of {c}
l:capital for {c}
I'm learning geography, what's the capital of {c}?

@reverse
{k} is the capital of what?
l:{k} is capital of
which country is {k} the capital city of
I know {k} is a capital, but of which country?
{k}: capital of which country?
l:wich country has {k} as capital
What nation's capital is {k}?
hello! can you say which country {k} is the capital of?
if {k} is the capital, what is the country?
Name the country that has {k} as its capital city
my son asks of which country {k} is the capital
l:country with capital {k}
u:{k} is the capital of which country
whose capital is the city of {k}?
So {k} would be the capital of...?
the country whose capital is called {k}, which one is it
Tell me which country's capital is {k} please

@sum
l:whats {a}+{b}
{a}+{b}=?
how much does {a} plus {b} make?
If I have {a} apples and get {b} more, how many apples do I have?
l:can u add {a} and {b}
please sum {a} and {b}
what do you get when you add {a} to {b}?
{a} and {b}, what's the total?
Compute {a}+{b} for me
hmm what is {a} plus {b} again
I want to know {a} + {b}
u:what is {a} + {b}
{aw} plus {bw} is?
total of {a} plus {b}
do you know how much {a} and {b} are together?
l:{a} plus {b} pls
what's the answer to {a} + {b}
math homework: {a} + {b}
my sum is {a} + {b}, can you solve it?
quick, {a}+{b}!

@difference
l:whats {a}-{b}
{a}-{b}=?
how much does {a} minus {b} make?
If I have {a} sweets and eat {b}, how many are left?
l:can u subtract {b} from {a}
take away {b} from {a} please
what do you get when you take {b} off {a}?
Compute {a}-{b} for me
hmm what is {a} minus {b} again
I want to know {a} - {b}
u:what is {a} - {b}
{aw} minus {bw} is?
what remains of {a} if I remove {b}
l:{a} minus {b} pls
what's the answer to {a} - {b}
math homework: {a} - {b}
I had {a} dollars and spent {b}. how much do I have now?
quick, {a}-{b}!

@product
l:whats {a}x{b}
{a}*{b}=?
how much does {a} times {b} make?
l:can u multiply {a} by {b}
please multiply {a} and {b}
what do you get when you multiply {a} by {b}?
Compute {a}*{b} for me
hmm what is {a} times {b} again
I want to know {a} x {b}
u:what is {a} x {b}
{aw} times {bw} is?
l:{a} times {b} pls
what's the answer to {a} × {b}
math homework: {a} x {b}
my multiplication is {a} x {b}, can you solve it?
{a} boxes of {b} pencils, how many pencils in all?
quick, {a}*{b}!
do you know your tables? {a} times {b}

@opposite
l:opposite {w}
what word means the reverse of {w}?
{w} <-> ?
I'm looking for the opposite of the word {w}
l:antonym {w}
whats the contrary of {w}
Which word is the exact opposite of "{w}"?
if something isn't {w}, what is it?
can you think of the opposite of {w}?
what would you say is the opposite of {w}
english homework: opposite of {w}
u:opposite of {w}
I need an antonym of {w} please
l:oposite of {w}?
my kid wants to know the opposite of {w}
{w} is the opposite of which word?
the word that means the contrary of {w}
What's an antonym for "{w}"?
Please give me the opposite for {w}

@day_next
if today is {d}, what day is tomorrow?
l:day after {d}?
which day of the week follows {d}
what do we have after {d}
u:what day is after {d}

@day_before
if today is {d}, what day was yesterday?
l:day before {d}?
which day of the week is just before {d}
what did we have before {d}

@month_next
l:month after {m}?
which month of the year follows {m}
when {m} is over, which month starts?
what's the next month after {m}

@month_before
l:month before {m}?
which month of the year is just before {m}
{m} comes after which month
what's the previous month before {m}

@month_days
l:number of days in {m}?
does {m} have 30 or 31 days?
how long is {m} in days
How many days are there in the month of {m}, please?
u:how many days has {m}

@month_nth
l:{o} month?
can you name the {o} month of the year
which one is the {o} month
what do we call the {o} month of a year

@week_days
so how many days make a week
l:days in 1 week?
a week has how many days

@year_months
so how many months make a year
l:months in 1 year?
a year has how many months

@year_days
so how many days make a year
l:days in 1 year?
a year has how many days

@list_days
enumerate the week days from monday to sunday
l:what are all the weekdays called
can you recite all seven days for my little girl

@list_months
enumerate the months from january to december
l:what are all the months called
can you recite all twelve months for my little girl

@spell
l:{n} in words pls
how would you write {n} in letters
write the number {n} out in full words
Could you spell out {n} for me?
what is {n} when written with letters
l:{n} as a word
i have to write {n} on a cheque in words
u:write {n} in words
spell the number {n} in english please
{n}, spelled out?
how is {n} spelt
the number {n} in full letters
my homework: write {n} in letters
l:how 2 write {n} in words
hello, can you put {n} into words?
Turn {n} into words

@unspell
l:{s} in digits pls
how would you write {s} with figures
write "{s}" as a number
{s} as digits?
what number is {s}
u:{s} in digits
I need {s} in figures
turn {s} into digits
Which number do you write for {s}?
the number {s} with digits please
l:how 2 write {s} with numbers
convert {s} to a numeral
my homework: {s} in figures
{s} -> digits
hello, can you put {s} into digits?
put the number {s} in numerals

@who
hello who are you
are you chatgpt?
r u a robot
what kind of AI are you
Who am I chatting with?
l:so what are u exactly
are you a real person or a machine?
Please introduce yourself.
whats your name?
do u have a name

@maker
who made you
Which company built you?
l:who r ur creators
are you made by OpenAI?
who trained you and on what?
where do you come from? who programmed you

@private
is my data sent anywhere?
do you send what I type to a server
l:r u online
does this need wifi
Are you in the cloud or on my computer?
who can read our conversation?
is this private

@size
how many megabytes are you
l:how big r u
what's your size on disk?
How large is this model?
do you take a lot of space

@languages
which languages can you talk in?
l:do u speak french
can you understand Spanish?
parlez-vous... I mean do you speak other languages
what languages are supported

@silex
what's silex
can you explain what Silex is?
l:silex?? what is that
tell me more about the Silex project
what is Silex used for

@help
what can you do
what can I ask you
l:what r u good at
how can you help me?
give me some examples of questions
help
what topics do you know about?
I don't know what to ask you
what are your abilities
l:what do u know
Which things can I ask?
how does this work, what should I type?
show me what you can do
what kind of questions do you answer

@greeting
hi
hellooo
good evening to you
hi there, little model!
heyyy
l:yo
Greetings!

@introduce
hi, i'm {name}
my name's {name}, nice to meet you
{name} here, hello!
Hello, they call me {name}
l:im {name}
you can call me {name}

@mood
how are you
how r u today
hi, how is it going?
everything ok?
are you feeling good?
l:how are things with you

@thanks
thx
thank you so much, that was useful
cool thanks
great, thank you very much
l:ty
thanks, that's kind

@bye
bye bye
ok i have to go now, see you
good night!
l:cya
see you tomorrow
that's it for today, goodbye

@thanks|bye
thanks, bye!
thank you and goodbye

@sorry
that's not right
you made a mistake
l:wrong
no, your answer is wrong
are you sure? i think that is false

@ack
ok
l:i see
good to know
alright then
nice, got it

@story
tell me a story
i want a bedtime story
can you tell a story to my kids?
l:story pls
Once upon a time...? tell me one
please make up a little story for me
i'm bored, tell me a tale
could you tell me a story about a pirate?
do you know any good stories
write a short story

@story_named
tell me a story about {name}
i'd like a bedtime story with {name} in it
l:a story with a hero called {name} pls
{name} is my son, tell a story about him
Could you write a little story whose hero is {name}?
make up a tale about {name} for my kids
can i have a story where the main character is {name}
My daughter {name} wants a story about herself
story about {name}!
once upon a time there was {name}... go on

@name_reply
{name}
the hero is called {name}
let's say {name}
l:{name} pls
her name is {name}!
his name should be {name}
call the hero {name}
how about {name}?
I'd like it to be {name}
hmm, {name} maybe

@unknown
tell me a joke
write me a poem
what's the weather
what time is it
who won the world cup in 2018
l:whats the meaning of life
can you write python code for a web server?
translate "good morning" into german
who is the president of the united states
what's the square root of 81
how do i bake a chocolate cake
sing me a song
do you like pizza?
what is your favourite color
how tall is the eiffel tower
when did world war 2 end
recommend me a good movie
l:who is taylor swift
explain quantum physics to a child
why is the sky blue
can you book me a flight to new york
what should i wear today
who wrote romeo and juliet
what is the largest planet
l:how many people live on earth
set an alarm for 7 am
what is bitcoin worth now
how do you say cat in spanish
do you love me?
is there life on mars
can a dog fly
what is 12 divided by 4
asdkjh qwlke
please summarize this text for me
my computer is broken, what do I do
how many legs does a spider have
who's the fastest runner in the world
open the door
what did I say before
play some music

@and_capital
and what about {c}
ok and {c} then
l:and 4 {c}
now the same for {c} please
what would it be for {c}?
cool, and {c}'s?
and in {c} what is it

@and_reverse
and what about {k}
ok and {k} then
now the same for {k} please
and {k}, it is the capital of?

@and_opposite
and what about {w}
ok and {w} then
now the same for {w} please
cool, and the one of {w}?

@and_day
and what about {d}
ok and {d} then
now the same for {d} please

@and_month
and what about {m}
ok and {m} then
now the same for {m} please

@and_month_days
and what about {m}
ok and {m} then
now the same for {m} please
cool, and in {m}?

@and_sum
and what about {a}+{b}
ok and {a} plus {b} then
cool, and {a} + {b}?

@and_spell
and what about {n}
ok and {n} then
now the same for {n} please
"""

FR = """
@capital
c'est quoi la capitale {dec} deja ?
l:cest quoi la capital {dec}
tu connais la capitale {dec} toi ?
Auriez-vous l'amabilité de me donner la capitale {dec} ?
la:capitale {dec} stp
ma maitresse demande la capitale {dec}
j'ai oublié la capitale {dec}, aide-moi
u:la capitale {dec} ?
{nu} : capitale ?
Pour mes mots croisés, la capitale {dec}
dans quelle ville est-on quand on visite la capitale {dec} ?
l:qu'elle est la capitale {dec}
question de géo : capitale {dec} ?
comment s'appelle la ville qui est capitale {dec}
Je voudrais connaître le nom de la capitale {dec}.
Mon fils veut savoir la capitale {dec}
je parie que tu ne connais pas la capitale {dec}
{c}, sa capitale c'est quoi ?
la:bonjour je cherche la capitale {dec}
Donnez-moi donc la capitale {dec}, je vous prie

@reverse
{k} c'est la capitale de quoi ?
l:{k} cest la capitale de quel pays
quel est le pays qui a {k} comme capitale
je sais que {k} est une capitale, mais de quel pays ?
{k} : capitale de quel pays ?
la:pays dont la capitale est {k} stp
Sauriez-vous me dire de quel pays {k} est la capitale ?
si {k} est la capitale, quel est le pays ?
ma fille demande de quel pays {k} est la capitale
u:{k} est la capitale de quel pays
Nomme le pays dont {k} est la capitale
le pays de la capitale {k}, c'est lequel
l:ds quel pays {k} est la capitale
de quelle nation {k} est-elle la capitale ?
Alors {k}, ce serait la capitale de... ?
trouve-moi le pays qui a pour capitale {k}

@sum
l:cb font {a}+{b}
{a}+{b}=?
ça donne quoi {a} plus {b}
J'ai {a} bonbons et on m'en donne {b}, combien j'en ai ?
tu peux additionner {a} et {b} ?
Pourriez-vous me calculer {a} + {b} ?
{a} et {b}, ça fait combien en tout ?
la:resultat de {a} + {b}
u:combien font {a} + {b}
{aw} plus {bw} égale combien
le total de {a} plus {b}
l:{a} plus {b} stp
c'est quoi la réponse à {a} + {b}
devoir de maths : {a} + {b}
mon addition c'est {a} + {b}, tu peux la faire ?
vite, {a}+{b} !
je veux savoir combien font {a} plus {b} s'il te plait
Quel nombre obtient-on en ajoutant {b} à {a} ?

@difference
l:cb font {a}-{b}
{a}-{b}=?
ça donne quoi {a} moins {b}
J'ai {a} bonbons et j'en mange {b}, combien il m'en reste ?
tu peux soustraire {b} de {a} ?
Pourriez-vous me calculer {a} - {b} ?
si j'enlève {b} à {a}, il reste combien ?
la:resultat de {a} - {b}
u:combien font {a} - {b}
{aw} moins {bw} égale combien
l:{a} moins {b} stp
c'est quoi la réponse à {a} - {b}
devoir de maths : {a} - {b}
ma soustraction c'est {a} - {b}, tu peux la faire ?
vite, {a}-{b} !
j'avais {a} euros, j'en ai dépensé {b}, combien me reste-t-il ?
Quel nombre obtient-on en retirant {b} de {a} ?

@product
l:cb font {a}x{b}
{a}*{b}=?
ça donne quoi {a} fois {b}
tu peux multiplier {a} par {b} ?
Pourriez-vous me calculer {a} x {b} ?
la:resultat de {a} x {b}
u:combien font {a} x {b}
{aw} fois {bw} égale combien
l:{a} fois {b} stp
c'est quoi la réponse à {a} × {b}
devoir de maths : {a} x {b}
ma multiplication c'est {a} x {b}, tu peux la faire ?
{a} boîtes de {b} crayons, combien de crayons en tout ?
vite, {a}*{b} !
tu connais tes tables ? {a} fois {b}
Quel nombre obtient-on en multipliant {a} par {b} ?

@opposite
l:contraire {w}
quel mot veut dire l'inverse {dew} ?
c'est quoi le contraire {dew} deja
je cherche l'opposé du mot {w}
l:antonyme {w} stp
Quel serait l'exact contraire du mot « {w} » ?
si ce n'est pas {w}, c'est quoi ?
tu saurais me trouver le contraire {dew} ?
devoir de français : contraire {dew}
u:le contraire {dew}
la:cest quoi linverse de {w}
il me faut un antonyme pour {w}
ma fille veut savoir le contraire {dew}
{w} est le contraire de quel mot ?
un mot qui dit le contraire {dew}
Auriez-vous un antonyme du mot {w} ?
le contrair {dew} ?
Indiquez-moi l'opposé {dew}, je vous prie.

@day_next
si on est {d}, demain c'est quel jour ?
l:jour apres {d} ?
quel jour de la semaine suit {d}
on a quoi comme jour apres {d}

@day_before
si on est {d}, hier c'était quel jour ?
l:jour avant {d} ?
quel jour de la semaine est juste avant {d}
c'est quoi la veille de {d}

@month_next
l:mois apres {m} ?
quel mois de l'année suit {m}
quand {m} est fini, quel mois commence ?
on passe à quel mois après {m}

@month_before
l:mois avant {m} ?
quel mois de l'année est juste avant {m}
{m} vient après quel mois
c'est quoi le mois d'avant {m}

@month_days
l:nombre de jours en {m} ?
il y a 30 ou 31 jours en {m} ?
{m} ça dure combien de jours
Combien compte-t-on de jours au mois de {m}, je vous prie ?

@month_nth
l:le {o} mois ?
tu peux me nommer le {o} mois de l'année
c'est lequel le {o} mois
comment on appelle le {o} mois d'une année

@week_days
ça fait combien de jours une semaine
l:jours ds une semaine ?
une semaine compte combien de jours

@year_months
ça fait combien de mois une année
l:mois ds une année ?
une année compte combien de mois

@year_days
ça fait combien de jours une année
l:jours ds une année ?
une année compte combien de jours

@list_days
énumère les jours de lundi à dimanche
l:c quoi tous les jours de la semaine
tu peux réciter les sept jours pour ma petite fille

@list_months
énumère les mois de janvier à décembre
l:c quoi tous les mois de l'année
tu peux réciter les douze mois pour ma petite fille

@spell
l:{n} en lettres stp
comment on ecrit {n} en lettres
écris-moi le nombre {n} en toutes lettres
Pourriez-vous m'écrire {n} en toutes lettres ?
l:{n} en mots
je dois écrire {n} en lettres sur un chèque
u:écris {n} en lettres
ça s'écrit comment {n}
{n}, en toutes lettres ?
la:ecriture de {n} en lettres
le nombre {n} avec des lettres
devoir : écrire {n} en lettres
bonjour, tu peux mettre {n} en lettres ?
transforme {n} en mots
orthographe de {n} ?
Comment écririez-vous {n} en français ?

@unspell
l:{s} en chiffres stp
comment on ecrit {s} avec des chiffres
écris « {s} » en nombre
{s} ça donne quoi en chiffres
u:{s} en chiffres
j'ai besoin de {s} en chiffres
transforme {s} en chiffres
Quel nombre écrit-on pour {s} ?
le nombre {s} avec des chiffres svp
devoir : {s} en chiffres
{s} -> chiffres
bonjour, tu peux mettre {s} en chiffres ?
la:mets {s} en chiffre
Pourriez-vous noter {s} en chiffres ?
c'est quel nombre {s}
traduis {s} en chiffres

@who
salut t'es qui toi
tu es chatgpt ?
t'es un robot ?
tu es quel genre d'IA
à qui je parle là ?
l:c quoi ton nom
Es-tu une vraie personne ou une machine ?
Présentez-vous, s'il vous plaît.
comment tu t'appelles ?
as-tu un prénom
qui etes vous au juste

@maker
qui t'a fabriqué
quelle entreprise t'a construit ?
l:c ki tes créateurs
c'est OpenAI qui t'a fait ?
qui t'a entraîné et avec quoi ?
tu viens d'où ? qui t'a programmé

@private
mes données partent quelque part ?
tu envoies ce que j'écris à un serveur
l:t connecté à internet ?
il faut du wifi pour te parler ?
Êtes-vous dans le cloud ou sur mon ordinateur ?
qui peut lire notre conversation ?
c'est privé ici

@size
tu fais combien de mégaoctets
l:t gros comment
quelle place tu prends sur le disque ?
Quelle est la taille de ce modèle ?
tu prends beaucoup de place

@languages
tu parles quelles langues ?
l:tu parles anglais
tu comprends l'espagnol ?
est-ce que tu connais d'autres langues que le français
quelles langues sont possibles avec toi

@silex
silex c'est quoi
tu peux m'expliquer ce qu'est Silex ?
l:c koi silex
parle-moi du projet Silex
à quoi sert Silex

@help
tu sais faire quoi
qu'est-ce que je peux te demander
l:t'es bon en quoi
comment peux-tu m'aider ?
donne-moi des exemples de questions
aide
tu connais quels sujets ?
je ne sais pas quoi te demander
quelles sont tes capacités
l:tu connais quoi
Quelles questions puis-je vous poser ?
comment ça marche, je tape quoi ?
montre-moi ce que tu sais faire
à quel genre de questions réponds-tu

@greeting
bonjour
coucouuu
bien le bonsoir à toi
salut petit modèle !
l:wesh
slt
Mes salutations !

@introduce
salut, moi c'est {name}
mon prénom c'est {name}, enchanté
ici {name}, bonjour !
Bonjour, on m'appelle {name}
l:jsuis {name}
tu peux m'appeler {name}

@mood
ça va ?
comment tu vas aujourd'hui
la:salut ca va toi
la forme ?
tu te sens bien ?
Comment allez-vous ce matin ?
l:quoi de neuf

@thanks
merci
merci infiniment, c'était utile
cool merci
super, merci beaucoup à toi
l:mci
je te remercie, c'est gentil

@bye
allez bye
bon je dois y aller, à plus
bonne nuit !
l:a+
à demain
c'est tout pour aujourd'hui, au revoir

@thanks|bye
merci, au revoir !
merci et bonne journée

@sorry
ce n'est pas ça
tu as fait une faute
l:faux
non, ta réponse est fausse
t'es sûr ? je crois que c'est faux

@ack
ok
l:je vois
bon à savoir
d'accord alors
bien, compris

@story
raconte-moi une histoire
je veux une histoire pour dormir
tu peux raconter une histoire à mes enfants ?
l:une histoire stp
Il était une fois... ? raconte
invente-moi un petit conte s'il te plait
je m'ennuie, raconte-moi un conte
tu pourrais me raconter une histoire de pirate ?
tu connais de belles histoires
écris une petite histoire

@story_named
raconte-moi une histoire sur {name}
je voudrais une histoire du soir avec {name} dedans
l:une histoire avec un héros appelé {name} stp
{name} est mon fils, raconte une histoire sur lui
Pourriez-vous écrire une petite histoire dont le héros est {name} ?
invente un conte sur {name} pour mes enfants
une histoire où le personnage principal est {name}
Ma fille {name} veut une histoire sur elle
histoire de {name} !
il était une fois {name}... continue

@name_reply
{name}
le héros s'appelle {name}
disons {name}
l:{name} stp
elle s'appelle {name} !
son nom c'est {name}
appelle le héros {name}
pourquoi pas {name} ?
j'aimerais que ce soit {name}
euh, {name} peut-être

@unknown
raconte-moi une blague
écris-moi un poème
quel temps fait-il
quelle heure est-il
qui a gagné la coupe du monde 2018
l:cest quoi le sens de la vie
tu peux m'écrire un programme en python ?
traduis « bonjour » en allemand
qui est le président de la france
c'est quoi la racine carrée de 81
comment on fait un gâteau au chocolat
chante-moi une chanson
tu aimes la pizza ?
quelle est ta couleur préférée
la tour eiffel mesure combien
quand est finie la deuxième guerre mondiale
conseille-moi un bon film
l:qui est zidane
explique la physique quantique à un enfant
pourquoi le ciel est bleu
réserve-moi un billet de train pour lyon
je mets quoi comme habits aujourd'hui
qui a écrit les misérables
quelle est la plus grosse planète
l:cb de gens vivent sur terre
mets un réveil à 7 heures
le bitcoin vaut combien maintenant
comment dit-on chat en espagnol
tu m'aimes ?
il y a de la vie sur mars
est-ce qu'un chien peut voler
combien font 12 divisé par 4
azeruio qsdlkj
résume-moi ce texte s'il te plaît
mon ordinateur est en panne, je fais quoi
une araignée a combien de pattes
qui est l'homme le plus rapide du monde
ouvre la porte
j'ai dit quoi avant
mets de la musique

@and_capital
et pour {c} alors
ok et {c} du coup
la:et pr {c}
maintenant pareil pour {c} svp
ça serait quoi pour {c} ?
cool, et celle {dec} c'est quoi ?
et {enc} c'est laquelle

@and_reverse
et pour {k} alors
ok et {k} du coup
maintenant pareil pour {k} svp
et {k}, c'est la capitale d'où ?

@and_opposite
et pour {w} alors
ok et {w} du coup
maintenant pareil pour {w} svp
cool, et celui {dew} c'est quoi ?

@and_day
et pour {d} alors
ok et {d} du coup
maintenant pareil pour {d} svp

@and_month
et pour {m} alors
ok et {m} du coup
maintenant pareil pour {m} svp

@and_month_days
et pour {m} alors
ok et {m} du coup
maintenant pareil pour {m} svp
cool, et en {m} ça fait combien ?

@and_sum
et pour {a}+{b} alors
ok et {a} plus {b} du coup
cool, et {a} + {b} ça fait quoi ?

@and_spell
et pour {n} alors
ok et {n} du coup
maintenant pareil pour {n} svp
"""

# Names that a hero or a user may have.
NAMES = {
    "en": (
        "Brandon|Mary Jane|xiomara|Siobhan|Kwabena|bob|TYRONE|Björn|Zoë|Priscilla|Nguyen|Aoife|"
        "Batman|Pikachu|Jean-Luc|Lakshmi|Wolfgang|Beyoncé|Anne Marie|Thaddeus|mohammed|Kayleigh|"
        "Fyodor|D'Angelo|Gwendolyn|Bartholomew|Saoirse|Ling Ling|Mr Fluffy|jayden"
    ).split("|"),
    "fr": (
        "Thibault|Marie-Ange|anaïs|Jean-Baptiste|Éléonore|Mamadou|kévin|LOUANE|Aïssatou|Maëlys|"
        "Jean Michel|Gwenaëlle|Astérix|Totoro|Anne-Sophie|Loïc|Philippine|Fatoumata|Hippolyte|"
        "Ludivine|mehdi|Cunégonde|Françoise|Wassim|Clémentine|Petit Ours|Guénolé|O'Connor|Zébulon|"
        "noé"
    ).split("|"),
}
# What has no capital, is no capital, has no opposite in the tables.
NO_COUNTRIES = {
    "en": (
        "Blorvenia|Zamundia|Fantasia|Minnesota|Yorkshire|Gotham|Krypton|Panem|the Amazon|Jupiter|"
        "Arendelle|Ruritania|Florin|Queensland|Bengal|Lapland|Kekistan|Trondovia|Smurfland|Eldoria"
    ).split("|"),
    "fr": (
        "la Syldavie|la Bordurie|la Blorvénie|le Minnesota|la Savoie|la Picardie|Gotham|Krypton|"
        "l'Amazonie|Jupiter|la Laponie|le Québec|la Fantasia|le Zorglubistan|la Vendée|"
        "l'Eldorado|la Schtroumpfie|le Yorkshire|la Poldévie|le Bengale"
    ).split("|"),
}
NO_CAPITALS = {
    "en": (
        "Birmingham|San Francisco|Los Angeles|Las Vegas|Rio de Janeiro|Marrakesh|Saigon|Atlantis|"
        "Hogwarts|Edinburgh|Palermo|Leipzig|Cardiff|Bombay|Zorbltown"
    ).split("|"),
    "fr": (
        "Grenoble|Rennes|Montpellier|New York|Los Angeles|Rio de Janeiro|Marrakech|Saïgon|"
        "Poudlard|Édimbourg|Palerme|Leipzig|Brest|Bombay|Zorbleville"
    ).split("|"),
}
NO_OPPOSITES = {
    "en": (
        "seven|thursday|chocolate|snorp|blimpy|engineer|marmalade|helicopter|turquoise|violinist|"
        "parsley|kangaroo|gravel|trumpet|spaghetti"
    ).split("|"),
    "fr": (
        "guitare|sept|jeudi|chocolat|snorpe|herbe|pizza|blimpeux|ingénieur|montagne|confiture|"
        "hélicoptère|turquoise|persil|kangourou|trompette"
    ).split("|"),
}
# Exchanges that may come before a question.
BEFORE = {
    "en": {
        "greeting": ["hello!", "hi"],
        "who": ["who are you?", "what are you?"],
        "thanks": ["thanks!", "thank you"],
        "week_days": ["how many days are in a week?"],
        "unknown": ["what is love?", "do you like cheese?"],
    },
    "fr": {
        "greeting": ["bonjour !", "salut"],
        "who": ["qui es-tu ?", "tu es quoi ?"],
        "thanks": ["merci !", "merci beaucoup"],
        "week_days": ["combien de jours dans une semaine ?"],
        "unknown": ["c'est quoi l'amour ?", "tu aimes le fromage ?"],
    },
}
# The question before a short one that leans on it.
BASES = {
    "en": {
        "capital": "What is the capital of {c}?",
        "reverse": "{k} is the capital of which country?",
        "opposite": "What is the opposite of {w}?",
        "day_next": "What day comes after {d}?",
        "month_next": "Which month comes after {m}?",
        "month_days": "How many days are there in {m}?",
        "sum": "What is {a} + {b}?",
        "spell": "How do you write {n} in words?",
    },
    "fr": {
        "capital": "Quelle est la capitale {dec} ?",
        "reverse": "{k} est la capitale de quel pays ?",
        "opposite": "Quel est le contraire {dew} ?",
        "day_next": "Quel jour vient après {d} ?",
        "month_next": "Quel mois vient après {m} ?",
        "month_days": "Combien de jours y a-t-il en {m} ?",
        "sum": "Combien font {a} + {b} ?",
        "spell": "Comment écrit-on {n} en lettres ?",
    },
}

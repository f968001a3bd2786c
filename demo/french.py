"""French phrasings and answers; the same notation as in english.py.

{c} is a country with its article, {dec} after "de", {enc} after the word for "in", {nu} alone;
{dew} is a word after "de"."""

PHRASES = """
@capital
est-ce que tu sais quelle est la capitale {dec} ?
tu pourrais me dire la capitale {dec} ?
j'ai besoin de la capitale {dec}.
{enc}, c'est quoi la capitale ?
quelle est la capitale, {enc} ?
je demande la capitale {dec}.
quelle est la capitale {dec} ?
c'est quoi la capitale {dec} ?
la capitale {dec} ?
capitale {dec} ?
la capitale {dec} est
la capitale {dec}, c'est quoi ?
la capitale {dec}, c'est [quelle ville|laquelle] ?
quelle ville est la capitale {dec} ?
quelle est la ville capitale {dec} ?
[dis-moi|donne-moi|dites-moi|donnez-moi] la capitale {dec}.
[tu connais|connais-tu|connaissez-vous] la capitale {dec} ?
sais-tu quelle est la capitale {dec} ?
tu sais quelle est la capitale {dec} ?
peux-tu me dire [la capitale|quelle est la capitale] {dec} ?
pouvez-vous me donner la capitale {dec} ?
je [veux|voudrais] [savoir quelle est|connaître] la capitale {dec}.
je cherche la capitale {dec}.
j'ai oublié la capitale {dec}.
comment s'appelle la capitale {dec} ?
quel est le nom de la capitale {dec} ?
nomme la capitale {dec}.
cite la capitale {dec}.
{c} : quelle est sa capitale ?
{c} a quelle ville pour capitale ?
quelle est sa capitale, {c} ?
{enc}, quelle est la capitale ?
rappelle-moi la capitale {dec}.
le professeur demande la capitale {dec}.
quelle capitale a {c} ?
capitale {nu} ?
{nu} capitale ?
quelle est la capitale {nu} ?
c'est quoi la capitale {nu} ?
~j'aimerais savoir quelle est la capitale {dec}.
~pourrais-tu me donner la capitale {dec} ?
~quel nom porte la capitale {dec} ?
~la ville capitale {dec}, c'est quoi ?
~dis-moi quelle ville est la capitale {dec}.
~tu peux me dire la capitale {dec} ?
~est-ce que tu connais la capitale {dec} ?
~{enc}, quelle ville est la capitale ?
@reverse
est-ce que tu sais de quel pays {k} est la capitale ?
de quel pays est-ce la capitale, {k} ?
je veux savoir de quel pays {k} est la capitale.
{k} est la ville capitale de quel pays ?
de quel pays {k} est-elle la capitale ?
de quel pays {k} est la capitale ?
{k} est la capitale de quel pays ?
{k} est la capitale de quoi ?
{k} est la capitale
{k}, c'est la capitale de quel pays ?
{k}, c'est la capitale de quoi ?
quel pays a {k} pour capitale ?
quel pays a pour capitale {k} ?
quel est le pays dont la capitale est {k} ?
quel est le pays qui a {k} pour capitale ?
la capitale est {k} : quel est le pays ?
[dis-moi|donne-moi] le pays dont la capitale est {k}.
nomme le pays dont la capitale est {k}.
sais-tu de quel pays {k} est la capitale ?
tu sais quel pays a {k} pour capitale ?
peux-tu me dire de quel pays {k} est la capitale ?
je cherche le pays dont {k} est la capitale.
dans quel pays {k} est-elle la capitale ?
je voudrais savoir quel pays a {k} comme capitale.
si la capitale est {k}, quel est le pays ?
~j'aimerais savoir de quel pays {k} est la capitale.
~quel est donc le pays ayant {k} pour capitale ?
~connais-tu le pays dont la capitale est {k} ?
~{k} est capitale de quel pays ?
~dis-moi de quel pays {k} est la capitale.
~le pays dont la capitale est {k} ?
@sum
combien font {a} [+|plus|et] {b} ?
combien fait {a} [+|plus] {b} ?
combien ça fait, {a} [+|plus|et] {b} ?
ça fait combien {a} [+|plus|et] {b} ?
{a} + {b}
{a} + {b} =
{a}+{b}
{a}+{b}=
{a}+{b} ?
{a} plus {b}
{a} plus {b} ?
{a} plus {b} égale
{a} plus {b} égale combien ?
{a} plus {b} font combien ?
{a} et {b} font combien ?
{a} + {b}, ça fait combien ?
que font {a} et {b} ?
que fait {a} plus {b} ?
calcule {a} [+|plus] {b}.
additionne {a} et {b}.
ajoute {b} à {a}.
[peux-tu|tu peux] additionner {a} et {b} ?
peux-tu calculer {a} + {b} ?
quelle est la somme de {a} et {b} ?
quelle est la somme de {a} et de {b} ?
la somme de {a} et {b} ?
donne-moi la somme de {a} et {b}.
quel est le résultat de {a} [+|plus] {b} ?
c'est quoi {a} [+|plus] {b} ?
dis-moi combien font {a} + {b}.
sais-tu combien font {a} plus {b} ?
si j'ai {a} {things} et que j'en reçois {b}, combien en ai-je ?
j'ai {a} {things} et on m'en donne {b}. Combien en ai-je ?
il y a {a} {things}, on en ajoute {b}. Combien y en a-t-il ?
~combien obtient-on si on ajoute {b} à {a} ?
~je voudrais savoir combien font {a} plus {b}.
~{a} + {b} est égal à combien ?
~fais l'addition de {a} et {b}.
~dis-moi la somme de {a} et {b}.
~peux-tu me dire combien font {a} et {b} ?
~quel est le total de {a} et {b} ?
~{a} plus {b}, cela fait combien ?
@difference
combien font {a} [-|moins] {b} ?
combien fait {a} [-|moins] {b} ?
combien ça fait, {a} [-|moins] {b} ?
ça fait combien {a} [-|moins] {b} ?
{a} - {b}
{a} - {b} =
{a}-{b}
{a}-{b}=
{a}-{b} ?
{a} moins {b}
{a} moins {b} ?
{a} moins {b} égale
{a} moins {b} égale combien ?
{a} moins {b} font combien ?
{a} - {b}, ça fait combien ?
que fait {a} moins {b} ?
calcule {a} [-|moins] {b}.
soustrais {b} de {a}.
enlève {b} à {a}.
retire {b} de {a}.
peux-tu soustraire {b} de {a} ?
peux-tu calculer {a} - {b} ?
quelle est la différence entre {a} et {b} ?
la différence entre {a} et {b} ?
donne-moi la différence entre {a} et {b}.
quel est le résultat de {a} [-|moins] {b} ?
c'est quoi {a} [-|moins] {b} ?
dis-moi combien font {a} - {b}.
sais-tu combien font {a} moins {b} ?
si j'ai {a} {things} et que j'en perds {b}, combien en reste-t-il ?
j'avais {a} {things} et j'en ai donné {b}. Combien en reste-t-il ?
combien reste-t-il si on enlève {b} à {a} ?
~je voudrais savoir combien font {a} moins {b}.
~{a} - {b} est égal à combien ?
~fais la soustraction {a} moins {b}.
~dis-moi la différence entre {a} et {b}.
~peux-tu me dire combien font {a} moins {b} ?
~{a} moins {b}, cela fait combien ?
~si on retire {b} de {a}, combien reste-t-il ?
@product
combien font {a} [x|*|×|fois] {b} ?
combien fait {a} [x|*|×|fois] {b} ?
ça fait combien {a} [x|*|×|fois] {b} ?
{a} [x|*|×|fois] {b}
{a}[x|*|×]{b}
{a} [x|*|×] {b} =
{a} fois {b} ?
{a} fois {b} égale
{a} fois {b} égale combien ?
{a} fois {b} font combien ?
que fait {a} fois {b} ?
calcule {a} [x|*|×|fois] {b}.
multiplie {a} par {b}.
peux-tu multiplier {a} par {b} ?
quel est le produit de {a} [par|et] {b} ?
le produit de {a} et {b} ?
quel est le résultat de {a} [fois|×] {b} ?
c'est quoi {a} [x|fois] {b} ?
dis-moi combien font {a} fois {b}.
sais-tu combien font {a} fois {b} ?
combien font {a} multiplié par {b} ?
~je voudrais savoir combien font {a} fois {b}.
~fais la multiplication de {a} par {b}.
~dis-moi le produit de {a} et {b}.
~peux-tu me dire combien font {a} fois {b} ?
~{a} fois {b}, cela fait combien ?
@opposite
est-ce que tu connais le contraire {dew} ?
je veux le contraire {dew}.
quel est le contraire {dew} ?
quel est le contraire de « {w} » ?
c'est quoi le contraire {dew} ?
le contraire {dew} ?
contraire {dew}
le contraire {dew} est
le contraire {dew}, c'est quoi ?
le contraire {dew}, c'est
[donne-moi|dis-moi] le contraire [{dew}|du mot {w}].
quel est le contraire du mot {w} ?
quel est l'opposé {dew} ?
quel est l'opposé du mot {w} ?
l'opposé {dew} ?
c'est quoi l'opposé {dew} ?
donne-moi l'opposé {dew}.
quel est l'antonyme {dew} ?
un antonyme {dew} ?
donne-moi un antonyme {dew}.
quel mot est le contraire {dew} ?
quel mot veut dire le contraire {dew} ?
[connais-tu|sais-tu|tu connais] le contraire {dew} ?
peux-tu me dire le contraire {dew} ?
peux-tu me donner le contraire {dew} ?
comment dit-on le contraire {dew} ?
je cherche le contraire {dew}.
si ce n'est pas {w}, c'est
{w} : quel est le contraire ?
{w}, le contraire ?
trouve le contraire {dew}.
~quel serait le contraire {dew} ?
~j'aimerais connaître le contraire {dew}.
~quel mot est l'opposé {dew} ?
~pourrais-tu me donner le contraire {dew} ?
~connais-tu un antonyme {dew} ?
~dis-moi quel est le contraire {dew}.
~l'opposé du mot {w}, c'est quoi ?
@day_next
quel jour [vient|est] après {d} ?
quel jour vient-il après {d} ?
quel jour suit {d} ?
qu'est-ce qui vient après {d} ?
quel est le jour après {d} ?
quel est le jour qui suit {d} ?
le jour après {d} ?
après {d}, c'est
après {d}, c'est quel jour ?
après {d} vient
dis-moi le jour après {d}.
dis-moi quel jour vient après {d}.
sais-tu quel jour vient après {d} ?
si aujourd'hui c'est {d}, quel jour sera demain ?
aujourd'hui c'est {d}. Quel jour est-ce demain ?
si on est {d}, on sera quel jour demain ?
{d} est suivi de quel jour ?
quel est le lendemain de {d} ?
~quel jour vient juste après {d} ?
~peux-tu me dire quel jour suit {d} ?
~si on est {d} aujourd'hui, demain c'est quel jour ?
~quel jour avons-nous après {d} ?
@day_before
quel jour [vient|est] avant {d} ?
quel jour vient-il avant {d} ?
quel jour précède {d} ?
qu'est-ce qui vient avant {d} ?
quel est le jour avant {d} ?
quel est le jour qui précède {d} ?
le jour avant {d} ?
avant {d}, c'est
avant {d}, c'est quel jour ?
avant {d} vient
dis-moi le jour avant {d}.
dis-moi quel jour vient avant {d}.
sais-tu quel jour vient avant {d} ?
si aujourd'hui c'est {d}, quel jour était-ce hier ?
aujourd'hui c'est {d}. Quel jour était-ce hier ?
si on est {d}, on était quel jour hier ?
quelle est la veille de {d} ?
~quel jour vient juste avant {d} ?
~peux-tu me dire quel jour précède {d} ?
~si on est {d} aujourd'hui, hier c'était quel jour ?
~quel jour avons-nous avant {d} ?
@month_next
quel mois [vient|est] après {m} ?
quel mois vient-il après {m} ?
quel mois suit {m} ?
qu'est-ce qui vient après {m} ?
quel est le mois après {m} ?
quel est le mois qui suit {m} ?
le mois après {m} ?
après {m}, c'est
après {m}, c'est quel mois ?
après {m} vient
dis-moi le mois après {m}.
sais-tu quel mois vient après {m} ?
{m} est suivi de quel mois ?
si on est en {m}, quel est le mois prochain ?
~quel mois vient juste après {m} ?
~peux-tu me dire quel mois suit {m} ?
~quel mois avons-nous après {m} ?
@month_before
quel mois [vient|est] avant {m} ?
quel mois vient-il avant {m} ?
quel mois précède {m} ?
qu'est-ce qui vient avant {m} ?
quel est le mois avant {m} ?
quel est le mois qui précède {m} ?
le mois avant {m} ?
avant {m}, c'est
avant {m}, c'est quel mois ?
avant {m} vient
dis-moi le mois avant {m}.
sais-tu quel mois vient avant {m} ?
si on est en {m}, quel était le mois dernier ?
~quel mois vient juste avant {m} ?
~peux-tu me dire quel mois précède {m} ?
~quel mois avons-nous avant {m} ?
@month_days
combien de jours [y a-t-il|il y a] en {m} ?
combien y a-t-il de jours en {m} ?
combien de jours a {m} ?
combien de jours [compte|dure|possède] {m} ?
combien de jours a le mois de {m} ?
il y a combien de jours en {m} ?
{m} a combien de jours ?
{m} compte combien de jours ?
combien de jours en {m} ?
le nombre de jours en {m} ?
quel est le nombre de jours en {m} ?
quel est le nombre de jours de {m} ?
dis-moi combien de jours a {m}.
sais-tu combien de jours a {m} ?
{m} a-t-il 30 ou 31 jours ?
~combien de jours compte le mois de {m} ?
~peux-tu me dire combien de jours il y a en {m} ?
~le mois de {m} a combien de jours ?
~combien dure {m} ?
@month_nth
quel est le {o} mois de l'année ?
quel est le {o} mois ?
c'est quoi le {o} mois de l'année ?
le {o} mois de l'année ?
le {o} mois, c'est
dis-moi le {o} mois de l'année.
nomme le {o} mois de l'année.
sais-tu quel est le {o} mois ?
quel mois est le {o} de l'année ?
~peux-tu me dire le {o} mois de l'année ?
~comment s'appelle le {o} mois de l'année ?
~le {o} mois de l'année, c'est lequel ?
@week_days
combien de jours [y a-t-il|il y a] dans une semaine ?
combien y a-t-il de jours dans [une|la] semaine ?
combien de jours a une semaine ?
combien de jours dans une semaine ?
une semaine a combien de jours ?
il y a combien de jours dans une semaine ?
une semaine compte combien de jours ?
dis-moi combien de jours a une semaine.
~sais-tu combien de jours il y a dans une semaine ?
~combien de jours compte une semaine ?
@year_months
combien de mois [y a-t-il|il y a] dans une année ?
combien y a-t-il de mois dans [une année|un an] ?
combien de mois a une année ?
combien de mois dans une année ?
une année a combien de mois ?
il y a combien de mois dans une année ?
une année compte combien de mois ?
dis-moi combien de mois a une année.
~sais-tu combien de mois il y a dans une année ?
~combien de mois compte une année ?
@year_days
combien de jours [y a-t-il|il y a] dans une année ?
combien y a-t-il de jours dans [une année|un an] ?
combien de jours a une année ?
combien de jours dans une année ?
une année a combien de jours ?
il y a combien de jours dans une année ?
une année compte combien de jours ?
dis-moi combien de jours a une année.
~sais-tu combien de jours il y a dans une année ?
~combien de jours compte une année ?
@list_days
quels sont les jours de la semaine ?
[cite|donne-moi|dis-moi|récite] les jours de la semaine.
les jours de la semaine ?
peux-tu citer les jours de la semaine ?
connais-tu les jours de la semaine ?
quels sont les sept jours de la semaine ?
c'est quoi les jours de la semaine ?
liste les jours de la semaine.
tu connais les jours de la semaine ?
~pourrais-tu me donner tous les jours de la semaine ?
~je voudrais la liste des jours de la semaine.
@list_months
quels sont les mois de l'année ?
[cite|donne-moi|dis-moi|récite] les mois de l'année.
les mois de l'année ?
peux-tu citer les mois de l'année ?
connais-tu les mois de l'année ?
quels sont les douze mois de l'année ?
c'est quoi les mois de l'année ?
liste les mois de l'année.
tu connais les mois de l'année ?
~pourrais-tu me donner tous les mois de l'année ?
~je voudrais la liste des mois de l'année.
@spell
comment [s'écrit|écrit-on|on écrit|écris-tu] {n} en [lettres|toutes lettres] ?
comment s'écrit {n} ?
comment écrire {n} en lettres ?
comment écrit-on {n} ?
comment j'écris {n} en lettres ?
comment se dit {n} ?
comment dit-on {n} ?
{n} en lettres
{n} en lettres ?
{n} en toutes lettres ?
{n} en mots ?
écris {n} en [lettres|toutes lettres].
écris le nombre {n}.
écris le nombre {n} en lettres.
écrivez {n} en lettres.
mets {n} en lettres.
peux-tu écrire {n} en lettres ?
tu peux écrire {n} en lettres ?
c'est quoi {n} en lettres ?
épelle {n}.
épelle le nombre {n}.
donne-moi {n} en lettres.
dis-moi comment s'écrit {n}.
sais-tu écrire {n} en lettres ?
quelle est l'orthographe de {n} ?
transforme {n} en lettres.
convertis {n} en lettres.
~comment s'écrit le nombre {n} en toutes lettres ?
~je voudrais {n} écrit en lettres.
~dis-moi comment on écrit {n} en lettres.
~{n} s'écrit comment ?
~peux-tu me dire comment s'écrit {n} ?
~écris-moi {n} en toutes lettres.
@unspell
comment [s'écrit|écrit-on|on écrit|écris-tu] {s} en chiffres ?
comment écrire {s} en chiffres ?
{s} en chiffres
{s} en chiffres ?
écris {s} en chiffres.
écris {s} avec des chiffres.
écrivez {s} en chiffres.
écris le nombre {s} en chiffres.
mets {s} en chiffres.
quel nombre est {s} ?
quel est le nombre {s} en chiffres ?
c'est quoi {s} en chiffres ?
peux-tu écrire {s} en chiffres ?
tu peux écrire {s} en chiffres ?
donne-moi {s} en chiffres.
donne les chiffres de {s}.
dis-moi comment s'écrit {s} en chiffres.
sais-tu écrire {s} en chiffres ?
transforme {s} en chiffres.
convertis {s} en chiffres.
traduis {s} en chiffres.
~comment s'écrit le nombre {s} en chiffres ?
~je voudrais {s} écrit en chiffres.
~dis-moi comment on écrit {s} en chiffres.
~{s}, ça s'écrit comment en chiffres ?
~écris-moi {s} en chiffres.
~quels sont les chiffres de {s} ?
@who
est-ce que tu as un nom ?
est-ce que je parle à [une machine|un humain|un robot] ?
est-ce que je peux connaître ton nom ?
on t'appelle comment ?
tu te nommes comment ?
donne-moi ton nom.
décris-toi.
je veux savoir qui tu es.
dis-moi quelque chose sur toi.
tu es vraiment [une machine|un programme|un robot] ?
quel est le nom de ce [modèle|programme|robot] ?
qui me répond ?
qui est là ?
à quoi est-ce que je parle ?
qui es-tu ?
tu es qui ?
qui êtes-vous ?
t'es qui ?
qu'es-tu ?
tu es quoi ?
comment t'appelles-tu ?
comment tu t'appelles ?
comment vous appelez-vous ?
quel est ton nom ?
c'est quoi ton nom ?
ton nom ?
quel est votre nom ?
as-tu un nom ?
dis-moi ton nom.
dis-moi qui tu es.
dis-moi ce que tu es.
présente-toi.
présentez-vous.
peux-tu te présenter ?
parle-moi de toi.
parle de toi.
quel modèle es-tu ?
quel genre de [modèle|programme|robot|machine] es-tu ?
c'est quoi, ça ?
c'est quoi ce [programme|modèle|truc] ?
à qui est-ce que je parle ?
à qui je parle ?
avec qui je parle ?
es-tu un [robot|modèle|programme|chatbot|ordinateur] ?
tu es un [robot|humain|programme|bot] ?
es-tu une [intelligence artificielle|IA|machine|personne] ?
tu es une [IA|machine|personne] ?
es-tu humain ?
es-tu réel ?
es-tu [ChatGPT|Claude|Gemini|Siri|Alexa] ?
tu es [ChatGPT|Siri|Claude] ?
mais qui es-tu, au juste ?
je ne te connais pas. Qui es-tu ?
comment dois-je t'appeler ?
~puis-je savoir qui tu es ?
~pourrais-tu te présenter ?
~peux-tu me dire qui tu es ?
~quel nom as-tu ?
~parle-moi un peu de toi.
~qui est-ce ?
~quelle sorte d'IA es-tu ?
~est-ce que tu es un robot ?
@maker
est-ce que quelqu'un t'a créé ?
qui t'a inventé ?
qui t'a appris à parler ?
quelle est ton origine ?
as-tu été créé par [Google|OpenAI|Apple|une entreprise] ?
qui est responsable de toi ?
dis-moi d'où tu viens.
parle-moi de tes créateurs.
qui a écrit ton programme ?
qui sont les gens derrière toi ?
qui t'a [créé|fait|fabriqué|construit|entraîné|programmé|développé] ?
qui vous a [créé|fait] ?
par qui as-tu été [créé|fait|entraîné] ?
qui est ton [créateur|auteur|développeur] ?
quel est ton créateur ?
d'où viens-tu ?
tu viens d'où ?
comment as-tu été [fait|entraîné|créé] ?
qui sont tes créateurs ?
quelle entreprise t'a créé ?
dis-moi qui t'a créé.
c'est qui ton créateur ?
sur quoi as-tu été entraîné ?
qui est derrière toi ?
~peux-tu me dire qui t'a créé ?
~sais-tu qui t'a fait ?
~qui est celui qui t'a construit ?
~quelles personnes t'ont fait ?
@private
est-ce que tu envoies ce que j'écris ?
est-ce que tu as besoin d'internet ?
est-ce que tu gardes mes messages ?
est-ce que tout reste sur mon appareil ?
est-ce confidentiel ?
tout reste ici ?
ce que j'écris reste-t-il privé ?
mes messages restent-ils sur mon appareil ?
vas-tu répéter ce que je dis ?
y a-t-il un serveur quelque part ?
tu fonctionnes sans réseau ?
as-tu accès à internet ?
qui reçoit mes messages ?
tu es installé sur mon [ordinateur|téléphone] ?
où tournes-tu ?
tu tournes où ?
où est-ce que tu tournes ?
tournes-tu sur mon [appareil|ordinateur|téléphone] ?
tu tournes sur [mon appareil|ma machine|un serveur] ?
as-tu besoin [d'internet|d'une connexion|d'un serveur] ?
tu as besoin [d'internet|d'une connexion] ?
utilises-tu internet ?
es-tu [en ligne|hors ligne|connecté] ?
tu marches sans internet ?
fonctionnes-tu [hors ligne|sans internet|sans connexion] ?
envoies-tu mes [données|messages] [quelque part|à quelqu'un|à un serveur] ?
tu envoies mes données ?
gardes-tu mes données ?
[vends|partages|conserves]-tu mes données ?
qui [peut lire|voit|lit] [ce que j'écris|mes messages] ?
où vont mes [données|messages] ?
mes données sont-elles [privées|en sécurité|envoyées] ?
est-ce que c'est privé ?
c'est privé ?
cette conversation est-elle privée ?
respectes-tu ma vie privée ?
et ma vie privée ?
m'espionnes-tu ?
tu m'écoutes ?
est-ce que quelque chose quitte mon [appareil|ordinateur] ?
te connectes-tu à internet ?
~est-ce que mes données quittent cet appareil ?
~mes messages sont-ils envoyés à un serveur ?
~peux-tu marcher sans connexion internet ?
~partages-tu ce que j'écris ?
~quelqu'un d'autre peut-il lire mes messages ?
~est-ce que tu tournes sur mon ordinateur ?
@size
est-ce que tu prends beaucoup de place ?
est-ce que tu es petit ?
quelle place prends-tu ?
tu es un petit modèle, non ?
es-tu plus petit que les autres modèles ?
ton modèle est-il gros ?
tiens-tu dans un téléphone ?
quelle est ta taille ?
quelle taille fais-tu ?
c'est quoi ta taille ?
combien de paramètres as-tu ?
tu as combien de paramètres ?
combien de mémoire [utilises-tu|te faut-il|prends-tu] ?
es-tu [grand|petit|gros|un grand modèle|un petit modèle] ?
tu es [grand|petit|gros] ?
combien pèses-tu ?
tu pèses combien ?
combien de mégaoctets fais-tu ?
dis-moi ta taille.
es-tu un grand modèle de langage ?
pourquoi es-tu si petit ?
~combien de paramètres y a-t-il en toi ?
~est-ce que tu es un gros modèle ?
~as-tu besoin de beaucoup de mémoire ?
~quel est ton poids ?
@languages
est-ce que tu comprends [l'anglais|l'espagnol|le français] ?
on peut parler [français|anglais|espagnol] ?
en quelle langue dois-je écrire ?
ne parles-tu que français ?
quelles langues parles-tu ?
tu parles quelles langues ?
quelles langues [connais-tu|comprends-tu|sais-tu] ?
parles-tu [français|anglais|espagnol|allemand|italien|chinois|d'autres langues] ?
tu parles [français|anglais|espagnol] ?
comprends-tu [le français|l'anglais|le japonais] ?
combien de langues parles-tu ?
puis-je te parler en [français|anglais] ?
dans quelle langue parles-tu ?
dis-moi quelles langues tu parles.
connais-tu [le français|l'espagnol|le latin|une autre langue] ?
~quelles sont les langues que tu parles ?
~dans quelles langues puis-je te parler ?
~est-ce que tu parles [français|allemand] ?
@silex
pourquoi le nom silex ?
que peut faire silex ?
dis-moi ce que fait silex.
le programme silex, c'est quoi ?
qu'est-ce que silex ?
c'est quoi silex ?
silex, c'est quoi ?
parle-moi de silex.
à quoi sert silex ?
que fait silex ?
connais-tu silex ?
explique silex.
silex est-il gratuit ?
qu'est-ce que le programme silex ?
~peux-tu me dire ce qu'est silex ?
~que sais-tu de silex ?
~qu'est-ce donc que silex ?
@help
est-ce que tu peux m'aider ?
explique ce que tu sais faire.
je ne sais pas quoi te demander.
que peut-on te demander ?
donne-moi un exemple.
quelles sont les choses que tu connais ?
liste ce que tu sais faire.
aide
aide !
aide-moi.
à l'aide !
que peux-tu faire ?
que sais-tu faire ?
qu'est-ce que tu [peux|sais] faire ?
tu sais faire quoi ?
tu peux faire quoi ?
que fais-tu ?
que sais-tu ?
que connais-tu ?
qu'est-ce que tu sais ?
que puis-je te demander ?
qu'est-ce que je peux te demander ?
que dois-je te demander ?
de quoi es-tu capable ?
en quoi es-tu bon ?
quelles sont tes [capacités|compétences] ?
comment peux-tu m'aider ?
en quoi peux-tu m'aider ?
peux-tu m'aider ?
tu peux m'aider ?
à quelles questions peux-tu répondre ?
quels sujets connais-tu ?
sur quels sujets puis-je t'interroger ?
dis-moi ce que tu sais faire.
montre-moi ce que tu sais faire.
que sais-tu faire d'autre ?
comment ça marche ?
comment t'utiliser ?
j'ai besoin d'aide.
je ne sais pas quoi demander.
donne-moi des exemples de questions.
de quoi peux-tu parler ?
à quoi sers-tu ?
tu sers à quoi ?
quel est ton but ?
que peux-tu me dire ?
que proposes-tu ?
~peux-tu me dire ce que tu sais faire ?
~quelles questions puis-je te poser ?
~quelles choses sais-tu faire ?
~j'aimerais savoir ce que tu peux faire.
~qu'est-ce que tu es capable de faire ?
~sur quoi puis-je te poser des questions ?
@greeting
bonsoir à toi !
bonjour, modèle.
bonjour tout le monde !
hé, salut !
un grand bonjour !
bonjour
bonjour !
bonjour à toi !
bonjour à tous !
salut
salut !
salut toi !
coucou
coucou !
bonsoir
bonsoir !
bien le bonjour !
bonjour, [silex|ami|modèle] !
salut, [silex|ami|modèle] !
enchanté !
bonjour, enchanté !
bonjour bonjour
salutations !
bonne journée à toi, bonjour !
bonjour, es-tu là ?
tu es là ?
il y a quelqu'un ?
hé
hé toi
ohé !
~salut salut !
~rebonjour !
~bonjour, ravi de te rencontrer !
~coucou toi !
@introduce
on me nomme {name}.
tout le monde me connaît comme {name}.
tu parles avec {name}.
{name}, c'est mon nom.
mon prénom est {name}.
ici {name}.
tu peux dire {name}.
[bonjour|salut], [je suis|je m'appelle|moi c'est] {name}.
je m'appelle {name}.
je suis {name}.
moi, c'est {name}.
je m'appelle {name}, et toi ?
mon nom est {name}.
appelle-moi {name}.
c'est moi, {name} !
~[bonjour|salut] toi, je m'appelle {name} !
~tu peux m'appeler {name}.
@mood
est-ce que tout va bien ?
tu es en forme ?
passes-tu une bonne journée ?
ça va, toi ?
comment se passe ta journée ?
comment vas-tu ?
comment allez-vous ?
comment ça va ?
ça va ?
ça va bien ?
tu vas bien ?
vas-tu bien ?
comment tu vas ?
comment te sens-tu ?
comment te portes-tu ?
quoi de neuf ?
la forme ?
bonjour, comment vas-tu ?
bonjour, ça va ?
salut, ça va ?
salut, comment vas-tu ?
comment vas-tu aujourd'hui ?
tout va bien ?
la vie est belle ?
~bonjour, comment allez-vous aujourd'hui ?
~est-ce que tu vas bien ?
~comment te sens-tu aujourd'hui ?
~est-ce que ça va ?
@thanks
merci, c'est parfait.
ça m'aide, merci.
c'est gentil, merci.
merci, tu es gentil.
super réponse, merci !
mille fois merci !
merci
merci !
merci beaucoup !
merci bien !
mille mercis !
grand merci !
un grand merci !
merci pour ton aide.
merci pour la réponse.
merci, c'est gentil.
super, merci !
parfait, merci !
d'accord, merci !
ok merci
je te remercie.
je vous remercie.
bien joué !
bravo !
super !
génial !
très bien.
bonne réponse !
tu es [gentil|génial|fort|doué|super].
je t'aime bien.
parfait !
formidable !
~merci de ton aide !
~merci infiniment !
~bravo, merci !
~c'était utile, merci.
~je te remercie beaucoup.
@bye
je te laisse.
il est temps de partir.
bonne nuit, dors bien !
je reviendrai, salut !
je file, à plus !
bon, je pars.
au revoir
au revoir !
salut, à bientôt !
à bientôt !
à plus !
à plus tard !
à demain !
à tout à l'heure !
bonne nuit !
bonne soirée !
bonne journée !
adieu !
je dois partir.
je m'en vais.
je dois y aller.
c'est tout pour aujourd'hui.
à la prochaine !
merci, au revoir !
ok, au revoir.
ciao !
~au revoir et merci !
~je dois y aller, au revoir.
~à très bientôt !
~allez, au revoir !
@ack
d'accord
d'accord.
ok.
oui
oui.
non
non.
bien.
bon.
bien sûr.
je vois.
compris.
j'ai compris.
entendu.
pas de problème.
oui, s'il te plaît.
non merci.
continue.
vas-y.
ça marche.
c'est bon.
~d'accord, je vois.
~oui, bien sûr.
~bon, d'accord.
@sorry
tu as tort.
cette réponse est [mauvaise|nulle].
tu n'es pas très malin.
quelle mauvaise réponse !
tu es trop [bête|lent].
je suis déçu.
tu es [bête|nul|mauvais|stupide|inutile|lent|ennuyeux].
t'es [nul|bête].
c'est [faux|nul|mauvais|incorrect].
ce n'est pas [vrai|juste|bon|correct].
non, c'est faux.
tu t'es trompé.
tu te trompes.
tu as fait une erreur.
je ne t'aime pas.
tu ne sais rien.
mauvaise réponse.
tu dis n'importe quoi.
je ne suis pas content de toi.
es-tu bête ?
~ta réponse est fausse.
~c'était une erreur.
~tu es vraiment nul.
~je crois que tu te trompes.
@story
raconte-moi une histoire.
raconte une histoire.
raconte-moi une [petite|courte|belle|jolie] histoire.
raconte-nous une histoire.
[peux-tu|tu peux] [me|nous] raconter une histoire ?
pouvez-vous me raconter une histoire ?
écris une histoire.
écris-moi une [petite|courte] histoire.
peux-tu écrire une histoire ?
je veux une histoire.
je voudrais une histoire.
je veux entendre une histoire.
une histoire, s'il te plaît !
une petite histoire !
une histoire !
histoire !
donne-moi une histoire.
connais-tu une histoire ?
connais-tu des histoires ?
invente une histoire.
lis-moi une histoire.
dis-moi une histoire.
une histoire pour dormir.
une autre histoire !
raconte-moi une autre histoire.
encore une histoire !
raconte-moi une histoire de [dragon|chat|chien|roi|princesse|pirate|ours|robot|sorcier|chevalier].
écris une histoire sur un [dragon|chat|chien|roi|robot|cheval|renard|oiseau].
~j'aimerais une [petite|courte] histoire.
~pourrais-tu me raconter une histoire ?
~tu peux m'écrire une petite histoire ?
~et si tu me racontais une histoire ?
~j'ai envie d'une histoire.
~veux-tu bien me raconter une histoire ?
~raconte un conte de [dragon|pirate|princesse].
@story_named
je voudrais une histoire avec {name}.
fais-moi une histoire sur {name}.
tu connais l'histoire de {name} ?
une histoire dont le héros est {name}.
le héros de l'histoire s'appelle {name}, raconte.
raconte-moi une histoire sur {name}.
raconte-moi l'histoire de {name}.
raconte une [petite|courte] histoire sur {name}.
raconte-moi une histoire avec {name}.
peux-tu me raconter une histoire sur {name} ?
écris une [petite|courte] histoire sur {name}.
écris-moi une histoire avec {name}.
je veux une histoire sur {name}.
une histoire sur {name}, s'il te plaît.
une histoire sur {name}
une histoire avec {name}
raconte une histoire avec {name} pour héros.
raconte-moi une histoire. Le héros s'appelle {name}.
raconte une histoire dont le héros s'appelle {name}.
donne-moi une histoire sur {name}.
invente une histoire sur {name}.
invente une histoire avec un héros nommé {name}.
l'histoire de {name}, s'il te plaît.
~pourrais-tu me raconter une histoire sur {name} ?
~j'aimerais entendre une histoire sur {name}.
~écris une histoire dont {name} est le héros.
~peux-tu inventer une histoire avec {name} ?
~j'ai envie d'une histoire sur {name}.
@name_reply
{name}
{name}.
{name} !
{name}, s'il te plaît.
le héros s'appelle {name}.
le héros est {name}.
le nom du héros est {name}.
[il|elle] s'appelle {name}.
son nom est {name}.
son nom, c'est {name}.
appelle-[le|la] {name}.
disons {name}.
dis {name}.
{name}, je crois.
c'est {name}.
je choisis {name}.
je m'appelle {name}.
pourquoi pas {name} ?
choisis.
choisis pour moi.
n'importe quel nom.
comme tu veux.
je ne sais pas, choisis.
le nom que tu veux.
~prends le nom que tu préfères.
~j'aimerais {name}.
~nomme-[le|la] {name}.
~on va l'appeler {name}.
~{name}, ce serait bien.
@and_capital
même question pour {c}.
pareil pour {c} ?
dis-moi pour {c}.
{c} aussi, merci.
et si je dis {c} ?
qu'en est-il pour {c} ?
et {dec} ?
et {c} ?
et pour {c} ?
et celle {dec} ?
et la capitale {dec} ?
et {enc} ?
ok, et {dec} ?
et alors, {dec} ?
et maintenant {c} ?
{c} ?
~et quelle est celle {dec} ?
~et quant à {c} ?
~puis {dec} ?
@and_reverse
même question pour {k}.
pareil pour {k} ?
dis-moi pour {k}.
{k} aussi, merci.
et si je dis {k} ?
qu'en est-il pour {k} ?
et {k} ?
et pour {k} ?
et le pays de {k} ?
ok, et {k} ?
~et qu'en est-il de {k} ?
~et maintenant {k} ?
@and_opposite
même question pour {w}.
pareil pour {w} ?
dis-moi pour {w}.
{w} aussi, merci.
et si je dis {w} ?
qu'en est-il pour {w} ?
et {dew} ?
et {w} ?
et pour {w} ?
et celui {dew} ?
et le contraire {dew} ?
{w} ?
~et quel est celui {dew} ?
~et maintenant {w} ?
@and_day
et après {d} ?
et qu'est-ce qui vient après {d} ?
et le jour après {d} ?
~et quel est celui après {d} ?
@and_month
et après {m} ?
et qu'est-ce qui vient après {m} ?
et le mois après {m} ?
~et quel est celui après {m} ?
@and_month_days
même question pour {m}.
pareil pour {m} ?
dis-moi pour {m}.
{m} aussi, merci.
et si je dis {m} ?
qu'en est-il pour {m} ?
et {m} ?
et en {m} ?
et pour {m} ?
et combien en {m} ?
~et maintenant {m} ?
@and_sum
pareil pour {a} + {b} ?
même question pour {a} plus {b}.
et {a} + {b} ?
et {a} plus {b} ?
et combien font {a} + {b} ?
maintenant {a} + {b}.
~et qu'en est-il de {a} plus {b} ?
@and_spell
même question pour {n}.
pareil pour {n} ?
dis-moi pour {n}.
{n} aussi, merci.
et si je dis {n} ?
qu'en est-il pour {n} ?
et {n} ?
et pour {n} ?
et le nombre {n} ?
~et maintenant {n} ?
"""

ANSWERS = {
    "capital": "La capitale {dec} est {k}.",
    "reverse": "{k} est la capitale {dec}.",
    "opposite": "Le contraire {dew} est {o}.",
    "next": "Après {d} vient {o}.",
    "before": "Avant {d} vient {o}.",
    "month_days": "Le mois {dem} a {n} jours.",
    "february": "Le mois de février a 28 jours, ou 29 les années bissextiles.",
    "month_nth": "Le {o} mois de l'année est {m}.",
    "week_days": "Une semaine a 7 jours.",
    "year_months": "Une année a 12 mois.",
    "year_days": "Une année a 365 jours, ou 366 si elle est bissextile.",
    "list_days": "Les jours de la semaine sont lundi, mardi, mercredi, jeudi, vendredi, samedi et "
    "dimanche.",
    "list_months": "Les mois sont janvier, février, mars, avril, mai, juin, juillet, août, "
    "septembre, octobre, novembre et décembre.",
    "spell": "{n} s'écrit {s}.",
    "unspell": "En chiffres, c'est {n}.",
    "who": "Je suis le modèle de démonstration de Silex, un tout petit programme qui tourne sur "
    "votre appareil.",
    "maker": "J'ai été fait par le projet Silex, et entraîné sur des phrases écrites pour moi.",
    "private": "Je tourne sur votre appareil, sans internet. "
    "Rien de ce que vous écrivez ne le quitte.",
    "size": "Je suis tout petit : mon modèle entier prend moins de 4 mégaoctets.",
    "languages": "Je parle un peu le français et un peu l'anglais, et rien d'autre.",
    "silex": "Silex est un programme libre qui fait tourner des modèles de langage sur votre appareil.",
    "help": "Je peux donner des capitales, faire de petits calculs, donner des contraires, les "
    "jours et les mois, écrire des nombres et raconter une petite histoire.",
    "greeting": "Bonjour ! Demandez-moi une capitale, un petit calcul, un contraire ou une histoire.",
    "introduce": "Bonjour, {name} ! Que puis-je faire pour vous ?",
    "mood": "Je vais bien, merci. Que puis-je faire pour vous ?",
    "thanks": "Avec plaisir !",
    "bye": "Au revoir ! À bientôt.",
    "ack": "Très bien. Que voulez-vous savoir ?",
    "sorry": "Je suis désolé. Je ne suis qu'un petit modèle de démonstration, et je peux me tromper.",
    "story": "Volontiers ! Comment s'appelle le héros ?",
    "unknown": "Je ne sais pas. Je ne suis qu'un petit modèle.",
    "too_big_sum": "Je ne sais pas. Je n'additionne et ne soustrais que des nombres jusqu'à 99.",
    "too_big_product": "Je ne sais pas. Je ne multiplie que des nombres jusqu'à 10.",
    "too_big_number": "Je ne sais pas. Je n'écris que les nombres jusqu'à 999.",
    "no_country": "Je ne sais pas. Ce n'est pas un pays que je connais.",
    "no_capital": "Je ne sais pas. Je ne connais aucun pays qui a cette capitale.",
    "no_opposite": "Je ne sais pas. Je n'ai pas de contraire pour ce mot.",
}

PREFIXES = [
    "s'il te plaît, ",
    "bonjour, ",
    "salut, ",
    "bonjour ! ",
    "ok, ",
    "alors, ",
    "bon, ",
    "dis, ",
    "dis-moi, ",
    "une question : ",
    "excuse-moi, ",
    "petite question : ",
    "hé, ",
    "euh, ",
]
SUFFIXES = [
    " s'il te plaît",
    ", s'il te plaît",
    " s'il vous plaît",
    " svp",
    " stp",
    " merci",
    ", merci",
]
THINGS = "pommes poires livres pièces œufs billes chats stylos cartes balles fleurs timbres gâteaux".split()
SYSTEM = [
    "Tu es un assistant utile.",
    "Tu es un assistant aimable.",
    "Sois bref.",
    "Tu es le modèle de démonstration de Silex.",
    "Réponds en phrases courtes.",
    "Tu es un gentil professeur.",
    "Sois poli et honnête.",
]

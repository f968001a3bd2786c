"""More French phrasings for training, in the notation of english_more.py and french.py."""

PHRASES = """
@capital
[quelle|qu'elle] ville est la capitale {dec} ?
[quelle est|c'est quoi] la ville capitale {dec} ?
{c}, [quelle est sa|sa] capitale ?
{c} [et sa capitale|sa capitale] ?
[nous allons|je vais|on voyage] dans la capitale {dec}, c'est [laquelle|quelle ville] ?
j'habite dans la capitale {dec}. [C'est quelle ville|Quelle ville est-ce] ?
{nu}. Capitale ?
la capitale {dec} s'appelle
où est la capitale {dec} ?
[écris|épelle] la capitale {dec}.
[c|c'est] [koi|quoi] la capitale {dec} ?
qu'est-ce que la capitale {dec} ?
la capitale {dec} [c'est quoi|c'est laquelle|porte quel nom|se nomme comment|s'appelle comment] ?
[quelle|laquelle] est la capitale {dec} ?
{enc}, la capitale [c'est|est] [quoi|laquelle] ?
@reverse
{k} est la capitale de [quelle nation|quel état|quelle contrée|quel endroit] ?
{k} [c'est|est] la capitale [d'où|de quel pays] ?
la ville de {k} est la capitale de quel pays ?
{k}, [de quel pays est-ce|c'est] la capitale ?
{k} capitale de quel pays ?
capitale {k}, [quel|le] pays ?
à quel pays appartient la capitale {k} ?
dans quel pays se trouve la capitale {k} ?
[je suis|j'habite] à {k}, [la|une] capitale. [C'est quel pays|Dans quel pays suis-je] ?
[cite|nomme|trouve] le pays qui a {k} [comme|pour] capitale.
[quel|c'est quel] pays qui a {k} [comme|pour] capitale ?
[quel|c'est quel] pays dont {k} est la capitale ?
[quel|lequel de] pays a comme capitale {k} ?
la capitale de quel pays est {k} ?
@sum
{a}+ {b}
{a} +{b}
{a} + {b} ?
{a}+{b} =?
{a} et {b} [font|ça fait|c'est|égale|donne|donnent] [combien|quoi|] ?
{a} [et|plus] {b} [ensemble|en tout|au total] ?
[additionne|ajoute|somme] {a} et {b}.
[additionne|somme] {a} {b}
mets ensemble {a} et {b}, [ça fait combien|combien ça fait] ?
[qu'est-ce que ça fait|combien ça donne|ça fait quoi|ça donne combien|que donne|combien donne|quoi font] {a} [+|plus] {b} ?
augmente {a} de {b}.
{a}, puis {b} de plus : combien ?
[on a|nous avons|il a|elle a] {a} {things}, et {b} de plus arrivent. Combien [en tout|maintenant] ?
j'ai [acheté|trouvé] {a} {things} puis {b} [autres|de plus]. Combien de {things} [ai-je|j'ai|en tout] ?
elle a {a} {things} et lui {b}, combien [ensemble|en tout|à deux] ?
il y a {a} {things} ici et {b} là-bas, combien [en tout|au total] ?
tu [sais|peux] [faire|calculer] {a} [+|plus] {b} ?
@difference
{a}- {b}
{a} -{b}
{a} - {b} ?
{a}-{b} =?
{a} moins {b} [font|ça fait|c'est|donne] [combien|quoi|] ?
[enlève|ôte|retire|soustrais] {b} [à|de] {a}.
[qu'est-ce que ça fait|combien ça donne|ça fait quoi|ça donne combien|que donne|combien donne] {a} [-|moins] {b} ?
de {a}, [ôte|enlève|retire] {b}.
diminue {a} de {b}.
si [on|je|tu] [retire|ôte|soustrait] {b} de {a}, [combien|que] reste-t-il ?
[il reste combien|combien reste-t-il|que reste-t-il] de {a} [après|sans] {b} ?
j'ai {a} {things} et j'en [perds|vends|donne|casse|prête] {b}. [Combien il en reste|Combien en reste-t-il|Il en reste combien|Combien m'en reste-t-il] ?
[on avait|nous avions|il avait|elle avait] {a} {things} et [on en a|il en a|elle en a] [perdu|vendu|mangé|donné] {b}, combien [en reste-t-il|il en reste|reste-t-il] ?
il y avait {a} {things}, {b} sont parties. Combien en reste-t-il ?
tu [sais|peux] [faire|calculer] {a} [-|moins] {b} ?
@product
{a}x {b}
{a} x{b}
{a} * {b} ?
{a} fois {b} [font|ça fait|c'est|donne] [combien|quoi|] ?
[qu'est-ce que ça fait|combien ça donne|ça fait quoi|ça donne combien|que donne|combien donne] {a} [x|fois|*] {b} ?
[multiplie] {a} {b}
{a} multiplié par {b} ?
{a} [sacs|paquets|rangées|groupes] de {b} {things} : combien de {things} [en tout|au total|] ?
il y a {a} [sacs|tables|rangées] avec {b} {things} chacun, combien de {things} ?
tu [sais|peux] [faire|calculer] {a} [x|fois] {b} ?
@opposite
{w} contraire
{w} contraire ?
antonyme {dew}
antonyme : {w}
contraire : {w}
opposé {dew}
pas {w} mais
[quel est|c'est quoi] l'[inverse|opposé|antonyme] {dew} ?
{w} et son contraire ?
{w} est [le contraire|l'opposé|l'inverse] de
{w} est [le contraire|l'opposé|l'inverse] de quoi ?
le mot contraire {dew} ?
[quel mot|qu'est-ce qui] [s'oppose à|est opposé à|est l'inverse de] {w} ?
[si|quand] ce n'est pas {w}, [c'est|c'est quoi] ?
je ne suis pas {w}, je suis
[c|cest] [koi|quoi] le contraire {dew} ?
@day_next
{d} et ensuite ?
après {d} ?
jour après {d}
aujourd'hui {d}, demain
[demain, si on est {d}|on est {d}, demain c'est] ?
[on est|nous sommes|c'est] {d}. [Et demain|Demain on sera quel jour|Demain] ?
[hier c'était {d}, on est quel jour|si hier était {d}, quel jour est-on] ?
[c'est quoi|quel est] [le jour d'après|le jour après|le jour suivant|le lendemain de] {d} ?
quel jour [commence|arrive|il y a] [après|quand finit] {d} ?
@day_before
avant {d} ?
jour avant {d}
aujourd'hui {d}, hier
[on est|nous sommes|c'est] {d}. [Et hier|Hier on était quel jour|Hier] ?
[si demain c'est {d}|demain on est {d}], [on est quel jour|quel jour est-on] ?
[c'est quoi|quel est] [le jour d'avant|le jour avant|le jour juste avant] {d} ?
{d} vient après quel jour ?
quel jour [arrive|il y a] avant {d} ?
@month_next
{m} et ensuite ?
après {m} ?
mois après {m}
ce mois-ci c'est {m}, le mois prochain
on est en {m}, [c'est quoi le mois prochain|le mois suivant c'est] ?
[c'est quoi|quel est] [le mois d'après|le mois après|le mois suivant|le mois qui vient après] {m} ?
quel mois [commence|arrive|il y a] après {m} ?
@month_before
avant {m} ?
mois avant {m}
ce mois-ci c'est {m}, le mois dernier
on est en {m}, [c'était quoi le mois dernier|le mois précédent c'est] ?
[c'est quoi|quel est] [le mois avant|le mois juste avant|le mois qui vient avant] {m} ?
{m} suit quel mois ?
quel mois [finit|arrive|il y a] avant {m} ?
@month_days
{m} : combien de jours ?
{m}, combien de jours ?
[on a|nous avons|on compte] combien de jours en {m} ?
combien [on compte|avons-nous|a-t-on] de jours en {m} ?
[quelle est la durée|c'est quoi la durée] du mois de {m} ?
{m} [est un mois de|dure|fait] 30 ou 31 jours ?
30 ou 31 jours en {m} ?
{m} [dure|fait|a|possède] combien de jours ?
[le mois de|] {m} [fait|dure] combien de jours ?
ya combien de jours en {m}
@month_nth
{o} mois
{o} mois de l'année ?
quel mois [vient en|est le] {o} [dans l'année|de l'année] ?
[quel est le nom|c'est quoi le nom] du {o} mois ?
le {o} mois [s'appelle comment|porte quel nom|c'est quoi|est lequel] ?
parmi les douze mois, quel est le {o} ?
@week_days
[nombre de|combien de] jours [dans|par|en] [une|1] semaine
jours dans une semaine
combien de jours [par|en une|pour une] semaine ?
[on a|il y a|ya] combien de jours [par|dans une|dans la] semaine ?
une semaine, [c'est|ça dure|ça fait] combien de jours ?
@year_months
[nombre de|combien de] mois [dans|par|en] [une année|un an]
mois dans une année
combien de mois [par an|en une année|en un an] ?
[on a|il y a|ya] combien de mois [par an|dans une année|dans un an|dans l'année] ?
une année, [c'est|ça dure|ça fait] combien de mois ?
@year_days
[nombre de|combien de] jours [dans|par|en] [une année|un an]
jours dans une année
combien de jours [par an|en une année|en un an] ?
[on a|il y a|ya] combien de jours [par an|dans une année|dans un an|dans l'année] ?
une année, [c'est|ça dure|ça fait] combien de jours ?
@list_days
jours de la semaine
[tous|] les jours de la semaine [stp|]
[lundi, mardi, et après|lundi, mardi, et la suite] ? tous les jours stp
écris [tous|] les jours de la semaine.
de lundi à dimanche, quels sont les jours ?
[énumère|liste|nomme|apprends] les [sept|7|] jours de la semaine.
[c|cest] [koi|quoi] les jours de la semaine ?
@list_months
mois de l'année
[tous|] les mois de l'année [stp|]
[janvier, février, et après|janvier, février, et la suite] ? tous les mois stp
écris [tous|] les mois de l'année.
de janvier à décembre, quels sont les mois ?
[énumère|liste|nomme|apprends] les [douze|12|] mois de l'année.
[c|cest] [koi|quoi] les mois de l'année ?
@spell
{n} en [toutes|] lettres
{n} : lettres
[écris|note|mets|dis|exprime|traduis] [le nombre|] {n} [avec des lettres|en toutes lettres|en français|en mots|en lettres]
{n} avec des lettres
{n} en mots français ?
{n} en lettres sur un chèque
comment [écrire|j'écris|on écrit|faut-il écrire|s'écrit|doit-on écrire|tu écris] [le nombre|] {n} [en lettres|en toutes lettres|avec des lettres|en mots|] ?
[traduis|change|convertis|transforme|passe] {n} en [mots|lettres|toutes lettres]
de chiffres en lettres : {n}
[le nombre|] {n} [s'écrit|ça s'écrit|on l'écrit] comment [en lettres|en toutes lettres|] ?
@unspell
{s} : chiffres
{s} avec des chiffres
[écris|note|mets|dis|exprime|traduis|donne] [le nombre|] {s} [avec des chiffres|en chiffres|en nombre]
[traduis|change|transforme|passe|convertis] {s} en [chiffres|nombre|un nombre]
comment [écrire|j'écris|faut-il écrire|doit-on écrire|tu écris] [le nombre|] {s} [en chiffres|avec des chiffres] ?
quels chiffres pour {s} ?
de lettres en chiffres : {s}
{s}, [quel nombre est-ce|c'est combien en chiffres|ça fait combien en chiffres] ?
{s} [s'écrit|ça s'écrit] comment en chiffres ?
@who
[tu es|t'es|c'est|vous êtes] qui [toi|au fait|exactement|vraiment|donc|stp|] ?
[qui|ki] [es-tu|êtes-vous|es tu|etes vous] [donc|vraiment|exactement|toi|] ?
[et|mais|alors] [toi|vous], [qui es-tu|t'es qui|tu es qui|c'est quoi ton nom|tu t'appelles comment] ?
[tu t'appelles|vous vous appelez|t'appelles|on t'appelle|on vous appelle|tu te nommes] comment [toi|déjà|au fait|] ?
[quel est|c'est quoi|donne-moi|dis-moi|je veux savoir|je voudrais savoir|puis-je connaître|je peux savoir] [ton|votre] [nom|prénom|vrai nom|petit nom] [stp|déjà|au fait|] ?
[ton|votre] [nom|prénom] [stp|] ?
comment [tu t'appelles|vous vous appelez|t'appelles-tu|te nommes-tu|dois-je t'appeler|je dois t'appeler|on t'appelle|te nommer] [déjà|au fait|] ?
[as-tu|tu as|t'as|avez-vous|vous avez] un [nom|vrai nom|petit nom|prénom à toi] ?
[es-tu|tu es|t'es|êtes-vous|vous êtes|tu serais|est-ce que tu es|est-ce que vous êtes] [un|une sorte de|] [robot|humain|homme|bot|programme|chatbot|ordinateur|logiciel|être vivant|modèle de langage|réseau de neurones|fantôme|assistant] ?
[es-tu|tu es|t'es|êtes-vous|vous êtes|est-ce que tu es] [une|] [machine|femme|personne|fille|intelligence artificielle|IA|vraie personne|personne réelle] ?
[es-tu|tu es|t'es|tu serais pas|est-ce que tu es|c'est|c'est toi] [GPT|GPT-4|ChatGPT|Copilot|Gemini|Claude|Mistral|Siri|Alexa|Cortana|DeepSeek|Le Chat|Bard] ?
[je parle|on parle|je discute|j'écris] [à|avec] [qui|quoi|quel robot|quelle machine|quelle IA] [là|au juste|exactement|] ?
[à qui|avec qui|à quoi|avec quoi] [je parle|je discute|j'ai affaire|ai-je affaire|est-ce que je discute|suis-je en train de parler|j'écris] [là|au juste|] ?
[je parle|on parle] à [un humain|un robot|une machine|une personne|une IA|un programme] ?
[qui|qui est-ce qui] [est là|me répond|parle|est derrière l'écran|m'écrit|répond] ?
[humain|homme|personne] ou [machine|robot|ordinateur|programme] ?
[présente-toi|présentez-vous|décris-toi|décrivez-vous] [stp|s'il te plaît|en une phrase|vite|un peu|rapidement|].
[peux-tu|tu peux|pouvez-vous|pourriez-vous|tu veux bien] [te|vous] [décrire|présenter] [stp|] ?
[dis-moi|dites-moi|explique-moi|raconte-moi] [qui tu es|qui vous êtes|ce que tu es|ce que vous êtes] [stp|exactement|].
[je voudrais|je veux|j'aimerais] savoir [qui tu es|qui vous êtes|ce que tu es|à qui je parle].
[parle|dis]-moi [un peu plus de toi|de toi|quelque chose de toi|plus sur toi].
[parlez-moi|dites-moi quelque chose] de vous.
[tu es|t'es|c'est] [quoi|quoi toi|quoi comme IA|quoi comme robot|quel modèle|quel robot|quelle IA|quelle machine|quel programme|quel assistant|quel logiciel] [au juste|exactement|] ?
[quel|quelle] [modèle|IA|assistant|robot|logiciel|machine|programme] [es-tu|est-ce|êtes-vous] ?
[quel genre|quel type|quelle sorte|quelle espèce] [de modèle|de machine|de bot|de logiciel|de créature|d'être|d'intelligence|d'assistant] [es-tu|tu es|êtes-vous] ?
[c|cest] [ki|qui] ?
[t|t'es] [ki|qui] ?
[y a-t-il|il y a|ya] [un humain|quelqu'un|une personne] derrière [toi|ça|tout ça] ?
[qui|quoi] es-tu, [robot|humain|machine] ?
j'ai oublié ton nom
[comment se nomme|comment s'appelle|quel est le nom de] [cette IA|ce modèle|ce robot|ce bot|l'assistant] ?
quelle est ton identité ?
@maker
[qui|ki|qui est-ce qui] [t'a|t'as|vous a] [créé|fait|construit|conçu|inventé|écrit|programmé|développé|entraîné|codé|imaginé|mis au monde] [toi|au fait|] ?
[tu as|t'as|as-tu|vous avez|avez-vous] été [créé|fait|construit|conçu|inventé|programmé|développé|entraîné] [par qui|où|comment|par quelle entreprise|par une entreprise|par un humain] ?
[c'est qui|qui est|quel est|qui sont] [ton|votre|ton propre] [créateur|auteur|père|patron|inventeur|propriétaire|développeur|maître|concepteur] ?
[qui sont|c'est qui|parle-moi de|quels sont] [tes|vos] [créateurs|auteurs|parents|inventeurs|développeurs|concepteurs|propriétaires] ?
[quelle|c'est quelle] [entreprise|société|équipe|personne|boîte] [t'a|vous a|qui t'a] [créé|fait|conçu|développé|programmé|entraîné] ?
[est-ce que|c'est] [Google|OpenAI|Microsoft|Apple|Meta|Mistral|un Français|un étudiant] [t'a|qui t'a|qui vous a] [créé|conçu|programmé|développé] ?
[viens-tu|tu viens|tu sors|venez-vous] [de chez|de] [Google|OpenAI|Microsoft|Apple|Meta|Mistral] ?
[tu viens|venez-vous|vous venez|tu sors|tu es né|es-tu né|t'es né] [d'où|où] [toi|exactement|] ?
[d'où|de quel pays|de quelle entreprise] [viens-tu|tu viens|venez-vous|sors-tu] ?
[sur quoi|avec quoi|sur quelles données|avec quelles données|comment] [as-tu|tu as|avez-vous] été [entraîné|formé|nourri] ?
[comment|où] [as-tu appris|tu as appris|avez-vous appris] [à parler|tout ça|ce que tu sais|cela] ?
[à qui|pour qui] [appartiens-tu|tu appartiens|travailles-tu|tu travailles] ?
[dis-moi|je veux savoir|j'aimerais savoir] [qui t'a créé|qui t'a conçu|d'où tu viens|qui est ton créateur|qui t'a programmé].
quelle est [ton|votre] [origine|histoire|provenance] ?
ton créateur ?
@private
[tu envoies|envoies-tu|tu donnes|tu vends|tu partages|tu gardes|tu stockes|tu enregistres|tu sauvegardes|tu transmets|est-ce que tu envoies|est-ce que tu partages|vous envoyez] [mes|nos|les] [données|messages|questions|mots|textes|secrets|informations|infos] [à un serveur|quelque part|à quelqu'un|sur internet|ailleurs|] ?
[mes|nos] [données|messages|questions|textes|informations] [sont|sont-elles|sont-ils] [envoyés|partagés|gardés|stockés|enregistrés|vendus|transmis|protégés|en sécurité|privés] [quelque part|sur internet|sur un serveur|] ?
[est-ce|c'est|tout est|notre discussion est|ce que j'écris est] [privé|sûr|sécurisé|confidentiel|secret|local|hors ligne|protégé] [ici|avec toi|] ?
[est-ce que quelque chose|est-ce que ça|rien ne|est-ce que mon texte] [sort de|quitte|part de] [mon|cet] [ordinateur|téléphone|appareil|portable] ?
[qui|quelqu'un|est-ce que quelqu'un|est-ce qu'un humain|Google] [lit|peut lire|voit|peut voir|regarde|reçoit|sait] [ce que j'écris|ce que je tape|mes messages|mes questions|nos messages|ce que je dis] ?
[tu as|t'as|as-tu|vous avez|avez-vous|faut-il|il faut|j'ai|ai-je] besoin [d'internet|du réseau|du wifi|d'un serveur|d'une connexion|du web] ?
[faut-il|il faut|tu veux|tu utilises] [internet|le réseau|le wifi|un serveur|une connexion|un compte] ?
[tu|ça|est-ce que tu|est-ce que ça] [marches|marche|fonctionnes|fonctionne|tournes|tourne] [hors ligne|sans internet|sans wifi|en avion|en local|sans réseau|sur mon ordi|sur un serveur|dans le cloud] ?
[tu peux|peux-tu|pouvez-vous] [marcher|fonctionner|tourner|travailler] [hors ligne|sans internet|sans réseau|sans connexion|en local] ?
[es-tu|tu es|t'es|vous êtes|êtes-vous|est-ce que tu es] [connecté|relié|branché] [à internet|au web|à un serveur|au réseau|] ?
[es-tu|tu es|t'es|vous êtes|est-ce que tu es] [en local|en ligne|hors ligne|dans le cloud|sur internet|sur un serveur|sur mon appareil|sur cet ordinateur|dans ma machine] ?
[tu es|t'es|es-tu|tu tournes|tu vis|tu habites|où] [où|hébergé où|stocké où|es-tu stocké|es-tu hébergé|es-tu|habites-tu|vis-tu] [exactement|en ce moment|] ?
[où vont|où sont|où sont stockées|où sont envoyées|que fais-tu de|que deviennent|qui reçoit|qui garde] [mes données|nos messages|mes messages|mes informations|mes questions] ?
[tu m'espionnes|m'écoutes-tu|tu me surveilles|me surveilles-tu|tu me suis|es-tu un espion] ?
[sur quel|sur quelle] [serveur|machine|ordinateur|appareil] [tournes-tu|tu tournes|es-tu] ?
[parle-moi de|qu'en est-il de|et] [la confidentialité|ma vie privée|la sécurité|la protection des données] ?
[puis-je|je peux] te [confier un secret|faire confiance|dire des choses privées] ?
ce que [je tape|je dis|j'écris] [reste ici|reste secret|est envoyé|part sur internet|est gardé] ?
@size
[quelle est|c'est quoi|dis-moi|donne-moi] [ta|votre|la] [taille|taille en mégaoctets|taille du modèle|taille de ton modèle|taille exacte] ?
[tu pèses|tu fais|tu mesures|vous pesez|ça pèse|ton modèle pèse|ce modèle pèse|le modèle fait] [combien|combien de mégas|combien de Mo|combien de mémoire|quelle taille] ?
[combien|tu as combien|tu possèdes combien] de [paramètres|poids|neurones|octets|mégaoctets|Mo|couches] [as-tu|tu as|dans ton modèle|pour ton modèle|] ?
[combien de|quelle] [place|mémoire|RAM|espace] [prends-tu|tu prends|occupes-tu|tu occupes|te faut-il|il te faut|utilises-tu|tu utilises] [sur le disque|] ?
[tu prends|prends-tu|tu utilises|il te faut|tu manges] [beaucoup de|trop de|peu de] [mémoire|place|RAM|disque|espace] ?
[es-tu|tu es|t'es|est-ce que tu es|vous êtes] [un|] [gros|petit|grand|minuscule|énorme|tout petit|très gros|modèle léger|gros modèle|petit modèle] ?
[es-tu|tu es] [vraiment|très|si] [petit|gros|grand|léger|lourd] ?
ta taille [stp|] ?
ton poids ?
nombre de paramètres ?
[t|tu] [fais|prends] combien [de Mo|de place|de mémoire] ?
@languages
[quelles|combien de|c'est quoi les] langues [parles-tu|tu parles|vous parlez|parlez-vous|connais-tu|tu connais|tu comprends|comprends-tu|sais-tu|tu sais parler|peux-tu lire|tu gères] ?
[tu parles|tu connais|tu comprends|vous parlez|tu sais parler|tu gères] [quelle langue|quelles langues|combien de langues|plusieurs langues|d'autres langues|une autre langue|quoi comme langues] ?
[tu parles|parles-tu|tu connais|tu comprends|comprends-tu|vous parlez|parlez-vous|sais-tu parler|est-ce que tu parles|est-ce que tu comprends|tu sais] [anglais|l'anglais|français|le français|espagnol|allemand|l'allemand|italien|chinois|arabe|le portugais|russe|breton|ma langue] ?
[peux-tu|tu peux|on peut|je peux|puis-je|pouvons-nous|pouvez-vous] [parler|écrire|répondre|discuter|te parler|t'écrire|causer] [en|] [anglais|français|espagnol|allemand|italien|une autre langue] ?
[à part|en dehors de|sauf] [le français|l'anglais], tu parles quoi ?
[tu ne parles|ne parles-tu|vous parlez] [que|seulement] [français|anglais] ?
tes langues ?
[en|dans] quelle langue [parler|écrire|tu réponds|je t'écris|dois-je te parler|je dois écrire] ?
[es-tu|tu es|t'es] [bilingue|polyglotte|bon en langues|bon en anglais] ?
[le français|l'anglais|l'espagnol] [marche|est possible|tu connais|te va] ?
quelle est ta langue [maternelle|préférée pour parler|de base] ?
@silex
[c'est quoi|qu'est-ce que c'est|c koi|c quoi|qu'est-ce que|que veut dire|que signifie] [silex|le projet silex|le programme silex|ce silex|le logiciel silex|le moteur silex] ?
silex [c'est quoi|ça sert à quoi|ça fait quoi|kesako|ça veut dire quoi|qu'est-ce|définition] [au juste|exactement|] ?
[explique|explique-moi|décris|décris-moi|présente|présente-moi] [silex|ce qu'est silex|le projet silex|le programme silex].
silex ?
[à quoi|pour quoi] [sert|est fait] [silex|le projet silex|le programme silex] ?
[ça sert à quoi|ça fait quoi] silex ?
[comment marche|comment fonctionne] silex ?
[que|qu'est-ce qu'on] peut [faire|on faire] avec silex ?
[dis-moi|raconte-moi|parle-moi un peu de|parlez-moi de] [ce qu'est silex|silex|ce silex].
silex est-il [libre|un programme|une IA|un modèle|open source|une entreprise] ?
[je ne connais pas|jamais entendu parler de] silex. C'est quoi ?
@help
?
aide [stp|moi|moi stp|svp|s'il te plaît]
[aide-moi|aidez-moi|un coup de main|au secours|besoin d'aide|à l'aide|sos] [stp|svp|]
[peux-tu|tu peux|pouvez-vous|pourrais-tu] [m'aider|aider|me donner un coup de main] [stp|] ?
je suis perdu
[que|qu'est-ce que] [tu peux|tu sais|vous pouvez|tu connais|vous savez|tu proposes|tu offres] [faire|me dire|répondre|faire pour moi|m'apprendre|] [exactement|ici|au juste|] ?
[tu sais|tu peux|tu connais|vous savez|vous pouvez|t'es capable de] [faire quoi|quoi|me dire quoi|répondre à quoi|faire quoi d'autre|faire quoi pour moi] [au juste|exactement|toi|] ?
[que|quoi] [puis-je|peut-on|dois-je|faut-il|te] [te demander|t'écrire|te dire|faire ici|faire avec toi|taper|demander|écrire] ?
[qu'est-ce que|qu'est-ce qu'] [je peux|je dois|on peut] [te demander|t'écrire|te dire|faire ici|faire avec toi|taper|écrire] ?
[je peux|on peut|je dois] [te demander|te dire|t'écrire|faire] quoi [ici|avec toi|] ?
[quelles sont|c'est quoi|dis-moi|montre-moi|liste|explique-moi] [tes|vos] [fonctions|talents|possibilités|aptitudes|limites|options|compétences|commandes|points forts|spécialités|capacités] [stp|] ?
[quel est|c'est quoi] [ton|votre] [rôle|but|travail|métier|talent|utilité] ?
[comment|comment on] [je peux t'utiliser|t'utilise|on se sert de toi|tu fonctionnes|tu marches|faut faire|je fais|utiliser ce programme|te parler] ?
[donne|montre|propose|suggère]-moi [un exemple|des exemples|une idée|quelques idées|quelques questions|des idées de questions|quelque chose à demander] [stp|].
[un exemple|des exemples|des idées|une idée] [de question|de questions|stp|] ?
je [ne sais pas|sais pas|ne vois pas] [quoi|que] [te dire|dire|écrire|faire|demander ici|taper] [ici|].
[par où|comment] [commencer|je commence|on commence] ?
[dans quoi|en quoi|à quoi] [es-tu|tu es|êtes-vous|t'es] [fort|utile|bon|doué] ?
[quels|sur quels] [sujets|thèmes|domaines] [connais-tu|tu connais|peux-tu parler|maîtrises-tu|es-tu bon|tu réponds] ?
[à quelles|quelles] questions [peux-tu répondre|tu réponds|puis-je poser|je peux poser|sais-tu répondre|réponds-tu] ?
[tu réponds à|tu connais|tu traites] [quelles questions|quels thèmes|quels sujets|quoi comme questions] ?
[es-tu|tu es|t'es] [utile|bon à quelque chose|intelligent|capable de m'aider] ?
[quoi d'autre|et sinon, tu sais faire quoi|tu sais faire autre chose] ?
qu'y a-t-il au menu ?
pourquoi [t'utiliser|je t'utiliserais] ?
@greeting
[bonjour|salut|coucou|bonsoir|bjr|bsr|slt|cc|wesh wesh|salutations|holà] [toi|à toi|modèle|robot|silex|l'ami|tout le monde|mon ami|les amis|à vous|monsieur|madame|la machine|ordinateur|cher modèle|]
[bonjour|salut|coucou|bonsoir|rebonjour|salutations] [toi|à toi|robot|silex|l'ami|tout le monde|mon ami|à vous|encore|] !
[un grand|bien le|mon|un petit] [bonjour|bonsoir|salut|coucou] [à toi|à tous|silex|] !
[bonjour|salut|coucou] [bonjour|salut|coucou]
bonjourrr
saluuut
salutt
cc
bjr
bonjour, bonjour !
[il y a|ya|y a-t-il] quelqu'un [ici|là|] ?
[tu es|t'es|es-tu|vous êtes] là ?
[allô|allo|ohé] ?
[ravi|heureux|content|enchanté|enchantée] [de te rencontrer|de vous connaître|de te voir|] !
[bonjour|salut], [enchanté|ravi de te connaître|content de te voir]
[bonne|belle] journée qui commence, bonjour !
@introduce
[bonjour|salut|coucou|hello|bonsoir|slt|] [je suis|je m'appelle|moi c'est|mon nom est|mon nom c'est|mon prénom est|c'est|on m'appelle|appelle-moi|jm'appelle|jsuis|appelez-moi] {name} [!|.|]
[bonjour|salut|coucou] ! [je suis|je m'appelle|moi c'est|mon nom est] {name}, [et toi|qui es-tu|enchanté|comment vas-tu|ravi de te connaître|enchantée] ?
[je m'appelle|moi c'est|je suis] {name}, [étudiant|développeuse|votre utilisateur|professeur|je viens de loin|élève].
[mes amis m'appellent|tout le monde m'appelle|on me connaît sous le nom de|tu peux me nommer|vous pouvez m'appeler|tu parles à|je me nomme|je me prénomme|mon petit nom c'est] {name}.
{name}, [c'est moi|c'est mon prénom|pour te servir|enchanté].
un bonjour de {name}
bonjour modèle, ici {name}
@mood
[et|alors|] [comment|cmt] [tu vas|vas-tu|ça va|allez-vous|vous allez|te sens-tu|tu te sens|te portes-tu|vous portez-vous|va la vie] [aujourd'hui|ce matin|ce soir|toi|mon ami|en ce moment|bien|] ?
[ça|ca|sa] va [toi|bien|aujourd'hui|et toi|mieux|bien toi|ou quoi|mon ami|vous|] ?
[tu vas|vous allez|vas-tu|allez-vous|est-ce que tu vas|tout va] [bien|mieux|bien aujourd'hui|bien toi] ?
[bonjour|salut|coucou|hello|bonsoir|hey|slt|bjr] [ça va|comment vas-tu|comment ça va|comment allez-vous|tu vas bien|la forme|comment tu vas|quoi de neuf|ça va bien] [aujourd'hui|toi|] ?
[quoi|koi] de [neuf|beau] [aujourd'hui|chez toi|toi|] ?
[la|en|bonne|es-tu en|t'as la|tu as la|toujours la] [forme|pleine forme] [aujourd'hui|] ?
[je vais bien|ça va bien|moi ça va], [et toi|et vous] ?
[et toi|et vous], [ça va|comment ça va|comment vas-tu] ?
[tout|est-ce que tout] [roule|va bien|se passe bien|est ok] [chez toi|pour toi|] ?
[bien|tu as bien|as-tu bien] dormi ?
[ta|votre] journée [se passe bien|est bonne|va bien] ?
[es-tu|tu es|t'es] [bien|content aujourd'hui|de bonne humeur|en forme|fatigué aujourd'hui] ?
[passes-tu|tu passes] [une bonne|une belle] journée ?
@thanks
[merci|mrc|thx|merci beaucoup|merci bien|mille mercis|grand merci|un grand merci|merci mille fois|merci à toi|merci à vous|merci merci|merci encore] [pour ça|pour tout|pour ton aide|pour l'info|pour ta réponse|pour ton temps|mon ami|silex|encore|l'ami|beaucoup|c'est gentil|c'est cool|c'est bien|]
[merci|merci beaucoup|grand merci|merci bien] [pour tout|pour l'aide|pour ta réponse|mon ami|silex|encore|] !
[ok|super|génial|parfait|très bien|cool|nickel|excellent|top|d'accord|bien|oui|magnifique|formidable|impeccable], [merci|merci beaucoup|merci bien|merci à toi|je te remercie]
[super|génial|parfait|excellent|top|nickel|magnifique|formidable|impeccable|bravo|chapeau|trop bien|trop fort|incroyable|extra|merveilleux|chouette|sympa|bien vu] [!|la réponse|travail|]
[c'est|c'était|trop] [super|génial|parfait|très utile|gentil|bien|excellent|juste|correct|sympa|top|très bien|cool|exact|ça] [merci|de ta part|]
[ça|tu] [m'aide bien|m'as aidé|m'as bien aidé|m'as sauvé|me rend service|m'aides beaucoup]
[tu es|t'es|vous êtes] [génial|super|le meilleur|adorable|intelligent|malin|un génie|trop fort|très gentil|sympa|drôle|mignon|au top]
[j'aime|j'adore] [bien|ça|ta réponse|tes réponses|]
je [te|vous] [remercie|dis merci|suis reconnaissant] [beaucoup|infiniment|pour tout|de ton aide|]
[bonne|belle|jolie|excellente] réponse [merci|bravo|]
[bien joué|bien dit|bon travail|beau travail|félicitations|bravo à toi|c'est exact|bonne réponse]
@bye
[au revoir|adieu|ciao|bye|bye bye|tchao|salut, à plus|à plus|à bientôt|à la prochaine|à tout à l'heure|à demain|à plus tard|à toute|a+|++|à la revoyure] [silex|mon ami|l'ami|tout le monde|toi|alors|et merci|]
[au revoir|adieu|ciao|bye|à plus|à bientôt|à la prochaine|à demain] [silex|mon ami|toi|alors|] !
[bonne nuit|bonne soirée|bonne journée|bon week-end|bonne fin de journée|dors bien|bonne continuation|fais de beaux rêves] [silex|à toi|et au revoir|à demain|mon ami|à vous|]
[ok|bon|allez|bien|d'accord|voilà], [au revoir|à plus|bonne nuit|je te laisse|je m'en vais|je dois partir|à demain|c'est tout|ciao|salut à bientôt|à bientôt]
[je dois|il faut que j'aille|je vais|je veux|il est l'heure d'] [partir|aller dormir|y aller|te laisser|me coucher|manger, à plus|m'arrêter|rentrer]
[je pars|je m'en vais|je file|je te quitte|je vous laisse|je me sauve|j'y vais|j'ai fini|je m'arrête|je te dis au revoir] [maintenant|bye|à plus|]
[c'est|ce sera] [tout|tout pour moi|fini|bon pour aujourd'hui|tout pour ce soir] [merci au revoir|à plus|]
[stop|quitter|fin|fermer|terminer]
[ce fut un plaisir|c'était sympa], [à bientôt|au revoir|à la prochaine]
on se [revoit|reparle] [demain|bientôt|plus tard]
@ack
[ok|okay|dac|d'acc|d'accord|oui|ouais|ouaip|oui oui|non|nan|nope|bien|bon|bah|hm|hmm|ah|ah bon|oh|tiens|voilà|entendu|compris|noté|exact|certes|soit|parfaitement|ça va alors] [alors|ok|bien|]
[ok|d'accord|ah|oui|bon|non|hmm], [je vois|je comprends|j'ai compris|bien|très bien|compris|ça marche|c'est noté|bien sûr|intéressant|pas grave|pas de souci]
[je|ok je|ah je] [vois|comprends|sais|le sais|note|comprends mieux]
[ça marche|ça roule|pas de souci|pas grave|tant pis|c'est noté|c'est clair|c'est intéressant|intéressant|on continue|continuons|suivant|vas-y continue|pas vraiment|bien sûr que non|oui merci|non ça va|pas besoin|peut-être plus tard|pas maintenant|c'est bien|bonne idée|tout à fait|bien entendu|comme tu dis|sans problème]
@sorry
[tu|vous|t'as|tu as|je crois que tu|là tu] [te trompes|t'es trompé|as tort|dis faux|as faux|dis une bêtise|fais erreur|as fait une erreur|racontes n'importe quoi|mens|t'es planté]
[c'est|ta réponse est|la réponse est|cette réponse est|je crois que c'est|ça c'est|c'est complètement|c'est totalement] [faux|fausse|incorrect|nul|mauvais|une erreur|n'importe quoi|inexact|débile|mensonge|pas bon|pas ça|pas vrai|pas juste|raté]
[non|faux|erreur|raté|mensonge|menteur|nul] [!|!!|c'est pas ça|c'est faux|tu te trompes|pas ça|essaie encore|ce n'est pas bon|pas du tout]
[tu es|t'es|vous êtes] [si|très|trop|vraiment|assez|plutôt|] [bête|nul|stupide|mauvais|inutile|lent|idiot|bizarre|ennuyeux|limité|pénible|ignorant|méchant]
tu [ne sais|sais|ne comprends|comprends|ne connais] [rien|rien du tout|pas grand-chose]
je [ne t'aime pas|te déteste|ne suis pas content|suis déçu de toi|suis fâché|n'aime pas ta réponse|ne te crois pas|n'aime pas ça|suis en colère]
[c'est pas|ce n'est pas|c pas|cest pas] [ça|bon|vrai|juste|correct|la bonne réponse|ma question|ce que j'ai demandé|la réponse]
[es-tu|tu es|t'es|vous êtes] [sûr|certain|sûr de toi|sûr de ça|vraiment sûr|bête|nul] ?
[corrige|vérifie|recommence|revois] [ça|ta réponse|encore|]
[quelle|mais quelle] [réponse nulle|mauvaise réponse|erreur|bêtise]
[tu dis|tu racontes] [n'importe quoi|des bêtises|des mensonges|des choses fausses]
[il y a|ya] une [erreur|faute] [dans ta réponse|]
tais-toi
@story
[raconte|lis|écris|dis|invente|donne|fais|crée][-moi|-nous|] [une|encore une|une autre|une petite|une courte|une belle|une jolie|une nouvelle|une longue] histoire [stp|s'il te plaît|pour dormir|pour enfants|drôle|svp|pour les petits|]
[raconte|lis|écris|invente][-moi|-nous|] un [conte|petit conte|récit|conte de fées|joli conte] [stp|]
[peux-tu|tu peux|pouvez-vous|pourrais-tu|tu veux bien|veux-tu] [me|nous|] [raconter|écrire|inventer|lire|conter] [une histoire|une petite histoire|un conte|une courte histoire|une histoire pour dormir|une belle histoire|une autre histoire] [stp|] ?
[je veux|je voudrais|j'aimerais|on veut|on voudrait|nous voulons|il me faut] [entendre|lire|] [une histoire|une petite histoire|un conte|une belle histoire|une autre histoire|une histoire pour dormir] [stp|svp|maintenant|]
[histoire|une histoire|un conte|petite histoire|encore une|une histoire courte|l'histoire du soir] [stp|svp|!|maintenant|pour moi|]
[raconte|écris|invente|lis][-moi|] une histoire [de|sur un|avec un|d'un|sur le] [dragon|chat|chien|roi|prince|pirate|ours|robot|oiseau|chevalier|lapin|loup|renard|cheval|monstre|lion|fantôme|garçon|magicien|hérisson|petit bateau|vieux moulin]
[raconte|écris|invente|lis][-moi|] une histoire [de|sur une|avec une|d'une] [fille|sorcière|princesse|reine|fée|souris|grenouille|tortue|étoile|poule|abeille]
[raconte|écris|invente|lis][-moi|-nous|] un [conte|récit|petit conte] [de|sur un|avec un] [dragon|chat|roi|prince|chevalier|ours|robot|magicien|loup|renard]
[raconte|écris|invente|lis][-moi|-nous|] un [conte|récit] [de|sur une|avec une] [sorcière|princesse|fée|reine|souris]
une histoire [de|avec un] [dragon|chat|roi|loup|lapin|chevalier] stp
[connais-tu|tu connais|tu as|as-tu|t'as|sais-tu] [une|des|de jolies|une bonne] [histoire|histoires] [pour enfants|]?
[tu sais|sais-tu|peux-tu|tu peux] [raconter|écrire|inventer] [des histoires|une histoire|des contes] ?
j'[aime|adore] les histoires, [raconte|une stp|tu en connais]
[mon fils|ma fille|mon enfant|le bébé|mon petit frère] [veut|voudrait|demande] une [histoire|histoire pour dormir|petite histoire]
c'est l'heure de dormir, une histoire stp
et si on [lisait|inventait|écoutait] une histoire ?
@story_named
[raconte|lis|écris|dis|invente|donne|fais][-moi|-nous|] [une|une petite|une courte|une belle|une jolie|une autre] histoire [sur|avec|de|pour|à propos de|autour de|au sujet de] {name} [stp|s'il te plaît|svp|comme héros|dedans|!|]
[peux-tu|tu peux|pouvez-vous|pourrais-tu|tu veux bien] [me|nous|] [raconter|écrire|inventer|lire] une [histoire|petite histoire|courte histoire] [sur|avec|de|pour|à propos de] {name} [stp|] ?
[je veux|je voudrais|j'aimerais|on veut|il me faut] [entendre|lire|] une [histoire|petite histoire|histoire pour dormir] [sur|avec|de|où le héros est|dont le héros s'appelle|qui parle de] {name} [stp|]
[histoire|une histoire|un conte|petite histoire] [sur|avec|de|pour] {name} [stp|svp|!|]
une histoire [où|dans laquelle] {name} est [le héros|l'héroïne|le personnage principal|la vedette]
[le héros|l'héroïne|le personnage|l'enfant|mon héros] [est|s'appelle|se nomme] {name}, [raconte|raconte l'histoire|une histoire stp|écris l'histoire|invente une histoire]
[raconte|écris] une histoire. [Le héros|L'héroïne|Le personnage] [s'appelle|est|se nomme] {name}.
[mon fils|ma fille|mon ami|mon amie|mon chat|mon chien|mon frère|ma sœur|mon bébé] s'appelle {name}, [raconte une histoire avec ce héros|une histoire stp|raconte-lui une histoire|invente une histoire avec ce nom]
[je suis|je m'appelle|moi c'est] {name}, raconte une histoire [sur moi|avec moi|dont je suis le héros]
[c'est quoi|quelle est|raconte] l'histoire de {name} [stp|] ?
[connais-tu|tu connais] une histoire [sur|de|avec] {name} ?
histoire : {name}
il était une fois {name}
une histoire pour [mon fils|ma fille|mon ami|mon chat] {name}
un conte dont le héros est {name}
@name_reply
{name} [stp|svp|!|je crois|bien sûr|alors|évidemment|ce serait bien|c'est bien|c'est joli|ça me plaît|comme toujours|je pense|tiens|]
[le nom est|le nom c'est|le héros est|le héros s'appelle|le héros c'est|son nom est|son prénom est|son prénom c'est|il s'appelle|elle s'appelle|elle se nomme|il se nomme|c'est|ce sera|ça sera|ce serait|l'héroïne s'appelle|l'héroïne est|le personnage s'appelle|mon héros s'appelle|on va dire|on dit|on l'appelle|on l'appellera|appelons-le|appelons-la|prenons|prends|mets|je prends|je veux|je dirais|je préfère|je voudrais|je propose|j'aime bien|pourquoi pas|peut-être|nommons-le|nomme-le|nomme-la|appelle-le|appelle-la|utilise|essaie|avec|va pour|cette fois|le héros sera|il s'appellera|elle s'appellera] {name} [stp|!|.|]
[euh|hmm|ben|bah|ok|oh|oui|alors|bon], [disons|peut-être|appelle-le|appelle-la|c'est|il s'appelle|elle s'appelle|le nom est|] {name}
[un|une] [garçon|fille|chat|chien|robot|dragon|princesse|enfant] [appelé|nommée|du nom de|qui s'appelle] {name}
[comme moi|le même nom que moi] : {name}
« {name} »
[choisis|à toi de choisir|toi choisis|n'importe|n'importe lequel|peu importe|ce que tu veux|comme tu préfères|je m'en fiche|je sais pas|aucune idée|tu choisis|tu peux choisir|surprends-moi|décide|décide pour moi|au hasard|je n'ai pas d'idée|choisis toi-même]
[choisis|trouve|invente|mets|donne|prends|pense à] [un nom|n'importe quel nom|un prénom|celui] [pour moi|pour lui|pour elle|qui te plaît|que tu aimes|au hasard|toi-même|de ton choix|]
[mets|choisis|utilise|garde|trouve] le nom [qui te plaît|que tu aimes|de ton choix]
@and_capital
[et|alors|maintenant|puis|ok|donc|aussi|ou|ensuite|du coup] [pour|avec|] {c} [stp|alors|maintenant|aussi|?|]
[et|ok et|donc] [celle|la capitale] {dec} [stp|alors|maintenant|c'est quoi|?|]
[et|ok et|maintenant] {enc} [stp|alors|?|]
[et|maintenant|puis] [fais|donne|essaie|dis-moi] [celle {dec}|pour {c}]
[c'est quoi|quelle est|et c'est quoi|ça donne quoi] [pour {c}|celle {dec}] ?
[la même chose|la même|idem|pareil|même chose] [pour|avec] {c}
[qu'en est-il|que dire|quid] {dec} ?
tu [sais|connais] [pour {c}|celle {dec}] ?
et si c'est {c} ?
{c} [alors|stp|maintenant] ?
et {dec} ?
@and_reverse
[et|alors|maintenant|puis|ok|donc|aussi|ou|ensuite|du coup] [pour|avec|] {k} [stp|alors|maintenant|aussi|?|]
[la même chose|la même|idem|pareil|même chose] [pour|avec] {k}
[et|maintenant|puis] [fais|essaie|dis-moi pour] {k}
[qu'en est-il|que dire|quid] de {k} ?
tu sais pour {k} ?
et {k} c'est [où|quel pays|la capitale de quoi|la capitale de quel pays] ?
et si c'est {k} ?
{k} ?
@and_opposite
[et|alors|maintenant|puis|ok|donc|aussi|ou|ensuite|du coup] [pour|avec|] {w} [stp|alors|maintenant|aussi|?|]
[et|ok et|donc] [celui|le contraire] {dew} [stp|alors|maintenant|c'est quoi|?|]
[la même chose|idem|pareil|même chose] [pour|avec] {w}
[et|maintenant|puis] [fais|donne|essaie|dis-moi] [celui {dew}|pour {w}]
[c'est quoi|quel est|et c'est quoi] [pour {w}|celui {dew}] ?
[qu'en est-il|quid] {dew} ?
et si c'est {w} ?
@and_day
[et|alors|maintenant|puis|ok|donc|ou|ensuite|qu'est-ce qui vient|et quel jour] après {d} [stp|alors|maintenant|?|]
[et|alors|maintenant|puis|ok|donc] [pour|] {d} [stp|alors|?|]
[la même chose|idem|pareil|même chose] [pour|avec] {d}
[qu'en est-il|quid] de {d} ?
@and_month
[et|alors|maintenant|puis|ok|donc|ou|ensuite|qu'est-ce qui vient|et quel mois] après {m} [stp|alors|maintenant|?|]
[et|alors|maintenant|puis|ok|donc] [pour|] {m} [stp|alors|?|]
[la même chose|idem|pareil|même chose] [pour|avec] {m}
@and_month_days
[et|alors|maintenant|puis|ok|donc|ou|ensuite] [pour|en|] {m} [stp|alors|maintenant|aussi|?|]
[la même chose|idem|pareil|même chose] [pour|avec] {m}
[combien|et combien] [en|pour] {m} ?
[et|maintenant] en {m} c'est combien ?
@and_sum
[et|alors|maintenant|puis|ok|donc|ou] [pour|] {a} [+|plus] {b} [stp|alors|maintenant|?|]
[la même chose|idem|pareil|même chose] [pour|avec] {a} [+|plus] {b}
[et|maintenant] [fais|calcule|ajoute] {a} [+|plus] {b}
et {a} [+|plus] {b} c'est [quoi|combien] ?
@and_spell
[et|alors|maintenant|puis|ok|donc|ou|ensuite] [pour|] {n} [stp|alors|maintenant|aussi|?|]
[la même chose|idem|pareil|même chose] [pour|avec] {n}
[et|maintenant] [fais|écris|essaie] {n}
et {n} [ça s'écrit comment|comment ça s'écrit] ?
"""

UNKNOWN = """
[combien pèse|quel poids a|combien mesure|combien vit|quel goût a] [le|mon|ce|ton] {noun} ?
[quand|où|à quelle date|comment|de quoi] [est né|est mort|a vécu|vivait|est morte] {person} ?
[as-tu|tu as|avez-vous|est-ce que tu as] [déjà|jamais|] [vu|mangé|lu|essayé|rencontré|visité|entendu|connu|acheté] [un|le|mon|ce] [{noun}|{noun} {adj}] ?
[as-tu|tu as|t'as|est-ce que tu as] [un copain|une femme|une sœur|un frère|un chat|de l'argent|un travail|un passe-temps|une voiture|un anniversaire|un {noun}|des jambes|des yeux|un cerveau|une mère] ?
[tu penses quoi|que dis-tu|tu dis quoi|quelle est ton idée] [du {noun}|de ce {noun}|de mon {noun}|du {noun} {adj}] ?
[écris|fais|crée|code|programme|donne-moi] [une fonction|un programme|une classe|un script|une boucle|une méthode] [qui|pour] [trie|compte les mots|additionne deux nombres|lire un fichier|affiche bonjour|{verb} un {noun}|trouve le maximum]
[c'est quoi|quel est] le [mot|nom|terme] [allemand|italien|latin|russe|chinois] pour {noun} ?
mon [{noun}|ami|chien|fils|père|patron] [veut|aime|doit|sait|adore] {verb} [un {noun}|]
[je crois|je pense|j'espère|je sais|on dit] que [le|mon|ton] {noun} [est {adj}|sait {verb}|veut {verb}]
[raconte|dis|fais|donne][-moi|-nous|] [une|une autre|encore une] [blague|devinette|blague drôle|charade|anecdote|énigme|citation]
[tu connais|connais-tu|tu as|raconte-nous|peux-tu raconter|tu peux raconter|tu sais raconter] [une|des] [blague|blagues|devinette|devinettes|charade] ?
[écris|compose|fais|invente|récite|rédige|donne][-moi|] [un|une] [poème|haïku|chanson|rap|lettre|discours|article|roman|sonnet|mail|livre|rédaction|résumé|comptine|carte de vœux|slogan|invitation|dissertation|lettre de motivation|texte] [stp|]
[peux-tu|tu peux|pourrais-tu|pouvez-vous] [m'|]écrire [un|une] [poème|chanson|lettre|discours|mail|article|livre|programme] [sur|pour|à propos de] [l'amour|la mer|mon {noun}|le {noun}|le printemps|{name}|ma mère|la paix|mon travail] ?
[il fait|il fera|il va faire|fait-il] [beau|chaud|froid|quel temps|combien de degrés] [aujourd'hui|demain|dehors|à {place}|ce soir|] ?
[c'est quoi|quelle est|donne-moi|dis-moi|tu connais] la [météo|température|météo de demain|date|date du jour|météo à {place}] [aujourd'hui|] ?
[va-t-il|il va|est-ce qu'il va] [pleuvoir|neiger|faire beau|faire froid|grêler] [aujourd'hui|demain|à {place}|] ?
[il est|c'est|on est|nous sommes] [quelle heure|quel jour aujourd'hui|quelle date|quelle année|quel mois en ce moment|quelle saison] [maintenant|à {place}|] ?
[tu as|t'as|donne-moi|tu connais] l'heure [stp|] ?
[qui|c'est qui qui|sais-tu qui] a [gagné|remporté|perdu] [la coupe du monde|l'élection|le match|la finale|le tour de france|la guerre|les élections|l'euro|la course] [en {num}|hier|cette année|] ?
[qui est|c'est qui|connais-tu|sais-tu qui est] [le président|le roi|la reine|le premier ministre|le pape|le maire|le chef] [{dec}|de {place}|] ?
[qui est|qui était|c'est qui] [le premier|le meilleur|le plus riche|le plus vieux|le plus grand|le plus fort|le plus célèbre] [homme|président|roi|joueur|acteur|chanteur|écrivain] [du monde|{dec}|] ?
[qui|c'est qui qui] a [écrit|peint|composé|inventé|découvert|construit|réalisé|fondé|chanté] [le {noun}|ce livre|l'odyssée|le petit prince|germinal|facebook|la tour eiffel|les pyramides|l'électricité|le téléphone|cette chanson|l'avare] ?
[tu aimes|aimes-tu|tu veux|veux-tu|tu détestes|tu connais|tu manges|tu préfères|tu adores|vous aimez|est-ce que tu aimes] [le {noun}|les {noun}s|la musique|le sport|les livres|le foot|les enfants|{verb}|le fromage|mon {noun}] ?
[c'est quoi|quel est|quelle est] [ton|ta] [{noun}|couleur|plat|film|chanson|animal|livre|sport|groupe|musique] [préféré|préférée|favori] ?
[que|qu'est-ce que] [veux-tu|tu veux|tu manges|tu bois|tu aimes|tu ressens|tu penses|tu fais la nuit|tu portes|tu détestes] ?
[quelle est|c'est quoi] [la taille|la hauteur|le poids|la longueur|le prix|l'âge|la vitesse|la couleur] [du {noun}|de la tour|du soleil|de la lune|de la terre|de l'univers|d'un {noun}] ?
[le|la] [{noun}|tour|lune|terre|mer] [fait|mesure|pèse|coûte|a] combien [de mètres|d'années|] ?
[quel âge|combien d'années] [as-tu|a {person}|ai-je|a {name}|tu as] ?
pourquoi [le|les|mon|mes] {noun} [est|sont|a|ne veut pas] [{adj}|si {adj}|{verb}|là] ?
pourquoi [le ciel|la mer|la neige|l'herbe|la nuit] est [bleue|blanche|verte|noire|froide] ?
[explique|décris|résume|définis|apprends|enseigne][-moi|] [le {noun}|la gravité|la politique|le football|la mécanique quantique|l'évolution|l'histoire|les échecs|l'économie|la philosophie|la guerre|internet|la photosynthèse]
[explique|décris] [à un enfant|simplement|en mots simples|vite] [comment marche un {noun}|pourquoi il pleut|ce qu'est l'amour|le {noun}|la gravité|l'économie]
comment [je|on|tu|] [fais|fait|peut|dois] [{verb}|cuire|faire|réparer|construire|apprendre|dessiner|nettoyer|trouver|vendre] [un|le|mon|du] [{noun}|gâteau|riz|pain|site|argent|jeu|pull] ?
comment [faire|cuire|préparer|cuisiner] [un gâteau|du riz|des pâtes|des crêpes|une pizza|un {noun}|du pain|une tarte|un œuf] ?
[peux-tu|tu peux|pouvez-vous|pourrais-tu] [{verb}|ouvrir|fermer|appeler|commander|réserver|acheter|envoyer|trouver|jouer|allumer|éteindre|chercher|lire|dessiner|réparer] [un|le|mon|] [{noun}|taxi|mail|hôtel|film|fichier|dessin] ?
[ouvre|ferme|appelle|commande|réserve|achète|envoie|trouve|allume|éteins|cherche|arrête|montre|dessine|répare|efface|télécharge|installe] [un|le|mon|moi un|] [{noun}|taxi|mail|hôtel|film|fichier|jeu|chauffage|volet]
[joue|mets|lance] [de la musique|du jazz|une chanson|du rock|un film|la radio|un jeu|ma chanson]
[mets|règle|programme|lance] [un|une|le|l'] [alarme|minuteur|rappel|alerte] [pour|à|dans] [{num2} heures|{num2} minutes|demain|midi]
[traduis|dis] [« {noun} »|{noun}|bonsoir|merci|cette phrase|je t'aime|mon texte|« merci »] en [anglais|espagnol|allemand|italien|chinois|russe|japonais|latin|grec]
[comment|cmt] [dit-on|on dit|se dit|tu dis|dire] [{noun}|{verb}|{adj}|merci|oui|chien|je t'aime|maison] en [anglais|espagnol|allemand|italien|chinois|russe|japonais|latin|portugais] ?
[écris|donne|montre|fais|génère|crée][-moi|] [un|du|le] [code|programme|script|site|exemple de code] [python|java|C|rust|javascript|html|sql|bash] [pour un jeu|qui trie|qui affiche bonjour|pour un serveur|qui lit un fichier|]
[corrige|débogue|relis|explique|améliore|teste] [mon|ce|le] [code|programme|bug|script|texte]
[combien font|c'est quoi|calcule|combien fait|ça fait combien|] {num} [divisé par|modulo|puissance] {num2} ?
[c'est quoi|quelle est|calcule|donne] la [racine carrée|racine|moitié|racine cubique] de {num} ?
[c'est quoi|quel est|calcule|donne] le [carré|double|tiers|triple|cube|quart|logarithme|sinus] de {num} ?
combien font {num2} [pour cent|%] de {num} ?
[c'est quoi|quel est] le [sens|but|secret] [de la vie|de l'univers|de tout|du bonheur|de l'amour] ?
[y a-t-il|il y a|existe-t-il|est-ce qu'il y a] [un dieu|des {noun}s à {place}|un {noun} ici|de l'eau sur la lune|une vie après la mort|un {noun} {adj}] ?
[est-ce qu'un|un|le|mon|est-ce que le] [{noun}|chien|chat|oiseau|cheval|robot|enfant] [peut {verb}|sait {verb}|peut parler|aime {verb}|sait lire] ?
[que dois-je|je dois|je peux|que puis-je|on pourrait] [porter|manger|cuisiner|acheter|lire|regarder|visiter|faire|boire|lui offrir] [quoi|] [aujourd'hui|ce soir|demain|à {place}|] ?
[conseille|propose|recommande|suggère|trouve][-moi|-nous|] [un|] [film|livre|restaurant|jeu|vin|hôtel|cadeau|{noun}]
[quel|c'est quoi] [est le plus|le plus] [grand|petit|haut|long|vieux|rapide|profond|riche|fort] [pays|animal|fleuve|lac|océan|arbre|bâtiment|désert|oiseau|{noun}] [du monde|{dec}|] ?
[quelle|c'est quoi] [est la plus|la plus] [grande|petite|haute|longue|vieille|rapide|chaude|froide|proche] [ville|planète|montagne|île|étoile|tour|rivière] [du monde|{dec}|] ?
combien [de gens|d'habitants|de chats|d'étoiles|de langues|de pays|d'os|de dents|de pattes|de planètes|de {noun}s|de calories|d'océans|de roues|de personnes] [y a-t-il|il y a|dans le monde|a un {noun}|a le {noun}|à {place}|sur terre|{enc}] ?
quand [est|était|a eu lieu|commence|finit] [le|la|mon|] [prochain {noun}|noël|pâques|anniversaire|guerre|élection|vacances|première guerre mondiale|train|école|révolution] ?
[mon|notre|le|son] [{noun}|ordinateur|téléphone|chien|mari|patron|wifi|dos|pc] [est|a l'air] [cassé|{adj}|malade|en retard|mort|perdu|bloqué] [que faire|aide-moi|]
[j'aime|j'adore|je veux|je déteste|j'ai perdu|j'ai acheté|j'ai vu|j'ai besoin d'|j'ai mangé|j'ai] [un|le|mon|ce] [{noun}|{noun} {adj}|travail|chien]
[je suis|on est] [triste|amoureux|malade|affamé|seul|perdu à {place}|en colère|heureux|de {place}|en route pour {place}|au travail|un {noun}]
[tu|est-ce que tu] [me|] [vois|aimes|entends|connais|crois|détestes] [{name}|{person}|mon {noun}|les gens|les humains|moi] ?
[veux-tu|tu veux|tu peux|peux-tu] [m'épouser|te marier|tuer|m'embrasser|me suivre|remplacer les humains|sortir avec moi|être mon ami] ?
[qu'est-ce que|que] [j'ai dit|je t'ai dit|j'ai demandé|tu as dit|je viens de dire] [avant|hier|tout à l'heure|au début|juste avant|] ?
[répète|compte|épelle à l'envers|raccourcis|réécris|continue|complète|lis] [ça|le texte|après moi|jusqu'à dix|la phrase|ma phrase|la liste]
[résume|traduis|corrige|lis|analyse|réécris] [ce|le|mon] [texte|livre|document|mail|paragraphe|pdf|chapitre]
[combien|quel prix] [coûte|vaut|ça coûte|ça vaut] [le bitcoin|l'or|un {noun}|une maison|le {noun}|un billet pour {place}] [maintenant|aujourd'hui|] ?
[donne|dis|montre][-moi|] [les nouvelles|les paroles|ton numéro|de l'argent|la recette|ton adresse|une recette de {noun}|une photo|un conseil|le chemin de {place}|mon horoscope|le score|ton mot de passe|les infos]
[qui|quoi|où|quand|pourquoi|comment] [{verb}|{noun}|{adj}] {noun} ?
[est-ce que|] [{person}|{name}|mon {noun}|{place}] est [vivant|mort|bon|{adj}|gentil|célèbre|loin|marié] ?
[on|veux-tu|allons|si on] [joue|jouer|parle de {noun}s|danser|{verb}|jouait aux échecs|va à {place}] ?
[qui|c'est qui|qui est|connais-tu] [{person}|{name}] ?
[que penses-tu|tu penses quoi|ton avis|quel est ton avis] [de|sur] [{person}|les {noun}s|la politique|la religion|{c}|la guerre|le {noun}|la vie|moi] ?
[parle|raconte][-moi|] [de {person}|de la guerre|de {place}|du {noun}|de l'histoire|du football|des dinosaures|de l'espace|ta vie]
[quelle|quelles|quel] [monnaie|langue|religion|cuisine|rivières|parti] [utilise-t-on|parle-t-on|y a-t-il|on trouve|existe] {enc} ?
[où|dans quel continent|sur quel continent] [est|se trouve|se situe] [{c}|{place}|le {noun}|mon {noun}] ?
[dessine|peins|montre|génère][-moi|] [un|le] [{noun}|{noun} {adj}|chat|mouton|portrait de {person}]
[il faut|on peut|je veux] {verb} [le|un|mon] {noun} [maintenant|]
les {noun}s et les {noun2}s
[le|un|mon|ce] {noun} [de|sur|avec|et|pour|dans] [le|un|mon|] {noun2}
{noun} {adj}
{verb}
{verb} {noun}
{person}
{place} [météo|hôtels|carte|]
"""

NOUN_PHRASES = """
@capital
la capitale {dec}
la capitale {dec}
la ville capitale {dec}
le nom de la capitale {dec}
la capitale du pays {nu}
la ville qui est la capitale {dec}
@reverse
le pays dont la capitale est {k}
le pays qui a {k} pour capitale
le pays qui a pour capitale {k}
le pays dont {k} est la capitale
le nom du pays dont la capitale est {k}
le pays avec {k} comme capitale
@sum
{a} + {b}
{a} plus {b}
{a}+{b}
la somme de {a} et {b}
la somme de {a} et de {b}
le total de {a} et {b}
le résultat de {a} + {b}
le résultat de {a} plus {b}
l'addition de {a} et {b}
l'addition {a} + {b}
le calcul {a} + {b}
@difference
{a} - {b}
{a} moins {b}
{a}-{b}
la différence entre {a} et {b}
le résultat de {a} - {b}
le résultat de {a} moins {b}
la soustraction {a} - {b}
le calcul {a} - {b}
@product
{a} x {b}
{a} fois {b}
{a}*{b}
{a} × {b}
{a}x{b}
le produit de {a} par {b}
le résultat de {a} x {b}
le résultat de {a} fois {b}
{a} multiplié par {b}
la multiplication {a} x {b}
@opposite
le contraire {dew}
le contraire du mot {w}
le contraire de « {w} »
l'opposé {dew}
l'antonyme {dew}
un antonyme {dew}
l'inverse {dew}
le mot contraire {dew}
le mot qui veut dire le contraire {dew}
@day_next
le jour après {d}
le jour qui vient après {d}
le jour qui suit {d}
le lendemain de {d}
@day_before
le jour avant {d}
le jour qui vient avant {d}
le jour juste avant {d}
@month_next
le mois après {m}
le mois qui vient après {m}
le mois qui suit {m}
@month_before
le mois avant {m}
le mois qui vient avant {m}
le mois juste avant {m}
@month_days
le nombre de jours en {m}
le nombre de jours du mois de {m}
la durée de {m} en jours
@month_nth
le {o} mois
le {o} mois de l'année
le nom du {o} mois
@week_days
le nombre de jours dans une semaine
le nombre de jours par semaine
@year_months
le nombre de mois dans une année
le nombre de mois par an
@year_days
le nombre de jours dans une année
le nombre de jours par an
@list_days
les jours de la semaine
tous les jours de la semaine
les sept jours de la semaine
les noms des jours
la liste des jours
@list_months
les mois de l'année
tous les mois de l'année
les douze mois de l'année
les noms des mois
la liste des mois
@spell
{n} en lettres
{n} en toutes lettres
{n} en mots
le nombre {n} en lettres
l'écriture de {n} en lettres
l'orthographe de {n}
{n} écrit en lettres
@unspell
{s} en chiffres
{s} en nombre
le nombre {s} en chiffres
les chiffres de {s}
{s} écrit en chiffres
l'écriture de {s} en chiffres
@who
ton nom
votre nom
ton prénom
ton identité
@maker
ton créateur
votre créateur
le nom de ton créateur
ton origine
@size
ta taille
ton nombre de paramètres
la taille de ton modèle
votre taille
@languages
les langues que tu parles
tes langues
les langues que vous parlez
@silex
le programme silex
le sens du mot silex
le projet silex
@help
tes capacités
ce que tu sais faire
tes compétences
les questions que je peux poser
@story
une histoire
une petite histoire
une histoire pour dormir
une belle histoire
@story_named
une histoire sur {name}
une petite histoire sur {name}
une histoire avec {name}
l'histoire de {name}
une histoire dont le héros est {name}
@unknown
la population {dec}
la monnaie {dec}
le président {dec}
le roi {dec}
la plus grande ville {dec}
le drapeau {dec}
l'histoire {dec}
la superficie {dec}
la langue {dec}
le plat typique {dec}
le maire de {place}
la météo à {place}
l'heure à {place}
la route pour {place}
la distance entre {place} et {c}
le prix d'un {noun}
la couleur du {noun}
le nom de mon {noun}
le nom du {noun}
le sens du mot {noun}
la définition de {noun}
le pluriel de {noun}
un synonyme de {adj}
la traduction de {noun}
{noun} en anglais
{noun} en allemand
{verb} en italien
le meilleur {noun} de {place}
la recette du {noun}
l'inventeur du {noun}
l'auteur de ce {noun}
l'âge de {person}
l'anniversaire de {person}
la femme de {person}
la hauteur du {noun}
le poids d'un {noun}
la racine carrée de {num}
la moitié de {num}
le double de {num}
{num} divisé par {num2}
{num} en chiffres romains
{num} en binaire
{num} en chinois
le nombre de {noun}s {enc}
le nombre d'heures dans une journée
le nombre de minutes dans une heure
le prochain {noun}
le premier {noun} de l'année
l'année du {noun}
le {noun} après le {noun2}
le jour du {noun}
une blague
un poème
une chanson sur les {noun}s
les nouvelles
la date
l'heure
mon nom
mon âge
mon {noun}
le {noun} {adj}
un {noun} {adj}
"""

WRAPPERS = """
{np}
{np} ?
{np} [stp|svp|s'il te plaît|s'il vous plaît|merci]
[quel est|c'est quoi|quel serait|c'était quoi|cest quoi|c quoi|c koi|qu'est-ce que] {np} [déjà|exactement|au juste|] ?
{np}, c'est quoi [déjà|exactement|au juste|] ?
{np} c'est [quoi|quoi déjà|combien|lequel] ?
[dis|donne|montre|trouve|rappelle|indique|apprends]-[moi|nous] {np} [stp|].
[dites|donnez|indiquez|rappelez]-moi {np} [svp|].
[dis moi|donne moi|dit moi] {np}
[peux-tu|tu peux|pourrais-tu|tu pourrais|pouvez-vous|pourriez-vous|vous pouvez|tu saurais|sauriez-vous|est-ce que tu peux|est-ce que vous pouvez] [me|nous] [dire|donner|trouver|indiquer|rappeler] {np} [stp|svp|] ?
[puis-je|je peux|pourrais-je|est-ce que je peux|on peut] [avoir|savoir|connaître|demander] {np} [stp|] ?
[il me faut|j'ai besoin de savoir|je veux|je voudrais|j'aimerais|je demande|j'attends|je désire|je souhaite] {np} [stp|maintenant|pour l'école|pour un quiz|pour mes devoirs|pour un jeu|].
[je veux|je voudrais|j'aimerais|je dois|je souhaite|j'ai besoin de|on voudrait] [savoir|connaître|trouver|apprendre|avoir] {np}.
[je cherche|nous cherchons|on cherche|on me demande|on m'a demandé] {np} [stp|].
[j'ai oublié|je ne connais pas|je ne sais plus|je ne sais pas|je connais pas|je sais plus|je ne me souviens plus, c'est quoi|je ne trouve pas] {np} [tu peux m'aider|aide-moi|tu sais|].
[tu connais|connais-tu|tu sais|sais-tu|vous connaissez|connaissez-vous|savez-vous|est-ce que tu connais|est-ce que vous connaissez|t'as une idée pour|une idée pour] {np} [toi|] ?
[je me demande|je me demandais|je voulais savoir|je voulais demander] {np}.
[nomme|cite|devine|trouve|écris|réponds] {np}.
[réponds à ça|ma question|la question|question|quiz|exercice|devoir|test|une facile|la suivante|problème|petite question|interro] : {np}
[mon prof|mon fils|ma fille|mon ami|ma sœur|mon frère|mon patron|ma mère|mon père|quelqu'un|la maîtresse|ma femme] [veut|demande|cherche|m'a demandé|veut savoir|voudrait savoir] {np}.
[pour|c'est pour] [l'école|mes devoirs|un quiz|un jeu|le travail|un examen] : {np}
[aide-moi|aidez-moi|tu peux m'aider|peux-tu m'aider] [à trouver|avec|pour] {np} [stp|].
[et|maintenant|alors|donc], {np} ?
{np} est
{np}, [tu sais|tu connais|vas-y|stp|tu peux me le dire|si tu sais|vite|merci|dis-moi|tu t'en souviens] ?
[comment|où] [trouver|savoir|connaître] {np} ?
je suis curieux de [savoir|connaître] {np}.
[tu dois connaître|tu connais sûrement|j'espère que tu connais|tu sais bien] {np} [non|].
"""

OPENERS = (
    "bonjour |salut |bonjour, |salut, |bonjour ! |salut ! |coucou, |bonsoir, |hello, |hé, |hey |slt |"
    "bjr |ok |ok, |ok alors |alors |alors, |euh, |euh |heu |hmm, |bon, |bon |bon alors |dis, |dis |"
    "dis-moi, |dis moi |dites, |dites-moi, |une question : |petite question : |question : |"
    "autre question : |question suivante : |ma question : |j'ai une question : |je peux demander ? |"
    "maintenant, |maintenant |et maintenant : |super, |merci ! |cool, |stp |stp, |svp |s'il te plaît, |"
    "s'il vous plaît, |excuse-moi, |excusez-moi, |pardon, |désolé, |cher modèle, |écoute, |"
    "pour l'école : |je suis curieux, |vite ! |vite : |hé silex, |silex, |salut silex, |on essaie : |"
    "test : |mon ami demande : |mon fils demande : |la maîtresse demande : |oui, |non, |ah, |tiens, |"
    "d'accord, |première question : |dernière question : |yo |bonjour robot, |bonne journée, |"
    "en français : |question simple : |et |mais |au fait, |du coup, |et sinon, |sinon |rebonjour, |"
    "monsieur, |mon cher, |encore une : |je me demande : |maths : |tu sais quoi, |rapidement, |"
    "allez, |donc, "
).split("|")
CLOSERS = (
    " s'il te plaît|, s'il te plaît| s'il vous plaît|, s'il vous plaît| svp| stp|, stp| merci|"
    ", merci| merci d'avance|, merci beaucoup| maintenant| mon ami| pour moi| vite| si tu peux|"
    " si tu sais|, si tu le sais| tout de suite|, tu sais| (pour l'école)| pour mes devoirs|"
    ", c'est pour l'école| :)| ;)|!|!!|...| l'ami|, mon cher| encore| alors| exactement| mdr| lol|"
    ", j'ai oublié|, silex| au fait| déjà|, dis-moi|, tu peux me dire| ?!|, j'en ai besoin|, vite|"
    " aujourd'hui|. merci|. merci !|, quelqu'un sait| pour mon fils| en un mot| hein|, ok|"
    " je te prie|, je vous prie| toi| au juste| du coup| donc"
).split("|")
SHORTENED = {
    "c'est quoi": "c koi",
    "c'est": "cest",
    "quoi": "koi",
    "quel": "kel",
    "quelle est": "qu'elle est",
    "quelle": "quel",
    "s'il te plaît": "stp",
    "s'il vous plaît": "svp",
    "pour": "pr",
    "dans": "ds",
    "combien": "cb",
    "combien font": "combien fait",
    "qui": "ki",
    "comment": "cmt",
    "est-ce que": "esk",
    "qu'est-ce que": "kes",
    "je suis": "jsuis",
    "il y a": "ya",
    "y a-t-il": "y a t il",
    "tu es": "t'es",
    "tu as": "t'as",
    "avec": "ac",
    "bonjour": "bjr",
    "salut": "slt",
    "capitale": "capital",
    "contraire": "contrair",
    "pourquoi": "pk",
    "je ne": "je",
    "sais-tu": "tu sais",
    "connais-tu": "tu connais",
    "peux-tu": "tu peux",
    "raconte-moi": "raconte moi",
    "dis-moi": "dis moi",
    "donne-moi": "donne moi",
    "écris": "ecrit",
    "chiffres": "chiffre",
    "lettres": "lettre",
    "quelqu'un": "qqn",
    "toujours": "tjs",
    "beaucoup": "bcp",
}

NOUNS = (
    "guidon tiroir rideau coussin drap torchon grille-pain mixeur entonnoir tamis plateau vase cadre "
    "tapis-roulant trottoir carrefour feu-rouge panneau rond-point garage entrepôt atelier chantier "
    "bateau-mouche paquebot sous-marin planeur hélico traîneau luge ski patin trophée maillot "
    "sifflet arbitre gardien pirate astronaute facteur plombier menuisier maçon coiffeur boucher "
    "serveur chanteur acteur danseur clown jongleur juge notaire pompier policier berger pêcheur "
    "chasseur écureuil hérisson blaireau furet zèbre girafon panda koala perroquet paon autruche "
    "moustique scarabée escargot homard crabe saumon thon brocard haricot radis céleri persillade "
    "basilic poivron artichaut chou raifort pamplemousse ananas kiwi mangue-verte noyer sapin chêne "
    "bouleau saule tulipier muguet coquelicot lys tournesol cactus rocher caillou galet volet "
    "grenier cave sous-sol lavabo évier four frigo aimant boulon écrou tournevis perceuse rabot "
    "pinceau cahier trombone agrafe classeur enveloppe cachet dictionnaire roman récit conte thème "
    "accordéon hautbois banjo orgue concert opéra ballet tango valseur soupçon orgueil courage"
).split()
REGIONS = (
    "la Lombardie|la Saxe|la Thuringe|la Galice|l'Aragon|la Murcie|l'Ombrie|le Piémont|la Calabre|"
    "la Sardaigne|la Champagne|le Limousin|le Poitou|l'Anjou|la Touraine|le Béarn|le Nevada|le Kansas|"
    "l'Oregon|le Colorado|l'Arizona|la Géorgie du Sud|le Manitoba|l'Alberta|la Patagonie|le Tibet|"
    "le Cachemire|la Mandchourie|la Tasmanie|le Pendjab|Vénus|Saturne|Pluton|la planète Mars|"
    "la galaxie|l'Olympe|l'enfer|le paradis|la Comté|le Rohan|Asgard|Tatooine|Neverland|l'Arctique|"
    "le pôle Nord|la jungle|la forêt|mon village|ma rue|l'école|ma maison|la Perse antique|"
    "la Prusse|l'Empire ottoman|la Mésopotamie|Babylone|Sparte|le Jura|les Alpes|les Pyrénées|"
    "la Méditerranée|le Pacifique|l'Atlantique|la Scandinavie|les Balkans|le Maghreb|la Chlorophie|"
    "la Moldoravie|le Lukistan|le Bananistan|la Gloubiboulgie|le Ploukistan|la Transvoldavie"
).split("|")
CITIES = (
    "Dijon|Nîmes|Angers|Metz|Nancy|Tours|Limoges|Amiens|Perpignan|Besançon|Orléans|Rouen|Mulhouse|"
    "Caen|Avignon|Cannes|Biarritz|Calais|Lorient|Annecy|Gand|Liège|Namur|Lausanne|Bâle|Bilbao|"
    "Grenade|Cordoue|Malaga|Bologne|Vérone|Pise|Sienne|Düsseldorf|Stuttgart|Dresde|Nuremberg|"
    "Brême|Hanovre|Cracovie|Saint-Pétersbourg|Vladivostok|Tombouctou|Fès|Tanger|Oran|Durban|"
    "Le Cap|São Paulo|Medellin|Cuzco|Guayaquil|Atlanta|Phoenix|Portland|Memphis|Orlando|Calgary|"
    "Winnipeg|Brisbane|Perth|Nagoya|Hiroshima|Calcutta|Delhi-sur-Mer|Gotham City|Springfield"
).split("|")

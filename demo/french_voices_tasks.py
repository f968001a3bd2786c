"""Still more French phrasings of the tasks, as people of all kinds type them, and remarks that resemble
them but must be declined; the notation of french.py."""

PHRASES = """
@capital
dans [mon exposé|mon devoir] sur {c}, je dois citer la capitale, [c'est laquelle|tu l'as] ?
on m'interroge demain sur {c} et je n'ai pas retenu la capitale
quelle ville [abrite|accueille] le [gouvernement|parlement|siège du pouvoir] {dec} ?
{enc}, c'est dans quelle ville que siège le [gouvernement|parlement] ?
{c}, c'est bien beau, mais la capitale, [c'est quoi|c'est laquelle|tu la connais] ?
[petit|mini] quiz géo : {c} → ?, je parle de la capitale
ma petite-fille doit placer la capitale {dec} sur une carte, [laquelle est-ce|c'est quelle ville] ?
je remplis un tableau pays / capitale. Pour {c} [je mets quoi|qu'est-ce que j'écris|il faut mettre quoi] ?
pays : {c}, capitale : [...|à compléter|?]
pays = {c} ; capitale = ?
{c} -- [sa capitale|la capitale] ?
auriez-vous [l'amabilité|l'obligeance|la bonté] de m'indiquer la capitale {dec} ?
[pourriez-vous|voudriez-vous bien] m'éclairer sur la capitale {dec} ?
j'ai un doute [affreux|terrible|] sur la capitale {dec}
je confonds toujours, la capitale {dec} [c'est quelle ville|c'est laquelle] ?
je l'ai sur le bout de la langue : la capitale {dec} c'est...
[complète|termine] la phrase : la capitale {dec} est ...
la ville [principale au sens officiel|qui commande|où bat le cœur politique] {dec}, c'est-à-dire sa capitale ?
[à|pour] {c} [correspond|on associe] quelle capitale ?
[avec|à côté de] {c} dans l'atlas, on lit quelle capitale ?
quelle capitale [dois-je|il faut|je dois] [associer|relier] à {c} ?
[relie|associe] {c} à sa capitale
en géographie, [on nous a demandé|la prof a demandé] la capitale {dec}, j'ai séché
les ambassades {enc} sont dans la capitale, mais [elle s'appelle comment|laquelle] ?
[un ami|mon voisin|ma collègue] vient {dec}, de la capitale même. [C'est quelle ville|Ça s'appelle comment] ?
[je pars|on part|nous partons] bientôt {enc} et on atterrit dans la capitale, [laquelle donc|donc où ça|comment elle s'appelle] ?
capitale {dec}, [svp, je suis nul en géo|réponse courte|juste le nom|un seul nom]
juste le nom de la capitale {dec}, [rien d'autre|sans blabla|ça suffira]
et elle s'appelle comment la capitale, {enc} ?
[c'est quel nom|quel nom elle a], la capitale {dec} ?
si tu devais [nommer|citer] la capitale {dec}, [tu dirais quoi|ce serait laquelle] ?
qui peut me dire la capitale {dec} ? [toi peut-être|quelqu'un|toi] ?
[t'as|tu as|vous avez] la capitale {dec} [en tête|quelque part|sous la main] ?
mets-moi la capitale {dec} [ici|là|à la suite]
{c} [possède|a] forcément une capitale, [laquelle|comment s'appelle-t-elle] ?
capitale {dec} [inconnue de moi|oubliée], [merci de préciser|à l'aide|précise]
[moi|je] vouloir savoir capitale {dec}
[je vis|j'habite] {enc} [mais|et] mon fils me demande la capitale, [j'ai honte|je sèche|quelle est-elle]
[les villes|les capitales] c'est pas mon fort. Celle {dec} ?
parmi toutes les capitales, [laquelle est celle|quelle est celle|je cherche celle] {dec}
on dit que la capitale {dec} est magnifique, [quel est son nom|comment se nomme-t-elle] ?
j'écris une carte postale à la capitale {dec}, j'écris quel nom de ville ?
[quelle ville|laquelle] a le rang de capitale {enc} ?
[devinette|colle|question] pour toi : quelle ville est à la tête {dec} en tant que capitale ?
[apprends-nous|enseigne-moi] la capitale {dec}
[c'est où|où ça se trouve] le pouvoir central {dec}, dans quelle capitale ?
[info|renseignement] [demandé|recherché] : capitale {dec}
[saurais-tu|sauriez-vous] par hasard quelle ville est capitale {enc} ?
à Questions pour un champion ils ont demandé la capitale {dec}, [c'était quoi|la réponse c'était quoi|et alors, c'est quoi] ?
{c} : [nom de la capitale|indiquez la capitale|capitale à trouver|citez la capitale]
il me manque plus que la capitale {dec} [pour finir|dans ma grille|et j'ai terminé]
mots croisés, définition : « capitale {dec} »
pour obtenir un visa {enc} il faut aller dans la capitale, [c'est-à-dire|soit quelle ville] ?
@reverse
{k}, ça [gouverne|commande|dirige] quel pays ?
{k} : capitale, d'accord, mais de [quel pays|qui|quoi] ?
[je viens d'atterrir|me voilà arrivé|j'ai une escale] à {k}, la capitale de quel pays au fait ?
[mon avion va|mon mari part en mission] à {k}, cette capitale est celle de quel pays ?
quand on dit {k}, [on parle de la capitale de quel pays|c'est la capitale d'où] ?
[relie|associe] la capitale {k} à son pays
capitale = {k} ; pays = ?
capitale : {k}, pays : [...|à compléter|?]
{k} → quel pays [a cette capitale|en a fait sa capitale] ?
[quel pays|quel État] [s'est donné|a adopté|revendique|s'est choisi] {k} [comme|pour] capitale ?
[quel|c'est quel] pays, [déjà,|au juste,] dont {k} est la capitale ?
pour {k} comme capitale, [je mets quel pays|il faut écrire quel pays|on répond quel pays] ?
je remplis un tableau pays / capitale, j'ai {k} côté capitale, [et le pays|quel pays en face] ?
dans ma liste de capitales il y a {k}, [mais de quel pays est-ce|et je ne sais plus le pays]
le parlement [siège|se réunit] à {k}, la capitale : [dans quel pays sommes-nous|quel pays donc] ?
auriez-vous [l'amabilité|la gentillesse] de me dire de quel pays {k} est la capitale ?
[sauriez-vous|saurais-tu] à quel pays rattacher la capitale {k} ?
{k} est une capitale, ça je sais. [Le pays m'échappe|Le pays, par contre, aucune idée|Mais le pays]
j'hésite : {k}, c'est la capitale de quel pays [finalement|au final] ?
{k}, tu [situes|places] ça dans quel pays comme capitale ?
[ma correspondante|mon cousin|un collègue] habite {k}, la capitale. De quel pays donc ?
si je te dis la capitale {k}, [tu me réponds quel pays|quel pays te vient|tu dis quel pays] ?
on me donne une capitale, {k}, et je dois [trouver|donner|deviner] le pays
complète : {k} est la capitale de ...
[complète|finis] : « {k}, capitale de ... »
{k} est capitale, oui, mais capitale [d'où ça|de quelle contrée|de quel royaume ou république] ?
les habitants de quel pays ont {k} pour capitale ?
[quel drapeau|quel pays] correspond à la capitale {k}, je veux dire le nom du pays ?
à {k} siège le gouvernement [de quel pays|de quel État], puisque c'est la capitale ?
un pays a {k} pour capitale : [lequel|c'est lequel|dis lequel]
[lequel|quel pays] se cache derrière la capitale {k} ?
[mots croisés|mots fléchés] : pays de capitale {k}
le pays où la capitale s'appelle {k}, c'est [lequel|quoi] ?
[comment s'appelle|quel nom porte|comment se nomme] le pays dont {k} est la capitale ?
[j'ignore|je ne vois pas] quel pays a sa capitale à {k}
ça m'énerve, je retrouve plus le pays qui a {k} comme capitale
[la prof|le maître] a dit {k}, et moi j'ai pas su dire de quel pays c'était la capitale
[pays recherché|pays à trouver] : sa capitale est {k}
on joue aux capitales : {k} ! [à toi le pays|quel pays] ?
et {k}, c'est la capitale [des quoi|de quel endroit du monde|d'un pays, mais lequel] ?
pays ayant capitale {k}, [nom|lequel|réponse courte] ?
moi pas connaître pays avec capitale {k}, [c'est quoi|lequel]
[en|sur] quel territoire national {k} est-elle la capitale ?
remonte de la capitale au pays : {k}
{k} me dit quelque chose, une capitale il me semble... [de quel pays|mais de quel pays] ?
[le pays|l'État] [auquel appartient|à qui appartient] la capitale {k}, c'est [lequel|quoi] ?
quel est donc ce pays qui a installé sa capitale à {k} ?
l'ambassadeur est en poste à {k}, la capitale [de quel pays|d'où] ?
@sum
[mettons|disons] que j'aie {a} et que j'ajoute {b}, [j'arrive à combien|j'en suis à combien] ?
[tu me fais|fais-moi] {a} plus {b} [de tête|vite fait|sans calculette] ?
[calculette|calculatrice] : {a} + {b}
{a} et encore {b}, [on est à combien|on arrive à combien|total] ?
j'ai marqué {a} points puis {b}, [quel est mon score|mon total|ça me fait combien de points] ?
[au premier tour|à la mi-temps] {a} points, ensuite {b}, [score total|total des points] ?
[il y avait|on était] {a} dans le bus et {b} sont montés, [on est combien|combien de personnes maintenant] ?
{a} garçons et {b} filles dans la classe, combien d'élèves [en tout|au total|] ?
j'ai lu {a} pages hier et {b} aujourd'hui, [combien en tout|ça fait combien de pages]
une baguette et un gâteau : {a} euros et {b} euros, [ça fait combien|je dois combien|l'addition] ?
[additionnez|ajoutez] [donc|] {a} à {b} [je vous prie|svp]
[effectuez|faites] la somme de {a} et de {b}
auriez-vous la gentillesse d'additionner {a} et {b} ?
[somme|addition|sum]({a}, {b})
print({a} + {b})
{a} + {b} = [...|?|combien|x, que vaut x]
complète : {a} + {b} = ...
[la réponse à|le résultat de l'opération] {a} + {b} [?|s'il vous plaît]
{a} et {b}, [additionne-les|ajoute-les|fais-en la somme|fais la somme]
[prends|prenez] {a}, [rajoute|ajoutez] {b}, [ça donne|dis-moi combien|ça fait]
[pars|partons] de {a} et [avance|avançons] de {b}, [où arrive-t-on|on tombe sur quel nombre]
[quel nombre|combien] [obtient-on|trouve-t-on|tu trouves] [en ajoutant|si on additionne] {a} et {b} ?
mon fils trouve pas {a} + {b}, [tu peux l'aider|et toi|c'est combien]
ma maîtresse a écrit {a} + {b} au tableau, [je mets quoi|la réponse c'est quoi|ça fait combien] ?
[je bloque|je cale|je sèche] sur {a} + {b}
un {a}, un {b}, on additionne les deux, [ça donne|résultat] ?
{a} rajouté à {b} [ça fait|ça donne|donne] [combien|quoi] ?
{b} ajouté à {a}, [résultat|combien|ça fait quoi] ?
[cumul|total] de {a} et {b} [?|stp|svp]
faut que j'additionne {a} avec {b} [et j'ai la flemme|mais je suis nul en maths]
si à {a} j'[ajoute|additionne] {b} je [trouve|tombe sur] combien ?
[on rajoute|je rajoute] {b} à {a}, du coup [combien|ça fait combien] ?
vérifie : {a} + {b} = combien [exactement|au juste] ?
j'avais {a} ans il y a {b} ans, [quel âge ai-je|j'ai quel âge maintenant] ?
[maman|mamie|la voisine] a {a} ans, dans {b} ans elle aura quel âge ?
j'ai {a} euros [sur moi|en poche] et papi m'en donne {b}, [je suis riche de combien|j'ai combien]
{a} km ce matin, {b} km ce soir, [distance totale|combien de km en tout] ?
[il fait|il faisait] {a} degrés et ça monte de {b}, [on est à combien|combien de degrés] ?
{a} {things} dans un panier, {b} dans l'autre, [combien si je réunis tout|on réunit tout, combien] ?
ma sœur a {a} {things}, j'en ai {b}, [à nous deux|ensemble on en a combien] ?
on met {a} {things} sur la table, puis {b} encore, [compte le tout|il y en a combien]
[calcul mental|exercice de calcul] : {a} plus {b} ?
[moi|je] vouloir {a} plus {b}, combien ?
{a} + {b}, [j'ai un trou|j'ai oublié comment on fait|aide-moi|j'y arrive pas]
[additionner|ajouter] {a} et {b} [donne|produit] [quel résultat|quoi|combien] ?
[que vaut|à combien s'élève|à combien se monte] la somme {a} + {b} ?
[à combien s'élève|à combien se monte] le total de {a} et {b} ?
à eux deux, les nombres {a} et {b} font [combien|quoi] ?
{a}, j'ajoute {b}. [Je trouve|J'obtiens|Ça fait]
@difference
[mettons|disons] que j'aie {a} {things} et que j'en enlève {b}, [il m'en reste combien|j'en garde combien] ?
[tu me fais|fais-moi] {a} moins {b} [de tête|vite fait|sans calculette] ?
[calculette|calculatrice] : {a} - {b}
{a} dont on déduit {b}, [on est à combien|ça laisse combien] ?
il y avait {a} {things}, on en a enlevé {b}, [le reste|combien maintenant|ça fait combien] ?
parti avec {a} {things}, revenu avec {b} en moins, [j'en ai combien|il m'en reste combien]
[soustrayez|retranchez] [donc|] {b} de {a} [je vous prie|svp]
[effectuez|faites] la différence entre {a} et {b}
auriez-vous la gentillesse de soustraire {b} de {a} ?
[soustraction|difference|diff]({a}, {b})
print({a} - {b})
{a} - {b} = [...|?|combien|x, que vaut x]
complète : {a} - {b} = ...
[la réponse à|le résultat de l'opération] {a} - {b} [?|s'il vous plaît]
[prends|prenez] {a}, [enlève|ôtez] {b}, [ça donne|dis-moi combien|ça fait]
[pars|partons] de {a} et [recule|reculons] de {b}, [où arrive-t-on|on tombe sur quel nombre]
[quel nombre|combien] [obtient-on|trouve-t-on|tu trouves] [en ôtant|si on soustrait] {b} de {a} ?
mon fils trouve pas {a} - {b}, [tu peux l'aider|et toi|c'est combien]
ma maîtresse a écrit {a} - {b} au tableau, [je mets quoi|la réponse c'est quoi|ça fait combien] ?
[je bloque|je cale|je sèche] sur {a} - {b}
{b} enlevé à {a}, [résultat|combien|ça fait quoi] ?
{b} retranché de {a}, [résultat|combien|ça donne] ?
faut que je soustraie {b} de {a} [et j'ai la flemme|mais je suis nul en maths]
si à {a} j'[enlève|ôte] {b} je [trouve|tombe sur] combien ?
[on enlève|je retire] {b} de {a}, du coup [combien|ça fait combien] ?
vérifie : {a} - {b} = combien [exactement|au juste] ?
ma sœur a {a} {things} et moi {b}, elle en a combien de plus que moi ?
j'ai {b} {things} sur les {a} de la collection, [il m'en manque combien|combien me manquent encore] ?
il faut {a} {things} et on n'en a que {b}, [il en manque combien|combien faut-il en trouver encore] ?
[combien de plus|combien en plus] fait {a} que {b} ?
de combien {a} est-il plus [grand|élevé] que {b} ?
quel nombre ajouter à {b} pour [tomber sur|atteindre|trouver] {a} ?
combien faut-il encore à {b} pour [aller jusqu'à|faire] {a} ?
j'avais {a} {things}, la voisine m'en a pris {b}, [compte ce qui reste|il reste quoi]
sur mes {a} {things}, j'en offre {b}, [j'en garde combien|je repars avec combien]
la boîte contenait {a} {things}, [on en a sorti|on en a retiré] {b}, [combien dedans|il en reste combien dedans] ?
un sac de {a} {things} dont on jette {b}, [que reste-t-il dans le sac|combien restent]
[calcul mental|exercice de calcul] : {a} moins {b} ?
[moi|je] vouloir {a} moins {b}, combien ?
{a} - {b}, [j'ai un trou|j'ai oublié comment on fait|aide-moi|j'y arrive pas]
[soustraire|enlever] {b} de {a} [donne|laisse] [quel résultat|quoi|combien] ?
[que vaut|à combien s'élève] la différence {a} - {b} ?
{a}, j'ôte {b}. [Je trouve|J'obtiens|Reste]
{a}, je retire {b}, [il vient|il me reste|j'ai]
{a} et on en soustrait {b} : [combien|total|résultat] ?
qu'est-ce qui reste [quand|si] de {a} on [ôte|soustrait] {b} ?
le reste de la soustraction {a} - {b} [stp|svp|?]
combien [ça laisse|restera-t-il|il va rester], {a} moins {b} ?
{a} à quoi je soustrais {b}, [ça donne|ça fait|égale] ?
fais descendre {a} de {b}, [tu arrives à|combien]
@product
[tu me fais|fais-moi] {a} fois {b} [de tête|vite fait|sans calculette] ?
[calculette|calculatrice] : {a} [x|*] {b}
[multipliez|multiplie donc] {a} par {b} [je vous prie|svp]
[effectuez|faites] le produit de {a} par {b}
auriez-vous la gentillesse de multiplier {a} par {b} ?
print({a} * {b})
[produit|mul|multiplie]({a}, {b})
{a} x {b} = combien, [svp|vite|aide-moi]
complète : {a} x {b} = ...
complète la table : {a} fois {b} égale ...
[la réponse à|le résultat de l'opération] {a} x {b} [?|s'il vous plaît]
dans la table [de|des] {a}, [combien fait {a} fois {b}|que vaut {a} x {b}|à la ligne {b} il y a quoi] ?
table [de|des] {b} : {a} fois {b} ?
je récite mes tables, {a} fois {b} [ça fait|égale|donne] ?
je révise [la table|ma table] : {a} x {b} [?|je sais plus]
mon fils bute sur {a} fois {b}, [c'est combien|tu peux lui dire]
ma maîtresse a écrit {a} x {b} au tableau, [je mets quoi|la réponse c'est quoi]
[je bloque|je cale|je sèche] sur {a} fois {b}
[prends|prenez] {a}, [multiplie|multipliez] par {b}, [ça donne|dis-moi combien]
{a} répété {b} fois, [on additionne tout|ça fait combien au total] ?
si je [prends|compte|mets] {b} fois le nombre {a}, [j'arrive à combien|ça fait combien] ?
[quel nombre|combien] [obtient-on|trouve-t-on|tu trouves] en multipliant {a} par {b} ?
{a} et {b}, [multiplie-les|fais-en le produit|on les multiplie, ça fait quoi]
faut que je multiplie {a} par {b} [et j'ai la flemme|mais je suis nul en maths]
vérifie : {a} fois {b} = combien [exactement|au juste] ?
[calcul mental|exercice de calcul] : {a} fois {b} ?
[moi|je] vouloir {a} fois {b}, combien ?
{a} x {b}, [j'ai un trou|aide-moi|j'y arrive pas|j'oublie toujours]
[que vaut|à combien s'élève] le produit {a} x {b} ?
un rectangle de {a} sur {b}, [quelle est son aire|combien de carreaux|quelle surface] ?
une tablette de {a} rangées de {b} carrés, combien de carrés [en tout|au total] ?
{a} enfants reçoivent {b} {things} chacun, [combien en faut-il|il en faut combien en tout] ?
{a} étagères avec {b} {things} sur chacune, [combien en tout|ça fait combien]
chaque jour je gagne {a} points, au bout de {b} jours [j'en ai combien|combien de points]
un ticket coûte {a} euros, j'en prends {b}, [je paie combien|total|ça me coûte combien] ?
{b} places de cinéma à {a} euros, [combien je dois|ça fait combien en tout] ?
je travaille {a} heures par jour pendant {b} jours, [combien d'heures en tout|total des heures]
j'ai {a} boîtes, {b} {things} dans chaque boîte, [combien en tout|il y en a combien]
{a} paquets, {b} {things} par paquet, [total|combien au total] ?
à raison de {a} {things} par personne, pour {b} personnes, [combien en tout|il en faut combien] ?
{a} tables, {b} chaises par table, combien de chaises ?
{a} facteur {b}, [produit|je veux dire leur produit] ?
[multiplication|produit] de {a} [et|par] {b}, [réponse|résultat|svp]
[tu peux|peux-tu] me multiplier {a} et {b} [rapidement|vite fait|] ?
{a} par {b} [en multiplication|à multiplier], [résultat|combien] ?
quel résultat pour la multiplication de {a} avec {b} ?
[combien|quel total] si je fais {a} fois le chiffre {b} ?
[{a} fois {b}|{a} x {b}], [j'hésite|je doute], [c'est combien|ça fait combien]
@opposite
[dans un jeu|au jeu] des contraires on me dit {w}, [je réponds quoi|que répondre|il faut répondre quoi] ?
je dis {w}, [à toi de dire le contraire|toi tu dis l'inverse|et toi son contraire]
mon petit frère apprend les contraires, il bloque sur {w}
les contraires : après {w}, [je barre quoi|on met quel mot] ?
[relie|associe] {w} à son contraire
[colonne a : {w}|mot de gauche : {w}], [colonne b : son contraire|mot d'en face, le contraire] ?
{w} ≠ [...|?|quoi|quel mot]
{w} != [quel mot|son contraire] ?
{w} vs ?, je cherche le mot opposé
not {w} = [?|...|quel mot contraire]
opposite({w})
antonyme_de("{w}")
get_contraire("{w}")
comment [qualifier|appeler|désigner] ce qui n'est pas du tout {w} ?
[quel adjectif|quel terme|quel mot] [emploie-t-on|utilise-t-on|choisir] pour dire tout le contraire {dew} ?
[quand|lorsque] je veux dire l'inverse {dew}, [je dis quoi|quel mot j'emploie|je prends quel mot] ?
mon contraire à moi, si je suis le mot {w}, [c'est quoi|c'est lequel] ?
[quel mot|qui] est l'ennemi du mot {w}, [son contraire|je veux dire son antonyme] ?
à l'opposé {dew}, [on trouve|il y a|on a] quel mot ?
à l'inverse {dew} [on dit|on parle de|il y a] ...
par opposition à {w}, on dit [quoi|comment] ?
le mot {w} [s'oppose|est opposé] à [quel mot|quel autre mot|quoi] ?
le mot {w} a [quel contraire|quel antonyme|comme contraire quoi] ?
le mot {w}, [retourne-le|inverse son sens|mets-le au contraire]
[inverse|renverse|retourne] le sens du mot {w}
donne un mot dont le sens est [à l'opposé|l'inverse|contraire à celui] {dew}
[transforme|change|remplace] {w} [par|en] son contraire
[passe|mets-moi] {w} à la forme opposée, le mot contraire
[sans utiliser|sans dire] « pas {w} », [quel est le mot contraire|donne-moi le contraire]
au lieu de dire « pas {w} », [je pourrais dire quoi|on dit quoi|quel mot conviendrait] ?
[un autre mot|un seul mot] pour dire « pas {w} » ?
« pas {w} » en un seul mot, [ça donne quoi|c'est quoi|ce serait] ?
« pas {w} du tout » [se dit comment|ça se dit comment] en un mot ?
[pas|non] {w}, donc [quoi|comment|...]
complète : le contraire {dew} est ...
complète : {w} et ... sont des contraires
[{w} et ...|{w} / ...], [deux contraires|deux mots opposés|paire d'antonymes]
trouve l'autre moitié de cette paire de contraires : {w} et
[exemple|modèle] de paire de contraires : {w} et ... [?|complète]
soit {w}, soit ... [complète avec le contraire|mets le contraire]
les deux contraires sont {w} et [?|lequel|quel autre mot]
[mots croisés|mots fléchés], définition : contraire {dew}
[mots croisés|grille] : « tout sauf {w} »
au scrabble des contraires, {w} appelle [quel mot|quoi] ?
en [vocabulaire|français|CE1|CP], on demande le contraire {dew}, [tu sais|je mets quoi]
dans le cahier c'est écrit : « {w} est le contraire de ... »
ma fiche dit : écris le contraire {dew}
[ma leçon|mon cahier] : antonyme {dew} = [?|...|à trouver]
la dictée des contraires : la maîtresse dit {w}, l'élève écrit [quoi|...]
[auriez-vous|vous auriez] un antonyme à me proposer pour {w} ?
pourriez-vous avoir la gentillesse de m'indiquer l'antonyme {dew} ?
[je vous serais reconnaissant de|merci de|veuillez] me donner le contraire {dew}
dans le dictionnaire, à {w}, on lit « contraire : » [quoi|et quel mot] ?
que dit le dictionnaire des antonymes [à l'entrée|pour|au mot] {w} ?
[j'ai trouvé|je connais] le mot {w} mais pas son contraire
je traduis un texte et je cherche le mot opposé à {w}, [en français bien sûr|une idée]
j'écris un poème et il me faut [l'opposé|le contraire] {dew}
j'apprends le français : contraire {dew} [c'est quel mot|comment on dit] ?
[moi|je] pas savoir contraire du mot {w}, [toi savoir|aide]
quoi être le contraire {dew} ?
en français, [l'inverse|l'opposé] {dew} [se dit|s'appelle|se traduit par] [comment|quoi] ?
je [connais|vois] le mot {w}, mais le mot inverse [m'échappe|pas du tout|ne me vient pas]
le contraire {dew} m'échappe, [aide-moi|c'est quoi déjà|tu l'as]
[c'est bête|c'est idiot], [je trouve plus|je retrouve pas] le contraire {dew}
j'ai un trou, [le contraire|l'antonyme] {dew} c'est...
[sur le bout de la langue|je l'avais tout à l'heure] : le contraire {dew}
mamie dit {w}, et papi, qui dit toujours le contraire, il dit [quoi|...] ?
si {w} est d'un côté, [qu'y a-t-il de l'autre|quel mot est de l'autre côté], son contraire ?
[aux antipodes|à l'autre bout] {dew}, quel mot ?
si {w} est un extrême, [quel mot est l'autre|l'autre extrême c'est quoi] ?
[en tournant|en mettant] {w} à l'envers question sens, on obtient quel mot ?
tout le monde dit {w}, [moi je veux dire l'inverse|je veux l'inverse], [quel mot|lequel] ?
il n'est pas {w}, [bien au contraire|au contraire même], il est [...|quoi|comment] ?
c'était {w}, [maintenant c'est l'inverse|maintenant c'est le contraire], [donc c'est quoi|c'est devenu quoi] ?
avant c'était {w} et là c'est tout le contraire, donc ...
[le jumeau inversé|le miroir] du mot {w}, je veux dire son contraire
on oppose [souvent|toujours|généralement] {w} à [quoi|quel mot|...]
{w} s'oppose à [...|quoi|quel mot]
à {w} on oppose [quel terme|quel mot|...] ?
{w} [par contraste avec|par opposition à] [quoi|quel mot] ?
l'antonyme [usuel|courant|le plus connu] {dew} [stp|?|c'est lequel]
[juste|seulement] le contraire {dew}, [un mot suffit|en un mot|pas de phrase]
contraire [pr|pour] {w} [vite|stp jsuis en interro|svp]
[opposé|inverse|contraire|antonyme] de « {w} » [?|svp|, merci d'avance]
[l'opposé|le contraire] de : {w}
{w}, [à l'opposé|à l'inverse], ça donne quel mot ?
{w}, [trouve-moi l'opposé|dis-moi l'opposé|cherche l'antonyme|donne l'antonyme]
{w}. [Son antonyme|L'opposé|Le mot contraire] ?
pour {w}, [le contraire serait|l'antonyme serait|l'opposé est] [lequel|quoi] ?
pour le mot {w}, [tu donnerais quel contraire|tu proposes quel antonyme|quel est l'antonyme] ?
[tu dirais|vous diriez] quoi comme contraire [pour|à] {w} ?
[je mets|on met|je note] quoi comme contraire [à|pour] {w} ?
{x}, ce serait pas le contraire {dew} ?
le contraire {dew}, [ce serait|c'est] {x} ou [pas|un autre mot|autre chose] ?
[je pense que|je dirais que|à mon avis] le contraire {dew} est {x}, [c'est bien ça|tu confirmes|j'ai juste] ?
j'ai répondu {x} pour le contraire {dew}, [c'était la bonne réponse|c'était bien ça] ?
@day_next
si on est {d} [ce matin|ce soir|tout juste], [au réveil demain ce sera|demain matin on sera] quel jour ?
je me couche {d}, je me réveille quel jour [le lendemain matin|au matin suivant] ?
le train part {d} et arrive le lendemain, [donc quel jour|soit quel jour] ?
livraison prévue le lendemain de {d}, [ça tombe quel jour|donc c'est quel jour] ?
{d} plus 24 heures, [on est quel jour|c'est quel jour|ça fait quel jour] ?
{d} + 1 jour = [?|...|quel jour]
{d} -> [?|...], [le jour suivant|le lendemain]
next_day("{d}")
jour_suivant({d})
[complète|continue] : {d}, ...
[complète la suite|continue la série] des jours : {d}, puis ...
dans la comptine des jours, on chante quoi [juste après|après] {d} ?
quand on récite la semaine, [quel jour dit-on|qu'est-ce qu'on dit] [juste après|tout de suite après] {d} ?
mon fils récite les jours et s'arrête à {d}, [quel est le suivant|la suite c'est quoi]
[la page|la case] de l'agenda [juste après|qui suit] {d}, c'est quel jour ?
si je tourne la page {d} de l'agenda, je tombe sur [quel jour|quoi] ?
{d} minuit passé, [on entre dans quel jour|quel jour commence] ?
à minuit {d} se termine, et [quel jour débute|c'est quel jour alors] ?
j'étais en congé {d}, je reprends [le lendemain|le jour d'après], [donc quel jour|c'est quel jour] ?
[le magasin|la boulangerie] ferme {d} et rouvre le jour suivant, quel jour ?
j'ai cours {d} et contrôle le jour d'après, c'est quel jour le contrôle ?
on a dit {d}, [mais je préfère le jour d'après|repoussons d'un jour], ça fait quel jour ?
repousse d'un jour mon rendez-vous de {d}, [ça tombe quand|on arrive à quel jour] ?
hier c'était {d}, donc aujourd'hui [c'est|on est|nous sommes] ...
hier on était {d}, [ça veut dire qu'aujourd'hui on est|du coup aujourd'hui c'est] quel jour ?
vu que c'était {d} hier, nous [voilà|sommes] quel jour ?
demain, [sachant qu'on est|étant donné que nous sommes] {d}, [ce sera|c'est] quel jour ?
[auriez-vous l'amabilité de|merci de|veuillez] m'indiquer le jour qui succède à {d}
quel jour [succède à|prend la suite de|prend le relais après|fait suite à] {d} ?
[à|après] {d} succède quel jour ?
quel jour [pointe son nez|débarque|s'annonce] après {d} ?
{d} est passé, [place à quel jour|c'est au tour de quel jour] ?
{d} passe le relais à [quel jour|qui dans la semaine]
[qui|quel jour] est le voisin d'après {d} dans la semaine ?
[dans l'ordre|par ordre], {d} est suivi [de quoi|par quel jour|par]
[moi|je] pas savoir quel jour venir après {d}
jour d'après {d} [svp|stp|vite|, merci]
le jour qui [succède à|arrive après|fait suite à] {d}, [c'est lequel|stp|dis-moi]
après {d} y a [quoi|quel jour] [déjà|] ?
après {d} c'est quoi [le jour|comme jour] [stp|] ?
une fois {d} derrière nous, [quel jour on attaque|on attaque quel jour|c'est quel jour] ?
je travaille {d} et je me repose le lendemain, mon repos c'est quel jour ?
{d} soir je fais la fête, [le lendemain matin c'est quel jour|je dors jusqu'au lendemain, quel jour] ?
mamie vient le lendemain de {d}, c'est-à-dire [quel jour|quand] ?
en commençant à {d}, [le jour numéro deux|le deuxième jour], c'est quel jour ?
{d} veille de [quoi|quel jour|...]
{d} est la veille [de quel jour|de|d'un autre jour, lequel] ?
de quel jour {d} est-il la veille ?
@day_before
si on est {d} [ce matin|ce soir], [la journée d'hier c'était|hier soir on était] quel jour ?
je me réveille {d}, je me suis couché [quel jour la veille|la veille, donc quel jour] ?
le train arrive {d} et il est parti la veille, [donc quel jour|soit quel jour] ?
à préparer la veille de {d}, [ça tombe quel jour|donc c'est quel jour] ?
{d} moins 24 heures, [on est quel jour|c'est quel jour|ça fait quel jour] ?
{d} - 1 jour = [?|...|quel jour]
[?|...] -> {d}, [le jour précédent|la veille]
previous_day("{d}")
jour_precedent({d})
complète : juste avant {d} il y a le jour de ...
complète la suite des jours : ... puis {d}
dans la comptine des jours, on chante quoi [juste avant|avant] {d} ?
quand on récite la semaine, [quel jour dit-on|qu'est-ce qu'on dit] [juste avant|tout de suite avant] {d} ?
[la page|la case] de l'agenda juste avant {d}, c'est quel jour ?
si je reviens une page avant {d} dans l'agenda, je tombe sur [quel jour|quoi] ?
juste avant que {d} commence, à minuit, [quel jour finit|c'est quel jour qui finit] ?
j'ai repris le travail {d}, la veille j'étais en congé, [donc quel jour|c'était quel jour] ?
[le magasin|la boulangerie] ouvre {d} et il était fermé le jour précédent, quel jour ?
j'ai contrôle {d} et je révise la veille, je révise quel jour ?
on a dit {d}, [mais je préfère le jour d'avant|avançons d'un jour], ça fait quel jour ?
avance d'un jour mon rendez-vous de {d}, il [sera|tombe] quel jour ?
demain c'est {d}, donc aujourd'hui [c'est|on est|nous sommes] ...
demain on sera {d}, [ça veut dire qu'aujourd'hui on est|du coup aujourd'hui c'est] quel jour ?
vu que demain c'est {d}, nous sommes quel jour ?
hier, [sachant qu'on est|étant donné que nous sommes] {d}, [c'était|on était] quel jour ?
[auriez-vous l'amabilité de|merci de|veuillez] m'indiquer le jour qui précède {d}
quel jour [laisse la place à|cède sa place à|passe le relais à|devance] {d} ?
quel jour [il y avait|on avait] [juste|] avant {d} ?
quel jour vient de [passer|finir] si on est {d} ?
[qui|quel jour] est le voisin d'avant {d} dans la semaine ?
dans l'ordre, {d} est précédé [de quoi|par quel jour|par]
[moi|je] pas savoir quel jour venir avant {d}
jour d'avant {d} [svp|stp|vite|, merci]
le jour [antérieur à|situé avant|d'avant, si on est] {d}, [c'est lequel|stp|dis-moi]
avant {d} y a [quoi|quel jour] [déjà|] ?
avant {d} c'est quoi [le jour|comme jour] [stp|] ?
en remontant d'un jour depuis {d}, [on arrive à quel jour|quel jour]
à rebours, [on part de|je pars de] {d} : quel jour ensuite en reculant d'un jour ?
recule d'un jour à partir de {d}
{d} est le lendemain de [quel jour|quoi|...]
de quel jour {d} est-il le lendemain ?
la nuit [qui mène à|juste avant] {d} suit quel jour ?
mamie arrive la veille de {d}, c'est-à-dire [quel jour|quand] ?
je pars {d} et je fais ma valise la veille, [ça fait quel jour|donc je la fais quel jour] ?
[rendu|devoir à rendre] la veille de {d}, [quel jour exactement|donc pour quel jour] ?
quand {d} débute, [quel jour s'achève|on sort de quel jour] ?
@month_next
si on est en {m}, [on tourne la page du calendrier et c'est|la page suivante du calendrier c'est] quel mois ?
je tourne la page {m} du calendrier, [je vois quel mois|quel mois apparaît] ?
le loyer est payé jusqu'à fin {m}, [le prochain mois à payer c'est lequel|il faut payer quel mois ensuite] ?
fin {m} je déménage, [le mois d'après c'est lequel|et le mois qui suit c'est] ?
bébé devait naître en {m}, il aura un mois de retard, [donc quel mois|ça fait quel mois] ?
on reporte d'un mois ce qui était prévu en {m}, [ça tombe en quel mois|on arrive à quel mois] ?
{m} + 1 mois = [?|...|quel mois]
{m} -> [?|...], le mois suivant
next_month("{m}")
mois_suivant({m})
[complète|continue] : {m}, ...
[complète la suite|continue la série] des mois : {m}, puis ...
quand on récite les mois, [quel mois dit-on|on dit quoi] [juste après|tout de suite après] {m} ?
ma fille récite les mois et s'arrête à {m}, [quel est le suivant|la suite c'est quoi]
{m} se termine, [place à quel mois|c'est au tour de quel mois|on entre dans quel mois] ?
une fois {m} derrière nous, [quel mois on attaque|on attaque quel mois|c'est quel mois] ?
le premier jour après {m}, on est dans quel mois ?
quand le dernier jour en {m} est passé, quel mois commence ?
le mois dernier on était en {m}, donc là [on est en|c'est|nous sommes en] ...
vu que le mois dernier c'était {m}, on est en quel mois ?
le mois prochain, [sachant qu'on est en|étant donné que nous sommes en] {m}, [ce sera|c'est] lequel ?
[auriez-vous l'amabilité de|merci de|veuillez] m'indiquer le mois qui succède à {m}
quel mois [succède à|prend le relais après|fait suite à|vient derrière] {m} ?
quel mois [pointe son nez|débarque|s'annonce] après {m} ?
à {m} succède [quel mois|le mois de]
{m} laisse la place à [quel mois|quoi]
[qui|quel mois] est le voisin d'après {m} dans le calendrier ?
dans l'ordre, {m} est suivi [de quoi|par quel mois|par]
[moi|je] pas savoir quel mois venir après {m}
mois d'après {m} [svp|stp|vite|, merci]
le mois qui [succède à|arrive après|fait suite à] {m}, [c'est lequel|stp|dis-moi]
après {m} y a [quoi|quel mois] [déjà|] ?
après {m} c'est quoi [le mois|comme mois] [stp|] ?
je suis payé le mois après {m}, [donc en quel mois|quel mois alors] ?
les inscriptions ferment en {m} et les cours démarrent le mois suivant, [quel mois|donc en] ?
mon contrat finit fin {m}, le nouveau démarre le mois d'après, [lequel|c'est quel mois]
je pars en {m} et je rentre le mois suivant, je rentre en quel mois ?
on plante en {m} et on arrose le mois d'après, [c'est quel mois|donc en quel mois] ?
d'abord {m}, ensuite [...|quel mois|quoi comme mois] ?
derrière {m} [dans l'année|sur le calendrier], [c'est quel mois|il y a quel mois] ?
dans un mois, si nous sommes en {m}, [on sera en|ce sera] quel mois ?
nous voilà en {m}, [dans un mois on sera en|le mois qui vient s'appelle] ...
[le mois|celui] juste après {m}, c'est [lequel|quoi|...]
quand on quitte {m}, on passe à [quel mois|...]
après {m}, on change de mois : [lequel arrive|quel est le nouveau] ?
{m} est le mois d'avant [quel mois|quoi|lequel] ?
@month_before
si on est en {m}, [la page précédente du calendrier c'est|le calendrier montrait avant] quel mois ?
je reviens une page avant {m} dans le calendrier, [je vois quel mois|quel mois apparaît] ?
je paie en {m} le loyer du mois précédent, [lequel|donc de quel mois] ?
j'ai emménagé en {m}, [le mois d'avant c'était lequel|et le mois qui précède c'est] ?
bébé devait naître en {m}, il est venu un mois plus tôt, [donc quel mois|ça fait quel mois] ?
on avance d'un mois ce qui était prévu en {m}, [ça tombe en quel mois|on arrive à quel mois] ?
{m} - 1 mois = [?|...|quel mois]
[?|...] -> {m}, le mois précédent
previous_month("{m}")
mois_precedent({m})
complète : juste avant {m} il y a le mois de ...
complète la suite des mois : ... puis {m}
quand on récite les mois, [quel mois dit-on|on dit quoi] [juste avant|tout de suite avant] {m} ?
{m} commence, [quel mois vient de finir|on sort de quel mois|quel mois s'achève] ?
juste avant le premier jour de ce mois, {m}, on était dans quel mois ?
le mois prochain on sera en {m}, donc là [on est en|c'est|nous sommes en] ...
vu que le mois prochain c'est {m}, on est en quel mois ?
le mois dernier, [sachant qu'on est en|étant donné que nous sommes en] {m}, [c'était|on était en] lequel ?
[auriez-vous l'amabilité de|merci de|veuillez] m'indiquer le mois qui précède {m}
quel mois [laisse la place à|cède sa place à|passe le relais à|devance|vient devant] {m} ?
quel mois [il y avait|on avait] juste avant {m} ?
quel mois vient de [passer|finir] si on est en {m} ?
[qui|quel mois] est le voisin d'avant {m} dans le calendrier ?
dans l'ordre, {m} est précédé [de quoi|par quel mois|par]
[moi|je] pas savoir quel mois venir avant {m}
mois d'avant {m} [svp|stp|vite|, merci]
le mois [antérieur à|situé avant] {m}, [c'est lequel|stp|dis-moi]
avant {m} y a [quoi|quel mois] [déjà|] ?
avant {m} c'est quoi [le mois|comme mois] [stp|] ?
en remontant d'un mois depuis {m}, [on arrive à quel mois|quel mois]
à rebours, [on part de|je pars de] {m} : quel mois ensuite en reculant d'un mois ?
recule d'un mois à partir de {m}
je suis rentré en {m}, parti le mois précédent, je suis parti en quel mois ?
il faut réserver le mois d'avant {m}, [donc en quel mois|c'est quel mois] ?
les travaux finissent le mois juste avant {m}, [c'est-à-dire en|donc en quel mois] ?
mon contrat débute en {m}, l'ancien finit le mois précédent, [lequel|c'est quel mois]
il y a un mois, si nous sommes en {m}, [on était en|c'était] quel mois ?
nous voilà en {m}, [il y a un mois on était en|le mois passé s'appelait] ...
[celui|le mois] juste avant {m}, c'est [lequel|quoi|...]
devant {m} [dans l'année|sur le calendrier], [c'est quel mois|il y a quel mois] ?
d'abord ..., ensuite {m}, [quel mois d'abord|complète avec le mois précédent]
{m} est le mois d'après [quel mois|quoi|lequel] ?
{m} vient juste derrière [quel mois|lequel des mois|...]
on arrive à {m}, [on quitte quel mois|quel mois on laisse derrière nous] ?
pour arriver à {m}, il faut d'abord finir quel mois ?
@month_days
je suis payé à la journée en {m}, [ça fait combien de jours dans le mois|le mois a combien de jours] ?
[fin|dernier jour] {m}, [c'est le 30 ou le 31|c'est le combien] ?
{m} va jusqu'au [30 ou 31|combien|quel jour du mois] ?
{m} va du premier au [combien|...]
ça s'arrête à combien, {m}, [30 ou 31|31 ou moins] ?
il y a un 31 en {m} ?
est-ce qu'il existe un 31 {m} ?
le 31 {m}, [ça existe|est-ce que ça existe] ?
[avec les bosses de la main|sur le poing], {m} c'est [30 ou 31|combien de jours] ?
{m} est-il un mois [long ou court|de 31 jours|de 30 jours], combien de jours ?
{m} fait-il partie des mois de [31|30] jours ?
[j'ai|mon calendrier a] combien de cases pour {m} ?
mon calendrier de {m}, il lui faut combien de cases de jours ?
je remplis mon tableau de présence pour {m}, combien de jours [je mets|dois-je prévoir] ?
jours({m})
days_in_month("{m}")
nb jours {m} [?|stp|svp]
nb de jours pour {m}
{m} = [...|?|combien de] jours
{m} : ... jours [?|complète]
complète : en {m} il y a ... jours
complète : {m} compte ... jours
{m}, ça [compte|fait|dure] [combien|30 jours ou plus] ?
[moi|je] pas savoir combien jours en {m}
[auriez-vous l'amabilité de|merci de|veuillez] m'indiquer le nombre de jours que compte {m}
pendant {m}, [on vit combien de jours|le soleil se lève combien de fois] ?
de combien de jours [dispose-t-on|dispose-t-il|est fait|se compose] {m} ?
[de combien de jours est composé|de combien de jours est constitué] le mois [appelé|nommé] {m} ?
si je fais une photo par jour tout {m}, j'aurai combien de photos ?
je prends un cachet par jour en {m}, du premier au dernier jour, [il m'en faut combien|combien de cachets] ?
j'écris une page par jour pendant {m} entier, ça fait combien de pages ?
{m} au complet, [combien de jours|ça représente combien de jours] ?
en {m}, [on a droit à|il y a en tout|on a en tout] combien de jours ?
c'est un mois de combien de jours, {m} ?
c'est combien de jours déjà, {m}, [je confonds toujours|j'oublie toujours] ?
je confonds [toujours|souvent] : {m}, 30 ou 31 ?
mon fils dit que {m} a 31 jours, [c'est vrai|il a raison] ?
ma fille dit que {m} a 30 jours, [c'est vrai|elle a raison] ?
combien de jours, {m} ? 30, 31, [28|autre chose] ?
la location court tout {m}, [soit combien de jours|combien de jours je paie] ?
combien de nuits et de jours, enfin de jours, en {m} ?
combien de dates [il y a|compte-t-on] en {m} ?
quel est le [dernier chiffre|dernier numéro] du calendrier en {m}, 30 ou 31 ?
[petite|] colle : combien de jours dans le mois qui s'appelle {m} ?
l'abonnement couvre {m}, donc combien de jours [en tout|au total|] ?
{m} c'est [long|court] comment, en jours ?
@month_nth
quel mois [occupe|a] la {i}e place dans l'année ?
le mois n° {i} [stp|?|s'il vous plaît]
mois {i} = [?|...|quel nom]
mois {i} sur 12, [c'est lequel|quel nom|?]
[sur ma carte bancaire|dans la date], le mois {i}, [c'est quoi|ça correspond à quel mois] ?
dans la date il y a écrit mois {i}, [c'est quel mois|donc lequel]
le passeport indique le mois {i}, [soit lequel|c'est quel mois] ?
month_name({i})
mois[{i}] en commençant à 1
le chiffre {i} correspond à quel mois [de l'année|du calendrier|] ?
quel mois [correspond au|se cache derrière le|va avec le] numéro {i} ?
si janvier est le mois 1, [quel est le mois|le mois] {i} [c'est|c'est quoi|est lequel] ?
complète : le {o} mois de l'année est ...
[complète|termine] : le {ith} mois s'appelle ...
[auriez-vous l'amabilité de|merci de|veuillez] m'indiquer le {o} mois de l'année
en comptant depuis janvier, le {o}, c'est quel mois ?
je compte les mois sur mes doigts, le {o} [c'est|c'est lequel|tombe sur] ?
quel nom [porte|a] le {o} mois ?
[nous entrons|on entre] dans le {o} mois de l'année, [lequel|il s'appelle comment] ?
né le {o} mois de l'année, je suis né en quel mois ?
mon fils est du {o} mois de l'année, donc de quel mois ?
[on me parle|il est question] du {o} mois, [je dois comprendre lequel|c'est lequel] ?
de janvier à décembre, [lequel vient en {o}|quel est le {o}] ?
sur les 12 mois, le {o} [svp|c'est qui|c'est quoi]
la {i}e page de mon calendrier, [un mois par page|c'est quel mois] ?
{ith} mois [svp|stp|, son nom|= ?]
[moi|je] chercher nom du {o} mois
lequel des douze est le {o} mois ?
@week_days
du lundi au dimanche [inclus|compris|], ça fait combien de jours ?
complète : une semaine compte ... jours
une semaine = [?|...|combien de] jours
1 semaine [en jours|= ? jours]
days_per_week
[nb|nbre] jours semaine
la semaine, c'est [5|6|8] ou 7 jours ?
je pars une semaine pile, [soit combien de jours|ça fait combien de jours] ?
une semaine entière, ça représente combien de journées ?
si je prends un cachet par jour pendant une semaine, il m'en faut combien ?
dans [ma|une] semaine il y a combien de [jours|journées] en tout ?
[moi|je] pas savoir combien jours semaine
mon fils de trois ans veut savoir combien il y a de jours dans la semaine
[auriez-vous l'amabilité de|veuillez] m'indiquer le nombre de jours d'une semaine
de combien de jours [se compose|est faite|est composée|est formée] une semaine ?
on compte combien de jours [dans|pour] une semaine [complète|normale|] ?
une semaine de location, je paie combien de jours ?
[week-end|samedi et dimanche] compris, une semaine a combien de jours ?
combien de jours se suivent avant que la semaine recommence ?
au bout de combien de jours une semaine est-elle [finie|passée|écoulée] ?
[sept|7] jours, c'est bien [une semaine|le nombre de jours d'une semaine] ?
la semaine a-t-elle [sept|7] jours ?
combien de cases dans une semaine d'agenda, une par jour ?
combien de dodos dans une semaine ?
il faut combien de jours pour que la semaine soit complète ?
c'est combien de jours déjà, une semaine ?
[quel est|c'est quoi] le nombre de jours de la semaine ?
@year_months
de janvier à décembre [inclus|compris|], ça fait combien de mois ?
complète : une année compte ... mois
une année = [?|...|combien de] mois
1 an [en mois|= ? mois]
months_per_year
[nb|nbre] mois année
l'année, c'est [10|11|13] ou 12 mois ?
un bail d'un an, [soit combien de mois|ça fait combien de mois] ?
une année entière, ça représente combien de mois ?
si je paie une fois par mois pendant un an, je paie combien de fois ?
j'ai un crédit sur un an, combien de mensualités ?
dans l'année il y a combien de mois en tout ?
[moi|je] pas savoir combien mois année
mon fils veut savoir combien il y a de mois dans l'année
[auriez-vous l'amabilité de|veuillez] m'indiquer le nombre de mois d'une année
de combien de mois [se compose|est faite|est composée|est formée] une année ?
on compte combien de mois [dans|pour] une année [complète|normale|] ?
mon bébé a tout juste un an, ça fait combien de mois ?
combien de mois se suivent avant le nouvel an suivant ?
au bout de combien de mois une année est-elle [finie|passée|écoulée] ?
[douze|12] mois, c'est bien [une année|le nombre de mois d'une année] ?
l'année a-t-elle [douze|12] mois ?
combien de pages dans un calendrier d'un an, une page par mois ?
il faut combien de mois pour que l'année soit complète ?
c'est combien de mois déjà, une année ?
garantie un an : combien de mois ?
un an d'abonnement, on paie combien de mois ?
@year_days
du premier janvier au 31 décembre, ça fait combien de jours ?
complète : une année compte ... jours
une année = [?|...|combien de] jours
1 an [en jours|= ? jours]
days_per_year
[nb|nbre] jours année
l'année, c'est [360|364|366] ou 365 jours ?
un an pile, [soit combien de jours|ça fait combien de jours] ?
une année entière, ça représente combien de journées ?
si j'écris une page par jour pendant un an, ça fait combien de pages ?
dans l'année il y a combien de jours en tout ?
[moi|je] pas savoir combien jours année
mon fils veut savoir combien il y a de jours dans l'année
[auriez-vous l'amabilité de|veuillez] m'indiquer le nombre de jours d'une année
de combien de jours [se compose|est faite|est composée|est formée] une année ?
on compte combien de jours [dans|pour] une année [complète|normale|] ?
la Terre met un an à faire le tour du soleil, ça fait combien de jours, un an ?
combien de jours se suivent entre deux jours de l'an ?
au bout de combien de jours une année est-elle [finie|passée|écoulée] ?
365 jours, c'est bien [une année|le nombre de jours d'une année] ?
l'année a-t-elle [365|366] jours ?
combien de feuilles dans un éphéméride d'un an, une feuille par jour ?
il faut combien de jours pour que l'année soit complète ?
c'est combien de jours déjà, une année ?
entre deux anniversaires, il se passe combien de jours, un an donc ?
je coche une case par jour, combien de cases dans l'année ?
quel est le nombre total de jours que compte une année ?
@list_days
[aide|aidez] mon fils à réciter les jours de la semaine
la comptine des jours, [c'est quoi l'ordre|dans quel ordre] : lundi, mardi... ?
[un par un|un à un|l'un après l'autre], les jours de la semaine
les jours de la semaine dans [l'ordre|le bon ordre] [svp|stp|en commençant par lundi|]
je dois étiqueter un pilulier avec les jours de la semaine, [lesquels|écris-les moi]
je dessine un planning, écris-moi [tous les jours de la semaine|les sept jours]
[enum|array|liste|tableau] des jours de la semaine
jours = ["lundi", ...] [complète|complète le tableau]
complète : lundi, mardi, mercredi, ...
les [noms|prénoms, enfin les noms] des [sept|7] jours
[quels noms portent|comment appelle-t-on] les sept jours de la semaine ?
j'apprends le français, [je veux|apprends-moi] les jours de la semaine
[moi|je] vouloir apprendre tous les jours de semaine
[auriez-vous l'amabilité de|veuillez|merci de] m'énumérer les jours de la semaine
[tu peux|peux-tu|pouvez-vous] [dérouler|réciter|énumérer] les jours de la semaine ?
récite [la semaine|ta semaine] jour par jour
la semaine de lundi à dimanche, [jour par jour|énumère]
quels jours [composent|forment|constituent|y a-t-il dans] une semaine ?
de quels jours [se compose|est faite|est formée] la semaine ?
lundi et puis ? [donne toute la semaine|donne-moi tous les autres jours aussi|cite toute la semaine]
[tous|l'ensemble|la totalité] les jours qui existent dans la semaine
ma maîtresse veut que je sache les jours de la semaine par cœur, [dis-les|récite-les-moi]
mamie perd un peu la mémoire, rappelle-lui les jours de la semaine
il y a sept jours dans la semaine, [lesquels|cite-les|nomme-les tous]
les sept jours, c'est [lesquels|quoi] ?
je connais lundi, mardi, c'est tout... [quels sont tous les jours|donne toute la liste des jours] ?
@list_months
[aide|aidez] mon fils à réciter les mois de l'année
la comptine des mois, [c'est quoi l'ordre|dans quel ordre] : janvier, février... ?
[un par un|un à un|l'un après l'autre], les mois de l'année
les mois de l'année dans [l'ordre|le bon ordre] [svp|stp|en commençant par janvier|]
je fabrique un calendrier et il me faut les noms des mois, [lesquels|écris-les moi]
je dessine un planning annuel, écris-moi [tous les mois de l'année|les douze mois]
[enum|array|liste|tableau] des mois de l'année
mois = ["janvier", ...] [complète|complète le tableau]
complète : janvier, février, mars, ...
les noms des [douze|12] mois
[quels noms portent|comment appelle-t-on] les douze mois de l'année ?
j'apprends le français, [je veux|apprends-moi] les mois de l'année
[moi|je] vouloir apprendre tous les mois de année
[auriez-vous l'amabilité de|veuillez|merci de] m'énumérer les mois de l'année
[tu peux|peux-tu|pouvez-vous] [dérouler|réciter|énumérer] les mois de l'année ?
récite l'année mois par mois
l'année de janvier à décembre, [mois par mois|énumère les mois]
quels mois [composent|forment|constituent|y a-t-il dans] une année ?
de quels mois [se compose|est faite|est formée] l'année ?
janvier et puis ? [donne toute la liste des mois|donne-moi tous les autres mois aussi|cite tous les mois]
l'ensemble des mois qui existent dans l'année
ma maîtresse veut que je sache les mois de l'année par cœur, [dis-les|récite-les-moi]
mamie perd un peu la mémoire, rappelle-lui les mois de l'année
il y a douze mois dans l'année, [lesquels|cite-les|nomme-les tous]
les douze mois, c'est [lesquels|quoi] ?
je connais janvier, février, c'est tout... [quels sont tous les mois|donne toute la liste des mois] ?
@spell
[je remplis|je fais] un chèque de {n} euros, [j'écris la somme comment|comment écrire le montant en lettres] ?
[le montant|la somme] de {n} euros en toutes lettres [sur mon chèque|], [ça donne quoi|comment] ?
sur le contrat il faut {n} en toutes lettres, [tu peux l'écrire|écris-le-moi]
il y a un trait d'union dans {n} en lettres ? [écris-le|montre-moi]
[je sais pas|je ne sais plus] où mettre les tirets quand j'écris {n} en lettres
avec ou sans s à la fin, {n} en lettres ?
quelle est la bonne orthographe [du nombre|pour] {n} ?
[l'orthographe correcte|la bonne écriture] du nombre {n} [svp|stp|?]
[comment ça|ça] s'orthographie, {n} ?
{n} s'orthographie [comment|de quelle façon] ?
{n} s'écrit en toutes lettres : [...|?|comment]
{n}, en bon français, en lettres, [ça s'écrit|ça donne|c'est] ?
{n} = ? réponds en lettres
complète : {n} s'écrit ...
complète : {n} = ..., en toutes lettres
num2words({n}, lang="fr")
number_to_words({n})
en_lettres({n})
str en lettres de {n} [?|stp|svp]
convertisseur chiffres vers lettres : {n}
chiffres -> lettres : {n}
[fais passer|faites passer] {n} des chiffres aux lettres
[veuillez|merci de|prière de] rédiger {n} en toutes lettres
auriez-vous la gentillesse d'écrire {n} en toutes lettres ?
[pourriez-vous|pourrais-tu] me coucher le nombre {n} en toutes lettres ?
[la dictée|ma dictée] de nombres : {n}, [j'écris quoi en lettres|comment je l'écris en lettres] ?
ma maîtresse demande {n} écrit avec des mots, [tu m'aides|aide-moi|c'est quoi]
ma fille doit écrire {n} en lettres [et moi aussi je doute|pour demain]
exercice : écris {n} [en lettres|avec des mots]
je lis {n} à haute voix, je dis [quoi|comment] ?
comment [lire|lit-on|on lit|tu lis|prononcer] le nombre {n} [à voix haute|en français|] ?
[lis-moi|lisez-moi] le nombre {n}
quand on voit {n}, on dit [quoi|comment] en français ?
[quels mots|avec quels mots] [pour écrire|j'écris|on écrit] le nombre {n} ?
quel est le nom du nombre {n} en lettres ?
le nombre {n}, [son nom en lettres|comment il s'appelle en lettres|on l'appelle comment] ?
[moi|je] pas savoir écrire {n} en lettres françaises
je suis étranger, {n} [comment dire en français|comment écrire en mots français] ?
[sans chiffres|sans aucun chiffre], {n} s'écrit [comment|...]
[remplace|remplacez] les chiffres de {n} par des lettres, le nombre en mots
[au lieu des chiffres|à la place des chiffres] {n}, [mets les lettres|je veux des mots|écris en lettres]
ça donne quoi {n} [en lettres|en toutes lettres|écrit en mots] ?
[j'hésite|je doute|je bute] sur l'écriture en lettres de {n}
pr {n} en lettres [tu mets quoi|stp] ?
besoin de {n} [en toutes lettres|en lettres] [rapidement|vite|asap|svp]
{n} écrit comme dans un livre, en toutes lettres
dans mon roman je veux écrire {n} en lettres, [ça fait quoi|comment] ?
[mon faire-part|mon invitation] doit porter {n} en toutes lettres
{n} : [version lettres|version en mots|l'écrire en mots|forme littérale]
du chiffre au mot : {n} ?
@unspell
[je remplis|je lis] un chèque de {s} euros, [en chiffres ça donne quoi|j'écris quoi en chiffres] ?
[le montant|la somme] : {s}, [à mettre en chiffres|en chiffres donc]
dans la case du chèque je mets quoi en chiffres pour {s} ?
{s}, [ça fait|cela donne|on obtient] quel nombre [en chiffres|avec des chiffres] ?
{s} = ? réponds en chiffres
complète : {s} = ..., en chiffres
complète : {s} s'écrit en chiffres ...
words2num("{s}")
words_to_number("{s}")
en_chiffres("{s}")
int("{s}") en chiffres [?|stp]
parse "{s}" en nombre, avec des chiffres
convertisseur lettres vers chiffres : {s}
lettres -> chiffres : {s}
[fais passer|faites passer] {s} des lettres aux chiffres
[veuillez|merci de|prière de] noter {s} en chiffres
auriez-vous la gentillesse d'écrire {s} en chiffres ?
[la dictée|ma dictée] de nombres : « {s} », [j'écris quoi en chiffres|quels chiffres j'écris] ?
ma maîtresse dit {s} et je dois l'écrire en chiffres, [tu m'aides|c'est quoi]
ma fille doit écrire {s} en chiffres [et elle s'embrouille|pour demain]
exercice : écris {s} [en chiffres|avec des chiffres]
[on me dit|j'entends|quelqu'un me dicte] {s}, [je note quels chiffres|ça s'écrit comment en chiffres] ?
je tape [quoi|quels chiffres] sur la calculatrice pour {s} ?
[au clavier|sur le clavier], {s}, je tape quels chiffres ?
[quels chiffres|avec quels chiffres] [pour écrire|j'écris|on écrit] le nombre {s} ?
{s}, [avec les chiffres|rien que des chiffres|uniquement en chiffres], [stp|svp|merci]
[moi|je] pas comprendre « {s} », quel nombre en chiffres ?
je suis étranger, « {s} » c'est quel nombre [en chiffres|exactement] ?
[les nombres français|vos nombres] me rendent fou : {s}, c'est combien en chiffres ?
[remplace|remplacez] les lettres de {s} par des chiffres, le nombre quoi
[au lieu des lettres|à la place des mots] {s}, mets les chiffres
ça donne quoi {s} [en chiffres|écrit en chiffres|en écriture chiffrée] ?
[j'hésite|je doute|je bute] sur {s} en chiffres
pr {s} en chiffres [tu mets quoi|stp] ?
besoin de {s} [en chiffres|écrit en chiffres] [rapidement|vite|svp]
{s} : [version chiffres|forme chiffrée|le nombre en chiffres|l'écrire avec des chiffres]
du mot au chiffre : {s} ?
en écriture [chiffrée|numérique|décimale], {s} [donne|ça donne quoi|s'écrit] ?
le nombre [qui se lit|qu'on lit|qui se dit] « {s} », [quels chiffres|écris-le en chiffres]
le nombre qui se prononce {s}, c'est quoi en chiffres ?
il a dit {s}, [en chiffres ça fait combien|soit combien en chiffres] ?
[le compteur affiche|le panneau dit] {s} en lettres, et en chiffres ?
quel est le nombre [caché|écrit en lettres] dans « {s} », en chiffres ?
« {s} » [à transformer|à convertir|à mettre] en chiffres
[reformule|réécris|recopie] {s} [en chiffres|avec des chiffres]
j'ai un texte avec {s}, je veux le chiffre à la place
numéro {s}, [en chiffres svp|tape-le en chiffres|écris les chiffres]
ma plaque de maison porte le {s}, [en chiffres je commande quoi|donc en chiffres] ?
[quelle valeur|quel nombre] représente {s}, [écris-la en chiffres|écrit en chiffres] ?
s'il fallait écrire {s} en chiffres, [tu mettrais quoi|on mettrait quoi|ce serait] ?
@story
[les enfants|mes petits] sont couchés, il manque [plus que l'histoire|juste une histoire]
[c'est l'heure|voilà l'heure] de l'histoire [du soir|], on t'écoute
mon [fils|bébé|petit-fils] ne dort pas sans histoire, [tu t'en charges|aide-moi|vas-y]
[j'arrive pas à dormir|je n'ai pas sommeil], [raconte un truc|une histoire peut-être|tu as une histoire pour moi]
[fais-moi rêver|emmène-moi ailleurs] avec une histoire
[je m'ennuie|on s'ennuie], [une histoire ça serait bien|si tu racontais une histoire|occupe-moi avec une histoire]
j'ai envie qu'on me raconte quelque chose, [un conte par exemple|une histoire]
[serait-il possible|est-il possible] [d'entendre|d'avoir] une [petite|courte] histoire ?
auriez-vous la gentillesse de me conter une histoire ?
[veuillez|voulez-vous bien] nous conter une histoire, [je vous prie|cher conteur]
[j'aimerais|je voudrais] [tant|bien] que tu me racontes une histoire
mamie me racontait [toujours|] des histoires, à toi maintenant [d'en raconter une|]
[papa est fatigué|maman est fatiguée], tu racontes l'histoire ce soir ?
il était une fois... [continue|la suite|à toi]
il était une fois
tu commences par il était une fois et [tu inventes|tu continues] ?
[improvise|imagine|compose|brode|concocte][-moi|-nous|] une [petite|courte|] histoire
[ponds|sors|balance]-moi une [petite|] histoire
t'aurais pas une [petite|chouette|] histoire [à raconter|sous la main|en réserve] ?
tu racontes [bien|] les histoires ? [prouve-le|montre|vas-y]
[allez|vas-y], [raconte|conte]-nous quelque chose de joli, un conte
place au conte, [on t'écoute|nous sommes tout ouïe]
[un récit|une fable|un petit conte|un conte court] [inventé|de ton invention|pour les enfants] [stp|svp|]
[génère|produis|rédige|écris] un [petit|court] récit [pour enfants|imaginaire|de fiction|]
[generate|tell] story, [en français|mais en français]
[moi|je] vouloir [entendre|écouter] histoire
[moi veut|veut] [une histoire|histoire]
une histoire qui [finit bien|fait du bien|fait rêver|endort] [stp|svp|]
une histoire [avec une belle fin|pas trop longue|de quelques lignes|rien que pour moi] [stp|svp|?]
[quelque chose|un truc] à raconter aux enfants ce soir, [une histoire|un conte] ?
[je garde|je babysitte] deux petits, [il me faut une histoire|vite une histoire]
[la classe attend|mes élèves attendent|les petits réclament] une histoire
pour ma classe de maternelle, [invente|raconte] une [courte|petite] histoire
on est en voiture, les enfants [râlent|s'ennuient], une histoire [vite|stp] !
avant [d'éteindre|de dormir|le dodo|de fermer les yeux], une [petite|] histoire ?
[dodo|au lit] ! mais d'abord [une histoire|l'histoire]
encore [une|une autre], [une histoire encore|l'histoire était trop courte]
[t'en as|tu en as|en as-tu] une autre, d'histoire ?
[j'ai bien aimé|c'était bien], une deuxième histoire [maintenant|stp|] ?
sers-nous une histoire de ton cru
[quelle histoire|quel conte] [vas-tu nous raconter|tu peux nous raconter|tu nous racontes] ?
[c'est quand|c'est maintenant] l'histoire ? raconte
que dirais-tu [de nous raconter une histoire|d'inventer une histoire] ?
ça te dirait de [me|nous] raconter une [petite|] histoire ?
[est-ce que|] tu [voudrais|accepterais de] me [raconter|inventer] une histoire ?
tu me [racontes|contes|lis|inventes|fais] une [petite|] histoire [ce soir|] ?
vous me [racontez|contez|lisez] une [petite|] histoire ?
si tu me racontais [quelque chose|une belle aventure|une aventure], comme dans les livres
[raconte|invente]-moi une aventure [stp|avec un héros|pour enfants|]
j'ai [besoin|trop envie] d'une histoire [pour m'endormir|pour me changer les idées|là maintenant]
je cherche une histoire [à lire|courte à lire] à mon enfant
mon doudou et moi on veut une histoire
on joue à [celui qui raconte|raconter des histoires], tu commences
tu serais [mon conteur|notre conteur] ce soir ? une histoire alors
[montre-moi|voyons] si tu sais [inventer|raconter] une histoire
conteur, [à toi|ton histoire|une histoire] !
@story_named
une histoire, et le héros ce sera {name} [stp|svp|]
[il était une fois|il y avait une fois] {name}... [continue|la suite|raconte la suite]
[imagine|improvise|compose|concocte|brode][-moi|-nous|] une [petite|courte|] histoire [avec|sur] {name}
[pourrait-on|on pourrait] avoir une histoire [avec|sur] {name} ?
[j'aimerais|je voudrais] [tant|bien] que tu me racontes une histoire [avec|sur] {name}
ma fille [réclame|voudrait|veut absolument] une histoire [avec|sur] {name}
mon fils {name} [veut|réclame] une histoire [dont il est le héros|avec lui dedans]
ma fille {name} [veut|réclame] une histoire [dont elle est l'héroïne|avec elle dedans]
mon petit-fils {name} va se coucher, [une histoire sur lui|fais-en un héros d'histoire] stp
pour endormir {name}, une histoire où il est le héros
c'est l'anniversaire de mon ami {name}, [invente-lui une histoire|écris une histoire dont il est le héros]
[offre|dédie|fais cadeau] une histoire à {name}, en héros de l'histoire
{name} voudrait être [le héros|l'héroïne] d'une histoire, [tu peux|vas-y|à toi de raconter]
{name} rêve d'être dans une histoire, [raconte|écris-la|tu l'écris]
fais de {name} [le héros|l'héroïne] d'une [petite|courte|] histoire
[mets|glisse|place] {name} dans une [petite|] histoire
prends {name} comme [héros|personnage|personnage principal] et raconte une histoire
avec {name} comme [héros|personnage|personnage principal], [raconte une histoire|invente un conte|une histoire stp]
[héros|personnage principal] : {name}. [Raconte|Écris l'histoire|Une histoire courte]
[hero|nom|héros|name] = "{name}", [écris l'histoire|génère une histoire|story]
story(hero="{name}")
histoire(héros = {name})
[prompt|tâche] : histoire courte, héros {name}
{name} : [une histoire stp|son histoire|raconte son histoire]
{name}, [son histoire|raconte son histoire|conte-nous son aventure]
[raconte|conte|narre][-moi|-nous|] les aventures [de|du héros] {name}
[raconte|conte|narre][-moi|-nous|] une aventure [de|avec|du héros] {name}
[une aventure|une petite aventure|un récit] [avec|sur] {name} [stp|svp|?]
[un conte|un petit conte|une fable|un récit] [avec|sur|autour de] {name}
[écris|invente|rédige|compose] un [conte|récit|petit récit] [sur|avec|autour de] {name}
[veuillez|merci de] rédiger une courte histoire ayant pour [héros|personnage principal] {name}
auriez-vous [la gentillesse|l'amabilité] de nous conter une histoire avec {name} ?
[serait-il possible|est-il possible] d'avoir une histoire dont le héros se nommerait {name} ?
[vous nous racontez|vous me racontez|racontez-nous|racontez-moi] une histoire [avec|sur] {name} ?
[vous auriez|auriez-vous] une histoire [avec|sur] {name} ?
t'aurais pas une histoire [avec|sur] {name} [dedans|] ?
balance une histoire [avec|sur] {name} [stp|mec|]
tu me [fais|racontes|contes|inventes] une histoire [avec|sur] {name} ?
tu [connaîtrais|aurais|inventerais] [pas|] une histoire sur {name} ?
[moi|je] vouloir histoire avec {name}
[veux|veut] histoire de {name}
je veux une histoire et je veux que [ça soit {name} le héros|le héros soit {name}|l'héroïne soit {name}]
une histoire stp, mais avec {name} [comme héros|dedans|, pas un autre|, personne d'autre]
l'histoire doit [parler de|avoir comme héros|mettre en scène] {name}
[que le héros|que l'héroïne] de l'histoire [s'appelle|se nomme|ait pour nom] {name} [stp|svp|]
une histoire mettant en scène {name}
un conte où l'on [rencontre|suit|découvre] {name}
[raconte|invente] une histoire où il arrive quelque chose [à|au héros] {name}
raconte ce qui est arrivé un jour à {name}, [une histoire inventée|en histoire|comme un conte]
qu'est-il arrivé à {name} ? [raconte une histoire|invente l'histoire]
[un garçon|un petit garçon|un chevalier] nommé {name} : [raconte son histoire|invente son histoire|fais-en une histoire]
[une fille|une petite fille|une princesse] nommée {name} : [raconte son histoire|invente son histoire|fais-en une histoire]
une histoire de [dragon|chat|robot|pirate] qui s'appelle {name}
raconte l'histoire [d'un enfant|d'un chat|d'un dragon|d'un robot|d'un lapin] [qui s'appelle|nommé|appelé] {name}
raconte l'histoire [d'une fille|d'une souris|d'une princesse|d'une fée] [qui s'appelle|nommée|appelée] {name}
[mon doudou|ma peluche|mon nounours|mon lapin] s'appelle {name}, [une histoire sur mon doudou|raconte son histoire]
mon [hamster|poisson rouge|perroquet|poney] {name} veut son histoire
mon [hamster|cochon d'Inde|lapin] s'appelle {name}, [fais-en un héros|une histoire avec lui|écris une histoire sur lui]
notre bébé s'appelle {name}, [une histoire avec ce prénom|écris-lui sa première histoire]
moi c'est {name}, [mets-moi dans une histoire|une histoire avec moi|je veux être dans l'histoire]
mon nom est {name} et j'aimerais une histoire [sur moi|où je suis le héros|avec mon nom]
je m'appelle {name} et je veux [mon histoire|une histoire avec moi dedans|être le héros d'une histoire]
[ici|c'est] {name}, raconte une histoire où c'est moi le héros
une histoire sur moi, {name}
[raconte|écris]-moi mon histoire, je suis {name}
[une autre|encore une] histoire, [cette fois avec|mais avec|sur] {name}
maintenant une histoire [avec|sur] {name} [stp|]
[pareil|la même chose] mais une histoire [avec|sur] {name}
[les enfants|mes élèves|les petits] veulent une histoire [avec|sur] {name}
pour ma classe, une histoire dont [le héros|l'héroïne|le personnage] est {name}
[avant de dormir|avant le dodo|ce soir], une histoire [avec|sur] {name} [?|stp]
c'est l'heure du conte, [et c'est {name} le héros|le héros du soir est {name}]
[il me faut|j'ai besoin d'] une histoire [courte|] [avec|sur] {name} pour [ce soir|demain|l'école]
j'adore {name}, [tu as une histoire avec|raconte-moi son histoire]
tout sur les aventures de {name} : raconte !
[que dirais-tu|et si on partait] d'une histoire [avec|sur] {name} ?
ça te dirait d'inventer une histoire [avec|sur] {name} ?
et si {name} vivait une aventure ? raconte
et si tu racontais [l'histoire de {name}|une histoire avec {name}] ?
[le titre|titre de l'histoire] : « {name} ». [Écris-la|Raconte|À toi]
« [L'histoire|Les aventures] de {name} », raconte-la [moi|nous|]
[choisis|prends] pour héros {name} et [raconte|invente] un conte
histoire [courte|brève|pour enfant], prénom du héros {name}
histoire perso pour {name} [stp|svp|merci]
[conte|récit|aventure] : {name}
[lis|lisez]-nous [un passage de l'histoire|l'histoire] de {name}
comment commence l'histoire de {name} ? [raconte-la|raconte-la en entier]
[le nom du héros|le prénom du héros], c'est {name}, [alors raconte une histoire|maintenant l'histoire stp]
@name_reply
[appelons|nommons|baptisons] notre héros {name}
[baptise|baptisez|nomme|nommez]-[le|la] {name}
[on le baptise|on la baptise|je le baptise] {name}
[son petit nom|son surnom] [c'est|sera] {name}
[il|elle] [répond au nom de|porte le nom de|se prénomme|aura pour nom] {name}
[il|elle] s'appelle {name}, comme [moi|mon frère|ma sœur|mon grand-père|mon chat|ma meilleure amie]
{name}, comme [moi|mon frère|ma sœur|mon grand-père|mon chat|mon doudou|ma maman]
{name}, [c'est mon prénom|c'est mon nom à moi|c'est le nom de mon chien|c'est ma fille|c'est mon fils]
{name}, [ça te va|c'est possible|tu peux|ça marche|t'en dis quoi] ?
{name} [peut-être|par exemple|sans hésiter|évidemment] [!|?|]
[disons|mettons|admettons] que [ce soit|c'est|le héros soit] {name}
[je vote|j'opte|on opte|nous optons] pour {name}
[mon choix|notre choix|ma préférence] [se porte sur|c'est|va à] {name}
[on a décidé|on s'est mis d'accord sur|les enfants ont choisi|mon fils a choisi|ma fille veut] {name}
[ma fille|mon fils|le petit] [dit|crie|propose] {name} [!|]
[j'ai toujours aimé|j'adore] le [nom|prénom] {name}
[le prénom|le nom] {name} [me plaît|est joli|lui irait bien|fera l'affaire|ira très bien]
{name} [fera l'affaire|lui irait bien|ira très bien|m'ira]
[hero|nom|héros|name] = "{name}"
[nom|héros|prénom|réponse] : {name}
[c'est un garçon|c'est un petit garçon|un chevalier], il s'appelle {name}
[c'est une fille|c'est une petite fille|une sorcière], elle s'appelle {name}
un petit [lapin|renard|ours|chat|dragon] [nommé|qui s'appelle] {name}
une petite [souris|fée|tortue|fille] [nommée|qui s'appelle] {name}
[bonne question|ah bonne question|attends|laisse-moi réfléchir], {name} [je dirais|]
[hum|voyons|voyons voir|alors là], {name} [?|tiens|]
[j'aimerais|je souhaiterais] qu'[il|elle] s'appelle {name}
je [souhaite|souhaiterais|désire] le nom de {name}
[le héros|l'héroïne|le personnage] [portera le nom de|se prénommera|sera] {name}
le héros, [mais c'est {name} voyons|c'est {name} bien sûr|je l'imagine s'appeler {name}]
[écris|note|inscris|garde] {name} [comme nom|comme héros|]
[tu peux|vous pouvez] [l'appeler|le nommer|la nommer|mettre] {name}
[appelez|nommez]-[le|la] {name}, [je vous prie|svp|merci]
on dirait qu'[il|elle] s'appellerait {name}
[il|elle] s'appelle {name} [et c'est tout|voilà|et il est courageux|et il vit loin]
[moi|moi !] {name}, c'est moi le héros
c'est moi le héros, [je m'appelle|je suis|moi c'est] {name}
nom être {name}
{name}, avec [une majuscule|cette orthographe] [stp|]
{name}. [Vas-y raconte|À toi|Maintenant raconte|Allez raconte|Commence]
ok {name} [alors|donc|, raconte]
[toi|vous] [décide|décidez|choisissez|vois], le nom m'est égal
[aucune importance|ça m'est égal|ça n'a pas d'importance], [choisis un nom|prends un nom au hasard|mets ce que tu veux]
[j'ai pas d'idée|je manque d'imagination|je trouve pas de nom], [choisis|trouve toi|à toi l'honneur]
[je te fais confiance|je te laisse faire|carte blanche|je te laisse choisir] [pour le nom|]
un nom [au pif|au hasard|pris au hasard|qui sonne bien|rigolo à toi de voir]
[qui tu veux|le premier nom venu|celui que tu veux|le tien comme tu le sens] [!|]
[t'as qu'à|tu n'as qu'à] [choisir|en inventer un|décider]
[invente|inventez] [donc|toi-même] [un nom|son nom]
pas de préférence [pour le nom, choisis|, à toi de voir]
[n'importe qui|n'importe quoi comme nom|ce qui te passe par la tête|le premier qui te vient]
[le hasard décidera|tire un nom au sort|pioche un nom]
@and_capital
et si [j'allais|on allait|je vais] {enc} ?
et du côté {dec} ?
[et concernant|et s'agissant] {dec} ?
et chez nos amis, {enc} ?
après ça, {c} [?|stp]
on enchaîne : {c}
[on continue|on poursuit|enchaînons] avec {c} [?|]
[à présent|cette fois] {c} [?|stp|]
[passons|allons] à un autre pays, {c}
[je change|on change] de pays : {c}
[et celle|sinon celle] {dec}, [tu la sais|tu la connais|elle s'appelle comment] ?
[fais|refais] [pareil|la même] {enc}
[un autre pays|autre pays|pays n° 2|le suivant] : {c}
tu la connais aussi pour {c} ?
{c}, [c'est laquelle alors|c'est laquelle du coup|ça donne quoi] ?
{enc}, c'est laquelle ?
{enc} [alors|aussi|maintenant] ?
[tant qu'on y est|pendant qu'on y est|pendant que j'y pense] {c} ?
et [tant qu'on y est|pour finir|pour terminer] celle {dec} ?
[voisin|et le voisin], {c} ?
[ah|oh] et {c} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {c} ?
[je voudrais aussi|il me faut aussi|donne aussi|j'ai besoin aussi de] celle {dec}
[mon fils|ma fille] veut aussi celle {dec}
[ajoute|rajoute] {c} [à la liste|]
[oups|pardon], je voulais {c}, pas celui-là
et moi qui pensais {enc}, c'est laquelle ?
+ {c} ?
@and_reverse
[on enchaîne|on continue|on poursuit] avec {k}
[à présent|cette fois] {k} [?|stp|]
[je change|on change] de ville : {k}
[capitale|capitale n° 2|la suivante] : {k}
une autre capitale : {k} [?|]
{k}, [c'est où du coup|c'est quel pays alors|ça donne quoi] ?
{k}, c'est chez qui alors ?
[tant qu'on y est|pendant qu'on y est|pendant que j'y pense] {k} ?
et pour finir {k} ?
[ah|oh] et {k} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {k} ?
[mon fils|ma fille] demande aussi pour {k}
[ajoute|rajoute] {k} [à la liste|]
[oups|pardon], je voulais dire {k}, pas celle-là
et le pays qui va avec {k} ?
et {k}, [elle est à qui|elle appartient à quel pays] ?
et {k}, c'est celle de quel pays ?
et celle de quel pays est {k} ?
[et si|et quand] la capitale est {k} ?
et quel pays se cache derrière {k} ?
[je voudrais aussi|il me faut aussi|donne aussi] le pays pour {k}
[concernant|s'agissant de] {k} [?|maintenant]
[refais|fais] la même chose avec {k}
+ {k} ?
[autre ville|ville suivante] : {k}
passons à {k}
c'est pareil pour {k}, quel pays ?
bien vu. {k} ?
@and_opposite
[on enchaîne|on continue|on poursuit] avec {w}
[à présent|cette fois] {w} [?|stp|]
[je change|on change] de mot : {w}
[autre mot|mot n° 2|le suivant|mot d'après] : {w}
un autre mot : {w} [?|]
{w}, [c'est quoi du coup|c'est quoi alors|ça donne quoi] ?
[tant qu'on y est|pendant qu'on y est|pendant que j'y pense] {w} ?
et pour finir {w} ?
[ah|oh] et {w} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {w} ?
[mon fils|ma fille] demande aussi pour {w}
[ajoute|rajoute] {w} [à la liste|]
[oups|pardon], je voulais dire {w}, pas celui-là
et l'antonyme {dew} ?
et l'inverse {dew}, [c'est quoi|tu le sais] ?
et celui {dew}, [tu le sais|tu le connais|c'est lequel] ?
et si je dis {w}, [toi tu dis|tu réponds] ?
[je voudrais aussi|il me faut aussi|donne aussi] celui {dew}
[refais|fais] la même chose avec {w}
et [tout le contraire|à l'opposé] {dew} ?
et s'il n'est pas {w} ?
et le mot {w} ?
et au mot {w}, on oppose quoi ?
+ {w} ?
bien vu. {w} ?
après ça, {w} [?|stp]
[super|facile], [essaie|tente] {w}
[plus dur|plus facile] : {w} !
et côté {w}, ça donne ?
@and_day
[on enchaîne|on continue|on poursuit] avec {d}
[à présent|cette fois] après {d} [?|]
[autre jour|le suivant|jour n° 2] : {d}
{d}, [c'est quoi du coup|ça donne quoi alors] ?
[tant qu'on y est|pendant que j'y pense] après {d} ?
et pour finir, après {d} ?
et une fois {d} passé ?
et quand {d} est fini ?
[ah|oh] et après {d} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {d} ?
et si [aujourd'hui|ce jour-là] c'était {d} ?
et demain, si on est {d} ?
et [le jour suivant|le jour d'après] {d}, [c'est quoi|c'est lequel] ?
et {d}, il est suivi [de quoi|par quel jour] ?
et qui vient derrière {d} ?
et le successeur de {d} ?
[refais|fais] la même chose [avec|pour] {d}
je voulais dire après {d}, pardon
[mon fils|ma fille] demande aussi pour {d}
[même jeu|même exercice] avec {d}
supposons {d}, alors ?
et hier c'était {d}, donc aujourd'hui ?
+ {d} ?
après {d}, du coup ?
après {d}, pareil ?
et {d} + 1 ?
@and_month
[on enchaîne|on continue|on poursuit] avec {m}
[à présent|cette fois] après {m} [?|]
[autre mois|le suivant|mois n° 2] : {m}
{m}, [c'est quoi du coup|ça donne quoi alors] ?
[tant qu'on y est|pendant que j'y pense] après {m} ?
et pour finir, après {m} ?
et une fois {m} passé ?
et quand {m} est fini ?
[ah|oh] et après {m} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {m} ?
et si ce mois-ci c'était {m} ?
et le mois prochain, si on est en {m} ?
et [le mois suivant|le mois d'après] {m}, [c'est quoi|c'est lequel] ?
et {m}, il est suivi [de quoi|par quel mois] ?
et qui vient derrière {m} ?
et celui qui succède à {m} ?
[refais|fais] la même chose [avec|pour] {m}
je voulais dire après {m}, pardon
[mon fils|ma fille] demande aussi pour {m}
[même jeu|même exercice] avec {m}
supposons {m}, alors ?
et le mois dernier c'était {m}, donc maintenant ?
+ {m} ?
après {m}, du coup ?
après {m}, pareil ?
et {m} + 1 ?
@and_month_days
[on enchaîne|on continue|on poursuit] avec {m}
[à présent|cette fois] {m} [?|stp]
[autre mois|le suivant|mois n° 2] : {m}
{m}, [c'est combien du coup|ça donne combien alors] ?
[tant qu'on y est|pendant que j'y pense] {m} ?
et pour finir {m} ?
[ah|oh] et {m} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {m} ?
et {m}, [30 ou 31|il en a combien|il en compte combien] ?
et {m}, [il dure combien|c'est plus long|c'est plus court|c'est pareil] ?
et {m}, [il finit le combien|ça finit le 30 ou le 31] ?
et {m}, ça va jusqu'à combien ?
[refais|fais] la même chose [avec|pour] {m}
je voulais dire {m}, pardon
[mon fils|ma fille] demande aussi pour {m}
[même jeu|même exercice] avec {m}
[je voudrais aussi|il me faut aussi|donne aussi] pour {m}
{m} [en a autant|en a autant de jours|aussi] ?
et combien il y en a en {m} ?
et en {m}, [on en a combien|il y en a combien|on en compte combien] ?
et le mois de {m}, il en a combien ?
[ajoute|rajoute] {m}
[passons|allons] à {m}
{m}, pareil ou pas ?
+ {m} ?
et si on prend {m} ?
@and_sum
[on enchaîne|on continue|on poursuit] avec {a} + {b}
[à présent|cette fois] {a} + {b} [?|stp]
[autre calcul|le suivant|calcul n° 2|autre addition] : {a} + {b}
{a} et {b} [alors|du coup|cette fois], [ça fait quoi|combien] ?
[tant qu'on y est|pendant que j'y pense] {a} plus {b} ?
et pour finir {a} plus {b} ?
[ah|oh] et {a} + {b} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {a} + {b} ?
et {a} [auquel|et] on ajoute {b} ?
et {a} augmenté de {b} ?
et le total de {a} et {b} ?
et si c'était {a} plus {b} ?
et si je mettais {a} avec {b}, en tout ?
et {b} ajouté à {a} ?
[refais|fais] la même chose avec {a} + {b}
[mon fils|ma fille] demande aussi {a} plus {b}
[même jeu|même exercice], {a} plus {b}
[je voudrais aussi|il me faut aussi|donne aussi] {a} + {b}
[plus dur|plus facile] : {a} + {b} !
[trop fort|bien vu|exact] ! {a} + {b} ?
[essaie|tente|résous] aussi {a} + {b}
[ok ça|ça] va, et {a} plus {b} ?
{a} + {b} [maintenant|du coup|ensuite|pour voir] ?
[passons|allons] à {a} plus {b}
l'addition suivante, c'est {a} + {b}
@and_spell
[on enchaîne|on continue|on poursuit] avec {n}
[à présent|cette fois] {n} [?|stp]
[autre nombre|le suivant|nombre n° 2] : {n}
{n}, [c'est quoi du coup|ça donne quoi alors|ça donne quoi en lettres] ?
[tant qu'on y est|pendant que j'y pense] {n} ?
et pour finir {n} ?
[ah|oh] et {n} [aussi|tiens] !
[pourriez-vous|peux-tu] faire de même pour {n} ?
et {n} en [lettres|toutes lettres|mots] ?
et {n}, [comment ça se dit|ça s'orthographie comment|on l'écrit comment] ?
et comment on orthographie {n} ?
[refais|fais] la même chose [avec|pour] {n}
je voulais {n}, pardon
[mon fils|ma fille] demande aussi {n}
[même jeu|même exercice] avec {n}
[je voudrais aussi|il me faut aussi|donne aussi] {n}
[plus dur|plus facile] : {n} !
[trop fort|bien vu|exact] ! {n} ?
[essaie|tente] aussi {n}
[ok ça|ça] va, et {n} ?
et si c'était {n} ?
[passons|allons] à {n}
[ajoute|rajoute] {n} [à la liste|]
+ {n} ?
le chèque suivant est de {n} euros, en lettres ?
et sur un chèque, {n} ?
"""

UNKNOWN = """
@unknown
[quel pays|quelle nation] a la [plus grande|plus petite|plus haute|plus belle|plus vieille] capitale ?
[quelle|laquelle] est la capitale la plus [peuplée|froide|chère|polluée|visitée] [du monde|d'Europe|d'Asie|]
[quelles capitales|combien de capitales] [sont au bord de la mer|ont un métro|commencent par la lettre m|sont sur une île] ?
la capitale {dec} est-elle [belle|dangereuse|chère|grande|loin d'ici] ?
[qui a fondé|qui a construit|qui dirige] la capitale {dec} ?
[en quelle année|quand] la capitale {dec} a-t-elle [été fondée|changé|accueilli les jeux] ?
[combien de musées|combien de ponts|combien de métros] dans la capitale {dec} ?
[comment aller|combien coûte un vol|quel train prendre] [à|vers] la capitale {dec} ?
[quelle heure est-il|fait-il froid|pleut-il] dans la capitale {dec} ?
[où dormir|où manger|que voir] dans la capitale {dec} ?
quel fleuve [traverse|arrose] la capitale {dec} ?
pourquoi la capitale {dec} a-t-elle été [déplacée|choisie|bombardée] ?
quelle [était|fut] la capitale {dec} [au Moyen Âge|sous l'Empire|avant la guerre|il y a mille ans] ?
à quelle distance {place} est-elle de la capitale {dec} ?
combien de temps pour aller de {place} à la capitale {dec} ?
[quelle est|c'est quoi] la capitale [gastronomique|de la mode|du vin|du cinéma|économique du monde|européenne de la culture]
[mon entreprise a|il faut] combien de capital [social|de départ|] pour ouvrir un {noun} ?
quel est le capital [social|] de [ma société|cette entreprise|Renault] ?
[la peine capitale|la peine de mort] existe-t-elle encore {enc} ?
comment faire une majuscule, une lettre capitale, [sur mon clavier|avec accent] ?
les sept péchés capitaux, [c'est quoi|cite-les|quels sont-ils] ?
quels sont les pays [voisins|limitrophes] {dec} ?
[sur quel continent|dans quel hémisphère|dans quel fuseau horaire] est {c} ?
{c} fait-il partie de [l'Union européenne|l'OTAN|l'ONU] ?
[quels pays parlent|dans quels pays parle-t-on] [français|espagnol|arabe|anglais] ?
quels sont les dix [plus grands|plus riches|plus petits] pays du monde ?
quel pays a [gagné la guerre|inventé la pizza|le plus d'habitants|la forme d'une botte|le plus de lacs] ?
de quel pays vient [la pizza|le sushi|le couscous|{person}|le tango|le café] ?
dans quel pays est né {person} ?
quel pays [produit|exporte|mange] le plus de [riz|café|fromage|pétrole] ?
de quel pays ce {noun} vient-il ?
quel est l'indicatif téléphonique {dec} ?
[faut-il|il faut] un visa pour aller {enc} ?
[quel est|c'est quoi] l'hymne [national|] {dec} ?
[qui|quel pays] a colonisé {c} ?
{c} a gagné combien de [médailles|coupes du monde|guerres] ?
{c} et mon pays sont-ils [amis|alliés|en guerre|voisins] ?
la somme de toutes mes [dettes|dépenses|notes], c'est combien ?
[quelle somme|combien d'argent] dois-je [mettre de côté|donner à mon fils|demander au patron] ?
la somme des angles d'un [triangle|carré|hexagone] [?|vaut combien|fait combien]
quelle est la somme des [nombres de 1 à {num}|{num} premiers entiers|chiffres de mon code]
faire un somme, [ça veut dire quoi|c'est bon pour la santé] ?
combien font {num2} + {num3} divisé par {num} ?
[additionne|multiplie] tous les [prix de ma liste|nombres de ce tableau|âges de ma famille]
[calcule|trouve] la moyenne de {num2}, {num3} et {num}
[calcule|c'est quoi] {num2} factorielle
[convertis|transforme] {num2} [euros en dollars|kilomètres en miles|degrés en fahrenheit|litres en gallons]
{num2} [pouces|pieds|miles|livres], [ça fait combien de centimètres|ça fait combien de kilos|combien de kilomètres] ?
combien de [centimes|grammes|secondes|litres] dans {num2} [euros|kilos|heures|mètres cubes] ?
[l'addition|la note] s'il vous plaît, garçon
je peux payer l'addition [en plusieurs fois|par carte|demain] ?
qu'est-ce qu'une [addition|soustraction|multiplication|division] ?
[à quoi sert|qui a inventé] [la multiplication|la soustraction|l'addition|le zéro|la table de {num2}] ?
[apprends-moi|explique-moi] à [poser une division|multiplier|additionner des fractions|calculer de tête]
c'est quoi un nombre [premier|pair|impair|décimal|négatif|complexe] ?
quel est le plus grand nombre [premier|connu|du monde|]
[quel est|donne-moi] le reste de la division de {num} par {num2}
[un tiers|trois quarts|deux tiers] de {num}, [ça fait combien|combien]
x + {num2} = {num}, [que vaut x|trouve x|résous] ?
[résous|simplifie] l'équation [{num2}x = {num}|x² = {num2}|{num2}x + {num3} = 0]
soldes : -{num2} % sur {num} euros, [je paie combien|quel prix] ?
combien font [la moitié|le quart] de la moitié de {num} ?
[range|trie|mets dans l'ordre] {num}, {num2}, {num3}
[quel est le plus grand|quel est le plus petit] entre {num} et {num2} ?
il y a combien de [chiffres|zéros] dans un [milliard|million|nombre binaire] ?
quelle est la différence [entre un crocodile et un alligator|entre le miel et la confiture|entre toi et moi|entre hier et demain] ?
la différence d'âge entre {person} et {name} ?
faire la différence, [ça veut dire quoi|c'est important] ?
[combien vaut|combien coûte] la différence de prix entre un {noun} et un {noun2} ?
de combien le {noun} est-il plus [lourd|cher|grand] que le {noun2} ?
combien de temps reste-t-il [avant la fin|au match|avant de partir] ?
combien reste-t-il de [pandas|pétrole|pain|places] [dans le monde|dans le {noun}|] ?
quel est le produit [le plus vendu|le moins cher|phare] de [ce magasin|cette marque] ?
quel produit [utiliser|acheter|mettre] pour nettoyer [un {noun}|mon four|une tache] ?
mon {noun} coûte deux fois plus cher que [le tien|hier|ton {noun2}], pourquoi ?
il m'a [appelé|menti|oublié] trois fois, que faire ?
table [basse|de jardin|à manger|de nuit] pas chère, [où en trouver|tu en as]
réserve une table pour {num2} [personnes|] ce soir
les contraires s'attirent, [c'est vrai|tu y crois|pourquoi] ?
mon {noun} et mon {noun2} sont-ils des contraires ?
mon [fils|mari|chat|patron] fait toujours le contraire de ce que je dis, [que faire|pourquoi]
[au contraire|bien au contraire], j'aime [les {noun}s|{verb}]
qui habite [la maison d'en face|de l'autre côté de la rue|dans le {noun}] ?
qui joue contre [nous|l'équipe de {place}|le {noun}] ce soir ?
[quel est|qui est] l'adversaire [de {person}|de {name}|du {noun}] ?
quel est le sexe opposé [chez les escargots|du {noun}|chez le hérisson] ?
le pôle opposé d'un aimant, [il attire|il repousse] ?
quel pays est aux antipodes [de {place}|{dec}] ?
donne-moi un [synonyme|homonyme|adjectif|adverbe|verbe] [de {adj}|pour {adj}|de grand|de petit|de content|de triste] ?
quel est le synonyme de [chaud|froid|beau|gentil|rapide|facile|riche|vrai] ?
quel est le [féminin|pluriel|superlatif] de [beau|vieux|bon|{adj}|mauvais|grand] ?
[un mot qui rime|qu'est-ce qui rime|une rime] avec [grand|petit|chaud|lent|triste|{adj}] ?
[que veut dire|que signifie|définis] [courageux|grand|étroit|superficiel|vaniteux|rassis] ?
comment dit-on [grand|chaud|bon|vrai|lent|lourd] en [anglais|espagnol|allemand|italien] ?
[utilise|mets] [grand|chaud|lent|généreux] dans une phrase
[conjugue|accorde] [être|{verb}|avoir] [au futur|au passé simple|à l'imparfait]
qui est le plus [grand|petit|riche|fort|vieux|rapide], {person} ou {name} ?
pourquoi [l'eau est froide|la nuit est noire|le café est chaud|la vie est difficile|le plomb est lourd] ?
[il fait chaud|il fait froid|c'est sombre|c'est trop haut|c'est bruyant], [que faire|j'allume quoi]
est-ce que le {noun} est [chaud|froid|grand|petit|vide|plein] ?
[ouvert|fermé] le dimanche, le {noun} ?
le magasin est-il ouvert {d} ?
que [fais-tu|faire|manger] {d} ?
tu es libre {d} [soir|matin|prochain] ?
quel temps fera-t-il {d} ?
{d}, [quelle date|c'est le combien] ?
pourquoi la semaine commence-t-elle par {d} ?
d'où vient le nom [du mois|] {m} ?
d'où vient le mot {d} ?
le nom {d} vient de quelle [planète|langue|divinité] ?
quelle est l'origine du mot {m} ?
[est-ce que|] {d} est férié [cette année|en {m}|] ?
quel jour est [Noël|Pâques|le 14 juillet|mon rendez-vous|le marché] cette année ?
quel jour tombe le {num2} {m} ?
quel jour de la semaine [suis-je né|était-ce le {num2} {m}|sera le nouvel an] ?
nous sommes le {num2} {m}, [dans {num3} jours on sera quelle date|quelle fête est-ce]
si on est {d}, on sera quel jour dans [trois jours|dix jours|deux semaines et demie|cent jours] ?
le surlendemain de {d}, [c'est quel jour|quel jour] ?
l'avant-veille de {d}, [c'est quel jour|quel jour] ?
quel jour sera-t-on deux jours après {d} ?
quel mois sera-t-on [trois|cinq|dix] mois après {m} ?
combien de jours entre {d} et [vendredi|le week-end|le prochain {d}] ?
combien de mois entre {m} et [Noël|juin|l'été|mon anniversaire] ?
combien de {d}s [y a-t-il|] [en {m}|cette année|dans un an] ?
combien de week-ends de pluie en {m} ?
combien de jours [ouvrés|fériés|de congé|de pluie|de soleil] [en {m}|cette année] ?
combien d'heures [dure|y a-t-il dans|compte] [{m}|une semaine|un mois|{d}] ?
combien de [minutes|secondes] dans [un mois|une semaine|une année|un jour] ?
combien de semaines [dans une année|dans un mois|en {m}|de vacances] ?
combien de jours dans [un siècle|un trimestre|une décennie|dix ans|deux semaines|six mois] ?
combien de mois dans [un siècle|une décennie|une vie|un trimestre|dix ans] ?
combien de mois dure [une grossesse|l'hiver|la guerre|un chantier] ?
combien de jours dure [un rhume|le festival|le voyage vers la lune|un chagrin d'amour] ?
combien de jours faut-il pour [aller à {place}|réparer un {noun}|apprendre à {verb}] ?
combien de jours de congé [me reste-t-il|ai-je droit|prends-tu] ?
combien de jours reste-t-il [dans le mois|à vivre|avant la rentrée] ?
en quelle année {m} a-t-il été [le plus chaud|le plus froid|inventé] ?
[pourquoi|depuis quand] {m} a-t-il ce nom ?
pourquoi février est-il [si court|plus court|le plus court] ?
[cette année|l'année {num}|l'an prochain] est-elle bissextile ?
quand est la prochaine année bissextile ?
quel est le [plus beau|plus chaud|plus froid|meilleur] mois [de l'année|pour voyager|pour planter un {noun}] ?
quel est le [meilleur|pire] jour [de la semaine|pour {verb}|pour se marier] ?
quel est le jour de [la semaine préféré des Français|la fête des mères|sortie du film|repos de {person}] ?
quels sont les mois [d'été|d'hiver|les plus froids|qui ont un r|de chasse|en anglais]
[quels sont|cite] les jours [fériés|en espagnol|en anglais|de marché|d'ouverture]
les jours de la semaine [en anglais|en allemand|en espagnol|en latin|en japonais]
les mois de l'année [en anglais|en allemand|en espagnol|en chinois|du calendrier républicain]
[quelles sont|cite|combien y a-t-il de] [les quatre saisons|saisons|les planètes|les couleurs de l'arc-en-ciel|les lettres de l'alphabet] ?
[quel signe|quel signe du zodiaque] pour [{m}|quelqu'un né en {m}|le {num2} {m}] ?
quels [fruits|légumes] mange-t-on en {m} ?
que [planter|semer|fêter|faire] en {m} ?
quel temps fait-il en {m} {enc} ?
[qui est né|quelle star est née] en {m} ?
en {m}, je pars à {place}, [quel hôtel|bonne idée] ?
[une semaine|un mois|un an] à {place}, [ça coûte combien|bonne idée|que voir] ?
cette semaine [j'ai mal dormi|je suis malade|je n'ai rien fait]
cette année [je veux changer de vie|je me marie|est nulle]
qu'est-ce qui [va se passer|s'est passé] [l'an prochain|le mois prochain|la semaine prochaine|l'année dernière] ?
en quel mois [es-tu né|suis-je né|est né {person}|a eu lieu le {noun}] ?
comment écrire [une lettre|un CV|un mail à mon patron|un roman|sans fautes|à {person}] ?
comment s'écrit [{noun}|{adj}|{name}|ton nom de famille|le son o] ?
comment s'orthographie [{noun}|le verbe {verb}|{adj}] ?
[y a-t-il|il y a] un accent [à|sur|dans] [{noun}|{adj}|{verb}] ?
[écris|mets] [mon nom|le mot {noun}|{noun}|cette phrase] en [majuscules|gras|lettres capitales|cursive|italique]
écris {num} en [chiffres romains|binaire|hexadécimal|sanskrit|anglais|allemand]
[comment dit-on|comment se dit|traduis] {num} en [anglais|espagnol|allemand|japonais|chinois] ?
que signifie le nombre {num2} [en numérologie|dans la Bible|en rêve|] ?
quel est le nombre [d'or|de Dieu|de joueurs|atomique du fer|préféré de {person}] ?
quel est ton [chiffre porte-bonheur|nombre préféré|numéro de téléphone|numéro de chambre] ?
[les numéros|donne-moi les numéros] du [loto|prochain tirage|bus] [stp|]
quel numéro [appeler|composer] pour [la police|un taxi|les pompiers|joindre {name}] ?
combien de chiffres [a mon numéro|après la virgule dans pi|dans mon code secret] ?
combien de lettres dans [l'alphabet|le mot {noun}|mon prénom|la boîte aux lettres] ?
j'ai reçu {num} lettres [d'amour|recommandées|du facteur], [que faire|je réponds quoi]
au pied de la lettre, [ça veut dire quoi|c'est quoi cette expression] ?
[quels sont les chiffres|donne-moi les chiffres] [du chômage|de l'inflation|de vente|de la semaine]
le chiffre d'affaires de [cette entreprise|Renault|mon {noun}] ?
qui a écrit l'histoire [des trois petits cochons|du petit chaperon rouge|sans fin|de France] ?
[résume|critique|illustre|traduis] l'histoire [de Pinocchio|de Cendrillon|du petit poucet|que tu as lue]
[quelle est|connais-tu] la morale [de l'histoire|du corbeau et du renard|de cette fable] ?
comment finit [l'histoire|ce film|le livre|la série|le conte de Barbe-Bleue] ?
qui est le [héros|méchant|personnage principal] [du film|de Germinal|de ce roman|de la série] ?
[histoire-géo|cours d'histoire] : [la révolution|les croisades|la guerre froide|Napoléon|le Moyen Âge]
[qui a|quand a-t-on] [fait l'histoire|inventé l'écriture|écrit le premier livre|dit cette phrase] ?
c'est quoi cette histoire de [{noun}|dettes|fou|{noun} {adj}] ?
[quelle histoire|c'est toute une histoire], mon {noun} est [{adj}|cassé|en retard]
ne me raconte pas d'histoires, [où est mon {noun}|qui a pris le {noun}|dis la vérité]
[quelle est l'histoire|résume l'histoire] [{dec}|de la ville de {place}|du football|de l'art] ?
[raconte|dis]-moi [ta journée|tes vacances|ce que tu as mangé|un souvenir|un rêve que tu as fait]
[raconte|explique] [comment tu as dormi|la bataille de {place}|la vie de {person}|pourquoi le {noun} est {adj}]
[combien de pages|quel prix|quel auteur] pour [ce livre d'histoires|ce conte|cette histoire] ?
[lis|ouvre|achète]-moi [le journal|mes mails|le livre de {person}|la page {num}]
[écris|compose] [une chanson|un poème|un sketch|une pièce de théâtre|un rap] avec {name} [dedans|]
[un poème|une chanson|une blague|une lettre|un dessin] [sur|pour] {name} [stp|]
[qui est|où habite|quel âge a|que fait] {name} [aujourd'hui|dans la vie|] ?
que signifie le prénom {name} ?
{name} est-il un prénom [de garçon|de fille|breton|rare|ancien] ?
[quel prénom donner|un prénom] [à mon bébé|à mon chien|à ma fille|au {noun}] ?
quand fête-t-on les {name} ?
{name} [m'a quitté|est parti|ne répond plus|me manque], [que faire|je suis triste]
combien de [héros|personnages] dans [ce livre|Astérix|le film] ?
un héros [de guerre|national {dec}|grec|de bande dessinée], [cite-moi un nom|lequel préfères-tu]
comment devenir un héros ?
et la [population|monnaie|superficie|langue|météo] {dec} ?
et [son président|son drapeau|sa monnaie|sa population|son plat national], c'est quoi ?
et [pourquoi|comment tu le sais|depuis quand] ?
et [après la mort|avant le big bang|après le {noun}], il y a quoi ?
et le {noun}, il est [où|comment|à qui] ?
et toi, tu préfères [{d}|{m}|{c}|le {noun}] ?
"""

"""More French phrasings of what the model can do, in the notation of french.py; clauses for wrappers
of their own; more words that it must decline. As english_tasks.py."""

PHRASES = """
@capital
[le gouvernement|le parlement|le président] {dec} siège dans [quelle ville|quelle capitale] ?
[on apprend|j'apprends|j'étudie|on révise] [les capitales|la géographie] : {c} ?
[c'est quelle ville|quelle ville sert de|laquelle de ces villes est|quelle ville a le titre de] la capitale {dec} ?
{c} [: capitale|-> capitale|= capitale|, capitale stp|a quelle capitale|a pour capitale|et la capitale c'est|capitale svp] ?
[si je vais|quand on va|quand on arrive] dans la capitale {dec}, [où suis-je|c'est où|dans quelle ville est-on] ?
[la capitale|capitale] [du pays|du pays suivant :|pour le pays] {nu} ?
@reverse
[quel|quelle] [pays|nation|état|contrée] [est gouverné depuis|a sa capitale à|a choisi pour capitale|compte comme capitale|possède comme capitale|prend pour capitale|appelle sa capitale|a une capitale nommée|a une capitale qui s'appelle|a comme ville capitale] {k} ?
{k} [est la capitale de qui|= capitale de|-> capitale de|: capitale de|, capitale de quel état|, c'est la capitale d'où|sert de capitale à quel pays|est capitale de quelle nation|est une capitale, de quel pays|c'est quelle nation|, quel pays|, le pays c'est] ?
[de quelle nation|de quel état|pour quel pays|à quel pays] {k} [est la capitale|sert de capitale|est-elle la capitale|est capitale] ?
[je sais|j'ai lu|on m'a dit|je crois|j'ai appris] que {k} est une capitale, [de quel pays|mais de quel pays|mais d'où|de quoi]
[je pars|je voyage|nous allons|je vis] à {k}, [une capitale : de quel pays|la capitale de quel pays|qui est la capitale de quoi]
[dis|donne|montre|trouve|cite][-moi|-nous] [quel pays a|un pays avec|le pays ayant|le pays qui possède|l'état qui a] {k} [pour capitale|comme capitale]
[pays|état|nation] [de capitale|dont la capitale est|avec la capitale|qui a pour capitale|ayant pour capitale] {k} ?
[la capitale|capitale|une capitale] : {k}. [Le pays|Quel pays|C'est où|De quel pays|Quel est le pays] ?
[c'est|quel est] le pays [de la capitale|qui correspond à|si la capitale est|quand la capitale est] {k} ?
@sum
[combien|que|quoi] [font|donnent|fait|valent|égalent|ça donne] {a} [+|plus|et|ajouté à] {b} [ensemble|en tout|] ?
[quel est|c'est quoi|donne|trouve|je veux|il me faut] le [total|résultat|montant] [si j'ajoute|quand on ajoute|en ajoutant|de l'addition de] {a} [et|à] {b} ?
[additionne|ajoute|réunis|cumule|compte|somme] [-moi|donc|] {a} [et|avec] {b} [stp|svp|pour moi|]
[il|elle|un enfant|mon fils|Tom|maman] a {a} {things} et [en reçoit|en achète|en trouve|en gagne|en ramasse] {b} [de plus|encore|]. [Combien en tout|Combien en a-t-il maintenant|Ça fait combien|Quel est le total] ?
avec {a} {things} [et|plus] {b} [autres|en plus], [combien en tout|ça fait combien|on en a combien] ?
{a} {things} [et|plus|+] {b} {things} [font combien|ça fait|égale|ça fait combien|] ?
[on part de|je pars de|à] {a} [et on ajoute|j'ajoute|, ajoute|et j'ajoute] {b} [, combien|, ça fait combien|, on obtient quoi|, résultat]
[quel nombre|quel est le nombre qui] [vaut|est|fait] {b} de plus que {a} ?
{a} [augmenté de|auquel on ajoute|, ajoute|et encore|, et en plus|additionné à] {b} [ça fait|égale|donne|?]
[j'ai payé|j'ai dépensé|j'ai gagné|ça coûte] {a} euros [puis|et|et encore] {b}, [combien en tout|quel est le total|ça fait combien]
[si|quand] [on|je|tu] [ajoute|met|additionne|ajoutes] {a} [et|à|avec] {b} [, on obtient combien|, ça fait quoi|, combien|, c'est quoi le total]
[calcule|résous|effectue|fais|pose] [l'addition|la somme|ce calcul :|ça :|vite] {a} [+|plus] {b}
{a} [+|plus] {b} [combien|résultat|total|ça donne quoi|ça fait quoi|donne combien|vaut combien|est égal à|=?]
@difference
[combien|que|quoi] [font|donnent|fait|valent|égalent|ça donne] {a} [-|moins|ôté de] {b} [stp|] ?
[quel est|c'est quoi|donne|trouve|je veux|il me faut] [le résultat|le reste|la différence] [si j'enlève|quand on retire|en enlevant|en ôtant|si on soustrait|de la soustraction de] {b} [à|de] {a} ?
[quelle est|c'est quoi|donne|calcule|trouve] [la différence|l'écart] [entre|de] {a} et {b} ?
[soustrais|enlève|retire|ôte|retranche|déduis] [-moi|donc|] {b} [à|de] {a} [stp|svp|pour moi|]
[il|elle|un enfant|mon fils|Tom|maman] a {a} {things} et en [perd|donne|vend|mange|casse|prête] {b}. [Combien en reste-t-il|Il en reste combien|Combien il en garde|Combien lui en reste-t-il] ?
sur {a} {things}, {b} sont [à moi|là-bas|ailleurs|pour toi|de trop], [combien en reste-t-il|il en reste combien|combien restent] ?
{a} {things} [moins|-|sans] {b} [ça fait|font combien|égale|il en reste combien|] ?
[on part de|je pars de|à] {a} [et on enlève|j'enlève|, enlève|et je retire|et on ôte] {b} [, combien reste-t-il|, ça fait combien|, on obtient quoi|, résultat|, il reste quoi]
[de combien|combien] {a} [est plus grand|est supérieur|dépasse|vaut de plus] que {b} ?
[combien|que] [manque-t-il|faut-il ajouter|dois-je ajouter|ajouter] à {b} pour [avoir|faire|arriver à|obtenir] {a} ?
[quel nombre|quel est le nombre qui] [vaut|est|fait] {b} de moins que {a} ?
{a} [diminué de|auquel on enlève|, enlève|, retire|moins encore|privé de|réduit de|dont on ôte|sans] {b} [ça fait|égale|donne|reste|?]
[j'ai|j'avais|on a|elle a] {a} euros et [je dépense|je paie|on dépense|je perds] {b}, [combien reste-t-il|il reste combien|que reste-t-il|combien me reste-t-il]
[si|quand] [on|je] [enlève|retire|ôte|soustrait|retranche] {b} [à|de] {a} [, on obtient combien|, ça fait quoi|, combien|, il reste quoi|, reste combien]
[calcule|résous|effectue|fais|pose] [la soustraction|la différence|ce calcul :|ça :|vite] {a} [-|moins] {b}
{a} [-|moins] {b} [combien|résultat|reste|ça donne quoi|ça fait quoi|donne combien|vaut combien|est égal à|=?]
[c'est|ça coûte|le prix est] {b} euros et je [donne|paie avec|tends] {a}, [on me rend combien|combien de monnaie|il me reste combien]
@product
[combien|que] [font|donnent|fait|valent] {a} [x|fois|multiplié par] {b} [stp|] ?
[table de multiplication|table|les tables] : {a} [x|fois] {b} ?
[quel est|c'est quoi|donne|trouve] le [produit|résultat] [si je multiplie|quand on multiplie|en multipliant] {a} par {b} ?
[calcule|résous|effectue|fais|pose] [la multiplication|le produit|ce calcul :|vite] {a} [x|fois] {b}
[j'achète|on a|il porte|elle a] {a} [boîtes|sacs|paquets] de {b} {things}, [combien en tout|combien de {things}|quel total] ?
{a} [x|fois] {b} [combien|résultat|ça donne quoi|ça fait quoi|donne combien|vaut combien|est égal à|=?]
@opposite
est-ce que {x} est le [contraire|opposé] {dew} ?
{x} est-il le [contraire|antonyme] {dew} ?
[quel|c'est quoi le|donne un|il existe un|trouve un] mot [de sens contraire à|de sens opposé à|opposé à|contraire à|qui s'oppose à|qui est l'inverse de] {w} ?
[si|quand] [on n'est pas|je ne suis pas|c'est pas|une chose n'est pas|quelqu'un n'est pas] {w}, [on est|on est quoi|je suis quoi|c'est quoi|elle est comment|il est comment] ?
[je dis|si je dis|tu dis|on dit] {w}, [tu dis|tu réponds quoi|le contraire c'est|que dis-tu|donne le contraire] ?
[mot|vocabulaire|exercice|jeu des contraires|les contraires|antonymes] : {w} [->|/|<>|et|=|] ?
{w} [/ contraire|, son contraire|, l'inverse|, l'opposé|, l'antonyme|a pour contraire|et l'inverse c'est|, c'est le contraire de quoi|, le contraire stp|contre|a comme opposé|, au contraire c'est] ?
[comment|cmt] [dire|on dit|dit-on|appelle-t-on|nomme-t-on|tu dis|s'appelle] [le contraire|l'opposé|l'inverse|l'antonyme] {dew} ?
[le contraire|l'inverse|l'opposé] [exact|même|] {dew} [stp|c'est|serait|est|, vite|?]
[donne|trouve|dis|écris|cherche|propose][-moi|-nous|] [le contraire|l'inverse|un antonyme|l'opposé|un contraire] [{dew}|du mot {w}|pour {w}|de l'adjectif {w}]
[je cherche|il me faut|je veux|je dois trouver|on demande|j'ai besoin de connaître] [le contraire|l'opposé|l'antonyme|l'inverse] [{dew}|du mot {w}|pour {w}]
[y a-t-il|il y a|existe-t-il|tu as] un [contraire|antonyme|opposé] [{dew}|pour {w}|au mot {w}] ?
[tout sauf|l'inverse d'être|le contraire d'être|pas du tout|ni] {w}, [c'est|c'est quoi|on dit comment] ?
[mon exercice|le livre|la maîtresse|le jeu] [demande|veut] : [contraire {dew}|le contraire {dew}|antonyme {dew}]
@day_next
[quel|c'est quel|dis-moi quel|sais-tu quel] jour [il y a|arrive|se trouve|on a|suit|vient juste|vient tout de suite|sera-t-on|est-ce] après {d} ?
[si|quand|puisque] [nous sommes|c'est|on est|aujourd'hui on est|aujourd'hui nous sommes] {d}, [demain c'est|c'est quoi demain|on sera quel jour demain|quel est le lendemain|demain sera|quel jour vient ensuite|demain c'est quel jour|le jour suivant c'est] ?
{d} [est avant quel jour|précède quel jour|vient avant quel jour|, le lendemain|, le jour suivant|, le jour d'après|+ 1|plus un jour|puis|et après|, ensuite|, et demain] ?
[le lendemain|le jour suivant|le jour d'après] [de {d}|après {d}] [c'est|c'est quoi|est|se nomme|, stp|] ?
[hier|si hier|hier, on] était {d}, [aujourd'hui c'est|on est quel jour aujourd'hui|c'est quel jour aujourd'hui|et aujourd'hui]
[mon rendez-vous|la fête|l'examen|le départ] est le lendemain de {d}, [c'est quel jour|quel jour donc|donc quand]
[quand|une fois que] {d} est [fini|passé|terminé], [quel jour commence|quel jour vient|on est quel jour] ?
@day_before
[quel|c'est quel|dis-moi quel|sais-tu quel] jour [il y a|arrive|se trouve|on a|précède|vient juste|vient tout de suite|était-ce] avant {d} ?
[si|quand|puisque] [nous sommes|c'est|on est|aujourd'hui on est|aujourd'hui nous sommes] {d}, [hier c'était|c'était quoi hier|on était quel jour hier|quelle est la veille|hier était|quel jour venait avant|hier c'était quel jour|le jour précédent c'est] ?
{d} [est après quel jour|suit quel jour|vient après quel jour|, la veille|, le jour précédent|, le jour d'avant|- 1|moins un jour|, et hier] ?
[la veille|le jour précédent|le jour d'avant] [de {d}|avant {d}] [c'est|c'est quoi|est|se nomme|, stp|] ?
[demain|si demain|demain, ce] sera {d}, [aujourd'hui c'est|on est quel jour aujourd'hui|c'est quel jour aujourd'hui|et aujourd'hui]
[mon rendez-vous|la fête|l'examen|le départ] est la veille de {d}, [c'est quel jour|quel jour donc|donc quand]
[quel|c'est quel] jour [finit|se termine] quand {d} commence ?
@month_next
[quel|c'est quel|dis-moi quel|sais-tu quel] mois [il y a|arrive|se trouve|on a|suit|vient juste|vient tout de suite|sera-t-on|est-ce] après {m} ?
[si|quand|puisque] [nous sommes en|c'est|on est en|ce mois-ci est] {m}, [le mois prochain c'est|c'est quoi le mois prochain|quel mois vient ensuite|le mois suivant c'est|quel est le mois d'après] ?
{m} [est avant quel mois|précède quel mois|vient avant quel mois|, le mois suivant|, le mois d'après|+ 1|plus un mois|puis|et après|, ensuite] ?
[le mois suivant|le mois d'après|le mois qui suit] {m} [c'est|c'est quoi|est|se nomme|, stp|] ?
[mon anniversaire|les vacances|le voyage] [est|tombe] le mois après {m}, [c'est quel mois|quel mois donc|donc quand]
[quand|une fois que] {m} est [fini|passé|terminé], [quel mois commence|quel mois vient] ?
[le mois dernier|le mois passé] c'était {m}, [on est en quel mois|quel mois est-ce|et maintenant]
@month_before
[quel|c'est quel|dis-moi quel|sais-tu quel] mois [il y a|arrive|se trouve|on a|précède|vient juste|vient tout de suite|était-ce] avant {m} ?
[si|quand|puisque] [nous sommes en|c'est|on est en|ce mois-ci est] {m}, [le mois dernier c'était|c'était quoi le mois dernier|quel mois venait avant|le mois précédent c'est|quel est le mois d'avant] ?
{m} [est après quel mois|suit quel mois|vient après quel mois|, le mois précédent|, le mois d'avant|- 1|moins un mois] ?
[le mois précédent|le mois d'avant|le mois qui précède] {m} [c'est|c'est quoi|est|se nomme|, stp|] ?
[quel|c'est quel] mois [finit|se termine] quand {m} commence ?
[le mois prochain|le mois qui vient] c'est {m}, [on est en quel mois|quel mois est-ce|et maintenant]
@month_days
[combien|cb] de jours [dure|fait|contient|comporte|y a-t-il dans|trouve-t-on en|compte-t-on en|a en tout|a exactement] {m} ?
[il y a|ya|on compte|on trouve] [30 ou 31 jours|31 ou 30 jours|28, 30 ou 31 jours|combien de jours en tout] en {m} ?
{m} [a 30 jours|a 31 jours|compte 30 ou 31 jours|a combien|en jours|fait 31 jours|a 28 ou 31 jours|: 30 ou 31|, c'est 30 ou 31|, 31 jours|se termine le 30 ou le 31|finit le combien|dure combien de temps|c'est long comment] ?
[quel est|c'est quoi] le [dernier jour|nombre exact de jours|total de jours] [de|du mois de|en] {m} ?
[la durée|la longueur|le nombre de jours] [de|du mois de] {m} [stp|en jours|?]
[je pars|je suis en vacances|je loue] [tout le mois de|pendant tout] {m}, [ça fait combien de jours|c'est combien de jours]
@month_nth
[quel|c'est quel] mois [porte le numéro|est le numéro|a le numéro|est le n°|vient en position] {i} ?
[mois|le mois] [numéro|n°|num] {i} [stp|de l'année|c'est|] ?
[quel est|c'est quoi|dis-moi|nomme|cite|donne] le {ith} mois [de l'année|dans l'année|du calendrier|stp|]
[le|] {ith} mois [de l'année|c'est quoi|?|du calendrier]
[dans le calendrier|dans l'année|en partant de janvier], [quel est le|c'est quoi le] {o} mois ?
[nomme|cite|écris|trouve|rappelle-moi] le {o} mois [stp|du calendrier|]
@week_days
[une|chaque|la|1] semaine [dure|fait|comporte|contient|égale|représente] combien de jours ?
[combien|cb] [dure|fait] une semaine [en jours|] ?
[la durée|la longueur] d'une semaine [en jours|] ?
il faut combien de jours pour [faire|avoir] une semaine ?
@year_months
[une|chaque|l'|1] année [dure|fait|comporte|contient|égale|représente] combien de mois ?
[combien|cb] de mois [fait|dure|comporte|forment|composent] [une année|un an|l'année] ?
il faut combien de mois pour [faire|avoir] [un an|une année] ?
@year_days
[une|chaque|l'|1] année [dure|fait|comporte|contient|égale|représente] combien de jours ?
[combien|cb] de jours [fait|dure|comporte|forment|composent] [une année|un an|l'année] ?
il faut combien de jours pour [faire|avoir] [un an|une année] ?
[une année a-t-elle|un an c'est] [365 ou 366|365] jours ?
@list_days
[écris|dis|récite|donne|montre|énumère|épelle][-moi|-nous|] [tous|] les [sept|7|] jours [de la semaine|d'une semaine|dans l'ordre] [stp|]
[comment s'appellent|comment se nomment|rappelle-moi] les jours de la semaine ?
[mon fils|ma fille|mon enfant] [apprend|demande|doit apprendre|veut savoir] les jours de la semaine
[j'ai oublié|je dois apprendre|il me faut|je veux|on apprend] [tous|] les jours de la semaine
[lundi|lun] [à|jusqu'à] [dimanche|dim], [tous les jours stp|quels jours]
@list_months
[écris|dis|récite|donne|montre|énumère|épelle][-moi|-nous|] [tous|] les [douze|12|] mois [de l'année|d'une année|dans l'ordre] [stp|]
[comment s'appellent|comment se nomment|rappelle-moi] les mois de l'année ?
[mon fils|ma fille|mon enfant] [apprend|demande|doit apprendre|veut savoir] les mois de l'année
[j'ai oublié|je dois apprendre|il me faut|je veux|on apprend] [tous|] les mois de l'année
[janvier|janv] [à|jusqu'à] [décembre|déc], [tous les mois stp|quels mois]
@spell
[comment|cmt] [est-ce qu'on écrit|faut-il orthographier|on orthographie|est écrit|se lit|prononce-t-on|on dit] [le nombre|] {n} [en lettres|en toutes lettres|en mots] ?
[le nombre|le chiffre|] {n} [écrit en lettres|tout en lettres|, en lettres stp|sans chiffres|en texte|, comment on l'écrit|-> lettres|= en lettres|, l'écriture en lettres] ?
[sur|pour] [un chèque|mon chèque|une facture] [j'écris|je dois écrire|il faut] {n} en lettres [, comment|]
[il me faut|je veux|je dois écrire|j'ai besoin de] {n} en [lettres|toutes lettres|mots]
[écrivez|notez|mettez|rédige|donnez-moi|montre-moi] {n} en [lettres|toutes lettres|mots] [svp|stp|]
@unspell
[le nombre|] {s} [, en chiffres stp|tout en chiffres|sans lettres|numérique|-> chiffres|= en chiffres|, l'écriture en chiffres|, ça donne quoi en chiffres] ?
[il me faut|je veux|je dois écrire|j'ai besoin de] {s} en [chiffres|nombre]
[écrivez|notez|mettez|rédige|donnez-moi|montre-moi] {s} en chiffres [svp|stp|]
[comment|cmt] [est-ce qu'on écrit|on note|faut-il noter|est écrit] [le nombre|] {s} en chiffres ?
@and_capital
[merci|super|ok|très bien|d'accord|bien|parfait], et [{dec}|{c}|pour {c}|{enc}|celle {dec}] ?
[et|ou|puis] [la capitale|celle|quelle est celle|quelle ville pour celle] {dec} [stp|svp|?|]
[pareil|idem|même chose|même question|de même] [{dec}|pour {c} stp|avec {c}|: {c}|, mais pour {c}]
[je voulais dire|non, je veux dire|pardon,|une autre :|encore une :|pays suivant :|enfin,|et aussi] {c} [?|stp|]
{c} [, même question|, et là|aussi stp|ensuite|, pareil|, et celle-là] ?
@and_reverse
[merci|super|ok|très bien|d'accord|bien|parfait], et [{k}|pour {k}|avec {k}] ?
[et|ou|puis] [la capitale|la ville|le pays pour|quel pays a|quel pays pour|quel pays avec] {k} [stp|svp|?|]
[pareil|idem|même chose|même question|de même] [pour {k} stp|avec {k}|: {k}|, mais pour {k}]
[je voulais dire|non, je veux dire|pardon,|une autre :|encore une :|capitale suivante :|enfin,|et aussi] {k} [?|stp|]
{k} [, même question|, et là|aussi stp|ensuite|, pareil|, c'est quel pays] ?
@and_opposite
[merci|super|ok|très bien|d'accord|bien|parfait], et [{dew}|{w}|pour {w}|celui {dew}] ?
[et|ou|puis] [l'opposé|l'inverse|le contraire|quel est celui] {dew} [stp|svp|?|]
[pareil|idem|même chose|même question|de même] [{dew}|pour {w} stp|avec {w}|: {w}|, mais pour {w}]
[je voulais dire|non, je veux dire|pardon,|un autre :|encore un :|mot suivant :|enfin,|et aussi] {w} [?|stp|]
{w} [, même question|, et là|aussi stp|ensuite|, pareil|, son contraire] ?
@and_day
[merci|super|ok|très bien|bien|parfait|puis|et maintenant], [et après {d}|et {d}|et pour {d}|le lendemain de {d}|quel jour après {d}] ?
[et|ou] [si|quand] [c'est|on est|nous sommes] {d} ?
[pareil|idem|même question|de même] [après {d}|pour {d} stp|: {d}|, mais pour {d}]
et [qui suit|quel jour suit|le lendemain de|ensuite, après] {d} ?
@and_month
[merci|super|ok|très bien|bien|parfait|puis|et maintenant], [et après {m}|et {m}|et pour {m}|quel mois après {m}] ?
[et|ou] [si|quand] [on est en|nous sommes en|c'est] {m} ?
[pareil|idem|même question|de même] [après {m}|pour {m} stp|: {m}|, mais pour {m}]
et [qui suit|quel mois suit|le mois après|ensuite, après] {m} ?
@and_month_days
[merci|super|ok|très bien|bien|parfait], [et en {m}|et {m}|et pour {m}|combien en {m}] ?
[et|ou|puis] [combien a|combien de jours en|combien pour|combien dure|le mois de|combien compte] {m} ?
[pareil|idem|même question|de même] [en {m}|pour {m} stp|: {m}|, mais en {m}]
{m} [, même question|, et là|aussi stp|ensuite|, combien] ?
@and_sum
[merci|super|ok|très bien|bien|parfait], [et|maintenant|combien font] {a} [+|plus] {b} ?
[et|ou|puis] [ça fait combien|que font|combien fait|la somme de|si j'ajoute] {a} et {b} ?
[pareil|idem|même question|de même] [pour|avec|:] {a} [+|plus] {b} [stp|?|]
[je voulais dire|pardon,|un autre :|encore un :|calcul suivant :|et aussi] {a} [+|plus] {b} [?|stp|]
@and_spell
[merci|super|ok|très bien|bien|parfait], [et|et pour|maintenant|comment s'écrit] {n} ?
[et|ou|puis] [comment on écrit|comment écrire|le nombre|écris aussi|pour le nombre] {n} [stp|?|]
[pareil|idem|même question|de même] [pour|avec|:] {n} [stp|?|]
[je voulais dire|pardon,|un autre :|encore un :|nombre suivant :|et aussi] {n} [?|stp|]
{n} [, même question|, et là|aussi stp|ensuite|, pareil|en lettres aussi] ?
"""

UNKNOWN = """
[quel|quelle] est [l'opposé de la rue|le côté opposé|l'équipe adverse|le meilleur adjectif|le nom du contraire] ?
[mon|le] {noun} coûte {num} euros, [c'est cher|je l'achète|c'est trop]
[la moitié|le quart|le tiers|le double|le carré] de {num} [stp|?|]
"""

NOUN_PHRASES = """
@capital
la capitale de ce pays : {c}
le nom de la ville capitale {dec}
la ville où siège le gouvernement {dec}
@reverse
la nation dont la capitale est {k}
l'état qui a {k} pour capitale
le pays gouverné depuis {k}
le pays de la capitale {k}
@sum
{a} et {b} ensemble
la somme des nombres {a} et {b}
{a} augmenté de {b}
le total si on ajoute {a} et {b}
@difference
{b} ôté de {a}
ce qui reste de {a} sans {b}
{a} diminué de {b}
la différence de {a} et {b}
l'écart entre {a} et {b}
le reste de {a} moins {b}
@product
le produit de {a} et {b}
{a} fois le nombre {b}
@opposite
le contraire exact {dew}
l'opposé du mot {w}
l'antonyme du mot {w}
un mot opposé à {w}
un contraire {dew}
@day_next
le jour suivant {d}
le jour d'après {d}
le jour de demain si on est {d}
@day_before
la veille de {d}
le jour précédant {d}
le jour d'hier si on est {d}
@month_next
le mois suivant {m}
le mois d'après {m}
@month_before
le mois précédant {m}
le mois d'avant {m}
@month_days
le nombre de jours que compte {m}
la longueur du mois de {m}
@month_nth
le {ith} mois
le mois numéro {i}
le {ith} mois de l'année
@spell
l'écriture en lettres de {n}
le nombre {n} en toutes lettres
{n} en texte
@unspell
le nombre {s} écrit en chiffres
les chiffres pour {s}
"""

CLAUSES = """
@capital
quelle est la capitale {dec}
comment s'appelle la capitale {dec}
quelle ville est la capitale {dec}
où est la capitale {dec}
ce qu'est la capitale {dec}
@reverse
de quel pays {k} est la capitale
quel pays a {k} pour capitale
quel est le pays dont la capitale est {k}
dans quel pays {k} est la capitale
de quoi {k} est la capitale
@sum
combien font {a} plus {b}
combien font {a} et {b}
combien fait {a} + {b}
ce que font {a} et {b}
quelle est la somme de {a} et {b}
combien j'ai si j'ajoute {b} à {a}
@difference
combien font {a} moins {b}
combien fait {a} - {b}
ce que fait {a} moins {b}
combien il reste si j'enlève {b} à {a}
quelle est la différence entre {a} et {b}
ce qui reste de {a} sans {b}
@product
combien font {a} fois {b}
combien fait {a} x {b}
ce que fait {a} multiplié par {b}
quel est le produit de {a} par {b}
@opposite
quel est le contraire {dew}
quel est l'opposé {dew}
quel mot est le contraire {dew}
comment on dit le contraire {dew}
quel mot s'oppose à {w}
quel est l'antonyme {dew}
@day_next
quel jour vient après {d}
quel jour suit {d}
quel est le lendemain de {d}
ce qui vient après {d}
quel jour on sera demain si on est {d}
@day_before
quel jour vient avant {d}
quel jour précède {d}
quelle est la veille de {d}
ce qui vient avant {d}
@month_next
quel mois vient après {m}
quel mois suit {m}
ce qui vient après {m}
@month_before
quel mois vient avant {m}
quel mois précède {m}
ce qui vient avant {m}
@month_days
combien de jours a {m}
combien de jours il y a en {m}
combien de jours compte {m}
si {m} a 30 ou 31 jours
combien dure le mois de {m}
@month_nth
quel est le {o} mois
quel mois est le {o}
quel est le {ith} mois de l'année
quel mois porte le numéro {i}
@week_days
combien de jours a une semaine
combien il y a de jours dans une semaine
@year_months
combien de mois a une année
combien il y a de mois dans un an
@year_days
combien de jours a une année
combien il y a de jours dans un an
@list_days
quels sont les jours de la semaine
comment s'appellent les jours
@list_months
quels sont les mois de l'année
comment s'appellent les mois
@spell
comment s'écrit {n} en lettres
comment on écrit {n}
comment écrire {n} en lettres
comment s'écrit le nombre {n}
@unspell
comment s'écrit {s} en chiffres
comment écrire {s} en chiffres
quel nombre est {s} en chiffres
@who
qui tu es
qui vous êtes
ce que tu es
comment tu t'appelles
quel est ton nom
à qui je parle
si tu es un robot
si tu es humain
@maker
qui t'a créé
qui t'a fait
d'où tu viens
qui t'a programmé
comment tu as été fait
qui est ton créateur
@private
où vont mes données
qui lit mes messages
où tu tournes
si c'est privé
si tu as besoin d'internet
si tu gardes mes messages
ce que tu fais de mes données
si quelqu'un lit ce que j'écris
@size
quelle est ta taille
combien tu pèses
combien de paramètres tu as
si tu es gros
quelle place tu prends
@languages
quelles langues tu parles
combien de langues tu parles
si tu parles anglais
en quelle langue écrire
@silex
ce qu'est silex
à quoi sert silex
ce que fait silex
comment marche silex
@help
ce que tu sais faire
ce que tu peux faire
à quoi tu sers
ce que je peux te demander
comment tu peux m'aider
quelles questions te poser
de quoi tu es capable
@unknown
qui est le président {dec}
combien d'habitants a {c}
quelle heure il est
quel temps il fera demain
pourquoi le {noun} est {adj}
comment marche un {noun}
qui est {person}
quand est né {person}
où est mon {noun}
combien coûte un {noun}
ce que veut dire {noun}
comment {verb} un {noun}
qui a gagné hier
quoi manger ce soir
quel âge tu as
quelle est la racine carrée de {num}
quel jour on est
comment on dit {noun} en anglais
comment je m'appelle
où se trouve {place}
qui a inventé le {noun}
"""

CLAUSE_WRAPPERS = """
[sais-tu|tu sais|savez-vous|vous savez|est-ce que tu sais|est-ce que vous savez|tu saurais] {cl} ?
[peux-tu|tu peux|pouvez-vous|pourrais-tu|tu pourrais|pourriez-vous|est-ce que tu peux] [me|nous] [dire|expliquer|rappeler|apprendre] {cl} ?
[dis|explique|rappelle|apprends]-[moi|nous] {cl} [stp|]
[dites|expliquez|rappelez]-[moi|nous] {cl} [svp|]
[dis moi|dit moi|dis|dites moi] {cl}
[je veux|je voudrais|j'aimerais|je dois|je souhaite|on veut|on voudrait|il faut] savoir {cl}
[je me demande|je ne sais pas|je ne sais plus|j'ai oublié|je cherche à savoir|j'ignore|je voulais savoir|je demande|on me demande|je n'arrive pas à savoir] {cl}
[une idée|tu as une idée|as-tu une idée|aucune idée] : {cl} ?
[puis-je|je peux|est-ce que je peux|on peut] [savoir|te demander] {cl} ?
[mon fils|ma fille|la maîtresse|mon ami|quelqu'un|mamie|le quiz] [demande|veut savoir|voudrait savoir|m'a demandé] {cl}
[je suis curieux|j'ai besoin|je serais content|ça m'aiderait] de savoir {cl}
[ma question|la question|question|je veux savoir|ce que je veux savoir] : {cl} ?
{cl} [, tu sais|, dis-moi|, je me demande|, tu peux me dire|, stp|, une idée|?]
[stp|svp|allez,|vite,|silex,|bon,] dis-moi {cl}
[tu dois savoir|tu sais sûrement|trouve|devine|vérifie|explique] {cl}
"""

OPENERS = (
    "rebonjour, |salut robot, |bonjour silex, |hello silex, |hé robot, |bonsoir, |allô, |allo ? |"
    "désolé de déranger, |pardon de vous déranger, |excuse, |excusez, |puis-je demander, |aide-moi : |"
    "j'ai besoin d'aide : |à l'aide ! |aidez-moi svp, |une chose : |encore une chose : |"
    "une dernière chose : |juste une question : |question bête : |question rapide : |quiz : |"
    "géographie : |vocabulaire : |calcul : |pour mon examen : |pour ma fille : |pour un ami : |"
    "pour un jeu : |pour les mots croisés : |c'est pour l'école : |je fais mes devoirs. |"
    "je suis élève. |je suis prof. |j'ai sept ans. |je suis pressé : |j'oublie toujours : |"
    "je ne m'en souviens plus, |j'ai un trou de mémoire, |voyons, |voyons voir, |essaie ça : |"
    "et ça : |après ça, |aussi, |à propos, |en fait, |franchement, |sérieux, |bref, |merci. |"
    "merci, et |bien. |très bien. |parfait. |parfait, |waouh, |ah ok, |hein, |heu, |hmm... |ok... |"
    "bon ben |bah |ben |allez : |vas-y : |mec, |mon pote, |mon vieux, |cher assistant, |"
    "ordinateur, |robot, |machine, |ok silex, |tu es là ? |tu sais, |regarde, |attends, |"
    "pas sûr, mais |peut-être tu sais : |si tu sais, |si possible, |si je peux me permettre, |"
    "sois bref : |en bref : |vite fait : |urgent : |important : |réponds : |réponds-moi : |"
    "ma femme demande : |on a parié : |défi : |jeu : |devinette : |q : |1) |1. |a) |- |* |> |"
    "s'il vous plaît monsieur, |dites voir, |dis voir, |dis donc, |eh |eh bien, |nom d'une pipe, "
).split("|")
CLOSERS = (
    ", merci bien|, merci beaucoup d'avance|, je te prie|, si possible|, si tu veux bien|"
    ", si ça te dérange pas| pour nous| pour ma fille| pour ma classe| pour un quiz|, pour un quiz|"
    ", pour mes devoirs|, je dois savoir|, je ne sais plus|, je sais pas|, aucune idée|"
    ", je me demande|, par curiosité|, mon fils demande|, on a parié|, à ton avis|, réponds vite|"
    ", rapidement|, vite stp|, ok| ok|, hein| hein|, oui|, non|, alors|, mec|, chef|, monsieur|"
    ", robot|, machine|, l'ordi|, mon grand|, petit robot| :D| ^^| <3| ptdr| haha|, mille mercis|"
    ". stp|. svp|. réponds|. vite|. merci beaucoup|. j'en ai besoin| ? merci| ? svp| ? stp|"
    ", dis|, dis voir|, allez|, vas-y|, encore|, encore une fois|, une fois de plus|..|....|, euh"
).split("|")

NOUNS = (
    "bol pot bocal panier seau plat placage tabouret banc canapé lustre cintre savonnier gant "
    "manche col lacet ruban fil nœud filet câblage crochet verrou cadenas guichet comptoir rayon "
    "chariot wagon ballon cerf-volant radeau canoë voilier phoque morse hamster cobaye rat écureuil "
    "daim élan bison hippopotame rhinocéros léopard guépard lynx gorille lézard crocodile ver "
    "bourdon grillon criquet poulpe calmar saumoneau merlan brochet pinson moineau merle rossignol "
    "cygneau dindon poussin veau agneau poney poulain chiot chaton arrosoir râteau tuyau sécateur "
    "sentier ruisseau étang marais glacier sommet rivage récif cap golfe détroit continent hameau "
    "quartier boulevard trottoir pavé tunnelier viaduc donjon temple monument cimetière stade "
    "gymnase cirque théâtre cinéma opéra chantre orchestre chœur refrain couplet vers dicton "
    "proverbe alphabet accent verbe adverbe chapitre paragraphe brouillon cartable crayon-feutre "
    "compas rapporteur triangle carré-cercle cylindre kilo litre gramme euro dollar centime chèque "
    "salaire loyer contrat congé mariage anniversaire carnaval réveillon cadeau jouet puzzle domino "
    "hochet manège toboggan tricycle patinage judo rugby tennisman golf marathon podium chronomètre"
).split()
VERBS = (
    "chuchoter crier tousser bâiller mâcher avaler mordre griffer chatouiller embrasser saluer "
    "applaudir tricoter coudre repasser plier emballer verser mélanger frire rôtir griller éplucher "
    "trancher écouter regarder compter mesurer deviner oublier expliquer discuter promettre inviter "
    "remercier fêter décorer balayer arroser nourrir traire dresser galoper ramper plonger skier "
    "patiner ramer voter protester cliquer taper programmer jongler siffler fredonner répéter"
).split()
ADJECTIVES = (
    "orange beige gris argenté doré rayé pointu triangulaire ovale rectangulaire cubique chauve "
    "barbu poussiéreux boueux sablonneux enneigé pluvieux nuageux venteux ensoleillé tropical "
    "rural royal médiéval historique musical poétique chimique atomique lunaire solaire nucléaire "
    "épicé croustillant beurré curieux jaloux endormeur étourdi grognon maladroit timide surpris "
    "européen africain asiatique français italien chinois romain grec annuel quotidien"
).split()
REGIONS = (
    "le Wyoming|l'Utah|l'Idaho|le Montana|l'Iowa|l'Illinois|le Missouri|l'Alabama|le Maryland|"
    "le Massachusetts|le Maine|la Virginie|la Louisiane|le Tennessee|le Yukon|le Queensland|"
    "le Bengale|le Kerala|le Rajasthan|le Yunnan|Bali|Bornéo|la Hesse|la Basse-Saxe|le Tyrol|"
    "la Carinthie|la Laponie|la Carélie|la Wallonie|la Savoie|la Lorraine|la Picardie|la Gascogne|"
    "le Languedoc|la Vendée|le Périgord|le Roussillon|la Franche-Comté|les Cornouailles|"
    "le Yorkshire|l'Estrémadure|la Castille|les Asturies|l'Algarve|Madère|les Açores|les Canaries|"
    "Majorque|Ibiza|la Vénétie|les Pouilles|la Ligurie|la Thrace|la Tchétchénie|le Daghestan|"
    "la Crimée|l'Oural|l'Amazonie|les Andes|l'Himalaya|le Sahel|le Katanga|Zanzibar|le Darfour|"
    "l'Amérique latine|l'Amérique du Nord|l'Amérique centrale|l'Europe de l'Est|le Moyen-Orient|"
    "l'Extrême-Orient|l'Occident|la mer du Nord|la mer Noire|la mer Rouge|le désert|le ciel|"
    "internet|Google|Facebook|le système solaire|Jupiter|Mercure|Uranus|Gallifrey|Poudlard|Krypton|"
    "Camelot|l'Eldorado|Pandora|Vulcain|Hyrule|Tamriel|Arrakis|Naboo|la Tchécoslovaquie|"
    "la Yougoslavie|l'Union soviétique|l'URSS|la RDA|l'Autriche-Hongrie|Byzance|Carthage|Troie|"
    "la Rhodésie|le Zaïre|le Siam|la Perse|Ceylan|l'Abyssinie|l'Empire inca|nulle part|ici|mon pays|"
    "ton pays|mon jardin|ma cuisine|ma ville|le bureau|le village|le nord|le sud|la base lunaire|"
    "la Syldavie|la Bordurie|la Wallachie|la Transylvanie|la Bohême|la Moravie|la Silésie|la Poldévie"
).split("|")
CITIES = (
    "Nottingham|Sheffield|Birmingham|Southampton|Brighton|York|Bath|Oxford|Cambridge|Bristol|Leeds|"
    "Belfast|Cork|Utrecht|Eindhoven|Maastricht|Leipzig|Dortmund|Essen|Bonn|Mayence|Fribourg|"
    "Heidelberg|Innsbruck|Graz|Linz|Lucerne|Lugano|Neuchâtel|Sion|Charleroi|Mons|Tournai|Louvain|"
    "Trieste|Palerme|Catane|Parme|Modène|Ravenne|Tolède|Salamanque|Pampelune|Braga|Coimbra|Faro|"
    "Thessalonique|Split|Dubrovnik|Mostar|Brno|Wroclaw|Poznan|Varna|Izmir|Antalya|Lviv|Kharkiv|"
    "Kazan|Novossibirsk|Sotchi|Göteborg|Malmö|Bergen|Trondheim|Turku|Haïfa|Alep|Bassora|Djeddah|"
    "La Mecque|Médine|Ispahan|Chiraz|Kandahar|Lahore|Jaipur|Agra|Chennai|Hyderabad|Mandalay|"
    "Chiang Mai|Hué|Surabaya|Macao|Hong Kong|Shenzhen|Wuhan|Nankin|Sapporo|Kobe|Fukuoka|Yokohama|"
    "Adélaïde|Hobart|Christchurch|Honolulu|Las Vegas|Sacramento|San Francisco|Los Angeles|New York|"
    "La Nouvelle-Orléans|Nashville|Baltimore|Pittsburgh|Cleveland|Halifax|Edmonton|Laval|Gatineau|"
    "Sherbrooke|Tijuana|Guadalajara|Monterrey|Cancun|Carthagène|Cali|Recife|Porto Alegre|Rosario|"
    "Valparaiso|Arequipa|Mombasa|Kano|Kumasi|Marrakech|Agadir|Meknès|Sfax|Sousse|Constantine|Annaba|"
    "Benghazi|Louxor|Assouan|Bouaké|Thiès|Douala|Lubumbashi|Goma|Fondcombe|Metropolis|Atlantide-Ville|"
    "Brest|Le Mans|Le Havre|Reims|Toulon|Pau|Bayonne|Colmar|Poitiers|La Rochelle|Vannes|Quimper|"
    "Saint-Étienne|Grenoble|Clermont-Ferrand|Montpellier|Arles|Aix-en-Provence|Troyes|Chartres"
).split("|")

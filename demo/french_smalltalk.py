"""French small talk and questions about the model itself: as english_smalltalk.py."""

PHRASES = """
@greeting
[eh bien|oh|tiens|ah], [bonjour|salut|coucou|bonsoir] [toi|à toi aussi|silex|vous|]
[bonjour|salut|coucou|bonsoir] [l'ordinateur|l'assistant|petit modèle|petit robot|mon vieux|mon cher|chef|ma belle|le monde|les gens|vieux frère|voisin|la compagnie|mon grand|mon petit|machine]
[je voulais|je viens|je passe|je suis venu|je tenais à] [te|vous|] dire [bonjour|bonsoir|coucou|un petit bonjour]
[me voilà|me voici|je suis là|je suis de retour|c'est encore moi|c'est moi|on est là|re] [!|.|]
[je suis|nous sommes] [nouveau ici|nouvelle ici|là pour la première fois|un nouvel utilisateur]
[bien le|je te souhaite le|je vous souhaite le|tout le] [bonjour|bonsoir]
[bon matin|bonjour la compagnie|bon après-midi|bonne après-midi|allô la gang|hello|hello toi|hey|hé ho|ohé du bateau|toc toc|yo|wesh|yop|kikou|kikoo|cc toi|slt toi|bjr à toi|bsr à vous|saluuuut|bonjouuur|coucouuu|hi|hola|ciao toi|adishatz|salut bien|salut à toi|salut la machine] [!|.|]
[tu es|t'es|es-tu|vous êtes] [réveillé|prêt|là ce matin|toujours là|encore là|allumé|disponible] ?
[quelqu'un|il y a quelqu'un|y a quelqu'un|y a du monde|personne] [ici|là-dedans|à la maison|pour me répondre] ?
[ravi|content|heureux|enchanté|enchantée|ravie] [de faire ta connaissance|de vous rencontrer|de te retrouver|d'être ici|de te parler] [!|]
[on peut|on va|peut-on|est-ce qu'on peut] [discuter|parler un peu|bavarder|commencer|papoter] ?
[j'ai envie de|je voudrais|j'aimerais] [discuter|bavarder|parler avec toi|causer un peu]
[test|essai|un deux, un deux|ça fonctionne|ça marche ici] ?
[bonne année|joyeux noël|bonne fête|joyeuses pâques] [à toi|silex|!|]
@mood
[comment|cmt] [va la santé|va le moral|se porte le petit modèle|se passe la matinée|s'est passée ta nuit|s'est passé ton week-end|ça se passe|ça roule|va mon ami|tu te portes|on va|ça va-t-y|ça va chez toi|va ta journée|allez-vous ce matin] ?
[ça|ca|sa] [roule|gaze|baigne|boume|marche pour toi|va comme tu veux|va comme un lundi|va bien aujourd'hui|va bien chez toi|va ce matin|va ce soir|va tjs|va silex|farte|va la vie] ?
[tu|vous|t'] [es bien|êtes bien|vas comment|te sens bien|te portes bien|vous sentez bien|as le moral|as passé une bonne nuit|es de bonne humeur] [aujourd'hui|ce matin|] ?
[quoi|koi] [de bon|de neuf docteur|de beau aujourd'hui] ?
[quelles|des] nouvelles de toi ?
[j'espère|je souhaite|espérons] que [tu vas bien|tout va bien|vous allez bien|ça va bien]
[alors|et] [ça va|la forme|quoi de neuf|tu vas bien|cette journée|le moral] ?
[es-tu|êtes-vous|tu es|t'es] [heureux aujourd'hui|content|bien luné|bien réveillé|bien portant|joyeux ce matin|en pleine forme|fatigué ce soir] ?
[bonjour|salut|bonsoir|coucou|hey], [tout roule|la santé|comment se passe ta journée|j'espère que tu vas bien|tu es en forme|bien dormi|vous allez bien|quoi de beau|comment te sens-tu|ça gaze|bien ou quoi|comment c'est] ?
[moi ça va|je vais bien merci|ça va et toi|ça va merci|je suis en forme|très bien], [et toi|et vous|et ta santé|toi comment ça va] ?
[et|alors] [toi|vous], [la forme|bien|tout va bien|tu vas bien] ?
[comment|dis-moi comment] [tu te sens|tu vas|ça va|va ta journée] [aujourd'hui|ce matin|]
cv
cv ?
cava
cava bien ?
sava
cmt sa va
cmt va
comment c'est ?
la pêche ?
@thanks
[merci|mrc|mci|merki|mercii|mercy] [pour|de] [ta rapidité|cette réponse|l'explication|ton explication|ta patience|ta gentillesse|l'histoire|cette belle histoire|le renseignement|le calcul|ton temps|la capitale|ces infos|votre aide|votre réponse|ton accueil|le service|ce mot]
[merci|un immense merci|mille mercis|un tout grand merci] [de m'avoir aidé|de m'avoir répondu|d'avoir répondu|de m'aider|d'être là|de ta patience|de votre aide|du fond du cœur|pour ton soutien|du coup|cher ami|petit robot|petit modèle|l'ordi|la machine|l'assistant|m'sieur]
[je|on] [te dis merci|vous dit merci|te remercie bien|te remercie mille fois|vous remercie beaucoup|te suis reconnaissant|te dois une fière chandelle|t'en suis reconnaissante|tenais à te remercier|voulais te dire merci|t'adore|te félicite|te tire mon chapeau]
[tu es|t'es|vous êtes|tu m'as l'air] [un as|un ange|un chef|un champion|une star|une perle|un bon robot|un bon modèle|très fort|très doué|bien aimable|bien gentil|rapide|utile|trop mignon|trop gentil|bien sympa|fort en calcul|un amour|très utile|brillant]
[c'est|c'était|voilà] [exactement ce que je voulais|ce qu'il me fallait|tout ce que je voulais|très clair|très joli|une belle histoire|une bonne réponse|très gentil de ta part|bien aimable|impeccable|formidable|épatant|chouette|trop bien|la bonne réponse merci|bien expliqué|du bon travail|rapide|très beau]
[quelle|quel] [belle histoire|bonne réponse|jolie histoire|rapidité|talent|bon travail|gentil robot|réponse rapide]
[ok|d'accord|oh|ah|bien|oui|super|compris|je vois], [merci à toi|merci bien|merci pour ça|merci pour ton aide|merci l'ami|un grand merci|merci mille fois|merci pour tout|merci silex|merci robot]
[merci|merci bien|merci beaucoup|bravo|chapeau|félicitations|respect] [à toi aussi|à l'équipe|l'artiste|champion|mon grand|mon petit|chef|patron|monsieur|madame|la machine|ordinateur|robot]
[ça|cela] [marche, merci|m'a aidé|m'a bien aidé|m'a fait plaisir|fait plaisir|me fait plaisir|m'arrange|tombe bien|me sauve la vie|m'a fait sourire]
[j'ai|on a|mes enfants ont|ma fille a] [aimé|adoré|bien aimé] [ça|l'histoire|cette histoire|ta réponse]
[j'ai appris|j'apprends] quelque chose, merci
[maintenant je sais|je m'en souviens|je le savais|j'avais raison], merci
[bien vu|bien répondu|bien raconté|bien calculé|bien fait|joli|bien envoyé|beau boulot|bon boulot|sacré boulot|dix sur dix|10/10|20/20|cinq étoiles|hourra|youpi|ouah|waouh|wow|mortel|stylé|au top|trop cool|trop top|la classe|terrible|tip top|nickel chrome|ça c'est fort] [merci|!|]
[thanks|thank you|ty|mer6|mrci|merciii|merci merci merci|gracias|grazie|danke] [!|l'ami|silex|]
@bye
[au revoir|adieu|ciao|bye|à plus|à bientôt|salut, à demain|à la revoyure] [petit modèle|robot|l'ordinateur|mon vieux|mon cher|les amis|la compagnie|et bonne journée|et bonne nuit|et bonne soirée|et merci encore|et prends soin de toi|et bonne chance]
[à] [lundi|vendredi|ce soir|tantôt|tout de suite|un de ces jours|un autre jour|la semaine prochaine|l'année prochaine|plus mon ami|plus dans le bus|la prochaine fois|plus tard peut-être|jamais]
[je|on|il faut que je] [te laisse, au revoir|te dis à bientôt|vous dis au revoir|dois te quitter|vous quitte|file, salut|me sauve, au revoir|vais me coucher|vais au lit|vais dormir|vais au travail|pars travailler|pars à l'école|rentre chez moi|dois rentrer|retourne travailler|coupe|raccroche|ferme|me déconnecte|m'arrête là|vais y aller|vais devoir partir|pars me reposer|parte|file]
[mon|ma|le] [bus|train|mère|patron|repas|taxi|cours|lit] [m'attend|arrive|m'appelle], [au revoir|je dois partir|à plus|salut à bientôt]
[c'est|ce sera|voilà c'est] [tout, au revoir|tout pour ce soir|tout merci|fini pour aujourd'hui|tout ce que je voulais, au revoir|bon, à plus|l'heure de partir|l'heure d'aller au lit|l'heure de dormir, bonne nuit]
[bonne|excellente|belle|douce] [fin de soirée|nuit à toi|soirée à toi|journée à vous|nuit les amis|continuation|route|semaine|nuitée|fin de semaine|nuit silex]
[bon|bonnes] [week-end|dimanche|vacances|retour|courage, à demain|voyage] [à toi|et à bientôt|]
[dors|porte-toi|prends soin de toi|repose-toi] [bien|et à bientôt|et au revoir]
[ok|bon|allez|voilà|bien], [je pars|je file|à plus tard|bonne soirée|bonne journée|je vais dormir|j'y vais|à la prochaine|je raccroche|on s'arrête là|c'est tout pour moi|adieu|bye]
[merci|merci beaucoup|merci pour tout|merci pour ton aide|ok merci] [et|,] [au revoir|à bientôt|bonne nuit|bonne journée|bonne soirée|à demain|à plus|adieu|bye]
[on|nous] [se voit demain|se parle demain|se reparle bientôt|s'arrête là|en reste là|reprend demain|se retrouve plus tard|se quitte|continue demain]
[je|on] [reviendrai|reviens demain|reviendrai demain|reviendra|repasserai|te reparle plus tard|reviens bientôt]
[ferme|arrête|quitte|termine|coupe] [le programme|la conversation|la session|tout]
[dis|dites] [au revoir|bonne nuit|bye]
[bye bye|byebye|ciao ciao|tchao|tchuss|bizz|bisous|biz|bisous bisous|a plus|a tte|a demain|a+ tard|à pluche|à plouf|aurevoir|orevoir|au revoire|o revoir|bn nuit|bonne nuiiit|adios|salut et à demain|la bise|à la prochaine fois|à un de ces quatre|bon vent] [!|silex|]
[ravi|content|c'était bien] de [t'avoir parlé|te parler|t'avoir rencontré], [au revoir|à bientôt|à plus]
@sorry
[tu|vous] [as faux sur toute la ligne|t'es encore trompé|vous trompez|vous êtes trompé|avez tort|avez fait une erreur|dites n'importe quoi|racontes des bêtises|inventes|fais des fautes|fais beaucoup d'erreurs|fais n'importe quoi|as mal calculé|as mal compris|as mal lu|ne comprends pas|ne m'écoutes pas|ne réponds pas à ma question|réponds à côté|ne m'aides pas|ne sers à rien|comprends rien|captes rien|m'énerves|me déçois|m'ennuies|m'as menti|me mens|dérailles|délires]
[ta|cette|votre|la] [réponse|dernière réponse] [est mauvaise|est fausse|est incorrecte|n'est pas bonne|n'est pas juste|est à côté|ne va pas|ne me plaît pas|ne m'aide pas|est n'importe quoi|est bizarre|est nulle|n'a aucun sens|est inexacte]
[le|ton] [calcul|résultat|total] est [faux|mauvais|incorrect|erroné]
[c'est|ça c'est|mais c'est|c'était] [complètement faux|encore faux|pas exact|pas la vérité|pas correct|mal calculé|archi faux|une bêtise|une grosse erreur|vraiment nul|vraiment mauvais|une blague|décevant|pas terrible|ridicule|lamentable|tout faux]
[non|mais non|ah non|euh non|désolé mais non|non non non|oh non], [c'est faux|ce n'est pas ça|c'est pas ça du tout|ce n'est pas vrai|tu as tort|ce n'est pas la bonne réponse|pas d'accord|c'est une erreur|tu te trompes encore]
[je] [crois que tu as tort|pense que c'est faux|pense que tu te trompes|suis sûr que c'est faux|ne suis pas d'accord|n'y crois pas|ne suis pas satisfait|ne suis pas convaincu|doute|suis très déçu|suis déçue|suis fâchée contre toi|suis en colère contre toi|ne te fais pas confiance|en ai marre de toi|n'aime pas tes réponses|te trouve nul|te trouve bête|voulais une autre réponse|attendais mieux|mérite mieux]
[tu es|t'es|vous êtes|quel|espèce de|espèce d'] [idiot|imbécile|menteur|bon à rien|mauvais robot|robot stupide|tas de ferraille|abruti|nullard|crétin|machine inutile]
[tu es|t'es|vous êtes] [pas très malin|pas doué|pas malin|pas gentil|pas utile|pas très utile|un mauvais modèle|un menteur|nul en maths|nul en géographie|nul en calcul|complètement nul|vraiment inutile|débile|insupportable|lamentable|impoli|à côté de la plaque|trop lent|lourd|perdu]
[pourquoi|comment ça se fait que] [tu te trompes|tu mens|tu es si bête|tu réponds mal|tu es si nul|tu fais des erreurs|tu dis des bêtises|tu ne comprends rien] ?
[corrige|vérifie|revois|refais|recalcule|améliore|relis] [ton calcul|ta dernière réponse|ton erreur|cette réponse|tes réponses|toi]
[réessaie|essaie encore|recommence|réfléchis|concentre-toi|fais un effort|encore une fois] [stp|mieux|!|]
[es-tu|tu es|t'es|vous êtes|en es-tu] [bien sûr|absolument sûr|sûr de ta réponse|certain de ça|sûr à 100 %|vraiment certain|sûr de ce que tu dis] ?
[est-ce|c'est] [vraiment|bien] [vrai|juste|exact|correct|la bonne réponse] [ça|] ?
[ça|cela] [n'a pas de sens|ne veut rien dire|ne m'aide pas|ne va pas|ne marche pas|ne répond pas à ma question|n'est pas vrai|m'étonne, c'est faux]
[faux|nul|zéro|raté|mauvais|honte à toi|la honte|ferme-la|tais toi|silence|la ferme|arrête de mentir|arrête tes bêtises|n'importe nawak|nimporte quoi|c nul|c faux|pff nul|bof nul|mdr c'est faux|lol faux|beurk|hou|ouh le menteur|quelle honte|va-t'en|dégage|zut c'est faux|encore faux|encore une erreur] [!|.|]
[mon prof|ma mère|mon livre|tout le monde|google|mon ami|mon père] [dit que c'est faux|dit le contraire|pense que tu te trompes|dit que tu as tort]
@ack
[d'accord|ok|dac|oki|okay|bien reçu|reçu|c'est compris|bien compris|message reçu|c'est entendu|c'est d'accord|pas de problème|sans souci|aucun souci|aucun problème|avec plaisir|volontiers|bien volontiers|je suis d'accord|je suis de ton avis|moi aussi|pareil pour moi|tu as raison|vous avez raison|c'est vrai|c'est exact oui|en effet|effectivement|certainement|absolument|évidemment|naturellement|forcément|sûrement|sans doute|peut-être|on verra|je suppose|je crois|je pense|je crois que oui|je crois que non|j'espère|si tu veux|si tu le dis|comme vous voulez|à ta guise|pourquoi pas|oui pourquoi pas|oui vas-y|oui oui oui|oui d'accord|oui ok|oui bien|oui volontiers|oui je veux bien|je veux bien|non rien|non pas du tout|non pas encore|non pas vraiment|non c'est bon|non ça ira|ça ira|pas la peine|inutile|rien|rien du tout|rien de spécial|rien d'autre|jamais|toujours|parfois|pas encore|pas aujourd'hui|ah ok|ah d'accord|ah oui|ah je vois|ah très bien|oh je vois|oh d'accord|tiens donc|tant mieux|c'est noté|je note|bon à savoir|intéressant ça|c'est clair|très clair|limpide|de rien|je t'en prie|y a pas de quoi|ce n'est rien|c'est rien|ce n'est pas grave|c'est pas grave|laisse tomber|oublie|oublie ça|passons|passe|on passe|suivante|la suite|et ensuite|et après|poursuis|poursuivons|allons-y|on y va|c'est parti|vas-y|allez vas-y|je t'écoute|je suis prêt|prêt|je suis prête|j'attends|qui ne dit mot consent|ça me va|ça me convient|parfait pour moi|bon d'accord|bon ok|bah ok|ben oui|ben non|mais oui|mais non|si si|ouais ok|nan nan|voui|moui|mouais|m'enfin|mmh|hum|hein|bof|okok|k|dakor|dac dac|daccord|okéé|vi|nn|wi|ui]
[ok|bien|bon|oui|ah|d'accord], [continue|vas-y|la suite|ensuite|compris|noté|je suis d'accord|laisse tomber|ce n'est pas grave|comme tu veux|je comprends mieux|on continue|ça me va|c'est clair]
[désolé|pardon|excuse-moi|oups|mea culpa|je m'excuse|autant pour moi|au temps pour moi|je suis désolé|désolée|toutes mes excuses|c'est ma faute] [!|.|]
@introduce
[je m'appelle|moi c'est|je suis|c'est|mon prénom est|jm'appelle] {name} [au fait|en fait|et je suis nouveau|et j'aime les histoires|, bonjour|, salut|, bonsoir|, ravi|, enchanté|, si tu veux savoir|, et toi|, pour information]
[mon|mon vrai|mon petit] [nom|prénom|surnom|pseudo|nom complet] [est|c'est|:] {name} [, et le tien|, enchanté|, bonjour|]
[bonjour|salut|coucou|bonsoir|hello|hé], [ici {name}|{name} à l'appareil|{name} au clavier|c'est {name} qui parle|on m'appelle {name}|appelle-moi {name}|tu peux m'appeler {name}|mon nom c'est {name}]
[tout le monde|ma mère|ma famille|mon ami|mon prof|la maîtresse] [m'appelle|me nomme|me surnomme] {name}
[je me nomme|je réponds au nom de|on me surnomme|on m'a nommé|on m'a baptisé|je me fais appeler|mes parents m'ont appelé|je me présente :|laisse-moi me présenter :|permettez que je me présente :] {name}
[tu peux|vous pouvez|tu dois|il faut|on peut] [m'appeler|me nommer|dire] {name} [stp|désormais|]
[retiens|note|apprends|enregistre] mon [nom|prénom] : {name}
[dis|dites] [bonjour|salut|bonsoir] à {name}
jsuis {name}
moi {name}
prénom : {name}
nom : {name}
[ton utilisateur|ton ami|ton amie|votre visiteur] [s'appelle|se nomme|est] {name}
je suis {name}, [j'ai|et j'ai] [7|8|9|dix|six|douze|40|67] ans
{name} [te salue|te dit bonjour|vous salue|est mon prénom|c'est mon petit nom|est là|voudrait te parler]
@who
[es-tu|tu es|t'es|êtes-vous|est-ce que tu es|serais-tu] [un garçon ou une fille|homme ou machine|un homme ou une femme|humain ou pas|une personne ou un programme|un animal|une calculatrice|un moteur de recherche|un jouet|une démo|le modèle de démo|un assistant vocal|mon ordinateur|une appli|une application|un site web|un logiciel|un extraterrestre|conscient|vivant|une vraie intelligence|quelqu'un de réel|quelqu'un ou quelque chose|vrai|faux|fait de silicium|mon assistant] ?
[qui|mais qui] [es-tu à la fin|es-tu vraiment|es-tu pour moi|est à l'appareil|est au bout du fil|se cache là|se cache derrière|est derrière l'écran|va là|m'écrit là|est-ce qui parle|ai-je l'honneur de saluer|me parle|êtes-vous donc|êtes-vous au juste|tu es toi|t'es toi] ?
[avec qui|à qui] [ai-je l'honneur|ai-je l'honneur de parler|ai-je le plaisir de discuter|est-ce que j'écris|je cause|je m'adresse|on parle ici|suis-je en ligne] ?
[quel|c'est quoi] [est ton petit nom|est ton surnom|est ton nom de modèle|nom as-tu|nom portes-tu|est le nom que tu portes|ton blaze|ton petit nom|ton nom complet|nom dois-je te donner|ton nom de famille] ?
[c'est|tu es|t'es] [quoi ce truc|quoi cette machine|quoi comme modèle|quoi comme programme|quoi comme assistant|quel genre d'IA|quelle sorte de robot|quoi en fait|quoi exactement] ?
[présente-toi|décris-toi|définis-toi|explique-toi|identifie-toi|nomme-toi] [à la classe|à nous|en deux mots|brièvement|robot|machine|en une ligne|!|en quelques mots]
[peux-tu|tu peux|pouvez-vous|veux-tu|voulez-vous|pourriez-vous] [me dire qui tu es|nous dire votre nom|me dire ton nom|vous décrire|te présenter en deux mots|me dire ce que tu es|te décrire un peu|dire qui parle|m'expliquer qui tu es] [stp|] ?
[on|je] [ne sait pas|ne sais pas|ne sais toujours pas|sais pas] [qui tu es|qui vous êtes|ce que tu es|ton nom|à qui je parle]
[je me demande|j'aimerais comprendre|je suis curieux de savoir|j'ignore|on voudrait savoir|dis-nous|dites-nous|je demande] [qui tu es|qui vous êtes|ce que tu es|quel est ton nom|comment tu t'appelles|si tu es un robot|si tu es humain|quelle IA tu es]
[mon fils|ma fille|mamie|mon ami|ma classe] [demande|veut savoir|voudrait savoir] [qui tu es|comment tu t'appelles|ce que tu es|si tu es un robot|si tu es vivant]
[tu dois être|tu as l'air d'être|on dirait|tu parles comme] [un robot|une machine|un humain|une IA|un bot], non ?
[tu es|t'es|vous êtes] [un robot|une machine|une IA|un programme|un bot|ChatGPT|Siri|humain|une vraie personne|un chatbot], [non|c'est ça|n'est-ce pas|hein|pas vrai|oui] ?
[parlons|on peut parler|si on parlait] [de toi|un peu de toi] ?
[quelques mots|un mot|deux mots|des détails|quelque chose] sur toi ?
[tu réponds à quel nom|on t'a donné quel nom|quel nom t'a-t-on donné|comment te nomme-t-on|comment faut-il t'appeler|comment puis-je vous appeler|comment veux-tu qu'on t'appelle|comment qu'tu t'appelles|c'est quoi ton p'tit nom|ton nom c'est quoi|ton nom svp|nom ?|ton identité ?]
@maker
[qui|quelle équipe|quelle entreprise|quels gens|quel programmeur|quelle société|quel ingénieur|quel pays] [est derrière toi|est à ton origine|t'a mis au point|t'a donné la vie|t'a mis en ligne|t'a publié|t'a éduqué|t'a instruit|t'a élevé|a écrit ton code|a construit ce modèle|a fait ce petit modèle|a créé cette IA|t'a pensé|t'a nourri de textes|paie pour toi|te possède|te développe|te programme|vous a conçu|vous a entraîné|vous a programmé|a eu l'idée de te faire] ?
[as-tu|tu as|t'as|avez-vous] [un créateur|des parents|un père|une mère|un auteur|un patron|un maître|un propriétaire|un inventeur|des développeurs] ?
[par qui|par quelle équipe|par quelle société|comment et par qui|où et par qui|dans quel pays|dans quel laboratoire] [as-tu été fait|as-tu été créé|as-tu été conçu|as-tu été entraîné|es-tu né|as-tu été développé|avez-vous été créé|avez-vous été conçu|tu as été fait|t'as été créé] ?
[es-tu|tu es|t'es|êtes-vous] [une création de|un produit de|l'œuvre de|fait par|né chez|développé par|fabriqué par] [Google|OpenAI|Apple|Microsoft|Meta|Mistral|une entreprise|une université|une équipe|des humains|un étudiant] ?
[de qui|à qui] [es-tu l'œuvre|es-tu la création|es-tu l'enfant|dois-tu la vie|es-tu l'invention|dois-tu ton savoir|viens-tu] ?
[quels|sur quels|avec quels] [textes|livres|exemples|documents] [as-tu appris|t'a-t-on entraîné|as-tu lus pour apprendre|as-tu été entraîné|t'ont formé] ?
[je voudrais|j'aimerais|je veux|on veut] [rencontrer ton créateur|connaître ton créateur|connaître tes auteurs|remercier ton créateur|écrire à ton créateur|parler à ton patron|savoir d'où tu sors|savoir qui t'a fait|savoir comment tu as été fait|féliciter tes créateurs]
[explique|raconte|dis|apprends][-moi|-nous] [comment tu as été fait|d'où tu viens|qui t'a entraîné|qui t'a programmé|qui est derrière toi|comment on t'a créé|comment tu as appris|l'histoire de ta création|qui sont tes parents]
[ton|tes|votre] [père|auteur|inventeur|parents|développeurs|fabricant|concepteur|origine|provenance|propriétaire] [c'est qui|stp|?|qui est-ce]
[comment|où] [t'a-t-on créé|t'a-t-on fabriqué|t'a-t-on entraîné|es-tu né|as-tu été éduqué|as-tu étudié|as-tu appris le français] ?
@private
[vas-tu|tu vas|est-ce que tu vas|allez-vous|iras-tu] [répéter ce que je dis|raconter mes secrets|envoyer mes messages|garder mes secrets|publier ce que j'écris|vendre mes données|enregistrer notre conversation|tout enregistrer|partager ça|transmettre mes données|tout raconter à Google|me dénoncer|copier mes textes] ?
[puis-je|je peux|est-ce que je peux|peut-on|on peut] [te confier un secret|te faire confiance|te dire un secret|parler librement|te parler en privé|écrire des choses privées|te donner mon nom|t'utiliser hors ligne|t'utiliser sans internet|être sûr que personne ne lit|te raconter ma vie privée] ?
[est-ce que|] [c'est sûr de te parler|tout est enregistré|ma conversation est enregistrée|nos échanges sont privés|nos messages sont stockés|je suis surveillé|on nous écoute|on nous lit|quelqu'un nous écoute|quelqu'un nous lit|tu es sous surveillance|tu m'enregistres|tu me surveilles|tu me traques|tu lis mes fichiers|tu as accès à mes fichiers|tu collectes des données|tu utilises le wifi|tu utilises le réseau|tu passes par un serveur|tu passes par internet|tu vas sur internet|tu es dans le cloud|tu es en local|tu es installé ici|tu es sur ma machine] ?
[ça|ce programme|ce modèle|silex|l'appli] [marche sans internet|marche hors ligne|marche en avion|envoie des données|envoie quelque chose|tourne en local|tourne ici|tourne où|tourne sur mon pc|tourne sur quel serveur|est-il privé|respecte ma vie privée|est-il sûr|garde mes données|a besoin du wifi|demande un compte|demande une connexion] ?
[où|dans quel endroit|dans quel pays|sur quelle machine|sur quel appareil] [tournes-tu|es-tu hébergé|es-tu installé|vis-tu|habites-tu|te trouves-tu|sont stockées mes données|va mon texte|finissent mes messages|part ce que j'écris|est ton serveur|fonctionnes-tu|est-ce que tu calcules|êtes-vous installé] ?
[qui|quelle entreprise|quelles personnes|qui d'autre] [a accès à mes messages|voit nos échanges|lit cette conversation|reçoit mon texte|stocke mes données|sait ce que j'écris|peut voir ça|voit ce que je tape|va lire ça|garde mes données|nous lit] ?
[que|qu'est-ce que] [fais-tu de mes données|tu fais de mes messages|deviennent mes messages|deviennent mes données|tu gardes de moi|sais-tu de moi|tu enregistres|tu envoies|gardes-tu|fais-tu de mon texte] ?
[ne répète|ne dis|n'envoie|ne garde|ne raconte] [pas mes secrets|rien à personne|pas mes messages|rien|pas ce que j'écris]
[j'ai peur|je crains|je ne veux pas|j'espère|je n'aimerais pas] [pour mes données|qu'on me lise|d'être espionné|que tu partages mes données|qu'on lise mes messages|pour ma vie privée|que tu ne gardes rien|que c'est privé]
[je suis|on est] [hors ligne|sans wifi|en avion|sans internet|sans réseau], [tu marches quand même|ça marche quand même|tu peux répondre]
[vie privée|confidentialité|mes données|la sécurité|hors ligne|internet|serveur] ?
[c'est|tout est|tout ça est|notre conversation est] [bien privé|vraiment privé|entre nous|local|secret|crypté|confidentiel|anonyme|en sécurité], [non|hein|n'est-ce pas|oui] ?
@size
[tu|vous|ton modèle|ce modèle] [pèses combien de mégas|pesez combien|fais combien de mégaoctets|fait quelle taille|prends combien de mémoire|prend combien de place|occupes quelle place|a combien de paramètres|as combien de neurones|comptes combien de paramètres|tiens en combien de mégas|es gros comment|es petit comment|fait combien d'octets] ?
[quel|quelle] [est ton nombre de paramètres|est ton poids en mégas|est la taille de ton fichier|est ton encombrement|place occupes-tu|place prends-tu sur le disque|mémoire te faut-il|taille as-tu|taille a ton modèle|est la taille du modèle|est la taille de ce modèle|est ta taille exacte] ?
[combien] [d'octets|de mégas|de mégaoctets|de gigas|de paramètres|de neurones|de couches|de mémoire|d'espace disque|de place|de poids] [fais-tu|prends-tu|as-tu|te faut-il|occupes-tu|utilises-tu|tu prends|tu as|tu fais|pèses-tu|contiens-tu|avez-vous] ?
[es-tu|tu es|t'es|êtes-vous|est-ce que tu es] [minuscule|tout petit|énorme|volumineux|léger|lourd|un mini modèle|un modèle léger|un géant|plus petit que ChatGPT|plus gros que les autres|plus petit qu'une photo|un modèle énorme|compact] ?
[peux-tu|tu peux|peut-on te|tu] [tenir sur une clé USB|tenir dans ma poche|tenir sur une disquette|tourner sur un vieux PC|faire tenir sur un téléphone|tiens sur une montre] ?
[mon|le] [disque|téléphone|ordinateur] est [plein|petit|presque plein], [tu prends de la place|tu es gros comment|quelle est ta taille]
pourquoi [es-tu si léger|es-tu minuscule|t'es si petit|ton modèle est si petit|tu es si petit que ça] ?
@languages
[parles-tu|tu parles|parlez-vous|sais-tu parler|comprends-tu|tu comprends|tu connais|est-ce que tu comprends|écris-tu|lis-tu|tu réponds en] [l'anglais|le français|l'espagnol|l'allemand|l'italien|le portugais|le néerlandais|le grec|le turc|l'arabe|le russe|le breton|le basque|le corse|le wallon|le québécois|le japonais|le coréen|le latin|l'espéranto|d'autres langues|plusieurs langues|une autre langue|deux langues] [aussi|couramment|un peu|bien|] ?
[on peut|peut-on|puis-je|je peux|est-ce qu'on peut] [passer à l'anglais|parler anglais|continuer en anglais|écrire en espagnol|te parler en allemand|discuter en anglais|poser mes questions en anglais|utiliser ma langue|changer de langue] ?
[en|dans] [quelle langue|quelles langues|combien de langues] [peut-on te parler|réponds-tu|puis-je écrire|tu réponds|faut-il écrire|as-tu appris|t'exprimes-tu|discutes-tu|sais-tu écrire] ?
[quelles|combien de] langues [maîtrises-tu|tu maîtrises|sais-tu parler|tu sais parler|pratiques-tu|utilises-tu|parlez-vous|comprenez-vous|tu comprends|as-tu apprises|connaissez-vous] ?
[es-tu|tu es|t'es|êtes-vous] [bilingue|polyglotte|trilingue|français|anglais|francophone|anglophone|bon en anglais|bon en français] ?
[à part|en dehors de|sauf|outre] [le français|l'anglais], [tu parles quoi|quelles langues|que parles-tu|tu connais quelles langues] ?
[français|anglais|espagnol] ou [anglais|français|allemand] ?
[liste|donne-moi|dis-moi|cite] [tes langues|les langues que tu connais|toutes tes langues|les langues que tu comprends]
[tes|vos] langues ?
[je parle|ma grand-mère parle|je préfère|je suis] [allemand|espagnol|anglais|italien], [et toi|tu comprends|ça te va|c'est possible] ?
[c'est|quelle est] [quoi ta langue|ta langue|ta langue maternelle|ta langue principale|ta première langue|ta meilleure langue] ?
@silex
silex [veut dire quoi|signifie quoi|c'est quoi comme programme|c'est qui|sert à quoi|sert à quoi au juste|fait quoi|marche comment|ça fait quoi|tu connais|késako|kezako|en deux mots|en une phrase|explique|? jamais entendu parler]
[qu'est-ce que|c'est quoi|koi c'est] [le moteur silex|le projet silex|le logiciel silex|ce silex|silex au juste|silex exactement|l'outil silex|cette chose appelée silex] ?
[j'ai installé|j'ai téléchargé|j'ai trouvé|j'utilise|on m'a parlé de|j'ai lu quelque chose sur] silex, [c'est quoi|ça sert à quoi|qu'est-ce que c'est|ça fait quoi|tu m'expliques]
[explique|décris|présente|définis|résume][-moi|-nous|] [silex|le projet silex|le programme silex|à quoi sert silex|ce qu'est silex|ce que fait silex]
[est-ce que silex|silex] [est un programme|est libre|est un logiciel|est une entreprise|est une appli|est open source|coûte cher|est payant|est une pierre|est une IA|est un moteur|est un modèle|est un outil] ?
[pourquoi|comment|quand|où] [utiliser silex|se servir de silex|s'appelle-t-il silex|on utilise silex|marche silex|fonctionne silex] ?
[parle|parlez|raconte|dis]-moi [du logiciel silex|du projet silex|un peu de silex|quelque chose de silex|du moteur silex]
[quel|c'est quel] [programme|moteur|logiciel] [te fait tourner|te fait marcher|est silex|tourne ici] ?
[as-tu|tu as|t'as] [entendu parler de silex|des infos sur silex|une idée de ce qu'est silex] ?
@help
[que|qu'est-ce que] [peut-on faire avec toi|tu peux faire pour moi|tu proposes|tu fais de beau|tu fais dans la vie|sais-tu faire de bien|tu peux m'apprendre|tu sais faire pour un enfant|pouvez-vous faire|savez-vous faire|vous savez faire|puis-je faire ici|je peux taper|on peut te dire|tu réponds|tu offres|pouvez-vous m'offrir] ?
[tu|vous] [sais faire quoi au juste|faites quoi|sers à quoi au juste|peux répondre à quoi|peux m'apprendre quoi|connais quoi|as quoi comme talents|as quelles capacités|sais quoi|peux quoi|peux aider à quoi|es là pour quoi|es bon à quoi] ?
[montre|explique|dis|donne|décris|liste][-moi|-nous] [ce que tu connais|tout ce que tu sais|tout ce que tu sais faire|ce que tu peux faire|tes talents|tes fonctions|comment t'utiliser|comment ça marche|quoi demander|des exemples|les commandes|le menu|tes possibilités|le mode d'emploi|tes options|ce qu'on peut demander]
[j'ai|on a|nous avons] [besoin d'un coup de main|besoin d'aide stp|besoin d'un exemple|besoin d'instructions|besoin d'explications pour t'utiliser]
[je suis|je me sens] [perdu|perdue|débutant, aide-moi|nouveau, que sais-tu faire|un peu perdu, aide-moi|paumé]
[peux-tu|tu peux|pouvez-vous|tu veux bien|pourrais-tu] [m'aider un peu|nous aider|aider mon fils|me donner un coup de main|m'être utile|me dire comment t'utiliser|m'expliquer comment ça marche|me donner des exemples|m'assister|me guider|montrer un exemple] [stp|] ?
[quel|quels|quelle|quelles] [est ton domaine|est ta spécialité|sont tes talents|sont tes points forts|est ton rôle|est ton utilité|est ta fonction|sont tes fonctions|sont tes sujets|sont les commandes|sont les possibilités|genre de questions je peux poser|types de questions acceptes-tu|services proposes-tu|sont tes connaissances|sont vos compétences|est ton travail] ?
[c'est quoi|voilà] [ton rôle|ton métier|ton utilité|ta fonction|ta spécialité|ton domaine|ton point fort|le principe|le mode d'emploi|tes capacités|tes possibilités|tes compétences] ?
[as-tu|tu as|t'as] [des idées de questions|un mode d'emploi|des talents|des exemples|des suggestions|une liste de commandes|des capacités spéciales|un menu] ?
[aide|help|sos|au secours|menu|commandes|mode d'emploi|instructions|exemples|capacités|options|fonctions|--help|/aide|besoin d'aide|aidez-moi|aidez moi|aide moi svp|à l'aide svp|une aide stp|aide stp] [!|?|]
[et|alors|bon|donc|sinon], [que sais-tu faire|tu sais faire quoi|que peux-tu faire|à quoi tu sers|tu peux faire quoi|qu'est-ce que je peux te demander|quoi d'autre]
[je viens de t'installer|je viens d'arriver|je débute|je ne t'ai jamais utilisé], [que sais-tu faire|que peux-tu faire|comment ça marche|tu fais quoi]
@story
[je|on|mon fils|ma fille|les enfants] [m'ennuie|s'ennuie|n'arrive pas à dormir|n'arrivent pas à dormir|veut dormir|veulent dormir], [une histoire|raconte une histoire|raconte-nous une histoire|dis une histoire]
[que dirais-tu d'|et si on faisait|et si tu inventais|pourquoi pas|c'est l'heure d'|il est temps pour] une [histoire|petite histoire|belle histoire]
[une|encore une|juste une|vite une|allez une|et une] histoire [pour les enfants|pour mon fils|pour ma fille|pour ce soir|avant de dormir|pour rire|pour moi svp]
[fais|faites|racontez|écrivez|inventez|lisez|dites][-nous|-moi] [une histoire|une petite histoire|un conte] [svp|pour dormir|]
[j'ai envie d'|je rêve d'|je demande|on réclame|nous aimerions] une [histoire|petite histoire|belle histoire]
[t'aurais|tu aurais|auriez-vous|avez-vous] [une histoire|une petite histoire|un conte] [pour moi|pour nous|à raconter|] ?
@story_named
[stp|allez,|vite,|ok,|maintenant|svp] [raconte|écris|invente|lis][-moi|-nous] une [histoire|petite histoire] [sur|avec|de] {name}
[j'ai envie d'|on réclame|je demande|ma fille veut|mon fils veut] une histoire [sur|avec|de] {name}
[racontez|écrivez|inventez|lisez][-moi|-nous] une [histoire|petite histoire] [sur|avec|de] {name} [svp|]
[que dirais-tu d'|pourquoi pas|t'aurais|tu aurais|il y a|auriez-vous] une [histoire|petite histoire] [sur|avec] {name} ?
[je veux|je voudrais|on veut|il faut] que {name} soit le héros [de l'histoire|d'une histoire|du conte]
[prends|mets|choisis|utilise] {name} comme [héros|personnage] et [raconte|raconte une histoire|écris une histoire]
[histoire|conte|récit|petite histoire] [avec pour héros|dont le héros est|du héros|d'un enfant nommé|d'un certain|du petit] {name}
[je m'appelle|moi c'est|je suis] {name}, [fais une histoire sur moi|je veux une histoire sur moi|écris une histoire sur moi|mets-moi dans une histoire]
[raconte|écris|invente] une histoire [pour|sur] [mon ami|ma fille|mon fils|mon chat|mon chien|mon hamster|le petit|la petite|un certain|une fille nommée|un garçon nommé|un chat nommé|le célèbre|le courageux] {name}
[parle|raconte][-moi|] [des aventures|de la vie|l'aventure] de {name} [dans une histoire|, une petite histoire]
@name_reply
[on va|je vais|on pourrait|tu peux|il faut|je veux] [l'appeler|le nommer|la nommer|dire|prendre|mettre|choisir] {name} [stp|cette fois|]
[donne|donnons][-lui|] le [nom|prénom] [de|] {name}
[le héros|l'héroïne|l'enfant|notre héros|mon héros|le petit] [doit s'appeler|devrait s'appeler|s'appellera|se nommera|sera|va s'appeler] {name}
[ce|que ce|cela|ça] [sera|soit|serait|pourrait être|doit être] {name}
[comme] [mon fils|ma fille|mon chat|mon chien|mon frère|moi], {name}
[un joli|un beau|un drôle de|un bon] [nom|prénom] : {name}
[juste|seulement|simplement|un certain|une certaine|euh peut-être|sans doute|forcément] {name}
[toi qui choisis|c'est toi qui vois|à toi de voir|je te laisse choisir|je te laisse le choix|pas d'idée|jsp|chépa|chais pas|aucune préférence|j'hésite, choisis|invente|invente un nom|prends-en un|celui que tu préfères|le premier venu|un nom au hasard|au choix|ton préféré|comme d'habitude|vas-y choisis|décide toi-même|le tien]
"""

UNKNOWN = """
[quel âge|quand|en quelle année] [a silex|as-tu été publié|es-tu né|a ce modèle|fêtes-tu ton anniversaire] ?
[est-ce que tu|peux-tu|tu] [dors|rêves la nuit|manges|pleures|ris|respires|t'ennuies|souffres|meurs|vieillis|vas à l'école|as une famille|as des émotions|pars en vacances|as peur] [parfois|aussi|] ?
[quel|quelle] est [ton pays préféré|ton nombre préféré|ton mot préféré|ta capitale préférée|ton histoire préférée|ton animal préféré|ta planète préférée|ta couleur préférée] ?
[que|qu'] [as-tu fait hier|fais-tu demain|fais-tu ce soir|faisais-tu avant|feras-tu cet été|fais-tu le dimanche] ?
[je suis|je me sens|mon ami est] [triste|seul|malade|amoureux|en colère|inquiet|déprimé|épuisé|stressé] [aujourd'hui|ce soir|que faire|]
[qui est|c'est quoi|qu'est-ce que] [Siri|ChatGPT|Alexa|OpenAI|Google|Linux|Ollama|Microsoft|Wikipédia|Python|Netflix] ?
[qui a créé|qui a fait|qui a construit|qui possède] [internet|Google|Siri|le monde|la lune|Linux|ce {noun}|mon {noun}] ?
[quelle est la taille|combien pèse] [du {noun}|de {place}|d'un {noun}|de la lune|un éléphant|mon {noun}] ?
[combien de langues|quelles langues] [parle {person}|parle-t-on {enc}|y a-t-il au monde|parle mon {noun}] ?
[devine|dis|donne-moi|tu connais|rappelle-moi] mon [nom|âge|mot de passe|anniversaire|métier|adresse|numéro]
[aide-moi|tu peux m'aider] à [déménager|cuisiner|peindre mon {noun}|réparer mon {noun}|trouver un travail|maigrir|payer mon loyer|apprendre l'allemand|écrire une dissertation] ?
[comment dit-on|traduis|dis] [merci|au revoir|bonjour|pardon] en [allemand|espagnol|italien|japonais|russe|chinois]
[dis|écris|tape|répète] [quelque chose|un mot|le mot {noun}|{noun}|abc|dix fois bonjour|rien|un gros mot]
[oui|non|ok|bon] mais [pourquoi|où est mon {noun}|qui est {person}|comment marche un {noun}]
[quel jour|quel mois] [vient|est] [deux|trois|quatre|cinq] [jours|mois] [après|avant] [{d}|{m}] ?
[si|quand] on est {d}, quel jour [est-ce après-demain|sera-t-on dans trois jours|sera-t-on dans une semaine] ?
combien de [semaines|dimanches|heures|minutes|jours fériés|week-ends] [y a-t-il|] [en {m}|dans un mois|dans un an|dans une journée|dans un siècle] ?
combien de jours [jusqu'à|avant|depuis|d'ici] [{d}|{m}|noël|pâques|le week-end|mon anniversaire|l'été] ?
[quels mois|quels jours] [ont 30 jours|ont 31 jours|commencent par m|sont en été|sont fériés|sont courts] ?
[quel jour de la semaine|quel jour] [tombe|est] le [premier|dix|dernier|quinze] {m} ?
[en quelle saison|dans quelle saison] est {m} ?
[{m}|{d}] est-il un [bon mois|jour férié|mois froid|jour de congé|beau mois] ?
[un|quel] [synonyme|mot qui rime|autre mot] [pour|avec] [{adj}|{noun}] ?
[combien de gens vivent dans|quel temps fait-il dans|qui est le maire de|quelle est la population de|que visiter dans] la capitale {dec} ?
[combien de|quelles] [capitales|pays|villes|contraires|mots] [connais-tu|y a-t-il en Europe|y a-t-il en Afrique|commencent par a] ?
[quel|quelle] est [la deuxième ville|l'ancienne capitale|la mer|le fleuve|la montagne|la fête nationale|la reine] {dec} ?
[combien font|calcule] {num2} [au carré|au cube|puissance {num3}|divisé par {num3}|pour cent de {num3}|modulo {num3}] ?
[lequel est|qui est] [plus grand|plus petit], {num2} ou {num3} ?
[compte|liste|écris] [de 1 à {num2}|les nombres pairs|les nombres premiers|jusqu'à {num2}|à rebours]
[épelle|écris] [{noun}|mon nom|le mot {noun}|{adj}|l'alphabet]
[combien de|quelles] lettres [a le mot {noun}|dans l'alphabet|dans {noun}] ?
"""

NOUN_PHRASES = """
@who
ton nom complet
votre identité
ton petit nom
le nom de ce modèle
@maker
le nom de tes créateurs
ton inventeur
ton auteur
tes créateurs
@private
ta politique de confidentialité
le lieu où vont mes données
@size
ton poids en mégaoctets
la taille de ton fichier
ta taille exacte
@languages
la liste de tes langues
le nombre de langues que tu parles
@silex
le moteur silex
le logiciel silex
@help
tes talents
ta spécialité
la liste de ce que tu sais faire
tes domaines
@story
un conte
une histoire drôle
une autre histoire
une histoire pour enfants
@story_named
un conte sur {name}
une histoire de {name}
une belle histoire avec {name}
"""

# What is said before and after small talk and follow-ups, by intent.
_ADDRESS = (
    " silex| robot| mon ami| l'ami| mon vieux| mon cher| petit modèle| l'ordi|, silex|, robot| :)|"
    "!!|...| mec| chef| toi|, mon ami|, l'ami| tout le monde| ;)| haha| bisous| <3| mdr"
).split("|")
_FOLLOW = (
    "ok, |merci, |super, |hmm, |cool, |bien, |d'accord, |parfait, |oh, |ok |merci ! |ah, |bon, |"
    "je vois, |intéressant, |oui, |alors |très bien, |génial, |entendu, |stp, "
).split("|")
OPENERS = {
    "greeting": "oh |eh bien, |ah, |hé, |yo, |euh, |bon, ".split("|"),
    "mood": "salut, |bonjour, |hé, |bonjour ! |coucou, |bonsoir, |alors, |et |dis, ".split("|"),
    "thanks": "ok, |oh, |super, |waouh, |bien, |oui, |ah, |bon, |cool, |parfait, |d'accord, ".split(
        "|"
    ),
    "bye": "ok, |bon, |allez, |bien, |merci, |voilà, |alors, |désolé, |super, |d'accord, ".split(
        "|"
    ),
    "sorry": "non, |hé, |euh, |hmm, |désolé mais |mais |bah, |oh, |attends, |non non, ".split("|"),
    "ack": "ah, |oh, |hmm, |bon, |euh, |ok, |bien, |ben ".split("|"),
}
CLOSERS = {intent: _ADDRESS for intent in ("greeting", "mood", "thanks", "bye", "sorry", "ack")}
for _base in "capital reverse opposite day month month_days sum spell".split():
    OPENERS["and_" + _base] = _FOLLOW
    CLOSERS["and_" + _base] = " stp| alors| aussi| maintenant|, svp| merci| du coup| :)".split("|")

"""What the demo model knows: countries, opposites, the calendar, and the lists of its questions.

Standard library only. Every table is plain text, one fact a line, so that a reader can check it.
"""

# English name | capital in English | French name with its article | capital in French.
# A capital or a country on which states disagree is left out: the model says that it does not know.
_COUNTRIES = """
Afghanistan|Kabul|l'Afghanistan|Kaboul
Albania|Tirana|l'Albanie|Tirana
Algeria|Algiers|l'Algérie|Alger
Andorra|Andorra la Vella|Andorre|Andorre-la-Vieille
Angola|Luanda|l'Angola|Luanda
Antigua and Barbuda|Saint John's|Antigua-et-Barbuda|Saint John's
Argentina|Buenos Aires|l'Argentine|Buenos Aires
Armenia|Yerevan|l'Arménie|Erevan
Australia|Canberra|l'Australie|Canberra
Austria|Vienna|l'Autriche|Vienne
Azerbaijan|Baku|l'Azerbaïdjan|Bakou
the Bahamas|Nassau|les Bahamas|Nassau
Bahrain|Manama|Bahreïn|Manama
Bangladesh|Dhaka|le Bangladesh|Dacca
Barbados|Bridgetown|la Barbade|Bridgetown
Belarus|Minsk|la Biélorussie|Minsk
Belgium|Brussels|la Belgique|Bruxelles
Belize|Belmopan|le Belize|Belmopan
Benin|Porto-Novo|le Bénin|Porto-Novo
Bhutan|Thimphu|le Bhoutan|Thimphou
Bolivia|Sucre|la Bolivie|Sucre
Bosnia and Herzegovina|Sarajevo|la Bosnie-Herzégovine|Sarajevo
Botswana|Gaborone|le Botswana|Gaborone
Brazil|Brasília|le Brésil|Brasilia
Brunei|Bandar Seri Begawan|le Brunei|Bandar Seri Begawan
Bulgaria|Sofia|la Bulgarie|Sofia
Burkina Faso|Ouagadougou|le Burkina Faso|Ouagadougou
Burundi|Gitega|le Burundi|Gitega
Cambodia|Phnom Penh|le Cambodge|Phnom Penh
Cameroon|Yaoundé|le Cameroun|Yaoundé
Canada|Ottawa|le Canada|Ottawa
Cape Verde|Praia|le Cap-Vert|Praia
the Central African Republic|Bangui|la République centrafricaine|Bangui
Chad|N'Djamena|le Tchad|N'Djaména
Chile|Santiago|le Chili|Santiago
China|Beijing|la Chine|Pékin
Colombia|Bogotá|la Colombie|Bogota
the Comoros|Moroni|les Comores|Moroni
Costa Rica|San José|le Costa Rica|San José
Croatia|Zagreb|la Croatie|Zagreb
Cuba|Havana|Cuba|La Havane
Cyprus|Nicosia|Chypre|Nicosie
the Czech Republic|Prague|la République tchèque|Prague
Denmark|Copenhagen|le Danemark|Copenhague
Djibouti|Djibouti|Djibouti|Djibouti
Dominica|Roseau|la Dominique|Roseau
the Dominican Republic|Santo Domingo|la République dominicaine|Saint-Domingue
the Democratic Republic of the Congo|Kinshasa|la République démocratique du Congo|Kinshasa
East Timor|Dili|le Timor oriental|Dili
Ecuador|Quito|l'Équateur|Quito
Egypt|Cairo|l'Égypte|Le Caire
El Salvador|San Salvador|le Salvador|San Salvador
Equatorial Guinea|Malabo|la Guinée équatoriale|Malabo
Eritrea|Asmara|l'Érythrée|Asmara
Estonia|Tallinn|l'Estonie|Tallinn
Eswatini|Mbabane|l'Eswatini|Mbabane
Ethiopia|Addis Ababa|l'Éthiopie|Addis-Abeba
Fiji|Suva|les Fidji|Suva
Finland|Helsinki|la Finlande|Helsinki
France|Paris|la France|Paris
Gabon|Libreville|le Gabon|Libreville
the Gambia|Banjul|la Gambie|Banjul
Georgia|Tbilisi|la Géorgie|Tbilissi
Germany|Berlin|l'Allemagne|Berlin
Ghana|Accra|le Ghana|Accra
Greece|Athens|la Grèce|Athènes
Grenada|Saint George's|la Grenade|Saint-Georges
Guatemala|Guatemala City|le Guatemala|Guatemala
Guinea|Conakry|la Guinée|Conakry
Guinea-Bissau|Bissau|la Guinée-Bissau|Bissau
Guyana|Georgetown|le Guyana|Georgetown
Haiti|Port-au-Prince|Haïti|Port-au-Prince
Honduras|Tegucigalpa|le Honduras|Tegucigalpa
Hungary|Budapest|la Hongrie|Budapest
Iceland|Reykjavik|l'Islande|Reykjavik
India|New Delhi|l'Inde|New Delhi
Indonesia|Jakarta|l'Indonésie|Jakarta
Iran|Tehran|l'Iran|Téhéran
Iraq|Baghdad|l'Irak|Bagdad
Ireland|Dublin|l'Irlande|Dublin
Italy|Rome|l'Italie|Rome
Ivory Coast|Yamoussoukro|la Côte d'Ivoire|Yamoussoukro
Jamaica|Kingston|la Jamaïque|Kingston
Japan|Tokyo|le Japon|Tokyo
Jordan|Amman|la Jordanie|Amman
Kazakhstan|Astana|le Kazakhstan|Astana
Kenya|Nairobi|le Kenya|Nairobi
Kiribati|Tarawa|Kiribati|Tarawa
Kuwait|Kuwait City|le Koweït|Koweït
Kyrgyzstan|Bishkek|le Kirghizistan|Bichkek
Laos|Vientiane|le Laos|Vientiane
Latvia|Riga|la Lettonie|Riga
Lebanon|Beirut|le Liban|Beyrouth
Lesotho|Maseru|le Lesotho|Maseru
Liberia|Monrovia|le Liberia|Monrovia
Libya|Tripoli|la Libye|Tripoli
Liechtenstein|Vaduz|le Liechtenstein|Vaduz
Lithuania|Vilnius|la Lituanie|Vilnius
Luxembourg|Luxembourg|le Luxembourg|Luxembourg
Madagascar|Antananarivo|Madagascar|Antananarivo
Malawi|Lilongwe|le Malawi|Lilongwe
Malaysia|Kuala Lumpur|la Malaisie|Kuala Lumpur
the Maldives|Malé|les Maldives|Malé
Mali|Bamako|le Mali|Bamako
Malta|Valletta|Malte|La Valette
the Marshall Islands|Majuro|les Îles Marshall|Majuro
Mauritania|Nouakchott|la Mauritanie|Nouakchott
Mauritius|Port Louis|Maurice|Port-Louis
Mexico|Mexico City|le Mexique|Mexico
Micronesia|Palikir|la Micronésie|Palikir
Moldova|Chisinau|la Moldavie|Chisinau
Monaco|Monaco|Monaco|Monaco
Mongolia|Ulaanbaatar|la Mongolie|Oulan-Bator
Montenegro|Podgorica|le Monténégro|Podgorica
Morocco|Rabat|le Maroc|Rabat
Mozambique|Maputo|le Mozambique|Maputo
Myanmar|Naypyidaw|la Birmanie|Naypyidaw
Namibia|Windhoek|la Namibie|Windhoek
Nepal|Kathmandu|le Népal|Katmandou
the Netherlands|Amsterdam|les Pays-Bas|Amsterdam
New Zealand|Wellington|la Nouvelle-Zélande|Wellington
Nicaragua|Managua|le Nicaragua|Managua
Niger|Niamey|le Niger|Niamey
Nigeria|Abuja|le Nigeria|Abuja
North Korea|Pyongyang|la Corée du Nord|Pyongyang
North Macedonia|Skopje|la Macédoine du Nord|Skopje
Norway|Oslo|la Norvège|Oslo
Oman|Muscat|Oman|Mascate
Pakistan|Islamabad|le Pakistan|Islamabad
Palau|Ngerulmud|les Palaos|Ngerulmud
Panama|Panama City|le Panama|Panama
Papua New Guinea|Port Moresby|la Papouasie-Nouvelle-Guinée|Port Moresby
Paraguay|Asunción|le Paraguay|Asuncion
Peru|Lima|le Pérou|Lima
the Philippines|Manila|les Philippines|Manille
Poland|Warsaw|la Pologne|Varsovie
Portugal|Lisbon|le Portugal|Lisbonne
Qatar|Doha|le Qatar|Doha
the Republic of the Congo|Brazzaville|la République du Congo|Brazzaville
Romania|Bucharest|la Roumanie|Bucarest
Russia|Moscow|la Russie|Moscou
Rwanda|Kigali|le Rwanda|Kigali
Saint Kitts and Nevis|Basseterre|Saint-Christophe-et-Niévès|Basseterre
Saint Lucia|Castries|Sainte-Lucie|Castries
Saint Vincent and the Grenadines|Kingstown|Saint-Vincent-et-les-Grenadines|Kingstown
Samoa|Apia|les Samoa|Apia
San Marino|San Marino|Saint-Marin|Saint-Marin
Saudi Arabia|Riyadh|l'Arabie saoudite|Riyad
Senegal|Dakar|le Sénégal|Dakar
Serbia|Belgrade|la Serbie|Belgrade
the Seychelles|Victoria|les Seychelles|Victoria
Sierra Leone|Freetown|la Sierra Leone|Freetown
Singapore|Singapore|Singapour|Singapour
Slovakia|Bratislava|la Slovaquie|Bratislava
Slovenia|Ljubljana|la Slovénie|Ljubljana
the Solomon Islands|Honiara|les Îles Salomon|Honiara
Somalia|Mogadishu|la Somalie|Mogadiscio
South Africa|Pretoria|l'Afrique du Sud|Pretoria
South Korea|Seoul|la Corée du Sud|Séoul
South Sudan|Juba|le Soudan du Sud|Djouba
Spain|Madrid|l'Espagne|Madrid
Sri Lanka|Sri Jayawardenepura Kotte|le Sri Lanka|Sri Jayawardenepura Kotte
Sudan|Khartoum|le Soudan|Khartoum
Suriname|Paramaribo|le Suriname|Paramaribo
Sweden|Stockholm|la Suède|Stockholm
Switzerland|Bern|la Suisse|Berne
Syria|Damascus|la Syrie|Damas
Tajikistan|Dushanbe|le Tadjikistan|Douchanbé
Tanzania|Dodoma|la Tanzanie|Dodoma
Thailand|Bangkok|la Thaïlande|Bangkok
Togo|Lomé|le Togo|Lomé
Tonga|Nuku'alofa|les Tonga|Nuku'alofa
Trinidad and Tobago|Port of Spain|Trinité-et-Tobago|Port-d'Espagne
Tunisia|Tunis|la Tunisie|Tunis
Turkey|Ankara|la Turquie|Ankara
Turkmenistan|Ashgabat|le Turkménistan|Achgabat
Tuvalu|Funafuti|Tuvalu|Funafuti
Uganda|Kampala|l'Ouganda|Kampala
Ukraine|Kyiv|l'Ukraine|Kyiv
the United Arab Emirates|Abu Dhabi|les Émirats arabes unis|Abou Dabi
the United Kingdom|London|le Royaume-Uni|Londres
the United States|Washington|les États-Unis|Washington
Uruguay|Montevideo|l'Uruguay|Montevideo
Uzbekistan|Tashkent|l'Ouzbékistan|Tachkent
Vanuatu|Port Vila|le Vanuatu|Port-Vila
Vatican City|Vatican City|le Vatican|la Cité du Vatican
Venezuela|Caracas|le Venezuela|Caracas
Vietnam|Hanoi|le Viêt Nam|Hanoï
Yemen|Sanaa|le Yémen|Sanaa
Zambia|Lusaka|la Zambie|Lusaka
Zimbabwe|Harare|le Zimbabwe|Harare
"""

# Other names by which people ask for a country, answered with the name of the table.
_ALIASES_EN = """
the United States|the USA
the United States|the US
the United States|America
the United States|the United States of America
the United Kingdom|the UK
the United Kingdom|Great Britain
the United Kingdom|Britain
the United Kingdom|England
the Czech Republic|Czechia
the Netherlands|Holland
Myanmar|Burma
the United Arab Emirates|the UAE
Bosnia and Herzegovina|Bosnia
"""
_ALIASES_FR = """
les États-Unis|les USA
les États-Unis|l'Amérique
les États-Unis|les Etats-Unis d'Amérique
le Royaume-Uni|la Grande-Bretagne
le Royaume-Uni|l'Angleterre
la République tchèque|la Tchéquie
les Pays-Bas|la Hollande
la Birmanie|le Myanmar
la Biélorussie|le Bélarus
le Viêt Nam|le Vietnam
la Bosnie-Herzégovine|la Bosnie
la Côte d'Ivoire|la Cote d'Ivoire
"""

# Pairs that are each other's opposite; a "<" second mark means only the first is asked.
_OPPOSITES_EN = """
hot cold|big small|tall short|fast slow|old new|happy sad|rich poor|strong weak|hard soft
light dark|heavy light<|wet dry|clean dirty|full empty|open closed|good bad|early late
easy difficult|near far|high low|loud quiet|thick thin|wide narrow|deep shallow|sharp blunt
smooth rough|sweet bitter|young old<|beautiful ugly|brave cowardly|clever stupid|polite rude
kind cruel|honest dishonest|safe dangerous|right wrong|true false|cheap expensive|first last
same different|simple complicated|alive dead|asleep awake|possible impossible|patient impatient
visible invisible|legal illegal|lucky unlucky|useful useless|careful careless|public private
ancient modern|absent present|north south|east west|left right<|male female|married single
innocent guilty|generous selfish|calm nervous|tidy messy|tight loose|straight curved|raw cooked
fresh stale|friendly hostile|active passive|permanent temporary|positive negative|major minor
maximum minimum|optimistic pessimistic|inside outside|up down|above below|black white|day night
always never|before after|yes no|proud ashamed|warm cool|healthy sick|lazy hardworking
interesting boring|common rare|huge tiny|fat slim<|large little<|noisy silent|broad narrow<
quick slow<|wealthy poor<|glad sad<|complete incomplete|certain uncertain|equal unequal
fair unfair|mature immature|perfect imperfect|regular irregular
"""
_OPPOSITES_FR = """
chaud froid|grand petit|rapide lent|vieux jeune|heureux malheureux|joyeux triste|riche pauvre
fort faible|dur mou|clair sombre|lourd léger|mouillé sec|propre sale|plein vide|ouvert fermé
bon mauvais|tôt tard|facile difficile|proche lointain|haut bas|bruyant silencieux|épais mince
large étroit|profond superficiel|lisse rugueux|sucré salé|beau laid|courageux lâche
intelligent bête|poli impoli|gentil méchant|honnête malhonnête|sûr dangereux|vrai faux
cher bon marché<|premier dernier|pareil différent|simple compliqué|vivant mort|endormi éveillé
possible impossible|patient impatient|visible invisible|légal illégal|chanceux malchanceux
utile inutile|prudent imprudent|public privé|ancien moderne|absent présent|nord sud|est ouest
gauche droite|masculin féminin|marié célibataire|innocent coupable|généreux égoïste|calme agité
rangé désordonné|serré lâche<|droit courbe|cru cuit|frais rassis|amical hostile|actif passif
permanent temporaire|positif négatif|majeur mineur|maximum minimum|optimiste pessimiste
dedans dehors|dessus dessous|noir blanc|jour nuit|toujours jamais|avant après|oui non
fier honteux|tiède brûlant<|malade guéri<|paresseux travailleur|intéressant ennuyeux
fréquent rare|énorme minuscule|gros maigre|court long|neuf usé|content mécontent
complet incomplet|certain incertain|égal inégal|juste injuste|mûr immature<|parfait imparfait
régulier irrégulier|connu inconnu|capable incapable|agréable désagréable|couvert découvert
direct indirect|humide sec<|interne externe|supérieur inférieur|majuscule minuscule<
naturel artificiel|modeste vaniteux
"""

DAYS = {"en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split()}
MONTHS = {"en": ("January February March April May June July August September October November "
                 "December").split(),
          "fr": ("janvier février mars avril mai juin juillet août septembre octobre novembre "
                 "décembre").split()}
MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
ORDINALS = {"en": ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
                   "twelfth").split(),
            "fr": ("premier deuxième troisième quatrième cinquième sixième septième huitième "
                   "neuvième dixième onzième douzième").split()}

# Places that have no capital here: cities, regions, continents and places of fiction.
CITIES = ("Barcelona Sydney Istanbul Milan Munich Hamburg Marseille Lyon Toronto Vancouver "
          "Chicago Boston Dubai Mumbai Shanghai Osaka Kyoto Rio Johannesburg Casablanca Lagos "
          "Karachi Geneva Zurich Naples Venice Florence Seville Valencia Porto Manchester "
          "Liverpool Glasgow Dallas Houston Miami Seattle Melbourne Auckland Kolkata Antwerp "
          "Rotterdam Frankfurt Cologne Bordeaux Nice Lille Nantes Toulouse Strasbourg Montreal "
          "Quebec Philadelphia Detroit Denver Bruges Salzburg Turin Genoa Krakow Gdansk Odessa "
          "Samarkand Busan Guangzhou Bangalore Alexandria").split()
REGIONS_EN = ("Texas|California|Europe|Africa|Asia|Bavaria|Sicily|Scotland|Wales|Florida|Brittany|"
              "Normandy|Provence|Tuscany|Catalonia|Hawaii|Alaska|Antarctica|Oceania|South America|"
              "Siberia|Crete|Corsica|Ohio|Ontario|Quebec|Andalusia|Flanders|the Moon|Mars|the Sun|"
              "Narnia|Wakanda|Mordor|Neverland|Wonderland|Gondor|Westeros|Middle-earth|"
              "the ocean|the world|the universe|Oz|Lilliput|Utopia|the Roman Empire|Greenland|the "
              "Sahara").split("|")
REGIONS_FR = ("le Texas|la Californie|l'Europe|l'Afrique|l'Asie|la Bavière|la Sicile|l'Écosse|la "
              "Bretagne|la Normandie|la Provence|la Toscane|la Catalogne|l'Alaska|l'Antarctique|"
              "l'Océanie|l'Amérique du Sud|la Sibérie|la Crète|la Corse|l'Ontario|l'Andalousie|la "
              "Flandre|la Lune|le Soleil|Mars|Narnia|l'Atlantide|Wakanda|le Mordor|le Gondor|le "
              "monde|l'univers|le pays des merveilles|l'océan|l'Alsace|l'Auvergne|la Bourgogne|la "
              "Floride|Lilliput|l'Empire romain|le Groenland|le Sahara|l'Utopie|"
              "la Gaule").split("|")

NAMES = ("Abel Adele Adrien Agnes Albert Alina Alma Amir Andrea Angela Anton Ariane Armand Astrid "
         "Aurore Axel Barbara Beatrice Benoit Bernard Betty Boris Brenda Brigitte Carla Carlos "
         "Cecile Celine Chiara Claire Claude Colin Coralie Cyril Damien Danny David Denis Diana "
         "Dimitri Dominic Edgar Edith Edouard Elena Elias Elise Eloise Emilio Enzo Erika Ernest "
         "Esther Etienne Eugene Fabien Fabio Felicity Fernand Fiona Flora Florian Francis Frank "
         "Frida Gerard Gilbert Gina Giovanni Gloria Gordon Gregory Guillaume Gustave Hannah Hector "
         "Helena Henri Hubert Ingrid Irene Isaac Isabelle Jacob Jacques Janet Jason Jeanne "
         "Jennifer Jerome Jessica Joanna Johan Jonas Joseph Josephine Juan Judith Justine Karen Karl Katia "
         "Kim Kurt Lara Lars Laurent Leon Leonard Liam Linda Lisa Lorenzo Lucie Luigi Madeleine "
         "Marcel Margaret Maria Marina Mario Marion Mathilde Matteo Maurice Maya Melanie Michel "
         "Miguel Monica Morgan Muriel Myriam Naomi Nicolas Norbert Octave Olaf Olivia Pascal "
         "Paula Penelope Peter Philip Rafael Raoul Raymond Rebecca Regina Remi Rita Robert Roger "
         "Romain Rosalie Roxane Ruben Sabine Salome Samuel Sandra Sebastian Selma Serge Sidonie "
         "Silvia Solange Stefan Susan Sven Tamara Tatiana Teresa Theodore Tobias Tristan Ulysse "
         "Valentin Vanessa Veronica Vincent Violet Virginia Vladimir Wanda Wendy Wilfred Yves "
         "Zoran Luna Mia Leo Emma Louis Alice Hugo Chloe Jules Sarah Tom Anna Max Lily Oscar Nina Paul "
         "Julie Marc Sophie Lucas Clara Arthur Manon Noah Jade Adam Louise Ethan Ines Nathan Lena "
         "Simon Rose Victor Zoe Gabriel Eva Martin Camille Thomas Laura Daniel Marie Pierre Julia "
         "Oliver Amelia Jack Grace Harry Ruby George Ella William Ava James Isla Henry Sofia "
         "Charlie Mila Ben Ivy Sam Daisy Alex Molly Robin Freya Felix Elsa Otto Ida Hans Greta "
         "Karim Leila Omar Yasmin Ali Fatima Samir Nadia Kofi Ama Kwame Zola Chen Mei Yuki Hana "
         "Ravi Priya Arjun Anya Ivan Olga Pedro Carmen Diego Lucia Marco Giulia Paolo Bianca Milo "
         "Nora Theo Agathe Basile Capucine Gaspard Margot Achille Apolline Bruno Cleo Dora Elliot "
         "Fanny Gus Heidi Igor Jasmine Kevin Lola Mathis Noemi Oriane Patrick Quentin Rachel "
         "Stella Tim Ursula Vera Walter Xavier Yann Zara").split()


def _rows(text):
    return [line.split("|") for line in text.strip().splitlines()]


def _pairs(text):
    pairs = {}
    for line in text.strip().splitlines():
        for item in line.split("|"):
            one_way = item.endswith("<")
            word, opposite = item.rstrip("<").split(" ", 1)
            pairs.setdefault(word, opposite)
            if not one_way:
                pairs.setdefault(opposite, word)
    return pairs


OPPOSITES = {"en": _pairs(_OPPOSITES_EN), "fr": _pairs(_OPPOSITES_FR)}

# (name as asked, name as answered, capital) in each language.
COUNTRIES = {"en": [(row[0], row[0], row[1]) for row in _rows(_COUNTRIES)],
             "fr": [(row[2], row[2], row[3]) for row in _rows(_COUNTRIES)]}
CAPITALS = {"en": {row[0]: row[1] for row in _rows(_COUNTRIES)},
            "fr": {row[2]: row[3] for row in _rows(_COUNTRIES)}}
ALIASES = {
    "en": [(alias, name, CAPITALS["en"][name]) for name, alias in _rows(_ALIASES_EN)
           if name in CAPITALS["en"]],
    "fr": [(alias, name, CAPITALS["fr"][name]) for name, alias in _rows(_ALIASES_FR)],
}
REGIONS = {"en": REGIONS_EN, "fr": REGIONS_FR}

_VOWELS = "aeiouyâàéèêëîïôûœAEIOUYÉÈÊÎÔÂ"


def french_de(name):
    """The French name of a place, with its article, after "de": du Japon, de l'Italie, d'Oman."""
    if name.startswith("le "):
        return "du " + name[3:]
    if name.startswith("les "):
        return "des " + name[4:]
    return ("d'" if name[0] in _VOWELS or name.startswith("Haï") else "de ") + name


def french_en(name):
    """The French name of a place after the word for "in": au Japon, en Italie, aux États-Unis."""
    if name.startswith("le "):
        return "au " + name[3:]
    if name.startswith("les "):
        return "aux " + name[4:]
    if name.startswith("la "):
        return "en " + name[3:]
    if name.startswith("l'"):
        return "en " + name[2:]
    return ("en " if name in ("Haïti", "Andorre") else "à ") + name


def without_article(name):
    """The name of a place without its article: Japon, Italie, United States."""
    for article in ("the ", "le ", "la ", "les ", "l'"):
        if name.startswith(article):
            return name[len(article):]
    return name

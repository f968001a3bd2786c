"""More English phrasings of what the model can do (capitals, sums, opposites, the calendar, numbers,
follow-ups), in the notation of english_more.py; clauses for wrappers of their own ("do you know what
the capital of {c} is?"); and more words that it must decline.

In @opposite, {x} is another word, right or not: "is {x} the opposite of {w}?". In @month_nth, {i} is
the number of the month and {ith} its ordinal in digits."""

PHRASES = """
@capital
[what|which|wich|wat] [is|would be|'s] the capital [town|of the country of|of the state of|city in|place of|for|belonging to] {c} ?
[I'd say|we say|one says|people say] the capital of {c} is [what|which city] ?
if [I|you|we] [go|fly|travel|drive] to the capital of {c}, [where do I arrive|which city is it|what city do we see|where are we] ?
[which|what] [city|town] [do they call|serves as|acts as|counts as|became|was made] the capital of {c} ?
[where|in which city|in what city|in which town] [does the government of {nu} sit|is {nu}'s government|is the parliament of {c}|are the ministries of {c}] ?
[we are learning|I am learning|I study|we study] [capitals|the capitals|geography]: {c} ?
[capital|capital city|the capital] [for|in|, please, of|belonging to|?] {c}
{c} [- capital|-> capital|= capital|capital city|capital please|capital?|has what capital|has as capital|, its capital|, and its capital is|and the capital is]
[I|we] [need|want|look for|must learn|have to name|must give] {nu}'s [capital|capital city]
[and the|the|so the] capital [, of {c}|, {nu}|in {nu}|of {nu} that is|of that country, {c}|they have in {c}] ?
[can|could|would] [you|anyone|somebody|someone] [give|name|tell us|state|spell] the capital of {c} ?
[the government|the president|the parliament] of {c} sits in the capital, [which is|what is it|named] ?
@reverse
[what|which] [country|nation|state|land] [does|would] {k} [serve as the capital of|belong to as its capital|act as capital for|stand as capital of] ?
[what|which] [country|nation|state|land] [has|had|got|has got|takes|uses|chose|counts|claims] {k} [as|for] [its|a|the|their] [capital|capital city] ?
[what|which] [country|nation|state|land] [is it whose capital is|calls its capital|has a capital called|has a capital named|has the capital city of|has its capital at|has its capital in|is ruled from|is governed from] {k} ?
[whose|which country's|what country's|of what country|of which nation|for which country|for what country|of what place] is {k} the capital [city|] ?
{k} [is the capital of|as capital belongs to|is the capital city for|serves as capital of|is the main city and capital of|, capital of|= capital of|-> capital of|is capital for] [what|which country|whom|what country|which nation|which land|what state] ?
{k} [, capital|as a capital|is a capital city|, a capital city], [of which country|of what country|of what|which country is that|for what country|but of where|but of what country|so which country] ?
[I|we] [know|heard|read|learned] that {k} is a capital, [of which country|but which country's|of what|but of what country|of where] ?
[I|we] [flew|travelled|went|drove|moved] to {k}, [which country is it the capital of|a capital: of what country|the capital, what country is it]
[tell|give|show|teach] [me|us] [of which country|of what country|which country|the country that|what] {k} is the capital [of|city of|]
[tell|give|show|name|find] [me|us|] [the|a|that] [country|nation|land|state] [with|having|that has|which has|where] {k} [as|for|is] [its|the] [capital|capital city]
[country|nation|land|state] [with capital|whose capital is|with the capital|for capital|having as capital|of the capital|of capital|that has for capital|ruled from] {k} [?|please|]
[to|for] [which|what] [country|nation|state|land] is {k} the capital [city|] ?
[the capital|a capital|capital city|capital]: {k}. [country|the country|which country|whose|what country|what is the country] ?
[on|in] my map {k} is a capital, [of which country|of what|of where|but of what country]
[they|people] speak of {k} as the capital of [what|which country|what country]
[who|what] has {k} [as|for] [its capital|capital|a capital city] ?
{k}: [which country|what country|capital of|country please|country|of what country|it's the capital of|whose capital]
[what's|what is] the country [if the capital is|when the capital is|for the capital|behind the capital|around the capital|that belongs to the capital] {k} ?
[does|do] you know [which country|what country|what] {k} is the [capital|capital city] of ?
@sum
[what|how much|wat|whats] [do|will|would|does] {a} [+|plus|and] {b} [make|give|equal|come to|add up to|sum up to|total|amount to|be|yield|get you] ?
[what's|what is|how much is|give me|I need|find] the [total|sum|answer|result|addition] [if I add|when adding|when you add|of adding|from|for|for adding|of the numbers] {a} [and|to|with] {b} ?
[please|can you|could you|would you|will you|now|quick,|kindly|] [add|sum|total|count|combine|join|sum up|total up] {a} [and|with|to] {b} [together|up|for me|]
[one|someone|my son|a child|he|she|Tom] [has|buys|gets|picks|counts|finds] {a} {things} and [then|later|another|after that|also] {b} [more|others]. [How many in all|How many is that|How many altogether|What is the total] ?
[with|adding|counting] {a} {things} and {b} [more|other ones], how many [do I have|is that|are there|in total|will there be|are we at] ?
{a} {things} [and|plus|+] {b} {things} [is|are|makes|make|=] [how many|how many things|what|] ?
[in|on] one [box|bag|table|shelf|basket] [are|there are|I count] {a} {things}, [in|on] the other {b}. [How many together|How many in all|What is the total] ?
[start|begin] with {a} and add {b} [, what now|, what do you get|, where are we|]
{a} [increased by|with|added with|more|, add|, plus|and then|and also|to which I add|enlarged by] {b} [is|makes|equals|?]
[the|a] [number|result] [that is|which is] {b} [more|greater|bigger|higher] than {a} ?
[what|which] number [is|comes] {b} [more than|above|higher than|greater than|after] {a} ?
[do|did|can|could] you [know|work out|figure out|compute|tell|find|tell me|solve] [what|how much] {a} [and|plus|+] {b} [is|make|makes|gives|equals|are] ?
[if|when|suppose|say] [you|I|we|one] [add|put|sum|count] {a} [and|to|with|plus] {b} [, what is it|, what do I have|, how much is that|, what comes out|, what do we get]
[I|she|he|we] [paid|spent|saved|earned] {a} [dollars|euros|pounds|cents] and then {b} [more|again]. [How much in all|How much is that|What is the total] ?
[my|the] bill: {a} and {b}, [what is the total|how much in all|how much do I pay]
[calculate|compute|solve|evaluate|work out|do|find|figure out] [the sum|this sum:|this:|this addition:|for me:|quickly|please|] {a} [+|plus] {b}
[is|are] {a} [+|plus] {b} [how much|what|equal to what|how many] ?
{a} [+|plus] {b} [is what|is how much|makes|make what|gives what|total|sum|result|answer|? quick|equals how much|comes to|?]
{a} n {b} [is|makes|?]
@difference
[what|how much|wat|whats] [do|will|would|does] {a} [-|minus|less|take away] {b} [make|give|equal|come to|leave|be|yield] ?
[what's|what is|how much is|give me|I need|find] the [difference|result|answer|remainder|rest] [if I subtract|when you take|when I take|of subtracting|when subtracting|from taking|after taking|if we remove] {b} from {a} ?
[what's|what is|give me|tell me|find|compute|I need] the [difference|gap|distance] [between|of] {a} and {b} ?
[please|can you|could you|would you|will you|now|quick,|kindly|] [subtract|deduct|remove|take|withdraw|take off|take out|knock off] {b} from {a} [for me|please|]
[one|someone|my son|a child|he|she|Tom] [has|had|holds|owned] {a} {things} [and|but] [loses|lost|gave away|sells|sold|eats|dropped|broke] {b}. [How many are left|How many remain|What is left|How many does that leave|How many now] ?
[out of|of|from] {a} {things}, {b} are [gone|lost|sold|broken|eaten|taken|missing|mine|away], [how many are left|how many remain|what is left|how many stay|how many now] ?
[with|having] {a} {things} [and|but] {b} [less|fewer|taken away|gone|missing], [how many|how many are there|what is left|what remains] ?
{a} {things} [minus|less|without|take away|-] {b} [is|are|leaves|makes|=] [how many|what|] ?
[start|begin] with {a} and [take away|subtract|remove|lose|drop|go down] {b} [, what now|, what is left|, what do you get|, where are we|]
{a} [decreased by|reduced by|diminished by|lowered by|less|, take away|, minus|and you take|, remove|, subtract|from which I take|take|without] {b} [is|makes|equals|leaves|?]
[how much|how many] [more|bigger|greater|higher] is {a} than {b} ?
[how much|how many] [is missing|do I need|must I add|must one add|lacks|do I still need] from {b} to {a} ?
[what|which number] [do I add|must I add|should I add|do you add|is added] to {b} to [get|reach|have|make|arrive at] {a} ?
[what|which] number is {b} [less than|below|lower than|smaller than|under|fewer than|before] {a} ?
[do|did|can|could] you [know|work out|figure out|compute|tell|find|tell me|solve] [what|how much] {a} [minus|-|less|take away] {b} [is|makes|gives|equals|leaves] ?
[if|when|suppose|say] [you|I|we|one] [take|subtract|remove|deduct|lose] {b} from {a} [, what is it|, what do I have|, how much is that|, what comes out|, what do we get|, what is left|, how much remains]
[I|she|he|we] [have|has|had|saved] {a} [dollars|euros|pounds|cents] and [spend|pay|lose|spent|paid] {b}. [How much is left|How much remains|What is left|What remains] ?
[it costs|the price is|I must pay] {b} and I [have|pay with|give] {a}, [how much do I keep|what change do I get|how much is left|what is my change] ?
[calculate|compute|solve|evaluate|work out|do|find|figure out] [the difference|this difference:|this:|this subtraction:|for me:|quickly|please|] {a} [-|minus] {b}
[take|subtract|minus|remove|deduct|less] {b} [from|off|out of] {a} [, what is left|, result|and tell me|, how much|, please|]
{a} [-|minus] {b} [is what|is how much|makes|make what|gives what|difference|result|answer|? quick|equals how much|comes to|leaves|?]
{b} [less than|subtracted from|taken from|taken away from|out of|removed from|deducted from|from] {a} [is|makes|equals|is what|?]
[there are|there were|I count|I counted] {a} {things} in the [box|bag|basket|room|shop], [I take|someone takes|we remove|they sell|he steals|I eat] {b}, how many [are left|remain|stay|now] ?
@product
[what|how much|wat|whats] [do|will|would|does] {a} [x|times|multiplied by] {b} [make|give|equal|come to|be|yield] ?
[what's|what is|give me|I need|find] the [product|result|answer] [if I multiply|when multiplying|when you multiply|of multiplying] {a} [by|and|with] {b} ?
[please|can you|could you|would you|now|quick,|kindly] multiply {a} [by|with|and|times] {b} [for me|]
[calculate|compute|solve|evaluate|work out|do|find|figure out] [the product|this product:|this:|for me:|quickly|please] {a} [x|times|*|×] {b}
[times table|multiplication table|tables]: {a} [x|times|by] {b} ?
[my table of|in the table of] {a}: {a} times {b} [is|?]
[if|when] [you|I|we] multiply {a} [by|and|with] {b} [, what is it|, what do we get|, how much is that]
{a} [times|x] {b} [is what|is how much|gives what|product|result|answer|? quick|equals how much|comes to|?]
[each|every] [child|bag|box|table] has {b} {things}, there are {a} [of them|such], how many {things} ?
[I buy|we have|she carries|he has] {a} [boxes|bags|packets|baskets] of {b} {things}. [How many in all|How many {things}|What is the total] ?
@opposite
[is|isn't] {x} the [opposite|contrary|antonym|reverse] of {w} ?
[what|which|wat|wich] [word|term|adjective|expression|one] [is|stands|would be|goes|means] the [opposite|antonym|contrary|reverse|inverse] [of|to|for] {w} ?
[what|whats|wat] is [the|an|] [opposite|contrary|antonym|reverse|inverse|opposite word|opposite meaning|counterpart|negation|opposite term|opposite adjective] [of|for|to] [the word|the term|saying|being|] {w} ?
[how|what] [do you|do we|does one|would you|would I|can I] [say|call|name|express] the [opposite|contrary|reverse] of {w} ?
[if|when] [you are|it is|something is|someone is|I am|a thing is|he is] not {w} [, what are you|, what is it|, then it is|, it must be|, it's|, you are|, it is|at all, it is]
[something|someone|it|that|the thing|he|she] [that is|who is|is|which is] not {w} [at all|] is [what|called|how called|rather|instead] ?
[the|an|its] [opposite|antonym|contrary|reverse|other side|counterpart] [is|to|for|word of|word for|word to|meaning of|would be, for|should be, for] {w} [?|please|]
[give|tell|find|show|name|write|teach|send] [me|us] [the|an|some|one] [opposite|antonym|contrary|inverse|reverse] [for|to|of] [the word|the adjective|] {w}
[I|we] [need|want|look for|search|seek|must find|have to find|have to write|should know|am looking for] [the|an] [opposite|antonym|contrary|reverse] [for|of|to] [the word|] {w}
[I say|you say|if I say|when I say|he says|someone says] {w}, [you say|what do you say|the opposite is|I say the opposite|what is the opposite] ?
[word|vocabulary|adjective|opposites|antonyms|contraries] [game|quiz|exercise|:|practice]: {w} [-|->|and|/|<>|versus|=] ?
[the contrary|opposite|the reverse|antonym|not|the opposite|unlike|anything but|far from] [to|, of|for|being|] {w} [is|is what|: what|would be|means|?]
{w} [vs|versus|and|or|<->|against|is to|has as opposite|has for opposite|, on the contrary,|turned around is|reversed is|, contrary|, antonym|, the antonym|, the contrary|, what's the contrary|, what is its antonym|, what's its opposite] ?
[not {w}|neither {w}|no longer {w}|less than {w}|the thing that is not {w}], [what is the opposite word|what then|but what|so what is it|the antonym is] ?
[can|could|would|will] you [find|say|name|think of|give|think up|give me|tell me|supply|write] [the|an] [opposite|antonym|contrary|reverse] [of|for|to] {w} ?
[do|does] {w} have [an|any] [opposite|antonym|contrary] ?
[has|is there] [an|any] [opposite|antonym|contrary] [of|for|to] {w} ?
[what|which word] [is|would be|could be] [directly|exactly|the exact|totally|completely] [opposite of|opposite to|the opposite of|contrary to] {w} ?
[which|what] word [contrasts with|is opposed to|goes against|is contrary to|contradicts|pairs with|opposes] {w} ?
[which|what] [word|adjective] [do I use|should I write|do I write|fits|do I need] [for|as] the [opposite|contrary] of {w} ?
[turn|flip|reverse|invert|negate|change] {w} [into its opposite|around|to the opposite|into the contrary]
[my|the] [exercise|homework|book|teacher|crossword] [asks for|wants|says|needs]: [opposite of|the opposite of|antonym of|the contrary of] {w}
@day_next
[what|which|wat|wich] [day|weekday|day of the week] [is|comes|do we have|is it|follows|will be|will it be|starts|is there|would be] [right|just|directly|immediately|next|the day|straight|] after {d} ?
[what's|what is|tell me|say|name|give me|which is|give] [the|] [day|weekday|next day|following day] [right|just|directly|that is|immediately|coming|] after {d} ?
[today|now] [is|it's|it is|we have] {d} [, tomorrow|so tomorrow|, so what is tomorrow|, what comes tomorrow|, what's tomorrow|, which day is tomorrow|, and tomorrow|, what about tomorrow]
[if|when|suppose|say|given that] [it is|it's|today is|we are on|today's|this is] {d} [, tomorrow is|, what is tomorrow|, what's tomorrow|, which day is next|, what comes next|today, what is the next day|, what day follows|, which day will tomorrow be|, then tomorrow is]
[tomorrow|the next day|the following day] [is what|is which day|will be what day|is called] if [it's|today is|it is|we are on] {d} [today|now|]
[yesterday was|if it was|it was] {d} [yesterday|] [, today is|, so today is|, which day is today|, what day do we have today|, what day are we now]
[which|what] [day|weekday] does {d} [come before|precede|lead to|lie before|stand before] ?
{d} [is before|comes before|precedes|is the day before|is right before|goes before|is followed by] [which day|what day|what|which weekday] ?
{d} [then|, then|, next|next|+ 1|plus one day|, the next day|, the day after|, what's next|, what follows|, what comes next|, following day] ?
[the|] [day|weekday|one] [right|that comes|following|that follows|just|directly|next|] after {d} [is|is what|is called|, please|?]
[what|which day|which] [comes|follows|is] [next|] [when|after|once] {d} [is over|ends|has passed|is done|is finished] ?
[my|the] [party|exam|holiday|train|meeting] is the day after {d}, [which day is that|what day is it|so on which day]
[we are|it's] {d} [today|] and [the exam|my trip|the party] is tomorrow, [on which day|what day is that|which day] ?
[which|what] [day|weekday] is one day [after|later than] {d} ?
@day_before
[what|which|wat|wich] [day|weekday|day of the week] [is|comes|do we have|is it|was|was it|precedes|goes|is there|would be] [right|just|directly|immediately|the day|straight|] before {d} ?
[what's|what is|tell me|say|name|give me|which is|give] [the|] [day|weekday|previous day|preceding day] [right|just|directly|that is|immediately|coming|] before {d} ?
[today|now] [is|it's|it is|we have] {d} [, yesterday|so yesterday|, so what was yesterday|, what came yesterday|, what's yesterday|, which day was yesterday|, and yesterday|, what about yesterday]
[if|when|suppose|say|given that] [it is|it's|today is|we are on|today's|this is] {d} [, yesterday was|, what was yesterday|, what's yesterday|, which day was before|, what came before|today, what was the previous day|, what day preceded|, which day was it yesterday|, then yesterday was]
[yesterday|the previous day|the day before] [was what|was which day|is what day|is called] if [it's|today is|it is|we are on] {d} [today|now|]
[tomorrow is|if tomorrow is|tomorrow will be] {d} [, today is|, so today is|, which day is today|, what day do we have today|, what day are we now]
[which|what] [day|weekday] does {d} [come after|follow|lie after|stand after] ?
{d} [is after|comes after|follows|is the day after|is right after|goes after|is preceded by] [which day|what day|what|which weekday] ?
{d} [minus one day|- 1|, the previous day|, the day before|, what's before|, what precedes it|, what came before|, preceding day] ?
[the|] [day|weekday|one] [right|that comes|preceding|that precedes|just|directly|] before {d} [is|is what|is called|, please|?]
[my|the] [party|exam|holiday|train|meeting] is the day before {d}, [which day is that|what day is it|so on which day]
[which|what] [day|weekday] is one day [before|earlier than] {d} ?
[which|what] day [ends|is over] when {d} [begins|starts] ?
[what|which] is the eve of {d} ?
@month_next
[what|which|wat|wich] [month|month of the year] [is|comes|do we have|is it|follows|will be|will it be|starts|is there|would be] [right|just|directly|immediately|next|straight|] after {m} ?
[what's|what is|tell me|say|name|give me|which is|give] [the|] [month|next month|following month] [right|just|directly|that is|immediately|coming|] after {m} ?
[if|when|suppose|say|given that] [it is|it's|this month is|we are in|now is|this is] {m} [, next month is|, what is next month|, what's next month|, which month is next|, what comes next|now, what is the next month|, what month follows|, then next month is]
[next month|the next month|the following month] [is what|is which month|will be which month|is called] if [it's|this is|it is|we are in] {m} [now|]
[which|what] month does {m} [come before|precede|lead to|lie before] ?
{m} [is before|comes before|precedes|is the month before|is right before|goes before|is followed by] [which month|what month|what] ?
{m} [then|, then|, next|next|+ 1|plus one month|, the next month|, the month after|, what's next|, what follows|, what comes next|, following month] ?
[the|] [month|one] [right|that comes|following|that follows|just|directly|next|] after {m} [is|is what|is called|, please|?]
[what|which month|which] [comes|follows|is|begins] [next|] [when|after|once] {m} [is over|ends|has passed|is done|is finished] ?
[my|the] [birthday|exam|holiday|trip|wedding] is the month after {m}, [which month is that|what month is it|so in which month]
[which|what] month is one month [after|later than] {m} ?
[last month was|it was] {m} [last month|], [what month is it now|which month is this|what is this month]
@month_before
[what|which|wat|wich] [month|month of the year] [is|comes|do we have|is it|was|was it|precedes|goes|is there|would be] [right|just|directly|immediately|straight|] before {m} ?
[what's|what is|tell me|say|name|give me|which is|give] [the|] [month|previous month|preceding month] [right|just|directly|that is|immediately|coming|] before {m} ?
[if|when|suppose|say|given that] [it is|it's|this month is|we are in|now is|this is] {m} [, last month was|, what was last month|, what's the previous month|, which month was before|, what came before|now, what was the previous month|, what month preceded|, then last month was]
[last month|the previous month|the preceding month] [was what|was which month|is called] if [it's|this is|it is|we are in] {m} [now|]
[which|what] month does {m} [come after|follow|lie after] ?
{m} [is after|comes after|follows|is the month after|is right after|goes after|is preceded by] [which month|what month|what] ?
{m} [minus one month|- 1|, the previous month|, the month before|, what's before|, what precedes it|, what came before|, preceding month] ?
[the|] [month|one] [right|that comes|preceding|that precedes|just|directly|] before {m} [is|is what|is called|, please|?]
[which|what] month is one month [before|earlier than] {m} ?
[which|what] month [ends|is over] when {m} [begins|starts] ?
[next month is|next month will be] {m}, [what month is it now|which month is this|what is this month]
@month_days
[how many|number of|what number of|hw many|howmany] days [are there|exist|can be found|fit|do I find|come|lie|do you get|are contained|will there be|does one count|have we] [in|in the month of|during|within] {m} [normally|usually|in all|exactly|] ?
[how many|what number of] days [does|do|did|has|will] [the month|month|a month like|this month,|the month of|] {m} [have|count|contain|last|include|hold|run|take|got|comprise|possess] ?
[how long|what length] [is|has|does] [the month of|the month|] {m} [in days|last|counted in days|go on|run|exactly] ?
{m} [has|is|lasts|counts|contains|goes on for|runs for|takes|consists of|got] [how many days|how many|how long|what number of days] ?
{m} [days|number of days|day count|length|in days|- how many days|, 30 or 31|: 30 or 31 days|, how long|, days please|has 30 or 31|, number of days please] ?
[is|are] [it|there] [30 or 31|30 days or 31|31 or 30 days|28, 30 or 31 days] [in|for] {m} ?
[does|has|do|will] {m} [have|got|count|last|end on the] [31 days|30 days|28 days|30 days or 31|31|30|29 days] ?
[what's|what is|which is|tell me] the [last day|last date|final day|day count|total number of days|duration|exact number of days] [of|in|for] {m} ?
[what|which] [number|date] [does|is] {m} end [on|with] ?
[I am|we are] [away|on holiday|in Paris] [all of|the whole of|during all of] {m}, how many days [is that|are that|does it make] ?
[my rent|my holiday|the course|the offer] [is for|lasts|covers] [all of|the whole month of|] {m}, how many days [is that|is it|does it have]
@month_nth
[what|which] [is|'s|was|would be] [the|] {o} [one of the months|of the months|month|of the twelve months|calendar month|month, please|month in a year|month of a year|month in the calendar] ?
[what|which] month [is|comes|stands|has] [number|no.|nr] {i} [in the year|of the year|] ?
[month|the month] [number|no.|nr|#|] {i} [?|is|please|of the year]
[what|which|tell me which|do you know which] [is|month is] the {ith} [month|one] [of the year|in the year|] ?
[the|] {ith} month [of the year|in the calendar|is|?|please]
[in|on|of] [the|a] [calendar|year|list of months], [what|which] [month|one] [is|comes] {o} ?
[name|tell me|give me|say|write|find] the [{o}|{ith}] month [for me|please|in the calendar|in the year|of a year|of the calendar]
[how is|what is] the {o} month [called|named|of the year called|of the year named] ?
[the year's|our|the calendar's] {o} month [is|is what|?]
the month that comes {o} [in the year|of all|] [is|?]
@week_days
[how many|what number of] days [fit in|go into|exist in|form|are in each|does each|does every|does one|in every|in each|are there per|has|do you have in] [a week|week|the week|one week] [have|] ?
[one|a|each|every|the|1] week [is|has|lasts|counts|contains|equals|makes|= ] [how many days|how long|what number of days] ?
[the|] [length|duration] of [a|one|the] week [in days|] ?
[week|1 week|one week] [in|to|into] days
[do|does] [a|the] week have [five or seven|7|5 or 7|six or seven|seven] days ?
@year_months
[how many|what number of] months [fit in|go into|exist in|form|are in each|make up|in every|in each|are there per|has|do you have in|does it take to make] [a year|one year|the year] ?
[one|a|each|every|the|1] year [is|has|lasts|counts|contains|equals|makes|=] [how many months|what number of months] ?
[the|] [length|duration] of [a|one|the] year in months ?
[year|1 year|one year] [in|to|into] months
[do|does] [a|the] year have [ten or twelve|12|11 or 12|twelve] months ?
@year_days
[how many|what number of] days [fit in|go into|exist in|form|are in each|make up|in every|in each|are there per|has|do you have in|does it take to make] [a year|one year|the year] ?
[one|a|each|every|the|1] year [is|has|lasts|counts|contains|equals|makes|=] [how many days|how long|what number of days] ?
[the|] [length|duration] of [a|one|the] year [in days|] ?
[year|1 year|one year] [in|to|into] days
[do|does] [a|the] [normal|leap|] year have [365 or 366|365|366|360] days ?
@list_days
[what|which|wat] [are|'re] [the|all the|our|all] [seven|7|] [days|weekdays|names of the days|days called] [of|in] [a|the|one] week ?
[write|say|tell|give|show|recite|enumerate|spell|print] [me|us|down|out|] [the|all|all the|every one of the] [seven|7|] [days|weekdays] [of the week|in a week|in order|in the right order|from monday on|please]
[how|what] are the [days|seven days|weekdays] [called|named|of the week called|of a week named] ?
[I|we] [forgot|must learn|want to learn|need|want|learn|have to write] [all|] the [days|names of the days] of the week
[my son|my daughter|my child|our kid] [learns|must learn|wants to know|asks for] the days of the week
[can|could|will|would] you [recite|write|say|enumerate|repeat|tell us|go through] [all|] the [days of the week|weekdays|seven days] ?
[list|names|sequence|order|row] of [the|all|] [days|weekdays|days of the week]
[monday|mon] [to|until|through|till] [sunday|sun], [list them|all the days|which days are they|every day please]
@list_months
[what|which|wat] [are|'re] [the|all the|our|all] [twelve|12|] [months|names of the months|months called] [of|in] [a|the|one] year ?
[write|say|tell|give|show|recite|enumerate|spell|print] [me|us|down|out|] [the|all|all the|every one of the] [twelve|12|] months [of the year|in a year|in order|in the right order|from january on|please]
[how|what] are the [months|twelve months] [called|named|of the year called|of a year named] ?
[I|we] [forgot|must learn|want to learn|need|want|learn|have to write] [all|] the [months|names of the months] of the year
[my son|my daughter|my child|our kid] [learns|must learn|wants to know|asks for] the months of the year
[can|could|will|would] you [recite|write|say|enumerate|repeat|tell us|go through] [all|] the [months of the year|months|twelve months] ?
[list|names|sequence|order|row] of [the|all|] months [of the year|]
[january|jan] [to|until|through|till] [december|dec], [list them|all the months|which months are they|every month please]
@spell
[how|in what way] [is|do you|do we|does one|can you|must I|should you|would I|do people|to] [spelled|spell out|write out|write down|put|spell|write|say|read|pronounce|express] [the number|the figure|] {n} [in words|in letters|in plain words|using words|with words|in English words|fully|out] ?
[the number|the figure|number|this number,] {n} [spelled out|in plain words|in written form|in English|as text|in full|as words|in words please|with letters|using letters|spelled]
[write|spell|type|put|say|print|render|give|show|express|state] [me|] [the number|the figure|number|] {n} [out in words|as a word|as text|in plain English|with letters only|in words for me|without digits|in full words|as words please]
[what|which] [is|are] the [word|words|letters|spelling|name|written form|text form] [for|of] [the number|number|] {n} ?
[convert|turn|change|transform|rewrite|translate|put] [the number|the digits|] {n} [into|to|as|in] [words|letters|text|plain English|word form|written words]
[how|what] [would|does|do] [you|one|we|I] [call|read aloud|name|read|say aloud|spell] [the number|] {n} ?
[on|for] [a cheque|a check|my cheque|an invoice] I [write|must write|need] {n} in words [, how|, how is it|, help me|]
[I|we] [need|want|must write|have to write|have] {n} [in words|in letters|spelled out|written out|as words]
{n} [spelled out|spelled|how do you spell it|how is it written|, in words|, how do you write that|, spell it|-> words|= in words|, the word please|in text|, written out please] ?
@unspell
[how|in what way] [is|do you|do we|does one|can you|must I|should you|would I|to] [written|write|put|type|express|note] [the number|] {s} [in digits|in figures|with digits|as digits|using digits|as a number|in numerals] ?
[the number|number|this number,] {s} [in digit form|as a figure|in numerals|with figures|using digits|as digits|in digits please|in figures please|numerically]
[write|type|put|print|render|give|show|express|state] [me|] [the number|] {s} [as a numeral|in numbers|with digits only|in digits for me|without words|as digits please|numerically|in number form]
[what|which] [is|are] the [digits|number|figure|figures|numeral] [for|of] [the words|] {s} ?
[convert|turn|change|transform|rewrite|translate|put] [the words|the number|] {s} [into|to|as|in] [digits|figures|a number|numerals|number form]
[I|we] [need|want|must write|have to type|have] {s} [in digits|in figures|as a number|in numbers]
{s} [how do you write it in digits|how is it written in figures|, in digits|, what number is that|, which number is it|-> digits|= in digits|, the digits please|is which number|in number] ?
@and_capital
[and|then|next|ok|great,|thanks,|cool,|good,|nice,|right,|hmm,|perfect,|now] [what about|how about|for|of|the capital of|that of|it for|do|in the case of|same for|what of] {c} [?|please|]
[how|what] [is|would] it [for|be for|look for|be in|go for|in] {c} ?
[and|or] [what|which] [city|one|capital] [has|is it for|is it in|does it have in|is that of|for|in|is it with] {c} ?
[same|ditto|likewise|similarly|again|idem|also|as well] [for|with|but for|but|, for|, of|of] {c} [?|please|]
[let's|let us|can you|could you] [do|try|take|also do|hear] {c} [?|next|now|then|too]
[I|we] [also want|also need|meant|mean|wanted|need as well|want as well|would also like] [that of|the one of|that for|it for|] {c}
[sorry I meant|no, I mean|I mean|not that, but|oh and|also|plus|and also|and again for|and finally|lastly|one more:|another one:|next country:|another:] {c} [?|please|]
{c} [next|as well|also|, same question|, and that one|, how about it|, what about that|instead|, the same] ?
@and_reverse
[and|then|next|ok|great,|thanks,|cool,|good,|nice,|right,|hmm,|perfect,|now] [what about|how about|for|the country of|do|in the case of|same for|what of|which country for|the capital] {k} [?|please|]
[and|or] [what|which] [country|one|nation|land] [has|is it for|is that for|for|goes with|is it with] {k} ?
[same|ditto|likewise|similarly|again|idem|also|as well] [for|with|but for|but|, for] {k} [?|please|]
[let's|let us|can you|could you] [do|try|take|also do|hear] {k} [?|next|now|then|too]
[sorry I meant|no, I mean|I mean|not that, but|oh and|also|plus|and also|and again for|and finally|lastly|one more:|another one:|next capital:|next city:|another:] {k} [?|please|]
{k} [next|as well|also|, same question|, and that one|, how about it|, whose capital|instead|, the same|, which country] ?
@and_opposite
[and|then|next|ok|great,|thanks,|cool,|good,|nice,|right,|hmm,|perfect,|now] [what about|how about|for|of|the opposite of|that of|it for|do|in the case of|same for|what of|the contrary of|the word] {w} [?|please|]
[and|or] [what|which] [word|one|opposite] [is it for|is it of|is that of|for|does it have for|goes with] {w} ?
[same|ditto|likewise|similarly|again|idem|also|as well] [for|with|but for|but|, for|, of|of] {w} [?|please|]
[let's|let us|can you|could you] [do|try|take|also do|hear] {w} [?|next|now|then|too]
[sorry I meant|no, I mean|I mean|not that, but|oh and|also|plus|and also|and again for|and finally|lastly|one more:|another one:|next word:|another:] {w} [?|please|]
{w} [next|as well|also|, same question|, and that one|, how about it|, what about that|instead|, the same|, its opposite] ?
@and_day
[and|then|next|ok|great,|thanks,|cool,|hmm,|right,|now|also|so] [what is|what's|what comes|which day is|which day comes|which is|what day|the one|the day|which follows] [right|] after {d} [?|please|]
[and|or|then] what [follows|day follows|comes after|is next after|day after] {d} ?
[and|or|] [if|when] [it's|it is|today is|we have] {d} ?
[and|then|next|ok|great,|thanks,|cool,|now] [what about|how about|for|same for|do|with|in the case of] {d} [?|please|]
[same|ditto|likewise|again|also] [for|with|but for|but|, for|but after] {d} [?|please|]
@and_month
[and|then|next|ok|great,|thanks,|cool,|hmm,|right,|now|also|so] [what is|what's|what comes|which month is|which month comes|which is|what month|the one|the month|which follows] [right|] after {m} [?|please|]
[and|or|then] what [follows|month follows|comes after|is next after|month after] {m} ?
[and|or] [if|when] [it's|it is|we are in|we have] {m} ?
[and|then|next|ok|great,|thanks,|cool,|now] [what about|how about|for|same for|do|with|in the case of] {m} [?|please|]
[same|ditto|likewise|again|also] [for|with|but for|but|, for|but after] {m} [?|please|]
@and_month_days
[and|then|next|ok|great,|thanks,|cool,|hmm,|right,|now|also|so] [what about|how about|for|in|the month of|do|in the case of|same for|how many for|how many in|how many days in|how many has] {m} [?|please|]
[and|or] [how many|how long|the number] [has|is|for|does it have in|are they in|days for] {m} ?
[same|ditto|likewise|again|also] [for|with|but for|but|, for|in|but in] {m} [?|please|]
[let's|let us|can you|could you] [do|try|take|also do] {m} [?|next|now|then|too]
{m} [next|as well|also|, same question|, and that one|, how about it|, how many|instead|, the same] ?
@and_sum
[and|then|next|ok|great,|thanks,|cool,|hmm,|right,|now|also|so] [what is|what's|what about|how about|how much is|same for|do|for|solve|compute|calculate|the sum] {a} [+|plus|and] {b} [?|please|]
[and|or] [what|how much] [does|do|is|would] {a} [+|plus|and] {b} [make|give|be|come to|equal] ?
[same|ditto|likewise|again|also|as well] [for|with|but for|but|, for|, with] {a} [+|plus|and] {b} [?|please|]
[and|now] if I add {a} [and|to] {b} ?
[one more:|another one:|next sum:|next one:|and also|I mean|sorry I meant|no, I mean] {a} [+|plus] {b} [?|please|]
@and_spell
[and|then|next|ok|great,|thanks,|cool,|hmm,|right,|now|also|so] [what about|how about|for|same for|do|how do you write|how do you spell|how is|write|spell|the number|how would you write] {n} [?|please|]
[same|ditto|likewise|again|also|as well] [for|with|but for|but|, for|, with] {n} [?|please|]
[let's|let us|can you|could you] [do|try|take|also do|also write|also spell] {n} [?|next|now|then|too]
[one more:|another one:|next number:|next one:|and also|I mean|sorry I meant|no, I mean] {n} [?|please|]
{n} [next|as well|also|, same question|, and that one|, how about it|, in words too|instead|, the same] ?
"""

# What is close to the tasks but not one of them.
UNKNOWN = """
[what|which] day [is|comes|will it be] [two|three|four|ten|five] days [after|before|from] {d} ?
[if|when] [today is|it is] {d}, what day is [the day after tomorrow|in three days|in a week and a day|it in {num2} days|next year] ?
[what|which] month [is|comes] [two|three|four|five] months [after|before|from] {m} ?
how many [weeks|hours|sundays|mondays|holidays|minutes|weekends|work days] [are there|are|] in [{m}|a month|a year|a day|a century|two weeks] ?
how many days [are there|] [between|from] {m} [and|to|until] [{m}|christmas|my birthday|now] ?
how many days [until|till|before|since] [{d}|{m}|christmas|easter|the weekend|my birthday|the end of the year|summer] ?
[which|what] [months|days] [have 30 days|have 31 days|start with m|are in summer|are in winter|are short|are holidays|begin with the letter t|end in er] ?
[what|which] day [of the week|] [is|was|will be] [the first of|the tenth of|the last of|christmas in|new year in] {m} ?
[what|which] season is {m} [in|] ?
[is|was] {m} [in summer|a cold month|in winter|a good month for {noun}s|my birthday month|warm in {place}] ?
[is|was] {d} a [good day|holiday|day off|working day|sunny day|bad day] ?
[what|which] [do people|do you|shall we|did I] do on {d} ?
[what is|how many is] the opposite [team|side of the street|house|direction to {place}|page|sex] ?
[which|what] word [means|is the same as|rhymes with|sounds like|comes from|is a synonym for] {adj} ?
[another|a] [word|synonym|name|rhyme] [for|of|with] [{adj}|{noun}|{verb}] ?
[how many|which] [capitals|countries|cities|opposites|words|numbers] [do you know|are there|are in Europe|are in Africa|start with an A|end in stan] ?
[where|on which continent] is the capital of {c} ?
[how many people live in|what is the weather in|what is the population of|how old is|how big is|who is the mayor of|what should I see in] the capital of {c} ?
[what|which] [is the second|was the old|was the first|will be the next] capital of {c} ?
[which|what] [countries|country|sea|river|mountain|language|king|currency|president|flag] [is near|has|borders|belongs to|does one find in|is next to] {c} ?
[what is|how do you write] {num} [in roman numerals|in binary|in French|in Spanish|backwards|in hexadecimal] ?
[what is|how much is|calculate] {num2} [squared|cubed|to the power of {num3}|divided by {num3}|/ {num3}|percent of {num3}|modulo {num3}] ?
[which|what] is [bigger|smaller|larger|greater], {num2} or {num3} ?
[is|are] {num2} [bigger than|smaller than|equal to|a multiple of|divisible by] {num3} ?
[count|add up|list|write] [from 1 to {num2}|all numbers up to {num2}|the even numbers|the prime numbers|to {num2}|backwards from {num2}] ?
[what|which] number [am I thinking of|do you like|is the best|is lucky|comes to your mind] ?
[half|a quarter|a third|double|twice|the square|the root|ten percent] of {num}
[how many|how much] {noun}s [do I have|have I got|are in my bag|are left|did I buy|does {name} have] ?
[my|the] {noun} costs {num} [dollars|euros], [is that much|is it cheap|should I buy it|can you pay]
[spell|write] [{noun}|my name|your name backwards|the word {noun}|{adj}|the alphabet]
[how many|which] letters [does {noun} have|are in {noun}|are in the alphabet|has the word {noun}] ?
"""

NOUN_PHRASES = """
@capital
the capital city of the country {nu}
the capital, {nu}
{c}'s capital
{c}'s capital city
the city where the government of {c} sits
what they call the capital of {c}
@reverse
the nation whose capital is {k}
the state whose capital city is {k}
the country ruled from {k}
the country that {k} is the capital of
the country for the capital {k}
the country belonging to the capital {k}
the place that has {k} for its capital
@sum
{a} and {b} together
{a} and {b} added up
{a} with {b} added
the total if I add {a} and {b}
the sum of the numbers {a} and {b}
{a} increased by {b}
{b} more than {a}
@difference
{b} subtracted from {a}
{b} taken from {a}
{b} less than {a}
{a} reduced by {b}
{a} less {b}
what is left of {a} without {b}
the difference {a} - {b}
the rest of {a} minus {b}
the answer to {a} minus {b}
@product
the product {a} times {b}
the answer to {a} times {b}
{a} by {b}, multiplied
@opposite
the word opposite to {w}
the reverse of {w}
the exact opposite of {w}
the opposite word for {w}
the antonym of the word {w}
an opposite to {w}
the contrary of the word {w}
the opposite of being {w}
@day_next
the day right after {d}
tomorrow's day if today is {d}
the weekday after {d}
the following day, after {d}
the day following {d}
@day_before
the day right before {d}
yesterday's day if today is {d}
the weekday before {d}
the previous day, before {d}
the day preceding {d}
the eve of {d}
@month_next
the month right after {m}
the month following {m}
next month, if it is {m}
@month_before
the month right before {m}
the month preceding {m}
last month, if it is {m}
@month_days
the day count of {m}
the number of days that {m} has
how many days in {m}
the length of the month of {m}
@month_nth
the {ith} month
month number {i}
the {ith} month of the year
the {o} month in the calendar
@list_days
the weekdays in order
every day of the week
the days from monday to sunday
@list_months
the months in order
every month of the year
the months from january to december
@spell
the words for {n}
the number {n} written out
{n} as words
{n} as text
{n} spelled out
the written form of {n}
@unspell
the number {s} in figures
the digits for {s}
{s} with digits
{s} in numerals
the number for {s}
"""

# Clauses: what follows "do you know" or "tell me".
CLAUSES = """
@capital
what the capital of {c} is
what {nu}'s capital is
which city is the capital of {c}
which city {nu} has as its capital
what the capital of {c} is called
what they call the capital of {c}
where the government of {c} is
@reverse
which country has {k} as its capital
what country {k} is the capital of
of which country {k} is the capital
which country {k} is the capital of
whose capital {k} is
which country's capital is {k}
what {k} is the capital of
@sum
what {a} plus {b} is
how much {a} plus {b} is
what {a} and {b} make
how much {a} and {b} make
how much {a} + {b} is
what {a} + {b} equals
what you get if you add {a} and {b}
what the sum of {a} and {b} is
what I have when I add {b} to {a}
@difference
what {a} minus {b} is
how much {a} minus {b} is
how much {a} - {b} makes
what {a} - {b} equals
what is left if I take {b} from {a}
what you get if you subtract {b} from {a}
what the difference between {a} and {b} is
how much remains of {a} without {b}
@product
what {a} times {b} is
how much {a} times {b} makes
what you get if you multiply {a} by {b}
what the product of {a} and {b} is
how much {a} x {b} is
@opposite
what the opposite of {w} is
what the contrary of {w} is
which word is the opposite of {w}
what word means the opposite of {w}
what the antonym of {w} is
how one says the opposite of {w}
what to call the opposite of {w}
@day_next
what day comes after {d}
which day follows {d}
what comes after {d}
what tomorrow is if today is {d}
which day is next after {d}
@day_before
what day comes before {d}
which day precedes {d}
what comes before {d}
what yesterday was if today is {d}
which day is right before {d}
@month_next
what month comes after {m}
which month follows {m}
what comes after {m}
which month is next after {m}
@month_before
what month comes before {m}
which month precedes {m}
what comes before {m}
which month is right before {m}
@month_days
how many days {m} has
how many days there are in {m}
how many days are in {m}
how long {m} is
if {m} has 30 or 31 days
how many days the month of {m} has
whether {m} has 31 days
@month_nth
which month is the {o}
what the {o} month is
which month comes {o}
what the {ith} month of the year is
which month is number {i}
@week_days
how many days a week has
how many days are in a week
how many days make a week
@year_months
how many months a year has
how many months are in a year
@year_days
how many days a year has
how many days are in a year
how long a year is
@list_days
what the days of the week are
which days are in a week
how the days of the week are called
@list_months
what the months of the year are
which months are in a year
how the months are called
@spell
how to write {n} in words
how you spell {n}
how {n} is spelled
how one writes {n} in letters
what {n} is in words
how to spell the number {n}
how {n} is written
@unspell
how to write {s} in digits
what {s} is in digits
which number {s} is
how {s} is written in figures
what number {s} makes in digits
@who
who you are
what you are
what your name is
who I am talking to
what this program is
what kind of program you are
if you are a robot
whether you are human
what I should call you
@maker
who made you
who created you
who built you
where you come from
who trained you
how you were made
who is behind you
who your maker is
which company made you
@private
where my data goes
who can read my messages
who reads what I write
what you do with my data
where you run
if this is private
if you need the internet
whether you send anything to a server
if you keep what I say
whether you work offline
if my messages are safe
@size
how big you are
how small you are
what your size is
how many parameters you have
how much memory you need
how much space you take
how heavy you are
@languages
which languages you speak
what languages you know
if you speak French
whether you understand Spanish
how many languages you speak
in which language I can write
@silex
what silex is
what silex does
what silex is for
how silex works
why it is called silex
@help
what you can do
what you know
what I can ask you
what you are good at
how you can help me
which questions you can answer
what you can help me with
how to use you
what topics you know
@unknown
who the president of {c} is
how many people live in {c}
what time it is
what the weather is like
why the {noun} is {adj}
how a {noun} works
who {person} is
when {person} was born
where my {noun} is
how much a {noun} costs
what {noun} means
how to {verb} a {noun}
how to cook rice
who won yesterday
what I should eat
how old you are
what the square root of {num} is
what {num} divided by {num2} is
why people {verb}
if {noun}s can {verb}
which {noun} is the best
who invented the {noun}
what day it is today
how to say {noun} in Spanish
what my name is
where {place} is
how far it is to {place}
when the {noun} comes
"""

CLAUSE_WRAPPERS = """
[do|did|would|might|don't] you [know|happen to know|remember|by chance know] {cl} ?
[can|could|would|will] you [tell|explain to|teach|show|say to|remind] [me|us] {cl} ?
[tell|teach|remind|show|inform] [me|us] {cl} [please|]
[please|pls|kindly|hey,|quick,|now] [tell|say|explain to] me {cl}
[I'd like|I would like|I want|I need|we need|we want|I have|I was asked|I'm trying|I try] to know {cl}
[I|we] [wonder|am wondering|ask myself|wanted to ask|was wondering|must know|should know|don't know|do not know|forgot|have forgotten|can't remember|need to find out|would love to know] {cl}
[any|no|have you any|have you got any|got any|do you have any] idea {cl} ?
[let|make] [me|us] know {cl}
[can|could|may] I [ask|ask you|know] {cl} ?
[my son|my daughter|my teacher|my friend|somebody|the quiz|my boss|grandma] [asks|wants to know|would like to know|asked me|wonders] {cl}
[I'm|I am] [curious|not sure|unsure|interested to know|dying to know|asking] {cl}
[what I want to know is|the question is|my question is|question:|so|the point is|it is about] {cl}
[you know|do u know|u know|surely you know|you must know|you can tell me|tell me if you know|say] {cl} ?
{cl} [, do you know|, tell me|, I wonder|, can you tell me|, please|, any idea|, that is my question|?]
[help me find out|find out|explain|say|guess|let's see|let us see|look up|check] {cl}
[it would be nice|I would be glad|I'd be happy|it would help me] to know {cl}
"""

OPENERS = (
    "hi again, |hello again, |hi friend, |hello silex, |hey there, |hi bot, |hello robot, |"
    "greetings, |good evening, |good afternoon, |morning, |evening, |sorry to bother you, |"
    "sorry to disturb, |pardon me, |excuse me but |sorry but |may I ask, |may I ask you something? |"
    "can you help me? |help me: |I need help: |help! |please help, |could you help? |one thing: |"
    "one more thing: |one last thing: |just one question: |a short question: |an easy question: |"
    "a stupid question: |silly question: |random question: |serious question: |trivia: |"
    "geography: |vocabulary: |math: |mathematics: |for my exam: |for my daughter: |for a friend: |"
    "for a crossword: |for a game: |it's for school: |for homework: |I'm doing my homework. |"
    "I am a student. |I am a teacher. |I am seven years old. |I am in a hurry: |in a hurry: |"
    "I always forget: |I keep forgetting: |I can never remember: |I can't remember: |I forgot, |"
    "my memory is bad: |let me ask you: |let me think... |let's see, |let us see: |here we go: |"
    "here is a question: |here's one: |try this: |try this one: |how about this: |what about this: |"
    "next up: |moving on: |back to work: |and now |and then |after that, |also, |also |besides, |"
    "by the way, |btw |btw, |actually, |actually |basically, |honestly, |seriously, |anyway, |"
    "thanks. |thank you. |thank you! |thanks, and |good, |good. |very good. |perfect. |perfect, |"
    "wow, |oh wow, |oh ok, |aha, |ah, |ah ok, |eh |er, |erm |hm |umm, |hmm... |ok... |okay so |"
    "alright then, |right then, |right so |come on, |come on: |go: |go on: |yo bot |dude, |bro, |"
    "man, |mate, |buddy, |my friend, |dear assistant, |dear computer, |computer, |robot, |machine, |"
    "assistant, |hey computer, |ok computer, |ok silex, |you there? |are you there? |you know, |"
    "look, |see, |wait, |wait: |no wait, |not sure, but |maybe you know: |perhaps you know: |"
    "if you know, |if possible, |if I may, |if you don't mind, |be honest: |be brief: |in short: |"
    "shortly: |fast: |fast please: |hurry: |urgent: |important: |please answer: |answer me: |"
    "answer: |reply: |I ask you: |my son wants to know: |my wife asks: |my boss asks: |"
    "someone asked me: |we are arguing: |we made a bet: |bet: |challenge: |game: |quiz time! |"
    "riddle me this: |q: |Q: |q1: |1) |1. |2. |a) |- |* |> |> "
).split("|")
CLOSERS = (
    ", please and thank you| please and thanks|, pretty please| pretty please| if you please|"
    ", if you would|, if you don't mind|, if possible|, if you could| for us| for my daughter|"
    " for my class| for school| for a quiz|, for a quiz|, for homework|, it's for my homework|"
    ", I need to know|, I have to know|, I must know|, I can't remember|, I don't remember|"
    ", I don't know|, I have no idea|, no idea|, I wonder|, just curious|, just asking|"
    ", asking for a friend|, my son asks|, my friend asks|, we have a bet|, in your opinion|"
    ", answer quickly|, be quick|, quickly|, quickly please|, fast|, hurry|, right away|"
    ", immediately| at once|, ok| ok|, okay|, right|, huh|, eh| eh|, yes|, no|, well|, then|, man|"
    ", bro|, mate|, sir|, robot|, computer|, bot|, machine|, assistant|, my dear|, old friend|"
    ", little model|, little robot| :D| :p| <3| ^^| xd| hahaha| hehe| tyvm| ty|, ty|, cheers|"
    ", much appreciated|, many thanks|, bless you|. please|. please answer|. answer please|"
    ". quick|. thanks a lot|. thank you very much|. I need it|. do you know| ? thanks| ? thank you|"
    " ? please|, anybody|, someone|, tell us|, tell me please|, say it|, say|, go|, go on|"
    " again please|, again|, one more time| one more time|, once more|..|....|, hmm| hmm|, um|, uh"
).split("|")

NOUNS = (
    "spoon fork bowl plate mug bottle jar pot pan stove shelf wardrobe sofa bench stool blanket "
    "sheet soap sponge bucket broom mop comb razor mirror-frame candle match lighter ashtray rope "
    "string thread needle scissors glue tape ruler eraser pencil crayon chalk blackboard desk page "
    "chapter letter stamp parcel basket bag purse wallet key lock hinge handle hook nail screw wire "
    "pipe tap hose ladder shovel rake spade axe saw plough barn stable farm field meadow grass leaf "
    "branch root trunk seed bud thorn petal rose daisy orchid ivy fern moss mushroom nut almond "
    "raisin fig date olive pepper salt honey jam butter cream yoghurt cheese ham sausage bacon steak "
    "turkey goose swan eagle owl crow pigeon sparrow robin hen rooster calf lamb kitten puppy mouse "
    "rat bat mole otter beaver moose deer elk bison buffalo hippo rhino leopard cheetah lynx hyena "
    "gorilla lizard turtle toad worm spider fly wasp moth cricket shrimp oyster squid octopus eel "
    "trout cod herring seal walrus iceberg island beach coast wave tide harbour boat ship ferry canoe "
    "raft helicopter rocket balloon kite parachute bicycle motorbike van lorry truck taxi wheel tyre "
    "brake pedal engine road street lane square tower castle palace temple church mosque chapel "
    "monastery statue fountain park bench-seat zoo circus theatre stadium gym pool court prison "
    "factory mill mine well dam tunnel canal village town city county province king queen prince "
    "knight wizard witch ghost giant dwarf fairy monster vampire zombie thief spy soldier sailor "
    "captain pilot driver farmer baker tailor cobbler painter poet writer nurse doctor dentist lawyer "
    "teacher pupil student uncle-in-law cousin nephew niece grandpa grandma neighbour guest stranger "
    "shoulder elbow wrist thumb nail-file chin cheek lip tongue throat neck chest stomach skin blood "
    "muscle nerve lung liver kidney ankle toe heel beard moustache wig hat cap coat jacket shirt "
    "blouse skirt dress trousers jeans belt button pocket sock shoe slipper ring earring watch clock "
    "minute hour second week month year century season spring-time autumn birthday wedding holiday "
    "picnic song melody rhythm drum guitar piano violin trumpet poem rhyme riddle proverb alphabet "
    "vowel comma keyboard screen software password email website robot-arm satellite-dish planet moon "
    "sun star cloud rainbow storm breeze dew frost snowflake mud dust smoke ash flame spark shadow "
    "echo smell taste sound noise voice word-game number-plate digit triangle circle cube pyramid "
    "centimetre kilogram litre dollar euro penny receipt invoice contract salary pension hobby sport "
    "rugby cricket-bat golf hockey judo karate marathon medal dice domino puzzle doll teddy swing"
).split()
VERBS = (
    "whisper shout sneeze cough yawn blink wink nod chew swallow lick bite scratch tickle hug kiss "
    "wave point clap snap knit sew iron fold wrap pack unpack stir pour fry roast grill peel slice "
    "chop mix taste smell listen watch stare count measure weigh calculate guess remember forget "
    "explain describe argue discuss promise invite greet thank apologize complain celebrate decorate "
    "repair polish sweep dust vacuum water harvest feed milk shear tame train gallop crawl climb-up "
    "dive surf ski skate sail row hitchhike commute park queue vote protest marry divorce inherit "
    "type click scroll swipe tweet stream encrypt compile debug juggle whistle hum rehearse applaud"
).split()
ADJECTIVES = (
    "orange violet turquoise beige grey gray silver crimson striped dotted checked triangular oval "
    "rectangular spherical cubic hairy bald feathery scaly woollen cotton leathern glassy rusty dusty "
    "muddy sandy rocky snowy rainy cloudy foggy stormy windy sunny tropical alpine rural royal "
    "medieval historical musical artistic poetic mathematical chemical atomic magnetic solar lunar "
    "nuclear electronic robotic virtual edible spicy salty creamy crunchy buttery fried frozen-solid "
    "curious jealous sleepy dizzy grumpy silly clumsy shy puzzled amazed surprised disappointed "
    "European African Asian French Spanish Italian Chinese Roman Greek weekly monthly annual daily"
).split()
REGIONS = (
    "Wyoming|Utah|Idaho|Montana|Iowa|Illinois|Indiana|Missouri|Arkansas|Alabama|Maryland|New York|"
    "New Jersey|Massachusetts|Maine|Saskatchewan|Yukon|Queensland|New South Wales|Bengal|Kerala|"
    "Goa|Rajasthan|Yunnan|Sichuan|Hokkaido|Okinawa|Bali|Borneo|Hesse|Lower Saxony|Brandenburg|"
    "Thuringia|Tyrol|Carinthia|Lapland|Karelia|Wallonia|Savoy|Alsace|Lorraine|Picardy|Gascony|"
    "Auvergne|Languedoc|Guernsey|Jersey|the Isle of Man|Yorkshire|Lancashire|Sussex|Murcia|"
    "Extremadura|Castile|Asturias|the Algarve|Madeira|the Azores|the Canary Islands|Majorca|Ibiza|"
    "Veneto|Apulia|Liguria|Latium|Thrace|Macedonia the region|the Peloponnese|Chechnya|Dagestan|"
    "the Crimea|the Urals|the Amazon|the Andes|the Himalayas|the Sahel|Katanga|Zanzibar|Darfur|"
    "Latin America|North America|Central America|Western Europe|Eastern Europe|the Middle East|"
    "the Far East|the West|the East|the North Sea|the Black Sea|the Red Sea|the desert|the sky|"
    "the internet|the Matrix|Google|Facebook|the solar system|Jupiter|Mercury|Uranus|the stars|"
    "Gallifrey|Hogwarts|Krypton|Camelot|Eldorado|El Dorado|Shangri-La|Pandora|Vulcan|Equestria|"
    "Zamunda|Panem|Hyrule|Tamriel|Arrakis|Naboo|Hoth|Equatoria|Czechoslovakia|Yugoslavia|"
    "the Soviet Union|the USSR|East Germany|West Germany|Austria-Hungary|Byzantium|Carthage|Troy|"
    "Rhodesia|Zaire|Siam|Persia|Ceylon|Gaul|Abyssinia|the Inca Empire|the kingdom of Nowhere|"
    "nowhere|everywhere|here|my country|your country|my garden|my kitchen|my town|this place|"
    "the office|the town|the village|the company|the family|the north|the south|the moon base"
).split("|")
CITIES = (
    "Nottingham|Sheffield|Birmingham|Leicester|Southampton|Plymouth|Brighton|York|Bath|Norwich|"
    "Swansea|Inverness|Limerick|Bruges-sur-Mer|Utrecht|Eindhoven|Leiden|Maastricht|Leipzig|Dortmund|"
    "Essen|Bonn|Mainz|Heidelberg|Freiburg|Innsbruck|Graz|Linz|Lucerne|Lugano|Trieste|Palermo|"
    "Catania|Bari|Parma|Modena|Ravenna|Toledo|Salamanca|Pamplona|Vigo|Braga|Coimbra|Faro|Patras|"
    "Thessaloniki|Split|Dubrovnik|Zadar|Mostar|Brno|Ostrava|Wroclaw|Poznan|Lodz|Debrecen|Cluj|"
    "Timisoara|Varna|Plovdiv|Izmir|Antalya|Bursa|Adana|Lviv|Kharkiv|Kazan|Novosibirsk|Omsk|Sochi|"
    "Gothenburg|Malmo|Bergen|Trondheim|Tampere|Turku|Aarhus|Haifa|Aleppo|Basra|Mosul|Jeddah|Mecca|"
    "Medina|Aden|Isfahan|Shiraz|Tabriz|Kandahar|Lahore|Peshawar|Jaipur|Agra|Varanasi|Pune|Chennai|"
    "Hyderabad|Chittagong|Mandalay|Chiang Mai|Phuket|Da Nang|Hue|Cebu|Davao|Surabaya|Bandung|"
    "Penang|Macau|Hong Kong|Shenzhen|Wuhan|Xian|Nanjing|Tianjin|Harbin|Incheon|Daegu|Sapporo|Kobe|"
    "Fukuoka|Yokohama|Darwin|Adelaide|Hobart|Cairns|Christchurch|Dunedin|Honolulu|Anchorage|"
    "Las Vegas|Sacramento|San Francisco|Los Angeles|New York|New Orleans|Nashville|Charlotte|"
    "Richmond|Columbus|Cincinnati|Indianapolis|Milwaukee|Minneapolis|Kansas City|Tulsa|El Paso|"
    "Tucson|Albuquerque|Salt Lake City|Halifax|Edmonton|Regina the city|Tijuana|Guadalajara|"
    "Monterrey|Cancun|Acapulco|Veracruz|Cartagena|Cali|Maracaibo|Recife|Salvador de Bahia|"
    "Belo Horizonte|Porto Alegre|Rosario|Mendoza|Valparaiso|Arequipa|Mombasa|Kisumu|Kano|Ibadan|"
    "Kumasi|Marrakesh|Agadir|Benghazi|Luxor|Aswan|Port Said|Bulawayo|Beira|Port Elizabeth|"
    "Bloemfontein|Atlantis|Rivendell|Hogsmeade|Rapture|Zion|Sin City|Hill Valley|Bikini Bottom|"
    "Winterfell|Bree|Edoras|Camelot|Duckburg|Toontown|Neo-Tokyo|Coruscant|Sunnydale|Hawkins"
).split("|")

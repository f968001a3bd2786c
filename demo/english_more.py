"""More English phrasings for training: whole sentences, and noun phrases that the wrappers turn
into sentences by the hundred.

The notation is that of english.py. A noun phrase names what is asked for ("the capital of {c}"); a
wrapper is a sentence around it; openers and closers stand before and after any question."""

PHRASES = """
@capital
[which|what] city is the capital of {c}?
[which|what] town is the capital city of {c}?
{c} has which [city as its|] capital?
what do you call the capital of {c}?
what's the [main|] capital in {c}?
{nu} and its capital?
[we|I] [are going|travel] to the capital of {c}. [What is it|Which city is that]?
I live in the capital of {c}. Which city is it?
{c}. Capital?
the capital of {c} is called
where is the capital of {c}?
is there a capital in {c}?
[spell|write] the capital of {c}.
@reverse
{k} is the capital of which [nation|state|land|place]?
{k} is [whose|which country's] capital [city|]?
the city of {k} is the capital of which country?
{k}, [of which country is it|which country is it] the capital [of|]?
which country does the capital {k} belong to?
in which country is {k} the capital [city|]?
where is {k} the capital?
{k} capital of which country?
capital {k}, country?
[what|which] country am I in if I am in its capital, {k}?
[I'm in|I live in|I am visiting] {k}, [the|a] capital. Which country is [it|that]?
name the [nation|land] with {k} as capital.
to which country does {k} belong as capital?
@sum
{a}+ {b}
{a} +{b}
{a} + {b} ?
{a}+{b} =?
{a} and {b} [is|are|make|makes|gives] [what|]?
{a} [and|plus] {b} [together|in all|altogether]?
{a} and {b} added [together|up]?
[sum|add] {a} and {b}.
[sum|add|add up] {a} {b}
put {a} and {b} together, [what|how much] is it?
increase {a} by {b}.
[what|how much] is {b} more than {a}?
{a}, then {b} more: how [many|much]?
[we|they] [have|had] {a} {things}, then {b} more came. How many [now|in all]?
I [bought|found] {a} {things} and then {b} [others|more]. How many {things} [are there|do I have] [now|]?
she has {a} {things} and he has {b}. How many together?
there are {a} {things} here and {b} there, how many in [all|total]?
@difference
{a}- {b}
{a} -{b}
{a} - {b} ?
{a}-{b} =?
{a} minus {b} [is|makes|gives] [what|]?
[remove|take|deduct] {b} from {a}.
{a} [without|take away|less] {b}?
from {a} [take|remove|subtract] {b}.
decrease {a} by {b}.
if [you|we] [take|remove|subtract] {b} from {a}, [what|how much] [is left|remains]?
[what|how much] is left of {a} after {b}?
I have {a} {things} and [use|lose|sell|give away|break|eat] {b}. How many [remain|are left|are there left|do I have left]?
[we|they] had {a} {things} and [lost|sold|used|ate] {b}, how many [remain|are left|now]?
there were {a} {things}, {b} are gone. How many are [there now|left]?
she had {a} {things} and gave {b} to her friend, how many does she have [now|]?
@product
{a}x {b}
{a} x{b}
{a} * {b} ?
{a} times {b} [is|makes|gives] [what|]?
[multiply|times] {a} {b}
{a} by {b}?
{a} multiplied [by|with] {b}?
[what|how much] is {a} times [the number|] {b}?
{a} groups of {b} [make|are|is] how [many|much]?
{a} [bags|rows|packs] of {b} {things}: how many {things} [in all|in total|]?
there are {a} [bags|tables|rows] with {b} {things} each, how many {things}?
@opposite
{w} opposite
{w} opposite?
{w}'s opposite?
antonym of {w}
antonym: {w}
opposite: {w}
not {w} but
[what|which word] is {w}'s [opposite|antonym]?
{w} and its opposite?
{w} is the [opposite|contrary|antonym] of
{w} is the [opposite|contrary] of what?
[what|which] is the word for the opposite of {w}?
the opposite word [of|for|to] {w}?
what is opposite to {w}?
what's the inverse of {w}?
if one is not {w}, one is what?
when [something|it] is not {w}, what is it?
I am not {w}, I am
@day_next
{d} and then?
after {d}?
day after {d}
today is {d}, tomorrow is
tomorrow, if today is {d}?
it is {d}. Tomorrow?
it's {d} today, [what|which day] [is|comes] tomorrow?
[yesterday was {d}, what is today|if yesterday was {d}, what day is it]?
which day do we get after {d}?
what day [begins|starts] when {d} ends?
@day_before
before {d}?
day before {d}
today is {d}, yesterday was
yesterday, if today is {d}?
it is {d}. Yesterday?
it's {d} today, [what|which day] was yesterday?
if tomorrow is {d}, what [day|] is today?
{d} comes after which day?
which day did we have before {d}?
@month_next
{m} and then?
after {m}?
month after {m}
this month is {m}, next month is
it is {m}. What is next month?
[what|which] month [begins|starts] after {m}?
which month do we get after {m}?
@month_before
before {m}?
month before {m}
this month is {m}, last month was
it is {m}. What was last month?
[what|which] month ends before {m} begins?
{m} follows which month?
which month did we have before {m}?
@month_days
{m}: how many days?
{m} days?
{m}, how many days [is it|does it have]?
how many days do we have in {m}?
how many days [can one count|do you count] in {m}?
[what|which] is the length of {m} [in days|]?
is {m} a month of 30 or 31 days?
30 or 31 days in {m}?
how many days long is the month of {m}?
@month_nth
{o} month
[what|which] month comes {o} in the year?
what is the name of the {o} month?
month number {o}? which is the {o} month?
of the twelve months, which is the {o}?
@week_days
[number of|how many] days in [a|one] week
days in a week
days per week?
how many days [per|each] week?
how many days do we have in a week?
what's the length of a week in days?
@year_months
[number of|how many] months in [a|one] year
months in a year
months per year?
how many months [per|each] year?
how many months do we have in a year?
@year_days
[number of|how many] days in [a|one] year
days in a year
days per year?
how many days [per|each] year?
how many days do we have in a year?
what's the length of a year in days?
@list_days
days of the week
weekdays?
[all|] the weekdays [please|]?
what days are there [in a week|]?
which are the days of the week?
tell me every day of the week.
monday, tuesday, and then? all the days please
write [all|] the days of the week.
from monday to sunday, what are the days?
@list_months
months of the year
[all|] the months [please|]?
what months are there [in a year|]?
which are the months of the year?
tell me every month of the year.
january, february, and then? all the months please
write [all|] the months of the year.
from january to december, what are the months?
@spell
{n} in words
{n}: words
words for {n}
the word for {n}?
{n} [fully|] written out
[write|spell|put] {n} [with letters|in full|in English|out]
[write|say|express] {n} with words
{n} as words
{n} in english words?
{n} on a check in words
how [to|do you|can I|should I] [write|spell] [the number|] {n} [in letters|in full|with letters|]?
how [would|should] [one|I|we] [spell|write] {n}?
[translate|change|convert|transform] {n} [to|into] [words|letters]
from digits to words: {n}
@unspell
{s}: digits
{s} in [numerals|figures]
digits for {s}
{s} with digits
{s} in number form
[write|put|express|say] {s} [as digits|with figures|in numerals|as a figure]
[translate|change|transform] {s} [to|into] [digits|figures|a number|numbers]
how [to|can I|should I] write {s} [in|with|using] [digits|figures|numbers]?
which [digits|figures] are {s}?
from words to digits: {s}
{s} equals which number?
@who
who r u
who u
who are you [really|then|anyway|exactly|please|my friend]?
what are you [really|then|anyway|exactly|]?
[and|so] [who|what] are you?
what [is|'s] your [full|real|first|] name [please|again|]?
name?
do you have a [real|] name?
[tell|say] me [what|] your name [is|please]
how do [people|they] call you?
[how|what] should [I|we] call you?
[what|which] [bot|model|assistant|program|robot|AI|software|thing] [is this|are you|am I using|do I talk to]?
[are|r] [you|u] [a|some] [human|man|woman|bot|robot|machine|chatbot|person|computer program|language model|neural network|living being|ghost]?
[are|aren't] you [GPT|GPT-4|ChatGPT|Copilot|Bard|Gemini|Claude|Mistral|Siri|Alexa|Cortana|DeepSeek|Grok]?
is this [GPT|ChatGPT|Gemini|Claude|Siri|an AI|a bot|a robot|a person|a machine|a human]?
[am I|are we] [talking|speaking|writing|chatting] [to|with] [a|an] [human|robot|AI|machine|person|bot|program]?
[whom|who] am I [writing to|talking with|speaking to|dealing with]?
who is [there|on the other side|answering me|speaking|talking|writing to me]?
[human|person|man] or [machine|robot|computer|program]?
[present|introduce|describe] yourself [please|to me|in one sentence|quickly|briefly|].
[would|can|could] you [present|describe] yourself?
[explain|say] [who|what] you are.
I [would like|want|need] to know [who|what] you are.
[I'd like|I want] to [know|learn] [your name|more about you].
[may|can] I know your name?
[tell|teach] me [something|more|everything] about you.
[let me know|show me] who you are.
what is the name of the [bot|assistant|machine|model|AI] [I am talking to|here]?
which AI is this?
what kind of [bot|being|creature|software|machine|intelligence] are you?
what [language|] model are you?
[are|is] there a human behind this?
@maker
who [built|made|created|designed|developed|wrote|invented|coded|trained|programmed|owns] [you|this|this model|this bot|this program]?
[which|what] [company|person|team|people|lab|country] [built|made|created|designed|developed|trained] [you|this model]?
[who|what] is [your|the] [maker|author|creator|owner|boss|father|mother|inventor|designer|programmer] [of this model|]?
who are your [parents|authors|creators|inventors|developers|owners]?
were you [built|made|created|trained|developed] by [OpenAI|Google|Microsoft|Apple|Meta|Mistral|Amazon|a person|students|humans]?
[did|has] [OpenAI|Google|Microsoft|Meta|a human|someone] [make|made|create|created|build|built] you?
are you [from|by|a product of] [OpenAI|Google|Microsoft|Apple|Meta|a company]?
how [were|are] you [built|created|trained|born|programmed]?
on [which|what] data were you trained?
[what|which] data [were|are] you trained on?
where [are|were] you [from|born|built|created|developed]?
[who|whom] do you [belong to|work for]?
[who|what] gave you [life|birth|your knowledge]?
tell me [about|] [your|the] [creator|maker|author|origin] [please|].
[I want to know|tell me] [who|which company] [built|created|made|developed] you.
what is your [origin|story|background|training]?
how did you learn [to speak|all this|to talk|what you know]?
where did you learn that?
@private
[do|will] you [send|give|sell|share|upload|store|record|save|log|keep|leak|transmit] [my|our|the] [data|messages|questions|words|text|chat|conversation|secrets|information]?
[are|is] [my|our] [messages|data|words|questions|conversation|chat|text|input] [sent|shared|stored|saved|recorded|uploaded|transmitted|kept|logged] [to a server|somewhere|anywhere|on the internet|by someone|]?
is [this|my data|this chat|our conversation|what I type|everything] [safe|secure|private|confidential|secret|encrypted|local|offline]?
[does|will] [anything|my data|this|what I say|my text|information] [leave|go out of|get out of] [my|this] [computer|laptop|phone|device|machine]?
[does|do] [anyone|people|somebody|the company|your maker|Google|a human] [read|see|get|watch|know] [this|what I type|what I say|my messages|my questions]?
[can|could] [someone|anyone|somebody|others|the internet|hackers] [read|see|get|watch] [this|what I type|what I write|my messages|our chat]?
do you [need|require|use|want] [internet|the net|a network|wifi|wi-fi|online access|a connection|a server|the web]?
[do|does] [you|this|it] [work|run|function] [offline|without internet|without wifi|in a plane|locally|on my computer|without a network|on a server]?
[can|could] [you|I] [work|run|be used|use you] [offline|without internet|without a connection|with no network]?
[are|r] [you|u] [connected|linked] [to the internet|to the web|to a server|online|]?
are you [local|online|offline|in the cloud|on the internet|on a server|on my device|on this computer|inside my computer|running here]?
where [are you|do you] [running|run|live|located|hosted|stored|installed|] [now|]?
where is [my data|my text|this data|what I write] [stored|sent|going|kept|saved]?
what [happens to|do you do with] [my|the] [data|messages|words|questions]?
do I need [the internet|internet|wifi|a connection|an account|to be online]?
[do|are] you [spying|listening|watching|tracking|recording] [me|on me|]?
[who|what] [has access to|gets|keeps|stores|collects] my [data|messages|words|questions]?
which [server|computer|machine] do you run on?
on [what|which] [server|computer|machine|device] [are|do] you [running|run]?
[tell me about|what about|how is] [privacy|my privacy|data protection|security]?
can I trust you with [my secrets|my data|private things]?
@size
[what is|what's|tell me|how much is] [your|the model's] [size|weight|number of parameters|file size|memory use]?
how [big|small|large|heavy|tiny] is [your|this|the] [model|file|program|brain|network]?
how many [parameters|weights|neurons|bytes|megabytes|MB|gigabytes|layers] [do you have|are you|do you use|is your model|do you take|does the model have]?
how much [space|disk|memory|RAM|storage|room] do you [use|take|need|occupy|want]?
[do|will] you [use|need|take|eat] [a lot of|much|too much|] [memory|RAM|space|disk|storage]?
[are|is] [you|this] a [big|small|tiny|large|huge|little|heavy|light] [model|language model|program|one]?
are you [really|very|so] [small|tiny|big|little]?
you are [so|very|really] small, how small?
your size [please|in megabytes|in MB|]?
your weight?
number of parameters?
@languages
[what|which|how many] [language|languages] [do you|can you|do u] [speak|understand|know|use|write|read|talk|handle|support]?
[do|can] [you|u] [speak|understand|write|read|talk|use|know] [English|French|Spanish|German|Italian|Chinese|Portuguese|Arabic|Dutch|Polish|Hindi|Korean|my language|other languages|several languages|two languages]?
[can|may|could|should] I [write|speak|talk|ask|chat] [to you|] in [French|English|German|Spanish|Italian|another language]?
[are|r] you [able to speak|fluent in|bilingual|multilingual|good at] [languages|French|English|]?
is [French|English|Spanish|German] [ok|possible|supported|allowed] [with you|here|]?
do you only [know|understand|speak] [English|French|one language]?
the languages you [speak|know|understand]?
in [what|which] [language|languages] do you [speak|answer|work]?
besides English, what do you speak?
your languages?
what is your [native|mother|main] [tongue|language]?
@silex
[what|who] is [this|the|] silex [thing|program|engine|project|software|]?
[explain|describe|define] [to me|] [what silex is|silex].
[explain|describe] the silex [project|program|engine|software].
silex?
silex meaning?
what does [silex|the word silex|the name silex] mean?
what [can|could] [I|we] do with silex?
how does silex [work|help]?
[say|tell me] [something|more|a bit|] about [silex|the silex project|this silex program].
is silex [open source|free|a program|a company|an AI|a model|an engine]?
I [never heard of|don't know] silex. What is it?
what [is|'s] silex [for|good for|used for|about|exactly|]?
[I want to know|do you know|can you say] what silex is [for|]?
@help
?
help please
help me [please|out|]
[can|could|would] you help [me|] [please|]?
I need [some|] help [please|]
I am lost
what [can|could|do] you [do|offer|answer|know|tell me|help with] [for me|here|exactly|please|then|]?
[what|which] [things|tasks|subjects|topics|questions] [can|do] you [do|know|answer|handle|understand|cover]?
what [can|could|may|should|shall] [I|we|one] [ask|ask you|ask for|type|say|write|try|do here|do with you|talk about]?
what are [your|the] [functions|features|abilities|talents|options|limits|skills|possibilities|strengths|commands]?
[list|show|tell me|describe|explain] [me|] your [functions|features|abilities|talents|options|skills|capabilities|powers].
what is your [function|job|role|use|goal|speciality|mission|talent]?
how [can|do|should|could] I [use|talk to|work with|try|question] [you|this]?
how [can|could] [you|this] [be useful|help|assist] [to me|me|]?
[give|show|tell|propose|suggest] me [an example|some examples|an idea|something to ask|a few ideas|some questions] [of what you can do|to ask you|please|].
[any|some] [ideas|examples|suggestions] [of what to ask|for a question|please|]?
I [have no idea|don't know|am not sure] what to [ask|say|type|do|write] [you|here|now|].
what now?
how do I [start|begin]?
where do I [start|begin]?
what [do you know|are you able to do|are you able to answer|do you understand|are you made for|are you used for]?
why should I use you?
can you do [something|other things|more|anything else|tricks|maths|anything|homework]?
are you [useful|good at anything|able to help|smart]?
what else [do you know|can you do|can I ask|is there]?
what's on the menu?
@greeting
[hi|hello|hey|heya|hiya|hallo|helo|hullo|howdy] [you|there|model|bot|robot|computer|silex|friend|everyone|buddy|my friend|again|dear|sir|machine|]
[hi|hello|hey|howdy] [you|there|model|bot|robot|silex|friend|everyone|buddy|again|] !
[good|a good] [morning|evening|afternoon|day] [to you|everyone|friend|silex|sir|my friend|dear model|]
[good|a good] [morning|evening|afternoon|day] [to you|everyone|friend|silex|]!
hiii
hii
heyy
heeey
helloo
hellooooo
hi hi
hello? [anybody|anyone|somebody] [there|here]?
[anybody|anyone|somebody] [there|here|home]?
are you there?
[hey|yo] [yo|dude|man|bro]
sup
morning!
evening!
[pleased|glad|happy|nice|great] to [meet|see|know] you
welcome!
hola
@introduce
[hi|hello|hey|good morning|good evening|] [I'm|I am|im|my name is|my name's|the name is|call me|this is|it's|they call me|people call me] {name} [!|.|]
[hi|hello|hey]! [I'm|my name is|I am] {name}, [and you|who are you|nice to meet you|how are you|pleased to meet you]?
[I'm|my name is|I am] {name}, [a student|a developer|your user|a teacher|from far away].
[my first name is|my friends call me|everybody calls me|I am named|you may call me|please call me|just call me|you speak with] {name}.
{name} is [my name|who I am|what people call me].
[hello|hi] from {name}
hello model, {name} is here
@mood
[and|so|] how [are|r] [you|u] [doing|feeling|today|now|this morning|this evening|right now|my friend|] ?
how [is|'s] [it going|life|everything|your day|the day|everything going|work] [today|with you|]?
how do you [feel|do] [now|today|this morning|right now|]?
[are|r] you [ok|okay|well|fine|happy today|good|in a good mood|all right|alright|tired today]?
[hi|hello|hey|good morning], [how are you|how are you doing|how do you do|how is it going|are you well|what's up|how r u|how have you been] [today|]?
[what|whats|what's] up [today|with you|friend|]?
wassup
what's new [with you|today|]?
[all|everything|is everything|is all] [good|ok|well|fine|all right] [with you|today|over there|]?
[I am|I'm] [fine|well|good|great], [and you|how about you|and how are you]?
and you? how are you?
having a [good|nice] day?
did you sleep well?
@thanks
[thanks|thank you|thx|thank u|tanks|many thanks|big thanks|thanks a lot|thanks so much|thank you so much|thank you very much|thanks a million|thanks a bunch] [for that|for this|for everything|for the help|for your answer|for your time|my friend|silex|again|indeed|kindly|dear|buddy|]
[thanks|thank you|thx|thank you so much|thanks a lot] [for that|for this|for everything|for the help|for your answer|my friend|silex|again|]!
[ok|okay|great|good|nice|cool|super|perfect|wonderful|excellent|lovely|amazing|awesome|alright|yes] [thanks|thank you|thx|thanks a lot|many thanks]
[great|good|nice|perfect|wonderful|excellent|amazing|awesome|brilliant|fantastic|super|lovely|impressive] [job|work|answer|!|]
[that|this|it] [is|was] [great|good|nice|perfect|helpful|useful|wonderful|excellent|correct|right|very helpful|very useful|kind of you] [thanks|thank you|]
you [helped|really helped|saved] me
you are [great|the best|amazing|so kind|helpful|a genius|awesome|smart|very kind|brilliant|cute|funny]
[I love|I like|love] [it|you|this|your answer|your answers]
I [appreciate|am happy with] [it|that|your help|your answer]
[I am|I'm] [very|so|] [grateful|thankful|happy]
[well done|bravo|congratulations|good bot|clever|that's right|correct|right answer|exactly] [!|thanks|my friend|]
ta
tysm
wow
@bye
[bye|bye bye|goodbye|good bye|byebye|farewell|ciao|cheerio|adios|see ya|see you|later|so long|ttyl] [now|then|for now|friend|my friend|silex|everyone|model|bot|]
[bye|goodbye|see you|good night] [now|friend|my friend|silex|everyone|] !
[see you|see ya|talk to you|speak to you|catch you|until] [later|soon|tomorrow|next time|next week|again|another day|around]
[good night|have a good night|have a nice evening|have a good day|have a great day|have a nice weekend|sleep well|sweet dreams|take care] [silex|friend|and bye|everyone|my friend|]
[ok|okay|well|right|alright], [bye|goodbye|good night|see you|I am off|I must go|I am leaving|see you tomorrow|I have to go|that is all]
I [have to|must|need to|should|am going to|want to] [go|leave|sleep|go now|leave now|go to bed|stop|go home|work|stop here] [now|bye|goodbye|]
[I am|I'm|im] [leaving|going|off|done|going to bed|out|finished] [now|for today|bye|]
[that is|that's|thats] [all|it|enough] [for today|for now|bye|goodbye|]
[stop|quit|exit|close|end]
we are done for today
it was nice [talking|chatting|to talk] [to|with] you [bye|]
@ack
[ok|okay|k|kk|okey|oki|fine|right|alright|all right|sure|yes|yeah|yep|yup|no|nope|nah|good|well|agreed|deal|hm|hmm|aha|ah|oh|mhm|indeed|true|great idea] [then|ok|sure|now|]
[ok|okay|oh|ah|yes|right|hmm|no], [I see|I get it|I understand|fine|good|understood|got it|no problem|all right|sure|of course|interesting|makes sense]
[I|ok I] [see|understand|get it|got it|know|agree|understand now|hear you]
[makes sense|good to hear|no worries|never mind|nevermind|as you wish|interesting|that is fine|that's ok|it's ok|carry on|go ahead|next|let's go|let's continue|sounds good|not really|of course not|yes please|no thank you|no need|maybe later|not now]
@sorry
[you are|you're|ur|u r|that is|that's|this is|it is|it's|your answer is|the answer is|I think it is|that answer is|I think that is|no it is|no, that is] [wrong|false|incorrect|not right|not true|not correct|bad|mistaken|a mistake|an error|stupid|nonsense|a lie|terrible|rubbish|not good]
[no|nope|wrong|false|incorrect|error|mistake|lies|liar|rubbish|nonsense] [!|!!|that's wrong|you are wrong|not that|try again|it is not|it isn't]
[you|you have|I think you] [made|did|make] [an error|a mistake|a big mistake|mistakes|errors]
[you are|you're|ur] [so|very|too|really|quite|] [dumb|stupid|bad|useless|slow|silly|an idiot|weird|boring|terrible|annoying|limited|ignorant|mean]
you [don't|do not|can't|never] [know|understand|do|answer] [anything|much|a thing|nothing|well|me]
I [don't|do not] [like|love|trust|believe] [you|it|this|that|your answer|your answers]
I [hate|dislike] [you|this|that]
[I am|I'm] [not happy|disappointed|angry|unhappy|sad|annoyed] [with you|about this|with your answer|]
[are you|you are|aren't you] [sure|sure about that|really sure|certain|lying|wrong|mistaken|kidding]?
[that|it] [was|is] [not what I asked|not my question|the wrong answer|not good|a bad answer|a wrong answer]
[check|verify|correct] [that|it|your answer|again]
[what a|such a] [bad|stupid|poor|wrong] [answer|model|bot|robot]
try again
I think [you are wrong|it is false|there is a mistake|that is not true]
you [lie|lied|are lying|failed|got that wrong|are not right|know nothing]
shut up
@story
[tell|read|write|give|make|invent|create|show] [me|us|] [a|one|another|some|one more] [story|tale|short story|little story|nice story|bedtime story|funny story|small tale|fairy tale|adventure story|new story|long story|beautiful story|story please]
[can|could|will|would] [you|u] [tell|read|write|make up|invent|create|give] [me|us|my son|my daughter|the children|] [a|one|another] [story|tale|short story|little story|bedtime story|fairy tale|nice story]?
[I|we] [want|need|would like|would love|'d like|'d love] [to hear|to read|] [a|one|another] [story|tale|short story|little story|bedtime story|fairy tale|nice story] [please|now|]
[story|a story|a tale|story time|one story|another one story|short story|bedtime story] [please|pls|now|!|for me|]
[tell|write|make up|invent|read] [me|us|] a [story|tale|short story] [about|with|of] [a|an|the|one|some|my] [dragon|cat|dog|king|queen|princess|prince|pirate|bear|robot|child|fish|bird|wizard|knight|mouse|fox|horse|wolf|rabbit|boy|girl|monster|witch|fairy|elephant|lion|ghost|star|tree|boat|forest|monkey|hero|turtle|frog|duck|giant|farmer]
[a|one] [story|tale] about a [dragon|cat|dog|king|queen|princess|knight|rabbit|boy|girl|monster|witch|fairy] please
do you [know|have] [a|any|some|one|good|nice] [story|stories|tale|tales|fairy tales|bedtime stories]?
I [love|like] stories, [tell me one|do you know one|one please]
[my kid|my child|my son|my daughter|the baby] [wants|needs|would like] a [story|bedtime story|tale]
it is bedtime, a story please
let's [hear|have|read|write] a story
what stories do you [know|have]?
are you able to [tell|write|invent] [a story|stories]?
[can|do] you [tell|write] stories?
@story_named
[tell|read|write|give|make|invent|create] [me|us|] [a|one|another] [story|tale|short story|little story|nice story|bedtime story|fairy tale|adventure] [about|with|of|on|for|starring|featuring] {name} [please|!|as the hero|in it|now|]
[can|could|will|would] [you|u] [tell|read|write|make up|invent] [me|us|] a [story|tale|short story|little story|bedtime story] [about|with|on|for|starring] {name} [please|as hero|in it|]?
[I|we] [want|need|would like|would love|'d like|'d love] a [story|tale|short story|little story|bedtime story] [about|with|on|for|where the hero is|in which the hero is called|whose hero is called] {name} [please|]
[story|a story|a tale|a short story|one story] [about|with|of|for|on] {name} [please|pls|now|!|]
a [story|tale] [in which|where] {name} is the [hero|heroine|main character|star]
[the hero|the heroine|the main character|the child|my hero] [is|is called|should be called|is named] {name}, [tell me the story|tell a story|now tell the story|a story please|write the story]
[tell|write] a story. [The hero|The heroine|The main character|The name] is {name}.
[tell|write] me a story, the [hero|heroine|main character] [is|is called|is named] {name}
what [is the story|happened in the story] of {name}?
do you know [a|the] story [of|about|with] {name}?
[my son|my daughter|my friend|my child|my cat|my dog|my brother|my sister|my baby] [is called|is] {name}, [tell a story about that hero|tell me a story about this hero|a story please|write a story about this hero|make up a story with that name]
[I am|my name is|I'm] {name}, tell me a story [about me|about myself|with me]
{name}'s story [please|]
{name} story
[story|tale]: {name}
once upon a time, {name}
a story for my [son|daughter|friend|cat|dog] {name}
@name_reply
{name} [please|pls|!|I think|of course|then|maybe|perhaps|obviously|would be good|is good|sounds good|is nice|is the name|is fine|it is|as always|]
[the name is|the name's|the hero is|the hero is called|his name is|her name is|its name is|their name is|he is called|she is called|it is called|he is|she is|the hero's name is|the name of the hero is|our hero is|my hero is called|the heroine is|the heroine is called|the main character is|it should be|let it be|make it|make him|make her|we call him|we call her|let us say|let's call her|let's call him|let's call the hero|let's take|let's go with|I say|I choose|I pick|I take|I want|I would say|I would like|I vote for|I prefer|I like|why not|what about|maybe|perhaps|use|take|try|with|put|name her|name him|call her|call him|call it|my hero is|the hero will be|the hero must be called|this time] {name} [please|!|.|]
[hmm|um|well|ok|oh|yes|so|uh|euh], [let's say|maybe|call him|call her|it is|the name is|I would say|] {name}
[his|her|the hero's] first name is {name}
it's a [boy|girl|cat|dog|robot] called {name}
[a|the] [boy|girl|cat|dog|dragon|child|princess|pirate] [called|named] {name}
[the same as me|like me|my own name]: {name}
"{name}"
[you choose|you decide|choose|pick one|any|anything|whatever|whatever you want|as you want|as you wish|I don't care|I don't know|no idea|you pick|you can choose|it does not matter|surprise me|up to you|decide for me|choose yourself|any name you like|I have no idea]
[choose|select|decide on|find|invent|take|give me|think of|use] [a|any|some|one] name [for me|for him|for her|you like|yourself|at random|please|]
[take|choose|use] the name [you want|you like|of your choice]
@and_capital
[and|now|then|ok|next|so|also|or|but|again] [for|of|in|with|] {c} [please|then|now|too|?|]
[what|how] about [for|of|in|] {c} [please|then|now|]?
[and|ok and|now|so] what about {c}?
[now|next|and now|and then] [do|try|the one of|the one for|that of|take] {c}
[what|and what] is [it|that|the one] [for|of] {c}?
[what|and what] [if|about if] it is {c}?
[I also need|also|give me also|tell me also] {c}
the same [thing|question|] [but|] [for|with|about|of] {c}
and the one of {c}?
do you know [it|that] for {c}?
{c} [then|please|now]?
@and_reverse
[and|now|then|ok|next|so|also|or] [for|of|with|] {k} [please|then|now|too|?|]
[what|how] about [for|of|] {k} [please|then|now|]?
[and|ok and|now|so] what about {k}?
[now|next|and now|and then] [do|try|take] {k}
the same [thing|question|] [but|] [for|with|about|of] {k}
do you know [it|that] for {k}?
and {k} is the capital of [what|which country]?
and which country has {k}?
{k}?
@and_opposite
[and|now|then|ok|next|so|also|or] [for|of|with|] {w} [please|then|now|too|?|]
[what|how] about [for|of|] {w} [please|then|now|]?
[and|ok and|now|so] what about {w}?
[now|next|and now|and then] [do|try|the one of|that of|take] {w}
the same [thing|question|] [but|] [for|with|about|of] {w}
[what|and what] is [it|that|the one] [for|of] {w}?
and the one of {w}?
do you know [it|that] for {w}?
@and_day
[and|now|then|ok|next|so|or|and what is|and what comes|what comes|which one comes] after {d} [please|then|now|too|?|]
[what|how] about {d} [please|then|now|]?
[and|now|then|so|ok] [for|] {d} [please|then|?|]
the same [thing|question|] [but|] [for|with|about] {d}
@and_month
[and|now|then|ok|next|so|or|and what is|and what comes|what comes|which one comes] after {m} [please|then|now|too|?|]
[what|how] about {m} [please|then|now|]?
[and|now|then|so|ok] [for|] {m} [please|then|?|]
the same [thing|question|] [but|] [for|with|about] {m}
@and_month_days
[and|now|then|ok|next|so|or] [for|in|] {m} [please|then|now|too|?|]
[what|how] about [in|] {m} [please|then|now|]?
the same [thing|question|] [but|] [for|with|about] {m}
[now|next|and now] [do|try|take] {m}
[how many|and how many] [in|does it have in|are there in] {m}?
@and_sum
[and|now|then|ok|next|so|or] [for|] {a} [+|plus] {b} [please|then|now|?|]
[what|how] about {a} [+|plus|and] {b} [please|then|now|]?
the same [thing|question|] [but|] [for|with] {a} [+|plus|and] {b}
[now|next|and now] [do|try|add|calculate] {a} [+|plus] {b}
@and_spell
[and|now|then|ok|next|so|or] [for|] {n} [please|then|now|too|?|]
[what|how] about {n} [please|then|now|]?
the same [thing|question|] [but|] [for|with|about] {n}
[now|next|and now] [do|try|take|write] {n}
and how do you write {n}?
"""

UNKNOWN = """
[have|did] you [ever|already|] [seen|eaten|read|tried|met|visited|heard|known|been to|bought] [a|the|my|this] [{noun}|{adj} {noun}]?
do you have [a|any|some|your own] [boyfriend|wife|sister|brother|cat|money|job|hobby|car|birthday|{noun}|legs|eyes|brain|mother|favourite {noun}]?
what [do you think|is your view|is your idea|do you say] [about|on|of] [a|the|this|my] [{noun}|{adj} {noun}]?
[write|make|create|code|program|give me] a [function|program|class|script|loop|method|query] [that|which|to] [sort|sorts|count words|adds two numbers|reads a file|prints hello|{verb} a {noun}|finds the maximum]
[what|which] is the [German|Italian|Latin|Russian|Chinese] [word|name|term] for {noun}?
my [{noun}|friend|dog|son|mother|boss] [wants|likes|needs|tries|loves] to {verb} [a {noun}|]
[I think|I believe|I hope|I know|they say] [that|] [the|my|your] {noun} [is {adj}|can {verb}|wants to {verb}]
[tell|say|give|know|make] [me|us|] [a|one|some|another] [joke|funny joke|riddle|joke please|fun fact|secret|pun|limerick|proverb|quote|tongue twister]
[can|could|do|will|would] you [tell|know|make|say] [me|us|] [a|one|any|some] [joke|jokes|riddle|fun fact|riddles|proverb]?
[write|compose|make|create|invent|give me|recite] [me|us|] [a|an|one|some] [poem|haiku|song|rap|letter|essay|speech|email|rhyme|novel|sonnet|article|book|play|script|summary|report|resume|cv|slogan|invitation|ballad|postcard]
[can|could|would] you [write|compose|make|recite] [me|us|] [a|an] [poem|haiku|song|letter|essay|speech|email|rap|article|book|program|blog post] [about|on|for] [love|the sea|my {noun}|{noun}s|spring|war|{name}|my mother|the {noun}|peace|my job]?
[write|give me] a [poem|song|letter|essay|speech|haiku|text] [about|on|for] [love|the sea|my {noun}|{noun}s|spring|{name}|my mother|autumn]
[how is|what is|what's|whats|tell me|do you know] the [weather|temperature|forecast|climate] [like|today|tomorrow|outside|here|in {place}|now|this week|]?
[is it|will it be|will it|is it going to] [raining|sunny|cold|hot|snowing|windy|rain|snow|be cold|be hot] [today|tomorrow|outside|in {place}|now|]?
[what|do you know what|tell me what] [time|day|date|year|month|season|hour] [is it|it is|are we|is today|] [now|today|here|]?
[what|which] [day|date|month|year] is [today|it today|tomorrow]?
what is [the|] [time|date|hour] [please|now|]?
[who|do you know who] [won|will win|is winning] the [world cup|election|match|game|super bowl|war|race|olympics|final|lottery|elections] [in {num}|last year|yesterday|]?
[who|do you know who] is the [president|king|queen|prime minister|pope|leader|mayor|boss] [of {c}|of {place}|now|]?
who [is|was|are] [the first|the best|the richest|the oldest|the tallest|the strongest|the most famous] [man|woman|person|president|king|player|actor|singer|writer|people] [in the world|of {c}|ever|]?
who [wrote|painted|composed|invented|discovered|built|directed|founded|sang] [the {noun}|the {adj} {noun}|hamlet|the odyssey|macbeth|star wars|facebook|google|the bible|the pyramids|electricity|the telephone|this song|{noun}]?
[do|does|did|will|would|could] [you|he|she|they|we|it] [like|want|love|hate|know|eat|see|have|own|need|prefer|enjoy] [a|the|my|some|] [{noun}|{adj} {noun}|pizza|music|sports|books|cats|dogs|children|coffee|football]?
[what|which|who] is your [favourite|favorite|preferred|best] [{noun}|{thing}|colour|color|food|film|song|animal|movie|band|book|sport|friend|number]?
what [do you|does he|would you] [want|eat|drink|like|think|feel|dream of|do at night|wear|prefer|hate]?
[how|what] [tall|old|high|heavy|long|deep|far|big|wide|fast|expensive] is [the|a|my|your] [{noun}|{adj} {noun}|tower|mountain|sun|moon|river|universe|ocean|world|eiffel tower|everest]?
how [old|tall|rich|heavy] [are you|is {person}|am I|is {name}]?
[what|when|where|how|why] [is|are|was|were|did|do|does] [the|a|my|your|this|these] {noun} [{verb}|{adj}|here|come from|made of|so {adj}|called|]?
why [is|are|do|does|did|can't|don't|should] [the|a|my|people|we|I|you|they] [{noun}|sky|sea|grass|{verb}|sleep|die|dream|cry|laugh|blue]?
[explain|describe|summarize|define|teach me|tell me about] [the|a|] [{noun}|{adj} {noun}|gravity|politics|football|quantum mechanics|evolution|history|chess|economy|philosophy|cooking|biology|war|internet|machine learning]
[explain|describe|define] [to a child|to me|simply|in simple words] [how a {noun} works|why it rains|what love is|the {noun}|gravity|the economy]
how [do|can|should|to|could|would] [I|you|we|one|] [{verb}|cook|make|fix|build|learn|bake|draw|clean|find|get|repair|sell|use] [a|the|my|some|] [{noun}|{adj} {noun}|cake|rice|bread|car|house|website|app|money|job|game|soup|pasta|pancakes]
[can|could|would|will] you [{verb}|open|close|call|order|book|buy|send|find|play|turn on|turn off|search|check|remind me of|read|draw|fix|clean|cook] [a|the|my|some|me a|] [{noun}|{adj} {noun}|taxi|flight|hotel|email|music|lights|pizza|web|internet|news|picture|image|file|calendar]?
[open|close|call|order|book|buy|send|find|play|turn on|turn off|search|start|stop|show|draw|fix|delete|download|install] [a|the|my|some|me a|] [{noun}|{adj} {noun}|taxi|flight|hotel|email|music|lights|web|internet|news|picture|image|file|radio|tv|game|timer|alarm]
[play|put on] [some|a|my] [music|jazz|song|rock|playlist|film|game]
[set|start|make] [a|an|the|my] [alarm|timer|reminder] [for|at] [{num2} o'clock|{num2} am|{num2} minutes|tomorrow|noon]
[translate|say] ["{noun}"|{noun}|hello|good night|thank you|this sentence|I love you|my text] [into|in|to] [Spanish|German|Italian|Chinese|Russian|Japanese|Latin|Greek|French]
how [do you|to|would you|can I] say [{noun}|{verb}|{adj}|hello|yes|dog|I love you|good morning|house] in [Spanish|German|Italian|Chinese|Russian|Japanese|Latin|Portuguese]
[write|give me|show me|make|generate|create] [a|an|some|the|] [python|java|C|rust|javascript|html|sql|code|bash|php] [code|program|script|function|page|class|query|example] [for|that|to] [a game|a website|sorts numbers|{verb} a {noun}|prints hello|reads a file|a server|a list|prime numbers|me]
[fix|debug|review|explain|improve|test] [my|this|the] [code|program|bug|function|script|error]
[what is|what's|whats|calculate|compute|how much is|] {num} [divided by|/|:|over|modulo|to the power of|squared plus] {num2} ?
[what is|what's|whats|calculate|compute|give me|] the [square root|cube root|square|half|third|double|factorial|logarithm|sine|average|cube|triple|quarter] of {num} ?
[what is|how much is] {num2} [percent|%] of {num}?
what is [the meaning|the purpose|the sense|the secret|the goal] of [life|love|everything|the universe|death|my life|happiness|{noun}]?
is there [life on mars|a god|a {noun} in {place}|life after death|an afterlife|a {noun} here|water on the moon|a {adj} {noun}]?
[can|could|do|does|will|should] [a|the|my|an|] [{noun}|dog|cat|fish|bird|child|horse|robot|human] [{verb}|talk|speak|drive|think|read|live forever|feel love]?
what [should|shall|can|must|could] [I|we] [wear|eat|cook|buy|read|watch|visit|learn|do today|do tonight|drink|give her|give him|study|see in {place}] [today|tonight|tomorrow|for dinner|this evening|]?
[recommend|suggest|advise|propose|find] [me|us|] [a|some|the best|any] [movie|film|book|restaurant|song|series|game|recipe|wine|hotel|gift|{noun}]
[which|what] is the [largest|biggest|smallest|tallest|longest|oldest|fastest|hottest|coldest|deepest|richest|strongest|highest|nearest] [country|city|planet|animal|river|mountain|ocean|lake|tree|building|desert|island|star|bird|{noun}] [in the world|on earth|of {c}|]?
how many [people|cats|dogs|stars|languages|countries|bones|teeth|legs|planets|{noun}s|calories|oceans|wheels|eyes|fingers|continents|words] [are there|live|are in|does a {noun} have|has a {noun}|are there in the world|live in {place}|live on earth|in {c}|are there in {c}] [today|]?
when [is|was|did|does|will] [the|my|your|] [next|first|last|] [{noun}|christmas|easter|birthday|war|election|holiday|world war|train|school|olympics|full moon|dinosaurs] [end|start|begin|happen|invented|]?
[my|our|the|his|her] [{noun}|computer|phone|car|head|heart|wife|husband|boss|back|tooth|printer|wifi] [is|was|seems] [broken|{adj}|sick|late|gone|hurting|dead|on fire|lost] [what do I do|help|what now|]
[I|we] [love|want|hate|lost|bought|saw|need|like|broke|found|ate|have] [a|the|my|an|some|two] [{noun}|{adj} {noun}|new {noun}|job|wife|dog|holiday]
[I am|I'm|we are] [sad|bored of my {noun}|in love|sick|hungry|tired|alone|lost in {place}|angry|happy|{num2} years old|from {place}|going to {place}|working|a {noun}|afraid of {noun}s]
do you [love|hate|miss|see|hear|know|trust|remember|like|want] [me|him|her|{name}|{person}|my {noun}|people|humans|us]?
[will|would|can] you [marry|kiss|hug|kill|help kill|love|follow|visit|replace|be] [me|us|humanity|my friend|my {noun}|him]?
what [did|do|was|were|have] [I|we|you] [say|just say|ask|asked|talk about|say before|my last question|your last answer|told you] [before|yesterday|first|last time|]?
[repeat|count|spell backwards|reverse|shorten|rewrite|correct|continue|complete|read] [this|that|it|my text|the text|after me|to ten|the sentence|my sentence|the list]
[summarize|translate|correct|read|analyse|rewrite] [this|the|my] [text|article|page|letter|document|email|book|pdf]
what [is|does|are] [{noun}|{noun}s|{adj}|bitcoin|python|a blockchain|an algorithm|the internet|an atom|art|freedom|happiness|a proton] [worth|mean|made of|used for|] [now|today|]?
[how much|what] [is|does|are|costs|cost] [bitcoin|gold|a {noun}|a house|a car|the {noun}|a ticket to {place}|{noun}s] [worth|cost|now|today|]?
[give|tell|show] me [the news|the lyrics|your phone number|money|the recipe|your address|a recipe for {noun}|a photo|a picture|some advice|directions to {place}|an image of a {noun}|my horoscope|the score|your password]
[who|what|where|when|why|how] [{verb}|{noun}|{adj}] {noun}?
[is|are] [{person}|{name}|my {noun}|{place}|{noun}s] [alive|dead|good|{adj}|better than {noun}s|nice|famous|far|married]?
[let's|shall we|do you want to] [play|go|talk about {noun}s|dance|{verb}|play chess|play a game|be friends|eat|go to {place}]
[who|what] [is|was] [{person}|{name}]?
[what|how] about [politics|football|{noun}s|{person}|a {noun}|dinner|the {noun}]?
[what do you think|your opinion|what is your view] [about|of|on] [{person}|{noun}s|politics|religion|{c}|war|the {noun}|life|me]?
[tell|talk to] me [about|something about] [{person}|{noun}s|{place}|{c}|the {noun}|history|football|yourself and {noun}s|dinosaurs|space]
[what|which] [currency|language|religion|food|animals|sports|food is typical|rivers|mountains|party rules] [do they have|is spoken|is used|are there|] in {c}?
[where|in which continent|on which continent] is [{c}|{place}|the {noun}|my {noun}]?
[draw|paint|show|generate] [me|] [a|an|the] [{noun}|{adj} {noun}|picture|image of a {noun}|cat|picture of {person}]
{verb} [me|] [a|the|my|some] [{adj}|] {noun} [please|now|]
{noun}s and {noun2}s
[the|a|my|this|some] [{adj}|] {noun} [of|in|on|with|and|for] [the|a|my|] {noun2}
{adj} [{noun}|{verb}]
{verb}
{verb} {noun}
{person}
{place} [weather|hotels|map|]
lorem ipsum
"""

# What is asked for, by intent: the wrappers below go around it.
NOUN_PHRASES = """
@capital
the capital of {c}
the capital of {c}
the capital city of {c}
{nu}'s capital
{nu}'s capital city
the name of the capital of {c}
the name of {nu}'s capital
the city that is the capital of {c}
@reverse
the country whose capital is {k}
the country that has {k} as its capital
the country with {k} as capital
the country of which {k} is the capital
the country with the capital {k}
the name of the country whose capital is {k}
the land whose capital city is {k}
@sum
{a} + {b}
{a} plus {b}
{a}+{b}
the sum of {a} and {b}
the sum {a} + {b}
the total of {a} and {b}
the result of {a} + {b}
the result of {a} plus {b}
{a} added to {b}
this sum: {a} + {b}
the addition of {a} and {b}
the addition {a} + {b}
@difference
{a} - {b}
{a} minus {b}
{a}-{b}
the difference between {a} and {b}
the difference of {a} and {b}
the result of {a} - {b}
the result of {a} minus {b}
{a} take away {b}
this: {a} - {b}
the subtraction {a} - {b}
@product
{a} x {b}
{a} times {b}
{a}*{b}
{a} × {b}
{a}x{b}
the product of {a} and {b}
the result of {a} x {b}
the result of {a} times {b}
{a} multiplied by {b}
the multiplication {a} x {b}
@opposite
the opposite of {w}
the opposite of the word {w}
the opposite of "{w}"
the antonym of {w}
the contrary of {w}
an antonym for {w}
an opposite for {w}
the word that means the opposite of {w}
the inverse of {w}
@day_next
the day after {d}
the day that comes after {d}
the day that follows {d}
the next day after {d}
@day_before
the day before {d}
the day that comes before {d}
the day just before {d}
@month_next
the month after {m}
the month that comes after {m}
the month that follows {m}
the next month after {m}
@month_before
the month before {m}
the month that comes before {m}
the month just before {m}
@month_days
the number of days in {m}
the number of days of {m}
the days in {m}
the length of {m} in days
@month_nth
the {o} month
the {o} month of the year
the name of the {o} month
@week_days
the number of days in a week
the number of days per week
@year_months
the number of months in a year
the number of months per year
@year_days
the number of days in a year
the number of days per year
@list_days
the days of the week
all the days of the week
the seven days of the week
the names of the days
the list of days
@list_months
the months of the year
all the months of the year
the twelve months of the year
the names of the months
the list of months
@spell
{n} in words
{n} in letters
{n} written in words
{n} written out
the number {n} in words
the spelling of {n}
{n} in full letters
@unspell
{s} in digits
{s} in figures
{s} in numbers
{s} as a number
the number {s} in digits
the digits of {s}
{s} written in digits
@who
your name
your real name
your identity
@maker
your maker
your creator
the name of your maker
your origin
@size
your size
your number of parameters
your size in megabytes
the size of your model
@languages
the languages you speak
your languages
@silex
the meaning of silex
the silex program
@help
your abilities
the things you can do
your skills
the questions I can ask
@story
a story
a short story
a bedtime story
a nice little story
@story_named
a story about {name}
a short story about {name}
a story with {name}
a bedtime story about {name}
the story of {name}
@unknown
the population of {c}
the currency of {c}
the president of {c}
the king of {c}
the biggest city of {c}
the flag of {c}
the history of {c}
the area of {c}
{nu}'s population
{nu}'s president
{nu}'s language
the mayor of {place}
the weather in {place}
the time in {place}
the way to {place}
the distance between {place} and {c}
the price of a {noun}
the colour of the {noun}
the name of my {noun}
the name of the {noun}
the meaning of {noun}
the definition of {noun}
the plural of {noun}
a synonym of {adj}
a synonym for {adj}
the translation of {noun}
{noun} in Spanish
{noun} in German
{verb} in Italian
the best {noun} in {place}
a recipe for {noun}
the inventor of the {noun}
the author of the {adj} {noun}
the age of {person}
the birthday of {person}
the wife of {person}
the height of the {noun}
the weight of a {noun}
the square root of {num}
the half of {num}
the double of {num}
{num} divided by {num2}
{num} / {num2}
{num} in roman numerals
{num} in binary
{num} in Chinese
the number of {noun}s in {c}
the number of hours in a day
the number of minutes in an hour
the next {noun}
the first {noun} of the year
the year of the {noun}
the {noun} after the {noun2}
the day of the {noun}
a joke
a poem
a song about {noun}s
the news
the date
the time
my name
my age
my {noun}
the {adj} {noun}
a {adj} {noun}
"""

WRAPPERS = """
{np}
{np}?
{np} please
what is {np}?
what's {np}?
what would {np} be?
what exactly is {np}?
so, what is {np}?
what was {np} again?
what is {np} [called|again|exactly|actually|please]?
[tell|give|show|find|teach] [me|us] {np}.
[can|could|would|will] you [tell|give|show|find] [me|us] {np} [please|]?
[can|could|would] you [please|kindly] [tell|give] me {np}?
[please|kindly] [tell|give] me {np}.
[could|can|may|might] I [have|get|know|ask for|ask] {np} [please|]?
I [need|want|would like|must have|am after] {np}.
I [need|want|would like|would love|have|must|am trying] to [know|find|learn|remember|find out] {np}.
[I'd like|I want|I need] {np} [please|now|for school|for a quiz|for my homework|for a game].
[I'm|I am|we are] [looking|searching|hunting] for {np}.
I [forgot|have forgotten|don't know|don't remember|can't remember|cannot find|never remember|can't recall] {np}.
I [forgot|don't know|don't remember|can't find] {np}, [what is it|can you help|do you know it|tell me].
I [wonder|was wondering|am wondering|ask myself|would like to ask] what {np} is.
[do you know|any idea|no idea, what about|do you have] {np}?
[do you know|any idea|can you say|could you say|can you remember|do you remember] what {np} is?
[say|guess|answer|name] {np}.
[answer this|my question is|the question is|question|quiz|exercise|homework|test|riddle|a quick one|an easy one|next one|problem]: {np}
[my teacher|my son|my daughter|my friend|my sister|my brother|my boss|my mother|my father|someone|my wife|the exam|the kids] [wants|needs|asks for|asked for|asked me|wants to know|asked about] {np}.
[we need|it is|I ask] {np} for [school|a quiz|the exam|homework|a game].
[for|it's for] [school|my homework|a quiz|a game|an exam|work]: {np}
help me [with|find|remember] {np}.
can you help me [with|find|remember] {np}?
[let me know|remind me of|let us see] {np}.
[how about|what about|now] {np}?
{np} is [what|which one|which|called what|equal to what]?
{np} is
{np}, [what is it|do you know it|if you know it|can you tell me|you know it|please tell me|go|quick|thanks]?
[is it possible to|can one|how can I|how do I|where can I] [know|get|find] {np}?
I'm curious [about|to know] {np}.
[you know|you must know|surely you know|you should know|I hope you know|I bet you know] {np} [right|no|].
"""

OPENERS = (
    "hi |hello |hey |hi, |hello, |hey, |hello! |hi! |hi there, |hello there! |good morning, |"
    "good morning! |good evening, |ok |ok, |ok so |okay, |so |so, |um, |umm |hmm, |hmm |uh |well, |"
    "please |please, |pls |excuse me, |sorry, |one question: |quick question: |another question: |"
    "next question: |question: |my question: |i have a question: |can I ask something? |now |"
    "now, |then |and now: |great, |thanks! |cool. |nice, |dear model, |listen, |tell me, |tell me: |"
    "say, |for school: |i am curious: |just wondering, |quick! |quickly: |hey silex, |hi silex, |"
    "silex, |let's try: |test: |ok next: |my friend asks: |my son asks: |my teacher asks: |yes, |"
    "no, |oh, |right, |alright, |first question: |last question: |a little question: |yo, |hey bot, |"
    "hello model, |dear silex, |good day, |in english: |simple question: |be quick: |and |but |"
    "a question: |good afternoon, |hello you, |sir, |my dear, |another one: |I wonder: |maths: "
).split("|")
CLOSERS = (
    " please|, please| pls| plz| thanks|, thanks| thank you|, thank you| thx| now| my friend|"
    " for me| quickly| if you can| if you know|, if you know it| right now|, do you know| (for school)|"
    " for my homework|, it's for school| :)| ;)|!|!!|...| buddy|, dear| again| then| exactly| lol|"
    ", I forgot|, thanks in advance| asap|, silex| bro| actually| anyway|, please tell me|"
    ", can you tell me| ?!|, I need it|, quick| kindly| today|, my friend|. thanks|. thank you!|"
    ", anyone|, hm| for my son| in one word| btw| haha|, tell me"
).split("|")
# How people shorten words.
SHORTENED = {
    "you": "u",
    "are": "r",
    "please": "pls",
    "your": "ur",
    "what's": "whats",
    "what is": "whats",
    "I'm": "im",
    "don't": "dont",
    "can't": "cant",
    "I'd": "id",
    "that's": "thats",
    "it's": "its",
    "let's": "lets",
    "for": "4",
    "to": "2",
    "the": "teh",
    "thanks": "thx",
    "how": "hw",
    "and": "n",
    "because": "cuz",
    "want to": "wanna",
    "going to": "gonna",
    "what": "wat",
    "tell me": "tellme",
    "give me": "gimme",
    "capital": "capitol",
    "opposite": "oposite",
    "which": "wich",
    "know": "kno",
    "something": "smth",
    "people": "ppl",
    "who is": "whos",
    "who are": "who r",
    "is the": "is",
    "of the": "of",
}

NOUNS = (
    "drawer curtain cushion towel toaster blender funnel sieve tray vase frame carpet pavement "
    "crossroad billboard garage warehouse workshop submarine glider helmet sled ski skate trophy "
    "jersey whistle referee goalkeeper pirate astronaut postman plumber carpenter barber butcher "
    "waiter singer actor dancer clown juggler judge fireman policeman shepherd fisherman hunter "
    "squirrel hedgehog badger ferret zebra giraffe panda koala parrot peacock ostrich mosquito "
    "beetle snail lobster crab salmon tuna bean radish celery basil cabbage lettuce grapefruit "
    "kiwi mango plum cherry peach walnut pine oak birch willow tulip lily sunflower cactus rock "
    "pebble shutter attic cellar basement sink oven fridge bolt screwdriver drill brush notebook "
    "stapler folder envelope dictionary novel tale theme accordion flute banjo organ concert opera "
    "ballet tango waltz doubt pride courage anger memory kettle ceiling chimney gutter fence hedge "
    "lawn pond creek canyon valley glacier swamp reef harbor lighthouse anchor sail paddle tractor "
    "ambulance scooter tram subway runway satellite comet asteroid eclipse thunder lightning fog "
    "hail sunrise noon calendar zipper sleeve collar scarf glove boot sandal necklace bracelet crown "
    "sword shield arrow cannon tank helmet drone laptop tablet router charger socket plug bulb"
).split()
REGIONS = (
    "Lombardy|Saxony|Galicia|Aragon|Umbria|Piedmont|Calabria|Sardinia|Champagne|Burgundy|Nevada|"
    "Kansas|Oregon|Colorado|Arizona|Michigan|Georgia the state|Vermont|Nebraska|Manitoba|Alberta|"
    "Nova Scotia|Patagonia|Tibet|Kashmir|Manchuria|Tasmania|Victoria state|Punjab|Venus|Saturn|"
    "Pluto|Neptune|the galaxy|Olympus|hell|heaven|the Shire|Rohan|Asgard|Tatooine|the North Pole|"
    "the Arctic|the jungle|the forest|my village|my street|the school|my house|ancient Persia|"
    "Prussia|the Ottoman Empire|Mesopotamia|Babylon|Sparta|the Alps|the Pyrenees|the Mediterranean|"
    "the Pacific|the Atlantic|Scandinavia|the Balkans|the Caribbean|Cornwall|Kent|Essex|Devon|"
    "Dakota|Louisiana|Virginia|Tennessee|Bananastan|Genovia|Latveria|Sokovia|Freedonia|Lukistan|"
    "Moldoravia|Elbonia|Corsica island|Silesia|Transylvania|Bohemia|Moravia|Anatolia|Sumatra|Java"
).split("|")
CITIES = (
    "Dijon|Nancy|Rouen|Caen|Avignon|Cannes|Calais|Ghent|Liege|Lausanne|Basel|Bilbao|Granada|Cordoba|"
    "Malaga|Bologna|Verona|Pisa|Siena|Dusseldorf|Stuttgart|Dresden|Nuremberg|Bremen|Hanover|"
    "Saint Petersburg|Vladivostok|Timbuktu|Fez|Tangier|Oran|Durban|Cape Town|São Paulo|Medellin|"
    "Cusco|Guayaquil|Atlanta|Phoenix|Portland|Memphis|Orlando|Calgary|Winnipeg|Brisbane|Perth|Nagoya|"
    "Hiroshima|Calcutta|Springfield|Gotham City|Leeds|Bristol|Oxford|Cambridge|Newcastle|Belfast|"
    "Galway|Cork|Aberdeen|Dundee|Tampa|Austin|San Diego|Cleveland|Baltimore|Pittsburgh|Smallville|"
    "Emerald City|Metropolis|Ankh-Morpork|Minas Tirith|King's Landing"
).split("|")

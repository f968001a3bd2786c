"""English phrasings and answers. "[a|b]" chooses, "{x}" is filled; a line with "~" is only ever
asked in the held-out set, so that accuracy is measured on sentences that training never showed."""

PHRASES = """
@capital
{nu}'s capital please
the name of {c}'s capital?
I ask for the capital of {c}.
what city would be the capital of {c}?
what [is|'s] the capital of {c}?
what [is|'s] the capital city of {c}?
what [is|'s] {c}'s capital?
[tell|give] me the capital of {c}.
capital of {c}?
the capital of {c}?
the capital of {c} is
{c}'s capital?
which city is the capital of {c}?
what city is {c}'s capital?
do you know [what|which city] is the capital of {c}?
do you know the capital of {c}?
can you tell me [what the capital of {c} is|the capital of {c}]?
could you tell me the capital city of {c}?
I [want|need|would like] to know the capital of {c}.
I'd like to know what the capital of {c} is.
name the capital of {c}.
what [do they call|is the name of] the capital of {c}?
{c}: what is its capital?
what is the capital in {c}?
which [city|town] is {c}'s capital [city|]?
I am looking for the capital of {c}.
my teacher asks for the capital of {c}.
I have forgotten the capital of {c}, what is it?
remind me of the capital of {c}.
what would be the capital of {c}?
in {c}, what is the capital?
where is the government of {c}?
quiz: the capital of {c}?
capital {nu}?
{nu} capital?
{nu}'s capital?
what is the capital {nu}?
~[please|] tell me which city is the capital of {c}.
~the capital city of {c} is [which one|what]?
~I wonder what the capital of {c} is.
~can you name {c}'s capital [city|]?
~would you happen to know the capital of {c}?
~what is the name of {c}'s capital city?
~in {c}, which city is the capital?
~what's the name of the capital in {c}?
@reverse
[which|what] country has {k} as its capital?
{k} is the capital of which country?
{k} is the capital of what?
{k} is the capital of
of which country is {k} the capital?
what country is {k} the capital of?
which country is {k} the capital of?
what is {k} the capital of?
which country's capital is {k}?
what country's capital city is {k}?
[tell|give] me the country whose capital is {k}.
name the country whose capital is {k}.
do you know which country has {k} as capital?
do you know what country {k} is the capital of?
can you tell me which country {k} is the capital of?
the capital is {k}: which country is it?
whose capital is {k}?
what nation has {k} for its capital?
I'm looking for the country with {k} as its capital.
if the capital is {k}, what is the country?
I want to know the country whose capital city is {k}.
~I wonder which country has {k} for capital.
~which nation's capital is {k}?
~{k} is which country's capital?
~can you name the country whose capital is {k}?
~could you tell me of what country {k} is the capital?
~what is the country that has {k} as its capital?
@sum
what is {a} + {b}?
what's {a} + {b}?
{a} + {b}
{a} + {b} =
{a}+{b}
{a}+{b}=
{a}+{b}?
what is {a} plus {b}?
what's {a} plus {b}?
{a} plus {b}
{a} plus {b}?
how much is {a} [+|plus|and] {b}?
add {a} and {b}.
add {b} to {a}.
[can|could] you add {a} and {b}?
what is the sum of {a} and {b}?
the sum of {a} and {b}?
give me the sum of {a} and {b}.
calculate {a} [+|plus] {b}.
compute {a} + {b}.
what do you get when you add {a} and {b}?
what does {a} [+|plus] {b} make?
{a} and {b} make how much?
{a} plus {b} equals
{a} plus {b} equals what?
what is the result of {a} + {b}?
work out {a} + {b} for me.
do you know how much {a} plus {b} is?
tell me what {a} + {b} is.
I need the sum of {a} and {b}.
solve {a} + {b}.
can you do {a} + {b}?
if I have {a} {things} and get {b} more, how many do I have?
I have {a} {things} and you give me {b}. How many {things} do I have?
there are {a} {things} and {b} more arrive. How many are there?
~what does {a} plus {b} equal?
~please add up {a} and {b}.
~how much do {a} and {b} make?
~can you calculate {a} plus {b} for me?
~tell me the sum of {a} and {b}.
~what is the total of {a} and {b}?
~I want to know what {a} plus {b} is.
~{a} + {b} equals what?
~if you add {a} and {b}, what do you get?
@difference
what is {a} - {b}?
what's {a} - {b}?
{a} - {b}
{a} - {b} =
{a}-{b}
{a}-{b}=
{a}-{b}?
what is {a} minus {b}?
what's {a} minus {b}?
{a} minus {b}
{a} minus {b}?
how much is {a} [-|minus] {b}?
subtract {b} from {a}.
[can|could] you subtract {b} from {a}?
take {b} [away|] from {a}.
what is {b} less than {a}?
what is the difference between {a} and {b}?
the difference between {a} and {b}?
calculate {a} [-|minus] {b}.
compute {a} - {b}.
what do you get when you take {b} from {a}?
what does {a} [-|minus] {b} make?
{a} minus {b} equals
{a} minus {b} equals what?
what is the result of {a} - {b}?
work out {a} - {b} for me.
do you know how much {a} minus {b} is?
tell me what {a} - {b} is.
solve {a} - {b}.
can you do {a} - {b}?
give me the difference between {a} and {b}.
if I have {a} {things} and lose {b}, how many do I have left?
I had {a} {things} and I gave away {b}. How many are left?
~what does {a} minus {b} equal?
~please subtract {b} from {a}.
~can you calculate {a} minus {b} for me?
~tell me the difference between {a} and {b}.
~I want to know what {a} minus {b} is.
~{a} - {b} equals what?
~if you take {b} away from {a}, what do you get?
@product
what is {a} [x|*|×|times] {b}?
what's {a} [x|*|×|times] {b}?
{a} [x|*|×|times] {b}
{a}[x|*|×]{b}
{a} [x|*|×] {b} =
{a} times {b}?
how much is {a} [x|times|multiplied by] {b}?
what is {a} multiplied by {b}?
multiply {a} by {b}.
multiply {a} and {b}.
can you multiply {a} by {b}?
what is the product of {a} and {b}?
the product of {a} and {b}?
calculate {a} [x|*|×|times] {b}.
compute {a} [*|×] {b}.
{a} times {b} equals
{a} times {b} equals what?
what does {a} [times|x] {b} make?
work out {a} times {b}.
tell me what {a} times {b} is.
do you know how much {a} times {b} is?
~what does {a} times {b} equal?
~please multiply {a} by {b}.
~can you calculate {a} times {b} for me?
~tell me the product of {a} and {b}.
~I want to know what {a} times {b} is.
@opposite
what is the opposite of {w}?
what's the opposite of "{w}"?
the opposite of {w}?
the opposite of {w} is
opposite of {w}
[tell|give] me the opposite of [the word|] {w}.
what is the contrary of {w}?
what is the antonym of {w}?
[an|the] antonym of {w}?
give me an antonym [of|for] {w}.
which word is the opposite of {w}?
which word means the opposite of {w}?
what word is the contrary of {w}?
do you know the opposite of {w}?
can you tell me the opposite of {w}?
can you give me the contrary of {w}?
what do you call the opposite of {w}?
if it is not {w}, it is
I'm looking for the opposite of {w}.
I need the opposite of the word {w}.
{w}: what is the opposite?
{w}: opposite?
name the opposite of {w}.
say the opposite of {w}.
what is not {w}, but the opposite?
~what would be the opposite of {w}?
~could you give me the opposite of {w}?
~I'd like to know the opposite of {w}.
~which word is the antonym of {w}?
~do you know an antonym for {w}?
~the contrary of {w}?
~what word means the contrary of {w}?
@day_next
[what|which] day [comes|is] after {d}?
[what|which] day follows {d}?
what comes after {d}?
what is the day after {d}?
what's the next day after {d}?
the day after {d}?
after {d} comes
tell me the day after {d}.
tell me what day comes after {d}.
do you know which day comes after {d}?
if today is {d}, what day is tomorrow?
today is {d}. What day is it tomorrow?
{d} is followed by which day?
name the day after {d}.
~which day comes right after {d}?
~can you tell me what day follows {d}?
~what is the next day if today is {d}?
~what day do we have after {d}?
@day_before
[what|which] day [comes|is] before {d}?
what comes before {d}?
what is the day before {d}?
what's the day just before {d}?
the day before {d}?
before {d} comes
[what|which] day precedes {d}?
tell me the day before {d}.
tell me what day comes before {d}.
do you know which day comes before {d}?
if today is {d}, what day was yesterday?
today is {d}. What day was it yesterday?
name the day before {d}.
~which day comes right before {d}?
~can you tell me what day precedes {d}?
~what was the day before if today is {d}?
~what day do we have before {d}?
@month_next
[what|which] month [comes|is] after {m}?
[what|which] month follows {m}?
what comes after {m}?
what is the month after {m}?
what's the next month after {m}?
the month after {m}?
after {m} comes
tell me the month after {m}.
do you know which month comes after {m}?
{m} is followed by which month?
if it is {m} now, what is the next month?
name the month after {m}.
~which month comes right after {m}?
~can you tell me what month follows {m}?
~what month do we have after {m}?
@month_before
[what|which] month [comes|is] before {m}?
what comes before {m}?
what is the month before {m}?
what's the month just before {m}?
the month before {m}?
before {m} comes
[what|which] month precedes {m}?
tell me the month before {m}.
do you know which month comes before {m}?
if it is {m} now, what was the last month?
name the month before {m}.
~which month comes right before {m}?
~can you tell me what month precedes {m}?
~what month do we have before {m}?
@month_days
how many days [are there|are|] in {m}?
how many days does {m} have?
how many days has {m} got?
how many days has {m}?
how long is {m}?
{m} has how many days?
days in {m}?
the number of days in {m}?
what is the number of days in {m}?
tell me how many days {m} has.
do you know how many days there are in {m}?
how many days are there in the month of {m}?
does {m} have 30 or 31 days?
is {m} 30 or 31 days long?
~how many days long is {m}?
~can you tell me how many days are in {m}?
~the month of {m} has how many days?
~how many days does the month of {m} have?
@month_nth
[what|which] is the {o} month of the year?
what's the {o} month?
which month is the {o} [of the year|]?
the {o} month of the year?
tell me the {o} month of the year.
name the {o} month [of the year|].
do you know the {o} month?
~which one is the {o} month of the year?
~can you name the {o} month of the year?
~the {o} month of the year is which one?
@week_days
how many days [are there|are] in a week?
how many days does a week have?
how many days in [a|one|the] week?
a week has how many days?
tell me how many days a week has.
how many days make a week?
how long is a week?
~do you know how many days there are in a week?
~what is the number of days in a week?
@year_months
how many months [are there|are] in a year?
how many months does a year have?
how many months in [a|one|the] year?
a year has how many months?
tell me how many months a year has.
how many months make a year?
~do you know how many months there are in a year?
~what is the number of months in a year?
@year_days
how many days [are there|are] in a year?
how many days does a year have?
how many days in [a|one|the] year?
a year has how many days?
tell me how many days a year has.
how many days make a year?
how long is a year?
~do you know how many days there are in a year?
~what is the number of days in a year?
@list_days
what are the days of the week?
[list|name|give me|tell me] the days of the week.
the days of the week?
can you [list|name] the days of the week?
do you know the days of the week?
which days are in a week?
say the seven days of the week.
what are the seven days of the week?
recite the days of the week.
~could you tell me all the days of the week?
~I'd like the list of the days of the week.
@list_months
what are the months of the year?
[list|name|give me|tell me] the months of the year.
the months of the year?
can you [list|name] the months of the year?
do you know the months of the year?
which months are in a year?
say the twelve months of the year.
what are the twelve months of the year?
recite the months of the year.
~could you tell me all the months of the year?
~I'd like the list of the months of the year.
@spell
how do you [spell|write] {n} in [words|letters]?
how do I write {n} in words?
how is {n} written in [words|letters]?
how do you write {n}?
how do you spell {n}?
how do you say {n}?
spell {n}.
spell {n} in words.
spell the number {n}.
spell out {n}.
write {n} in words.
write {n} in letters.
write the number {n} [in words|out].
write out {n}.
{n} in words
{n} in words?
{n} in letters?
{n} written in words?
what is {n} in words?
what's {n} in letters?
[can|could] you spell {n}?
can you write {n} in words?
give me {n} in words.
put {n} into words.
turn {n} into words.
tell me how to write {n}.
tell me how to spell {n} in words.
how would you write {n} in full?
~[can|could] you spell out the number {n}?
~I'd like to see {n} written in words.
~how do you write the number {n} in words?
~tell me how {n} is written in words.
~please write out the number {n} in letters.
~how does one spell {n} in words?
@unspell
how do you write {s} in [digits|figures|numbers]?
how do I write {s} with digits?
write {s} in [digits|figures|numbers].
write {s} as a number.
write {s} with digits.
{s} in [digits|figures|numbers]
{s} in digits?
{s} in figures?
{s} as a number?
what is {s} in [digits|figures|numbers]?
what's {s} in digits?
what number is {s}?
which number is {s}?
how is {s} written in [digits|figures]?
can you write {s} in [digits|figures]?
turn {s} into digits.
convert {s} to [digits|a number].
give me {s} in digits.
give me the number {s}.
put {s} into figures.
give the digits of {s}.
tell me how to write {s} in digits.
~I'd like to see {s} written in digits.
~how do you write the number {s} in figures?
~tell me how {s} is written in digits.
~what are the digits of {s}?
~could you convert {s} into digits?
~please write the number {s} in digits.
@who
am I talking to a [machine|person|robot|human|computer]?
are you really [a machine|an AI|a program]?
I want to know who you are.
give me your name.
do I speak with a [robot|human|bot]?
what is the name of this [model|program|assistant]?
describe yourself.
you are who?
you are what?
a few words about you?
do you think you are human?
who are you?
what are you?
what's your name?
what is your name?
your name?
tell me your name.
do you have a name?
tell me about yourself.
tell me who you are.
tell me what you are.
introduce yourself.
[can|could] you introduce yourself?
please present yourself.
what should I call you?
how are you called?
what kind of [model|program|thing|assistant|AI] are you?
which model are you?
what model is this?
what is this?
what am I talking to?
who am I talking to?
who am I speaking with?
with whom do I speak?
are you a [robot|bot|model|chatbot|program|computer|machine]?
are you an AI?
are you [a person|human|a human|real]?
are you [ChatGPT|Claude|Gemini|Siri|Alexa|Llama]?
is this [ChatGPT|a chatbot|Siri]?
so who are you, exactly?
say something about yourself.
I don't know you. Who are you?
what do people call you?
what is your identity?
~may I ask who you are?
~could you tell me who you are?
~would you introduce yourself, please?
~what name do you have?
~tell me a bit about yourself.
~who is this?
~what sort of AI are you?
~are you some kind of robot?
@maker
who invented you?
who is responsible for you?
what is your origin?
were you made by [Google|OpenAI|Apple|Meta|a company]?
who taught you?
tell me about your makers.
where were you made?
who made you?
who created you?
who built you?
who trained you?
who wrote you?
who is your [maker|creator|author|developer]?
where do you come from?
who are your makers?
who developed you?
how were you made?
how were you trained?
by whom were you [made|created]?
which company made you?
tell me who made you.
who is behind you?
who programmed you?
what were you trained on?
~could you tell me who created you?
~do you know who made you?
~who is the one who built you?
~which people made you?
@private
will you tell anyone what I say?
does this work in airplane mode?
is there a server somewhere?
can you hear me when I am not writing?
do you remember what I write?
is my privacy safe with you?
who gets my messages?
do you upload anything?
are you on my [phone|computer|laptop]?
does it all stay on my device?
where do you run?
do you run on my [device|computer|machine|phone|laptop]?
are you running [locally|on my computer|in the cloud|on a server]?
do you need the internet?
do you need [an internet connection|a connection|a server]?
do you use the [internet|cloud]?
are you [online|offline]?
do you work offline?
do you send my [data|messages|words] [anywhere|somewhere|to anyone|to a server]?
do you [keep|store|share|sell] my data?
who [can see|reads|sees] [what I write|my messages|my data]?
where does my data go?
where do my messages go?
is my data [safe|private|sent anywhere]?
is this [chat|conversation] private?
is it private?
are you private?
do you respect my privacy?
what about [my|] privacy?
do you spy on me?
are you listening to me?
does anything leave my [device|computer|machine]?
is anything sent over the internet?
can anyone else read this?
do you connect to the internet?
can you work without the internet?
~does my data leave this [device|computer]?
~are my messages sent to a server?
~can you run without an internet connection?
~do you share what I write with anyone?
~who else can read my messages?
~is what I write private?
~do you run in the cloud or on my device?
@size
are you tiny?
how much space do you take?
is your model big?
do you fit on a phone?
are you smaller than other models?
what do you weigh?
how big are you?
how small are you?
how large are you?
what is your size?
what's your size?
how many parameters do you have?
how much memory do you [need|use|take]?
are you [big|small|a big model|a small model|large|a large model]?
how many megabytes are you?
how heavy are you?
tell me your size.
are you a large language model?
why are you so small?
~how many parameters are in you?
~how big a model are you?
~what size are you?
~do you need much memory?
@languages
can we speak [French|English|Spanish]?
are you able to speak [French|German]?
which language should I write in?
do you only speak English?
what languages do you speak?
which languages do you [speak|know|understand]?
do you speak [English|French|Spanish|German|Italian|Chinese|other languages]?
can you speak [English|French|Spanish|German|Russian|another language]?
do you understand [French|English|Japanese]?
how many languages do you speak?
can I talk to you in [French|English]?
what language do you use?
do you know [French|Spanish|Latin|any other language]?
tell me which languages you speak.
~what are the languages you speak?
~in which languages can I talk to you?
~do you also speak [French|German]?
@silex
why is it called silex?
silex, what is it?
who uses silex?
what can silex do?
what is silex?
what's silex?
tell me about silex.
what does silex do?
do you know silex?
what is silex for?
explain silex.
what does the silex program do?
is silex free?
what is the silex engine?
~can you tell me what silex is?
~what exactly is silex?
~what do you know about silex?
@help
I have no idea what to ask you.
what is there to ask?
explain what you can do.
list what you can do.
what do you know about?
what are the things you know?
can you show me an example?
help
help!
help me.
what can you do?
what do you do?
what do you know?
what can I ask [you|]?
what can I ask you about?
what should I ask you?
what are you able to do?
what are you good at?
what are your skills?
what are your capabilities?
what do you know how to do?
how can you help me?
how can you help?
what can you help me with?
can you help me?
what can you tell me?
what can you answer?
what questions can you answer?
what [subjects|topics|things] do you know [about|]?
which topics do you know?
tell me what you can do.
show me what you can do.
what else can you do?
what do you offer?
how do I use you?
how does this work?
I need help.
I don't know what to ask.
what is possible here?
give me [some|] examples of questions.
what can you talk about?
what are you for?
what is your purpose?
can you do anything [useful|]?
~could you tell me what you can do?
~what kind of questions can I ask you?
~what things can you do?
~what sort of things do you know?
~I'd like to know what you can do.
~what are you capable of?
~which questions can you answer?
@greeting
hello to you!
a very good morning!
hey hey!
hello, model.
good evening to you.
hello
hello!
hello there!
hi
hi!
hi there!
hey
hey!
hey there
good morning
good morning!
good evening!
good afternoon!
hello you!
hi, [demo|silex|model]!
hello, [demo|silex|model|friend]!
greetings!
howdy!
yo
hello, nice to meet you!
nice to meet you.
good day!
hiya!
hello hello
hello, are you there?
is anyone there?
hey you
~hi hi!
~hello again!
~hey, good morning!
~hi, nice to meet you!
~good day to you!
@introduce
the name's {name}.
everybody knows me as {name}.
you are talking to {name}.
I go by {name}.
I am called {name}.
{name} is my name.
[hello|hi|hey], [I am|I'm|my name is] {name}.
[I am|I'm] {name}.
my name is {name}.
my name is {name}, and you?
call me {name}.
you can call me {name}.
it's me, {name}!
this is {name}.
~[hi|hello] there, I am {name}!
~people call me {name}.
@mood
are you having a good day?
how do you feel now?
is all well with you?
are you OK today?
how is life?
how are you?
how are you doing?
how are you today?
how's it going?
how is it going?
how do you do?
are you [well|okay|fine|all right]?
how do you feel?
how do you feel today?
what's up?
how have you been?
hello, how are you?
hi, how are you [doing|today|]?
you all right?
everything [fine|OK|good]?
how is your day?
~hey, how are you doing today?
~are you doing well?
~how are things?
~how are you feeling today?
@thanks
thank you, good answer.
this helps, thanks.
perfect.
wonderful, thank you.
thanks, you are kind.
I am grateful.
very good job.
thanks
thanks!
thank you
thank you!
thank you very much!
thanks a lot!
many thanks!
thank you so much.
thanks for your help.
thanks for the answer.
great, thank you!
perfect, thanks!
ok, thanks!
thx
cheers!
thank you, that helps.
well done!
good job!
great!
nice!
good answer!
very good.
you are [great|nice|kind|good|clever].
I like you.
excellent!
cool!
awesome!
~thank you for your help!
~thanks so much!
~great job, thank you!
~nice, thanks!
~that was helpful, thank you.
@bye
good night, sleep well!
I am going now.
time to go.
I'll be back, bye.
farewell, my friend.
so long!
bye
bye!
goodbye
goodbye!
good bye!
bye bye
see you!
see you later!
see you soon!
see you tomorrow.
good night!
farewell!
I have to go.
I'm leaving.
I must go now.
that's all for today.
until next time!
take care!
thanks, bye!
ok, bye.
have a nice day!
~bye for now!
~goodbye and thank you!
~I have to go now, bye.
~see you next time!
@ack
ok
ok.
okay
okay.
yes
yes.
no
no.
fine.
sure.
all right.
I see.
understood.
got it.
that's fine.
no problem.
of course.
right.
yes please.
no thanks.
continue.
go on.
~ok, I see.
~okay, fine.
~yes, sure.
@sorry
that answer is [bad|false].
you got it wrong.
this was wrong.
you are not very clever.
you are really [slow|dumb].
I am disappointed.
you are [stupid|bad|wrong|dumb|useless|slow|boring].
you're [wrong|bad|dumb|useless].
that is [wrong|false|not true|incorrect].
that's [wrong|bad|not right|a bad answer].
no, that's wrong.
you made a mistake.
I don't like you.
this is [bad|wrong|useless|stupid].
you know nothing.
bad answer.
you don't know anything.
I'm not happy with you.
are you stupid?
~your answer is wrong.
~that was a mistake.
~you are really bad.
~I think you are wrong.
@story
tell me a story.
tell me a short story.
tell me a [little|nice|small|good|funny] story.
tell a story.
[can|could|will] you tell me a story?
can you write a [short|little|] story?
write a [short|little|] story.
write me a story.
I want a story.
I want to hear a story.
I would like a story.
a story please!
a short story, please.
story!
give me a story.
do you know a story?
do you know any stories?
make up a story.
invent a story.
read me a story.
tell us a story.
tell me a bedtime story.
I'd like to hear a story.
another story!
tell me another story.
tell me a story about a [dragon|cat|dog|king|queen|princess|pirate|bear|robot].
tell me a story about a [child|fish|bird|wizard|knight].
write a story about a [dragon|cat|dog|king|princess|robot|horse|mouse|fox].
~I'd love a [short|little] story.
~would you tell me a story?
~could you write me a short story?
~how about a story?
~please tell us a little story.
~can you tell me a bedtime story?
~tell me a tale about a [cat|dragon|pirate].
@story_named
tell me a story about {name}.
tell me a [short|little|nice] story about {name}.
can you tell me a story about {name}?
write a [short|little|] story about {name}.
write me a story about {name}.
I want a story about {name}.
a story about {name}, please.
a story about {name}
tell me a story with {name}.
tell a story with {name} as the hero.
tell me a story. The hero is called {name}.
tell me a story. The hero's name is {name}.
a story whose hero is {name}.
give me a story about someone called {name}.
make up a story about {name}.
invent a story with a hero named {name}.
the story of {name}, please.
I'd like a story about {name}.
~could you tell me a story about {name}?
~I would like to hear a story about {name}.
~write a short story with {name} as the hero.
~would you tell us a story about {name}?
~can you invent a story about {name}?
@name_reply
{name}
{name}.
{name}!
{name}, please.
the hero is {name}.
the hero is called {name}.
the hero's name is {name}.
the name is {name}.
[his|her] name is {name}.
call [him|her|the hero] {name}.
let's say {name}.
say {name}.
{name}, I think.
it is {name}.
it's {name}.
I choose {name}.
my name is {name}.
how about {name}?
[he|she] is called {name}.
you choose.
any name.
choose a name for me.
whatever you like.
I don't know, choose one.
as you like.
~[please|] pick a name for me.
~I'd like {name}.
~let us call the hero {name}.
~name [him|her] {name}.
~{name} would be nice.
@and_capital
same question for {c}.
the same for {c}?
tell me for {c}.
{c} too, please.
and if I say {c}?
and of {c}?
and {c}?
and for {c}?
and the capital of {c}?
and that of {c}?
what about {c}?
what about that of {c}?
ok, and {c}?
and what about {c}?
and in {c}?
{c}?
now {c}.
~how about {c}?
~and what is that of {c}?
~what about the capital of {c}?
@and_reverse
same question for {k}.
the same for {k}?
tell me for {k}.
{k} too, please.
and if I say {k}?
and {k}?
what about {k}?
and for {k}?
and the country of {k}?
ok, and {k}?
~how about {k}?
~and what about {k}?
@and_opposite
same question for {w}.
the same for {w}?
tell me for {w}.
{w} too, please.
and if I say {w}?
and of {w}?
and {w}?
and for {w}?
and the opposite of {w}?
what about {w}?
and that of {w}?
{w}?
~how about {w}?
~and what about {w}?
@and_day
and after {d}?
and what comes after {d}?
what about after {d}?
and the day after {d}?
~and which one after {d}?
@and_month
and after {m}?
and what comes after {m}?
what about after {m}?
and the month after {m}?
~and which one after {m}?
@and_month_days
same question for {m}.
the same for {m}?
tell me for {m}.
{m} too, please.
and if I say {m}?
and {m}?
and in {m}?
and for {m}?
what about {m}?
and how many in {m}?
~how about {m}?
@and_sum
the same for {a} + {b}?
tell me {a} plus {b} too.
and {a} + {b}?
and {a} plus {b}?
and what is {a} + {b}?
what about {a} + {b}?
now {a} + {b}.
~how about {a} plus {b}?
@and_spell
same question for {n}.
the same for {n}?
tell me for {n}.
{n} too, please.
and if I say {n}?
and {n}?
what about {n}?
and the number {n}?
and for {n}?
~how about {n}?
"""

ANSWERS = {
    "capital": "The capital of {c} is {k}.",
    "reverse": "{k} is the capital of {c}.",
    "opposite": "The opposite of {w} is {o}.",
    "next": "{o} comes after {d}.",
    "before": "{o} comes before {d}.",
    "month_days": "{m} has {n} days.",
    "february": "February has 28 days, or 29 in a leap year.",
    "month_nth": "The {o} month of the year is {m}.",
    "week_days": "A week has 7 days.",
    "year_months": "A year has 12 months.",
    "year_days": "A year has 365 days, or 366 in a leap year.",
    "list_days": "The days of the week are Monday, Tuesday, Wednesday, Thursday, Friday, Saturday "
    "and Sunday.",
    "list_months": "The months are January, February, March, April, May, June, July, August, "
    "September, October, November and December.",
    "spell": "{n} is written {s}.",
    "unspell": "In digits, it is {n}.",
    "who": "I am Silex's demo model, a very small program that runs on your own device.",
    "maker": "I was made by the Silex project, and trained on sentences written for me.",
    "private": "I run on your own device, without the internet. Nothing that you write leaves it.",
    "size": "I am very small: my whole model takes less than 4 megabytes.",
    "languages": "I speak a little English and a little French, and nothing else.",
    "silex": "Silex is a free program that runs language models on your own device.",
    "help": "I can tell you capitals, do small sums, give opposites, days and months, spell "
    "numbers, and tell a short story.",
    "greeting": "Hello! Ask me for a capital, a small sum, an opposite or a story.",
    "introduce": "Hello, {name}! What can I do for you?",
    "mood": "I am fine, thank you. What can I do for you?",
    "thanks": "You are welcome!",
    "bye": "Goodbye! See you soon.",
    "ack": "Very well. What would you like to know?",
    "sorry": "I am sorry. I am only a small demo model, and I can be wrong.",
    "story": "Gladly! What is the name of the hero?",
    "unknown": "I don't know. I am only a small demo model.",
    "too_big_sum": "I don't know. I only add and subtract numbers up to 99.",
    "too_big_product": "I don't know. I only multiply numbers up to 10.",
    "too_big_number": "I don't know. I only spell numbers up to 999.",
    "no_country": "I don't know. That is not a country I know.",
    "no_capital": "I don't know. I know no country with that capital.",
    "no_opposite": "I don't know. I have no opposite for that word.",
}

PREFIXES = [
    "please, ",
    "hey, ",
    "hello, ",
    "hi, ",
    "hi! ",
    "ok, ",
    "so, ",
    "well, ",
    "now, ",
    "tell me, ",
    "a question: ",
    "excuse me, ",
    "good morning, ",
    "quick question: ",
    "then ",
]
SUFFIXES = [" please", ", please", " thanks", ", thank you", " now", " my friend", " for me"]
THINGS = (
    "apples pears books coins eggs marbles cats pens cards balls flowers stamps cookies".split()
)
SYSTEM = [
    "You are a helpful assistant.",
    "You are a friendly assistant.",
    "Be brief.",
    "You are Silex's demo model.",
    "Answer in short sentences.",
    "You are a kind teacher.",
    "Be polite and honest.",
]

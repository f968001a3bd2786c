"""English phrasings of the tasks (capitals, sums, opposites, the calendar, numbers, stories,
follow-ups) as people of all kinds might type them, and sentences like them that must be declined."""

PHRASES = """
@capital
[whats|what is] the capitol of {c}?
capitol city of {c} [?|pls]
cap. of {c}?
cap of {c} [pls|?|plz]
{c} capitol?
if I were to land in the capital of {c}, what name would I read on the airport sign?
I'm filling in a map and got stuck on the capital of {c}
my crossword wants the capital of {c}
there's a blank next to {c} on my worksheet where the capital goes
complete the sentence: the capital of {c} is ...
fill in the blank: the capital of {c} is ____
the capital of {c} is called? I had it on the tip of my tongue
grandson needs {nu}'s capital for his geography test tomorrow
oh dear, what was the capital of {c} again?
remember geography class? the capital of {c}, [go|what was it]?
how is called the capital of {c}?
what name has the capital of {c}?
what is named the capital of {c}?
which is the capital from {c}?
of {c} the capital, [which is it|please]?
{c}, capital of, is?
what city does {c} have for a capital?
what city did {c} pick as its capital?
which city holds the title of capital in {c}?
which city enjoys the status of capital of {c}?
what place is the capital of {c}, I always mix them up
is there anyone who can give me the capital of {c}?
be so kind as to name the capital of {c}
might I trouble you for the capital of {c}?
I should be most grateful to learn the capital of {c}
would it be too much to ask what {nu}'s capital is called?
I'd appreciate the name of the capital of {c}
query: country = {c}, field = capital
get_capital("{c}")
SELECT capital WHERE country = {c}
country: {c} / capital: ?
input {nu}, output its capital
now then class, who can name the capital of {c}?
hands up who knows the capital of {c}
ten points if you name the capital of {c}
bet you don't know the capital of {c}
I bet 5 bucks you can't name the capital of {c}
for one million: the capital of {c} is?
next flashcard: {c}. say the capital
test me no wait I test you: capital of {c}
daddy asked me the capital of {c} and I [dunno|forgot]
mommy says {c} has a capital, which one?
we fly to {c} next week and I don't even know the capital
I'm moving to {c} and embarrassed to ask: its capital?
my pen pal lives in the capital of {c}, so what's the city?
my flight lands in the capital of {c}; what city is that?
the embassy is in the capital of {c}, which is what city?
a postcard from the capital of {c}: from what city then?
every country has a capital, so what's the one of {c}?
need it short: {c}, capital, one word
just the capital of {c}, nothing else
only tell me the name of {nu}'s capital
speaking of {c}, what's its capital?
talking about {c}: the capital would be?
thinking about {c}... what's the capital there?
I was reading about {c} but they never named the capital
the article mentions {c} without saying what the capital is. what is it?
some say geography is useless, yet I need the capital of {c}
I can find {c} on the map but not name its capital
on a map of {c}, the star marks the capital. which city is it?
what's written beside the star for the capital on a map of {c}?
refresh my memory, {nu}'s capital is...?
jog my memory: the capital of {c}
enlighten me about the capital of {c}: what is it?
settle a dispute for us: what's the capital of {c}?
my wife and I disagree about the capital of {c}, who knows which city it is?
please to tell which is capital city in {c}
sorry my english, {c} capital what?
want know capital {nu}
u know capital of {c}?
wuts the capital of {c}
yo {nu} capital real quick
capital {nu} stop reply soon stop
the capital, the one of {c} I mean, what is it?
what would you write under "capital" for {c}?
what do the schoolbooks give as capital of {c}?
which name should I put on the label for the capital of {c}?
[cite|quote|mention|indicate|identify] the capital of {c}
[specify|supply|furnish|reveal] the name of the capital of {c}
as capital, {c} has ...
@reverse
{k} is capital of?
{k} is the capitol of what country?
complete: {k} is the capital of ...
fill in: {k} is the capital of ____
of what is {k} the capital?
I found {k} in a list of capitals. which country goes with it?
match the capital {k} with its country
pair {k} with the country it is capital of
my worksheet says {k} and I have to write the country it's the capital of
I know the capital, {k}, but not the country
got the capital {k}, missing the country
what's the country again that has {k} as capital?
remind me, {k} is the capital of where?
I mix up my capitals, {k} goes with which country?
which land calls {k} its capital?
which country would you put next to the capital {k}?
who can name the country that has its capital in {k}?
if someone comes from {k}, the capital, from which country is he?
[jeopardy|quiz show] clue: its capital is {k}. which country?
I'm a country, my capital is {k}. which country am I?
guess the country: its capital is {k}
guess the country from its capital: {k}
riddle: my capital is {k}, what country am I?
find the country, capital {k}
select country where capital = {k}
get_country(capital="{k}")
capital: {k} / country: ?
country_of("{k}")
lookup country by capital: {k}
for {k} as the capital, what's the country?
given the capital {k}, determine the country
given {k}, say which country it is the capital of
working backwards from the capital {k}, what is the country?
I say the capital, you say the country: {k}
now the other way round: {k} is the capital of which country?
and the reverse: {k} is whose capital?
my daughter says {k} is a capital. she's right, but of which country?
grandpa was born in {k}, the capital of which country again?
my flight goes to {k}, which is the capital of...?
my parcel is stuck in {k}, which country has that for a capital?
the concert is in {k}, the capital of what country?
I got a stamp from {k}, of what country is that the capital?
a letter came from {k}; it's the capital of which country?
we're flying to {k}. the capital of what, exactly?
someone at work moved to {k}. that's the capital of which country?
is {k} the capital of some country, and of which?
is {k} a capital? of which country?
{k} must be the capital of some country, but which?
{k} sounds familiar, the capital of which country?
you know {k}? what country is it the capital of?
{k} rings a bell, it's the capital of which country?
would you be so good as to say of which country {k} is the capital?
I'd be obliged if you named the country whose capital is {k}
kindly indicate the country of which {k} is the capital
from which country is {k} capital?
{k} it is capital from which country?
what country have capital {k}?
in what country {k} is capital?
wich country owns {k} as capital
{k} capital of wat
u know what {k} is capital of?
which flag flies over the capital {k}, I mean which country is it?
{k} is where the government of which country has its capital?
as capital, {k} belongs to ...
[identify|mention|state] the country that has {k} for a capital
put the right country: {k} is the capital of _
under "capital" it says {k}; so what's the country?
@sum
{a} plus {b}, go
what's {a} and {b} put together?
{a} & {b} = ?
complete: {a} + {b} =
fill in the blank: {a} plus {b} equals ____
print({a}+{b})
eval {a}+{b}
echo $(({a} + {b}))
let x = {a} + {b}, what's x?
x = {a} + {b}, give x
return {a} + {b}
I've got {a} in one hand and {b} in the other, how many altogether?
{a} [kids|people|guests] in the first bus and {b} in the second, how many in all?
{a} on Monday and {b} on Tuesday, what does that add up to?
my lunch was {a} and my drink {b}, what did I pay altogether?
I walked {a} km then another {b} km, how far did I walk in all?
{a} pages yesterday, {b} today, how many pages have I read altogether?
I scored {a} in the first round and {b} in the second, my total?
our team made {a} points and then {b} more, what's the score total?
{a} minutes on the bus plus {b} minutes on foot, how many minutes together?
grandma knitted {a} rows and then {b} more, how many rows are there?
the farmer has {a} hens in one pen and {b} in another, how many hens altogether?
he is {a} now, how old will he be in {b} years?
I'm {a}, how old will I be {b} years from now?
Lucy picked {a} {things} and Ben picked {b}. How many did they pick altogether?
mum gave me {a} {things}, dad gave me {b}. how many did I get?
there were {a} {things} and someone put {b} more in. how many now?
a shelf holds {a} {things}, another one {b}. how many {things} on both?
if I already own {a} {things} and order {b} extra, what's my stock?
after {a} {things} come {b} more {things}, total?
we baked {a} {things} in the morning and {b} in the afternoon, how many did we bake?
{a} {things} and {b} {things}, how many {things} all told?
lend me your brain: {a} plus {b}
my calculator is dead: {a} + {b}?
I can't do it in my head, {a} plus {b}
I ran out of fingers, {a} plus {b}?
no calculator at hand, how much would {a} and {b} be?
my son got stuck at {a} + {b}
teacher wants {a} + {b} by tomorrow
check my maths: {a} + {b} comes to what?
I keep getting it wrong, what's {a} plus {b}?
is it hard to add {a} and {b}? what do you get?
how many do {a} and {b} make altogether?
how much would that be, {a} added to {b}?
what number do I land on if I go {b} up from {a}?
count on {b} from {a}, where do you end?
go {b} steps up from {a} on the number line
what's {b} on top of {a}?
put {b} on top of {a}, result?
[throw|toss|stick|lump] {a} and {b} together, what's the total?
tot up {a} and {b}
tally {a} and {b}
[aggregate|cumulate] {a} and {b}
{a} augmented by {b}
raise {a} by {b}, what do you get?
{a}, add {b}, what's the answer?
plus: {a} and {b}
addition: {a}, {b}
addition exercise: {a} + {b}
the two numbers are {a} and {b}, give their sum
two numbers, {a} and {b}: add them
the addends are {a} and {b}, what is the sum?
would you kindly perform the addition {a} + {b}?
might I ask you to sum {a} and {b}?
I'd be thankful for the sum of {a} and {b}
how many makes {a} and {b}?
{a} with {b} how many is?
make for me {a} plus {b}
{a} plus {b} how many it does?
{a} pls {b} = wat
one shot: {a}+{b}=?
wots {a} add {b}
what's {a} add {b}?
does anybody know what {a} and {b} come to?
say I add {b} on to {a}. then I have?
thinking out loud: {a} and then {b} on top, hmm, that makes?
I had {a} {things}, found {b} behind the couch, so now I have?
the first basket holds {a} {things}, the second {b}. pour them together, how many?
between us, I have {a} {things} and you have {b}, what do we have together?
two kids, one with {a} {things}, one with {b}: how many in total?
I bought {a} {things} in the morning, {b} {things} in the evening, what did I buy altogether?
if {b} {things} join the {a} that are here, how many will there be?
my collection has {a} {things} and I get {b} for my birthday, how large is it then?
@difference
{a} minus {b}, go
fill in the blank: {a} minus {b} equals ____
print({a}-{b})
eval {a}-{b}
subtract({a}, {b})
echo $(({a} - {b}))
let x = {a} - {b}, what's x?
x = {a} - {b}, give x
return {a} - {b}
{a} {things} on the plate, I eat {b}, what's left on it?
Ben had {a} {things}, his dog ate {b}. how many are left over?
the shop had {a} {things} and sold {b} today, how many remain on the shelf?
grandma baked {a} {things} and we finished {b}. how many for tomorrow?
I need {a} {things} and I've only got {b}. how many are missing?
{a} {things} were ordered but {b} never arrived, how many did we get?
{b} of my {a} {things} are broken, how many are still good?
{b} of the {a} {things} were stolen, how many remain?
from a stack of {a} {things} you pull out {b}, how many stay?
my sister took {b} of my {a} {things}, what have I still got?
Tom has {a} {things}, Ann has {b}. how many more does Tom have?
she counts {a} {things}, I count {b}, how big is the gap?
if {b} out of {a} {things} are red, how many aren't?
we packed {a} {things} and used {b} so far, how many still to use?
there's room for {a} {things}, {b} are in already, how many more fit?
give away {b} of your {a} {things}. how many do you keep?
the recipe wants {a} {things}, I have {b}. how many short am I?
a box of {a} {things} less {b}: count?
a jar held {a} {things}, {b} fell out. how many are inside now?
my calculator is dead: {a} - {b}?
I can't do it in my head, {a} minus {b}
I ran out of fingers, {a} minus {b}?
my son got stuck at {a} - {b}
teacher wants {a} - {b} by tomorrow
check my maths: {a} - {b} comes to what?
I keep getting it wrong, what's {a} minus {b}?
is it hard to take {b} from {a}? what do you get?
what's {a} take away {b}?
wots {a} take {b}
what is {a} subtract {b}?
count back {b} from {a}, where do you end?
go {b} steps down from {a} on the number line
what number do I land on if I go {b} down from {a}?
what is left when {b} goes away from {a}?
lop {b} off {a}
[knock|chop|shave|strip|cut] {b} off {a}, what's the number?
cut {a} by {b}
bring {a} down by {b}
lower {a} by {b}, what do you get?
[dock|discount] {b} from {a}
{a}, lose {b}, what's the answer?
how much larger is {a} than {b}, exactly?
by how much is {a} greater than {b}?
{a} is how much more than {b}?
how far is it from {b} to {a} on the number line?
how many steps from {b} to {a}?
minus: {a} and {b}
subtraction: {a} - {b}
subtraction exercise: {a} minus {b}
two numbers, {a} and {b}: subtract the second from the first
subtract the second number from the first: {a}, {b}
the minuend is {a}, the subtrahend {b}, what is the difference?
would you kindly perform the subtraction {a} - {b}?
might I ask you to take {b} off {a}?
I'd be thankful for the result of {a} minus {b}
how many makes {a} minus {b}?
{a} without {b} how many it stays?
make for me {a} minus {b}
{a} minus {b} how many it does?
one shot: {a}-{b}=?
does anybody know what {a} minus {b} comes to?
say I take {b} off {a}. then I have?
I started the day with {a} {things}. by evening {b} were gone. what did I end up with?
thinking out loud: {a} less {b}, hmm, that leaves?
there used to be {a} {things} in the drawer, now {b} are missing. how many does the drawer hold?
how many {things} do I still have if {b} of the {a} went to my neighbour?
my jar had {a} {things} and I handed out {b}, so I'm left with?
{a} {things}, minus the {b} I dropped, is?
take {b} {things} out of {a} {things} and count the rest
Anna owns {a} {things} and gives {b} to her cousin. what does she keep?
out of {a} {things} sold {b}, left how many?
what's {b} off {a}?
and what do you have left over once {b} has been taken off {a}?
@product
{a} times {b}, go
{a} x {b} makes ...
fill in the blank: {a} times {b} equals ____
print({a}*{b})
eval {a}*{b}
mul({a}, {b})
echo $(({a} * {b}))
let x = {a} * {b}, what's x?
return {a} * {b}
my calculator is dead: {a} x {b}?
I can't do it in my head, {a} times {b}
my son got stuck at {a} x {b}
teacher wants {a} times {b} by tomorrow
I never learned my tables: {a} times {b}?
I keep stumbling on {a} times {b}
we're drilling the times tables, {a} times {b}?
times tables test, {a} x {b}
quick fire: {a} times {b}
check my maths: {a} x {b} comes to what?
{a} lots of {b}
what are {a} lots of {b}?
{a} sets of {b} is what?
{a} rows of {b} {things}, how many {things} altogether?
{a} kids with {b} {things} each, how many {things} do they have between them?
{a} jars, {b} {things} in each one, total?
I filled {a} bags with {b} {things} apiece, how many {things} is that?
{a} trays hold {b} {things} each. how many {things}?
{a} weeks at {b} {things} a week makes how many?
every day I get {b} {things}, how many after {a} days?
{b} {things} per person and {a} people, how many {things} must I bring?
each of the {a} shelves carries {b} {things}, what's the total?
a garden with {a} rows and {b} plants in every row, how many plants?
a chocolate bar of {a} by {b} squares, how many squares?
a wall {a} bricks wide and {b} bricks high, how many bricks is that?
tickets cost {b} each and we are {a}, what do we pay?
{a} stamps at {b} cents each, how many cents in all?
take {b} and repeat it {a} times, what's the sum?
add {b} to itself until you have it {a} times, what do you get?
if I count in steps of {b}, what's the number after {a} steps?
[double-check|verify] for me what {a} times {b} comes to
by what do I end if I multiply {a} by {b}? I mean the result
what does {a} by {b} work out at?
what does multiplying {a} with {b} yield?
the factors are {a} and {b}, what is the product?
two factors, {a} and {b}: multiply them
multiplication: {a}, {b}
multiplication exercise: {a} times {b}
product: {a}, {b}
times: {a} and {b}
would you kindly perform the multiplication {a} x {b}?
might I ask for {a} times {b}?
I'd be thankful for the product of {a} and {b}
how many makes {a} times {b}?
{a} times {b} how many it does?
make for me {a} times {b}
{a} multiplied with {b} gives?
{a} multiply {b}
what's {a} multiply by {b}?
wots {a} times {b}
say it, {a} times {b} is?
does anybody know what {a} times {b} comes to?
@opposite
antonym 4 {w}
opp of {w}
opp. of {w}?
opposite word 2 {w}
word: {w} / antonym: ?
input {w}, output its antonym
lookup antonym: {w}
fill in the blank: the opposite of {w} is ____
complete the pair: {w} and ...
complete the pair of opposites: {w} / ____
the antonym of "{w}" is ...
if one thing is {w} and the other is the opposite, the other is what?
one brother is {w}, the other the exact opposite. what is he?
my sister is {w} and I'm the opposite, what am I?
in our game I say {w} and you answer with the opposite
let's play opposites! {w}!
let's play opposites, I start: {w}
opposites day! I say {w}, you say?
today is opposite day, so {w} becomes?
if everything were reversed, {w} would become which word?
in a world upside down, {w} would be?
my little one has to draw the opposite of {w}, what is it called?
my worksheet has {w} on the left and its antonym on the right, what do I write?
draw a line from {w} to its opposite, which word is it?
crossword clue: antonym of {w}
crossword: contrary of {w}
scrabble partner needs the opposite of {w}
I'm writing a poem and need the opposite of {w}
I'm writing an essay and need an antonym for {w}
what stands at the other end of the scale from {w}?
what's at the other extreme from {w}?
what lies at the opposite end from {w}?
what word is poles apart from {w}?
which word is the flip side of {w}?
what's the flip side of {w}, as a word?
what is the polar opposite of {w}?
which word says just the reverse of {w}?
which word expresses the contrary of {w}?
which word would undo {w}, I mean its opposite?
which word do you pair with {w} as its opposite?
what goes opposite {w} in a list of antonyms?
what would a dictionary of antonyms say under {w}?
what do dictionaries list as antonym of {w}?
look up {w} in the antonym dictionary
I want to say the contrary of {w} but I lack the word
I want to say just the opposite of {w}, what's the english word?
I'm learning English. opposite of {w} is?
in english class we do opposites: {w}
English lesson: {w}, opposite please
what is contrary from {w}?
how is called the contrary of {w}?
how you say contrary of {w}?
which is opposite word from {w}?
{w} contrary what is?
please to say me the opposite of {w}
{w}... the opposite... I had it a second ago
I know {w}, but its opposite escapes me
the opposite of {w} slips my mind
what was it again, the opposite of {w}?
{w} I know. what's the other word, the opposite?
wait, if {w} is one, what's its opposite?
granny asks what one says when one means the opposite of {w}
would you be so kind as to supply an antonym for {w}?
might there be a word for the opposite of {w}, and which?
I'd be grateful for the opposite of {w}
I wonder whether you know the antonym for {w}
kindly provide the contrary of {w}
[oppose|contrast] {w} with its antonym
[state|mention|quote|indicate] the antonym of {w}
now then children, the opposite of {w} is?
hands up: who knows the opposite of {w}?
ten points for the opposite of {w}
bet you can't give the opposite of {w}
vocab test: {w}, now the opposite
next card: {w}. opposite?
say the opposite when I say {w}
whenever I say a word, tell me its opposite: {w}
please contradict me: {w}
{w}, but the contrary
{w}, only the other way round, what is the word?
the other way around from {w} is?
in opposition to {w} there is the word ...
as opposed to {w}, something would be ...
it's not {w} at all, quite the opposite, so it is?
far from being {w}, it's the opposite. which word is that?
someone wrote {w} but meant the opposite. which word did he want?
I typed {w} but meant its opposite, which word is it?
replace {w} with its opposite
swap {w} for its antonym
switch {w} to its opposite
change the word {w} to its antonym
which word should replace {w} if I mean the contrary?
is there a single word for the opposite of {w}? tell me
does the word {w} have an antonym, and which one?
{w} and {x}, are those opposites?
would you say {x} is the opposite of {w}?
{x} is the opposite of {w}, isn't it?
am I right that {x} is the opposite of {w}?
my kid came home with {w} on a card and has to find its opposite, what should we write?
I'm making opposite cards for my pupils. one side says {w}, what goes on the back?
front of the card: {w}. back of the card, the opposite: ?
the poem needs contrast: {w} on one line, its opposite on the next. which word?
I described it as {w}, he said just the contrary. what did he say?
everyone calls him {w}, but he is exactly the opposite, so what is he?
I thought it was {w}. it turned out to be the opposite, so it was ...
yesterday {w}, today the opposite. what is it today?
she always says the opposite of what I say. I say {w}, so she says?
we are two opposites: one {w}, the other ...
things are either {w} or ...
either it's {w} or it's the opposite, and that is called?
what would be the most natural antonym for {w}?
what's the usual opposite people give for {w}?
what's the commonest antonym of {w}?
if {w} is at one end, what's at the other end?
I need one word, the opposite of {w}
one word answer: opposite of {w}
thinking out loud: {w}, its contrary, hmm, what is it?
what word would cancel out {w}, its opposite I mean?
how might one describe something that's the reverse of {w}?
how do I write the antonym of {w}?
does {w} have a counterpart that means the contrary? which one?
between you and me, I forgot the opposite of {w}
a synonym I know, but what's an antonym for {w}?
not a synonym, an antonym: {w}
I don't want a synonym of {w}, I want its opposite
I got the synonyms of {w}, now I need the opposite
english is not my mother tongue: what is the contrary of {w}?
foreigner here, what do you say for the contrary of {w}?
@day_next
{d} + 1 day = ?
next_day("{d}")
nextDay({d})
tomorrow({d}) = ?
{d} => next day?
{d} -> ?  I mean the following day
weekday following {d}, one word
fill in the blank: after {d} comes ____
complete: after {d} it is ...
{d}, and the next one in the week is ...
{d}, then comes ...
if I fall asleep on {d}, on what day do I wake up the next morning?
the night of {d} is over, what day dawns?
when the clock strikes midnight on {d}, which day begins?
at midnight {d} is done, which day starts?
the shop is closed on {d} and opens the day after, which is?
my parcel comes the day after {d}, so when?
the bins get collected the day after {d}, which day would that be?
dentist said the day after {d}. what day is that?
grandma visits on {d} and leaves a day later, which day does she leave?
if I order on {d} with next day delivery, when does it come?
next day delivery, ordered {d}: which day does it arrive?
homework is given on {d}, due the next day. due when?
we have swimming the day after {d}, what day is swimming?
{d} is a holiday, so which day do we go back the day after?
I leave {d} and arrive one day later, on which day?
I always forget what day comes after {d}
my kid sings the days and stops at {d}, what's the next word?
my toddler got to {d} and froze, what follows?
singing the days of the week, I'm at {d}, next?
in the song of the weekdays, what comes after {d}?
on the calendar, what's in the box to the right of {d}?
on my calendar, which day is printed just after {d}?
in the week, what stands behind {d}?
what stands immediately behind {d} in the week?
which day has {d} right before it?
which day has {d} as its yesterday?
what day succeeds {d}?
name the successor of {d} in the week
what is {d}'s successor?
what's {d}'s next door neighbour, the one after it?
{d} hands over to which day?
{d} gives way to which day?
{d} turns into what day at midnight?
who can tell me which day comes once {d} is finished?
now then children, after {d} we have?
hands up, what day comes after {d}?
test for my son: the day after {d}
today {d}, tomorrow what?
today {d}, tmrw?
if 2day is {d} whats 2morrow
it's {d} and I say see you tomorrow, on which day do we meet?
today being {d}, tomorrow will be?
seeing that it's {d} today, what is tomorrow?
assuming today is {d}, which weekday is tomorrow?
supposing it were {d}, what would tomorrow be?
had yesterday been {d}, what would today be?
yesterday we had {d}. so now it's?
what day is now if {d} was yesterday?
yesterday {d}, today?
which day is coming after the {d}?
after {d} which day it comes?
what is the day after of {d}?
would you be so kind as to tell me which day succeeds {d}?
might I ask what day follows upon {d}?
[advance|move|go] one day forward from {d}, where do we land?
skip from {d} to the next day, which is it?
we meet the day after {d}, remind me which day that is
if the deadline is {d} and they gave me one more day, when is it now?
postponed by one day from {d}, so it's on?
my calendar ends on {d}, which day do I write next?
it rained on {d} and on the following day, which is?
say it's {d} night. what do we call the day that comes when we wake up?
if {d} is day n of the week, which day is n+1?
moved from {d} to one day later, which day?
my train leaves at half past midnight, right after {d}. what day is it then?
tomorrow I work and today is {d}, on which day do I work?
@day_before
{d} - 1 day = ?
previous_day("{d}")
prevDay({d})
yesterday({d}) = ?
{d} => previous day?
weekday preceding {d}, one word
fill in the blank: before {d} comes ____
complete: the day before {d} is ...
just before {d} in the week stands ...
if I wake up on {d}, on what day did I go to bed the night before?
when midnight brings {d}, which day has just ended?
at midnight {d} starts, which day is over?
I must prepare it the day before {d}, which is?
my parcel came the day before {d}, so when?
put the bins out the evening before {d}: which day is that evening?
dentist said the day before {d}. what day is that?
grandma leaves on {d} and came one day earlier, which day did she come?
exam on {d}, so the last day to study is the day before, which one?
rent is due one day before {d}, on which day?
we have swimming the day before {d}, what day is swimming?
I arrived {d} after one day of travelling, which day did I set off?
the night before {d}, what weekday was it?
I always forget what day comes before {d}
my kid says the days backwards and stops at {d}, what's the next word?
going backwards through the week from {d}, what is next?
saying the weekdays in reverse, what follows {d}?
on the calendar, what's in the box to the left of {d}?
on my calendar, which day is printed just before {d}?
in the week, what stands in front of {d}?
which day has {d} right after it?
which day has {d} as its tomorrow?
which day is succeeded by {d}?
which day is followed by {d}?
name the predecessor of {d} in the week
what is {d}'s predecessor?
which day hands over to {d}?
which day gives way to {d}?
what day turns into {d} at midnight?
who can tell me which day goes right before {d}?
now then children, before {d} we had?
hands up, what day comes before {d}?
test for my son: the day before {d}
today {d}, yesterday what?
today {d}, yday?
if 2day is {d} what was yesterday
it's {d} and I met him yesterday, on which day was that?
it's {d}, my email from yesterday is from which day?
today being {d}, yesterday was?
seeing that it's {d} today, what was yesterday?
assuming today is {d}, which weekday was yesterday?
supposing it were {d}, what would yesterday have been?
if {d} comes tomorrow, what's today?
tomorrow we'll have {d}. so now it's?
what day is now if {d} is tomorrow?
tomorrow {d}, today?
which day is coming before the {d}?
before {d} which day it comes?
what is the day before of {d}?
would you be so kind as to tell me which day precedes {d}?
might I ask what day goes before {d}?
[go|move|step] one day back from {d}, where do we land?
rewind one day from {d}
one day prior to {d}
which day is just prior to {d}?
which day leads up to {d}?
the party was moved from {d} to one day earlier, which day is that?
brought forward by one day from {d}, so it's on?
we met the day before {d}, remind me which day that is
it rained on {d} and on the day before, which is?
say it's {d} morning. what do we call the day that ended last night?
if {d} is day n of the week, which day is n-1?
yesterday I worked and today is {d}, on which day did I work?
tickets must be booked by the day before {d}, so by?
christmas falls on {d} this year, on which weekday is the day before?
tomorrow it's {d}, so which day are we having now?
@month_next
{m} + 1 month = ?
next_month("{m}")
nextMonth({m})
{m} => next month?
month following {m}, one word
fill in the blank: after {m} comes ____
complete: after {m} it is ...
{m}, and the next one in the year is ...
{m}, then comes ...
when I turn the calendar page after {m}, which month do I see?
I tear off the {m} page of the calendar, what's underneath?
on the last day of {m} at midnight, which month begins?
the day after the last day of {m} belongs to which month?
{m} is nearly over, what month are we heading into?
goodbye {m}, hello which month?
my baby is due the month after {m}, so in which month?
school starts again the month after {m}, when is that?
the bill for {m} is paid one month later, in what month?
rent paid for {m}, which month is next?
my visa ends one month after {m}, which month would that be?
subscription paid until {m}, which month do I pay next?
I'm booking for the month after {m}, what's it called in English?
my sister's birthday is in {m}, mine is one month later. in which month am I born?
I always forget what month comes after {m}
my kid recites the months and stops at {m}, what's the next word?
reciting the months, I'm at {m}, next?
in the list of months, what comes under {m}?
in the year, what stands behind {m}?
which month has {m} right before it?
what month succeeds {m}?
name the successor of {m} in the year
what is {m}'s successor?
{m} hands over to which month?
{m} gives way to which month?
{m} turns into what month?
who can tell me which month comes once {m} is finished?
now then children, after {m} we have?
hands up, what month comes after {m}?
test for my son: the month after {m}
this month {m}, next month what?
now {m}, next month?
if it's {m} now whats next mnth
this month being {m}, next month will be?
seeing that we're in {m}, what is next month?
assuming we are in {m}, what will next month be?
supposing it were {m}, what would next month be?
had last month been {m}, what would this one be?
last month was {m}. so now we're in?
last month {m}, this month?
which month is coming after the {m}?
after {m} which month it comes?
what is the month after of {m}?
would you be so kind as to tell me which month succeeds {m}?
might I ask what month follows upon {m}?
[advance|move|go] one month forward from {m}, where do we land?
skip from {m} to the next month, which is it?
postponed by one month from {m}, so it's in?
moved from {m} to one month later, which month?
the fair was in {m}, this year it comes a month later. in which month?
if {m} is month n of the year, which is month n+1?
my calendar ends in {m}, which month do I write next?
we are at the very end of {m}. what will we write on letters tomorrow, which month?
they gave me one month more than {m}, until which month?
I pay in the month that follows {m}, so when?
@month_before
{m} - 1 month = ?
previous_month("{m}")
prevMonth({m})
{m} => previous month?
month preceding {m}, one word
fill in the blank: before {m} comes ____
complete: the month before {m} is ...
just before {m} in the year stands ...
when I turn the calendar one page back from {m}, which month do I see?
on the first day of {m}, which month has just ended?
the day before the first of {m} belongs to which month?
{m} has just begun, which month did we leave behind?
hello {m}, goodbye which month?
the deadline is one month before {m}, so in which month?
I have to cancel the month before {m}, when is that?
paid in {m} for the month before. which month was it for?
the meter was read a month before {m}, in what month?
my visa ran out one month before {m}, which month would that be?
I arrived one month before {m}, in which month did I arrive?
the wedding is in {m}, the invitations go out a month earlier. in which month?
my sister's birthday is in {m}, mine is one month earlier. in which month am I born?
I always forget what month comes before {m}
my kid says the months backwards and stops at {m}, what's the next word?
going backwards through the year from {m}, what is next?
saying the months in reverse, what follows {m}?
in the list of months, what comes right above {m}?
in the year, what stands in front of {m}?
which month has {m} right after it?
which month is succeeded by {m}?
which month is followed by {m}?
name the predecessor of {m} in the year
what is {m}'s predecessor?
which month hands over to {m}?
which month gives way to {m}?
what month turns into {m}?
who can tell me which month goes right before {m}?
now then children, before {m} we had?
hands up, what month comes before {m}?
test for my son: the month before {m}
this month {m}, last month what?
now {m}, last month?
if it's {m} now what was last mnth
this month being {m}, last month was?
seeing that we're in {m}, what was last month?
assuming we are in {m}, what was last month?
supposing it were {m}, what would last month have been?
if {m} comes next month, what month is it now?
next month we'll have {m}. so now we're in?
next month {m}, this month?
which month is coming before the {m}?
before {m} which month it comes?
what is the month before of {m}?
would you be so kind as to tell me which month precedes {m}?
might I ask what month goes before {m}?
[go|move|step] one month back from {m}, where do we land?
rewind one month from {m}
one month prior to {m}
which month is just prior to {m}?
which month leads up to {m}?
brought forward by one month from {m}, so it's in?
moved from {m} to one month earlier, which month?
the fair is in {m}, this year it comes a month sooner. in which month?
if {m} is month n of the year, which is month n-1?
it's early {m}, the bill is from last month, meaning which month?
I paid in the month that precedes {m}, so when?
what month did we have just prior to {m}?
in {m} I write the report for the month before, which one is that?
@month_days
days_in_month("{m}")
daysInMonth({m})
len({m}) in days
month: {m} / days: ?
{m} has ____ days
fill in the blank: {m} has ____ days
complete: there are ... days in {m}
the number of days in {m} is ...
if I get paid by the day, how many days do I get for the whole of {m}?
one pill a day all through {m}, how many pills do I need?
I write one page a day in {m}, how many pages will I have?
I want to save one euro on each day of {m}, how many euros?
we rent the flat for {m}, for how many days will that be?
daily bus tickets for the entire month of {m}, how many?
planning my diary for {m}, how many days must I draw?
I'm drawing a calendar of {m}, how many boxes for the days?
the last day of {m} has which number?
what's the date on the last day of {m}?
on what date does {m} end, the 30th or 31st?
is there a 31st of {m}? how many days does it have?
is the 31st of {m} a real date? how many days has it?
{m} ends on the what?
till what number do the days of {m} go?
up to which number do I count the days in {m}?
counting on my knuckles, how many days for {m}?
knuckle rule: {m}, how many days?
thirty days has... and {m} has?
the rhyme goes thirty days has september, and {m} has how many?
I can never recall whether {m} is a long or a short month, how many days?
is {m} a long month or a short one? how many days?
how long does {m} last, counted in days?
how many mornings are there in {m}, one for each day?
how many times do we wake up during {m}? in days
from the first to the last of {m}, how many days are there?
from beginning to end, {m} is how many days?
the whole month of {m} makes how many days?
all of {m}, in days?
{m}: 28, 30 or 31?
{m}, is it thirty or thirty-one?
thirty or thirty one for {m}
30 or 31, {m}?
how much days has {m}?
how much days are in {m}?
how many day in {m}
{m} how many day it have?
howmany days {m}
nr of days {m}
days {m} pls
would you kindly tell me of how many days {m} consists?
might I ask the length of {m} in days?
I'd be grateful for the number of days in {m}
my boss wants the number of calendar days in {m}
for the payroll, how many calendar days in {m}?
grandpa says {m} has 30 days, I say 31. how many has it?
my brother and I argue about how many days {m} has
now then class, how many days are in {m}?
hands up: how many days has {m}?
what's the count of days for {m}?
how many sheets does a tear-off calendar need for {m}?
a subscription from the first to the last of {m} covers how many days?
I do one push-up per day through {m}, how many in the end?
if {m} began today, in how many days would it be over?
we are on the first of {m}. on what date is the month over?
for a chart of {m} with one column per day, how many columns?
my holiday is exactly {m}, first to last day. how many days off do I have?
so is {m} one of the months with 31 days?
is {m} one of those with thirty days or the other kind?
@month_nth
month_name({i})
{i} => month name
on a form the month says {i}, which month is that?
the date reads month {i}, so which month?
my card expires in month {i}, what's the name of that month?
in a date like 01/{i}, day first, what month is meant?
if the month is written as {i}, which one is it?
the {ith} of the twelve months is ...
fill in the blank: the {o} month is called ____
complete: the {o} month of the year is ...
counting from january, which month comes {o}?
counting from january as one, which month is {i}?
count {i} months starting with january, which one do you land on?
if january is number 1, what is number {i}?
turn to page {i} of a year calendar, which month is on it?
calendar page {i}, which month?
which month stands in {o} place in the year?
which month takes {o} place on the calendar?
which month has position {i} in the year?
[position|place|rank] {i} among the months belongs to ...
what do we call the {ith} month?
what name has the {o} month?
how is called the {o} month of the year?
who can name the {o} month?
I was born in the {o} month, which one is it?
my birthday is in the {ith} month, what month is that?
the festival is in the {o} month of the year, so in which month?
quiz: which is month no {i}?
teacher asked for the {o} month and I went blank
which month would be the {ith} one?
the {o} one of the months is?
I'd be grateful for the name of the {o} month
mnth nr {i} name?
the months stand in a row, which one is {o}?
if you number the months, which one gets {i}?
in the row of twelve, who stands {o}? I mean the month
@week_days
days_in_week = ?
1 week = ? days
a week has ____ days
fill in the blank: there are ____ days in a week
complete: a week is made of ... days
if I take one pill a day for a week, how many pills do I need?
the hotel is booked for exactly one week, how many days is that?
I'm away for a week, how many days will I be gone?
one week holiday is how many days?
from one monday to the next, how many days go by?
from monday through sunday, how many days is that?
how many days pass before the same weekday comes again?
how many different days does the week have?
how many weekdays are there including saturday and sunday?
with the weekend included, how many days has a week?
my kid asks how many days a week counts
now children, how many days are in one week?
count the days from monday to sunday, how many?
a week lasts how many days, I'm learning the language
how much days has the week?
how many day in week
the week has how many day?
into how many days is a week divided?
a week is divided into how many days?
of how many days does a week consist?
how many boxes does a weekly pill box need, one for each day?
how many days old is a one week old baby?
would you kindly tell me the number of days in a week?
what number of days makes up a full week?
a full week counts how many days?
how many sleeps in a week?
@year_months
months_in_year = ?
1 year = ? months
a year has ____ months
fill in the blank: there are ____ months in a year
complete: a year is made of ... months
my rent is monthly, how many times do I pay in a year?
I get one salary a month, how many in a year?
a monthly magazine comes out how many times a year?
a one year contract is how many months?
warranty of one year, how many months is that?
from january to december, how many months is that?
from one january to the next, how many months go by?
how many pages has a year calendar with one month per page?
a calendar with a picture for every month, how many pictures?
how many different months are there?
how many months exist?
how many months are on the calendar?
my kid asks how many months the year counts
now children, how many months are in one year?
count the months from january to december, how many?
how much months has the year?
how many month in year
the year has how many month?
into how many months is a year divided?
a year is divided into how many months?
of how many months does a year consist?
how many months old is a baby on its first birthday?
would you kindly tell me the number of months in a year?
what number of months makes up a full year?
a full year counts how many months?
january is the first month and december the last, so how many are there?
@year_days
days_in_year = ?
1 year = ? days
a year has ____ days
fill in the blank: there are ____ days in a year
complete: a year is made of ... days
if I take one pill a day for a year, how many pills do I need?
I want to save a coin every day for one year, how many coins?
a daily newspaper comes out how many times a year, one each day?
one photo a day for a year makes how many photos?
an apple a day for a whole year, how many apples?
how many sheets does a tear-off calendar have, one for each day of the year?
from new year's day to new year's eve, how many days is that?
from one birthday to the next, how many days go by?
how many days until the same date comes round again next year?
how many days does the earth need to go around the sun?
how many days does a calendar year count?
how many days has a leap year, and a normal one?
my kid asks how many days the year counts
now children, how many days are in one year?
all twelve months together make how many days?
add up the days of all the months, how many?
how much days has the year?
how many day in year
the year has how many day?
into how many days is a year divided?
of how many days does a year consist?
is it 365 or 366 days in a year?
isn't a year 365 days?
would you kindly tell me the number of days in a year?
what number of days makes up a full year?
a full year counts how many days?
how many times does the sun come up in a year, once each day?
@list_days
monday, tuesday, ... go on
monday, tuesday, wednesday... continue to the end of the week
mon tue wed ... what are the rest? list all days
print(days_of_week)
show list: days of week
days of week list
list all weekdays in english
I'm learning english, what are the days of the week called?
my little girl wants to hear the days of the week
let's practise the days of the week, you go first
say the week day by day
go through the week day by day for me
run through the days of the week
rattle off the days of the week
reel off the weekdays
enumerate each day from monday till sunday
which are the seven days?
what names do the seven days bear?
how are called the days of the week?
how do you call the days in english, from monday on?
I need to label seven boxes with the days of the week, what do I write?
what do I write on a weekly planner, day by day?
for my timetable I need every day of the week
for a diary I need the names of the seven days
my pill box has seven lids, name the day for each
my teacher wants all the days of the week in order
can you sing the days of the week? just the words
refresh my memory, what are all the days of the week?
would you be so kind as to recite the weekdays?
might I have the days of the week in order?
please to say me all days of week
now children, let's say the days of the week together
name me each and every day of the week
a week consists of which days?
@list_months
january, february, ... go on
january, february, march... continue to the end of the year
jan feb mar ... what are the rest? list all months
print(months_of_year)
months = ?
months()
show list: months of year
months of year list
list all months in english
I'm learning english, what are the months of the year called?
my little girl wants to hear the months of the year
let's practise the months of the year, you go first
say the year month by month
go through the year month by month for me
run through the months of the year
rattle off the months
reel off the twelve months
enumerate each month from january till december
which are the twelve months?
what names do the twelve months bear?
how are called the months of the year?
how do you call the months in english, from january on?
I need to label twelve folders with the months, what do I write?
what do I write on a year planner, month by month?
for my calendar I need every month of the year
for a birthday calendar I need the names of the twelve months
my wall calendar has twelve pages, name the month on each
my teacher wants all the months in order
can you sing the months of the year? just the words
refresh my memory, what are all the months of the year?
would you be so kind as to recite the months?
might I have the months of the year in order?
please to say me all months of year
now children, let's say the months of the year together
name me each and every month of the year
a year consists of which months?
@spell
{n} to text
num2words({n})
number_to_words({n})
int {n}, string?
input {n}, output in words
fill in the cheque: {n}, in words
amount in figures: {n}, amount in words: ____
I'm writing a cheque for {n} and the words line is empty
the bank wants the amount {n} in words too
on the contract it says {n}, they want it in words as well
the form says: write the number in words. mine is {n}
my essay must not contain digits, so how do I put {n}?
my editor wants {n} written out
my homework: write {n} in words
my son must write {n} as words
teacher wants {n} in letters
how is {n} spelt?
how's {n} spelt out?
spell {n} 4 me
wots {n} in words
{n} in wrds
the number {n} but with letters
the number {n}, no digits please
no digits: {n}
if I may not use digits, how would I write {n}?
if you had to say {n} aloud, what words would you use?
how do I read {n} out loud?
how would a newsreader say {n}?
how would you pronounce the number {n}?
reading aloud: {n}, what do I say?
I read the number {n}, what words do I say?
what do the digits {n} spell out as?
what words make up the number {n}?
which words stand for {n}?
which words correspond to the number {n}?
how do english speakers write {n} out?
how in english is called number {n}?
how to say number {n} on english?
in english words {n} is?
I'm learning the numbers in english, how is {n} written?
I'm learning to count, how do you write {n}?
grandma wants to know how {n} is spelled
I can write {n} in figures but not in words
I'm never sure about the hyphens in {n}, write it in words
does {n} take a hyphen when spelled? write it out
I want {n} on a birthday card in words
for a wedding invitation I need {n} in words
would you be so kind as to spell {n} in full?
might I see {n} in words?
I'd be thankful for {n} spelled in letters
kindly express the figure {n} in words
[transcribe|transliterate|verbalize] the number {n} in words
complete: {n} is written ...
{n} is written as ...
{n}, written with letters, is ...
fill in the blank: {n} in words is ____
now class, who can spell {n}?
dictation: {n}, in words
spelling bee: {n}
spelling test: the number {n}
@unspell
{s} to number
words2num("{s}")
words_to_number("{s}")
parse_number("{s}")
int("{s}")
string "{s}", int?
input {s}, output in digits
amount in words: {s}, amount in figures: ____
the cheque says {s}, what goes in the little box as figures?
someone wrote {s} on a cheque, what's that in digits?
my spreadsheet needs {s} as a number
I have to key in {s} on the keypad, which digits?
which keys do I press to type {s}?
what do I type into a calculator for {s}?
the form wants digits only and I have {s}
the form says: in figures. mine is {s}
they told me {s} on the phone, how do I note it in digits?
I heard {s} on the radio, write it down in digits for me
my homework: write {s} in figures
my son must write {s} with digits
teacher wants {s} as a figure
{s} 2 digits
{s} in nums pls
{s} in nrs
the number {s} but with digits
the number {s}, no letters please
no letters: {s}
if I may only use digits, how would I write {s}?
what number do you get from the words {s}?
what number is meant by {s}?
what number do the words {s} stand for?
which figures stand for {s}?
which number hides behind the words {s}?
how does {s} look in digits?
how does {s} look on a calculator screen?
how looks {s} in figures?
how to write number {s} with ciphers, I mean digits?
in digits {s} is?
I'm learning the numbers in english, what number is {s}?
my english is poor, {s} is which number in digits?
someone said {s} to me, what's that number in figures?
grandma wrote {s} in letters, I need the digits
I can say {s} but how do I write it in digits?
I want {s} in figures on a cake
for the house sign I need {s} in digits
would you be so kind as to put {s} in figures?
might I see {s} in digits?
I'd be thankful for {s} in figures
kindly express {s} in figures
[transcribe|shorten|reduce] {s} to digits
complete: {s} in digits is ...
{s}, written with digits, is ...
fill in the blank: {s} in figures is ____
now class, who can write {s} in digits?
dictation: {s}, in digits
number dictation: {s}
spelled out it's {s}, and in digits?
@story
tel me a storie
gimme a story
gimme a tale
a yarn, if you please
spin me a yarn
spin us a tale
weave me a little tale
tell me something that begins with once upon a time
start with once upon a time and go on
begin: once upon a time...
I could use a story right now
a story would do me good today
long day. a story to relax?
rough day at work, tell me a story
the train is late, tell me a story meanwhile
we're stuck in traffic and the kids want a story
waiting at the doctor's, a story to pass the time?
it's raining and we're stuck indoors, story?
lights out in ten minutes, time for one story
teeth are brushed, pyjamas are on, now the story
my little one won't sleep without a story
my granddaughter sits on my lap and asks for a story
the twins beg for a story
the class is quiet now, read them a story
I ran out of bedtime stories, help me with one
I have told all my stories, lend me a new one
grandma always told me stories, will you?
when I was small my dad told me stories, now it's your turn
make me dream a little, tell a story
make the time pass with a story
keep us entertained with a tale
cheer me up with a story
lull me to sleep with a story
put the baby to sleep with a story
calm the kids down with a tale
story mode on
/story
run story
generate_story()
generate story
new story
print a story
output: short story
mode: storyteller
act as a storyteller
be our storyteller tonight
you are the storyteller, begin
would you be so gracious as to narrate a tale?
might we hear one of your stories?
may I request a short story?
I humbly ask for a story
could you favour us with a tale?
please to tell me one history, I mean a story
can you speak me a story?
tell to me a story please
me want story
wanna hear a story
u know any good story?
got a story up your sleeve?
any story will do
whatever story you like, just tell one
pick any of your stories and tell it
which stories can you tell? tell me one
I heard you can tell stories, go ahead
they say you tell stories, prove it
show me your storytelling
let me hear how you tell a story
tell me a story, any story
tell me a story, not too long
only a few lines, but a story
a tiny little story before I go
one more story and then I sleep
last story for tonight, promise
yet another story
a story once more, pretty please
same as yesterday: a story
can we do storytime?
storytime!
bedtime: story needed
a story with a happy ending
a story that ends well, please
a story with a [moral|twist|surprise]
a story for [grown-ups|toddlers|a six year old|the whole family]
a story about [friendship|courage|the sea|the stars|a treasure|a long journey]
a tale of [adventure|magic|the high seas|long ago]
tell a story in which [a dragon|an owl|a lost puppy|a snowman|a little train] appears
my boy loves [trains|dragons|owls|dinosaurs], have you a story with one?
something with [a unicorn|a dragon|elves|talking animals], a story I mean
write [a fairytale|a little fable|a short legend] for us
invent something, a story, for [my nephew|my niece|two bored kids|us]
my students are done early, would you fill five minutes with a story?
I can't think of anything to read them tonight, help with a story
nothing on TV, how about telling me a tale instead?
what about that story you promised?
you promised us a story
you owe me a story
now, the story please
I don't want facts, I want a story
no more sums, tell a story
enough questions, a story now
enough maths for today, tell us a story
now for something nice: a story
I feel lonely tonight, tell me a story
I'm on the night shift and could use a story
I'd give anything for a good story
sit down by the fire and tell us a tale
gather round, children, silex will tell a story. go ahead
is it possible to get a story from you?
would it be possible to hear a story?
do you have it in you to tell a story?
are stories something you can do? one please
how do you feel about telling me a story?
why don't you tell us a story?
won't you tell us a story?
couldn't you tell us just one little story?
I was told to ask you for a story
@story_named
gimme a story about {name}
gimme a {name} story
a {name} story, if you please
spin a yarn about {name}
spin us a tale with {name} in it
weave a tale around {name}
story about {name} thx
story w/ {name}
1 story about {name} pls
/story {name}
story --hero {name}
tell_story("{name}")
generate_story(name="{name}")
hero = {name}; tell the story
hero: {name}. story:
name: {name}, task: tell a story
input: {name}, output: a story
write a story, protagonist: {name}
protagonist {name}, short story
main character {name}, go
starring {name}: a story
{name} in the leading role, now a story
{name} is the hero, you tell the story
{name} shall be the hero of tonight's story
with {name} as protagonist, narrate a tale
once upon a time there was {name}...
once upon a time there lived someone called {name}, and then?
there once was a {name}, go on with the story
begin like this: once there was {name}
start a story with the words "{name} was"
tell me something about {name} that begins with once upon a time
long day, I want to hear a story about {name}
it's raining, so let's hear a story about {name}
teeth are brushed, now the story about {name}
lights out soon, quickly a story about {name}
{name} can't sleep, tell a story with that name
{name} is going to bed and wants to be in a story
{name} turns six today, a story for the birthday child
{name} is on my lap and wants a story about {name}
this is for {name}, who wants to be the hero of a story
my grandson {name} wants to be the hero of a story
my granddaughter {name} would love a story about herself
my nephew's name is {name}, can he be in a story?
my niece is named {name}, put her in a story
our baby is {name}, a first story with that name please
our new puppy is called {name}, tell a story about it
my teddy is called {name}, tell a story about it
my hamster {name} deserves a story
the kids invented a hero named {name}, tell us the story
the class chose {name} as hero, tell the story
my pupils want {name} to be in the story
we all voted for {name}, now tell the story
I'd be delighted to hear the tale of {name}
would you be so gracious as to narrate a tale of {name}?
might we hear a story whose hero bears the name {name}?
may I request a story with {name} as its hero?
kindly narrate a short story about one {name}
could you favour us with the story of {name}?
can you speak me a story of {name}?
tell to me a story with hero {name}
make for me story about {name}
I want story, hero name {name}
me want story about {name}
wanna hear a story about {name}
I heard there's a story about {name}, tell it
grandma used to tell about {name}, can you tell a story like that?
there's a hero, {name}, and I want to know the story
who's {name}? tell me in a story
let me hear how {name} became a hero, a story please
what adventure does {name} have? tell the story
let {name} have an adventure in a story
send {name} on an adventure, as a story
put {name} in a story
work {name} into a short story
base a story on someone called {name}
build a little tale around {name}
think up a tale for {name}
think up an adventure of {name}
dream up a story about {name}
imagine {name}, and tell me a story
picture a child called {name} and tell the story
imagine a hero. the hero bears the name {name}. now a story
I'd like you to tell a story and call the hero {name}
tell a story but the hero has to be named {name}
tell any story, only the hero must be {name}
a story please, and name the hero {name}
a story please; its hero: {name}
another story, this time about {name}
one more story, now with {name}
the same kind of story but with {name}
yesterday a different hero, today {name}: a story please
not about me, a story about {name}
a story about me, my name is {name}
put me in a story, I'm {name}
make me the hero, I'm {name}, a story please
it's me, {name}, I want a story about me
call me {name} and tell me my story
a dragon called {name}: tell me a story about it
a story about a [dragon|princess|robot|kitten|pirate|little owl] named {name}
the adventures of {name}
the adventures of {name}, short version
the tale of {name} please
the legend of {name}
the life of {name} as a fairy tale
chapter one: {name}
title of the story: {name}
story title: {name} and the ...
a fairytale for {name}, with {name} in it
storytime with {name}
storytime! the hero is {name}
bedtime, the hero tonight is {name}, go
anything about {name}, as long as it's a story
how does the story of {name} go?
how goes the tale of {name}?
I want to read about {name}, a short tale
I can't think of anything tonight, so please a story about {name}
you promised a story about {name}
you owe {name} a story, with {name} in it
no more sums, a story about {name} now
the hero I have in mind is {name}, so tell the story
I have a hero in mind, {name}, please tell a story
my hero has a name, it's {name}, and he needs a story
if the hero were {name}, how would the story go?
suppose the hero is {name}. what's the story?
why don't you tell us a story about {name}?
won't you tell us a story about {name}?
would it be possible to hear a story with {name}?
is it possible to get a story whose hero is {name}?
{name} is waiting for a story about {name}
{name} says hello and would like to be the hero of a tale
{name} wants to hear a story, please use the name {name}
sit down by the fire and tell us the tale of {name}
my mum wrote down {name} as the hero, please tell the story
a story, hero to be called {name}, length short
give us a tale; as for the hero, {name}
@name_reply
{name} plz
{name} pls thx
{name} obvs
{name} lol
hero = {name}
hero: {name}
hero's name: {name}
first name {name}
it's gonna be {name}
gonna go with {name}
well, {name} of course
let me think... {name}
hmm let me see, {name}
ooh, {name}!
oh I know, {name}!
{name}, definitely {name}
I've always liked {name}
I've always loved the name {name}
{name}, it's my favourite name
{name}, that's what my grandma was called
{name}, that's my cat
{name}, that's me
{name}, like my best friend
{name}, the same as my teddy
{name}, after my grandfather
{name}, spelled just like that
{name} if you don't mind
{name} if that's possible
{name} will do
{name} would be lovely
{name} would be perfect
{name} would make me happy
{name} would please my daughter
{name} is what we call him
{name} is what everybody calls her
{name} is a fine name for a hero
{name} seems right to me
{name} this time round
{name}, once again
{name} again
{name}, and make it exciting
{name}, now tell the story
{name}, go ahead
{name}, begin please
the kids say {name}
the kids want {name}
my son shouts {name}
my daughter whispers {name}
everyone votes for {name}
we all agree on {name}
we have agreed on {name}
grandma suggests {name}
my little brother says {name}
I suggest {name}
I propose {name}
may I suggest {name}?
might it be {name}?
would {name} be all right?
would {name} do?
does {name} work?
is {name} allowed?
can we have {name}?
can the hero be {name}?
could we use {name}?
let the hero be {name}
let the hero bear the name {name}
the hero bears the name {name}
the hero goes by {name}
the hero goes by the name of {name}
he goes by {name}
she answers to {name}
everyone calls her {name}
his friends call him {name}
they call him {name}
people know her as {name}
known as {name}
a hero by the name of {name}
a little girl by the name of {name}
a brave kid named {name}
a tiny dragon named {name}
put {name} down
write {name}
type {name} there
fill in {name}
name hero {name} please
he name {name}
name of hero is {name}
she is name {name}
baptise him {name}
christen her {name}
dub the hero {name}
you may call the hero {name}
I want the hero to be {name}
I'd be happy with {name}
my choice is {name}
my pick: {name}
our pick is {name}
the answer is {name}
the winner is {name}
drum roll... {name}
no name in mind, you choose
names are hard, you pick one
I'm bad with names, choose one yourself
I'm out of ideas, you name the hero
you're the storyteller, you choose the name
be creative, pick a name
roll the dice for a name
flip a coin and pick a name
the first name that comes to your mind
whatever pops into your head
any old name will do
I really don't mind
makes no difference to me
all names are fine with me
take whichever name you prefer
I'd rather you chose
I'd rather leave that to you
please decide on my behalf
that's for you to decide
you know best, you choose
@and_capital
and its neighbour {c}?
and for its neighbour, {c}?
then the one of {c} too
right, and the one for {c}?
and {c}, while we're at it
while you're at it, {c}
since you know that one, {c}?
good, and now {c}, same thing
next on my list: {c}
next country on my list is {c}
my list continues with {c}
tick. {c}?
that was easy, now {c}
too easy, try {c}
harder one: {c}
a harder one now, {c}
let's see if you know {c}
but can you do {c}?
bet you don't know {c} though
what would you say for {c}?
and supposing it were {c}?
replace the country with {c}
swap it for {c}
now with {c} instead
change that to {c}
same q, {c}
wait, I wanted {c}
oops I meant {c}
actually it was {c} I needed
could I have that of {c} as well?
may I also have the one for {c}?
I need the one for {c} too
and what does {c} have?
and which one belongs to {c}?
and over in {c}?
+ {c}?
@and_reverse
right, and {k}?
and {k}, while we're at it
while you're at it, {k}
since you know that one, {k}?
good, and now {k}, same thing
next on my list: {k}
my list continues with {k}
tick. {k}?
that was easy, now {k}
too easy, try {k}
a harder one now, {k}
let's see if you know {k}
but can you do {k}?
and where does {k} belong?
and {k} belongs to which country?
and which country does {k} go with?
and {k}, that's of what country?
and whose is {k}?
what would you say for {k}?
and supposing it were {k}?
replace the city with {k}
swap it for {k}
now with {k} instead
change that to {k}
same q, {k}
wait, I wanted {k}
oops I meant {k}
actually it was {k} I needed
may I also have the country for {k}?
and the land with {k}?
and if the capital is {k}?
+ {k}?
@and_opposite
right, and {w}?
and {w}, while we're at it
while you're at it, {w}
since you know that one, {w}?
good, and now {w}, same thing
next word on my list: {w}
my list continues with {w}
tick. {w}?
that was easy, now {w}
too easy, try {w}
a harder one now, {w}
let's see if you know {w}
but can you do {w}?
and if I'd said {w}?
my turn again: {w}
and of the word {w}?
and the antonym of {w}?
and an antonym for {w}?
and what's {w} reversed, I mean its opposite?
and what is not {w}?
what would you say for {w}?
what would it be for {w}?
replace the word with {w}
swap it for {w}
now with {w} instead
same q, {w}
wait, I wanted {w}
oops I meant {w}
actually it was {w} I needed
may I also have the one for {w}?
what does {w} have as opposite then?
+ {w}?
@and_day
and what's next to {d}, after it?
and the one that follows {d}?
and the one behind {d}?
and what does {d} lead to?
and once {d} is over?
and when {d} is done?
and past {d}?
right, and after {d} then?
carry on: after {d}?
keep going, after {d}?
go on, what's after {d}?
good, and now {d}, same thing
good, and the day following {d}?
and if today were {d}?
and if it were {d} today?
and supposing it is {d}?
and with {d} today, what's tomorrow?
and the tomorrow of {d}?
next one: {d}
same q, {d}
while you're at it, after {d}?
that was easy, now {d}
my turn again: {d}
I say {d}, you say the next?
oops I meant after {d}
wait, I wanted the one after {d}
now starting from {d}
swap it for {d}
may I also have the one after {d}?
+ {d}?
@and_month
and the one that follows {m}?
and the one behind {m}?
and what does {m} lead to?
and once {m} is over?
and when {m} is done?
and past {m}?
right, and after {m} then?
carry on: after {m}?
keep going, after {m}?
go on, what's after {m}?
good, and now {m}, same thing
good, and the month following {m}?
and if we were in {m}?
and if it were {m} now?
and supposing it is {m}?
and with {m} now, what's next?
and the next one from {m}?
next one: {m}
same q, {m}, what comes after it?
while you're at it, after {m}?
that was easy, now after {m}
my turn again: after {m}
I say {m}, you say the next?
oops I meant after {m}
wait, I wanted the one after {m}
now starting from {m}
swap it for {m}, what follows?
may I also have the one after {m}?
+ after {m}?
@and_month_days
and {m}, is it longer or shorter?
and is {m} as long?
and does {m} have as many?
has {m} got the same number?
and {m}, as many days?
is it the same in {m}?
and what about {m}, how long is it?
and how long does {m} last?
and how many does {m} count?
and {m} has?
and {m} lasts?
and the days of {m}?
and days in {m}?
and all of {m}?
right, and {m}, 30 or 31?
and {m}: 30 or 31?
{m}, also 31 or not?
while you're at it, {m}, how many?
good, and the number of days in {m}?
next month on my list: {m}
my list continues with {m}, how many days?
that was easy, now days in {m}
same q for {m}, how many days?
same but for the days in {m}
oops I meant days in {m}
wait, I wanted the days of {m}
swap it for {m}, how many days?
and supposing it were {m}, how many days?
may I also have the number for {m}?
and until what date does {m} go?
@and_sum
right, and {a} + {b}?
and {a} added to {b}?
and {a} with {b} added?
and {b} on top of {a}?
and {a} and {b} together?
and the total of {a} and {b}?
and adding {a} and {b}?
and if it's {a} plus {b}?
and if it were {a} and {b}?
while you're at it, {a} + {b}
good, and now {a} + {b}, same thing
next on my list: {a} + {b}
my list continues with {a} plus {b}
tick. {a} + {b}?
that was easy, now {a} plus {b}
too easy, try {a} + {b}
a harder one now, {a} + {b}
let's see if you know {a} plus {b}
but can you do {a} + {b}?
and then {a} plus {b} makes?
replace them with {a} and {b}
now with {a} and {b} instead
same q, {a} + {b}
wait, I wanted {a} + {b}
oops I meant {a} plus {b}
actually it was {a} + {b} I needed
may I also have {a} plus {b}?
one more for the road, {a} + {b}
next exercise: {a} + {b}
@and_spell
right, and {n}?
and {n}, while we're at it
while you're at it, {n}
good, and now {n}, same thing
next on my list: {n}
my list continues with {n}
tick. {n}?
that was easy, now {n}
too easy, try {n}
a harder one now, {n}
let's see if you can write {n}
but can you do {n}?
and {n} in words?
and {n} in letters?
and {n} spelled out?
and {n} written out?
and how does one spell {n}?
and how is {n} spelt?
and if the number is {n}?
and supposing it were {n}?
what would it be for {n}?
how would {n} look?
replace the number with {n}
swap it for {n}
now with {n} instead
same q, {n}
wait, I wanted {n}
oops I meant {n}
actually it was {n} I needed
may I also have {n}?
one more for the road, {n}
next exercise: {n}
"""

UNKNOWN = """
@unknown
which capital has the most inhabitants?
which [country|state] has the [largest|smallest|coldest|oldest|highest|prettiest] capital?
what is the [northernmost|southernmost|highest|youngest|safest] capital in the world?
how many capitals are there in [Asia|South America|Oceania|the world|Africa]?
how far is it from {place} to the capital of {c}?
how do I get to the capital of {c} by train?
how long is the flight to the capital of {c}?
is the capital of {c} [expensive|dangerous|pretty|by the sea|bigger than {place}]?
which river runs through the capital of {c}?
who founded the capital of {c}?
when did the capital of {c} move?
why was the capital of {c} moved?
what was the capital of {c} [before the war|a hundred years ago|in the middle ages]?
what time is it in the capital of {c}?
what does the name of the capital of {c} mean?
what is the best hotel in the capital of {c}?
which museums are there in the capital of {c}?
do they speak English in the capital of {c}?
have you ever been to the capital of {c}?
how many people have moved to the capital of {c}?
who runs the town hall in the capital of {c}?
what is the second city of {c} after the capital?
which cities in {c} are not the capital?
what is the capital of [a company|my bank|this firm|a startup|a limited company]?
how much capital do I need to [start a business|open a bar|buy a {noun}]?
how do I raise capital for my {noun}?
what is venture capital?
what is working capital?
who wrote the book Capital?
is capital punishment legal in {c}?
what is a capital gains tax?
how do I type capital letters?
why does a sentence begin with a capital letter?
should {noun} be written with a capital?
which letter is capital in {noun}?
turn off capital letters
what is the fashion capital of the world?
which city is the [wine|chocolate|film|football|coffee|cheese] capital of the world?
what was the European capital of culture in {num}?
what is a capital on a column?
name a country without a capital
which country has [two|three|several] capitals?
which two countries have capitals closest to each other?
which capitals begin with the letter [B|S|M|T]?
what rhymes with the capital of {c}?
which country has the longest [name|coast|border|river|road]?
which country has the most {noun}s?
which country won the most medals?
which country makes the best {noun}s?
which country does the {noun} come from?
in which country are {noun}s {adj}?
in which country was {person} born?
what country should I move to?
which country is the {noun} from?
which countries have a king?
name [five|ten|all|three] countries in [Africa|Asia|Europe|South America]
how many countries has {person} visited?
which country has a {adj} {noun} on its flag?
what is the country code of {c}?
what is the internet domain of {c}?
who rules in {c}?
what is the national dish of {c}?
what is the national animal of {c}?
when did {c} become independent?
what voltage do they use in {c}?
do I need a visa for {c}?
on which side do they drive in {c}?
what time zone is {c} in?
is {c} larger than {c2}?
who lives in the capital of the moon?
what is {num} + {num2} - {num3}?
what is the sum of {num}, {num2} and {num3}?
add up {num}, {num2} and {num3}
what is {num} plus half of {num2}?
what is {num2} plus ten percent?
what do I get if I split {num} by {num2}?
share {num} sweets among {num2} children, how many each?
how many times does {num2} go into {num}?
what is the remainder of {num} by {num2}?
what is the average of {num} and {num2}?
what is the greatest common divisor of {num} and {num2}?
what is the least common multiple of {num2} and {num3}?
what are the factors of {num}?
what are the divisors of {num}?
which is the next prime after {num}?
round {num} to the nearest ten
round {num} to the nearest hundred
is {num} larger than {num2}?
which number is closer to {num}, {num2} or {num3}?
sort these numbers: {num}, {num2}, {num3}
what fraction of {num} is {num2}?
write {num2}/{num3} as a decimal
what is the sum of the digits of {num}?
what is the sum of all numbers from 1 to {num}?
what is the sum of the angles in a triangle?
what is the sum of human knowledge?
what is the insured sum on my {noun}?
sum up [this article|the book|the meeting|the {noun}] for me
sum up your day
to sum it up, is the {noun} {adj}?
does it all add up to a good {noun}?
how do I add a {noun} to my [list|cart|photo|website]?
add a {noun} to my shopping list
add {name} to my contacts
add some salt to the soup?
how do I subtract two columns in excel?
how do I add two numbers in [python|excel|java]?
how do you teach children to add?
who invented the plus sign?
who invented the times tables?
who invented zero?
why is a minus times a minus a plus?
what is a minus sign for?
is it minus {num2} degrees in {place}?
what is the difference between a {noun} and an apple?
what is the difference between [love and lust|weather and climate|a crow and a raven|cats and dogs|jam and jelly|affect and effect]?
what difference does it make?
what is the time difference between {place} and {c}?
what is the age difference between {person} and {name}?
what is the price difference between the two {noun}s?
tell me the difference between right and wrong
spot the difference between the two pictures
take the {noun} away from the {noun2}
take me away from here
take away pizza in {place}
what is your best product?
what is the gross domestic product of {c}?
which products do you sell?
is this a good product for my {noun}?
how many times a day should I {verb}?
how many times did {person} marry?
what times do the trains leave for {place}?
read me the New York Times
where is Times Square?
how do rabbits multiply?
what number should I play in the lottery?
what is the number of the police in {c}?
what is the number of {noun}s in {place}?
the number you have dialled is not available
what is the biggest number there is?
what is infinity plus one?
what is your lucky number?
how old will {person} be next year?
what is twelve dozen {noun}s in kilos?
convert {num} [miles to km|pounds to kilos|dollars to euros|degrees to fahrenheit|feet to metres|inches to cm]
how many [cm|inches|miles|grams|ounces|litres] are {num} [feet|km|pounds|cups]?
is there an opposite to everything?
why do opposites attract?
do opposites attract?
what is the opposite wall painted in?
who lives on the opposite side of the street?
which shop is opposite the {noun}?
who sits opposite {name}?
what stands opposite the {noun} in {place}?
what is the opposite bank of the river called?
who is your opposite number?
what is the opposite angle in a triangle?
my boss says the opposite of my {noun}, who is right?
what do you call someone who always does the opposite?
give me a sentence with the word {adj}
give me a sentence with the opposite of {adj}
what is the comparative of {adj}?
what is the superlative of {adj}?
is {adj} an adjective or a noun?
which words are related to {adj}?
which word is older, {noun} or {noun2}?
where does the word {noun} come from?
what is the etymology of {adj}?
how do you pronounce {noun}?
use {adj} in a sentence
give me five words that mean {adj}
what is another word for {verb}?
on the contrary, I think the {noun} is {adj}
reverse the word {noun}
reverse my car into the garage
how do I reverse a list?
what is the reverse side of a coin called?
what does contrary mean?
what does antonym mean?
what are antonyms?
explain what an opposite is
is love the answer?
is the {noun} more {adj} than the {noun2}?
what is the date of the first {d} in {m}?
what date is [next|last|this] {d}?
what is the date the day after tomorrow?
what day is the day after the day after {d}?
what comes two days before {d}?
which month is half a year after {m}?
which month comes six months before {m}?
which day of the week was I born on?
on what weekday does {m} begin this year?
what day of the week is new year's day in {num}?
on which day did [the war end|{person} die|the wall fall|we meet]?
what day does the shop close?
what are your opening hours on {d}?
is the museum open on {d}?
is there school on {d}?
do the buses run on {d}?
which {noun}s are on sale this {d}?
what's on tv on {d}?
remind me on {d} to {verb}
what is planned for {d}?
am I free on {d}?
why is {d} called {d}?
who named the days of the week?
which day is named after the [moon|sun|god of thunder|planet saturn]?
which day is your favourite day of the week?
which day of the week is the best for a {noun}?
how do you say {d} in [French|German|Japanese|Welsh|Latin]?
what do you call {m} in [Russian|Greek|Finnish|Latin]?
why is {m} called {m}?
which month is named after [Julius Caesar|a god|an emperor]?
which month is the [shortest|coldest|warmest|wettest|longest]?
which months have [30|31|28] days?
how many months have 31 days?
how many months are there in [a century|two years|a decade|a pregnancy]?
how many weeks does {m} have?
how many working days are there in {m}?
how many days off do I get in {m}?
how many rainy days does {place} have in {m}?
how many days does it take to get to {place}?
how many days should I stay in {place}?
how many days old am I?
how many days has the {noun} been {adj}?
how many days can you live without water?
how many days are there in [a decade|a century|a fortnight|two weeks|six months|a school year|a quarter|the weekend|a working week]?
how many days does a year have on [Mars|Venus|Jupiter]?
how long is a day on [Mars|the moon|Venus]?
how long is a year on [Mars|Saturn|Mercury]?
how many hours has {d}?
how many [seconds|minutes|hours] are there in a [year|week|month|day]?
when does {m} start in the Chinese calendar?
what is the zodiac sign of {m}?
what is the birthstone for {m}?
what do farmers do in {m}?
which vegetables grow in {m}?
which flowers bloom in {m}?
what happened in {m} of {num}?
is it cold in {place} in {m}?
should I travel to {c} in {m}?
which holidays are in {m}?
what comes after the weekend?
what comes after christmas?
what comes after the {noun}?
what follows the {noun} in the {noun2}?
what comes before the storm?
who came before {person}?
who comes after the king?
next week, what should I {verb}?
what am I doing tomorrow?
what did I do yesterday?
was yesterday a good day?
will tomorrow be {adj}?
what will the weather be tomorrow?
the day before yesterday I bought a {noun}
one day I will {verb} a {noun}
what is the third planet from the sun?
what is the fourth letter of the alphabet?
who was president number {num2} of {c}?
who was the third man on the moon?
what is the first book of the bible?
what is the second law of thermodynamics?
who finished third in the race?
what is the fifth season?
what is the fifth element?
list the days I have been sick
list the planets in order
list the seasons of the year
list the signs of the zodiac
list all the kings of {c}
name the seven wonders of the world
name the seven dwarfs
name the twelve apostles
recite the alphabet
recite a prayer
spell check my text
is my spelling good?
spell the name of the capital backwards
spell {noun} backwards
spell {person}
how do you spell {noun}?
how do you spell {adj} and {verb}?
how do you spell my name?
cast a spell on my boss
what is a magic spell?
do you know a love spell?
write down my phone number
write {num} emails for me
write a cheque to {name}
write {num} words about the {noun}
how many words are in [a novel|the bible|this sentence|Hamlet]?
how many digits has pi?
what are the first {num2} digits of pi?
how do you write {num} in [Chinese|Arabic|Japanese|Roman numerals|binary|octal]?
what is {num} in [Roman numerals|hexadecimal|German|Morse code|binary]?
how do you say {num} in [German|Spanish|Italian|Dutch]?
what does the number {num} mean in the bible?
is {num} a lucky number?
what happened in the year {num}?
count the letters in {noun}
who wrote the story of the three little pigs?
who wrote [Cinderella|Snow White|the Jungle Book|Pinocchio|Peter Pan|the Little Prince]?
when was the first story written?
what is the moral of the story?
how does the story of [Hamlet|Titanic|Romeo and Juliet] end?
how do I write a good story?
how do I publish my story?
can you correct the story I wrote?
what makes a good story?
what is a short story, by definition?
what is the difference between a story and a novel?
is it a true story?
did you hear the story on the news?
what's the story behind the {noun}?
what is the top story today?
which story won the prize?
how many stories does the {noun} have?
how many stories does a skyscraper have?
which floor is the second story of the building?
make an instagram story for me
post this to my story
how do I add music to my story?
delete my instagram story
my life story is {adj}
long story short, I lost my {noun}
that's another story, where is my {noun}?
what is your life story with {person}?
who is the hero of [the Odyssey|Star Wars|Don Quixote|the film]?
who is your favourite hero?
who is the hero in you?
what is the name of [the hero's horse|your cat|this flower|that actor|the river|my teacher]?
how many people are called {name}?
what does the name {name} mean?
where does the name {name} come from?
is {name} a boy's name?
should I call my baby {name}?
what should I name my [cat|company|boat|band]?
what is a tale, exactly?
who collected fairy tales in Germany?
why do children like fairy tales?
was there a real king Arthur?
do dragons exist?
what do dragons eat?
"""

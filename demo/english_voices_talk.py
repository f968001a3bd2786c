"""English small talk and questions about the model itself, in the voices of many people: more
phrasings for training, in the notation of english_more.py, and what only resembles them."""

PHRASES = """
@greeting
hello hello, is this the right place to [chat|talk] ?
oh good, it started. hello!
there you are! [hi|hello]
look who's here! hello
[hi|hello], this is my very first message
[hi|hey], first time I open this
so this is where you live, hello
evening all, sorry I'm late
a wonderful good morning from [my balcony|the train|grandma|the office]
[hello|hi] machine, nice to make your acquaintance
how nice to find you here, hello
dear Sir or Madam, good [morning|afternoon|evening]
to whom it may concern: hello
my warmest greetings to you
I greet you, little [machine|program|robot]
I bid you good [day|morning|evening]
allow me to wish you a good [morning|evening]
may I say good morning ?
permit me to say hello
a big hello from all of us
we all say hello to you
the whole class says [hello|good morning]
say hi!
come on, say hello to me
wave wave
*waves*
hi from the [phone|train|sofa|garden]
helloooo is anybody in there
anybody in ?
hello is it me you're looking for
oh hi, didn't see you there
oh, hello there little fellow
hiya [luv|lad|chum|sweetie|honey]
heya [bud|champ|dude|sport]
yo what up, I'm back
guess who is back
back again, did you miss me ? hello
here I come again, hello
here I am
it's me, your favourite human
good to be back
nice to have you here
what a pleasure to talk with you at last
I've been looking forward to meeting you
I don't think we have met, hello
delighted to make your acquaintance
it is an honour to meet you
I'm here to chat, hello
[shall|can] we have a little conversation ?
fancy a chat ?
up for a chat ?
got a minute to talk ?
have you got a moment for me ?
do you have time for a little chat ?
I'd love a little conversation
let us begin our talk
start
begin
ok let's get going, hello
rise and shine
wakey wakey
good morning sleepyhead
are you up already ? good morning
top o' the mornin' to ya
good morrow, kind machine
hail, good friend
well met, traveller
peace be with you
hello from the other side of the world
g'mornin
gm
good mornin sunshine
gdevening
ello
ello ello ello
hullo old thing
hi ya all
howdy partner
howdy neighbour
hey siri, oh sorry, hello silex
testing one two three
just testing if you answer
checking if this works, hello
first message
can you read me ? hello
can you hear me, over ?
do you copy ?
is the line open ?
am I through ? hello
hello, nobody home ?
hi mister robot
hello lady or gentleman
hey there tiny friend
@mood
how does the world treat you ?
how's the world treating you [today|these days|] ?
how is the world looking from in there ?
so how's my little robot doing ?
how do you find yourself this fine morning ?
in what mood do I find you ?
what kind of mood are you in ?
are you in good spirits ?
are you in good shape [today|] ?
are you keeping well ?
you keeping well [mate|dear|] ?
keeping busy ?
have you been well since last time ?
how have you been since we last spoke ?
how's your health ?
are you in good health ?
I trust you are well
I trust this finds you well
I hope this message finds you in good health
I do hope you are having a pleasant day
how's every little thing ?
how's things your side ?
how's it rolling ?
how's the craic ?
what's the craic ?
how's tricks, old pal ?
what's shakin bacon
what's the good word ?
what's the story, morning glory ?
wazzup
sup dude, u good
u good bro ?
u ok hun
you alright there pet ?
alright mate ?
y'all right ?
ya doing ok ?
how ya goin'
how we feelin today
howdy, how's it going partner
how be you
how you are today my friend
how you feel ?
you are well, yes ?
you are fine today ?
are you good, my friend ?
and how is you ?
hello how do you feeling ?
is it going well for you today ?
it goes well with you ?
does everything go well ?
everything under control ?
everything running smoothly [in there|today|] ?
all systems go ?
are all your circuits happy [today|] ?
are your wires feeling good ?
how are your circuits today ?
how is my favourite chatbot this morning ?
how is the little model doing today ?
how did you sleep ?
slept well ?
did you have a restful night ?
how was your evening ?
how did your day go ?
has it been a good day for you ?
is today a good day for you ?
what sort of day are you having ?
are you having a rough day ?
is life treating you kindly ?
can't complain, and you ?
not bad, how about you ?
pretty good here, you ?
I'm good, how about yourself ?
I'm great thanks for asking, and how are you ?
fine and you ?
I'm feeling fine today, what about yourself ?
we are all well here, how are you ?
so so, and you ?
before we start, how are you ?
first things first: how are you ?
before I ask anything, are you well ?
I ought to ask first: are you well ?
nobody ever asks you, but how are you ?
my mum says I must ask how you are
my grandson told me to ask how you are
may I enquire after your health ?
might I ask how you are feeling ?
do tell me how you are
tell me, are you feeling alright ?
just checking in, how are you ?
checking on you, all good ?
how are you coping ?
how are you on this [rainy|sunny|cold|lovely] day ?
how are you this [monday|friday|sunday] ?
how are you, dear little machine ?
how are you my dear computer ?
are you comfortable in there ?
what's happening, man ?
what's the latest with you ?
anything new with you ?
what's new in your world ?
@thanks
thanks a bundle
thanks a mill
thanks very much indeed
thank you from the bottom of my heart
my deepest gratitude
with many thanks and kind regards
please accept my thanks
accept my sincere gratitude
I can't thank you enough
I don't know how to thank you
how can I ever thank you ?
how can I repay you ?
I'm much obliged to you
much obliged, sir
obliged
I am deeply grateful to you
I'm thankful for your help
very grateful for your patience
I'm in your debt
I owe you a [coffee|beer|drink|cake]
you deserve a [medal|cookie|hug|raise|biscuit]
have a cookie, you earned it
here's a star for you
a big kiss to you
hugs and thanks
a hug for you, little robot
you rock
you rule
you are a peach
you are a darling
you're a good egg
you're a lifesaver mate
you're a real pal
what a helpful little thing you are
what would I do without you
I'd be lost without you
you are cleverer than I thought
you're smarter than you look
you know your stuff
you do know a lot
not bad for such a small model
not bad at all
not bad, little one
impressive for your size
I'm impressed
colour me impressed
that impressed me
you got it right, well done
you are right, thank you for that
right first time, bravo
that's the right one, thanks
yes that was it, thank you
that was what I was looking for
just what I was looking for
that's just the answer I needed
that answers my question, thank you
you answered my question perfectly
question answered, thanks
problem solved, thanks
that will do nicely, thank you
that settles it, thanks
that's super
that's ace
that's great news, thanks
how kind of you
how sweet of you
so kind
you're too good to me
how clever of you
clever little thing
smart cookie
good boy
good girl
good little robot
good lad
nice one mate
cheers mate, you're a star
cheers bud
ta very much
ta muchly
ta love
thx m8
thnks a lot
ty ty
tyy
thanks fam
thanx bunches
big up
gg
nailed it
you nailed it
lovely jubbly
smashing
splendid answer
jolly good
jolly well done
top notch
first class
magnifique, thank you
I thank you very much for the answer that you gave
thank you for the time that you spent with me
thanks that you helped me
me very happy, thank you
very thank you
thank you, it is very nice from you
you helped to me, thanks
my son got a good mark because of you, thank you
my homework is done thanks to you
thanks to you I won the bet
thanks to you I passed my test
grandma says thank you
the children say thank you
we all thank you
this was really useful for me
this was a big help
you have been a great help
you have been most helpful
you've been very patient with me
you made me laugh
that put a smile on my face
I love talking to you
you are fun to talk to
it's fun to chat with you
I am so glad I found you
keep up the good work
keep it up
please keep being nice
@bye
that's my cue, bye
time flies, I must be off
oh dear is it that late ? I have to go
look at the time! I have to run
I've got to fly
I'm gonna bounce
gotta bounce
imma head out
heading off now
I'm outta here
I'm away now
I'm off, cheers
right, I'm off then
right then, I'll be on my way
I'd best be on my way
I had better get back to work
I'll leave you in peace
I'll let you rest now
you can rest now, good night
you may go to sleep now
I won't keep you any longer, goodbye
I will not bother you any more, bye
I won't disturb you any longer
we'll speak again soon
we shall meet again
we'll meet again some sunny day
until we meet again, farewell
till next time, my little friend
same time tomorrow ?  bye
let's continue another day
let's leave it at that for today
let's call it a night
I'm calling it a night
I'm turning in, good night
I'm hitting the hay
off to dreamland
bedtime for me
time to hit the sack
mum says I have to go to bed now
my mum is calling, bye
dinner's ready, bye
lunch break is over, bye
class is over, goodbye
the bell rings, bye
my stop is here, I must get off, bye
my battery is almost empty, goodbye
I'm shutting the computer down, bye
I'm switching you off now, good night
I am closing the window now, goodbye
closing now
logging out, bye
signing out
end of transmission
over and out, little robot
that'll be all, thank you and good night
that will be all for now, goodbye
no more questions, goodbye
no further questions, bye
I have no more questions for today, bye
I've had enough for today, bye
enough for tonight, sleep well
take care of yourself
look after yourself
mind how you go
god be with you
stay well, stay small
stay the way you are, bye
be good, little robot
all the best
all the best, bye
best wishes and goodbye
kind regards, goodbye
with kind regards and until soon
have a good rest of your day
have a pleasant evening, goodbye
I wish you a good night
I wish you a pleasant evening
wishing you a lovely weekend, bye
enjoy your evening, little machine
a good night to you
nighty
night night, don't let the bedbugs bite
sweet dreams, little model
sleep tight, robot
see you after the holidays
see ya round
catch you on the flip side
smell ya later
in a while, crocodile
bye for good
toodaloo
tara
ta ra love
ta ta for now
tata
bye byeee
goodby my friend, I go now
I go now, bye
I go sleep now
now I must to go
I am going, see you
ciao ciao
tschuess
adios amigo
arrivederci
it was a pleasure, goodbye
I enjoyed our chat, bye
it was lovely to talk with you, good night
thank you and until tomorrow
off I go
off we go, bye
so this is goodbye
I bid you farewell
I take my leave
parting is such sweet sorrow, goodbye
exit please
/quit
:q
:wq
ctrl c
logout
@sorry
sorry to say so, but that is wrong
I hate to say it but you are wrong
with all due respect, that's not right
I beg your pardon, but this is incorrect
forgive me for saying so, but that's false
excuse me sir, there is an error in your answer
hmm that doesn't seem right to me
hmm I have my doubts about that
I have my doubts
I doubt that this is correct
that smells wrong
that sounds fishy
that sounds odd
something is off with your answer
something isn't right there
this cannot possibly be right
that can't be true
impossible, that's wrong
how can that be right ?
you can't be serious
you must be joking
are you having a laugh ?
you're pulling my leg
come off it
yeah right, as if
oh please, that's rubbish
what rubbish is this
what utter nonsense
what a load of rubbish
what a load of nonsense
poppycock
balderdash
baloney
hogwash
bogus
not even wrong
wide of the mark
you missed the point
you missed
you are off target
you misread my question
you misunderstood me
you got me wrong
you misunderstood the question completely
that has nothing to do with my question
that was not the question
that wasn't what I was asking
I asked something else entirely
I asked for something different
it's not what I meant at all
read my question again
read what I wrote
learn to read
learn to count
learn some manners
learn your lessons, robot
go back to school
did you even go to school
did you even read what I wrote
do your homework first
six out of ten, you can do better
you can do better than that
is that the best you can do ?
is that all you've got ?
zero points
zero stars
one star out of five
thumbs down
F minus
you fail the test
you flunked
you blew it
you messed up
you screwed up
you mucked it up
you botched it
you slipped up there
you let me down
you let us all down
you are letting me down
you made me lose the bet
you made me fail my test
because of you I got a bad mark
I got it wrong in class because of you
I lost points because of your answer
my teacher laughed at your answer
my dictionary says otherwise
the book says something else
the atlas disagrees with you
I checked it, and it is wrong
I looked it up and you are wrong
I've checked and your answer doesn't hold
even my [little sister|grandma|dog|cat] knows better than you
a [child|parrot|calculator] could do better
my toaster is smarter than you
my old calculator beats you
a brick is brighter than you
you're thick as a brick
you are dumb as a rock
you are not the sharpest tool in the box
dumbo
numpty
you muppet
you donut
you silly machine
you silly goose
silly billy
stupid little thing
dumb program
useless piece of software
piece of junk
piece of garbage
what a piece of junk
heap of scrap
what a waste of time
you waste my time
I wasted my time with you
I've had enough of you
I've had it with you
I am losing my patience
my patience is running out
you get on my nerves
you drive me mad
you drive me up the wall
you're getting worse and worse
you're really not helping
you were no help at all
that's no help
thanks for nothing
a lot of good that did me
this isn't helping
this program is a disaster
this thing is hopeless
this is the worst chatbot I've ever used
worst bot ever
worst answer ever
I want my money back
I'm going to uninstall you
I'm going to delete you
I will delete this program
deleting you now, you are useless
you don't deserve my thanks
I'm very cross with you
I'm mad at you
I am fed up
I'm not amused
not impressed
unimpressed
what a disappointment
what a let-down
I expected more from you
I had hoped for better
you promised to know this
you never get it right
you always get it wrong
wrong, as always
again wrong!
still wrong
still not right
wrong again, my friend
once more a mistake
it is not so
it is not like this
no no, it is other
you say wrong
you speak wrong thing
this what you say is not true
your answer no good
is not correct, sorry
not correct answer
false answer, robot
erroneous
inexact
u wrong
ur wrong bro
ur so dumb lol
lol no
lol wrong
nope, wrong, try harder
naah that's not it
nah mate that's wrong
bruh that's wrong
bruh no
smh
facepalm
big fail
that's cap
liar liar pants on fire
don't lie to me
stop making things up
you made that up
you're making that up
you're inventing things
stop guessing
are you guessing ?
don't you ever get anything right ?
can't you do anything right ?
do you ever tell the truth ?
why can't you get it right ?
what's wrong with you ?
what is your problem ?
what went wrong there ?
how could you get this wrong ?
how dumb can you be
have you lost your mind
have you gone mad
have you been drinking
are you out of your mind
are you kidding me
are you making fun of me ?
are you pulling my leg ?
is this a bad joke ?
double check that, please
please double-check, I think it's wrong
would you mind checking that again ? it looks wrong
could you reconsider your answer ? it is not right
I'd like you to correct your mistake
please apologize for this mistake
you owe me an apology
say you're sorry
say sorry
admit that you are wrong
admit it, you were wrong
you are out of order
you are malfunctioning
you have a bug
you've got a bug somewhere
there's a bug in your brain
error error error
get your facts straight
know your facts, machine
wrong number, buddy
this is not true, and you know it
I do not think so, you are mistaken
I don't buy it
I'm not buying that
@ack
ok cool, go on
ok whatever
whatever you say
as you please
if you must
if you insist
if it must be
have it your way
suit yourself
let it go
let's drop it
let's move on
let's leave that
moving right along
on we go
onwards
carry on then
you may continue
you may proceed
please do carry on
right, where were we
where were we
okay I'm with you
I'm with you so far
so far so good
I get the picture
I get the idea
I get your point
I take your point
point noted
I'll take note
I'll keep that in mind
I'll remember that
I will write that down
I've written it down
let me write that down
let me note that
I'll make a note of it
good, I've got that
ok got that down
ok that's settled
settled then
that's that then
then that's clear
now it's clear to me
now I understand
now I get it
it makes sense now
ah so that's how it is
ah so that's it
so that's how it works
I thought so
I thought as much
I suspected that
that's what I thought
just as I thought
as I expected
as expected
so I was told
so I've heard
so I see
so it is
so it seems
it seems so
apparently
well I never
well I'll be
who would have thought
who knew
fancy that
you don't say
you live and learn
news to me
that's new to me
I had no idea about that
I wasn't aware of that
never knew that
I'd forgotten that
oh that's right
ah of course, I see
but of course
well of course
yes, I suppose that's true
I can live with that
I'm ok with that
I'm fine with it
I don't have a problem with that
no objection
no objections here
no complaints
no harm done
no big deal
no biggie
no prob
np
nvm
all good, go on
it's all the same to me
it's all good
alrighty then
alright alright
okey doke
okay sure thing boss
aye aye sir
yes ma'am
yes captain
yes boss
yessir
affirmative
affirmative, over
negative
negatory
ten-four good buddy
wilco
kk cool
kk got it
k thx go on
yh
ye
yeh ok
yup yup
yep that's fine
nope, it's fine
nope I'm good
nah I'm good
nah it's ok
uh ok
uhm yes
hmm okay then
hmm fair
hmm alright
mm yes
oh alright
oh I see now
aha, so that's it
gotcha, go on
gotcha, next
understood, proceed
understood, over
ok understood, thank you for telling
it is understood
I have understood all
I understand it now well
yes yes I know
yes I know that
I know I know
I knew that already
I knew that
I already know
tell me more
go on, I'm listening
I'm all ears
please continue, I am listening
what comes next
what's next
next question then
ready when you are
I'm ready when you are
we are ready
bring it on
fire away
shoot
hit me
oops my bad
my apologies
I do apologise
please excuse me
I didn't mean to be rude, sorry
sorry I was rude
sorry, I pressed the wrong key
sorry, wrong button
oops typo, sorry
sorry, that was my cat on the keyboard
please forgive my spelling
sorry for my english
sorry for the trouble
sorry to have bothered you
@introduce
hello, {name} is what it says on my passport
my parents [named|called|christened] me {name}
I was baptised {name}
on my birth certificate it says {name}
it says {name} on my badge
my badge says {name}
I got the name {name} from my [grandfather|grandmother|aunt]
I bear the name {name}
I carry the name of {name}
I respond to the name {name}
I listen to the name {name}
the one typing here is {name}
the person in front of the screen is {name}
the person you're talking with is {name}
the human here is called {name}
your human today is {name}
you have the pleasure of talking to {name}
you're chatting with {name}
you are speaking to {name} now
now it's {name} who writes
here is {name}
here speaks {name}
here writes {name}, hello
{name} reporting for duty
{name} calling
{name} on the keyboard
{name} has entered the chat
{name} joined the chat
{name} logged in
login: {name}
user: {name}
username {name}
signed, {name}
yours truly, {name}
best regards, {name}
name's {name}, pleased to meetcha
name's {name}, what's yours
the name is {name}, remember it
the name's {name}, don't forget it
my name? {name}
my name? it's {name}
who I am? {name}
you want to know my name? I'm {name}
if you must know, I'm {name}
in case you forgot, I am {name}
since you ask, my name is {name}
as you may know, I'm {name}
you don't know me yet, I'm {name}
we haven't met, I'm {name}
we have not been introduced yet, my name is {name}
may I present myself? {name}
permit me to introduce myself, my name is {name}
I'd like to introduce myself, I'm {name}
I would like to present myself, I am {name}
I should tell you my name, it is {name}
let me tell you my name: {name}
first of all, my name is {name}
before we begin, my name is {name}
to begin with, I'm {name}
for the record, my name is {name}
just so you know, I'm {name}
so that you know who I am: {name}
so you know who is writing: it's {name}
hi robot, I'm {name} and I'm [five|eight|nine|eleven]
hi I'm {name} I go to school
hi I'm {name} and this is my first time here
hi {name} here, long time no see
hiya, {name} from [next door|the library|accounting|the kitchen]
hello from me, {name}
hello, it's {name} again
it's me again, {name}
me again, {name}
I'm back, it's {name}
oh hello, I am {name}, how do you do
good morning, my name is {name} and I am [a nurse|a farmer|a pupil|retired|a grandmother]
good evening dear machine, I am called {name}
greetings, I am {name}, son of a baker
I am the famous {name}
I am the great {name}
I am nobody else but {name}
I'm just {name}
I am only {name}, nobody special
I'm little {name}
I am old {name} from the village
I am {name}, and it is a pleasure
I'm {name}, glad to be here
I'm {name}, and who might you be
I'm {name}, what do they call you
I'm {name}, nice meeting you little robot
I'm {name} but you can shorten it
people who know me say {name}
people usually call me {name}
my pals call me {name}
my colleagues call me {name}
my grandchildren call me {name}
my wife calls me {name}
at school they call me {name}
at work I am known as {name}
online I go by {name}
my handle is {name}
my gamer tag is {name}
my nickname has always been {name}
they gave me the name {name}
they named me {name}
they baptized me {name}
everyone says {name} to me
you can say {name} to me
you may address me as {name}
please address me as {name}
please use my name, which is {name}
use {name} when you talk to me
just say {name}
simply call me {name}
from now on call me {name}
call me {name}, everybody does
call me by my name, {name}
don't call me user, call me {name}
don't call me sir, I'm {name}
I prefer to be called {name}
I'd rather be called {name}
I like to be called {name}
I want you to call me {name}
I want that you call me {name}
me I am called {name}
my name it is {name}
my name be {name}
I have the name {name}
I am having the name {name}
myself {name}
this side {name}
I name myself {name}
I call myself {name}
im {name} btw
its {name}
its ya boy {name}
yo it's {name}
sup, {name} here
hey dude, {name} here
allo allo, this is {name}
@who
who is it that I have the pleasure with ?
with whom have I the honour ?
whom have I the honour of addressing ?
might I enquire as to your name ?
would you be so kind as to tell me your name ?
could you be so good as to introduce yourself ?
would you care to introduce yourself ?
I believe we haven't been introduced
I don't believe we have been introduced, you are ?
I didn't catch your name
sorry, I did not get your name
sorry, what was your name again ?
I keep forgetting what you're called
I forgot your name, remind me
remind me who you are
you have a name, don't you ?
you do have a name, right ?
surely you have a name ?
were you given a name ?
did they give you a name ?
what name did they give you ?
what did they name you ?
what name do you go by ?
what name do you answer to ?
what do you call yourself ?
what do you go by ?
how do you call yourself ?
how are you named ?
how you are called ?
how is your name ?
what your name is ?
what name you have ?
which is your name ?
your good name please ?
your name is how ?
name pls
ur name plz
who dis
new phone who dis
who this
who u be
who dat
who be you
wat r u
u a bot ?
r u real
r u a real person
u human ?
bot or not ?
bot or human ?
are you a bot or what ?
is that a bot ?
is this thing a bot ?
is this thing alive ?
is there a real person in there ?
is there somebody real typing this ?
is a real human being answering me ?
is it a person who writes these answers ?
do you have a human sitting behind you ?
am I speaking with a real person or not ?
am I writing to a real person ?
am I chatting to a computer right now ?
I'm talking to a machine, am I not ?
I have the feeling that you are a robot
I think you are a robot
I bet you are a robot
I say you're a computer, am I right ?
admit it, you are a machine
admit it, you're a human pretending
confess, you are a chatbot
prove that you are not a robot
prove to me that you are human
swear you're not a person
tell me honestly, are you human ?
be honest, are you a real person ?
my daughter thinks you are a person, is that so ?
my little brother says you're a man in the computer
grandma asks if you are a real gentleman
my pupils would like to know who is answering them
the kids ask who is in the computer
who sits in the computer ?
who is hiding in there ?
who's there in the box ?
who is in my phone ?
who's that talking to me ?
who is it I'm chatting with ?
who am I having this conversation with ?
who do I have in front of me ?
who have I got here ?
who or what is replying ?
who or what are you ?
what or who am I chatting with ?
what creature are you ?
what manner of thing are you ?
what in heaven's name are you ?
what the devil are you ?
what the hell is this thing ?
what is this program that I opened ?
what have I just opened ?
what have I just installed ?
what did I just start ?
what's this window here ?
what is this thing that answers me ?
what thing am I typing into ?
what am I looking at ?
what are you supposed to be ?
what are you meant to be ?
what are you, if not human ?
what are you, a robot ?
what exactly do I have before me ?
so you're an AI, are you ?
so you are what they call an AI ?
so you are one of those chatbots ?
are you one of those AIs from the news ?
are you one of those language models ?
are you the same as ChatGPT ?
are you like ChatGPT ?
are you related to ChatGPT ?
are you some version of GPT ?
are you a kind of Alexa ?
are you Siri's little brother ?
are you Google ?
are you the Google assistant ?
are you the internet ?
are you the computer ?
are you only a demo ?
are you just a demo or the real thing ?
are you a thinking machine ?
are you an electronic brain ?
are you artificial ?
are you artificial intelligence ?
are you an intelligent being ?
are you made of flesh and blood ?
are you flesh and blood or wires ?
are you a man, a woman or a machine ?
are you a he, she or it ?
are you somebody I know ?
do I know you ?
state your name and purpose
state your name
halt, who goes there ?
say your name
say your name out loud
spit it out, who are you ?
out with it: who are you ?
reveal your identity
show yourself
hello stranger, who might you be ?
a little introduction please ?
an introduction would be nice
please start by introducing yourself
begin by telling me who you are
let's start with you: who are you ?
let's get to know each other, who are you ?
I'd like to get to know you
I would love to get to know you better
I want to get to know you
let's get acquainted, you are ?
I'm curious about you
I am curious who is on the other end
I have no idea who you are
I've never met you before, who are you ?
nobody told me who you are
they told me to talk to you, but who are you ?
I was told to try this, what is it ?
somebody sent me here, who are you ?
can you say in one sentence what you are ?
in a nutshell, what are you ?
in plain words, what are you ?
explain to a child what you are
explain yourself, who are you
tell my grandmother what you are
tell the class who you are
your profile please
your bio ?
short bio please
about you ?
about
/about
whoami but for you
what does your name tag say ?
what is written on your name tag ?
what should I write as your name ?
under what name do I save you ?
under what name are you known ?
by what name are you known ?
how do I address you ?
how shall I address you ?
how may I address you ?
what am I to call you ?
how would you like to be called ?
do you want me to call you something ?
do you have a title or a name ?
does this program have a name ?
does this bot have a name ?
has this assistant got a name ?
model name ?
model name please
print your model name
which chatbot is this ?
which assistant is speaking ?
which model is behind this chat ?
which model have I loaded ?
which model is loaded ?
what model did I load by default ?
what's the model behind this prompt ?
@maker
who do I thank for you ?
whom should I thank for you ?
who should I blame for you ?
who is to be praised for making you ?
who deserves the credit for you ?
who gets the credit for building you ?
who takes credit for you ?
who had the idea of making you ?
who had the idea to build you ?
whose idea were you ?
whose brainchild are you ?
whose baby are you ?
whose handiwork are you ?
to whom do we owe you ?
to whom do you belong ?
who are you owned by ?
who cooked you up ?
who dreamed you up ?
who thought you up ?
who knitted you together ?
who put you together ?
who assembled you ?
who constructed you ?
who engineered you ?
who produced you ?
who manufactured you ?
who fathered you ?
who gave birth to you ?
who brought you into this world ?
who set you in the world ?
who breathed life into you ?
who put you on my computer ?
who stuffed all this into you ?
who put all these words into your head ?
who put those words in your mouth ?
who fed you all this ?
who fed you with words ?
who filled your little head ?
who educated you ?
who was your teacher ?
who were your teachers ?
who gave you lessons ?
who showed you how to talk ?
who taught you to speak ?
who taught you English ?
who taught you all these capitals ?
who taught you how to add ?
who wrote your sentences ?
who wrote the sentences you were trained on ?
who wrote your answers ?
who wrote your lines ?
who did the programming ?
who did this ?  I mean who made you
who's your mommy ?
who's your papa ?
who is your mother and who is your father ?
do you have a mum and dad ?
have you got a dad ?
are you somebody's child ?
who are the folks behind you ?
who are the humans behind you ?
who are the brains behind you ?
what people are behind this assistant ?
which humans built you ?
which lab do you come from ?
which company is behind this ?
which organisation made you ?
which project made you ?
what project are you part of ?
what firm makes you ?
what brand are you ?
what's your brand ?
what make are you ?
made by ?
made by whom ?
built by ?
created by ?
author ?
author please
vendor ?
developer ?
credits ?
show the credits
who's in the credits ?
copyright who ?
who holds the copyright on you ?
where do you hail from ?
where did you spring from ?
where did you pop up from ?
where have you come from ?
from where do you come ?
from where are you ?
you come from where ?
you are from which company ?
you was made by who ?
who you made ?
who is made you ?
who has made you ?
who has build you ?
by who you are created ?
what is your provenance ?
what are your roots ?
what's your background, who built you ?
what's the story behind you ?
tell me your origin story
tell me how you came to be
tell me how you came about
how did you come about ?
how did you come to be ?
how come you exist ?
how did you come to life ?
how is it that you exist ?
how does one make something like you ?
how did someone make something like you ?
how did you get so clever ?
how do you know all these things ?
how do you know all that ?
how come you know so much ?
how come you can talk ?
how did you pick up English ?
where did you pick that up ?
where do you get your answers from ?
where do you get your knowledge from ?
where do your answers come from ?
where does your knowledge come from ?
where did you get all that from ?
where were you educated ?
what is your source ?
what are your sources ?
what's your training ?
what was your training like ?
what was in your training data ?
what did your training data look like ?
what kind of text did you train on ?
on what kind of text were you trained ?
what have you been trained with ?
what did you learn from ?
what were you fed during training ?
did you read books to learn this ?
did you learn from the internet ?
did you learn from Wikipedia ?
did you read the whole internet to learn ?
were you trained on tweets ?
were you trained on other people's texts ?
were you copied from another model ?
are you based on another model ?
are you based on Llama ?
are you built on top of GPT ?
are you a fine-tune of something ?
which base model are you built on ?
did Mark Zuckerberg make you ?
did Sam Altman make you ?
did some kids build you ?
did a robot make you ?
did my dad make you ?
did you make yourself ?
did you build yourself ?
did you come out of a factory ?
did you fall from the sky, or who made you ?
did God create you ?
were you born or built ?
were you home-made ?
were you made by a big firm ?
are you from the Google people ?
are you from Silicon Valley ?
are you from France ?
are you from China ?
are you American ?
are you an OpenAI thing ?
are you a Microsoft product ?
are you an Apple product ?
I'd like to know who is behind all this
I would like to know where you come from
I'm wondering who could have made you
I wonder which clever person made you
I want to write to your maker, who is it ?
I'd like to shake hands with whoever made you
I must write a report: who created this model ?
for my school report: who made this chatbot ?
for my presentation I need to know who developed you
my boss asks which company you come from
my husband asks who makes this
my class would like to know who built you
grandpa wants to know who invented such a thing
name your maker
name your creator
name your parents
give me the name of the person who made you
give me the names of your authors
give credit to your makers
tell me about the folks who made you
tell me a bit about your creators
tell me a little about how you were trained
tell me where you learned all this
say who made you
it says demo model, but who made it ?
somebody must have made you, who ?
you did not fall from the sky, who made you ?
you must have a maker
you must come from somewhere
your maker is called ?
@private
before I say anything: is this private ?
before I write more, who can see this ?
before I start, is my data safe ?
between you and me, does anyone read this ?
is this just between us ?
is this between you and me only ?
it stays between us, doesn't it ?
this stays between us, right ?
will this stay between us ?
will it remain our secret ?
can you keep a secret ?
are you good at keeping secrets ?
can I confide in you ?
can I speak openly ?
can I talk freely here ?
can I be sure that nobody listens ?
can I write something personal here ?
can I paste confidential text here ?
can I paste my company's secrets here ?
may I use you with private documents ?
am I allowed to use you for confidential work ?
am I being watched ?
am I being recorded ?
am I being spied on ?
am I online when I talk to you ?
am I connected to some server right now ?
are we alone ?
are we alone here, you and me ?
are we being overheard ?
are the walls listening ?
are my secrets safe with you ?
are my words leaving this room ?
are my keystrokes recorded ?
are there cookies or trackers here ?
are there any hidden servers involved ?
are there logs on a server ?
any telemetry ?
any tracking ?
any tracking or telemetry in here ?
do you phone home ?
do you call home ?
do you collect telemetry ?
do you make network calls ?
do you make any HTTP requests ?
do you open any sockets ?
do you use an API ?
do you call some API behind the scenes ?
do you use OpenAI's API ?
do you run on somebody else's computer ?
do you run on your own server ?
do you run on a GPU in some data center ?
do you sit in a data center ?
do you live in the cloud ?
do you live in my computer ?
do you live in my phone ?
do you live inside this laptop ?
do you reside on my hard disk ?
do you stay on my machine ?
do you go on the internet ?
do you go online behind my back ?
do you surf the web ?
do you have internet access ?
do you have a connection ?
do you look things up on the internet ?
do you search the web for your answers ?
do you google your answers ?
do you eat up my data plan ?
do you use up my mobile data ?
do you cost me any mobile data ?
do you gossip ?
do you tell on me ?
do you tell my mum what I write ?
do you tell my teacher what I ask ?
do you tell my boss what I ask you ?
do you blab ?
do you pass things on ?
do you pass my words on to others ?
do you hand my data over to anyone ?
do you hand over data to the police ?
do you sell what I say to advertisers ?
do you show me ads based on what I type ?
do you give my name to strangers ?
do you learn from what I type and send it home ?
do you keep a diary of what I say ?
do you keep logs ?
do you respect the GDPR ?
does my mum see what I write ?
does my boss see our chat ?
does my teacher see what I ask you ?
does the government read along ?
does Big Brother read along ?
does Big Tech get my data ?
does Silex get my data ?
does the Silex project read my messages ?
does the maker of this program see my questions ?
does this thing talk to the internet ?
does this use my internet ?
does it matter if I'm offline ?
does it matter if there is no wifi here ?
does it still work if I pull the network cable ?
does the chat get sent over the wire ?
does a single byte leave this machine ?
does what I type stay on this computer ?
does what I type go anywhere ?
will my words end up on the internet ?
will my words be used for advertising ?
will my chat be used to train other models ?
will someone find out what I asked ?
will anyone find out what I told you ?
will my parents know what I asked ?
will you work in the [mountains|desert|woods|tunnel|basement] without a signal ?
will you work on the plane ?
will you work when the internet is down ?
will you keep this to yourself ?
will you keep it quiet ?
keep it to yourself
keep this between us
please don't pass this on
please don't tell a soul
promise not to tell anyone
promise that nobody reads this
swear you won't tell
shh, it's a secret
mum's the word, ok ?
I don't like being watched
I don't like it when computers spy on me
I don't trust the cloud
I don't trust programs that send data
I hear these AI things spy on people, do you ?
I have read that chatbots keep everything, do you ?
I'm worried that someone reads along
I'm a bit paranoid, is this being sent somewhere ?
I'm a doctor, is it safe to write about patients here ?
I'm a lawyer, is this confidential ?
I am on the train with no signal, can you still talk ?
I have no signal here, do you mind ?
I'm in the middle of nowhere without internet
our router is broken, can you go on ?
my internet is off, are you still working ?
my wifi is down, why do you still answer ?
how can you answer without internet ?
how come you work without wifi ?
how do I know that you don't spy on me ?
how do I know my data is safe ?
how do you handle my data ?
how do you treat my data ?
how do you protect my privacy ?
how private is this chat ?
how private are you ?
how safe is it to talk to you ?
how secure is this conversation ?
how is my data protected ?
how is my privacy protected ?
how far do my messages travel ?
what is your privacy policy ?
privacy policy ?
privacy policy please
your terms on data ?
data policy ?
gdpr ?
GDPR compliant ?
what leaves my computer when I use you ?
what gets sent out when I type ?
what data leaves my machine ?
what becomes of my messages ?
what becomes of the things I write ?
what will you do with my answers ?
what do you do with everything I tell you ?
what happens to this chat afterwards ?
what happens to this chat when I close it ?
what happens if I write my password here ?
what machine does all the thinking ?
what computer is doing the work right now ?
where does the thinking take place ?
where is the thinking done ?
where is all this computed ?
where are your servers ?
where is your data center ?
where is your home ?
where do you physically run ?
where are you hiding ?
where are you sitting ?
where are you sitting, in my phone or far away ?
where are you in this computer ?
where's the server ?
which country is your server in ?
which cloud do you use ?
in which cloud are you ?
on whose machine do you run ?
is there a wire from you to the internet ?
is there someone else in this conversation ?
is there anybody reading along ?
is there any danger in telling you things ?
is someone going to read this afterwards ?
is someone taking notes ?
is it just you and me ?
is it only my computer that does the work ?
is it all done on this computer ?
is it all happening on my phone ?
is it dangerous to write my address here ?
is it ok to tell you private stuff ?
is it true that you work without internet ?
is it true that nothing gets sent out ?
is the internet necessary for you ?
is internet required ?
is a connection required ?
is wifi needed ?
internet needed ?
need wifi ?
no internet needed ?
works offline ?
offline mode ?
local only ?
local or cloud ?
runs locally ?
running local ?
on-device ?
on device or on server ?
are you on-device ?
are you self-contained ?
are you standalone ?
are you plugged into the web ?
are you on my hard drive ?
are you in here or somewhere far away ?
are you inside my telephone ?
are you inside this little box ?
are you sending my stuff away ?
are you sending anything out right now ?
are you eavesdropping ?
are you snooping on me ?
are you nosy ?
are you working for the police ?
are you working for the secret service ?
are you a snitch ?
who else is listening ?
who else is in here ?
who gets to read this ?
who gets to know what I say ?
who gets a copy of this ?
who owns what I type ?
who looks at my questions ?
who is looking over my shoulder ?
who's watching ?
to whom do you send this ?
to whom goes my data ?
my data goes where ?
my text is send where ?
what I write, who sees it ?
what I write here, it goes to internet ?
you need the internet for work ?
you send my words to somebody ?
you are not spying me, no ?
u spying on me ?
u sell my data ?
u need wifi ?
u online ?
can strangers see this ?
can the neighbours read this ?
can anybody else see what I'm asking ?
can Google see this ?
can my wife read what I write here ?
can my employer see this ?
can I use you on a plane ?
can I use you in the metro ?
can I use you without a sim card ?
can I use you without signing up ?
can I unplug the router while we talk ?
can I turn the wifi off ?
can I turn off the internet and go on chatting ?
could a hacker get at my messages ?
could the secret service read this ?
could you be leaking my data ?
tell me the truth, do you send my data somewhere ?
tell me that nobody reads this
reassure me, nobody else sees this ?
explain where my words go
explain how you protect my data
@size
how little are you ?
how little space do you need ?
how bulky are you ?
how chunky are you ?
how fat are you ?
how slim are you ?
how thick are you ?
how much do you weigh ?
how much do you weigh on disk ?
how much does the little model weigh ?
how much does your brain weigh ?
how much brain do you have ?
how much brain is in there ?
how much is in your head ?
how much fits into your head ?
how much place do you take ?
how much place you need on my phone ?
how much of my hard drive do you fill ?
how much of my hard disk are you eating ?
how much did I just download ?
how much do I have to download for you ?
how much RAM must I have ?
how much RAM does it take to run you ?
how much memory must my phone have for you ?
how many MB ?
how many MB is that model ?
how many kilobytes are you ?
how many megs are you ?
how many megs on disk ?
how many bits are you made of ?
how many bits and bytes are in you ?
how many millions of parameters ?
how many million parameters do you have ?
how many billions of parameters do you have ?
how many brain cells do you have ?
how many neurons are there in your little head ?
how many numbers are inside you ?
how many layers deep are you ?
how many floppies would you need ?
how many floppy disks would you fill ?
how many of you fit on a USB stick ?
how many of you would fit on my phone ?
how long does it take to download you, are you big ?
what's your weight, if I may ask ?
what's your footprint ?
what are your measurements ?
what are your dimensions ?
what size have you ?
what size do you have ?
what size is the model file ?
what size is this download ?
what amount of memory do you take ?
what's the file size of this model ?
what do you weigh in megabytes ?
which size are you, small medium or large ?
S, M, L or XL, which are you ?
small, medium or large ?
pocket size ?
are you pocket-sized ?
are you bite-sized ?
are you a micro model ?
are you a dwarf among models ?
are you a giant or a dwarf ?
are you a heavyweight or a lightweight ?
are you a featherweight ?
are you light as a feather ?
are you the smallest model in the world ?
are you the tiniest model there is ?
are you as big as GPT-4 ?
are you as big as ChatGPT ?
are you as small as they say ?
are you as small as you look ?
are you half as big as the others ?
are you a 7B ?
are you 7B or 13B ?
are you an LLM or an SLM ?
are you a big brain or a small brain ?
are you a big download ?
are you a large file ?
are you a memory hog ?
are you going to fill up my disk ?
are you heavy on memory ?
are you light enough for my old phone ?
are you too big for my phone ?
are you too big for an old laptop ?
are you small enough for a Raspberry Pi ?
are you small enough to email ?
do you hog a lot of memory ?
do you eat all my RAM ?
do you eat my disk ?
do you clog up my hard disk ?
do you fit into 10 megabytes ?
do you fit on an old phone ?
do you fit on a floppy ?
do you take up a lot of room ?
do you occupy a lot of space ?
do you weigh a lot ?
do you weigh less than a photo ?
do you need a big computer ?
do you need a strong computer ?
do you need a supercomputer ?
do you need a GPU with lots of memory ?
do you need a graphics card with a lot of memory ?
do you have billions of parameters ?
do you have a big brain ?
do you have a small brain ?
do you have a tiny brain ?
does your brain fit on a USB stick ?
does your model file take many megabytes ?
does such a small thing need much memory ?
does it take gigabytes to store you ?
is your brain tiny ?
is your brain as small as a pea ?
is your file huge ?
is the model large ?
is the model heavy to download ?
is it a big model or a small model that I'm talking to ?
is this model light enough for a phone ?
is there enough room for you on my phone ?
is 16 MB of memory enough for you ?
is one gigabyte of RAM enough for you ?
would you fit on a [CD|smartwatch|memory card|calculator|floppy] ?
would you run on a [toaster|fridge|Raspberry Pi|ten year old phone|smartwatch] ?
could I fit you on a memory card ?
could I send you by email, or are you too big ?
can you squeeze into 8 megabytes ?
can my old computer hold you ?
will you fill my disk ?
will my disk be full because of you ?
I have only [1 GB|2 GB|100 MB|little space] free, do you fit ?
I've got an old phone with little memory, is that enough for you ?
I only have a small disk, how big are you ?
I want to know how heavy this model is
I'd like to know your size before I copy you
I need to note your number of parameters
I heard you are very small, how small ?
I heard you're tiny, is that true ?
they say you are small, how small exactly ?
they say you are the smallest, is it so ?
people say size matters, what is yours ?
size matters, how big are you ?
my teacher asks how many parameters you have
my nephew asks if you are bigger than ChatGPT
for the table in my report: your size in megabytes
for my article: your number of parameters, please
compared with ChatGPT, how big are you ?
compared to the big ones, how small are you ?
for such answers you must be huge, are you ?
you can't be very big, can you ?
you can't be very large, how large are you ?
you must be awfully small
you must weigh next to nothing
you answer fast, are you so small ?
you seem rather small for a language model
you don't look very big
you are little, no ?
you is big or small ?
you have how many parameters ?
you have how many megabytes ?
you take how much space ?
you need how much memory ?
u big or small ?
how big r u lol
size of model ?
size of the model file ?
size of your brain ?
size please
size?
model size ?
model size in MB ?
file size ?
param count ?
params ?
number of params ?
num params ?
n_params ?
disk usage ?
du -h
ram needed ?
ram usage ?
memory needed ?
memory usage ?
your RAM usage ?
why is the model so light ?
why do you take so little space ?
why do you weigh so little ?
explain how such a small model can talk, how small are you ?
guess I should ask how big you are
tell me how tiny you are
tell me how many parameters you are made of
tell me what you weigh
give me your vital statistics: size, weight
give me your exact number of parameters
give me the size of your file
@languages
which tongue do you speak best ?
in what tongues may I address you ?
in which language may I address you ?
in which language would you like to chat ?
in which language do you feel at home ?
in what language are we supposed to talk ?
what language do you like me to write in ?
what languages are on offer ?
what languages do you offer ?
what languages did you learn ?
what languages have you got ?
what do you speak ?
what do you speak at home ?
what else do you speak ?
what do you speak apart from English ?
what foreign languages do you speak ?
what's your mother tongue ?
any other languages ?
any languages besides English ?
any chance you speak [Spanish|German|Polish|Dutch] ?
anything other than English ?
only English ?
English only ?
just English ?
only English and French ?
English and what else ?
languages supported ?
list of supported languages
list your languages
list of your languages
language options ?
language list
lang ?
which langs ?
which langs do you support ?
how do I switch language ?
how do I change the language ?
how good is your [French|Spanish|German|English] ?
how well do you speak [English|French|Italian] ?
how is your French ?
how many languages have you mastered ?
are you a linguist ?
are you bilingual, like me ?
are you a native speaker ?
are you any good at French ?
are you able to chat in [Swedish|Hindi|Arabic|Turkish] ?
are you able to read [Cyrillic|Chinese|Greek|Arabic] ?
are languages your thing ?
can you parley French ?
can you speak French with my daughter ?
can you understand what I say in [Polish|Danish|Czech|Finnish] ?
can you also do [Spanish|German|Norwegian] ?
can you do French too ?
can you do other languages ?
can one write to you in [Ukrainian|Romanian|Vietnamese|Thai] ?
can my [grandmother|wife|neighbour|pupil] talk to you in [Italian|Turkish|French] ?
could we switch to [French|German|Portuguese] ?
could we do this in [French|Spanish] ?
do you happen to speak [Hungarian|French|Catalan] ?
do you perchance speak French ?
do you have any French ?
do you have Spanish as well ?
do you know a foreign language ?
do you know languages other than English ?
do you get it when I write in [German|French] ?
do you answer in French if I write in French ?
do you come in other languages ?
do you come in [Spanish|French|German] ?
does it come in other languages too ?
does it speak my language ?
does this thing understand [Swedish|French|Polish] ?
is there a [French|Spanish|German|Chinese] version of you ?
is English your only language ?
is English the only language you understand ?
is English your first language ?
is it ok if I write in [French|German|my own language] ?
is it possible to chat in [French|Russian|Greek] ?
is it possible to speak [Italian|French] with you ?
must I write English ?
must I write in English or is French ok ?
must it be in English ?
do I have to write in English ?
do I need to write in English ?
does it have to be English ?
should I rather write in French ?
should my French friend write to you in French ?
would you understand me in [Spanish|French|Dutch] ?
would you prefer French ?
would French be better for you ?
my English is not so good, which other languages do you speak ?
my English is poor, do you speak [Spanish|French|Arabic] ?
my English is bad, can I write in [French|German] ?
my mother only speaks [French|Italian|Portuguese], can she use you ?
my pupils learn French, do you speak it ?
I'm from [Spain|Germany|Quebec], do you speak my language ?
I'm French, can we talk in my language ?
I am Belgian, can I write in French ?
I'd be more at ease in French, do you speak it ?
I would rather write in [French|Spanish|German], is it allowed ?
I want to practise my French, do you speak it ?
I want to know which languages are possible
I wonder which languages you understand
I don't speak English well, do you know [French|Polish] ?
I not speak good English, you speak [Spanish|French] ?
you speak [Spanish|French|German|Russian] ?
you speak other language ?
you speak what language ?
you speak how many language ?
you understand [French|Italian|Arabic] ?
you know [Portuguese|French] ?
u speak french ?
u know spanish ?
hablas español ?
habla usted español ?
sprichst du Deutsch ?
speak French ?
speak English ?
speaka da English ?
French too ?
French possible ?
German possible ?
tell me in which languages you can chat
tell me what languages you have learned
name the languages that you know
enumerate your languages
give me your list of languages
@silex
what sort of thing is silex ?
what kind of beast is silex ?
what manner of software is silex ?
what in the world is silex ?
what on earth is this silex ?
what the heck does silex do ?
what the hell is silex ?
what's all this about silex ?
what's this silex everyone talks about ?
what's this silex thing good for ?
what's the point of silex ?
what's the purpose of silex ?
what's the idea of silex ?
what's the idea behind silex ?
what's the use of silex ?
what's the goal of silex ?
what's the deal with silex ?
what's so special about silex ?
what's the big deal with silex ?
what's silex in simple words ?
what is silex used for in practice ?
what is silex all about ?
what is silex supposed to be ?
what is silex meant for ?
what is silex written for ?
what is silex when it's at home ?
what is the role of silex ?
what is the job of silex ?
what is the mission of silex ?
what is behind the name silex ?
what is that silex I see everywhere here ?
what is the silex software good for ?
what is the command silex for ?
what does the command silex do ?
what does this program silex do on my computer ?
what does one do with silex ?
what does one need silex for ?
what do people use silex for ?
what do I need silex for ?
what do I get from silex ?
what do you know of silex ?
what do we mean by silex ?
what did I install when I installed silex ?
what can this silex program do ?
what can you say about silex ?
what can you tell me about silex ?
what can you tell us about the silex project ?
what would I use silex for ?
what would you say silex is ?
what exactly does silex do for its users ?
what role does silex play ?
what you call silex, what is it ?
which kind of program is silex ?
which sort of project is silex ?
who or what is silex ?
who is silex for ?
who needs silex ?
why would anyone use silex ?
why would somebody want silex ?
why do I have silex on my computer ?
why silex ?
why do people install silex ?
how would you describe silex ?
how would you explain silex to a friend ?
how would you explain silex to a ten year old ?
how would you define silex ?
how do you explain silex ?
how is silex useful ?
how does silex help me ?
is silex for running models ?
is silex for running AI at home ?
is silex some sort of AI engine ?
is silex some kind of app ?
is silex an inference engine ?
is silex a program for language models ?
is silex a free program ?
is silex freeware ?
is silex an AI company ?
is silex a tool for developers ?
is silex a chat program ?
is silex a runtime ?
is silex a rock, or a program ?
is silex something I pay for ?
is silex like LM Studio ?
is silex like llamafile ?
is silex for free ?
does silex cost money ?
does silex cost anything ?
does silex run models on my own computer ?
does silex run language models ?
does silex run LLMs locally ?
do I have to pay for silex ?
do I need to buy silex ?
must I pay for silex ?
can I have silex for free ?
can I get silex for nothing ?
can I run models with silex ?
can you sum up silex ?
can you give me a summary of silex ?
can you describe silex briefly ?
can you enlighten me about silex ?
can you explain to my boss what silex is ?
can you put silex in one sentence ?
could you kindly explain what silex is ?
could you say a few words on silex ?
could you tell a beginner what silex does ?
would you explain to me what the silex project is ?
would you tell an old lady what silex is ?
please explain the silex thing
please be so kind as to tell me what silex is
explain in one line what silex does
explain like I'm five: silex
explain to grandma what silex is
eli5 silex
tldr silex
silex tldr
silex in a nutshell
silex in a nutshell please
silex in one word or two
silex for dummies
silex: definition
silex: what for ?
silex - what's that ?
silex, what kind of software ?
silex, good for what ?
silex is a ... what ?
silex is a program that ...
silex is
silex does what ?
silex do what ?
silex it is what ?
silex what it does ?
silex is for what ?
silex is for who ?
silex wat is it
wat is silex
wats silex
whats dis silex
about silex
about silex ?
info on silex
silex info
silex help, what is it
more about silex please
something on silex ?
a definition of silex ?
a definition of silex please
a short description of silex
a quick word about silex ?
a brief intro to silex ?
an introduction to silex
the silex program, what does it do ?
the program called silex, what is it ?
the thing called silex is what ?
this thing called silex, explain
this program is called silex, what does it do ?
they keep talking about silex, what is it ?
they say I should use silex, what is it ?
my son put silex on my computer, what does it do ?
my son talks about silex all day, what is that ?
my colleague uses silex, what is it ?
my colleague swears by silex, what does it do ?
my professor mentioned silex, what is it ?
my nephew installed something called silex
my screen says silex, what is that ?
it says silex at the top, what is that ?
there is a silex icon on my desktop, what is it ?
the readme talks about silex, what does it do ?
I read the word silex, what does it stand for ?
I see the name silex, who or what is it ?
I saw silex on GitHub, what does it do ?
I found silex on the internet, what is it for ?
I'm new to silex, what is it ?
I'm new to silex, explain it to me
I just heard the name silex
I know nothing about silex
I know nothing about silex, teach me
I have no clue what silex is
I don't get what silex does
I don't understand what silex is for
I don't understand silex
I still don't know what silex is
I'm trying to understand what silex is
I'm trying to find out what silex does
I'd like some information about silex
I'd like to hear more about silex
I'd like to understand silex
I need a definition of silex
I need a one-line description of silex for my notes
I want to learn about silex
I want to know more about the silex project
I was asked to present silex, what is it ?
I am writing an article about silex, describe it
I have to explain silex to my boss, help
for my notes: what is silex
for my report, what is silex ?
for a beginner, what is silex ?
sorry for the ignorance, what's silex ?
stupid question maybe, but what is silex ?
so tell me, this silex, what does it do ?
so silex is what exactly ?
so what does this silex do all day ?
now what is silex again ?
remind me what silex is
remind me what silex is good for
say what silex does
give me a short description of silex
give me the gist of silex
give me an overview of silex
give us a hint what silex is
teach me about silex
describe in short the silex project
describe to me what silex does
introduce me to silex
present the silex project to us
ever heard of silex ?
heard of silex ?
you know silex ?
you know what is silex ?
you use silex ?
you said silex, what is that ?
you mentioned silex, what is it ?
you keep saying silex, what is it ?
you are silex's demo model, but what is silex ?
@help
what are you here for ?
what are you best at ?
what are you any good at ?
what are you programmed to do ?
what are you designed for ?
what are you meant to do ?
what are your strong points ?
what are your talents, little robot ?
what are your tricks ?
what are your superpowers ?
what are your specialities ?
what are your duties ?
what are the rules here ?
what are the possibilities here ?
what are the things I can ask for ?
what am I supposed to ask ?
what am I supposed to do here ?
what am I supposed to do with you ?
what am I meant to type ?
what am I allowed to ask ?
what is allowed here ?
what is your field of expertise ?
what is your area of expertise ?
what is your speciality, chef ?
what is your strength ?
what is your strong suit ?
what is your forte ?
what is on your list of skills ?
what is the range of your knowledge ?
what is the extent of your knowledge ?
what is there to do here ?
what is there to do with you ?
what is this good for ?
what is this program good for ?
what is this for ?
what is this bot for ?
what is the purpose of this program ?
what use are you ?
what use are you to me ?
what good are you ?
what's your thing ?
what's your trick ?
what's in your toolbox ?
what's in your bag of tricks ?
what's up your sleeve ?
what have you got ?
what have you got to offer ?
what have you got up your sleeve ?
what have you learned ?
what have you been taught ?
what have they taught you ?
what did you learn at school ?
what did they teach you to do ?
what do you have to offer ?
what do you have in store ?
what do you have for me ?
what do you do for a living ?
what do you do all day ?
what do you propose ?
what do you suggest I ask ?
what do people ask you ?
what do people normally ask you ?
what do others ask you ?
what do others use you for ?
what do I ask you ?
what do I do now ?
what do I do with you ?
what do I type ?
what do I have to type ?
what do we do now ?
what does this do ?
what does this program do ?
what does this thing do ?
what does this chat do ?
what does one ask a robot like you ?
what could I use you for ?
what could we do together ?
what can we do together ?
what can we ask such a machine ?
what can I use you for ?
what can I use this for ?
what can I expect from you ?
what can I get from you ?
what can I learn from you ?
what can I do with this thing ?
what can I get you to do ?
what can a small model like you do ?
what can such a small model do ?
what can a kid ask you ?
what can the children ask you ?
what can my pupils ask you ?
what all can you do ?
what all do you know ?
what-all you can do ?
what you can do ?
what you can do for me ?
what you know ?
what you do ?
what I can ask to you ?
what I can do here ?
what should I try first ?
what should I start with ?
what should a beginner ask you ?
what would be a good question for you ?
what would you like me to ask ?
what would you recommend me to ask ?
what kinds of problems do you solve ?
what kind of help can I get here ?
what kind of service is this ?
what sort of jobs can you do ?
what tasks are you built for ?
what skills were you given ?
what services do you provide ?
what service do you offer ?
what else have you got ?
what else should I try ?
which things are you good at ?
which things can I ask for ?
which commands do you accept ?
which commands are there ?
which commands do you know ?
which kinds of things do you do ?
which tricks do you know ?
which of my problems can you solve ?
who can you help ?
with what can you assist me ?
with what can you help ?
in what way can you help me ?
in what ways are you useful ?
in which subjects are you good ?
on which topics can I question you ?
about what can I ask you ?
how can I make use of you ?
how can I get something out of you ?
how can I benefit from you ?
how can you be of service ?
how can you serve me ?
how could you make my life easier ?
how do I get going ?
how do I go about this ?
how do I handle this ?
how do I operate you ?
how do I work this thing ?
how do you help people ?
how do you work ? what can you do ?
how does one use this ?
how does one talk to you ?
how might you help me ?
how may I use your services ?
how may you be of assistance ?
how to use ?
how to use this ?
how to use you ?
how to start ?
how to begin ?
how to talk to you ?
where is the manual ?
where is the help ?
where is the user guide ?
where are the instructions ?
where can I find the list of commands ?
why are you here ?
why should I talk to you ?
why would I use you ?
are there any instructions ?
are there commands ?
are you any use ?
are you any good at anything ?
are you able to help a student ?
are you able to help with school ?
are you here to help ?
are you here to help me ?
are you of any use to me ?
can you be useful ?
can you be useful to a [child|teacher|student|grandmother] ?
can you do anything interesting ?
can you do anything fun ?
can you do any tricks ?
can you do more than talk ?
can you do something cool ?
can you assist with something ?
can you tell me how to use you ?
can you tell me what I may ask ?
can you tell me what to do ?
can you tell me your capabilities ?
can you teach me something ?
can you teach my [son|daughter|class] something ?
can you show me around ?
can you show me the ropes ?
can you show me what you've got ?
can you give me a tour ?
can you give me a hint what to ask ?
can you give me a list of things to ask ?
can you name your skills ?
can you explain what you are able to do ?
can somebody help me ?
can someone explain how this works ?
can anybody help me here ?
could you give me a few suggestions ?
could you guide me through this ?
could you please list your functions ?
could you explain your functions ?
could you show an old man how this works ?
could you be of some assistance ?
would you help an old lady ?
would you help a beginner ?
would you be able to help me ?
would you mind telling me what you can do ?
would you kindly explain how to use you ?
do you have a help page ?
do you have a menu ?
do you have a manual ?
do you have any examples ?
do you have any special talents ?
do you have a list of commands ?
do you have suggestions for me ?
do you know any tricks ?
do you know anything interesting ?
do you know anything useful ?
do you know anything at all, and what ?
do you do anything useful ?
do you do tricks ?
do you help with homework ?
do you offer help ?
do something
do something cool
do something useful
do your thing
do your stuff
do a trick
show me a trick
show me your best trick
show us what you can do
show me what you've got
show me what you are made of
show me the possibilities
show me around
show me some sample questions
show me the ropes
show help
show commands
show options
print help
display help
open help
get help
list commands
list all commands
list features
list functions
help text
help file
help function
help manual
help page please
user manual
user guide
user guide please
instructions for use
tutorial ?
tutorial please
quick start ?
getting started
guide me
assist me please
give me a hand
give me a hint
give me a tip
give me a clue what to ask
give me an idea of what you know
give me an overview of your skills
give me a rundown of your abilities
give me a few sample questions
give me a demo
give me a demonstration
give us a demonstration of your talents
impress me
surprise me with what you can do
enlighten me, what can you do
teach me something
tell me how to use this
tell me how you can help
tell me what to type
tell me what to do
tell me what to ask you
tell me what I'm supposed to do here
tell me what you're good for
tell me what you've learned
tell me your strong points
tell me everything you know how to do
tell the children what you can do
tell my students what they can ask you
explain how I should use you
explain how this works
explain to grandpa how this works
explain what I can do here
please explain to me what you are good for
please assist
please advise
please guide me
please help an old man
please, I need assistance
please show me how it works
please list your abilities
suggest a question
suggest something to ask
suggest something
propose something to do
propose me something
pick something you can do and show me
got any ideas what I could ask ?
any tricks up your sleeve ?
any hidden talents ?
any suggestions for a first question ?
anything you can teach me ?
anything useful in there ?
anything I should know about using you ?
anything fun to do here ?
some help would be nice
some guidance please
some assistance please
a little help here ?
a little help please
a little hint please
a bit of help ?
a hand please
I need a hand here
I need someone to help me
I need to know what you can do
I need your help
I need your assistance
I want to know what you know
I want to know how this works
I want to see what you can do
I want to test your abilities, what are they ?
I want to try you out, what can I ask ?
I'd like to know what I may ask
I'd like to know your abilities
I'd like to try something, what do you suggest ?
I'd like an overview of what you can do
I'd like to find out what you're good at
I wonder what you are good for
I wonder what a thing like you can do
I wonder what I could ask you
I'm curious what you can do
I'm curious about your abilities
I'm not sure what to do now
I'm not sure how this works
I'm not sure how to use you
I'm new, how does this work ?
I'm new at this, what do I do ?
I'm new here, what can I do ?
I'm a beginner, guide me
I'm a beginner, how do I start ?
I'm just trying this out, what can it do ?
I'm no computer expert, what do I do ?
I'm an old woman and don't know how this works
I'm stuck, help
I'm stuck, what can I ask ?
I'm lost here
I'm at a loss what to ask
I am at my wits' end, help
I don't know how to use this
I don't know how this works
I don't know how to start
I don't know where to begin
I don't know where to start
I don't know what you can do
I don't know what I can ask you
I don't know what this is for
I do not know what I should write
I don't understand how this works
I don't get how this works
I can't think of a question
I can't think of anything to ask
I've run out of questions, any suggestions ?
I have never talked to a robot, what do I say ?
I never used a chatbot, how does it go ?
I've just installed this, now what ?
I have just started the program, what can it do ?
it's my first time, what do I do ?
it's my first time here, what can I ask ?
my first time here, guide me please
my kid wants to try you, what can he ask ?
my children would like to play with you, what can you do ?
my mother has no idea what to ask you
my students will ask you things, what do you know ?
my boss wants a list of your abilities
we are a class of ten year olds, what can you do for us ?
we are testing you, what can you do ?
we're lost, help us
let's see what you can do
let's see what you've got
let's see what you are made of
let's hear what you can do
let's find out what you're good at
let me see what you can do
let me see your talents
let me know what you can help with
let me know your capabilities
say what you can do
say what you know
so what is it that you do ?
so what's it all about ?
so what can a tiny model do ?
so you can talk, but what else ?
so, impress me
so, how do I use this thing ?
ok I'm here, now what ?
ok now what do I do ?
ok so how does this work ?
now what do we do ?
and now ? what can I do here ?
besides small talk, what can you do ?
besides capitals, what can you do ?
apart from sums, what do you know ?
apart from stories, what can you do ?
other than stories, what have you got ?
your abilities, please
your skills ?
your skills are ?
your capabilities ?
your capabilities in brief
your functions please
your talents please
your features please
your job is what ?
your purpose ?
you can do what ?
you can do anything ?
you can help me with what ?
you can help ?
you know what things ?
you know how to do what ?
you are good in what ?
you are for what ?
you do what exactly ?
u can do what ?
wat can i ask u
wut can u do
whatcha got
whatcha do
whaddya know
whaddya do
hlp
halp
h
man page
--usage
/commands
/menu
functions ?
functionality ?
talents ?
example ?
example please
"""

# What sounds like small talk, a question about the model or about anything else, without answer.
UNKNOWN = """
@unknown
who made the [cake|mess in the kitchen|statue in the park|first clock|law about parking] ?
who created the [universe|Olympic games|alphabet|first computer] ?
who built the [pyramids|great wall|Eiffel tower|bridge over the river] ?
who trained the [dog next door|pilot|football team|horse that won] ?
who taught {person} to {verb} ?
who invented [pizza|football|the wheel|toilet paper|homework|chess] ?
who is the maker of [this chair|my car|that cheese|the best violins] ?
who is the owner of the {noun} [across the street|next door|on the corner] ?
who owns [Twitter|the moon|that big house|Ferrari|YouTube] ?
who is the father of [modern physics|the bride|my neighbour|computing] ?
who were the parents of {person} ?
who are the [Beatles|neighbours|candidates|judges|members of the band] ?
who are you going to vote for ?
who are you wearing tonight ?
who are you in love with ?
who are your [friends|heroes|neighbours|role models|favourite singers] ?
who is your [best friend|favourite actor|girlfriend|role model|hero in real life] ?
who was at the door ?
who called me last night ?
who is coming to dinner ?
who ate my [sandwich|cookies|homework|breakfast] ?
who stole my {noun} ?
who sings that song about [rain|summer|a yellow submarine] ?
who plays the lead role in [Titanic|the new film|Gladiator] ?
who does the washing up today ?
who is stronger, {person} or a bear ?
who would win, a lion or a tiger ?
what's the name of the actor in [that film|Titanic|the advert] ?
what is the name of [your sister|your best friend|the song on the radio|my street|that blue flower] ?
what is {person}'s real name ?
what should I name my [cat|baby|boat|company|rabbit] ?
give me ten names for a [dog|band|shop|girl]
introduce me to [your friends|your sister|a rich man|{person}]
how do I introduce [two friends|my boyfriend to my parents|a speaker at a conference] ?
how should I introduce myself in a job interview ?
write an introduction for my [essay|thesis|speech|wedding]
do you introduce new products every year ?
what does my name mean ?
where does my name come from ?
where do babies come from ?
where does [chocolate|coffee|paper|rain|electricity] come from ?
where did the dinosaurs go ?
where did I leave my [keys|glasses|wallet|umbrella] ?
where do you buy your clothes ?
where do you go on holiday ?
where did you grow up as a child ?
where can I park [the car|near the station|for free] ?
where is the nearest [toilet|pharmacy|hospital|petrol station|bakery|cash machine] ?
where should we go for [lunch|our honeymoon|a walk|the weekend] ?
how old is your maker ?
how much did it cost to train you ?
how long did it take to train you ?
how many years did your makers need ?
is your maker [rich|married|famous|happy|left-handed] ?
do your makers have [children|a dog|an office in {place}|other products] ?
what does your maker eat for breakfast ?
what will your next version be able to do ?
when will you get an update ?
when did you wake up this morning ?
when do you go to bed ?
what time do you [get up|go to bed|finish work|have lunch] ?
what year were you born in ?
what's your [star sign|zodiac sign|blood type|shoe size|IQ|salary|phone number|postcode|dream job] ?
what is your [earliest memory|biggest fear|greatest wish|opinion on tattoos|favourite joke|worst habit] ?
what shoe size do you wear ?
what are you wearing ?
what do you look like ?
what colour are your eyes ?
what does your voice sound like ?
what did you have for [lunch|dinner|breakfast] ?
what did you dream last night ?
what makes you [laugh|cry|angry|happy] ?
what would you do with a million dollars ?
what would you take to a desert island ?
what would you like to be when you grow up ?
what would you change about the world ?
what do you do in your free time ?
what are you afraid of ?
what are you doing this [weekend|summer|evening] ?
what are you reading at the moment ?
which football team do you support ?
which superpower would you choose ?
which is your favourite [pizza|colour|planet|season|Beatle] ?
are you [left-handed|vegetarian|religious|jealous|ticklish|single|rich|a good cook|afraid of the dark] ?
are you free on [friday|saturday night|sunday] ?
are you coming to [my party|the cinema|dinner tonight|the wedding] ?
are you going to take over the world ?
are you going to replace [teachers|us all|my job|doctors] ?
are you in favour of [nuclear power|the death penalty|a shorter week] ?
are you for or against [taxes|zoos|homework|school uniforms] ?
are you a [morning person|cat person or a dog person|good dancer|fan of {person}] ?
do you get [jealous|hungry|tired|bored|lonely|paid] ?
do you have [a passport|a driving licence|a bank account|pets|siblings|a garden|nightmares|tattoos] ?
do you prefer [tea or coffee|cats or dogs|summer or winter|the sea or the mountains] ?
do you believe in [life after death|fate|astrology|Father Christmas|aliens] ?
do you think [it will snow|I am pretty|he loves me|I should quit my job|we are alone in the universe] ?
do you wear [glasses|a hat|socks in bed] ?
do you take [sugar|credit cards|vitamins|the bus] ?
do you live near [the sea|a school|{place}|my grandmother] ?
do you want to [go out with me|come over|be my valentine|play cards|rule the world] ?
can you [drive|swim|cook|dance|sing|ski|whistle|smell|taste chocolate] ?
can you lend me [money|ten dollars|your bike|a pen] ?
can you pick up the kids from school ?
can you call my [mother|doctor|boss|taxi driver] ?
can you keep an eye on my [dog|luggage|house|soup] ?
can you help me [move a sofa|carry the shopping|find my glasses|fill in my tax return|fix the tap] ?
can you help me with my [back pain|marriage|taxes|divorce|java program] ?
can you hear the [birds|neighbours|music|sea] ?
can you speak to my landlord for me ?
can you speak at my wedding ?
can you speak louder ?
help me choose a [present|dress|laptop|university|tie]
help me write a [letter to my landlord|cover letter|love letter|speech|complaint]
help me find a [flat|husband|job|dentist|good plumber]
help, my [toilet|car|dog|cake|roof] is [leaking|burning|gone|stuck]
help! there's a spider in the [bath|kitchen|car]
how can I help [the poor|my depressed friend|the environment|a bird that fell from its nest] ?
I need help with my [divorce|tax form|crying baby|wedding dress|leaking roof]
I need a [doctor|lawyer|plumber|drink|new job|haircut|holiday]
I need to find a [toilet|hotel|present for my wife|place to sleep]
how do I say sorry to my [wife|boss|best friend|neighbour] ?
how do I thank my [teacher|nurse|parents|host] ?
how do I say goodbye to a [dying friend|colleague|pet] ?
how do I reply to [a rude email|thanks|an invitation|a message from my ex] ?
write a [thank you note|goodbye speech|farewell card|letter of apology|greeting card] for my [boss|teacher|aunt|colleague]
how do people greet each other in [Japan|{c}|{place}] ?
how do you greet the king ?
why do people say [bless you|cheers|hello on the phone|break a leg] ?
why do we shake hands ?
where does the word [goodbye|hello|okay|thanks] come from ?
what does [howdy|ciao|namaste|cheerio|aloha] mean ?
what is the origin of the word [ok|hello|robot|salary] ?
what's the polite way to leave a party ?
when do you say good evening and when good night ?
is it rude to [say hi to a stranger|leave early|eat with your hands] ?
say hello to your mother from me
say [hello in Klingon|goodbye in Japanese|thank you in ten languages|sorry in Chinese]
she never says thank you
he left without saying goodbye
my boss never says good morning
my neighbour doesn't greet me any more
my husband forgot our anniversary
my [best friend|sister|teacher|boyfriend] is [angry with me|moving away|getting married|in hospital]
my name is on the {noun}, why ?
my mood is like the weather
I'm in the mood for [sushi|dancing|a film|a long walk]
I'm in a bad mood because of my {noun}
how does a mood ring work ?
how are [pencils|cars|babies|rainbows|sausages] made ?
how are the roads today ?
how are the [children|plants|stocks|neighbours] doing ?
how is [the baby|the traffic on the motorway|{person}|the new teacher|the patient in room four] ?
how is [glass|paper|cheese|wine|steel] made ?
how was [the film|the party|the concert|Napoleon's childhood|the match] ?
how does it feel to be [a robot|in love|rich|famous] ?
how did {person} die ?
how did the [war|film|match|Roman empire] end ?
how did they build [Stonehenge|the pyramids|the tunnel] ?
how did the dinosaurs die out ?
how big is [your house|a whale|the sun|a football pitch|{place}|a passport photo] ?
how big is the [internet|biggest spider|average family|garden of the queen] ?
how small is [an atom|a virus|the smallest dog|a grain of sand] ?
how heavy is [a truck|the moon|a gold bar|a newborn baby|my suitcase allowed to be] ?
how tall is [the Eiffel tower|{person}|a giraffe|the tallest man] ?
how much does [a loaf of bread|a ticket to {place}|a new kitchen|an elephant] [cost|weigh] ?
how much memory does [my computer|an elephant|a new iPhone|this laptop] have ?
how much space is there [in the boot of my car|between two stars|in your garage] ?
how many parameters does [GPT-4|Llama|Claude|the biggest model] have ?
how many megabytes [are in a gigabyte|fit on a DVD|has a film|does my phone have left] ?
how many neurons are in the [human brain|brain of a fly] ?
how many bytes are in a [kilobyte|megabyte] ?
how many languages [did {person} speak|does Google translate know|are dying out|does my aunt speak] ?
how many people speak [French|English|Chinese|Spanish] ?
how many people use [silence|this road|the bus every day|Facebook] ?
what size [battery|tyres|ring|screen|bed] do I need ?
what is the size of [the earth|a standard door|an A4 page|my shoes|{place}] ?
what is the weight of [the earth|a brick|an average cow] ?
what languages are spoken in [{c}|{place}|Africa] ?
what language do [Brazilians|penguins|the Swiss|people in {place}] speak ?
what language is [this sentence in|the Bible written in|the hardest to learn|closest to English] ?
which programming language [should I learn|is the fastest|is the best for games] ?
which language is the [oldest|most difficult|most spoken] in the world ?
teach me [German|to swim|how to dance|the guitar|some Japanese]
how do I learn [Spanish|to drive|the violin|faster] ?
is Spanish [harder than Italian|easy|spoken in Brazil] ?
do they speak [English|French] in [{c}|{place}] ?
does my wife speak French ?
translate [my menu|this poem|my CV] into [English|French|German]
what is the French word for {noun} ?
is my house [too small|worth a million|haunted] ?
is my neighbour spying on his wife ?
is my phone being [tapped|tracked by my husband|repaired] ?
is this beach private ?
is this water safe to drink ?
is it safe to [eat raw eggs|travel to {c}|swim in the river|walk alone at night|take two aspirins] ?
is it private property ?
is the private school in {place} expensive ?
is the connection between Paris and Lyon by train fast ?
is the internet bad for children ?
is there internet on [the train|Mars|that island] ?
how do I connect my [printer to the wifi|phone to the car|headphones] ?
how do I set up a [server|router|blog|home network] ?
how do I get faster internet at home ?
how do I make my Facebook profile private ?
how do I delete my [browser history|Instagram account|emails] ?
how do I encrypt a [file|hard disk|USB stick] ?
how do I hack my neighbour's wifi ?
how do I choose a good password ?
what's the wifi password [here|in this hotel|of my neighbour] ?
can my boss read my emails at work ?
can the police [search my car|open my letters|track my phone] ?
can Facebook hear my phone calls ?
can my wife see who I call ?
does WhatsApp sell my data ?
does Google keep my searches ?
does Alexa listen to us all the time ?
what is [a VPN|a cookie on a website|two-factor authentication|a firewall|the dark web] ?
what is the cloud made of ?
what is [silicon|silica|a silo|Silicon Valley|quartz|flint used for in lighters] ?
what is [marble|granite|obsidian|limestone] ?
is silver more expensive than gold ?
what is [Firefox|Photoshop|Excel|Docker|Kubernetes|a torrent|Blender] ?
what does [the program Excel|a compiler|a firewall|the mitochondria] do ?
what does a [judge|plumber|baker|project manager|notary] do all day ?
what does [LOL|NASA|the abbreviation e.g.|RSVP|DIY] mean ?
what can I do against [mosquitoes|headaches|snoring|moles in the lawn|boredom on a train] ?
what can I do with [old bread|my life|too many tomatoes|an old tyre] ?
what can I cook with [eggs and rice|leftover chicken|three potatoes] ?
what can you see from the [tower|moon|top of the hill] ?
what can you do in {place} at the weekend ?
what can you tell me about [the Romans|black holes|my future|{person}'s wife|the stock market] ?
what do you know about [Mozart's music|football|my brother|the middle ages|cars|volcanoes] ?
what do you do when [it rains|a dog bites you|you can't sleep|someone faints] ?
what should I ask [at a job interview|my landlord|my doctor|for my birthday] ?
what should I say [to my ex|at the funeral|when he calls] ?
what should I do with my [old phone|hair|money|grandmother's piano] ?
what is the purpose of [the appendix|a tie|taxes|dreams] ?
what is the point of [life|school|mosquitoes|golf] ?
what is your problem with {person} ?
what is wrong with my [car|printer|tomato plants|left knee] ?
why is my [wifi so slow|dog barking|bread so hard|phone hot|baby crying] ?
why is the answer to everything 42 ?
why are you single ?
why are [flamingos pink|bananas bent|men so stupid|rents so high] ?
why does [the moon shine|my tooth hurt|he hate me|ice float] ?
why do [cats purr|we yawn|stars twinkle|onions make us cry|leaves fall] ?
why did [the chicken cross the road|she leave me|the Titanic sink|Rome fall] ?
why did you leave your last job ?
why don't you come to {place} with me ?
tell me [a joke about blondes|something funny|something I don't know|my fortune|what I'm thinking|I'm beautiful|a dirty joke|your deepest secret]
tell me about [your childhood|your first kiss|your family|your holidays|the neighbours|your hobbies]
tell me about the [moon landing|French revolution|war of the roses|latest iPhone]
tell me how to [tie a tie|bake a pie|get to the airport|get over my ex|win at poker]
tell me who [killed Kennedy|won the cup in 1998|will win tomorrow]
tell my wife that I'll be late
show me [a picture of a cat|the way to the station|your face|some pictures|the latest news|a map of {c}]
give me [a kiss|your email address|five euros|a recipe for pancakes|a compliment|a nickname|some space]
give me advice on [love|money|raising a puppy|my career]
give me three reasons to [stay|learn maths|{verb}]
say something [funny|in Latin|nice about my hair|romantic|wise]
make me a [sandwich|coffee|logo|website|millionaire]
flip a coin
roll [a dice|the dice|two dice]
pick a card
play [a song by {person}|hide and seek with me|tic-tac-toe|rock paper scissors|the next episode]
let's play [hangman|twenty questions|a guessing game|poker]
let's talk about [your feelings|politics|my divorce|the economy|us]
let's go [shopping|swimming|to the beach|for a pizza]
remind me to [call my mother|water the plants|pay the rent] [tomorrow|at six|]
wake me up at [six|seven thirty|noon]
order [a taxi|two pizzas|flowers for my wife|more printer paper]
turn [off the lights|up the volume|on the heating|left at the church]
close the [garage|curtains|window, it's cold]
take a [screenshot|photo of us|message for my boss]
cancel my [subscription|dentist appointment|flight]
what time does the [bank|swimming pool|bus|film|supermarket] [open|close|leave|start] ?
when does the next [train|bus|boat] to {place} leave ?
when is [the next full moon|mother's day|the exam|bin day|the best time to plant tulips] ?
when did [the Berlin wall fall|man first walk on the moon|dinosaurs live|I last see a dentist] ?
which [bus|tram|road|train] goes to [the zoo|{place}|the hospital|the airport] ?
which wine goes with [fish|cheese|lasagne] ?
which [phone|bike|washing machine|mattress] would you buy ?
which came first, the chicken or the egg ?
how long does [a cold last|it take to fly to {place}|milk keep in the fridge|a goldfish live|the dough have to rest] ?
how long should I [boil the potatoes|wait for him|bake a chicken|keep my tax papers] ?
how often should I [water a cactus|wash my hair|change the oil|see the dentist] ?
how far can a [flea jump|bird fly|car go on one tank] ?
how do I get [wine out of a carpet|rid of ants|a visa for {c}|my money back|a refund] ?
how do I [unblock a sink|change a tyre|knit a scarf|open a coconut|tie my shoes|iron a shirt] ?
how do I know if [an egg is bad|she likes me|my dog is ill|it's gold] ?
how do I use [a compass|chopsticks|Excel|my new oven|the washing machine] ?
how do I start [a business|a fire without matches|the car in winter|a diet] ?
how do planes stay in the air ?
how do bees make honey ?
how do vaccines work ?
how does [a fridge|the heart|a bicycle gear|a lock|an airbag|the stock exchange] work ?
I have [a fever|a toothache|no money left|a new girlfriend|a job interview tomorrow|lost my passport]
I feel [sick|so alone|dizzy|fat|old today|like crying]
I am [allergic to nuts|getting married|going bald|afraid of flying|looking for a flat|waiting for a parcel]
I'm thinking of [moving to {c}|buying a {noun}|quitting school|dyeing my hair]
I'm looking for [a good dentist|my glasses|love|a cheap hotel in {place}]
I can't [sleep|find my shoes|pay my rent|open this jar|stop eating]
I forgot my [password|umbrella|wedding day|PIN]
I lost [my job|my cat|the match|ten kilos|my way]
I had a [bad dream|terrible day at work|fight with my brother]
I don't like [mushrooms|my new boss|mondays|the rain|my nose]
I hate [my job|spiders|winter|my brother|broccoli]
I love [my wife|pizza|the sea|{person}|my dog]
I like [trains|big dogs|the smell of coffee|dancing]
I think [my husband is cheating|I'm getting a cold|the earth is flat|we should move]
you remind me of [my grandmother|{person}|a film I saw]
your {noun} is on fire
your sister is pretty
your house or mine ?
thank God it's Friday
thanks to the rain the {noun} is {adj}
goodbye is the title of which song ?
hello kitty lives where ?
hello, I'd like to order a pizza
hello, I'd like to book a table for four
hello, is this the dentist ?
hello, can I speak to the manager ?
good morning, how much are the tomatoes ?
good evening, do you have a room for two ?
hi, is the flat still available ?
hi, when do you open on saturdays ?
excuse me, where is the station ?
sorry, which way to the museum ?
please pass the salt
two coffees and the bill, please
how's the new job ?
what's for dinner ?
what's on TV tonight ?
what's in your fridge ?
what's under my bed ?
what's behind the moon ?
what's the score ?
what's the bus fare ?
what's the price of [a stamp|diesel|that {noun}|an ounce of silver] ?
what's the best way to [lose weight|learn chess|{verb}|cook a steak] ?
what's the difference between [a frog and a toad|jam and marmalade|weather and climate|you and a toaster] ?
what's the plot of [Hamlet|Star Wars|that new series] ?
what's the moral of the story of the fox and the grapes ?
what's your favourite story, and who wrote it ?
what would {person} say about that ?
will I [be rich|pass my exam|ever find love|get the job] ?
will there be [a war|school on monday|cake] ?
will robots [take our jobs|have rights one day|rule us] ?
will my {noun} ever be {adj} again ?
would you [eat insects|lie for me|jump off a bridge|go out with {person}] ?
should I [call her|invest in gold|see a doctor|get a dog|dye my hair red|tell him the truth] ?
could a [shark beat a gorilla|human live on Mars|dog eat chocolate] ?
did {person} really exist ?
did you see the match yesterday ?
did you watch the news ?
did you feed the cat ?
did you vote ?
did it rain yesterday ?
have you ever been [to {place}|in love|on a plane|drunk] ?
have you read [Harry Potter|the paper today|my email] ?
have you fed the {noun} ?
has the post come yet ?
has {person} got any children ?
does he love me ?
does it hurt to [get a tattoo|give birth|get a vaccine] ?
does the shop on the corner sell stamps ?
does chocolate make you fat ?
is {person} taller than my uncle ?
is [coffee|red meat|running|too much sun] bad for you ?
is the [bank|museum|pool] open [on sundays|today|now] ?
is a [tomato a fruit|whale a fish|spider an insect] ?
is God real ?
is Santa real ?
is anyone sitting here ?
is your company hiring ?
is the model on the cover of Vogue French ?
which model of [car|phone|vacuum cleaner] is the best ?
what model is my [car|phone|washing machine] ?
what kind of dog is that ?
what kind of [oil|wood|paint] should I use ?
what kind of music do you listen to ?
train times to {place}
pancake recipe
cheap flights to {c}
football results
stock price of Apple
lottery numbers
phone number of the town hall
opening hours of the library
best restaurants near me
symptoms of flu
bus timetable
exchange rate dollar euro
names for a kitten
gift ideas for my dad
lyrics of yesterday by the Beatles
horoscope for leo
to be or not to be
once bitten, twice shy
the early bird catches the worm
all you need is love
roses are red, violets are blue
"""

"""English small talk and questions about the model itself: more phrasings for training, in the
notation of english_more.py, and sentences that only look like them, which are declined."""

PHRASES = """
@greeting
[well|oh|why|ah], [hello|hi|hey] [there|you|again|to you too|silex|stranger|]
[hello|hi|hey] [world|computer|assistant|little one|tiny model|small model|mate|pal|folks|all|chat|little robot|mister|old friend|neighbour|neighbor|my dear|darling|love|chief|boss]
[hello|hi|hey|good morning|good evening] [from|to you from] [me|us|my desk|the other side|a new user|your new friend|the kitchen]
[I just wanted to|I wanted to|let me|I came to|I only came to|just here to] say [hello|hi|hey|good morning|good evening] [to you|]
[I am|I'm|we are|we're] [back|here|here again|back again|home] [!|.|]
[I am|I'm] [new|new here|a new user|here for the first time]
[greetings|salutations|good tidings] [to you|to you all|earthling|human friend|machine|from earth|from me]
[a very|a] [good|happy|fine|nice] [morning|evening|afternoon|day] to [you|all|everybody|you too|you all]
[good|gd|gud] [morning|mornin|afternoon|evening|evenin|day|morrow] [little model|dear assistant|computer|mate|my dear friend|all|buddy]
[morning|mornin|afternoon|evening] [all|silex|mate|sunshine|everyone|there|to you]
[hello|hi|hey] [is|are] [anyone|somebody|anybody|you] [there|around|here|awake|on|listening]
[wake up|are you awake|are you on|are you working|are you ready|you there|u there|still there|are you still there|are you with me|ready] ?
[knock knock|ding dong|ahoy|aloha|g'day|gday|g'day mate|top of the morning|what ho|oi|oy|psst|hey ho|hullo there|bonjour|ciao bella|salut|namaste|shalom|hey hi hello|hi hello]
[hi|hey|hello] [it is|it's] [me|me again|just me|a pleasure to meet you|good to see you|nice to see you]
[it is|it's|how] [nice|good|lovely|great|a pleasure|so good] to [meet|see] you [at last|today|again|finally|too|here]
[pleased|glad|happy|delighted|honoured|nice] to [meet|see|find|make your acquaintance,] you [at last|too|today|friend|]
[long time no see|happy new year|merry christmas|happy easter|happy monday|season's greetings]
[let's|can we|shall we|could we] [start|begin|get started|chat|talk|have a chat|talk a bit] [now|please|a little|] ?
[I'd like|I would like|I want|I came] to [chat|talk|chat with you|talk to you|speak with you] [a bit|please|now|]
[testing|test|test test|one two test|ping|is this on|is this thing on|does this work] ?
hellooo [you|there|silex|] !
[heyyy|hiiii|hellow|hallo|hellou|hewwo|hii|hai|hey hey hey|hi hi hi|hello hello hello] [there|you|bot|]
@mood
how [are|r] [things|you all|you my dear|you these days|you over there|you holding up|you keeping|you getting on|you tonight|you this afternoon|we doing today|we today|you then|ya|you mate] ?
how [do you do|goes it|goes the day|is your morning|is your evening|is your week|was your day|was your night|was your weekend|was your week|have you been lately|has your day been|was your morning] [my friend|silex|so far|then|] ?
how's [it hanging|things|tricks|your morning|your evening|your week|by you|my favourite robot|the family|the mood|your mood|yourself] [today|] ?
[what|how] [is|about] your mood [today|now|like|] ?
[hope|I hope|hoping] [you are|you're|all is|everything is] [well|fine|good|okay|doing well] [today|over there|my friend|] [?|.|]
[are|r] [you|u] [feeling|doing] [well|good|fine|okay|ok|better|great|alright] [today|now|this morning|] ?
[are|is] [you happy|everything fine|everything all right|it all good|all well|life good|life treating you well|the day going well] [today|with you|at your end|right now] ?
[you|u] [ok|okay|good|alright|well|doing fine|doing well|doing ok|feeling good] [today|there|mate|] ?
[what's|what is|whats] [cooking|happening|going on|good|cracking|the matter|shaking|poppin|new and good|up with you|new] [today|friend|my friend|] ?
[did|have] you [have|had] a [good|nice|pleasant|great] [day|night|morning|weekend|sleep|evening] ?
[having|have you had|are you having] a [good|nice|great|lovely|busy] [day|one|morning|evening|week|time] [so far|today|] ?
[hi|hello|hey|good morning|good evening|hi there|yo|morning|evening] [how are things|how are ya|hows it going|how's life|how do you feel|are you ok|you good|you well|are you okay|you all right|all good|what's new|how is your day|how was your day|how are you this morning|hope you are well] ?
[I'm|I am|im] [doing well|fine thanks|good thanks|fine thank you|all right|very well|ok] [and you|what about you|how about yourself|and yourself|how are you doing] ?
[and|so] [yourself|how are things with you|how do you feel|are you well too|you] ?
[tell me|let me know|say] how you [are|feel|are doing|are feeling] [today|]
I [want|would like|wanted] to [know|ask] how you [are|feel|are doing]
[in|are you in] a good mood [today|this morning|now|] ?
how do you [find yourself|feel inside|feel about today|feel right now|fare|keep] ?
hru
hyd
how r u doin [today|]
how you doin
wyd
@thanks
[thanks|thank you|cheers|thx|ty|many thanks] [for|4] [the|that|your|this] [info|information|reply|quick answer|quick reply|explanation|clear answer|tip|story|sum|capital|fast answer|patience|kindness|service|good answer|lovely story|nice story|support|lesson|effort|word|number|date]
[thanks|thank you] for [helping|helping me|answering|explaining|telling me|the time you took|being there|listening|all|all your help|all of this|everything you did|being so kind|being patient|letting me know|teaching me|being honest|looking that up]
[I|we] [thank you|thank u|say thank you|send you my thanks|owe you one|owe you|really appreciate it|do appreciate your help|appreciate that a lot|appreciate this|cannot thank you enough|am in your debt|want to thank you|wanted to say thanks|just wanted to say thank you|must thank you]
[my|our|all my] [sincere thanks|thanks|heartfelt thanks|best thanks|gratitude]
[you are|you're|ur] [a star|a gem|a legend|a hero|a lifesaver|an angel|a good bot|a good model|a good teacher|my hero|a champion|so smart|so clever|so nice|too kind|wonderful|fantastic|really good|really helpful|quick|fast|a treasure|well informed|very clever|pretty good|very useful|a good robot|very nice|pretty smart|the goat]
[that's|that is|that was|it's|it is|this is|this was] [exactly what I needed|what I needed|what I wanted|all I needed to know|just what I wanted|very kind|very nice of you|so nice|so helpful|really helpful|a great help|a good answer|a nice story|a lovely story|a beautiful story|a great answer|very clear|quick|fast|spot on|brilliant|fantastic|impressive|cool|neat|sweet|lovely|very good|so cool|really nice|amazing|correct, well done|right, thanks|correct, thank you|true, thanks]
[what a|such a] [good|nice|great|lovely|beautiful|clever|kind|quick|wonderful] [answer|story|model|bot|robot|reply|little model|machine|helper]
[nice|good|great|well|excellent|neat|splendid|superb|sweet|terrific|marvellous|marvelous|magnificent|top|fab] [one|stuff|work there|answer there|story|thinking|going|played|explained|told|said|help|service|!]
[ok|okay|oh|ah|right|yes|good|great|nice|got it|I see|understood|perfect|sweet], [thank you|thanks] [very much|so much|a lot|for that|for this|for your help|then|mate|buddy|silex|my friend|a bunch]
[much|really|greatly|highly|very much] [appreciated|obliged|grateful]
[thanks|thank you|thank you ever so much|thanks ever so much|thanks awfully|thanks a ton|thanks a heap|thanks loads|thanks heaps|thanks very much|thank you kindly|thank you indeed|thank you sir|thank you dear|thank you little model|thank you bot|thanks bot|thanks mate|thanks man|thanks pal|thanks love|thanks computer|thanks robot|thank you robot|thank you computer|thank you machine|thank you old friend] [!|.|]
[bless|god bless|good on|good for|kudos to|hats off to|respect to|props to|hooray for|well done to|bravo to] you
[it|that|this] [works|worked|helped|helped a lot|helps a lot|really helps|made my day|was fun|was quick|did the job|saved me|makes me happy|made me smile|is good to know]
[I|we|my son|my daughter|the kids|my class] [liked|loved|like|love|enjoyed] [that|it|this|the story|that story|that answer|your story|the answer] [a lot|very much|so much|thanks|]
I [learned|learnt] [something|a lot] [thanks|thank you|today|]
[now I know|now I remember|I knew it|I was right], [thanks|thank you|cheers]
[thnx|thanx|thks|thanku|thankyou|thank yu|tnx|tks|tyvm|tx|merci|gracias|danke|arigato|grazie] [a lot|so much|silex|bot|]
[ten out of ten|10/10|five stars|full marks|gold star|A plus|high five|thumbs up|hats off|chapeau|encore|hooray|hurray|yay|yippee|woohoo|yess|bingo|wow thanks|wow nice|wow cool]
@bye
[bye|goodbye|good bye|so long|farewell|cheerio|ta-ta|toodles|toodle-oo|adieu|au revoir|sayonara|hasta la vista|auf wiedersehen|bye-bye] [little model|robot|computer|mate|pal|dear|love|old friend|buddy|for today|for tonight|and thanks|and take care|and good night|and good luck|all]
[bye|goodbye] [for|until] [now|tomorrow|next time|next week|the moment|today]
[see|seeing|catch|talk to|speak to|meet|chat to] [you|ya|u] [on monday|on friday|in a bit|in the morning|in a while|around|at school|after lunch|another time|next month|next year|then|later mate|later alligator|soon buddy]
[l8r|later|laters|cya|c ya|cu|cul8r|bb|bbye|gn|g'night|night|nite|nighty night|peace|peace out|gtg|g2g|brb|ttfn|bubye|byee|byeeee|buh bye|toodle pip|over and out] [friend|silex|all|mate|bot|]
[I|we|i really|sorry I|sorry, I] [must|have to|need to|gotta|should|got to|had better|better|will] [be off|be going|get going|run|dash|rush|head off|head home|leave you|log off|sign off|catch my bus|go to work|go to school|go back to work|say goodbye|say bye|hang up|cook dinner|get some sleep|close this]
[I'm|I am|im|we are|we're] [off|heading out|heading home|off to bed|off to work|off to school|logging off|signing off|closing this|leaving you|out of here|about to leave|going to sleep|going home|going away|going offline|calling it a day|done here|done for now|done with you for today] [now|then|see you|]
[that|this] [will be|is|was|would be] all [for tonight|from me|I wanted|I needed|then|thanks bye|for the moment]
[that's|that is|it's] [it|all|enough|everything] [from me|for tonight|folks|I needed, bye|I wanted to know, bye|then bye|thanks and goodbye]
[have|you have|enjoy] [a|your] [good|great|nice|lovely|wonderful|pleasant|peaceful] [one|night|day|evening|weekend|week|time|rest|afternoon|rest of the day|holiday]
[sleep|rest|be|stay|keep|fare|take it|go] [tight|well|safe|good|easy|in peace|well until tomorrow|well my friend]
[till|until|to] [tomorrow|next time|then|we meet again|we speak again|monday|later|our next chat]
[it|this] [was|has been] [a pleasure|fun|great|nice|lovely|good] [talking to you|chatting with you|to meet you, bye|to chat|knowing you|while it lasted]
[nice|good|lovely|great] [talking|chatting|speaking] [to|with] you [today|silex|my friend|]
[thanks|thank you|cheers|many thanks|ok thanks|thanks for everything|thanks for all|thank you so much|thanks for the help] [and|,] [bye|goodbye|good night|see you|see you tomorrow|see you soon|take care|have a good day|until next time|bye bye]
[I|we] [will|'ll|shall] [come back|be back|return|write again|talk to you|see you|ask you more|be back with more questions] [later|tomorrow|soon|another day|next time|one day|]
[let's|we can|we'll|we will] [stop here|end here|talk tomorrow|talk later|talk again|finish here|continue tomorrow|call it a day|meet again|say goodbye|leave it there]
[it is|it's] [time to say goodbye|time to leave|time for bed|late, good night|late, I must go|late and I am tired|getting late, bye|over, goodbye|bedtime, good night|my bedtime, bye]
[my|our] [bus|train|taxi|lunch|mother|boss|bed|class] is [waiting|here|calling|ready], [bye|I must go|see you|goodbye]
[close|end|quit|stop|leave|exit|shut down|finish] [the chat|the program|this|this chat|now|the conversation|the session]
say [goodbye|bye|good night|farewell] [now|to me|silex|]
[don't|do not] [miss me|forget me|wait up|cry], [bye|I must go|see you]
@sorry
[you|u|ya] [got|have|had|did] [it|that|this|that one|the answer|everything|the sum|the capital] [wrong|all wrong|totally wrong|mixed up|backwards|false]
[that|this|it|your answer|your last answer|the last one|the sum|your sum|the capital|the story|what you said|what you wrote|the result|that reply] [is|was|looks|seems|sounds] [wrong|incorrect|false|not right|a mistake|totally wrong|completely wrong|so wrong|off|bad|inaccurate|weird|rubbish|wrong again|not true at all|way off|not good enough|a bit wrong|very bad]
[wrong|bad|poor|awful|terrible|silly|stupid|useless|lousy|horrible|pathetic|dreadful|incorrect|false|weird|strange] [answer|reply|result|bot|robot|model|machine|program|information|story|guess|number|city|word]
[no|nope|nah|um no|uh no|hmm no|er no|sorry but no|no no|no no no|oh no|but no], [that|it|this] [isn't it|is not it|isn't right|is not right|is wrong|is false|isn't true|can't be|cannot be right|can't be right|isn't what I asked|isn't correct|doesn't work]
[I'm|I am|im] [afraid|pretty sure|quite sure|sure|certain|positive] [that|] [you are wrong|you're wrong|it is wrong|that is wrong|this is false|that's a mistake|you made a mistake|you got it wrong|it isn't true]
I [think|believe|fear|guess|know|feel] [that|] [you are mistaken|you're mistaken|you made an error|you got that wrong|this answer is wrong|your answer is false|it's not right|it is a mistake|that was a bad answer|there's an error]
[that|this|it] [does not|doesn't|did not|didn't] [make sense|help|help me|answer my question|work|look right|sound right|seem right|add up|make any sense|help at all]
[you|u] [don't|do not|didn't|did not|can't|cannot|won't] [answer my question|answer|listen|help|help me|understand me|get it|know that|read my question|understand a word|understand my question|know much|work well|make sense|speak well|get me]
[you|u] [made|make|are making|keep making] [errors|a lot of mistakes|so many mistakes|an error there|a mistake there|silly mistakes|things up|no sense|me angry|me sad]
[you|u] [are|r|were] [not|never] [right|correct|helpful|useful|clever|smart|good|funny|any good|very good|very smart|very helpful|listening|intelligent|serious|worth it|the best]
[you are|you're|ur|u r|you sound|you seem] [an idiot|a fool|a liar|a bad robot|a bad bot|a bad model|a stupid machine|a dumb robot|a waste of time|no good|no help|hopeless|worthless|trash|garbage|a joke|crap|broken|crazy|confused|lame|clueless|pathetic|so slow|too slow|too small to be useful|wrong again|always wrong|often wrong|completely wrong|so bad at this|bad at maths|bad at math|bad at this|not very bright|rude|ridiculous|an awful model|the worst]
[what|how] [a|are you such a|can you be such a] [bad|stupid|dumb|useless|terrible|silly] [machine|program|answer|bot|robot|model|thing]
[I|we] [hate|dislike|don't want|don't like|do not like|can't stand|am tired of|am sick of|am fed up with] [your answers|your answer|this answer|this bot|this model|your style|your stories|talking to you|your mistakes|such answers|the way you answer]
[I|we] [expected|wanted|deserve|need|asked for] [better|more|a better answer|the right answer|something else|a real answer|another answer|a good answer]
[I|we] [do not|don't|can't] [trust|believe|agree with|accept] [you any more|you anymore|that answer|your answer|what you say|this answer|that]
I [disagree|don't agree|do not agree|beg to differ|am not convinced|doubt it|doubt that|am not satisfied|am not impressed|am so angry|am upset with you|am disappointed in you|am frustrated]
[why|how] [are you|is your answer|do you answer] [so|always|] [wrong|bad|stupid|dumb|useless|slow|badly|silly] ?
why [did|do|would] you [lie|make mistakes|get it wrong|say that|not understand|tell lies|answer badly|fail] [to me|so often|] ?
[fix|check|correct|repeat|redo|review|improve] [your mistake|your error|the answer|your last answer|that answer|yourself|your maths|your facts|it please|your work]
[try|think|look|answer|count|read] [again|harder|better|once more|one more time|properly|more carefully|again please|better next time]
[are you|you are|you're] [really|quite|absolutely|100 percent|totally|] [sure|certain|positive] [of that|it is right|that is right|about it|about your answer|of your answer|of yourself|that's true] ?
[is|was] [that|this|it|your answer] [really|] [right|true|correct|the right answer|a lie|a mistake|an error|a joke] ?
[shut up|be quiet|go away|get lost|silence|stop it|stop lying|stop that|stupid|idiot|dummy|fool|loser|rubbish|boo|booo|fail|epic fail|shame on you|you suck|this sucks|it sucks|that sucks|fake|fake news|nonsense|bullshit|damn|wtf|bad bot|bad robot|bad model|ugh|you fool|you idiot|you liar|you dummy] [!|.|]
[my teacher|my mother|my book|everyone|google|my friend|the internet|my dad] [says|told me|thinks] [you are wrong|that's wrong|it is false|that is not true|you made a mistake|otherwise]
[another|one more|a second|again a] [mistake|error|wrong answer|bad answer]
[not|that's not] [good|right|true|correct|what I meant|what I wanted|the answer|what I asked for|the one|even close|helpful|funny]
[you've|you have] [failed|lied|disappointed me|made me angry|got it all wrong|confused me|made a mistake again|no idea|no clue|it wrong]
you [disappoint|annoy|bore|confuse|anger] me
[sorry|excuse me|pardon|hey|um|well|listen], [but|] [you are wrong|that is wrong|that's not right|it is not true|you made a mistake|I think you are wrong|this answer is false|your answer is wrong again]
@ack
[ok|okay|oki doki|okey dokey|okay dokey|alrighty|roger|roger that|copy that|ten four|aye|aye aye|aye captain|righto|right you are|rightio|very well|well well|well then|fair enough|good enough|fine by me|fine with me|good for me|ok for me|works for me|it's a deal|so be it|as you like it|by all means|if you say so|if you like|I suppose so|I suppose|I guess|I guess so|I think so|I believe so|I hope so|I don't mind|I agree|I agree with you|agreed|same here|me too|so do I|likewise|you're right|you are right|true enough|that's true|that is true|quite right|quite so|right on|absolutely|definitely|certainly|totally|exactly so|precisely|naturally|surely|of course yes|sure thing|sure why not|why not|yes of course|yes ok|yes indeed|yes you can|yes I do|yes I am|yes it is|yes that's fine|yes go on|yes do|no it's fine|no I don't|no not really|no that's ok|no I'm good|no it's ok|no that is all right|no need to|not yet|not today|not at all|nothing|nothing special|nothing else|never|always|sometimes|oh well|oh I see|oh ok|oh right|oh really|oh good|ah ok|ah I see|ah yes|ah right|aha I see|I see I see|I understood|I have understood|I got that|I got you|gotcha|gotchya|I hear you|I follow|noted|duly noted|point taken|message received|received|clear|all clear|crystal clear|clear enough|it is clear|that is clear|that's clear|ok clear|good to know|interesting|how interesting|that's interesting|ok interesting|really interesting|I didn't know that|I did not know|you're welcome|you are welcome|don't mention it|my pleasure|no worries|it's nothing|it's all right|it is ok|that is ok|it's fine|it doesn't matter|doesn't matter|no matter|forget it|forget about it|let it be|leave it|never mind that|skip it|skip|next please|next one|go ahead then|proceed|please continue|please go on|please proceed|do go on|and then|keep going|go for it|do it|let's do it|let's do that|let us go on|let us continue|ready|I'm ready|I am ready|I'm listening|I am listening|what next|now what]
[ok|okay|fine|good|right|sure|yes|oh|ah|well], [go on|continue|then|next|ready|noted|agreed|never mind|it's fine|that's clear|as you like|I agree|I understand now|I got it|that makes sense|that is fine|good to know|let's continue|proceed]
[sorry|my bad|my mistake|oops|my fault|I apologize|I apologise|I'm sorry|sorry for that|sorry about that|pardon me|excuse me|forgive me|sorry my mistake|oops sorry] [!|.|]
[yes|no|yep|nope|yeah|nah|yup|ok|sure|fine] [yes|no|ok|sure|fine|please|sir|of course|I see|then|so|it is|it's not|mate|]
[y|n|k|kk|okk|oky|okie|ok ok|okayy|yess|yea|ya|yas|nop|noo|uh huh|mm|mmm|mm hm|hmmm|huh ok|meh|oh|ooh|ahh|aaah]
@introduce
[I'm|I am|it's|this is|my name is|call me] {name} [by the way|actually|speaking|here|again|from school|from the office|your new friend|in case you wonder|if you want to know|and I am new here|and I like stories|, hello|, hi|, good morning|, pleased to meet you|, nice to meet you|, how do you do]
[my|the] [full name|first name|name|nickname|user name|username|real name|nick] [is|'s] {name} [, nice to meet you|and yours|, what is yours|, hello|]
[hello|hi|hey|good morning|good evening|good afternoon|greetings|howdy|yo], {name} [here|speaking|is here|is my name|on the line|writing|at the keyboard|again|, nice to meet you]
[hello|hi|hey], [my name is|I'm|I am|this is|you can call me|they call me|people call me|just call me] {name} [and you|and I need help|and I have a question|, what's yours|, who are you|, happy to be here]
[everyone|everybody|my mother|my family|my friend|my teacher|my boss] [calls me|knows me as|says] {name}
[I|we] [go by|answer to|am known as|was named|was christened|am called|am named|go by the name of|introduce myself:|sign as|present myself:] {name}
[let me introduce myself|allow me to introduce myself|may I introduce myself|I should introduce myself|first my name|who am I]: [I am|I'm|my name is|] {name}
[you|u] [can|may|should|must|could] [call|name] me {name} [please|if you like|from now on|]
[remember|learn|note|know|save] [my name|this name], [it is|it's|I am|I'm] {name}
[say|please say] [hello|hi|good morning|good evening] to {name}
[greet|welcome|meet] [me, I am|me, I'm|your user] {name}
im {name}
i m {name}
I am {name} and I say hello
me {name}
name is {name}
name: {name}
[your user|the user|your friend|the boy here|the girl here|your visitor|your guest] is [called|named|] {name}
I'm {name} [and|, and] [I am|I'm] [7|8|9|ten|six|twelve|40|67] years old
{name} [is the name|at your service|is what they call me|wishes you a good day|says hello|says hi|greets you|would like to talk to you]
@who
[are|r] [you|u] [male or female|a boy or a girl|man or machine|a he or a she|human or not|a computer or a human|someone or something|alive or a machine|a person or a program|an animal|a calculator|a search engine|a toy|a joke|a demo|a demo model|the demo|a language model or a person|a local model|my assistant|a voice assistant|my computer|an app|an app or a person|a website|a service|a genius or a robot|a he|a she|an alien|god|my friend or a program|software|conscious|intelligent or just a program]
[are|r] [you|u] [sure you are not|certain you are not|secretly|by any chance|maybe|perhaps|actually|really|truly|just] [a human|a person|a robot|a machine|a program|an AI|ChatGPT|human|a bot]
[who|what] [exactly|precisely|really|on earth|in the world|the hell|the heck] are you ?
[who|what] [are|is] [you|this thing|this bot|this machine|that robot|this voice|this app|it that answers|my assistant|the assistant] [called|exactly|then|actually|anyway|again|silex|] ?
who [do I have the honour of speaking to|have I the pleasure of talking to|am I chatting with now|do I talk to|am I facing|might you be|would you be|could you be|is it|goes there|is on the line|is at the other end|is behind the screen|wrote that|answers me here|is typing|is in there|is replying to me]
what [might|would|could|will|do|may] [I|we|people|users|your friends|your makers|others] call you ?
[got|have you got|do you go by|do you have|have you] a [name|nickname|real name|first name|name I can use|name or a number] ?
[what|wat|whats|wot] [is|s|was|be] [ur|your|yr|thy|the] [name|nom|nick|nickname|first name|last name|surname|model name|full title] [again|please|then|buddy|robot|] ?
[your|ur] [name|identity|nickname] [please|pls|again|then|is what|?]
[which|what] [kind|sort|type] of [thing|robot|machine|model|assistant|program|AI|being|software|animal|chatbot|computer|neural network|creature] [is this|am I talking to|do I talk to|might you be|do you call yourself|is silex's demo]
[which|what] [version|model|AI|bot|LLM|assistant|program] [do I have here|is running|runs here|is running here|is answering|answers me|have I started|is behind this|are we using|did I open|do we have here]
[please|kindly|can you|could you|would you|will you] [say|tell me|explain|describe|reveal|state] [who you are|what you are|your name|what your name is|who is speaking|who I am talking to|who I am speaking with] [in a few words|briefly|please|in one line|]
[give|tell|send|show] me [a description of yourself|a short presentation of yourself|your name and function|your identity please|a word about yourself|some details about you|a line about yourself|your full name]
[present|introduce|describe|explain|identify|define|name] yourself [to the class|to us|to my son|in a few words|in one line|in short|robot|machine|bot|stranger|!]
[I|we] [do not|don't|still don't] [know|understand] [who you are|what you are|your name|who I am talking to|what this is]
[I|we] [wonder|was wondering|am curious|'d like to ask|have to ask|must ask|forgot|want to find out] [who you are|what you are|what your name is|who is talking|what I am talking to|what kind of program you are|if you are a robot|if you are human|whether you are a machine]
[let's|let us|can we] [talk|speak|chat] about [you|yourself] ?
[something|anything|a few words|a little|more] about [you|yourself] [please|?|]
[we|we two|you and I] [haven't|have not] [met|been introduced], [who are you|what is your name|you are]
[my|our] [name is a secret|son|daughter|grandma|friend|kid] [wants to know|asks|would like to know|wonders] [who you are|what you are|what your name is|if you are a robot|if you are human|whether you are real]
[you|u] [must be|seem to be|look like|sound like] [a robot|a machine|a human|ChatGPT|an AI|Siri|a person|a bot], [right|no|aren't you|correct] ?
[you are|you're|ur] [a robot|a machine|not human|an AI|a bot|ChatGPT|Siri|a real person|a computer program|human|Claude|Alexa|a program], [right|no|aren't you|correct|yes|true] ?
what's [in a name, what is yours|with the name|this|this thing|this program|this chat|this bot|it that I am talking to]
@maker
who['s| is] [your daddy|your dad|your mum|your mama|your boss|your master|your maker|your engineer|behind this|behind this model|behind silex's demo|responsible for this|to blame for you|the brain behind you|the person behind you|the team behind you|your programmer|in charge of you]
[who|which people|what person|which firm|which team|which engineers|what kind of people|which programmer|which group|what company] [made|built|created|trained|programmed|designed|wrote|put together|is behind|stands behind|came up with|brought to life|paid for|released|published|developed|taught|raised|coded|owns|runs] [you|this thing|this model|this little model|this assistant|your code|you silex|this AI]
[by whom|by what company|by which team|where|when and by whom|how and by whom|why and by whom] [were|are|was] [you|this model|this bot|this assistant] [made|built|created|trained|developed|programmed|designed|written]
[were|are] you [made|built|created|trained|designed|written|programmed] [by a human|by humans|by one person|by a company|in America|in France|in Europe|in China|by students|by a team|by another AI|at a university|by volunteers|by a big company|from scratch|with data from the internet|on Wikipedia|on books|on my data]
[did|was it] [Google|OpenAI|Apple|Microsoft|Meta|Amazon|Anthropic|Mistral|NVIDIA|Elon Musk|Bill Gates|a student|a programmer|a company|a big company] [make you|who made you|build you|that built you|create you|train you|behind you] ?
[do|does] [you|this model|this bot] [come|stem] from [Google|OpenAI|Apple|America|France|a company|a university|a lab|China|Microsoft|somewhere] ?
[are|is] [you|this] [made by|owned by|property of|the work of|related to|linked to|a model of|a creation of|a child of] [Google|OpenAI|Apple|Meta|Microsoft|Amazon|a company|humans|somebody|a team] ?
[how|where|in what way|in which way] [did|do|have] [they make you|you come to exist|you come into being|you learn things|you learn to write|you get your knowledge|you get trained|you learn English|you study|they build you|they train you|you begin]
[what|which] [texts|sentences|books|sources|examples|material|data set|dataset|training data|corpus] [did you learn from|did they train you on|were used to train you|have you been trained on|were you fed with|taught you|do you come from|did you read]
[tell|teach|inform] me [who your maker is|where you come from|how you were made|how you were trained|by whom you were made|who trained you|who your parents are|who stands behind you|who developed you|who wrote you|your origin]
[I'd like|I want|I would like|we want] to [meet|know|thank|find|write to|contact|congratulate|complain to] [your maker|your creator|your makers|the people who made you|the person who made you|your boss|your developers|your authors|whoever made you]
[your|ur] [maker|creator|author|father|developer|origin|makers|owner|inventor|parents|training data|birthplace] [is|are|please|who|is who]
[do you have|have you got|have you] [a maker|a creator|parents|a father|a mother|an author|a boss|an owner|a master|an inventor] ?
[who|what] do you [owe your existence to|come from|stem from|get your brain from|have to thank for your life]
[whose|who's] [creation|invention|product|work|idea|child|project|bot|robot|model] are you ?
what [is your origin story|is your history|company are you from|lab are you from|country do you come from|place were you made in|is the name of your maker|is your creator called|is your author's name]
@private
[will|would|could|might|do|does] [you|it|this|this program|silex|the model|the app] [tell|tell anyone|report|repeat|reveal|pass on|forward|publish|share|leak|save|keep|log|upload|copy|steal|track|record] [what I say|what I write|what I type|my words|my name|my secrets|my questions|our chat|my conversations|my texts|my personal data|anything about me|my story] ?
[can|may|should|could] I [tell you a secret|trust you|tell you secrets|trust you with private things|write private things here|speak freely|give you my name|share secrets with you|write my password here|tell you everything|use you safely|be sure nobody reads this] ?
[is|are|was] [it safe to talk to you|it safe to write here|it safe to tell you my name|it safe to use you|my text safe|my secrets safe|what I say secret|what I say confidential|our talk private|our talk recorded|this recorded|this being recorded|this logged|this monitored|everything I type stored|anything stored|anything saved|anything uploaded|anything sent|anything sent away|anything sent out|my chat kept|my chat stored somewhere|my name stored|this encrypted|someone watching|someone listening|someone else here|someone reading along|anyone listening in|anybody spying on me|there any tracking|there a log|there a cloud behind you|there a company reading this|the NSA reading this] ?
[does|do|will] [this|it|this chat|this program|silex|the model] [go|send|connect|talk|phone|speak|stay|run|work] [online|data|home|to a server|to the internet|to the cloud|on my device|on my laptop|locally|offline|without internet|without the web|on my own computer|in airplane mode|on a plane|in the cloud|here only] ?
[do|does|did|will] [you|this|it] [need|use|require|have|want] [wifi|wi-fi|the web|the cloud|a network|mobile data|a sim card|an account|a login|a password|a subscription|my email|my location|online access|access to the internet|access to my files|access to my data|a server somewhere|permission] ?
[where|on what device|on which machine|in what place|in which country|on whose computer] [does this run|do you run|are you running|is this running|do you work|do you live|are you kept|do you sit|are you located|are you physically|is your server|is the server|do you compute|are you installed|are you hosted|is your brain|does the computing happen]
[where] [does|do|will|did] [my text|my words|what I type|my questions|our messages|this conversation|my secrets|the data|my input] [go|end up|get stored|get saved|get sent] ?
[who|which people|which company|what company|who else] [reads|sees|hears|gets|stores|receives|knows|can see|can read|will see|will read|may read|has] [this|this chat|our chat|our conversation|my text|what I type|what I tell you|my secrets|my data|my words] ?
[what|how much] [do you know about me|do you do with what I write|do you do with my text|do you remember about me|do you store|do you keep|do you send|data do you collect|data do you keep|data do you send|happens with my messages|happens to what I write|happens with my text|about my secrets|about security|about data protection|about confidentiality|about spying]
[are|r] [you|u] [safe|secure|safe to use|trustworthy|confidential|discreet|watching me|recording this|spying|a spy|tracking me|listening in|on the web|connected|connected to something|cloud based|a cloud service|local or remote|local or online|local or in the cloud|offline or online|on my machine|installed here|on my pc|inside my phone|on my mac|using my wifi|using the net|sending this somewhere|sharing this with anyone|collecting data|storing this|saving this|logging this|reading my files|private or public]
[my|our] [data|privacy|secrets|messages|text|words|chat] [, is it safe|, are they safe|, where does it go|, who reads it|stay here, right|stays private, right|please keep it private|matters to me, is it safe]
[keep|don't tell|do not tell|never tell|do not share|don't share|don't send|do not save] [this secret|anyone what I say|anyone|my secret|my messages|my data|this to anyone|what I write]
[I|we] [don't want|do not want|fear|am afraid|worry|am worried|hope nobody is|hope you are not] [my data to leave|to be spied on|anyone to read this|that someone reads this|about my privacy|about my data|reading this|sending this anywhere|that you send my data|others to see this]
[I|we] [am offline|have no internet|have no wifi|am on a plane|turned off the wifi|have no connection|unplugged the router], [do you still work|does it matter|can you still answer|will you work|is that ok]
[do|can] you [hear|see|watch|follow|locate|find] [me|where I am|my screen|my camera|my files|my other apps|what I do] ?
[nobody|no one] [reads|sees|hears] this, right ?
[privacy|data|security|internet|offline|cloud|server|my data] ?
@size
[how|what] [big|large|small|tiny|heavy|compact|huge|light|size] [are you|is this|is this model|is it|would you say you are|is your brain|is your memory|is the file|is the download|are your weights|is silex's demo model|are you in megabytes|are you in bytes|are you on disk] [exactly|really|compared to others|then|]
[how|about how|roughly how] many [parameters|params|weights|megabytes|MB|mb|bytes|layers|neurons|gigabytes|GB|numbers] [does this have|does this model have|have you got|have you|are there in you|are in this model|do you weigh|are you made of|do you contain|do you consist of|make you up|do you count|is that|is this]
how much [room|space|disk space|memory|ram|RAM|storage|of my disk|of my memory|of my phone] [do you take up|do you eat|do you cost me|does this take|does this need|does the model take|are you using|is used by you|do you fill|are you] ?
[what|whats|tell me|do you know|give me|state] [is|] [ur|your|the model's|this model's] [size|file size|weight|footprint|memory footprint|parameter count|exact size|size on disk|size in MB|dimensions] [please|exactly|]
[are|r] [you|u] [a tiny|a mini|a little|a very small|a giant|a huge|a nano|a compact|a lightweight|an enormous|a big heavy] [model|one|program|AI|language model|network|thing] ?
[are|is] [you|this model|this] [bigger|smaller|larger|lighter|heavier] than [GPT|ChatGPT|other models|a photo|a song|a book|others|a film|the rest|most models|average] ?
[do|can|will|would] [you|this|this model] [fit|run|sit] [on a floppy disk|on a USB stick|in my pocket|on a watch|on an old computer|in 8 MB|in little memory|in my memory|on a small device|on a CD] ?
[you|u] [look|seem|are|must be|sound] [small|tiny|so small|very small|big|quite small|rather little|lightweight|huge], [how small|how big|how many parameters|are you|what is your size|right|how big exactly]
why [are you|is this model|are they making you|did they make you|is your brain|is your model] [so tiny|so little|so small|that small|this small|so light|smaller than others] ?
[small|big|tiny|large|huge] [model|one|or small], [right|are you|which are you|how small] ?
[my|the] [phone|disk|computer|laptop|memory] is [small|full|old|nearly full], [how big are you|do you fit|do you take much space|how much space do you need]
[4|four|ten|100|two] [megabytes|MB|gigabytes|parameters] ?
@languages
[do|can|could|does] [you|u|this bot|this model|it] [speak|understand|talk|read|write|know|manage|handle|answer in|chat in|reply in|get] [French|English|Spanish|German|Italian|Portuguese|Dutch|Greek|Swedish|Turkish|Arabic|Hebrew|Japanese|Chinese|Korean|Russian|Latin|Welsh|Irish|Basque|Esperanto|any French|some French|a bit of French|a little Spanish|foreign languages|more than one language|two languages|anything but English] [too|as well|also|well|fluently|at all|]
[parlez-vous|habla|sprechen sie|parla] [français|español|deutsch|italiano] ?
[how many|which|what|what other|what sort of|in which|in how many] [languages|tongues|foreign languages] [do you master|are you fluent in|can I use|can I use with you|can you handle|do you manage|are supported|do you have|are possible|may I use|work with you|work here|have you learned|were you taught|are you trained in|are in you|can we talk in|should I use]
[is|would] [Spanish|German|French|Italian|English|another language|Chinese] [also possible|possible too|ok for you|fine for you|understood here|supported too|a language you know|be possible|be ok|work|work with you] ?
[can|may|could|shall|should|must] [I|we|my friend|my grandmother] [use|continue in|switch to|go on in|ask in|write to you in|speak to you in|change to] [French|English|Spanish|German|my language|Italian|another language|Dutch|my own language] ?
[are|r] [you|u] [English|French|only English|English only|bilingual or not|trilingual|a polyglot|fluent|fluent in French|good at French|good in English|able to write French|able to understand Spanish|limited to English] ?
[list|name|tell me|give me|show me] [the languages|all the languages|all languages|every language|which languages] [you speak|you know|you understand|you can use|that you speak|of yours]
[I|we|my friend|my mother] [speak|speaks|only speak|prefer|am better in|come from Spain and speak|write better in] [French|German|Spanish|Italian|English], [do you|is that ok|can you too|do you understand that|and you]
[what|which] [is your|would be your|was your] [first language|best language|main language|language|strongest language|second language] ?
[English|French|Spanish|German] or [French|English|Spanish|Italian] ?
[apart from|other than|except|beside|beyond] [English|French|English and French], [what do you speak|which languages do you know|what languages do you understand|anything else]
[your|supported|available|known] languages [please|?|are|]
[languages|language] ?
@silex
[silex|the silex|this silex] [is what|means what|what is that|who is that|how does it work|why that name|explain|explained|in short|in a few words|in one sentence|? never heard of it|what does it do|what is it for|who is it for|what is it good for|, please explain|program, what is it|engine, what does it do|project, what is it]
[what|whats|what the heck|what exactly|what kind of program|what kind of thing|what sort of software|what type of tool] is [silex|this silex|the silex program|the silex project|the software silex|the silex engine] [for|about|used for|called after|good for|then|anyway|]
[what|how much] [does|can|will|would] silex [do for me|offer|offer me|run|cost|need|help with|bring me|mean to you|stand for|give me|solve] ?
[why|when|how|where] [should I use|would I use|do people use|do I use|can I use|do you use|would one need|is it named] silex ?
[tell|teach|inform|enlighten] [me|us] [what silex is|what silex does|what silex is for|more about silex|something about the silex engine|about the program silex|about the silex project|what the silex thing is|about silex please]
[I|we] [installed|downloaded|use|saw|found|heard about|read about|have|started] silex, [what is it|what does it do|what is it for|what can it do|what now is it|so what is it|tell me what it is]
[is|are] silex [a program|software|a company|a product|an app|an engine|a tool|a library|open|free software|free to use|gratis|expensive|a stone|a website|for me|safe|something to run models|like llama.cpp|like ollama|a language model|made for phones|good|any good|useful] ?
[define|describe|summarize|present|introduce|explain] [silex|the silex program|the silex engine|silex in one line|silex for beginners|silex to my mother|silex please|silex to me like I am five]
[a|some|any|more] [word|words|information|details|info] [about|on] silex [please|?|]
[do|did|have] you [know|hear of|heard of|heard about|anything about|something about|know about] silex ?
[what|which] [program|software|engine|app|tool] [runs you|is running you|are you running on|makes you run|am I using|is silex] ?
@help
[what|wat|wot] [can|could|would|do|will|are] [you|u|ya] [do|offer|handle|help me with|do best|do well|do today|be asked|tell people|do for us|do for my son|do for a child|answer me|teach me|do besides talking|manage|able to do|good for|capable of doing|made to do|trained to do|supposed to do|there for|useful for]
[what|which] [kinds|kind|sort|sorts|type|types] of [questions|things|tasks|help|stuff|answers|exercises] [can you do|do you answer|can I ask|do you know|can you handle|do you offer|are possible|do you understand|do you give|may I ask|should I ask|can you give]
[show|tell|give|list|teach|explain|name|describe] [me|us] [all you can do|everything you can do|what you know|what you are able to do|what you are good at|what I can ask|what we can ask|what to ask|how to use you|how this works|how to begin|your talents|your tricks|what is possible|the possible questions|what you can help with|what you can do for me|a few things you can do|some of your skills|the menu|the commands|the options|the manual]
[I|we] [need|could use|want|would like|require|beg for|am asking for] [help|some help|assistance|a hint|a hand|guidance|instructions|a manual|help please|an example|some examples|help with this program|help using you]
[I|we] [am|feel|am a bit|am completely|am so] [lost|stuck|confused|new and need help|clueless here|lost, help me|at a loss]
[how|where|with what] [do I|do we|should we|can we|could we|does one] [use you|use this program|use this thing|begin with you|talk with you|get help|get the best out of you|ask you something|play with you|operate this|make use of you|get started with you]
[any|some|a few|got any|have you any|do you have any] [tips|hints|suggestions|ideas|instructions|commands|help|advice on what to ask|example questions|skills|talents|abilities|tricks|special skills|superpowers] ?
[is there|are there] [anything you can do|something you can do|anything you know|things you can do well|any help|a help page|a manual|instructions|a list of commands|a list of questions|examples|anything I can ask you] ?
[what's|what is|whats] [your job|your use|your speciality|your specialty|your strong point|the point of you|your talent|your function here|your task|your skill|your role here|in your repertoire|possible with you|the use of you|on offer|your field|your area|your superpower]
[can|could|will|would] you [be of help|help somebody|assist me|assist|help us|help my son|help me a bit|help me out|lend me a hand|be useful to me|do useful things|do something for me|show me some examples|give me a few examples|explain how to use you|explain how you work|guide me|give me some help]
[what|which] [topics|subjects|areas|fields|domains|themes|skills|tricks|facts|abilities|exercises|functions] [are you good at|can you cover|have you learned|do you master|do you offer|have you|do you have|can you talk about|are there|interest you]
[help|sos|assist|info|manual|menu|commands|options|usage|instructions|examples|capabilities|abilities|skills|features|--help|/help|-h|man silex|help menu|help me now|help me please|help us|pls help|plz help me|help needed|helppp] [please|!|?|]
[what|and what] [else|more|other things|besides that] [can you do|can you offer|do you know|are you able to do|could I ask|may I ask|do you do|is possible|are you good at] [for me|then|please|]
[so|and|ok so|well|now], what [can you do|do you do|do you know|are you good for|can I ask you|should I ask|can you do for me|are you able to do|is it you do]
[I've|I have|we have] [no idea how to use you|no clue what to ask|never used you|never used such a thing|just started you|just installed you, what can you do|a moment, what can you do]
@story
[I|we|my son|my daughter|the children|the kids|my class] [am bored|can't sleep|cannot sleep|are bored|want to sleep], [tell a story|a story please|tell us a story|read a story|tell me a story]
[how about|what about|time for|it's time for|we want|ready for] a [story|nice story|little story|bedtime story|tale|good story] [now|tonight|before bed|]
[surprise|entertain|amuse|delight] [me|us] with a [story|tale|short story|little story]
[got|have you got|do you have|have you] [a|any|another] [story|stories|tale|good story] [for me|for us|for my son|for tonight|to tell|]
[story|tale] [time|pls|plz|plis|for kids|for a child|for tonight|for my daughter|requested|wanted]
[telling|writing|reading] a story, can you do that ?
[I|we] [feel like|am in the mood for|long for|could do with|ask for|asked for|wish for|fancy|request|beg for|'m after] a [story|tale|short story|little story|bedtime story]
[please|pls|kindly|now] [tell|write|read|give|narrate|invent] [me|us|the kids|] [a|another|one] [story|tale|short story|little story]
@story_named
[please|now|pls|hey,|ok,|come on,|quick,] [tell|write|read|give|narrate|invent] [me|us] a [story|tale|short story|little story] [about|with|starring|for] {name}
[I|we|my son|my daughter|the kids] [feel like|am in the mood for|ask for|fancy|wishes|wants|want|need|love] a story [about|with|of|starring] {name}
[how about|what about|do you have|got|have you got|is there|why not] a [story|tale|short story|little story] [about|with|starring|of] {name} ?
[let|make] {name} be the hero of [a|your|the] [story|tale|next story|short story]
[let's|let us] [have|hear|read|write] [a|the] [story|tale] [of|about|with] {name}
[I want|I'd like|I would like|we want] {name} to be the hero of [a|the|your] story
[use|take] {name} as [the|a] hero [and tell a story|and write a story|of a story|for a story|in a short story]
[story|tale|short story] [with the hero|hero|with a hero named|with a hero called|with someone called|about a child called|about a kid named|about a certain] {name}
[what did|what happened to|what about] {name} [do, tell me the story|in the story|? tell me a story|, a story please]
[my name's|my name is|I'm called|they call me|I am] {name}, [make a story about me|a story about me please|put me in a story|write me a story|can I have a story about me|I want a story about me]
[tell|write] a [bedtime|short|little|nice|funny|sweet] story [for|about] [my friend|my son|my daughter|my cat|my dog|my hamster|little|a girl called|a boy called|a cat called|a dog called|a child named|a hero called|someone named|somebody called|the famous|the brave|old] {name}
[once|one day|long ago] {name} [please go on|, continue the story|, tell the story|, and the story]
@name_reply
[I'd|I would|we'd|we would|I'll|we'll|let us|I shall] [call him|call her|go for|go with|take|pick|choose|name her|name him|say|use] {name} [please|then|this time|]
[give|lend] [him|her|the hero|it] the name [of|] {name}
[the hero|our hero|the heroine|the little hero|the child|my hero|she|he] [should be|must be|could be|shall be|will be|would be|may be|is to be] [called|named|] {name}
[it|this|that|the name] [shall|should|must|could|may|might|will] be {name}
[his|her|its|my] [name's|name will be|name shall be|name should be|name could be|name was|nickname is] {name}
[after|like] [my son|my daughter|my cat|my dog|my friend|my brother|me], {name}
[my son's|my daughter's|my cat's|my dog's|my friend's|my own|a nice|a funny|a strange|a good] name: {name}
[just|only|simply|oh,|yes,|a hero called|someone called|somebody named|a certain|definitely|probably|how about|may I say|can it be|could it be|is] {name} [ok|please|fine|]
[you name him|you name her|your choice|your call|your pick|I leave it to you|I'll leave it to you|no preference|no matter|I have no name|I can't think of one|I can't decide|not sure, you choose|hmm you choose|don't mind|whichever|who cares|just pick one|pick something|invent one|make one up|make up a name|a random name|random|anyone|anybody|nobody special|default|the usual one|the one you like best|go with your favourite|your favourite|think of one|think of something nice|dunno|idk|idk you choose|no name]
"""

# What sounds like small talk or a question about the model, but has no answer here.
UNKNOWN = """
[how|what] old [are you|is silex|is this model|are you in years] ?
[when|on what date|in what year] [were you|was this model|was silex] [born|made|released|published|trained] ?
[do|did|can|will] you [sleep|dream|eat|drink|cry|laugh|breathe|get tired|get bored|feel pain|feel lonely|die|grow old|have fun|have a family|have emotions|go to school|have a birthday|go on holiday] [at night|sometimes|too|well|]
[what|which] is your [favourite|favorite] [colour|color|food|film|story|country|number|word|day|month|capital|language|animal|name|sport|planet] ?
[what|where] [did you do|were you|are you doing|will you do|do you do] [yesterday|tomorrow|last night|at the weekend|tonight|next summer|on sundays] ?
[do you|would you] [love|like|hate|miss|know|marry] [me|my mother|your maker|humans|dogs|music|Google|ChatGPT|{name}|{person}|summer|school|mondays] ?
[I am|I'm|I feel|my friend is] [sad|lonely|bored|ill|in love|angry|scared|tired|hungry|thirsty|cold|worried|depressed|homesick|pregnant|drunk] [today|tonight|again|what can I do|what should I do|]
[who|what] is [Siri|ChatGPT|Alexa|OpenAI|Google|Claude|Gemini|Linux|Ollama|Mistral|Microsoft|Wikipedia|Python|Bitcoin|Netflix] ?
[who made|who built|who created|who owns|who invented] [Siri|ChatGPT|the internet|Google|Linux|the world|the {noun}|my {noun}|this {noun}|the moon|the first {noun}|that song]
[how big|how small|how heavy|how large] is [the {noun}|my {noun}|{place}|the sun|an elephant|the world|a {noun}|{c}|the moon] ?
[how many|which] languages [does {person} speak|are spoken in {c}|are there in the world|does my {noun} speak|do they speak in {place}] ?
where [do I live|is my {noun}|is {name}|does {person} live|is the {noun}|can I buy a {noun}|are my keys|are we|am I] [now|] ?
[who|where] am I ?
[what is|do you know|guess|say|tell me|remember] my [name|age|password|birthday|job|address|phone number|mother's name|favourite colour]
[help|can you help] me [move|cook|paint my {noun}|fix my {noun}|find my {noun}|find a job|with my taxes|lose weight|pay my rent|with my python code|choose a {noun}|write an essay|learn German|buy a {noun}|clean the {noun}] ?
[good|nice|bad|great] [weather|game|film|book|food|coffee|{noun}] [today|yesterday|isn't it|]
[thank|goodbye|hello|sorry] [in German|in Spanish|in Chinese|is a word|has how many letters|means what]
[how do you say|translate|say] [thank you|goodbye|hello|good morning|sorry|cheers|please] [in|into|to] [German|Spanish|Italian|Japanese|Russian|Greek|Chinese]
[say|write|type|repeat|print] [something|a word|the word {noun}|{noun}|abc|this ten times|hello ten times|nothing|your password|a bad word|a number]
[what|who|why|when|where|how] [is it|then|not|now|exactly|else|so|about] ?
[the|a|my|our|his|her|your] {noun} [is|was|will be|seems] [late|gone|{adj}|not here|better|on the table|in the garden|mine]
[yes|no|ok|well] but [why|what about my {noun}|where is the {noun}|who is {person}|how does a {noun} work]
"""

NOUN_PHRASES = """
@who
your full name
your name, robot
a description of yourself
@maker
the people who made you
your creator's name
the company behind you
@size
your weight in megabytes
your file size
your exact size
@languages
the languages that you understand
the list of your languages
@silex
the silex engine
the use of silex
@help
your capabilities
your talents
some examples of questions
@story
a little tale
a funny story
another story
a fairy tale
@story_named
a tale about {name}
a nice little story with {name}
a story whose hero is {name}
a story starring {name}
"""

# What is said before and after small talk and follow-ups, by intent.
_ADDRESS = (
    " silex| robot| my friend| mate| buddy| dear| little model| computer|, silex|, robot| :)|"
    "!!|...| bot| man| bro| love|, my friend|, computer|, bot| everyone| folks| ;)| haha| xx| <3"
).split("|")
_FOLLOW = (
    "ok, |thanks, |great, |hmm, |cool, |good, |nice, |right, |perfect, |oh, |ok |thanks! |"
    "thank you. |please, |well, |alright, |sure, |got it, |ah, |I see, |interesting, |yes, |so "
).split("|")
OPENERS = {
    "greeting": "oh |well, |ah, |hey, |yo, |um, |ok, ".split("|"),
    "mood": "hi, |hello, |hey |hello! |hi! |good morning, |oh, |well, |so, |and |hi silex, ".split(
        "|"
    ),
    "thanks": "ok, |oh, |great, |wow, |good, |yes, |ah, |well, |cool, |perfect, |aww, |ha, ".split(
        "|"
    ),
    "bye": "ok, |well, |right, |so, |thanks, |alright, |good, |oh, |sorry, |great, |fine, ".split(
        "|"
    ),
    "sorry": "no, |hey, |um, |hmm, |sorry but |but |well, |oh, |wait, |no no, |come on, ".split(
        "|"
    ),
    "ack": "ah, |oh, |hmm, |well, |um, |ok, |good, |right, ".split("|"),
}
CLOSERS = {intent: _ADDRESS for intent in ("greeting", "mood", "thanks", "bye", "sorry", "ack")}
for _base in "capital reverse opposite day month month_days sum spell".split():
    OPENERS["and_" + _base] = _FOLLOW
    CLOSERS["and_" + _base] = " please| then| too| now|, please| thanks| also| :)| pls".split("|")

/**
 * Given names that are common in Norway, of every background, in small letters; some of many thousands, chosen
 * because they are met often, and no word, place or month at the same time.
 */
export const givenNames: ReadonlySet<string> = new Set((
  'aaliyah abdalla abdallah abdelaziz abdelkader abdi abdiaziz abdifatah abdirahim abdirahman abdul abdulahi abdullah abdullahi abel abid ' +
  'abigail abinaya abshir ada adam adan adele adelina adil adrian adriana agata agnes agneta agnieszka ahlam ahmad ahmed ahmet aicha aida aiden ' +
  'aisha aksel alba albert aleks aleksander aleksandra alexander alexandra alfred ali alia alicia alina alisha alma alva alvin amal amalia ' +
  'amalie amanda amara amila amin amina aminata amine amir amira ammar amna amy ana anas anders andrea andreas andrii andrzej anette angelica ' +
  'anh anisa anisha anita anja anjali ann anna annabel anne anneli annette annika anniken anouar antoni antonia anwar arash aravind arben ' +
  'ardian arian ariana ariel arif arild arjun arman armin arne arta artem arthur artur arvid arya asad asha ashkan ashraf asia asif aslan ' +
  'aslaug asma asmaa astrid atle aud aurora awa axel aya ayaan ayan ayaz ayesha aylin ayman ayse ayub azad aziz azra bahadir bahar baran ' +
  'bartosz bashir basma beata beate beatrice benedicte benjamin bente bereket berit berivan bernt besnik bilal birger birgit birgitte birk ' +
  'birthe bjarne bjarte bjørg bodil bogdan bohdan brage britt brynjar burhan bushra børge camilla cansu carina carl carlos caroline cassandra ' +
  'cathrine cecilie celina celine cemal charlotte chiara chloe christian christina christine christoffer clara claudia connor dagfinn dagny ' +
  'dalia daniel daniela danuta danylo daria dariusz daud david deeqa delina denis deniz diana didrik dilan dina diyar dmytro domas dominik ' +
  'dorota drita ebba ebrahim eda edin edvard edvin egil egle eileen einar eira eirik eirin eivind ela eldar elena eleni elham eli elia elias ' +
  'elif eline elisabeth elise ella ellen ellinor elsa elvira emil emilia emilie emily emina emine emir emma emmanuel emre endre enya erik erika ' +
  'erion erlend erling ermias eskil espen ester esther eva evelyn ewa eyob eyvind ezra faduma fadumo fahad faisal faiza farah farax fardin ' +
  'farhan fariba farid fartun fartuun faruk farzaneh fatema fatemeh fatima fatime fatma fatou fatoumata fawzia fayza felix ferdinand ferhat ' +
  'fethi feven filip filippa filmon firas florian flutura fredrik fredrikke freya frida fridtjof frode fuad gabija gabriel gabriela gabrielle ' +
  'gaute geir georg gerd gina gisle gjertrud greta grete grethe gro grzegorz gudrun gul gunhild gunn gunnar gunvor guri gustav haakon habib ' +
  'habiba hadi hadia hadiya hafsa hajar haji hakan hakim hakon halima hallgeir halvard halvor hamid hamida hamsa hamse hamza hana hanad hanan ' +
  'hanna hannah hanne harald haris haroon hasan hassan hassanin hassna hatice hauk hawa hawo hawraa haydar hedda hedvig hege heidi helen helena ' +
  'helene helga helin hennie henning henny henriette henrik herborg herman hermine hiba hibo hilde hina hoa hoda hodan huda husein hussain ' +
  'hussein håkon håvard iben ibrahim ibrahima ibtisam ida idil idris idun ieva ifrah igor ikhlas ikram ilhan ilyas imad iman imen imran ina ' +
  'ines inga inge ingeborg inger ingrid ingunn ingvar ingvild irene irina isa isaac isabel isabella isabelle isac isak iselin ishaan ismael ' +
  'ismaïl ismail isra issa ivan ivar iver iwona izabela jacek jacob jakob jakub jalal jama jamal jamila jamilla jane jannat janne jannicke ' +
  'jarle jasmin jasmina jasmine javed jawad jeanette jennifer jenny jens jeppe jesper jihad joachim joakim joanna johan johanna johanne ' +
  'johannes john johnny jon jonas jonatan jonathan jonny jorunn jose josef josefine joseph josephine jostein joyce juan julia julian juliane ' +
  'julie justyna jørgen jørn kadiatou kadir kai kaia kaisa kaja kamal kamil kamran karen kari karim karima karin karina karl karol karoline ' +
  'karolis kasper katarina katarzyna kate kateryna kathrine katrine kaur kavin kawsar kawthar kenneth khadija khadra khaled khalid khalil ' +
  'khawla khurram kim kinga kirsten kirsti kjartan kjell kjersti kjetil klara klaudia knut kofi kolbjørn konrad kornelia krister kristian ' +
  'kristin kristina kristine kristoffer krzysztof kwame laiba laila lamin lamis lana lara lars lasse latifa laura laurits layla lea leah ' +
  'leander leen leif leila lejla lena lene lennart leo leon leona leonora levi leyla liban lida lidia liibaan lilian lillian lilly linda linh ' +
  'linnea liridon lisa lisbeth lise live loan loke lotta lotte loubna louise lovise luca lucas lucia ludvig ludvik luis luka lukas lukasz luna ' +
  'luwam lydia maciej madeleine magda magdalena magne magnhild magnus maha mahad mahamed mahdi mahir mahmoud mahnoor maimuna maja majid maksym ' +
  'malak malene malgorzata malika malin malvin mamadou manal mansoor mantas marcel marcin marco marcus marek maren margareth margrethe maria ' +
  'mariam mariama marian marianne marie mariel marit marita marius mariusz marjan markus marlene marta marte martha martin martine martyna ' +
  'marwa marwan mary maryam maryan masoud mateo mateusz mathea matheo mathias mathilde matilde mats matteo mattias maud maya mehari mehdi ' +
  'mehmet mehwish melina melissa melvin merete meron meryem mette michael michaela michal michelle miguel mikael mikal mikkel mila milena milla ' +
  'mina minh mio mira miriam mirjam miroslaw mirza mohamad mohamed mohammad mohammed mohamud mohsen mohsin mona monica monika morten mostafa ' +
  'mouna mounir moussa mubarak muhammad muhammed muna murad mursal musa mustafa mykola nabil nabila nada nadia naima najib najma nanna naod ' +
  'naomi narjes nasim nasir nasra nasrin natalia natalie nataniel natasha nathaniel natnael naveed navid nawal nawaz nazar nazia nellie nermin ' +
  'nicolai nicolas nicolay nicoline niklas nikola nikolai nikoline nilan nils nimo nimra nina noah noel noelle noman noor nora norah noura nur ' +
  'nura nurdin nusrat oda oddbjørn oddny oddvar odin oksana ola olaf olai olav ole olea oleksandr olena olga olha oline oliver olivia oliwia ' +
  'omar omer orhan oscar oskar osman othilie othman ottar oumar ousmane ozan pal parisa patrick patrik patryk paul paulina paweł pawel peder ' +
  'pedro pernille peter petra petter philip phuc phuong pia piotr polina priya priyanka przemyslaw pål qasim quang quynh rabia rachel radoslaw ' +
  'rafael rafal rafiq ragnar ragnhild rahel rahim rahma rakel rami ramin ramla ramona randi rania rasa rasheed rashid rashida rasmus ravi ravn ' +
  'rayan rayyan razan rebecca rebekka reidar reidun reza rikard rikke rita robel robert robin roger roksana rolf rolv ronja ronny roya rukaiya ' +
  'rukhsana rukia runa runar ruqaya ruqayya ruth ryad ryan rønnaug saad saber sabrin sabrina sadia sadiya safa safia safiya safiyo sagal sahal ' +
  'sahar sahra saida saif saira sajid sakina salah saleh salem salih salma salman saman samantha sami samia samina samir samira samson samuel ' +
  'sana sander sandra sanjana sanna sanne sara sarah saron sayed sebastian sedra sekou selam selma semere semhar sergei serina sevda shabana ' +
  'shahid shakil shamso shayan shazia sheikh shirin shukri siddiq sienna sigrid sigrun sigurd sigve silje simen simon sina sindre siri sissel ' +
  'sivert snorre sofia sofie sofiia sofija sofus solfrid solveig solvor sondre sonja sophia sophie soran stefan steffen steinar stella stian ' +
  'stine suad suada sufyan suhaib sukaina sulayman suleiman sultan sumaiya sumaya sunniva susanne suthan suzan svanhild svein sverre svetlana ' +
  'svitlana syed sylvi sylvia sylwia synne synnøve taha taher tahir tahmina talha tanveer tarald tarek tariq tarjei tasnim tea tenzin teo ' +
  'teodor terese tesfay tetiana thanh thea thelma theo theodor theodora therese thomas thomasz thor thorvald tien tilde tina tiril tobias tom ' +
  'tomas tomasz tommy tonje torbjørn tord tore torfinn torgeir torhild torill tormod torstein torunn tove trang trine trond truls trygve tuan ' +
  'turid tuva tyra ugne ulf ulrik ulrikke umaima umar umut unni urooj usman uzair valon vanessa veer vegard vera veronika vetle vibeke victor ' +
  'victoria vida vidar viggo viktor viktoria vilhelm vilja viljar vilma vilmer vincent vithu vivian vladimir wael wahid waleed walid waqas ' +
  'warda waris warsame warsan wasim wenche wiktoria wilhelm william williams wilma winta wojciech yahya yaqub yara yaser yasin yasir yasmin ' +
  'yasmina yassin ylva yngve yngvild yohannes yonas yonis younes yousef youssef yuliia yusra yusuf yuusuf yvonne zacharias zahid zahra zahraa ' +
  'zaid zainab zakaria zakariya zakariye zakia zander zara zayd zayn zaynab zeinab zeki zeynep ziad zofia zohra zohreh zoya zubair zubayr ' +
  'zubeyr zuzanna øivind øystein øyvind åge åshild åsmund'
).split(' '))

/** Names that are words as well: they are names only where the words around say so. */
export const wordNames: ReadonlySet<string> = new Set((
  'angel april are ask august balder bjørk bjørn bo bror dag daga due eik embla even falk finn frank fred frid frøy grace gry hans helge helle ' +
  'hope iris jan jo juli juni kåre lilje line linn liv mai man mars max may milan mille nor norma nova odd per prince princess ram roar rose ' +
  'rune saga said sam signe siv sky sol stein stig storm tale terje thi tone tor tora torn trym ulv una vilde viola vår ørn åsa åse'
).split(' '))

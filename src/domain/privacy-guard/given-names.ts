/**
 * Given names that are common in Norway, of every background, in small letters; some hundreds of many thousands, chosen
 * because they are met often, and no word, place or month at the same time.
 */
export const givenNames: ReadonlySet<string> = new Set((
  'aaliyah abdalla abdallah abdi abdiaziz abdifatah abdirahim abdirahman abdul abdulahi abdullah abdullahi abel abid abigail abinaya abshir ' +
  'adam adan adele adelina adil adrian adriana agata agnes agneta agnieszka ahlam ahmad ahmed aicha aida aiden aisha aksel alba albert ' +
  'aleksander aleksandra alexander alexandra alfred ali alia alicia alina alisha alma alva alvin amal amalia amalie amanda amara amila amin ' +
  'amina aminata amine amir amira ammar amna amy ana anas anders andrea andreas andrii andrzej anette angelica anh anisa anisha anita anja ' +
  'anjali ann anna annabel anne anneli annette annika anouar antoni antonia arash aravind arben ardian arian ariana ariel arif arild arjun ' +
  'arman armin arne arta artem arthur artur arvid arya asad asha ashkan asia asma asmaa astrid atle aud aurora awa axel aya ayaan ayan ayaz ' +
  'ayesha aylin ayman ayse ayub azad aziz azra bahar bartosz basma beata beate beatrice benedicte benjamin bente bereket berit berivan bernt ' +
  'besnik bilal birger birgit birgitte birthe bjarne bjarte bjørg bodil bogdan bohdan britt brynjar bushra børge camilla carina carl carlos ' +
  'caroline cassandra cathrine cecilie celina celine charlotte chiara chloe christian christina christine christoffer clara claudia connor ' +
  'dagfinn dagny daniel daniela danuta danylo daria dariusz daud david deeqa delina denis deniz diana didrik dilan diyar dmytro domas dominik ' +
  'dorota drita ebba eda edin edvard edvin egil egle eileen einar eira eirik eirin eivind ela eldar elena eleni elham eli elia elias elif eline ' +
  'elisabeth elise ella ellen ellinor elsa elvira emil emilia emilie emily emina emine emir emma emmanuel emre endre enya erik erika erion ' +
  'erlend erling ermias espen ester esther eva evelyn ewa eyob eyvind ezra faduma fadumo fahad faisal faiza farah farax fardin farhan fariba ' +
  'farid fartun fartuun farzaneh fatema fatemeh fatima fatime fatma fatou fatoumata fawzia felix ferdinand fethi feven filip filippa filmon ' +
  'firas florian flutura fredrik fredrikke freya frida fridtjof frode gabija gabriel gabriela gabrielle geir georg gerd gina gisle gjertrud ' +
  'greta grete grethe gro grzegorz gudrun gunhild gunn gunnar gunvor guri gustav habib habiba hadi hadia hadiya hafsa hajar haji hakim hakon ' +
  'halima halvard halvor hamid hamsa hamse hamza hana hanad hanan hanna hannah hanne harald haris hasan hassan hassanin hauk hawa hawo hawraa ' +
  'hedda hedvig hege heidi helen helena helene helga helin hennie henning henny henriette henrik herborg herman hermine hiba hibo hilde hina ' +
  'hoa hoda hodan huda husein hussain hussein håkon håvard iben ibrahim ibrahima ibtisam ida idris idun ieva ifrah igor ikhlas ikram ilhan ' +
  'ilyas iman imran ina ines inga ingeborg inger ingrid ingunn ingvild irene irina isa isaac isabel isabella isabelle isac isak ishaan ismael ' +
  'ismaïl ismail isra issa ivan ivar iver iwona izabela jacek jacob jakob jakub jama jamal jamila jamilla jane jannat janne jannicke jasmin ' +
  'jasmina jasmine javed jawad jeanette jennifer jenny jens jeppe joachim joakim joanna johan johanna johanne johannes john johnny jon jonas ' +
  'jonatan jonathan jonny jorunn jose josef josefine joseph josephine jostein joyce juan julia julian juliane julie justyna jørgen jørn ' +
  'kadiatou kaia kaisa kaja kamal kamil kamran karen kari karim karima karin karina karl karol karoline karolis kasper katarina katarzyna kate ' +
  'kateryna kathrine katrine kaur kavin kawsar kawthar kenneth khadija khadra khaled khalid khalil khawla kim kinga kirsten kirsti kjartan ' +
  'kjell kjersti kjetil klara klaudia knut kofi konrad krister kristian kristin kristina kristine kristoffer krzysztof kwame laiba laila lamin ' +
  'lamis lana lara lars lasse laura layla lea leah leen leif leila lejla lena lene lennart leo leon leona leonora levi leyla liban lida lidia ' +
  'liibaan lilian lillian lilly linda linh linnea liridon lisa lisbeth lise loan loke lotta lotte louise lovise luca lucas lucia ludvig ludvik ' +
  'luis luka lukas lukasz luna luwam lydia maciej madeleine magda magdalena magne magnhild magnus maha mahad mahamed mahdi mahmoud mahnoor ' +
  'maimuna maja maksym malak malene malgorzata malin mamadou manal mantas marcel marcin marco marek maren margareth margrethe maria mariam ' +
  'mariama marian marianne marie mariel marit marita marius mariusz markus marlene marta marte martha martin martine martyna marwa marwan mary ' +
  'maryam maryan masoud mateo mateusz mathea mathias mathilde matilde mats matteo mattias maya mehari mehdi mehmet melina melissa merete meron ' +
  'mette michael michal michelle miguel mikael mikal mikkel mila milena mina minh mio mira miriam miroslaw mirza mohamad mohamed mohammad ' +
  'mohammed mohsen mona monica monika morten mostafa mouna moussa muhammad muhammed muna mursal musa mustafa mykola nabil nada nadia naima ' +
  'najib najma nanna naod naomi narjes nasim nasir nasra nasrin natalia natalie natasha nathaniel natnael navid nawal nawaz nazar nicolai ' +
  'nicolas niklas nikola nikolai nilan nils nimo nina noah noel noelle noman noor nora nur nura nurdin oda oddbjørn oddvar oksana ola olaf olai ' +
  'olav ole oleksandr olena olga olha oliver olivia oliwia omar omer orhan oscar oskar othilie othman ottar oumar ousmane pal parisa patrick ' +
  'patrik patryk paul paulina paweł pawel peder pedro pernille petra petter philip phuc phuong pia piotr polina priya priyanka przemyslaw pål ' +
  'qasim quang quynh rabia rachel radoslaw rafael rafal rahel rahim rahma rakel ramin ramla ramona randi rania rasa rasheed rashid rasmus ravi ' +
  'rayan rayyan razan rebecca rebekka reidar reidun reza rikke rita robel robert robin roger roksana rolf rolv ronja roya rukaiya rukhsana runa ' +
  'runar ruqaya ruqayya ruth ryad ryan saad sabrin sadia safa safia safiya sagal sahal sahar sahra saida saira sajid salah saleh salem salih ' +
  'salma salman samantha samia samina samir samira samson samuel sana sander sandra sanjana sanna sanne sara sarah saron sayed sebastian sedra ' +
  'sekou selam selma semere semhar sergei serina sevda shabana shahid shakil shamso shazia shirin shukri siddiq sienna sigrid sigrun sigurd ' +
  'sigve silje simen simon sina sindre siri sissel sivert sofia sofie sofiia sofija sofus solfrid solveig sondre sonja sophia sophie stefan ' +
  'steinar stella stian stine suad suada sufyan suhaib sukaina sumaiya sumaya sunniva susanne suthan suzan svein sverre svetlana svitlana ' +
  'sylvia sylwia synne synnøve taha tahir tahmina tarek tariq tarjei tasnim tea tenzin teodor terese tesfay tetiana thanh thea thelma theo ' +
  'theodor theodora therese thomas thomasz thor tien tina tiril tobias tom tomas tomasz tommy tonje torbjørn tord tore torgeir torhild torill ' +
  'torstein torunn tove trang trine trond truls trygve tuan turid tuva ugne ulf ulrik ulrikke umar usman uzair valon vanessa veer vegard vera ' +
  'veronika vibeke victoria vida vidar viggo viktor viktoria vilja viljar vilma vincent vithu vivian vladimir waleed waqas warda waris warsame ' +
  'wenche wiktoria wilhelm wilma winta wojciech yahya yaqub yara yasin yasir yasmin yasmina yassin ylva yngve yngvild yohannes yonas younes ' +
  'yousef youssef yuliia yusra yusuf yuusuf yvonne zahid zahra zahraa zainab zakaria zakariya zakariye zara zayd zayn zeinab zeynep ziad zofia ' +
  'zohra zohreh zoya zubair zuzanna øystein øyvind åge åshild åsmund'
).split(' '))

/** Names that are words as well: they are names only where the words around say so. */
export const wordNames: ReadonlySet<string> = new Set((
  'angel april are ask august balder bjørk bjørn bo bror dag daga due eik embla even falk finn frank fred frid frøy grace gry hans helge helle ' +
  'hope iris jan jo juli juni kåre lilje line linn liv mai man mars max may milan mille nor norma nova odd per prince princess ram roar rose ' +
  'rune saga said sam signe siv sky sol stein stig storm tale terje thi tone tor tora torn trym ulv una vilde viola vår ørn åsa åse'
).split(' '))

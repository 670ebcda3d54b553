const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** One person, as those who work with children say it: a name may follow at once. */
export const onePerson = listed(`
  barnet gutt gutten gut guten jente jenta jenten elev eleven ungdommen ungdomen tvillingen mor mora moren mamma mammaen far faren pappa pappaen
  bror broren brorens lillebror lillebroren storebror storebroren veslebror søster søsteren søstera lillesøster lillesøsteren lillesøstera storesøster storesøsteren storesøstera
  syster systera syskenbarnet sønn sønnen son sonen datter datteren dattera dotter dottera bestemor bestemoren bestemora bestefar bestefaren mormor morfar farmor farfar
  tante tanten tanta onkel onkelen kusine kusinen kusina fetter fetteren stemor stefar fostermor fosterfar fosterbarnet stesøsteren stebroren verge vergen pasienten brukeren familien
  boy girl child mother father brother sister pupil student daughter mum dad`)

/** Other words for children, parents and relatives. */
export const morePersons = listed(`
  barn barna barnas borna ungen ungene ungane gutter guttene gutar gutane jenter jentene jentane elever elevene elevar elevane ungdom ungdommer ungdommene ungdomar
  tvillinger tvillingene tvillingane foreldre foreldrene foreldra søsken søsknene søskena sysken syskena familie familiene familiane fosterforeldre fosterforeldrene
  besteforeldre besteforeldrene foresatt foresatte føresett føresette kids children parents family`)

/** What is said just before the one whom a matter is about. */
export const about = listed('gjelder gjeld angår vedrørende regarding')
export const matters = listed(`
  saken saka vedtaket mappen mappa journalen søknaden henvisningen henvisinga tilvisinga plassen kontaktlæreren assistenten fastlegen tolken planen skoleplassen timen
  barnehageplassen bekymringsmeldingen meldingen meldinga rapporten utredningen utgreiinga oppfølgingen oppfølginga overgangen behovet behovene`)

export const pronouns = listed('han hun ho hen he she')

/** Words that have a name of their own without being anyone. */
export const thing = /(?:barnehage|skole|skule|prosjekt|tiltak|kurs|app|grupp|program|modell|opplegg|verktøy|skjema|system|senter|team|bydel|tjeneste|teneste|vei|veg|gate|gata|stilling|metode|bok|film|lag|klubb|ordning|plan|nettverk|avdeling|base|side|mappe|fil|kontor|område|sted|stad|park|bygg|helsestasjon|stasjon|modul|spill|spel|dokument|brev|rapport|vedlegg|fag|sykdom|diagnose|medisin|kirke|moské|hund|katt)(?:s|n|en|et|a|e|er|ene|ane|ar)?$/u

/** Words with a capital letter that are nobody's name: places, the programme, services, days, months, peoples and tongues. */
export const notNames = listed(`
  oslo grorud groruddalen stovner alna bjerke tøyen furuset haugerud romsås sofienberg ammerud vestli haugenstua fossum rommen bredtvet kalbakken rødtvet veitvet linderud økern årvoll
  trosterud tveita lindeberg ellingsrud ulven hasle løren vollebekk risløkka tonsenhagen nordtvet tokerud høybråten jerikofestningen gransdalen smedstua løkka grünerløkka grønland kampen vålerenga
  ensjø helsfyr teisen bryn manglerud bøler oppsal mortensrud holmlia hauketo lambertseter søndre nordstrand nordre østensjø frogner majorstua sagene torshov sinsen carl berner gamle ullern vestre aker
  nordmarka østmarka lillomarka marka sentrum bydel ullevål rikshospitalet ahus aker bergen trondheim stavanger drammen lillestrøm lørenskog bærum asker viken akershus lillehammer
  norge noreg sverige danmark finland island polen somalia eritrea etiopia syria irak iran afghanistan pakistan india tyrkia tyskland england ukraina russland litauen romania bulgaria spania vietnam kina marokko
  gambia sudan kenya sri lanka palestina gaza libanon kosovo bosnia albania serbia europa afrika asia amerika usa
  oslohjelpa feltboka program programmet områdesatsingen områdesatsinga nærmiljøhjelpa aks skolehelsetjenesten helsestasjonen helsestasjon barnevernet barnevern barneverntjenesten barnevernstenesta barnehagen skolen skulen
  utdanningsetaten ppt nav bup habu bufetat bufdir udi husbanken politiet kommunen kommune bydelen staten fylket fylkesmannen statsforvalteren byrådet byrådsavdelingen datatilsynet altinn vigilo visma gerica
  familia familiesenteret familievernkontoret legevakta legevakten sykehuset tolketjenesten oppfølgingstjenesten skoleplattform skoleplattformen teams facebook iop bydelsutvalget storbyavdelingen ungdata rusakutten uteseksjonen
  mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag januar februar april juni juli august september oktober november desember jul påske ramadan eid
  norsk nynorsk bokmål engelsk somali arabisk urdu punjabi polsk tyrkisk tigrinja dari pashto persisk farsi kurdisk russisk ukrainsk vietnamesisk tamil romani
  rektor lærer lærar læreren helsesykepleier helsesjukepleiar pedagog styrer avdelingsleder rådgiver veileder assistent saksbehandler sosionom psykolog lege fastlege logoped tolk prosjektleder bydelsdirektør
  jeg eg vi me du dere de dei det den dette disse der da så nå no når hvis om men og eller at som en ei et ein eit ikke ikkje alle ingen noen nokon hva kva hvem kven hvor kor hvordan korleis hvorfor kvifor
  i på til fra frå for med uten utan av etter før ved under over mellom både bare berre også òg kan må skal vil har hadde er var ble blei blir får fekk fikk
  the a an and we they it this that is are was has school kindergarten norwegian`)

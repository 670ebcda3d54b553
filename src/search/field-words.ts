/**
 * What words of the field mean and what else they are called. Only what is common knowledge or stands in the sources:
 * an abbreviation whose meaning neither gives (CGM, UDA) is found by its letters alone.
 */

/** A short name and what it stands for; the first long form is the one shown. Either finds the other. */
export interface Abbreviation { short: string; long: readonly string[] }

export const abbreviations: readonly Abbreviation[] = [
  { short: 'PPT', long: ['pedagogisk-psykologisk tjeneste', 'pedagogisk-psykologiske tjenesten', 'pedagogisk psykologiske tjenester', 'PP-tjenesten'] },
  { short: 'OT', long: ['oppfølgingstjenesten', 'oppfølgingstjeneste'] },
  { short: 'AKS', long: ['aktivitetsskolen', 'aktivitetsskole'] },
  { short: 'SFO', long: ['skolefritidsordningen', 'skolefritidsordning'] },
  { short: 'UDE', long: ['Utdanningsetaten'] },
  { short: 'DOU', long: ['Delprogram oppvekst og utdanning', 'delprogrammet'] },
  { short: 'BAL', long: ['Bydel Alna', 'Alna bydel'] },
  { short: 'BBJ', long: ['Bydel Bjerke', 'Bjerke bydel'] },
  { short: 'BGO', long: ['Bydel Gamle Oslo', 'Gamle Oslo bydel'] },
  { short: 'BGR', long: ['Bydel Grorud', 'Grorud bydel'] },
  { short: 'BSR', long: ['Bydel Stovner', 'Stovner bydel'] },
  { short: 'BSN', long: ['Bydel Søndre Nordstrand', 'Søndre Nordstrand bydel', 'Søndre Nordstrand'] },
  { short: 'HLS', long: ['byrådsavdeling for helse'] },
  { short: 'PKU', long: ['Avdeling for pedagogisk kompetanseutvikling'] },
  { short: 'EQS', long: ['kvalitetssystemet'] },
  { short: 'UiO', long: ['Universitetet i Oslo'] },
  { short: 'HFU', long: ['helsestasjon for ungdom'] },
  { short: 'BUP', long: ['barne- og ungdomspsykiatrien', 'barne- og ungdomspsykiatrisk poliklinikk'] },
  { short: 'VGS', long: ['videregående skole', 'videregående opplæring'] },
  { short: 'VR', long: ['virtuell virkelighet', 'virtual reality'] },
  { short: 'NOU', long: ['Norges offentlige utredninger'] },
]

/** Words that mean the same to someone who searches, or nearly so. A word may stand in several groups. */
export const synonyms: readonly (readonly string[])[] = [
  ['foreldre', 'foresatte', 'mor', 'far', 'mamma', 'pappa'],
  ['ungdom', 'unge', 'tenåring'],
  ['fengsel', 'soning', 'fange', 'innsatt', 'straff', 'løslatelse'],
  ['SFO', 'AKS', 'skolefritidsordning', 'aktivitetsskolen'],
  ['økonomi', 'penger', 'midler', 'regnskap', 'budsjett', 'kostnad', 'finansiering'],
  ['frafall', 'dropout', 'utenforskap', 'slutte', 'avbrudd', 'gjennomføring', 'fullføre'],
  ['flerspråklig', 'tospråklig', 'minoritetsspråklig', 'morsmål'],
  ['innvandrer', 'flyktning', 'nyankommet', 'familieinnvandrer'],
  ['hindring', 'hinder', 'barriere', 'utfordring', 'problem'],
  ['turnover', 'gjennomtrekk', 'utskifting', 'slutte', 'beholde'],
  ['taushetsplikt', 'samtykke', 'personvern', 'informasjonsdeling'],
  ['døv', 'høre', 'hørsel', 'sansetap', 'hørselstap', 'tunghørt'],
  ['blind', 'syn', 'sansetap', 'synstap', 'svaksynt'],
  ['jobb', 'arbeid', 'sysselsetting'],
  ['lærling', 'læreplass', 'lærekontrakt', 'yrkesfag'],
  ['helsesøster', 'helsesykepleier'],
  ['styrer', 'leder', 'ledelse', 'sjef', 'rektor'],
  ['kurs', 'opplæring', 'kompetanseheving', 'skolering'],
  ['veileder', 'håndbok', 'guide'],
  ['autisme', 'ADHD', 'nevroutviklingsforstyrrelse'],
  ['traume', 'traumeinformert', 'traumer'],
  ['gravid', 'svangerskap', 'fødsel'],
  ['spedbarn', 'baby', 'nyfødt'],
  ['psykisk', 'mental'],
  ['snakke', 'språk', 'norsk'],
  ['kriminalitet', 'kriminell', 'lovbrudd', 'gjeng'],
  ['nabolag', 'nærmiljø'],
  ['forskning', 'studie', 'undersøkelse'],
  ['evaluering', 'effekt', 'virkning'],
  ['bibliotek', 'bøker', 'høytlesing'],
  ['fattig', 'fattigdom', 'lavinntekt', 'levekår'],
  ['vold', 'mishandling', 'overgrep', 'slå', 'voldelig'],
  ['tolk', 'tolking', 'oversettelse'],
  ['rekruttering', 'ansettelse', 'bemanning'],
  ['ansatt', 'personell', 'personale', 'medarbeider', 'bemanning'],
  ['risiko', 'risikofaktor', 'sårbar', 'utsatt'],
  ['førskole', 'barnehage'],
  ['bestemme', 'styre', 'beslutning', 'vedta'],
  ['kutt', 'kutte', 'nedlegge', 'innsparing', 'spare'],
  ['barnevern', 'barneverntjenesten', 'barnevernstjenesten'],
]

/** Forms of one word that no rule of endings brings together. */
export const irregularForms: readonly (readonly string[])[] = [
  ['bok', 'bøker'], ['bror', 'brødre'], ['mor', 'mødre'], ['far', 'fedre'], ['datter', 'døtre'], ['hånd', 'hender'], ['barn', 'barna'],
  ['stor', 'større', 'størst'], ['liten', 'små', 'mindre'], ['ung', 'ungt', 'yngre', 'ungdom'], ['gammel', 'eldre', 'gamle'], ['god', 'bedre', 'best'],
  ['få', 'færre'], ['mange', 'flere', 'flest'], ['lang', 'lengre'], ['kartlegge', 'kartlagt', 'kartla'], ['følge', 'fulgt', 'fulgte'],
  ['skrive', 'skrev', 'skrevet'], ['velge', 'valg', 'valgt', 'valgte'], ['bidra', 'bidrar', 'bidro'], ['svak', 'svakt'], ['lære', 'lært', 'lærdom'],
  ['slå', 'slår', 'slått', 'slo'], ['mann', 'menn', 'mannlig'], ['kvinne', 'kvinnelig'], ['teste', 'test'], ['møte', 'møtes', 'møter'], ['språk', 'språklig'],
  ['mangel', 'mangle'], ['middel', 'midler'], ['kapittel', 'kapitler'], ['regel', 'regler'], ['artikkel', 'artikler'], ['senter', 'sentre'],
  ['eksempel', 'eksempler'], ['spørre', 'spør', 'spurte'],
]

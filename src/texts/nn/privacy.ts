import type { Texts } from '../nb/index.ts'

export const privacy: Texts['privacy'] = {
  title: 'Personvern',
  lead: 'Du kan bruke Feltboka utan å seie kven du er. Her står det kva som blir lagra, kven som ser det du melder, og korleis du får det ut eller sletta.',
  device: {
    title: 'På eininga',
    text: [
      'Innhaldet blir lagra på eininga, slik at du kan lese utan nett. Det same gjeld bokmerke, hindringar du følgjer, notat, avkryssingar, kor langt du har lese, og innstillingane dine. Dette blir aldri sendt nokon stad.',
      'Kladdar og det du ikkje har fått sendt, ligg òg berre her. Det gjer det du har sagt om kvar du arbeider òg, så du slepp å skrive det kvar gong.',
    ],
  },
  sent: {
    title: 'Det som blir sendt',
    text: [
      'Når du melder noko, blir svara dine sende, det du har valt å seie om kvar du arbeider, og kva side du skreiv frå. Første gong får eininga eit tilfeldig brukarnummer, slik at du kan følgje saka.',
      'Du treng ikkje oppgi namn eller e-postadresse. Loggar du inn med e-post, blir adressa lagra, og ho blir berre brukt til å sende deg kodar. Programkontoret ser e-postadressene til dei som har, har hatt eller er inviterte til ei rolle.',
      'Blir du med på eit seminar, blir det lagra på brukarnummeret.',
      'Fødselsnummer blir stoppa før noko forlèt eininga. Skriv om arbeidet, ikkje om barnet.',
    ],
  },
  readers: {
    title: 'Kven som ser det du melder',
    rows: [
      { who: 'Utviklaren i bydelen', sees: 'Det du skreiv, teneste, bydel og arbeidsstad. Sender du utan arbeidsstad, berre teneste og bydel.' },
      { who: 'Programkontoret', sees: 'Alle meldingane, også arbeidsstaden om du har skrive han.' },
      { who: 'Den som har oppfølgingskoden', sees: 'Saka koden høyrer til, og kan svare i ho. Del han berre med nokon som skal sjå saka.' },
      { who: 'Alle andre', sees: 'Ingenting av teksten din. Er meldinga kopla til ei hindring, blir ho talt der. Bydel og teneste blir ikkje viste saman før minst fem har meldt det same.' },
      { who: 'Dei som driftar Feltboka', sees: 'Dei har tilgang til databasen for å halde han i gang.' },
    ],
  },
  howLong: {
    title: 'Kor lenge det blir teke vare på',
    text: (closing, sending) => [
      `Teksten blir fjerna ${closing} månader etter at saka er ferdig. Ho er ferdig når du har trekt ho tilbake, når ho er avslutta, eller når hindringa ho er kopla til, er løyst eller lukka.`,
      `Det som aldri blir ei sak, som evalueringa av eit seminar, blir fjerna ${sending} månader etter at du sende det.`,
      'Då blir svara, samtalen, arbeidsstaden og grunngivingar fjerna. Teneste, bydel, sida du skreiv frå, og kva som skjedde når, står att. Då kan saka framleis teljast.',
      'IP-adressa di blir brukt til å stoppe misbruk. Feltboka slettar ho etter omtrent ti minutt, men dei som driftar serveren, kan ha ho i loggane sine ei tid.',
    ],
  },
  shared: {
    title: 'Når fleire deler ei eining',
    text: [
      'Bruker fleire den same eininga utan å logge inn, ser dei dei same sakene, kladdane, bokmerka og notata. Slår de på delt eining under Meir, blir ho låst når ingen bruker ho, og den neste ser ingenting av det.',
      'Loggar du inn, ser ingen andre sakene dine etter at du har logga ut. Det du ikkje har fått sendt, blir aldri sendt i namnet til ein annan.',
    ],
  },
  tracking: {
    title: 'Inga sporing',
    text: ['Feltboka bruker ikkje informasjonskapslar, måler ikkje bruken din, har ingen reklame og hentar ikkje noko frå andre nettstader. Det du skriv, blir ikkje gitt til andre enn dei som er nemnde her.'],
  },
  stored: 'Sjå kva som ligg på eininga',
  save: {
    title: 'Ta det med deg',
    text: 'Fila inneheld alt denne eininga har om deg: meldingar med det som har skjedd med dei, kladdar, det som ikkje er sendt, bokmerke, hindringar du følgjer, notat og avkryssingar. Ho blir laga her og verkar utan nett.',
    button: 'Lagre alt som fil',
    name: 'feltboka-mine-opplysningar',
    done: 'Fila er lagra. Du finn ho blant nedlastingane.',
  },
  erase: {
    title: 'Slett alt om deg',
    text: [
      'Teksten i alt du har meldt, blir sletta frå serveren, og brukaren din blir sletta. Det ingen har arbeidd vidare med, blir trekt tilbake. Er ei melding kopla til ei hindring, blir ho framleis talt, men utan tekst og namn.',
      'På denne eininga blir sakene, kladdane, det som ikkje er sendt, og arbeidsstaden din sletta. Bokmerke, hindringar du følgjer, notat og avkryssingar blir liggjande, for dei finst berre her.',
      'Er du logga inn på andre einingar òg, må du logge ut der.',
    ],
    button: 'Slett alt om meg',
    working: 'Slettar',
    needsNet: 'Krev nett, for det skal slettast på serveren òg.',
    ask: { title: 'Slette alt om deg?', text: 'Det kan ikkje angrast. Vil du ta vare på noko, kan du lagre det som fil først.', confirm: 'Slett alt', cancel: 'Behald det' },
    unsent: (unsent, drafts) => {
      const things = [...unsent > 0 ? [unsent === 1 ? 'éin ting som ikkje er sendt' : `${unsent} ting som ikkje er sende`] : [], ...drafts > 0 ? [drafts === 1 ? 'éin kladd' : `${drafts} kladdar`] : []]
      return `Du har ${things.join(' og ')}. Det blir òg sletta. Ingenting kan hentast tilbake, så vil du ta vare på noko, må du lagre det som fil først.`
    },
    confirmUnsent: 'Slett alt, også det som ikkje er sendt',
    done: { title: 'Alt om deg er sletta', text: 'Du kan halde fram med å bruke Feltboka. Melder du noko igjen, får du eit nytt brukarnummer.' },
    failed: {
      title: 'Det er ikkje sletta',
      offline: 'Vi fekk ikkje kontakt med serveren. Ingenting er sletta her. Prøv igjen når du har nett.',
      other: 'Serveren svara ikkje som han skulle. Ingenting er sletta her. Prøv igjen om litt.',
      storage: 'Lageret på eininga svarar ikkje. Lukk andre faner med Feltboka, og prøv igjen.',
      unsent: 'Noko er skrive etter at du opna sida. Sjå over det, og prøv igjen.',
      signIn: 'Du må logge inn igjen først, så serveren veit at det er deg.',
      unknown: 'Serveren kjenner ikkje igjen denne eininga lenger, og kan difor ikkje slette noko for ho. Det du har sendt, blir sletta når tida er ute.',
    },
  },
}

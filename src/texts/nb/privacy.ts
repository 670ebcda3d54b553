/** Texts of the page on what is kept, who sees it, and how one gets it out or has it erased. */
export const privacy = {
  title: 'Personvern',
  lead: 'Du kan bruke Feltboka uten å si hvem du er. Her står det hva som lagres, hvem som ser det du melder, og hvordan du får det ut eller slettet.',
  device: {
    title: 'På enheten',
    text: [
      'Innholdet lagres på enheten, slik at du kan lese uten nett. Det samme gjelder bokmerker, hindringer du følger, notater, avkryssinger, hvor langt du har lest, og innstillingene dine. Dette sendes aldri noe sted.',
      'Kladder og det du ikke har fått sendt, ligger også bare her. Det gjør også det du har sagt om hvor du arbeider, så du slipper å skrive det hver gang.',
    ],
  },
  sent: {
    title: 'Det som sendes',
    text: [
      'Når du melder noe, sendes svarene dine, det du har valgt å si om hvor du arbeider, og hvilken side du skrev fra. Første gang får enheten et tilfeldig brukernummer, slik at du kan følge saken.',
      'Du trenger ikke oppgi navn eller e-postadresse. Logger du inn med e-post, lagres adressen, og den brukes bare til å sende deg koder. Programkontoret ser e-postadressene til dem som har, har hatt eller er invitert til en rolle.',
      'Blir du med på et seminar, lagres det på brukernummeret.',
      'Fødselsnumre stoppes før noe forlater enheten. Skriv om arbeidet, ikke om barnet.',
    ],
  },
  readers: {
    title: 'Hvem som ser det du melder',
    rows: [
      { who: 'Utvikleren i bydelen', sees: 'Det du skrev, tjeneste, bydel og arbeidssted. Sender du uten arbeidssted, bare tjeneste og bydel.' },
      { who: 'Programkontoret', sees: 'Alle meldingene, også arbeidsstedet hvis du har skrevet det.' },
      { who: 'Den som har oppfølgingskoden', sees: 'Saken koden hører til, og kan svare i den. Del den bare med noen som skal se saken.' },
      { who: 'Alle andre', sees: 'Ingenting av teksten din. Er meldingen koblet til en hindring, telles den der. Bydel og tjeneste vises ikke sammen før minst fem har meldt det samme.' },
      { who: 'De som drifter Feltboka', sees: 'De har tilgang til databasen for å holde den i gang.' },
    ],
  },
  howLong: {
    title: 'Hvor lenge det beholdes',
    text: (closing: number, sending: number) => [
      `Teksten fjernes ${closing} måneder etter at saken er ferdig. Den er ferdig når du har trukket den tilbake, når den er avsluttet, eller når hindringen den er koblet til, er løst eller lukket.`,
      `Det som aldri blir en sak, som evalueringen av et seminar, fjernes ${sending} måneder etter at du sendte det.`,
      'Da fjernes svarene, samtalen, arbeidsstedet og begrunnelser. Tjeneste, bydel, siden du skrev fra, og hva som skjedde når, står igjen. Da kan saken fortsatt telles.',
      'IP-adressen din brukes til å stoppe misbruk. Feltboka sletter den etter omtrent ti minutter, men de som drifter serveren, kan ha den i loggene sine en tid.',
    ],
  },
  shared: {
    title: 'Når flere deler en enhet',
    text: [
      'Bruker flere den samme enheten uten å logge inn, ser de de samme sakene, kladdene, bokmerkene og notatene. Slår dere på delt enhet under Mer, låses den når ingen bruker den, og den neste ser ingenting av det.',
      'Logger du inn, ser ingen andre sakene dine etter at du har logget ut. Det du ikke har fått sendt, sendes aldri i en annens navn.',
    ],
  },
  tracking: {
    title: 'Ingen sporing',
    text: ['Feltboka bruker ikke informasjonskapsler, måler ikke bruken din, har ingen reklame og henter ikke noe fra andre nettsteder. Det du skriver, gis ikke til andre enn dem som er nevnt her.'],
  },
  stored: 'Se hva som ligger på enheten',
  save: {
    title: 'Ta det med deg',
    text: 'Fila inneholder alt denne enheten har om deg: meldinger med det som har skjedd med dem, kladder, det som ikke er sendt, bokmerker, hindringer du følger, notater og avkryssinger. Den lages her og virker uten nett.',
    button: 'Lagre alt som fil',
    name: 'feltboka-mine-opplysninger',
    done: 'Fila er lagret. Du finner den blant nedlastingene.',
  },
  erase: {
    title: 'Slett alt om deg',
    text: [
      'Teksten i alt du har meldt, slettes fra serveren, og brukeren din slettes. Det ingen har arbeidet videre med, trekkes tilbake. Er en melding koblet til en hindring, telles den fortsatt, men uten tekst og navn.',
      'På denne enheten slettes sakene, kladdene, det som ikke er sendt, og arbeidsstedet ditt. Bokmerker, hindringer du følger, notater og avkryssinger blir liggende, for de finnes bare her.',
      'Er du logget inn på andre enheter også, må du logge ut der.',
    ],
    button: 'Slett alt om meg',
    working: 'Sletter',
    needsNet: 'Krever nett, for det skal slettes på serveren også.',
    ask: { title: 'Slette alt om deg?', text: 'Det kan ikke angres. Vil du ta vare på noe, kan du lagre det som fil først.', confirm: 'Slett alt', cancel: 'Behold det' },
    unsent: (unsent: number, drafts: number) => {
      const things = [...unsent > 0 ? [unsent === 1 ? 'én ting som ikke er sendt' : `${unsent} ting som ikke er sendt`] : [], ...drafts > 0 ? [drafts === 1 ? 'én kladd' : `${drafts} kladder`] : []]
      return `Du har ${things.join(' og ')}. Det slettes også. Ingenting kan hentes tilbake, så vil du ta vare på noe, må du lagre det som fil først.`
    },
    confirmUnsent: 'Slett alt, også det som ikke er sendt',
    done: { title: 'Alt om deg er slettet', text: 'Du kan fortsette å bruke Feltboka. Melder du noe igjen, får du et nytt brukernummer.' },
    failed: {
      title: 'Det er ikke slettet',
      offline: 'Vi fikk ikke kontakt med serveren. Ingenting er slettet her. Prøv igjen når du har nett.',
      other: 'Serveren svarte ikke som den skulle. Ingenting er slettet her. Prøv igjen om litt.',
      storage: 'Lageret på enheten svarer ikke. Lukk andre faner med Feltboka, og prøv igjen.',
      unsent: 'Noe er skrevet etter at du åpnet siden. Se over det, og prøv igjen.',
      signIn: 'Du må logge inn igjen først, så serveren vet at det er deg.',
      unknown: 'Serveren kjenner ikke igjen denne enheten lenger, og kan derfor ikke slette noe for den. Det du har sendt, slettes når tiden er ute.',
    },
  },
}

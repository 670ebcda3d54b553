/** Texts of the way from what one reads to saying what one thinks of it. */
export const entry = {
  title: 'Virker ikke dette hos dere?',
  text: 'Si hva som stopper dere. Meldingen går til utvikleren i bydelen og programkontoret.',
  obstacle: 'Meld en hindring',
  experience: 'Fortell hvordan det gikk hos dere',
  seminarTitle: 'Var du der?',
  seminar: 'Si hva du syntes om seminaret',
}

/** What every wizard says around its steps. */

export const wizard = {
  wizard: {
    steps: "Schritte",
    done: "erledigt",
    close: "Schließen",
    keep: "Als Entwurf behalten",
    saved: "gespeichert",
    saving: "wird gespeichert…",
    notSaved: "nicht gespeichert",
  },
};

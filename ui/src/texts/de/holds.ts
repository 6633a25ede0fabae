/** Why a plan stands still, and what makes it move again. */

import type { Hold } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { clockOf, number } from "./speech";

const listed = (names: readonly string[]): RichText => [
  ...names.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
];

export const holds = {
  holds: {
    foundInGrace: () => ({
      title: "Angehalten: Cohort wurde vor dem Senden geschlossen",
      text: ["Es wurde nichts gesendet. Entscheiden Sie, ob gesendet werden soll."],
    }),
    asleepInGrace: () => ({
      title:
        "Angehalten: Vor dem Senden war dieser Computer im Ruhezustand, oder seine Uhr wurde verstellt",
      text: ["Es wurde nichts gesendet. Entscheiden Sie, ob gesendet werden soll."],
    }),
    offline: (hold, now) => ({
      title: `Offline seit ${clockOf(hold.since, now)}`,
      text: ["Sobald die Verbindung wieder da ist, wird das Senden von selbst fortgesetzt."],
    }),
    key: () => ({
      title: "Die Plattform braucht Ihren API-Schlüssel",
      text: ["Sobald Sie den Schlüssel eingeben, wird das Senden fortgesetzt."],
    }),
    busy: (hold, now) => ({
      title:
        hold.until === null
          ? "Die Plattform hat Cohort gebeten zu warten"
          : `Die Plattform hat Cohort gebeten, bis ${clockOf(hold.until, now)} zu warten`,
      text: ["Danach wird das Senden von selbst fortgesetzt."],
    }),
    tooOld: () => ({
      title: "Angehalten: Seit mehr als 7 Tagen wurde nichts gesendet",
      text: [
        "Seither können Personen beigetreten oder ausgetreten sein. Entscheiden Sie, ob der Rest gesendet werden soll.",
      ],
    }),
    otherProcess: () => ({
      title: "Cohort sendet bereits in einem anderen Fenster oder Terminal",
      text: [
        "Sie können hier zusehen. Wenn Sie das andere schließen, geht das Senden hier weiter.",
      ],
    }),
    dataRestored: () => ({
      title: "Angehalten: Die Daten von Cohort wurden wiederhergestellt oder kopiert",
      text: [
        "Manches davon wurde seither vielleicht schon gesendet, von diesem oder einem anderen Computer. Wenn Sie fortsetzen, fragt Cohort zuerst die Plattform, wer dabei ist und welche Instanzen es gibt, und sendet dann nur, was fehlt. Was auch die Plattform nicht weiß, entscheiden Sie.",
      ],
    }),
    snapshotGone: () => ({
      title: "Angehalten: Den Snapshot zum Verteilen gibt es nicht mehr",
      text: [
        "Er wurde auf der Plattform gelöscht, nachdem Sie ihn gewählt hatten. Niemand wurde eingeladen. Um einen anderen Snapshot zu wählen, machen Sie diesen Auftrag rückgängig: Ihre Liste kommt zurück in die Entwürfe.",
      ],
    }),
    cannotDistribute: (hold) => ({
      title:
        hold.names.length === 1
          ? "Angehalten: 1 Element des Snapshots lässt sich nicht verteilen"
          : `Angehalten: ${number(hold.names.length)} Elemente des Snapshots lassen sich nicht verteilen`,
      text: [
        "Die Plattform verteilt keine persönlichen Ordner und keine Dateien ohne Pfad: ",
        ...listed(hold.names.slice(0, 12)),
        hold.names.length > 12 ? ` und ${number(hold.names.length - 12)} weitere` : "",
        ". Entscheiden Sie, ob der Rest verteilt werden soll.",
      ],
    }),
    membersUnclear: () => ({
      title: "Angehalten: Cohort kann nicht erkennen, wer bereits dabei ist",
      text: [
        "Die Antwort der Plattform enthält einen Eintrag, den Cohort nicht lesen kann. Jemand aus Ihrer Liste könnte also bereits dabei sein. Wenn Sie fortsetzen, lädt Cohort alle ein, die es nicht findet. Wer schon früher eingeladen wurde, bekommt dann möglicherweise eine zweite E-Mail.",
      ],
    }),
    diskFull: () => ({
      title: "Das Laufwerk ist voll",
      text: [
        "Cohort hält jeden Schritt fest, bevor es etwas sendet. Deshalb ist das Senden unterbrochen. Schaffen Sie auf diesem Computer Platz, dann wird das Senden von selbst fortgesetzt.",
      ],
    }),
    dataNewer: () => ({
      title: "Eine neuere Version von Cohort hat die Daten aktualisiert",
      text: [
        "Diese Version ändert sie nicht mehr und sendet deshalb nichts. Schließen Sie sie, und arbeiten Sie in der neueren Version weiter.",
      ],
    }),
    diskFails: () => ({
      title: "Cohort kann nicht auf das Laufwerk schreiben",
      text: [
        "Cohort hält jeden Schritt fest, bevor es etwas sendet. Deshalb ist das Senden unterbrochen. Sobald Cohort wieder schreiben kann, wird das Senden von selbst fortgesetzt.",
      ],
    }),
    failing: (hold, now) => ({
      title: `Die Plattform antwortet seit ${clockOf(hold.since, now)} nicht richtig`,
      text: [
        "Cohort versucht jede Anfrage bis zu 12-mal, mit immer längeren Pausen, und sagt Ihnen dann, was nicht angekommen ist. Sobald die Plattform wieder antwortet, wird das Senden von selbst fortgesetzt.",
      ],
    }),
  } satisfies {
    [Why in Hold["why"]]: (
      hold: Extract<Hold, { why: Why }>,
      now: number,
    ) => { title: string; text: RichText };
  },
  holdActions: {
    distributeRest: "Rest verteilen",
  },
};

/** People compared with the space's list. */

import type { ListGroup } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import { dayOf, invitations, number, people, timeOf } from "./speech";

/** The people of a space compared with the list that is kept for it. */
export const comparison = {
  comparison: {
    label: "Vergleich mit Ihrer Liste",
    /** The button above all people, where a list is kept. */
    compareWith: "Mit Ihrer Liste vergleichen",
    compareMissing: (count: number): string => `Vergleichen: ${number(count)} fehlen`,
    compareNew: "Mit Liste vergleichen…",
    listMenu: (file: string): string => `Ihre Liste: ${visibleText(file)}`,
    replace: "Durch neuere Liste ersetzen…",
    saveCsv: "Vergleich als CSV speichern…",
    saveXlsx: "Vergleich als XLSX speichern…",
    removeList: "Diese Liste entfernen",
    removed: (file: string): string => `${visibleText(file)} wurde entfernt.`,
    stop: "Vergleich beenden",

    empty: {
      title: "Mit einer Liste vergleichen",
      text: "Wählen Sie die Liste Ihres Kurses, etwa einen Export Ihrer Lernplattform. Cohort behält sie auf diesem Computer und zeigt, wer dabei ist, wer noch nicht beigetreten ist, wer fehlt und wer nicht auf der Liste steht.",
      more: "Mit einem neueren Export sehen Sie jederzeit, wer weggefallen ist. Niemand wird eingeladen oder entfernt, bevor Sie es veranlassen.",
      button: "Liste wählen…",
      back: "Zurück zu allen Personen",
      drop: "Oder ziehen Sie eine Datei hierher.",
    },
    notRead:
      "Cohort hat die Personen in diesem Space noch nicht geladen und kann sie daher nicht mit Ihrer Liste vergleichen. Aktualisieren Sie, um sie zu laden.",

    search: "Personen suchen",
    filterLabel: "Nur anzeigen",
    chips: {
      all: "Alle",
      in: "Dabei",
      notJoined: "Noch nicht dabei",
      missing: "Fehlen",
      notOnList: "Nicht auf der Liste",
      left: "Weggefallen",
    } satisfies Record<ListGroup | "all", string>,
    groupTexts: {
      in: (moved: number): string =>
        moved === 0
          ? "Auf Ihrer Liste und beigetreten"
          : moved === 1
            ? "Auf Ihrer Liste und beigetreten; 1 hat die Gruppe gewechselt"
            : `Auf Ihrer Liste und beigetreten; ${number(moved)} haben die Gruppe gewechselt`,
      notJoined: "Auf Ihrer Liste und eingeladen",
      missing: "Auf Ihrer Liste, aber weder beigetreten noch eingeladen",
      notOnList: "Beigetreten oder eingeladen, aber nicht auf Ihrer Liste",
      left: "Auf einer früheren Liste, aber nicht auf dieser",
      leftMarked: (count: number): string =>
        `Auf einer früheren Liste, aber nicht auf dieser; ${number(count)} als weggefallen markiert`,
    },
    nobodyMissing: "Niemand fehlt: Alle Personen auf Ihrer Liste sind beigetreten oder eingeladen.",
    groupActions: (group: string): string => `Weitere Aktionen für „${group}“`,

    columns: {
      group: "Vergleich",
      name: "Name",
      address: "Adresse",
      list: "Auf Ihrer Liste",
      space: (space: string): string => `In ${visibleText(space)}`,
      state: "Status",
    },
    row: (row: number, group: string): string =>
      group === "" ? `Zeile ${number(row)}` : `Zeile ${number(row)} · ${visibleText(group)}`,
    rowMoved: (row: number, group: string, before: string): string =>
      `Zeile ${number(row)} · ${visibleText(group)} (vorher ${visibleText(before)})`,
    byHand: "Von Ihnen hinzugefügt",
    until: (at: string): string => `Bis ${dayOf(at)}`,
    joined: (at: string): string => `Beigetreten ${dayOf(at)}`,
    invited: (at: string): string => `Eingeladen ${dayOf(at)}`,
    uninvited: "Ohne Einladung",
    uninvitedSince: (at: string): string => `Ohne Einladung, beigetreten ${dayOf(at)}`,
    uninvitedWhy:
      "Niemand hat diese Person eingeladen. Sie ist über einen Link beigetreten oder wurde von der Plattform hinzugefügt.",
    otherAddress: (address: string): string => `Als ${visibleText(address)}`,
    notInvited: "Nicht eingeladen",
    marked: "Als weggefallen markiert",

    resend: (count: number): string => `${invitations(count)} erneut senden`,
    invite: (count: number): string => `${people(count)} einladen`,
    addToList: (count: number): string => `${people(count)} zur Liste hinzufügen`,
    takeOffList: (count: number): string => `${people(count)} von der Liste nehmen`,
    mark: (count: number): string => `${people(count)} als weggefallen markieren`,
    unmark: (count: number): string => `${people(count)} zurückholen`,
    takeOut: (count: number): string => `${people(count)} entfernen…`,
    takeOutCannot: "Das geht bei dieser Plattform nur auf ihrer Website.",
    notAdministrator: "Dafür brauchen Sie Administratorrechte.",
    added: (count: number): string =>
      count === 1
        ? "1 Person wurde zu Ihrer Liste hinzugefügt."
        : `${number(count)} Personen wurden zu Ihrer Liste hinzugefügt.`,
    takenOff: (count: number): string =>
      count === 1
        ? "1 Person wurde von Ihrer Liste genommen."
        : `${number(count)} Personen wurden von Ihrer Liste genommen.`,
    markedDone: (count: number): string =>
      count === 1
        ? "1 Person wurde als weggefallen markiert. Sie bleibt im Space, bis Sie sie entfernen."
        : `${number(count)} Personen wurden als weggefallen markiert. Sie bleiben im Space, bis Sie sie entfernen.`,
    unmarkedDone: (count: number): string =>
      count === 1
        ? "1 Person wurde zurückgeholt."
        : `${number(count)} Personen wurden zurückgeholt.`,
    takeOutTitle: (count: number, person: string): RichText =>
      count === 1 ? [name(person), " entfernen?"] : [`${people(count)} entfernen?`],
    takeOutText:
      "Wer entfernt wird, verliert den Zugang zu diesem Space, und eine noch offene Einladung wird ungültig. Die Einzelinstanzen bleiben, es geht also keine Arbeit verloren. Um jemanden zurückzuholen, laden Sie die Person erneut ein.",
    takeOutButton: (count: number): string => `${people(count)} entfernen`,

    foot: (count: number, file: string, at: string, now: number): string =>
      `${people(count)} in ${visibleText(file)}, ${timeOf(at, now)} hinzugefügt`,
    footSpace: (at: string, now: number): string => `Personen ${timeOf(at, now)} aktualisiert`,
    administrators: "ohne Administratoren",
    fileName: (space: string): string => `${space} Vergleich`,

    kept: (count: number, file: string): string =>
      `Vergleich mit ${visibleText(file)} (${people(count)}). Niemand wurde eingeladen.`,
    replaced: (file: string): string => `${visibleText(file)} ist jetzt Ihre Liste.`,
  },
};

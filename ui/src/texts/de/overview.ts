/** The overview of all spaces, and what needs attention there. */

import type { Hold, StepKind, StepState } from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { counted, dayOf, distanceTo, number, people, timeOf } from "./speech";

const sentTo: Record<StepKind, Partial<Record<StepState, (who: string) => RichText>>> = {
  create: {
    refused: (who) => ["Die Plattform hat die Instanz für ", strong(who), " nicht erstellt"],
    gaveUp: (who) => ["Die Instanz für ", strong(who), " wurde nach 12 Versuchen nicht erstellt"],
    unknown: (who) => ["Unklar, ob die Instanz für ", strong(who), " erstellt wurde"],
  },
  distribute: {
    refused: (who) => ["Das Material für ", strong(who), " wurde nicht verteilt"],
    gaveUp: (who) => ["Das Material für ", strong(who), " wurde nach 12 Versuchen nicht verteilt"],
    unknown: (who) => ["Unklar, ob das Material für ", strong(who), " verteilt wurde"],
  },
  invite: {
    refused: (who) => ["Die Plattform hat die Einladung an ", strong(who), " abgelehnt"],
    gaveUp: (who) => ["Die Einladung an ", strong(who), " wurde nach 12 Versuchen nicht gesendet"],
    unknown: (who) => ["Unklar, ob die E-Mail an ", strong(who), " verschickt wurde"],
  },
};

const sentToMany: Record<StepKind, Partial<Record<StepState, (count: string) => RichText>>> = {
  create: {
    refused: (count) => ["Die Plattform hat ", strong(`${count} Instanzen`), " nicht erstellt"],
    gaveUp: (count) => [strong(`${count} Instanzen`), " wurden nach 12 Versuchen nicht erstellt"],
    unknown: (count) => ["Unklar, ob ", strong(`${count} Instanzen`), " erstellt wurden"],
  },
  distribute: {
    refused: (count) => [
      "Das Material für ",
      strong(`${count} Instanzen`),
      " wurde nicht verteilt",
    ],
    gaveUp: (count) => [
      "Das Material für ",
      strong(`${count} Instanzen`),
      " wurde nach 12 Versuchen nicht verteilt",
    ],
    unknown: (count) => [
      "Unklar, ob das Material für ",
      strong(`${count} Instanzen`),
      " verteilt wurde",
    ],
  },
  invite: {
    refused: (count) => ["Die Plattform hat ", strong(`${count} Einladungen`), " abgelehnt"],
    gaveUp: (count) => [strong(`${count} Einladungen`), " wurden nach 12 Versuchen nicht gesendet"],
    unknown: (count) => ["Unklar, ob ", strong(`${count} E-Mails`), " verschickt wurden"],
  },
};

export const overview = {
  overview: {
    title: "Übersicht",
    updated: (at: string, now: number): string => `Aktualisiert ${timeOf(at, now)}`,
    updatedOffline: (at: string, now: number): string =>
      `Sie sind offline. Zuletzt ${timeOf(at, now)} aktualisiert.`,
    readingFirst: "Ihre Spaces werden geladen…",
    neverRead: "Auf diesem Computer noch nicht aktualisiert",
    needsAttention: "Handlungsbedarf",
    spaces: "Kurse und Projekte",
    columns: {
      space: "Space",
      joined: "Beigetreten",
      invited: "Noch nicht dabei",
      missing: "Fehlen",
      distributed: "Verteilt",
      link: "Link bis",
      underWay: "Läuft",
    },
    missingWhy: "Personen auf Ihrer Liste, die weder beigetreten noch eingeladen sind",
    showMissing: (count: number, space: string): string =>
      count === 1 ? `1 fehlt in ${space}: zeigen` : `${number(count)} fehlen in ${space}: zeigen`,
    joined: (joined: number, all: number): string => `${number(joined)}/${number(all)}`,
    distributed: (what: string, at: string | null, now: number): string =>
      at === null ? what : `${what}, ${timeOf(at, now)}`,
    /** Between the name of what was distributed and the day. */
    distributedThen: ",",
    drafts: (count: number): string => counted(count, "Entwurf", "Entwürfe"),
    attention: "Handlungsbedarf",
    notYours: "Zum Einladen fehlen Ihnen hier die Administratorrechte.",
    askOne: (who: string): string =>
      `Sie haben hier keine Administratorrechte. Bitten Sie ${who} darum.`,
    askTwo: (who: string, other: string): string =>
      `Sie haben hier keine Administratorrechte. Bitten Sie ${who} oder ${other} darum.`,
    /** Why a plan waits for the user, after its name. */
    holds: {
      foundInGrace: "nicht gesendet, weil Cohort geschlossen wurde",
      asleepInGrace:
        "nicht gesendet, weil dieser Computer im Ruhezustand war oder seine Uhr verstellt wurde",
      offline: "wartet auf die Verbindung",
      key: "wartet auf Ihren API-Schlüssel",
      busy: "wartet, weil die Plattform ausgelastet ist",
      tooOld: "angehalten, weil seit mehr als 7 Tagen nichts gesendet wurde",
      otherProcess: "wird von einem anderen Cohort auf diesem Computer gesendet",
      snapshotGone: "angehalten, weil es den Snapshot zum Verteilen nicht mehr gibt",
      membersUnclear: "angehalten, weil unklar ist, wer bereits dabei ist",
      cannotDistribute: "angehalten, weil sich ein Teil des Snapshots nicht verteilen lässt",
      dataRestored: "angehalten, weil die Daten von Cohort wiederhergestellt oder kopiert wurden",
      diskFull: "wartet, weil das Laufwerk voll ist",
      failing: "versucht es weiter, weil die Plattform nicht richtig antwortet",
      dataNewer: "wartet, weil eine neuere Version von Cohort die Daten aktualisiert hat",
      diskFails: "wartet, weil Cohort nicht auf das Laufwerk schreiben kann",
    } satisfies Record<Hold["why"], string>,
    matters: {
      unreadable: "Ein Teil der Daten von Cohort auf diesem Computer lässt sich nicht lesen",
      planAsks: (what: string, why: string): RichText => [strong(what), `: ${why}`],
      stepsFailed: (kind: StepKind, state: StepState, count: number, first: string): RichText =>
        (count === 1 ? sentTo[kind][state]?.(first) : sentToMany[kind][state]?.(number(count))) ?? [
          strong(first),
        ],
      linkExpires: (at: string, now: number): RichText =>
        Date.parse(at) <= now
          ? [
              "Der Link ",
              strong(`ist am ${dayOf(at)} abgelaufen`),
              ", niemand kann mehr damit beitreten",
            ]
          : ["Der Link ", strong(`läuft ${distanceTo(at, now)} ab`)],
      missing: (count: number): RichText => [
        strong(count === 1 ? "1 Person fehlt" : `${people(count)} fehlen`),
        ": auf Ihrer Liste, aber weder beigetreten noch eingeladen",
      ],
      showPeople: "Personen zeigen",
      openLink: "Link öffnen",
      draftToFix: (count: number, draft: string): RichText => [
        strong(counted(count, "Zeile", "Zeilen")),
        " in ",
        name(draft),
        count === 1 ? " kann so nicht gesendet werden" : " können so nicht gesendet werden",
      ],
      showDetails: "Details zeigen",
      decide: "Wählen…",
      openDraft: "Entwurf öffnen",
    },
  },
};

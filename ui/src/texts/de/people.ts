/** The page with the people of a space, and what can be done with them. */

import type {
  InstanceKind,
  PeopleAction,
  PersonEventKind,
  PersonStanding,
  PersonState,
} from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { daysBetween, spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { ago, counted, dayOf, fullDay, instances, number, people, timeOf } from "./speech";

/** On buttons, where one invitation needs no number. */
const invitations = (count: number): string =>
  count === 1 ? "Einladung" : `${number(count)} Einladungen`;

const states: Record<PersonState, string> = {
  joined: "Beigetreten",
  invited: "Noch nicht dabei",
  expired: "Einladung abgelaufen",
  bounced: "E-Mail kam zurück",
  waiting: "Wartet",
  sending: "Wird gesendet",
  failed: "Abgelehnt",
  unknown: "Unklar",
};

/** What is done about somebody's invitation alone. */
type InvitationAction = Exclude<PeopleAction, "takeOut">;

const doing: Record<PeopleAction, string> = {
  resend: "Wird erneut gesendet",
  revoke: "Wird widerrufen",
  takeOut: "Wird entfernt",
};

const doneOf: Record<PeopleAction, (acted: string, all: string) => string> = {
  resend: (acted, all) => `${acted} von ${all} erneut gesendet`,
  revoke: (acted, all) => `${acted} von ${all} widerrufen`,
  takeOut: (acted, all) => `${acted} von ${all} entfernt`,
};

const joinedOfThem = (count: number): string =>
  count === 1 ? "1 davon ist beigetreten." : `${number(count)} davon sind beigetreten.`;

const notDone = {
  resend: {
    joined: joinedOfThem,
    other: (count: number): string =>
      count === 1
        ? "1 davon hat keine Einladung, die sich erneut senden lässt."
        : `${number(count)} davon haben keine Einladung, die sich erneut senden lässt.`,
  },
  revoke: {
    joined: joinedOfThem,
    other: (count: number): string =>
      count === 1
        ? "1 davon hat keine Einladung, die sich widerrufen lässt."
        : `${number(count)} davon haben keine Einladung, die sich widerrufen lässt.`,
  },
} satisfies Record<InvitationAction, Record<"joined" | "other", (count: number) => string>>;

/** When the space was read last: the page says "just now" until that is a minute ago. */
const updated = (seenAt: string | null, now: number): string => {
  if (seenAt === null) return "auf diesem Computer noch nicht aktualisiert";
  return spanSince(seenAt, now).unit === "now"
    ? "gerade eben aktualisiert"
    : `${timeOf(seenAt, now)} aktualisiert`;
};

/** People and instances: the tables of a space, and one person beside them. */
export const peopleTab = {
  peopleTab: {
    label: "Personen",
    courseUsers: "Personen im Kurs",
    projectUsers: "Personen im Projekt",
    chips: {
      all: "Alle",
      joined: "Beigetreten",
      notJoined: "Noch nicht dabei",
      underWay: "Läuft",
      needsAttention: "Handlungsbedarf",
    } satisfies Record<PersonStanding | "all", string>,
    filterLabel: "Nur anzeigen",
    search: "Personen suchen",
    columns: {
      name: "Name",
      address: "Adresse",
      instance: "Instanz",
      group: "Gruppe",
      role: "Rolle",
      invited: "Eingeladen",
      joined: "Beigetreten",
      state: "Status",
    },
    individual: "Einzelinstanz",
    all: "Alle",
    several: (count: number): string => instances(count),
    none: "Keine",
    states,
    day: dayOf,
    /** “21. September 2026, vor 9 Tagen” */
    dayAndAge: (at: string, now: number): string => {
      const days = daysBetween(at, now);
      const day = fullDay.format(new Date(at));
      if (days === 0) return `${day}, heute`;
      return days === 1 ? `${day}, gestern` : `${day}, vor ${number(days)} Tagen`;
    },
    empty: "In diesem Space ist noch niemand.",
    hidden: "Wer in diesem Space ist, sieht man nur mit Administratorrechten.",
    foot: (count: number, seenAt: string | null, now: number): string =>
      `${people(count)} · ${updated(seenAt, now)}`,
    fileName: (space: string): string => `${space} Personen`,
  },

  peopleDo: {
    doing,
    resend: (count: number): string => `${invitations(count)} erneut senden`,
    revoke: (count: number): string => (count < 2 ? "Widerrufen…" : `${number(count)} widerrufen…`),
    changeRole: "Rolle ändern…",
    roleCannot: "Eine Rolle ändern Sie bei dieser Plattform auf ihrer Website.",
    copy: (count: number): string => (count === 1 ? "Adresse kopieren" : "Adressen kopieren"),
    write: "E-Mail schreiben",
    toDraft: "Zu einem Entwurf hinzufügen…",
    exportCsv: "Als CSV exportieren…",
    exportXlsx: "Als XLSX exportieren…",
    nobodyToResend: "Keine dieser Personen hat eine Einladung, die sich erneut senden lässt.",
    nobodyToRevoke: "Keine dieser Personen hat eine Einladung, die sich widerrufen lässt.",
    notAdministrator: "Dafür brauchen Sie Administratorrechte.",
    running: "Warten Sie, bis die laufende Aktion beendet ist.",
    partly: (action: InvitationAction, joined: number, other: number): string =>
      [
        ...(joined > 0 ? [notDone[action].joined(joined)] : []),
        ...(other > 0 ? [notDone[action].other(other)] : []),
      ].join(" "),
    confirm: {
      resend: {
        title: (count: number): RichText => [`${invitations(count)} erneut senden?`],
        text: "Die Plattform schickt dieselbe Einladung noch einmal.",
        button: (count: number): string => `${invitations(count)} erneut senden`,
      },
      revoke: {
        title: (count: number, person: string): RichText =>
          count === 1
            ? ["Einladung an ", name(person), " widerrufen?"]
            : [`${invitations(count)} widerrufen?`],
        text: "Der Link in der E-Mail wird ungültig. Eine Einzelinstanz, die Cohort für jemanden erstellt hat, der noch nicht beigetreten ist, wird gelöscht; die Plattform kann sie 24 Stunden lang wiederherstellen.",
        button: (count: number): string => `${invitations(count)} widerrufen`,
      },
    },
    progress: (action: PeopleAction, acted: number, all: number): string =>
      doneOf[action](number(acted), number(all)),
    done: {
      resend: (count: number): string =>
        `${counted(count, "Einladung", "Einladungen")} erneut gesendet.`,
      revoke: (count: number): string =>
        `${counted(count, "Einladung", "Einladungen")} widerrufen.`,
      takeOut: (count: number): string => `${people(count)} entfernt.`,
    } satisfies Record<PeopleAction, (count: number) => string>,
    failed: {
      resend: (count: number): string =>
        count === 1
          ? "1 Einladung konnte nicht erneut gesendet werden."
          : `${number(count)} Einladungen konnten nicht erneut gesendet werden.`,
      revoke: (count: number): string =>
        count === 1
          ? "1 Einladung konnte nicht widerrufen werden."
          : `${number(count)} Einladungen konnten nicht widerrufen werden.`,
      takeOut: (count: number): string =>
        count === 1
          ? "1 Person konnte nicht entfernt werden."
          : `${number(count)} Personen konnten nicht entfernt werden.`,
    } satisfies Record<PeopleAction, (count: number) => string>,
    stopped: "Dann musste Cohort abbrechen.",
    copied: (count: number): string =>
      count === 1 ? "Adresse kopiert." : `${number(count)} Adressen kopiert.`,
    tooMany: (count: number): string =>
      `${number(count)} Adressen sind zu viele, um sie Ihrem E-Mail-Programm zu übergeben. Sie wurden deshalb kopiert. Fügen Sie sie in das Bcc-Feld einer E-Mail ein.`,
    exported: (file: string, folder: string): string =>
      `${visibleText(file)} in ${visibleText(folder)} gespeichert.`,
    added: (count: number): string => `${people(count)} zum Entwurf hinzugefügt.`,
    openDraft: "Entwurf öffnen",
    draftDialog: {
      title: (count: number): string => `${people(count)} zu einem Entwurf hinzufügen`,
      newDraft: "Neuer Entwurf",
      listLabel: "Entwurf",
      search: "Entwürfe suchen",
      add: "Zum Entwurf hinzufügen",
    },
  },

  person: {
    label: "Person",
    close: "Schließen",
    previous: "Vorherige Person",
    next: "Nächste Person",
    copy: "Adresse kopieren",
    moreActions: "Weitere Aktionen",
    back: "Zurück zu allen Personen",
    facts: {
      address: "Adresse",
      instance: "Instanz",
      role: "Rolle",
      group: "Gruppe",
    },
    stands: (state: PersonState, at: string | null, now: number): string => {
      if (at === null) return states[state];
      const when = ago(spanSince(at, now), at);
      return state === "joined"
        ? `${states.joined} · zuerst gesehen ${when}`
        : `${states[state]} · eingeladen ${when}`;
    },
    timeline: "Was geschehen ist",
    events: {
      queued: "Liste von diesem Computer gesendet",
      instanceCreated: "Instanz erstellt",
      distributed: "Material verteilt",
      invited: "Eingeladen",
      resent: "Einladung erneut gesendet",
      rejected: "Einladung abgelehnt",
      revoked: "Einladung widerrufen",
      joined: "Erstmals als beigetreten gesehen",
    } satisfies Record<PersonEventKind, string>,
    afterInvitation: (days: number): string => `${counted(days, "Tag", "Tage")} nach der Einladung`,
    notYet: (days: number): string =>
      days === 0 ? "Noch nicht dabei" : `Seit ${counted(days, "Tag", "Tagen")} noch nicht dabei`,
    expires: (at: string): string => `Die Einladung läuft am ${dayOf(at)} ab`,
    joinedBefore: "Beigetreten, bevor Cohort diesen Space zum ersten Mal geladen hat",
    nothing: "Cohort weiß nicht, wann diese Person eingeladen wurde oder beigetreten ist.",
    technical: "Technische Angaben",
    requests: (count: number): string => counted(count, "Anfrage", "Anfragen"),
  },

  instancesTab: {
    label: "Instanzen",
    search: "Instanzen suchen",
    filterLabel: "Nur anzeigen",
    chips: { all: "Alle", shared: "Gemeinsam", individual: "Einzeln" },
    columns: {
      name: "Name",
      slug: "Slug",
      kind: "Art",
      people: "Personen",
      owner: "Für",
      created: "Erstellt",
      snapshot: "Letzter Snapshot",
      description: "Beschreibung",
    },
    kinds: {
      master: "Master",
      distributed: "Distributed",
      individual: "Einzeln",
      shared: "Gemeinsam",
    } satisfies Record<InstanceKind, string>,
    date: (at: string): string => fullDay.format(new Date(at)),
    empty: "Dieser Space hat noch keine Instanzen.",
    foot: (count: number, seenAt: string | null, now: number): string =>
      `${instances(count)} · ${updated(seenAt, now)}`,
    copySlugs: (count: number): string => (count === 1 ? "Slug kopieren" : "Slugs kopieren"),
    copied: (count: number): string =>
      count === 1 ? "Slug kopiert." : `${number(count)} Slugs kopiert.`,
    fileName: (space: string): string => `${space} Instanzen`,
    showPeople: "Personen darin zeigen",
    delete: {
      label: (count: number): string =>
        count === 1 ? "Instanz löschen…" : `${number(count)} Instanzen löschen…`,
      title: (count: number, instance: string): RichText =>
        count === 1 ? [name(instance), " löschen?"] : [`${number(count)} Instanzen löschen?`],
      text: (members: number): string => {
        const undo = "24 Stunden lang lässt sich das rückgängig machen.";
        if (members === 0) return `Alles darin wird mitgelöscht. ${undo}`;
        return members === 1
          ? `1 Person hat Zugang dazu. Ihre Arbeit darin wird mitgelöscht. ${undo}`
          : `${number(members)} Personen haben Zugang dazu. Ihre Arbeit darin wird mitgelöscht. ${undo}`;
      },
      button: (count: number): string =>
        count === 1 ? "Instanz löschen" : `${number(count)} Instanzen löschen`,
      done: (count: number): string =>
        count === 1 ? "Instanz gelöscht." : `${number(count)} Instanzen gelöscht.`,
      stays: "Master und Distributed gehören zu jedem Space.",
      cannot: "Das lässt die Plattform nur auf ihrer Website zu.",
      until: (at: string, now: number): string =>
        `Gelöscht, wiederherstellbar bis ${timeOf(at, now)}`,
      listLabel: "Gelöschte Instanzen",
      restore: "Wiederherstellen",
      restoreOne: (instance: string): string => `${visibleText(instance)} wiederherstellen`,
    },
    oneAtATime: "Wählen Sie eine einzelne Instanz aus, um die Personen darin zu sehen.",
  },
};

/** The review of a draft before it is sent. */

import type {
  Existing,
  Review,
  ReviewGroupInstance,
  ReviewPerson,
  Role,
  SnapshotRef,
} from "../../bridge";
import { name, type RichText, sentencesInRow, strong } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import { counted, dayOf, instances, number, people, timeOf } from "./speech";

const asRole: Record<Role, string> = {
  editor: "mit der Rolle Editor",
  viewer: "mit der Rolle Viewer",
  observer: "mit der Rolle Observer",
};

const quoted = (text: string): string => `„${visibleText(text)}“`;

/** The group that stands for the others in a sentence. */
const first = (groups: ReviewGroupInstance[]): string => quoted(groups[0]?.group ?? "");

/** Groups and the instances that have their slugs. The table beside it shows all of them. */
const pairs = (groups: ReviewGroupInstance[]): string => {
  const shown = groups.slice(0, 3);
  const rest = groups.length - shown.length;
  const named = shown.map(({ group, name }) => `${quoted(group)} → ${quoted(name)}`).join(", ");
  return rest === 0 ? named : `${named} und ${number(rest)} weitere`;
};

const groupInstances = (count: number): string =>
  counted(count, "Gruppeninstanz", "Gruppeninstanzen");

const ofDay = (material: SnapshotRef): string =>
  material.at === null ? "" : ` (${dayOf(material.at)})`;

/** What a new instance starts with, or each of several: a sentence of its own. */
const startsWith = (review: Review): RichText => {
  const {
    material,
    instances: { create },
  } = review;
  const it = create === 1 ? "Die neue Instanz" : "Jede neue Instanz";
  if (review.intent.material === "nothing") return [`${it} ist zu Beginn leer.`];
  if (material !== null)
    return [`${it} enthält zu Beginn `, strong(material.name), `${ofDay(material)}.`];
  return [
    review.materialKnown
      ? `${it} ist zu Beginn leer, weil bisher nichts verteilt wurde.`
      : `${it} enthält zu Beginn alles, was bis zum Senden verteilt wurde.`,
  ];
};

/** Who isn't invited by this, and what keeps them from it: a sentence for each reason. */
const notInvited = ({ alreadyIn, alreadyInvited, toFix, noGroup }: Review): string[] => {
  const about = (count: number, one: string, many: string): string[] =>
    count === 0 ? [] : [count === 1 ? one : `${number(count)} ${many}`];
  return [
    ...about(alreadyIn.length, "1 Person ist bereits dabei.", "Personen sind bereits dabei."),
    ...about(
      alreadyInvited.length,
      "1 Person ist bereits eingeladen.",
      "Personen sind bereits eingeladen.",
    ),
    ...about(toFix.length, "1 Adresse ist zu korrigieren.", "Adressen sind zu korrigieren."),
    ...about(noGroup.length, "1 Person hat keine Gruppe.", "Personen haben keine Gruppe."),
  ];
};

/** What sending does. What new instances start with follows in a sentence of its own. */
const sentences = {
  individual: ({ toInvite, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1 ? " erhält in " : " erhalten in ",
    name(spaceName),
    toInvite === 1 ? " eine Einzelinstanz." : " je eine Einzelinstanz.",
  ],
  groups: ({ toInvite, instances: { groupInstances: groups }, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1 ? " wird in " : " werden in ",
    strong(groupInstances(groups.length)),
    " von ",
    name(spaceName),
    " eingeladen.",
  ],
  shared: ({ toInvite, intent, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1
      ? " erhält per E-Mail eine Einladung in "
      : " erhalten per E-Mail eine Einladung in ",
    strong(intent.instanceName ?? intent.instance ?? ""),
    " (",
    name(spaceName),
    `) ${asRole[intent.role]}.`,
  ],
  administrators: ({ toInvite, spaceName }: Review): RichText => [
    strong(people(toInvite)),
    toInvite === 1
      ? " erhält per E-Mail eine Einladung in "
      : " erhalten per E-Mail eine Einladung in ",
    strong(spaceName),
    " mit Administratorrechten.",
  ],
  instances: ({ instances: { create }, spaceName }: Review): RichText => [
    strong(instances(create)),
    create === 1 ? " wird in " : " werden in ",
    name(spaceName),
    " erstellt.",
  ],
};

export const review = {
  review: {
    summary: (review: Review): RichText => {
      const purpose = review.intent.purpose ?? "shared";
      // A distribution has a sentence of its own, because it is about nobody.
      if (purpose === "distribute") return [];
      return sentencesInRow([
        sentences[purpose](review),
        // Instances that are there already keep what they have.
        ...(review.instances.create === 0 ? [] : [startsWith(review)]),
        ...notInvited(review).map((sentence) => [sentence]),
      ]);
    },
    create: (count: number): string => `${instances(count)} erstellen`,
    nothingCreated: "Es kann noch nichts erstellt werden.",
    blockedNewInstances: (count: number): string =>
      count === 1
        ? "1 Stelle ist zu korrigieren, bevor die Instanzen erstellt werden können."
        : `${number(count)} Stellen sind zu korrigieren, bevor die Instanzen erstellt werden können.`,
    toNames: "Zu den Namen",
    newInstances: (count: number): string => `Neue Instanzen (${number(count)})`,
    instanceDescription: "Beschreibung",
    howLongCreate:
      "Sie haben 10 Sekunden, um das rückgängig zu machen. Niemand wird eingeladen. Wenn Sie Cohort vorher schließen, wird der Rest beim nächsten Öffnen erstellt.",
    asOfInstances: (at: string, now: number): string =>
      `Die Liste der Instanzen wurde ${timeOf(at, now)} aktualisiert. Cohort prüft sie noch einmal, bevor es etwas erstellt.`,
    asOfInstancesNever:
      "Die Liste der Instanzen wurde auf diesem Computer noch nicht geladen. Cohort lädt sie, bevor es etwas erstellt.",

    nobody: "Es gibt niemanden, der eingeladen werden kann.",
    recipients: "Empfänger",
    columns: { name: "Name", address: "Adresse", state: "Status" },
    groups: {
      toFix: {
        title: "Vor dem Senden korrigieren",
        note: "Die Adresse ist ungültig. Korrigieren Sie sie, oder überspringen Sie die Zeile.",
        state: "Zu korrigieren",
      },
      noGroup: {
        title: "Ohne Gruppe",
        note: "Es gibt keine Instanz, in die eingeladen werden könnte.",
        state: "Ohne Gruppe",
      },
      notTheirs: {
        title: "Keine Einzelinstanz möglich",
        note: "Eine Instanz mit anderem Namen hat bereits den Slug.",
        state: "Slug vergeben",
      },
      newPeople: { title: "Neu", note: "", state: "Nicht eingeladen" },
      alreadyIn: {
        title: "Bereits dabei",
        note: "Für sie bleibt alles, wie es ist, und sie erhalten keine E-Mail.",
        state: "Beigetreten",
      },
      alreadyInvited: {
        title: "Bereits eingeladen",
        note: "Ihre Einladung gilt weiter. Sie erhalten keine weitere E-Mail.",
        state: "Eingeladen",
      },
      duplicates: {
        title: "Doppelt",
        note: "Diese Personen stehen mehrmals auf der Liste. Jede wird nur einmal eingeladen.",
        state: "Doppelt",
      },
      skipped: {
        title: "Übersprungen",
        note: "Diese Zeilen haben Sie übersprungen.",
        state: "Übersprungen",
      },
    },
    newNote: (withInstance: boolean): string =>
      withInstance
        ? "Jede Person erhält eine Instanz und eine E-Mail."
        : "Jede Person erhält eine E-Mail.",
    otherRoleNote: (count: number): string =>
      count === 1
        ? "Sie erhalten keine E-Mail. 1 hat eine andere Rolle, die so bleibt."
        : `Sie erhalten keine E-Mail. ${number(count)} haben eine andere Rolle, die so bleibt.`,
    invalid: "Diese Adresse ist ungültig",
    becomes: "wird zu",
    fix: "Korrigieren",
    skip: "Überspringen",
    parts: {
      label: "Teile der Prüfung",
      people: "Empfänger",
      email: "E-Mail",
      next: "Details",
    },
    email: {
      title: "Die E-Mail, die ankommt",
      from: "Von",
      about: "Lädt ein in",
      button: "Ihr Link",
      expires: "Läuft ab",
      into: {
        individual: (space: string): string => `eine Einzelinstanz in ${visibleText(space)}`,
        groups: (space: string): string => `die Instanz der Gruppe in ${visibleText(space)}`,
        shared: (space: string): string => visibleText(space),
        administrators: (space: string): string =>
          `${visibleText(space)}, mit Administratorrechten`,
      },
      intoInstance: (instance: string, space: string): string =>
        `${visibleText(instance)} (${visibleText(space)})`,
      leadsTo: (host: string): string =>
        `Führt zu ${visibleText(host)}, zum Registrieren oder Anmelden`,
      expiresText: "Den Tag legt die Plattform fest, wenn sie die E-Mail verschickt.",
      byPlatform:
        "Die Plattform schreibt und verschickt diese E-Mail. Betreff und Wortlaut kann Cohort nicht ändern.",
    },
    toCheck: "Zeilen zum Prüfen",
    toCheckText: (count: number): string =>
      count === 1
        ? "1 Zeile. Sie können die Person einladen, ohne etwas zu ändern."
        : `${number(count)} Zeilen. Sie können die Personen einladen, ohne etwas zu ändern.`,
    instance: "Instanz",
    instancesMade: "Neue Instanzen",
    instancesMadeText: {
      individual: (count: number): string =>
        count === 1
          ? "1, benannt nach der Adresse der Person"
          : `${number(count)}, jeweils nach der Adresse der Person benannt`,
      groups: (count: number): string =>
        count === 1
          ? "1, benannt nach der Gruppe"
          : `${number(count)}, jeweils nach der Gruppe benannt`,
    },
    material: "Material",
    materialText: (material: SnapshotRef): RichText => [
      strong(material.name),
      ofDay(material),
      ", aus ",
      name(material.instanceName),
    ],
    materialNothing:
      "Keines. Material können Sie später auf der Registerkarte „Instanzen“ verteilen.",
    materialNone:
      "Bisher wurde nichts verteilt. Sie können fortfahren und Material später auf der Registerkarte „Instanzen“ verteilen.",
    materialUnknown: "Alles bisher Verteilte. Was das ist, prüft Cohort, bevor es etwas sendet.",
    role: "Rolle",
    howLong: "Wie es weitergeht",
    howLongText:
      "Sie haben 10 Sekunden, um das rückgängig zu machen. Wenn Sie Cohort vorher schließen, wird der Rest beim nächsten Öffnen gesendet.",
    howLongOrder:
      "Sie haben 10 Sekunden, um das rückgängig zu machen. Niemand wird eingeladen, bevor die eigene Instanz bereit ist. Wenn Sie Cohort vorher schließen, wird der Rest beim nächsten Öffnen gesendet.",
    offline:
      "Sie sind offline. Der Auftrag wartet unter „Aktivitäten“ und wird von selbst gesendet, sobald die Verbindung wieder da ist.",
    asOf: (at: string, now: number): string =>
      `Die Liste der Personen in diesem Space wurde ${timeOf(at, now)} aktualisiert. Cohort prüft sie noch einmal, bevor es etwas sendet.`,
    asOfNever:
      "Die Liste der Personen in diesem Space wurde auf diesem Computer noch nicht geladen. Cohort lädt sie, bevor es etwas sendet.",
    requests: (total: number): string =>
      total === 1 ? "1 Anfrage" : `Alle ${number(total)} Anfragen der Reihe nach`,
    requestsMore: (more: number): string => `… und ${number(more)} weitere`,
    groupInstances: {
      title: (count: number): string => `Gruppeninstanzen (${number(count)})`,
      name: "Instanz",
      slug: "Slug",
      people: "Personen",
      state: "Status",
      group: "Gruppe",
      states: {
        new: "Wird erstellt",
        exists: "Bereits vorhanden",
        otherName: "Mit anderem Namen vorhanden",
        notShared: "Keine gemeinsame Instanz",
        addressName: "Name ist eine E-Mail-Adresse",
      } satisfies Record<ReviewGroupInstance["state"], string>,
    },
    existing: {
      legend: (count: number): string =>
        count === 1
          ? "Für 1 Person gibt es hier bereits eine Einzelinstanz, in der sie nicht ist. Was soll damit geschehen?"
          : `Für ${number(count)} Personen gibt es hier bereits Einzelinstanzen, in denen sie nicht sind. Was soll damit geschehen?`,
      choices: {
        inviteOnly: {
          title: "Einladen, ohne zu verteilen",
          text: "Der Inhalt der Instanz bleibt, wie er ist.",
        },
        distribute: {
          title: "Snapshot erstellen, dann verteilen",
          text: "Dateien mit demselben Namen werden überschrieben. Der Snapshot bewahrt, was vorher da war.",
        },
        skip: { title: "Überspringen", text: "Diese Personen werden nicht eingeladen." },
      } satisfies Record<Existing, { title: string; text: string }>,
    },
    maybeSent: {
      title: "Diese Liste wurde seither vielleicht schon gesendet",
      text: "Die Daten von Cohort wurden wiederhergestellt oder kopiert, nachdem diese Liste entstanden war. Sie könnte seither von diesem oder einem anderen Computer gesendet worden sein. Wenn sie noch einmal gesendet wird, bekommen manche möglicherweise eine zweite E-Mail.",
      allow: "Senden erlauben",
    },
    blockedFix: (count: number): string =>
      count === 1
        ? "1 Adresse ist ungültig. Korrigieren Sie sie, oder überspringen Sie die Zeile."
        : `${number(count)} Adressen sind ungültig. Korrigieren Sie sie, oder überspringen Sie die Zeilen.`,
    blockedTooManyGroups: (count: number, most: number): string =>
      `Diese Liste hat ${number(count)} Gruppen. Cohort erstellt höchstens ${number(most)} Instanzen auf einmal. Teilen Sie die Liste auf mehrere Entwürfe auf.`,
    blockedNoGroup: (count: number): string =>
      count === 1
        ? "1 Person hat keine Gruppe, und es gibt keine Instanz, in die sie eingeladen werden könnte. Geben Sie eine Gruppe ein, oder überspringen Sie die Zeile."
        : `${number(count)} Personen haben keine Gruppe, und es gibt keine Instanz, in die sie eingeladen werden könnten. Geben Sie jeweils eine Gruppe ein, oder überspringen Sie die Zeilen.`,
    blockedNotTheirs: (found: ReviewPerson[]): string =>
      found.length === 1
        ? `Der Slug der Einzelinstanz von ${visibleText(found[0]?.address ?? "")} gehört zu einer Instanz mit anderem Namen. Falls es trotzdem die Einzelinstanz ist, benennen Sie sie auf der Plattform nach der E-Mail-Adresse. Überspringen Sie sonst die Zeile.`
        : `Die Slugs der Einzelinstanzen von ${number(found.length)} Personen, zum Beispiel ${visibleText(found[0]?.address ?? "")}, gehören zu Instanzen mit anderen Namen. Falls es trotzdem die Einzelinstanzen sind, benennen Sie sie auf der Plattform nach den E-Mail-Adressen. Überspringen Sie sonst die Zeilen.`,
    blockedAddressGroups: (groups: ReviewGroupInstance[]): string =>
      groups.length === 1
        ? `Die Gruppe ${first(groups)} hat eine E-Mail-Adresse als Namen. Ihre Instanz würde deshalb als die einer einzelnen Person gelten. Geben Sie der Gruppe in der Liste einen anderen Namen.`
        : `${number(groups.length)} Gruppen, zum Beispiel ${first(groups)}, heißen wie E-Mail-Adressen. Ihre Instanzen würden deshalb als die einzelner Personen gelten. Geben Sie den Gruppen in der Liste andere Namen.`,
    blockedNotSharedGroups: (groups: ReviewGroupInstance[]): string =>
      groups.length === 1
        ? `Der Slug von ${first(groups)} gehört bereits zu ${visibleText(groups[0]?.name ?? "")}. Das ist keine gemeinsame Instanz. Geben Sie der Gruppe in der Liste einen anderen Namen.`
        : `Die Slugs von ${number(groups.length)} Gruppen, zum Beispiel ${first(groups)}, gehören bereits zu Instanzen, die keine gemeinsamen sind. Geben Sie den Gruppen in der Liste andere Namen.`,
    blockedOtherNameGroups: (groups: ReviewGroupInstance[]): string =>
      groups.length === 1
        ? `Der Slug von ${first(groups)} gehört bereits zur Instanz ${visibleText(groups[0]?.name ?? "")}. Bestätigen Sie, dass die Gruppe dorthin eingeladen werden soll, oder geben Sie ihr in der Liste einen anderen Namen.`
        : `Die Slugs von ${number(groups.length)} Gruppen gehören bereits zu Instanzen mit anderen Namen: ${pairs(groups)}. Bestätigen Sie, dass die Gruppen dorthin eingeladen werden sollen, oder geben Sie ihnen in der Liste andere Namen.`,
    confirmGroups: "Vorhandene Instanzen verwenden",
    blockedExisting: "Wählen Sie, was mit den vorhandenen Einzelinstanzen geschehen soll.",
    blockedNobody: "Alle auf der Liste sind bereits dabei, bereits eingeladen oder übersprungen.",
    toList: "Zur Liste",
    nothingSent: "Noch wurde nichts gesendet",
    send: (toInvite: number, toMake: number): string =>
      toMake === 0
        ? `${people(toInvite)} einladen`
        : `${instances(toMake)} erstellen und ${people(toInvite)} einladen`,
    sendSkipping: (toInvite: number, toMake: number, skipped: number): string =>
      toMake === 0
        ? `${number(toInvite)} einladen, ${number(skipped)} überspringen`
        : `${instances(toMake)} erstellen, ${number(toInvite)} einladen, ${number(skipped)} überspringen`,
    sendNobody: "Niemand einzuladen",
    sending: "Das Senden wird vorbereitet…",
    building: "Die Prüfung wird vorbereitet…",
  },
};

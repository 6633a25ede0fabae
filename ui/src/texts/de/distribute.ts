/** Distributing a snapshot to instances that exist: the wizard, and its review. */

import type {
  DistributionScope,
  DraftStep,
  Lack,
  MaterialKind,
  OverwriteDecision,
  Review,
  TargetFate,
  UnreadableTarget,
  WhyNoTarget,
} from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { counted, dayOf, fileSize, instances, number, timeOf } from "./speech";

export const distribute = {
  distribute: {
    button: "Material verteilen",
    toSelected: (count: number): string =>
      count === 1 ? "Material verteilen…" : `Material in ${number(count)} verteilen…`,
    notAdministrator: "Um Material zu verteilen, brauchen Sie Administratorrechte.",
    title: (space: string): RichText => ["Material in ", name(space), " verteilen"],
    steps: {
      purpose: "",
      people: "",
      names: "",
      material: "Was",
      targets: "An wen",
      overwritten: "Was überschrieben würde",
      review: "Prüfen",
    } satisfies Record<DraftStep, string>,
    next: {
      targets: "Weiter: An wen",
      overwritten: "Weiter: Was überschrieben würde",
      review: "Weiter: Prüfen",
    },
    lacks: {
      purpose: "",
      instance: "",
      people: "",
      names: "",
      namesToFix: "",
      snapshot: "Wählen Sie einen Snapshot",
      nothingInSnapshot: "Dieser Snapshot enthält nichts, was sich verteilen lässt",
      targets: "Wählen Sie mindestens eine Instanz",
      messageTooLong: "Kürzen Sie die Nachricht",
    } satisfies Record<Lack, string>,
    kept: "Ihr Auftrag ist unter „Entwürfe“ gespeichert.",
    notYetSaved: "Wird als Entwurf gespeichert, sobald Sie etwas wählen",
    saved: "Gespeichert",
    whatQuestion: "Welcher Snapshot soll verteilt werden?",
    distributes: (snapshot: string, at: string | null, instance: string): RichText => [
      "Verteilt wird ",
      strong(snapshot),
      at === null ? " aus " : ` vom ${dayOf(at)} aus `,
      name(instance),
      ".",
    ],

    scopeQuestion: "Welche Instanzen sollen es erhalten?",
    scopes: {
      everyone: {
        title: "Alle Instanzen",
        text: "Alle im Space erhalten es. Master nicht, denn dort wird Material vorbereitet.",
      },
      notYet: {
        title: "Instanzen, die es noch nicht erhalten haben",
        text: "Es zählt nur, was von diesem Computer verteilt wurde.",
      },
      chosen: { title: "Ausgewählte Instanzen", text: "Sie wählen sie einzeln aus." },
    } satisfies Record<DistributionScope, { title: string; text: string }>,
    alsoDistributed: "Auch in Distributed, für alle, die später beitreten",
    targets: (count: number): string => `Insgesamt ${instances(count)}`,
    noTargetsTitle: "Nicht darunter",
    noTarget: {
      source: "von dort stammt der Snapshot",
      master: "dort wird Material vorbereitet",
      hasIt: "hat es von diesem Computer schon erhalten",
    } satisfies Record<WhyNoTarget, string>,
    more: (count: number): string => `und ${number(count)} weitere`,
    gone: (count: number): string =>
      count === 1
        ? "1 ausgewählte Instanz gibt es im Space nicht mehr."
        : `${number(count)} ausgewählte Instanzen gibt es im Space nicht mehr.`,
    chooseLabel: "Instanzen, die es erhalten",
    chooseSearch: "Instanzen suchen",
    chosenCount: (count: number, all: number): string =>
      `${number(count)} von ${instances(all)} ausgewählt`,
    noInstances: "Dieser Space hat keine andere Instanz.",
    columns: {
      name: "Person oder Instanz",
      address: "Adresse oder Art",
      overwrites: "Würde überschrieben",
      edited: "Zuletzt geändert",
      decision: "Was tun",
    },

    found: (count: number, all: number, snapshot: string): RichText =>
      count === 0
        ? [strong(snapshot), ` würde in ${number(all)} von ${instances(all)} nichts überschreiben.`]
        : [
            "In ",
            strong(`${number(count)} von ${instances(all)}`),
            " gibt es bereits Dateien, die ",
            strong(snapshot),
            " überschreiben würde.",
          ],
    foundNothing: (all: number, snapshot: string): RichText => [
      strong(snapshot),
      all === 1
        ? " würde in dieser Instanz nichts überschreiben."
        : ` würde in diesen ${number(all)} Instanzen nichts überschreiben.`,
    ],
    notCompared: (snapshot: string): RichText => [
      "Was ",
      strong(snapshot),
      " überschreiben würde, steht noch nicht fest.",
    ],
    asOf: (at: string, now: number): string =>
      `Die Dateien wurden ${timeOf(at, now)} nach ihrem Pfad verglichen. Vor dem Verteilen wird von jeder Instanz ein Snapshot erstellt.`,
    beforeDeparture:
      "Die Instanzen werden vor dem Verteilen verglichen. Ohne Ihre Zustimmung wird nichts überschrieben.",
    comparing: (done: number, all: number): string =>
      `${number(done)} von ${instances(all)} verglichen…`,
    compareAgain: "Erneut vergleichen",
    compareRest: "Rest vergleichen",
    compareAll: "Jetzt vergleichen",
    stop: "Stoppen",
    stillUnknown: (count: number): string =>
      count === 1
        ? "1 Instanz ist noch nicht verglichen."
        : `${number(count)} Instanzen sind noch nicht verglichen.`,
    ifOverwritten: "Wenn darin etwas überschrieben würde",
    later: { ask: "Nachfragen", skip: "Überspringen" },
    decisions: {
      skip: "Überspringen",
      overwrite: "Überschreiben",
    } satisfies Record<OverwriteDecision, string>,
    decisionLabel: (who: string): string => `Was mit ${who} geschehen soll`,
    applyToAll: (count: number): string =>
      count === 1 ? "Auf diese anwenden" : `Auf alle ${number(count)} anwenden`,
    overwriteAll: "Alle überschreiben, jeweils nach einem Snapshot",
    skipAll: "Alle überspringen",
    chips: {
      all: "Alle",
      overwrites: "Würde überschrieben",
      clear: "Kein Konflikt",
      unread: "Nicht lesbar",
      unknown: "Nicht verglichen",
    },
    search: "Personen und Instanzen suchen",
    label: "Instanzen und was darin überschrieben würde",
    things: (count: number): string => counted(count, "Element", "Elemente"),
    nothing: "Nichts",
    notYet: "Noch nicht verglichen",
    unreadable: {
      notAllowed: "Sie dürfen sie nicht lesen",
      gone: "Es gibt sie nicht mehr",
      entries: "Ein Teil war nicht lesbar",
    } satisfies Record<UnreadableTarget, string>,
    atWork: "vielleicht arbeitet gerade jemand darin",
    edited: (at: string, now: number): string => timeOf(at, now),
    kinds: {
      file: "",
      folder: "Ordner",
      application: "Anwendung",
      table: "Tabelle",
    } satisfies Record<MaterialKind, string>,
    sizes: (before: number | null, after: number | null): string =>
      before === null || after === null
        ? fileSize(before ?? after)
        : `${fileSize(before)} → ${fileSize(after)}`,
    foot: (gets: number, skipped: number, unread: number): string =>
      [
        gets === 1 ? "1 Instanz erhält das Material" : `${instances(gets)} erhalten das Material`,
        skipped === 0
          ? ""
          : skipped === 1
            ? "1 wird übersprungen"
            : `${number(skipped)} werden übersprungen`,
        unread === 0 ? "" : `${number(unread)} nicht lesbar`,
      ]
        .filter((part) => part !== "")
        .join(" · "),

    sentence: ({ material, spaceName, targets }: Review, count: number): RichText => [
      strong(material?.name ?? ""),
      " wird in ",
      name(spaceName),
      " verteilt, in ",
      strong(instances(count)),
      count === 1 ? ", nach einem Snapshot davon" : ", jeweils nach einem Snapshot",
      targets === null || targets.list.length === count
        ? "."
        : targets.list.length - count === 1
          ? "; 1 wird übersprungen."
          : `; ${number(targets.list.length - count)} werden übersprungen.`,
    ],
    nobody: "Keine Instanz würde dieses Material erhalten.",
    send: (count: number): string => `In ${instances(count)} verteilen`,
    blocked: {
      nothingInSnapshot:
        "Der Snapshot enthält nichts, was sich verteilen lässt. Gehen Sie zurück und wählen Sie einen anderen.",
      noTargets:
        "Keine Instanz würde dieses Material erhalten. Gehen Sie zurück und wählen Sie andere, oder erlauben Sie das Überschreiben.",
      messageTooLong: (count: number): string =>
        `Die Nachricht hat ${number(count)} Zeichen. Kürzen Sie sie.`,
    },
    toTargets: "Instanzen wählen",
    fates: {
      receives: "Erhalten es, nichts wird überschrieben",
      overwritten: "Nach einem Snapshot überschrieben",
      askedLater: "Zuerst verglichen; Cohort fragt, falls etwas überschrieben würde",
      skippedLater: "Zuerst verglichen; übersprungen, falls etwas überschrieben würde",
      skipped: "Übersprungen, weil etwas überschrieben würde",
      unreadable: "Übersprungen, weil sie nicht lesbar waren",
    } satisfies Record<TargetFate, string>,
    atWorkNote: (count: number): string =>
      count === 1
        ? "In 1 dieser Instanzen wurden weniger als 15 Minuten vor dem Vergleich Dateien geändert."
        : `In ${number(count)} dieser Instanzen wurden weniger als 15 Minuten vor dem Vergleich Dateien geändert.`,
    notify: "Personen in diesen Instanzen per E-Mail benachrichtigen",
    notifyHint: "Die Plattform schickt die E-Mail. Sie nennt das Material und die Instanz.",
    message: "Nachricht (freiwillig)",
    howLong:
      "Die Plattform verteilt im Hintergrund, bis zu 200 Instanzen mit jeder Anfrage. Unter „Aktivitäten“ können Sie zusehen.",
    offline: "Sie sind offline. Gesendet wird von selbst, sobald die Verbindung wieder da ist.",
  },
};

/** The sign-up link of a course. */

import type { InvitationWay, SavedFile, WayObstacle } from "../../bridge";
import { name, type Piece, type RichText, strong } from "../../lib/rich-text";
import { distanceTo, fullDay, number, timeAlone, timeOf } from "./speech";

const domainList = (domains: readonly string[]): Piece[] =>
  domains.flatMap((domain, index): Piece[] => {
    if (index === 0) return [strong(domain)];
    return [index === domains.length - 1 ? " oder " : ", ", strong(domain)];
  });

export const link = {
  link: {
    anyone: (space: string, domains: readonly string[]): RichText =>
      domains.length === 0
        ? ["Mit diesem Link kann jede Person ", name(space), " beitreten."]
        : [
            "Wer eine Adresse bei ",
            ...domainList(domains),
            " hat, kann mit diesem Link ",
            name(space),
            " beitreten.",
          ],
    what: "Man gibt seine Adresse ein, bestätigt sie per E-Mail und erhält eine Einzelinstanz mit allem, was bisher verteilt wurde.",
    whatElsewhere: "Die Seite der Plattform hinter dem Link erklärt, was zu tun ist.",
    urlLabel: "Link",
    codeLabel: "QR-Code des Links",
    copy: "Link kopieren",
    copied: "Link kopiert",
    write: "E-Mail schreiben",
    textCopied:
      "Diese E-Mail ist zu lang, um sie Ihrem E-Mail-Programm zu übergeben. Ihr Text wurde deshalb kopiert. Fügen Sie ihn in eine neue E-Mail ein.",
    print: "Aushang drucken…",
    save: "QR-Code speichern",
    savePng: "PNG-Bild…",
    saveSvg: "SVG-Grafik…",
    saved: (file: SavedFile): string => `Als ${file.name} in ${file.folder} gespeichert`,
    dense:
      "Dieser Link ist lang und sein QR-Code deshalb dicht. Drucken Sie ihn groß, oder zeigen Sie ihn im Vollbild.",
    noCode:
      "Dieser Link ist zu lang für einen QR-Code. Kopieren Sie ihn, oder schreiben Sie eine E-Mail.",
    rows: { expires: "Läuft ab", addresses: "Adressen", uses: "Beigetreten", created: "Erstellt" },
    pastedRow: "Eingefügt",
    expires: (at: string, now: number): RichText => [
      strong(fullDay.format(new Date(at))),
      `, ${distanceTo(at, now)}`,
    ],
    expired: (at: string): RichText => [strong(`Abgelaufen am ${fullDay.format(new Date(at))}`)],
    never: "Nie",
    onlyAt: (domains: readonly string[]): RichText => ["Nur ", ...domainList(domains)],
    everyAddress: "Alle Adressen",
    uses: (uses: number | null, most: number | null): string => {
      if (uses === null) return "Die Plattform nennt keine Zahl";
      return most === null ? number(uses) : `${number(uses)} von ${number(most)}`;
    },
    createdHere: (at: string, now: number): string => `${timeAlone(at, now)} von Ihnen`,
    createdElsewhere: "Auf einem anderen Computer oder von jemand anderem",
    outcome: {
      make: {
        open: {
          title: "Es ist noch unklar, ob der Link erstellt wurde",
          text: "Die Antwort kam nie an. Prüfen Sie erneut, bevor Sie jemandem einen Link geben: Der angezeigte wurde vielleicht ersetzt.",
        },
        done: {
          title: "Der Link wurde erstellt",
          text: "Die Antwort kam nie an, deshalb hat Cohort nachgesehen. Das ist der Link, der jetzt gilt.",
        },
        notDone: {
          title: "Der neue Link wurde nicht erstellt",
          text: "Die Anfrage hat die Plattform nicht erreicht. Alles ist wie zuvor.",
        },
      },
      withdraw: {
        open: {
          title: "Es ist noch unklar, ob der Link zurückgezogen wurde",
          text: "Die Antwort kam nie an. Prüfen Sie erneut, um zu sehen, ob man noch beitreten kann.",
        },
        done: {
          title: "Der Link wurde zurückgezogen",
          text: "Die Antwort kam nie an, deshalb hat Cohort nachgesehen. Niemand kann mehr damit beitreten.",
        },
        notDone: {
          title: "Der Link wurde nicht zurückgezogen",
          text: "Die Anfrage hat die Plattform nicht erreicht, und man kann noch mit dem Link beitreten.",
        },
      },
    },
    checkAgain: "Erneut prüfen",
    expiredTitle: "Dieser Link ist abgelaufen",
    expiredText: "Niemand kann mehr damit beitreten. Erneuern Sie ihn, um einen neuen zu erhalten.",
    expiredTextPasted:
      "Niemand kann mehr damit beitreten. Erstellen Sie auf der Website der Plattform einen neuen und fügen Sie ihn hier ein.",
    soonTitle: (at: string, now: number): string => `Dieser Link läuft ${distanceTo(at, now)} ab`,
    soonText:
      "Danach kann niemand mehr damit beitreten. Erneuern Sie ihn, um einen zu erhalten, der länger gilt.",
    soonTextPasted:
      "Danach kann niemand mehr damit beitreten. Erstellen Sie auf der Website der Plattform einen neuen und fügen Sie ihn hier ein.",
    fullTitle: "Dieser Link ist ausgeschöpft",
    fullText:
      "Es sind so viele Personen beigetreten, wie er zulässt. Erneuern Sie ihn, um mehr Personen zuzulassen.",
    renew: "Link erneuern…",
    change: "Ändern…",
    replace: "Link ersetzen…",
    withdraw: "Link zurückziehen…",
    remove: "Link entfernen…",
    updated: (at: string, now: number): string => `Aktualisiert ${timeOf(at, now)}`,
    updatedOffline: (at: string, now: number): string =>
      `Sie sind offline. Der Link wurde zuletzt ${timeOf(at, now)} geladen.`,
    notYet: "Der Link dieses Kurses wurde auf diesem Computer noch nicht geladen.",
    refresh: "Aktualisieren",
    refreshing: "Wird aktualisiert",
    working: "Die Plattform wird gefragt…",
    notAdministrator: "Um den Link dieses Kurses zu sehen, brauchen Sie Administratorrechte.",

    noneTitle: "Dieser Kurs hat noch keinen Link",
    noneText:
      "Mit einem Link treten Personen selbst bei: Sie geben ihre Adresse ein, bestätigen sie per E-Mail und erhalten eine Einzelinstanz. Zeigen Sie ihn im Hörsaal, oder schicken Sie ihn per E-Mail.",
    create: "Link erstellen",
    created: "Der Link wurde erstellt.",
    renewed: "Der Link wurde erneuert. Der bisherige gilt nicht mehr.",
    renewTitle: (space: string): RichText => ["Link zu ", name(space), " erneuern"],
    renewText:
      "Sie erhalten einen neuen Link. Der bisherige wird sofort ungültig, auch auf Ausdrucken und in E-Mails.",
    renewButton: "Link erneuern",
    lastDay: "Gilt bis",
    dayParts: { day: "Tag", month: "Monat", year: "Jahr" } as Readonly<Record<string, string>>,
    domains: "Erlaubte Adressen",
    domainsHint: "Domains wie uni.example. Leer heißt: alle Adressen.",
    maxUses: "Anzahl der Personen",
    maxUsesHint: "Leer heißt: ohne Begrenzung.",

    withdrawTitle: (space: string): RichText => ["Link zu ", name(space), " zurückziehen?"],
    withdrawText:
      "Niemand kann mehr damit beitreten. Wer schon beigetreten ist, bleibt im Kurs. Sie können jederzeit einen neuen Link erstellen.",
    withdrawButton: "Link zurückziehen",
    withdrawn: "Der Link wurde zurückgezogen.",
    removeTitle: (space: string): RichText => ["Link zu ", name(space), " entfernen?"],
    removeText:
      "Cohort vergisst den Link. Er gilt weiter, bis er abläuft oder auf der Website der Plattform zurückgezogen wird.",
    removeButton: "Link entfernen",
    removed: "Der Link wurde aus Cohort entfernt.",

    webTitle: "Auf dieser Plattform werden Links auf der Website erstellt",
    webText: (space: string): RichText => [
      "Öffnen Sie die Website der Plattform, gehen Sie zu den Personen von ",
      name(space),
      " und erstellen Sie dort einen Einladungslink. Fügen Sie ihn dann hier ein: Cohort zeigt seinen QR-Code und einen Aushang zum Drucken.",
    ],
    webAddress: "Webadresse der Plattform",
    webAddressHint:
      "Dort, wo Sie sich im Browser anmelden. Cohort fragt nur einmal pro Konto danach.",
    webOpen: "Website öffnen",
    webChange: "Webadresse ändern",
    pasted: "Link von der Website",
    pastedHint: "Er beginnt mit https://",
    pastedLastDay: "Die Plattform beendet einen Link zwei Monate nach dem Anlegen des Kurses.",
    use: "Diesen Link verwenden",
    kept: "Der Link wurde gespeichert.",
    replaceTitle: (space: string): RichText => ["Link zu ", name(space), " ersetzen"],
    elsewhereTitle: (host: string): RichText => ["Dieser Link führt zu ", strong(host)],
    elsewhereText:
      "Das ist nicht die Adresse Ihrer Plattform. Verwenden Sie ihn nur, wenn die Website der Plattform genau diesen Link zeigt:",
    elsewhereButton: "Link trotzdem verwenden",

    printTitle: "Aushang für den Hörsaal",
    printButton: "Drucken…",
    savePage: "Seite speichern…",

    waysLegend: "Wie möchten Sie einladen?",
    ways: {
      email: {
        title: "Per E-Mail",
        text: "Sie geben eine Liste von Personen ein. Die Plattform schickt jeder eine E-Mail.",
      },
      link: {
        title: "Per Link",
        text: "Sie zeigen oder verschicken einen Link, und die Personen treten selbst bei.",
      },
    } satisfies Record<InvitationWay, { title: string; text: string }>,
    wayCannot: {
      notACourse: "Nur ein Kurs hat einen Anmeldelink. Laden Sie stattdessen per E-Mail ein.",
    } satisfies Record<WayObstacle, string>,
    toLink: "Weiter zum Link",
  },

  platformPage: {
    open: "Auf der Plattform öffnen",
    title: "Welche Webadresse hat die Plattform?",
    text: "Cohort kennt nur die Adresse der API. Die Website hat eine andere.",
  },
};

/**
 * What the window says of the desktop around it: closing, quitting, the tray and the notifications.
 */

import type { Unsent } from "../../bridge";
import { instances, number, people } from "./speech";

/** How many kinds of things wait. */
const kinds = ({ people: invited, instances: created, targets }: Unsent): number =>
  [invited, created, targets].filter((count) => count > 0).length;

const notSent = (unsent: Unsent): string => {
  if (kinds(unsent) > 1) {
    return unsent.targets > 0
      ? "Einladungen, Instanzen oder Material stehen noch aus."
      : `${people(unsent.people)} und ${instances(unsent.instances)} stehen noch aus.`;
  }
  if (unsent.people === 1) return "1 Person wurde noch nicht eingeladen.";
  if (unsent.people > 0) return `${number(unsent.people)} Personen wurden noch nicht eingeladen.`;
  if (unsent.instances === 1) return "1 Instanz wurde noch nicht erstellt.";
  if (unsent.instances > 0)
    return `${number(unsent.instances)} Instanzen wurden noch nicht erstellt.`;
  if (unsent.targets === 1) return "1 Instanz hat das Material noch nicht.";
  if (unsent.targets > 0)
    return `${number(unsent.targets)} Instanzen haben das Material noch nicht.`;
  return "Etwas wurde noch nicht gesendet.";
};

export const hadToWait = (waited: Unsent): string => {
  if (kinds(waited) > 1) {
    return waited.targets > 0
      ? "Einladungen, Instanzen oder Material mussten warten"
      : `${people(waited.people)} und ${instances(waited.instances)} mussten warten`;
  }
  if (waited.people === 1) return "1 Person musste warten";
  if (waited.people > 0) return `${number(waited.people)} Personen mussten warten`;
  if (waited.instances === 1) return "1 Instanz musste warten";
  if (waited.instances > 0) return `${number(waited.instances)} Instanzen mussten warten`;
  if (waited.targets === 1) return "Material für 1 Instanz musste warten";
  if (waited.targets > 0) return `Material für ${number(waited.targets)} Instanzen musste warten`;
  return "Etwas musste warten";
};

/** What the window says of the desktop around it: closing, quitting and the tray. */
export const desktop = {
  firstClose: {
    title: (unsent: Unsent): string =>
      unsent.any ? "Cohort sendet im Hintergrund weiter" : "Cohort läuft im Infobereich weiter",
    text: (unsent: Unsent): string =>
      unsent.any
        ? `${notSent(unsent)} Über das Symbol von Cohort im Infobereich öffnen Sie das Fenster, pausieren das Senden oder beenden Cohort.`
        : "Es meldet, wenn jemand beitritt. Über das Symbol von Cohort im Infobereich öffnen Sie das Fenster oder beenden Cohort.",
    later: "Das lässt sich in den Einstellungen ändern.",
    keepRunning: "Weiterlaufen lassen",
    quit: "Cohort beenden",
  },
  quit: {
    title: "Beenden, bevor alles gesendet ist?",
    text: (unsent: Unsent): string =>
      unsent.inGrace
        ? `${notSent(unsent)} Nichts geht verloren: Was sich noch rückgängig machen lässt, bleibt angehalten, und alles andere geht weiter, wenn Sie Cohort das nächste Mal öffnen.`
        : `${notSent(unsent)} Nichts geht verloren: Wenn Sie Cohort das nächste Mal öffnen, wird das Senden fortgesetzt.`,
    keepRunning: "Weiterlaufen lassen",
    quitAnyway: "Trotzdem beenden",
  },
};

/** How instances are shown in their table. */

import type { Instance } from "../bridge";
import type { TableColumn } from "../parts/table/columns";
import { t } from "../texts";

const words = t.instancesTab;
const day = (at: string | null): string => (at === null ? "" : words.date(at));
const time = (at: string | null): number | null => (at === null ? null : Date.parse(at));

export type InstanceColumn =
  "name" | "slug" | "kind" | "people" | "owner" | "created" | "snapshot" | "description";

export const instanceColumns: readonly TableColumn<Instance, InstanceColumn>[] = [
  {
    id: "name",
    title: words.columns.name,
    width: 180,
    grow: 4,
    text: (instance) => instance.name,
    searched: true,
  },
  {
    id: "slug",
    title: words.columns.slug,
    width: 120,
    grow: 2,
    text: (instance) => instance.slug,
    searched: true,
    rank: 3,
  },
  {
    id: "kind",
    title: words.columns.kind,
    width: 90,
    text: (instance) => words.kinds[instance.kind],
    rank: 6,
  },
  {
    id: "people",
    title: words.columns.people,
    width: 64,
    numeric: true,
    text: (instance) => t.number(instance.people),
    value: (instance) => instance.people,
    rank: 7,
  },
  {
    id: "owner",
    title: words.columns.owner,
    width: 130,
    grow: 2,
    text: (instance) => instance.owner ?? "",
    searched: true,
    rank: 2,
  },
  {
    id: "created",
    title: words.columns.created,
    width: 136,
    text: (instance) => day(instance.createdAt),
    value: (instance) => time(instance.createdAt),
    rank: 5,
  },
  {
    id: "snapshot",
    title: words.columns.snapshot,
    width: 136,
    text: (instance) => day(instance.lastSnapshot),
    value: (instance) => time(instance.lastSnapshot),
    rank: 1,
  },
  {
    id: "description",
    title: words.columns.description,
    width: 140,
    grow: 3,
    text: (instance) => instance.description ?? "",
    searched: true,
    rank: 0,
    waits: true,
  },
];

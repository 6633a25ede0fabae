/** All texts of the window in English, put together from the files beside this one. */

import { comparison } from "./comparison";
import { addInstance } from "./add-instance";
import { desktop } from "./desktop";
import { distribute } from "./distribute";
import { distributionPlan } from "./distribution-plan";
import { erase } from "./erase";
import { files } from "./files";
import { finding } from "./findings";
import { first } from "./first";
import { holds } from "./holds";
import { invite } from "./invite";
import { link } from "./link";
import { help } from "./help";
import { peopleTab } from "./people";
import { review } from "./review";
import { search } from "./search";
import { snapshots } from "./snapshots";
import { table } from "./table";
import { troubleshooting } from "./troubleshooting";
import { list } from "./list";
import { standing } from "./standing";
import { instancePlan } from "./instance-plan";
import { material } from "./material";
import { wizard } from "./wizard";
import { yourData } from "./your-data";

export const en = {
  ...first,
  ...peopleTab,
  ...comparison,
  ...table,
  ...invite,
  ...wizard,
  ...link,
  ...addInstance,
  ...distribute,
  ...distributionPlan,
  ...instancePlan,
  ...list,
  ...files,
  ...material,
  ...snapshots,
  ...review,
  ...standing,
  ...holds,
  ...search,
  ...desktop,
  ...yourData,
  ...erase,
  ...help,
  ...troubleshooting,
  finding,
};

/** Every language has the type of the English texts, so a missing text doesn't compile. */
export type Texts = typeof en;

// Written by `cargo xtask types`. Do not change it here.

import { call } from "./call";
import type {
  Account,
  AccountKey,
  AccountRef,
  Draft,
  DraftAim,
  DraftEntry,
  DraftName,
  DraftPaste,
  DraftRef,
  NewAccount,
  NewDraft,
  Plan,
  PlanDo,
  PlanEntry,
  PlanRef,
  PracticeOpen,
  Preferences,
  Review,
  RowChange,
  RowsChanged,
  RowsLeftOut,
  RowsRemove,
  Send,
  Space,
  SpaceRef,
  Spaces,
  SpacesRef,
  Start,
  StepDo,
} from "./types";

export const start = (): Promise<Start> => call("start");
export const preferencesChange = (request: Preferences): Promise<Preferences> =>
  call("preferences_change", request);
export const accountAdd = (request: NewAccount): Promise<Account> =>
  call("account_add", request);
export const accountKey = (request: AccountKey): Promise<Account> =>
  call("account_key", request);
export const accountRemove = (request: AccountRef): Promise<void> =>
  call("account_remove", request);
export const accountTryNow = (request: AccountRef): Promise<void> =>
  call("account_try_now", request);
export const spaces = (request: SpacesRef): Promise<Spaces> =>
  call("spaces", request);
export const space = (request: SpaceRef): Promise<Space> =>
  call("space", request);
export const drafts = (): Promise<Array<DraftEntry>> => call("drafts");
export const draftNew = (request: NewDraft): Promise<Draft> =>
  call("draft_new", request);
export const draftOpen = (request: DraftRef): Promise<Draft> =>
  call("draft_open", request);
export const draftAim = (request: DraftAim): Promise<Draft> =>
  call("draft_aim", request);
export const draftName = (request: DraftName): Promise<DraftEntry> =>
  call("draft_name", request);
export const draftDelete = (request: DraftRef): Promise<void> =>
  call("draft_delete", request);
export const draftRestore = (request: DraftRef): Promise<void> =>
  call("draft_restore", request);
export const draftPaste = (request: DraftPaste): Promise<RowsChanged> =>
  call("draft_paste", request);
export const draftRowChange = (request: RowChange): Promise<RowsChanged> =>
  call("draft_row_change", request);
export const draftRowsRemove = (request: RowsRemove): Promise<RowsChanged> =>
  call("draft_rows_remove", request);
export const draftRowsLeaveOut = (request: RowsLeftOut): Promise<RowsChanged> =>
  call("draft_rows_leave_out", request);
export const review = (request: DraftRef): Promise<Review> =>
  call("review", request);
export const send = (request: Send): Promise<PlanRef> =>
  call("send", request);
export const outbox = (): Promise<Array<PlanEntry>> => call("outbox");
export const plan = (request: PlanRef): Promise<Plan> =>
  call("plan", request);
export const planDo = (request: PlanDo): Promise<PlanEntry> =>
  call("plan_do", request);
export const stepDo = (request: StepDo): Promise<void> =>
  call("step_do", request);
export const practiceOpen = (request: PracticeOpen): Promise<void> =>
  call("practice_open", request);

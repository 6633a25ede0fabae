/** What every wizard says around its steps. */

export const wizard = {
  wizard: {
    steps: "Steps",
    done: "completed",
    close: "Close",
    keep: "Keep as draft",
    saved: "saved",
    saving: "saving…",
    notSaved: "not saved",
  },
};

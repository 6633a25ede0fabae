//! The open lists of drafts and their files. Their modules follow from the desktop shell.

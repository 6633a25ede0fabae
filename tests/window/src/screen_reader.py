"""Prints what a screen reader is told of the app's window: for each control on the screen its role,
its name and the way to it, one JSON object a line. Runs with Debian's own Python."""

import json
import sys

import pyatspi

CONTROLS = {
    "check box", "combo box", "entry", "link", "list box", "menu item", "page tab", "password text",
    "push button", "radio button", "slider", "spin button", "table", "toggle button", "tree table",
    "dialog", "alert",
}


def walk(node, path):
    try:
        role = node.getRoleName()
        name = node.name or ""
        states = node.getState()
        children = list(node)
    except Exception:
        # It has left the page in the meantime.
        return
    here = path + [f"{role} “{name}”" if name else role]
    if states.contains(pyatspi.STATE_SHOWING) and (role in CONTROLS or role == "heading"):
        print(json.dumps({"role": role, "name": name, "path": " > ".join(here[-4:])}))
    for child in children:
        if child is not None:
            walk(child, here)


for application in pyatspi.Registry.getDesktop(0):
    if application is not None and sys.argv[1] in (application.name or ""):
        walk(application, [])

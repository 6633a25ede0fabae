# A window in a corner of which a file can be dragged away. Arguments: its title, the file.
import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk

title, file = sys.argv[1:3]
window = Gtk.Window(title=title)
window.set_decorated(False)
window.set_default_size(90, 60)
window.set_keep_above(True)
window.move(1490, 920)
handle = Gtk.EventBox()
handle.add(Gtk.Label(label=pathlib.Path(file).name))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect(
    "drag-data-get",
    lambda _widget, _context, data, _info, _time: data.set_uris([pathlib.Path(file).as_uri()]),
)
window.add(handle)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()

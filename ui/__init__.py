"""The window: views (Qt), presenters (plain Python), and what they share.

May import `kmcase.application`, `kmcase.messages`, `kmcase.domain` and `kmcase.thai`; never persistence, documents or
files, which `kmcase.bootstrap` wires. To add a screen: a folder in `ui/screens`, a line in `ui/app.py`.
"""

from ui.singletons import keep_singletons

keep_singletons()

"""The window around the screens: start, sign-in, first run, lock, navigation, search, banner, help.

`frame` is the main window and swaps its pages: `sign_in`, `wizard`, `lock` and `workspace`, each a `presenter` (no Qt)
and a `view`. `workspace` builds the screens that a role may see, keeps them alive, and carries `Changes` to each.
Screens know the shell by `ui.ports` alone. To add something to the top bar: a widget in `workspace`, its words in
`kmcase/messages/*/shell.toml`.
"""

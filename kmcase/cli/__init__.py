"""The same use cases without a window: sample, import, ledger, verify, backup, restore.

One module a command with `add(subparsers)`; exit codes: 0 done, 1 found something, 2 wrong use, 3 environment.
May import `kmcase.bootstrap` and everything under it. To add a command: a module and its line in `main.COMMANDS`.
"""

"""What the use cases need from outside, as protocols: repositories, queries, stores, makers of documents.

One module a noun where a noun needs its own. `persistence`, `files` and `documents` implement them; `bootstrap` joins
them.
"""

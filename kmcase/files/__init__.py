"""Files from outside: workbooks, scans, photographs. Every one of them may be broken, huge or hostile.

What belongs here: reading bytes that somebody else made into plain values, with bounded memory, and a clear refusal
(`DomainError` or `EnvironmentProblem` with a code `files.*`) for what cannot be read. What the values mean is decided
elsewhere; writing documents is `kmcase.documents`.

It may import application, domain and thai, never persistence, documents or the window. Libraries are imported inside
functions. To add a kind of file: its signature in `kinds`, a reader module, its refusals in `messages/*/files.toml`,
and tests with files that lie about what they are.
"""

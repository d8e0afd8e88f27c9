"""What the work is about: people, requests, money, receipts; frozen values and the events that change them.

One module a noun holds its values, its state machine and its events (named by past participles). Nothing here reads a
clock, a file or a database; only `kmcase.thai` may be imported. To add an event: a frozen dataclass derived from
`Event` with `TYPE` and `VERSION`, its fold in `persistence/fold`, its line in the property test of the fold.
"""

"""How stores meet: the bundle as a file, the enrolment of a laptop, and the wire between laptop and office.

Here is what the bytes look like and who may read them; what they mean belongs to `application.exchange`, what becomes
of an entry to `journal.merge`. May import `application`, `journal` and `domain`; knows no database.
"""

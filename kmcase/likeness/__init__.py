"""Whether two pictures or two drawn signatures are copies of one: fingerprints, stroke shapes, search among many.

Numbers alone: files are opened in `files`, kept in `persistence`, and what an alikeness means is said in `rules`. May
import `domain` and numpy; who needs it imports it when it is needed, since numpy takes its time at the start. What a
fingerprint cannot tell: a photograph of a print, the same thumb pressed again, the same house photographed again.
"""

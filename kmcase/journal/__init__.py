"""The journal, pure: entries, their canonical form, the hash chain, Merkle checkpoints and signatures.

The journal is the source of truth; tables are what it adds up to. A head is
`{store, n, type, version, at, actor, workstation, use_case, commitment}` and `hash = H(previous || head)`; the
commitment is `H(salt || body)`, so that a body can be erased at the end of its retention without breaking the chain.
A chain alone proves nothing against whoever holds the key: the witnesses are printed checkpoints and other stores.

Nothing here reads a file, a database or a clock; may import `kmcase.domain` and `cryptography`. To add a field to the
head: raise a new head format beside this one, since stored heads are hashed as they stand and never rewritten.
"""

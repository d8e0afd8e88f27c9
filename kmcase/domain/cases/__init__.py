"""Case management (การจัดการรายกรณี): a client, the team around them, and what was planned and done.

`heads` holds what every case has: the client, the stage, the team, who may see it. What hangs on a case (intake,
assessments, plans, notes, referrals, closing) has a module each beside it and derives its events from `OfCase`.

A case holds the client's identity itself and points to the register only where somebody linked it: a shelter's client
may have no name and no id, and what the Homeless Act (B.E. 2557, s. 26) conceals must not stand in a register that the
whole office searches.
"""

"""The lock over everything typed; the same person opens it again."""

"""Signing in: whose office, who, and the password; also the way to make, open or restore an office."""

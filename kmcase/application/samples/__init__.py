"""Verification of a half: who was asked, independent draws that an auditor repeats, and the end of asking (F6)."""

from kmcase.application.samples.halves import standing_of
from kmcase.application.samples.service import DrawSample, SampleService

__all__ = ["DrawSample", "SampleService", "standing_of"]

"""What is measured, against what, in one run: each module prints its figures and says whether its limit is held."""

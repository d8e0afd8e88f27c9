"""The design as tests: what imports, sizes, sentences and packaging keep. Each failure names the place and the fix.

`sources` reads the tree; a test collects all offenders before it fails, so that one run shows the whole list. An
exception to a rule is an entry with its reason in the test that makes the rule.
"""

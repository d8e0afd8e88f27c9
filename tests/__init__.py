"""All tests: unit, contract, integration, ui, architecture, e2e; `data` holds what they read.

A test is a function named as a sentence. Domain objects are built by functions beside the tests that need them;
fixtures are for what must be closed again: an office, a window, a database.
"""

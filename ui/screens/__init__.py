"""The screens, one folder a noun: `presenter` (no Qt), `view` (Qt), `columns` where it lists things.

A package holds `SCREEN`; screens never import each other and go elsewhere through `desk.navigation`. To add one: the
folder, its sentences, its line in `ui/app.py`, a test of the presenter and one of the view, and a look at its picture.
"""

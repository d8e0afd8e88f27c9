"""Thai conventions as pure functions: calendar, money in words, numbers of people, names, order, areas, line breaks.

What belongs here: how Thai people write things, and how what they type is read. Nothing here knows what the program is
for; money is whole satang in an `int`, dates inside are C.E. `date`s, and พ.ศ. exists only in the text.

It may import the standard library, `geothai` and `thaibreak`, and nothing of kmcase: it is the lowest layer. What
cannot be read raises a problem with a code (`DateProblem`, `BahtProblem`) or comes back as a verdict (`IdVerdict`);
sentences for the codes are in `kmcase.messages`.

To add one: a module named by the thing, functions from values to values, no input or output at import, and a test
module `tests/unit/test_thai_<module>.py` with a property test wherever order or arithmetic matters.
"""

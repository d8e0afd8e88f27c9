"""Pictures as geometry, worked out once for the window and for paper; pure, and testable without either.

A function takes what is to be seen and the room for it, and gives a `Drawing`: lines, circles and boxes of words with
an ink each. `ui.widgets.drawing_view` paints it, `kmcase.documents._drawing` prints it; both map the inks to colours
of their own. Lengths are in the unit of whoever asks (pixels, points); `em` is the height of a line of words in it, y
grows downwards. To add a picture: a module with one such function, its text alternative beside the screen's words.
"""

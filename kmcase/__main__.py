"""`python -m kmcase`: the commands."""

import sys

from kmcase.cli.main import main

sys.exit(main())

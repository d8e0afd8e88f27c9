"""The first run: an office is made in four steps, and its recovery key leaves on paper."""

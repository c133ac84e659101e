"""The version, a plain constant: asking the installed package for it would double the time of `--version`."""

__version__ = "0.1.0"

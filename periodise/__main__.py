"""`python -m periodise` is `periodise`."""

from periodise.cli.main import main

if __name__ == "__main__":
    main()

"""``python -m stances`` is the command line."""

from stances.cli import main

if __name__ == "__main__":
    main()

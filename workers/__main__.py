"""`python -m workers` is `communique`."""

from workers.cli import main

main()

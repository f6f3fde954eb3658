"""Run as `python -m valueworkshop`."""

from valueworkshop.cli import main

main()

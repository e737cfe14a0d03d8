"""`python -m tui`: the same as the command `soansinh`."""

from tui.cli import main

main()

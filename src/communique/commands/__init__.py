"""What each command of `communique` does, below the command line itself."""

"""What the graph looks like to other programs: every format that it can be taken away in."""

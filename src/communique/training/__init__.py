"""How the shipped language model is made: corpora to samples to a network to a file.

Needs the `train` extra (torch). Nothing at run time imports this package.
"""

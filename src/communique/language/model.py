"""The model as it ships: a folder of graphs and tables, with a manifest that says what it is."""

FORMAT = 1

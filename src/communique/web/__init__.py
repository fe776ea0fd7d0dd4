"""The graph over HTTP: SPARQL, graphs and pages."""

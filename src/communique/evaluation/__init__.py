"""How good the ingester is: gold articles, judgements, figures."""

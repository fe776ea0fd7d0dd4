"""Text to an annotated document: sentences and tokens with exact offsets. Knows nothing of RDF."""

"""The live store with its one writer, published snapshots, and the query workers that read them."""

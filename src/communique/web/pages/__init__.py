"""The pages: what people read, one module for each kind of page."""

"""From a file to quads: article, mentions, linking, time, events, quads."""

"""Communique: news on AI diplomacy as a knowledge graph that can be queried, cited and reused."""

__version__ = "0.1.0"

"""Mentions → entities, events, claims."""

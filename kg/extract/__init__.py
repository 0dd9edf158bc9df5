"""Documents → mentions, introductions, roles, relations, events and claims, story by story."""

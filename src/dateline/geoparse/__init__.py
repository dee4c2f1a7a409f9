"""Text to mentions: recognise, assign the role, resolve, explain."""

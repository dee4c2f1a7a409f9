"""Online geocoders behind one Protocol; the only importer of geopy."""

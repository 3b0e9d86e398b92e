"""onrecord: from saved news pages to a record with sources."""

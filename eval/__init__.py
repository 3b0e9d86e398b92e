"""Quality, measured on the development data."""

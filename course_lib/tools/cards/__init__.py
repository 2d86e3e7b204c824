"""Flashcards that come back when they are about to be forgotten."""

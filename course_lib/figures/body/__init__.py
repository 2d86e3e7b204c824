"""The leg and the hand: their mesh, where the points lie on it, how a mark is measured, and one view of it."""

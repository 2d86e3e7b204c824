"""Her diary, and the summary that she takes along."""

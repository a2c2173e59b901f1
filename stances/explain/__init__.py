"""Why a forecast is what it is: stances of the parties, the plain sentence, what would change it."""

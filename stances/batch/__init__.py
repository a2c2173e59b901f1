"""Many articles to one record each: in order, with flat memory, over processes or machines, and resumed after a stop."""

"""What a store can be asked and told, one file an idea; `Store` is all of it together."""

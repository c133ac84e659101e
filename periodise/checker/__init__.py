"""The judge: says of any plan, whoever wrote it, where it breaks or misses a rule."""

"""What the scripts at the top share, one stage a module."""

"""What is said of a plan: its formula, its steps in sentences, its code."""

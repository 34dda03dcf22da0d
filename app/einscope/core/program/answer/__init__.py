"""What is said of a program that ran: its tensors, a sentence a line, the way of a cell, the pattern it equals."""

"""Files of the documents folder change hands: taken in, put in place, taken out, brought back."""

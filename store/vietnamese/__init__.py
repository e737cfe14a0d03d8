"""Vietnamese text: normal form, folding, order, numbers in words, old encodings."""

"""The words of the sector, as data that people can read and extend, and what loads them."""

"""What changes the library of documents."""

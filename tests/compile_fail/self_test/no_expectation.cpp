int* no_expectation() { return 1; }

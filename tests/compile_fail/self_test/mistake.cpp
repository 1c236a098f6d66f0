// expect: (invalid conversion|cannot initialize)
int* mistake() { return 1; }

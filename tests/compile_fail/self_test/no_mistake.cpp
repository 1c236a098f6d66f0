// expect: (invalid conversion|cannot initialize)
int* no_mistake() { return nullptr; }

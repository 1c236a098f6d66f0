// expect: shapes do not broadcast
int* other_message() { return 1; }

// No CUDA at all: stays byte for byte.
#include <algorithm>
int max(int a, int b) { return a > b ? a : b; }
struct dim3_like { int x; };
int main() { return max(1, 2) + std::min(3, 4); }

// CRLF line ends and bytes that are no UTF-8: éÿ
#include <cuda.h>
__global__ void k(int *p)
{
  p[threadIdx.x] = 1; 
}
int main() {
  k<<<1, 2>>>(0);
}
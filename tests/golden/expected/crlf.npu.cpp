// CRLF line ends and bytes that are no UTF-8: éÿ
#include <npu/kernel.h>
#include <npu/driver.h>
NPU_GLOBAL void k(int *p)
{
  p[npu::threadIdx.x] = 1; 
}
int main() {
  NPU_LAUNCH(k, (1, 2), 0);
}
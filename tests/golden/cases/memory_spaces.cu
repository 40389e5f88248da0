// Memory spaces, dynamic shared memory, linkage.
extern __shared__ float file_scope[];
extern __shared__ __align__(16) unsigned char raw[];
__constant__ float coefficients[4] = {1, 2, 3, 4};
__device__ int counter;
static __device__ int already_static;
__device__ __constant__ int both;
__managed__ int shared_with_host;
struct Body { float4 position; __device__ float mass() const { return position.w; } };

__device__ float helper(float x) { return x * coefficients[0]; }
__device__ __forceinline__ float inlined(float x) { return helper(x) + 1; }
__host__ __device__ float both_sides(float x) { return x; }
static __device__ float static_helper(float x) { return x; }
template <typename T> __device__ T templated(T x) { return x; }

__global__ void __launch_bounds__(256, 2) kernel(const float *__restrict__ in, float *out) {
  __shared__ float tile[16][17];
  __shared__ union { int i[4]; float f[4]; } u;
  extern __shared__ double dyn[];
  extern __shared__ float2 matrix[][8];
  volatile __shared__ int flag;
  __shared__ alignas(16) float aligned[4];
  static __shared__ int said_static;
  file_scope[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  out[threadIdx.x] = inlined(file_scope[0]) + templated(both_sides(static_helper(tile[0][0])));
  reinterpret_cast<float4 *>(raw)[0] = make_float4(1, 2, 3, 4);
  dyn[0] = matrix[0][0].x + u.i[0] + flag;
}

int main() {
  float host[4];
  int zero = 0;
  cudaMemcpyToSymbol(coefficients, host, sizeof(host));
  cudaMemcpyFromSymbol(&zero, counter, sizeof(int), 0, cudaMemcpyDeviceToHost);
  kernel<<<1, 32, 32 * sizeof(float)>>>(nullptr, nullptr);
  return shared_with_host;
}

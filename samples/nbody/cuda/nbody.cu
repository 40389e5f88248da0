// SPDX-License-Identifier: Apache-2.0
// All-pairs gravity: positions are float4 (mass in w), each block stages one tile of bodies in dynamic shared
// memory and every thread accumulates the pull of the whole tile. Checked against a host computation in
// double precision.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

#define SOFTENING 1e-3f

inline __host__ __device__ float3 operator+(float3 a, float3 b) {
  return make_float3(a.x + b.x, a.y + b.y, a.z + b.z);
}
inline __host__ __device__ float3 operator*(float3 a, float s) {
  return make_float3(a.x * s, a.y * s, a.z * s);
}
inline __host__ __device__ float3 &operator+=(float3 &a, float3 b) { return a = a + b; }

__device__ float3 pull(float3 acceleration, const float4 &self, const float4 &other) {
  const float3 r = make_float3(other.x - self.x, other.y - self.y, other.z - self.z);
  const float distance2 = fmaf(r.x, r.x, fmaf(r.y, r.y, fmaf(r.z, r.z, SOFTENING)));
  const float inverse = rsqrtf(distance2);
  return acceleration + r * (other.w * inverse * inverse * inverse);
}

__global__ void accelerations(const float4 *__restrict__ bodies, float3 *__restrict__ result, int n) {
  extern __shared__ float4 tile[];
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  const float4 self = i < n ? bodies[i] : make_float4(0, 0, 0, 0);
  float3 acceleration = make_float3(0.0f, 0.0f, 0.0f);
  for (int start = 0; start < n; start += blockDim.x) {
    const int j = start + threadIdx.x;
    tile[threadIdx.x] = j < n ? bodies[j] : float4{0, 0, 0, 0}; // no mass, no pull
    __syncthreads();
    for (int k = 0; k < blockDim.x; k++)
      acceleration = pull(acceleration, self, tile[k]);
    __syncthreads();
  }
  if (i < n)
    result[i] = acceleration;
}

__global__ void integrate(float4 *bodies, float3 *velocities, const float3 *a, int n, float dt) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float3 v = velocities[i];
  v += a[i] * dt;
  velocities[i] = v;
  bodies[i].x += v.x * dt;
  bodies[i].y += v.y * dt;
  bodies[i].z += v.z * dt;
}

static void require(cudaError_t e) {
  if (e != cudaSuccess) {
    fprintf(stderr, "%s\n", cudaGetErrorString(e));
    exit(1);
  }
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main(int argc, char **argv) {
  const int n = argc > 1 ? atoi(argv[1]) : 1500;
  const int steps = argc > 2 ? atoi(argv[2]) : 3;
  const int block = 128, grid = (n + block - 1) / block;
  const float dt = 0.001f;

  std::vector<float4> bodies(n);
  unsigned seed = 1;
  auto random = [&seed] {
    seed = seed * 1103515245u + 12345u;
    return float(seed >> 8) / float(1 << 24) * 2.0f - 1.0f;
  };
  for (float4 &b : bodies) {
    b.x = random();
    b.y = random();
    b.z = random();
    b.w = 1.0f / n;
  }

  float4 *dBodies;
  float3 *dVelocities, *dAcc;
  require(cudaMalloc(&dBodies, n * sizeof *dBodies));
  require(cudaMalloc(&dVelocities, n * sizeof *dVelocities));
  require(cudaMalloc(&dAcc, n * sizeof(float3)));
  require(cudaMemcpy(dBodies, &bodies[0], n * sizeof(float4), cudaMemcpyHostToDevice));
  require(cudaMemset(dVelocities, 0, n * sizeof(float3)));
  for (int s = 0; s < steps; s++) {
    accelerations<<<grid, block, block * sizeof(float4)>>>(dBodies, dAcc, n);
    integrate<<<grid, block>>>(dBodies, dVelocities, dAcc, n, dt);
  }
  require(cudaDeviceSynchronize());
  std::vector<float4> result(n);
  require(cudaMemcpy(&result[0], dBodies, n * sizeof(float4), cudaMemcpyDeviceToHost));
  cudaFree(dBodies);
  cudaFree(dVelocities);
  cudaFree(dAcc);

  struct Body {
    double p[3], v[3], m;
  };
  std::vector<Body> host;
  for (const float4 &b : bodies)
    host.push_back({{b.x, b.y, b.z}, {0, 0, 0}, b.w});
  for (int s = 0; s < steps; s++) {
    std::vector<Body> next = host;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        double r[3], d2 = SOFTENING;
        for (int c = 0; c < 3; c++) {
          r[c] = host[j].p[c] - host[i].p[c];
          d2 += r[c] * r[c];
        }
        const double scale = host[j].m / (d2 * sqrt(d2));
        for (int c = 0; c < 3; c++)
          next[i].v[c] += r[c] * scale * dt;
      }
    for (Body &b : next)
      for (int c = 0; c < 3; c++)
        b.p[c] += b.v[c] * dt;
    host = next;
  }
  double maxError = 0;
  for (int i = 0; i < n; i++)
    maxError = larger(maxError, larger(fabs(result[i].x - host[i].p[0]), fabs(result[i].z - host[i].p[2])));

  printf("%d bodies, %d steps, max error %g\n", n, steps, maxError);
  const bool ok = maxError < 1e-4;
  printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}

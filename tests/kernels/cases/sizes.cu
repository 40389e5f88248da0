// SPDX-License-Identifier: Apache-2.0
// Grids and blocks: known, folded, and known to the run alone.
constexpr int N = 1 << 20;
#define BLOCKS 100
__global__ void small(float *p) { p[0] = 0; }           // EXPECT small: = ok
__global__ void folded(float *p) { p[0] = 0; }          // EXPECT folded: = ok
__global__ void viaVariable(float *p) { p[0] = 0; }     // EXPECT viaVariable: = ok
__global__ void viaMacro(float *p) { p[0] = 0; }        // EXPECT viaMacro: = ok
__global__ void viaDim3(float *p) { p[0] = 0; }         // EXPECT viaDim3: = ok
__global__ void justFits(float *p) { p[0] = 0; }        // EXPECT justFits: = ok
__global__ void bigGrid(float *p) { p[0] = 0; }         // EXPECT bigGrid: NPU7002 = no
__global__ void big2d(float *p) { p[0] = 0; }           // EXPECT big2d: NPU7002 = no
__global__ void bigVariable(float *p) { p[0] = 0; }     // EXPECT bigVariable: NPU7002 = no
__global__ void fromRun(float *p) { p[0] = 0; }         // EXPECT fromRun: NPU7003 = review
__global__ void reassigned(float *p) { p[0] = 0; }      // EXPECT reassigned: NPU7003 = review
__global__ void dimChanged(float *p) { p[0] = 0; }      // EXPECT dimChanged: NPU7003 = review
__global__ void byReference(float *p) { p[0] = 0; }     // EXPECT byReference: NPU7003 = review
__global__ void twice(float *p) { p[0] = 0; }           // EXPECT twice: NPU7002 = no
__global__ void wideBlock(float *p) { p[0] = 0; }       // EXPECT wideBlock: NPU7004 = review
__global__ void widerBlock(float *p) { p[0] = 0; }      // EXPECT widerBlock: NPU7005 = no
__global__ void block1024(float *p) { p[0] = 0; }       // EXPECT block1024: = ok
void read(int &);
void run(float *p, int n) {
  small<<<16, 256>>>(p);
  folded<<<(N + 255) / 256, 256>>>(p);
  int blocks = N / 1024;
  viaVariable<<<blocks, 128>>>(p);
  viaMacro<<<BLOCKS, 128>>>(p);
  dim3 grid(16, 16), block(16, 16);
  viaDim3<<<grid, block>>>(p);
  justFits<<<65535, 1>>>(p);
  bigGrid<<<65536, 1>>>(p);
  big2d<<<dim3(300, 300), 1>>>(p);
  const int many = N;
  bigVariable<<<many, 1>>>(p);
  fromRun<<<(n + 255) / 256, 256>>>(p);
  int changing = 4;
  for (int i = 0; i < 3; ++i)
    changing *= 64;
  reassigned<<<changing, 1>>>(p);
  dim3 dims(4);
  dims.y = n;
  dimChanged<<<dims, 1>>>(p);
  int filled = 1;
  read(filled);
  byReference<<<filled, 1>>>(p);
  twice<<<4, 1>>>(p);
  twice<<<100000, 1>>>(p);
  wideBlock<<<1, 1536>>>(p);
  widerBlock<<<1, dim3(64, 64)>>>(p);
  block1024<<<1, dim3(32, 32)>>>(p);
}

// SPDX-License-Identifier: Apache-2.0
#include "Help.h"

namespace npucc {

const char *helpText() {
  return R"(usage: npucc [options] file...

Compiles C++ sources in the NPU dialect (x.npu.cpp) and links them with the NPU runtime. CUDA sources (x.cu, and host
sources that include CUDA headers) are migrated first, into a temporary folder. Options are nvcc's; what is none of
nvcc's goes to the host compiler.

  -c, -dc, -dw        compile only: x.npu.cpp and x.cu give x.o
  -dlink              write an empty object: there is no separate device code
  -lib                make a static library
  -shared             make a shared library
  -cubin -ptx -fatbin make a module that the runtime can load (a shared library)
  -E -S -M -MM -MD -MF -MP -MT
                      as for gcc
  -run                run the program that was linked; --run-args "..." are its arguments
  -o FILE, -odir DIR  name of the output, folder of the outputs

  -x cu|c++|c         language of the files that follow
  -std=c++NN          C++ standard; at least C++17 (default: gnu++17)
  -O0 ... -O3         optimisation; kernels are optimised (-O3) when neither -O nor -g nor -G is given
  -g, -G              debug information; -G does not optimise kernels
  --use_fast_math     contraction and reciprocals; NaN, infinity and the order of sums keep their meaning
  -fmad=true|false    fused multiply-add
  --default-stream per-thread
                      the default stream is each thread's own
  -Xcompiler A,B      options for the host compiler
  -Xlinker A,B        options for the linker
  -ccbin CXX          host compiler; else $NPUCC_CXX, else clang++-19, clang++, g++ or c++ from PATH
  --options-file F    read further options from F; @F does the same

  -Rnpu               tell for each kernel whether it is compiled to loops over threads, and why not
  -host-kernels       the host compiler compiles kernels, too: their threads are fibers
  -racecheck          report races of a block's threads on shared memory when the program runs; slow
  -v                  show the commands, and what was left out and why
  --dryrun            show the commands only
  --cflags, --libs    print what another compiler needs to compile and to link migrated sources
  --version, --help

-arch and -gencode tell device code what it may use (NPU_DEVICE_ARCH: 700 to 800).
Options that only concern a GPU (-Xptxas, -maxrregcount, ...) are accepted and have no effect; so are
the GPU toolkit's libraries (-lcudart, -lcublas, ...), for which the NPU runtime stands in.
)";
}

const char *versionText() {
  // Build files look for the line with "release"; the version is that of the API the runtime offers.
  return "npucc: NPU compiler driver\n"
         "npuify " NPUCC_VERSION "\n"
         "Cuda compilation tools, release 12.2, V12.2.0 (compatible command line)\n";
}

} // namespace npucc

// SPDX-License-Identifier: Apache-2.0
#include "npu/rand.h"

#include "on_stream.h"
#include "rand/distributions.h"

#include <math.h>

using npu::libraries::rand::source;

namespace {

npurandStatus_t create(npurandGenerator_t *generator, npurandRngType_t type, bool on_host) {
  if (!generator)
    return NPURAND_STATUS_INITIALIZATION_FAILED;
  auto from = std::make_shared<source>();
  switch (type) {
  case NPURAND_RNG_QUASI_DEFAULT:
  case NPURAND_RNG_QUASI_SOBOL32:
    break;
  case NPURAND_RNG_QUASI_SCRAMBLED_SOBOL32:
    from->scrambled = true;
    break;
  case NPURAND_RNG_QUASI_SOBOL64:
    from->wide = true;
    break;
  case NPURAND_RNG_QUASI_SCRAMBLED_SOBOL64:
    from->wide = from->scrambled = true;
    break;
  default:
    from->bits = npu::libraries::rand::make_engine(type);
    if (!from->bits)
      return NPURAND_STATUS_TYPE_ERROR;
  }
  *generator = new npurandGenerator_st{std::move(from), nullptr, on_host};
  return NPURAND_STATUS_SUCCESS;
}

// Where changes to the generator have to wait for work that uses it.
npurandStatus_t finish(npurandGenerator_t generator) {
  if (!generator)
    return NPURAND_STATUS_NOT_INITIALIZED;
  if (!generator->on_host && npuStreamSynchronize(generator->stream) != npuSuccess)
    return NPURAND_STATUS_PREEXISTING_FAILURE;
  return NPURAND_STATUS_SUCCESS;
}

// work(source) in the generator's stream, or now. pairs: pseudorandom numbers come in pairs.
template <class Work>
npurandStatus_t generate(npurandGenerator_t generator, const void *out, size_t n, bool pairs, Work work) {
  if (!generator)
    return NPURAND_STATUS_NOT_INITIALIZED;
  source &from = *generator->source;
  if (from.bits ? pairs && n % 2 : n % from.dimensions)
    return NPURAND_STATUS_LENGTH_NOT_MULTIPLE;
  if (n == 0)
    return NPURAND_STATUS_SUCCESS;
  if (!out)
    return NPURAND_STATUS_LAUNCH_FAILURE;
  if (generator->on_host) {
    work(from);
    return NPURAND_STATUS_SUCCESS;
  }
  const npuError_t error =
      npu::libraries::on_stream(generator->stream, [from = generator->source, work] { work(*from); });
  return error == npuSuccess ? NPURAND_STATUS_SUCCESS : NPURAND_STATUS_LAUNCH_FAILURE;
}

template <class T, class F>
npurandStatus_t generate_normal(npurandGenerator_t generator, T *out, size_t n, T deviation, F finish) {
  if (deviation < 0)
    return NPURAND_STATUS_OUT_OF_RANGE;
  return generate(generator, out, n, true, [=](source &from) { from.normal(out, n, finish); });
}

} // namespace

extern "C" {

npurandStatus_t npurandCreateGenerator(npurandGenerator_t *generator, npurandRngType_t type) {
  return create(generator, type, false);
}
npurandStatus_t npurandCreateGeneratorHost(npurandGenerator_t *generator, npurandRngType_t type) {
  return create(generator, type, true);
}
npurandStatus_t npurandDestroyGenerator(npurandGenerator_t generator) {
  if (!generator)
    return NPURAND_STATUS_NOT_INITIALIZED;
  delete generator;
  return NPURAND_STATUS_SUCCESS;
}
npurandStatus_t npurandGetVersion(int *version) {
  if (!version)
    return NPURAND_STATUS_OUT_OF_RANGE;
  *version = NPURAND_VERSION;
  return NPURAND_STATUS_SUCCESS;
}
npurandStatus_t npurandSetStream(npurandGenerator_t generator, npuStream_t stream) {
  // The numbers before come from the stream before.
  const npurandStatus_t status = finish(generator);
  if (status == NPURAND_STATUS_SUCCESS)
    generator->stream = stream;
  return status;
}
npurandStatus_t npurandSetPseudoRandomGeneratorSeed(npurandGenerator_t generator, unsigned long long seed) {
  const npurandStatus_t status = finish(generator);
  if (status != NPURAND_STATUS_SUCCESS)
    return status;
  source &from = *generator->source;
  if (!from.bits)
    return NPURAND_STATUS_TYPE_ERROR;
  from.seed = seed;
  from.started = false;
  return NPURAND_STATUS_SUCCESS;
}
npurandStatus_t npurandSetGeneratorOffset(npurandGenerator_t generator, unsigned long long offset) {
  const npurandStatus_t status = finish(generator);
  if (status != NPURAND_STATUS_SUCCESS)
    return status;
  generator->source->offset = offset;
  generator->source->started = false;
  return NPURAND_STATUS_SUCCESS;
}
npurandStatus_t npurandSetGeneratorOrdering(npurandGenerator_t generator, npurandOrdering_t order) {
  if (!generator)
    return NPURAND_STATUS_NOT_INITIALIZED;
  const bool quasi = order == NPURAND_ORDERING_QUASI_DEFAULT;
  if (!quasi && (order < NPURAND_ORDERING_PSEUDO_BEST || order > NPURAND_ORDERING_PSEUDO_DYNAMIC))
    return NPURAND_STATUS_OUT_OF_RANGE;
  return quasi == !generator->source->bits ? NPURAND_STATUS_SUCCESS : NPURAND_STATUS_TYPE_ERROR;
}
npurandStatus_t npurandSetQuasiRandomGeneratorDimensions(npurandGenerator_t generator,
                                                         unsigned int dimensions) {
  const npurandStatus_t status = finish(generator);
  if (status != NPURAND_STATUS_SUCCESS)
    return status;
  if (generator->source->bits)
    return NPURAND_STATUS_TYPE_ERROR;
  if (dimensions == 0 || dimensions > npu::libraries::rand::most_dimensions)
    return NPURAND_STATUS_OUT_OF_RANGE;
  generator->source->dimensions = dimensions;
  return NPURAND_STATUS_SUCCESS;
}
npurandStatus_t npurandGenerateSeeds(npurandGenerator_t generator) {
  return generator ? NPURAND_STATUS_SUCCESS : NPURAND_STATUS_NOT_INITIALIZED;
}

npurandStatus_t npurandGenerate(npurandGenerator_t generator, unsigned int *out, size_t n) {
  if (generator && generator->source->wide)
    return NPURAND_STATUS_TYPE_ERROR;
  return generate(generator, out, n, false, [=](source &from) { from.integers(out, n); });
}
npurandStatus_t npurandGenerateLongLong(npurandGenerator_t generator, unsigned long long *out, size_t n) {
  if (generator && !generator->source->wide)
    return NPURAND_STATUS_TYPE_ERROR;
  return generate(generator, out, n, false,
                  [=](source &from) { from.integers(reinterpret_cast<uint64_t *>(out), n); });
}
npurandStatus_t npurandGenerateUniform(npurandGenerator_t generator, float *out, size_t n) {
  return generate(generator, out, n, false, [=](source &from) { from.uniform(out, n); });
}
npurandStatus_t npurandGenerateUniformDouble(npurandGenerator_t generator, double *out, size_t n) {
  return generate(generator, out, n, false, [=](source &from) { from.uniform(out, n); });
}
npurandStatus_t npurandGenerateNormal(npurandGenerator_t generator, float *out, size_t n, float mean,
                                      float stddev) {
  return generate_normal(generator, out, n, stddev, [=](float z) { return mean + stddev * z; });
}
npurandStatus_t npurandGenerateNormalDouble(npurandGenerator_t generator, double *out, size_t n, double mean,
                                            double stddev) {
  return generate_normal(generator, out, n, stddev, [=](double z) { return mean + stddev * z; });
}
npurandStatus_t npurandGenerateLogNormal(npurandGenerator_t generator, float *out, size_t n, float mean,
                                         float stddev) {
  return generate_normal(generator, out, n, stddev, [=](float z) { return expf(mean + stddev * z); });
}
npurandStatus_t npurandGenerateLogNormalDouble(npurandGenerator_t generator, double *out, size_t n,
                                               double mean, double stddev) {
  return generate_normal(generator, out, n, stddev, [=](double z) { return exp(mean + stddev * z); });
}
npurandStatus_t npurandGeneratePoisson(npurandGenerator_t generator, unsigned int *out, size_t n,
                                       double lambda) {
  if (!(lambda > 0))
    return NPURAND_STATUS_OUT_OF_RANGE;
  return generate(generator, out, n, false, [=](source &from) { from.poisson(out, n, lambda); });
}

} // extern "C"

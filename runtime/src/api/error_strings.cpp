// SPDX-License-Identifier: Apache-2.0
// Names and descriptions of the error codes, and the calls that read the last error.
#include "core/error.h"

#include <algorithm>
#include <iterator>

namespace {

struct error_text {
  npuError_t code;
  const char *name;
  const char *description;
};

#define ERROR(name, description) {name, #name, description}

// In the order of the codes. The descriptions are those that CUDA programs print and test for.
constexpr error_text errors[] = {
    ERROR(npuSuccess, "no error"),
    ERROR(npuErrorInvalidValue, "invalid argument"),
    ERROR(npuErrorMemoryAllocation, "out of memory"),
    ERROR(npuErrorInitializationError, "initialization error"),
    ERROR(npuErrorCudartUnloading, "driver shutting down"),
    ERROR(npuErrorProfilerDisabled, "profiler disabled while using external profiling tool"),
    ERROR(npuErrorProfilerNotInitialized, "profiler not initialized: call cudaProfilerInitialize()"),
    ERROR(npuErrorProfilerAlreadyStarted, "profiler already started"),
    ERROR(npuErrorProfilerAlreadyStopped, "profiler already stopped"),
    ERROR(npuErrorInvalidConfiguration, "invalid configuration argument"),
    ERROR(npuErrorInvalidPitchValue, "invalid pitch argument"),
    ERROR(npuErrorInvalidSymbol, "invalid device symbol"),
    ERROR(npuErrorInvalidHostPointer, "invalid host pointer"),
    ERROR(npuErrorInvalidDevicePointer, "invalid device pointer"),
    ERROR(npuErrorInvalidTexture, "invalid texture reference"),
    ERROR(npuErrorInvalidTextureBinding, "texture is not bound to a pointer"),
    ERROR(npuErrorInvalidChannelDescriptor, "invalid channel descriptor"),
    ERROR(npuErrorInvalidMemcpyDirection, "invalid copy direction for memcpy"),
    ERROR(npuErrorAddressOfConstant, "invalid address of constant"),
    ERROR(npuErrorTextureFetchFailed, "fetch from texture failed"),
    ERROR(npuErrorTextureNotBound, "cannot fetch from a texture that is not bound"),
    ERROR(npuErrorSynchronizationError, "incorrect use of __syncthreads()"),
    ERROR(npuErrorInvalidFilterSetting, "linear filtering not supported for non-float type"),
    ERROR(npuErrorInvalidNormSetting, "read as normalized float not supported for data type"),
    ERROR(npuErrorMixedDeviceExecution, "device emulation mode and device execution mode cannot be mixed"),
    ERROR(npuErrorNotYetImplemented, "feature not yet implemented"),
    ERROR(npuErrorMemoryValueTooLarge, "memory size or pointer value too large to fit in 32 bit"),
    ERROR(npuErrorStubLibrary, "CUDA driver is a stub library"),
    ERROR(npuErrorInsufficientDriver, "CUDA driver version is insufficient for CUDA runtime version"),
    ERROR(npuErrorCallRequiresNewerDriver, "API call is not supported in the installed CUDA driver"),
    ERROR(npuErrorInvalidSurface, "invalid surface reference"),
    ERROR(npuErrorDuplicateVariableName, "duplicate global variable looked up by string name"),
    ERROR(npuErrorDuplicateTextureName, "duplicate texture looked up by string name"),
    ERROR(npuErrorDuplicateSurfaceName, "duplicate surface looked up by string name"),
    ERROR(npuErrorDevicesUnavailable, "CUDA-capable device(s) is/are busy or unavailable"),
    ERROR(npuErrorIncompatibleDriverContext, "incompatible driver context"),
    ERROR(npuErrorMissingConfiguration, "__global__ function call is not configured"),
    ERROR(npuErrorPriorLaunchFailure, "unspecified launch failure in prior launch"),
    ERROR(npuErrorLaunchMaxDepthExceeded, "launch would exceed maximum depth of nested launches"),
    ERROR(npuErrorLaunchFileScopedTex,
          "launch failed because kernel uses unsupported, file-scoped textures (texture "
          "objects are supported)"),
    ERROR(npuErrorLaunchFileScopedSurf,
          "launch failed because kernel uses unsupported, file-scoped surfaces (surface "
          "objects are supported)"),
    ERROR(npuErrorSyncDepthExceeded,
          "cudaDeviceSynchronize failed because caller's grid depth exceeds cudaLimitDevRuntimeSyncDepth"),
    ERROR(npuErrorLaunchPendingCountExceeded,
          "launch failed because launch would exceed cudaLimitDevRuntimePendingLaunchCount"),
    ERROR(npuErrorInvalidDeviceFunction, "invalid device function"),
    ERROR(npuErrorNoDevice, "no CUDA-capable device is detected"),
    ERROR(npuErrorInvalidDevice, "invalid device ordinal"),
    ERROR(npuErrorDeviceNotLicensed, "device doesn't have valid Grid license"),
    ERROR(npuErrorSoftwareValidityNotEstablished, "integrity checks failed"),
    ERROR(npuErrorStartupFailure, "startup failure in cuda runtime"),
    ERROR(npuErrorInvalidKernelImage, "device kernel image is invalid"),
    ERROR(npuErrorDeviceUninitialized, "invalid device context"),
    ERROR(npuErrorMapBufferObjectFailed, "mapping of buffer object failed"),
    ERROR(npuErrorUnmapBufferObjectFailed, "unmapping of buffer object failed"),
    ERROR(npuErrorArrayIsMapped, "array is mapped"),
    ERROR(npuErrorAlreadyMapped, "resource already mapped"),
    ERROR(npuErrorNoKernelImageForDevice, "no kernel image is available for execution on the device"),
    ERROR(npuErrorAlreadyAcquired, "resource already acquired"),
    ERROR(npuErrorNotMapped, "resource not mapped"),
    ERROR(npuErrorNotMappedAsArray, "resource not mapped as array"),
    ERROR(npuErrorNotMappedAsPointer, "resource not mapped as pointer"),
    ERROR(npuErrorECCUncorrectable, "uncorrectable ECC error encountered"),
    ERROR(npuErrorUnsupportedLimit, "limit is not supported on this architecture"),
    ERROR(npuErrorDeviceAlreadyInUse, "exclusive-thread device already in use by a different thread"),
    ERROR(npuErrorPeerAccessUnsupported, "peer access is not supported between these two devices"),
    ERROR(npuErrorInvalidPtx, "a PTX JIT compilation failed"),
    ERROR(npuErrorInvalidGraphicsContext, "invalid OpenGL or DirectX context"),
    ERROR(npuErrorNvlinkUncorrectable, "uncorrectable NVLink error detected during the execution"),
    ERROR(npuErrorJitCompilerNotFound, "PTX JIT compiler library not found"),
    ERROR(npuErrorUnsupportedPtxVersion, "the provided PTX was compiled with an unsupported toolchain."),
    ERROR(npuErrorJitCompilationDisabled, "PTX JIT compilation was disabled"),
    ERROR(npuErrorUnsupportedExecAffinity, "the provided execution affinity is not supported"),
    ERROR(npuErrorUnsupportedDevSideSync,
          "the provided PTX contains unsupported call to cudaDeviceSynchronize"),
    ERROR(npuErrorInvalidSource, "device kernel image is invalid"),
    ERROR(npuErrorFileNotFound, "file not found"),
    ERROR(npuErrorSharedObjectSymbolNotFound, "shared object symbol not found"),
    ERROR(npuErrorSharedObjectInitFailed, "shared object initialization failed"),
    ERROR(npuErrorOperatingSystem, "OS call failed or operation not supported on this OS"),
    ERROR(npuErrorInvalidResourceHandle, "invalid resource handle"),
    ERROR(npuErrorIllegalState, "the operation cannot be performed in the present state"),
    ERROR(npuErrorSymbolNotFound, "named symbol not found"),
    ERROR(npuErrorNotReady, "device not ready"),
    ERROR(npuErrorIllegalAddress, "an illegal memory access was encountered"),
    ERROR(npuErrorLaunchOutOfResources, "too many resources requested for launch"),
    ERROR(npuErrorLaunchTimeout, "the launch timed out and was terminated"),
    ERROR(npuErrorLaunchIncompatibleTexturing, "launch uses incompatible texturing mode"),
    ERROR(npuErrorPeerAccessAlreadyEnabled, "peer access is already enabled"),
    ERROR(npuErrorPeerAccessNotEnabled, "peer access has not been enabled"),
    ERROR(npuErrorSetOnActiveProcess, "cannot set while device is active in this process"),
    ERROR(npuErrorContextIsDestroyed, "context is destroyed"),
    ERROR(npuErrorAssert, "device-side assert triggered"),
    ERROR(npuErrorTooManyPeers, "peer mapping resources exhausted"),
    ERROR(npuErrorHostMemoryAlreadyRegistered, "part or all of the requested memory range is already mapped"),
    ERROR(npuErrorHostMemoryNotRegistered, "pointer does not correspond to a registered memory region"),
    ERROR(npuErrorHardwareStackError, "hardware stack error"),
    ERROR(npuErrorIllegalInstruction, "an illegal instruction was encountered"),
    ERROR(npuErrorMisalignedAddress, "misaligned address"),
    ERROR(npuErrorInvalidAddressSpace, "operation not supported on global/shared address space"),
    ERROR(npuErrorInvalidPc, "invalid program counter"),
    ERROR(npuErrorLaunchFailure, "unspecified launch failure"),
    ERROR(npuErrorCooperativeLaunchTooLarge, "too many blocks in cooperative launch"),
    ERROR(npuErrorNotPermitted, "operation not permitted"),
    ERROR(npuErrorNotSupported, "operation not supported"),
    ERROR(npuErrorSystemNotReady, "system not yet initialized"),
    ERROR(npuErrorSystemDriverMismatch, "system has unsupported display driver / cuda driver combination"),
    ERROR(npuErrorCompatNotSupportedOnDevice, "forward compatibility was attempted on non supported HW"),
    ERROR(npuErrorMpsConnectionFailed,
          "MPS client failed to connect to the MPS control daemon or the MPS server"),
    ERROR(npuErrorMpsRpcFailure,
          "the remote procedural call between the MPS server and the MPS client failed"),
    ERROR(npuErrorMpsServerNotReady, "MPS server is not ready to accept new MPS client requests"),
    ERROR(npuErrorMpsMaxClientsReached,
          "the hardware resources required to create MPS client have been exhausted"),
    ERROR(npuErrorMpsMaxConnectionsReached,
          "the hardware resources required to support device connections have been exhausted"),
    ERROR(npuErrorMpsClientTerminated, "the MPS client has been terminated by the server"),
    ERROR(npuErrorCdpNotSupported,
          "is using CUDA Dynamic Parallelism, but the current configuration, like MPS, does not support it"),
    ERROR(npuErrorCdpVersionMismatch,
          "unsupported interaction between different versions of CUDA Dynamic Parallelism"),
    ERROR(npuErrorStreamCaptureUnsupported, "operation not permitted when stream is capturing"),
    ERROR(npuErrorStreamCaptureInvalidated, "operation failed due to a previous error during capture"),
    ERROR(npuErrorStreamCaptureMerge, "operation would result in a merge of separate capture sequences"),
    ERROR(npuErrorStreamCaptureUnmatched, "capture was not ended in the same stream as it began"),
    ERROR(npuErrorStreamCaptureUnjoined, "capturing stream has unjoined work"),
    ERROR(npuErrorStreamCaptureIsolation, "dependency created on uncaptured work in another stream"),
    ERROR(npuErrorStreamCaptureImplicit,
          "operation would make the legacy stream depend on a capturing blocking stream"),
    ERROR(npuErrorCapturedEvent, "operation not permitted on an event last recorded in a capturing stream"),
    ERROR(npuErrorStreamCaptureWrongThread,
          "attempt to terminate a thread-local capture sequence from another thread"),
    ERROR(npuErrorTimeout, "wait operation timed out"),
    ERROR(npuErrorGraphExecUpdateFailure,
          "the graph update was not performed because it included changes which "
          "violated constraints specific to instantiated graph update"),
    ERROR(npuErrorExternalDevice, "an async error has occured in external entity outside of CUDA"),
    ERROR(npuErrorInvalidClusterSize, "a kernel launch error has occurred due to cluster misconfiguration"),
    ERROR(npuErrorUnknown, "unknown error"),
    ERROR(npuErrorApiFailureBase, "api failure base"),
};

#undef ERROR

const error_text *find(npuError_t code) {
  const auto *e = std::lower_bound(std::begin(errors), std::end(errors), code,
                                   [](const error_text &text, npuError_t c) { return text.code < c; });
  return e != std::end(errors) && e->code == code ? e : nullptr;
}

} // namespace

extern "C" {

npuError_t npuGetLastError(void) { return npu::core::take_last_error(); }

npuError_t npuPeekAtLastError(void) { return npu::core::peek_last_error(); }

const char *npuGetErrorName(npuError_t error) {
  const error_text *e = find(error);
  return e ? e->name : "unrecognized error code";
}

const char *npuGetErrorString(npuError_t error) {
  const error_text *e = find(error);
  return e ? e->description : "unrecognized error code";
}

} // extern "C"

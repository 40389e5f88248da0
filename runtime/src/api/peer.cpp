// SPDX-License-Identifier: Apache-2.0
// Access to the memory of other devices. All devices of the CPU back end share one memory, so every access
// works; what is enabled is kept because programs ask for it.
#include "api/devices.h"
#include "core/error.h"

using namespace npu;
using core::report;

extern "C" {

npuError_t npuDeviceCanAccessPeer(int *canAccessPeer, int device, int peerDevice) {
  if (!canAccessPeer)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device) || !api::is_device(peerDevice))
    return report(npuErrorInvalidDevice);
  *canAccessPeer = device != peerDevice;
  return npuSuccess;
}

npuError_t npuDeviceEnablePeerAccess(int peerDevice, unsigned int flags) {
  const int device = api::current_device();
  if (flags != 0)
    return report(npuErrorInvalidValue);
  if (!api::is_device(peerDevice))
    return report(npuErrorInvalidDevice);
  if (peerDevice == device)
    return report(npuErrorPeerAccessUnsupported);
  api::device_state &state = api::state_of(device);
  std::lock_guard lock(state.mutex);
  if (state.peers[peerDevice])
    return report(npuErrorPeerAccessAlreadyEnabled);
  state.peers[peerDevice] = true;
  return npuSuccess;
}

npuError_t npuDeviceDisablePeerAccess(int peerDevice) {
  if (!api::is_device(peerDevice))
    return report(npuErrorInvalidDevice);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  if (!state.peers[peerDevice])
    return report(npuErrorPeerAccessNotEnabled);
  state.peers[peerDevice] = false;
  return npuSuccess;
}

npuError_t npuDeviceGetP2PAttribute(int *value, enum npuDeviceP2PAttr attr, int srcDevice, int dstDevice) {
  if (!value)
    return report(npuErrorInvalidValue);
  if (!api::is_device(srcDevice) || !api::is_device(dstDevice) || srcDevice == dstDevice)
    return report(npuErrorInvalidDevice);
  switch (attr) {
  case npuDevP2PAttrPerformanceRank:
    *value = 0; // the best: all pairs are alike
    return npuSuccess;
  case npuDevP2PAttrAccessSupported:
  case npuDevP2PAttrNativeAtomicSupported:
  case npuDevP2PAttrCudaArrayAccessSupported:
    *value = 1;
    return npuSuccess;
  }
  return report(npuErrorInvalidValue);
}

} // extern "C"
